"""That the white cell answers, notes, brings in and tells by its own keys, and that seats ask and read."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from textual.pilot import Pilot

from seawar.core.state import UMPIRE
from seawar.net.wire import AskUmpire, MarkAway, SetClock
from seawar.replay.entries import Directed, Said
from seawar.replay.white_cell_entries import Asked, Injected, Noted, RfiAnswered, RfiSourced, Situated
from seawar.tui.app import SeawarApp
from seawar.tui.curtain import CurtainScreen
from seawar.tui.dialogs import Ask, Choose
from seawar.tui.drafts import Drafts
from seawar.tui.frame import TextField
from seawar.tui.marking import TAKE
from seawar.tui.noting import NoteDialog
from seawar.tui.preview import Preview
from seawar.tui.rows import RowList
from seawar.tui.seat import SeatScreen
from seawar.tui.situating import EditPage, Page
from seawar.tui.umpire import UmpireScreen
from tui.table import LARGE, SMALL, Played, text, wait_until


def page(app: SeawarApp) -> str:
    """All of the page bottom left, in sight or not, as one line."""
    return " ".join(app.screen.query_one("#page", RowList).text().split())


async def to_umpire(app: SeawarApp, pilot: Pilot[None]) -> None:
    await wait_until(pilot, lambda: isinstance(app.screen, CurtainScreen))
    await pilot.press("w")
    await wait_until(pilot, lambda: isinstance(app.screen, UmpireScreen))


async def opened(game: Played, app: SeawarApp, pilot: Pilot[None]) -> None:
    await to_umpire(app, pilot)
    await pilot.press("n")
    await wait_until(pilot, lambda: game.table.phase == "plan")


async def dialog(app: SeawarApp, pilot: Pilot[None], kind: type) -> None:
    await wait_until(pilot, lambda: isinstance(app.screen, kind))
    await pilot.pause()


async def choose(app: SeawarApp, pilot: Pilot[None], key: str) -> None:
    """A line of the list that is open."""
    await dialog(app, pilot, Choose)
    before = app.screen
    app.screen.query_one("#choices", RowList).select(key)
    await pilot.press("enter")
    await wait_until(pilot, lambda: app.screen is not before)


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_a_question_is_asked_answered_and_read(size: tuple[int, int]) -> None:
    """Q at the seat; the count on the umpire's tab; Enter there answers with a private source; the seat has news."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await opened(game, app, pilot)
        await pilot.press("ctrl+l")
        await wait_until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        await pilot.press("k")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await pilot.press("q")
        await dialog(app, pilot, Ask)
        await pilot.press(*"Whose?", "escape")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await pilot.press("q")
        await dialog(app, pilot, Ask)
        await wait_until(pilot, lambda: "Whose?" in text(app))  # kept as typed
        await pilot.press("enter")
        await wait_until(pilot, lambda: game.entries(Asked))
        await wait_until(pilot, lambda: "You ask: Whose?" in page(app))
        await pilot.press("ctrl+l")
        await to_umpire(app, pilot)
        await wait_until(pilot, lambda: "2 Talks (1 question)" in text(app) or "2 Talks (1)" in text(app))
        await pilot.press("2")
        await wait_until(pilot, lambda: "Korea asks: Whose?" in page(app))
        app.screen.query_one("#page", RowList).select("question/rok-1")
        await pilot.press("enter")
        await choose(app, pilot, "answer")
        await dialog(app, pilot, Ask)
        await pilot.press(*"Ours", "enter")
        await wait_until(pilot, lambda: "alone" in text(app))
        await pilot.press(*"list", "enter")
        await wait_until(pilot, lambda: game.entries(RfiAnswered) and isinstance(app.screen, UmpireScreen))
        assert len(game.entries(RfiSourced)) == 1
        assert "Source: list" in page(app)
        await pilot.press("ctrl+l")
        await wait_until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        await pilot.press("k")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await pilot.press("1")
        await wait_until(pilot, lambda: "To your question: Ours" in page(app))
        await pilot.press("2")
        await wait_until(pilot, lambda: "White cell: Ours" in page(app))
        assert "list" not in page(app)

    game.run(script, size)


