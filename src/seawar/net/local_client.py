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

if TYPE_CHECKING:
    from seawar.net.host import Host


class LocalClient:
    """A seat at the host's own terminal."""

    def __init__(self, host: Host, seat: str) -> None:
        self.seat = seat
        self.rules: Rules = rules_for(host.table.rules, seat)
        self._host = host
        self._mine: list[AnyEntry | Opaque] = []
        self._read = 0
        """How much of the table's log was looked through."""
        self._watcher: Callable[[], None] | None = None

    def status(self) -> Status:
        return self._host.status()

    def entries(self, after: int) -> Sequence[AnyEntry | Opaque]:
        log = self._host.table.record.log
        while self._read < len(log):
            entry = log[self._read]
            if self.seat == UMPIRE or self.seat in entry.vis or PUBLIC in entry.vis:
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
        return self._host.submit(self.seat, command)

    def watch(self, changed: Callable[[], None] | None) -> None:
        if self._watcher is not None:
            self._host.watchers.remove(self._watcher)
        self._watcher = changed
        if changed is not None:
            self._host.watchers.append(changed)


def _pending(resolution: Resolution) -> Pending:
    return Pending(tuple(settled for _, step in resolution.steps for settled in step), dict(resolution.waiting))
