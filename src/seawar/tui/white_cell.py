"""What the white cell does besides ruling: answer, take notes, bring in injects, tell seats how things stand."""

from __future__ import annotations

from textual import work
from textual.css.query import NoMatches

from seawar.adjudicate.turn import direct, improvise
from seawar.core.improvised import Improvised
from seawar.core.orders import Directive
from seawar.core.rules import Inject
from seawar.core.state import PUBLIC
from seawar.net.wire import (
    ADD_A_SEAT,
    LONGEST_MESSAGE,
    LONGEST_NOTE,
    LONGEST_REASON,
    LONGEST_SOURCE,
    AnswerQuestion,
    BringIn,
    Say,
    SetAside,
    Situate,
    TakeNote,
    absent,
    nobody_reads,
)
from seawar.replay.foretold import foretold
from seawar.replay.situation import as_text, situation
from seawar.tui import card_rows, umpire_pages
from seawar.tui.course import CourseScreen
from seawar.tui.dialogs import Ask, Choose
from seawar.tui.effect_choice import choose_effects
from seawar.tui.lines import Row, row
from seawar.tui.marking import mark
from seawar.tui.noting import DONE, NoteDialog
from seawar.tui.preview import Preview
from seawar.tui.rows import RowList
from seawar.tui.situating import EditPage

NOTE, MADE = "note", "inject"
"""Slots of what is being typed."""


