"""A journal told as text, through any seat's eyes: read only, at any time."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from seawar.core.rules import Rules
from seawar.core.state import UMPIRE
from seawar.replay.text import as_text
from seawar.tui import tables
from seawar.tui.dialogs import Choose
from seawar.tui.frame import DrawnScreen, Header, KeyBar
from seawar.tui.lines import Row, row
from seawar.tui.rows import RowList


class StoryScreen(DrawnScreen):
    """What happened at a table, as one seat learned it, or the whole truth."""

    DEFAULT_CSS = """
    StoryScreen { background: $sw-ground; }
    StoryScreen > Vertical { padding: 1 2; }
    """
    ABOUT = "A journal told as one seat learned it, or the whole truth: what happened, in order, nothing left out."
    LIVE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", id="story.back"),
        Binding("v", "eyes", "Other eyes", id="story.eyes"),
    ]

    def __init__(self, rules: Rules, entries: list[tuple[int, bytes | None]], name: str, damage: str) -> None:
        super().__init__()
        self.rules = rules
        self.entries = entries
        self.file = name
        self.damage = damage
        self.eyes = next(iter(rules.seats))

    @classmethod
    def of(cls, path: Path) -> StoryScreen:
        """Raises SeawarError where the journal cannot be told at all."""
        rules, entries, damage = tables.told(path)
        return cls(rules, entries, path.name, damage)

    def compose(self) -> ComposeResult:
        yield Header(id="header")
        with Vertical():
            yield RowList(id="text", marked=False)
        yield KeyBar(id="keys")

    def redraw(self) -> None:
        rows: list[Row] = []
        for line in as_text(self.rules, self.entries, self.eyes):
            number, text = line[:5].strip(), line[5:].rstrip()
            indent = len(text) - len(text.lstrip())
            heading = text.strip().startswith(f"{self.rules.turn_label} ")
            role = "bold" if heading else "text"
            words = " " * max(0, indent - 2) + text.strip()
            rows.append(row((f"{number:>5}  ", "quiet"), (words, role), hang=8 + indent))
        if self.damage:
            rows += [Row(), row((f"It ends here: {self.damage}", "late"))]
        listed = self.query_one("#text", RowList)
        listed.show(rows)
        listed.focus()
        whose = "the whole truth" if self.eyes == UMPIRE else f"as {self.rules.seats[self.eyes].title} saw it then"
        self.query_one(Header).put(
            [(self.rules.title, "bold"), (f"Replay, {whose}", "truth" if self.eyes == UMPIRE else "you")],
            [("", "text"), ("", "text")], [(f"{len(self.entries)} entries", "quiet"), (self.file, "quiet")],
        )  # fmt: skip
        self.query_one(KeyBar).keys([("PgUp PgDn", "Read"), ("V", "Other eyes"), ("Esc", "Leave"), ("F1", "Help")])

    def action_back(self) -> None:
        self.app.pop_screen()

    @work(exclusive=True)
    async def action_eyes(self) -> None:
        rows = [row(seat.title, key=id_) for id_, seat in self.rules.seats.items()]
        rows.append(row(("The whole truth", "truth"), key=UMPIRE))
        answer = await self.app.push_screen_wait(Choose("Through whose eyes?", rows, self.eyes))
        if answer:
            self.eyes = answer
            self.query_one("#text", RowList).top = 0
            self.redraw()
