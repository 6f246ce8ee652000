"""That seasons add up: whatever the length of moves, whoever sealed first, and however often it is settled."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from samples.islets import islets, season
from samples.strait import Wild, dice

from seawar.adjudicate.turn import Resolution, resolve
from seawar.adjudicate.validate import validate_sheet
from seawar.core import calendar
from seawar.core.effects import LedgerMoved
from seawar.core.facts import Facts
from seawar.core.mechanism import Case, Entrant, Outcome
from seawar.core.orders import Order, Sheet
from seawar.core.state import State
from seawar.core.view import view_for
from seawar.domains.air_season import SeasonParams, flights
from seawar.domains.maritime import PRESENCE, PresenceParams, days
from seawar.domains.odds import TWO_DICE, at_least_once, thrown, two_dice

YEAR = ((2, 6), (1, 12))
"""Months a move and moves a year, twice the same year."""


def moves(months: int, count: int) -> Iterator[Facts]:
    """Facts of each move of a year that starts on 1 August 2019."""
    rules, state = islets(), season()
    now = state.now
    for _ in range(count):
        state.now, state.until = now, calendar.add(now, calendar.Duration(months=months), rules.zone)
        now = state.until
        yield rules.facts(rules, state)


def months_of(months: int, count: int) -> Fraction:
    """Mean months in that year."""
    spans = [(facts.world.now, facts.world.until) for facts in moves(months, count)]
    return Fraction(spans[-1][1] - spans[0][0], calendar.MINUTES_PER_MONTH)


@pytest.mark.parametrize("rate", range(1, 32))
def test_presence_days_of_a_year_do_not_depend_on_its_moves(rate: int) -> None:
    """Six moves of two months and twelve of one differ by what each rounds off, less than a day a move."""
    for months, count in YEAR:
        total = sum(days(PresenceParams(days_per_month=rate), facts) for facts in moves(months, count))
        assert abs(total - rate * months_of(months, count)) < count + 12 * (rate == 31), (months, total)


@pytest.mark.parametrize("rate", range(61))
def test_flights_of_a_year_do_not_depend_on_its_moves(rate: int) -> None:
    """The same of flights; one that is ordered at all is flown once a move at the least."""
    for months, count in YEAR:
        total = sum(flights("china", SeasonParams(flights_per_month=rate), facts) for facts in moves(months, count))
        assert abs(total - rate * months_of(months, count)) < count


@pytest.mark.parametrize(("rate", "share"), [(6, 100), (20, 100), (1, 1), (31, 1000), (10, 97)])
def test_entries_of_a_year_are_the_same_to_one(rate: int, share: int) -> None:
    """Short moves lose no entry to rounding: a running total is kept."""
    params = PresenceParams(days_per_month=rate, entries=share)
    kind = replace(islets().order_types["maritime.presence"], params=params, force_kind="")
    order = Order("japan", kind.id, {"area": "dokdo"})
    totals = []
    for months, count in YEAR:
        total = 0
        for facts in moves(months, count):
            case = Case("dokdo", (Entrant(order, kind, 0, (), order.key, {}),))
            effects = PRESENCE.enact(case, ("alone",), Outcome(("alone",)), facts)
            total += sum(e.by for e in effects if isinstance(e, LedgerMoved) and e.ledger == "sea-entry/rok")
        totals.append(total)
    assert totals[0] == totals[1]
    assert abs(totals[0] - rate * Fraction(share, 1000) * months_of(*YEAR[0])) < 1


@settings(max_examples=400, derandomize=True, deadline=None)
@given(st.integers(0, 1000), st.integers(0, 1000))
def test_at_least_once_is_exact_to_one_per_mille(share: int, trials: int) -> None:
    """Against 1 - (1 - p)^n in whole fractions."""
    exact = 1000 * (1 - (1 - Fraction(share, 1000)) ** trials)
    assert abs(at_least_once(share, trials) - exact) <= 1


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.integers(0, 999), st.integers(0, 400))
def test_at_least_once_grows(share: int, trials: int) -> None:
    """More trials, or a larger share, never make it less likely; none at all never come."""
    assert at_least_once(share, trials) <= at_least_once(share, trials + 1)
    assert at_least_once(share, trials) <= at_least_once(share + 1, trials)
    assert at_least_once(share, 0) == at_least_once(0, trials) == 0


def test_two_dice_are_those_of_the_table() -> None:
    """Exact in 36ths for -3 to +3, held there, and rising."""
    ways = [sum(a + b + net >= 7 for a in range(1, 7) for b in range(1, 7)) for net in range(-3, 4)]
    assert [round(Fraction(1000 * n, 36)) for n in ways] == list(TWO_DICE)
    assert [two_dice(net)[0] for net in (-9, 9)] == [TWO_DICE[0], TWO_DICE[-1]]
    assert all(low < high for low, high in pairwise(TWO_DICE))


def test_a_draw_stands_for_dice_that_make_it_exactly_when_the_draw_does() -> None:
    """For each of the 1000 draws at each net; every throw of the 36 stands for 27 or 28 draws."""
    for drawn in range(1000):
        for net in range(-3, 4):
            assert (sum(thrown(drawn)) + net >= 7) == (drawn < two_dice(net)[0]), (drawn, net)
    counts = Counter(thrown(drawn) for drawn in range(1000))
    assert len(counts) == 36
    assert set(counts.values()) == {27, 28}


def random_sheets(chance: random.Random, state: State) -> list[Sheet]:
    """Three seats' legal orders of a season, whatever comes to their minds, often over one water."""
    rules = islets()
    views = [view_for(rules, state, seat) for seat in chance.sample(list(rules.seats), 3)]
    sealed = [Wild(rules, view.seat, chance.randrange(10**6))(view) for view in views]
    gathered = [replace(sheet, orders=tuple(_over_ieodo(order) for order in sheet.orders)) for sheet in sealed]
    pairs = zip(views, sealed, gathered, strict=True)
    return [there if not validate_sheet(rules, view, there) else own for view, own, there in pairs]