class WhiteCellScreen(CourseScreen):
    """The part of the umpire's screen that speaks, notes and makes up."""

    def cell_rows(self, name: str) -> list[Row]:
        """A page by its name."""
        match name:
            case "made":
                return umpire_pages.made_rows(self.truth)
            case "questions":
                return umpire_pages.question_rows(self.truth)
            case "notes":
                return umpire_pages.note_rows(self.truth)
            case _:
                return umpire_pages.learning_rows(self.truth, self.seat.client.entries(0))

    def open_cell(self, key: str) -> None:
        """Enter on a row of these pages."""
        kind, _, name = key.partition("/")
        if kind == "question":
            self._answer(name)
        elif key == "take-note":
            self.action_note()
        elif kind == "learning":
            self._look("Learning question", umpire_pages.learning_words(self.truth, name, self.seat.client.entries(0)))
        elif kind == card_rows.HANDOUT:
            self._look("Hand-out", card_rows.handout_words(self.truth.rules))
        elif kind == card_rows.CARD:
            self._look(*card_rows.card_words(self.truth.rules, name))
        elif kind == "made":
            self._look(f"Inject {name}", umpire_pages.made_words(self.truth, name))

    def _look(self, title: str, rows: list[Row]) -> None:
        self.app.push_screen(Choose(title, rows))

    async def _text(self, title: str, slot: str, *, most: int, value: str = "", needed: bool = True) -> str | None:
        """A line of text, kept as typed until it is taken."""
        kept = self.seat.draft().texts.get(slot, value)

        def typed(text: str) -> None:
            self.keep_text(slot, text)

        return await self.app.push_screen_wait(Ask(title, kept, most=most, typed=typed, needed=needed))

    # Questions.

    @work(exclusive=True)
    async def _answer(self, id_: str) -> None:
        """Answer a question or set it aside."""
        one = umpire_pages.asked(self.truth)[id_]
        name = self.seat.rules.seats[one.asked.seat].title
        if one.answered is not None:
            rows = [row(one.asked.text), row((one.answered.text, "bold")), row((one.source, "truth"))]
            await self.app.push_screen_wait(Choose(f"Question of {name}", rows))
            return
        rows = [row(one.asked.text), Row()]
        rows += [row("Answer it", key="answer"), row("Set it aside, and say why", key="aside")]
        do = await self.app.push_screen_wait(Choose(f"{name} asks", rows, "answer"))
        if do == "aside":
            reason = await self._text(f"Why {name} gets no answer", f"aside/{id_}", most=LONGEST_REASON)
            if reason and await self.send(SetAside(self.seat.command_id(), id_, reason.strip())):
                self.keep_text(f"aside/{id_}", "")
        if do != "answer":
            return
        text = await self._text(f"Answer, read by {name}", f"answer/{id_}", most=LONGEST_MESSAGE)
        if not text:
            return
        title = "Where it comes from, for the white cell alone (or nothing)"
        source = await self._text(title, f"source/{id_}", most=LONGEST_REASON, needed=False)
        if source is not None:
            command = AnswerQuestion(self.seat.command_id(), id_, text.strip(), source.strip())
            if await self.send(command):
                self.keep_text(f"answer/{id_}", "")
                self.keep_text(f"source/{id_}", "")

    # Notes.

    @work(exclusive=True)
    async def action_note(self) -> None:
        """One line, tagged; what the cursor is on is offered as what it is about."""
        about = umpire_pages.about_choices(self.truth, self._cursor(), self.seat.client.pending().results)

        def typed(text: str) -> None:
            self.keep_text(NOTE, text)

        kept = self.seat.draft().texts.get(NOTE, "")
        dialog = NoteDialog(kept, self.seat.rules.questions, about, most=LONGEST_NOTE, typed=typed)
        if await self.app.push_screen_wait(dialog) != DONE:
            return
        tags = tuple(tag for tag in self.seat.rules.questions if tag in dialog.tags)
        if await self.send(TakeNote(self.seat.command_id(), dialog.text.strip(), tags, dialog.about)):
            self.keep_text(NOTE, "")
            self.tell("The note is on record.", "bold")

    def _cursor(self) -> str:
        """What the focused panel's cursor is on."""
        try:
            return self.query_one(f"#{self.focused_panel()}", RowList).cursor if self.focused_panel() else ""
        except NoMatches:
            return ""

    # Injects.

    def fire_preview(self, inject: Inject) -> Preview:
        """Who would read what, and what would happen, were it fired now."""
        state, rules = self.truth.state, self.seat.rules
        shown = foretold(rules, state, direct(rules, state, Directive(inject.id, "fire")))
        text = state.edited.get(inject.id, inject.text)
        rows = umpire_pages.preview_rows(self.truth, text, self._readers(inject.to), self._gone(inject.to), shown)
        return Preview(f"Fire inject {inject.id}: {inject.title}?", rows, "Fire")

    def _readers(self, to: tuple[str, ...]) -> str:
        return "everyone" if PUBLIC in to else ", ".join(self.seat.rules.seats[seat].title for seat in to)

    def _gone(self, to: tuple[str, ...]) -> str:
        away = absent(self.seat.rules, self.seat.client.status().away, to)
        return ", ".join(self.seat.rules.seats[seat].title for seat in away)

    @work(exclusive=True)
    async def action_new_inject(self) -> None:
        """To whom, who tells it, what, what happens with it, what for, why; then a look at all of it."""
        if self.seat.client.status().phase not in ("plan", "adjudicate", "review"):
            self.tell("An inject would reach nobody now; N opens the move.", "quiet")
            return
        rules, truth = self.seat.rules, self.truth
        seats = {id_: seat.title for id_, seat in rules.seats.items()} | {PUBLIC: "Everyone, in public"}
        to = await mark(self.app, "New inject: for whom?", seats, take="Go on")
        if not to:
            if to is not None:
                self.tell("An inject is for somebody: mark at least one seat.")
            return
        if unread := nobody_reads(rules, self.seat.client.status().away, to, ADD_A_SEAT):
            self.tell(f"{unread}.")
            return
        source = await self.app.push_screen_wait(Ask("Who tells it?", "Press", most=LONGEST_SOURCE, needed=True))
        text = source and await self._text("What they are told", MADE, most=LONGEST_MESSAGE)
        if not source or not text:
            return
        effects = await choose_effects(self.app, rules, truth.state)
        if effects is None:
            return
        served: tuple[str, ...] | None = ()
        if rules.questions:
            served = await mark(self.app, "Which learning questions does it serve?", rules.questions, take="Go on")
        if served is None:
            return
        reason = await self.app.push_screen_wait(Ask("Why?", most=LONGEST_REASON, needed=True, hint="for the record"))
        if not reason:
            return
        made = Improvised("", to, source.strip(), text.strip(), effects, served, reason.strip())
        shown = foretold(rules, truth.state, improvise(rules, truth.state, made))
        rows = umpire_pages.preview_rows(truth, made.text, self._readers(to), self._gone(to), shown)
        sure = await self.app.push_screen_wait(Preview("Bring in this inject?", rows, "Bring it in"))
        if sure and await self.send(BringIn(self.seat.command_id(), made)):
            self.keep_text(MADE, "")
            self.tell("It is out: its seats read it now.", "bold")

    # What seats are told.

    @work(exclusive=True)
    async def action_broadcast(self) -> None:
        """The same words to everyone."""
        text = await self._text("To everyone, from the white cell", "broadcast", most=LONGEST_MESSAGE)
        if text and await self.send(Say(self.seat.command_id(), (PUBLIC,), text.strip())):
            self.keep_text("broadcast", "")
            self.tell("Everyone can read it.", "bold")

    @work(exclusive=True)
    async def action_situation(self) -> None:
        """Each seat's page on the state of the world: read, edit, release."""
        if self.seat.client.status().phase in ("opening", "closed"):
            self.tell("Pages on the state of the world are released while moves are played.", "quiet")
            return
        cursor = ""
        while True:
            chosen = await self.app.push_screen_wait(
                Choose("The state of the world, page by page", umpire_pages.page_rows(self.truth), cursor)
            )
            if chosen is None:
                return
            if chosen == "all":
                for seat in self.seat.rules.seats:
                    await self._release(seat, self._page_of(seat))
                self.tell("Every seat can read its page.", "bold")
                return
            await self._edit_page(chosen)
            cursor = chosen

    async def _edit_page(self, seat: str) -> None:
        slot = f"page/{self.truth.state.epoch}/{self.truth.state.turn}/{seat}"

        def changed(text: str) -> None:
            self.keep_text(slot, text)

        title = f"{self.seat.rules.seats[seat].title}: the state of the world"
        text = await self.app.push_screen_wait(EditPage(title, self._page_of(seat), changed=changed))
        if text:
            await self._release(seat, text)

    def _page_of(self, seat: str) -> str:
        """As it was edited, or made from what the seat knows."""
        slot = f"page/{self.truth.state.epoch}/{self.truth.state.turn}/{seat}"
        kept = self.seat.draft().texts.get(slot, "")
        if kept:
            return kept
        settled = self.seat.client.status().phase in ("review", "closed")
        known = self.truth.eyes[seat]
        return as_text(situation(known.rules, seat, self.seat.client.entries(0), settled=settled))

    async def _release(self, seat: str, text: str) -> None:
        if await self.send(Situate(self.seat.command_id(), seat, text)):
            self.keep_text(f"page/{self.truth.state.epoch}/{self.truth.state.turn}/{seat}", "")
