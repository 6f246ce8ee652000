"""The umpire's decisions on results. The computed result is always kept beside them."""

from __future__ import annotations

from typing import Literal

import msgspec

from seawar.core.effects import AnyEffect
from seawar.core.mechanism import NetModifiers

REJECTED = "not_accepted"
"""The outcome of an order that the white cell does not accept: nothing comes of it. Every mechanism has it."""
Method = Literal["", "dice", "consensus", "umpire"]


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
    """What each argument is worth and the argument: +1 strong, -1 strong against, 0 weak; added to the net."""
    effects: tuple[AnyEffect, ...] = ()
    """What happens besides what the rulebook says."""
    unsaid: tuple[str, ...] = ()
    """Seats, or `public`, that do not read what the rules have it tell them; `effects` may hold other words."""
    method: Method = ""
    """How it was decided: by the dice, by consensus of those at the table, or by the umpire; empty where not said."""
