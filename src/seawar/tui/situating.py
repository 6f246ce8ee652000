"""A page on the state of the world: read by its seat, or read, edited line by line and released by the umpire."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from seawar.tui.dialogs import BACK, Ask, Dialog
from seawar.tui.frame import Bar, KeyBar
from seawar.tui.lines import Row, row
from seawar.tui.rows import RowList

LINE_MOST = 400
"""Characters of one line."""


def page_lines(lines: Sequence[str], *, keyed: bool) -> list[Row]:
    """Headings flush and bold, a blank row before each, what stands under them set in."""
    rows: list[Row] = []
    for at, line in enumerate(lines):
        heading = line == line.lstrip()
        if heading and rows:
            rows.append(Row())
        key = f"line/{at}" if keyed else ""
        rows.append(row((line.strip(), "bold")) if heading and not keyed else
                    row((line.rstrip(), "bold" if heading else "text"), key=key, hang=2 if heading else 4))  # fmt: skip
    return rows


class Page(Dialog):
    """To be read."""

    DEFAULT_CSS = """
    Page > Vertical { width: 104; }
    Page RowList { max-height: 70vh; }
    """

    def __init__(self, title: str, text: str) -> None:
        super().__init__(title)
        self.lines = text.split("\n")

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Bar(id="title")
            yield RowList(id="lines", marked=False)
            yield KeyBar(id="keys")

    def on_mount(self) -> None:
        super().on_mount()
        listed = self.query_one("#lines", RowList)
        listed.show(page_lines(self.lines, keyed=False))
        listed.focus()
        self.query_one("#keys", KeyBar).keys([("Up Down PgUp PgDn", "Read"), ("Esc", "Back")])


class EditPage(Dialog):
    """The answer is the text to release, or nothing; every change is handed on as it is made."""

    DEFAULT_CSS = """
    EditPage > Vertical { width: 104; }
    EditPage RowList { max-height: 70vh; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *BACK,
        Binding("o", "add", "Add a line", id="page.add"),
        Binding("x", "cut", "Take a line out", id="page.cut"),
        Binding("r", "release", "Release", id="page.release"),
    ]

    def __init__(self, title: str, text: str, *, changed: Callable[[str], None]) -> None:
        super().__init__(title)
        self.lines = text.split("\n")
        self.changed = changed

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Bar(id="title")
            yield RowList(id="lines")
            yield KeyBar(id="keys")

    def on_mount(self) -> None:
        super().on_mount()
        self._show()
        self.query_one("#lines", RowList).focus()
        keys = [("R", "Release"), ("Enter", "Edit"), ("O", "Add a line"), ("X", "Cut it"), ("Esc", "Back, kept")]
        self.query_one("#keys", KeyBar).keys(keys)

    def _show(self) -> None:
        self.query_one("#lines", RowList).show(page_lines(self.lines, keyed=True))

    def _at(self) -> int:
        return int(self.query_one("#lines", RowList).cursor.partition("/")[2] or 0)

    def _change(self, lines: list[str]) -> None:
        self.lines = lines or [""]
        self.changed("\n".join(self.lines))
        self._show()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        event.stop()
        self._edit(self._at())

    @work(exclusive=True)
    async def _edit(self, at: int) -> None:
        old = self.lines[at]
        indent = old[: len(old) - len(old.lstrip())]
        text = await self.app.push_screen_wait(Ask("This line says", old.strip(), most=LINE_MOST, needed=True))
        if text:
            self._change([*self.lines[:at], indent + text.strip(), *self.lines[at + 1 :]])

    @work(exclusive=True)
    async def action_add(self) -> None:
        at = self._at()
        text = await self.app.push_screen_wait(Ask("A new line below", most=LINE_MOST, needed=True))
        if text:
            self._change([*self.lines[: at + 1], f"  {text.strip()}", *self.lines[at + 1 :]])
            self.query_one("#lines", RowList).select(f"line/{at + 1}")

    def action_cut(self) -> None:
        at = self._at()
        self._change([*self.lines[:at], *self.lines[at + 1 :]])

    def action_release(self) -> None:
        self.dismiss("\n".join(self.lines))
