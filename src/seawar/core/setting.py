"""Named things of a scenario that hold no condition and no effect: agreements, matters, voices, cards."""

from __future__ import annotations

import msgspec


class AgreementDef(msgspec.Struct, frozen=True):
    id: str
    title: str
    notice_days: int
    public: bool


class MatterDef(msgspec.Struct, frozen=True):
    id: str
    title: str
    states: tuple[str, ...]


class Voice(msgspec.Struct, frozen=True):
    id: str
    title: str


class Card(msgspec.Struct, frozen=True):
    """A claim, an assessment or a figure that is no event."""

    id: str
    title: str
    text: str
    use: str
    """`brief` before the first move, `debrief` after the last."""
    item: str
    questions: tuple[str, ...]
    """Learning questions that it serves."""
