"""How a terminal speaks to a table, near or far. The screens know nothing else of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from seawar.core.rules import Rules
from seawar.core.rulings import Ruling
from seawar.journal.receipt import Receipt
from seawar.net.wire import AnyCommand, Pending, Status
from seawar.replay.entries import AnyEntry, Opaque


class Client(Protocol):
    """One seat's line to its table."""

    @property
    def seat(self) -> str: ...

    @property
    def person(self) -> str:
        """Display name of who holds this line; empty for whoever speaks for the seat."""
        ...

    def speak_as(self, person: str) -> None:
        """Of several persons of the seat at one terminal, who holds this line from now on."""
        ...

    @property
    def eyes(self) -> str:
        """What an observer sees: a seat, `all`, or empty; when it changes, entries are counted anew from 0."""
        ...

    @property
    def rules(self) -> Rules:
        """As this seat may know them."""
        ...

    def status(self) -> Status: ...

    def entries(self, after: int) -> Sequence[AnyEntry | Opaque]:
        """This seat's entries in order, those it has counted left out."""
        ...

    def pending(self) -> Pending:
        """Results that are not released yet: for the umpire; empty for everyone else."""
        ...

    def weigh(self, ruling: Ruling) -> Pending:
        """What would be pending with this ruling; nothing is on record. Raises OrderRefused where it cannot stand."""
        ...

    async def send(self, command: AnyCommand) -> Receipt:
        """Returns once it is on record; raises OrderRefused or JournalError, and then nothing has changed."""
        ...

    def watch(self, changed: Callable[[], None] | None) -> None:
        """Call this whenever there may be something new; None to stop."""
        ...
