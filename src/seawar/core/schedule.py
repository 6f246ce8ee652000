"""What is still to be played, and how an umpire changes it: merge, split, skip, insert, leap.

A stretch of time that is played as one turn is a slot. The scenario's plan gives the slots; each change
makes other slots of them, which never overlap and never go back. Dates stay what they are, so that injects,
income and notices fall due when they do, however many turns the time is cut into.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from seawar.core import calendar
from seawar.core.session import Slot
from seawar.core.state import State
from seawar.errors import OrderRefused

if TYPE_CHECKING:
    from seawar.core.rules import Rules

Slots = tuple[Slot, ...]
MOST_SLOTS = 400


def slot_of(rules: Rules, turn: int) -> Slot:
    """Turn `turn` as the scenario has it; raises IndexError where it has none."""
    return _slots(tuple((s.start, s.turns, s.length.minutes, s.length.months) for s in rules.segments), rules.zone)[
        turn - 1
    ]


@lru_cache(maxsize=32)
def _slots(segments: tuple[tuple[int, int, int, int], ...], zone: int) -> Slots:
    """Every turn of a scenario, from each segment's start, number of turns and length; asked for in every turn."""
    found: list[Slot] = []
    for index, (start, turns, minutes, months) in enumerate(segments):
        until = start
        for _ in range(turns):
            now, until = until, calendar.add(until, calendar.Duration(minutes, months), zone)
            found.append(Slot(len(found) + 1, index, now, until))
    return tuple(found)


def ahead(rules: Rules, state: State) -> Slots:
    """What is still to be played after the turn in play."""
    if not isinstance(state.ahead, msgspec.UnsetType):
        return state.ahead
    return tuple(slot_of(rules, turn) for turn in _left(rules, state))


def upcoming(rules: Rules, state: State) -> Slot | None:
    """The first of what is still to be played; None when nothing is."""
    if not isinstance(state.ahead, msgspec.UnsetType):
        return state.ahead[0] if state.ahead else None
    left = _left(rules, state)
    return slot_of(rules, left[0]) if left else None


def _left(rules: Rules, state: State) -> tuple[int, ...]:
    turns = rules.plan.turns
    return turns[turns.index(state.turn) + 1 :] if state.turn else turns


def merge(slots: Slots, i: int) -> Slots:
    """Slot `i` and the one after it as one; raises OrderRefused where they cannot be."""
    one, two = _at(slots, i), _at(slots, i + 1, "the last move has none after it to be merged with")
    if one.until != two.now or one.segment != two.segment:
        raise OrderRefused("merge", "these two moves do not follow each other without a gap; leap over it instead")
    return (*slots[:i], replace(one, until=two.until), *slots[i + 2 :])


def split(slots: Slots, i: int) -> Slots:
    """Slot `i` as two of half the length, in whole minutes, or in whole days where it lasts for days."""
    one = _at(slots, i)
    unit = calendar.MINUTES_PER_DAY if one.until - one.now >= 2 * calendar.MINUTES_PER_DAY else 1
    half = (one.until - one.now) // 2 // unit * unit
    if not half:
        raise OrderRefused("split", "this move is too short to be split")
    middle = one.now + half
    return (*slots[:i], replace(one, until=middle), replace(one, now=middle), *slots[i + 1 :])


def skip(slots: Slots, i: int) -> Slots:
    """Without slot `i`: time leaps over it."""
    _at(slots, i)
    if len(slots) == 1:
        raise OrderRefused("skip", "this is the last move; end the exercise instead")
    return (*slots[:i], *slots[i + 1 :])


def insert(rules: Rules, state: State, slots: Slots, i: int) -> Slots:
    """A further slot before slot `i`, in the gap before it, as long as turns are in the segment that it follows."""
    two = _at(slots, i)
    turn, since = (slots[i - 1].turn, slots[i - 1].until) if i else (max(1, state.turn), state.until)
    if not since or since >= two.now:
        raise OrderRefused("insert", "there is no time between these two moves; split one of them instead")
    segment = max(n for n, segment in enumerate(rules.segments) if segment.start <= since or not n)
    until = min(calendar.add(since, rules.segments[segment].length, rules.zone), two.now)
    return (*slots[:i], Slot(turn, segment, since, until), *slots[i:])


def leap(rules: Rules, slots: Slots, since: int, to: int) -> Slots:
    """From instant `since` to `to` at once, standing orders running meanwhile; what lies beyond `to` is played."""
    if not slots or not since < to < slots[-1].until:
        last = slots[-1].until if slots else since
        between = f"{_moment(rules, since)} and {_moment(rules, last)}"
        raise OrderRefused("leap", f"the date to leap to lies between {between}; came {_moment(rules, to)}")
    left = tuple(replace(slot, now=max(slot.now, to)) for slot in slots if slot.until > to)
    return (Slot(slots[0].turn, slots[0].segment, since, to, leap=True), *left)


def refuse(rules: Rules, state: State, slots: Slots) -> None:
    """Raises OrderRefused unless these slots can be played from here."""
    if not slots or len(slots) > MOST_SLOTS:
        raise OrderRefused("schedule", f"1 to {MOST_SLOTS} moves can lie ahead, came {len(slots)}")
    last = sum(segment.turns for segment in rules.segments)
    since = state.until or rules.segments[0].start
    for slot in slots:
        if not 0 <= slot.segment < len(rules.segments) or not 1 <= slot.turn <= last:
            raise OrderRefused("schedule", f"turn {slot.turn} or segment {slot.segment} is not in this exercise")
        if slot.now >= slot.until:
            raise OrderRefused("schedule", "a move that lies ahead takes no time")
    if slots[0].now < since or any(one.until > two.now or one.turn > two.turn for one, two in pairwise(slots)):
        raise OrderRefused("schedule", "moves that lie ahead overlap, or go back in time")


def _at(slots: Slots, i: int, missing: str = "") -> Slot:
    if not 0 <= i < len(slots):
        raise OrderRefused("schedule", missing or f"there is no move {i + 1} ahead; {len(slots)} lie ahead")
    return slots[i]


def _moment(rules: Rules, instant: int) -> str:
    return f"{calendar.date(instant, rules.zone)}, {calendar.clock(instant, rules.zone)}"
