"""That the white cell's practice can be walked by doing what it says."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot

from seawar.tui.app import SeawarApp
from seawar.tui.dialogs import Ask, Choose
from seawar.tui.rows import RowList
from seawar.tui.start import StartScreen
from seawar.tui.umpire import UmpireScreen
from tui.table import LARGE, SMALL, text, wait_until


async def step(app: SeawarApp, pilot: Pilot[None], number: int) -> None:
    await wait_until(pilot, lambda: f"Practice {number} of" in text(app))


async def type_in(app: SeawarApp, pilot: Pilot[None], words: str) -> None:
    await wait_until(pilot, lambda: isinstance(app.screen, Ask))
    await pilot.press(*words, "enter")


@pytest.mark.parametrize("size", [LARGE, SMALL], ids=["140x45", "80x24"])
def test_doing_what_it_says_leads_to_its_end(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, size: tuple[int, int]
) -> None:
    """From the start screen to the last word: every step by its keys."""
    monkeypatch.chdir(tmp_path)
    app = SeawarApp()

    async def script(pilot: Pilot[None]) -> None:
        await wait_until(pilot, lambda: isinstance(app.screen, StartScreen))
        assert isinstance(app.screen, StartScreen)
        app.screen.practise()
        await wait_until(pilot, lambda: isinstance(app.screen, Choose))
        app.screen.query_one("#choices", RowList).select("console")
        await pilot.press("enter")
        await step(app, pilot, 1)
        await pilot.press("n")
        await step(app, pilot, 2)
        await pilot.press("1")
        await step(app, pilot, 3)
        await pilot.press("end", "h")
        await type_in(app, pilot, "too early")
        await step(app, pilot, 4)
        await pilot.press("v")
        await step(app, pilot, 5)
        assert isinstance(app.screen, UmpireScreen)
        for _ in range(5):
            await pilot.press("v")
        await step(app, pilot, 6)
        await pilot.press("n")
        await step(app, pilot, 7)
        await pilot.press("a")
        await step(app, pilot, 8)
        await pilot.press("e")
        await step(app, pilot, 9)
        await pilot.press("n")
        await step(app, pilot, 10)
        await pilot.press("f8")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("enter")
        await type_in(app, pilot, "move 1")
        await type_in(app, pilot, "tried")
        await step(app, pilot, 11)
        await pilot.press("f7")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose))
        app.screen.query_one("#choices", RowList).select("rigid")
        await pilot.press("enter")
        await type_in(app, pilot, "enough")
        await step(app, pilot, 12)
        app.end()

    async def session() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await script(pilot)

    asyncio.run(session())
