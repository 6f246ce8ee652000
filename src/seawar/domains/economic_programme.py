"""Programmes against dependence: supply deals, substitution, stockpiles, alone or with a partner."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le

from seawar.core.calendar import MINUTES_PER_DAY, MINUTES_PER_MONTH
from seawar.core.effects import AnyEffect, LedgerMoved, Raise
from seawar.core.facts import Facts
from seawar.core.mechanism import PER_MILLE, Ask, Case, Chance, Mechanism, Outcome, Step
from seawar.core.orders import Order
from seawar.domains.economic_rows import PerMille, joined, today

Months = Annotated[int, Ge(0), Le(240)]


@dataclass(frozen=True, slots=True)
class ProgrammeParams:
    """What a programme replaces, when, and for how long."""

    gain: Annotated[int, Ge(1), Le(1000)] = 100
    """Per mille of the dependence that it replaces in the end."""
    lead_months: Months = 6
    """Mean months from the decision to the first delivery."""
    slips: PerMille = 300
    """Per mille that the lead time comes out twice as long. Assumption."""
    pace: Annotated[int, Ge(1), Le(1000)] = 20
    """Per mille of the dependence that it brings in a mean month from then on. Assumption."""
    keeps: Annotated[int, Ge(0), Le(1)] = 1
    """1: what it brings is kept for good; 0: it is given up again when nothing is withheld any more."""
    lasts_months: Months = 0
    """Mean months for which it is kept up once it delivers; 0: without end."""
    price: Annotated[int, Ge(0), Le(1_000_000)] = 0
    """What it costs, in USD million."""


def _days(months: int) -> int:
    return months * MINUTES_PER_MONTH // MINUTES_PER_DAY


def delivered(params: ProgrammeParams, begun: int, day: int) -> int:
    """Per mille of the dependence that a programme replaces on a day."""
    runs = day - begun - _days(params.lead_months)
    amount = _ramp(params, runs)
    if params.lasts_months:
        amount -= _ramp(params, runs - _days(params.lasts_months))
    return amount


def _ramp(params: ProgrammeParams, days: int) -> int:
    return min(params.gain, params.pace * max(0, days) * MINUTES_PER_DAY // MINUTES_PER_MONTH)


def _row(order: Order) -> str:
    return joined("begun", order.seat, order.targets["seat"], order.type, order.targets.get("good", ""))


BANDS = ("on_course", "slips", "underway")
NET = (-3, 3)
"""The nets that tell one programme from another."""
SLIPS_PER_MILLE = 100
"""What one step of net takes from the chance that it slips. Assumption."""


def start(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """A programme that replaces part of what a seat needs of another.

    Method: nothing comes before the lead time is over; then it comes at an even pace up to its gain. One draw
    decides whether the lead time comes out twice as long, less often by a tenth of all cases for each step of net.
    Units: per mille of the dependence, mean months.
    Source of the supply deal: 8,500 t a year or about 30 % of demand, first flows planned a year after signing and
    two years late in the event (calibration B.3). Assumptions: 1. a programme of a kind is begun once for each
    supplier and good; 2. the third supplier has no seat and always sells; 3. what a step of net is worth. Limits: no
    price risk for the mine.
    """
    (entrant,) = case.entrants
    if facts.world.ledgers.get(_row(entrant.order), 0):
        return Outcome(("underway",))
    step = SLIPS_PER_MILLE * min(NET[1], max(NET[0], entrant.net))
    slips = min(PER_MILLE, max(0, entrant.type.params.slips - step))
    pick = yield Chance("lead time", BANDS[:2], (PER_MILLE - slips, slips))
    return Outcome((BANDS[pick],))


def begin(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """Its lead time runs from today, or from as much later as it is long."""
    del outcome
    (entrant,) = case.entrants
    params: ProgrammeParams = entrant.type.params
    if bands == ("underway",):
        return
    late = _days(params.lead_months) if bands == ("slips",) else 0
    yield LedgerMoved(_row(entrant.order), today(facts) + late)
    if params.price:
        yield LedgerMoved(f"spent/{entrant.order.seat}", params.price)


PROGRAMME = Mechanism("economic.programme", Step.ACT, ProgrammeParams, ("seat",), BANDS, start, begin, net=NET)
