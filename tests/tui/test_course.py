"""That the white cell changes the course of a session with its own keys, and sees minutes over or under."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from seawar.content.library import load
from seawar.core import schedule
from seawar.core.state import UMPIRE
from seawar.net.wire import Next
from seawar.replay.course_entries import Moded, Rescheduled, RolledBack
from seawar.replay.entries import Directed
from seawar.replay.run_sheet import MINUTE, Drop, Item, RunSheet
from seawar.tui.app import SeawarApp
from seawar.tui.curtain import CurtainScreen
from seawar.tui.dialogs import Ask, Choose, Confirm
from seawar.tui.lines import lay_out
from seawar.tui.rows import RowList
from seawar.tui.run_sheet_panel import plan_words, rows
from seawar.tui.umpire import UmpireScreen
from tui.table import LARGE, SMALL, Played, text, wait_until


async def begin(game: Played, app: SeawarApp, pilot: Pilot[None]) -> None:
    """The white cell's screen, with the first move open."""
    await wait_until(pilot, lambda: isinstance(app.screen, CurtainScreen))
    await pilot.press("w")
    await wait_until(pilot, lambda: isinstance(app.screen, UmpireScreen))
    await pilot.press("n")
    await wait_until(pilot, lambda: game.table.phase == "plan")


async def choose(app: SeawarApp, pilot: Pilot[None], key: str) -> None:
    await wait_until(pilot, lambda: isinstance(app.screen, Choose))
    app.screen.query_one("#choices", RowList).select(key)
    await pilot.press("enter")


async def answer(app: SeawarApp, pilot: Pilot[None], words: str) -> None:
    await wait_until(pilot, lambda: isinstance(app.screen, Ask))
    await pilot.press(*words, "enter")


@pytest.mark.parametrize(("do", "told"), [
    ("merge", "Move 2 and the next as one"), ("split", "Move 2 in two parts"), ("skip", "Move 2 left out"),
])  # fmt: skip
def test_moves_are_merged_split_and_left_out(do: str, told: str) -> None:
    """From one list; asked for a reason; on record in words."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await begin(game, app, pilot)
        count = len(schedule.ahead(game.table.rules, game.table.state))
        await pilot.press("k")
        await choose(app, pilot, do)
        await choose(app, pilot, "0")
        await answer(app, pilot, "late")
        await wait_until(pilot, lambda: f"The plan is changed: {told}" in text(app))
        now = len(schedule.ahead(game.table.rules, game.table.state))
        assert now - count == {"merge": -1, "split": 1, "skip": -1}[do]

    game.run(script)
    assert [(e.what, e.reason) for e in game.entries(Rescheduled)] == [(told, "late")]  # type: ignore[union-attr]


def test_what_cannot_be_done_to_the_plan_is_told_in_one_line() -> None:
    """A move put where there is no time; a date that is none; nothing is written."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await begin(game, app, pilot)
        await pilot.press("k")
        await choose(app, pilot, "insert")
        await choose(app, pilot, "0")
        await wait_until(pilot, lambda: "no time between these two moves" in text(app))
        await pilot.press("f6")
        await answer(app, pilot, "tomorrow")
        await wait_until(pilot, lambda: "expected a date such as 2019-08-24" in text(app))
        await pilot.press("f6")
        await answer(app, pilot, "2031-01-01")
        await wait_until(pilot, lambda: "the date to leap to lies between" in text(app))

    game.run(script)
    assert not game.entries(Rescheduled)


def test_a_leap_goes_to_its_date() -> None:
    """F6, the date, why; the next steps pass through it without asking any seat."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await begin(game, app, pilot)
        await pilot.press("f6")
        await answer(app, pilot, "2019-08-24")
        await answer(app, pilot, "to the notice")
        await wait_until(pilot, lambda: "a leap to Saturday 24 August 2019" in text(app))
        for n in range(2):
            game.host.submit(UMPIRE, Next(f"n{n}", early=True))
        await wait_until(pilot, lambda: "Leap to Saturday 24 August 2019" in text(app))
        game.host.submit(UMPIRE, Next("l", early=True))
        assert game.table.stage == "leap"

    game.run(script)


def test_going_back_is_previewed_and_typed() -> None:
    """What is set aside stands in the list; another word than the move's name changes nothing."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await begin(game, app, pilot)
        for n in range(3):
            game.host.submit(UMPIRE, Next(f"n{n}", early=True))
        assert game.table.state.turn == 2
        await pilot.press("f8")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose))
        assert "sets aside 1 later move" in text(app)
        await choose(app, pilot, "1")
        await answer(app, pilot, "move 2")
        await wait_until(pilot, lambda: "You typed move 2. Type Move 1" in text(app))
        assert not game.entries(RolledBack)
        await answer(app, pilot, "MOVE 1")
        await answer(app, pilot, "a wrong map")
        await wait_until(pilot, lambda: "Move 1 begins again" in text(app))

    game.run(script)
    assert (game.table.state.turn, game.table.phase) == (1, "plan")


