"""That what falls due does so by date, whatever the length of a turn, and injects come when they should, once."""

from __future__ import annotations

from itertools import pairwise

import pytest
from samples.strait import Edits, by_key, dice, opened, order, rules_of, sheets, wild_turns

from seawar.adjudicate.turn import open_turn, resolve
from seawar.core import calendar
from seawar.core.effects import InjectFired
from seawar.core.rules import Rules
from seawar.core.state import State

SHORT = '  - {id: short, title: Short, start: "2019-07-23T06:30+09:00", turns: 4, length: 30 minutes}\n'
LONG = '  - {id: long, title: Long, start: "2019-09-01T00:00+09:00", turns: 3, length: 2 months}\n'
LAPSE = calendar.parse_instant("2019-10-21T06:30+09:00")


def segments(*lines: str) -> Edits:
    made = "".join(f"  - {{id: s{i}, title: S, {line}}}\n" for i, line in enumerate(lines))
    return ((SHORT, made), (LONG, ""))


HALF_HOURS = segments(
    'start: "2019-07-23T06:30+09:00", turns: 2, length: 30 minutes',
    'start: "2019-10-21T05:00+09:00", turns: 6, length: 30 minutes',
)
TWO_MONTHS = segments('start: "2019-07-23T06:30+09:00", turns: 4, length: 2 months')
DAYS = segments('start: "2019-07-23T06:30+09:00", turns: 120, length: 1 day')


def states_after_notice(rules: Rules) -> list[State]:
    """North gives notice in the first turn; the state at the opening of each turn."""
    state, found = rules.start, []
    while not state.ended:
        state = open_turn(rules, state).state
        found.append(state)
        sealed = sheets(order("north", "leave-pact")) if state.turn == 1 else []
        state = resolve(rules, state, sealed, {}, dice(rules)).state
    return found


@pytest.mark.parametrize("edits", [HALF_HOURS, DAYS, TWO_MONTHS], ids=["half hours", "days", "two months"])
def test_a_notice_lapses_on_its_date(edits: Edits) -> None:
    """A 90-day notice lapses on the same date under turns of half an hour, a day and two months."""
    states = states_after_notice(rules_of(edits))
    for state in states[1:]:
        pact = state.agreements["pact"]
        assert pact.status == ("lapsed" if state.now >= LAPSE else "notice-given"), calendar.date(state.now, 540)
        assert pact.lapses in (LAPSE, 0)
    assert {s.agreements["pact"].status for s in states} == {"in-force", "notice-given", "lapsed"}


