"""What looks at a programme, and what asks for what a seat has learned: found in conditions, never listed by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from seawar.content.library import LEARNED
from seawar.core.rules import OrderType
from seawar.report.document import Block, Link, Para, Span, Strong, joined, slug, spans
from seawar.report.words import Words

_STEPS = re.compile(r"\blevel(?:_at)?\(\s*[\"']([^\"']+)[\"']")


def conditions(kind: OrderType) -> list[str]:
    """Every condition of an order type, as it was compiled."""
    when = [kind.when.text] if kind.when else []
    return [*when, *(modifier.when.text for modifier in kind.modifiers)]


def helps(words: Words, kind: OrderType) -> Iterator[Block]:
    """For a programme, the order types that its level helps or makes possible, and those that it makes harder."""
    built = _built(kind)
    if not built:
        return
    others = [other for other in words.book.orders.values() if _built(other) != built]
    better = [other for other in others if built in _steps(other, lambda add: add > 0)]
    worse = [other for other in others if built in _steps(other, lambda add: add < 0)]
    yield Para((Strong("Helps: "), *_linked(better), "."))
    if worse:
        yield Para((Strong("Makes harder, against you: "), *_linked(worse), "."))


def _steps(kind: OrderType, wanted: Callable[[int], bool]) -> list[str]:
    """Programmes that its modifiers of the wanted sign look at, and those that it is open by."""
    said = [modifier.when.text for modifier in kind.modifiers if wanted(modifier.note[0])]
    said += [kind.when.text] if kind.when and wanted(1) else []
    return [id_ for text in said for id_ in _STEPS.findall(text)]


def _linked(kinds: list[OrderType]) -> tuple[Span, ...]:
    links = joined(Link(kind.title, slug(f"order-{kind.id}")) for kind in kinds)
    return spans(links) if kinds else ("no order type looks at it",)


def _built(kind: OrderType) -> str:
    """The programme whose level an order type raises, or nothing."""
    builds = getattr(kind.params, "builds", None)
    return "" if builds is None else builds or kind.id


def topics(words: Words, kind: OrderType) -> Iterator[Block]:
    """For each topic that an outcome teaches: which order types and scenarios ask for it."""
    lines = [line for band in words.book.doc.orders[kind.id].outcomes.values() for line in band]
    for topic in dict.fromkeys(line.learn.topic for line in lines if line.learn is not None):
        askers = [
            f"“{other.title}”" for other in words.book.orders.values()
            if any(topic in LEARNED.findall(text) for text in conditions(other))
        ]  # fmt: skip
        askers += [f"the aims and events of “{title}”" for title in words.played.learned.get(topic, ())]
        told = f"asked for by {', '.join(askers)}." if askers else "nothing asks for it yet; it is told, and no more."
        yield Para((Strong(f"What is learned of “{topic.replace('-', ' ')}”: "), told))
