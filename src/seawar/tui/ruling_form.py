"""The form of one ruling. Esc loses nothing; only S puts it on record, with a reason."""

from __future__ import annotations

import dataclasses
from collections.abc import Awaitable, Callable
from typing import ClassVar

from msgspec.structs import replace
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from seawar.core.effects import Reported
from seawar.core.rulings import Ruling
from seawar.core.state import Report
from seawar.net.wire import MOST_TEXT, refused_effect
from seawar.tui import effect_form, ruling_rows
from seawar.tui.dialogs import Ask, Choose
from seawar.tui.frame import Bar, KeyBar, TextField
from seawar.tui.lines import row
from seawar.tui.rows import RowList
from seawar.tui.ruling_sight import Read, Sight
from seawar.tui.screen import SMALL
from seawar.tui.words import band_words

REASON_MOST = 400
"""Characters."""
REASON = "reason"
WHITE_CELL = "White cell"
KEYS = [
    ("Up Down", "Line"), ("Left Right", "Change"), ("Enter", "Open"), ("X", "Take off"), ("S", "On record"),
    ("Esc", "Back, kept"), ("F1", "Help"),
]  # fmt: skip


class RulingForm(ModalScreen[None]):
    """One result, decided. Every change is handed on at once, so that it is kept as it is made."""

    DEFAULT_CSS = """
    RulingForm { align: right top; background: $sw-ground 40%; }
    RulingForm > Vertical { width: 86; max-width: 100%; height: 100%; background: $sw-raised; padding: 0 1; }
    RulingForm.small > Vertical { width: 100%; }
    RulingForm #ruling { height: 1fr; margin-top: 1; }
    RulingForm.small #ruling { margin-top: 0; }
    RulingForm #reason-row { height: 1; }
    RulingForm #reason-label { width: 14; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back, kept", id="ruling.back"),
        Binding("left", "turn(-1)", "Previous choice", show=False, id="ruling.left"),
        Binding("right", "turn(1)", "Next choice", show=False, id="ruling.right"),
        Binding("tab,shift+tab", "field", "Reason, and back", show=False, priority=True, id="ruling.next"),
        Binding("x", "drop", "Take off", id="ruling.drop"),
        Binding("s", "set", "Put on record", id="ruling.set"),
    ]

    def __init__(
        self,
        title: str,
        look: Callable[[Ruling], Sight],
        ruling: Ruling,
        changed: Callable[[Ruling], None],
        send: Callable[[Ruling], Awaitable[str]],
        at: str = "",
    ) -> None:
        super().__init__()
        self.heading = title
        self.look = look
        """A ruling to all that is shown of it."""
        self.ruling = ruling
        self.changed = changed
        """Called with every change."""
        self.send = send
        """Puts it on record; the answer is why not, or empty."""
        self.first = at
        """Key of the line that the cursor begins on."""
        self.sight = look(ruling)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Bar(id="title")
            yield RowList(id="ruling")
            with Horizontal(id="reason-row"):
                yield Bar(id="reason-label")
                yield TextField(self.ruling.reason, most=REASON_MOST, placeholder="one line, for the record", id=REASON)
            yield Bar(id="said")
            yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.query_one("#reason-label", Bar).say(("  Reason", "quiet"))
        self.query_one("#keys", KeyBar).keys(KEYS)
        self._redraw()
        listed = self.query_one("#ruling", RowList)
        listed.focus()
        if self.first:
            listed.select(self.first)

    def on_resize(self) -> None:
        self.set_class(self.app.size.width < SMALL[0], "small")

    # What is shown.

    def _redraw(self) -> None:
        self.sight = self.look(self.ruling)
        self._draw()

    def _draw(self) -> None:
        listed = self.query_one("#ruling", RowList)
        listed.show(ruling_rows.rows(self.sight), foot=ruling_rows.foot(self.sight))
        result = self.sight.result
        right = "on record" if self.sight.same else "ruled before" if result.key in self.sight.truth.rulings else ""
        self.query_one("#title", Bar).say((self.heading, "bold"), right=[(right, "truth")])
        self._tell("")

    def _tell(self, text: str, role: str = "late") -> None:
        self.query_one("#said", Bar).say((f"  {text}", role))

    def _change(self, ruling: Ruling) -> None:
        self.ruling = ruling
        self.changed(ruling)
        self._redraw()

    # What is done.

    def action_back(self) -> None:
        self.dismiss(None)

    def action_field(self) -> None:
        """To the reason, and from it to the lines again."""
        listed = self.query_one("#ruling", RowList)
        (self.query_one(f"#{REASON}") if listed.has_focus else listed).focus()

    def action_turn(self, by: int) -> None:
        name, _, rest = self.query_one("#ruling", RowList).cursor.partition("/")
        if name == "mark":
            self._mark(int(rest), strong=not self.ruling.marks[int(rest)][0])
        elif name == "method":
            self._method(by)
        elif name == "band":
            bands = ruling_rows.bands(self.sight)
            at = bands.index(self.ruling.band) if self.ruling.band in bands else -1 if by > 0 else 0
            self._change(replace(self.ruling, band=bands[(at + by) % len(bands)]))

    def _mark(self, at: int, *, strong: bool) -> None:
        marks = list(self.ruling.marks)
        marks[at] = (self.sight.points[at].worth if strong else 0, marks[at][1])
        self._change(replace(self.ruling, marks=tuple(marks)))

    def _method(self, by: int) -> None:
        ways = [key for key, _ in (ruling_rows.METHODS if self.sight.weighed else ruling_rows.METHODS[1:])]
        at = (ways.index(self.ruling.method) if self.ruling.method in ways else 0) + by
        method = ways[max(0, min(at, len(ways) - 1))]
        self._change(replace(self.ruling, method=method, band="" if method == "dice" else self.ruling.band))

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        event.stop()
        name, _, rest = event.key.partition("/")
        match name:
            case "mark":
                self._mark(int(rest), strong=not self.ruling.marks[int(rest)][0])
            case "method":
                ways = [key for key, _ in ruling_rows.METHODS]
                self._method(-2 if self.ruling.method == ways[-1] else 1)
            case "band":
                self._choose_band()
            case "read":
                self._reword(next(iter(self.sight.reads.values()))[int(rest)])
            case "effect":
                self._edit(int(rest))
            case ruling_rows.ADD:
                self._add()
            case ruling_rows.TELL:
                self._tell_seat()
            case ruling_rows.SET:
                self.action_set()
            case _:
                pass

    def action_drop(self) -> None:
        """X: an effect, words of one's own, or words left out."""
        name, _, rest = self.query_one("#ruling", RowList).cursor.partition("/")
        if name == "effect":
            effects = tuple(effect for at, effect in enumerate(self.ruling.effects) if at != int(rest))
            self._change(replace(self.ruling, effects=effects))
        elif name == "unsaid":
            self._change(replace(self.ruling, unsaid=tuple(to for to in self.ruling.unsaid if to != rest)))
        elif name == "read":
            read = next(iter(self.sight.reads.values()))[int(rest)]
            self._change(_silenced(self.ruling, read.to))
        else:
            self._tell("X takes an effect or words off; put the cursor on one.", "quiet")

    @work(exclusive=True)
    async def action_set(self) -> None:
        """S: on record, with a reason."""
        ruling = replace(self.ruling, reason=self.ruling.reason.strip())
        if not ruling.reason:
            self.query_one(f"#{REASON}").focus()
            self._tell("It needs a reason: one line, then Enter.")
            return
        if self.sight.same:
            self._tell("All of it is on record.", "quiet")
            return
        thrown = self.sight.thrown
        if refusal := await self.send(ruling):
            self._tell(refusal)
        elif ruling.method == "dice" and not thrown:
            self._redraw()
            self._tell(f"The dice have it: {band_words(self.sight.result.band).lower()}.", "bold")
            self.query_one("#ruling", RowList).focus()
        else:
            self.dismiss(None)

    # Texts.

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self.ruling.reason:
            self.ruling = replace(self.ruling, reason=event.value)
            self.changed(self.ruling)
            self.sight = dataclasses.replace(self.sight, ruling=self.ruling)
            self._draw()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """From the reason to the one line that puts it on record, which Enter opens."""
        event.stop()
        listed = self.query_one("#ruling", RowList)
        listed.focus()
        listed.select(ruling_rows.SET)

    @work(exclusive=True)
    async def _choose_band(self) -> None:
        found = [row(band_words(band), key=band) for band in ruling_rows.bands(self.sight)]
        band = await self.app.push_screen_wait(Choose("Outcome", found, self.ruling.band))
        if band is not None:
            self._change(replace(self.ruling, band=band))

    @work(exclusive=True)
    async def _add(self) -> None:
        """An effect, by one list after the other; the table's own check comes before it is taken."""
        rules, state = self.sight.rules, self.sight.truth.state
        effect = await effect_form.pick(self.app, rules, state)
        if effect is not None and (wrong := refused_effect(rules, state, effect)):
            self._tell(wrong)
        elif effect is not None:
            self._change(replace(self.ruling, effects=(*self.ruling.effects, effect)))

    @work(exclusive=True)
    async def _tell_seat(self) -> None:
        choices = [row(words.capitalize() if key == "public" else words, key=key)
                   for key, words in effect_form.audiences(self.sight.rules)]  # fmt: skip
        to = await self.app.push_screen_wait(Choose("Whom do you tell?", choices))
        if to is not None:
            await self._words(to, WHITE_CELL, "")

    async def _words(self, to: str, source: str, text: str, *, instead: bool = False) -> None:
        """Words for one audience, besides or instead of what the rules tell it."""
        who = ruling_rows.audience_words(self.sight.rules, to)
        said = await self.app.push_screen_wait(Ask(f"{who} will read", text, most=MOST_TEXT, needed=True))
        if not said:
            return
        ruling = _silenced(self.ruling, to) if instead else self.ruling
        told = Reported(Report((to,), self.sight.truth.state.now, source, said.strip()))
        self._change(replace(ruling, effects=(*ruling.effects, told)))

    @work(exclusive=True)
    async def _reword(self, read: Read) -> None:
        who = ruling_rows.audience_words(self.sight.rules, read.to)
        choices = [row("Other words instead", key="other"), row("Further words besides", key="more"),
                   row("Nothing of it", key="none")]  # fmt: skip
        answer = await self.app.push_screen_wait(Choose(f"{who} would read: {read.text}", choices))
        if answer == "none":
            self._change(_silenced(self.ruling, read.to))
        elif answer is not None:
            other = answer == "other"
            await self._words(read.to, read.source if other else WHITE_CELL, read.text if other else "", instead=other)

    @work(exclusive=True)
    async def _edit(self, at: int) -> None:
        """Change one's own words."""
        effect = self.ruling.effects[at]
        if not isinstance(effect, Reported):
            self._tell("X takes it off; then add another.", "quiet")
            return
        who = ", ".join(ruling_rows.audience_words(self.sight.rules, to) for to in effect.report.to)
        text = await self.app.push_screen_wait(Ask(f"{who} will read", effect.report.text, most=MOST_TEXT, needed=True))
        if text:
            effects = list(self.ruling.effects)
            effects[at] = Reported(replace(effect.report, text=text.strip()))
            self._change(replace(self.ruling, effects=tuple(effects)))


def _silenced(ruling: Ruling, to: str) -> Ruling:
    """With nothing told to one audience by the rules."""
    return replace(ruling, unsaid=tuple(sorted({*ruling.unsaid, to})))