@pytest.mark.parametrize("edits", [HALF_HOURS, DAYS, TWO_MONTHS], ids=["half hours", "days", "two months"])
def test_income_does_not_depend_on_the_length_of_turns(edits: Edits) -> None:
    """What has come in at a date follows from the date: rate times time since the start, whole units."""
    rules = rules_of(
        (*edits, ("start:\n  tracks", "start:\n  resources: {influence/east: 0, sorties/east: 0}\n  tracks"))
    )
    start, state = rules.segments[0].start, rules.start
    while not state.ended:
        state = open_turn(rules, state).state
        minutes = state.now - start
        assert state.resources["influence/east"] == min(6, 2 * minutes // calendar.MINUTES_PER_MONTH)
        assert state.resources["sorties/east"] == min(8, minutes // 60)
        state = resolve(rules, state, [], {}, dice(rules)).state


def test_turns_follow_each_other_without_a_gap() -> None:
    """Within a segment each turn starts where the last one ended, and has the length that was declared."""
    rules, state = rules_of(), rules_of().start
    spans = []
    while not state.ended:
        state = open_turn(rules, state).state
        spans.append((state.segment, state.now, state.until))
        state = resolve(rules, state, [], {}, dice(rules)).state
    for (segment, _, until), (after, now, _) in pairwise(spans):
        assert now == until or after == segment + 1
    assert [until - now for _, now, until in spans[:4]] == [30] * 4
    assert spans[4][1] == calendar.parse_instant("2019-09-01T00:00+09:00")
    assert spans[4][2] == calendar.parse_instant("2019-11-01T00:00+09:00")


def test_a_condition_holds_until_its_time() -> None:
    """Two hours of shared picture last four half-hour turns and no longer."""
    rules = rules_of(segments('start: "2019-07-23T06:30+09:00", turns: 8, length: 30 minutes'))
    state, held = rules.start, []
    both = (order("north", "share", partners=("south",)), order("south", "share", partners=("north",)))
    while not state.ended:
        state = open_turn(rules, state).state
        held.append("shared-picture/north:south" in state.conditions)
        state = resolve(rules, state, sheets(*both) if state.turn == 1 else [], {}, dice(rules)).state
    assert held == [False, True, True, True, False, False, False, False]


def test_forces_come_home() -> None:
    """A force that is away comes back to its base, ready, when its time is over, and not before."""
    rules = rules_of()
    state = resolve(rules, opened(rules), sheets(order("east", "air.fly", {"route": "past"})), {}, dice(rules)).state
    assert state.forces["e-one"].status == "away"
    due = state.forces["e-one"].busy_until
    while state.forces["e-one"].status == "away":
        state = open_turn(rules, state).state
        assert (state.forces["e-one"].status == "ready") == (state.now >= due)
    assert state.forces["e-one"] == rules.start.forces["e-one"]


def fired(rules: Rules, number: int) -> dict[str, list[int]]:
    """Inject to the turns in which it fired, over a game."""
    state, found = rules.start, dict[str, list[int]]()
    turns = wild_turns(rules, number)
    while not state.ended:
        opening = open_turn(rules, state)
        for _, step in opening.steps:
            for result in step:
                for effect in result.effects:
                    if isinstance(effect, InjectFired):
                        found.setdefault(effect.inject, []).append(opening.state.turn)
        _, _, resolution = next(turns)
        state = resolution.state
    return found


@pytest.mark.parametrize("number", range(15))
def test_injects_fire_once_and_on_time(number: int) -> None:
    """Each comes in the turn that holds its time, and never again."""
    found = fired(rules_of(), number)
    assert found["01"] == [1]
    assert found.get("02", [2]) == [2], "07:00 belongs to the turn that starts then"
    assert all(len(turns) == 1 for turns in found.values())


def test_a_conditional_inject_waits_for_its_condition() -> None:
    """Without a burst it never comes; after one, it comes when the next turn opens."""
    rules = rules_of()
    state = opened(rules)
    quiet = open_turn(rules, resolve(rules, state, [], {}, dice(rules)).state)
    assert "03" not in quiet.state.fired
    state.ledgers["bursts/north"] = 1
    loud = open_turn(rules, resolve(rules, state, [], {}, dice(rules)).state)
    assert loud.state.fired["03"] == 2
    assert by_key(loud)["inject/03"].effects[0] == InjectFired("03", 2)


def test_an_inject_with_time_and_condition_waits_for_both() -> None:
    """Its time alone does not bring it; once it is past, the condition does, however late."""
    rules = rules_of((("title: Shots, when", 'title: Shots, at: "2019-07-23T07:00+09:00", when'),))
    state = opened(rules)
    state.ledgers["bursts/north"] = 1
    assert "03" not in open_turn(rules, rules.start).state.fired
    early = state.copy()
    early.turn = 0
    assert "03" not in open_turn(rules, early).state.fired, "its time has not come"
    assert open_turn(rules, state).state.fired["03"] == 2


def test_a_skipped_inject_never_fires() -> None:
    """What the umpire skipped stays out."""
    rules = rules_of()
    state = rules.start.copy()
    state.skipped["01"] = "no time"
    assert "01" not in open_turn(rules, state).state.fired


def test_an_inject_reaches_its_seats_and_has_its_effects() -> None:
    """The tip goes to north alone and moves what it says."""
    rules = rules_of()
    state = open_turn(rules, opened(rules)).state
    tips = [r for r in state.news.values() if "canary-tip" in r.text]
    assert [r.to for r in tips] == [("north",)]
    assert state.tracks["support/north"] == 6


def test_the_game_ends_with_a_declared_end_or_the_last_turn() -> None:
    """A loss ends it at once; otherwise it ends after seven turns, and an ended game has one end."""
    rules = rules_of()
    state = opened(rules)
    state.ledgers["losses/east"] = 1
    assert resolve(rules, state, [], {}, dice(rules)).state.ended == "loss"
    turns = 0
    state = rules.start
    while not state.ended:
        state = resolve(rules, open_turn(rules, state).state, [], {}, dice(rules)).state
        turns += 1
    assert (turns, state.ended) == (7, "last-turn")
