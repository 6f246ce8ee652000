"""What seat and umpire screens share: the frame of four quarters, the header, the keys, and refusals in one line."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from seawar.core import calendar
from seawar.core.clean import clean
from seawar.errors import SeawarError
from seawar.net.wire import AnyCommand, Status
from seawar.tui.frame import Bar, DrawnScreen, Header, KeyBar
from seawar.tui.keys import shown
from seawar.tui.lines import Span
from seawar.tui.map.widget import TheatreMap
from seawar.tui.person_rows import waiting_words
from seawar.tui.rows import RowList
from seawar.tui.session import Seat
from seawar.tui.warning import TimeWarning

if TYPE_CHECKING:
    from seawar.tui.app import SeawarApp

SMALL = (110, 34)
"""Columns and rows below which the screen leaves out what can be looked up."""
PHASES = {
    "opening": ("Before the start", "The white cell opens the first move."),
    "plan": ("Plan", "Draft your orders, then seal them."),
    "adjudicate": ("Adjudicate", "Sealed orders are being settled."),
    "review": ("Review", "See what came of it."),
    "closed": ("Closed", "The exercise is over; its journal can be replayed."),
}


class GameScreen(DrawnScreen):
    """One seat's or the umpire's screen."""

    DEFAULT_CSS = """
    GameScreen { layout: vertical; background: $sw-ground; }
    GameScreen #main { height: 1fr; }
    GameScreen #left { width: 62fr; padding: 1 2 0 2; }
    GameScreen #right { width: 38fr; padding: 1 2 0 1; }
    GameScreen.small #left { width: 42fr; padding: 0 1 0 1; }
    GameScreen.small #right { width: 38fr; padding: 0 1 0 0; }
    GameScreen #top-left { height: 2fr; }
    GameScreen #bottom-left { height: 1fr; margin-top: 1; }
    GameScreen #top-right { height: 2fr; }
    GameScreen #bottom-right { height: 1fr; margin-top: 1; }
    GameScreen #tabs, GameScreen .heading { margin-bottom: 1; }
    GameScreen.small #tabs, GameScreen.small .heading { margin-bottom: 0; }
    GameScreen.small #bottom-left, GameScreen.small #bottom-right { margin-top: 1; }
    GameScreen .away { display: none; }
    """
    PRIVATE = True
    QUARTERS: ClassVar[dict[str, str]] = {
        "map": "top-left", "results": "top-left", "orders": "top-right", "page": "bottom-left",
        "standing": "bottom-right",
    }  # fmt: skip

    PANELS: ClassVar[tuple[str, ...]] = ("map", "results", "orders", "page", "standing")

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat = seat
        self.said: Span | None = None
        """A refusal or a notice, on the row of keys until the next key."""
        self._drawn_at = 0.0
        self._warning = TimeWarning()

    @property
    def small(self) -> bool:
        return self.size.width < SMALL[0] or self.size.height < SMALL[1]

    @property
    def table(self) -> SeawarApp:
        return cast("SeawarApp", self.app)

    @property
    def is_up(self) -> bool:
        """Whether there is anything to draw on: not before it is composed, nor once it is closed."""
        return self.is_attached and self.is_running and bool(self.query(Header))

    def compose(self) -> ComposeResult:
        yield Header(id="header")
        with Horizontal(id="main"):
            with Vertical(id="left"):
                with Vertical(id="top-left"):
                    yield from self.top_left()
                with Vertical(id="bottom-left"):
                    yield Bar(id="tabs")
                    yield RowList(id="page")
            with Vertical(id="right"):
                with Vertical(id="top-right"):
                    yield Bar(id="orders-heading", classes="heading")
                    yield RowList(id="orders")
                with Vertical(id="bottom-right"):
                    yield Bar(id="standing-heading", classes="heading")
                    yield RowList(id="standing")
        yield KeyBar(id="keys")

    def top_left(self) -> Sequence[Widget]:
        return [TheatreMap(id="map", ascii=self.table.ascii)]

    def on_mount(self) -> None:
        self._fit()
        self.query_one("#orders", RowList).focus()
        self.query_one("#page", RowList).whole = True
        self.set_interval(1.0, self.tick)
        if self.table.notice[0]:
            self.said, self.table.notice = self.table.notice, ("", "")
        self.ask()

    def on_resize(self) -> None:
        self._fit()
        self.ask()

    def _fit(self) -> None:
        width, height = self.app.size
        self.set_class(width < SMALL[0] or height < SMALL[1], "small")

    # Drawing.

    def redraw(self) -> None:
        """Everything, from what is known now."""
        if not self.is_up:
            return
        self.seat.catch_up()
        self.draw_header()
        self.draw()
        self.draw_keys()

    def draw(self) -> None:
        """The four quarters."""

    TIME_UP = "Time is up: seal what you have."
    _rung = 0

    def tick(self) -> None:
        """The clock moves every second; nothing else is touched, but its end is told once."""
        if not self.is_up:
            return
        self.draw_header()
        status = self.seat.client.status()
        ends = status.clock_ends if status.phase == "plan" else 0
        if words := self._warning.words(ends):
            self.tell(words, "late")
        if ends and ends != self._rung and time.time_ns() // 1_000_000 >= ends:
            self._rung = ends
            self.tell(self.TIME_UP, "late")

    @property
    def journal(self) -> Path | None:
        """Where the table's journal lies; None for a table in memory."""
        return self.table.session.journal if self.table.session else None

    def draw_header(self) -> None:
        status, rules = self.seat.client.status(), self.seat.rules
        label = rules.label(status.turn)
        phase, hint = PHASES[status.phase]
        left = [(rules.title, "bold"), (self.seat.title, "truth" if self.seat.seat not in rules.seats else "you")]
        if self.small:
            when = calendar.short_span(status.now, status.until, rules.zone)
            middle = [(f"{label}, {phase.lower()}", "bold"), (when, "quiet")]
        else:
            when = f"{calendar.span_words(status.now, status.until, rules.zone)} {rules.zone_title}"
            middle = [(f"{label:<14}  {when}", "bold"), (f"{phase:<14}  {hint}", "quiet")]
        if not status.turn:
            middle = [(phase, "bold"), ("" if self.small else hint, "quiet")]
        self.query_one(Header).put(left, middle, [self._clock(status), self._waiting(status)])

    def clock(self) -> Span:
        return self._clock(self.seat.client.status())

    def _clock(self, status: Status) -> Span:
        if status.clock_left is None or status.phase != "plan":
            return ("", "text")
        left = status.clock_ends - time.time_ns() // 1_000_000 if status.clock_ends else status.clock_left
        minutes, seconds = divmod(abs(left) // 1000, 60)
        words = f"{minutes} min {seconds:02} s"
        if left < 0:
            return (f"{words} over", "late")
        stopped = "stopped" if self.small else "clock stopped"
        return (f"{words} left" if status.clock_ends else f"{words}, {stopped}", "bold")

    def _waiting(self, status: Status) -> Span:
        if status.phase == "plan" and not status.waiting_for:
            return ("All have sealed", "quiet")
        now = time.time_ns() // 1_000_000
        return (waiting_words(self.seat.rules, status, self.seat.seat, now, small=self.small), "quiet")

    def focused_panel(self) -> str:
        return (self.focused.id or "") if self.focused else ""

    def draw_keys(self) -> None:
        """What was just said, or the keys of the focused panel."""
        bar = self.query_one("#keys", KeyBar)
        if self.said:
            bar.say(self.said)
        else:
            bar.keys([(self._shown(key), what) for key, what in self.keys()])

    def _shown(self, key: str) -> str:
        """A key as it is, or what the user made of it."""
        action = next((action for action in self.ACTIONS if action.shown == key), None)
        return shown(action, self.table.keys) if action else key

    def keys(self) -> list[tuple[str, str]]:
        return []

    def here(self) -> tuple[str, ...]:
        """The seats at this terminal."""
        return tuple(self.table.session.seats) if self.table.session else ()

    def frame_keys(self) -> list[tuple[str, str]]:
        """What every panel has, the most needed first."""
        hand_over = [("Ctrl+L", "Hand over")] if len(self.here()) > 1 else []
        return [*hand_over, ("Tab", "Panel"), ("Z", "Fill"), ("F1", "Help"), ("Ctrl+P", "All")]

    def heading(self, id_: str, panel: str, text: str, right: Sequence[Span] = ()) -> None:
        """A panel's heading, in the colour of the focus when the panel has it."""
        role = "focus" if self.focused_panel() == panel else "bold"
        self.query_one(f"#{id_}", Bar).say((text, role), right=right)

    def on_descendant_focus(self) -> None:
        self.ask()

    # What is said and sent.

    def tell(self, text: str, role: str = "late") -> None:
        """One line, on the row of keys, until the next key."""
        self.said = (clean(text), role)
        if self.is_up:
            self.draw_keys()

    def hush(self) -> None:
        if self.said:
            self.said = None
            self.draw_keys()

    def on_paste(self, event: events.Paste) -> None:
        """Without a field of text there is nothing to paste into."""
        event.stop()
        self.tell("Nothing was pasted: no line of text is open here.", "quiet")

    async def send(self, command: AnyCommand) -> bool:
        """Whether it was taken; a refusal is told in one line and changes nothing."""
        try:
            await self.seat.send(command)
        except SeawarError as error:
            self.redraw()
            self.tell(str(error))
            return False
        self.redraw()
        return True

    # Keys of the frame.

    def action_next(self) -> None:
        self._to_panel(1)

    def action_previous(self) -> None:
        self._to_panel(-1)

    def _to_panel(self, by: int) -> None:
        """In reading order: top left, top right, bottom left, bottom right."""
        panels = [panel for id_ in self.PANELS for panel in self.query(f"#{id_}") if panel.focusable and panel.region]
        here = panels.index(self.focused) if self.focused in panels else -by
        if panels:
            panels[(here + by) % len(panels)].focus()

    def action_zoom(self) -> None:
        """Fill the screen with the focused quarter, and back."""
        if not self.query(".away"):
            keep = self.QUARTERS.get(self.focused_panel(), "top-right")
            for quarter in set(self.QUARTERS.values()) - {keep}:
                self.query_one(f"#{quarter}").add_class("away")
            other = "right" if keep.endswith("left") else "left"
            self.query_one(f"#{other}").add_class("away")
        else:
            for part in self.query(".away"):
                part.remove_class("away")
        self.ask()
