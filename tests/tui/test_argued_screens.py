"""That an argued order is written, argued against, marked, thrown and worded with keys alone, at both sizes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from seawar.core.effects import Reported, TrackMoved
from seawar.core.orders import Argument, Order, Sheet
from seawar.core.rulings import REJECTED, Ruling
from seawar.core.state import UMPIRE
from seawar.net.wire import Counter, Next, Seal, Window
from seawar.replay.course_entries import Countered, Windowed
from seawar.replay.entries import Ruled, Sealed
from seawar.tui.app import SeawarApp
from seawar.tui.countering import AskAgainst
from seawar.tui.curtain import CurtainScreen
from seawar.tui.dialogs import Ask, Choose
from seawar.tui.form import OrderForm
from seawar.tui.rows import RowList
from seawar.tui.ruling_form import RulingForm
from seawar.tui.seat import SeatScreen
from seawar.tui.tick import Tick
from seawar.tui.truth import Truth
from seawar.tui.umpire import UmpireScreen
from tui.table import LARGE, SMALL, Played, text, wait_until
from tui.test_golden_screens import accept, compare, settled

SIZES = pytest.mark.parametrize("size", [LARGE, SMALL], ids=["140x45", "80x24"])
TOLD = Argument(
    "Ask Tokyo for a hot line between the two air staffs", "Fewer surprises in the morning",
    ("Both staffs were surprised today", "The duty officers know each other"),
)  # fmt: skip
ARGUED = Order("rok", "matrix.argue", argument=TOLD)
FREE = Order("rok", "matrix.free", argument=Argument("Send two colonels to Tokyo", "They talk"))
AGAINST = "Seoul has refused it twice this year"


def matrix(*people: str, journal: Path | None = None) -> Played:
    return Played(*people, rulebook="matrix", journal=journal)


def settled_with(*orders: Order, against: str = "") -> Played:
    """Korea has sealed these, Japan nothing, and the white cell has settled the move."""
    game = matrix("japan", "rok", UMPIRE)
    game.host.submit(UMPIRE, Next("n1"))
    game.host.submit("rok", Seal("s1", Sheet("rok", 1, orders or (ARGUED,))))
    game.host.submit("japan", Seal("s2", Sheet("japan", 1)))
    game.host.submit(UMPIRE, Next("n2"))
    if against:
        game.host.submit(UMPIRE, Window("w1", ARGUED.key, True, ("japan",)))
        game.host.submit("japan", Counter("c1", ARGUED.key, against))
    return game


async def to_seat(app: SeawarApp, pilot: Pilot[None], letter: str) -> None:
    """Open a seat's screen from wherever one is."""
    if not isinstance(app.screen, CurtainScreen):
        await pilot.press("ctrl+l")
    await wait_until(pilot, lambda: isinstance(app.screen, CurtainScreen))
    await pilot.press(letter)
    await wait_until(pilot, lambda: isinstance(app.screen, UmpireScreen if letter == "w" else SeatScreen))
    await pilot.pause()


async def on_result(app: SeawarApp, pilot: Pilot[None], key: str = ARGUED.key) -> None:
    await to_seat(app, pilot, "w")
    await wait_until(pilot, lambda: app.screen.query_one("#results", RowList).rows)
    app.screen.query_one("#results", RowList).select(f"result/{key}")
    app.screen.query_one("#results", RowList).focus()
    await pilot.pause()


async def ruling_form(app: SeawarApp, pilot: Pilot[None], key: str = "r") -> RowList:
    await pilot.press(key)
    await wait_until(pilot, lambda: isinstance(app.screen, RulingForm))
    await pilot.pause()
    return app.screen.query_one("#ruling", RowList)


async def new_order(app: SeawarApp, pilot: Pilot[None], type_: str) -> None:
    await pilot.press("o")
    await wait_until(pilot, lambda: isinstance(app.screen, Choose))
    app.screen.query_one("#choices", RowList).select(type_)
    await pilot.press("enter")
    await wait_until(pilot, lambda: isinstance(app.screen, OrderForm))
    await pilot.pause()


# The seat's form.


