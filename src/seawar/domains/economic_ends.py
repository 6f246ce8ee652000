"""How measures end: their sender eases or lifts them, the two sides settle, or a court rules."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le

from seawar.core.calendar import MINUTES_PER_DAY, MINUTES_PER_MONTH
from seawar.core.effects import AnyEffect, LedgerMoved, Raise, StandingEnded
from seawar.core.facts import Facts
from seawar.core.mechanism import PER_MILLE, Ask, Case, Chance, Mechanism, Outcome, Step
from seawar.core.orders import Order
from seawar.core.state import dyad
from seawar.domains.economic_rows import Curb, PerMille, curbs, days_of_turn, ended, joined, moved, today
from seawar.domains.odds import at_least_once


@dataclass(frozen=True, slots=True)
class RelaxParams:
    """How much of a measure is left."""

    leaves: PerMille = 0
    """Per mille of its grip that stays; 0 ends it."""


def in_force(facts: Facts, sender: str, target: str) -> list[Curb]:
    """What the sender orders against the target now, as far as whoever asks may know."""
    return [curb for curb in curbs(facts, sender, target) if curb.row("since", facts)]


def relax(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """All measures against one seat are eased or lifted, from this turn on.

    Method: none is left to chance: it is in the sender's hands. What comes back comes back at each measure's own
    rate. Assumption: officials and publics follow.
    """
    (entrant,) = case.entrants
    order = entrant.order
    return Outcome(("done" if in_force(facts, order.seat, order.targets["seat"]) else "nothing",))
    yield Chance("never", ("done",), (PER_MILLE,))


def relaxed(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    del outcome
    (entrant,) = case.entrants
    if bands == ("nothing",):
        return
    leaves = entrant.type.params.leaves
    for curb in in_force(facts, entrant.order.seat, entrant.order.targets["seat"]):
        if leaves:
            yield from moved(facts, f"grip/{curb.rest}", curb.row("grip", facts) * leaves // PER_MILLE)
        else:
            yield from ended(curb, facts)


RELAX = Mechanism("economic.relax", Step.MEET, RelaxParams, ("seat",), ("done", "nothing"), relax, relaxed)


@dataclass(frozen=True, slots=True)
class SettleParams:
    """How soon talks come to an end."""

    pace: Annotated[int, Ge(1), Le(1000)] = 20
    """Per mille a day that talks conclude, at net 0."""


SETTLE_BANDS = ("conceded", "won", "open", "nothing")


def _between(order: Order, facts: Facts) -> Iterable[str]:
    """The two seats: both their orders are one case."""
    del facts
    return (dyad(order.seat, order.targets["seat"]),)


def _loss(facts: Facts, a: str, b: str) -> int:
    return facts.world.ledgers.get(f"loss/{a}/{b}", 0)


def _weight(facts: Facts, seat: str, other: str) -> int:
    """What presses a seat to give way: its loss, as far as its support at home lets it."""
    return (1 + _loss(facts, seat, other)) * max(1, facts.world.tracks.get(f"support/{seat}", 5))


def settle(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """Talks to end a trade dispute, and who gives way.

    Method: talks conclude with an even chance a day (a quarter more or less of it for each point of the mean
    net); then one draw says who gives way, each side with the odds of its share of both losses so far, weighted by
    home support. A side that talks alone can only give way itself. Units: days, USD thousand. Source of the pace:
    T05, the one number that test fixes. Assumptions: 1. losses are compared in money, not against the size of the
    two economies; 2. a government that is firm at home can afford to give way; 3. who gives way ends its measures
    and so does the other, those that fall on all alike apart. Limits: no half-way result; what a deal says beyond
    that is the white cell's.
    """
    a, _, b = case.subject.partition(":")
    seats = [entrant.order.seat for entrant in case.entrants]
    if not any((_loss(facts, a, b), _loss(facts, b, a), *curbs(facts, a, b), *curbs(facts, b, a))):
        return Outcome(("nothing",) * len(seats))
    net = sum(entrant.net for entrant in case.entrants) // len(seats)
    pace = max(1, case.entrants[0].type.params.pace * (4 + net) // 4)
    done = at_least_once(min(PER_MILLE, pace), len(days_of_turn(facts)))
    if (yield Chance("talks", ("conclude", "go on"), (done, PER_MILLE - done))):
        return Outcome(("open",) * len(seats))
    loser = seats[0]
    both = None if facts.blind and len(seats) == 1 else len(seats) == 2
    if facts.guess(both, worst=False, best=True):
        weights = (_weight(facts, a, b), _weight(facts, b, a))
        first = weights[0] * PER_MILLE // sum(weights)
        loser = b if (yield Chance("who gives way", (a, b), (first, PER_MILLE - first))) else a
    return Outcome(tuple("conceded" if seat == loser else "won" for seat in seats))


def settled(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """Both sides' measures end, and it is kept who gave way."""
    del outcome
    a, _, b = case.subject.partition(":")
    for entrant, band in zip(case.entrants, bands, strict=True):
        if band in ("conceded", "won"):
            other = b if entrant.order.seat == a else a
            loser, winner = (entrant.order.seat, other) if band == "conceded" else (other, entrant.order.seat)
            yield LedgerMoved(f"conceded/{loser}/{winner}", 1)
            for sender, target in ((a, b), (b, a)):
                for curb in curbs(facts, sender, target):
                    if curb.params(facts).aimed == "at-one":
                        yield from ended(curb, facts)
            yield from (StandingEnded(e.order.key) for e in case.entrants if e.order.key in facts.world.standing)
            return


