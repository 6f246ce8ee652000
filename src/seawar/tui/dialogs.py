"""Small questions: choose one, type a line, say yes, pick on the map. Esc always goes back and changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from seawar.tui.chart import named
from seawar.tui.frame import Bar, KeyBar, TextField
from seawar.tui.lines import Row, row
from seawar.tui.map.marks import Mark, Path
from seawar.tui.map.widget import TheatreMap
from seawar.tui.rows import RowList

BACK: list[BindingType] = [Binding("escape", "back", "Back", id="dialog.back")]


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
    Dialog #keys { margin-top: 1; padding: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = BACK

    def __init__(self, title: str) -> None:
        super().__init__()
        self.heading = title

    def on_mount(self) -> None:
        self.query_one("#title", Bar).say((self.heading, "bold"))

    def action_back(self) -> None:
        self.dismiss(None)


class Choose(Dialog):
    """One of a list. The answer is its key."""

    def __init__(self, title: str, rows: Sequence[Row], cursor: str = "") -> None:
        super().__init__(title)
        self.rows = rows
        self.first = cursor

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Bar(id="title")
            yield RowList(id="choices")
            yield KeyBar(id="keys")

    def on_mount(self) -> None:
        super().on_mount()
        choices = self.query_one("#choices", RowList)
        choices.show(self.rows)
        if self.first:
            choices.select(self.first)
        choices.focus()
        act = [("Up Down", "Choose"), ("Enter", "Take it")] if any(one.key for one in self.rows) else []
        self.query_one("#keys", KeyBar).keys([*act, ("Esc", "Back")])

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


class PickOnMap(ModalScreen[str | None]):
    """A target, chosen on the map. The answer is an id among those allowed."""

    DEFAULT_CSS = """
    PickOnMap { background: $sw-ground; }
    PickOnMap > Vertical { padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = BACK

    def __init__(self, title: str, marks: Sequence[Mark], paths: Sequence[Path], why: Mapping[str, str]) -> None:
        super().__init__()
        self.heading = title
        self.marks = marks
        self.paths = paths
        self.why = why
        """What can be a target, to why it would be refused; empty where it would not be."""

    def compose(self) -> ComposeResult:
        with Vertical():
            yield TheatreMap(id="map")
            yield Bar(id="said")
            yield KeyBar(id="keys")

    def on_mount(self) -> None:
        theatre = self.query_one(TheatreMap)
        theatre.show(self.marks, self.paths, self.heading)
        theatre.focus()
        keys = [(", .", "Previous, next"), ("Enter", "Take it"), ("+ -", "Zoom"), ("0", "Fit"), ("Esc", "Back")]
        self.query_one(KeyBar).keys(keys)

    def action_back(self) -> None:
        self.dismiss(None)

    def on_theatre_map_highlighted(self, event: TheatreMap.Highlighted) -> None:
        event.stop()
        text = next((mark.text or mark.id for mark in self.marks if mark.id == event.mark_id), "")
        self.query_one("#said", Bar).say(text)

    def on_theatre_map_picked(self, event: TheatreMap.Picked) -> None:
        event.stop()
        here = [id_ for id_ in named(event.mark_id) if id_ in self.why]
        for id_ in here:
            if not self.why[id_]:
                self.dismiss(id_)
                return
        reason = f"Not there: {self.why[here[0]]}." if here else "That cannot be a target of this order; pick another."
        self.query_one("#said", Bar).say((reason, "late"))


class PickRoute(ModalScreen[str | None]):
    """A route, chosen by looking at each on the map. The answer is its id."""

    DEFAULT_CSS = """
    PickRoute { background: $sw-ground; }
    PickRoute > Vertical { padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *BACK,
        Binding("comma,shift+tab", "step(-1)", "Previous route", id="route.previous", priority=True),
        Binding("full_stop,tab,space", "step(1)", "Next route", id="route.next", priority=True),
        Binding("enter", "take", "Take it", id="route.take", priority=True),
    ]

    def __init__(
        self, title: str, marks: Sequence[Mark], ways: Mapping[str, tuple[str, Sequence[Path]]], first: str = ""
    ) -> None:
        super().__init__()
        self.heading = title
        self.marks = marks
        self.ways = ways
        """Route to its title and its line on the map."""
        self.shown = first if first in ways else next(iter(ways))

    def compose(self) -> ComposeResult:
        with Vertical():
            yield TheatreMap(id="map")
            yield Bar(id="said")
            yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.query_one(TheatreMap).focus()
        self.query_one(KeyBar).keys(
            [(", .", "Previous, next route"), ("Enter", "Take it"), ("+ -", "Zoom"), ("0", "Fit"), ("Esc", "Back")]
        )
        self._show()

    def _show(self) -> None:
        title, line = self.ways[self.shown]
        self.query_one(TheatreMap).show(self.marks, line, self.heading)
        at = list(self.ways).index(self.shown) + 1
        self.query_one("#said", Bar).say((f"{at} of {len(self.ways)}  ", "quiet"), (title, "bold"))

    def action_step(self, by: int) -> None:
        ids = list(self.ways)
        self.shown = ids[(ids.index(self.shown) + by) % len(ids)]
        self._show()

    def action_take(self) -> None:
        self.dismiss(self.shown)

    def action_back(self) -> None:
        self.dismiss(None)
