"""What the form of a ruling is drawn from: reasons and marks, what they are worth, and who would read what."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from msgspec.structs import replace

from seawar.adjudicate.argued import argued
from seawar.core.effects import ContactMade, ContactSeen, Reported
from seawar.core.orders import Order
from seawar.core.results import Settled
from seawar.core.rules import OrderType, Rules
from seawar.core.rulings import Method, Ruling
from seawar.errors import OrderRefused
from seawar.net.wire import Pending
from seawar.replay.wording import Known, sentence
from seawar.tui.truth import Truth

IDENTIFIED = 2
"""Level from which a contact's type and number are known."""


@dataclass(frozen=True, slots=True)
class Point:
    """One reason, for or against."""

    text: str
    """As a mark names it: with whose it is, when it is against."""
    worth: int
    """+1 for, -1 against: what a strong one counts."""


@dataclass(frozen=True, slots=True)
class Read:
    """One line that one audience will read."""

    to: str
    """A seat, or `public`."""
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Sight:
    """All that the form is drawn from."""

    rules: Rules
    truth: Truth
    pending: Pending
    result: Settled
    ruling: Ruling
    points: tuple[Point, ...] = ()
    reads: Mapping[str, tuple[Read, ...]] = field(default_factory=dict)
    """Outcome to what would be read with it: one that is set, or each that the dice may bring."""
    wrong: str = ""
    """Why it cannot stand as it is."""

    @property
    def kind(self) -> OrderType:
        return self.rules.order_types[self.result.type]

    @property
    def weighed(self) -> bool:
        """Whether reasons are marked."""
        return self.kind.mechanism.words == "reasons"

    @property
    def base(self) -> int:
        """The net without marks."""
        ruled = self.truth.rulings.get(self.result.key)
        return self.result.net - sum(mark for mark, _ in ruled.marks) if ruled else self.result.net

    @property
    def net(self) -> int:
        return self.base + sum(mark for mark, _ in self.ruling.marks)

    @property
    def thrown(self) -> bool:
        """Whether the dice have decided it with these marks."""
        ruled = self.truth.rulings.get(self.result.key)
        return bool(
            ruled and ruled.method == "dice" and self.ruling.method == "dice" and ruled.marks == self.ruling.marks
        )

    @property
    def same(self) -> bool:
        """Whether all of it is on record."""
        return self.truth.rulings.get(self.result.key) == self.ruling


def order_of(truth: Truth, result: Settled) -> Order | None:
    """The order behind a result, if it is one of this turn or a standing one."""
    sheet = truth.sheets.get(result.seat)
    key = "/".join((result.type, result.seat, *result.targets.values()))
    sealed = next((order for order in sheet.orders if order.key == key), None) if sheet else None
    return sealed or truth.state.standing.get(key)


def name_of(rules: Rules, pending: Pending, result: Settled) -> str:
    """The name by which seats are asked about an argued result; empty for any other."""
    named = argued(rules, pending.results)
    return next((name for name, known in named.items() if known.key == result.key), "")


def points(rules: Rules, truth: Truth, pending: Pending, result: Settled) -> tuple[Point, ...]:
    """The seat's own reasons, then those that others gave against."""
    order = order_of(truth, result)
    own = order.argument.reasons if order and order.argument else ()
    found = [Point(reason, 1) for reason in own if reason.strip()]
    for entry in truth.asked.against(name_of(rules, pending, result)):
        found.append(Point(f"{rules.seats[entry.seat].short}: {entry.reason}", -1))
    return tuple(found)


def begun(rules: Rules, truth: Truth, pending: Pending, result: Settled, kept: Ruling | None) -> Ruling:
    """What the form begins with: what was being made, what is on record, or the result as computed."""
    words = rules.order_types[result.type].mechanism.words
    method: Method = "dice" if words == "reasons" else "umpire"
    fresh = Ruling(result.key, "" if words else result.result, "", method=method)
    return with_points(kept or truth.rulings.get(result.key) or fresh, points(rules, truth, pending, result))


def with_points(ruling: Ruling, found: tuple[Point, ...]) -> Ruling:
    """With a mark for each reason; one that came since counts nothing yet."""
    marks = {because: mark for mark, because in ruling.marks}
    return replace(ruling, marks=tuple((marks.get(point.text, 0), point.text) for point in found))


def look(
    rules: Rules, truth: Truth, pending: Pending, result: Settled, ruling: Ruling, weigh: Callable[[Ruling], Pending]
) -> Sight:
    """All that the form shows of a ruling; `weigh` says what would come of it."""
    found = points(rules, truth, pending, result)
    sight = Sight(rules, truth, pending, result, ruling, found)
    bands = sight.kind.mechanism.bands if ruling.method == "dice" else ()
    if ruling.band or sight.thrown:
        bands = (ruling.band or result.band,)
    reads: dict[str, tuple[Read, ...]] = {}
    wrong = ""
    for band in bands:
        tried = replace(ruling, band=band, method="" if ruling.method == "dice" else ruling.method)
        try:
            reads[band] = tuple(_reads(rules, truth, weigh(tried), tried))
        except OrderRefused as refused:
            wrong = str(refused)
    return dataclasses.replace(sight, reads=reads, wrong=wrong)


def _reads(rules: Rules, truth: Truth, pending: Pending, ruling: Ruling) -> Iterator[Read]:
    """What is told with a result, and with the encounter that it is part of; the umpire's own words apart."""
    result = next(result for result in pending.results if result.key == ruling.result)
    shared = [r for r in pending.results if result.subject and r.subject == result.subject and not r.seat]
    own = list(ruling.effects)
    for effect in (e for r in (*shared, result) for e in r.effects):
        if effect in own:
            own.remove(effect)
        elif isinstance(effect, Reported):
            for to in effect.report.to:
                known = _known_to(truth, pending, to)
                yield Read(to, effect.report.source, sentence(rules, known, effect.report))


def _known_to(truth: Truth, pending: Pending, to: str) -> Known:
    """Contacts as an audience will know them: words of the umpire's must not tell a seat what it has not seen."""
    if to not in truth.eyes:
        return {}
    seen = {
        effect.id
        for result in pending.results
        for effect in result.effects
        if isinstance(effect, ContactSeen) and effect.seat == to and effect.level == IDENTIFIED
    }
    new = {e.id: e.contact for r in pending.results for e in r.effects if isinstance(e, ContactMade)}
    identified = {id_: contact for id_, contact in {**truth.teller.memory, **new}.items() if id_ in seen}
    return {**truth.eyes[to].contacts, **identified}
