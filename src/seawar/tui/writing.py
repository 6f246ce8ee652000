"""Writing a message: to whom, then what; kept as typed, and sent once."""

from __future__ import annotations

from textual import work

from seawar.core.state import PUBLIC, UMPIRE
from seawar.net.wire import LONGEST_MESSAGE, Say
from seawar.tui.dialogs import Ask, Choose
from seawar.tui.drafts import Draft
from seawar.tui.lines import Row, row
from seawar.tui.screen import GameScreen


class WritingScreen(GameScreen):
    """A screen whose seat can talk to others."""

    shown = ""
    """The page bottom left."""

    def save(self, draft: Draft) -> None:
        """Keep what is being typed; say so when it cannot be kept on disk."""
        self.seat.drafts.save(draft)
        if self.seat.drafts.trouble:
            self.tell(self.seat.drafts.trouble)

    @work(exclusive=True)
    async def action_write(self) -> None:
        """A message to a seat, to everyone, or to the white cell."""
        rules, draft = self.seat.rules, self.seat.draft()
        names = {id_: seat.title for id_, seat in rules.seats.items() if id_ != self.seat.seat}
        names[PUBLIC] = "everyone"
        if self.seat.seat != UMPIRE:
            names[UMPIRE] = "the white cell alone"
        rows = [row(name, key=id_) for id_, name in names.items() if id_ in rules.seats]
        rows += [Row(), *(row(name.capitalize(), key=id_) for id_, name in names.items() if id_ not in rules.seats)]
        to = await self.app.push_screen_wait(Choose("Message to", rows, draft.to[0] if draft.to else ""))
        if to is None:
            return

        def typed(text: str) -> None:
            draft = self.seat.draft()
            draft.message, draft.to = text, (to,)
            self.save(draft)

        question = Ask(
            f"Message to {names[to]}", self.seat.draft().message, most=LONGEST_MESSAGE, typed=typed, needed=True
        )
        text = await self.app.push_screen_wait(question)
        if text and await self.send(Say(self.seat.command_id(), () if to == UMPIRE else (to,), text.strip())):
            typed("")
            self.shown = "talks"
            self.redraw()