@SIZES
def test_an_argued_order_is_written_and_sealed_with_keys(size: tuple[int, int], tmp_path: Path) -> None:
    """Action, effect, reasons; each letter is in the side file at once; empty reasons are not sealed."""
    journal = tmp_path / "game.seawar.jsonl"
    game = matrix("rok", journal=journal)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await new_order(app, pilot, "matrix.argue")
        assert "Not ready: say what you do and what is to come of it" in text(app)
        assert "7 or more on two dice: 58 % as it stands." in text(app)
        await pilot.press(*"Call Tokyo", "tab", *"They answer")
        await wait_until(pilot, lambda: "Call Tokyo" in next(journal.parent.glob("*.drafts/rok.json")).read_text())
        assert "They answer" in next(journal.parent.glob("*.drafts/rok.json")).read_text()
        await pilot.press("tab", *"Both are afraid", "tab", "tab", *"We know both ")
        await pilot.pause()
        assert "58 % as it stands; with both reasons strong 83 %" in text(app)
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        assert "Call Tokyo" in text(app), "the list says what it is"
        await pilot.press("s")
        await wait_until(pilot, lambda: game.entries(Sealed))

    game.run(script, size)
    sheets = [e.sheet for e in game.entries(Sealed) if isinstance(e, Sealed) and e.sheet.seat == "rok"]
    assert sheets[0].orders[0].argument == Argument("Call Tokyo", "They answer", ("Both are afraid", "We know both"))


