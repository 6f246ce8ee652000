"""A seat and the white cell: questions and their answers, and the page on the state of the world."""

from __future__ import annotations

from textual import work

from seawar.net.wire import LONGEST_MESSAGE, AskUmpire, Status
from seawar.replay.questions import questions
from seawar.replay.white_cell_entries import Situated
from seawar.tui.countering import CounteringScreen
from seawar.tui.dialogs import Ask
from seawar.tui.known import Known
from seawar.tui.lines import Row, row
from seawar.tui.situating import Page

QUESTION = "question"
"""Slot of the question being typed."""


def question_rows(known: Known, status: Status) -> list[Row]:
    """The way to ask, and what came of what was asked; nothing at a table without a white cell."""
    if not status.umpired:
        return []
    rows = [row(("Q  ", "you"), ("ask the white cell", "quiet"), key="ask")]
    for one in questions(known.cell).values():
        said = one.answered
        status_ = ("waits", "new") if said is None else ("set aside" if said.aside else "answered", "quiet")
        rows.append(row(("   You ask: ", "quiet"), one.asked.text, right=status_, hang=3))
        if said is not None:
            rows.append(row(("   White cell: ", "bold"), said.text, hang=3))
    return [*rows, Row()]


def latest_page(known: Known) -> Situated | None:
    """The page released last."""
    return next((entry for entry in reversed(known.cell) if isinstance(entry, Situated)), None)


class AskingScreen(CounteringScreen):
    """The part of a seat's screen that asks and is told."""

    @work(exclusive=True)
    async def action_ask(self) -> None:
        if not self.seat.client.status().umpired:
            self.tell("Nobody is the white cell at this table; the rules decide alone.", "quiet")
            return

        def typed(text: str) -> None:
            self.keep_text(QUESTION, text)

        kept = self.seat.draft().texts.get(QUESTION, "")
        question = Ask("Question to the white cell", kept, most=LONGEST_MESSAGE, typed=typed, needed=True)
        text = await self.app.push_screen_wait(question)
        if text and await self.send(AskUmpire(self.seat.command_id(), text.strip())):
            self.keep_text(QUESTION, "")
            self.shown = "talks"
            self.redraw()
            self.tell("The white cell has your question; the answer comes here and in your news.", "bold")

    def action_situation(self) -> None:
        page = latest_page(self.seat.known)
        if page is None:
            self.tell("The white cell has released no page on the state of the world yet.", "quiet")
            return
        self.seat.read_page = page.command
        title = f"The state of the world, {self.seat.rules.name(page.turn)}" if page.turn else "The state of the world"
        self.app.push_screen(Page(title, page.text))

    def show_page(self) -> None:
        """While the umpire briefs, a page that was not read yet opens by itself; never over a dialog."""
        page, status = latest_page(self.seat.known), self.seat.client.status()
        fresh = page is not None and page.command != self.seat.read_page and page.turn == status.turn
        if fresh and status.stage == "brief" and self.app.screen is self:
            self.action_situation()
