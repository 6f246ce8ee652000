"""What one seat knows, folded from its own entries: all that its screen shows.

News is worded when it comes, from what the seat knew then, so that later knowledge does not rewrite what
was read. The umpire's screen folds the truth beside it (`seawar.tui.truth`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from seawar.core.orders import Sheet
from seawar.core.results import BandOdds
from seawar.core.rules import Rules
from seawar.core.state import PUBLIC, UMPIRE, Contact
from seawar.core.view import View, fold
from seawar.replay import white_cell_entries as white_cell
from seawar.replay.course_entries import Countered, RolledBack, Windowed
from seawar.replay.deal_entries import Concluded, Disclosed, Executed, Kept, Leaked, Proposed, Replied, Talked
from seawar.replay.deal_told import deal_lines
from seawar.replay.dealings import DealEntry, Dealings
from seawar.replay.entries import (
    Answer,
    Answered,
    AnyEntry,
    Assessed,
    Briefed,
    Clocked,
    Closed,
    Joined,
    Learnt,
    Opaque,
    Said,
    Sealed,
    Unsealed,
)
from seawar.replay.white_cell_entries import RfiAnswered, Situated
from seawar.replay.wording import sentence
from seawar.tui.asked import Asked, news_words

TABLES = ("tracks", "resources")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of news."""

    turn: int
    at: int
    """Instant, inside the turn in which it came."""
    source: str
    text: str
    public: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """One message, or what was done about a deal."""

    turn: int
    sender: str
    """Seat, voice or the umpire."""
    to: tuple[str, ...]
    text: str
    phase: str = ""
    deal: str = ""
    """The deal that it is about, when it is no message; `-` for a corridor talk."""


@dataclass(frozen=True, slots=True)
class _Begun:
    before: dict[str, int]
    previous: dict[str, int]
    starts: tuple[int, int]
    last_sheet: Sheet | None
    moves: dict[str, list[tuple[int, int, int]]]