def _over_ieodo(order: Order) -> Order:
    return replace(order, targets=order.targets | ({"area": "ieodo"} if "area" in order.targets else {}))


def shuffled(chance: random.Random, sealed: list[Sheet]) -> list[Sheet]:
    again = [replace(s, orders=tuple(chance.sample(s.orders, len(s.orders)))) for s in sealed]
    chance.shuffle(again)
    return again


def told(resolution: Resolution) -> object:
    return resolution.steps, resolution.state, resolution.waiting


@settings(max_examples=40, derandomize=True, deadline=None)
@given(st.integers(0, 10**9))
def test_who_sealed_first_never_matters_in_a_season(seed: int) -> None:
    """Three seats' sheets in any order, their orders in any order, settled twice: the same results and state."""
    chance, rules, state = random.Random(seed), islets(), season()
    sealed = random_sheets(chance, state)
    for sheet in sealed:
        assert not validate_sheet(rules, view_for(rules, state, sheet.seat), sheet)
    before = state.copy()
    once = told(resolve(rules, state, sealed, {}, dice(rules, 3)))
    assert once == told(resolve(rules, state, sealed, {}, dice(rules, 3)))
    assert once == told(resolve(rules, state, shuffled(chance, sealed), {}, dice(rules, 3)))
    assert state == before


def test_random_sheets_meet() -> None:
    """The seasons that this is tried on hold joint cases and every new mechanism."""
    rules, state, found = islets(), season(), set[str]()
    for seed in range(150):
        chance = random.Random(seed)
        for _, step in resolve(rules, state, random_sheets(chance, state), {}, dice(rules, seed)).steps:
            found |= {f"{r.type} {r.result}" for r in step if r.seat and r.result}
    mechanisms = {
        rules.order_types[key.split()[0]].mechanism.name for key in found if key.split()[0] in rules.order_types
    }
    assert mechanisms >= {"air.season", "maritime.presence", "diplomatic.shuttle", "cyber.intrude", "economic.measure"}
    assert {"air.season-watch answered", "maritime.presence shadowed"} <= found
