"""That a person can draft, seal, unseal, talk and go on with real keys, and that nothing typed is ever lost."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import msgspec
import pytest
from textual.pilot import Pilot

from seawar.core.state import UMPIRE
from seawar.net.wire import Next
from seawar.replay.entries import Said, Sealed, Unsealed
from seawar.tui import tables
from seawar.tui.app import SeawarApp
from seawar.tui.curtain import CurtainScreen
from seawar.tui.dialogs import Ask, Choose, Confirm
from seawar.tui.drafts import Draft, Drafts
from seawar.tui.form import OrderForm
from seawar.tui.frame import TextField
from seawar.tui.picking import PickRoute
from seawar.tui.rows import RowList
from seawar.tui.seat import SeatScreen
from tui.table import LARGE, SMALL, Played, grid, press, text, wait_until


async def draft_alert(pilot: Pilot[None]) -> None:
    """Hold fighters on alert over the islets, up to warning shots."""
    await pilot.press("o")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, Choose))
    pilot.app.screen.query_one("#choices", RowList).select("air.alert")
    await pilot.press("enter")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, OrderForm))
    await pilot.press("enter")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, Choose))
    pilot.app.screen.query_one("#choices", RowList).select("dokdo")
    await pilot.press("enter")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, OrderForm))
    await pilot.press("down", "down", "right", "right")
    await pilot.pause()


def test_an_order_is_drafted_and_sealed_with_keys() -> None:
    """O, a choice, two fields, Esc, S: what is on record is what was chosen, with the odds shown."""
    game = Played("rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await draft_alert(pilot)
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        assert "1 of 3 drafted" in text(app)
        await pilot.press("s")
        await wait_until(pilot, lambda: game.table.phase == "review")

    game.run(script)
    (sealed,) = [e for e in game.entries(Sealed) if isinstance(e, Sealed) and e.sheet.seat == "rok"]
    (order,) = sealed.sheet.orders
    assert (order.type, order.targets, order.ceiling, order.stands) == ("air.alert", {"area": "dokdo"}, 4, True)
    assert sealed.odds[0].order == order.key


@pytest.mark.parametrize(("forth", "back"), [("tab", "shift+tab"), ("down", "up")])
def test_tab_and_down_reach_the_rationale_and_go_back(forth: str, back: str) -> None:
    """From the last field of the form; what is typed there is kept."""
    game = Played("rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await draft_alert(pilot)
        for _ in range(12):
            if isinstance(app.focused, TextField):
                break
            await pilot.press(forth)
        await pilot.press(*"Calm", back)
        assert app.focused is app.screen.query_one("#fields", RowList)
        assert app.focused.cursor == "if/0"

    game.run(script)
    assert game.session.seats["rok"].draft().orders[0].rationale == "Calm"


def test_after_the_move_the_seat_reads_what_came_of_it() -> None:
    """Band and draws on the right, N for the next move; then the standing order is listed."""
    game = Played("rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await draft_alert(pilot)
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await pilot.press("s")
        await wait_until(pilot, lambda: "What came of your orders" in text(app))
        await pilot.press("n")
        await wait_until(pilot, lambda: "Move 2 of" in text(app))
        assert "Standing  Hold fighters on alert" in text(app)

    game.run(script)
    assert game.table.state.turn == 2


def test_a_route_is_picked_on_the_map_and_sets_out_later() -> None:
    """M shows each way on the map; the order then flies its legs at the times that were chosen."""
    game = Played("russia")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await pilot.press("o")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        pilot.app.screen.query_one("#choices", RowList).select("air.fly-zone")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, OrderForm))
        await pilot.press("m")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, PickRoute))
        await wait_until(pilot, lambda: "1 of" in text(app))
        routes = list(app.screen.ways)  # type: ignore[attr-defined]
        await press(pilot, ".", ".", "comma")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, OrderForm))
        assert game.session.seats["russia"].draft().orders[0].targets == {"route": routes[1]}
        await pilot.press("down", "right", "right")
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await pilot.press("s")
        await wait_until(pilot, lambda: game.table.phase == "review")

    game.run(script)
    sheets = [e.sheet for e in game.entries(Sealed) if isinstance(e, Sealed) and e.sheet.seat == "russia"]
    (order,) = sheets[0].orders
    first = game.table.rules.map.routes[order.targets["route"]].legs[0]
    assert order.route[0].area == first.area
    assert order.route[0].enter == game.table.state.now + first.after + 10


def test_no_change_is_one_key() -> None:
    """N seals an empty sheet."""
    game = Played("rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await pilot.press("n")
        await wait_until(pilot, lambda: game.table.phase == "review")

    game.run(script)
    assert game.table.state.turn == 1


def test_a_stray_enter_settles_no_move() -> None:
    """It opens the list of orders; on the line that seals no change it asks, and Enter does not answer."""
    game = Played("rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await wait_until(pilot, lambda: app.screen.query_one("#orders", RowList).cursor)
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("escape", "end", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("enter", "enter")
        assert game.table.phase == "plan"
        await pilot.press("y")
        await wait_until(pilot, lambda: game.table.phase == "review")

    game.run(script)


def test_after_unsealing_the_cursor_is_on_the_first_order() -> None:
    """Not on the line that seals again."""
    game = Played("japan", "rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await pilot.press("k")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await draft_alert(pilot)
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await pilot.press("s")
        await wait_until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        await pilot.press("k")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await pilot.press("u")
        await wait_until(pilot, lambda: game.entries(Unsealed))
        await wait_until(pilot, lambda: app.screen.query_one("#orders", RowList).cursor == "order/0")

    game.run(script)


def test_drafted_orders_are_not_thrown_away_by_one_key() -> None:
    """N with drafts asks first; Enter does not answer, Esc goes back, Y does it."""
    game = Played("rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await draft_alert(pilot)
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await pilot.press("n")
        await wait_until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("enter", "escape")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        assert game.table.phase == "plan"
        assert len(game.session.seats["rok"].draft().orders) == 1

    game.run(script)


def test_two_seats_take_turns_behind_a_curtain() -> None:
    """Sealing hands the screen on; a letter opens a seat; the first may unseal until the second has sealed."""
    game = Played("japan", "rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        assert isinstance(app.screen, CurtainScreen)
        await pilot.press("enter", "space", "x", "tab", "5")
        assert isinstance(app.screen, CurtainScreen)
        await pilot.press("j")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await pilot.press("n")
        await wait_until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        assert "Hand over to Republic of Korea" in text(app)
        await pilot.press("j")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await pilot.press("u")
        await wait_until(pilot, lambda: game.entries(Unsealed))
        await pilot.press("n")
        await wait_until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        await pilot.press("k")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await pilot.press("n")
        await wait_until(pilot, lambda: game.table.phase == "review")

    game.run(script)


CANARY = "Nobody in Seoul wants a first shot"


def test_nothing_of_a_seat_is_on_the_curtain() -> None:
    """What the last seat had on its screen is gone, to the last row; F1 and the palette show nothing of it either."""
    game = Played("japan", "rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await pilot.press("k")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await pilot.press("5")
        await wait_until(pilot, lambda: CANARY in text(app))
        await pilot.press("ctrl+l")
        await wait_until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        await pilot.pause(0.1)
        assert CANARY not in text(app)
        assert "zone edge" not in text(app)
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert isinstance(app.screen, CurtainScreen)

    game.run(script)


def test_what_is_typed_survives_the_curtain_and_a_killed_terminal(tmp_path: Path) -> None:
    """Letter by letter in the side file, readable by nobody else, and on the screen again afterwards."""
    journal = tmp_path / "game.seawar.jsonl"
    game = Played("japan", "rok", journal=journal)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await pilot.press("k")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await pilot.press("i")
        await wait_until(pilot, lambda: isinstance(app.screen, Ask))
        await pilot.press(*"Zqxj")
        await pilot.pause()
        file = journal.with_name(journal.name + ".drafts") / "rok.json"
        assert msgspec.json.decode(file.read_bytes(), type=Draft).intent == "Zqxj"
        assert file.stat().st_mode & 0o077 == 0
        await pilot.press("ctrl+l")
        await wait_until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        await pilot.press("k")
        await wait_until(pilot, lambda: "Zqxj" in text(app))

    game.run(script)
    again = Drafts(journal).of("rok", 1)
    assert again.intent == "Zqxj"
    assert b"Zqxj" not in journal.read_bytes(), "a draft is never in the journal"
    game.table.sink.close()


def test_a_half_written_order_is_kept_too(tmp_path: Path) -> None:
    """Killed in the middle of the form, with no target chosen yet."""
    journal = tmp_path / "game.seawar.jsonl"
    game = Played("rok", journal=journal)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await pilot.press("o")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, OrderForm))
        app.screen.query_one(TextField).focus()
        await pilot.press(*"No shots")
        await pilot.pause()

    game.run(script)
    (order,) = Drafts(journal).of("rok", 1).orders
    assert (order.rationale, order.targets) == ("No shots", {})
    game.table.sink.close()


def test_a_key_pressed_at_once_after_a_new_move_acts_in_it() -> None:
    """Before anything was drawn: the order is drafted in the move that is open, and the form opens."""
    game = Played("rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await pilot.press("n")
        await wait_until(pilot, lambda: game.table.phase == "review")
        await pilot.pause(0.1)
        game.session.seats["rok"].client.watch(None)
        game.host.submit("rok", Next("x1"))
        await pilot.press("o")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, OrderForm))
        draft = game.session.seats["rok"].draft()
        assert (draft.turn, len(draft.orders)) == (2, 1)

    game.run(script)


def test_orders_that_were_never_sealed_come_along_to_the_next_move() -> None:
    """Settled without the seat while its form is open: what is typed then and later is kept."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        game.host.submit(UMPIRE, Next("u1"))
        await pilot.press("k")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await draft_alert(pilot)
        for n in range(3):
            game.host.submit(UMPIRE, Next(f"e{n}", early=True))
        await pilot.press("left", "tab", "tab", "tab", "tab", "tab", *"Calm", "escape")
        await wait_until(pilot, lambda: "Move 2 of" in text(app))
        assert "1 of 3 drafted" in text(app)

    game.run(script)
    (order,) = game.session.seats["rok"].draft().orders
    assert (order.ceiling, order.rationale) == (3, "Calm")


