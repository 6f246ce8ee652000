"""Writing a reason against another seat's argued order: its words above, one's own below, kept as typed."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical

from seawar.adjudicate.validate import MOST_REASONS, MOST_WORDS
from seawar.net.wire import Counter
from seawar.replay.argued_words import argued_title
from seawar.replay.course_entries import Countered, Windowed
from seawar.tui.asked import argument_rows
from seawar.tui.dialogs import Ask, Choose
from seawar.tui.frame import Bar, KeyBar, TextField
from seawar.tui.lines import Row, row
from seawar.tui.planning import PlanningScreen
from seawar.tui.rows import RowList


class AskAgainst(Ask):
    """One reason, below the argument that it is against."""

    DEFAULT_CSS = """
    AskAgainst #argument { margin-bottom: 1; }
    """

    def __init__(self, title: str, value: str, shown: list[Row], **more: object) -> None:
        super().__init__(title, value, most=MOST_WORDS, needed=True, **more)  # type: ignore[arg-type]
        self.shown = shown

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Bar(id="title")
            yield RowList(id="argument", marked=False)
            yield TextField(self.value, most=self.most, placeholder=self.hint, id="text")
            yield Bar(id="note")
            yield KeyBar(id="keys")

    def on_mount(self) -> None:
        super().on_mount()
        listed = self.query_one("#argument", RowList)
        listed.can_focus = False
        listed.show(self.shown)
        self.query_one("#keys", KeyBar).keys([("Enter", "Give it"), ("Esc", "Back, kept as typed")])


class CounteringScreen(PlanningScreen):
    """The part of a seat's screen that answers a window."""

    @work(exclusive=True)
    async def action_counter(self, name: str = "") -> None:
        """C: a reason against what another seat argues for, when the white cell asks."""
        known = self.seat.known
        self.seat.catch_up()
        given = known.asked.against
        asked = [e for e in known.asked.open(known.view.turn) if len(given(e.result)) < MOST_REASONS]
        chosen = next((entry for entry in asked if entry.result == name), asked[0] if len(asked) == 1 else None)
        if not asked:
            self.tell("The white cell asks you for no reasons now; it says so in your news when it does.", "quiet")
            return
        if chosen is None:
            rows = [row(f"{argued_title(known.rules, e)}: {e.argument.action if e.argument else ''}", key=e.result)
                    for e in asked]  # fmt: skip
            answer = await self.app.push_screen_wait(Choose("Against which?", rows))
            chosen = next((entry for entry in asked if entry.result == answer), None)
        if chosen is not None:
            await self._write_against(chosen, given(chosen.result))

    async def _write_against(self, entry: Windowed, given: list[Countered]) -> None:
        def typed(text: str) -> None:
            draft = self.seat.draft()
            draft.against = {**draft.against, entry.result: text}
            self.save(draft)

        shown = list(argument_rows(entry))
        shown += [row(("Your reason against: ", "quiet"), own.reason, hang=10) for own in given]
        title = f"A reason against {argued_title(self.seat.rules, entry)}"
        kept = self.seat.draft().against.get(entry.result, "")
        hint = "why it should not succeed; the white cell alone reads it"
        reason = await self.app.push_screen_wait(AskAgainst(title, kept, shown, hint=hint, typed=typed))
        if reason and await self.send(Counter(self.seat.command_id(), entry.result, reason.strip())):
            typed("")
            self.redraw()
            self.tell("Your reason is with the white cell.", "bold")
