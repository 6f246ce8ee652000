"""A seat's line as the white cell holds it to type in a paper sheet: that seat's entries, and one command.

It hangs on the umpire's own client, so that it is the same near and far.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from seawar.core.rules import Rules
from seawar.core.rulings import Ruling
from seawar.core.seat_rules import rules_for
from seawar.core.state import PUBLIC
from seawar.errors import OrderRefused
from seawar.journal.receipt import Receipt
from seawar.net.client import Client
from seawar.net.wire import AnyCommand, Pending, Seal, SealFor, Status
from seawar.replay.entries import AnyEntry, Opaque


class PaperClient:
    """One seat, through the white cell's hands."""

    def __init__(self, umpire: Client, seat: str) -> None:
        self.seat = seat
        self.rules: Rules = rules_for(umpire.rules, seat)
        self._umpire = umpire
        self._mine: list[AnyEntry | Opaque] = []
        self._read = 0

    @property
    def person(self) -> str:
        return self._umpire.person

    @property
    def eyes(self) -> str:
        return ""

    def speak_as(self, person: str) -> None:
        self._umpire.speak_as(person)

    def status(self) -> Status:
        return self._umpire.status()

    def entries(self, after: int) -> Sequence[AnyEntry | Opaque]:
        new = self._umpire.entries(self._read)
        self._read += len(new)
        self._mine += [entry for entry in new if self.seat in entry.vis or PUBLIC in entry.vis]
        return self._mine[after:]

    def pending(self) -> Pending:
        return Pending()

    def weigh(self, ruling: Ruling) -> Pending:
        del ruling
        raise OrderRefused("right", "only the white cell may do this")

    async def send(self, command: AnyCommand) -> Receipt:
        """Seals on the seat's behalf; everything else is the seat's own to do."""
        if not isinstance(command, Seal):
            raise OrderRefused("right", "from paper only orders are typed in; Esc goes back to the white cell")
        return await self._umpire.send(SealFor(command.id, command.sheet))

    def watch(self, changed: Callable[[], None] | None) -> None:
        """The umpire's own line is watched already."""
