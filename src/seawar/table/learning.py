"""What each audience learns from a step: the differences between views, one entry per audience."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from seawar.core.rules import Rules
from seawar.core.state import State
from seawar.core.view import View, difference, view_for
from seawar.replay.entries import Learnt

PRIVATE = frozenset(
    ("resources", "forces", "contacts", "seen", "encounters", "conditions", "evidence", "standing", "fired", "news")
)
"""Fields where it is itself a secret who else has the same row: their entries go to one seat each."""

_encode = msgspec.json.Encoder().encode


class Learning:
    """The views of all seats, kept up to date as the truth moves."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.views: dict[str, View] = {seat: View(seat=seat) for seat in sorted(rules.seats)}

    def step(self, state: State, turn: int, step: int, at: int) -> list[Learnt]:
        """Entries that bring every view up to `state`, one for each distinct audience, sorted."""
        patches: dict[tuple[str, str, bytes], tuple[list[str], Any]] = {}
        views: dict[str, View] = {}
        for seat, old in self.views.items():
            new = view_for(self.rules, state, seat)
            for name, key, value in difference(old, new):
                row = patches.setdefault((name, key, _encode(value)), ([], value))
                row[0].append(seat)
            views[seat] = new
        self.views = views
        audiences: dict[tuple[str, ...], list[tuple[str, str, Any]]] = {}
        for (name, key, _), (seats, value) in patches.items():
            for audience in ((seat,) for seat in seats) if name in PRIVATE else (tuple(seats),):
                audiences.setdefault(audience, []).append((name, key, value))
        return [Learnt(at, seats, turn, step, rows) for seats, rows in sorted(audiences.items())]

    def resume(self, views: Mapping[str, View]) -> None:
        """Go on from views folded out of a journal."""
        self.views = dict(views)
