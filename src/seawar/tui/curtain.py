"""Between two people at one terminal: opaque, with public facts only.

The key that opens a screen is its seat's letter, so that no mashed Enter opens anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from seawar.core import calendar
from seawar.core.state import UMPIRE
from seawar.replay.person_entries import OBSERVER
from seawar.tui.frame import DrawnScreen, Header, KeyBar
from seawar.tui.lines import Row, row
from seawar.tui.person_rows import present
from seawar.tui.rows import RowList
from seawar.tui.session import Session

if TYPE_CHECKING:
    from seawar.tui.app import SeawarApp

WHITE_CELL_KEY, LOOKING_ON_KEY = "W", "L"
WIDE = 110
"""Columns from which the day of the week is told."""


class CurtainScreen(DrawnScreen):
    """Nobody's screen."""

    DEFAULT_CSS = """
    CurtainScreen { background: $sw-ground; }
    CurtainScreen > Vertical { align: center middle; height: 1fr; }
    CurtainScreen #said { width: 66; max-width: 100%; height: auto; }
    """
    ABOUT = "Several people share this terminal. Each opens their own screen with the letter of their seat."
    PALETTE = False

    def __init__(self, session: Session, note: str = "") -> None:
        super().__init__()
        self.session = session
        self.note = note
        """What just happened, in one sentence that everybody may read."""

    def letter(self, seat: str) -> str:
        taken = {other.letter for other in self.session.rules.seats.values()}
        if seat == UMPIRE:
            return next(letter for letter in (WHITE_CELL_KEY, "0") if letter not in taken)
        if seat == OBSERVER:
            return next(letter for letter in (LOOKING_ON_KEY, "9") if letter not in taken)
        return self.session.rules.seats[seat].letter

    def compose(self) -> ComposeResult:
        yield Header(id="header")
        with Vertical():
            said = RowList(id="said", marked=False)
            said.can_focus = False
            yield said
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.set_interval(1.0, self._header)
        self.ask()

    def _header(self) -> None:
        if not self.query(Header):
            return
        session, rules = self.session, self.session.rules
        status = next(iter(session.seats.values())).client.status()
        label, when = "Before the start", ""
        if status.turn:
            label = f"{rules.label(status.turn)}, {status.phase}"
            span = calendar.span_words if self.size.width >= WIDE else calendar.short_span
            when = span(status.now, status.until, rules.zone)
        here = present(status.waiting_for, status)
        waiting = f"Waiting for {len(here)} of {len(rules.seats)}" if here else ""
        self.query_one(Header).put(
            [(rules.title, "bold"), ("Nobody's screen", "quiet")], [(label, "bold"), (when, "quiet")],
            [("", "text"), (waiting, "quiet")],
        )  # fmt: skip

    def next_up(self) -> str:
        """Who should come to the screen: a seat that has not sealed, or whoever is first."""
        status = next(iter(self.session.seats.values())).client.status()
        here = list(self.session.seats)
        waiting = [seat for seat in present(here, status) if seat in status.waiting_for]
        if waiting:
            return waiting[0]
        return UMPIRE if UMPIRE in here else here[0]

    def redraw(self) -> None:
        """Who should come to the screen, and how."""
        if not (self.is_attached and self.query(Header)):
            return
        self._header()
        seat = self.next_up()
        title, key = self.session.seats[seat].title, self.letter(seat)
        title = "the white cell" if seat == UMPIRE else title
        rows: list[Row] = [row((self.note, "text")), Row()] if self.note else []
        rows += [
            row((f"Hand over to {title}", "bold")), Row(),
            row((f"Only the people who play {title} should look now.", "text")), Row(),
            row(f"  {key}  Open {title}'s screen", bright=True), Row(),
        ]  # fmt: skip
        others = [other for other in self.session.seats.values() if other.seat != seat]
        rows += [row((f"  {self.letter(other.seat)}  ", "key"), (other.title, "quiet")) for other in others]
        rows += [Row(), row(("Enter and Space do nothing here, so nothing opens by accident.", "quiet"))]
        self.query_one("#said", RowList).show(rows)
        keys = [(self.letter(other), self.session.seats[other].title) for other in self.session.seats]
        self.query_one(KeyBar).keys([*keys, ("F1", "Help"), ("Ctrl+Q", "Leave")])

    def on_key(self, event: events.Key) -> None:
        """A seat's letter opens its screen; every other key does nothing."""
        for seat in self.session.seats:
            if event.character and event.character.upper() == self.letter(seat):
                event.stop()
                cast("SeawarApp", self.app).open_seat(seat)
                return
