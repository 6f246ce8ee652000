"""Where a table writes: a journal, or a list in memory for rehearsal and measurement."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Protocol


class Written(Protocol):
    """One acknowledged entry."""

    @property
    def n(self) -> int: ...
    @property
    def c(self) -> str: ...


class Sink(Protocol):
    """Takes a batch of encoded entries; returning means that they are safe."""

    def append(self, batch: Sequence[bytes]) -> Sequence[Written]: ...

    def close(self) -> None: ...


class Kept:
    """An entry kept in memory."""

    __slots__ = ("c", "n")

    def __init__(self, n: int, c: str) -> None:
        self.n, self.c = n, c


class Memory:
    """Entries in memory: as long as the process, and no longer."""

    def __init__(self) -> None:
        self.entries: list[bytes] = []

    def append(self, batch: Sequence[bytes]) -> list[Kept]:
        first = len(self.entries)
        self.entries += batch
        return [Kept(first + i, hashlib.sha256(data).hexdigest()) for i, data in enumerate(batch)]

    def close(self) -> None:
        """Nothing to let go of."""
