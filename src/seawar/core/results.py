"""What adjudication hands back: each result with its odds, modifiers, draws and effects."""

from __future__ import annotations

import msgspec

from seawar.core.effects import AnyEffect

ABSENT = ("late", "quiet")
"""Bands of who was not there: nothing that happened in the encounter is of its making, nor its to know."""


class Roll(msgspec.Struct, frozen=True, omit_defaults=True):
    """One draw, in full: anyone with the key can make it again."""

    label: tuple[str | int, ...]
    """Stable ids; draw 0 of this label."""
    below: int
    """The draw is from 0 to below-1."""
    drawn: int
    """What came."""
    bands: tuple[str, ...] = ()
    """What the dice were asked; empty for an opaque name."""
    odds: tuple[int, ...] = ()
    """Per mille, one for each band."""
    band: str = ""
    """The band that came."""


class Settled(msgspec.Struct, frozen=True, omit_defaults=True):
    """One result: an order against one subject, or a piece of upkeep."""

    key: str
    """Stable identity within the turn; rulings name it."""
    step: int
    type: str
    """Order type, or upkeep."""
    seat: str = ""
    targets: dict[str, str] = {}
    subject: str = ""
    net: int = 0
    """Sum of the modifiers."""
    mods: tuple[tuple[int, str], ...] = ()
    """Each modifier and its reason."""
    rolls: tuple[Roll, ...] = ()
    band: str = ""
    """As computed."""
    ruled: str = ""
    """The band that the umpire set instead, or empty."""
    note: str = ""
    """Whose signature an order lacks that is void for it."""
    effects: tuple[AnyEffect, ...] = ()

    @property
    def result(self) -> str:
        """The band that holds."""
        return self.ruled or self.band


class BandOdds(msgspec.Struct, frozen=True):
    """Odds of one order as its seat could know them."""

    order: str
    """Order key."""
    worst: dict[str, int]
    """Band to per mille, at the worst end of what the seat cannot know."""
    best: dict[str, int]
    """The same at the best end."""
    mods: tuple[tuple[int, int, str], ...]
    """Each modifier at the worst and the best end, and its reason."""
