"""A journal read once, to be looked things up in: who sealed what, what was settled together, what moved what.

Entries keep their numbers, so that an answer can point at them. In a copy that hides some, what is left is
indexed all the same, and `hidden` says which are not there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from seawar.core.orders import Order
from seawar.core.results import Settled
from seawar.core.rules import Rules
from seawar.core.state import Contact, State
from seawar.core.view import View, fold
from seawar.replay.branches import abandoned
from seawar.replay.course_entries import Rescheduled, Restored, RolledBack
from seawar.replay.deal_entries import Concluded, Proposed
from seawar.replay.dealings import Dealings
from seawar.replay.entries import (
    AnyEntry,
    Briefed,
    Directed,
    Hashed,
    Learnt,
    Opaque,
    Resulted,
    Ruled,
    Sealed,
    Unsealed,
    decode,
)
from seawar.replay.fold import truth
from seawar.replay.rows import Row, made_contacts, rows
from seawar.replay.white_cell_entries import Injected


@dataclass(slots=True)
class Stretch:
    """What lies between two recorded states: one opening, one word of the umpire, or one turn settled."""

    first: int
    """Its first entry."""
    last: int = 0
    """Its last, the recorded state; 0 while there is none."""
    turn: int = 0
    phase: str = ""
    """As in `Hashed`; empty while it has not ended."""
    sheets: dict[str, int] = field(default_factory=dict)
    """Seat to the entry of the sheet that is in force."""
    rulings: dict[str, int] = field(default_factory=dict)
    """Result to the entry of its latest ruling."""
    results: list[int] = field(default_factory=list)
    deals: list[int] = field(default_factory=list)
    """Entries that concluded the deals which were to be carried out in it."""
    directed: int | None = None
    """The umpire's word, on an inject or on what is to be played, that this stretch carries out."""


