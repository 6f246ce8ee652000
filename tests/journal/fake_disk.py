"""A disk that loses what was not synced, fails on demand, and tears what it was writing in a power cut.

A process that is killed proves nothing about fsync, because the page cache outlives it; this model does.
"""

from __future__ import annotations

import errno
import hashlib
import os
import random
from pathlib import Path

from seawar.journal import Disk
from seawar.journal.disk import FileState
from seawar.journal.line import GENESIS, build


class PowerCut(BaseException):
    """The lights go out; nothing may catch it."""


class Inode:
    """One file: what a reader sees, what is safe, and what lies between, in order."""

    def __init__(self, number: int, data: bytes = b"") -> None:
        self.number = number
        self.cache = bytearray(data)
        self.durable = bytearray(data)
        self.pending: list[tuple[int, bytes | None]] = []

    def write(self, offset: int, data: bytes | None) -> None:
        """`None` cuts the file at `offset`."""
        self.pending.append((offset, data))
        put(self.cache, offset, data)

    def settle(self, rng: random.Random, done: int | None = None) -> None:
        """Make the first `done` changes durable; of the next write, a part, or zeros in its place."""
        done = len(self.pending) if done is None else done
        for offset, data in self.pending[:done]:
            put(self.durable, offset, data)
        for offset, data in self.pending[done : done + 1]:
            if data is not None:
                cut = rng.randrange(len(data) + 1)
                zeros = b"\0" * (len(data) - cut) if rng.random() < 0.5 else b""
                put(self.durable, offset, data[:cut] + zeros)
        self.pending.clear()


def put(store: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        del store[offset:]
    else:
        store.extend(b"\0" * (offset - len(store)))
        store[offset : offset + len(data)] = data


class FakeDisk(Disk):
    """The calls of a disk, counted; each may be made to fail or to be the last before the power cut."""

    def __init__(self, seed: int = 0) -> None:
        self.rng = random.Random(seed)
        self.names: dict[Path, Inode] = {}
        self.safe_names: dict[Path, Inode] = {}
        self.fds: dict[int, tuple[Inode, int]] = {}
        self.held: set[int] = set()
        self.calls = 0
        self.inodes = 0
        self.cut_at = 0
        self.fail_at = 0
        self.fail_syncs: set[int] = set()
        self.syncs = 0
        self.room = 1 << 40
        self.short_writes = False

    def tick(self) -> None:
        """Count a call that can go wrong."""
        self.calls += 1
        if self.calls == self.cut_at:
            raise PowerCut
        if self.calls == self.fail_at:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    def inode(self, fd: int) -> Inode:
        if fd not in self.fds:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        return self.fds[fd][0]

    def create(self, path: Path) -> int:
        self.tick()
        if path in self.names:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        self.inodes += 1
        self.names[path] = Inode(self.inodes)
        return self._opened(path)

    def open(self, path: Path) -> int:
        self.tick()
        if path not in self.names:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        return self._opened(path)

    def _opened(self, path: Path) -> int:
        fd = 100 + self.calls
        self.fds[fd] = (self.names[path], 0)
        return fd

    def lock(self, fd: int) -> None:
        self.tick()
        number = self.inode(fd).number
        if number in self.held:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        self.held.add(number)

    def seek(self, fd: int, offset: int) -> None:
        self.fds[fd] = (self.inode(fd), offset)

    def read(self, fd: int, size: int) -> bytes:
        self.tick()
        inode, at = self.fds[fd]
        data = bytes(inode.cache[at : at + size])
        self.fds[fd] = (inode, at + len(data))
        return data

    def write(self, fd: int, data: bytes | memoryview) -> int:
        inode = self.inode(fd)
        taken = min(len(data), self.room)
        if self.short_writes and taken > 1:
            taken = self.rng.randint(1, taken)
        if not taken:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.room -= taken
        try:
            self.tick()
        except PowerCut:
            inode.write(len(inode.cache), bytes(data[:taken]))
            raise
        except OSError:
            inode.write(len(inode.cache), bytes(data[: taken // 2]))
            raise
        inode.write(len(inode.cache), bytes(data[:taken]))
        return taken

    def truncate(self, fd: int, size: int) -> None:
        self.tick()
        inode = self.inode(fd)
        self.room += len(inode.cache) - size
        inode.write(size, None)

    def sync(self, fd: int) -> None:
        """When it fails, pages not yet written are marked clean and forgotten, as kernels do; lengths are not."""
        inode = self.inode(fd)
        self.syncs += 1
        try:
            self.tick()
            if self.syncs in self.fail_syncs:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
        except OSError:
            done = self.rng.randrange(len(inode.pending) + 1)
            lengths = [change for change in inode.pending[done:] if change[1] is None]
            inode.settle(self.rng, done)
            inode.pending = lengths
            raise
        inode.settle(self.rng)

    def sync_directory(self, directory: Path) -> None:
        self.tick()
        kept = {p: i for p, i in self.safe_names.items() if p.parent != directory}
        self.safe_names = kept | {p: i for p, i in self.names.items() if p.parent == directory}

    def state(self, fd: int) -> FileState:
        inode = self.inode(fd)
        return FileState(1, inode.number, len(inode.cache))

    def state_at(self, path: Path) -> FileState:
        if path not in self.names:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        return FileState(1, self.names[path].number, len(self.names[path].cache))

    def remove(self, path: Path) -> None:
        self.tick()
        if path not in self.names:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        del self.names[path]

    def close(self, fd: int) -> None:
        self.held.discard(self.inode(fd).number)
        del self.fds[fd]

    def kill(self) -> None:
        """The process dies: its files are closed, the page cache stays."""
        self.fds.clear()
        self.held.clear()

    def power_cut(self) -> FakeDisk:
        """What the next boot finds."""
        after = FakeDisk(self.rng.randrange(1 << 30))
        names = dict(self.safe_names)
        for path in self.names.keys() - self.safe_names.keys():
            if self.rng.random() < 0.5:
                names[path] = self.names[path]
        for inode in names.values():
            if inode.pending:
                inode.settle(self.rng, self.rng.randrange(len(inode.pending)))
        after.names = {path: Inode(k, bytes(names[path].durable)) for k, path in enumerate(sorted(names), 1)}
        after.inodes = len(after.names)
        after.safe_names = dict(after.names)
        return after

    def content(self, path: Path) -> bytes:
        return bytes(self.names[path].cache)


def payload(k: int, text: str = "", vis: str = '"white","japan"') -> bytes:
    return f'{{"t":"note","at":{1_700_000_000_000 + k},"vis":[{vis}],"k":{k},"text":"{text}"}}'.encode()


def salt(k: int) -> str:
    return hashlib.sha256(b"salt %d" % k).hexdigest()[:32]


def journal(entries: int) -> bytes:
    """A journal of small entries, written in batches of three."""
    lines, h = [], GENESIS
    for n in range(entries):
        line, _, h = build(n, n - n % 3, salt(n), payload(n), h)
        lines.append(line + b"\n")
    return b"".join(lines)
