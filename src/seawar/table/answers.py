"""What each seat is told of its own orders: what came of them and what was drawn, never the odds in truth.

Modifiers and odds in truth would tell what others have hidden. What came of one's own order, and the draw
that decided it, is what any staff would report.
"""

from __future__ import annotations

from collections.abc import Iterator

from seawar.adjudicate.turn import Resolution
from seawar.core.results import ABSENT, Roll, Settled
from seawar.core.rules import Rules
from seawar.replay.entries import Answer, Answered, Draw


def answers(rules: Rules, resolution: Resolution, at: int) -> Iterator[Answered]:
    """One entry a seat that had orders in force, sorted by seat."""
    results = [result for _, step in resolution.steps for result in step]
    shared = {result.subject: result.rolls for result in results if result.subject and not result.seat}
    by_seat: dict[str, list[Answer]] = {}
    for result in results:
        if result.seat in rules.seats and result.type in rules.order_types:
            by_seat.setdefault(result.seat, []).append(_answer(result, shared.get(result.subject, ())))
    for seat, told in sorted(by_seat.items()):
        yield Answered(at, (seat,), resolution.state.turn, seat, tuple(told))


def _answer(result: Settled, shared: tuple[Roll, ...]) -> Answer:
    rolls = (*result.rolls, *(roll for roll in shared if _is_theirs(roll, result)))
    draws = tuple(Draw(str(roll.label[-1]), roll.drawn, roll.below, roll.band) for roll in rolls if roll.band)
    came, ruled = result.result, bool(result.ruled)
    return Answer(result.key, result.type, dict(result.targets), result.subject, came, result.note, ruled, draws)


def _is_theirs(roll: Roll, result: Settled) -> bool:
    """Of an encounter's draws: its own arrival, and the rungs at the place where it was there."""
    place, _, what = str(roll.label[-1]).partition(": ")
    if place != result.targets.get("area"):
        return False
    if what.startswith("arrive: "):
        return what == f"arrive: {result.seat}"
    return result.result not in ABSENT
