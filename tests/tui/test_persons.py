"""That persons come, lead and look on from the screens, that paper is typed in, and that a newcomer can read up."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from seawar.core.orders import Sheet
from seawar.core.state import PUBLIC, UMPIRE
from seawar.errors import JournalError, SeawarError
from seawar.journal.key import key_path
from seawar.net.wire import Grant, MarkAway, Next, Say, Seal, Sit
from seawar.replay.course_entries import Restored, RolledBack
from seawar.replay.entries import Sealed
from seawar.replay.person_entries import OBSERVER, Away, Captained, Granted, Sat
from seawar.tui import tables
from seawar.tui.app import SeawarApp
from seawar.tui.curtain import CurtainScreen
from seawar.tui.dialogs import Ask, Choose
from seawar.tui.drafts import Draft
from seawar.tui.frame import DrawnScreen
from seawar.tui.paper import PaperScreen
from seawar.tui.person_rows import away_words, waiting_words
from seawar.tui.reading import HandOverScreen, ObserverScreen
from seawar.tui.rows import RowList
from seawar.tui.seat import SeatScreen
from seawar.tui.umpire import UmpireScreen
from tui.table import LARGE, SMALL, Played, press, text, wait_until
from tui.test_seat_screen import draft_alert
from tui.test_umpire_screen import to_umpire


async def choose(pilot: Pilot[None], title: str, key: str) -> None:
    """In the list with this title, once it is up."""

    def up() -> bool:
        return isinstance(pilot.app.screen, Choose) and pilot.app.screen.heading == title

    await wait_until(pilot, up)
    await pilot.pause()
    pilot.app.screen.query_one("#choices", RowList).select(key)
    await pilot.press("enter")


async def name(pilot: Pilot[None], typed: str) -> None:
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, Ask))
    await pilot.press(*typed, "enter")


TABLE = "Who is at the table"


def test_the_white_cell_seats_persons_and_lends_eyes() -> None:
    """F3: a member sits down, one who looks on is lent a seat's eyes, another leads, a seat is away."""
    game = Played("rok", "japan", UMPIRE)
    game.host.client("rok", "Min")

    def has(kind: type, count: int) -> Callable[[], bool]:
        return lambda: len(game.entries(kind)) == count

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await to_umpire(app, pilot)
        for place, typed, count in (("rok", "Jae", 2), (OBSERVER, "Eve", 3), (UMPIRE, "Ana", 4)):
            await pilot.press("f3")
            await choose(pilot, TABLE, "sit")
            await choose(pilot, "Where?", place)
            await name(pilot, typed)
            await wait_until(pilot, has(Sat, count))
        await pilot.press("f3")
        await choose(pilot, TABLE, "captain")
        await choose(pilot, "Who is the captain from now on?", "Jae")
        await wait_until(pilot, has(Captained, 1))
        await pilot.press("f3")
        await choose(pilot, TABLE, "keys")
        await choose(pilot, "Who is at these keys?", "Ana")
        await wait_until(pilot, lambda: game.session.seats[UMPIRE].client.person == "Ana")
        await pilot.press("f3")
        await choose(pilot, TABLE, "eyes")
        await choose(pilot, "Who looks on?", "Eve")
        await choose(pilot, "What may be seen?", "seat/japan")
        await wait_until(pilot, has(Granted, 1))
        await pilot.press("f3")
        await choose(pilot, TABLE, "away")
        await choose(pilot, "Which seat is away?", "japan")
        await wait_until(pilot, has(Away, 1))
        await pilot.press("f3")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose) and "sees as Japan does" in text(app))
        told = text(app)
        assert "sees as Japan does" in told
        assert "Jae" in told
        assert "away " in told

    game.run(script)
    assert game.host.status().persons == {"rok": ("Jae", "Min"), UMPIRE: ("Ana",), OBSERVER: ("Eve",)}
    assert [entry.author for entry in game.entries(Granted) if isinstance(entry, Granted)] == ["Ana"]


