"""Summing what the results of one step change, then holding each value to its range."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec.structs import force_setattr

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
    lifts = _lifts(state, sums, raised) if raised else {}
    results = []
    for i, (settled, wishes) in enumerate(drafts):
        if wishes:
            # Nobody else holds this result yet; setting the field costs a tenth of copying the struct.
            force_setattr(settled, "effects", _effects(wishes, lifts.get(i, ())) if raised else tuple(wishes))
        results.append(settled)
    clamps = _clamps(rules, state, sums)
    if clamps:
        results.append(Settled(f"range/{step.title}", int(step), "range", effects=clamps))
    return tuple(results)


def _effects(wishes: list[AnyEffect | Raise], lifts: tuple[AnyEffect, ...]) -> tuple[AnyEffect, ...]:
    return tuple(wish for wish in wishes if not isinstance(wish, Raise)) + lifts


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
    clamps: list[Clamped] = []
    tables = {"tracks": state.tracks, "resources": state.resources}
    for (table, key), by in sums.items():
        low, high = rules.ranges[key.partition("/")[0]]
        value = tables[table].get(key, 0) + by
        if not low <= value <= high:
            clamps.append(Clamped(table, key, min(high, max(low, value))))
    return tuple(sorted(clamps, key=lambda clamp: (clamp.table, clamp.key)))
