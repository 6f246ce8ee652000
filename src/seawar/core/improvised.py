"""An inject that the umpire makes up at the table: not of the scenario, and on record like those that are."""

from __future__ import annotations

import msgspec

from seawar.core.effects import AnyEffect


class Improvised(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is told, to whom, and what happens with it."""

    id: str
    """`n1`, `n2` and so on, given by the table; never reused."""
    to: tuple[str, ...]
    """Seats, or `public`."""
    source: str
    """Who tells it."""
    text: str
    """What its readers are told."""
    effects: tuple[AnyEffect, ...] = ()
    """What happens with it."""
    questions: tuple[str, ...] = ()
    """Learning questions that it serves."""
    reason: str = ""
    """Why, for the record."""
