"""What the white cell does to results and injects: accept, adjust, fire, hold, edit, skip; always with a reason."""

from __future__ import annotations

from textual import work
from textual.css.query import NoMatches

from seawar.adjudicate.argued import waiting_words
from seawar.core.orders import Directive
from seawar.core.results import Settled
from seawar.core.rules import Inject
from seawar.core.rulings import REJECTED, Ruling
from seawar.net.wire import LONGEST_MESSAGE, Direct, Rule, Window
from seawar.tui.dealing import DealingScreen
from seawar.tui.dialogs import Ask, Confirm
from seawar.tui.rows import RowList
from seawar.tui.ruling_form import RulingForm
from seawar.tui.ruling_sight import Sight, begun, look, name_of
from seawar.tui.session import Seat
from seawar.tui.tick import Tick
from seawar.tui.truth import Truth
from seawar.tui.umpire_panels import ruling_keys
from seawar.tui.words import DIRECTED as DONE
from seawar.tui.words import fired_when

REASON_MOST = 400
"""Characters."""
AS_COMPUTED = "accepted as computed"


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

    @property
    def on_injects(self) -> bool:
        """Whether the focus is on the injects, on which keys then act; from everywhere else they act on results."""
        return False

    def _result_or_tell(self) -> Settled | None:
        """The result under the cursor; where there is none, or the focus is on the injects, what to do is told."""
        if self.on_injects:
            self.tell("That acts on results: Tab goes there from the injects.", "quiet")
            return None
        if self.query(".away") and self.focused_panel() != "results":
            self.tell("Z brings the results back first: that acts on the one under their cursor.", "quiet")
            return None
        result = self._result()
        if result is None:
            self.tell("Put the cursor on a result first; results are here once the move is settled.", "quiet")
        return result

    @work(exclusive=True)
    async def action_accept(self) -> None:
        result = self._result_or_tell()
        if result is None:
            return
        if self._wants_words(result):
            how = "R marks its reasons" if self._weighed(result) else "J sets its outcome"
            self.tell(f"Nothing is computed before you decide: {how}.", "quiet")
        elif await self.send(Rule(self.seat.command_id(), (Ruling(result.key, result.band, AS_COMPUTED),))):
            self.to_waiting()

    def to_waiting(self) -> None:
        """The focus to the results while some wait, and the cursor from what was ruled to the next that waits."""
        pending, listed = self.seat.client.pending(), self.query_one("#results", RowList)
        keys, at = [result.key for result in pending.results], listed.cursor.removeprefix("result/")
        start = keys.index(at) if at in keys else 0
        found = next((key for key in (*keys[start:], *keys[:start]) if key in pending.waiting), "")
        if found:
            listed.select(f"result/{found}")
            listed.focus()

    def waiting_words(self) -> str:
        """What waits, by its titles, and the keys that decide it."""
        rules, pending = self.seat.rules, self.seat.client.pending()
        words, keys = waiting_words(rules, pending.results, pending.waiting), f"({ruling_keys(rules, pending)})"
        if len(words) + len(keys) + 3 <= self.size.width:
            return f"{words} {keys}"
        count, _, names = words.partition(": ")
        return f"{count} {keys}: {names}"  # what is cut off is a title, never the key

    def _weighed(self, result: Settled) -> bool:
        """Whether it is an argued order, which has reasons to mark."""
        return self.seat.rules.order_types[result.type].mechanism.words == "reasons"

    def _wants_words(self, result: Settled) -> bool:
        """Whether only the white cell's marks or word make a result of it."""
        return bool(self.seat.rules.order_types[result.type].mechanism.words) and result.key not in self.truth.rulings

    @work(exclusive=True)
    async def action_accept_all(self) -> None:
        pending = self.seat.client.pending()
        waiting = [result for result in pending.results if result.key in pending.waiting]
        rulings = tuple(Ruling(r.key, r.band, AS_COMPUTED) for r in waiting if not self._wants_words(r))
        left = [result for result in waiting if self._wants_words(result)]
        argued = sum(self._weighed(result) for result in left)
        keys = [("R marks reasons", argued), ("J decides", len(left) - argued)]
        mixed = argued not in (0, len(left))
        how = ", ".join(f"{what} ({count})" if mixed else what for what, count in keys if count)
        still = f" {len(left)} still wait{'s' * (len(left) == 1)} for your word: {how}." if left else ""
        if not rulings:
            self.tell(still.strip() or "Nothing waits for a ruling.", "quiet")
        elif await self.send(Rule(self.seat.command_id(), rulings)):
            self.to_waiting()
            self.tell(f"{len(rulings)} accepted.{still}", "bold")

    @work(exclusive=True)
    async def action_adjust(self) -> None:
        """J: the form of a ruling, whatever it changes."""
        await self._adjust("")

    @work(exclusive=True)
    async def action_mark(self) -> None:
        """R: the same, beginning with the reasons."""
        await self._adjust("mark/0")

    async def _adjust(self, at: str) -> None:
        result = self._result_or_tell()
        if result is None:
            return
        if at and not self._weighed(result):
            self.tell("It was not argued: there are no reasons to mark. J adjusts it.", "quiet")
            return
        on_record = False
        rules, truth, client, key = self.seat.rules, self.truth, self.seat.client, result.key
        slot = f"{truth.state.epoch}/{truth.state.turn}/{key}"
        kept = self.seat.draft().rulings.get(slot)
        ruling = begun(rules, truth, client.pending(), result, kept)

        def look_at(ruling: Ruling) -> Sight:
            pending = client.pending()
            now = next((r for r in pending.results if r.key == key), result)
            return look(rules, truth, pending, now, ruling, client.weigh)

        def keep(ruling: Ruling | None) -> None:
            draft = self.seat.draft()
            here = {name: made for name, made in draft.rulings.items() if name.startswith(slot.rpartition(key)[0])}
            draft.rulings = {name: made for name, made in here.items() if name != slot}
            if ruling is not None:
                draft.rulings[slot] = ruling
            self.save(draft)

        async def send(ruling: Ruling) -> str:
            nonlocal on_record
            if not await self.send(Rule(self.seat.command_id(), (ruling,))):
                return self.said[0] if self.said else "It was refused."
            keep(None)
            on_record = True
            return ""

        title = f"{rules.seats[result.seat].short}: {rules.order_types[result.type].title}"
        await self.app.push_screen_wait(RulingForm(title, look_at, ruling, keep, send, at))
        self.redraw()
        if on_record:
            self.to_waiting()

    @work(exclusive=True)
    async def action_reject(self) -> None:
        """X on a result: it is not accepted, and nothing comes of it."""
        result = self._result_or_tell()
        if result is None:
            return
        if result.subject:
            self.tell("It has met others there, and what they did stands: J sets another outcome for it.", "quiet")
            return
        hint = "why nothing comes of it; its cost stays paid"
        question = f"Reject {self.seat.rules.order_types[result.type].title}: why?"
        reason = await self.app.push_screen_wait(Ask(question, most=REASON_MOST, needed=True, hint=hint))
        if reason:
            ruling = Ruling(result.key, REJECTED, reason.strip(), method="umpire")
            if await self.send(Rule(self.seat.command_id(), (ruling,))):
                self.to_waiting()

    @work(exclusive=True)
    async def action_ask_against(self) -> None:
        """G on an argued result: ask seats for reasons against, or take no more."""
        result = self._result_or_tell()
        if result is None:
            return
        rules, people = self.seat.rules, self.seat.client.status().people
        name = name_of(rules, self.seat.client.pending(), result)
        if not name:
            self.tell("Reasons against are asked for on an argued order; this is none.", "quiet")
            return
        last = self.truth.asked.last.get(name)
        if last is not None and last.open:
            if await self.send(Window(self.seat.command_id(), result.key, False)):
                self.tell("The window is closed; R marks the reasons that came in.", "bold")
            return
        seats = {id_: seat.title for id_, seat in rules.seats.items() if id_ != result.seat and id_ in people}
        if not seats:
            self.tell("No person plays another seat; nobody could answer.", "quiet")
            return
        to = await self.app.push_screen_wait(Tick("Ask for reasons against", seats, "Ask them"))
        if to and await self.send(Window(self.seat.command_id(), result.key, True, tuple(to.split("+")))):
            self.tell("They are asked. Nothing waits for them; G again closes the window.", "bold")

    def action_drop(self) -> None:
        """X: leave an inject out with the focus on the injects; from every other panel, do not accept a result."""
        if self.on_injects or self.seat.client.status().phase != "adjudicate":
            self.action_skip()
        else:
            self.action_reject()

    # Injects.

    def _inject(self) -> Inject | None:
        """The inject under the cursor of the focused page; elsewhere how to get there is told."""
        if not self.on_injects:
            self.tell("Press 1 first: that acts on the inject under the cursor.", "quiet")
            return None
        name, _, id_ = self.query_one("#page", RowList).cursor.partition("/")
        found = next((inject for inject in self.seat.rules.msel if name == "inject" and inject.id == id_), None)
        if found is None:
            self.tell("Put the cursor on an inject first: page 1, bottom left.", "quiet")
        elif found.id in self.truth.state.fired:
            when = fired_when(self.seat.rules, self.truth.state.fired[found.id])
            self.tell(f"Inject {found.id} was fired {when}; it is fired once.")
            return None
        return found

    def fire_preview(self, inject: Inject) -> Confirm:
        """What firing it would do."""
        return Confirm(f"Fire inject {inject.id}: {inject.title}?", inject.text, "Fire")

    async def _direct(self, directive: Directive) -> bool:
        """Whether it is on record."""
        done = await self.send(Direct(self.seat.command_id(), directive))
        if done:
            self.tell(f"Inject {directive.inject} {DONE[directive.do]}.", "bold")
        return done

    @work(exclusive=True)
    async def action_fire(self) -> None:
        inject = self._inject()
        if inject is None:
            return
        label = self.seat.rules.turn_label.lower()
        if self.seat.client.status().phase == "opening":
            self.tell(f"Before {label} 1 nobody would read it. N opens {label} 1; then F fires the inject.")
            return
        if await self.app.push_screen_wait(self.fire_preview(inject)):
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
    async def action_skip(self) -> None:
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
        text, slot = self.truth.state.edited.get(inject.id, inject.text), f"edit/{inject.id}"

        def typed(words: str) -> None:
            self.keep_text(slot, "" if words.strip() == text.strip() else words)

        kept = self.seat.draft().texts.get(slot, text)
        question = Ask(f"Inject {inject.id} says", kept, most=LONGEST_MESSAGE, typed=typed, needed=True)
        words = await self.app.push_screen_wait(question)
        if not words or words.strip() == text.strip():
            return
        reason = await self.app.push_screen_wait(Ask(f"Edit inject {inject.id}: why?", most=REASON_MOST, needed=True))
        if not reason:
            self.tell(f"Inject {inject.id} is as it was; your words for it are kept, and T goes on with them.", "quiet")
        elif await self._direct(Directive(inject.id, "edit", reason.strip(), words.strip())):
            self.keep_text(slot, "")
