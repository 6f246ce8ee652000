"""What a domain brings: mechanisms that settle orders, and upkeep that settles the rest.

`settle` is a generator that *yields* the chances it needs; the engine answers with a draw, or, for the
odds shown before sealing, with each answer in turn. One piece of code serves both, so odds cannot
drift from adjudication. Orders about the same subject (the parties of one encounter) are settled
together as one case. Passing a random source in was refused: a preview could not enumerate it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Literal

import msgspec

if TYPE_CHECKING:
    from seawar.core.conditions import Function
    from seawar.core.effects import AnyEffect, Raise
    from seawar.core.facts import Facts
    from seawar.core.orders import Order
    from seawar.core.rules import OrderType

PER_MILLE = 1000

NetModifiers = tuple[tuple[int, str], ...]
"""What was added to the net, and because of what."""


class Step(IntEnum):
    """The steps of adjudication, in order. Within one step, all read the state at its start."""

    OPEN = 0
    """The clock moves. Income and returns fall due, time eases tracks, and timed things run out."""
    INJECTS = 1
    """Scripted events that are due reach their seats."""
    CHARGE = 2
    """Orders that lack a co-signer are void. The rest is paid for; standing orders begin and end."""
    CONSENT = 3
    """What several seats have to agree on takes effect, before anything moves."""
    MOVE = 4
    """What was sent sets out."""
    DETECT = 5
    """Radar looks for what moves."""
    MEET = 6
    """Those who meet in one place are settled together, all parties at once."""
    ACT = 7
    """All other orders are settled, and what entered somewhere is noted."""
    PUBLIC = 8
    """Publics react to what became public in this turn; partners pass on what they see."""
    CLOSE = 9
    """Who is done leaves, and the turn is closed."""

    @property
    def title(self) -> str:
        return self.name.lower()


class Chance(msgspec.Struct, frozen=True):
    """A question to the dice: which of `bands`, at `odds` per mille. Answered with an index."""

    step: str
    """Tells apart the chances of one case; part of the draw's label."""
    bands: tuple[str, ...]
    odds: tuple[int, ...]
    """Per mille, summing to 1000; a band at 0 never comes."""


class Naming(msgspec.Struct, frozen=True):
    """A request for an opaque number below 2**24, to name something without telling whose it is."""

    step: str


Ask = Chance | Naming


class Entrant(msgspec.Struct, frozen=True):
    """One order in a case."""

    order: Order
    type: OrderType
    net: int
    """Sum of the modifiers that the rulebook gives it."""
    mods: NetModifiers
    """Those modifiers."""
    key: str
    """The order's key."""
    env: Mapping[str, str | int]
    """Names that conditions and effects may use: self, turn, the targets and what they imply."""


class Case(msgspec.Struct, frozen=True):
    """The orders settled together, sorted by order key."""

    subject: str
    """What they are about; empty when each order stands alone."""
    entrants: tuple[Entrant, ...]


class Outcome(msgspec.Struct, frozen=True):
    """The bands that came, one for each entrant, before any ruling."""

    bands: tuple[str, ...]
    mods: tuple[NetModifiers, ...] = ()
    """Modifiers that the mechanism itself added, one tuple for each entrant, or none at all."""
    detail: Mapping[str, int] = {}
    """Integers that `enact` needs: rung reached, minute, draw."""


ALONE = ("",)
"""The subjects of an order that stands alone."""


def _no_subjects(order: Order, facts: Facts) -> Iterable[str]:
    del order, facts
    return ALONE


