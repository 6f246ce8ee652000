"""A question whose answer wants a longer look: rows to scroll, and yes by its letter."""

from __future__ import annotations

from collections.abc import Sequence

from seawar.tui.dialogs import Confirm
from seawar.tui.lines import Row


class Preview(Confirm):
    """Yes by Y; the answer is `yes` or nothing."""

    DEFAULT_CSS = """
    Preview RowList { max-height: 65vh; }
    """

    def __init__(self, title: str, rows: Sequence[Row], yes: str) -> None:
        super().__init__(title, "", yes)
        self.rows = rows

    def said(self) -> Sequence[Row]:
        return self.rows
