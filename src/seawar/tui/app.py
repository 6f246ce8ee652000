"""The application: which screen is up, colours, help and palette. Games are the table's business."""

from __future__ import annotations

import time
import traceback
from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult, SystemCommand
from textual.binding import BindingType
from textual.driver import Driver
from textual.geometry import Size
from textual.screen import Screen
from textual.worker import WorkerFailed

from seawar.core.state import UMPIRE
from seawar.errors import SeawarError
from seawar.tui.actions import EVERYWHERE, Action, bindings
from seawar.tui.frame import Bar, DrawnScreen
from seawar.tui.keys import keymap, path, shown
from seawar.tui.lines import Span
from seawar.tui.no_colour import NoColour
from seawar.tui.one_screen import OneScreen
from seawar.tui.paste import with_whole_pastes
from seawar.tui.small import TooSmall, fits
from seawar.tui.theme import DEFAULT, NAMES, PLAIN_THEME, THEMES, VARIABLES

if TYPE_CHECKING:
    from seawar.tui.practice import Coach
    from seawar.tui.session import Session
    from seawar.tui.truth import Truth

IDLE_SECONDS = 180
"""After which the curtain falls between people who share a terminal."""


class SeawarApp(OneScreen):
    """One terminal. Screens are imported when they are first shown: each would cost the start its milliseconds."""

    TITLE = "seawar"
    CSS = """
    Header, KeyBar { background: $sw-raised; }
    .role--text { color: $sw-text; }
    .role--quiet { color: $sw-quiet; }
    .role--names { color: $sw-names; }
    .role--you { color: $sw-you; }
    .role--others { color: $sw-others; }
    .role--new { color: $sw-new; }
    .role--truth { color: $sw-truth; }
    .role--late { color: $sw-late; }
    .role--bold { color: $sw-text; text-style: bold; }
    .role--key { color: $sw-you; text-style: bold; }
    .role--focus { color: $sw-you; text-style: bold underline; }
    .role--bright { color: $sw-ground; background: $sw-you; text-style: bold; }
    .role--raised { background: $sw-raised; }
    TextField { background: $sw-ground; color: $sw-text; }
    TheatreMap > .theatre-map--ground { background: $sw-ground; }
    TheatreMap > .theatre-map--land { background: $sw-land; }
    TheatreMap > .theatre-map--quiet { color: $sw-quiet; }
    TheatreMap > .theatre-map--names { color: $sw-names; }
    TheatreMap > .theatre-map--text { color: $sw-text; }
    TheatreMap > .theatre-map--you { color: $sw-you; }
    TheatreMap > .theatre-map--others { color: $sw-others; }
    TheatreMap > .theatre-map--new { color: $sw-new; }
    TheatreMap > .theatre-map--truth { color: $sw-truth; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(EVERYWHERE)

    def __init__(
        self, session: Session | Callable[[], Session] | None = None, *, scenario: str = "", ascii: bool = False,
        cut: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        if self.no_color:
            self._filters = [NoColour()]
        self.opening = session
        """The table to sit down at, or what opens it; None for the start screen."""
        self.refused: SeawarError | None = None
        """Why that table could not be opened."""
        self.session: Session | None = None
        """The table that is open."""
        self.wall: Callable[[], int] = lambda: time.time_ns() // 1_000_000
        """The clock on the wall, UTC in milliseconds; the run sheet counts by it."""
        self.scenario = scenario
        """What the start screen offers to play; empty for a choice."""
        self.cut = cut
        """Whether it offers the cut first."""
        self.ascii = ascii
        """Letters instead of triangles and squares, for fonts that lack them."""
        self.keys: dict[str, str] = {}
        """Actions that the user gave another key."""
        self.notice: Span = ("", "")
        """What the next screen of a table says once: what is wrong with the file of keys, or that it was resumed."""
        self.last_input = time.monotonic()
        self.fault = ""
        """What went wrong in this program, when something did."""
        self.coach: Coach | None = None
        self.truth: Truth | None = None
        """Folded once, since the umpire comes and goes; None at a table without one."""

    def get_driver_class(self) -> type[Driver]:
        return with_whole_pastes(super().get_driver_class())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return VARIABLES

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.keys, wrong = keymap(path())
        self.notice = (wrong, "late")
        self.set_keymap(self.keys)
        self.theme = PLAIN_THEME if self.no_color else DEFAULT
        self.set_interval(5.0, self._idle)
        self.query_one(Bar).say((" seawar is opening the table ...", "quiet"))
        self.call_after_refresh(self._open)

    def compose(self) -> ComposeResult:
        """A word while the first table is opened: it takes longer than to draw this."""
        yield Bar(id="opening")

    def _open(self) -> None:
        if self.opening is None:
            from seawar.tui.start import StartScreen

            self.push_screen(StartScreen(self.scenario))
            return
        try:
            self.begin(self.opening() if callable(self.opening) else self.opening)
        except SeawarError as refused:
            self.refused = refused
            self.exit(return_code=1)

    # Tables.

    def begin(self, session: Session) -> None:
        """Sit down at a table."""
        self.session = session
        if UMPIRE in session.seats:
            from seawar.tui.truth import Truth

            self.truth = Truth(session.seats[UMPIRE].rules)
        for seat in session.seats.values():
            seat.client.watch(self._changed)
        if session.hot_seat:
            self.draw_curtain(session.resumed)
        else:
            self.notice = self.notice if self.notice[0] else (session.resumed, "quiet")
            self.open_seat(next(iter(session.seats)))

    def practise(self, *, console: bool = False) -> None:
        """A table of one's own, with a coach: for a seat, or for the white cell's console."""
        from seawar.tui import practice, practice_console, tables

        seat = practice_console.SEAT if console else practice.SEAT
        session = tables.practise(practice.SCENARIO, seat)
        self.begin(session)
        coach = practice_console.ConsoleCoach if console else practice.Coach
        self.coach = coach(self, session.seats[seat])

    @property
    def going_on(self) -> bool:
        """Whether a table is open that can be gone on with."""
        seats = self.session.seats.values() if self.session else ()
        return any(seat.client.status().phase != "closed" for seat in seats)

    def end(self) -> None:
        """Get up from it; the journal is let go of."""
        if self.session is not None:
            for seat in self.session.seats.values():
                seat.client.watch(None)
            self.session.end()
            self.session = None

    # Screens.

    def open_seat(self, seat: str) -> None:
        """The screen of one seat, in place of whatever is up."""
        assert self.session is not None
        here = self.session.seats[seat]
        from seawar.tui.screen_of import screen_of

        self.show_only(screen_of(here, self.truth))

    def draw_curtain(self, note: str = "") -> None:
        """Nobody's screen, in place of everything; nothing of the last one is left on the terminal."""
        from seawar.tui.curtain import CurtainScreen

        assert self.session is not None
        self.show_only(CurtainScreen(self.session, note))

    def screen_changed(self) -> None:
        self._fit(self.size)

    def on_resize(self, event: events.Resize) -> None:
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        """Cover whatever is up while the window is too small for it."""
        covered = isinstance(self.screen, TooSmall)
        if not fits(*size) and not covered:
            self.push_screen(TooSmall())
        elif covered and fits(*size):
            self.pop_screen()

    def sealed(self, seat: str) -> None:
        """A seat has sealed: at a shared terminal the screen is handed on."""
        if self.session and self.session.hot_seat:
            self.draw_curtain(f"{self.session.seats[seat].title} has sealed. Its screen is closed.")

    def has_read(self, seat: str) -> None:
        """A seat goes on when the others have read: at a shared terminal they come to the screen."""
        if self.session and self.session.hot_seat:
            self.draw_curtain(f"{self.session.seats[seat].title} has read what came of the move.")

    def turned(self) -> None:
        """A new turn is open: at a shared terminal whoever is next comes to the screen."""
        if self.session and self.session.hot_seat:
            self.draw_curtain("The next move is open.")

    def _changed(self) -> None:
        """Something new at the table: the screen that is up draws it; nothing that is being typed moves."""
        for screen in self.screen_stack:
            if isinstance(screen, DrawnScreen) and screen.LIVE:
                screen.ask()

    # Time.

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent):
            self.last_input = time.monotonic()
        if isinstance(event, events.Key) and isinstance(self.screen, DrawnScreen):
            self.screen.hush()
        await super().on_event(event)

    def _idle(self) -> None:
        up = any(isinstance(screen, DrawnScreen) and screen.PRIVATE for screen in self.screen_stack)
        if self.session and self.session.hot_seat and up and time.monotonic() - self.last_input > IDLE_SECONDS:
            self.draw_curtain("The screen was left for a while, so it was closed. Drafts are kept.")

    # Faults of our own.

    def _handle_exception(self, error: Exception) -> None:
        """A fault is no reason to show a player a page of code, with secrets in it: it goes to a file."""
        if self.is_headless:  # a test wants to see it
            super()._handle_exception(error)
            return
        inner = error.error if isinstance(error, WorkerFailed) else error
        self.fault = self.fault or "".join(traceback.format_exception(inner))
        self._exception = None
        self.exit(return_code=70)

    # Actions of every screen.

    def action_help(self) -> None:
        from seawar.tui.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            up = self._up()
            self.push_screen(HelpScreen(up.ACTIONS if up else (), up.ABOUT if up else "", self.keys))

    def _up(self) -> DrawnScreen | None:
        """The screen that is up, under whatever dialog."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, DrawnScreen)), None)

    def action_curtain(self) -> None:
        if self.session and self.session.hot_seat:
            self.draw_curtain()

    def action_leave(self) -> None:
        self.exit()

    def action_colours(self) -> None:
        names = [theme.name for theme in THEMES]
        at = names.index(self.theme) if self.theme in names else -1
        if not self.no_color:
            self.theme = names[(at + 1) % len(names)]
        if up := self._up():
            up.tell("NO_COLOR is set: no colours." if self.no_color else NAMES[self.theme], "quiet")

    def action_command_palette(self) -> None:
        """Not behind the curtain: there is nothing there to do but to open a seat."""
        up = self._up()
        if up is None or up.PALETTE:
            super().action_command_palette()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        del screen
        up = self._up()
        for action in (*(up.ACTIONS if up else ()), *EVERYWHERE):
            yield SystemCommand(f"{action.title} ({shown(action, self.keys)})", action.help, self._runner(action))

    def _runner(self, action: Action) -> Callable[[], Awaitable[None]]:
        async def run() -> None:
            await self.run_action(action.method, self if action in EVERYWHERE else self._up() or self)

        return run
