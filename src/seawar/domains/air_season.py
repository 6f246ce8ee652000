"""The air over a season: flights through a zone over weeks, and what it takes to answer them.

Half-hour interceptions cannot be played for two months on end; here one order stands for a tempo. Running
the encounter ladder once for every flight was refused: it would take hundreds of draws a turn, and no
public figure tells one flight from another.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Annotated

from annotated_types import Ge, Le

from seawar.core.calendar import MINUTES_PER_MONTH
from seawar.core.effects import AnyEffect, LedgerMoved, Raise
from seawar.core.facts import Facts
from seawar.core.mechanism import PER_MILLE, Ask, Case, Chance, Entrant, Mechanism, Outcome, Step
from seawar.core.orders import Order
from seawar.domains.odds import at_least_once, two_dice

BANDS = ("answered", "missed", "incident", "quiet")
TEMPO = ("low", "usual", "high")
TEMPO_ODDS = (250, 500, 250)
"""Per mille of a low, a usual and a high season. Assumption."""
TEMPO_SWING = 200
"""Per mille by which a low or high season differs: a standard deviation of 14 %, as of the yearly totals (B.1)."""
MINUTES_PER_YEAR = 12 * MINUTES_PER_MONTH
STRAIN_FLIGHTS = 12
"""Flights in a turn from which answering them all strains a seat's fighters. Assumption."""
CROWD_PER_MILLE = 3
"""Added to the chance of an incident, a flight, for each two answering seats without a common picture. Assumption."""


@dataclass(frozen=True, slots=True)
class SeasonParams:
    """A tempo of flights, or readiness to answer them."""

    flights_per_month: Annotated[int, Ge(0), Le(60)] = 0
    """Flights through the zone in a mean month; 0 for a seat that answers."""
    incident: Annotated[int, Ge(0), Le(1000)] = 4
    """Per mille, a flight that is answered, that aircraft pass too close. Assumption."""


def _area(order: Order, facts: Facts) -> Iterable[str]:
    """The area over which it flies or watches: all who do are one case."""
    del facts
    return (order.targets["area"],)


def _usual(entrant: Entrant, facts: Facts) -> int:
    """Flights in a turn of this length: the scenario's yearly tempo, or the rulebook's rate; one at the least."""
    minutes = facts.world.until - facts.world.now
    yearly = facts.world.ledgers.get(f"tempo/{entrant.order.seat}", 0)
    rate: int = entrant.type.params.flights_per_month
    if not yearly:
        return max(1, rate * minutes // MINUTES_PER_MONTH)
    return max(1, (yearly * minutes + MINUTES_PER_YEAR // 2) // MINUTES_PER_YEAR)


def _fly(entrant: Entrant, facts: Facts) -> Generator[Ask, int, int]:
    """How many flights it comes to: a season is low, usual or high; few flights do not vary."""
    usual = _usual(entrant, facts)
    swing = usual * TEMPO_SWING // PER_MILLE
    if not swing:
        return usual
    season = yield Chance(f"{entrant.order.targets['area']}: tempo of {entrant.order.seat}", TEMPO, TEMPO_ODDS)
    return usual + (season - 1) * swing


def _strangers(seats: Iterable[str], facts: Facts) -> int:
    """Pairs of seats up there without a common picture."""
    return sum(not facts.shares_picture(a, b) for a, b in combinations(sorted(set(seats)), 2))


def settle(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """A season of flights through one zone, and who answers them.

    Method: flights are a rate times the turn's length, more or fewer by a fifth in one season of two; each seat
    that answers keeps up or not on two dice against 7 with its modifiers, and with 1 less from the number of
    flights that strain it; an incident comes by the chance of at least one in so many answered flights, with more
    for each pair of answering seats that share no picture. Units: flights a mean month, per mille a flight.
    Assumptions: 1. every flight is seen; 2. flights are independent; 3. the rates are the rulebook's.
    Limits: calibrated to no year; how often each country flew is in the sources, why is not.
    """
    flyers = [entrant for entrant in case.entrants if entrant.type.params.flights_per_month]
    answerers = [entrant for entrant in case.entrants if not entrant.type.params.flights_per_month]
    if not flyers:
        return Outcome(("quiet",) * len(case.entrants))
    flown: dict[str, int] = {}
    for entrant in flyers:
        flown[entrant.order.seat] = flown.get(entrant.order.seat, 0) + (yield from _fly(entrant, facts))
    flights = sum(flown.values())
    strain = -1 if flights >= STRAIN_FLIGHTS else 0
    kept: dict[str, bool] = {}
    for entrant in answerers:
        odds = two_dice(entrant.net + strain)
        kept[entrant.key] = not (yield Chance(f"{case.subject}: {entrant.order.seat}", ("answered", "missed"), odds))
    incident = False
    if any(kept.values()):
        up = [entrant.order.seat for entrant in answerers if kept[entrant.key]]
        each = max(e.type.params.incident for e in answerers) + CROWD_PER_MILLE * _strangers(up, facts)
        share = at_least_once(min(PER_MILLE, each), flights)
        odds = (share, PER_MILLE - share)
        incident = not (yield Chance(f"{case.subject}: all flights", ("incident", "no incident"), odds))
    met = "incident" if incident else "answered" if any(kept.values()) else "missed"
    strained = ((strain, "so many flights strain your fighters"),) if strain else ()
    bands = tuple(met if e in flyers else met if kept[e.key] else "missed" for e in case.entrants)
    mods = tuple(() if e in flyers else strained for e in case.entrants)
    return Outcome(bands, mods, {f"flights/{seat}": number for seat, number in flown.items()})


def enact(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """Entries into each seat's zone, and how often each seat that answers went up, for whom."""
    del bands
    flown = {key.partition("/")[2]: number for key, number in sorted(outcome.detail.items())}
    for seat in facts.area(case.subject).zones:
        if seat not in flown and flown:
            yield LedgerMoved(f"zone-entry/{seat}", sum(flown.values()))
    for entrant in case.entrants:
        if not entrant.type.params.flights_per_month:
            for flyer, number in flown.items():
                yield LedgerMoved(f"scrambles/{entrant.order.seat}/{flyer}", number)


SEASON = Mechanism("air.season", Step.MEET, SeasonParams, ("area",), BANDS, settle, enact, _area, "quiet")
