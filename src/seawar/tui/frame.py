"""The parts that every screen has: one-line bars, the header, the row of keys, and a safe text field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input

from seawar.core.clean import clean
from seawar.tui.actions import Action
from seawar.tui.lines import Row, Span
from seawar.tui.rows import RowList


class DrawnScreen(Screen[None]):
    """A screen that is drawn whole from what is known, at most once a refresh however often it is asked."""

    ACTIONS: ClassVar[tuple[Action, ...]] = ()
    ABOUT: ClassVar[str] = ""
    """What it is, for its help page."""
    PALETTE: ClassVar[bool] = True
    """Whether the command palette may open over it."""
    LIVE: ClassVar[bool] = True
    """Whether what happens at the table changes it."""
    PRIVATE: ClassVar[bool] = False
    """Whether it shows what only its own people should see."""
    _asked = False

    def ask(self) -> None:
        """Draw after the next refresh."""
        if not self._asked:
            self._asked = True
            self.call_after_refresh(self._drawn)

    def _drawn(self) -> None:
        self._asked = False
        self.redraw()

    def redraw(self) -> None:
        """Draw now."""

    def tell(self, text: str, role: str = "late") -> None:
        """Say one line, where there is a place for it."""

    def hush(self) -> None:
        """A key was pressed: what was said has been read."""

    def on_mount(self) -> None:
        self.ask()

    def on_screen_resume(self) -> None:
        self.ask()

    def on_resize(self) -> None:
        self.ask()


class Bar(RowList, can_focus=False):
    """One or two lines that cannot be stepped into."""

    DEFAULT_CSS = """
    Bar { height: 1; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes, marked=False)

    def say(self, *spans: Span | str, right: Sequence[Span] = ()) -> None:
        """One line."""
        made = tuple((span, "text") if isinstance(span, str) else span for span in spans)
        self.show([Row(made, tuple(right), most=1)])


class Header(Bar):
    """Two rows: exercise and seat left, turn and phase in the middle, clock and whom we wait for right."""

    DEFAULT_CSS = """
    Header { height: 2; padding: 0 1; }
    """

    def put(self, left: Sequence[Span], middle: Sequence[Span], right: Sequence[Span]) -> None:
        """Two spans each, for the first and the second row."""
        width = self.size.width or 80
        third = max(len(left[0][0]) + 2, len(left[1][0]) + 2, min(44, width * 2 // 5))
        self.show([
            Row(((f"{clean(left[at][0])[: third - 1]:<{third}}", left[at][1]), middle[at]), (right[at],), most=1)
            for at in (0, 1)
        ])  # fmt: skip


class KeyBar(Bar):
    """The keys of the focused panel; what does not fit is in the palette."""

    DEFAULT_CSS = """
    KeyBar { padding: 0 1; }
    """

    def keys(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Key and what it does, the most useful first; as many as fit whole."""
        room, spans = self.size.width or 80, []
        used = 0
        for key, what in pairs:
            size = len(key) + 1 + len(what) + 3
            if used + size - 3 > room:
                break
            spans += [(key, "key"), (f" {what}   ", "text")]
            used += size
        self.show([Row(tuple(spans), most=1)])


class TextField(Input):
    """One line of text: whatever is pasted is cleaned, and nothing typed is ever lost by a key of the screen."""

    DEFAULT_CSS = """
    TextField { height: 1; border: none; padding: 0; }
    """

    def __init__(self, value: str = "", *, most: int, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(clean(value)[:most], placeholder, max_length=most, compact=True, select_on_focus=False, id=id)

    def insert_text_at_cursor(self, text: str) -> None:
        super().insert_text_at_cursor(self._room(text))

    def replace(self, text: str, start: int, end: int) -> None:
        super().replace(self._room(text), start, end)

    def _room(self, text: str) -> str:
        """As much of it, cleaned, as still fits: a paste of a whole file is cut, not refused."""
        return clean(text[: 4 * (self.max_length or 1000)])[: max(0, (self.max_length or 1000) - len(self.value))]

    @dataclass
    class Cut(Message):
        """A paste that did not fit whole."""

        count: int
        """Characters that were left out."""

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        before = len(self.value)
        self.insert_text_at_cursor(event.text)
        left_out = len(clean(event.text)) - (len(self.value) - before)
        if left_out > 0:
            self.post_message(self.Cut(left_out))
