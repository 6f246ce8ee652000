"""Proposals, deals and promises, folded from entries: one fold for the table, for a seat's screen and for a replay.

A seat folds the entries addressed to it, so what it is no party to and was not shown is not there. Whether a proposal
has expired follows from the turn that is asked about and is not recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from seawar.core.deals import Proposal, WordClause
from seawar.core.state import PUBLIC
from seawar.replay.course_entries import RolledBack
from seawar.replay.deal_entries import Concluded, Disclosed, Executed, Kept, Leaked, Proposed, Replied, Talked
from seawar.replay.entries import AnyEntry, Opaque

DealEntry = Proposed | Replied | Concluded | Executed | Disclosed | Leaked | Kept | Talked
OPEN, CONCLUDED = "open", "concluded"
STATUS = {
    OPEN: "open", "countered": "countered", "rejected": "rejected", "withdrawn": "withdrawn", "expired": "expired",
    CONCLUDED: "agreed", "done": "in effect", "void": "void",
}  # fmt: skip
"""Where a proposal stands, in words."""


@dataclass(slots=True)
class Deal:
    """One proposal and what came of it, as far as the reader knows."""

    proposal: Proposal
    turn: int
    """Of the entry that the reader learned it by."""
    status: str = OPEN
    """A key of `STATUS`; `expired` is found by `standing` alone."""
    answers: dict[str, Replied | Concluded] = field(default_factory=dict)
    """Party to its answer; the proposer's yes is its proposal."""
    shown: set[str] = field(default_factory=set)
    """Seats, or `public`, to whom it was disclosed."""
    noted: set[str] = field(default_factory=set)
    """Those of them of whom it is on record who showed it to them."""
    told_by: str = ""
    """Who disclosed it to this reader, where they said so."""
    void: str = ""
    """Why nothing of it holds."""
    marks: dict[int, Kept] = field(default_factory=dict)
    """Place of a promise to the umpire's latest mark."""

    def standing(self, turn: int) -> str:
        """Where it stands in a turn."""
        late = self.status == OPEN and self.proposal.expires and self.proposal.expires < turn
        return "expired" if late else self.status

    def waits_for(self) -> tuple[str, ...]:
        """Parties whose answer is wanted."""
        answered = {self.proposal.by, *self.answers}
        return tuple(party for party in self.proposal.parties if party not in answered)

    def knows(self, seat: str) -> bool:
        """Whether a seat may know of it."""
        return seat in self.proposal.parties or not self.shown.isdisjoint((seat, PUBLIC))


@dataclass(frozen=True, slots=True)
class Promise:
    """One line of the ledger of words."""

    deal: Deal
    place: int
    clause: WordClause

    @property
    def mark(self) -> str:
        """`kept`, `broken` or `open`."""
        kept = self.deal.marks.get(self.place)
        return kept.mark if kept else OPEN


@dataclass(slots=True)
class Dealings:
    """Every proposal that the reader knows of, by id, in the order in which it came to know them."""

    deals: dict[str, Deal] = field(default_factory=dict)
    talks: list[Talked] = field(default_factory=list)
    """Corridor talks: the umpire's own notes."""
    past: list[DealEntry] = field(default_factory=list, compare=False)
    """The entries that made it so, for a roll-back."""

    def read_all(self, entries: Iterable[AnyEntry | Opaque]) -> Dealings:
        for entry in entries:
            self.read(entry)
        return self

    def read(self, entry: AnyEntry | Opaque) -> None:
        """Take in one entry; kinds that concern no deal change nothing."""
        if isinstance(entry, RolledBack):
            kept = [before for before in self.past if before.turn < entry.turn]
            self.deals, self.talks, self.past = {}, [], []
            self.read_all(kept)
        elif isinstance(entry, DealEntry):
            self.past.append(entry)
            self._read(entry)

    def _read(self, entry: DealEntry) -> None:
        match entry:
            case Proposed():
                self._propose(entry)
            case Replied() if entry.proposal in self.deals:
                self._reply(self.deals[entry.proposal], entry)
            case Concluded():
                deal = self._of(entry.proposal, entry.turn)
                deal.status, deal.answers[entry.by] = CONCLUDED, entry
            case Executed():
                deal = self._of(entry.proposal, entry.turn)
                deal.status, deal.void = "void" if entry.void else "done", entry.void
                deal.shown.update({PUBLIC} & {*entry.vis})
                deal.noted.update({PUBLIC} & {*entry.vis})
            case Disclosed():
                self._disclose(entry)
            case Leaked() if entry.proposal in self.deals:
                self.deals[entry.proposal].shown.update(entry.to)
                self.deals[entry.proposal].noted.update(entry.to)
            case Kept() if entry.proposal in self.deals:
                self.deals[entry.proposal].marks[entry.clause] = entry
            case Talked():
                self.talks.append(entry)
            case _:
                pass

    def _of(self, proposal: Proposal, turn: int) -> Deal:
        return self.deals.setdefault(proposal.id, Deal(proposal, turn))

    def _propose(self, entry: Proposed) -> None:
        before = self.deals.get(entry.proposal.counters)
        if before is not None:
            before.status = "countered"
        self.deals[entry.proposal.id] = Deal(entry.proposal, entry.turn)

    def _reply(self, deal: Deal, entry: Replied) -> None:
        deal.answers[entry.by] = entry
        if entry.reply != "accept":
            deal.status = "rejected" if entry.reply == "reject" else "withdrawn"

    def _disclose(self, entry: Disclosed) -> None:
        known = entry.proposal.id in self.deals
        deal = self._of(entry.proposal, entry.turn)
        if not known:
            deal.status, deal.told_by = entry.status, entry.by
        deal.shown.update(entry.vis)

    # What is asked of it.

    def standing(self, status: str, turn: int) -> Iterator[Deal]:
        """Deals that stand there in a turn."""
        return (deal for deal in self.deals.values() if deal.standing(turn) == status)

    def wanting(self, seat: str, turn: int) -> list[Deal]:
        """Open proposals that want this party's answer."""
        return [deal for deal in self.standing(OPEN, turn) if seat in deal.waits_for()]

    def to_carry_out(self) -> list[Proposal]:
        """Concluded and not carried out."""
        return [deal.proposal for deal in self.deals.values() if deal.status == CONCLUDED]

    def bound(self, seat: str, turn: int) -> list[Proposal]:
        """What this seat has said yes to and what is not settled yet: its purse must be good for all of it."""
        agreed = [deal for deal in self.deals.values() if deal.standing(turn) in (OPEN, CONCLUDED)]
        return [d.proposal for d in agreed if seat in d.proposal.parties and seat not in d.waits_for()]

    def promises(self) -> list[Promise]:
        """The ledger of words: promises of deals that were agreed and are not void."""
        agreed = [deal for deal in self.deals.values() if deal.status in (CONCLUDED, "done")]
        return [
            Promise(deal, place, clause)
            for deal in agreed
            for place, clause in enumerate(deal.proposal.clauses)
            if isinstance(clause, WordClause)
        ]