def test_who_is_at_the_keys_is_on_record_after_the_curtain_too() -> None:
    """F3, who is at these keys; through the curtain and back; then a mode and going back, which all read by name."""
    game = Played("rok", UMPIRE)
    for person in ("Ana", "Bo"):
        game.host.client(UMPIRE, person)
    game.host.submit(UMPIRE, Next("open"))

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await to_umpire(app, pilot)
        await pilot.press("f3")
        await choose(pilot, TABLE, "keys")
        await choose(pilot, "Who is at these keys?", "Bo")
        await wait_until(pilot, lambda: "Bo is at the keys now" in text(app))
        await pilot.press("ctrl+l")
        await wait_until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        await pilot.press("k")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await pilot.press("ctrl+l")
        await wait_until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        await to_umpire(app, pilot)
        await pilot.press("f8")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("enter")
        await name(pilot, game.table.rules.name(1))
        await wait_until(pilot, lambda: "Why?" in text(app))
        await name(pilot, "once more")
        await wait_until(pilot, lambda: game.entries(RolledBack))

    game.run(script)
    assert [entry.author for entry in game.entries(Restored)] == ["Bo"]  # type: ignore[union-attr]
    assert [entry.author for entry in game.entries(RolledBack)] == ["Bo"]  # type: ignore[union-attr]


def test_a_seat_changes_its_own_team_alone() -> None:
    """A captain lets somebody join and get up; a member at the keys cannot seal, and is told who can."""
    game = Played("rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        for typed in ("Min", "Jae"):
            await pilot.press("f3")
            await choose(pilot, TABLE, "sit")
            await name(pilot, typed)
            await wait_until(pilot, lambda typed=typed: typed in game.host.status().persons.get("rok", ()))  # type: ignore[misc]
        await pilot.press("f3")
        await choose(pilot, TABLE, "keys")
        await choose(pilot, "Who is at these keys?", "Jae")
        await wait_until(pilot, lambda: game.session.seats["rok"].client.person == "Jae")
        await press(pilot, "n")
        await wait_until(pilot, lambda: "only the captain, Min, may do this" in text(app))
        assert not [e for e in game.entries(Sealed) if isinstance(e, Sealed) and e.sheet.seat == "rok"]
        await pilot.press("f3")
        await choose(pilot, TABLE, "keys")
        await choose(pilot, "Who is at these keys?", "Min")
        await wait_until(pilot, lambda: game.session.seats["rok"].client.person == "Min")
        await press(pilot, "n")
        await wait_until(pilot, lambda: game.table.phase == "review")

    game.run(script)


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_who_is_away_is_told_where_we_wait(size: tuple[int, int]) -> None:
    """In the header, with minutes, apart from those that something waits for; and in what comes next."""
    game = Played("rok", "japan", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        umpire = game.session.seats[UMPIRE]
        await umpire.send(Next(umpire.command_id()))
        await umpire.send(MarkAway(umpire.command_id(), "japan"))
        await to_umpire(app, pilot)
        told = "Japan away " if size == LARGE else "1 away"
        await wait_until(pilot, lambda: f"Waiting for Korea; {told}" in text(app))
        assert "Waiting for Korea. Who has not" in text(app)
        await game.session.seats["rok"].send(Seal("s", Sheet("rok", 1)))
        await wait_until(pilot, lambda: "Waiting for" not in text(app))
        assert "Away, and nothing waits for" in text(app)
        assert "Hand over to Japan" not in text(app)

    game.run(script, size)


@pytest.mark.parametrize(("away", "small", "said"), [
    ((), False, "Waiting for you, Japan, US"), ((), True, "Waiting for 3 seats"),
    (("japan",), False, "Waiting for you, US; Japan away 0 min"), (("japan",), True, "Waiting for 2 seats; 1 away"),
    (("japan", "us"), True, "Waiting for you; 2 away"), (("rok",), False, "Waiting for you, Japan, US"),
])  # fmt: skip
def test_who_is_away_stands_apart_from_whom_we_wait_for(away: tuple[str, ...], small: bool, said: str) -> None:
    """On a narrow screen as numbers; whoever looks is never away."""
    game = Played("rok", "japan", "us", UMPIRE)
    game.host.submit(UMPIRE, Next("open"))
    for seat in away:
        game.host.submit(UMPIRE, MarkAway(f"a-{seat}", seat))
    status = game.host.status()
    assert waiting_words(game.table.rules, status, "rok", 1_000, small=small) == said


@pytest.mark.parametrize(("minutes", "said"), [
    (-5, "away 0 min"), (4, "away 4 min"), (119, "away 119 min"), (120, "away 2 h"), (2879, "away 47 h"),
    (2880, "away 2 days"),
])  # fmt: skip
def test_how_long_somebody_is_away(minutes: int, said: str) -> None:
    """In the unit that a person would use."""
    assert away_words(1_000, 1_000 + minutes * 60_000) == said


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_a_newcomer_reads_the_hand_over_brief(size: tuple[int, int]) -> None:
    """F4 shows it over the seat's screen, Esc goes back."""
    game = Played("rok", "japan")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await game.session.seats["japan"].send(Say("m", ("rok",), "Shall we talk?"))
        await wait_until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        await pilot.press("k")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        await pilot.press("f4")
        await wait_until(pilot, lambda: isinstance(app.screen, HandOverScreen) and "Who you are" in text(app))
        seen = ""
        for _ in range(40):
            seen += text(app)
            await pilot.press("pagedown")
            await pilot.pause()
        for part in ("Aims", "Red lines", "Messages not answered", "Shall we talk?", "Where things stand"):
            assert part in seen
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))

    game.run(script, size)