def test_a_draft_that_cannot_be_read_is_no_fault(tmp_path: Path) -> None:
    """Torn or foreign: an empty draft, and the game goes on."""
    journal = tmp_path / "game.seawar.jsonl"
    folder = journal.with_name(journal.name + ".drafts")
    folder.mkdir()
    for data in (b"", b"{", b'{"seat":"japan"}', b'{"seat":"rok","turn":"x"}'):
        (folder / "rok.json").write_bytes(data)
        assert Drafts(journal).of("rok", 1) == Draft("rok", 1)


def test_drafts_that_cannot_be_written_stay_in_memory(tmp_path: Path) -> None:
    """One line says so; what was typed is still there."""
    (tmp_path / "x.drafts").write_text("in the way")
    drafts = Drafts(tmp_path / "x")
    draft = drafts.of("rok", 1)
    draft.intent = "Calm"
    drafts.save(draft)
    assert "memory" in drafts.trouble
    assert drafts.of("rok", 1).intent == "Calm"


@pytest.mark.parametrize(
    "pasted", ["x" * 100_000, "a\x1b[2J\x1b]52;c;aGk=\x07b", "\u202eevil\u2066", "line\nline\r\nline"]
)
def test_any_paste_is_cut_and_cleaned(pasted: str) -> None:
    """A whole file or control sequences: the field takes readable text up to its size, and the game goes on."""
    game = Played("rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        from textual import events

        await pilot.press("i")
        await wait_until(pilot, lambda: isinstance(app.screen, Ask))
        field = app.screen.query_one(TextField)
        field.post_message(events.Paste(pasted))
        await wait_until(pilot, lambda: field.value)
        assert len(field.value) <= 200
        assert field.value.isprintable()
        if len(pasted) > 200:
            await wait_until(pilot, lambda: "The last 99,800 characters of the paste did not fit" in text(app))
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        assert not [row for row in grid(app) if not row.isprintable()]

    game.run(script)


def test_keys_mashed_while_results_are_settled_break_nothing() -> None:
    """Every letter, several times, in every phase: no fault, and the table is in a phase it knows."""
    game = Played("rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        for _ in range(2):
            for key in "nsuoxwziam1234500":
                await pilot.press(key)
            await pilot.press("escape", "escape", "enter", "escape", "tab", "f9", "shift+tab", "pagedown", "escape")
        await pilot.pause(0.2)

    game.run(script)
    assert game.table.phase in ("plan", "review")


def test_resizing_in_the_middle_of_a_form_loses_nothing() -> None:
    """Down to 40x10, which says so politely, and back."""
    game = Played("rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await draft_alert(pilot)
        for size in ((80, 24), (40, 10), (140, 45), (61, 21)):
            await pilot.resize_terminal(*size)
            await pilot.pause(0.1)
            assert ("make it larger" in text(app)) == (size == (40, 10)), "over the form too"
        await pilot.resize_terminal(*LARGE)
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        assert game.session.seats["rok"].draft().orders[0].ceiling == 4
        await pilot.resize_terminal(40, 10)
        await wait_until(pilot, lambda: "make it larger" in text(app))

    game.run(script)


def test_a_seat_left_alone_is_covered() -> None:
    """After a while without a key the curtain falls between people; the draft is there."""
    game = Played("japan", "rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await pilot.press("k")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        app.last_input -= 3600
        app._idle()
        await wait_until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        await wait_until(pilot, lambda: "left for a while" in text(app))

    game.run(script)


def test_a_message_goes_to_whom_it_is_written() -> None:
    """M, a seat, a line: on record between those two, and the draft is empty again."""
    game = Played("japan", "rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await pilot.press("k")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await pilot.press("m")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, Ask))
        await pilot.press(*"[b]Hold on[/]", "enter")
        await wait_until(pilot, lambda: game.entries(Said))
        await wait_until(pilot, lambda: "[b]Hold on[/]" in text(app))

    game.run(script)
    (said,) = game.entries(Said)
    assert isinstance(said, Said)
    assert (said.sender, said.vis, said.text) == ("rok", ("japan", "rok"), "[b]Hold on[/]")
    assert game.session.seats["rok"].draft().message == ""


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_every_row_is_exactly_as_wide_as_the_screen(size: tuple[int, int]) -> None:
    """At both sizes, on every page and in every quarter."""
    game = Played("rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        from rich.cells import cell_len

        for key in ("1", "2", "3", "4", "5", "z", "z", "tab", "z", "z"):
            await pilot.press(key)
            await pilot.pause(0.05)
            rows = grid(app)
            assert len(rows) == size[1]
            assert {cell_len(row) for row in rows} == {size[0]}

    game.run(script, size)


def test_news_does_not_move_what_is_being_typed() -> None:
    """Another seat seals while this one types: the field keeps its text, its cursor and the focus."""
    game = Played("japan", "rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        from seawar.net.wire import Say

        await pilot.press("k")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await pilot.press("i")
        await wait_until(pilot, lambda: isinstance(app.screen, Ask))
        await pilot.press(*"Turn it back", "left", "left")
        field = app.screen.query_one(TextField)
        at = field.cursor_position
        await game.session.seats["japan"].send(Say("x1", ("rok",), "Who goes there?"))
        await pilot.pause(0.2)
        assert (field.value, field.cursor_position, app.screen.focused) == ("Turn it back", at, field)
        await press(pilot, "escape")
        await wait_until(pilot, lambda: "Talks (1 new)" in text(app))

    game.run(script)


def test_a_track_tells_its_boxes_and_how_it_came_there() -> None:
    """Enter on a track, after some moves."""
    game = Played("rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        for turn in range(1, 7):
            await pilot.press("n")
            await wait_until(pilot, lambda: game.table.phase == "review")
            await pilot.press("n")
            await wait_until(pilot, lambda t=turn: game.table.state.turn == t + 1)  # type: ignore[misc]
        app.screen.query_one("#standing", RowList).focus()
        await pilot.press("enter")
        await wait_until(pilot, lambda: "How it came there" in text(app))
        assert "show of force" in text(app)

    game.run(script)


def test_a_font_without_symbols_is_served() -> None:
    """--ascii: nothing on the screen that such a font would lack."""
    game = Played("rok")
    game.app.ascii = True

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await wait_until(pilot, lambda: "Where things stand" in text(app))
        await pilot.press("tab", "tab")
        await pilot.pause(0.2)
        assert all(row.isascii() for row in grid(app))

    game.run(script, SMALL)


def test_a_fault_is_told_with_its_own_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when it was raised in a worker, which wraps it."""
    from seawar.tui.planning import PlanningScreen

    def offered(self: PlanningScreen) -> list[object]:
        raise ValueError("within")

    game = Played("rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        monkeypatch.setattr(PlanningScreen, "_offered", offered)
        monkeypatch.setattr(SeawarApp, "is_headless", False)
        await pilot.press("o")
        await wait_until(pilot, lambda: app.fault)

    game.run(script)
    assert "in offered" in game.app.fault
    assert "ValueError: within" in game.app.fault


def test_after_resuming_the_clock_is_there_in_this_move_and_the_next(tmp_path: Path) -> None:
    """Without a white cell it runs on by itself; the minutes of a plan phase are those of before."""
    journal = tmp_path / "game.seawar.jsonl"
    tables.begin("dokdo-2019", "rok", seed=7, journal=journal, minutes=12).end()
    app = SeawarApp(lambda: tables.resume(journal))

    async def session() -> None:
        async with app.run_test(size=LARGE) as pilot:
            await wait_until(pilot, lambda: "resumed at move 1" in text(app))
            await pilot.press("down")
            assert re.search(r"1[12] min \d\d s left", text(app))
            await pilot.press("n")
            await wait_until(pilot, lambda: "What came of your orders" in text(app))
            await pilot.press("n")
            await wait_until(pilot, lambda: "Move 2 of" in text(app))
            assert re.search(r"1[12] min \d\d s left", text(app))
            app.end()

    asyncio.run(session())


def test_after_resuming_with_a_white_cell_its_key_starts_the_clock(tmp_path: Path) -> None:
    """The curtain says where the clock stands and what starts it."""
    journal = tmp_path / "game.seawar.jsonl"
    begun = tables.begin("dokdo-2019", "rok", umpire=True, seed=7, journal=journal, minutes=12)
    asyncio.run(begun.seats[UMPIRE].send(Next("u1")))
    begun.end()
    session = tables.resume(journal)
    assert "The clock stands at 1" in session.resumed
    assert "P on the white cell's screen starts it." in session.resumed
    session.end()


def test_tab_goes_in_reading_order() -> None:
    """From the orders to the news, where things stand, the map, and to the orders again; back the other way."""
    game = Played("rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        seen = []
        for key in ("tab", "tab", "tab", "tab", "shift+tab", "shift+tab"):
            await pilot.press(key)
            seen.append(app.focused.id if app.focused else "")
        assert seen == ["page", "standing", "map", "orders", "map", "standing"]

    game.run(script)
