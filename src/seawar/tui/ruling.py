"""What the white cell does to results and injects: accept, adjust, fire, hold, edit, skip; always with a reason."""

from __future__ import annotations

from textual import work
from textual.css.query import NoMatches

from seawar.core.orders import Directive
from seawar.core.results import Settled
from seawar.core.rules import Inject
from seawar.core.rulings import Ruling
from seawar.core.state import PUBLIC
from seawar.net.wire import LONGEST_MESSAGE, Direct, Rule
from seawar.tui.dealing import DealingScreen
from seawar.tui.dialogs import Ask, Choose, Confirm
from seawar.tui.lines import row
from seawar.tui.rows import RowList
from seawar.tui.session import Seat
from seawar.tui.truth import Truth
from seawar.tui.words import band_words

REASON_MOST = 400
"""Characters."""
AS_COMPUTED = "accepted as computed"
DONE = {
    "fire": "is out: its seats read it now", "hold": "is held", "free": "is no longer held", "skip": "is left out",
    "edit": "has new words",
}  # fmt: skip
"""What is said when the white cell's word on an inject is on record."""


class RulingScreen(DealingScreen):
    """The part of the umpire's screen that decides."""

    def __init__(self, seat: Seat, truth: Truth) -> None:
        super().__init__(seat)
        self.truth = truth

    # Results.

    def _result(self) -> Settled | None:
        try:
            key = self.query_one("#results", RowList).cursor
        except NoMatches:
            return None
        name, _, rest = key.partition("/")
        pending = self.seat.client.pending()
        return next((r for r in pending.results if name == "result" and r.key == rest), None)

    @work(exclusive=True)
    async def action_accept(self) -> None:
        result = self._result()
        if result is None:
            self.tell("Put the cursor on a result first; results are here once the move is settled.", "quiet")
            return
        await self.send(Rule(self.seat.command_id(), (Ruling(result.key, result.band, "accepted as computed"),)))

    @work(exclusive=True)
    async def action_accept_all(self) -> None:
        pending = self.seat.client.pending()
        bands = {result.key: result.band for result in pending.results}
        rulings = tuple(Ruling(key, bands[key], "accepted as computed") for key in pending.waiting)
        if not rulings:
            self.tell("Nothing waits for a ruling.", "quiet")
        elif await self.send(Rule(self.seat.command_id(), rulings)):
            self.tell(f"{len(rulings)} accepted.", "bold")

    @work(exclusive=True)
    async def action_adjust(self) -> None:
        result = self._result()
        if result is None:
            self.tell("Put the cursor on a result first; results are here once the move is settled.", "quiet")
            return
        kind = self.seat.rules.order_types[result.type]
        rows = [
            row(band_words(band), right="as computed" if band == result.band else "", key=band)
            for band in kind.mechanism.bands
        ]
        band = await self.app.push_screen_wait(Choose(f"Outcome of: {kind.title}", rows, result.result))
        if band is None:
            return
        reason = await self.app.push_screen_wait(Ask("Reason", most=REASON_MOST, needed=True, hint="for the record"))
        if reason:
            await self.send(Rule(self.seat.command_id(), (Ruling(result.key, band, reason.strip()),)))

    # Injects.

    def _inject(self) -> Inject | None:
        name, _, id_ = self.query_one("#page", RowList).cursor.partition("/")
        found = next((inject for inject in self.seat.rules.msel if name == "inject" and inject.id == id_), None)
        if found is None:
            self.tell("Put the cursor on an inject first: page 1, bottom left.", "quiet")
        elif found.id in self.truth.state.fired:
            when = self.seat.rules.name(self.truth.state.fired[found.id]).lower()
            self.tell(f"Inject {found.id} was fired in {when}; it is fired once.")
            return None
        return found

    async def _direct(self, directive: Directive) -> None:
        if await self.send(Direct(self.seat.command_id(), directive)):
            self.tell(f"Inject {directive.inject} {DONE[directive.do]}.", "bold")

    @work(exclusive=True)
    async def action_fire(self) -> None:
        inject = self._inject()
        if inject is None:
            return
        label = self.seat.rules.turn_label.lower()
        if self.seat.client.status().phase == "opening":
            self.tell(f"Before {label} 1 nobody would read it. N opens {label} 1; then F fires the inject.")
            return
        to = "everyone" if PUBLIC in inject.to else ", ".join(self.seat.rules.seats[seat].title for seat in inject.to)
        text = self.truth.state.edited.get(inject.id, inject.text)
        question = Confirm(f"Fire inject {inject.id}: {inject.title}?", f"Read now by {to}: {text}", "Fire")
        if await self.app.push_screen_wait(question):
            await self._direct(Directive(inject.id, "fire"))

    @work(exclusive=True)
    async def action_hold(self) -> None:
        inject = self._inject()
        if inject is None:
            return
        if inject.id in self.truth.state.held:
            await self._direct(Directive(inject.id, "free"))
            return
        reason = await self.app.push_screen_wait(Ask(f"Hold inject {inject.id}: why?", most=REASON_MOST, needed=True))
        if reason:
            await self._direct(Directive(inject.id, "hold", reason.strip()))

    @work(exclusive=True)
    async def action_drop(self) -> None:
        inject = self._inject()
        if inject is None:
            return
        reason = await self.app.push_screen_wait(Ask(f"Skip inject {inject.id}: why?", most=REASON_MOST, needed=True))
        if reason:
            await self._direct(Directive(inject.id, "skip", reason.strip()))

    @work(exclusive=True)
    async def action_edit(self) -> None:
        inject = self._inject()
        if inject is None:
            return
        text = self.truth.state.edited.get(inject.id, inject.text)
        question = Ask(f"Inject {inject.id} says", text, most=LONGEST_MESSAGE, needed=True)
        words = await self.app.push_screen_wait(question)
        if words and words.strip() != text.strip():
            await self._direct(Directive(inject.id, "edit", text=words.strip()))
