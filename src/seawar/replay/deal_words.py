"""Proposals and their clauses in words, the same on every screen and in every replay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seawar.core.deals import AnyClause, OrderClause, PactClause, Proposal, TransferClause, WordClause
from seawar.core.rules import Rules
from seawar.core.state import PUBLIC
from seawar.replay.deal_entries import Concluded, Disclosed, Executed, Kept, Leaked, Proposed, Replied, Talked
from seawar.replay.dealings import Deal
from seawar.replay.entries import Said
from seawar.replay.person_lines import by
from seawar.replay.wording import seats_words, word

PACT = {"in-force": "enters into force", "suspended": "is suspended", "lapsed": "ends by consent"}
REPLIES = {"accept": "accepts", "reject": "rejects", "withdraw": "withdraws"}


def clause_words(rules: Rules, clause: AnyClause) -> str:
    """`Japan hands 2 influence to Republic of Korea`: one clause in one line, without its full stop."""
    match clause:
        case PactClause():
            return f"{word(rules, {}, clause.agreement)} {PACT[clause.status]}"
        case TransferClause():
            what = rules.resources[clause.resource].title.lower()
            return f"{word(rules, {}, clause.frm)} hands {clause.amount} {what} to {word(rules, {}, clause.to)}"
        case OrderClause():
            title = rules.order_types[clause.order].title
            to = f", towards {seats_words(rules, clause.targets.values())}" if clause.targets else ""
            together = "together: " if len(clause.seats) > 1 else "orders: "
            return f"{seats_words(rules, clause.seats)} {together}{title}{to}"
        case WordClause():
            until = f" (by {rules.name(clause.by_turn).lower()})" if clause.by_turn else ""
            return f"{word(rules, {}, clause.seat)} promises: {clause.text}{until}"


def clause_kind(clause: AnyClause) -> str:
    return "word" if isinstance(clause, WordClause) else "binding"


def proposal_lines(rules: Rules, proposal: Proposal) -> Iterator[str]:
    """Its clauses, its condition, how long it is open; each in one line."""
    yield from (f"{clause_words(rules, clause)} ({clause_kind(clause)})" for clause in proposal.clauses)
    if proposal.condition:
        yield f"on condition: {proposal.condition}"
    if proposal.expires:
        yield f"open until the end of {rules.name(proposal.expires).lower()}"


def deal_title(proposal: Proposal) -> str:
    """`Tracks over the gap (secret)`."""
    return f"{proposal.title} ({'secret' if proposal.secret else 'public'})"


def why_void(rules: Rules, note: str) -> str:
    """A reason with ids in braces, in words."""
    return re.sub(r"\{([^{}]*)\}", lambda place: word(rules, {}, place[1]), note)


def said_line(rules: Rules, entry: Said, to: str) -> str:
    """`Japan to Republic of Korea: Who goes there?`; a voice speaks under its own name."""
    return f"{word(rules, {}, entry.voice or entry.sender)} to {to}: {entry.text}"


def proposed_lines(rules: Rules, entry: Proposed) -> Iterator[str]:
    proposal = entry.proposal
    others = seats_words(rules, [party for party in proposal.parties if party != proposal.by])
    what = "answers with another offer" if proposal.counters else "proposes"
    yield f"{word(rules, {}, proposal.by)} {what} to {others}: {deal_title(proposal)}"
    yield from (f"  {line}" for line in proposal_lines(rules, proposal))


def replied_line(rules: Rules, entry: Replied, deal: Deal | None) -> str:
    title = deal.proposal.title if deal else entry.proposal
    note = f": {entry.note}" if entry.note else ""
    return f"{word(rules, {}, entry.by)} {REPLIES[entry.reply]}: {title}{note}"


def concluded_line(rules: Rules, entry: Concluded) -> str:
    note = f": {entry.note}" if entry.note else ""
    return f"{word(rules, {}, entry.by)} accepts, and so it is agreed by all: {entry.proposal.title}{note}"


def executed_line(rules: Rules, entry: Executed) -> str:
    if entry.void:
        return f"The deal {entry.proposal.title} is void: {why_void(rules, entry.void)}"
    return f"The deal of {seats_words(rules, entry.proposal.parties)} is in effect: {deal_title(entry.proposal)}"


def disclosed_lines(rules: Rules, entry: Disclosed) -> Iterator[str]:
    by = f"{word(rules, {}, entry.by)} shows" if entry.by else "Somebody shows"
    to = "everybody" if PUBLIC in entry.vis else seats_words(rules, entry.vis)
    proposal = entry.proposal
    yield f"{by} {to} a deal of {seats_words(rules, proposal.parties)}: {deal_title(proposal)}"
    yield from (f"  {line}" for line in proposal_lines(rules, proposal))


def leaked_line(rules: Rules, entry: Leaked, deal: Deal | None) -> str:
    title = deal.proposal.title if deal else entry.proposal
    how = "in its own name" if entry.named else "without a name"
    return f"{word(rules, {}, entry.by)} shows {seats_words(rules, entry.to)}, {how}: {title}"


def kept_line(rules: Rules, entry: Kept, deal: Deal | None) -> str:
    clause = deal.proposal.clauses[entry.clause] if deal else None
    what = clause_words(rules, clause) if clause else entry.proposal
    return f"Word {entry.mark}: {what}{by(entry.author)}, because {entry.reason}"


def talked_line(rules: Rules, entry: Talked) -> str:
    noted = f", noted{by(entry.author).removeprefix(',')}" if by(entry.author) else ""
    return f"Corridor talk of {seats_words(rules, entry.seats)}{noted}: {entry.gist}"
