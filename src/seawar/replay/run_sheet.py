"""The run sheet: what was done when, what is still to be done, and by how much the session is over.

Times are of the wall clock, from the entries themselves. A stop of the machine, or a night between two
halves of a session, does not count. What the umpire changed of the plan is followed: the end that is
expected is reckoned from the moves that lie ahead now, the end that was planned from the scenario's session.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from seawar.core import schedule
from seawar.core.rules import Rules
from seawar.core.session import Move, Slot
from seawar.core.state import State
from seawar.replay.course_entries import Staged
from seawar.replay.entries import AnyEntry, Closed, Opaque, Recovered

MINUTE = 60_000
READ_IN, HOT_WASH = "read-in", "hot-wash"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the run sheet."""

    turn: int
    """0 for what belongs to no move."""
    stage: str
    planned: int | None
    """Milliseconds; None where nothing is planned."""
    began: int | None = None
    """UTC in milliseconds; None for what lies ahead."""
    took: int | None = None
    """Milliseconds until it ended, or until now."""
    running: bool = False
    at: int = 0
    """Instant of the game at which its turn starts, of what lies ahead; 0 where that is not known."""


@dataclass(frozen=True, slots=True)
class Drop:
    """An inject that can be left out to save time."""

    inject: str
    turn: int
    minutes: int


@dataclass(frozen=True, slots=True)
class RunSheet:
    items: tuple[Item, ...]
    end: int | None
    """When the session is expected to end, UTC in milliseconds; None without a plan."""
    over: int
    """Milliseconds past the plan; negative when there is time in hand."""
    drops: tuple[Drop, ...]

    @property
    def running(self) -> Item | None:
        return next((item for item in self.items if item.running), None)


def run_sheet(rules: Rules, log: Sequence[AnyEntry | Opaque], state: State, now: int) -> RunSheet:
    """As it stands at `now`; `log` is every entry from the first on."""
    done = list(_done(rules, log, now))
    closed = bool(log) and isinstance(log[-1], Closed)
    running = done[-1] if done and done[-1].running else None
    session = rules.session if rules.cut else None
    if session is None or not done or done[0].began is None:
        return RunSheet(tuple(done), None, 0, ())
    moves = [(slot, _move(rules, slot)) for slot in ([] if state.ended else schedule.ahead(rules, state))]
    left = [] if closed or running is None else [*_rest(rules, running), *_ahead(moves)]
    if not closed and running and running.stage != HOT_WASH:
        left.append(Item(0, HOT_WASH, session.hot_wash * MINUTE))
    saved = sum(move.saves for _, move in moves if move for id_ in move.drop if id_ in state.skipped)
    still = max(0, (running.planned or 0) - (running.took or 0)) if running else 0
    spent = sum(item.took or 0 for item in done)
    expected = spent + still + sum(item.planned or 0 for item in left) - saved * MINUTE
    drops = [
        Drop(id_, slot.turn, move.saves) for slot, move in moves if move
        for id_ in move.drop if id_ not in state.skipped and id_ not in state.fired
    ]  # fmt: skip
    left_ms = expected - spent
    return RunSheet((*done, *left), now + left_ms, expected - session.minutes * MINUTE, tuple(drops))


def _done(rules: Rules, log: Sequence[AnyEntry | Opaque], now: int) -> Iterator[Item]:
    """What has begun: each item lasts until the next, and the last until now or until the table was closed."""
    if not log:
        return
    begins: list[tuple[int, str, int]] = [(0, READ_IN, log[0].at)]
    begins += [(entry.turn, entry.stage, entry.at) for entry in log if isinstance(entry, Staged)]
    stopped = list(_stopped(log))
    closed = log[-1].at if isinstance(log[-1], Closed) else None
    for i, (turn, stage, at) in enumerate(begins):
        last = i + 1 == len(begins)
        until = (closed or now) if last else begins[i + 1][2]
        away = sum(max(0, min(until, b) - max(at, a)) for a, b in stopped)
        yield Item(turn, stage, _planned(rules, turn, stage), at, max(0, until - at - away), last and closed is None)


def _stopped(log: Iterable[AnyEntry | Opaque]) -> Iterator[tuple[int, int]]:
    """From when to when nobody had the table open."""
    before = 0
    for entry in log:
        if isinstance(entry, Recovered):
            yield before, entry.at
        before = entry.at


def _planned(rules: Rules, turn: int, stage: str) -> int | None:
    session = rules.session if rules.cut else None
    if session is None:
        return None
    if stage in (READ_IN, HOT_WASH):
        return (session.read_in_minutes if stage == READ_IN else session.hot_wash) * MINUTE
    move = session.move(turn) or session.moves[0]
    return dict(move.stages).get(stage, move.adjudicate) * MINUTE


def _move(rules: Rules, slot: Slot) -> Move | None:
    """The minutes of a slot: of its own move, or of the first where the umpire put it in; a leap is settled alone."""
    assert rules.session is not None
    move = rules.session.move(slot.turn) or rules.session.moves[0]
    return None if slot.leap else move


def _rest(rules: Rules, running: Item) -> Iterator[Item]:
    """What is left of the move in play."""
    assert rules.session is not None
    if running.stage in (READ_IN, HOT_WASH):
        return
    stages = (rules.session.move(running.turn) or rules.session.moves[0]).stages
    names = [name for name, _ in stages]
    at = names.index(running.stage) if running.stage in names else names.index("adjudicate")
    yield from (Item(running.turn, name, minutes * MINUTE) for name, minutes in stages[at + 1 :])


def _ahead(moves: Sequence[tuple[Slot, Move | None]]) -> Iterator[Item]:
    for slot, move in moves:
        if move is None:
            yield Item(slot.turn, "leap", None, at=slot.until)
        else:
            yield from (Item(slot.turn, name, minutes * MINUTE, at=slot.now) for name, minutes in move.stages)