def test_a_free_order_asks_for_action_and_effect_alone() -> None:
    """No reasons, no dice."""
    game = matrix("rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await new_order(app, pilot, "matrix.free")
        assert [field.id for field in app.screen.query(Input)] == ["action", "effect", "rationale"]
        assert "The white cell decides, without dice" in text(app)
        await pilot.press(*"Send two", "down", *"They talk", "up", *" men")
        await pilot.pause()
        assert "Send two men" in text(app)

    game.run(script)


def test_the_percentages_on_the_form_are_those_of_two_dice() -> None:
    """Every line, as counting the 36 throws gives it."""
    from seawar.tui.argument import chance, needed, outlook, write

    game = matrix("rok")
    seat = game.session.seats["rok"]
    seat.catch_up()
    kind = seat.rules.order_types["matrix.argue"]
    order = Order("rok", "matrix.argue")
    for n in range(1, 4):
        order = write(order, f"reason-{n}", f"reason {n}")
    assert "with all three reasons strong 92 %" in outlook(seat.known, order, kind)
    for net in range(-4, 5):
        least = int(needed(net).partition(" ")[0])
        made = sum(a + b >= least for a in range(1, 7) for b in range(1, 7))
        assert abs(chance(net) - made * 1000 / 36) <= 0.5, net


# The window.


@SIZES
def test_a_window_is_opened_answered_and_closed_with_keys(size: tuple[int, int]) -> None:
    """G asks, C answers, what is typed is kept over Esc; a late reason is refused in one sentence."""
    game = settled_with()

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await on_result(app, pilot)
        await pilot.press("g")
        await wait_until(pilot, lambda: isinstance(app.screen, Tick))
        await pilot.press("enter")
        await wait_until(pilot, lambda: game.entries(Windowed))
        await to_seat(app, pilot, "j")
        await wait_until(pilot, lambda: "C  Give a reason against" in text(app))
        news = [item.text for item in game.session.seats["japan"].known.news]
        assert news[-1].endswith('"Ask Tokyo for a hot line between the two air staffs". C writes one.')
        await pilot.press("c")
        await wait_until(pilot, lambda: isinstance(app.screen, AskAgainst))
        assert "Both staffs were surprised today" in text(app)
        await pilot.press(*"Seoul has", "escape")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await pilot.press("c")
        await wait_until(pilot, lambda: isinstance(app.screen, AskAgainst))
        await pilot.press(*" refused", "enter")
        await wait_until(pilot, lambda: game.entries(Countered))
        await wait_until(pilot, lambda: "Your reason is with the white cell." in text(app))
        await pilot.press("c")
        await wait_until(pilot, lambda: isinstance(app.screen, AskAgainst))
        game.host.submit(UMPIRE, Window("w9", ARGUED.key, False))
        await pilot.press(*"Late", "enter")
        await wait_until(pilot, lambda: "the window is closed" in text(app))
        await pilot.press("c")
        await wait_until(pilot, lambda: "asks you for no reasons now" in text(app))
        await to_seat(app, pilot, "w")
        await wait_until(pilot, lambda: "1 reason against has come in; closed." in " ".join(text(app).split()))

    game.run(script, size)
    assert [e.reason for e in game.entries(Countered) if isinstance(e, Countered)] == ["Seoul has refused"]


def test_a_seat_that_is_not_asked_sees_nothing_of_it() -> None:
    """Neither line nor news, and C says that nothing is asked."""
    game = matrix("japan", "rok", "us", UMPIRE)
    game.host.submit(UMPIRE, Next("n1"))
    for seat in ("japan", "rok", "us"):
        game.host.submit(seat, Seal(f"s-{seat}", Sheet(seat, 1, (ARGUED,) if seat == "rok" else ())))
    game.host.submit(UMPIRE, Next("n2"))
    game.host.submit(UMPIRE, Window("w1", ARGUED.key, True, ("japan",)))

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await to_seat(app, pilot, "u")
        assert "reason against" not in text(app)
        await pilot.press("c")
        await wait_until(pilot, lambda: "asks you for no reasons now" in text(app))

    game.run(script)


def test_a_window_closes_by_its_key() -> None:
    """G again, on the same result."""
    game = settled_with(against=AGAINST)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await on_result(app, pilot)
        await pilot.press("g")
        await wait_until(pilot, lambda: len(game.entries(Windowed)) == 2)

    game.run(script)
    last = game.entries(Windowed)[-1]
    assert isinstance(last, Windowed)
    assert not last.open


# The ruling.


@SIZES
@pytest.mark.parametrize("key", ["left", "right", "enter"])
def test_either_arrow_switches_a_mark(size: tuple[int, int], key: str) -> None:
    """Strong at the first press, weak again at the second; the form says which keys."""
    game = settled_with()

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await on_result(app, pilot)
        rows = await ruling_form(app, pilot)
        assert "Left or Right switches: strong, weak" in rows.text()
        await pilot.press(key)
        assert "6 or more on two dice: 72 %" in rows.text()
        await pilot.press(key)
        assert "7 or more on two dice: 58 %" in rows.text()

    game.run(script, size)


@SIZES
def test_reasons_are_marked_and_the_dice_thrown_with_keys(size: tuple[int, int]) -> None:
    """The percentage follows the marks; Esc keeps them; nothing is told of the dice before the throw."""
    game = settled_with(against=AGAINST)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await on_result(app, pilot)
        assert "drew" not in text(app)
        rows = await ruling_form(app, pilot)
        assert rows.cursor == "mark/0"
        assert "7 or more on two dice: 58 %" in rows.text()
        await pilot.press("left")
        assert "6 or more on two dice: 72 %" in rows.text()
        await pilot.press("down", "enter")
        assert "5 or more on two dice: 83 %" in rows.text()
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, UmpireScreen))
        rows = await ruling_form(app, pilot, "j")
        assert "5 or more on two dice: 83 %" in rows.text(), "kept over Esc"
        rows.select("mark/2")
        await pilot.press("left")
        assert "6 or more on two dice: 72 %" in rows.text(), "a strong reason against takes one away"
        assert "drew" not in rows.text()
        await pilot.press("s")
        await wait_until(pilot, lambda: "It needs a reason" in text(app))
        await pilot.press(*"Two against one", "enter", "enter")
        await wait_until(pilot, lambda: game.entries(Ruled))
        await wait_until(pilot, lambda: "drew" in rows.text())
        said = re.search(r"on two dice (\d) \+ (\d) = (\d+); 6 or more succeeds", " ".join(rows.text().split()))
        assert said, rows.text()
        first, second, total = map(int, said.groups())
        assert first + second == total
        assert ("It succeeds" in rows.text()) == (total >= 6)

    game.run(script, size)
    (entry,) = game.entries(Ruled)
    assert isinstance(entry, Ruled)
    assert entry.ruling.marks == ((1, TOLD.reasons[0]), (1, TOLD.reasons[1]), (-1, f"Japan: {AGAINST}"))
    assert (entry.ruling.method, entry.ruling.band, entry.ruling.reason) == ("dice", "", "Two against one")


