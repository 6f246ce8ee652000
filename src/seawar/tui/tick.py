"""Several of a list: each is ticked or not, and one line takes them."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Vertical

from seawar.tui.dialogs import Dialog
from seawar.tui.frame import Bar, KeyBar
from seawar.tui.lines import Row, row
from seawar.tui.rows import RowList

TAKE = "take it"
"""Key of the line that takes what is ticked; no id has a space."""


class Tick(Dialog):
    """The answer is the keys that are ticked, joined by `+`; all are at first."""

    def __init__(self, title: str, choices: Mapping[str, str], take: str) -> None:
        super().__init__(title)
        self.choices = choices
        self.take = take
        self.ticked = set(choices)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Bar(id="title")
            yield RowList(id="choices")
            yield KeyBar(id="keys")

    def on_mount(self) -> None:
        super().on_mount()
        choices = self.query_one("#choices", RowList)
        choices.show(self.rows())
        choices.select(TAKE)
        choices.focus()
        self.query_one("#keys", KeyBar).keys([("Up Down", "Choose"), ("Enter", "Tick, or take"), ("Esc", "Back")])

    def rows(self) -> list[Row]:
        found = [
            row(f"[{'x' if key in self.ticked else ' '}]  {words}", key=key) for key, words in self.choices.items()
        ]
        if not self.ticked:
            return [*found, Row(), row(("Tick one at least.", "quiet"))]
        count = f"{self.take}: {len(self.ticked)} of {len(self.choices)}"
        return [*found, Row(), row(f"  {count}", key=TAKE, bright=True)]

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        event.stop()
        if event.key == TAKE:
            self.dismiss("+".join(key for key in self.choices if key in self.ticked))
            return
        self.ticked ^= {event.key}
        self.query_one("#choices", RowList).show(self.rows())
