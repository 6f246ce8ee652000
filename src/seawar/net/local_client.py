"""A seat at the host's own terminal: the client protocol without a network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from seawar.adjudicate.turn import Resolution
from seawar.core.rules import Rules
from seawar.core.rulings import Ruling
from seawar.core.seat_rules import rules_for
from seawar.core.state import PUBLIC, UMPIRE
from seawar.errors import OrderRefused
from seawar.journal.receipt import Receipt
from seawar.net.wire import AnyCommand, Pending, Status
from seawar.replay.entries import AnyEntry, Opaque
from seawar.replay.person_entries import ALL, OBSERVER

if TYPE_CHECKING:
    from seawar.net.host import Host


class LocalClient:
    """A seat, or somebody who looks on, at the host's own terminal."""

    def __init__(self, host: Host, seat: str, person: str = "") -> None:
        self.seat = seat
        self.person = person
        self._host = host
        self._mine: list[AnyEntry | Opaque] = []
        self._read = 0
        """How much of the table's log was looked through."""
        self._through = self._reader()
        """Whose entries those are."""
        self._rules = rules_for(host.table.rules, self._through)
        self._watcher: Callable[[], None] | None = None

    def speak_as(self, person: str) -> None:
        self.person = person

    @property
    def eyes(self) -> str:
        return self._host.table.record.persons.eyes.get(self.person, "") if self.seat == OBSERVER else ""

    def _reader(self) -> str:
        """Whose entries this line may carry: a seat's, the umpire's, or, of an observer, nobody's but the public's."""
        if self.seat != OBSERVER:
            return self.seat
        return UMPIRE if self.eyes == ALL else self.eyes or OBSERVER

    @property
    def rules(self) -> Rules:
        self._look()
        return self._rules

    def _look(self) -> None:
        """Begin anew when an observer was given other eyes."""
        if (reader := self._reader()) != self._through:
            self._through, self._mine, self._read = reader, [], 0
            self._rules = rules_for(self._host.table.rules, reader)

    def status(self) -> Status:
        return self._host.status()

    def entries(self, after: int) -> Sequence[AnyEntry | Opaque]:
        self._look()
        log = self._host.table.record.log
        while self._read < len(log):
            entry = log[self._read]
            if self._through == UMPIRE or self._through in entry.vis or PUBLIC in entry.vis:
                self._mine.append(entry)
            self._read += 1
        return self._mine[after:]

    def pending(self) -> Pending:
        resolution = self._host.table.resolution
        return _pending(resolution) if self.seat == UMPIRE and resolution is not None else Pending()

    def weigh(self, ruling: Ruling) -> Pending:
        if self.seat != UMPIRE:
            raise OrderRefused("right", "only the white cell may do this")
        return _pending(self._host.weigh(ruling))

    async def send(self, command: AnyCommand) -> Receipt:
        return self._host.submit(self.seat, command, self.person)

    def watch(self, changed: Callable[[], None] | None) -> None:
        if self._watcher is not None:
            self._host.watchers.remove(self._watcher)
        self._watcher = changed
        if changed is not None:
            self._host.watchers.append(changed)


def _pending(resolution: Resolution) -> Pending:
    return Pending(tuple(settled for _, step in resolution.steps for settled in step), dict(resolution.waiting))