class Account:
    """One journal with its rules."""

    def __init__(self, rules: Rules, entries: Iterable[tuple[int, bytes | None]]) -> None:
        self.rules = rules
        self.raw = list(entries)
        self.entries: dict[int, AnyEntry | Opaque] = {n: decode(d, n) for n, d in self.raw if d is not None}
        self.hidden = {n for n, d in self.raw if d is None}
        self.stretches: list[Stretch] = [Stretch(0)]
        self.within: dict[int, Stretch] = {}
        """Entry to its stretch."""
        self.touched: dict[Row, list[int]] = {}
        """A row of the state to the results that changed it, oldest first."""
        self.known: dict[str, Contact] = {}
        """Contacts as this copy knows them."""
        self.dealings = Dealings()
        """Every proposal that this copy knows of, those that were given up with their turns among them."""
        self.in_play = Dealings()
        """As they stood, without what was given up."""
        self.concluded: dict[str, int] = {}
        """Deal to the entry that concluded it."""
        self.proposed: dict[str, int] = {}
        """Proposal to its entry."""
        for n, entry in self.entries.items():
            self._read(n, entry)
        self.given_up = abandoned(self.entries.items())
        self.reader = self._reader()
        if self.hidden:
            self._learn()

    def __len__(self) -> int:
        return len(self.raw)

    def _read(self, n: int, entry: AnyEntry | Opaque) -> None:
        stretch = self.stretches[-1]
        self.within[n] = stretch
        self.in_play.read(entry)
        if not isinstance(entry, RolledBack):
            self.dealings.read(entry)
        match entry:
            case Proposed():
                self.proposed[entry.proposal.id] = n
            case Concluded():
                self.concluded[entry.proposal.id] = n
            case Sealed():
                stretch.sheets[entry.sheet.seat] = n
            case Unsealed():
                stretch.sheets.pop(entry.seat, None)
            case Ruled():
                stretch.rulings[entry.ruling.result] = n
            case Directed() | Rescheduled() | Injected():
                stretch.directed = n
            case Restored():
                self.stretches.append(Stretch(n, turn=entry.turn))
                self.within[n] = self.stretches[-1]
            case Resulted():
                if not stretch.results:
                    agreed = [deal.id for deal in self.in_play.to_carry_out()]
                    stretch.deals = [self.concluded[id_] for id_ in agreed if id_ in self.concluded]
                stretch.results.append(n)
                stretch.turn = entry.turn
                self.known.update(made_contacts(entry.result))
                for row in dict.fromkeys(row for effect in entry.result.effects for row in rows(effect)):
                    self.touched.setdefault(row, []).append(n)
            case Hashed():
                stretch.last, stretch.turn, stretch.phase = n, entry.turn, entry.phase
                going_on = entry.phase == "directed"
                sheets, rulings = (stretch.sheets, stretch.rulings) if going_on else ({}, {})
                self.stretches.append(Stretch(n + 1, turn=entry.turn, sheets=dict(sheets), rulings=dict(rulings)))
            case _:
                pass

    def _reader(self) -> str:
        """Whose copy this is; empty when nothing is hidden."""
        briefs = (entry.seat for entry in self.entries.values() if isinstance(entry, Briefed))
        return next(briefs, "") if self.hidden else ""

    def _learn(self) -> None:
        view = View(seat=self.reader)
        for entry in self.entries.values():
            if isinstance(entry, Learnt) and self.reader in entry.vis:
                fold(view, entry.patches)
                self.known.update(view.contacts)

    # Looking things up.

    def result(self, n: int) -> Settled:
        entry = self.entries[n]
        assert isinstance(entry, Resulted)
        return entry.result

    def inject_to(self, id_: str) -> tuple[str, ...]:
        """Whom an inject is for, of the scenario or of the umpire's own; nobody where this copy does not show it."""
        to = {inject.id: inject.to for inject in self.rules.msel}
        to |= {entry.inject.id: entry.inject.to for entry in self.entries.values() if isinstance(entry, Injected)}
        return to.get(id_, ())

    def results_of(self, stretch: Stretch, step: int) -> list[int]:
        return [n for n in stretch.results if self.result(n).step == step]

    def state_before(self, n: int) -> State:
        """The truth when entry `n` was about to happen."""
        return truth((row for row in self.raw if row[0] < n), check=False)

    def step_start(self, n: int) -> int:
        """The first of the results that were settled from the same state as result `n`."""
        together = self.results_of(self.within[n], self.result(n).step)
        first = n
        while first - 1 in together:
            first -= 1
        return first

    def last_touch(self, row: Row, before: int) -> int | None:
        """The latest result before an entry that changed a row, in the branch that the entry is in."""
        return next((n for n in reversed(self.touched.get(row, ())) if n < before and not self.apart(n, before)), None)

    def apart(self, n: int, before: int) -> bool:
        """Whether entry `n` was given up by going back before `before` came."""
        return any(branch.first <= n <= branch.last < before for branch in self.given_up)

    def order_of(self, n: int) -> tuple[int, Order] | None:
        """The sheet that holds the order behind result `n`, and the order; of a standing one, an earlier sheet."""
        result, stretch = self.result(n), self.within[n]
        key = "/".join((result.type, result.seat, *result.targets.values()))
        if (found := self._in_sheet(stretch, result.seat, key)) is not None:
            return found
        for earlier in reversed(self.stretches[: self.stretches.index(stretch)]):
            found = self._in_sheet(earlier, result.seat, key)
            if found is not None and found[1].stands and earlier.phase == "settled":
                return found
        return None

    def _in_sheet(self, stretch: Stretch, seat: str, key: str) -> tuple[int, Order] | None:
        n = stretch.sheets.get(seat)
        if n is None:
            return None
        sealed = self.entries[n]
        assert isinstance(sealed, Sealed)
        return next(((n, order) for order in sealed.sheet.orders if order.key == key), None)

    def is_order(self, result: Settled) -> bool:
        """Whether it is the result of a seat's order, and not of the engine's own doing."""
        return result.type in self.rules.order_types and bool(result.seat)
