"""The one writer of a journal: an entry is acknowledged when it is on the disk, and not before.

Appending is one write and one fsync for a whole batch. Retrying a failed fsync was refused: the kernel
may have marked the lost pages clean, so that the second call confirms what is gone. All that was
acknowledged is kept in memory as well, so that the session goes on elsewhere when a disk dies.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from seawar.errors import DiskFull, JournalClosed, WriteFailed
from seawar.journal.disk import DISK, NO_ROOM, Disk, FileState, writing
from seawar.journal.group import Batch, GroupCommit
from seawar.journal.line import FILE_BYTES_MAX, GENESIS, build, check_payload, is_closing
from seawar.journal.recover import Recovered, Sound, recover

EMPTY = Recovered(b"", Sound(0, None, 0, 0, 0), None)
"""What a new journal starts from."""


class Written(msgspec.Struct, frozen=True):
    """An acknowledged entry."""

    n: int
    """Its number in the journal."""
    c: str
    """Its commitment, for the receipt."""


def fresh_salts() -> Iterator[str]:
    """16-byte salts from the operating system, as hex; asked for 64 at a time, since asking costs as much as a hash."""
    while True:
        block = os.urandom(1024).hex()
        yield from (block[i : i + 32] for i in range(0, 2048, 32))


class Writer:
    """A journal open for appending and held against other writers. Safe to share between threads."""

    def __init__(self, path: Path, fd: int, disk: Disk, salts: Iterator[str] | None, recovered: Recovered) -> None:
        sound = recovered.sound
        self.path = path
        self.recovered = recovered.torn
        """Where a torn end was set aside on opening; None when there was none."""
        self._fd = fd
        self._disk = disk
        self._salts = salts or fresh_salts()
        self._kept = [recovered.data]
        self._count = sound.count
        self._head = sound.last.h if sound.last else GENESIS
        self._sealed = sound.last is not None and is_closing(sound.last.d)
        self._refusal: str | None = None
        self._lock = threading.Lock()
        self._group: GroupCommit[list[Written]] | None = None
        self._group_lock = threading.Lock()  # its own, for the other is held while the disk is busy
        self._file = disk.state(fd)

    @classmethod
    def create(cls, path: Path, *, disk: Disk = DISK, salts: Iterator[str] | None = None) -> Self:
        """A new, empty journal whose name is safe on the disk; a file that exists is never overwritten."""
        with writing(path):
            fd = disk.write_new_open(path, b"")
            return cls(path, fd, disk, salts, EMPTY)

    @classmethod
    def open(cls, path: Path, *, disk: Disk = DISK, salts: Iterator[str] | None = None) -> Self:
        """An existing journal, verified, with a torn end set aside."""
        with writing(path):
            fd = disk.open(path)
            try:
                disk.lock(fd)
                recovered = recover(disk, fd, path)
                return cls(path, fd, disk, salts, recovered)
            except BaseException:
                with suppress(OSError):
                    disk.close(fd)
                raise

    @property
    def count(self) -> int:
        """How many entries are acknowledged: the number of the next one."""
        return self._count

    @property
    def head(self) -> str:
        """The hash of the last acknowledged entry."""
        return self._head

    def data(self) -> bytes:
        """All that is acknowledged, as it stands in the file, from memory."""
        with self._lock:
            self._kept = [b"".join(self._kept)]
            return self._kept[0]

    def append(self, batch: Batch) -> list[Written]:
        """Write a batch; when this returns, it is on the disk. If it raises, nothing was acknowledged."""
        for d in batch:
            check_payload(d)
        [outcome] = self._commit([batch])
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def submit(self, batch: Batch) -> Future[list[Written]]:
        """The same from any thread: what is submitted while the disk is busy is synced together."""
        for d in batch:
            check_payload(d)
        with self._group_lock:
            if self._group is None:
                if self._fd < 0:
                    raise WriteFailed(f"{self.path} is no longer open for writing; open it again.")
                self._group = GroupCommit(self._commit)
            return self._group.submit(batch)

    def save_elsewhere(self, path: Path) -> None:
        """Write all that was acknowledged to a new file, from memory, and go on there."""
        with self._lock, writing(path):
            kept = b"".join(self._kept)
            fd = self._disk.write_new_open(path, kept)
            old, self._fd = self._fd, fd
            self.path, self._kept, self._refusal = path, [kept], None
            self._file = self._disk.state(fd)
            with suppress(OSError):
                self._disk.close(old)

    def close(self) -> None:
        """Commit what is queued and let go of the file; closing again does nothing."""
        if self._group:
            self._group.close()
        with self._group_lock, self._lock:
            if self._fd >= 0:
                with suppress(OSError):
                    self._disk.close(self._fd)
            self._fd = -1
            self._refusal = f"{self.path} is no longer open for writing; open it again."

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _commit(self, batches: list[Batch]) -> list[list[Written] | Exception]:
        """Make one batch of many: compose, check the file, write, sync, and only then acknowledge."""
        with self._lock:
            if self._refusal:
                raise WriteFailed(self._refusal)
            outcomes, lines, head, sealed = self._compose(batches)
            if lines:
                blob = b"\n".join(lines) + b"\n"
                self._check_file(len(blob))
                self._write(blob)
                self._kept.append(blob)
                self._file = msgspec.structs.replace(self._file, size=self._file.size + len(blob))
                self._count, self._head, self._sealed = self._count + len(lines), head, sealed
            return outcomes

    def _compose(self, batches: list[Batch]) -> tuple[list[list[Written] | Exception], list[bytes], str, bool]:
        """The outcome of each batch if the disk confirms, and the lines to be written for it."""
        outcomes: list[list[Written] | Exception] = []
        lines: list[bytes] = []
        head, sealed = self._head, self._sealed
        for batch in batches:
            if (sealed and batch) or any(map(is_closing, batch[:-1])):
                outcomes.append(JournalClosed(f"{self.path} has its closing entry; nothing can follow it."))
                continue
            written = []
            for d in batch:
                n = self._count + len(lines)
                line, c, head = build(n, self._count, next(self._salts), d, head)
                lines.append(line)
                written.append(Written(n, c))
                sealed = is_closing(d)
            outcomes.append(written)
        return outcomes, lines, head, sealed

    def _check_file(self, more: int) -> None:
        """Refuse to write to a file that is gone, replaced, changed by someone else, or too long."""
        try:
            there: FileState | None = self._disk.state_at(self.path)
            here = self._disk.state(self._fd)
        except OSError:
            there = None
        if there is None or there != here:
            raise self._fail("was deleted, moved or replaced while it was open")
        if here != self._file:
            raise self._fail("was changed by another program while it was open")
        if here.size + more > FILE_BYTES_MAX:
            raise DiskFull(f"{self.path} would grow beyond 512 MiB; branch the session to a new journal.")

    def _write(self, blob: bytes) -> None:
        try:
            self._disk.write_all(self._fd, blob)
        except OSError as fault:
            self._take_back(fault)
        try:
            self._sync()
        except OSError as fault:
            with suppress(OSError):  # what did not reach the disk must not look as if it had, on reopening
                self._disk.truncate(self._fd, self._file.size)
            raise self._fail(f"was not confirmed by the disk ({fault.strerror})") from fault

    def _sync(self) -> None:
        self._disk.sync(self._fd)

    def _take_back(self, fault: OSError) -> None:
        """Undo a write that ended short: the journal stays as it was, or is given up."""
        try:
            self._disk.truncate(self._fd, self._file.size)
            if fault.errno in NO_ROOM:
                self._sync()
        except OSError as second:
            raise self._fail(f"could not be taken back to its last good end ({second.strerror})") from fault
        if fault.errno not in NO_ROOM:
            raise self._fail(f"could not be written ({fault.strerror})") from fault
        raise DiskFull(
            f"{self.path}: the disk is full and nothing of the last entry was kept; make room and try again."
        ) from fault

    def _fail(self, what: str) -> WriteFailed:
        """Write nothing more to this file, ever."""
        self._refusal = (
            f"{self.path} {what}: nothing more is written to it; save the journal elsewhere and go on there."
        )
        return WriteFailed(self._refusal)
