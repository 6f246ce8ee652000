"""The rule that a result was settled by: its place in the YAML of the journal, and its method."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

from seawar.core import calendar
from seawar.core.results import Settled
from seawar.replay.again import Path
from seawar.replay.why_words import Line, Words

ENGINE_RULES = {
    "clock": "The calendar: a move begins where the one before it ended, or where its segment begins.",
    "income": "The calendar: what the rulebook gives each seat over time.",
    "return": "The calendar: a force that is not ready is back at its base when its time is up.",
    "condition": "The calendar: a timed condition ends at its instant.",
    "lapse": "The calendar: an agreement under notice lapses when the notice has run.",
    "deal": "A deal that all have accepted is carried out before orders are paid for: every binding clause, or none.",
    "charge": "Before anything is settled a seat pays for what it sealed; standing orders begin and end.",
    "range": "What several results together move past the end of a range is held at its end.",
}
"""What the engine does by itself, in a sentence each."""

_PARTS = re.compile(r"\b(Method|Units|Assumptions|Limits): ")


def rule_lines(words: Words, n: int, result: Settled) -> Iterator[Line]:
    if words.account.is_order(result):
        yield from _order_rule(words, result)
    elif result.type in ENGINE_RULES:
        yield Line(ENGINE_RULES[result.type])
        yield from _resource(words, result)
    elif result.type == "inject":
        yield from _inject(words, result)
    elif result.type == "end":
        yield from _end(words, result)
    else:
        yield from _mechanism(words, result)
    yield from _sections_used(words, n)


def _order_rule(words: Words, result: Settled) -> Iterator[Line]:
    kind = words.rules.order_types[result.type]
    yield Line(f"{kind.title} ({kind.id}): {_place(words, 'orders', kind.id)}")
    yield Line(kind.text, 1)
    yield Line(f"source: {kind.source}", 1)
    if result.note:
        yield Line("An order with co-signers is void unless each of them seals one that names its seat.")
        return
    band = result.result
    yield Line(f"Outcome {band.replace('_', ' ')}: {_place(words, 'orders', kind.id, 'outcomes', band)}")
    yield Line(f"Mechanism {kind.mechanism.name}:")
    yield from _doc(kind.mechanism.settle)


def _mechanism(words: Words, result: Settled) -> Iterator[Line]:
    """Upkeep, or what orders about one subject share."""
    upkeep = next((upkeep for upkeep in words.rules.upkeep if upkeep.name == result.type), None)
    if upkeep is not None:
        yield Line(f"Settled by itself, whatever is ordered ({upkeep.name}):")
        yield from _doc(upkeep.settle)
        return
    kinds = [k for k in words.rules.order_types.values() if k.mechanism.name == result.type]
    if kinds:
        yield Line(f"What the orders about one subject share, settled by {result.type}:")
        yield from _doc(kinds[0].mechanism.settle)
    else:
        yield Line(f"{result.type}: this version has no such rule; what is recorded stands.")


def _doc(settle: Any) -> Iterator[Line]:
    """The first paragraph of a docstring, then its method, units, assumptions and limits."""
    doc = inspect.getdoc(settle) or "It says nothing of its method."
    parts = _PARTS.split(doc)
    yield Line(" ".join(parts[0].split("\n\n")[0].split()), 1)
    for name, text in zip(parts[1::2], parts[2::2], strict=True):
        yield Line(f"{name}: {' '.join(text.split())}", 1)


def _inject(words: Words, result: Settled) -> Iterator[Line]:
    if all(inject.id != result.subject for inject in words.rules.msel):
        yield Line(f"Inject {result.subject} is not of the scenario: the white cell brought it in.")
    for i, inject in enumerate(words.rules.msel):
        if inject.id != result.subject:
            continue
        yield Line(f"Inject {inject.id}, {inject.title}: {_scenario(words, 'msel', i)}")
        due = []
        if inject.at:
            due.append(f"due on {calendar.date(inject.at, words.rules.zone)}, ")
            due[-1] += f"{calendar.clock(inject.at, words.rules.zone)} {words.rules.zone_title}"
        if inject.when:
            due.append(f"when {inject.when.text}")
        yield Line("; ".join(due), 1)
        yield Line(f"to: {words.seats(inject.to)}", 1)
        yield from (
            Line(f"{name}: {text}", 1)
            for name, text in (
                ("expected decision", inject.expect), ("objective", inject.objective), ("source", inject.item)
            ) if text
        )  # fmt: skip


def _end(words: Words, result: Settled) -> Iterator[Line]:
    end = next((end for end in words.rules.ends if end.id == result.subject), None)
    if end is None:
        yield Line("The last turn of the scenario is over.")
        return
    yield Line(f"End {end.id}: {_scenario(words, 'ends', end.id)}")
    yield Line(f"when {end.when.text}", 1)


def _resource(words: Words, result: Settled) -> Iterator[Line]:
    id_ = result.key.split("/")[1] if result.type == "income" else ""
    if id_ in words.rules.resources:
        yield Line(f"{words.rules.resources[id_].title}: {_place(words, 'resources', id_)}", 1)


def _sections_used(words: Words, n: int) -> Iterator[Line]:
    """Events and reactions whose lines took effect."""
    again, result = words.again(words.account.within[n]), words.account.result(n)
    paths = (again.line_of(n, i) for i in range(len(result.effects)))
    for path in dict.fromkeys(path[:2] for path in paths if path and path[0] in SECTIONS):
        what = SECTIONS[str(path[0])]
        yield Line(f"{what} {path[1]}: {_place(words, *path)}")


SECTIONS = {
    "events": "Event", "reactions": "Reaction of publics to", "publics": "What publics make of",
    "chances": "In nobody's hands:",
}  # fmt: skip
"""Sections of the rulebook whose entries are named with what they did, and how."""
OWNERS = {
    "orders": "outcome", "events": "event", "reactions": "reaction", "msel": "inject",
    "publics": "publics", "chances": "chance",
}  # fmt: skip
"""Section of the rulebook or scenario to what a line of it belongs to, in a word."""


def place_words(words: Words, path: Path) -> str:
    """`northeast-asia.yaml:123 (event warning-shots)`; empty for no path, or one that is not in this copy."""
    if not path:
        return ""
    line = words.places.scenario(*path) if path[0] in ("msel", "ends") else words.places.rulebook(*path)
    owner = OWNERS.get(str(path[0]), "")
    name = str(path[3]) if path[0] == "orders" else str(path[1])
    if path[0] == "msel":
        name = words.rules.msel[int(path[1])].id
    return f"{line} ({owner} {name.replace('_', ' ')})" if line else ""


def _place(words: Words, *path: str | int) -> str:
    return _carried(words, "rulebook", words.places.rulebook(*path))


def _scenario(words: Words, *path: str | int) -> str:
    return _carried(words, "scenario", words.places.scenario(*path))


def _carried(words: Words, kind: str, line: str) -> str:
    carried = words.places.files.get(kind)
    return f"{line}, {kind} as carried in entry {carried.n}" if line and carried else f"the {kind}"
