"""Entries about proposals and deals as lines of a replay."""

from __future__ import annotations

from collections.abc import Iterator

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
