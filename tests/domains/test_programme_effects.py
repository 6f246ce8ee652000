"""That what is built is felt: each programme moves the odds of order types, alone and together in all four domains.

Nothing here knows which: each order type is settled by its own mechanism in every situation that it looks at, with
and without a step of each programme.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from seawar.adjudicate.cases import cases, environment, modifiers
from seawar.adjudicate.chance import enumerate_all
from seawar.content.library import load_book
from seawar.core.calendar import MINUTES_PER_DAY
from seawar.core.rules import OrderType
from seawar.domains.programmes import is_area
from seawar.report.odds import UNTOLD, Heard, both_ends
from seawar.report.situations import situations
from seawar.report.staging import Stage, stage_for, with_rows

BOOK = load_book("northeast-asia")[0]
PROGRAMMES = sorted(id_ for id_, kind in BOOK.orders.items() if is_area(kind))
DAYS = 60
"""Length of the turn on which effects are looked for: long enough for what comes by the day."""
DOMAINS = {"air", "maritime", "cyber", "economic"}

Ways = tuple[tuple[Any, ...], ...]
"""Everything that the dice may be asked, and every way it can end, as the mechanism settles it in truth."""


def ways(stage: Stage) -> Ways | None:
    """How an order can come out on a stage, modifiers of the rulebook included; None where the stage is not enough."""
    facts = stage.rules.facts(stage.rules, stage.state)
    try:
        found = [case for case, quiet in cases(stage.rules, facts, (stage.order, *stage.beside)) if not quiet]
        return tuple(
            (weight, *outcome.bands, *sorted(outcome.detail.items()))
            for case in found
            for weight, outcome in enumerate_all(lambda: case.entrants[0].type.mechanism.settle(case, facts))  # noqa: B023
        )
    except UNTOLD:
        return None


def net_of(stage: Stage) -> int:
    facts = stage.rules.facts(stage.rules, stage.state, stage.order.seat)
    return modifiers(stage.kind, facts, environment(stage.order, facts))[0]


def stages(kind: OrderType) -> list[Stage]:
    """The order as it is usually given, and in every situation that its mechanism looks at."""
    stage, heard = stage_for(BOOK, kind, DAYS * MINUTES_PER_DAY), Heard()
    both_ends(stage, 0, heard)
    return [stage, *(situation.stage for situation in situations(BOOK, stage, heard))]


@cache
def effects(kind_id: str) -> frozenset[tuple[str, int]]:
    """Programmes and levels that change how an order of this type can come out, compared with the level below: of
    who orders it, or of whom it meets."""
    found = set()
    for stage in stages(BOOK.orders[kind_id]):
        for programme in PROGRAMMES:
            for seat in tuple(stage.rules.seats)[:2]:
                at = [ways(with_rows(stage, "ledgers", {f"programme/{seat}/{programme}": n})) for n in range(4)]
                found |= {(programme, n) for n in (1, 2, 3) if at[n] != at[n - 1]}
    return frozenset(found)


def moved(programme: str, steps: int = 1) -> list[str]:
    """Order types whose outcome so many steps of a programme move."""
    return [id_ for id_ in BOOK.orders if (programme, steps) in effects(id_)]


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_each_programme_moves_two_order_types_at_least(programme: str) -> None:
    """Settled by the mechanisms themselves, with and without its first step."""
    assert len(moved(programme)) >= 2, moved(programme)


def test_together_the_programmes_reach_all_four_domains() -> None:
    """Air, maritime, cyber and economic; the domain is the order type's own."""
    assert {BOOK.orders[id_].domain for programme in PROGRAMMES for id_ in moved(programme)} >= DOMAINS


@pytest.mark.parametrize("steps", [2, 3])
@pytest.mark.parametrize("programme", PROGRAMMES)
def test_each_further_step_is_worth_something(programme: str, steps: int) -> None:
    """So the joint variant, which brings two at once, is the stronger one by what it does, not by its number alone."""
    assert moved(programme, steps)


@pytest.mark.parametrize("id_", sorted(BOOK.orders))
def test_a_level_helps_who_has_it(id_: str) -> None:
    """It adds to the net of its owner's orders, and takes from the net of orders against its owner."""
    stage = stage_for(BOOK, BOOK.orders[id_], DAYS * MINUTES_PER_DAY)
    own, other = tuple(stage.rules.seats)[:2]
    for programme in PROGRAMMES:
        none = net_of(stage)
        for seat, sign in ((own, 1), (other, -1)):
            nets = [net_of(with_rows(stage, "ledgers", {f"programme/{seat}/{programme}": n})) for n in (1, 2, 3)]
            gains = [sign * (after - before) for before, after in pairwise([none, *nets])]
            assert all(0 <= gain <= 1 for gain in gains), (programme, seat, nets)
