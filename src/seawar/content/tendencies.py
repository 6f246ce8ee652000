"""What a seat does that no habit of its scenario speaks of: the rulebook's tendencies, as habits.

So that a scenario plays before a habit is written, and an order type that its author left to chance is tried now and
then. Where any seat has a habit with an order type, the author has thought of it, and the rulebook is silent.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from seawar.core.conditions import Condition
from seawar.core.mechanism import PER_MILLE
from seawar.core.seats import Habit

COMES = 2
"""Per mille of turns in which a tendency comes to mind, for each point of its weight. Assumption: at the rulebook's own
weight of 25, about two of some forty orders that are open."""
CEILING = 2
"""Highest rung that it permits: shadowing, as for a habit that names none."""
WHY = "Nothing in our brief asks for it; worth a try."


def tendencies(seat: str, scenario: Any, rulebook: Any, always: Condition) -> Iterator[Habit]:
    """Habits of a seat by the rulebook document, for what no habit of the scenario document names; a co-signer each."""
    named = {habit.order for entry in scenario.seats.values() for habit in entry.habits}
    offered = {id_ for segment in scenario.segments for id_ in segment.orders or rulebook.orders}
    for id_, order in rulebook.orders.items():
        weight = rulebook.tendency if order.tendency is None else order.tendency
        if weight and id_ in offered - named and seat in (order.seats or scenario.seats):
            for partners in _signed(seat, scenario.seats, order.partners):
                yield Habit(
                    always, id_, {}, weight, min(CEILING, order.ceiling or CEILING), order.stands, partners,
                    "open", "", "", "", WHY, min(PER_MILLE, COMES * weight),
                )  # fmt: skip


def _signed(seat: str, seats: Any, partners: int) -> list[tuple[str, ...]]:
    """Each choice of co-signers among the other seats."""
    return list(combinations((other for other in seats if other != seat), partners))