def test_a_question_is_set_aside_with_a_reason() -> None:
    """Without one it stays in the queue."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await opened(game, app, pilot)
        await game.session.seats["rok"].send(AskUmpire("x1", "Whose?"))
        await pilot.press("2")
        await wait_until(pilot, lambda: "Korea asks" in page(app))
        app.screen.query_one("#page", RowList).select("question/rok-1")
        await pilot.press("enter")
        await choose(app, pilot, "aside")
        await dialog(app, pilot, Ask)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Ask)
        await pilot.press(*"no staff", "enter")
        await wait_until(pilot, lambda: game.entries(RfiAnswered))

    game.run(script)
    (entry,) = game.entries(RfiAnswered)
    assert isinstance(entry, RfiAnswered)
    assert (entry.aside, entry.text) == (True, "no staff")


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_a_note_takes_one_key_and_one_line(size: tuple[int, int]) -> None:
    """From the injects the inject under the cursor is what it is about; a tag is marked in the list."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await to_umpire(app, pilot)
        await pilot.press("1")
        app.screen.query_one("#page", RowList).select("inject/03")
        await pilot.press("o")
        await dialog(app, pilot, NoteDialog)
        assert "Put on record" in text(app), "its keys stay in sight"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, NoteDialog), "no line, no note"
        await pilot.press(*"nobody rang", "tab")
        app.screen.query_one("#choices", RowList).select("tag one-picture")
        await pilot.press("enter")
        await wait_until(pilot, lambda: "[x]" in text(app))
        await pilot.press("shift+tab", "enter")
        await wait_until(pilot, lambda: game.entries(Noted) and isinstance(app.screen, UmpireScreen))
        await pilot.press("3")
        await wait_until(pilot, lambda: "nobody rang" in page(app) and "about inject 03" in text(app))
        await pilot.press("4")
        await wait_until(pilot, lambda: "1 note" in page(app))
        listed = page(app)
        assert listed.index("nothing yet") < listed.index("1 note"), "what is not covered comes first"
        app.screen.query_one("#page", RowList).select("learning/one-picture")
        await pilot.press("enter")
        await dialog(app, pilot, Choose)
        assert "nobody rang" in text(app)

    game.run(script, size)
    (entry,) = game.entries(Noted)
    assert isinstance(entry, Noted)
    assert (entry.text, entry.tags, entry.about) == ("nobody rang", ("one-picture",), "inject/03")


def test_a_note_may_be_about_a_result_while_ruling() -> None:
    """The result under the cursor."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await opened(game, app, pilot)
        await pilot.press("n")
        await pilot.pause(0.1)
        await pilot.press("y")
        await wait_until(pilot, lambda: game.table.phase == "adjudicate")
        await wait_until(pilot, lambda: app.screen.query_one("#results", RowList).cursor)
        app.screen.query_one("#results", RowList).focus()
        await pilot.press("o")
        await dialog(app, pilot, NoteDialog)
        await pilot.press(*"so it goes", "enter")
        await wait_until(pilot, lambda: game.entries(Noted))

    game.run(script)
    (entry,) = game.entries(Noted)
    assert isinstance(entry, Noted)
    assert entry.about.startswith("result/")


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_firing_shows_what_each_seat_will_read(size: tuple[int, int]) -> None:
    """Effects in words, and who reads nothing."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await opened(game, app, pilot)
        await pilot.press("1")
        app.screen.query_one("#page", RowList).select("inject/02")
        await pilot.press("f")
        await dialog(app, pilot, Preview)
        assert "Y Fire" in text(app), "its keys stay in sight"
        rows = app.screen.query_one("#text", RowList).text()
        assert "What each seat will read" in rows
        assert "China  nothing" in rows
        await pilot.press("y")
        await wait_until(pilot, lambda: "02" in game.table.state.fired)

    game.run(script, size)


def test_a_preview_says_who_is_away_and_f3_marks_them_back() -> None:
    """An inject for two, one of them away; one for a seat that is away goes no further than for whom."""
    game = Played("rok", "japan", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await opened(game, app, pilot)
        game.host.submit(UMPIRE, MarkAway("a", "rok"))
        await pilot.press("i")
        await choose(app, pilot, "rok")
        await choose(app, pilot, TAKE)
        await wait_until(pilot, lambda: "is away, and nobody there would read it" in text(app))
        await pilot.press("1")
        app.screen.query_one("#page", RowList).select("inject/02")
        await pilot.press("f")
        await dialog(app, pilot, Preview)
        rows = app.screen.query_one("#text", RowList).text()
        assert "Away, and reads it only when back: Republic of Korea" in rows
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, UmpireScreen))
        await pilot.press("f3")
        await choose(app, pilot, "away")
        await wait_until(pilot, lambda: "Republic of Korea is back" in text(app))
        await choose(app, pilot, "back/rok")
        await wait_until(pilot, lambda: not game.host.status().away)

    game.run(script)


