"""The compiled rulebook and scenario: plain slotted objects and functions.

`content` makes these from YAML once; the turn loop parses nothing. They hold everything that is fixed
for a table, and no state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec

from seawar.core import calendar
from seawar.core.calendar import Duration
from seawar.core.conditions import Condition
from seawar.core.deals import Negotiation
from seawar.core.effects import AnyEffect, Raise
from seawar.core.facts import Facts
from seawar.core.history_test import HistoryTest
from seawar.core.mechanism import Ledger, Mechanism, Params, Upkeep
from seawar.core.orders import Order
from seawar.core.seats import SeatDef
from seawar.core.session import Plan, Session
from seawar.core.setting import AgreementDef, Card, MatterDef, Voice
from seawar.core.state import State
from seawar.core.tracks import ResourceDef, TrackDef
from seawar.core.worldmap import WorldMap

Maker = Callable[[Facts, Mapping[str, str | int]], Iterable[AnyEffect | Raise]]
"""Makes the effects of one line of the rulebook for one order."""


def no_run(facts: Facts, env: Mapping[str, str | int]) -> int:
    """Stands where the condition's own function is put."""
    raise AssertionError(facts, env)


class Modifier(msgspec.Struct, frozen=True):
    when: Condition
    note: tuple[int, str]
    """What it adds to the net, and because of what; recorded as it stands."""
    run: Callable[[Facts, Mapping[str, str | int]], int] = no_run
    """The condition's compiled function, at hand: it is asked for every order."""

    def __post_init__(self) -> None:
        msgspec.structs.force_setattr(self, "run", self.when.run)


class OrderType(msgspec.Struct, frozen=True):
    """An entry of the rulebook that orders are instances of."""

    id: str
    title: str
    text: str
    domain: str
    mechanism: Mechanism
    params: Params
    targets: tuple[tuple[str, str], ...]
    """Name and kind."""
    cost: tuple[tuple[str, int], ...]
    """Resource and amount."""
    seats: tuple[str, ...]
    """Who may give it; empty means everyone."""
    when: Condition | None
    refusal: str
    """What a seat is told when `when` does not hold; empty shows the condition itself."""
    modifiers: tuple[Modifier, ...]
    outcomes: Mapping[str, tuple[Maker, ...]]
    force_kind: str
    """Kind of force it sends, or empty."""
    stands: bool
    """Whether it may stand until cancelled."""
    partners: int
    """How many co-signers it needs."""
    ceiling: int
    """Highest rung it may ask for; 0 when it meets nobody."""
    deniable: bool
    """Whether it may be done deniably or under a false flag."""
    review: bool
    """Whether every result waits for the white cell."""
    asks: tuple[str, ...]
    """Bands that the rulebook leaves to the white cell."""
    calms: bool
    """Whether it is a de-escalating order."""
    source: str
    line: int
    """Line in the rulebook file."""
    concedes: tuple[str, ...] = ()
    """Whom it gives way to, as references; publics at home react where it is public."""
    insults: tuple[str, ...] = ()
    """Whom it insults, as references; their publics react where it is public."""
    deeds: Mapping[str, tuple[Maker, ...]] = {}
    """Band to what is kept for this turn of who gave way, insulted or did what, and of who was told."""


class Segment(msgspec.Struct, frozen=True):
    """A stretch of the scenario with one turn length."""

    id: str
    title: str
    start: int
    """Instant of its first turn."""
    turns: int
    length: Duration
    orders: tuple[str, ...]
    """Order types on offer; empty means all."""
    hand: Mapping[str, tuple[str, ...]]
    """Per seat, the order types shown first."""


class Inject(msgspec.Struct, frozen=True):
    """One scripted event of the MSEL."""

    id: str
    title: str
    at: int
    """Instant it is due; 0 when only its condition brings it."""
    when: Condition | None
    to: tuple[str, ...]
    source: str
    """Who tells it."""
    text: str
    expect: str
    """The decision it should provoke."""
    objective: str
    note: str
    """For the white cell."""
    effects: tuple[Maker, ...]
    item: str
    """Source item, or `invented`."""
    questions: tuple[str, ...] = ()
    """Learning questions that it serves."""


class End(msgspec.Struct, frozen=True):
    id: str
    text: str
    when: Condition


class PublicRule(msgspec.Struct, frozen=True):
    """One thing that publics make of what they read."""

    when: Condition | None
    """When it follows; None for always."""
    effects: tuple[Maker, ...]


class ChanceDef(msgspec.Struct, frozen=True):
    """What comes in nobody's hands, as a court's ruling."""

    id: str
    title: str
    when: Condition | None
    """While it holds, it may come."""
    mean: Duration
    """How long it takes in the mean."""
    effects: tuple[Maker, ...]


