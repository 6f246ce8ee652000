"""What trade under measures promises: monotone losses, books that balance, and the same in turns of any length."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from samples.strait import SAMPLES, dice, order, sheets

from seawar.adjudicate.turn import open_turn, resolve
from seawar.content.library import load
from seawar.core.calendar import Duration
from seawar.core.orders import Order
from seawar.core.rules import Rules, Segment
from seawar.core.state import State
from seawar.domains.economic_days import relations
from seawar.domains.economic_programme import ProgrammeParams, delivered

DAY = 1440
SPAN = 126
"""Days: nine weeks twice over."""
PER_MILLE = st.integers(0, 1000)
BOOKKEEPING = ("ordered", "lifted")
"""Rows that count turns, and so know their length."""
STANDING = (
    order("china", "economic.ban", {"seat": "rok", "good": "phones"}, stands=True),
    order("china", "economic.boycott", {"seat": "rok", "good": "tourism"}, stands=True),
    order("china", "economic.quota", {"seat": "japan", "good": "ores"}, stands=True),
    order("rok", "economic.duty", {"seat": "china", "good": "garlic"}, stands=True),
    order("japan", "economic.substitute", {"seat": "china", "good": "ores"}),
    order("japan", "economic.stockpile", {"seat": "china", "good": "ores"}),
)


@cache
def market() -> Rules:
    rules = load(str(SAMPLES / "market.yaml")).rules
    rich = {key: 6 if key.startswith("influence/") else value for key, value in rules.start.resources.items()}
    return replace(rules, start=replace_rows(rules.start, rich))


def replace_rows(state: State, resources: dict[str, int]) -> State:
    copy = state.copy()
    copy.resources = resources
    return copy


def played(days: int, turns: int, *orders: Order, number: int = 1, **rows: int) -> State:
    """Orders of the first turn, over so many turns of so many days."""
    rules = market()
    segment = Segment("s", "s", rules.segments[0].start, turns, Duration(days * DAY), (), {})
    start = rules.start.copy()
    start.ledgers |= {key.replace("__", "/"): value for key, value in rows.items()}
    rules = replace(rules, segments=(segment,), start=start)
    state = rules.start
    for turn in range(1, turns + 1):
        state = open_turn(rules, state).state
        given = sheets(*(orders if turn == 1 else ()), turn=turn)
        state = resolve(rules, state, given, {}, dice(rules, number)).state
    return state


def books(state: State) -> dict[str, int]:
    return {key: n for key, n in state.ledgers.items() if n and key.partition("/")[0] not in BOOKKEEPING}


@pytest.mark.parametrize("days", [1, 7, 14, 63, 126])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_length_of_a_turn_changes_nothing(days: int, number: int) -> None:
    """Four measures, two programmes, eighteen weeks: to the last thousand dollars the same."""
    whole = books(played(SPAN, 1, *STANDING, number=number))
    assert books(played(days, SPAN // days, *STANDING, number=number)) == whole
    assert whole["loss/rok/china"] > 0


@pytest.mark.parametrize("days", [1, 7, 21, 63])
def test_what_fades_and_rebounds_does_so_in_turns_of_any_length(days: int) -> None:
    """A boycott left alone, and firms that come back to an old supplier."""
    rows = {"curb__china__rok__economic.boycott__tourism": 800, "curb__china__japan__economic.stop__ores": 300}
    rows |= {"adapted__japan__china__ores": 250}
    assert books(played(days, SPAN // days, **rows)) == books(played(SPAN, 1, **rows))


def lost(depends: int, adapted: int, rooted: int) -> int:
    rows = {
        "dependence__rok__china__phones": depends, "adapted__rok__china__phones": adapted,
        "rooted__rok__china__phones": rooted,
    }  # fmt: skip
    return played(7, 1, STANDING[0], **rows).ledgers.get("loss/rok/china", 0)


@settings(max_examples=40, derandomize=True, deadline=None)
@given(PER_MILLE, PER_MILLE, PER_MILLE, PER_MILLE, PER_MILLE)
def test_losses_rise_with_dependence_and_fall_with_adaptation(
    a: int, b: int, less: int, more: int, rooted: int
) -> None:
    """Never the other way, of what is replaced for a time or for good; nothing is lost where all is replaced."""
    low, high = sorted((a, b))
    few, many = sorted((less, more))
    assert lost(low, few, rooted) <= lost(high, few, rooted)
    assert lost(high, many, rooted) <= lost(high, few, rooted)
    assert lost(high, few, many) <= lost(high, few, few)
    assert lost(high, 1000, 0) == 0


@pytest.mark.parametrize("number", range(6))
def test_the_books_balance(number: int) -> None:
    """What is forgone is lost or placed elsewhere; what the first loses costs the second a share of it."""
    rows = played(7, 18, *STANDING, number=number).ledgers
    for who, on in (("rok", "china"), ("japan", "china"), ("china", "rok")):
        own = rows.get(f"loss/{who}/{on}", 0)
        by_target = rows.get(f"forgone/{who}/{on}", 0) - rows.get(f"diverted/{who}/{on}", 0)
        assert 0 <= by_target <= own  # the rest of its loss is what its own measures cost it
    assert rows["loss/japan/china"] == rows["forgone/japan/china"] - rows["diverted/japan/china"]
    assert rows["loss/china/japan"] * 10 == pytest.approx(rows["loss/japan/china"], rel=1e-2)


@settings(max_examples=100, derandomize=True, deadline=None)
@given(
    st.integers(1, 1000), st.integers(0, 60), st.integers(1, 1000), st.integers(0, 60), st.integers(0, 5000)
)  # fmt: skip
def test_a_programme_never_brings_more_than_its_gain(gain: int, lead: int, pace: int, lasts: int, day: int) -> None:
    """Nothing before its lead time; never less than nothing; one without an end never falls."""
    params = ProgrammeParams(gain=gain, lead_months=lead, pace=pace, lasts_months=lasts)
    assert delivered(params, 100, 100 + lead * 30) == 0
    assert 0 <= delivered(params, 100, 100 + day) <= gain
    if not lasts:
        assert delivered(params, 100, 100 + day) <= delivered(params, 100, 101 + day)


def test_trade_without_measures_costs_the_turn_nothing() -> None:
    """No relation is worked out where no ledger holds a measure, its trace or a programme."""
    rules = market()
    assert list(relations(rules.facts(rules, rules.start))) == []