SETTLE = Mechanism(
    "economic.settle", Step.MEET, SettleParams, ("seat",), SETTLE_BANDS, settle, settled, subjects=_between
)


@dataclass(frozen=True, slots=True)
class CaseParams:
    """How long a case takes, and how it tends to end."""

    months: Annotated[int, Ge(1), Le(240)] = 29
    """Mean months from the request for consultations to the last ruling."""
    upheld: PerMille = 700
    """Per mille that the complaint is upheld. Assumption."""


CASE_BANDS = ("filed", "pending", "upheld", "rejected", "nothing")


def _case_row(order: Order) -> str:
    return joined("case", order.seat, order.targets["seat"], order.targets.get("good", ""))


def _signed(order: Order, facts: Facts) -> list[Curb]:
    """Measures of the other seat on the good that somebody has put a name to."""
    good = order.targets.get("good", "")
    found = (curb for curb in curbs(facts, order.targets["seat"], order.seat) if curb.good == good)
    return [curb for curb in found if curb.row("curb", facts) and curb.params(facts).signed == "openly"]


def sue(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """A case against a measure, from the request for consultations to the last ruling.

    Method: nothing happens before its months are over; then one draw decides it, and a measure that is found
    unlawful ends. Source of its length: 29 months from 13 March 2012 to 7 August 2014 (DS431 to DS433, rare
    earths); DS495 (seafood) took 47 (calibration B.3). Assumptions: 1. who loses complies at once; 2. only what
    is signed can be brought before it. Limits: no interim report, no retaliation.
    """
    (entrant,) = case.entrants
    order, params = entrant.order, entrant.type.params
    filed = facts.world.ledgers.get(_case_row(order), 0)
    if not _signed(order, facts):
        return Outcome(("nothing",))
    if not filed:
        return Outcome(("filed",))
    if facts.world.until < filed * MINUTES_PER_DAY + params.months * MINUTES_PER_MONTH:
        return Outcome(("pending",))
    pick = yield Chance("ruling", ("upheld", "rejected"), (params.upheld, PER_MILLE - params.upheld))
    return Outcome((("upheld", "rejected")[pick],))


def ruled(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    del outcome
    (entrant,) = case.entrants
    order = entrant.order
    if bands == ("filed",):
        yield from moved(facts, _case_row(order), today(facts))
    elif bands != ("pending",):
        yield from moved(facts, _case_row(order), 0)
        if order.key in facts.world.standing:
            yield StandingEnded(order.key)
    if bands == ("upheld",):
        for curb in _signed(order, facts):
            yield from ended(curb, facts)


CASE = Mechanism("economic.case", Step.MEET, CaseParams, ("seat",), CASE_BANDS, sue, ruled)
