"""That small things are told where they are looked for: colours, clock, keys, games, what comes after the end."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.pilot import Pilot

from seawar.errors import SeawarError
from seawar.net.local import people_of, saved_games
from seawar.net.wire import Next, Seal
from seawar.tui import tables
from seawar.tui.actions import SEAT
from seawar.tui.app import SeawarApp
from seawar.tui.dialogs import Choose
from seawar.tui.form import OrderForm
from seawar.tui.help import HelpScreen
from seawar.tui.no_colour import NoColour
from seawar.tui.rows import RowList
from seawar.tui.seat import SeatScreen
from seawar.tui.start import StartScreen
from tui.table import LARGE, SMALL, Played, text, wait_until


def test_f9_says_which_colours_are_on() -> None:
    """In words that name what comes next."""
    game = Played("rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await pilot.press("f9")
        await wait_until(pilot, lambda: "Light colours. F9 again: none." in text(app))

    game.run(script)


def test_no_colour_is_sent_under_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bold, underline and reverse alone; the bright line is reversed."""
    monkeypatch.setenv("NO_COLOR", "1")
    game = Played("rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await wait_until(pilot, lambda: "Where things stand" in text(app))
        assert [type(one) for one in app._filters] == [NoColour]
        await pilot.press("f9")
        await wait_until(pilot, lambda: "NO_COLOR is set" in text(app))

    game.run(script)
    bright = Style(color="#000000", bgcolor="#ffffff", bold=True)
    (made,) = NoColour().apply([Segment("x", bright)], Color(0, 0, 0))
    assert made.style == Style(bold=True, reverse=True)
    (quiet,) = NoColour().apply([Segment("x", Style(color="#d0d0d0", bgcolor="#303030"))], Color(0, 0, 0))
    assert quiet.style == Style()


def test_the_end_of_the_clock_is_told_once() -> None:
    """One line on the row of keys; the next key takes it away."""
    game = Played("rok", minutes=5)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        clock = game.table.clock
        assert clock is not None
        game.table.clock = type(clock)(clock.at, clock.vis, clock.turn, int(time.time() * 1000) - 1, clock.left)
        await wait_until(pilot, lambda: "Time is up: seal what you have." in text(app))
        await pilot.press("down")
        await pilot.pause(1.2)
        assert "Time is up" not in text(app)

    game.run(script)


def test_the_form_shows_the_clock() -> None:
    """Where there is room for it."""
    game = Played("rok", minutes=500)
    game.table.set_clock(left=300_000 + int(time.time() * 1000) - 1000, running=True)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await pilot.press("o")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, OrderForm))
        await wait_until(pilot, lambda: "left   order 1 of 3" in text(app))

    game.run(script, SMALL)


def test_after_the_end_the_screen_says_what_can_be_done() -> None:
    """Leave; and with a journal, read it back and check it."""
    game = Played("rok", journal=None)
    host, table = game.host, game.table
    while table.phase != "closed":
        turn = table.state.turn
        host.submit("rok", Seal(f"s{turn}", game.bots["rok"](table.view("rok"))))
        host.submit("rok", Next(f"n{turn}"))

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        game.session.journal = Path("games/x.seawar.jsonl")
        app.screen.ask()  # type: ignore[attr-defined]
        await wait_until(pilot, lambda: "seawar verify games/x.seawar.jsonl" in text(app))
        assert "seawar replay games/x.seawar.jsonl --text" in text(app)
        assert "Ctrl+Q leaves." in text(app)

    game.run(script)


def test_help_reads_without_ids_and_names_them_at_its_end() -> None:
    """Where the file of keys lies, too."""
    page = HelpScreen(SEAT, "", {})
    rows = ["".join(span for span, _ in row.spans) for row in page.rows()]
    assert not [line for line in rows[:-1] if "seat.add" in line]
    assert "keys.toml" in rows[-1]
    assert "seat.add" in rows[-1]


def test_the_list_of_games_is_short_and_says_what_is_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Newest first, twelve of them, dates in words."""
    monkeypatch.chdir(tmp_path)
    Path("games").mkdir()
    for n in range(13):
        tables.begin("dokdo-2019", "rok", seed=n, journal=Path("games") / f"g{n}.seawar.jsonl").end()
    for n in range(13):
        os.utime(f"games/g{n}.seawar.jsonl", (1_700_000_000 + n, 1_700_000_000 + n))
    held = tables.resume(Path("games/g12.seawar.jsonl"))
    os.utime("games/g12.seawar.jsonl", (1_700_000_100, 1_700_000_100))
    app = SeawarApp()

    async def script() -> None:
        async with app.run_test(size=LARGE) as pilot:
            await wait_until(pilot, lambda: isinstance(app.screen, StartScreen) and app.screen.saved)
            app.screen.query_one("#choices", RowList).select("resume")
            await pilot.press("enter")
            await wait_until(pilot, lambda: isinstance(app.screen, Choose))
            listed = app.screen.query_one("#choices", RowList)
            assert len([row for row in listed.rows if row.key]) == 12
            told = listed.text()
            assert told.index("in use") < told.index("g11.")
            assert "November 2023 at" in told
            assert "1 older in the folder games" in told

    asyncio.run(script())
    assert [saved.in_use for saved in saved_games(Path("games"))][:2] == [True, False]
    held.end()


def test_a_seat_named_twice_is_told() -> None:
    """By id and by letter is twice too."""
    rules = Played("rok").table.rules
    with pytest.raises(SeawarError, match="named twice"):
        people_of(rules, "rok,K", umpire=False)


def test_the_brief_of_a_small_screen_begins_with_what_the_seat_wants() -> None:
    """Aims and red lines, then the text."""
    game = Played("rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await pilot.press("5")
        await wait_until(pilot, lambda: "Aims" in text(app))
        assert isinstance(app.screen, SeatScreen)
        assert "Z Fill" in text(app).splitlines()[-1]

    game.run(script, SMALL)
