"""The economic domain: a trade ledger, measures that cost both sides, and adaptation that blunts them."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le

from seawar.core.calendar import MINUTES_PER_MONTH
from seawar.core.effects import AnyEffect, LedgerMoved, Raise
from seawar.core.facts import Facts
from seawar.core.mechanism import PER_MILLE, Ask, Case, Chance, Domain, Ledger, Mechanism, Outcome, Step
from seawar.core.orders import Order

MONTHS_A_YEAR = 12
BANDS = ("bites", "glances", "no_trade")


@dataclass(frozen=True, slots=True)
class MeasureParams:
    """What share of the sender's exports to the target is hit, and how hard that is to replace."""

    share: Annotated[int, Ge(1), Le(1000)] = 10
    """Per mille of the yearly trade that needs a licence now."""
    dependence: Annotated[int, Ge(0), Le(1000)] = 900
    """Per mille of the target's need that the sender supplies."""
    firm: Annotated[int, Ge(0), Le(1000)] = 600
    """Per mille that officials apply it firmly; otherwise half of it is let through. Assumption."""
    own_cost: Annotated[int, Ge(0), Le(1000)] = 300
    """Per mille of the target's loss that the sender's own firms lose. Assumption."""
    adapts: Annotated[int, Ge(0), Le(1000)] = 80
    """Per mille of the need that the target replaces in a mean month. Assumption."""


def loss(order: Order, params: MeasureParams, facts: Facts) -> int:
    """USD million that the target loses in this turn, if the measure is applied firmly.

    Method: value x dependence x (1 - adaptation), over the turn's length.
    """
    sender, target = order.seat, order.targets["seat"]
    value = facts.world.ledgers.get(f"trade/{sender}/{target}", 0)
    adapted = min(PER_MILLE, facts.world.ledgers.get(f"adapted/{target}/{sender}", 0))
    yearly = value * params.share * params.dependence * (PER_MILLE - adapted) // PER_MILLE**3
    return yearly * (facts.world.until - facts.world.now) // (MINUTES_PER_MONTH * MONTHS_A_YEAR)


def settle(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """A licence control on exports: what it costs the target and the sender.

    Method: loss = value x dependence x (1 - adaptation) over the turn's length, the sender's own firms losing a
    share of it; one draw decides whether officials apply it firmly or let half through. Units: USD million.
    Assumptions: 1. the share let through is a half; 2. adaptation grows evenly while the measure stands;
    3. prices do not move. Limits: one good, no rebound when it ends.
    """
    (entrant,) = case.entrants
    params, whole = entrant.type.params, loss(entrant.order, entrant.type.params, facts)
    if not whole:
        return Outcome(("no_trade",))
    pick = yield Chance("application", ("bites", "glances"), (params.firm, PER_MILLE - params.firm))
    return Outcome((BANDS[pick],), (), {"loss": whole if pick == 0 else whole // 2})


def enact(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """Losses are counted for both sides; the target adapts."""
    del outcome
    (entrant,) = case.entrants
    order, params = entrant.order, entrant.type.params
    if bands == ("no_trade",):
        return
    sender, target = order.seat, order.targets["seat"]
    whole = loss(order, params, facts)
    lost = whole if bands == ("bites",) else whole // 2
    yield LedgerMoved(f"loss/{target}/{sender}", lost)
    yield LedgerMoved(f"loss/{sender}/{target}", lost * params.own_cost // PER_MILLE)
    replaced = params.adapts * (facts.world.until - facts.world.now) // MINUTES_PER_MONTH
    left = max(0, PER_MILLE - facts.world.ledgers.get(f"adapted/{target}/{sender}", 0))
    yield LedgerMoved(f"adapted/{target}/{sender}", min(left, replaced))


CONTROL = Mechanism("economic.control", Step.ACT, MeasureParams, ("seat",), BANDS, settle, enact)

ECONOMIC = Domain(
    "economic",
    mechanisms=(CONTROL,),
    ledgers=(
        Ledger("trade", "all", "Yearly exports of one seat to another, in USD million."),
        Ledger("adapted", "all", "Per mille of what a seat bought from another that it has replaced."),
        Ledger("loss", "all", "What trade measures between two seats have cost the first, in USD million."),
    ),
)
