"""The order form: fields on top, odds below, both redrawn at each change. Esc loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from msgspec.structs import replace
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from seawar.adjudicate.validate import MOST_RATIONALE, MOST_WORDS
from seawar.core.orders import Order
from seawar.core.rules import OrderType
from seawar.tui import choices
from seawar.tui.argument import Text, texts, write, written
from seawar.tui.chart import marks, paths
from seawar.tui.dialogs import Choose, Confirm, cut_words
from seawar.tui.fields import Field, chosen, fields
from seawar.tui.frame import Bar, KeyBar, TextField
from seawar.tui.known import Known
from seawar.tui.lines import Row, Span, row
from seawar.tui.odds_panel import odds_rows
from seawar.tui.picking import PickOnMap, PickRoute
from seawar.tui.rows import RowList
from seawar.tui.screen import SMALL

LABEL = 15
"""Columns of a field's label."""
RATIONALE = "rationale"
"""The last stop of Tab and Down."""


class OrderForm(ModalScreen[None]):
    """One order of the draft. Every change is handed on at once, so that it is saved as it is made."""

    DEFAULT_CSS = """
    OrderForm { align: right top; background: $sw-ground 40%; }
    OrderForm > Vertical { width: 78; max-width: 100%; height: 100%; background: $sw-raised; padding: 0 1; }
    OrderForm.small > Vertical { width: 100%; }
    OrderForm #fields { height: auto; max-height: 14; }
    OrderForm .written { height: 1; }
    OrderForm .written Bar { width: 17; }
    OrderForm #text { height: auto; min-height: 2; max-height: 4; }
    OrderForm #odds { height: 1fr; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back, draft kept", id="form.back"),
        Binding("ctrl+d", "discard", "Discard", id="form.discard"),
        Binding("left", "turn(-1)", "Previous choice", show=False, id="form.left"),
        Binding("right", "turn(1)", "Next choice", show=False, id="form.right"),
        Binding("pagedown", "page(1)", "Read on", show=False, priority=True, id="form.page-down"),
        Binding("pageup", "page(-1)", "Read back", show=False, priority=True, id="form.page-up"),
        Binding("tab", "field(1, 1)", "Next field", show=False, priority=True, id="form.next"),
        Binding("shift+tab", "field(-1, 1)", "Field before", show=False, priority=True, id="form.previous"),
        Binding("down", "field(1)", "Down", show=False, priority=True, id="form.down"),
        Binding("up", "field(-1)", "Up", show=False, priority=True, id="form.up"),
        Binding("m", "map", "Pick on the map", id="form.map"),
        Binding("w", "why", "Why these odds", id="form.why"),
    ]

    def __init__(
        self,
        known: Known,
        order: Order,
        place: str,
        changed: Callable[[Order | None], None],
        clock: Callable[[], Span] = lambda: ("", "text"),
    ) -> None:
        super().__init__()
        self.known = known
        self.order = order
        self.place = place
        """As `order 1 of 3`."""
        self.changed = changed
        """Called with the order as it is now; with None when it is discarded."""
        self.said = False
        self.clock = clock
        """What is left of the plan phase, in words."""
        self.why = True

    @property
    def kind(self) -> OrderType:
        return self.known.rules.order_types[self.order.type]

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Bar(id="title")
            yield Bar(id="text")
            yield RowList(id="fields")
            for text in self.texts:
                with Horizontal(classes="written"):
                    yield Bar(id=f"{text.id}-label")
                    yield TextField(written(self.order, text.id), most=MOST_WORDS, placeholder=text.hint, id=text.id)
            with Horizontal(classes="written"):
                yield Bar(id="rationale-label")
                yield TextField(
                    self.order.rationale, most=MOST_RATIONALE, placeholder="one line, for the review", id=RATIONALE
                )
            yield Bar(id="odds")
            yield KeyBar(id="keys")

    def on_resize(self) -> None:
        self.set_class(self.app.size.width < SMALL[0], "small")

    def on_mount(self) -> None:
        self._say_where()
        self.set_interval(1.0, self._say_where)
        self.query_one("#text", Bar).show([row((self.kind.text, "quiet"), most=4)])
        for text in self.texts:
            self.query_one(f"#{text.id}-label", Bar).say((f"  {text.label}", "quiet"))
        self.query_one("#rationale-label", Bar).say(("  Rationale", "quiet"))
        first = self.query_one(f"#{self.texts[0].id}" if self.texts else "#fields")
        first.focus()
        self.query_one("#keys", KeyBar).keys([
            ("Up Down", "Field"), ("Left Right", "Change"), ("Enter", "List"), ("M", "Map"),
            ("Esc", "Back, kept"), ("Ctrl+D", "Discard"), ("F1", "Help"),
        ])  # fmt: skip
        self._redraw()

    @property
    def texts(self) -> tuple[Text, ...]:
        """Lines that the seat writes itself."""
        return texts(self.kind)

    # What is shown.

    def _say_where(self) -> None:
        """Which order it is, and the clock where there is room for it."""
        left, role = self.clock()
        place = f"{self.place}, saved as you type"
        room = self.app.size.width if self.has_class("small") else 76
        spans: list[Span] = [(f"{left}   " if left else "", role), (self.place if left else place, "quiet")]
        if len(self.kind.title) + sum(len(text) for text, _ in spans) + 4 > room:
            spans = [(self.place, "quiet")]
        if not self.said:
            self.query_one("#title", Bar).say((self.kind.title, "bold"), right=spans)

    def _head(self, right: str, role: str) -> None:
        """What is told stands at the top right until the next field or choice."""
        self.said = True
        self.query_one("#title", Bar).say((self.kind.title, "bold"), right=[(right, role)])

    def _redraw(self) -> None:
        self._hush()
        listed = self.query_one("#fields", RowList)
        listed.show([_field_row(field) for field in fields(self.known, self.order)])
        odds = self.query_one("#odds", RowList)
        odds.show(list(odds_rows(self.known, self.order, why=self.why)))

    def _hush(self) -> None:
        self.said = False
        self._say_where()

    def _change(self, order: Order) -> None:
        self.order = order
        self.changed(order)
        self._redraw()

    def _field(self, key: str) -> Field | None:
        return next((field for field in fields(self.known, self.order) if field.id == key), None)

    @property
    def at(self) -> Field | None:
        return self._field(self.query_one("#fields", RowList).cursor)

    # What is done.

    def action_page(self, by: int) -> None:
        """Odds and reasons scroll while a field is being filled in."""
        self.query_one("#odds", RowList).action_page(by)

    def action_back(self) -> None:
        self.dismiss(None)

    @work(exclusive=True)
    async def action_discard(self) -> None:
        question = Confirm("Discard this order?", f"{self.kind.title} is taken off your list.", "Discard it")
        if await self.app.push_screen_wait(question):
            self.changed(None)
            self.dismiss(None)

    def action_field(self, by: int, around: int = 0) -> None:
        """Down the fields, then the lines of text; with `around`, from there to the first again."""
        self._hush()
        listed = self.query_one("#fields", RowList)
        lines = [*(text.id for text in self.texts), RATIONALE]
        keys = [*(field.id for field in fields(self.known, self.order)), *lines]
        here = listed.cursor if listed.has_focus else (self.focused.id or "") if self.focused else ""
        at = keys.index(here) if here in keys else len(keys) - 1
        to = (at + by) % len(keys) if around else max(0, min(at + by, len(keys) - 1))
        if keys[to] in lines:
            self.query_one(f"#{keys[to]}", TextField).focus()
        else:
            listed.focus()
            listed.select(keys[to])

    def action_turn(self, by: int) -> None:
        """To the next choice of the field, without a list."""
        field = self.at
        if field is None or not field.choices:
            return
        to = choices.step(field, choices.reasons(self.known, self.order, field), by)
        if to:
            self._change(chosen(self.known, self.order, field.id, to))

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        event.stop()
        if event.rows.id == "fields":
            self._choose(event.key)

    @work(exclusive=True)
    async def _choose(self, key: str) -> None:
        field = self._field(key)
        if field is None:
            return
        if field.inline:
            keys = [choice for choice, _ in field.choices]
            at = keys.index(field.chosen) if field.chosen in keys else -1
            self._change(chosen(self.known, self.order, field.id, keys[(at + 1) % len(keys)]))
            return
        if not field.choices:
            self._head(field.note, "late")
            return
        rows = choices.rows(field, choices.reasons(self.known, self.order, field))
        answer = await self.app.push_screen_wait(Choose(field.label, rows, field.chosen))
        if answer is not None:
            self._change(chosen(self.known, self.order, field.id, answer))

    @work(exclusive=True)
    async def action_map(self) -> None:
        """Pick the target of the field, or of the first that has a place, on the map."""
        known, order = self.known, self.order
        placed = [field for field in fields(known, order) if field.on_map and field.choices]
        field = self.at if self.at in placed else next(iter(placed), None)
        if field is None:
            return
        shown = marks(
            known.rules, known.seat, known.view.forces, known.view.contacts, known.view.now, set(order.targets.values())
        )
        heading = f"{field.label} of: {self.kind.title}"
        why = choices.reasons(known, order, field)
        if all(why.values()):
            self._head(next(iter(why.values())), "late")
            return
        if field.chosen in known.rules.map.routes or field.choices[0][0] in known.rules.map.routes:
            ways = {id_: (words, paths(known.rules, replace(order, targets={"route": id_}, route=())))
                    for id_, words in field.choices if not why[id_]}  # fmt: skip
            answer = await self.app.push_screen_wait(PickRoute(heading, shown, ways, field.chosen))
        else:
            answer = await self.app.push_screen_wait(PickOnMap(heading, shown, paths(known.rules, order), why))
        if answer is not None:
            self._change(chosen(known, self.order, field.id, answer))

    def action_why(self) -> None:
        self.why = not self.why
        self._redraw()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        id_ = event.input.id or ""
        if id_ != RATIONALE and event.value != written(self.order, id_):
            self._change(write(self.order, id_, event.value))
        elif id_ == RATIONALE and event.value != self.order.rationale:
            self.order = replace(self.order, rationale=event.value)
            self.changed(self.order)

    def on_text_field_cut(self, event: TextField.Cut) -> None:
        event.stop()
        self._head(cut_words(event.count), "late")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.input.id == RATIONALE:
            self.query_one("#fields", RowList).focus()
        else:
            self.action_field(1)


def _field_row(field: Field) -> Row:
    label: Span = (f"{field.label:<{LABEL}}", "quiet")
    note = (field.note, "late" if not field.choices or field.note.startswith("no ") else "quiet")
    if field.inline:
        spans: list[Span] = []
        for key, words in field.choices:
            spans.append((f"[{words}] ", "bold") if key == field.chosen else (f" {words}  ", "quiet"))
        return row(label, *spans, key=field.id, hang=LABEL)
    value: Span = (field.value, "text") if field.value else ("choose one", "late")
    return row(label, value, right=note if field.note else (), key=field.id, hang=LABEL, most=2)
