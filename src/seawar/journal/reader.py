"""Reading a journal: verified in one pass, bounded, and never changing a byte of the file.

A reader that mends what it reads was refused: two people who open the same file must see the same. The
one thing overlooked is what a mail gateway or an editor does to line ends, and `verify` says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from seawar.errors import BrokenJournal, ForeignJournal, JournalError
from seawar.journal.disk import reading
from seawar.journal.line import (
    FILE_BYTES_MAX,
    GENESIS,
    LINE_BYTES_MAX,
    Line,
    is_one_object,
    looks_like_journal,
    verify_chain,
)

_BOM = b"\xef\xbb\xbf"


class Prefix(msgspec.Struct, frozen=True):
    """All that is good of a journal, and what is wrong behind it."""

    lines: list[Line]
    """The entries before the first that cannot be trusted."""
    error: JournalError | None
    """Why there are no more; None when the journal is whole."""


class Verdict(msgspec.Struct, frozen=True):
    """What `seawar verify` reports of the chain."""

    entries: int
    """How many entries are good."""
    redacted: int
    """How many of them have no payload."""
    head: str
    """The hash of the last good entry: two copies with the same head tell the same story."""
    normalised: bool
    """Whether a byte order mark or carriage returns, added on the way here, were overlooked."""
    error: JournalError | None
    """What is wrong behind the good entries, offsets counted without what was overlooked; None if nothing."""


def read(source: Path | bytes) -> Iterator[Line]:
    """Every entry in turn, verified; raises at the first that cannot be trusted, or at the torn end."""
    data, name = _load(source)
    return _lines(as_written(data), name)


def good_prefix(source: Path | bytes) -> Prefix:
    """All entries that can be trusted, and the error that ended them."""
    lines: list[Line] = []
    try:
        for line in read(source):
            lines.append(line)
    except JournalError as error:
        return Prefix(lines, error)
    return Prefix(lines, None)


def verify(source: Path | bytes) -> Verdict:
    """Check every entry, and say whether line ends had to be overlooked."""
    data, name = _load(source)
    plain = as_written(data)
    entries, redacted, head, error = 0, 0, GENESIS, None
    try:
        for line in _lines(plain, name):
            if line.d is None:
                redacted += 1
            elif not is_one_object(line.d):
                raise _not_one_object(line, plain, name)
            entries, head = line.n + 1, line.h
    except JournalError as fault:
        error = fault
    return Verdict(entries, redacted, head, plain != data, error)


def as_written(data: bytes) -> bytes:
    """The bytes without a byte order mark and without a carriage return at each line's end."""
    return data.removeprefix(_BOM).replace(b"\r\n", b"\n")


def _load(source: Path | bytes) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        data, name = source, "the journal"
    else:
        name = str(source)
        with reading(source), source.open("rb") as file:
            data = file.read(FILE_BYTES_MAX + 1)
    if len(data) > FILE_BYTES_MAX:
        raise JournalError(f"{name} is larger than 512 MiB, the most that is read of a journal.")
    return data, name


def _lines(data: bytes, name: str) -> Iterator[Line]:
    if not data:
        raise ForeignJournal(f"{name} is empty: nothing was ever acknowledged in it.")
    if not looks_like_journal(data):
        raise ForeignJournal(
            f"{name} is not a seawar journal: it begins {_beginning(data)}; check the name, and unpack it if zipped."
        )
    *lines, rest = data.split(b"\n")
    yield from verify_chain(lines, name)
    if rest:
        n, offset = len(lines), len(data) - len(rest)
        what = "is longer than 1 MiB" if len(rest) > LINE_BYTES_MAX else "is torn off"
        raise BrokenJournal(
            f"{name}: entry {n}, at byte {offset}, {what}: the {n} entries before it are good; `seawar "
            "replay` tells them, and playing on with --resume sets the torn end aside.",
            n=n,
            offset=offset,
        )


def _beginning(data: bytes) -> str:
    head = data[:24].partition(b"\n")[0]
    return f'"{head.decode()}"' if head.isascii() and head.decode().isprintable() else "with bytes that are no text"


def _not_one_object(line: Line, data: bytes, name: str) -> BrokenJournal:
    offset = sum(len(part) + 1 for part in data.split(b"\n", line.n)[: line.n])
    return BrokenJournal(
        f"{name}: entry {line.n}, at byte {offset}, holds a payload that is not one JSON object: it was made "
        f"by another program; the {line.n} entries before it are good.",
        n=line.n,
        offset=offset,
    )
