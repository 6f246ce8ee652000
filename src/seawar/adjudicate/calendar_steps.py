"""What the calendar brings when a turn opens: the clock, income, returns, expiries, lapses.

All of it is counted in instants and durations, never in turns, so the same notice lapses on the same
date whatever the length of a turn.
"""

from __future__ import annotations

from collections.abc import Iterator

from seawar.core import calendar
from seawar.core.effects import (
    AgreementMoved,
    AnyEffect,
    ClockMoved,
    ConditionEnded,
    ForceMoved,
    Raise,
    ResourceMoved,
)
from seawar.core.results import Settled
from seawar.core.rules import Rules
from seawar.core.state import State

Draft = tuple[Settled, list[AnyEffect | Raise]]


def span(rules: Rules, turn: int) -> tuple[int, int, int]:
    """Segment, first and last instant of a turn."""
    index, place = rules.segment_of(turn)
    segment = rules.segments[index]
    start = segment.start
    for _ in range(place):
        start = calendar.add(start, segment.length, rules.zone)
    return index, start, calendar.add(start, segment.length, rules.zone)


def advance(rules: Rules, state: State) -> list[Draft]:
    """Everything due at the start of the next turn."""
    turn = state.turn + 1
    segment, now, until = span(rules, turn)
    due: list[tuple[str, AnyEffect]] = [("clock", ClockMoved(turn, segment, now, until))]
    due += _income(rules, state, now)
    due += _returns(state, now)
    due += [(f"condition/{key}", ConditionEnded(key)) for key, end in sorted(state.conditions.items()) if end <= now]
    due += [
        (f"lapse/{key}", AgreementMoved(key, "lapsed"))
        for key, pact in sorted(state.agreements.items())
        if pact.status == "notice-given" and pact.lapses <= now
    ]
    return [(Settled(key, 0, key.partition("/")[0]), [effect]) for key, effect in due]


def _income(rules: Rules, state: State, now: int) -> Iterator[tuple[str, AnyEffect]]:
    origin = rules.segments[0].start
    since = state.now or origin
    for resource in rules.resources.values():
        if resource.income:
            by = calendar.accrued(resource.income, resource.per_minutes, since, now, origin)
            for seat in rules.seats:
                if by:
                    key = f"{resource.id}/{seat}"
                    yield f"income/{key}", ResourceMoved(key, by)


def _returns(state: State, now: int) -> Iterator[tuple[str, AnyEffect]]:
    for id_, force in sorted(state.forces.items()):
        if force.status != "ready" and force.busy_until <= now:
            yield f"return/{id_}", ForceMoved(id_, "ready", force.base, 0)
