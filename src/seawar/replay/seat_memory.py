"""What one seat has been through, folded from its own entries: what moved, what it sealed, what it was told.

It is a seat's memory for whoever sits down there next. What is no entry of the seat is not looked at, so it
cannot tell what the seat did not know.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from seawar.core.rules import Rules
from seawar.core.state import PUBLIC, Contact
from seawar.core.view import View, fold
from seawar.replay.course_entries import RolledBack
from seawar.replay.dealings import Dealings
from seawar.replay.entries import Answer, Answered, AnyEntry, Assessed, Briefed, Learnt, Opaque, Said, Sealed, Unsealed
from seawar.replay.person_entries import Captained, Left, Sat
from seawar.replay.persons import Persons
from seawar.replay.wording import report_line

NUMBERS = ("tracks", "resources")


@dataclass(frozen=True, slots=True)
class Move:
    """A track or a resource that moved, and what the seat read when it did."""

    turn: int
    was: int
    now: int
    with_: list[str]
    """News of the same step, worded from what was known then; it may grow while that step is read."""


@dataclass(slots=True)
class Memory:
    """One seat's, grown entry by entry."""

    rules: Rules
    """As the seat may know them."""
    seat: str
    view: View = field(init=False)
    contacts: dict[str, Contact] = field(default_factory=dict)
    """As last known: news may name one that has gone."""
    brief: Briefed | None = None
    moves: dict[str, list[Move]] = field(default_factory=dict)
    """Track or resource to its moves, oldest first."""
    news: list[tuple[int, str]] = field(default_factory=list)
    """Turn and text, in the order in which it came."""
    sheets: dict[int, Sealed] = field(default_factory=dict)
    """Turn to the sheet sealed for it."""
    answers: dict[int, tuple[Answer, ...]] = field(default_factory=dict)
    """Turn to what came of the orders in force in it."""
    said: list[Said] = field(default_factory=list)
    aims: dict[str, bool | None] = field(default_factory=dict)
    """At the end: aim to met, not met, or for the umpire."""
    dealings: Dealings = field(default_factory=Dealings)
    """Proposals, deals and promises that the seat knows of."""
    persons: Persons = field(default_factory=Persons)
    came_and_went: list[Sat | Left | Captained] = field(default_factory=list)
    """Persons of this seat."""
    _step: tuple[int, int] = (0, 0)
    _with: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.view = View(seat=self.seat)

    def read(self, entries: Iterable[AnyEntry | Opaque]) -> Memory:
        """Take in further entries, in order; those that are not the seat's are passed over."""
        for entry in entries:
            if self.seat in entry.vis or PUBLIC in entry.vis:
                self.persons.read(entry)
                self.dealings.read(entry)
                self._read(entry)
        return self

    def _read(self, entry: AnyEntry | Opaque) -> None:
        match entry:
            case Learnt():
                self._learn(entry)
            case Briefed() if entry.seat == self.seat:
                self.brief = entry
            case Sealed() if entry.sheet.seat == self.seat:
                self.sheets[entry.sheet.turn] = entry
            case Unsealed() if entry.seat == self.seat:
                self.sheets.pop(entry.turn, None)
            case Answered() if entry.seat == self.seat:
                self.answers[entry.turn] = entry.answers
            case Said():
                self.said.append(entry)
            case Assessed() if entry.seat == self.seat:
                self.aims = dict(entry.aims)
            case RolledBack():
                self._back(entry.turn)
            case Sat() | Left() | Captained() if entry.seat == self.seat:
                self.came_and_went.append(entry)
            case _:
                pass

    def _learn(self, entry: Learnt) -> None:
        before = {**self.view.tracks, **self.view.resources}
        fold(self.view, entry.patches)
        self.contacts.update(self.view.contacts)
        if not entry.turn or entry.step < 0:  # how it stood at first, or how it stands again
            return
        if (entry.turn, entry.step) != self._step:
            self._step, self._with = (entry.turn, entry.step), []
        for table, key, value in entry.patches:
            if value is not None and table == "news":
                told = report_line(self.rules, self.contacts, self.view.news[key])
                self._with.append(told)
                self.news.append((entry.turn, told))
            elif value is not None and table in NUMBERS and before.get(key, value) != value:
                self.moves.setdefault(key, []).append(Move(entry.turn, before[key], value, self._with))

    def _back(self, turn: int) -> None:
        """The view is back already; what came since is given up, and of that turn what its opening brought stays."""
        now = {**self.view.tracks, **self.view.resources}
        for key, moves in self.moves.items():
            kept = [move for move in moves if move.turn < turn]
            for move in (move for move in moves if move.turn == turn):
                if kept and kept[-1].now == now.get(key):
                    break
                if not kept and move.was == now.get(key):
                    break
                kept.append(move)
            self.moves[key] = kept
        self.sheets = {at: sheet for at, sheet in self.sheets.items() if at < turn}
        self.answers = {at: told for at, told in self.answers.items() if at < turn}
        again = [report_line(self.rules, self.contacts, report) for report in self.view.news.values()]
        self.news = [(at, told) for at, told in self.news if at < turn] + [(turn, told) for told in again]
        self._step = (0, 0)
