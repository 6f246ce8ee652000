"""What every mechanism promises, on any table: whole odds, fair ranges, and nets that help."""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from samples.islets import islets

from domains.chances import (
    CONTACT,
    alike,
    any_order,
    any_table,
    at_net,
    case_of,
    explore,
    seats_of,
    settled,
    shares,
)
from seawar.adjudicate.preview import preview
from seawar.core.mechanism import Case, Chance
from seawar.core.orders import Branch, Order
from seawar.core.rules import OrderType
from seawar.core.state import State
from seawar.core.view import view_for
from seawar.domains import DOMAINS
from seawar.domains.air_season import SeasonParams

KINDS = sorted(id_ for id_, kind in islets().order_types.items() if not kind.seats or {*kind.seats} & {*islets().seats})
"""Those that somebody on this table may give: what is one absent seat's own has the same mechanisms."""
SEED = st.integers(0, 10**9)
LADDERS: Mapping[str, tuple[str, ...]] = {
    "contested": ("setback", "minor setback", "stalemate", "success", "decisive"),
    "air.season": ("missed", "incident", "answered", "quiet"),
    "air.season flown": ("incident", "answered", "missed"),
    "maritime.presence": ("no_ships", "collision", "unsafe", "shadowed", "alone"),
    "diplomatic.claim": ("doubted", "disputed", "believed"),
    "diplomatic.agree": ("offered", "concluded"),
    "diplomatic.shuttle": ("neither", "one", "both"),
    "diplomatic.vow": ("said_already", "doubted", "believed"),
    "diplomatic.reconcile": ("nothing", "asks", "holds"),
    "cyber.intrude": ("out_noticed", "out_unnoticed", "in"),
    "cyber.operate": ("no_access", "fizzles_seen", "fizzles_unseen", "works_seen", "works_unseen"),
    "cyber.hunt": ("nothing", "found"),
    "cyber.share": ("nothing_to_show", "shown"),
    "cyber.attribute": ("doubted", "disputed", "believed"),
    "programme.build": ("slipping", "on_schedule"),
    "economic.control": ("no_trade", "glances", "bites"),
    "certain": ("done",),
    "consented": ("done",),
}
"""Bands from the gravest to the best for the seat that orders it. Interception has tests of its own."""
RANGED = [id_ for id_ in KINDS if islets().order_types[id_].mechanism.name in LADDERS]


def flies(kind: OrderType) -> bool:
    return isinstance(kind.params, SeasonParams) and kind.params.flights_per_month > 0


def ladder_of(kind: OrderType) -> tuple[str, ...]:
    return LADDERS["air.season flown" if flies(kind) else kind.mechanism.name]


def scene(chance: random.Random, kind: OrderType, most: int) -> tuple[State, list[Order]]:
    """A table, an order of a kind first, and orders of others that may fall into one case with it."""
    state = any_table(chance)
    seats = seats_of(kind)
    seat = chance.choice(seats)
    place = chance.choice(["dokdo", "ieodo", "korea-strait"])
    first = any_order(chance, state, seat, kind, place)
    orders = [first] if first else []
    if first and "agreement" in first.targets and seat not in state.agreements[first.targets["agreement"]].parties:
        return state, []
    for partner in first.partners if first else ():  # without its signature the order would be void
        if partner not in seats:
            return state, []
        orders.append(replace(orders[0], seat=partner, partners=(seat,)))
    for other in chance.sample([s for s in islets().seats if s != seat], most):
        joining = [k for k in alike(kind) if not k.seats or other in k.seats]
        one = any_order(chance, state, other, chance.choice(joining), place) if joining else None
        orders += [one] if one and one.key not in {o.key for o in orders} else []
    return state, orders


def case_and_place(state: State, orders: list[Order]) -> tuple[Case, int] | None:
    return case_of(state, orders, orders[0].key) if orders else None


def test_every_mechanism_is_looked_at() -> None:
    """The rulebook uses each that the domains have, and the ladders name every band."""
    kinds = islets().order_types.values()
    named = {m.name for d in DOMAINS if d.name != "generic" for m in d.mechanisms}
    assert named <= {kind.mechanism.name for kind in kinds}
    for id_ in RANGED:
        kind = islets().order_types[id_]
        assert {*ladder_of(kind)} | {"quiet", "no_ships"} >= {*kind.mechanism.bands}


@pytest.mark.parametrize("id_", KINDS)
@settings(max_examples=25, derandomize=True, deadline=None)
@given(SEED, st.integers(-9, 9), st.integers(0, 3))
def test_odds_are_whole(id_: str, seed: int, net: int, most: int) -> None:
    """Every chance that can be asked has shares from 0 to 1000 that sum to 1000, whatever the net."""
    state, orders = scene(random.Random(seed), islets().order_types[id_], most)
    found = case_and_place(state, orders)
    if found is None:
        return
    case, index = found
    asked, ends = explore(settled(at_net(case, index, net), state))
    for ask in asked:
        assert sum(ask.odds) == 1000, ask
        assert len(ask.odds) == len(ask.bands)
        assert all(0 <= share <= 1000 for share in ask.odds), ask
    assert sum(ends.values()) == 1
    bands = case.entrants[index].type.mechanism.bands
    assert all(row[index] in bands and len(row) == len(case.entrants) for row in ends)


