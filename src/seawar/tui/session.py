"""One table at this terminal: who sits here, what each knows, what each is typing."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from pathlib import Path

from seawar.core.clean import clean
from seawar.core.rules import Rules
from seawar.net.client import Client
from seawar.net.wire import AnyCommand
from seawar.replay.person_entries import OBSERVER
from seawar.tui.drafts import Draft, Drafts
from seawar.tui.known import Known


class Seat:
    """One person's place at this terminal."""

    def __init__(self, client: Client, drafts: Drafts) -> None:
        self.client = client
        self.drafts = drafts
        self.known = Known(client.rules, client.seat)
        self.read_news = 0
        """How many news the person has had on the screen."""
        self.read_talks = 0
        self.read_page = ""
        """Command that released the page on the state of the world that was on the screen last."""
        self._ids = itertools.count(1)
        self._run = os.urandom(4).hex()

    @property
    def seat(self) -> str:
        return self.client.seat

    @property
    def rules(self) -> Rules:
        return self.client.rules

    @property
    def title(self) -> str:
        if self.seat == OBSERVER:
            return "Those who look on"
        return clean(self.rules.seats[self.seat].title) if self.seat in self.rules.seats else "White cell"

    def catch_up(self) -> None:
        """Read what came since."""
        self.known.read(self.client.entries(self.known.count))

    def draft(self) -> Draft:
        """What is being typed for the turn that is open now; orders that were never sealed come along to it."""
        self.catch_up()
        return self.drafts.of(self.seat, self.known.view.turn, done=self.known.sealed_in)

    def command_id(self) -> str:
        """Fresh for every command, over restarts too: the table takes a repeat for the same command."""
        return f"{self._run}-{next(self._ids)}"

    async def send(self, command: AnyCommand) -> None:
        await self.client.send(command)


class Session:
    """Everyone who sits at this terminal, and where the table's journal lies."""

    def __init__(
        self, clients: list[Client], journal: Path | None, *, resumed: str = "", end: Callable[[], None] | None = None
    ) -> None:
        drafts = Drafts(journal)
        self.drafts = drafts
        self.seats = {client.seat: Seat(client, drafts) for client in clients}
        self.journal = journal
        self.resumed = resumed
        """What the first screen says of a table that was resumed."""
        self.end = end or (lambda: None)
        """Lets go of the table when the person leaves it."""

    @property
    def rules(self) -> Rules:
        return next(iter(self.seats.values())).rules

    @property
    def hot_seat(self) -> bool:
        """Whether several persons share this screen, so that a curtain must fall between them."""
        return len(self.seats) > 1
