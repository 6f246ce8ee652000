"""The air over a season: flights through a zone over weeks, and what it takes to answer them.

Half-hour interceptions cannot be played for two months on end; here one order stands for a tempo. Running
the encounter ladder once for every flight was refused: it would take hundreds of draws a turn, and no
public figure tells one flight from another.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Annotated

from annotated_types import Ge, Le

from seawar.core.calendar import MINUTES_PER_MONTH
from seawar.core.effects import AnyEffect, LedgerMoved, Raise
from seawar.core.facts import Facts
from seawar.core.mechanism import PER_MILLE, Ask, Case, Chance, Entrant, Mechanism, NetModifiers, Outcome, Step
from seawar.core.orders import Order
from seawar.core.rules import OrderType
from seawar.domains.company import who_could_join
from seawar.domains.odds import at_least_once, two_dice

BANDS = ("answered", "missed", "incident", "quiet")
MINUTES_PER_YEAR = 12 * MINUTES_PER_MONTH
TEMPO, TEMPO_ODDS = ("low", "usual", "high"), (250, 500, 250)
"""A season's tempo, and per mille of each. Assumption."""
TEMPO_SWING = 200
"""Per mille by which a low or high season differs: a standard deviation of 14 %, that of the yearly totals (B.1), drawn
anew in every turn: a year of many short turns varies less than years did, one of long turns as much. Assumption."""
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


