"""Choosing what happens with an inject: one effect of the closed list after the other, each within its range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seawar.core.effects import AgreementMoved, AnyEffect, MatterMoved, ResourceMoved, TrackMoved
from seawar.core.rules import Rules
from seawar.core.state import State
from seawar.replay.effects_told import effect_words
from seawar.replay.wording import value_words, word
from seawar.tui.dialogs import Choose
from seawar.tui.lines import Row, row

if TYPE_CHECKING:
    from textual.app import App

MOST = 12
"""Effects of one inject."""
STATUSES = ("none", "negotiating", "in-force", "suspended", "lapsed")
"""Of an agreement; a notice is given by its parties alone, for it needs its day."""


async def choose_effects(app: App[Any], rules: Rules, state: State) -> tuple[AnyEffect, ...] | None:
    """What was chosen, in that order; None when the person went back."""
    chosen: tuple[AnyEffect, ...] = ()
    while True:
        kind = await app.push_screen_wait(Choose("What happens with it?", _kinds(rules, state, chosen), "done"))
        if kind is None:
            return None
        if kind == "done" or len(chosen) >= MOST:
            return chosen
        if kind == "clear":
            chosen = ()
        elif (made := await _one(app, rules, state, kind)) is not None:
            chosen = (*chosen, made)


def _kinds(rules: Rules, state: State, chosen: tuple[AnyEffect, ...]) -> list[Row]:
    rows = [row(("-  ", "quiet"), effect_words(rules, state.contacts, effect, state), hang=3) for effect in chosen]
    rows += [Row()] if chosen else []
    rows.append(row(("Nothing more" if chosen else "Nothing: it is only read", "you"), key="done"))
    rows += [row("A track moves", key="track"), row("A resource changes", key="resource")]
    rows += [row("An agreement changes", key="agreement")] if state.agreements else []
    rows += [row("A matter changes", key="matter")] if state.matters else []
    return [*rows, row("Take all of them out", key="clear")] if chosen else rows


async def _one(app: App[Any], rules: Rules, state: State, kind: str) -> AnyEffect | None:
    match kind:
        case "track" | "resource":
            table = state.tracks if kind == "track" else state.resources
            rows = [row(value_words(rules, key, value), key=key) for key, value in table.items()]
            key = await app.push_screen_wait(Choose(f"Which {kind}?", rows))
            if key is None:
                return None
            low, high = rules.ranges[key.partition("/")[0]]
            steps = [by for by in range(low - table[key], high - table[key] + 1) if by]
            amounts = [row(f"{by:+}".replace("-", "−"), right=str(table[key] + by), key=str(by)) for by in steps]
            by = await app.push_screen_wait(Choose("By how much?", amounts, "1"))
            if by is None:
                return None
            return TrackMoved(key, int(by)) if kind == "track" else ResourceMoved(key, int(by))
        case "agreement":
            rows = [row(word(rules, {}, id_), right=pact.status, key=id_) for id_, pact in state.agreements.items()]
            id_ = await app.push_screen_wait(Choose("Which agreement?", rows))
            status = id_ and await app.push_screen_wait(
                Choose("It is now", [row(status.replace("-", " "), key=status) for status in STATUSES])
            )
            return AgreementMoved(id_, status) if id_ and status else None
        case _:
            rows = [row(word(rules, {}, id_), right=matter.status, key=id_) for id_, matter in state.matters.items()]
            id_ = await app.push_screen_wait(Choose("Which matter?", rows))
            if id_ is None:
                return None
            states = [row(status.replace("-", " "), key=status) for status in rules.matters[id_].states]
            status = await app.push_screen_wait(Choose("It is now", states))
            return MatterMoved(id_, status, state.matters[id_].holder) if status else None
