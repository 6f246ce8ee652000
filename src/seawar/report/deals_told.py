"""What a deal costs and what makes it cheaper, as a part of the printed rulebook."""

from __future__ import annotations

from collections.abc import Iterator

from seawar.report.asked import in_words
from seawar.report.document import Block, Code, Heading, Para, Table, Text, sentence
from seawar.report.words import Words


def deals(words: Words) -> Iterator[Block]:
    """Nothing where the rulebook sets no price."""
    doc = words.book.doc.negotiation
    if doc is None:
        return
    yield Heading(2, "Deals", "deals")
    label = words.book.doc.turn_label.lower()
    yield Para(
        "Seats may offer each other clauses that bind and promises that do not. Once all parties have accepted, what "
        f"binds is carried out before the orders of the {label} are settled: all of it, or nothing. What a seat has "
        "said yes to is set aside from what it can spend."
    )
    title = words.book.resources[doc.resource].title.lower()
    yield Para(
        f"A deal that binds costs each of its parties {doc.cost} {title}; messages, offers and mere promises cost "
        f"nothing. “You” below is the party that pays. Source: {sentence(doc.source)}"
    )
    rows: list[tuple[Text, ...]] = []
    for line in doc.lowers:
        when = sentence(in_words(line.when, words, {}))
        rows.append(((when, " ", Code(line.when)), str(line.by), sentence(line.because)))
    if rows:
        yield Table(("When", "Costs less by", "Because"), tuple(rows))
