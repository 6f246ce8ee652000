"""One list of rows, drawn line by line: the widget that nearly every panel is made of.

No markup anywhere: what players wrote is drawn as it is, cleaned once more. The list keeps its cursor on
the same key and its place on the same line when its rows change, so that news never moves what is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from seawar.tui.lines import Line, Row, Span, lay_out
from seawar.tui.theme import ROLES

GUTTER = 2
"""Columns for the cursor mark."""


PLAIN = str.maketrans("▸▪▫∙−▴▾◂▵▿◃", ">#.:-^v<^v<")
"""For fonts without these characters: one for one, so that the columns stay."""


def plain(line: Line) -> Line:
    return Line(tuple((text.translate(PLAIN), role) for text, role in line.spans), line.row)


class RowList(Widget, can_focus=True):
    """Rows, a cursor on those that have a key, and scrolling."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    RowList { width: 1fr; height: 1fr; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"role--raised", *(f"role--{role}" for role in ROLES)}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Up", show=False, id="rows.up"),
        Binding("down", "step(1)", "Down", show=False, id="rows.down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="rows.page-up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="rows.page-down"),
        Binding("home", "end(-1)", "First", show=False, id="rows.first"),
        Binding("end", "end(1)", "Last", show=False, id="rows.last"),
        Binding("enter", "open", "Open", show=False, id="rows.open"),
    ]

    @dataclass
    class Opened(Message):
        """Enter or a click on a row with a key."""

        rows: RowList
        key: str

        @property
        def control(self) -> RowList:
            return self.rows

    @dataclass
    class Moved(Message):
        """The cursor came to another row."""

        rows: RowList
        key: str

        @property
        def control(self) -> RowList:
            return self.rows

    def __init__(self, *, id: str | None = None, classes: str | None = None, marked: bool = True) -> None:
        super().__init__(id=id, classes=classes)
        self.mark_width = GUTTER if marked else 0
        self.rows: Sequence[Row] = ()
        """All rows; the last `pinned` of them stand at the bottom, whatever scrolls above."""
        self.pinned = 0
        self.keeps_cursor = False
        """Whether the row under the cursor is tinted without the focus too, because other panels follow it."""
        self.whole = False
        """Whether its end is shown from the start of a row."""
        self.cursor = ""
        """Key of the row the cursor is on, or empty."""
        self.top = 0
        """The first line shown."""
        self._lines: list[Line] | None = None
        self._foot: list[Line] = []
        self._strips: dict[int, Strip] = {}
        self._styles: dict[str, Style] = {}

    def show(self, rows: Sequence[Row], *, foot: Sequence[Row] = (), end: bool = False) -> None:
        """Draw these rows, `foot` pinned at the bottom; `end` goes to the last of them if the last was in sight."""
        at_end = end and self.top >= self._end()
        keys = [row.key for row in (*rows, *foot) if row.key]
        if self.cursor not in keys:
            self.cursor = self._nearest(keys)
        self.rows, self.pinned = (*rows, *foot), len(foot)
        self._lines = None
        if at_end:
            self.top = self._end()
        self._redraw()
        height = self.styles.height
        if height is not None and height.is_auto:
            self.refresh(layout=True)

    def select(self, key: str) -> None:
        """Put the cursor on a row."""
        if key in (row.key for row in self.rows) and key != self.cursor:
            top, before = self.top, self._lines_of(self.cursor)
            self.cursor = key
            self._into_sight()
            if self.top == top:
                self._redraw_lines(before | self._lines_of(key))
            else:
                self._redraw()
            self.post_message(self.Moved(self, key))

    def _nearest(self, keys: Sequence[str]) -> str:
        """Where the cursor goes when its row is gone: the same place in the list."""
        old = [row.key for row in self.rows if row.key]
        at = old.index(self.cursor) if self.cursor in old else 0
        return keys[min(at, len(keys) - 1)] if keys else ""

    @property
    def lines(self) -> list[Line]:
        """What scrolls."""
        if self._lines is None:
            width = max(1, self.size.width - self.mark_width)
            count = len(self.rows) - self.pinned
            lines = lay_out(self.rows, width)
            self._lines = [line for line in lines if line.row < count]
            self._foot = [line for line in lines if line.row >= count]
        return self._lines

    @property
    def room(self) -> int:
        """Lines for what scrolls."""
        count = len(self.lines)
        return max(1, self.size.height - len(self._foot)) if count else self.size.height

    def text(self) -> str:
        """All of it as plain text, for tests and for reading aloud."""
        return "\n".join("".join(text for text, _ in line.spans).rstrip() for line in (*self.lines, *self._foot))

    def _most_top(self) -> int:
        return max(0, len(self.lines) - self.room, self._end())

    def _end(self) -> int:
        """From where the end is read: with `whole`, from the start of a row."""
        least = max(0, len(self.lines) - self.room)
        rows = [line.row for line in self.lines] if self.whole else []
        starts = [n for n, row in enumerate(rows) if not n or row != rows[n - 1]] or [least]
        return next((n for n in starts if n >= least), starts[-1])

    def _redraw(self) -> None:
        self.top = max(0, min(self.top, self._most_top())) if self.size.height else 0
        self._strips.clear()
        self.refresh()

    def _lines_of(self, key: str) -> set[int]:
        """Lines in sight of the row with a key."""
        lines = ((y, self._line(y)) for y in range(self.size.height))
        return {y for y, line in lines if line is not None and key and self.rows[line.row].key == key}

    def _redraw_lines(self, lines: set[int]) -> None:
        for y in lines:
            self._strips.pop(y, None)
        self.refresh(*(Region(0, y, self.size.width, 1) for y in sorted(lines)))

    def on_resize(self, event: events.Resize) -> None:
        del event
        self._lines = None
        self._into_sight()
        self._redraw()

    def on_focus(self) -> None:
        self._redraw()

    def on_blur(self) -> None:
        self._redraw()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport
        return len(lay_out(self.rows, max(1, width - self.mark_width)))

    # Drawing.

    def render_line(self, y: int) -> Strip:
        strip = self._strips.get(y)
        if strip is None:
            strip = self._strips[y] = self._strip(y)
        return strip

    def _line(self, y: int) -> Line | None:
        """What stands on a line of the widget."""
        count, foot = len(self.lines), len(self._foot)
        if y >= self.size.height - foot:
            return self._foot[y - (self.size.height - foot)]
        return self.lines[self.top + y] if self.top + y < count else None

    def _strip(self, y: int) -> Strip:
        width, line, ground = self.size.width, self._line(y), self.rich_style
        if line is None:
            return Strip.blank(width, ground)
        if more := self._more(y):
            return Strip([Segment(f"{more:>{width}}"[:width], ground + self._style("quiet"))], width)
        row = self.rows[line.row]
        on_cursor = bool(row.key) and row.key == self.cursor
        if row.bright:
            ground = self._style("bright")
        elif on_cursor and (self.has_focus or self.keeps_cursor):
            ground = ground + self._style("raised")
        above = self._line(y - 1) if y else None
        first = above is None or above.row != line.row
        mark = "▸ " if on_cursor and first and self.has_focus else "  "
        spans = [(mark[: self.mark_width], "you")] if self.mark_width else []
        if getattr(self.app, "ascii", False):
            spans, line = [(text.translate(PLAIN), role) for text, role in spans], plain(line)
        segments = [
            Segment(text, ground if row.bright else ground + self._style(role)) for text, role in (*spans, *line.spans)
        ]
        return Strip(segments, width)

    def _more(self, y: int) -> str:
        """On the last line that scrolls, when there is more below: how much, and the key."""
        below = len(self.lines) - self.top - self.room
        return f"{below + 1} more, PgDn" if below > 0 and y == self.room - 1 > 0 else ""

    def _style(self, role: str) -> Style:
        if role not in self._styles:
            name = role if f"role--{role}" in self.COMPONENT_CLASSES else "text"
            self._styles[role] = self.get_component_rich_style(f"role--{name}", partial=name != "bright")
        return self._styles[role]

    # Keys and mouse.

    def action_step(self, by: int) -> None:
        keys = [row.key for row in self.rows if row.key]
        if not keys:
            self._scroll(by)
            return
        at = keys.index(self.cursor) if self.cursor in keys else 0
        if 0 <= at + by < len(keys):
            self.select(keys[at + by])
        else:
            self._scroll(by)

    def action_page(self, by: int) -> None:
        self._scroll(by * max(1, self.room - 2))

    def action_end(self, by: int) -> None:
        keys = [row.key for row in self.rows if row.key]
        if keys:
            self.select(keys[0 if by < 0 else -1])
        self._scroll(by * len(self.lines))

    def action_open(self) -> None:
        if self.cursor:
            self.post_message(self.Opened(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        line = self._line(event.y)
        if line is not None and (key := self.rows[line.row].key):
            self.select(key)
            self.post_message(self.Opened(self, key))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._scroll(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._scroll(-3)

    def _scroll(self, by: int) -> None:
        self.top += by
        self._redraw()

    def _into_sight(self) -> None:
        """Scroll so that the whole row under the cursor is seen."""
        at = [n for n, line in enumerate(self.lines) if self.rows[line.row].key == self.cursor and self.cursor]
        if at and self.size.height:
            room = self.room - (1 if at[-1] < len(self.lines) - 1 else 0)
            if at[-1] >= self.top + room:
                self.top = at[-1] - room + 1
            self.top = min(self.top, at[0])


__all__ = ["Row", "RowList", "Span"]
