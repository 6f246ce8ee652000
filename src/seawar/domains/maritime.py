"""The maritime domain: days on station, entries, and what happens when two navies keep the same water."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Annotated, NamedTuple

from annotated_types import Ge, Le

from seawar.core.calendar import MINUTES_PER_DAY, MINUTES_PER_MONTH, accrued
from seawar.core.conditions import YES_NO, Function
from seawar.core.effects import AnyEffect, ConditionSet, ForceMoved, LedgerMoved, Raise
from seawar.core.facts import Facts
from seawar.core.mechanism import (
    PER_MILLE,
    Ask,
    Case,
    Chance,
    Domain,
    Entrant,
    FactFunction,
    Ledger,
    Mechanism,
    Outcome,
    Step,
)
from seawar.core.orders import Order
from seawar.core.state import dyad
from seawar.domains.company import who_could_join
from seawar.domains.maritime_fleet import BOARD, RELEASE, SCREEN
from seawar.domains.maritime_search import SEARCH, tracked
from seawar.domains.maritime_tempo import SEASONS, block_left, days_left, entries_planned
from seawar.domains.odds import at_least_once

BANDS = ("alone", "shadowed", "unsafe", "collision", "no_ships")
"""From the calmest to the gravest, then a seat that had nothing to send."""
MEETING = ("quiet", *BANDS[1:4])
"""What one pair of seats can come to."""
UNSAFE = BANDS.index("unsafe")
COLLISION_PER_MILLE = 60
"""Of unsafe meetings, how many end in a collision. Assumption."""
CONDUCT = "conduct-at-sea"
"""The agreement on rules of the road, where a scenario has one."""
CONDUCT_PER_MILLE, SIGNALS_PER_MILLE = 700, 500
"""What is left of unsafe meetings under that agreement, and where its signals are in use. Assumptions."""


@dataclass(frozen=True, slots=True)
class PresenceParams:
    """How much of the time ships are there, and how they behave."""

    days_per_month: Annotated[int, Ge(1), Le(31)] = 10
    """Presence days in a mean month."""
    entries: Annotated[int, Ge(0), Le(1000)] = 0
    """Per mille of presence days on which they enter waters within twelve miles that another seat holds."""
    shadowed: Annotated[int, Ge(0), Le(1000)] = 150
    """Per mille, a day that two share, that one shadows the other. Assumption."""
    unsafe: Annotated[int, Ge(0), Le(1000)] = 4
    """Per mille, a day that two share, that ships come too close. Assumption."""
    storms: Annotated[int, Ge(0), Le(500)] = 0
    """Per mille of days on which weather drives them off; 0 where `days_per_month` reckons with it already."""
    entries_per_year: Annotated[int, Ge(0), Le(366)] = 0
    """Entries that are planned by the calendar, however many days they are there."""
    blocks: Annotated[int, Ge(0), Le(1000)] = 0
    """Per mille of planned entries of others that they stop by keeping a ship beside each."""


def _area(order: Order, facts: Facts) -> Iterable[str]:
    """The water it keeps: all who keep it are one case."""
    del facts
    return (order.targets["area"],)


def days(params: PresenceParams, facts: Facts) -> int:
    """Presence days in this turn: a rate over its length, at least one and never more than it has."""
    minutes = facts.world.until - facts.world.now
    return min(_all_days(facts), max(1, params.days_per_month * minutes // MINUTES_PER_MONTH))


def _all_days(facts: Facts) -> int:
    return max(1, (facts.world.until - facts.world.now) // MINUTES_PER_DAY)


class Fleet(NamedTuple):
    """What one seat keeps on a water, by one order or several."""

    seat: str
    days: int
    shadowed: int
    unsafe: int


def _fleet(seat: str, kept: Sequence[PresenceParams], facts: Facts) -> Fleet:
    spent = min(_all_days(facts), sum(days(params, facts) for params in kept))
    return Fleet(seat, spent, max(params.shadowed for params in kept), max(params.unsafe for params in kept))


def _fleets(orders: Iterable[tuple[str, PresenceParams]], facts: Facts) -> list[Fleet]:
    """One for each seat, sorted."""
    by_seat: dict[str, list[PresenceParams]] = {}
    for seat, params in orders:
        by_seat.setdefault(seat, []).append(params)
    return [_fleet(seat, kept, facts) for seat, kept in sorted(by_seat.items())]


def courtesy(a: str, b: str, facts: Facts) -> int:
    """Per mille of unsafe meetings that is left between two seats: signals in use, or rules of the road agreed."""
    if facts.world.conditions.get(f"agreed-signals/{dyad(a, b)}", 0) > facts.world.now:
        return SIGNALS_PER_MILLE
    if CONDUCT not in facts.world.agreements or not facts.fn_in_force(CONDUCT):
        return PER_MILLE
    return CONDUCT_PER_MILLE if facts.fn_party(CONDUCT, a) and facts.fn_party(CONDUCT, b) else PER_MILLE


def _meeting(a: Fleet, b: Fleet, facts: Facts) -> tuple[int, ...]:
    """Odds of two navies on one water: quiet, shadowed, unsafe, collision."""
    shared = max(1, a.days * b.days // _all_days(facts))  # as if each chose its days by chance
    close = at_least_once(max(a.unsafe, b.unsafe), shared)
    close = close * courtesy(a.seat, b.seat, facts) // PER_MILLE
    if facts.shares_picture(a.seat, b.seat):
        close //= 2
    collision = close * COLLISION_PER_MILLE // PER_MILLE
    shadow = min(PER_MILLE - close, at_least_once(max(a.shadowed, b.shadowed), shared))
    return PER_MILLE - close - shadow, shadow, close - collision, collision


def _there(entrant: Entrant) -> bool:
    return bool(entrant.order.forces or not entrant.type.force_kind)


def settle(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """Presence on one water over a turn, by everyone who keeps ships there.

    Method: presence days are a rate times the turn's length; two navies share as many days as chance would
    give them; each pair of seats rolls once, with the chance of at least one event in so many days, for being
    shadowed, for coming too close, and of that for a collision. A common picture halves the chance of coming too
    close; rules of the road lower it. Weather takes a share of the days; entries come at a share of presence days,
    or by a calendar of their own, of which ships that keep beside them stop a share. Units: days, per mille a
    day. Source of the entry rates: Senkaku/Diaoyu counts of 2019, 2020 and 2023
    (calibration B.2: 0.113, 0.072 and 0.097 entries a presence day); all other rates are assumptions.
    Assumptions: 1. days are independent; 2. numbers and kinds of ship do not matter; 3. a seat's band is the
    gravest of its pairs; 4. weather and the rhythm of entries are one draw a turn; 5. planned entries do not
    depend on days. Limits: no pursuit.
    """
    orders = [(entrant.order.seat, entrant.type.params) for entrant in case.entrants if _there(entrant)]
    fleets = _fleets(orders, facts)
    if facts.blind and fleets:
        return (yield from _whoever_comes(case, fleets[0], facts))
    worst = {fleet.seat: 0 for fleet in fleets}
    detail = yield from _tempo(case, facts)
    for a, b in combinations(fleets, 2):
        came = yield Chance(f"{case.subject}: {a.seat}: {b.seat}", MEETING, _meeting(a, b, facts))
        detail[f"{a.seat}/{b.seat}"] = came
        for fleet in (a, b):
            worst[fleet.seat] = max(worst[fleet.seat], came)
    bands = (BANDS[worst[e.order.seat]] if _there(e) else "no_ships" for e in case.entrants)
    return Outcome(tuple(bands), (), detail)


def _tempo(case: Case, facts: Facts) -> Generator[Ask, int, dict[str, int]]:
    """Days on station after the weather, and planned entries, of each order: one draw for all, the season."""
    kept: dict[str, int] = {}
    there = [entrant for entrant in case.entrants if _there(entrant)]
    _, weather, rhythm, _ = SEASONS[len(SEASONS) // 2]
    if any(e.type.params.storms or e.type.params.entries_per_year for e in there):
        names, chances = tuple(s[0] for s in SEASONS), tuple(s[3] for s in SEASONS)
        _, weather, rhythm, _ = SEASONS[(yield Chance(f"{case.subject}: season", names, chances))]
    for entrant in there:
        params, seat = entrant.type.params, entrant.order.seat
        block = max((e.type.params.blocks for e in there if e.order.seat != seat), default=0)
        block = block_left(block, case.subject, seat, facts)
        kept[f"days:{entrant.key}"] = days_left(days(params, facts), params.storms, weather)
        kept[f"entries:{entrant.key}"] = entries_planned(params.entries_per_year, block, rhythm, facts)
    return kept


def _whoever_comes(case: Case, own: Fleet, facts: Facts) -> Generator[Ask, int, Outcome]:
    """As far as one seat can know: from nobody else there to all who could be."""
    others = facts.guess(None, _fleets(who_could_join("maritime.presence", facts), facts), [])
    if not others:
        return Outcome(("alone",))
    below = [PER_MILLE] * len(MEETING)
    for other in others:
        odds = _meeting(own, other, facts)
        below = [share * sum(odds[: i + 1]) // PER_MILLE for i, share in enumerate(below)]
    gravest = tuple(share - before for before, share in pairwise((0, *below)))
    return Outcome((BANDS[(yield Chance(f"{case.subject}: {own.seat}", MEETING, gravest))],))


def enact(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """Days and entries are counted, ships are away, and the rulebook says what follows a close meeting."""
    area = facts.area(case.subject)
    gravest: dict[str, int] = {}
    for entrant, band in zip(case.entrants, bands, strict=True):
        if band == "no_ships":
            continue
        seat, params = entrant.order.seat, entrant.type.params
        gravest[seat] = max(gravest.get(seat, 0), BANDS.index(band))
        yield LedgerMoved(f"presence/{seat}", outcome.detail.get(f"days:{entrant.key}", 0))
        yield ConditionSet(f"on-station/{case.subject}/{seat}", facts.world.until)
        entries = _entries(params, facts) + outcome.detail.get(f"entries:{entrant.key}", 0)
        if area.held_by and area.held_by != seat and entries:
            yield LedgerMoved(f"sea-entry/{area.held_by}", entries)
        for id_, force in facts.sent(entrant.order):
            yield ForceMoved(id_, "away", force.base, facts.world.until)
    for pair, came in sorted(outcome.detail.items()):
        a, _, b = pair.partition("/")
        held = min(came, gravest.get(a, 0), gravest.get(b, 0))  # a ruling may have made less of it
        if held >= UNSAFE:
            yield from _incident(a, b, "sea-collision" if held > UNSAFE else "sea-incident", case.subject, facts)


def _entries(params: PresenceParams, facts: Facts) -> int:
    """Entries of this turn: a running total's difference, so that short turns lose none to rounding."""
    rate, over = params.days_per_month * params.entries, MINUTES_PER_MONTH * PER_MILLE
    return accrued(rate, over, facts.world.now, facts.world.until, facts.rules.segments[0].start)


