"""F1: what the screen shows and every key it has, made from the list of actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from seawar.tui.actions import EVERYWHERE, Action
from seawar.tui.frame import Bar, KeyBar
from seawar.tui.keys import path, shown
from seawar.tui.lines import Row, row
from seawar.tui.rows import RowList

MARKS = (
    ("K▾ J▴", "Whose, by its letter, and where it flies."),
    ("?◃", "Seen by radar, not identified: nobody knows whose."),
    ("[ ]", "The target of the order under the cursor."),
    ("▪ ▫ ∙", "Islets, airfield, city."),
    ("∙ ∙ ∙", "The edge of an air defence identification zone: a notice, nobody's airspace."),
    ("▪▪▪▫▫", "A track: filled up to where it stands; its words say what that means."),
)
TURN = (
    "A move has three parts. Plan: everyone writes orders and seals them, unseen by the others. Settle: all orders are "
    "carried out together. Review: each seat is told what it can know. Odds are shown before you seal, from what you "
    "know; where you cannot know, both ends are shown."
)


class HelpScreen(ModalScreen[None]):
    """One page that scrolls."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; background: $sw-ground 60%; }
    HelpScreen > Vertical { width: 84; max-width: 100%; height: 90%; background: $sw-raised; padding: 1 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "back", "Back", id="help.back", priority=True)
    ]  # fmt: skip

    def __init__(self, actions: Sequence[Action], about: str, keys: Mapping[str, str]) -> None:
        super().__init__()
        self.keys = keys
        self.actions = actions
        self.about = about

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Bar(id="title")
            yield RowList(id="text", marked=False)
            yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.query_one("#title", Bar).say(("Help", "bold"))
        text = self.query_one("#text", RowList)
        text.show(self.rows())
        text.focus()
        self.query_one(KeyBar).keys([("Up Down", "Read"), ("Esc", "Back")])

    def rows(self) -> list[Row]:
        rows = [row(self.about), Row(), row(TURN), Row(), row(("Keys", "bold"))]
        for action in (*self.actions, *EVERYWHERE):
            spans = (
                (f"{shown(action, self.keys):<11}", "key"),
                (f"{action.title}.  ", "text"),
                (action.help, "quiet"),
            )
            rows.append(row(*spans, hang=11))
        rows.append(
            row(("Ctrl+P     ", "key"), ("All actions.  ", "text"), ("Find any of these by its name.", "quiet"))
        )
        rows += [Row(), row(("Marks", "bold"))]
        rows += [row((f"{mark:<11}", "text"), (words, "quiet"), hang=11) for mark, words in MARKS]
        ids = ", ".join(action.id for action in (*self.actions, *EVERYWHERE))
        words = f'Other keys: write a line for each, as "seat.add" = "a", into {path()}. The actions there: {ids}.'
        return [*rows, Row(), row((words, "names"))]

    def action_back(self) -> None:
        self.dismiss(None)
