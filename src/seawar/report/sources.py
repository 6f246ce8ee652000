"""Where a rulebook's numbers come from, and what is only assumed: the honest end of its document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from seawar.report.document import Block, Heading, Items, Link, Para, Table, Text, joined, sentence, slug
from seawar.report.methods import method_of
from seawar.report.order_told import mechanism_anchor, order_anchor
from seawar.report.words import Words

_ITEM = re.compile(r"\b(?:calibration|inventory|map) [A-Z](?:\.\d+)?|\b[A-Z]\d{1,3}\b|\binject \d+", re.ASCII)
"""As A26, T01, calibration B.1, inject 08."""
ASSUMED = "assum"


@dataclass(frozen=True, slots=True)
class Cited:
    """One source line, and what it stands under."""

    text: str
    title: str
    anchor: str


def cited(words: Words) -> Iterator[Cited]:
    """Every `source:` of the rulebook, in its order."""
    doc = words.book.doc
    yield from (Cited(track.source, track.title, slug(f"track-{id_}")) for id_, track in doc.tracks.items())
    yield from (Cited(resource.source, resource.title, "resources") for resource in doc.resources.values())
    yield from (Cited(order.source, order.title, order_anchor(id_)) for id_, order in doc.orders.items())
    for section, entries in (("events", doc.events), ("reactions", doc.reactions)):
        yield from (Cited(entry.source, id_.replace("-", " "), section) for id_, entry in entries.items())


def source_index(words: Words) -> Iterator[Block]:
    """Items that sources name, each with everything that rests on it."""
    found: dict[str, dict[Cited, None]] = {}
    for entry in cited(words):
        for item in _ITEM.findall(entry.text):
            found.setdefault(item, {})[entry] = None
    yield Heading(2, "Sources cited", "sources")
    if not found:
        yield Para("No source names an item of a list.")
        return
    yield Para("Items that the sources above name, and what rests on each.")
    rows: list[tuple[Text, ...]] = []
    for item in sorted(found, key=lambda name: [int(p) if p.isdigit() else p for p in re.split(r"(\d+)", name)]):
        rows.append((item, joined(Link(entry.title, entry.anchor) for entry in found[item])))
    yield Table(("Item", "What rests on it"), tuple(rows))


def limits(words: Words) -> Iterator[Block]:
    """How much of it is assumed, and what none of it claims."""
    sources = list(cited(words))
    alone = [entry for entry in sources if entry.text.strip().rstrip(".").lower() == "assumption"]
    partly = [entry for entry in sources if ASSUMED in entry.text.lower() and entry not in alone]
    used = {kind.mechanism.name: kind.mechanism for kind in words.book.orders.values()}
    methods = {name: method_of(mechanism.settle) for name, mechanism in sorted(used.items())}
    assumed = sum(len(method.assumptions) for method in methods.values())
    yield Heading(2, "What these rules do not know", "limits")
    yield Items(
        (
            f"Of {len(sources)} sources in this rulebook, {len(alone)} say no more than “assumption”, {len(partly)} "
            f"rest on one in part, and {len(sources) - len(alone) - len(partly)} on a source alone.",
            f"The methods name {assumed} assumptions of their own, numbered above.",
            f"{sum(_calibrated(entry.text) for entry in sources)} sources name a calibration. "
            "Whatever names none is calibrated to nothing: it was set so that the game plays, and argued about since.",
            "Odds are those of the rules. They do not say how likely anything is in the world.",
        )
    )
    rows: list[tuple[Text, ...]] = [
        (Link(name.replace(".", ": ").capitalize(), mechanism_anchor(name)), sentence(method.limits))
        for name, method in methods.items()
        if method.limits
    ]
    if rows:
        yield Table(("Method", "What it leaves out"), tuple(rows), "Limits that the methods name themselves.")
    if alone:
        yield Para(("Assumed outright: ", *_links(alone), "."))


def _calibrated(text: str) -> bool:
    return "calibration" in text.lower()


def _links(entries: list[Cited]) -> tuple[Link | str, ...]:
    made: list[Link | str] = []
    for entry in entries:
        made += [", "] * bool(made) + [Link(entry.title, entry.anchor)]
    return tuple(made)
