"""All that the journal asks of an operating system, in one class, so that a test can hand in a worse one.

Buffered files were refused: they hide when a byte reaches the kernel, and a failed flush leaves unknown
bytes behind. A process id in a lock file was refused: it outlives a killed process, `flock` does not.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from seawar.errors import DiskFull, JournalBusy, JournalError, WriteFailed

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Errors of a write that a person can cure by making room."""

_APPEND = os.O_RDWR | os.O_APPEND | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_CHUNK = 1 << 20


class FileState(msgspec.Struct, frozen=True):
    """Which file it is and how long, to notice one that was replaced or written by another program."""

    device: int
    """The device it lies on."""
    inode: int
    """Its number on that device."""
    size: int
    """Its length in bytes."""


class Disk:
    """The real one. The methods above the line are single calls; those below are made of them."""

    def create(self, path: Path) -> int:
        """A new file for appending, readable by its owner alone; refuses one that exists."""
        return os.open(path, _APPEND | os.O_CREAT | os.O_EXCL, 0o600)

    def open(self, path: Path) -> int:
        return os.open(path, _APPEND)

    def lock(self, fd: int) -> None:
        """Hold the file against other writers until it is closed; BlockingIOError if one has it."""
        if sys.platform == "win32":
            os.lseek(fd, 0x7FFFFFFE, os.SEEK_SET)  # beyond any journal, so that reading stays possible
            try:
                msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
            except PermissionError as held:
                raise BlockingIOError(errno.EAGAIN, "held by another process") from held
        else:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def seek(self, fd: int, offset: int) -> None:
        os.lseek(fd, offset, os.SEEK_SET)

    def read(self, fd: int, size: int) -> bytes:
        return os.read(fd, size)

    def write(self, fd: int, data: bytes | memoryview) -> int:
        return os.write(fd, data)

    def truncate(self, fd: int, size: int) -> None:
        os.ftruncate(fd, size)

    def sync(self, fd: int) -> None:
        """Return only when the bytes are on the medium; macOS needs its own call for that."""
        if sys.platform == "darwin":
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
        else:
            os.fsync(fd)

    def sync_directory(self, directory: Path) -> None:
        """Make a new or removed name outlast a power cut; Windows has no such call and needs none."""
        if sys.platform == "win32":
            return
        fd = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)

    def state(self, fd: int) -> FileState:
        found = os.fstat(fd)
        return FileState(found.st_dev, found.st_ino, found.st_size)

    def state_at(self, path: Path) -> FileState:
        found = path.stat()
        return FileState(found.st_dev, found.st_ino, found.st_size)

    def remove(self, path: Path) -> None:
        path.unlink()

    def close(self, fd: int) -> None:
        os.close(fd)

    # -- made of the calls above ---------------------------------------------------------------------

    def read_all(self, fd: int, bytes_max: int) -> bytes:
        """The whole file, or its first `bytes_max` bytes."""
        self.seek(fd, 0)
        parts, left = [], bytes_max
        while left and (part := self.read(fd, min(left, _CHUNK))):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)

    def write_all(self, fd: int, data: bytes) -> None:
        """Go on after a short write; the error that ends it is the caller's to handle."""
        left = memoryview(data)
        while left:
            written = self.write(fd, left)
            if written <= 0:
                raise OSError(errno.ENOSPC, "the disk took nothing")
            left = left[written:]

    def write_new(self, path: Path, data: bytes) -> None:
        """A whole new file, safe against a power cut when this returns; nothing is left of a failed one."""
        self.close(self.write_new_open(path, data))

    def write_new_open(self, path: Path, data: bytes) -> int:
        """The same, left open for appending and held against other writers."""
        fd = self.create(path)
        try:
            self.lock(fd)
            self.write_all(fd, data)
            self.sync(fd)
            self.sync_directory(path.parent)
        except OSError:
            with suppress(OSError):
                self.close(fd)
            with suppress(OSError):
                self.remove(path)
            raise
        return fd


DISK = Disk()
"""The real disk, for whoever hands in no other."""


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what the operating system says into a sentence about a file that is read."""
    try:
        yield
    except FileNotFoundError as fault:
        raise JournalError(f"{path}: there is no such file; check the name.") from fault
    except OSError as fault:
        raise JournalError(f"{path} cannot be read ({fault.strerror}); check its permissions and medium.") from fault


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the operating system says into a sentence about a file that is written."""
    try:
        yield
    except FileExistsError as fault:
        raise JournalError(f"{path} exists already; choose another name.") from fault
    except FileNotFoundError as fault:
        raise JournalError(f"{path}: there is no such file or folder; check the name.") from fault
    except BlockingIOError as fault:
        raise JournalBusy(f"{path} is being written by another process; close that one first.") from fault
    except OSError as fault:
        if fault.errno in NO_ROOM:
            raise DiskFull(f"{path}: the disk is full; make room and try again.") from fault
        raise WriteFailed(
            f"{path} could not be written ({fault.strerror}); check the disk, or use another one."
        ) from fault
