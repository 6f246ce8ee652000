"""The hand-over brief as a document, for paper: made from a seat's own entries and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from seawar.core.rules import Rules
from seawar.replay.entries import AnyEntry, Opaque
from seawar.replay.handover import hand_over, title
from seawar.replay.why_words import Line
from seawar.report.document import Block, Document, Heading, Items, Para, Strong


def handover_document(rules: Rules, seat: str, entries: Iterable[AnyEntry | Opaque]) -> Document:
    """`rules` are those that `seat` may hold; what is no entry of the seat is passed over."""
    named = title(rules, seat)
    document = Document(named, [Heading(1, named, "top")])
    for section in hand_over(rules, seat, entries):
        if section.title:
            document.section(3, section.title, section.title.lower())
        document.add(*_blocks(section.lines, listed=bool(section.title)))
    return document


def _blocks(lines: Sequence[Line], *, listed: bool) -> list[Block]:
    """A line with lines under it as a lead and a list; lines alone together as one list, or as paragraphs."""
    blocks: list[Block] = []
    for at, line in enumerate(lines):
        leads = at + 1 < len(lines) and lines[at + 1].depth
        last = blocks[-1] if blocks else None
        if line.depth and isinstance(last, Items):
            blocks[-1] = Items((*last.items, line.text))
        elif line.depth:
            blocks.append(Items((line.text,)))
        elif leads:
            blocks.append(Para((Strong(line.text),)))
        elif not listed:
            blocks.append(Para(line.text))
        elif isinstance(last, Items) and not lines[at - 1].depth:
            blocks[-1] = Items((*last.items, line.text))
        else:
            blocks.append(Items((line.text,)))
    return blocks
