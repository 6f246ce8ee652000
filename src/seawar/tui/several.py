"""Choosing several seats, voices or everyone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from seawar.core.rules import Rules
from seawar.core.state import PUBLIC
from seawar.replay.wording import word
from seawar.tui.marking import mark

if TYPE_CHECKING:
    from textual.app import App


async def several(
    app: App[None], title: str, rules: Rules, offered: Sequence[str], chosen: Iterable[str] = ()
) -> tuple[str, ...] | None:
    """Seats, voices or `public`, in the order offered; None when the person went back."""
    return await mark(app, title, {one: _name(rules, one) for one in offered}, chosen)


def _name(rules: Rules, one: str) -> str:
    if one == PUBLIC:
        return "Everyone"
    return f"{word(rules, {}, one)}, a voice" if one in rules.voices else word(rules, {}, one)