@dataclass(slots=True)
class Known:
    """One seat's knowledge, grown entry by entry."""

    rules: Rules
    seat: str
    view: View = field(init=False)
    contacts: dict[str, Contact] = field(default_factory=dict)
    """As last known: news may name one that has gone."""
    news: list[Item] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)
    dealings: Dealings = field(default_factory=Dealings)
    """Proposals, deals and promises that this seat knows of."""
    brief: Briefed | None = None
    bots: tuple[str, ...] = ()
    """Seats that the machine plays."""
    asked: Asked = field(default_factory=Asked)
    """Where the white cell asks for reasons against an argued order."""
    sealed: Sheet | None = None
    """What is sealed for this turn."""
    odds: dict[str, BandOdds] = field(default_factory=dict)
    """At commitment, by order key, for the turn last sealed."""
    last_sheet: Sheet | None = None
    """The sheet of the turn last settled."""
    sealed_in: set[int] = field(default_factory=set)
    """Turns that were settled with a sheet of this seat."""
    answers: tuple[Answer, ...] = ()
    """What came of the orders of the turn last settled."""
    before: dict[str, int] = field(default_factory=dict)
    """Tracks and resources as the turn before this one ended."""
    previous: dict[str, int] = field(default_factory=dict)
    """The same, one turn earlier."""
    starts: tuple[int, int] = (0, 0)
    """Instants at which this turn and the one before it began."""
    moves: dict[str, list[tuple[int, int, int]]] = field(default_factory=dict)
    """Track to each of its moves: turn, from, to."""
    aims: dict[str, bool | None] = field(default_factory=dict)
    """At the end: aim to met, not met, or for the umpire."""
    closed: Closed | None = None
    clock: Clocked | None = None
    cell: list[AnyEntry] = field(default_factory=list)
    """Questions to the white cell, its answers, and its pages on the state of the world."""
    begun: dict[int, _Begun] = field(default_factory=dict)
    """Turn to what was known beside the view as it began, for a roll-back."""
    count: int = 0
    """How many entries were read."""

    def __post_init__(self) -> None:
        self.view = View(seat=self.seat)

    def read(self, entries: Sequence[AnyEntry | Opaque]) -> None:
        """Take in further entries, in order."""
        for entry in entries:
            self._read(entry)
        self.count += len(entries)

    def _read(self, entry: AnyEntry | Opaque) -> None:
        match entry:
            case Learnt() if self.seat in entry.vis:
                self._learn(entry)
            case Briefed() if entry.seat == self.seat:
                self.brief = entry
            case Joined() if entry.player == "bot":
                self.bots = (*self.bots, entry.seat)
            case Sealed() if entry.sheet.seat == self.seat:
                self.sealed = entry.sheet
                self.odds = {odds.order: odds for odds in entry.odds}
            case Unsealed() if entry.seat == self.seat:
                self.sealed = None
            case Answered() if entry.seat == self.seat:
                self.answers = entry.answers
            case Windowed() | Countered():
                self.asked.read(entry)
                if isinstance(entry, Windowed) and self.seat in entry.vis:
                    text = news_words(self.rules, entry)
                    self.news.append(Item(self.view.turn, self.view.until, "White cell", text, False))
            case Said():
                sender = entry.voice or entry.sender
                self.talks.append(Talk(entry.turn, sender, entry.vis, entry.text, entry.phase))
            case Proposed() | Replied() | Concluded() | Executed() | Disclosed() | Leaked() | Kept() | Talked():
                self._deal(entry)
            case white_cell.Asked() | RfiAnswered() | Situated():
                self.cell.append(entry)
                self.news += self._from_cell(entry)
            case Assessed() if entry.seat == self.seat:
                self.aims = dict(entry.aims)
            case Clocked():
                self.clock = entry
            case RolledBack():
                self._back(entry)
            case Closed():
                self.closed = entry
            case _:
                pass

    def _deal(self, entry: DealEntry) -> None:
        """Fold it, and keep its line: worded when it comes, like news."""
        self.dealings.read(entry)
        if isinstance(entry, Kept) and not entry.command and self.seat == UMPIRE:
            return  # the same mark for another audience
        (line, *_) = deal_lines(self.rules, self.dealings, entry)
        about = getattr(entry, "proposal", "-")
        id_ = about if isinstance(about, str) else about.id
        self.talks.append(Talk(entry.turn, "", (), line, getattr(entry, "phase", ""), id_))

    def _back(self, entry: RolledBack) -> None:
        """The view is back already; so is all else, and of the news what came before this turn was planned."""
        self.asked.clear()
        self.dealings.read(entry)
        name = self.rules.name(entry.turn)
        told = f"{name} begins again: {entry.reason}. What was agreed and answered since then is set aside."
        self.talks.append(Talk(entry.turn, UMPIRE, (PUBLIC,), told))
        begun = self.begun.get(entry.turn)
        if begun is None:
            return  # the umpire, who has no view
        self.begun = {turn: then for turn, then in self.begun.items() if turn <= entry.turn}
        self.before, self.previous, self.starts = begun.before, begun.previous, begun.starts
        self.moves = {key: list(moves) for key, moves in begun.moves.items()}
        for key, value in self.view.tracks.items():  # what injects moved as the turn opened
            was = self.moves[key][-1][2] if key in self.moves else begun.before.get(key, value)
            if was != value:
                self.moves.setdefault(key, []).append((entry.turn, was, value))
        self.last_sheet, self.sealed, self.answers, self.odds = begun.last_sheet, None, (), {}
        self.sealed_in = {turn for turn in self.sealed_in if turn < entry.turn}
        self.news = [item for item in self.news if item.turn < entry.turn]
        self.news += self._news(self.view.news)
        text = f"{name} begins again: {entry.reason}"
        self.news.append(Item(self.view.turn, self.view.now, "White cell", text, True))

    def _learn(self, entry: Learnt) -> None:
        if entry.step < 0:  # a roll-back, which says of itself what it means
            fold(self.view, entry.patches)
            self.contacts.update(self.view.contacts)
            return
        opened = (self.view.turn, self.view.now)
        numbers = self._numbers()
        for name, key, value in entry.patches:
            if name == "tracks" and value is not None and entry.turn:
                self.moves.setdefault(key, []).append((self.view.turn, self.view.tracks.get(key, value), value))
        fold(self.view, entry.patches)
        self.contacts.update(self.view.contacts)
        if (self.view.turn, self.view.now) != opened:
            self._turned(numbers)
        if entry.turn:
            self.news += self._news(key for name, key, value in entry.patches if name == "news" and value is not None)

    def _turned(self, numbers: dict[str, int]) -> None:
        """A new turn has opened: what was sealed is history."""
        self.previous, self.before = self.before or numbers, numbers
        self.starts = (self.view.now, self.starts[0] or self.view.now)
        if self.sealed:
            self.sealed_in.add(self.sealed.turn)
        self.last_sheet, self.sealed, self.answers = self.sealed, None, ()
        moves = {key: list(rows) for key, rows in self.moves.items()}
        self.begun[self.view.turn] = _Begun(self.before, self.previous, self.starts, self.last_sheet, moves)

    def _numbers(self) -> dict[str, int]:
        return {**self.view.tracks, **self.view.resources}

    def _news(self, keys: Iterable[str]) -> Iterable[Item]:
        for key in keys:
            report = self.view.news[key]
            text = sentence(self.rules, self.contacts, report)
            at = max(self.view.now, min(report.at, self.view.until))  # told by hand out of its time, it is told now
            yield Item(self.view.turn, at, report.source, text, PUBLIC in report.to)

    def _from_cell(self, entry: AnyEntry) -> Iterable[Item]:
        """What the white cell says to this seat alone is news."""
        if isinstance(entry, RfiAnswered) and entry.seat == self.seat:
            what = "Your question is set aside" if entry.aside else "To your question"
            yield Item(self.view.turn, self.view.now, "White cell", f"{what}: {entry.text}", False)
        if isinstance(entry, Situated) and entry.seat == self.seat:
            text = "The state of the world as you know it is written up; G opens it."
            yield Item(self.view.turn, self.view.now, "White cell", text, False)

    def change(self, key: str, *, settled: bool) -> int:
        """How far a track or resource moved: in this turn once it is settled, before that in the turn before."""
        now, since = self._numbers(), self.before if settled else self.previous
        return now.get(key, 0) - since.get(key, now.get(key, 0))
