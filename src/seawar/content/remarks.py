"""What is sound in a scenario and still cannot be played as it was meant: told by `check`, never in the way of a game.

Few findings and certain ones, each under a name that stays the same, so that an author who means it can accept it with
a reason (`accepts:`). What `never` finds from a text alone is a problem and not told again here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from seawar.content.compile_rulebook import rulebook_names
from seawar.content.library import load
from seawar.content.packs import File
from seawar.content.reach import Reach
from seawar.content.scope import Findings, Path
from seawar.core.conditions import nearest
from seawar.core.mechanism import Domain
from seawar.core.rules import Inject, Rules
from seawar.domains import DOMAINS

LEAST_TYPES = 3
"""Order types that a seat may ever give in a segment; with fewer it sits there and waits. Assumption."""

RANKS = (
    "fixed-aim", "unreachable-end", "idle-seat", "no-habit", "unreachable-inject", "early-inject", "never-open",
    "unaffordable-order", "unread-question", "unused-accept",
)  # fmt: skip
"""Findings, the most serious first."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding."""

    name: str
    """`unreachable-inject/07`: what it is and of what; stays the same while the scenario does."""
    path: Path
    """Where in the document."""
    message: str
    """What was found, and what to do."""
    file: str = ""
    line: int = 0
    col: int = 0
    """Counted from 1; 0 before it was looked up."""

    @property
    def rank(self) -> int:
        return RANKS.index(self.name.partition("/")[0])

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.col}: {self.name}: {self.message}"


@dataclass(frozen=True, slots=True)
class Remarked:
    """All findings on one scenario."""

    open: tuple[Remark, ...]
    """Most serious first."""
    accepted: tuple[Remark, ...]


def remarks(path: File, domains: tuple[Domain, ...] = DOMAINS) -> Remarked:
    """The findings on a scenario file that loads; of one that only calibrates the rules, none."""
    loaded = load(str(path), domains)
    doc = loaded.scenario.doc
    if doc.calibration and doc.session is None:
        return Remarked((), ())
    known = rulebook_names(loaded.rulebook.doc, domains, Findings())[0].known
    found = found_in(loaded.rules, Reach(loaded.rules, known, (doc, loaded.rulebook.doc)))
    accepted = {entry.finding for entry in doc.accepts}
    left = [remark for remark in found if remark.name not in accepted] + list(_unused(doc, found))
    marks = loaded.scenario.marks() if left else None
    placed = []
    for remark in left:
        mark = marks.value(remark.path) if marks else None
        line, col = (mark.line, mark.col) if mark else (0, 0)
        placed.append(Remark(remark.name, remark.path, remark.message, loaded.scenario.name, line, col))
    placed.sort(key=lambda remark: (remark.rank, remark.line, remark.col, remark.name))
    return Remarked(tuple(placed), tuple(remark for remark in found if remark.name in accepted))


def _unused(doc: Any, found: list[Remark]) -> Iterator[Remark]:
    names = {remark.name for remark in found}
    for i, entry in enumerate(doc.accepts):
        if entry.finding not in names:
            near = nearest(entry.finding, names)
            message = f"there is no such finding{near or '; take it out'}"
            yield Remark(f"unused-accept/{entry.finding}", ("accepts", i, "finding"), message)


def found_in(rules: Rules, reach: Reach) -> list[Remark]:
    """Every finding, each name once."""
    found = chain(
        _injects(rules, reach), _ends(rules, reach), _aims(rules, reach), _orders(rules, reach),
        _hands(rules, reach), _idle(rules, reach), _no_habits(rules),
        _unread(rules),
    )  # fmt: skip
    unique: dict[str, Remark] = {}
    for remark in found:
        unique.setdefault(remark.name, remark)
    return list(unique.values())


def _injects(rules: Rules, reach: Reach) -> Iterator[Remark]:
    """What never fires: all that is left when nothing more can be fired by what fires already."""
    reach.unfired = {inject.id for inject in rules.msel}
    before = -1
    while before != len(reach.unfired):
        before = len(reach.unfired)
        reach.unfired -= {inject.id for inject in rules.msel if _can_fire(inject, reach)}
    for i, inject in enumerate(rules.msel):
        first, last = reach.turns_after(inject.at)
        if inject.id in reach.unfired and first > last:
            message = "is due after the last turn is over; set an earlier time"
            yield Remark(f"unreachable-inject/{inject.id}", ("msel", i, "at"), message)
        elif inject.when is None and 0 < inject.at < rules.segments[0].start:
            message = "is due before the first turn begins, and so it comes with that; set a later time"
            yield Remark(f"early-inject/{inject.id}", ("msel", i, "at"), message)
        elif inject.id in reach.unfired and inject.when is not None:
            message = _never(inject.when.text, "the inject never fires")
            yield Remark(f"unreachable-inject/{inject.id}", ("msel", i, "when"), message)


