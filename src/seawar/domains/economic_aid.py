"""Development aid: who gets the next project in a third country, One Belt One Road or another offer."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le

from seawar.core.effects import AnyEffect, LedgerMoved, Raise
from seawar.core.facts import Facts
from seawar.core.mechanism import PER_MILLE, Ask, Case, Chance, Entrant, Mechanism, Outcome, Step
from seawar.core.orders import Order
from seawar.domains.economic_rows import days_of_turn
from seawar.domains.odds import at_least_once

OTHERS = "others"
AID_BANDS = ("chosen", "outbid", "no_tender")


@dataclass(frozen=True, slots=True)
class AidParams:
    """What is offered, and against whom."""

    offer: Annotated[int, Ge(1), Le(10_000)] = 100
    """Weight of the offer at net 0: money and terms together. Assumption."""
    rival: Annotated[int, Ge(0), Le(10_000)] = 200
    """Weight of the offers of those who give no such order, One Belt One Road among them. Assumption."""
    tenders: Annotated[int, Ge(1), Le(1000)] = 16
    """Per mille a day that a project is given out: about one in two months. Assumption."""


def _third_countries(order: Order, facts: Facts) -> Iterable[str]:
    """All who bid are one case."""
    del order, facts
    return ("third-countries",)


def _offer(entrant: Entrant) -> int:
    """A quarter more or less for each point of the net."""
    offer: int = entrant.type.params.offer
    return max(1, offer * (4 + min(3, max(-3, entrant.net))) // 4)


def bid(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """Who gets a project in a third country.

    Method: the ratio form of a contest (Tullock, "Efficient rent seeking", 1980): the odds of each bidder are its
    share of all that is offered. Units: weights. Assumptions: 1. one project at most in a turn; 2. terms and money
    weigh alike. Limits: uncalibrated: aid competition has no public outcome to test it against (calibration C.3).
    """
    first = case.entrants[0].type.params
    comes = at_least_once(first.tenders, len(days_of_turn(facts)))
    if (yield Chance("tender", ("comes", "none"), (comes, PER_MILLE - comes))):
        return Outcome(("no_tender",) * len(case.entrants))
    weights = [_offer(entrant) for entrant in case.entrants]
    whole = sum(weights) + first.rival
    odds = [weight * PER_MILLE // whole for weight in weights]
    names = (*(entrant.order.seat for entrant in case.entrants), OTHERS)
    pick = yield Chance("project", names, (*odds, PER_MILLE - sum(odds)))
    return Outcome(tuple("chosen" if i == pick else "outbid" for i in range(len(case.entrants))))


def given(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """Projects are counted."""
    del outcome, facts
    for entrant, band in zip(case.entrants, bands, strict=True):
        if band == "chosen":
            yield LedgerMoved(f"projects/{entrant.order.seat}", 1)


AID = Mechanism("economic.aid", Step.ACT, AidParams, (), AID_BANDS, bid, given, subjects=_third_countries, net=(-3, 3))
