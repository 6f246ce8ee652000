"""Every error that seawar raises on purpose, in one tree.

A message is one sentence for the person at the terminal: where, what was expected, what came,
and what to do. The command line prints it as it stands; nothing here ever ends as a traceback.

    SeawarError
    +-- ContentError        YAML that cannot be played: carries every problem found, not just the first
    +-- OrderRefused        an order, or a command to the table, that its seat may not give
    +-- JournalError        a journal that cannot be read or written
    |   +-- ForeignJournal  not a seawar journal, or one of an unknown format
    |   +-- BrokenJournal   damaged or edited: names the entry
    |   +-- JournalBusy     another process is writing it
    |   +-- JournalClosed   its closing entry is written; nothing may follow
    |   +-- DiskFull        the entry did not fit and was taken back
    |   +-- WriteFailed     the disk did not confirm; nothing more is written to this file
    +-- DiceError           the dice cannot be drawn or checked
    +-- ReplayError         a journal that reads well but does not replay to what it says
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class SeawarError(Exception):
    """The base of all: its text is fit to be shown."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a file that a person wrote."""

    file: str
    """The file as the person named it."""
    line: int
    """Counted from 1; 0 when the problem has no place in the file."""
    col: int
    """Counted from 1; 0 when the problem has no place in the file."""
    path: str
    """Where in the document, as `orders.air.scramble.cost`; empty for the whole."""
    message: str
    """What was expected, what came, and what to do."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.col}" if self.line else self.file
        return f"{place}: {self.path}: {self.message}" if self.path else f"{place}: {self.message}"


class ContentError(SeawarError):
    """Content that cannot be played. `problems` holds all that was found, in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.line, p.col)))
        super().__init__("\n".join(str(p) for p in self.problems))


class OrderRefused(SeawarError):
    """An order or command that is not allowed, worded from what its seat may know."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


class JournalError(SeawarError):
    """A journal that cannot be read or written."""


class ForeignJournal(JournalError):
    """Not a seawar journal, or of a format this version does not know."""


class BrokenJournal(JournalError):
    """Damaged or edited. `n` is the first entry that cannot be trusted, `offset` its first byte."""

    def __init__(self, message: str, *, n: int, offset: int) -> None:
        self.n = n
        self.offset = offset
        super().__init__(message)


class JournalBusy(JournalError):
    """Another process holds the journal."""


class JournalClosed(JournalError):
    """The seed is revealed; no entry may follow."""


class DiskFull(JournalError):
    """No room: the part that was written has been taken back and nothing was acknowledged."""


class WriteFailed(JournalError):
    """The disk did not confirm. Never retried on this file: save elsewhere and go on there."""


class DiceError(SeawarError):
    """A draw that cannot be made, or does not come out as recorded."""


class ReplayError(SeawarError):
    """A replay that differs from what the journal says. `n` is the first entry that does."""

    def __init__(self, message: str, *, n: int) -> None:
        self.n = n
        super().__init__(message)
