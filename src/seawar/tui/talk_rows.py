"""The page of talks as rows: what is open and wants an answer, what was agreed, promises, and all that was said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from seawar.core.rules import Rules
from seawar.core.state import PUBLIC, UMPIRE
from seawar.replay.deal_words import clause_words, deal_title, proposal_lines, why_void
from seawar.replay.dealings import CONCLUDED, OPEN, STATUS, Deal, Promise
from seawar.replay.wording import word
from seawar.tui.known import Known, Talk
from seawar.tui.lines import Row, Span, row
from seawar.tui.words import names

WRITE, PROPOSE, VOICE, CORRIDOR = "write", "propose", "voice", "corridor"
MARKS = {"kept": ("kept", "you"), "broken": ("broken", "late"), OPEN: ("open", "quiet")}


def talks(known: Known, turn: int, *, small: bool = False) -> list[Row]:
    """What wants an answer first, then other proposals, deals and promises, then everything with the latest on top."""
    still = list(known.dealings.standing(OPEN, turn))
    wanted = [deal for deal in still if _is_wanted(known, deal)]
    waiting = [deal for deal in still if deal not in wanted]
    rows: list[Row] = []
    for title, listed in (
        ("Wants your answer" if known.seat != UMPIRE else "Wants a voice's answer", _open(known, wanted)),
        ("", list(_keys(known))),
        ("Open, and waiting for others", _open(known, waiting)),
        ("Deals", _agreed(known, small=small)),
        ("Promises", _promises(known)),
        ("What was said, the latest first", _said(known)),
    ):
        if listed:
            heading = [row((title, "bold"))] if title else []
            rows += [*([Row()] if rows else []), *heading, *listed]
    return rows


def _keys(known: Known) -> Iterator[Row]:
    yield row(("M  ", "you"), ("write a message", "quiet"), key=WRITE)
    if known.seat == UMPIRE:
        if known.rules.voices:
            yield row(("B  ", "you"), ("speak or propose as a voice without a seat", "quiet"), key=VOICE)
        yield row(("C  ", "you"), ("note a corridor talk", "quiet"), key=CORRIDOR)
    else:
        yield row(("P  ", "you"), ("propose a deal", "quiet"), key=PROPOSE)


def _open(known: Known, deals: Sequence[Deal]) -> list[Row]:
    return [one for deal in deals for one in _proposal(known, deal, _waiting(known, deal))]


def _is_wanted(known: Known, deal: Deal) -> bool:
    waits = deal.waits_for()
    return known.seat in waits or (known.seat == UMPIRE and any(who in known.rules.voices for who in waits))


def _waiting(known: Known, deal: Deal) -> Span:
    if known.seat != UMPIRE and known.seat not in deal.proposal.parties:
        return ("shown to you", "quiet")
    waits = f"waits for {names(known.rules, deal.waits_for())}"
    return ("yours to answer", "new") if known.seat in deal.waits_for() else (waits, "quiet")


def _proposal(known: Known, deal: Deal, right: Span) -> Iterator[Row]:
    rules, offer = known.rules, deal.proposal
    by = "You propose" if offer.by == known.seat else f"{_name(rules, offer.by)} proposes"
    to = names(rules, [party for party in offer.parties if party not in (offer.by, known.seat)])
    yield row((f"{by}{f' to {to}' if to else ''}: ", "text"), (deal_title(offer), "bold"), right=right,
              key=f"deal/{offer.id}", hang=3)  # fmt: skip
    yield from (row(("   ", "text"), (line, "quiet"), hang=3) for line in proposal_lines(rules, offer))


def _agreed(known: Known, *, small: bool) -> list[Row]:
    """Agreed, in effect or void; of what was carried out only the title where few lines are seen."""
    rows: list[Row] = []
    for deal in reversed([d for d in known.dealings.deals.values() if d.status in (CONCLUDED, "done", "void")]):
        role = {CONCLUDED: "new", "void": "late"}.get(deal.status, "quiet")
        who = names(known.rules, deal.proposal.parties)
        rows.append(row((f"{who}: ", "text"), (deal_title(deal.proposal), "bold"), right=(STATUS[deal.status], role),
                        key=f"deal/{deal.proposal.id}", hang=3))  # fmt: skip
        if deal.void:
            rows.append(row(("   ", "text"), (why_void(known.rules, deal.void), "quiet"), hang=3))
        elif deal.status == CONCLUDED or not small:
            lines = proposal_lines(known.rules, deal.proposal)
            rows += [row(("   ", "text"), (line, "quiet"), hang=3) for line in lines]
        if deal.status == CONCLUDED:
            when = f"carried out when this {known.rules.turn_label.lower()}'s orders are settled, or the next"
            rows.append(row(("   ", "text"), (when, "quiet"), hang=3))
    return rows


def _promises(known: Known) -> list[Row]:
    return [_promise(known, promise) for promise in reversed(known.dealings.promises())]


def _promise(known: Known, promise: Promise) -> Row:
    """The promise with its mark; the umpire can step to it."""
    kept = promise.deal.marks.get(promise.place)
    spans: list[Span] = [(clause_words(known.rules, promise.clause), "text")]
    if kept:
        spans.append((f"  {kept.reason}", "quiet"))
    key = f"word/{promise.deal.proposal.id}/{promise.place}" if known.seat == UMPIRE else ""
    return row(*spans, right=MARKS[promise.mark], key=key, hang=3)


def _said(known: Known) -> list[Row]:
    rows: list[Row] = []
    for talk in reversed(known.talks):
        label = known.rules.name(talk.turn) if talk.turn else "Before"
        when = f"{label}{f', {talk.phase}' if talk.phase else ''}  "
        if talk.deal:
            rows.append(row((when, "quiet"), (talk.text, "text"), hang=3))
            continue
        rows.append(row((when, "quiet"), (f"{_speaker(known.rules, talk)} to {_whom(known, talk)}", "bold")))
        rows.append(row(("   ", "text"), talk.text, hang=3))
    return rows


def _speaker(rules: Rules, talk: Talk) -> str:
    return _name(rules, talk.sender)


def _whom(known: Known, talk: Talk) -> str:
    if PUBLIC in talk.to:
        return "everyone"
    return names(known.rules, [seat for seat in talk.to if seat != talk.sender]) or "white cell"


def _name(rules: Rules, actor: str) -> str:
    return "White cell" if actor == UMPIRE else word(rules, {}, actor)
