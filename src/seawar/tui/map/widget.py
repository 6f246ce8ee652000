"""The theatre map on the screen: keys, mouse, colours, and strips kept until something changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widget import Widget

from seawar.tui.map.earth import ROUND, earth, holds, world
from seawar.tui.map.insets import composed
from seawar.tui.map.marks import ASCII, UNICODE, Mark, Path, Tone
from seawar.tui.map.messages import Chosen, Turned
from seawar.tui.map.picture import Base, Picture, base
from seawar.tui.map.projection import WIDTH_MIN_KM, Viewport, fit
from seawar.tui.map.rim import foot, head
from seawar.tui.map.strips import Palette

THEATRE = ((31.0, 122.0), (43.0, 142.0))
"""What is shown while there are no marks."""
HOME_KM = 1400.0
"""How wide the first view is at least: one must recognise the coasts."""
PAN, ZOOM, WHEEL = 0.125, 1.4, 1.25
"""Share of the view that a key pans; how much nearer a key, and a notch of the wheel, comes."""
REACH = 2
"""Columns from a mark at which a click still means it."""


class TheatreMap(Widget, can_focus=True):
    """Marks on the coast of Northeast Asia. `show` says what; the rest is between the map and its reader."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TheatreMap { width: 1fr; height: 1fr; }
    TheatreMap > .theatre-map--ground { background: $background; }
    TheatreMap > .theatre-map--land { background: $surface; }
    TheatreMap > .theatre-map--quiet { color: $foreground 66%; }
    TheatreMap > .theatre-map--names { color: $foreground 54%; }
    TheatreMap > .theatre-map--text { color: $foreground; }
    TheatreMap > .theatre-map--you { color: $text-primary; }
    TheatreMap > .theatre-map--others { color: $text-accent; }
    TheatreMap > .theatre-map--new { color: $text-warning; }
    TheatreMap > .theatre-map--truth { color: $text-secondary; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "theatre-map--land", *(f"theatre-map--{tone.name.lower()}" for tone in Tone)
    }  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "pan(-1, 0)", "Pan", show=False, id="map.left"),
        Binding("right", "pan(1, 0)", "Pan", show=False, id="map.right"),
        Binding("up", "pan(0, -1)", "Pan", show=False, id="map.up"),
        Binding("down", "pan(0, 1)", "Pan", show=False, id="map.down"),
        Binding("plus,equals_sign", "zoom(1)", "Nearer", key_display="+", id="map.nearer"),
        Binding("minus", "zoom(-1)", "Farther", key_display="-", id="map.farther"),
        Binding("0", "fit", "All", id="map.all"),
        Binding("comma", "step(-1)", "Previous", key_display=",", id="map.previous"),
        Binding("full_stop", "step(1)", "Next", key_display=".", id="map.next"),
        Binding("enter", "pick", "Pick", id="map.pick"),
    ]

    class Picked(Chosen):
        """The reader chose a mark, by Enter or by a click."""

    class Highlighted(Chosen):
        """The reader stepped to a mark."""

    class Moved(Turned):
        """The reader panned or zoomed. A second map follows with `look`."""

    def __init__(self, *, ascii: bool = False, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.glyphs = ASCII if ascii else UNICODE
        self.marks: tuple[Mark, ...] = ()
        self.paths: tuple[Path, ...] = ()
        self.title = ""
        self.legend: tuple[str, ...] = ()
        self.highlighted = ""
        """The mark that Enter picks, or empty."""
        self._window = earth().window
        """How far one may look: the theatre, or all the world where most marks lie elsewhere."""
        self._view: Viewport | None = None
        self._moved = False
        """Whether the reader chose the view: then new marks do not change it."""
        self._palette: Palette | None = None
        self._base: Base | None = None
        self._ground: dict[int, Strip] = {}
        self._picture: Picture | None = None
        self._strips: list[Strip] = []

    # What is shown

    def show(
        self, marks: Sequence[Mark], paths: Sequence[Path] = (), title: str = "", legend: Sequence[str] = ()
    ) -> None:
        """Replace all content. Each legend entry is shown whole or not at all."""
        first = not self.marks
        near = [mark for mark in marks if not mark.inset]
        at_home = sum(holds(earth().window, mark.lat, mark.lon) for mark in near)
        self._window = earth().window if 2 * at_home >= len(near) else world().window
        self.marks, self.paths = (tuple(marks), tuple(paths)) if at_home else _unrolled(marks, paths)
        self.title, self.legend = title, tuple(legend)
        if self.highlighted not in {m.id for m in self.marks}:
            self.highlighted = ""
        if not self._moved and self._view and (first or not all(self._sees(m, self._view) for m in self._lively())):
            self._view = None
        self._redraw()

    def highlight(self, mark_id: str) -> None:
        """Mark what another panel speaks of; no message comes back."""
        self.highlighted = mark_id
        self._redraw()

    def look(self, view: Viewport) -> None:
        """Take this view; no message comes back."""
        self._view, self._moved = self._bounded(view), True
        self._redraw()

    @property
    def view(self) -> Viewport:
        """What part of the earth is seen; fitted to what moves until the reader chooses."""
        if self._view is None:
            self._view = self._home()
        return self._view

    @property
    def picture(self) -> Picture:
        """The map's part of the widget, without title and legend."""
        width, height = self._frame
        under = self._base
        if under is None or (under.view, under.width, under.height) != (self.view, width, height):
            under = self._base = base(self.view, width, height, self.glyphs)
            self._ground.clear()
            self._picture = None
        if self._picture is None:
            lit = self.highlighted if self.has_focus else ""
            self._picture = composed(under, self.marks, self.paths, lit)
        return self._picture

    @property
    def _frame(self) -> tuple[int, int]:
        return max(self.size.width, 1), max(self.size.height - 2, 1)

    def _lively(self) -> list[Mark]:
        """Marks the first view is fitted to: not the bare places round about."""
        lively = [m for m in self.marks if m.flies or m.target or m.role != "quiet" or m.kind == "islets"]
        return lively or list(self.marks)

    def _sees(self, mark: Mark, view: Viewport) -> bool:
        width, height = self._frame
        x, y = view.cell(mark.lat, mark.lon, width, height)
        return bool(mark.inset) or (0 <= x < width and 0 <= y < height)

    def _home(self) -> Viewport:
        return self._fitted(self._lively(), HOME_KM)

    def _fitted(self, marks: Sequence[Mark], least_km: float = WIDTH_MIN_KM) -> Viewport:
        points = [(m.lat, m.lon) for m in marks if not m.inset and holds(self._window, m.lat, m.lon)]
        return self._bounded(fit(points or THEATRE, *self._frame, least_km))

    def _bounded(self, view: Viewport) -> Viewport:
        return view.within(self._window, *self._frame)

    # Keys and mouse

    def action_pan(self, columns: int, rows: int) -> None:
        width, height = self._frame
        self._go(self.view.moved(columns * max(width * PAN, 1), rows * max(height * PAN, 1)))

    def action_zoom(self, nearer: int) -> None:
        """Towards the highlighted mark, or else the target: it keeps its place on the screen."""
        width, height = self._frame
        ids = {self.highlighted} - {""} or {m.id for m in self.marks if m.target}
        seen = [m for m in self.marks if m.id in ids and not m.inset and self._sees(m, self.view)]
        x, y = self.view.cell(seen[0].lat, seen[0].lon, width, height) if seen else (width / 2, height / 2)
        self._go(self.view.zoomed(ZOOM**nearer, x - width / 2, y - height / 2))

    def action_fit(self) -> None:
        """All marks; and when all are shown, back to the first view."""
        all_marks = self._fitted(self.marks)
        self._go(self._home() if self.view == all_marks else all_marks)
        self._moved = False

    def action_step(self, by: int) -> None:
        """To the next mark: target, own, others, places. One out of sight is brought into the middle."""
        order = sorted(self.marks, key=lambda m: (m.rank, m.priority))
        if not order:
            return
        at = next((i for i, m in enumerate(order) if m.id == self.highlighted), -1 if by > 0 else 0)
        mark = order[(at + by) % len(order)]
        if not self._sees(mark, self.view):
            self._go(Viewport(mark.lat, mark.lon, self.view.km))
        self._lit(mark.id)

    def action_pick(self) -> None:
        """The highlighted mark; the first Enter on a map without one highlights the first."""
        if self.highlighted:
            self.post_message(self.Picked(self, self.highlighted))
        else:
            self.action_step(1)

    def _go(self, view: Viewport) -> None:
        self._view, self._moved = self._bounded(view), True
        self._redraw()
        self.post_message(self.Moved(self, self._view))

    def _lit(self, mark_id: str) -> None:
        self.highlight(mark_id)
        self.post_message(self.Highlighted(self, mark_id))

    def mark_at(self, x: int, y: int) -> str:
        """The mark nearest to a cell of the widget, or empty. Marks that share a symbol take turns."""
        near = [(d.distance(x, y - 1), i) for i, d in enumerate(self.picture.drawn)]
        distance, i = min(near, default=(REACH + 1, 0))
        if distance > REACH:
            return ""
        ids = self.picture.drawn[i].ids
        return ids[(ids.index(self.highlighted) + 1) % len(ids)] if self.highlighted in ids else ids[0]

    def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset(self)
        mark_id = self.mark_at(at.x, at.y) if at else ""
        if mark_id:
            self._lit(mark_id)
            self.post_message(self.Picked(self, mark_id))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, WHEEL)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(event, 1 / WHEEL)

    def _wheel(self, event: events.MouseEvent, factor: float) -> None:
        """What is under the pointer stays under it."""
        event.stop()
        width, height = self._frame
        at = event.get_content_offset(self)
        if at:
            self._go(self.view.zoomed(factor, at.x - width / 2, at.y - 1 - height / 2))

    # Drawing

    def on_resize(self) -> None:
        self._view = self._bounded(self.view) if self._moved else None
        self._redraw()

    def on_focus(self) -> None:
        self._redraw()

    def on_blur(self) -> None:
        self._redraw()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._palette = None
        self._ground.clear()
        self._redraw()

    def _redraw(self) -> None:
        self._picture = None
        self._strips = []
        self.refresh()

    def render_line(self, y: int) -> Strip:
        if not self._strips:
            self._strips = self._drawn()
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width)

    def _drawn(self) -> list[Strip]:
        """Rows on which nothing stands keep their strips for as long as the view stays."""
        shown, width, palette = self.picture, self._frame[0], self._colours()
        tone = Tone.YOU if self.has_focus else Tone.TEXT
        for y in set(range(len(shown.rows))) - shown.changed - self._ground.keys():
            self._ground[y] = palette.strip(shown.rows[y])
        rows = [
            palette.strip(row) if y in shown.changed else self._ground[y] for y, row in enumerate(shown.rows)
        ]  # fmt: skip
        first = palette.strip(head(self.title, self.view.km, width, self.glyphs, tone))
        return [first, *rows, palette.strip(foot(self.legend, width))]

    def _colours(self) -> Palette:
        if self._palette is None:
            part = {tone: self.get_component_styles(f"theatre-map--{tone.name.lower()}") for tone in Tone}
            land = self.get_component_styles("theatre-map--land")
            ground = self.background_colors[1] + part[Tone.GROUND].background
            self._palette = Palette(ground, land.background, {tone: styles.color for tone, styles in part.items()})
        return self._palette


def _unrolled(marks: Sequence[Mark], paths: Sequence[Path]) -> tuple[tuple[Mark, ...], tuple[Path, ...]]:
    """The same with what lies west of the date line counted on eastwards, where that brings all together."""
    lons = [mark.lon for mark in marks if not mark.inset]
    if not lons or max(lons) - min(lons) <= ROUND / 2:
        return tuple(marks), tuple(paths)
    near = [replace(mark, lon=mark.lon % ROUND) for mark in marks]
    ways = [replace(p, points=tuple((lat, lon % ROUND) for lat, lon in p.points)) for p in paths]
    return tuple(near), tuple(ways)
