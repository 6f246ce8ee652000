"""Summing what the results of one step change, then holding each value to its range."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace

from seawar.core.effects import AnyEffect, Clamped, Raise, ResourceMoved, TrackMoved
from seawar.core.mechanism import Step
from seawar.core.results import Settled
from seawar.core.rules import Rules
from seawar.core.state import State

Draft = tuple[Settled, list[AnyEffect | Raise]]
Table = Literal["tracks", "resources"]


def balance(rules: Rules, state: State, drafts: Sequence[Draft], step: Step) -> tuple[Settled, ...]:
    """Drafts, sorted, to results: wishes become effects, and a last result clamps what left its range."""
    sums: dict[tuple[Table, str], int] = {}
    raised: dict[str, tuple[int, int]] = {}
    for index, (_, wishes) in enumerate(drafts):
        for wish in wishes:
            kind = wish.__class__
            if kind is TrackMoved:
                key: tuple[Table, str] = ("tracks", wish.track)  # type: ignore[union-attr]
                sums[key] = sums.get(key, 0) + wish.by  # type: ignore[union-attr]
            elif kind is ResourceMoved:
                key = ("resources", wish.resource)  # type: ignore[union-attr]
                sums[key] = sums.get(key, 0) + wish.by  # type: ignore[union-attr]
            elif kind is Raise and wish.to > raised.get(wish.track, (-(10**9), 0))[0]:  # type: ignore[union-attr]
                raised[wish.track] = (wish.to, index)  # type: ignore[union-attr]
    lifts = _lifts(state, sums, raised)
    results = [
        replace(settled, effects=tuple(w for w in wishes if not isinstance(w, Raise)) + lifts.get(i, ()))
        if wishes else settled
        for i, (settled, wishes) in enumerate(drafts)
    ]  # fmt: skip
    clamps = _clamps(rules, state, sums)
    if clamps:
        results.append(Settled(f"range/{step.title}", int(step), "range", effects=clamps))
    return tuple(results)


def _lifts(
    state: State, sums: dict[tuple[Table, str], int], raised: dict[str, tuple[int, int]]
) -> dict[int, tuple[AnyEffect, ...]]:
    """What each raise still lacks after the sums, given to the first result that asked for the most."""
    lifts: dict[int, tuple[AnyEffect, ...]] = {}
    for track, (to, index) in sorted(raised.items()):
        key: tuple[Table, str] = ("tracks", track)
        lacking = to - state.tracks[track] - sums.get(key, 0)
        if lacking > 0:
            sums[key] = sums.get(key, 0) + lacking
            lifts[index] = (*lifts.get(index, ()), TrackMoved(track, lacking))
    return lifts


def _clamps(rules: Rules, state: State, sums: dict[tuple[Table, str], int]) -> tuple[AnyEffect, ...]:
    clamps: list[AnyEffect] = []
    for table, key in sorted(sums):
        low, high = rules.ranges[key.partition("/")[0]]
        value = getattr(state, table).get(key, 0) + sums[table, key]
        if not low <= value <= high:
            clamps.append(Clamped(table, key, min(high, max(low, value))))
    return tuple(clamps)