def flights(seat: str, params: SeasonParams, facts: Facts) -> int:
    """Flights in this turn as usual: the seat's own yearly tempo, or the rulebook's rate; one at the least."""
    minutes = facts.world.until - facts.world.now
    rate = params.flights_per_month
    yearly = facts.world.ledgers.get(f"tempo/{seat}", 0)
    if rate and yearly:
        return max(1, (yearly * minutes + MINUTES_PER_YEAR // 2) // MINUTES_PER_YEAR)
    return rate and max(1, rate * minutes // MINUTES_PER_MONTH)


def _basis(order: Order, kind: OrderType, facts: Facts) -> Iterable[tuple[str, int]]:
    """The rate of flights that holds for a seat: its own yearly tempo where one is known, else the rulebook's."""
    rate, yearly = kind.params.flights_per_month, facts.world.ledgers.get(f"tempo/{order.seat}", 0)
    if rate:
        told = f"{yearly} flights a year, the seat's own tempo" if yearly else f"{rate} flights a mean month"
        yield told, flights(order.seat, kind.params, facts)


def _flown(case: Case, entrant: Entrant, facts: Facts) -> Generator[Ask, int, int]:
    """How many flights it comes to: where a yearly tempo is known, a season is low, usual or high."""
    seat = entrant.order.seat
    usual = flights(seat, entrant.type.params, facts)
    swing = usual * TEMPO_SWING // PER_MILLE
    if not swing or f"tempo/{seat}" not in facts.world.ledgers:
        return usual
    season = yield Chance(f"{case.subject}: tempo of {seat}", TEMPO, TEMPO_ODDS)
    return usual + (season - 1) * swing


def _incident(there: Sequence[tuple[SeasonParams, int]], answering: Iterable[str], facts: Facts) -> tuple[int, int]:
    """Odds of at least one incident and of none, from the flights of each order and who answers them."""
    crowd = CROWD_PER_MILLE * sum(
        not facts.shares_picture(a, b) for a, b in combinations(sorted(set(answering)), 2)
    )  # fmt: skip
    met = max((params.incident for params, _ in there if not params.flights_per_month), default=0)
    none = PER_MILLE
    for params, number in there:
        share = min(PER_MILLE, max(met, params.incident) + crowd)
        none = none * (PER_MILLE - at_least_once(share, number)) // PER_MILLE
    return PER_MILLE - none, none


def settle(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """A season of flights through one zone, and who answers them.

    Method: flights are a rate times the turn's length, or a known yearly tempo that is a fifth more or
    less in one season of two; each seat
    that answers keeps up or not on two dice against 7 with its modifiers, and with 1 less from the number of
    flights that strain it; an incident comes by the chance of at least one in so many answered flights, at the
    rate of who flies or of who answers, whichever is higher, with more for each pair of answering seats that share
    no picture. Units: flights a mean month, per mille a flight.
    Assumptions: 1. every flight is seen; 2. flights are independent; 3. the rates are the rulebook's.
    Limits: calibrated to no year; how often each country flew is in the sources, why is not.
    """
    if facts.blind:
        return (yield from _whoever_comes(case, facts))
    flyers = [entrant for entrant in case.entrants if entrant.type.params.flights_per_month]
    answerers = [entrant for entrant in case.entrants if not entrant.type.params.flights_per_month]
    if not flyers:
        return Outcome(("quiet",) * len(case.entrants))
    flown: dict[str, int] = {}
    for entrant in flyers:
        flown[entrant.key] = yield from _flown(case, entrant, facts)
    tempo = sum(flown.values())
    kept: dict[str, bool] = {}
    for entrant in answerers:
        kept[entrant.key] = yield from _keeps_up(case, entrant, tempo)
    incident = False
    if any(kept.values()):
        up = (entrant.order.seat for entrant in answerers if kept[entrant.key])
        odds = _incident([(e.type.params, flown.get(e.key, 0)) for e in case.entrants], up, facts)
        incident = not (yield Chance(f"{case.subject}: all flights", ("incident", "no incident"), odds))
    met = "incident" if incident else "answered" if any(kept.values()) else "missed"
    bands = tuple(met if kept.get(e.key, True) else "missed" for e in case.entrants)
    mods = tuple(() if e in flyers else _strained(tempo) for e in case.entrants)
    return Outcome(bands, mods, {f"flights/{e.order.seat}/{e.key}": flown[e.key] for e in flyers})


def _strained(tempo: int) -> NetModifiers:
    return ((-1, "so many flights strain your fighters"),) if tempo >= STRAIN_FLIGHTS else ()


def _keeps_up(case: Case, entrant: Entrant, tempo: int) -> Generator[Ask, int, bool]:
    odds = two_dice(entrant.net + sum(add for add, _ in _strained(tempo)))
    return not (yield Chance(f"{case.subject}: {entrant.order.seat}", ("answered", "missed"), odds))


def _whoever_comes(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """As far as one seat can know: from nobody else there to all who could fly, or answer, there."""
    (own,) = case.entrants
    others = facts.guess(None, who_could_join(SEASON.name, facts), [])
    there = [(own.type.params, flights(own.order.seat, own.type.params, facts))]
    there += [(params, flights(seat, params, facts)) for seat, params in others]
    tempo = sum(number for _, number in there)
    answering = [seat for seat, params in others if not params.flights_per_month]
    mods: NetModifiers = ()
    if not own.type.params.flights_per_month:
        if not tempo:
            return Outcome(("quiet",))
        answering, mods = [own.order.seat, *answering], _strained(tempo)
        if not (yield from _keeps_up(case, own, tempo)):
            return Outcome(("missed",), (mods,))
    if not answering:
        return Outcome(("missed",))
    odds = _incident(there, answering, facts)
    pick = yield Chance(f"{case.subject}: all flights", ("incident", "no incident"), odds)
    return Outcome((("incident", "answered")[pick],), (mods,))


def enact(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """Entries into each seat's zone, and how often each seat that answers went up, for whom."""
    del bands
    flown: dict[str, int] = {}
    for key, number in sorted(outcome.detail.items()):
        seat = key.split("/")[1]
        flown[seat] = flown.get(seat, 0) + number
    for seat in facts.area(case.subject).zones:
        if seat not in flown and flown:
            yield LedgerMoved(f"zone-entry/{seat}", sum(flown.values()))
    for entrant in case.entrants:
        if not entrant.type.params.flights_per_month:
            for flyer, number in flown.items():
                yield LedgerMoved(f"scrambles/{entrant.order.seat}/{flyer}", number)


SEASON = Mechanism("air.season", Step.MEET, SeasonParams, ("area",), BANDS, settle, enact, _area, "quiet", basis=_basis)