def test_the_words_of_an_edited_inject_are_kept_without_a_reason(tmp_path: Path) -> None:
    """Esc at the reason keeps them, on disk too, and says so; T goes on with them; once on record they are let go."""
    game = Played("rok", UMPIRE, journal=tmp_path / "g.seawar.jsonl")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await to_umpire(app, pilot)
        await pilot.press("1")
        app.screen.query_one("#page", RowList).select("inject/02")
        await pilot.press("t")
        await dialog(app, pilot, Ask)
        await pilot.press(*"!?", "enter")
        await wait_until(pilot, lambda: "why?" in text(app))
        await pilot.press("escape")
        await wait_until(pilot, lambda: "your words for it are kept" in text(app))
        kept = Drafts(tmp_path / "g.seawar.jsonl").of(UMPIRE, 0).texts["edit/02"]
        assert kept.endswith("!?")
        await pilot.press("t")
        await dialog(app, pilot, Ask)
        assert app.screen.query_one("#text", TextField).value == kept
        await pilot.press("enter")
        await wait_until(pilot, lambda: "why?" in text(app))
        await pilot.press(*"clearer", "enter")
        await wait_until(pilot, lambda: "02" in game.table.state.edited)
        await wait_until(pilot, lambda: not game.session.seats[UMPIRE].draft().texts)

    game.run(script)
    assert game.table.state.edited["02"].endswith("!?")


def test_an_inject_is_edited_with_a_reason() -> None:
    """Both are asked for, and on record."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await to_umpire(app, pilot)
        await pilot.press("1")
        app.screen.query_one("#page", RowList).select("inject/02")
        await pilot.press("t")
        await dialog(app, pilot, Ask)
        await pilot.press(*"!", "enter")
        await wait_until(pilot, lambda: "why?" in text(app))
        await pilot.press(*"clearer", "enter")
        await wait_until(pilot, lambda: "02" in game.table.state.edited)

    game.run(script)
    (entry,) = game.entries(Directed)
    assert isinstance(entry, Directed)
    assert entry.directive.reason == "clearer"


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_a_new_inject_is_made_up_at_the_table(size: tuple[int, int]) -> None:
    """For whom, who tells it, what, an effect in its range, what it serves, why; a look at it; then it is out."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await opened(game, app, pilot)
        await pilot.press("i")
        await choose(app, pilot, "rok")
        await choose(app, pilot, TAKE)
        await dialog(app, pilot, Ask)
        await pilot.press("enter")
        await wait_until(pilot, lambda: "What they are told" in text(app))
        await pilot.press(*"A ferry is late.", "enter")
        await choose(app, pilot, "track")
        await choose(app, pilot, "support/rok")
        await choose(app, pilot, "-1")
        await choose(app, pilot, "done")
        await choose(app, pilot, "accounts")
        await choose(app, pilot, TAKE)
        await dialog(app, pilot, Ask)
        await pilot.press(*"they asked", "enter")
        await dialog(app, pilot, Preview)
        rows = app.screen.query_one("#text", RowList).text()
        assert "Home support Republic of Korea" in rows
        assert "China  Home support" in rows, "all see that track"
        assert rows.count("A ferry is late.") == 2, "in the preview and in what its one seat reads"
        await pilot.press("y")
        await wait_until(pilot, lambda: game.entries(Injected))
        await pilot.press("1")
        await wait_until(pilot, lambda: "n1" in page(app))
        app.screen.query_one("#page", RowList).select("made/n1")
        await pilot.press("enter")
        await dialog(app, pilot, Choose)
        assert "they asked" in text(app)

    game.run(script, size)
    (entry,) = game.entries(Injected)
    assert isinstance(entry, Injected)
    assert (entry.inject.to, entry.inject.source, entry.inject.questions) == (("rok",), "Press", ("accounts",))
    assert len(entry.inject.effects) == 1


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_a_page_on_the_state_of_the_world_is_edited_released_and_read(size: tuple[int, int]) -> None:
    """Made from what the seat knows; a line is edited; the seat opens it with G."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await opened(game, app, pilot)
        await pilot.press("s")
        await choose(app, pilot, "rok")
        await dialog(app, pilot, EditPage)
        app.screen.query_one("#lines", RowList).select("line/1")
        await pilot.press("enter")
        await dialog(app, pilot, Ask)
        await pilot.press(*" Well.", "enter")
        await dialog(app, pilot, EditPage)
        await pilot.press("escape")
        await choose(app, pilot, "rok")  # kept
        await dialog(app, pilot, EditPage)
        await pilot.press("r")
        await wait_until(pilot, lambda: game.entries(Situated))
        await dialog(app, pilot, Choose)
        assert "released" in text(app)
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, UmpireScreen))
        await pilot.press("ctrl+l")
        await wait_until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        await pilot.press("k")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await wait_until(pilot, lambda: "G opens it" in page(app))
        await pilot.press("g")
        await dialog(app, pilot, Page)
        assert "Esc Back" in text(app), "its keys stay in sight"
        assert "Well." in app.screen.query_one("#lines", RowList).text()

    game.run(script, size)
    (entry,) = game.entries(Situated)
    assert isinstance(entry, Situated)
    assert (entry.vis, "Ways out that are open to you" in entry.text) == (("rok",), True)


def test_every_page_can_be_released_at_once() -> None:
    """Each as its seat knows the world."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await opened(game, app, pilot)
        await pilot.press("s")
        await choose(app, pilot, "all")
        await wait_until(pilot, lambda: len(game.entries(Situated)) == len(game.table.rules.seats))

    game.run(script)