def test_consensus_sets_an_outcome_without_dice() -> None:
    """Right to consensus, then the outcome; nothing is drawn for the record."""
    game = settled_with()

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await on_result(app, pilot)
        rows = await ruling_form(app, pilot)
        rows.select("method")
        await pilot.press("right")
        assert "choose one" in rows.text()
        rows.select("band")
        await pilot.press("right")
        assert "What you argued for comes about." in rows.text()
        await pilot.press("tab", *"All agree", "enter", "enter")
        await wait_until(pilot, lambda: game.entries(Ruled))

    game.run(script)
    (entry,) = game.entries(Ruled)
    assert isinstance(entry, Ruled)
    assert (entry.ruling.method, entry.ruling.band) == ("consensus", "succeeds")


def test_a_free_order_is_decided_in_the_same_form() -> None:
    """It has an action, an effect and an outcome, and no reasons."""
    game = settled_with(FREE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await on_result(app, pilot, FREE.key)
        await pilot.press("a")
        await wait_until(pilot, lambda: "Nothing is computed before you decide" in text(app))
        rows = await ruling_form(app, pilot, "j")
        assert "Send two colonels to Tokyo" in rows.text()
        assert "Reasons" not in rows.text()
        rows.select("band")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("down", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, RulingForm))
        await pilot.press("tab", *"Half of it", "enter", "enter")
        await wait_until(pilot, lambda: game.entries(Ruled))

    game.run(script)
    (entry,) = game.entries(Ruled)
    assert isinstance(entry, Ruled)
    assert entry.ruling.band == "partly"


def test_each_seat_reads_its_own_words_and_an_effect_is_picked_from_lists() -> None:
    """Other words for Korea, further ones for Japan, a track by one; all on record in one ruling."""
    game = settled_with()

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await on_result(app, pilot)
        rows = await ruling_form(app, pilot)
        rows.select("method")
        await pilot.press("right", "right")
        rows.select("band")
        await pilot.press("right")
        rows.select("read/0")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, Ask))
        await pilot.press("home", "ctrl+k", *"Tokyo calls first.", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, RulingForm))
        rows.select("tell")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose))
        app.screen.query_one("#choices", RowList).select("japan")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, Ask))
        await pilot.press(*"Seoul waits for your call.", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, RulingForm))
        rows.select("add")
        await pilot.press("enter")
        for key in ("track", "trust/japan>rok", "1"):
            await wait_until(pilot, lambda: isinstance(app.screen, Choose))
            app.screen.query_one("#choices", RowList).select(key)
            await pilot.press("enter")
            await pilot.pause()
        await wait_until(pilot, lambda: isinstance(app.screen, RulingForm))
        assert "your words" in rows.text()
        await pilot.press("tab", *"Both want it", "enter", "enter")
        await wait_until(pilot, lambda: game.entries(Ruled))
        game.host.submit(UMPIRE, Next("n3"))

    before = game.table.state.tracks["trust/japan>rok"]
    game.run(script)
    told = {seat: [r.text for r in game.table.view(seat).news.values()] for seat in ("japan", "rok")}
    assert told["rok"][-1] == "Tokyo calls first."
    assert "What you argued for comes about." not in told["rok"]
    assert told["japan"][-1] == "Seoul waits for your call."
    assert game.table.state.tracks["trust/japan>rok"] == before + 1
    (entry,) = game.entries(Ruled)
    assert isinstance(entry, Ruled)
    assert [type(effect) for effect in entry.ruling.effects] == [Reported, Reported, TrackMoved]
    assert entry.ruling.unsaid == ("rok",)


def test_what_was_added_is_taken_off_again() -> None:
    """X on an effect, on own words, and on words that were left out."""
    game = settled_with()
    kept = Ruling(
        ARGUED.key, "fails", "", marks=((0, TOLD.reasons[0]), (0, TOLD.reasons[1])), method="umpire",
        effects=(TrackMoved("trust/japan>rok", 1),), unsaid=("rok",),
    )  # fmt: skip

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await on_result(app, pilot)
        draft = game.session.seats[UMPIRE].draft()
        draft.rulings[f"0/1/{ARGUED.key}"] = kept
        rows = await ruling_form(app, pilot)
        rows.select("effect/0")
        await pilot.press("x")
        rows.select("unsaid/rok")
        await pilot.press("x")
        await pilot.pause()
        assert "read/0" in [row.key for row in rows.rows]
        assert "effect/0" not in [row.key for row in rows.rows]

    game.run(script)


