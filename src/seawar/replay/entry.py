"""What every entry of the journal has."""

from __future__ import annotations

import msgspec


class Entry(msgspec.Struct, frozen=True, tag_field="t", omit_defaults=True):
    """The base of all entries."""

    at: int
    """UTC, in milliseconds: when it was written."""
    vis: tuple[str, ...]
    """Who may read it, besides the umpire."""