def test_paper_is_typed_in_for_a_seat(tmp_path: Path) -> None:
    """F5 on a seat's row opens its form; S seals for that seat and goes back; its own draft is left alone."""
    game = Played("japan", "rok", UMPIRE, journal=tmp_path / "game.seawar.jsonl")
    own = Draft("rok", 1, intent="what rok types itself")
    game.session.drafts.save(own)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await to_umpire(app, pilot)
        await pilot.press("f5")
        await wait_until(pilot, lambda: "Orders on paper are typed in while a move is planned" in text(app))
        await pilot.press("n")
        await wait_until(pilot, lambda: game.table.phase == "plan")
        await pilot.pause()
        await pilot.press("f5")
        await choose(pilot, "Whose sheet?", "rok")
        await wait_until(pilot, lambda: isinstance(app.screen, PaperScreen) and "on paper" in text(app))
        assert "what rok types itself" not in text(app)
        await press(pilot, "u")
        await wait_until(pilot, lambda: "from paper only orders are typed in" in text(app))
        await draft_alert(pilot)
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, PaperScreen))
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, UmpireScreen))
        seats = app.screen.query_one("#standing", RowList)
        seats.focus()
        seats.select("seat/rok")
        await pilot.press("f5")
        await wait_until(pilot, lambda: isinstance(app.screen, PaperScreen) and "1 of 3 drafted" in text(app))
        await pilot.press("s")
        await wait_until(pilot, lambda: isinstance(app.screen, UmpireScreen))
        await pilot.press("f5")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.pause()
        offered = app.screen.query_one("#choices", RowList).rows
        assert [row.key for row in offered] == ["japan"]

    game.run(script)
    (sealed,) = [e for e in game.entries(Sealed) if isinstance(e, Sealed) and e.sheet.seat == "rok"]
    assert (sealed.author, sealed.sheet.orders[0].type) == (UMPIRE, "air.alert")
    assert sealed.odds
    assert game.session.seats["rok"].draft().intent == own.intent
    known = game.session.seats["rok"].known
    assert known.sealed == sealed.sheet