def test_what_a_seat_will_read_is_worded_as_that_seat_knows_it() -> None:
    """The form names no aircraft to a seat that will not have identified it; after the release both read the same."""
    from seawar.replay.wording import sentence
    from seawar.tui.ruling_sight import begun, look
    from tui.test_golden_screens import at_turn

    game = at_turn("rok", UMPIRE, settled=True)
    client = game.host.client(UMPIRE)
    truth = Truth(game.table.rules)
    truth.read(client.entries(0))
    pending, found = client.pending(), 0
    promised: list[tuple[str, str]] = []
    for result in pending.results:
        if result.type in client.rules.order_types and result.band != "void":
            ruling = begun(client.rules, truth, pending, result, None)
            sight = look(client.rules, truth, pending, result, ruling, client.weigh)
            assert not sight.wrong
            promised += [(read.to, read.text) for reads in sight.reads.values() for read in reads]
    accept(game.host)
    game.host.submit(UMPIRE, Next("release"))
    for seat in client.rules.seats:
        known = game.table.view(seat)
        told = {sentence(client.rules, known.contacts, report) for report in known.news.values()}
        for to, text_ in promised:
            if to == seat:
                found += 1
                assert text_ in told, (seat, text_)
    assert found > 4


def test_a_result_is_rejected_with_a_reason() -> None:
    """X on the list; the seat is told that nothing comes of it, and the computed result stays beside it."""
    game = settled_with()

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await on_result(app, pilot)
        await pilot.press("x")
        await wait_until(pilot, lambda: isinstance(app.screen, Ask))
        await pilot.press(*"Not this week", "enter")
        await wait_until(pilot, lambda: game.entries(Ruled))
        await wait_until(pilot, lambda: "Not accepted, nothing comes of it" in text(app))

    game.run(script)
    (entry,) = game.entries(Ruled)
    assert isinstance(entry, Ruled)
    assert entry.ruling.band == REJECTED


