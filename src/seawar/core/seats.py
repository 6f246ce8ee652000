"""The seats of a scenario, compiled: what each wants, will not let happen, and tends to do."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from seawar.core.conditions import Condition
from seawar.core.mechanism import PER_MILLE
from seawar.core.orders import Openness


class Habit(msgspec.Struct, frozen=True):
    """What a bot of this seat tends to do."""

    when: Condition
    order: str
    targets: Mapping[str, str]
    weight: int
    ceiling: int
    stands: bool
    partners: tuple[str, ...]
    openness: Openness
    serves: str
    """The aim of this seat that it serves, or empty."""
    risks: str
    """The aim of this seat that it may cost, or empty."""
    mood: str
    """The temperament that it belongs to, or empty for both."""
    why: str
    """What the seat would say of it, one line, or empty."""
    comes: int = PER_MILLE
    """Per mille of the turns in which it comes to mind at all."""


class Aim(msgspec.Struct, frozen=True):
    id: str
    text: str
    secret: bool
    met: Condition | None
    """None leaves it to the umpire."""


class RedLine(msgspec.Struct, frozen=True):
    """A red line that the engine can watch."""

    id: str
    text: str
    when: Condition
    """Crossed when it first holds on what its seat knows."""


class SeatDef(msgspec.Struct, frozen=True):
    id: str
    title: str
    letter: str
    cell: str
    side: str
    public_brief: str
    secret_brief: str
    aims: tuple[Aim, ...]
    red_lines: tuple[str, ...]
    habits: tuple[Habit, ...]
    short: str
    """The name in everyday use, as `Korea`."""
    in_text: str
    """The title inside a sentence, as `the United States`."""
    temperament: str
    """How a bot goes about it unless told otherwise."""
    watched: tuple[RedLine, ...] = ()
    """Those of its red lines that carry a condition."""
