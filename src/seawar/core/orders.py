"""What seats want done: the order envelope, and the umpire's rulings on results.

Every order type shares one envelope, so that a form, a bot and the wire need to know only this.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Literal

import msgspec


class Rung(IntEnum):
    """The encounter ladder: what one side does to another within an encounter."""

    NONE = 0
    RADIO_CALL = 1
    SHADOW = 2
    FLARES = 3
    WARNING_SHOTS = 4
    LOCK_ON = 5

    @property
    def title(self) -> str:
        return self.name.lower().replace("_", " ")


Openness = Literal["open", "deniable", "false-flag"]
BranchIf = Literal["contact-enters", "rung-reached", "undetected", "partner-refuses"]
BranchThen = Literal["withdraw", "ceiling", "reinforce", "alone"]


class Leg(msgspec.Struct, frozen=True):
    """One stretch of a timed route."""

    area: str
    """Where."""
    enter: int
    """Instant of entry, in minutes."""
    leave: int
    """Instant of leaving, in minutes; later than `enter`."""


class Branch(msgspec.Struct, frozen=True, omit_defaults=True):
    """One `if` of an order, executed by the engine: nobody is asked while results are settled."""

    when: BranchIf
    """What must happen."""
    then: BranchThen
    """What the order does then."""
    at: int = 0
    """The rung that `rung-reached` waits for."""
    to: int = 0
    """The new ceiling that `ceiling` sets."""
    forces: tuple[str, ...] = ()
    """What `reinforce` adds."""


class Argument(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an argued or a free order is about, in the seat's own words."""

    action: str
    """What it does."""
    effect: str
    """What is to come of it."""
    reasons: tuple[str, ...] = ()
    """Why it should succeed: one to three for an argued order."""


class Order(msgspec.Struct, frozen=True):
    """What a seat wants done. Units: rungs for the ceiling, instants for the route.

    Encoded in full: msgspec leaves a default out only when it is the very same object, so an order with
    defaults other than empty ones would be hashed differently before and after it was read back.
    """

    seat: str
    """Whose order it is."""
    type: str
    """The order type, by its name in the rulebook."""
    targets: dict[str, str] = {}
    """Target name to id, as the order type asks."""
    forces: tuple[str, ...] = ()
    """Which of the seat's forces it sends; empty lets the engine take the nearest that is ready."""
    route: tuple[Leg, ...] = ()
    """Timed legs; empty means the legs of the route target."""
    ceiling: int = Rung.SHADOW
    """The highest rung permitted."""
    openness: Openness = "open"
    """Under one's own name, deniable, or under another's."""
    blame: str = ""
    """Whose name a false flag carries."""
    partners: tuple[str, ...] = msgspec.field(default=(), name="with")
    """Co-signers: the order is void unless all of them seal one that names this seat."""
    stands: bool = False
    """Until cancelled, instead of this turn only."""
    branches: tuple[Branch, ...] = msgspec.field(default=(), name="if")
    """At most two."""
    rationale: str = ""
    """One line, for the umpire and the after-action review."""
    argument: Argument | None = None
    """What an argued or a free order is about; nothing for all others."""

    @property
    def key(self) -> str:
        """The stable identity of the order in its turn: one of a type per seat and targets."""
        key = f"{self.type}/{self.seat}"
        for id_ in self.targets.values():
            key += f"/{id_}"
        return key


class Sheet(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one seat seals for one turn."""

    seat: str
    """Whose sheet it is."""
    turn: int
    """Which turn it is for."""
    orders: tuple[Order, ...] = ()
    """Empty means no change."""
    intent: str = ""
    """The seat's intent for the turn, one line."""
    cancels: tuple[str, ...] = ()
    """Keys of standing orders that end."""


class Directive(msgspec.Struct, frozen=True, omit_defaults=True):
    """The umpire's word on one inject."""

    inject: str
    do: Literal["fire", "hold", "free", "skip", "edit"]
    reason: str = ""
    """Why; needed to hold, skip or edit it."""
    text: str = ""
    """What it says instead, when it is edited."""