def test_accepting_the_rest_leaves_what_wants_a_word() -> None:
    """E takes no mark out of the white cell's hands."""
    game = settled_with(ARGUED, FREE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await on_result(app, pilot)
        await pilot.press("e")
        await wait_until(pilot, lambda: "2 still wait for your word: R marks reasons (1), J decides (1)." in text(app))
        await pilot.press("n")
        await wait_until(pilot, lambda: "2 results wait for your ruling: Korea, " in text(app))
        assert game.table.phase == "adjudicate"

    game.run(script)
    assert not game.entries(Ruled)


def results(app: SeawarApp) -> RowList:
    return app.screen.query_one("#results", RowList)


def footer(app: SeawarApp) -> str:
    return text(app).splitlines()[-1]


@SIZES
def test_keys_act_on_the_results_from_every_panel_but_the_injects(size: tuple[int, int]) -> None:
    """X with the run sheet focused rejects and skips nothing; with the injects focused it is the other way round."""
    game = settled_with(ARGUED, FREE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await on_result(app, pilot)
        for panel in ("orders", "standing", "page"):
            if panel == "page":
                await pilot.press("3")
            app.screen.query_one(f"#{panel}", RowList).focus()
            await pilot.pause()
            assert "X Reject" in footer(app), panel
            for key in ("f", "h", "t"):
                await pilot.press(key)
                await wait_until(pilot, lambda: "Press 1 first" in text(app))
                await pilot.press("down")
            await pilot.press("x")
            await wait_until(pilot, lambda: isinstance(app.screen, Ask))
            assert "Reject Argue for" in text(app)
            await pilot.press("escape")
            await wait_until(pilot, lambda: isinstance(app.screen, UmpireScreen))
            await ruling_form(app, pilot)
            await pilot.press("escape")
            await wait_until(pilot, lambda: isinstance(app.screen, UmpireScreen))
        await pilot.press("1")
        await wait_until(pilot, lambda: "X Skip" in footer(app))
        for key in ("a", "j", "r", "g"):
            await pilot.press(key)
            await wait_until(pilot, lambda: "That acts on results" in text(app))
            await pilot.press("end")
        await pilot.press("x")
        await wait_until(pilot, lambda: isinstance(app.screen, Ask))
        assert "Skip inject" in text(app)

    game.run(script, size)


@SIZES
def test_after_a_ruling_the_cursor_goes_to_the_next_that_waits(size: tuple[int, int]) -> None:
    """From another panel too; once nothing waits, N is bright; R needs reasons."""
    game = settled_with(ARGUED, FREE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await on_result(app, pilot)
        app.screen.query_one("#orders", RowList).focus()
        await pilot.press("x")
        await wait_until(pilot, lambda: isinstance(app.screen, Ask))
        await pilot.press(*"No", "enter")
        await wait_until(pilot, lambda: game.entries(Ruled))
        await wait_until(pilot, lambda: results(app).cursor == f"result/{FREE.key}")
        assert results(app).has_focus
        await pilot.press("r")
        await wait_until(pilot, lambda: "It was not argued" in text(app))
        rows = await ruling_form(app, pilot, "j")
        rows.select("band")
        await pilot.press("right", "tab", *"All of it", "enter", "enter")
        await wait_until(pilot, lambda: len(game.entries(Ruled)) == 2)
        await wait_until(pilot, lambda: "N  Brief-out and release" in text(app))

    game.run(script, size)


@SIZES
def test_a_release_while_something_waits_says_what_and_how(size: tuple[int, int]) -> None:
    """By its title, with the key; nothing is bright until it is ruled on, and then N releases."""
    game = settled_with()

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await on_result(app, pilot)
        foot = app.screen.query_one("#orders", RowList)
        assert "Brief-out and release" not in text(app)
        assert "1 result waits" in foot.text()
        assert not any(row.bright for row in foot.rows)
        foot.focus()
        await pilot.press("n")
        said = "1 result waits for your ruling: Korea, Argue for an action (R marks its reasons)"
        if size == SMALL:  # the title may be cut off, the key may not
            said = "1 result waits for your ruling (R marks its reasons): Korea, Argue"
        await wait_until(pilot, lambda: said in text(app))
        assert results(app).has_focus
        await pilot.press("e")
        await wait_until(pilot, lambda: "1 still waits for your word: R marks reasons." in text(app))
        assert game.table.phase == "adjudicate"
        await pilot.press("x")
        await wait_until(pilot, lambda: isinstance(app.screen, Ask))
        await pilot.press(*"No", "enter")
        await wait_until(pilot, lambda: "N  Brief-out and release" in text(app))
        assert [row.key for row in foot.rows if row.bright] == ["next"]
        await pilot.press("n")
        await wait_until(pilot, lambda: game.table.phase == "review")

    game.run(script, size)


@SIZES
def test_mashed_keys_lose_nothing_and_break_nothing(size: tuple[int, int]) -> None:
    """Whatever is pressed on the list and in the form."""
    game = settled_with(ARGUED, FREE, against=AGAINST)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await on_result(app, pilot)
        for key in ("r", "left", "x", "down", "down", "right", "enter", "escape", "tab", *"why", "enter", "enter", "x",
                    "j", "end", "enter", "escape", "escape", "g", "g", "escape", "x", "escape", "a", "e"):  # fmt: skip
            await pilot.press(key)
            await pilot.pause()
        assert app.is_running

    game.run(script, size)


@SIZES
@pytest.mark.parametrize("name", ["argued-form", "argued-asked", "argued-against", "argued-results", "argued-ruling"])
def test_a_screen_reads_as_it_did(name: str, size: tuple[int, int]) -> None:
    """The order form, a seat that is asked, what it writes, the umpire's list and the form of the ruling."""
    game = settled_with(ARGUED, against=AGAINST) if name != "argued-form" else matrix("rok")
    drawn: list[str] = []
    if name == "argued-form":
        seat = game.session.seats["rok"]
        draft = seat.draft()
        draft.orders = (ARGUED,)
        seat.drafts.save(draft)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        if name == "argued-form":
            await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
            orders = app.screen.query_one("#orders", RowList)
            await wait_until(pilot, lambda: "order/0" in [row.key for row in orders.rows])
            orders.select("order/0")
            await pilot.press("enter")
            await wait_until(pilot, lambda: isinstance(app.screen, OrderForm))
        elif name in ("argued-asked", "argued-against"):
            await to_seat(app, pilot, "j")
            if name == "argued-against":
                await pilot.press("c")
                await wait_until(pilot, lambda: isinstance(app.screen, AskAgainst))
        else:
            await on_result(app, pilot)
            if name == "argued-ruling":
                await ruling_form(app, pilot)
                await pilot.press("left", "down", "down", "left")
        drawn.append(await settled(app, pilot))

    game.run(script, size)
    compare(name, size, drawn[0])
