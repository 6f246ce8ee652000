"""Who plays: persons and bots, a white cell, a clock. One dialog before a table is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from seawar.core.rules import Rules
from seawar.core.state import UMPIRE
from seawar.tui.frame import Bar, KeyBar
from seawar.tui.lines import Row, row
from seawar.tui.rows import RowList

CLOCKS = (None, 8, 12, 20)
"""Minutes of each plan phase that are offered."""
BEGIN = "begin"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who sits here."""

    people: tuple[str, ...]
    minutes: int | None
    cut: bool
    """The cut for one session, not the whole scenario."""


class SetUp(ModalScreen[Chosen | None]):
    """Seats with a person or a bot each."""

    DEFAULT_CSS = """
    SetUp { align: center middle; background: $sw-ground 60%; }
    SetUp > Vertical { width: 70; max-width: 100%; height: auto; background: $sw-raised; padding: 1 2; }
    SetUp RowList { height: auto; max-height: 18; margin-top: 1; }
    SetUp #keys { margin-top: 1; padding: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", id="setup.back"),
        Binding("left,right,space", "turn", "Change", show=False, id="setup.change"),
    ]

    def __init__(self, rules: Rules) -> None:
        super().__init__()
        self.rules = rules
        self.people: set[str] = set()
        self.clock = 0
        self.cut = rules.cut

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Bar(id="title")
            yield RowList(id="seats")
            yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.query_one("#title", Bar).say((f"Who plays {self.rules.title}?", "bold"))
        seats = self.query_one("#seats", RowList)
        seats.show(self.rows())
        seats.focus()
        self.query_one(KeyBar).keys([("Up Down", "Seat"), ("Enter", "Person or bot"), ("Esc", "Back")])

    def rows(self) -> list[Row]:
        rows = [
            row(seat.title, (f"   {seat.cell}", "quiet"), right=[self._who(seat.id)], key=seat.id, most=1)
            for seat in self.rules.seats.values()
        ]
        minutes = CLOCKS[self.clock]
        label = self.rules.turn_label.lower()
        planned = "as the session plans it" if self.cut else "none"
        clock = f"{minutes} minutes a {label}" if minutes else planned
        rows += [
            Row(), row("White cell", right=[self._who(UMPIRE, "nobody")], key=UMPIRE),
            row("Clock", right=[(clock, "text")], key="clock"), *self._length(), Row(),
        ]  # fmt: skip
        if self.people:
            return [*rows, row("  Begin", key=BEGIN, bright=True)]
        return [*rows, row(("Choose at least one seat that a person plays.", "quiet"))]

    def _length(self) -> list[Row]:
        """The whole scenario or the cut, where there is one."""
        session, rules = self.rules.session, self.rules
        if session is None:
            return []
        label = rules.turn_label.lower()
        words = (
            f"{session.title.lower()}, {session.plan.count} {label}s" if self.cut else f"all {self._whole()} {label}s"
        )
        return [row("Length", right=[(words, "text")], key="length")]

    def _whole(self) -> int:
        return sum(segment.turns for segment in self.rules.segments)

    def _who(self, seat: str, otherwise: str = "bot") -> tuple[str, str]:
        return ("person", "you") if seat in self.people else (otherwise, "quiet")

    def action_back(self) -> None:
        self.dismiss(None)

    def action_turn(self) -> None:
        self._turn(self.query_one("#seats", RowList).cursor)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        event.stop()
        if event.key == BEGIN:
            order = [*self.rules.seats, UMPIRE]
            people = tuple(seat for seat in order if seat in self.people)
            self.dismiss(Chosen(people, CLOCKS[self.clock], self.cut))
        else:
            self._turn(event.key)

    def _turn(self, key: str) -> None:
        if key == "clock":
            self.clock = (self.clock + 1) % len(CLOCKS)
        elif key == "length":
            self.cut = not self.cut
        elif key != BEGIN:
            self.people ^= {key}
        self.query_one("#seats", RowList).show(self.rows())