def _can_fire(inject: Inject, reach: Reach) -> bool:
    first, last = reach.turns_after(inject.at)
    return first <= last and (inject.when is None or reach.can_hold(inject.when, (first, last)))


def _ends(rules: Rules, reach: Reach) -> Iterator[Remark]:
    for end in rules.ends:
        if not reach.can_hold(end.when, (1, reach.last)):
            message = _never(end.when.text, "the exercise never ends so")
            yield Remark(f"unreachable-end/{end.id}", ("ends", end.id, "when"), message)


def _aims(rules: Rules, reach: Reach) -> Iterator[Remark]:
    for seat in rules.seats.values():
        for aim in seat.aims:
            if aim.met is None:
                continue
            name, path = f"fixed-aim/{seat.id}/{aim.id}", ("seats", seat.id, "aims", aim.id, "met")
            if not reach.can_hold(aim.met, (1, reach.last), seat.id):
                yield Remark(name, path, _never(aim.met.text, "the aim is never met"))
            elif not reach.can_fail(aim.met, (1, reach.last), seat.id):
                yield Remark(
                    name, path, f"in {aim.met.text!r}: it always holds here, so the aim is met whatever happens"
                )


def _never(text: str, so: str) -> str:
    return f"in {text!r}: with the turns, places and forces of this scenario it never holds, so {so}; change it"


def _orders(rules: Rules, reach: Reach) -> Iterator[Remark]:
    """Order types that nobody may ever give where they are on offer by name, or that a seat can never pay."""
    for i, segment in enumerate(rules.segments):
        for n, type_ in enumerate(rules.offered(i)):
            path: Path = ("segments", i, "orders", n) if segment.orders else ("segments", i)
            where = [k for k, other in enumerate(rules.segments) if type_ in other.orders]
            if where and not any(reach.may_give(seat, type_, k) for seat in rules.seats for k in where):
                message = f"{type_} is on offer, and no seat in play may ever give it; see what it asks, or take it out"
                yield Remark(f"never-open/{type_}", path, message)
            for seat in rules.seats:
                for resource, most, amount in reach.short_of(seat, type_):
                    if reach.may_give(seat, type_, i):
                        what = f"{type_} costs {amount} {resource}, of which {seat} never has more than {most}"
                        message = f"{what}; give it more at the start, or take the order type out"
                        yield Remark(f"unaffordable-order/{type_}/{seat}", path, message)


def _hands(rules: Rules, reach: Reach) -> Iterator[Remark]:
    for i, segment in enumerate(rules.segments):
        for seat, hand in segment.hand.items():
            for n, type_ in enumerate(hand):
                if not reach.may_give(seat, type_, i):
                    message = f"{type_} is in its hand there, and {seat} may never give it; take it out of the hand"
                    yield Remark(f"never-open/{type_}/{seat}", ("segments", i, "hand", seat, n), message)


def _idle(rules: Rules, reach: Reach) -> Iterator[Remark]:
    for i, segment in enumerate(rules.segments):
        for seat in rules.seats:
            types = [t for t in rules.offered(i) if reach.may_give(seat, t, i) and not [*reach.short_of(seat, t)]]
            if len(types) < LEAST_TYPES:
                few = f"{seat} may give {', '.join(types) or 'nothing'} there, fewer than {LEAST_TYPES} order types"
                message = f"{few}: put more on offer, or accept that it sits it out"
                yield Remark(f"idle-seat/{seat}/{segment.id}", ("segments", i), message)


def _no_habits(rules: Rules) -> Iterator[Remark]:
    for seat in rules.seats.values():
        if not seat.habits:
            message = "it has no habits, so a bot in this seat never seals an order; give it some under `habits:`"
            yield Remark(f"no-habit/{seat.id}", ("seats", seat.id), message)


def _unread(rules: Rules) -> Iterator[Remark]:
    served = {question for inject in rules.msel for question in inject.questions}
    served |= {question for card in rules.cards for question in card.questions}
    for question in rules.questions:
        if question not in served:
            message = "no inject and no card serves this question; name it there, or take it out"
            yield Remark(f"unread-question/{question}", ("questions", question), message)
