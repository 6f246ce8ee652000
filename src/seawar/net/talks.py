"""Commands of negotiation: routed to the table with every text cleaned, and answered for seats that no person plays."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from seawar.bots.diplomat import answer
from seawar.core.clean import clean
from seawar.core.deals import AnyClause, WordClause
from seawar.errors import OrderRefused
from seawar.journal.receipt import Receipt
from seawar.net.wire import Answer, Disclose, LogTalk, MarkWord, Propose
from seawar.table import dealing, showing
from seawar.table.table import Table

Talk = Propose | Answer | Disclose | MarkWord | LogTalk
LACKS = "Not with what we have at hand."
"""What a seat that no person plays says to a deal that it would like and cannot pay."""


def deal_with(table: Table, seat: str, command: Talk, person: str = "", *, umpired: bool) -> Receipt:
    """Do what a seat asks, or the umpire `person`; raises OrderRefused, and then nothing has changed."""
    match command:
        case Propose(proposal=offer):
            if mute := [party for party in offer.parties if party in table.rules.voices and not umpired]:
                raise OrderRefused("party", f"nobody speaks for {mute[0]} at a table without a white cell")
            return dealing.propose(table, command.id, seat, replace(offer, by=offer.by or seat))
        case Answer():
            return dealing.reply(table, command.id, seat, command.proposal, command.reply, command.note, command.voice)
        case Disclose():
            return showing.disclose(
                table, command.id, seat, command.proposal, command.to, named=command.named, actor=command.voice
            )
        case MarkWord():
            return showing.mark_word(
                table, command.id, seat, command.proposal, command.clause, command.mark, command.reason, person
            )
        case LogTalk():
            return showing.log_talk(table, command.id, seat, command.seats, command.gist, person)


def clean_talk(command: Talk) -> Talk:
    """With every text that a person wrote fit to be shown to others."""
    match command:
        case Propose(proposal=offer):
            clauses = tuple(_clean_clause(clause) for clause in offer.clauses)
            told = replace(offer, title=clean(offer.title), condition=clean(offer.condition), clauses=clauses)
            return replace(command, proposal=told)
        case Answer():
            return replace(command, note=clean(command.note))
        case MarkWord():
            return replace(command, reason=clean(command.reason))
        case LogTalk():
            return replace(command, gist=clean(command.gist))
        case Disclose():
            return command


def _clean_clause(clause: AnyClause) -> AnyClause:
    return replace(clause, text=clean(clause.text)) if isinstance(clause, WordClause) else clause


def answer_for(table: Table, absent: Iterable[str]) -> None:
    """Answer for seats that no person plays, at once, so that nobody waits for them."""
    if table.phase not in ("plan", "review") or table.state.ended:
        return
    for seat in absent:
        for deal in table.dealings.wanting(seat, table.state.turn):
            _answer(table, seat, deal.proposal.id)


def _answer(table: Table, seat: str, id_: str) -> None:
    """Its own answer; where it would say yes to what it cannot pay, a no with that reason."""
    reply, note = answer(table.rules, table.view(seat), table.dealings.deals[id_].proposal)
    command = f"bot-reply-{table.state.epoch}-{id_}"
    try:
        dealing.reply(table, command, seat, id_, reply, note)
    except OrderRefused:
        dealing.reply(table, command, seat, id_, "reject", LACKS)
