"""All order types at a glance: who gives each, what it costs, what it is for, and where it is open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seawar.core.rules import OrderType
from seawar.report.document import Block, Heading, Link, Para, Table, Text, slug
from seawar.report.words import Words


def by_domain(words: Words) -> dict[str, list[str]]:
    """Ids of order types under the domain that their names begin with."""
    domains: dict[str, list[str]] = {}
    for id_ in words.book.orders:
        domains.setdefault(id_.partition(".")[0] if "." in id_ else "other orders", []).append(id_)
    return domains


def overview(words: Words) -> Iterator[Block]:
    """One row for each order type, a table for each domain."""
    orders, segments = words.book.orders, words.played.segments
    yield Heading(2, "Orders at a glance", "glance")
    for title, offers in segments.items():
        count = sum(any(_offered(id_, offer) for offer in offers) for id_ in orders)
        yield Para(f"{title}: {count} of these {len(orders)} order types are open; its segments are numbered from 1.")
    head = ("Order", "Who", "Costs", "What it is for", *(["Open in"] if segments else []))
    for domain, ids in by_domain(words).items():
        rows = tuple(_row(words, orders[id_]) for id_ in ids)
        yield Table(head, rows, domain.capitalize())


def _row(words: Words, kind: OrderType) -> tuple[Text, ...]:
    cost = ", ".join(f"{amount} {words.book.resources[id_].title.lower()}" for id_, amount in kind.cost)
    who = words.seats(kind.seats) if kind.seats else "every seat"
    cells = (Link(kind.title, slug(f"order-{kind.id}")), who, cost or "nothing", _first(kind.text))
    return (*cells, _open(words, kind.id)) if words.played.segments else cells


def _first(text: str) -> str:
    """The first sentence."""
    return re.split(r"(?<=[.!?])\s", " ".join(text.split()), maxsplit=1)[0]


def _offered(id_: str, offer: tuple[str, ...]) -> bool:
    return not offer or id_ in offer


def _open(words: Words, id_: str) -> str:
    """Scenarios with the numbers of their segments, or that none offers it."""
    said = []
    for title, offers in words.played.segments.items():
        numbers = [str(i) for i, offer in enumerate(offers, 1) if _offered(id_, offer)]
        if numbers:
            of = "all segments" if len(numbers) == len(offers) else f"segment {' and '.join(numbers)}"
            said.append(f"{title}: {of}" if len(words.played.segments) > 1 else of)
    return "; ".join(said) or "none"
