"""What stands over every screen while the window is too small to draw on. Nothing under it is lost."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import ModalScreen

from seawar.tui.lines import row
from seawar.tui.rows import RowList

SMALLEST = (60, 20)
"""Columns and rows that a screen needs."""


def fits(width: int, height: int) -> bool:
    return width >= SMALLEST[0] and height >= SMALLEST[1]


class TooSmall(ModalScreen[None]):
    """It goes by itself when the window is large enough."""

    DEFAULT_CSS = """
    TooSmall { background: $sw-ground; padding: 1 2; }
    """

    def compose(self) -> ComposeResult:
        yield RowList(id="too-small", marked=False)

    def on_resize(self) -> None:
        width, height = self.app.size
        least = f"{SMALLEST[0]} by {SMALLEST[1]}"
        text = f"This window is {width} by {height}. seawar needs {least}: make it larger. Nothing is lost."
        self.query_one(RowList).show([row(text)])