@pytest.mark.parametrize("id_", KINDS)
@settings(max_examples=10, derandomize=True, deadline=None)
@given(SEED, st.integers(0, 3))
def test_no_two_chances_of_a_case_share_a_label(id_: str, seed: int, most: int) -> None:
    """One draw answers one question: on the way to an end no step is asked twice."""
    chance = random.Random(seed)
    state, orders = scene(chance, islets().order_types[id_], most)
    found = case_and_place(state, orders)
    if found is None:
        return
    asking, steps = settled(found[0], state)(), []
    try:
        ask = next(asking)
        while True:
            steps.append(ask.step)
            odds = ask.odds if isinstance(ask, Chance) else (1000,)
            ask = asking.send(chance.choice([i for i, share in enumerate(odds) if share]))
    except StopIteration:
        assert len(steps) == len({*steps})


def above(odds: Mapping[str, Fraction] | Mapping[str, int], ladder: tuple[str, ...]) -> list[Fraction]:
    """Per mille of each band or a better one."""
    scale = Fraction(1000, 1) / sum(Fraction(share) for share in odds.values())
    return [scale * sum(Fraction(odds.get(band, 0)) for band in ladder[i:]) for i in range(len(ladder))]


@pytest.mark.parametrize("id_", RANGED)
@settings(max_examples=40, derandomize=True, deadline=None)
@given(SEED, st.integers(0, 4))
def test_the_truth_lies_between_the_ends(id_: str, seed: int, most: int) -> None:
    """Whatever others have hidden and whoever else comes: no better than the best end, no worse than the worst."""
    kind = islets().order_types[id_]
    state, orders = scene(random.Random(seed), kind, most)
    found = case_and_place(state, orders)
    if found is None:
        return
    _, ends = explore(settled(found[0], state))
    shown = preview(islets(), view_for(islets(), state, orders[0].seat), orders[0])
    ladder = ladder_of(kind)
    best, truth, worst = (above(o, ladder) for o in (shown.best, shares(ends, found[1]), shown.worst))
    for band, most_, true, least in zip(ladder, best, truth, worst, strict=True):
        assert least - len(ladder) <= true <= most_ + len(ladder), f"{band}: {shown}, in truth {truth}"


@pytest.mark.parametrize("id_", RANGED)
@settings(max_examples=25, derandomize=True, deadline=None)
@given(SEED, st.integers(-4, 4), st.integers(0, 3))
def test_a_better_net_never_harms(id_: str, seed: int, net: int, most: int) -> None:
    """One more on the net leaves each band or better at least as likely."""
    kind = islets().order_types[id_]
    state, orders = scene(random.Random(seed), kind, most)
    found = case_and_place(state, orders)
    if found is None or flies(kind):
        return  # who flies asks nothing of its own net
    case, index = found
    low, high = (shares(explore(settled(at_net(case, index, n), state))[1], index) for n in (net, net + 1))
    for less, more in zip(above(low, ladder_of(kind)), above(high, ladder_of(kind)), strict=True):
        assert more >= less


@settings(max_examples=40, derandomize=True, deadline=None)
@given(SEED, st.integers(-4, 4))
def test_a_better_net_is_there_in_time_more_often(seed: int, net: int) -> None:
    """The same of an interceptor's being late."""
    chance = random.Random(seed)
    state = any_table(chance)
    one = Order("rok", "air.scramble", {"area": "dokdo", "contact": CONTACT}, ceiling=chance.randint(0, 5))
    found = case_of(state, [one], one.key)
    if found is None:
        return
    late = [
        shares(explore(settled(at_net(found[0], 0, n), state))[1], 0).get("late", Fraction(0)) for n in (net, net + 1)
    ]
    assert late[1] <= late[0]


def test_an_offer_that_may_stand_alone_is_shown_at_both_ends() -> None:
    """Its seat cannot know who signs; one that would be void needs no range."""
    state = any_table(random.Random(1))
    one = Order("japan", "diplomatic.propose", {"agreement": "joint-plan"}, partners=("rok",))
    alone = Order(
        "japan", "diplomatic.propose", one.targets, partners=("rok",), branches=(Branch("partner-refuses", "alone"),)
    )
    view = view_for(islets(), state, "japan")
    assert preview(islets(), view, one).worst == {"concluded": 1000}
    shown = preview(islets(), view, alone)
    assert (shown.worst, shown.best) == ({"offered": 1000}, {"concluded": 1000})
