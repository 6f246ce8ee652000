"""That deals are made with real keys: offered, answered, countered, shown; and that the white cell plays voices."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from seawar.adjudicate.deals import MOST_CLAUSES
from seawar.core.deals import AnyClause, OrderClause, Proposal, TransferClause, WordClause
from seawar.core.state import PUBLIC, UMPIRE
from seawar.net.wire import Answer, Next, Propose, Say
from seawar.replay.deal_entries import Concluded, Disclosed, Kept, Leaked, Proposed, Replied, Talked
from seawar.replay.entries import Said
from seawar.tui.app import SeawarApp
from seawar.tui.curtain import CurtainScreen
from seawar.tui.dialogs import Ask, Choose
from seawar.tui.marking import TAKE
from seawar.tui.offer_form import OfferForm
from seawar.tui.rows import RowList
from seawar.tui.seat import SeatScreen
from seawar.tui.umpire import UmpireScreen
from tui.table import LARGE, SMALL, Played, grid, text, wait_until

PAY = TransferClause("influence", "japan", "rok", 1)
WORD = WordClause("rok", "No statement this week.")
SHARE = OrderClause("diplomatic.share-picture", ("japan", "rok"))


def planning(*people: str) -> Played:
    game = Played(*people)
    if UMPIRE in people:
        game.host.submit(UMPIRE, Next("open"))
    return game


def offered(
    game: Played, command: str, *clauses: AnyClause, by: str = "japan", to: str = "rok", secret: bool = True
) -> str:
    made = Proposal("", by, (by, to), f"Deal {command}", clauses or (PAY, WORD), secret)
    game.host.submit(UMPIRE if by in game.table.rules.voices else by, Propose(command, made))
    return list(game.table.dealings.deals)[-1]


async def at(app: SeawarApp, pilot: Pilot[None], letter: str) -> None:
    """Through the curtain, and to the page of talks."""
    if isinstance(app.screen, CurtainScreen):
        await pilot.press(letter)
    kind = UmpireScreen if letter == "w" else SeatScreen
    await wait_until(pilot, lambda: isinstance(app.screen, kind))
    await pilot.press("2")
    await pilot.pause()


async def pick(app: SeawarApp, pilot: Pilot[None], key: str, title: str = "") -> None:
    """Take a choice of the dialog that is up or comes up, by its key."""
    await wait_until(pilot, lambda: isinstance(app.screen, Choose) and title in text(app))
    app.screen.query_one("#choices", RowList).select(key)
    await pilot.press("enter")
    await pilot.pause(0.05)


async def mark(app: SeawarApp, pilot: Pilot[None], *seats: str) -> None:
    for seat in seats:
        await pick(app, pilot, seat)
        await wait_until(pilot, lambda: isinstance(app.screen, Choose) and "[x]" in text(app))
    await pick(app, pilot, TAKE)


async def write(app: SeawarApp, pilot: Pilot[None], words: str) -> None:
    await wait_until(pilot, lambda: isinstance(app.screen, Ask))
    await pilot.press(*words, "enter")
    await pilot.pause(0.05)


async def field(app: SeawarApp, pilot: Pilot[None], key: str) -> None:
    await wait_until(pilot, lambda: isinstance(app.screen, OfferForm))
    app.screen.query_one("#fields", RowList).select(key)
    await pilot.press("enter")
    await pilot.pause(0.05)


async def open_deal(app: SeawarApp, pilot: Pilot[None], id_: str, did: str) -> None:
    await wait_until(
        pilot, lambda: id_ in {row.key.partition("/")[2] for row in app.screen.query_one("#page", RowList).rows}
    )
    app.screen.query_one("#page", RowList).select(f"deal/{id_}")
    await pilot.press("enter")
    await pick(app, pilot, did)


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_a_deal_is_written_with_keys(size: tuple[int, int]) -> None:
    """P, whom, title, clauses from lists, a promise, openness; kept when left by Esc; S puts it on the table."""
    game = planning("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await at(app, pilot, "k")
        await pilot.press("p")
        await field(app, pilot, "parties")
        await mark(app, pilot, "us")
        await field(app, pilot, "title")
        await write(app, pilot, "One picture")
        await wait_until(pilot, lambda: isinstance(app.screen, OfferForm))
        await pilot.press("a")
        await pick(app, pilot, "order")
        await wait_until(pilot, lambda: "Share the radar picture" in text(app))
        found = next(
            row for row in app.screen.query_one("#choices", RowList).rows if "Share the radar" in row.spans[0][0]
        )
        await pick(app, pilot, found.key)
        await wait_until(pilot, lambda: isinstance(app.screen, OfferForm))
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        assert not game.entries(Proposed)
        await pilot.press("p")
        await wait_until(pilot, lambda: "One picture" in text(app))
        await pilot.press("a")
        await pick(app, pilot, "word")
        await pick(app, pilot, "us")
        await write(app, pilot, "[b]No[/] press line")
        await pick(app, pilot, "0")
        await wait_until(pilot, lambda: "[b]No[/] press line" in text(app))
        await field(app, pilot, "secret")
        assert "public: everybody is told" in text(app)
        assert "2 influence" in text(app), "one for the order, one for the deal"
        await pilot.press("s")
        await wait_until(pilot, lambda: game.entries(Proposed))
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))

    game.run(script, size)
    (made,) = game.entries(Proposed)
    assert isinstance(made, Proposed)
    offer = made.proposal
    assert (offer.by, offer.parties, offer.title, offer.secret) == ("rok", ("rok", "us"), "One picture", False)
    assert offer.clauses == (
        OrderClause("diplomatic.share-picture", ("rok", "us")), WordClause("us", "[b]No[/] press line")
    )  # fmt: skip
    assert not game.session.seats["rok"].draft().offers


def test_a_refusal_is_told_in_the_form_and_nothing_is_lost() -> None:
    """The form stays open with all that was written."""
    game = planning("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await at(app, pilot, "k")
        await pilot.press("p")
        await field(app, pilot, "parties")
        await mark(app, pilot, "japan")
        await wait_until(pilot, lambda: isinstance(app.screen, OfferForm))
        await pilot.press("s")
        await wait_until(pilot, lambda: "A title has 1 to 120 characters" in text(app))
        assert isinstance(app.screen, OfferForm)
        await pilot.press("x")
        await wait_until(pilot, lambda: "Put the cursor on a clause first." in text(app))

    game.run(script)
    assert not game.entries(Proposed)
    assert game.session.seats["rok"].draft().offers["rok/"].parties == ("japan", "rok")


def test_an_offer_is_accepted_rejected_and_withdrawn_from_its_row() -> None:
    """On top with what it wants; the answer carries a line."""
    game = planning("japan", "rok", UMPIRE)
    yes, no = offered(game, "p1"), offered(game, "p2", WORD)
    mine = offered(game, "p3", WORD, by="rok", to="japan")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await at(app, pilot, "k")
        page = app.screen.query_one("#page", RowList)
        assert page.text().startswith("Wants your answer")
        assert "2 Talks (2 to answer)" in text(app)
        assert "Japan hands 1 influence to Republic of Korea (binding)" in page.text()
        assert "waits for Japan" in page.text()
        app.screen.query_one("#page", RowList).select(f"deal/{yes}")
        await pilot.press("enter")
        await wait_until(pilot, lambda: "It takes 1 influence from you" in text(app))
        await pick(app, pilot, "accept/rok")
        await write(app, pilot, "if the staffs agree")
        await wait_until(pilot, lambda: game.entries(Concluded))
        await wait_until(pilot, lambda: "Agreed by all." in text(app))
        await open_deal(app, pilot, no, "reject/rok")
        await write(app, pilot, "not now")
        await wait_until(pilot, lambda: game.entries(Replied))
        await open_deal(app, pilot, mine, "withdraw/rok")
        await write(app, pilot, "")
        await wait_until(pilot, lambda: game.table.dealings.deals[mine].status == "withdrawn")
        await wait_until(pilot, lambda: "Wants your answer" not in app.screen.query_one("#page", RowList).text())

    game.run(script)
    assert game.table.dealings.deals[yes].answers["rok"].note == "if the staffs agree"
    assert game.table.dealings.deals[no].answers["rok"].note == "not now"


def test_a_condition_concludes_nothing_and_binds_whoever_made_the_offer() -> None:
    """It is a promise of theirs in another offer, sent by S alone; a plain yes takes a remark, and says so."""
    game = planning("japan", "rok", UMPIRE)
    first = offered(game, "p1", PAY)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await at(app, pilot, "k")
        await open_deal(app, pilot, first, "accept/rok")
        await wait_until(pilot, lambda: "a remark, which binds nobody" in text(app))
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await open_deal(app, pilot, first, "condition/rok")
        await wait_until(pilot, lambda: "a promise of Japan in another offer" in text(app))
        await write(app, pilot, "No ship before noon.")
        await wait_until(pilot, lambda: isinstance(app.screen, OfferForm))
        await wait_until(pilot, lambda: "No ship before noon." in app.screen.query_one("#fields", RowList).text())
        assert not [*game.entries(Concluded), *game.entries(Replied), *game.entries(Proposed)[1:]]
        await pilot.press("s")
        await wait_until(pilot, lambda: len(game.entries(Proposed)) == 2)

    game.run(script)
    second = list(game.table.dealings.deals.values())[-1]
    assert second.proposal.clauses == (PAY, WordClause("japan", "No ship before noon."))
    assert (second.proposal.by, second.proposal.counters, second.waits_for()) == ("rok", first, ("japan",))
    assert not game.entries(Concluded)


def test_a_condition_has_no_room_beside_the_most_clauses() -> None:
    """One sentence says what to do instead; nothing is sent, nothing is drafted."""
    game = planning("japan", "rok", UMPIRE)
    full = tuple(WordClause("rok", f"Word {number}.") for number in range(MOST_CLAUSES))
    first = offered(game, "p1", *full)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await at(app, pilot, "k")
        await open_deal(app, pilot, first, "condition/rok")
        await write(app, pilot, "One more.")
        await wait_until(pilot, lambda: "All 8 clauses are taken: make another offer" in text(app))

    game.run(script)
    assert len(game.entries(Proposed)) == 1
    assert not game.session.seats["rok"].draft().offers


def test_another_offer_begins_with_the_first() -> None:
    """The form holds its clauses; one is taken off, and it takes the place of the first."""
    game = planning("japan", "rok", UMPIRE)
    first = offered(game, "p1", PAY, WORD)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await at(app, pilot, "k")
        await open_deal(app, pilot, first, "counter/rok")
        await wait_until(pilot, lambda: isinstance(app.screen, OfferForm))
        app.screen.query_one("#fields", RowList).select("clause/1")
        await pilot.press("x")
        await wait_until(pilot, lambda: "No statement" not in app.screen.query_one("#fields", RowList).text())
        await field(app, pilot, "parties")
        await wait_until(pilot, lambda: "Another offer goes to the same parties." in text(app))
        await pilot.press("s")
        await wait_until(pilot, lambda: len(game.entries(Proposed)) == 2)

    game.run(script)
    second = list(game.table.dealings.deals.values())[-1].proposal
    assert (second.by, second.counters, second.clauses) == ("rok", first, (PAY,))
    assert game.table.dealings.deals[first].status == "countered"


def test_a_deal_is_shown_to_others_without_a_name() -> None:
    """Whom, how, and then it is on record."""
    game = planning("japan", "rok", UMPIRE)
    id_ = offered(game, "p1")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await at(app, pilot, "k")
        await open_deal(app, pilot, id_, "show")
        await mark(app, pilot, "china")
        await pick(app, pilot, "nobody")
        await wait_until(pilot, lambda: game.entries(Leaked))

    game.run(script)
    (shown,) = game.entries(Disclosed)
    assert isinstance(shown, Disclosed)
    assert (shown.vis, shown.by) == (("china",), "")


def test_a_message_goes_to_several() -> None:
    """Marked one by one, read by them alone."""
    game = planning("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await at(app, pilot, "k")
        await pilot.press("m")
        await pick(app, pilot, "several")
        await mark(app, pilot, "japan", "us")
        await write(app, pilot, "To both of you")
        await wait_until(pilot, lambda: game.entries(Said))

    game.run(script)
    (said,) = game.entries(Said)
    assert (said.vis, said.phase) == (("japan", "rok", "us"), "plan")  # type: ignore[union-attr]


def test_the_white_cell_plays_voices_marks_words_leaks_and_notes_talks() -> None:
    """B, C, and from the rows: answer for a voice, leak, kept or broken."""
    game = planning("japan", "rok", UMPIRE)
    deal = offered(game, "p1", WORD)
    game.host.submit("rok", Answer("a1", deal, "accept"))
    asked = offered(game, "p2", WordClause("tokyo-press", "Nothing before noon."), to="tokyo-press")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await at(app, pilot, "w")
        page = app.screen.query_one("#page", RowList)
        assert page.text().startswith("Wants a voice's answer")
        await open_deal(app, pilot, asked, "accept/tokyo-press")
        await write(app, pilot, "noon it is")
        await wait_until(pilot, lambda: game.table.dealings.deals[asked].status == "concluded")
        app.screen.query_one("#page", RowList).select(f"word/{deal}/0")
        await pilot.press("enter")
        await pick(app, pilot, "broken")
        await write(app, pilot, "there was one")
        await wait_until(pilot, lambda: game.entries(Kept))
        await wait_until(pilot, lambda: "broken" in app.screen.query_one("#page", RowList).text())
        await pilot.press("c")
        await mark(app, pilot, "japan")
        await wait_until(pilot, lambda: "A corridor talk is between two at the least" in text(app))
        await pilot.press("c")
        await mark(app, pilot, "japan", "rok")
        await write(app, pilot, "about crews")
        await wait_until(pilot, lambda: game.entries(Talked))
        await pilot.press("b")
        await pick(app, pilot, "seoul-press")
        await pick(app, pilot, "say")
        await pick(app, pilot, PUBLIC)
        await write(app, pilot, "We hear of talks.")
        await wait_until(pilot, lambda: game.entries(Said))
        await open_deal(app, pilot, deal, "show")
        await mark(app, pilot, PUBLIC)
        await pick(app, pilot, "nobody")
        await wait_until(pilot, lambda: game.entries(Disclosed))
        await wait_until(pilot, lambda: "Corridor talk of Japan and Republic of Korea: about crews" in page.text())

    game.run(script)
    (said,) = game.entries(Said)
    assert (said.voice, said.vis) == ("seoul-press", ("public",))  # type: ignore[union-attr]
    known = game.session.seats["rok"].known
    game.session.seats["rok"].catch_up()
    assert [(promise.mark, promise.clause) for promise in known.dealings.promises()] == [("broken", WORD)]
    assert not any("Corridor" in talk.text for talk in known.talks)


def test_a_third_seats_page_has_nothing_of_it() -> None:
    """Neither the deal nor its words."""
    game = planning("japan", "rok", "china", UMPIRE)
    offered(game, "p1", PAY, WordClause("rok", "canary-promise"))

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await at(app, pilot, "c")
        assert "canary" not in app.screen.query_one("#page", RowList).text()
        assert "Deal p1" not in text(app)

    game.run(script)


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_the_page_fits_and_its_dialogs_too(size: tuple[int, int]) -> None:
    """Every row as wide as the screen, whatever stands in a deal."""
    game = planning("japan", "rok", UMPIRE)
    id_ = offered(game, "p1", *(WordClause("rok", "word " * 50) for _ in range(7)), SHARE)
    game.host.submit("japan", Say("m", ("rok",), "x" * 2000))

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await at(app, pilot, "k")
        for keys in (("z",), ("pagedown",), ("z", "p"), ("escape",)):
            await pilot.press(*keys)
            await pilot.pause(0.05)
            assert {cell_len(row) for row in grid(app)} == {size[0]}
        app.screen.query_one("#page", RowList).select(f"deal/{id_}")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose))
        assert {cell_len(row) for row in grid(app)} == {size[0]}
        await wait_until(pilot, lambda: "Accept" in app.screen.query_one("#choices", RowList).text())

    game.run(script, size)


def test_the_curtain_falls_over_a_form_and_nothing_is_lost() -> None:
    """Ctrl+L hides it at once; what was written is there when the seat comes back."""
    game = planning("japan", "rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await at(app, pilot, "k")
        await pilot.press("p")
        await field(app, pilot, "title")
        await wait_until(pilot, lambda: isinstance(app.screen, Ask))
        await pilot.press(*"Half a ti")
        await pilot.press("ctrl+l")
        await wait_until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        assert "Half a ti" not in text(app)
        await at(app, pilot, "k")
        await pilot.press("p")
        await wait_until(pilot, lambda: "Half a ti" in text(app))

    game.run(script)
