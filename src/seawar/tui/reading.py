"""A text over the whole screen, to be read and left again: a hand-over brief, or a game for those who look on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from seawar.replay.handover import hand_over, title
from seawar.replay.person_entries import ALL
from seawar.replay.text import SeatTeller, UmpireTeller
from seawar.tui.frame import DrawnScreen, Header, KeyBar
from seawar.tui.lines import Row, row
from seawar.tui.person_rows import eyes_words
from seawar.tui.rows import RowList
from seawar.tui.session import Seat


class ReadingScreen(DrawnScreen):
    """Rows that scroll, under a heading."""

    DEFAULT_CSS = """
    ReadingScreen { background: $sw-ground; }
    ReadingScreen > Vertical { padding: 1 2; }
    """
    PRIVATE = True
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", id="reading.back")]

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat = seat

    def compose(self) -> ComposeResult:
        yield Header(id="header")
        with Vertical():
            yield RowList(id="text", marked=False)
        yield KeyBar(id="keys")

    def rows(self) -> Sequence[Row]:
        """What is to be read, from what is known now."""
        return ()

    def heading(self) -> tuple[str, str]:
        """What it is, and for whom."""
        return "", ""

    def redraw(self) -> None:
        if not (self.is_attached and self.query(Header)):
            return
        what, whose = self.heading()
        self.query_one(Header).put(
            [(self.seat.rules.title, "bold"), (whose, "you")], [(what, "bold"), ("", "quiet")],
            [("", "text"), ("", "text")],
        )  # fmt: skip
        text = self.query_one("#text", RowList)
        text.show(self.rows())
        text.focus()
        self.query_one(KeyBar).keys([("PgUp PgDn", "Read"), ("Esc", "Back"), ("F1", "Help")])

    def action_back(self) -> None:
        self.app.pop_screen()


class HandOverScreen(ReadingScreen):
    """What a seat knows, for the person who sits down there."""

    ABOUT = "All that your seat was told so far, for somebody who sits down here now. `seawar handover` prints it."

    def heading(self) -> tuple[str, str]:
        return title(self.seat.rules, self.seat.seat), self.seat.title

    def rows(self) -> Sequence[Row]:
        rows: list[Row] = []
        for section in hand_over(self.seat.rules, self.seat.seat, self.seat.client.entries(0)):
            rows += [Row()] if rows else []
            rows += [row((section.title, "bold"))] if section.title else []
            for line in section.lines:
                mark = "-  " if section.title and not line.depth else ""
                rows.append(row((" " * 3 * line.depth + mark, "quiet"), line.text, hang=3 * line.depth + len(mark)))
        return rows


class ObserverScreen(ReadingScreen):
    """The game as text, for those who look on: what is public, or what they were lent the eyes for."""

    LINES_MAX = 600
    ABOUT = (
        "You look on: what is public, and what the white cell lets you see besides. You take no part, and everyone at "
        "the table knows through whose eyes you look."
    )

    def heading(self) -> tuple[str, str]:
        client = self.seat.client
        return f"{client.person} {eyes_words(client.rules, client.eyes)}", self.seat.title

    def rows(self) -> Sequence[Row]:
        """Oldest first; without a seat's eyes in the words of everybody, which fold nothing that is not public."""
        client = self.seat.client
        entries, eyes = client.entries(0), client.eyes
        teller = UmpireTeller(client.rules) if eyes in ("", ALL) else SeatTeller(client.rules, eyes)
        lines = [line for entry in entries for line in teller.tell(entry)]
        return [row(line, hang=len(line) - len(line.lstrip())) for line in lines[-self.LINES_MAX :]]

    def action_back(self) -> None:
        """There is nothing behind it but the curtain."""
        self.app.run_worker(self.app.run_action("app.curtain"))
