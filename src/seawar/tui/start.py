"""The start screen: play, resume, replay, practise."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from seawar import __version__
from seawar.content.glance import glance
from seawar.content.library import load, names
from seawar.content.shelves import Listed, catalogue
from seawar.core.clean import clean
from seawar.errors import ContentError, SeawarError
from seawar.net.local import Saved, saved_games
from seawar.tui import tables
from seawar.tui.chart import marks
from seawar.tui.dialogs import Choose
from seawar.tui.frame import Bar, DrawnScreen, Header, KeyBar
from seawar.tui.lines import Row, row
from seawar.tui.map.widget import TheatreMap
from seawar.tui.rows import RowList
from seawar.tui.setup import SetUp
from seawar.tui.story import StoryScreen

if TYPE_CHECKING:
    from seawar.tui.app import SeawarApp

MOST_SHOWN = 12
"""Games in a list."""
PLAY, RESUME, REPLAY, PRACTICE = "play", "resume", "replay", "practice"


class StartScreen(DrawnScreen):
    """Nobody's table yet."""

    DEFAULT_CSS = """
    StartScreen { background: $sw-ground; }
    StartScreen #middle { height: 1fr; align: center middle; }
    StartScreen #block { width: 100%; max-width: 110; height: 100%; max-height: 30; padding: 1 2; }
    StartScreen #choices { width: 52; }
    StartScreen TheatreMap { width: 1fr; }
    """
    ABOUT = (
        "Play begins a new table, Resume goes on with one, Replay reads back what happened, Practice teaches "
        "the screen. Everything lies in the folder games, on this machine alone."
    )
    LIVE = False

    def __init__(self, scenario: str = "") -> None:
        super().__init__()
        self.scenario = scenario
        """What `seawar play NAME` asked for; empty lets the person choose."""
        self.saved: list[Saved] = []

    def compose(self) -> ComposeResult:
        yield Header(id="header")
        with Vertical(id="middle"), Horizontal(id="block"):
            yield RowList(id="choices")
            yield TheatreMap(id="map", ascii=self.table.ascii)
        yield Bar(id="said")
        yield KeyBar(id="keys")

    @property
    def table(self) -> SeawarApp:
        return cast("SeawarApp", self.app)

    def redraw(self) -> None:
        """What there is to do here, with the cursor on the likeliest."""
        if not self.query(Header):
            return
        self.saved = saved_games()
        rows = self.rows()
        choices = self.query_one("#choices", RowList)
        first = not choices.rows
        choices.show(rows)
        if first:
            choices.select(PLAY if self.scenario else RESUME if self._open() else PRACTICE)
        choices.focus()
        self.query_one(Header).put(
            [("seawar", "bold"), ("Tabletop exercises on security in Northeast Asia", "quiet")],
            [("", "text"), ("", "text")], [(f"version {__version__}", "quiet"), ("works offline", "quiet")],
        )  # fmt: skip
        self.query_one(KeyBar).keys([("Up Down", "Choose"), ("Enter", "Open"), ("F1", "Help"), ("Ctrl+Q", "Leave")])
        rules = load(self.scenario or names()[0]).rules
        theatre = self.query_one(TheatreMap)
        places = marks(rules, "", {}, {}, 0, set())
        theatre.show([mark for mark in places if mark.kind == "islets"] or places)
        theatre.can_focus = False

    def _open(self) -> Saved | None:
        """The last game that is not over and that somebody plays."""
        return next((saved for saved in self.saved if not saved.over and saved.people), None)

    def rows(self) -> list[Row]:
        open_, count = self._open(), len(catalogue()[0])
        play = load(self.scenario).rules.title if self.scenario else f"{count} exercise{'s' * (count != 1)}"
        resume = "No game is open here."
        if open_:
            at = _words(open_.changed)
            resume = f"{open_.title}, move {open_.turn}. Saved {at}"
            resume += " with something that was still being typed." if open_.drafts else "."
        return [
            *_choice(PLAY, "Play", f"{play}; bots fill empty seats."), *_choice(RESUME, "Resume", resume),
            *_choice(REPLAY, "Replay", "Look back at a table through any seat's eyes."),
            *_choice(PRACTICE, "Practice", "Learn the screen in ten minutes."),
        ]  # fmt: skip

    def tell(self, text: str, role: str = "late") -> None:
        self.query_one("#said", Bar).say((f" {text}", role))

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        event.stop()
        self.query_one("#said", Bar).say("")
        {PLAY: self.play, RESUME: self.resume, REPLAY: self.replay, PRACTICE: self.practise}[event.key]()

    @work(exclusive=True)
    async def play(self) -> None:
        """Choose the exercise if need be, who plays, and begin."""
        name = self.scenario or await self._exercise()
        if not name:
            return
        try:
            rules = load(name, cut=self.table.cut).rules
        except ContentError as error:
            self.tell(f"It cannot be played: {len(error.problems)} problems; `seawar check` tells them.")
            return
        chosen = await self.app.push_screen_wait(SetUp(rules))
        if chosen is not None:
            try:
                session = tables.begin(name, chosen.people, minutes=chosen.minutes, cut=chosen.cut)
            except SeawarError as error:
                self.tell(str(error))
                return
            self.table.begin(session)

    async def _exercise(self) -> str:
        """Which one; with no choice the only one, and nothing when the person goes back."""
        exercises, problems = catalogue()
        if problems:
            self.tell(clean(f"{problems[0]}"))
        if len(exercises) == 1:
            return exercises[0].key
        rows = [row(*_titled(entry), key=entry.key, hang=2) for entry in exercises]
        about = {entry.key: clean(glance(entry.key).summary) for entry in exercises}
        return await self.app.push_screen_wait(Choose("Exercise", rows, about=about)) or ""

    @work(exclusive=True)
    async def resume(self) -> None:
        games = [saved for saved in self.saved if not saved.over and saved.people]
        saved = await self._saved("Resume", games)
        if saved is None:
            return
        try:
            session = tables.resume(saved.path)
        except SeawarError as error:
            self.tell(str(error))
            return
        self.table.begin(session)

    @work(exclusive=True)
    async def replay(self) -> None:
        saved = await self._saved("Replay", self.saved)
        if saved is None:
            return
        try:
            story = StoryScreen.of(saved.path)
        except SeawarError as error:
            self.tell(str(error))
            return
        self.app.push_screen(story)

    async def _saved(self, title: str, games: list[Saved]) -> Saved | None:
        if not games:
            self.tell("There is no such game here yet. Games lie in the folder games.")
            return None
        rows = [row(*_described(saved), key=str(saved.path), hang=2) for saved in games[:MOST_SHOWN]]
        if len(games) > MOST_SHOWN:
            command = "seawar play --resume FILE" if title == "Resume" else "seawar replay FILE --text"
            more = f"{len(games) - MOST_SHOWN} older in the folder games; open one with: {command}"
            rows += [Row(), row((more, "quiet"))]
        answer = await self.app.push_screen_wait(Choose(title, rows))
        return next((saved for saved in games if answer == str(saved.path)), None)

    @work(exclusive=True)
    async def practise(self) -> None:
        rows = [
            *_choice("seat", "As a player", "Plan and seal a first move."),
            *_choice("console", "As the white cell", "Run a first move: injects, results, clock, going back.")[:-1],
        ]
        answer = await self.app.push_screen_wait(Choose("Practice", rows))
        if answer:
            self.table.practise(console=answer == "console")


def _titled(entry: Listed) -> list[tuple[str, str]]:
    title: list[tuple[str, str]] = [(clean(glance(entry.key).title), "text")]
    return [*title, (f"  from {clean(entry.pack.name)}", "quiet")] if entry.pack else title


def _choice(key: str, title: str, text: str) -> list[Row]:
    return [row((title, "bold"), key=key), row((text, "quiet")), Row()]


def _words(seconds: float) -> str:
    """`23 July 2026 at 09:05`."""
    return time.strftime("%d %B %Y at %H:%M", time.localtime(seconds)).lstrip("0")


def _described(saved: Saved) -> list[tuple[str, str]]:
    at = _words(saved.changed)
    how = "over" if saved.over else f"move {saved.turn}"
    who = ", ".join(saved.people) or "bots"
    used = [(", in use", "late")] if saved.in_use else []
    return [(saved.title, "text"), *used, (f", {how}; {who}; {at}; {Path(saved.path).name}", "quiet")]
