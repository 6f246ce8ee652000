"""That the white cell runs an exercise with its own keys: the page, injects, results, the clock, a seat's eyes."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from seawar.core.orders import Directive, Order, Sheet
from seawar.core.state import UMPIRE
from seawar.net.wire import Direct, Next, Seal
from seawar.replay.entries import Clocked, Directed, Ruled, Said
from seawar.tui.app import SeawarApp
from seawar.tui.curtain import CurtainScreen
from seawar.tui.dialogs import Ask, Choose, Confirm
from seawar.tui.pages import news
from seawar.tui.rows import RowList
from seawar.tui.ruling_form import RulingForm
from seawar.tui.seat import SeatScreen
from seawar.tui.umpire import UmpireScreen
from tui.table import LARGE, SMALL, Played, text, wait_until


async def to_umpire(app: SeawarApp, pilot: Pilot[None]) -> None:
    await wait_until(pilot, lambda: isinstance(app.screen, CurtainScreen))
    await pilot.press("w")
    await wait_until(pilot, lambda: isinstance(app.screen, UmpireScreen))


async def at_inject(app: SeawarApp, pilot: Pilot[None], id_: str) -> None:
    await pilot.press("1")
    await pilot.pause()
    app.screen.query_one("#page", RowList).select(f"inject/{id_}")


async def settle_early(game: Played, app: SeawarApp, pilot: Pilot[None], *no_answer: str) -> None:
    """Open the turn and settle it without the seat: asked first, and `no_answer` keys do not answer."""
    await pilot.press("n")
    await wait_until(pilot, lambda: game.table.phase == "plan")
    await pilot.press("n")
    await wait_until(pilot, lambda: isinstance(app.screen, Confirm))
    await pilot.press(*no_answer)
    assert game.table.phase == "plan"
    await pilot.press("y")
    await wait_until(pilot, lambda: game.table.phase == "adjudicate")


def test_one_key_walks_a_turn() -> None:
    """N opens, asks before it settles without a seat, settles, releases, opens the next."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await to_umpire(app, pilot)
        await settle_early(game, app, pilot, "enter")
        await wait_until(pilot, lambda: "within the rules" in text(app))
        await pilot.press("n")
        await wait_until(pilot, lambda: game.table.phase == "review")
        await pilot.press("n")
        await wait_until(pilot, lambda: game.table.state.turn == 2)

    game.run(script)


def test_after_opening_the_bright_line_hands_over() -> None:
    """Enter there draws the curtain for the seat; settling without it is there too, and asks."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await to_umpire(app, pilot)
        await pilot.press("n")
        await wait_until(pilot, lambda: "Ctrl+L  Hand over to Korea" in text(app))
        assert "N  Settle without them" in text(app)
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        assert "Hand over to Republic of Korea" in text(app)

    game.run(script)


def test_injects_are_held_edited_fired_and_skipped_with_a_reason() -> None:
    """Each from its row; what was done and why is on record."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await to_umpire(app, pilot)
        await at_inject(app, pilot, "02")
        await pilot.press("h")
        await wait_until(pilot, lambda: isinstance(app.screen, Ask))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Ask), "no reason, no hold"
        await pilot.press(*"too early", "enter")
        await wait_until(pilot, lambda: "02" in game.table.state.held)
        await wait_until(pilot, lambda: "Inject 02 is held." in text(app))
        assert "too early" in app.screen.query_one("#page", RowList).text(), "the reason stands in the list"
        await pilot.press("down")
        await wait_until(pilot, lambda: "Inject 02 is held." not in text(app))
        await at_inject(app, pilot, "03")
        await pilot.press("t")
        await wait_until(pilot, lambda: isinstance(app.screen, Ask))
        await pilot.press(*" More.", "enter")
        await wait_until(pilot, lambda: "Edit inject 03: why?" in text(app))
        await pilot.press(*"fuller", "enter")
        await wait_until(pilot, lambda: "03" in game.table.state.edited)
        await pilot.press("f")
        await wait_until(pilot, lambda: "Before move 1 nobody would read it" in text(app))
        await pilot.press("n")
        await wait_until(pilot, lambda: game.table.phase == "plan")
        await at_inject(app, pilot, "03")
        await pilot.press("f")
        await wait_until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("y")
        await wait_until(pilot, lambda: "03" in game.table.state.fired)
        await at_inject(app, pilot, "04")
        await pilot.press("x")
        await wait_until(pilot, lambda: isinstance(app.screen, Ask))
        await pilot.press(*"no time", "enter")
        await wait_until(pilot, lambda: "04" in game.table.state.skipped)

    game.run(script)
    done = [(e.directive.inject, e.directive.do, e.directive.reason) for e in game.entries(Directed)]  # type: ignore[union-attr]
    assert done == [
        ("02", "hold", "too early"),
        ("03", "edit", "fuller"),
        ("03", "fire", ""),
        ("04", "skip", "no time"),
    ]
    assert any("More." in report.text for report in game.table.view("rok").news.values())


