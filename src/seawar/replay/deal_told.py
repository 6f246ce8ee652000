"""Entries about proposals and deals as lines of a replay."""

from __future__ import annotations

from collections.abc import Iterator

from seawar.core.results import Settled
from seawar.core.rules import Rules
from seawar.replay.deal_entries import Concluded, Disclosed, Executed, Kept, Leaked, Proposed, Replied, Talked
from seawar.replay.deal_words import (
    concluded_line,
    disclosed_lines,
    executed_line,
    kept_line,
    leaked_line,
    proposed_lines,
    replied_line,
    talked_line,
    why_void,
)
from seawar.replay.dealings import Dealings
from seawar.replay.entries import AnyEntry, Opaque


def deal_lines(rules: Rules, dealings: Dealings, entry: AnyEntry | Opaque) -> Iterator[str]:
    """What such an entry says, once it is folded into `dealings`; nothing for entries of other kinds."""
    match entry:
        case Proposed():
            yield from proposed_lines(rules, entry)
        case Replied():
            yield replied_line(rules, entry, dealings.deals.get(entry.proposal))
        case Concluded():
            yield concluded_line(rules, entry)
        case Executed():
            yield executed_line(rules, entry)
        case Disclosed():
            yield from disclosed_lines(rules, entry)
        case Leaked():
            yield leaked_line(rules, entry, dealings.deals.get(entry.proposal))
        case Kept():
            yield kept_line(rules, entry, dealings.deals.get(entry.proposal))
        case Talked():
            yield talked_line(rules, entry)
        case _:
            pass


def folded_lines(rules: Rules, dealings: Dealings, entry: AnyEntry | Opaque) -> Iterator[str]:
    """The same, folding the entry first."""
    dealings.read(entry)
    yield from deal_lines(rules, dealings, entry)


def result_of_deal(rules: Rules, dealings: Dealings, result: Settled) -> str:
    """`Deal: Tracks over the gap: void, Japan cannot pay 1 influence beside its orders`."""
    deal = dealings.deals.get(result.subject)
    came = f"void, {why_void(rules, result.note)}" if result.note else "carried out"
    return f"Deal: {deal.proposal.title if deal else result.subject}: {came}"
