"""That the odds shown before sealing are the odds that settle the order."""

from __future__ import annotations

from collections import Counter
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples.strait import by_key, flight, meet, opened, order, rules_of, settle, wild_turns, with_contact

from seawar.adjudicate.preview import preview
from seawar.core.dice import Dice
from seawar.core.orders import Branch, Order
from seawar.core.results import BandOdds
from seawar.core.state import State
from seawar.core.view import View, view_for

LADDER = ("setback", "minor setback", "stalemate", "success", "decisive")


def on_the_truth(state: State, one: Order) -> dict[str, int]:
    """Odds where nothing is unknown: both ends must agree."""
    odds = preview(rules_of(), cast(View, state), one)
    assert odds.worst == odds.best
    return odds.worst


def cases() -> dict[str, tuple[State, Order]]:
    rules = rules_of()
    tense = opened(rules)
    tense.tracks |= {"tension/east:north": 7, "trust/north>east": 2}
    shy = with_contact(rules, flight(rules, tolerance=1, evasion=2, enter=25), {"north": 2})
    leaver = flight(rules, branches=(Branch("rung-reached", "withdraw", at=2),), tolerance=5)
    return {
        "press": (opened(rules), order("north", "press", {"seat": "east"})),
        "press when tense": (tense, order("north", "press", {"seat": "east"})),
        "meet": (with_contact(rules, flight(rules), {"north": 1}), meet()),
        "meet a shy one": (shy, meet(ceiling=5)),
        "meet one that withdraws": (with_contact(rules, leaver, {"north": 1}), meet(ceiling=3)),
        "meet with a branch": (
            with_contact(rules, flight(rules), {"north": 1}),
            meet(ceiling=5, branches=(Branch("rung-reached", "withdraw", at=2),)),
        ),
    }  # fmt: skip


@pytest.mark.parametrize("name", cases())
def test_what_comes_agrees_with_what_was_shown(name: str) -> None:
    """Over many keys the bands come as often as the preview on the truth says, within chance."""
    rules, (state, one) = rules_of(), cases()[name]
    odds, times = on_the_truth(state, one), 1200
    seen = Counter(by_key(settle(rules, state, one, number=n))[one.key].band for n in range(times))
    assert seen.keys() <= odds.keys()
    expected = {band: share * times / 1000 for band, share in odds.items()}
    rare = [band for band in odds if expected[band] < 5]
    off = sum((seen[band] - expected[band]) ** 2 / expected[band] for band in odds if band not in rare)
    assert off < 20.5, f"shown {expected}, came {dict(seen)}"
    assert sum(seen[band] for band in rare) <= sum(expected[band] for band in rare) + 12


def dominates(better: dict[str, int], worse: dict[str, int], ladder: tuple[str, ...]) -> bool:
    """Whether each stretch from the good end holds at least as much in `better`, but for rounding."""
    return all(
        sum(better.get(band, 0) for band in ladder[i:]) >= sum(worse.get(band, 0) for band in ladder[i:]) - len(ladder)
        for i in range(len(ladder))
    )


def whole(odds: BandOdds) -> None:
    for end in (odds.worst, odds.best):
        assert sum(end.values()) == 1000
        assert all(0 <= share <= 1000 for share in end.values())


@pytest.mark.parametrize("number", range(10))
def test_odds_are_whole_in_any_game(number: int) -> None:
    """Whatever a seat seals, both ends sum to 1000, and of a contest the worst is not better than the best."""
    rules = rules_of()
    for state, sealed, _ in wild_turns(rules, number):
        for sheet in sealed:
            view = view_for(rules, state, sheet.seat)
            for one in sheet.orders:
                odds = preview(rules, view, one)
                whole(odds)
                if one.type in ("press", "judged"):
                    assert dominates(odds.best, odds.worst, LADDER)
                if one.type.startswith("air.meet"):
                    assert odds.best.get("late", 0) <= odds.worst.get("late", 0)


