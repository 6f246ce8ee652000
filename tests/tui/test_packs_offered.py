"""That exercises of one's own are offered on the start screen and played on it, wherever on earth they lie."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot

from seawar.content.library import load_book
from seawar.content.packs import VARIABLE, zipped
from seawar.content.skeleton import Wanted, scenario_text
from seawar.tui.app import SeawarApp
from seawar.tui.dialogs import Choose
from seawar.tui.map.widget import TheatreMap
from seawar.tui.rows import RowList
from seawar.tui.seat import SeatScreen
from seawar.tui.setup import SetUp
from seawar.tui.start import StartScreen
from tui.table import LARGE, SMALL, text, wait_until


def packed(folder: Path, at: tuple[float, float], *seats: str) -> Path:
    """A zip with one new scenario, seats round `at`."""
    (folder / "own").mkdir(parents=True)
    wanted = Wanted("far-away", "Far away", seats, "2031-03-03", at=at, turns=2)
    (folder / "own" / "far-away.yaml").write_text(scenario_text(wanted, load_book("matrix")[0], "x.json"))
    (folder / "own.zip").write_bytes(zipped(folder / "own"))
    return folder / "own.zip"


@pytest.mark.parametrize("size", [LARGE, SMALL], ids=["140x45", "80x24"])
@pytest.mark.parametrize("at", [(58.0, 20.0), (-17.0, 179.9), (0.0, 0.0), (84.0, -100.0)], ids=str)
def test_one_is_chosen_and_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: tuple[float, float], size: tuple[int, int]
) -> None:
    """With where it comes from in the list, and every seat's city on its map."""
    file = packed(tmp_path / "packs", at, "one", "two", "three")
    (tmp_path / "packs" / "own" / "far-away.yaml").unlink()
    monkeypatch.setenv(VARIABLE, str(tmp_path / "packs"))
    monkeypatch.chdir(tmp_path)
    app = SeawarApp()

    async def script(pilot: Pilot[None]) -> None:
        await wait_until(pilot, lambda: isinstance(app.screen, StartScreen))
        assert isinstance(app.screen, StartScreen)
        app.screen.play()
        await wait_until(pilot, lambda: isinstance(app.screen, Choose))
        assert "Far away  from own.zip" in app.screen.query_one("#choices", RowList).text()
        app.screen.query_one("#choices", RowList).select(f"{file}:far-away")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, SetUp))
        app.screen.query_one("#seats", RowList).select("one")
        await pilot.press("enter")
        app.screen.query_one("#seats", RowList).select("begin")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen), 20)
        await pilot.pause()
        if size == LARGE:
            shown = text(app)
            assert all(f"{seat}, capital" in shown for seat in ("One", "Two", "Three"))

    async def session() -> None:
        async with app.run_test(size=size) as pilot:
            await script(pilot)

    asyncio.run(session())
    app.end()


def test_a_scenario_that_cannot_be_played_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the start screen, where it is chosen; nothing ends."""
    (tmp_path / "packs" / "own").mkdir(parents=True)
    (tmp_path / "packs" / "own" / "bad.yaml").write_text("seawar: 1\nscenario: bad\ntitle: Bad one\n")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "packs"))
    monkeypatch.chdir(tmp_path)
    app = SeawarApp()

    async def session() -> None:
        async with app.run_test(size=LARGE) as pilot:
            await wait_until(pilot, lambda: isinstance(app.screen, StartScreen))
            assert isinstance(app.screen, StartScreen)
            app.screen.play()
            await wait_until(pilot, lambda: isinstance(app.screen, Choose))
            app.screen.query_one("#choices", RowList).select(f"{tmp_path / 'packs' / 'own'}:bad")
            await pilot.press("enter")
            await wait_until(pilot, lambda: "cannot be played" in text(app))

    asyncio.run(session())
    app.end()


def test_a_map_without_marks_shows_the_theatre() -> None:
    """As before anything is known."""
    assert TheatreMap().marks == ()
