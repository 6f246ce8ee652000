"""Questions that are answered on the map: a place, or a route. Esc goes back and changes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from seawar.tui.chart import named
from seawar.tui.dialogs import BACK
from seawar.tui.frame import Bar, KeyBar
from seawar.tui.map.marks import Mark, Path
from seawar.tui.map.widget import TheatreMap


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