class ReviewLimit(msgspec.Struct, frozen=True):
    """What makes a result wait for the white cell in semi-rigid adjudication."""

    because: str
    track: str = ""
    moves: int = 1
    """A track of this kind moves by so many boxes or more, up or down."""
    exposed: bool = False
    """Somebody's authorship is shown."""


class Rules(msgspec.Struct, frozen=True):
    """Everything that is fixed for one table."""

    id: str
    """Scenario."""
    title: str
    summary: str
    rulebook: str
    turn_label: str
    orders_per_turn: int
    zone: int
    """Minutes east of UTC, for showing times."""
    zone_title: str
    tracks: Mapping[str, TrackDef]
    resources: Mapping[str, ResourceDef]
    order_types: Mapping[str, OrderType]
    events: Mapping[str, tuple[Maker, ...]]
    """What a domain reports as having happened, to what follows from it."""
    reactions: Mapping[str, tuple[Maker, ...]]
    """Topic that became public to what publics make of it."""
    map: WorldMap
    seats: Mapping[str, SeatDef]
    segments: tuple[Segment, ...]
    msel: tuple[Inject, ...]
    ends: tuple[End, ...]
    agreements: Mapping[str, AgreementDef]
    matters: Mapping[str, MatterDef]
    voices: Mapping[str, Voice]
    goods: Mapping[str, str]
    """What is traded, to its title."""
    questions: Mapping[str, str]
    """Learning questions."""
    history: str
    """What history did, for the debrief."""
    ledgers: Mapping[str, Ledger]
    upkeep: tuple[Upkeep, ...]
    ranges: Mapping[str, tuple[int, int]]
    """Track or resource id to the range of its values."""
    facts: type[Facts]
    """The facts class that answers this rulebook's functions."""
    start: State
    """The state before the first turn; never changed."""
    publics: Mapping[str, tuple[PublicRule, ...]] = {}
    """`conceded`, `insulted`, `crossed`, `kept` or `broken` to what follows."""
    affront: Duration = Duration()
    """For how long an insult makes it dearer to give way."""
    chances: tuple[ChanceDef, ...] = ()
    review_when: tuple[ReviewLimit, ...] = ()
    historical: tuple[tuple[int, Order], ...] = ()
    """What history did, as orders, each with its turn."""
    tests: tuple[HistoryTest, ...] = ()
    """What a replay of those orders is measured by."""
    session: Session | None = None
    """The cut, where the scenario has one."""
    cut: bool = False
    """Whether this table plays the cut."""
    handout: str = ""
    """What the white cell should know before the first move."""
    cards: tuple[Card, ...] = ()
    """Background and debrief cards of the white cell."""
    negotiation: Negotiation | None = None
    """What deals cost; None for nothing."""
    other_rulebook: bool = False
    """Whether the rulebook is not the one that the scenario names."""

    @property
    def plan(self) -> Plan:
        """The turns that are played: all of them, or those of the cut."""
        if self.cut and self.session:
            return self.session.plan
        return Plan(tuple(range(1, sum(segment.turns for segment in self.segments) + 1)), ())

    @property
    def argues(self) -> bool:
        """Whether any order type is argued."""
        return any(kind.mechanism.words == "reasons" for kind in self.order_types.values())

    def name(self, turn: int) -> str:
        """`Move 2`, or `Read in` for a turn of history's."""
        return self.label(turn).partition(" of ")[0]

    def label(self, turn: int) -> str:
        """`Move 2 of 10`, or `Read in` for a turn of history's."""
        plan = self.plan
        place = plan.place(turn)
        return f"{self.turn_label} {place} of {plan.count}" if place or not plan.read_in else "Read in"

    def moment(self, instant: int) -> str:
        """`09:00` in a segment of short turns, `23 Aug` in one whose turns last for days, and between two."""
        begun = ([segment for segment in self.segments if segment.start <= instant] or self.segments[:1])[-1]
        minutes = begun.length.rate_minutes
        long = minutes >= calendar.MINUTES_PER_DAY or instant > begun.start + begun.turns * minutes
        return (calendar.day if long else calendar.clock)(instant, self.zone)

    def team_minutes(self, turn: int) -> int | None:
        """Minutes that the session gives the teams in a turn, where it says so."""
        return self.session.team_minutes(turn) if self.cut and self.session else None

    def segment_of(self, turn: int) -> tuple[int, int]:
        """Index of the segment that turn number `turn` lies in, and its place there from 0."""
        left = turn - 1
        for index, segment in enumerate(self.segments):
            if left < segment.turns:
                return index, left
            left -= segment.turns
        raise IndexError(turn)

    @property
    def turns(self) -> int:
        """How many moves are played, those read in left out."""
        return self.plan.count

    def offered(self, segment: int) -> tuple[str, ...]:
        """Order types on offer in a segment."""
        return self.segments[segment].orders or tuple(self.order_types)
