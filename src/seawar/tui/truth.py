"""What the white cell sees: the truth, folded from every entry, and each seat's knowledge beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from seawar.core.orders import Sheet
from seawar.core.results import BandOdds
from seawar.core.rules import Rules
from seawar.core.rulings import Ruling
from seawar.core.seat_rules import rules_for
from seawar.core.state import PUBLIC, State
from seawar.replay.course_entries import Countered, RolledBack, Windowed
from seawar.replay.entries import AnyEntry, Hashed, Joined, Opaque, Ruled, Sealed, Unsealed
from seawar.replay.text import UmpireTeller
from seawar.replay.white_cell_lines import WhiteCellEntry
from seawar.tui.asked import Asked
from seawar.tui.known import Known


@dataclass(slots=True)
class Truth:
    """The umpire's knowledge, grown entry by entry."""

    rules: Rules
    teller: UmpireTeller = field(init=False)
    eyes: dict[str, Known] = field(init=False)
    """What each seat knows."""
    sheets: dict[str, Sheet] = field(default_factory=dict)
    """Sealed for the turn in play."""
    odds: dict[str, BandOdds] = field(default_factory=dict)
    """As their seats saw them, by order key."""
    bots: tuple[str, ...] = ()
    record: list[tuple[int, str]] = field(default_factory=list)
    """Number of the entry and what it says."""
    before: dict[str, int] = field(default_factory=dict)
    """Tracks as the turn opened."""
    cell: list[tuple[int, AnyEntry]] = field(default_factory=list)
    """Questions, answers, notes, pages and injects of the umpire's own, with the numbers of their entries."""
    asked: Asked = field(default_factory=Asked)
    """Windows for reasons against, and what came in."""
    rulings: dict[str, Ruling] = field(default_factory=dict)
    """On record for the turn in play, by the key of the result."""
    count: int = 0
    turn: tuple[int, int] = (0, 0)
    """Number and start of the turn in play."""

    def __post_init__(self) -> None:
        self.teller = UmpireTeller(self.rules)
        self.eyes = {seat: Known(rules_for(self.rules, seat), seat) for seat in self.rules.seats}

    @property
    def state(self) -> State:
        return self.teller.state

    def partners(self, seat: str, key: str) -> tuple[str, ...]:
        """With whom a seat gives an order of this turn."""
        sheet = self.sheets.get(seat)
        return next((order.partners for order in sheet.orders if order.key == key), ()) if sheet else ()

    def read(self, entries: Sequence[AnyEntry | Opaque]) -> None:
        """Take in further entries, in order."""
        for n, entry in enumerate(entries, self.count):
            lines = [line.strip() for line in self.teller.tell(entry)]
            if not isinstance(entry, Hashed):  # read by the teller, but nothing for a person
                self.record += ((n, line) for line in lines if line)
            for seat, known in self.eyes.items():
                if seat in entry.vis or PUBLIC in entry.vis:
                    known.read([entry])
            if isinstance(entry, WhiteCellEntry):
                self.cell.append((n, entry))
            self._note(entry)
        self.count += len(entries)

    def _note(self, entry: AnyEntry | Opaque) -> None:
        match entry:
            case Joined() if entry.player == "bot":
                self.bots = (*self.bots, entry.seat)
            case Sealed():
                self.sheets[entry.sheet.seat] = entry.sheet
                self.odds |= {odds.order: odds for odds in entry.odds}
            case Unsealed():
                self.sheets.pop(entry.seat, None)
            case Windowed() | Countered():
                self.asked.read(entry)
            case Ruled():
                self.rulings[entry.ruling.result] = entry.ruling
            case RolledBack():
                self.sheets, self.odds, self.before = {}, {}, dict(self.state.tracks)
                self.rulings = {}
                self.asked.clear()
            case _:
                if (self.state.turn, self.state.now) != self.turn:
                    self.turn, self.sheets, self.odds = (self.state.turn, self.state.now), {}, {}
                    self.before, self.rulings = dict(self.state.tracks), {}