def _incident(a: str, b: str, event: str, area: str, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """What the rulebook says follows, for either side."""
    for own, other in ((a, b), (b, a)):
        env: dict[str, str | int] = {
            "self": own, "turn": facts.world.turn, "area": area, "contact.owner": other, "at": facts.world.until,
        }  # fmt: skip
        for make in facts.rules.events.get(event, ()):
            yield from make(facts, env)


PRESENCE = Mechanism("maritime.presence", Step.MEET, PresenceParams, ("area",), BANDS, settle, enact, _area, "no_ships")


def _entry_rate(facts: Facts, intruder: str, holder: str) -> int:
    """Entries per mille of presence days, 0 before the first day; what a view lacks is unknown."""
    days_there = facts.fn_tally("presence", intruder)
    return facts.fn_tally("sea-entry", holder) * PER_MILLE // days_there if days_there else 0


MARITIME = Domain(
    "maritime",
    mechanisms=(PRESENCE, SEARCH, SCREEN, BOARD, RELEASE),
    functions=(
        FactFunction(
            Function(
                "entry_rate", ("seat", "seat"), "Entries near what the second holds, per mille of the first's days."
            ),
            _entry_rate,
        ),
        FactFunction(
            Function("detained", ("seat", "seat"), "Crews of the second seat that the first one holds."),
            lambda facts, seat, of: facts.world.ledgers.get(f"detained/{seat}/{of}", 0),
        ),
        FactFunction(
            Function(
                "tracked",
                ("seat",),
                "How surely this seat can show that boats of that seat have passed, 0 to 4.",
                range=(0, 4),
            ),
            tracked,
        ),
        FactFunction(
            Function("shallow", ("area",), "Whether the water is shallow, which shortens sonar ranges.", range=YES_NO),
            lambda facts, area: int(facts.area(area).shallow),
        ),
    ),
    ledgers=(
        Ledger("presence", "own", "Days that a seat's ships were on station."),
        Ledger("sea-entry", "own", "Entries by ships within twelve miles of what a seat holds."),
        Ledger("undersea", "own", "Submarines of others that a seat has found."),
        Ledger("detained", "all", "Crews of another seat's boats that a seat holds."),
    ),
)
