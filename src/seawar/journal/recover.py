"""What is done to a journal whose writer died, before it is written again.

Only what is visibly torn is cut, and what is cut is kept beside the file. Cutting at the first line that
does not verify was refused: it drops acknowledged entries after a change of one bit. Whoever only reads
a journal never comes here.
"""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

import msgspec

from seawar.errors import BrokenJournal, ForeignJournal, JournalClosed, JournalError
from seawar.journal.disk import Disk
from seawar.journal.line import FILE_BYTES_MAX, Line, looks_like_journal, verify_chain
from seawar.journal.reader import as_written

_TORN = b"\0\0"
"""A torn write leaves a run of NULs; a single one amid text is a damaged byte."""

_HEAD = re.compile(rb'^\{"n":[0-9]{1,16},"w":([0-9]{1,16}),"c":"[0-9a-f]{64}"', re.MULTILINE)


class Sound(msgspec.Struct, frozen=True):
    """The part of a journal that stands, and what has to be done about the rest."""

    count: int
    """How many entries stand."""
    last: Line | None
    """The last of them."""
    end: int
    """The byte offset behind it; what follows is torn."""
    redacted: int
    """How many of the entries have no payload."""
    unended: int
    """1 when the last entry is whole but for its line feed, which is then written; otherwise 0."""


class Recovered(msgspec.Struct, frozen=True):
    """A journal that is fit to be appended to."""

    data: bytes
    """All of the file."""
    sound: Sound
    """What was found in it."""
    torn: Path | None
    """Where the bytes lie that were cut off; None when nothing was."""


def recover(disk: Disk, fd: int, path: Path) -> Recovered:
    """Verify a locked journal and make it end in a whole line; killed at any point, it can be run again."""
    data = disk.read_all(fd, FILE_BYTES_MAX + 1)
    if len(data) > FILE_BYTES_MAX:
        raise JournalError(f"{path} is larger than 512 MiB, the most a journal may have; begin a new one.")
    if as_written(data) != data:
        raise JournalClosed(
            f"{path} went through a program that changed its line ends: it can be read; play on in the original."
        )
    sound = inspect(data, str(path))
    if sound.redacted:
        raise JournalClosed(f"{path} is a redacted copy; play on in the journal it was made from.")
    tail, torn = data[sound.end :], None
    if sound.unended:
        disk.write_all(fd, b"\n")
        data += b"\n"
    elif tail:
        torn = _keep_beside(disk, path, tail)
        disk.truncate(fd, sound.end)
        data = data[: sound.end]
    disk.sync(fd)  # also what the dead writer wrote and did not live to sync
    return Recovered(data, sound, torn)


def inspect(data: bytes, name: str) -> Sound:
    """Where a journal stops being whole; BrokenJournal if anything but a torn end is wrong with it."""
    if not looks_like_journal(data):
        raise ForeignJournal(f"{name} is not a seawar journal; check the name.")
    *lines, rest = data.split(b"\n")
    last, redacted = None, 0
    try:
        for last in verify_chain(lines, name):
            redacted += last.d is None
    except BrokenJournal as fault:
        if _TORN not in lines[fault.n] or _written_later(data[fault.offset :], fault.n):
            raise
        return Sound(fault.n, last, fault.offset, redacted, 0)
    end = len(data) - len(rest)
    if whole := _only(rest, last):
        return Sound(len(lines) + 1, whole, len(data), redacted + (whole.d is None), 1)
    if rest and rest[-1] and _only(rest[:-1], last):
        n, offset = len(lines), len(data) - 1
        raise BrokenJournal(
            f"{name}: the line end of entry {n}, at byte {offset}, was changed: the entry itself is good, "
            "and `seawar replay` tells all up to it.",
            n=n,
            offset=end,
        )
    return Sound(len(lines), last, end, redacted, 0)


def _only(line: bytes, after: Line | None) -> Line | None:
    """A single line, if it verifies behind `after`."""
    try:
        return next(verify_chain([line], "", after=after))
    except BrokenJournal:
        return None


def _written_later(tail: bytes, n: int) -> bool:
    """Whether a later batch follows entry `n`: then `n` had been synced, and is damaged and not torn."""
    return any(int(w) > n for w in _HEAD.findall(tail))


def _keep_beside(disk: Disk, path: Path, tail: bytes) -> Path:
    """Store what is about to be cut, under the first number that is free or was begun for it."""
    for k in count(1):
        beside = path.with_name(f"{path.name}.torn-{k}")
        if _stored(disk, beside, tail):
            return beside
    raise AssertionError("the numbers never end")


def _stored(disk: Disk, beside: Path, tail: bytes) -> bool:
    """A copy that a killed recovery began is completed, not made twice."""
    try:
        disk.write_new(beside, tail)
    except FileExistsError:
        fd = disk.open(beside)
        try:
            begun = disk.read_all(fd, len(tail) + 1)
            if not tail.startswith(begun):
                return False
            disk.write_all(fd, tail[len(begun) :])
            disk.sync(fd)
        finally:
            disk.close(fd)
        disk.sync_directory(beside.parent)
    return True