def test_how_results_are_decided_is_chosen_with_a_reason() -> None:
    """F7; the mode in force is marked."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await begin(game, app, pilot)
        await pilot.press("f7")
        await choose(app, pilot, "free")
        await answer(app, pilot, "experts here")
        await wait_until(pilot, lambda: "Free adjudication from now on" in text(app))
        await pilot.press("f7")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose))
        assert any("Free" in line and "now" in line for line in text(app).splitlines())

    game.run(script)
    assert [(e.mode, e.reason) for e in game.entries(Moded)] == [("free", "experts here")]  # type: ignore[union-attr]


@pytest.mark.parametrize("size", [LARGE, SMALL], ids=["140x45", "80x24"])
def test_a_seat_shows_what_it_has_sealed(size: tuple[int, int]) -> None:
    """Enter on its row; from there into its eyes."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await begin(game, app, pilot)
        standing = app.screen.query_one("#standing", RowList)
        standing.focus()
        standing.select("seat/us")
        await pilot.press("enter")
        await choose(app, pilot, "eyes")
        await wait_until(pilot, lambda: "What US knows" in text(app))

    game.run(script, size)


RULES = load("dokdo-2019", cut=True).rules
SHEET = RunSheet(
    (
        Item(0, "read-in", 20 * MINUTE, 0, 22 * MINUTE), Item(5, "brief", 4 * MINUTE, 22 * MINUTE, 4 * MINUTE),
        Item(5, "team", 12 * MINUTE, 26 * MINUTE, 13 * MINUTE, running=True), Item(5, "adjudicate", 6 * MINUTE),
        Item(5, "brief-out", 6 * MINUTE), Item(6, "brief", 4 * MINUTE, at=RULES.segments[0].start),
        Item(0, "hot-wash", 18 * MINUTE),
    ), 200 * MINUTE, 3 * MINUTE, (Drop("07", 7, 3),),
)  # fmt: skip


def told(sheet: RunSheet, *, small: bool) -> str:
    lines = lay_out(rows(RULES, sheet, 39 * MINUTE, small=small), 50)
    return "\n".join("".join(part for part, _ in line.spans).rstrip() for line in lines)


def test_the_run_sheet_tells_what_is_over_and_what_to_drop() -> None:
    """Done parts with their minutes over, the stage in play with those used, what would save time."""
    words = told(SHEET, small=False)
    assert "Read in and brief                20      +2" in words
    assert "> team time, 13 min used" in words
    assert "Move 2, 06:30" in words
    assert "When late: drop inject 07              saves 3 min" in words
    assert plan_words(SHEET) == ("3 min over plan", "late")


def test_on_a_small_screen_it_tells_now_next_and_end() -> None:
    """And what to drop; no line of what is done or far ahead."""
    words = told(SHEET, small=True)
    assert "Read in" not in words
    assert "Hot wash" not in words
    assert "> team time" in words
    assert "Move 2" in words
    assert "End expected" in words


def test_in_time_nothing_is_to_be_dropped() -> None:
    """Without minutes over, nothing is offered; without a plan the heading says so."""
    in_time = RunSheet(SHEET.items, SHEET.end, -2 * MINUTE, SHEET.drops)
    assert "drop inject" not in told(in_time, small=False)
    assert plan_words(in_time)[0] == "2 min in hand"
    assert plan_words(RunSheet((), None, 0, ()))[0] == "no plan of minutes"


def test_what_is_offered_is_left_out_by_its_row() -> None:
    """Enter on the offer asks, and skips the inject with a reason."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await begin(game, app, pilot)
        screen = app.screen
        assert isinstance(screen, UmpireScreen)
        screen.leave_out("07")
        await wait_until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("y")
        await wait_until(pilot, lambda: "07" in game.table.state.skipped)

    game.run(script)
    assert [e.directive.reason for e in game.entries(Directed)] == ["the session is late"]  # type: ignore[union-attr]
