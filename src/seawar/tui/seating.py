"""Who sits at this table: seen by everyone, changed by the white cell and, for their own team, by captains."""

from __future__ import annotations

import time

from textual import work

from seawar.core.state import UMPIRE
from seawar.net.wire import LONGEST_NAME, AnyCommand, Grant, Leave, MarkAway, PassCaptaincy, Sit
from seawar.replay.person_entries import ALL, OBSERVER
from seawar.tui import person_rows
from seawar.tui.dialogs import Ask, Choose
from seawar.tui.lines import Row, row
from seawar.tui.rows import RowList
from seawar.tui.screen import GameScreen


class SeatingScreen(GameScreen):
    """A screen from which persons sit down and get up."""

    @work(exclusive=True)
    async def action_persons(self) -> None:
        """Who is at the table, and what to do about it."""
        client, rules = self.seat.client, self.seat.rules
        status = client.status()
        rows = [
            *person_rows.choices(self.seat.seat, status, client.person), Row(),
            *person_rows.persons(rules, status, time.time_ns() // 1_000_000),
        ]  # fmt: skip
        chosen = await self.app.push_screen_wait(Choose("Who is at the table", rows))
        command = {
            "sit": self._sit, "leave": self._leave, "captain": self._captain, "eyes": self._eyes, "away": self._away,
            "keys": self._keys,
        }.get(chosen or "")  # fmt: skip
        made = await command() if command else None
        if made is not None and await self.send(made):
            self.tell("It is on record.", "quiet")

    async def _sit(self) -> AnyCommand | None:
        """A name, and from the white cell a place."""
        seat = self.seat.seat
        if seat == UMPIRE:
            places = (*self.seat.client.status().people, OBSERVER)
            seat = await self._which("Where?", [(id_, person_rows.place(self.seat.rules, id_)) for id_ in places])
            if not seat:
                return None
        name = await self.app.push_screen_wait(Ask("Name, as everybody will read it", most=LONGEST_NAME, needed=True))
        return Sit(self.seat.command_id(), name.strip(), seat) if name else None

    async def _leave(self) -> AnyCommand | None:
        name = await self._which("Who gets up?", [(name, name) for name in self._names()])
        return Leave(self.seat.command_id(), name) if name else None

    async def _captain(self) -> AnyCommand | None:
        """Of a team, somebody who is not its captain."""
        persons, own = self.seat.client.status().persons, self.seat.seat
        teams = [seat for seat in persons if seat not in (UMPIRE, OBSERVER) and own in (UMPIRE, seat)]
        at = {name: seat for seat in teams for name in persons[seat][1:]}
        found = [(name, f"{name}, {person_rows.place(self.seat.rules, seat)}") for name, seat in at.items()]
        name = await self._which("Who is the captain from now on?", found)
        return PassCaptaincy(self.seat.command_id(), name, at[name]) if name else None

    async def _eyes(self) -> AnyCommand | None:
        status, rules = self.seat.client.status(), self.seat.rules
        bench = [
            (name, f"{name} {person_rows.eyes_words(rules, status.eyes.get(name, ''))}")
            for name in status.persons.get(OBSERVER, ())
        ]
        name = await self._which("Who looks on?", bench)
        if not name:
            return None
        views = [(f"seat/{id_}", f"As {seat.title} sees it") for id_, seat in rules.seats.items()]
        lent = await self._which(
            "What may be seen?", [("seat/", "What is public"), *views, (f"seat/{ALL}", "Everything")]
        )
        return Grant(self.seat.command_id(), name, lent.removeprefix("seat/")) if lent else None

    async def _away(self) -> AnyCommand | None:
        """The seat itself, or from the white cell any."""
        if self.seat.seat != UMPIRE:
            return MarkAway(self.seat.command_id())
        status, rules = self.seat.client.status(), self.seat.rules
        here = [seat for seat in status.people if seat in rules.seats and seat not in status.away]
        found = [(seat, rules.seats[seat].title) for seat in here]
        found += [(f"back/{seat}", f"{rules.seats[seat].title} is back") for seat in status.away]
        seat = await self._which("Which seat is away?", found)
        back, name = seat.startswith("back/"), seat.removeprefix("back/")
        return MarkAway(self.seat.command_id(), name, not back) if seat else None

    async def _keys(self) -> None:
        """Of several at one screen, who gives the next commands."""
        team = self.seat.client.status().persons.get(self.seat.seat, ())
        name = await self._which("Who is at these keys?", [(name, name) for name in team])
        if name:
            self.seat.client.speak_as(name)
            self.tell(f"{name} is at the keys now.", "quiet")

    def _names(self) -> list[str]:
        """Persons who may be asked to get up from here."""
        persons, own = self.seat.client.status().persons, self.seat.seat
        return [name for seat, team in persons.items() if own in (UMPIRE, seat) for name in team]

    async def _which(self, title: str, found: list[tuple[str, str]]) -> str:
        """One of these; empty when there is none or the person went back."""
        rows = [row(words, key=key) for key, words in found] or [row(("There is nobody to choose.", "quiet"))]
        return await self.app.push_screen_wait(Choose(title, rows)) or ""

    @work(exclusive=True)
    async def action_paper(self) -> None:
        """The screen of a seat that has not sealed, to type in its paper sheet: the one under the cursor, or ask."""
        from seawar.tui.drafts import PaperDrafts
        from seawar.tui.paper import PaperScreen, PaperSeat

        status, rules = self.seat.client.status(), self.seat.rules
        if status.phase != "plan" or not status.waiting_for:
            self.tell("Orders on paper are typed in while a move is planned and some seat has not sealed.", "quiet")
            return
        cursor = self.focused.cursor if isinstance(self.focused, RowList) else ""
        seat = cursor.partition("/")[2] if cursor.startswith("seat/") else ""
        if seat not in status.waiting_for:
            seat = await self._which("Whose sheet?", [(id_, rules.seats[id_].title) for id_ in status.waiting_for])
        if seat:
            self.app.push_screen(PaperScreen(PaperSeat(self.seat.client, seat, PaperDrafts(self.journal))))