def test_the_curtain_falls_over_paper_too() -> None:
    """Nothing of the seat whose sheet is typed in is left on a shared terminal."""
    game = Played("japan", "rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await to_umpire(app, pilot)
        await pilot.press("n")
        await wait_until(pilot, lambda: game.table.phase == "plan")
        await pilot.press("f5")
        await choose(pilot, "Whose sheet?", "rok")
        await wait_until(pilot, lambda: isinstance(app.screen, PaperScreen))
        await pilot.press("ctrl+l")
        await wait_until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        assert not [screen for screen in app.screen_stack if isinstance(screen, DrawnScreen) and screen.PRIVATE]

    game.run(script)


def test_those_who_look_on_read_what_they_may(tmp_path: Path) -> None:
    """What is public by default; other eyes show at once; Esc draws the curtain."""
    session = tables.begin(
        "dokdo-2019", "japan", umpire=True, seed=7, journal=tmp_path / "g.seawar.jsonl",
        persons=["umpire=Ana", "observer=Eve", "rok=Min,Jae"],
    )  # fmt: skip
    app = SeawarApp(session)
    game = Played("japan")  # only for its runner
    game.app = app

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        umpire = session.seats[UMPIRE]
        await umpire.send(Next("1"))
        await umpire.send(Say("2", (PUBLIC,), "Welcome, all."))
        await session.seats["japan"].send(Say("3", ("rok",), "between us"))
        await wait_until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        await pilot.press("l")
        await wait_until(pilot, lambda: isinstance(app.screen, ObserverScreen) and "Welcome, all." in text(app))
        assert "Eve sees what is public" in text(app)
        assert "between us" not in text(app)
        await umpire.send(Grant("4", "Eve", "japan"))
        await wait_until(pilot, lambda: "Eve sees as Japan does" in text(app))
        await pilot.press("end")
        await wait_until(pilot, lambda: "between us" in text(app))
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, CurtainScreen))

    game.run(script)
    assert session.seats[UMPIRE].client.person == "Ana"
    session.end()


@pytest.mark.parametrize(("persons", "said"), [
    (["japan"], "names nobody"), (["moon=Max"], "no seat 'moon'"), (["japan=A,B,C,D,E,F"], "full"),
    (["japan=Min", "rok=min"], "already"), (["=Max"], "no one seat"),
])  # fmt: skip
def test_persons_who_cannot_sit_leave_no_game_behind(persons: list[str], said: str, tmp_path: Path) -> None:
    """The refusal says why, and the name is free for the next try."""
    path = tmp_path / "g.seawar.jsonl"
    with pytest.raises(SeawarError, match=said):
        tables.begin("dokdo-2019", "japan", journal=path, persons=persons)
    assert list(tmp_path.iterdir()) == []


def test_a_table_goes_on_in_another_folder_with_its_persons_and_drafts(tmp_path: Path) -> None:
    """Journal, key and drafts are all there is to copy; without the key it is refused and nothing is written."""
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    session = tables.begin(
        "dokdo-2019",
        "japan,rok",
        umpire=True,
        journal=here / "game.seawar.jsonl",
        persons=["japan=Aiko,Ben", "umpire=Ana"],
    )
    umpire, japan = session.seats[UMPIRE], session.seats["japan"]
    asyncio.run(umpire.send(Next("1")))
    asyncio.run(umpire.send(Sit("2", "Eve", OBSERVER)))
    draft = japan.draft()
    draft.intent = "half a thought"
    session.drafts.save(draft)
    session.end()
    before = (here / "game.seawar.jsonl").read_bytes()
    shutil.copy(here / "game.seawar.jsonl", there)
    shutil.copytree(here / "game.seawar.jsonl.drafts", there / "game.seawar.jsonl.drafts")
    path = there / "game.seawar.jsonl"
    with pytest.raises(JournalError, match="copy it beside the journal") as refused:
        tables.resume(path)
    assert ". " not in str(refused.value)
    assert path.read_bytes() == before
    shutil.copy(key_path(here / "game.seawar.jsonl"), there)
    shutil.rmtree(here)
    again = tables.resume(path)
    assert again.seats[UMPIRE].client.person == "Ana"
    assert again.seats[UMPIRE].client.status().persons == {
        "japan": ("Aiko", "Ben"), UMPIRE: ("Ana",), OBSERVER: ("Eve",)
    }  # fmt: skip
    assert again.seats["japan"].draft().intent == "half a thought"
    again.seats["japan"].catch_up()
    asyncio.run(again.seats["japan"].send(Say("3", (PUBLIC,), "we go on")))
    again.end()
