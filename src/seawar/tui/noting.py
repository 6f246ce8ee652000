"""A note in one dialog: the line, its tags, and what it is about; Enter in the line puts it on record."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from seawar.tui.dialogs import Dialog, cut_words
from seawar.tui.frame import Bar, KeyBar, TextField
from seawar.tui.lines import Row, row
from seawar.tui.marking import tick_rows
from seawar.tui.rows import RowList

DONE = "done"


class NoteDialog(Dialog):
    """The answer is `done` or nothing; `text`, `tags` and `about` say what was written."""

    DEFAULT_CSS = """
    NoteDialog #text { margin-bottom: 1; }
    NoteDialog RowList { max-height: 50vh; }
    """

    def __init__(
        self, text: str, questions: Mapping[str, str], about: Mapping[str, str], *, most: int,
        typed: Callable[[str], None],
    ) -> None:  # fmt: skip
        super().__init__("Note, for the white cell alone")
        self.text = text
        self.questions = questions
        self.choices = about
        self.about = next(iter(about), "")
        self.tags: set[str] = set()
        self.most = most
        self.typed = typed

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Bar(id="title")
            yield TextField(self.text, most=self.most, placeholder="what you saw, in one line", id="text")
            yield RowList(id="choices")
            yield Bar(id="note")
            yield KeyBar(id="keys")

    def on_mount(self) -> None:
        super().on_mount()
        field = self.query_one("#text", TextField)
        field.cursor_position = len(field.value)
        field.focus()
        self._show()

    def on_descendant_focus(self) -> None:
        typing = self.focused is not None and self.focused.id == "text"
        on_line = [("Enter", "Put on record"), ("Tab", "Tags and what it is about"), ("Esc", "Back, kept as typed")]
        in_list = [("Up Down", "Choose"), ("Enter", "Mark, or put on record"), ("Tab", "The line"), ("Esc", "Back")]
        self.query_one("#keys", KeyBar).keys(on_line if typing else in_list)

    def _show(self) -> None:
        rows: list[Row] = []
        if self.questions:
            tagged = {f"tag {id_}": words for id_, words in self.questions.items()}
            rows += [row(("Learning questions", "quiet")), *tick_rows(tagged, (f"tag {tag}" for tag in self.tags))]
        rows += [Row(), row(("About", "quiet"))]
        for key, words in self.choices.items():
            rows.append(row((f"({'*' if key == self.about else ' '}) ", "quiet"), words, key=f"about {key}", hang=4))
        rows += [Row(), row("  Put it on record", key=DONE, bright=True)]
        self.query_one("#choices", RowList).show(rows)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        event.stop()
        kind, _, name = event.key.partition(" ")
        if event.key == DONE:
            self._take()
        elif kind == "tag":
            self.tags ^= {name}
            self._show()
        else:
            self.about = name
            self._show()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.text = event.value
        self.typed(event.value)
        left = self.most - len(event.value)
        self.query_one("#note", Bar).say((f"{left} characters left" if left < self.most // 10 else "", "quiet"))

    def on_text_field_cut(self, event: TextField.Cut) -> None:
        event.stop()
        self.query_one("#note", Bar).say((cut_words(event.count), "late"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._take()

    def _take(self) -> None:
        if self.text.strip():
            self.dismiss(DONE)
        else:
            self.query_one("#note", Bar).say(("A note needs a line of text; Esc goes back.", "late"))
            self.query_one("#text", TextField).focus()
