"""The umpire's decisions on results. The computed result is always kept beside them."""

from __future__ import annotations

import msgspec

from seawar.core.effects import AnyEffect
from seawar.core.mechanism import NetModifiers


class Ruling(msgspec.Struct, frozen=True):
    """One result decided: by an outcome, by marks that go into its odds, by effects of its own, or several of these."""

    result: str
    """Key of the result it decides."""
    band: str
    """The band that holds; the computed one to accept it; empty to let the dice decide with the marks."""
    reason: str
    """Never empty."""
    author: str = "umpire"
    """Which umpire."""
    marks: NetModifiers = ()
    """What each argument is worth, +1 or -1, and the argument; added to the net before the dice."""
    effects: tuple[AnyEffect, ...] = ()
    """What happens besides what the rulebook says."""
