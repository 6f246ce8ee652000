"""Writing a message: to whom, then what; kept as typed, and sent once."""

from __future__ import annotations

from textual import work

from seawar.core.state import PUBLIC, UMPIRE
from seawar.net.wire import LONGEST_MESSAGE, Say
from seawar.tui.dialogs import Ask, Choose
from seawar.tui.drafts import Draft
from seawar.tui.lines import Row, row
from seawar.tui.seating import SeatingScreen
from seawar.tui.several import several

SEVERAL = "several"


class WritingScreen(SeatingScreen):
    """A screen whose seat can talk to others."""

    shown = ""
    """The page bottom left."""

    def save(self, draft: Draft) -> None:
        """Keep what is being typed; say so when it cannot be kept on disk."""
        self.seat.drafts.save(draft)
        if self.seat.drafts.trouble:
            self.tell(self.seat.drafts.trouble)

    def keep_text(self, slot: str, text: str) -> None:
        """Keep a text that is being typed for something; an empty one is forgotten."""
        draft = self.seat.draft()
        draft.texts = {one: words for one, words in draft.texts.items() if one != slot} | ({slot: text} if text else {})
        self.save(draft)

    @work(exclusive=True)
    async def action_write(self) -> None:
        """A message to a seat, to several, to everyone, or to the white cell."""
        await self.write()

    async def write(self, voice: str = "") -> None:
        """The same, where a voice is named in its name."""
        rules, draft = self.seat.rules, self.seat.draft()
        names = {id_: seat.title for id_, seat in rules.seats.items() if id_ != self.seat.seat}
        names[SEVERAL] = "several of them"
        names[PUBLIC] = "everyone"
        if self.seat.seat != UMPIRE:
            names[UMPIRE] = "the white cell alone"
        rows = [row(name, key=id_) for id_, name in names.items() if id_ in rules.seats]
        rows += [Row(), *(row(name.capitalize(), key=id_) for id_, name in names.items() if id_ not in rules.seats)]
        last = "" if not draft.to else draft.to[0] if len(draft.to) == 1 else SEVERAL
        chosen = await self.app.push_screen_wait(Choose("Message to", rows, last))
        if chosen is None:
            return
        to: tuple[str, ...] = (chosen,)
        if chosen == SEVERAL:
            seats = [id_ for id_ in names if id_ in rules.seats]
            marked = await several(self.app, "Message to", rules, seats, draft.to)
            if not marked:
                return
            to = marked

        def typed(text: str) -> None:
            draft = self.seat.draft()
            draft.message, draft.to = text, to
            self.save(draft)

        title = f"Message to {', '.join(names[one] for one in to)}"
        question = Ask(title, self.seat.draft().message, most=LONGEST_MESSAGE, typed=typed, needed=True)
        text = await self.app.push_screen_wait(question)
        if not text:
            return
        said = Say(self.seat.command_id(), tuple(one for one in to if one != UMPIRE), text.strip(), voice)
        if await self.send(said):
            typed("")
            self.shown = "talks"
            self.redraw()
