"""Small questions: choose one, type a line, say yes. Esc always goes back and changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from seawar.tui.frame import Bar, KeyBar, TextField
from seawar.tui.lines import Row, row
from seawar.tui.narrowing import MANY, narrowed
from seawar.tui.rows import RowList

BACK: list[BindingType] = [Binding("escape", "back", "Back", id="dialog.back")]
NOTHING: Mapping[str, str] = {}
ABOUT_LINES = 4
"""What is told of a choice takes no more, whatever its length."""
MOST_TYPED = 30


def cut_words(count: int) -> str:
    """Of a paste that did not fit whole."""
    return f"The last {count:,} character{'s' * (count != 1)} of the paste did not fit and were left out."


class Dialog(ModalScreen[str | None]):
    """A box over the screen."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $sw-ground 60%; }
    Dialog > Vertical { width: 76; max-width: 100%; height: auto; max-height: 100%; background: $sw-raised;
                        padding: 1 2; }
    Dialog RowList { height: auto; max-height: 16; }
    Dialog Bar { height: 1; }
    Dialog #title { margin-bottom: 1; }
    Dialog #about { height: 4; margin-top: 1; }
    Dialog #keys { margin-top: 1; padding: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = BACK

    def __init__(self, title: str, right: str = "") -> None:
        super().__init__()
        self.heading = title
        self.right = right
        """What stands at the other end of the title's line."""

    def on_mount(self) -> None:
        self.entitle()

    def entitle(self, typed: str = "") -> None:
        said = [(f"   {typed}", "you")] if typed else []
        self.query_one("#title", Bar).say((self.heading, "bold"), *said, right=[(self.right, "quiet")])

    def action_back(self) -> None:
        self.dismiss(None)


class Choose(Dialog):
    """One of a list, which letters make shorter. The answer is its key."""

    def __init__(
        self, title: str, rows: Sequence[Row], cursor: str = "", *, right: str = "",
        about: Mapping[str, str] = NOTHING,
    ) -> None:  # fmt: skip
        super().__init__(title, right)
        self.rows = rows
        self.first = cursor
        self.about = about
        """Of each choice what is told while the cursor is on it."""
        self.typed = ""

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Bar(id="title")
            yield RowList(id="choices")
            if self.about:
                yield Bar(id="about")
            yield KeyBar(id="keys")

    def on_mount(self) -> None:
        choices = self.query_one("#choices", RowList)
        self._narrow("")
        if self.first:
            choices.select(self.first)
        choices.focus()
        count = sum(1 for one in self.rows if one.key)
        act = [("Up Down", "Choose"), ("Enter", "Take it")] if count else []
        find = [("Letters", "Find")] if count >= MANY else []
        self.query_one("#keys", KeyBar).keys([*act, *find, ("Esc", "Back")])

    def on_key(self, event: events.Key) -> None:
        """Letters and what takes them back."""
        if event.key == "backspace" and self.typed:
            self._narrow(self.typed[:-1])
        elif event.is_printable and event.character and (self.typed or event.character != " "):
            self._narrow((self.typed + event.character)[:MOST_TYPED])
        else:
            return
        event.stop()

    def _narrow(self, typed: str) -> None:
        """Only what holds the words typed; a letter after which nothing would be left is not taken."""
        choices, left = self.query_one("#choices", RowList), narrowed(self.rows, typed)
        if typed and not left:
            return
        if typed:
            choices.styles.min_height = choices.size.height
        self.typed = typed
        self.entitle(typed)
        choices.show(left)
        self._tell(choices.cursor)

    def _tell(self, key: str) -> None:
        if self.about:
            self.query_one("#about", Bar).show([row((self.about.get(key, ""), "quiet"), most=ABOUT_LINES)])

    def action_back(self) -> None:
        """The whole list again, then back."""
        if self.typed:
            self._narrow("")
        else:
            self.dismiss(None)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        event.stop()
        self._tell(event.key)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        event.stop()
        self.dismiss(event.key)


class Ask(Dialog):
    """One line of text. What is typed is handed on at every key, so that nothing is lost."""

    def __init__(
        self, title: str, value: str = "", *, most: int, hint: str = "", typed: Callable[[str], None] | None = None,
        needed: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(title)
        self.value = value
        self.most = most
        self.hint = hint
        self.typed = typed
        self.needed = needed

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Bar(id="title")
            yield TextField(self.value, most=self.most, placeholder=self.hint, id="text")
            yield Bar(id="note")
            yield KeyBar(id="keys")

    def on_mount(self) -> None:
        super().on_mount()
        field = self.query_one("#text", TextField)
        field.focus()
        field.cursor_position = len(field.value)
        self.query_one("#keys", KeyBar).keys(
            [("Enter", "Done"), ("Esc", "Back, kept as typed" if self.typed else "Back")]
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.typed:
            self.typed(event.value)
        left = self.most - len(event.value)
        note = f"{left} characters left" if left < self.most // 10 else ""
        self.query_one("#note", Bar).say((note, "quiet"))

    def on_text_field_cut(self, event: TextField.Cut) -> None:
        event.stop()
        self.query_one("#note", Bar).say((cut_words(event.count), "late"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self.needed and not event.value.strip():
            self.query_one("#note", Bar).say(("It needs a line of text; Esc goes back.", "late"))
            return
        self.dismiss(event.value)


class Confirm(Dialog):
    """Yes by its letter, never by Enter alone; the answer is `yes` or nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [*BACK, Binding("y,Y", "yes", "Yes", id="dialog.yes")]

    def __init__(self, title: str, text: str, yes: str) -> None:
        super().__init__(title)
        self.text = text
        self.yes = yes

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Bar(id="title")
            yield RowList(id="text", marked=False)
            yield KeyBar(id="keys")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#text", RowList).show(self.said())
        self.query_one("#keys", KeyBar).keys([("Y", self.yes), ("Esc", "Back")])

    def said(self) -> Sequence[Row]:
        """What is asked, in full."""
        return [row(self.text)]

    def action_yes(self) -> None:
        self.dismiss("yes")
