"""Negotiation at a table: proposals, answers, leaks, marks on promises, corridor talks.

As everywhere at a table a command is refused in one sentence and changes nothing, or is on record before it is
acknowledged. Who may speak for whom is decided here; texts are cleaned where they come in (`net.host`).
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from seawar.adjudicate.deals import MOST_CLAUSES, clause_fault
from seawar.adjudicate.turn import Resolution
from seawar.core.deals import Proposal
from seawar.core.state import PUBLIC, UMPIRE
from seawar.core.view import view_for
from seawar.errors import OrderRefused
from seawar.journal.receipt import Receipt
from seawar.replay.deal_entries import Concluded, Executed, Kept, Leaked, Proposed, Replied, Reply, Talked
from seawar.replay.dealings import OPEN, Deal
from seawar.replay.entries import AnyEntry
from seawar.table.bodies import body
from seawar.table.purse import refuse_poor
from seawar.table.rights import MOST_LINE, MOST_TITLE, commit, expect, may_speak, readers, refuse_length

if TYPE_CHECKING:
    from seawar.table.table import Table

MOST_OPEN = 6
"""Proposals of one actor that may be open at once."""


def proposal_id(seat: str, command: str) -> str:
    """A name that tells neither how many proposals there are nor whose came first."""
    text = f"seawar-deal-v1\0{seat}\0{command}".encode("ascii", "backslashreplace")
    return hashlib.sha256(text).hexdigest()[:8]


# Offers and answers.


def propose(table: Table, command: str, seat: str, offer: Proposal) -> Receipt:
    """Put an offer on the table. Its id is given here; `by` may be a voice where the umpire proposes."""
    offer = _read(offer)
    said = body("propose", replace(offer, id=""))
    if (again := table.again(seat, command, said)) is not None:
        return again
    expect(table, "proposals can be made")
    may_speak(table, seat, offer.by)
    offer = replace(offer, id=proposal_id(seat, command))
    _refuse_offer(table, seat, offer)
    refuse_poor(table, offer, offer.by)
    return commit(table, seat, command, said, [_proposed(table, command, offer)])


def _read(offer: Proposal) -> Proposal:
    """The offer with its parties in order; raises where a field is not what it should be."""
    try:
        offer = msgspec.convert(msgspec.to_builtins(offer), Proposal)
    except (msgspec.ValidationError, TypeError, OverflowError) as error:
        raise OrderRefused("proposal", f"the proposal cannot be read: {error}") from None
    return replace(offer, parties=tuple(sorted({*offer.parties, offer.by})))


def _proposed(table: Table, command: str, offer: Proposal) -> Proposed:
    return Proposed(table.now(), readers(table, offer), table.state.turn, table.phase, command, offer)


def _refuse_offer(table: Table, seat: str, offer: Proposal) -> None:
    """Every reason, first come first told, why an offer cannot lie on the table."""
    rules, turn = table.rules, table.state.turn
    if len(offer.parties) < 2:
        raise OrderRefused("party", "a proposal needs somebody else as a party; name a seat or a voice")
    for party in offer.parties:
        if party not in rules.seats and party not in rules.voices:
            known = ", ".join([*rules.seats, *rules.voices])
            raise OrderRefused("party", f"no party {party!r:.40}; one of {known}")
    refuse_length("title", "a title", offer.title, MOST_TITLE)
    if len(offer.condition) > MOST_LINE:
        raise OrderRefused("condition", f"a condition has at most {MOST_LINE} characters, came {len(offer.condition)}")
    if not 1 <= len(offer.clauses) <= MOST_CLAUSES:
        raise OrderRefused("clauses", f"a proposal has 1 to {MOST_CLAUSES} clauses, this one has {len(offer.clauses)}")
    last = sum(segment.turns for segment in rules.segments)
    if offer.expires and not turn <= offer.expires <= last:
        raise OrderRefused("expires", f"a proposal is open until a turn from {turn} to {last}, came {offer.expires}")
    view = view_for(rules, table.state, UMPIRE) if seat == UMPIRE else table.view(seat)
    for clause in offer.clauses:
        if fault := clause_fault(rules, view, offer.parties, clause):
            raise OrderRefused("clause", fault)
    if offer.counters:
        before = _open(table, offer.counters, offer.by)
        if before.proposal.parties != offer.parties:
            raise OrderRefused("party", "another offer goes to the same parties; make a new proposal for others")
    own = [deal for deal in table.dealings.standing(OPEN, turn) if deal.proposal.by == offer.by]
    if len(own) >= MOST_OPEN and not offer.counters:
        raise OrderRefused("open", f"{MOST_OPEN} proposals of yours are open; withdraw one first")


def reply(
    table: Table, command: str, seat: str, id_: str, answer: Reply, note: str = "", actor: str = ""
) -> Receipt:  # fmt: skip
    """Accept, reject or withdraw; `actor` is the voice that the umpire answers for."""
    actor = actor or seat
    said = body("reply", id_, actor, answer, note)
    if (again := table.again(seat, command, said)) is not None:
        return again
    expect(table, "proposals can be answered")
    may_speak(table, seat, actor)
    deal = _open(table, id_, actor)
    if answer not in ("accept", "reject", "withdraw"):
        raise OrderRefused("reply", f"{answer!r:.40} is no answer; one of accept, reject, withdraw")
    if len(note) > MOST_LINE:
        raise OrderRefused("note", f"a reason has at most {MOST_LINE} characters, this one has {len(note)}")
    offer = deal.proposal
    if answer == "withdraw" and actor != offer.by:
        raise OrderRefused("right", f"only {offer.by} can withdraw its own proposal; reject it instead")
    if answer != "withdraw" and actor == offer.by:
        raise OrderRefused("right", "your own proposal needs no answer of yours; withdraw it, or make another")
    if answer == "accept":
        if actor in deal.answers:
            raise OrderRefused("answered", "you have accepted it already; the others have not")
        refuse_poor(table, offer, actor)
    where = (table.now(), readers(table, offer), table.state.turn, table.phase, command)
    entry: AnyEntry = Replied(*where, id_, actor, answer, note)
    if answer == "accept" and deal.waits_for() == (actor,):
        entry = Concluded(*where, offer, actor, note)
    return commit(table, seat, command, said, [entry])


def _open(table: Table, id_: str, actor: str) -> Deal:
    """An open proposal to which this actor is a party; what is hidden and what is not there are refused alike."""
    deal = table.dealings.deals.get(id_)
    if deal is None or actor not in deal.proposal.parties:
        raise OrderRefused("proposal", f"no proposal {id_!r:.40} to you or by you; look at your open ones")
    status = deal.standing(table.state.turn)
    if status != OPEN:
        raise OrderRefused("closed", f"that proposal is {status}; make another")
    return deal


# Settling, and going on after a stop.


def executed(table: Table, resolution: Resolution) -> list[AnyEntry]:
    """What the deals of a settled turn came to, for those who may know."""
    results = {result.key: result for _, step in resolution.steps for result in step}
    entries: list[AnyEntry] = []
    for deal in sorted(table.dealings.to_carry_out(), key=lambda deal: deal.id):
        void = results[f"deal/{deal.id}"].note
        vis = readers(table, deal) if deal.secret or void else (PUBLIC,)
        entries.append(Executed(table.now(), vis, resolution.state.turn, deal, void))
    return entries


def catch_up(table: Table, entry: object) -> None:
    """What an entry on record says about commands that were acknowledged before a stop."""
    match entry:
        case Proposed():
            offer = entry.proposal
            seat = offer.by if offer.by in table.rules.seats else UMPIRE
            said = body("propose", replace(offer, id=""))
        case Replied():
            seat = entry.by if entry.by in table.rules.seats else UMPIRE
            said = body("reply", entry.proposal, entry.by, entry.reply, entry.note)
        case Concluded():
            seat = entry.by if entry.by in table.rules.seats else UMPIRE
            said = body("reply", entry.proposal.id, entry.by, "accept", entry.note)
        case Leaked():
            seat = entry.by if entry.by in table.rules.seats else UMPIRE
            said = body("disclose", entry.proposal, entry.by, entry.to, entry.named)
        case Kept() if entry.command:
            seat, said = UMPIRE, body("mark", entry.proposal, entry.clause, entry.mark, entry.reason)
        case Talked():
            seat, said = UMPIRE, body("talk", entry.seats, entry.gist)
        case _:
            return
    table.commands[seat, entry.command] = (said, table.receipts.for_seat(seat))
