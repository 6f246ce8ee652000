"""That changes of one step are summed, then lifted, then held to their range."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples.strait import opened, rules_of, wild_turns

from seawar.adjudicate.balance import balance
from seawar.core.apply import apply_all
from seawar.core.effects import Clamped, Raise, ResourceMoved, TrackMoved
from seawar.core.mechanism import Step
from seawar.core.results import Settled
from seawar.core.rules import Rules
from seawar.core.state import State

TENSION, ALARM, SORTIES = "tension/east:north", "alarm/table", "sorties/north"
WISHES = st.one_of(
    st.builds(TrackMoved, st.sampled_from([TENSION, ALARM]), st.integers(-12, 12)),
    st.builds(ResourceMoved, st.just(SORTIES), st.integers(-12, 12)),
    st.builds(Raise, st.sampled_from([TENSION, ALARM]), st.integers(-5, 15)),
)


def balanced(drafts: list[list[Any]]) -> State:
    rules = rules_of()
    state = opened(rules)
    results = [(Settled(f"r{i:02}", 7, "press"), wishes) for i, wishes in enumerate(drafts)]
    for result in balance(rules, state, results, Step.ACT):
        apply_all(state, result.effects)
    return state


def held(key: str, value: int) -> int:
    low, high = rules_of().ranges[key.partition("/")[0]]
    return min(high, max(low, value))


@given(st.lists(st.lists(WISHES, max_size=4), max_size=6))
def test_sums_then_lifts_then_clamps(drafts: list[list[Any]]) -> None:
    """Each value ends where an independent sum says: adjustments add, the highest raise lifts, the range holds."""
    state, start = balanced(drafts), opened(rules_of())
    wishes = [wish for draft in drafts for wish in draft]
    for key, table in ((TENSION, "tracks"), (ALARM, "tracks"), (SORTIES, "resources")):
        value = getattr(start, table)[key]
        value += sum(
            w.by
            for w in wishes
            if not isinstance(w, Raise) and key in (getattr(w, "track", ""), getattr(w, "resource", ""))
        )
        lifts = [w.to for w in wishes if isinstance(w, Raise) and w.track == key]
        assert getattr(state, table)[key] == held(key, max([value, *lifts]))


@given(st.lists(st.lists(WISHES, max_size=4), max_size=6), st.randoms(use_true_random=False))
def test_no_result_is_first(drafts: list[list[Any]], chance: random.Random) -> None:
    """In any order of results the values come out the same."""
    mixed = chance.sample(drafts, len(drafts))
    assert balanced(drafts) == balanced(mixed)


def test_raises_do_not_add_up() -> None:
    """Two encounters that both reach a rung lift tension to it once."""
    assert balanced([[Raise(TENSION, 6)], [Raise(TENSION, 6)], [Raise(TENSION, 5)]]).tracks[TENSION] == 6


def test_a_raise_never_lowers() -> None:
    """A value that is already higher stays."""
    assert balanced([[Raise(TENSION, 1)]]).tracks[TENSION] == 2


def test_a_sum_may_leave_the_range_on_the_way() -> None:
    """Up twelve and down eleven is up one: the range holds for the sum and not for its parts."""
    assert balanced([[TrackMoved(TENSION, 12)], [TrackMoved(TENSION, -11)]]).tracks[TENSION] == 3


def test_a_clamp_is_on_record() -> None:
    """What left its range is put back by an effect of its own, after what the results say."""
    rules = rules_of()
    drafts: list[tuple[Settled, list[Any]]] = [(Settled("r", 7, "press"), [TrackMoved(TENSION, 99)])]
    results = balance(rules, opened(rules), drafts, Step.ACT)
    assert [r.type for r in results] == ["press", "range"]
    assert results[0].effects == (TrackMoved(TENSION, 99),)
    assert results[1].effects == (Clamped("tracks", TENSION, 10),)


def in_range(rules: Rules, state: State) -> None:
    for table in (state.tracks, state.resources):
        for key, value in table.items():
            low, high = rules.ranges[key.partition("/")[0]]
            assert low <= value <= high, f"{key} is {value}, outside {low} to {high}"


@pytest.mark.parametrize("number", range(30))
def test_ranges_hold_in_any_game(number: int) -> None:
    """At every turn of wild games each track and resource lies in its range, resources never below nothing."""
    rules = rules_of()
    for state, _, resolution in wild_turns(rules, number):
        in_range(rules, state)
        in_range(rules, resolution.state)


@settings(max_examples=20)
@given(st.integers(0, 10**6))
def test_no_step_leaves_a_range(number: int) -> None:
    """Not only turns, each single step ends with every value in its range."""
    rules = rules_of()
    for before, _, resolution in wild_turns(rules, number):
        state = before.copy()
        for _, step in resolution.steps:
            for result in step:
                apply_all(state, result.effects)
            in_range(rules, state)
