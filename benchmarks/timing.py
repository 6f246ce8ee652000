"""Measuring several things in turn, so that a busy machine slows all of them alike.

Timing one thing to its end and then the next was refused: on a shared machine the ratio then says which of
them ran in the quieter minute. One discarded run warms up what is measured.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from statistics import median

Piece = Callable[[int], int]
"""Does piece `i` of a run and returns how many units that was: orders, entries, calls."""
Factory = Callable[[int], Piece]
"""Makes the work of one run, given its number; not timed."""
Costs = dict[str, list[float]]
"""Name to seconds per unit, one figure for each run."""


def in_turn(work: Mapping[str, Factory], runs: int, pieces: int) -> Costs:
    """Alternate piece by piece; each run gives one figure per name."""
    costs: Costs = {name: [] for name in work}
    for run in range(-1, runs):
        made = {name: factory(run + 1) for name, factory in work.items()}
        spent, units = dict.fromkeys(work, 0.0), dict.fromkeys(work, 0)
        # What stands is set aside, so that each pays for its own garbage and not for walking the others' heap.
        gc.collect()
        gc.freeze()
        for i in range(pieces):
            for name, piece in made.items():
                started = time.perf_counter()
                count = piece(i)
                spent[name] += time.perf_counter() - started
                units[name] += count
        gc.unfreeze()
        if run >= 0:
            for name in work:
                costs[name].append(spent[name] / units[name])
    return costs


def steady(action: Callable[[], object], times: int = 1) -> Factory:
    """The same action, `times` times a piece."""

    def piece(_: int) -> int:
        for _ in range(times):
            action()
        return times

    return lambda _: piece


def ratios(costs: Costs, one: str, other: str) -> list[float]:
    """`one` over `other`, run by run."""
    return [a / b for a, b in zip(costs[one], costs[other], strict=True)]


def middle(costs: Costs, name: str, scale: float) -> float:
    return median(costs[name]) * scale
