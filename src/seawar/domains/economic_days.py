"""What a day does to trade under measures: flows come back, firms adapt, both sides lose.

It is worked out day by day within a turn, with rates taken as differences of running totals (`calendar.accrued`).
So eight turns of a week come to the same as one of two months. Closed formulas over the turn were refused: they
are right for one measure at a steady level, and wrong when two meet or one begins to fade.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field

from seawar.core.calendar import MINUTES_PER_DAY, MINUTES_PER_MONTH, accrued
from seawar.core.effects import AnyEffect, LedgerMoved, Raise
from seawar.core.facts import Facts
from seawar.core.mechanism import PER_MILLE, Ask
from seawar.domains.economic_programme import ProgrammeParams, delivered
from seawar.domains.economic_rows import Curb, MeasureParams, curbs, days_of_turn, joined, moved

DAYS_IN_FOUR_YEARS = 1461
NEVER = 10**9
"""A day that does not come."""


def monthly(rate: int, day: int) -> int:
    """What a rate per mean month brings on one day; over any run of days it sums to the rate."""
    return accrued(rate, MINUTES_PER_MONTH, day * MINUTES_PER_DAY, (day + 1) * MINUTES_PER_DAY, 0)


def rounded(part: int, whole: int) -> int:
    return (2 * part + whole) // (2 * whole)


@dataclass(slots=True)
class Held:
    """One measure while the days of a turn pass; what does not change is looked up once."""

    curb: Curb
    params: MeasureParams
    value: int
    """Yearly trade that it bears on, USD million."""
    ordered: bool
    floor: int
    """Per mille of the flow that it stops as long as it is ordered; 0 when it is not."""
    bites_from: int
    """Day from which firms replace what it withholds."""
    level: int
    """Per mille of the flow that it stops now."""

    def fade(self, day: int) -> None:
        """Towards what is still ordered; a measure never hardens by itself."""
        fades = self.params.fades
        self.level = max(self.floor, self.level - monthly(fades, day)) if fades else self.floor


def _held(curb: Curb, facts: Facts) -> Held:
    params, since = curb.params(facts), curb.row("since", facts)
    ordered = curb.row("ordered", facts) == facts.world.turn
    floor = curb.level(curb.row("grip", facts), facts) if ordered else 0
    bites_from = since + params.lead_days if since else NEVER
    return Held(curb, params, curb.value(facts), ordered, floor, bites_from, curb.row("curb", facts))


@dataclass(slots=True)
class Relation:
    """How far one seat depends on another for one good, while the days of a turn pass."""

    facts: Facts
    who: str
    on: str
    good: str
    held: list[Held] = field(default_factory=list)
    programmes: list[tuple[ProgrammeParams, int]] = field(default_factory=list)
    depends: int | None = None
    adapted: int = 0
    rooted: int = 0
    loss: int = 0
    own_loss: int = 0
    forgone: int = 0

    def __post_init__(self) -> None:
        rows = self.facts.world.ledgers
        known = (curb for curb in curbs(self.facts, self.on, self.who) if curb.good == self.good)
        self.held = [_held(curb, self.facts) for curb in known]
        self.depends = rows.get(joined("dependence", self.who, self.on, self.good))
        self.adapted, self.rooted = (rows.get(joined(name, self.who, self.on, self.good), 0) for name in _REPLACED)
        start = f"begun/{self.who}/{self.on}/"
        for key in sorted(key for key in rows if key.startswith(start) and rows[key]):
            type_, _, good = key[len(start) :].partition("/")
            if good == self.good:
                self.programmes.append((self.facts.rules.order_types[type_].params, rows[key]))

    def pass_days(self, days: range) -> None:
        bears = [[h for h in self.held if h.params.side == side and h.value] for side in ("exports", "imports")]
        for day in days:
            for held in self.held:
                held.fade(day)
            for params, begun in self.programmes:
                came = delivered(params, begun, day + 1) - delivered(params, begun, day)
                self.rooted += came if params.keeps else 0
                self.adapted += 0 if params.keeps else came
            self._adapt(day)
            for sided in bears:
                if sided:
                    self._lose(max(sided, key=lambda held: held.level))

    def _adapt(self, day: int) -> None:
        """Firms replace what is withheld, no more, and come back when nothing is."""
        if not any(held.level for held in self.held):
            back = monthly(max((held.params.rebounds for held in self.held), default=0), day)
            self.adapted = max(0, self.adapted - back)
            return
        rate = most = 0
        for held in self.held:
            if held.level and day >= held.bites_from:
                rate = max(rate, held.params.adapts)
                most = max(most, held.level * PER_MILLE // held.params.share)
        if self.adapted < most:
            self.adapted = min(most, self.adapted + monthly(rate, day))

    def _lose(self, hardest: Held) -> None:
        """Loss = value x dependence x (1 - adaptation), for the share of a year that a day is."""
        if not hardest.level:
            return
        depends = hardest.params.dependence if self.depends is None else self.depends
        forgone = rounded(hardest.value * hardest.level * 4, DAYS_IN_FOUR_YEARS)
        loss = rounded(forgone * depends * (PER_MILLE - min(PER_MILLE, self.adapted + self.rooted)), PER_MILLE**2)
        self.forgone += forgone
        self.loss += loss
        self.own_loss += rounded(loss * hardest.params.own_cost, PER_MILLE)

    def effects(self) -> Iterator[AnyEffect]:
        for held in self.held:
            yield from moved(self.facts, f"curb/{held.curb.rest}", held.level)
            if not held.ordered:
                yield from moved(self.facts, f"since/{held.curb.rest}", 0)
        for name, value in zip(_REPLACED, (self.adapted, self.rooted), strict=True):
            yield from moved(self.facts, joined(name, self.who, self.on, self.good), value)
        sums = (
            (f"forgone/{self.who}/{self.on}", self.forgone),
            (f"loss/{self.who}/{self.on}", self.loss),
            (f"diverted/{self.who}/{self.on}", self.forgone - self.loss),
            (f"loss/{self.on}/{self.who}", self.own_loss),
        )
        yield from (LedgerMoved(key, by) for key, by in sums if by)


_REPLACED = ("adapted", "rooted")
_WATCHED = ("curb", "adapted", "begun")


def relations(facts: Facts) -> Iterable[tuple[str, ...]]:
    """Who depends on whom for what, wherever a measure, its trace or a programme stands in the ledgers."""
    found: set[tuple[str, ...]] = set()
    for key, value in facts.world.ledgers.items():
        name, _, rest = key.partition("/")
        if value and name in _WATCHED:
            first, second, *parts = rest.split("/")
            goods = parts if name == "adapted" else parts[1:]
            found.add((second, first, *goods) if name == "curb" else (first, second, *goods))
    return sorted(found)


def pass_turn(subject: tuple[str, ...], facts: Facts) -> Generator[Ask, int, Iterable[AnyEffect | Raise]]:
    """The days of a turn for one seat that depends on another for one good.

    Method: each day the flow that is no longer withheld comes back at its measure's rate; firms replace what is
    withheld at a rate, after a lead time, and come back at another rate once nothing is; programmes deliver by
    their own calendar; what is forgone is the trade withheld, of which the loss is the dependent part that is not
    replaced, and the rest is placed elsewhere. Units: USD thousand, per mille, days; rates per mean month.
    Assumptions: 1. trade is even over the year; 2. of several measures on one flow the hardest counts; 3. nobody
    replaces more than is withheld, programmes apart; 4. prices do not move. Limits: no third country's loss; the
    income that a duty brings is not counted.
    """
    relation = Relation(facts, subject[0], subject[1], "".join(subject[2:]))
    relation.pass_days(days_of_turn(facts))
    return list(relation.effects())
    yield
