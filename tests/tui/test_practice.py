"""That the practice can be walked by doing what it says, and leads back whoever strays."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from seawar.tui import practice
from seawar.tui.app import SeawarApp
from seawar.tui.dialogs import Ask, Choose
from seawar.tui.form import OrderForm
from seawar.tui.rows import RowList
from seawar.tui.seat import SeatScreen
from tui.table import LARGE, text, wait_until


def walk(script: object) -> None:
    import asyncio

    app = SeawarApp()

    async def session() -> None:
        async with app.run_test(size=LARGE) as pilot:
            await pilot.pause()
            app.practise()
            await wait_until(pilot, lambda: "Practice 1 of" in text(app))
            await script(app, pilot)  # type: ignore[operator]
            app.end()

    asyncio.run(session())


async def take(app: SeawarApp, pilot: Pilot[None], key: str) -> None:
    """Choose a row of the list that is open."""
    await wait_until(pilot, lambda: isinstance(app.screen, Choose))
    app.screen.query_one("#choices", RowList).select(key)
    await pilot.press("enter")


async def step(app: SeawarApp, pilot: Pilot[None], number: int) -> None:
    await wait_until(pilot, lambda: f"Practice {number} of" in text(app))
    await wait_until(pilot, lambda: text(app).count("Practice ") == 1)  # the word of the coach stands once


def test_doing_what_it_says_leads_to_its_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every step by its keys; a contested result with its odds and its draw; a stray key is led back."""
    monkeypatch.chdir(tmp_path)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await pilot.press("5")
        await step(app, pilot, 2)
        await pilot.press("tab", "tab", "tab")
        await step(app, pilot, 3)
        await pilot.press("o")
        await take(app, pilot, practice.ALERT)
        await step(app, pilot, 4)
        await pilot.press("escape")
        await wait_until(pilot, lambda: "Enter on order 1, Hold fighters" in text(app))
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, OrderForm))
        await pilot.press("enter")
        await step(app, pilot, 4)
        await take(app, pilot, "dokdo")
        await step(app, pilot, 5)
        app.screen.query_one("#fields", RowList).select("ceiling")
        await pilot.press("right")
        await step(app, pilot, 6)
        await pilot.press("escape")
        await step(app, pilot, 7)
        await pilot.press("f1")
        await wait_until(pilot, lambda: "Esc goes back to your screen" in text(app))
        await pilot.press("escape", "o")
        await take(app, pilot, practice.CALL)
        await step(app, pilot, 8)
        await pilot.press("enter")
        await take(app, pilot, "japan")
        await step(app, pilot, 9)
        assert "Success" in text(app)
        await pilot.press("escape")
        await step(app, pilot, 10)
        await pilot.press("i")
        await wait_until(pilot, lambda: isinstance(app.screen, Ask))
        await pilot.press(*"Calm", "enter")
        await step(app, pilot, 11)
        await pilot.press("s")
        await step(app, pilot, 12)
        assert "drew 677 of 1000" in text(app)
        await pilot.press("n")
        await step(app, pilot, 13)
        assert isinstance(app.screen, SeatScreen)
        await pilot.press("shift+tab", ".")
        await step(app, pilot, 14)

    walk(script)


def test_a_discarded_order_is_asked_for_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The step of its form says how to add it."""
    monkeypatch.chdir(tmp_path)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await pilot.press("5", "tab", "tab", "tab")
        await step(app, pilot, 3)
        await pilot.press("o")
        await take(app, pilot, practice.ALERT)
        await step(app, pilot, 4)
        await pilot.press("ctrl+d")
        await pilot.pause(0.1)
        await pilot.press("y")
        await wait_until(pilot, lambda: "O adds an order: choose Hold fighters" in text(app))

    walk(script)
