"""Choosing several of a list: each Enter marks or unmarks one, until they are taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from seawar.core.rules import Rules
from seawar.core.state import PUBLIC
from seawar.replay.wording import word
from seawar.tui.dialogs import Choose
from seawar.tui.lines import Row, row

if TYPE_CHECKING:
    from textual.app import App

TAKE = "take"


async def several(
    app: App[None], title: str, rules: Rules, offered: Sequence[str], chosen: Iterable[str] = ()
) -> tuple[str, ...] | None:
    """Seats, voices or `public`, in the order offered; None when the person went back."""
    marked, cursor = set(chosen), offered[0] if offered else TAKE
    while True:
        rows = [_choice(rules, one, "x" if one in marked else " ") for one in offered]
        rows += [Row(), row(("Take them", "you"), right=f"{len(marked)} marked", key=TAKE)]
        answer = await app.push_screen_wait(Choose(title, rows, cursor))
        if answer is None:
            return None
        if answer == TAKE:
            return tuple(one for one in offered if one in marked)
        marked ^= {answer}
        cursor = answer


def _choice(rules: Rules, one: str, mark: str) -> Row:
    name = "Everyone" if one == PUBLIC else word(rules, {}, one)
    return row((f"[{mark}] ", "quiet"), name, right="voice" if one in rules.voices else "", key=one)
