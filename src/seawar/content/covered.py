"""Where each item of an inventory lives in a set of exercises, and what has no home.

Items are found by their ids in what authors write as sources: of injects, cards, agreements, matters, goods, forces,
start values and order types, and in briefs. A deed that is only told of is not covered: it must be played.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from seawar.content.texts import texts


@dataclass(frozen=True, slots=True)
class Home:
    """One place where an item lives."""

    scenario: str
    what: str
    """As `inject 06`."""
    played: bool
    """Whether something happens there, or only words are said."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """A scenario document with the rulebook document that it is played by."""

    id: str
    scenario: Any
    rulebook: Any


@dataclass(slots=True)
class Covered:
    """What was found."""

    homes: dict[str, list[Home]] = field(default_factory=dict)
    """Item to where it lives."""
    missing: list[tuple[str, str]] = field(default_factory=list)
    """Item, and what it still needs."""

    def whole(self, item: str) -> bool:
        return not any(id_ == item for id_, _ in self.missing)


def covered(inventory: Any, exercises: Iterable[Exercise]) -> Covered:
    """Every item looked for in every exercise."""
    known = re.compile(r"\b(?:" + "|".join(sorted(inventory["items"])) + r")\b")
    found = Covered({id_: [] for id_ in inventory["items"]})
    for exercise in exercises:
        for text, what, played in _places(exercise):
            home = Home(exercise.id, what, played)
            for id_ in dict.fromkeys(known.findall(text)):
                if home not in found.homes[id_]:
                    found.homes[id_].append(home)
    for id_, item in inventory["items"].items():
        found.missing += [(id_, need) for need in _needs(item, found.homes[id_])]
    return found


def _needs(item: Any, homes: list[Home]) -> Iterator[str]:
    if item.needs == "deed" and not any(home.played for home in homes):
        yield "to be played: an inject with effects, an order type on offer, or a start value that a rule reads"
    there = {home.scenario for home in homes}
    for scenario in item.scenarios:
        if scenario not in there:
            yield f"a place in {scenario}: its id in the source of an inject, a card, a set-up or an order type"


def _places(exercise: Exercise) -> Iterator[tuple[str, str, bool]]:
    """Each text that may name items, what it is of, and whether something happens by it."""
    doc = exercise.scenario
    for inject in doc.msel:
        yield inject.item, f"inject {inject.id}{' with effects' if inject.effects else ''}", bool(inject.effects)
    for id_, card in doc.cards.items():
        yield card.item, f"card {id_}", False
    for seat, told in doc.seats.items():
        yield f"{told.public_brief} {told.secret_brief}", f"brief of {seat}", False
    if doc.handout:
        yield doc.handout, "hand-out", False
    yield from _offered(exercise)
    yield from _start(exercise)


def _offered(exercise: Exercise) -> Iterator[tuple[str, str, bool]]:
    for id_ in _types(exercise):
        yield exercise.rulebook.orders[id_].source, f"order {id_}", True


def _types(exercise: Exercise) -> list[str]:
    """Order types on offer in some segment to a seat in play."""
    book, doc = exercise.rulebook.orders, exercise.scenario
    named = (id_ for segment in doc.segments for id_ in segment.orders or book)
    return [id_ for id_ in dict.fromkeys(named) if id_ in book and {*(book[id_].seats or doc.seats)} & {*doc.seats}]


def _start(exercise: Exercise) -> Iterator[tuple[str, str, bool]]:
    """Set-up: an agreement or a matter counts as played if a rule reads it, by name or as an order's target."""
    doc = exercise.scenario
    kinds = {of for id_ in _types(exercise) for of in exercise.rulebook.orders[id_].targets.values()}
    asked = "\n".join((*texts(doc.msel), *texts(doc.seats), *texts(doc.ends), *texts(exercise.rulebook)))
    for kind, entries in (("agreement", doc.agreements), ("matter", doc.matters)):
        for id_, entry in entries.items():
            read = kind in kinds or f'"{id_}"' in asked or f"'{id_}'" in asked
            yield entry.source, f"{kind} {id_}", read
    for id_, good in doc.goods.items():
        yield good.source, f"good {id_}", "good" in kinds
    for id_, force in doc.forces.items():
        yield force.source, f"force {id_}", True
    for row, source in doc.start.sources.items():
        yield source, f"start of {row}", row in (doc.start.tracks | doc.start.ledgers | doc.start.resources)
    yield doc.start.source, "start values", False
