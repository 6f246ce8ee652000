"""Answering what a mechanism asks: with the dice, or with every answer in turn.

The same generator is run once for the result and branch by branch for the odds, so the odds a seat is
shown cannot drift from what adjudicates its order.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TypeVar

from seawar.core.dice import Dice
from seawar.core.mechanism import PER_MILLE, Ask, Chance
from seawar.core.results import Roll

T = TypeVar("T")

NAMES = 1 << 24
"""How many opaque names there are."""
WHOLE = 10**12
"""Probability 1 while branches are being multiplied."""
MOST_LEAVES = 4000
"""A preview that branches further is a fault of its mechanism."""


def draw(asking: Generator[Ask, int, T], dice: Dice, label: tuple[str | int, ...]) -> tuple[T, tuple[Roll, ...]]:
    """Run to the end with the dice; each chance is draw 0 of `label` plus its step."""
    rolls: list[Roll] = []
    try:
        ask = next(asking)
        while True:
            full = (*label, ask.step)
            if ask.__class__ is Chance:
                drawn = dice.below(full, PER_MILLE)
                index = pick(ask.odds, drawn)
                rolls.append(Roll(full, PER_MILLE, drawn, ask.bands, ask.odds, ask.bands[index]))
                ask = asking.send(index)
            else:
                drawn = dice.below(full, NAMES)
                rolls.append(Roll(full, NAMES, drawn))
                ask = asking.send(drawn)
    except StopIteration as stop:
        return stop.value, tuple(rolls)


def certain(asking: Generator[Ask, int, T]) -> T:
    """What comes of something that asks nothing of the dice."""
    try:
        ask = next(asking)
    except StopIteration as stop:
        value: T = stop.value
        return value
    raise AssertionError(f"goes by date, and asked the dice for {ask.step!r}")


def pick(odds: tuple[int, ...], drawn: int) -> int:
    """Index of the band whose share of the thousand holds `drawn`."""
    for index, share in enumerate(odds):
        drawn -= share
        if drawn < 0:
            return index
    raise AssertionError(f"odds sum to less than {PER_MILLE}: {odds}")


def enumerate_all(start: Callable[[], Generator[Ask, int, T]]) -> list[tuple[int, T]]:
    """Every way it can end with its probability in units of 1/WHOLE."""
    leaves: list[tuple[int, T]] = []
    paths: list[tuple[int, tuple[int, ...]]] = [(WHOLE, ())]
    while paths:
        weight, answers = paths.pop()
        asking = start()
        try:
            ask = next(asking)
            for answer in answers:
                ask = asking.send(answer)
            while not isinstance(ask, Chance):
                answers = (*answers, 0)
                ask = asking.send(0)
        except StopIteration as stop:
            leaves.append((weight, stop.value))
            assert len(leaves) <= MOST_LEAVES, "a mechanism branches without end"
            continue
        paths += [
            (weight * share // PER_MILLE, (*answers, index))
            for index, share in reversed(list(enumerate(ask.odds)))
            if share
        ]
    return leaves