def test_an_inject_fired_in_a_move_is_read_inside_it_and_news_stand_in_their_order() -> None:
    """Whatever hour it was planned for; later news of the same move stand after earlier ones."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await to_umpire(app, pilot)
        await settle_early(game, app, pilot)
        for inject in game.table.rules.msel:
            if "rok" in inject.to and inject.id not in game.table.state.fired and inject.at:
                game.host.submit(UMPIRE, Direct(f"f{inject.id}", Directive(inject.id, "fire")))
        await pilot.press("n")
        await wait_until(pilot, lambda: game.table.phase == "review")
        await pilot.press("ctrl+l", "k")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))

    game.run(script)
    known = game.session.seats["rok"].known
    assert any(item.turn == 1 for item in known.news)
    assert all(known.view.now <= item.at <= known.view.until for item in known.news)
    hours = [text[:5] for row in news(known) if (text := "".join(span for span, _ in row.spans))[:2].isdigit()]
    assert hours == sorted(hours)


def test_a_result_is_adjusted_with_a_reason() -> None:
    """The computed one stays beside it."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await to_umpire(app, pilot)
        await settle_early(game, app, pilot)
        await wait_until(pilot, lambda: app.screen.query_one("#results", RowList).cursor)
        await pilot.press("j")
        await wait_until(pilot, lambda: isinstance(app.screen, RulingForm))
        await pilot.pause()
        form = app.screen.query_one("#ruling", RowList)
        form.select("band")
        await pilot.press("right", "s")
        await wait_until(pilot, lambda: "It needs a reason" in text(app))
        await pilot.press(*"fair play", "enter", "enter")
        await wait_until(pilot, lambda: "by your ruling" in text(app))
        await pilot.press("5")
        await wait_until(pilot, lambda: "Ruling on" in app.screen.query_one("#page", RowList).text())
        line = app.screen.query_one("#page", RowList).text().partition("Ruling on ")[2].partition(", because")[0]
        assert " by " in line
        assert "air." not in line

    game.run(script)
    (ruled,) = game.entries(Ruled)
    assert isinstance(ruled, Ruled)
    assert ruled.ruling.reason == "fair play"


def test_the_white_cell_reads_titles_and_no_ids() -> None:
    """What is void and for want of whom, and a ruling on record; the record has no state hashes."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await to_umpire(app, pilot)
        game.host.submit(UMPIRE, Next("u1"))
        order = Order("rok", "diplomatic.share-picture", partners=("japan",))
        game.host.submit("rok", Seal("s1", Sheet("rok", 1, (order,))))
        game.host.submit(UMPIRE, Next("u2"))
        await wait_until(pilot, lambda: "Void: Japan did not seal it" in text(app))
        await pilot.press("3")
        await wait_until(pilot, lambda: "seals" in text(app))
        page = app.screen.query_one("#page", RowList).text()
        assert "japan" not in page
        assert "state " not in page

    game.run(script)


def test_the_clock_stops_runs_and_is_extended() -> None:
    """P and +, on record for everybody."""
    game = Played("rok", UMPIRE, minutes=5)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await to_umpire(app, pilot)
        await pilot.press("n")
        await wait_until(pilot, lambda: game.table.clock)
        await pilot.press("p")
        await wait_until(pilot, lambda: game.table.clock and not game.table.clock.ends)
        await wait_until(pilot, lambda: "clock stopped" in text(app))
        left = game.table.clock.left if game.table.clock else 0
        await pilot.press("tab", "plus")
        await wait_until(pilot, lambda: game.table.clock and game.table.clock.left == left + 120_000)
        await pilot.press("p")
        await wait_until(pilot, lambda: game.table.clock and game.table.clock.ends)

    game.run(script)
    assert len(game.entries(Clocked)) == 4


def test_a_seats_eyes_show_what_it_knows_and_no_more() -> None:
    """V steps through the seats and back to the truth."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await to_umpire(app, pilot)
        assert "The truth" in text(app)
        assert "Ningbo, 2 H-6 ready" in text(app)
        await pilot.press("v")
        await wait_until(pilot, lambda: "as Japan sees it" in text(app))
        assert "Ningbo, 2 H-6 ready" not in text(app)
        await pilot.press("v", "v", "v", "v", "v")
        await wait_until(pilot, lambda: "The truth" in text(app))

    game.run(script)


def test_the_white_cell_reads_what_seats_say_to_each_other() -> None:
    """And answers."""
    from seawar.net.wire import Say

    game = Played("japan", "rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await to_umpire(app, pilot)
        await game.session.seats["japan"].send(Say("x1", ("rok",), "Who goes there?"))
        await wait_until(pilot, lambda: "Talks (1 new)" in text(app))
        await pilot.press("2")
        await wait_until(pilot, lambda: "Who goes there?" in text(app))
        await pilot.press("m")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, Ask))
        await pilot.press(*"Noted.", "enter")
        await wait_until(pilot, lambda: len(game.entries(Said)) == 2)

    game.run(script)


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_mashing_keys_breaks_nothing(size: tuple[int, int]) -> None:
    """Every letter, in every phase; dialogs are left by Esc."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await to_umpire(app, pilot)
        for _ in range(3):
            for key in ("n", "y", *"ajefhtxpvmwobig12345z", "plus", "escape", "escape", "tab", "escape"):
                await pilot.press(key)
        await pilot.pause(0.2)

    game.run(script, size)


def test_a_seat_cannot_open_the_white_cell_from_its_screen() -> None:
    """Its letter does nothing there; only the curtain opens screens."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await wait_until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        await pilot.press("k")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await pilot.press("W", "w")
        await pilot.pause(0.2)
        assert not isinstance(app.screen, UmpireScreen)

    game.run(script)