@pytest.mark.parametrize("number", range(6))
def test_the_truth_lies_between_the_ends_of_a_contest(number: int) -> None:
    """What a seat cannot know moves the odds no further than the ends it was shown."""
    rules = rules_of()
    for state, sealed, _ in wild_turns(rules, number):
        for sheet in sealed:
            view = view_for(rules, state, sheet.seat)
            for one in (o for o in sheet.orders if o.type == "press"):
                shown, truth = preview(rules, view, one), on_the_truth(state, one)
                assert dominates(shown.best, truth, LADDER)
                assert dominates(truth, shown.worst, LADDER)


def shown_and_true(ceiling: int, level: int, **facts: Any) -> tuple[BandOdds, dict[str, int]]:
    """What north is shown of a meeting, and what the truth gives."""
    rules = rules_of()
    state = with_contact(rules, flight(rules, **facts), {"north": level})
    shown = preview(rules, view_for(rules, state, "north"), meet(ceiling=ceiling))
    whole(shown)
    return shown, on_the_truth(state, meet(ceiling=ceiling))


@settings(max_examples=40)
@given(st.integers(0, 2), st.integers(5, 29), st.integers(0, 5), st.sampled_from([1, 2]))
def test_the_truth_of_being_there_in_time_lies_between_the_ends(
    evasion: int, enter: int, ceiling: int, level: int
) -> None:
    """Any conduct that a rulebook can give a flight lies within the range that the interceptor is shown."""
    shown, truth = shown_and_true(ceiling, level, evasion=evasion, enter=enter)
    assert shown.best.get("late", 0) - 1 <= truth.get("late", 0) <= shown.worst.get("late", 0) + 1


@settings(max_examples=40)
@given(st.integers(0, 5), st.integers(1, 5), st.sampled_from([1, 2]))
def test_the_truth_of_turning_back_lies_between_the_ends(tolerance: int, ceiling: int, level: int) -> None:
    """Any orders that a crew can be given lie within the range that the interceptor is shown."""
    shown, truth = shown_and_true(ceiling, level, tolerance=tolerance, evasion=0)
    turned = [odds.get("turned_back", 0) for odds in (shown.worst, truth, shown.best)]
    assert turned[0] - 1 <= turned[1] <= turned[2] + 1


def test_every_modifier_is_named() -> None:
    """What is known stands at both ends, what is not stands at one, each with its reason."""
    rules = rules_of()
    odds = preview(rules, view_for(rules, opened(rules), "north"), order("north", "press", {"seat": "east"}))
    assert {because: (worst, best) for worst, best, because in odds.mods} == {
        "the pact": (1, 1),
        "our public is firm": (1, 1),
        "their public is firm": (-1, 0),
    }


def test_a_preview_touches_no_dice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Odds are worked out, not tried: asking for them draws nothing."""
    states = cases()

    def never(self: Dice, label: bytes, i: int) -> int:
        raise AssertionError(f"drew {label!r}")

    monkeypatch.setattr(Dice, "word", never)
    for state, one in states.values():
        assert preview(rules_of(), cast(View, state), one) == preview(rules_of(), cast(View, state), one)


def test_a_preview_changes_nothing() -> None:
    """Asking leaves the view as it was, and the same question has the same answer."""
    rules = rules_of()
    view, again = (view_for(rules, cases()["meet"][0], "north") for _ in range(2))
    preview(rules, view, meet())
    assert view == again


def test_odds_tell_nothing_that_the_view_does_not() -> None:
    """Two contacts that look alike have the same odds, whatever they are."""
    rules = rules_of()
    shown = {
        str(preview(rules, view_for(rules, with_contact(rules, flight(rules, **facts), {"north": 1}), "north"), meet()))
        for facts in ({}, {"owner": "south"}, {"tolerance": 0, "evasion": 2}, {"openness": "deniable", "count": 9})
    }
    assert len(shown) == 1
