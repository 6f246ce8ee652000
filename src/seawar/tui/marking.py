"""Marking several of a list: each Enter marks or unmarks one, until they are taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from seawar.tui.dialogs import Choose
from seawar.tui.lines import Row, row

if TYPE_CHECKING:
    from textual.app import App

TAKE = "take them"
"""Key of the line that takes what is marked; no id has a space."""


def tick_rows(choices: Mapping[str, str], marked: Iterable[str]) -> list[Row]:
    """`[x] words` for each choice."""
    chosen = set(marked)
    return [row((f"[{'x' if id_ in chosen else ' '}] ", "quiet"), words, key=id_, hang=4)
            for id_, words in choices.items()]  # fmt: skip


async def mark(
    app: App[Any], title: str, choices: Mapping[str, str], marked: Iterable[str] = (), take: str = "Take them"
) -> tuple[str, ...] | None:
    """What is marked, in the order offered; None when the person went back."""
    chosen, cursor = set(marked), next(iter(choices), TAKE)
    while True:
        rows = [*tick_rows(choices, chosen), Row(), row((take, "you"), right=f"{len(chosen)} marked", key=TAKE)]
        answer = await app.push_screen_wait(Choose(title, rows, cursor))
        if answer is None:
            return None
        if answer == TAKE:
            return tuple(id_ for id_ in choices if id_ in chosen)
        chosen ^= {answer}
        cursor = answer
