"""Where a rulebook's numbers come from, and what is only assumed: the honest end of its document."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from seawar.content.schema import field_docs
from seawar.report.document import Block, Heading, Items, Link, Para, Table, Text, joined, sentence, slug, spans
from seawar.report.methods import fixed_numbers, method_of
from seawar.report.methods_told import mechanisms_used, upkeep_told
from seawar.report.order_told import mechanism_anchor, order_anchor
from seawar.report.words import Words

ITEM = re.compile(r"\b[A-D]\.\d+\b|\b[ANSTR]\d{1,2}\b|\binject \d+", re.ASCII)
"""As A26, T01, B.1, inject 08."""
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
    if doc.negotiation:
        yield Cited(doc.negotiation.source, "what a deal costs", "deals")
    for section, entries in (("events", doc.events), ("reactions", doc.reactions)):
        yield from (Cited(entry.source, id_.replace("-", " "), section) for id_, entry in entries.items())
    for name in ("conceded", "insulted", "crossed", "kept", "broken") if doc.publics else ():
        yield from (Cited(rule.source, name, "publics") for rule in getattr(doc.publics, name))
    yield from (Cited(chance.source, chance.title, "chances") for chance in doc.chances.values())


def _in_methods(words: Words) -> Iterator[Cited]:
    """What the methods and the numbers that they take say of their sources."""
    for mechanism in mechanisms_used(words):
        said = [inspect.getdoc(mechanism.settle) or "", *field_docs(mechanism.params).values()]
        said += [doc for _, _, doc in fixed_numbers(mechanism.settle)]
        title = mechanism.name.replace(".", ": ").replace("-", " ").capitalize()
        yield Cited(" ".join(said), title, mechanism_anchor(mechanism.name))
    for upkeep in upkeep_told(words):
        title = upkeep.name.replace(".", ": ").replace("-", " ").capitalize()
        yield Cited(inspect.getdoc(upkeep.settle) or "", title, slug(f"upkeep-{upkeep.name}"))


def source_index(words: Words) -> Iterator[Block]:
    """Items that sources name, each with everything that rests on it."""
    found: dict[str, dict[Cited, None]] = {}
    for entry in (*cited(words), *_in_methods(words)):
        for item in ITEM.findall(entry.text):
            found.setdefault(item, {})[entry] = None
    yield Heading(2, "Sources cited", "sources")
    if not found:
        yield Para("No source names an item of a list.")
        return
    yield Para("Items that the sources above name, what each of them is, and what rests on it.")
    told = words.book.doc.sources
    rows: list[tuple[Text, ...]] = []
    for item in sorted(found, key=lambda name: [int(p) if p.isdigit() else p for p in re.split(r"(\d+)", name)]):
        rows.append(
            (
                item,
                sentence(told.get(item, "Not told")),
                joined(Link(entry.title, entry.anchor) for entry in found[item]),
            )
        )
    yield Table(("Item", "What it is", "What rests on it"), tuple(rows))


def limits(words: Words) -> Iterator[Block]:
    """How much of it is assumed, and what none of it claims."""
    sources = list(cited(words))
    alone = [entry for entry in sources if entry.text.strip().rstrip(".").lower() == "assumption"]
    partly = [entry for entry in sources if ASSUMED in entry.text.lower() and entry not in alone]
    beside = sum("calibration" in entry.text.lower() for entry in sources)
    numbered, numbers = _assumed(words)
    yield Heading(2, "What these rules do not know", "limits")
    yield Items(
        (
            f"Of {len(sources)} sources in this rulebook, {len(alone)} say no more than “assumption”, {len(partly)} "
            f"rest on one in part, and {len(sources) - len(alone) - len(partly)} on a source alone.",
            f"The methods number {numbered} assumptions of their own, and {numbers} of their numbers are called one.",
            f"{beside} of the {len(sources)} sources name figures that the rules were calibrated by. The other "
            f"{len(sources) - beside} name none: they were set so that the game plays, and can be argued with.",
            "Odds are those of the rules. They do not say how likely anything is in the world.",
        )
    )
    rows: list[tuple[Text, ...]] = [
        (Link(mechanism.name.replace(".", ": ").capitalize(), mechanism_anchor(mechanism.name)), sentence(said))
        for mechanism in mechanisms_used(words)
        if (said := method_of(mechanism.settle).limits)
    ]
    if rows:
        yield Table(("Method", "What it leaves out"), tuple(rows), "Limits that the methods name themselves.")
    if alone:
        yield Para(("Assumed outright: ", *spans(joined(Link(e.title, e.anchor) for e in alone)), "."))


def _assumed(words: Words) -> tuple[int, int]:
    """Assumptions that methods number, and numbers beside them that are called one."""
    used = mechanisms_used(words)
    settles: list[Callable[..., Any]] = [*(m.settle for m in used), *(u.settle for u in upkeep_told(words))]
    numbered = sum(len(method_of(settle).assumptions) for settle in settles)
    said = [doc for mechanism in used for doc in field_docs(mechanism.params).values()]
    said += dict.fromkeys(doc for settle in settles for _, _, doc in fixed_numbers(settle))
    return numbered, len([doc for doc in said if ASSUMED in doc.lower()])