def no_effects(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    del case, bands, outcome, facts
    return ()


def _no_basis(order: Order, kind: OrderType, facts: Facts) -> Iterable[tuple[str, int]]:
    del order, kind, facts
    return ()


class Trace(msgspec.Struct, frozen=True):
    """What whoever finds out can say of who did it, by the name that the order was given under."""

    openness: str
    """`open`, `deniable` or `false-flag`."""
    words: tuple[str, ...]
    odds: tuple[int, ...]
    """Per mille of each word."""


class Mechanism(msgspec.Struct, frozen=True):
    """How orders of one kind are settled."""

    name: str
    """`domain.verb`, or a bare word for the generic ones."""
    step: Step
    params: type
    """A frozen slotted dataclass; its fields are what the rulebook may set."""
    targets: tuple[str, ...]
    """Targets that the order type must declare: a kind, which is its name too, or `name: kind`."""
    bands: tuple[str, ...]
    """Every band that can come; the rulebook gives effects for each."""
    settle: Callable[[Case, Facts], Generator[Ask, int, Outcome]]
    enact: Callable[[Case, tuple[str, ...], Outcome, Facts], Iterable[AnyEffect | Raise]] = no_effects
    """Effects that follow from the bands (ruled ones included), beside those of the rulebook."""
    subjects: Callable[[Order, Facts], Iterable[str]] = _no_subjects
    """What an order is about; orders about the same subject are one case."""
    quiet: str = ""
    """Band of an order that found no subject."""
    net: tuple[int, int] | None = None
    """Lowest and highest net that its table has a row for, where it has one; beyond, modifiers count for nothing."""
    refers: tuple[tuple[str, str], ...] = ()
    """Params that hold names of the rulebook, each with their kind: `deed` (an order type or a marker) or `topic`."""
    basis: Callable[[Order, OrderType, Facts], Iterable[tuple[str, int]]] = _no_basis
    """Rates that it reckons an amount of the turn from, in words, each with what it comes to over the turn's length."""
    traces: tuple[Trace, ...] = ()
    """What can be shown of its author, one for each name it may be given under; empty where none is looked for."""
    meanings: tuple[tuple[str, str], ...] = ()
    """Band to what it says, where its name alone does not."""
    words: str = ""
    """What the seat must put into words: `action`, `reasons` as well, or nothing. Then the white cell looks at it."""


class Upkeep(msgspec.Struct, frozen=True):
    """What happens by itself at one step: detection, publics, the calendar."""

    name: str
    step: Step
    subjects: Callable[[Facts], Iterable[tuple[str, ...]]]
    """Each subject is a tuple of ids: a seat or empty, then whatever else identifies it."""
    settle: Callable[[tuple[str, ...], Facts], Generator[Ask, int, Iterable[AnyEffect | Raise]]]
    by_date: bool = False
    """Whether it goes by the calendar alone and asks nothing of the dice: then, when a turn opens after time has leapt,
    it is asked for the time between as well, as if that were a turn."""


class Ledger(msgspec.Struct, frozen=True):
    """A table of integers that a domain declares; keys are `name/seat[/...]`."""

    name: str
    seen_by: str
    """`all`, `own` (the seat in the key) or `umpire`."""
    doc: str
    by: Literal["seat", "area", "order"] = "seat"
    """What a key names after its first seat."""
    orders: Callable[[OrderType], bool] | None = None
    """Where keys name order types: whether this is one that a row is kept for."""
    most: int | None = None
    """The highest value that a scenario may begin with, where there is one."""
    holds: Literal["count", "instant", "day", "turn"] = "count"
    """What a value is: an amount, minutes since 1970, the number of a day since then, or of a turn; 0 is none of it."""


class FactFunction(msgspec.Struct, frozen=True):
    """A function that conditions may call, and how it is answered."""

    function: Function
    answer: Callable[..., int]
    """Called with the facts and the arguments."""


class Domain(msgspec.Struct, frozen=True):
    """One domain: the whole of what adding a file adds."""

    name: str
    mechanisms: tuple[Mechanism, ...] = ()
    functions: tuple[FactFunction, ...] = ()
    ledgers: tuple[Ledger, ...] = ()
    upkeep: tuple[Upkeep, ...] = ()


Params = Any
"""An instance of a mechanism's `params` class."""
