"""What the white cell does to the course of a session: the plan of moves, going back, modes, what to leave out."""

from __future__ import annotations

from collections.abc import Callable

from textual import work

from seawar.adjudicate.review import MODES, USUAL
from seawar.core import calendar, schedule
from seawar.core.orders import Directive
from seawar.errors import OrderRefused
from seawar.net.wire import LONGEST_REASON, Direct, Reschedule, RollBack, SetMode
from seawar.replay.branches import Undone, openings, undone
from seawar.replay.course_entries import Moded
from seawar.tui.dialogs import Ask, Choose, Confirm
from seawar.tui.lines import Row, row
from seawar.tui.ruling import RulingScreen

MODE_WORDS = {
    "rigid": "The rules decide; only what they cannot decide waits.",
    "semi-rigid": "The rules decide; what moves much, or brings a hand to light, waits for you.",
    "free": "Every result waits for you; what the rules computed stands beside it.",
}
CHANGES = {
    "merge": ("Play two moves as one", "as one"),
    "split": ("Play a move in two parts", "in two parts"),
    "skip": ("Leave a move out", "left out"),
    "insert": ("Put a move into a gap", "a move before"),
}


class CourseScreen(RulingScreen):
    """The part of the umpire's screen that changes the plan."""

    # The plan of moves.

    @work(exclusive=True)
    async def action_course(self) -> None:
        """A list of what can be changed; each asks for a reason."""
        rows = [row(title, key=do) for do, (title, _) in CHANGES.items()]
        rows += [row("Leap to a date, standing orders running meanwhile", key="leap"), Row()]
        rows += [row("Go back to the start of a move", key="back"), row("How results are decided", key="mode")]
        do = await self.app.push_screen_wait(Choose("Change the course", rows))
        if do == "back":
            await self._go_back()
        elif do == "mode":
            await self._mode()
        elif do == "leap":
            await self._leap()
        elif do:
            await self._change(do)

    @work(exclusive=True)
    async def action_go_back(self) -> None:
        await self._go_back()

    @work(exclusive=True)
    async def action_mode(self) -> None:
        await self._mode()

    @work(exclusive=True)
    async def action_leap(self) -> None:
        await self._leap()

    async def _change(self, do: str) -> None:
        rules, state = self.seat.rules, self.truth.state
        slots = schedule.ahead(rules, state)
        rows = [
            row(rules.name(slot.turn), right=calendar.span_words(slot.now, slot.until, rules.zone), key=str(i))
            for i, slot in enumerate(slots)
        ]
        if not rows:
            self.tell("No move lies ahead.", "quiet")
            return
        title, words = CHANGES[do]
        picked = await self.app.push_screen_wait(Choose(title, rows))
        if picked is None:
            return
        i = int(picked)
        ways: dict[str, Callable[[], schedule.Slots]] = {
            "merge": lambda: schedule.merge(slots, i),
            "split": lambda: schedule.split(slots, i),
            "skip": lambda: schedule.skip(slots, i),
            "insert": lambda: schedule.insert(rules, state, slots, i),
        }
        name = rules.name(slots[i].turn)
        told = {"merge": f"{name} and the next as one", "insert": f"a move before {name}"}.get(do, f"{name} {words}")
        await self._send_change(ways[do], told)

    async def _leap(self) -> None:
        rules, state = self.seat.rules, self.truth.state
        slots = schedule.ahead(rules, state)
        if not slots:
            self.tell("No move lies ahead.", "quiet")
            return
        since = state.until or rules.segments[0].start
        last = calendar.date(slots[-1].until, rules.zone)
        title = f"Leap to which date? Between {calendar.date(since, rules.zone)} and {last}"
        hint = "2019-08-24, or 2019-08-24 09:00"
        typed = await self.app.push_screen_wait(Ask(title, most=20, needed=True, hint=hint))
        if not typed:
            return
        try:
            to = calendar.parse_local(typed.strip(), rules.zone)
        except calendar.CalendarError as error:
            self.tell(str(error))
            return
        words = f"a leap to {calendar.date(to, rules.zone)}"
        await self._send_change(lambda: schedule.leap(rules, slots, since, to), words)

    async def _send_change(self, make: Callable[[], schedule.Slots], what: str) -> None:
        try:
            slots = make()
        except OrderRefused as refusal:
            self.tell(str(refusal))
            return
        reason = await self._reason(f"{what[:1].upper()}{what[1:]}: why?")
        if reason and await self.send(Reschedule(self.seat.command_id(), slots, what, reason)):
            self.tell(f"The plan is changed: {what}.", "bold")

    # Going back.

    async def _go_back(self) -> None:
        rules, log = self.seat.rules, self.seat.client.entries(0)
        turns = [turn for turn in openings(enumerate(log)) if rules.plan.place(turn)]
        if not turns or self.seat.client.status().phase == "closed":
            self.tell("There is no move to go back to.", "quiet")
            return
        rows = []
        for turn in reversed(turns):
            rows.append(row(f"The start of {rules.name(turn).lower()}", key=str(turn)))
            told = undone_words(undone(log, self.truth.state, turn))
            rows.append(row((f"   sets aside {told}", "quiet"), hang=3))
        picked = await self.app.push_screen_wait(Choose("Go back to", rows))
        if picked is None:
            return
        turn = int(picked)
        name = rules.name(turn)
        typed: str | None = ""
        while typed is not None and typed.strip().casefold() != name.casefold():
            wrong = f"You typed {typed.strip()}. " if typed else ""
            ask = Ask(f"{wrong}Type {name} to go back to its start; all stays on record", most=40, needed=True)
            typed = await self.app.push_screen_wait(ask)
        if typed is None:
            return
        reason = await self._reason("Why? Everyone will read it")
        if reason and await self.send(RollBack(self.seat.command_id(), turn, reason)):
            self.tell(f"{name} begins again. Its dice are new.", "bold")

    # How results are decided.

    async def _mode(self) -> None:
        modes = {e.type: e.mode for e in self.seat.client.entries(0) if isinstance(e, Moded)}
        now = modes.get("", USUAL)
        rows = []
        for mode in MODES:
            rows.append(row(mode.capitalize(), right="now" if mode == now else "", key=mode))
            rows.append(row((f"   {MODE_WORDS[mode]}", "quiet"), hang=3))
        result = self._result()
        kind = self.seat.rules.order_types[result.type] if result else None
        title = "How results are decided"
        if kind:
            rows += [Row(), row((f"Only for: {kind.title}", "bold"))]
            rows += [row(f"   {mode}", key=f"{mode}/{kind.id}") for mode in MODES]
        picked = await self.app.push_screen_wait(Choose(title, rows, now))
        if picked is None:
            return
        mode, _, type_ = picked.partition("/")
        reason = await self._reason("Why? Everyone will read it")
        if reason and await self.send(SetMode(self.seat.command_id(), mode, type_, reason)):
            self.tell(f"{mode.capitalize()} adjudication from now on.", "bold")

    # Leaving out what there is no time for.

    @work(exclusive=True)
    async def leave_out(self, inject: str) -> None:
        """Skip an inject that the session offers to drop."""
        title = next((one.title for one in self.seat.rules.msel if one.id == inject), "")
        question = Confirm(f"Leave out inject {inject}?", f"{title}. The session is late.", "Leave it out")
        if await self.app.push_screen_wait(question):
            await self.send(Direct(self.seat.command_id(), Directive(inject, "skip", "the session is late")))

    async def _reason(self, title: str) -> str:
        typed = await self.app.push_screen_wait(Ask(title, most=LONGEST_REASON, needed=True, hint="for the record"))
        return typed.strip() if typed else ""


def undone_words(found: Undone) -> str:
    """`2 moves, 6 sheets and injects 03 and 04`."""
    parts = [f"{len(found.turns)} later move{'s' * (len(found.turns) != 1)}"] if found.turns else []
    parts.append(f"{found.sheets} sealed sheet{'s' * (found.sheets != 1)}")
    if found.rulings:
        parts.append(f"{found.rulings} ruling{'s' * (found.rulings != 1)}")
    if found.deals:
        parts.append(f"{found.deals} deal{'s' * (found.deals != 1)}")
    if found.injects:
        parts.append(f"inject{'s' * (len(found.injects) > 1)} {', '.join(found.injects)}")
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