def test_a_broadcast_reaches_everyone() -> None:
    """L, one line."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await to_umpire(app, pilot)
        await pilot.press("l")
        await dialog(app, pilot, Ask)
        await pilot.press(*"Coffee now.", "enter")
        await wait_until(pilot, lambda: game.entries(Said))

    game.run(script)
    (entry,) = game.entries(Said)
    assert isinstance(entry, Said)
    assert entry.vis == ("public",)


def test_two_minutes_are_told_once_and_again_when_the_clock_was_set_on() -> None:
    """On a seat's screen as on the umpire's."""
    game = Played("rok", UMPIRE, minutes=10)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await opened(game, app, pilot)
        game.table.now = lambda: time.time_ns() // 1_000_000
        screen = app.screen
        assert isinstance(screen, UmpireScreen)

        async def left(ms: int) -> str:
            await game.session.seats[UMPIRE].send(SetClock(f"c{ms}-{time.time_ns()}", ms, True))
            screen.hush()
            screen.tick()
            await pilot.pause()
            return screen.said[0] if screen.said else ""

        assert await left(125_000) == ""
        assert await left(119_000) == "Two minutes left."
        assert await left(118_000) == ""
        assert await left(240_000) == ""
        assert await left(60_000) in ("60 seconds left.", "59 seconds left.")

    game.run(script)


def test_a_table_without_a_white_cell_says_so() -> None:
    """Q there asks nobody."""
    game = Played("rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await pilot.press("q")
        await wait_until(pilot, lambda: "Nobody is the white cell" in text(app))
        assert not isinstance(app.screen, Ask)
        await pilot.press("2")
        await pilot.pause()
        assert "ask the white cell" not in page(app)

    game.run(script)


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_hand_out_and_cards_open_from_the_page_of_learning_questions(size: tuple[int, int]) -> None:
    """They stand below the questions, and Enter shows each whole."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await opened(game, app, pilot)
        await pilot.press("4")
        await wait_until(pilot, lambda: "Hand-out and cards" in page(app))
        app.screen.query_one("#page", RowList).focus()
        for key, told in (("handout", "Hand-out"), (f"card/{game.table.rules.cards[0].id}", "Card")):
            app.screen.query_one("#page", RowList).select(key)
            await pilot.press("enter")
            await dialog(app, pilot, Choose)
            assert told in text(app)
            await pilot.press("escape")
            await wait_until(pilot, lambda: isinstance(app.screen, UmpireScreen))

    game.run(script, size)
