"""The rows that trade is kept in: who curbs which flow, how firmly, and what both sides have lost.

A curb is one measure of one seat against one other, on one good or on all trade. It has a row of its own for each
order type, so that what remains of a measure that nobody orders any more is still known by its parameters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal, NamedTuple

from annotated_types import Ge, Le

from seawar.core.calendar import MINUTES_PER_DAY
from seawar.core.effects import AnyEffect, LedgerMoved, StandingEnded
from seawar.core.facts import Facts
from seawar.core.mechanism import PER_MILLE, Ledger
from seawar.core.orders import Order

PerMille = Annotated[int, Ge(0), Le(1000)]


@dataclass(frozen=True, slots=True)
class MeasureParams:
    """Which flow a measure curbs, how much of it, and how both sides take it."""

    side: Literal["exports", "imports"] = "exports"
    """Whether the sender holds back what it sells to the target, or keeps out what it buys from it."""
    signed: Literal["openly", "by-nobody"] = "openly"
    """Whether there is an act that a court can look at."""
    aimed: Literal["at-one", "at-all"] = "at-one"
    """Whether it is a move in a quarrel; what falls on all sellers or buyers alike is not settled with one of them."""
    share: Annotated[int, Ge(1), Le(1000)] = 1000
    """Per mille of the flow that it covers."""
    force: Annotated[int, Ge(1), Le(1000)] = 1000
    """Per mille of what it covers that stops when it is applied to the letter."""
    firm: PerMille = 600
    """Per mille that officials apply it firmly, half of that to the letter; else half is let through. Assumption."""
    dependence: PerMille = 900
    """Per mille of the target's business that it cannot place elsewhere at once, unless the scenario says so."""
    own_cost: PerMille = 300
    """Per mille of the target's loss that the sender's own firms lose. Assumption."""
    lead_days: Annotated[int, Ge(0), Le(3650)] = 0
    """Days before the target's firms begin to replace anything."""
    adapts: PerMille = 80
    """Per mille of the need that the target's firms replace in a mean month, up to what is withheld. Assumption."""
    fades: PerMille = 0
    """Per mille of the flow that comes back in a mean month once nobody orders it any more; 0: all of it at once."""
    rebounds: PerMille = 10
    """Per mille of the need for which, in a mean month, they come back to the old supplier afterwards. Assumption."""


class Curb(NamedTuple):
    """One measure: by whom, against whom, of which order type, on which good (empty: all trade)."""

    sender: str
    target: str
    type: str
    good: str

    @property
    def rest(self) -> str:
        return "/".join(part for part in self if part)

    def params(self, facts: Facts) -> MeasureParams:
        params: MeasureParams = facts.rules.order_types[self.type].params
        return params

    def row(self, ledger: str, facts: Facts) -> int:
        return facts.world.ledgers.get(f"{ledger}/{self.rest}", 0)

    def value(self, facts: Facts) -> int:
        """Yearly trade that it bears on, USD million."""
        ways = (self.sender, self.target) if self.params(facts).side == "exports" else (self.target, self.sender)
        return facts.world.ledgers.get(joined("trade", *ways, self.good), 0)

    def level(self, grip: int, facts: Facts) -> int:
        """Per mille of the flow that it stops at a grip."""
        params = self.params(facts)
        return params.share * params.force * grip // PER_MILLE**2


def joined(*parts: str) -> str:
    """A row's key; an empty good is left out."""
    return "/".join(part for part in parts if part)


def curb_of(order: Order) -> Curb:
    return Curb(order.seat, order.targets["seat"], order.type, order.targets.get("good", ""))


def curbs(facts: Facts, sender: str, target: str) -> Iterator[Curb]:
    """Every measure that one has taken against the other, past ones whose flow has come back included."""
    start = f"curb/{sender}/{target}/"
    for key in sorted(key for key in facts.world.ledgers if key.startswith(start)):
        type_, _, good = key[len(start) :].partition("/")
        yield Curb(sender, target, type_, good)


def today(facts: Facts) -> int:
    """The number of the day on which the turn begins."""
    return facts.world.now // MINUTES_PER_DAY


def days_of_turn(facts: Facts) -> range:
    """The days that end within the turn: any split of a span into turns has the same days."""
    return range(today(facts), facts.world.until // MINUTES_PER_DAY)


def moved(facts: Facts, ledger: str, to: int) -> Iterator[AnyEffect]:
    """The effect that brings a row to a value, where it is not there yet."""
    by = to - facts.world.ledgers.get(ledger, 0)
    if by:
        yield LedgerMoved(ledger, by)


def ended(curb: Curb, facts: Facts) -> Iterator[AnyEffect]:
    """A measure ends within the turn, whoever still orders it."""
    yield from moved(facts, f"lifted/{curb.rest}", facts.world.turn)
    key = joined(curb.type, curb.sender, curb.target, curb.good)
    if key in facts.world.standing:
        yield StandingEnded(key)


def pressure(facts: Facts, sender: str, target: str, good: str, side: str) -> int:
    """Per mille of a flow that the sender's measures stop now: the hardest of them counts."""
    rows = (c for c in curbs(facts, sender, target) if c.good == good and c.params(facts).side == side)
    return max((curb.row("curb", facts) for curb in rows), default=0)


def flow(facts: Facts, exporter: str, importer: str, good: str) -> int:
    """Per mille of the ordinary trade that passes now."""
    held = pressure(facts, exporter, importer, good, "exports")
    return PER_MILLE - max(held, pressure(facts, importer, exporter, good, "imports"))


def replaced(facts: Facts, who: str, on: str, good: str) -> int:
    """Per mille of what `who` needed of `on` that it has replaced, for good or for the time being."""
    rows = (facts.world.ledgers.get(joined(name, who, on, good), 0) for name in ("adapted", "rooted"))
    return min(PER_MILLE, sum(rows))


def supplied(facts: Facts, who: str, on: str, good: str) -> int:
    """Per mille of what `who` needs that `on` supplies, after what has been replaced."""
    depends = facts.world.ledgers.get(joined("dependence", who, on, good), 0)
    return depends * (PER_MILLE - replaced(facts, who, on, good)) // PER_MILLE


LEDGERS = (
    Ledger("trade", "all", "Yearly exports of one seat to another, of one good or of all, in USD million."),
    Ledger("dependence", "all", "Per mille of a seat's business in a good that hangs on another seat."),
    Ledger("curb", "all", "Per mille of a flow that a measure stops now."),
    Ledger("grip", "own", "Per mille to which a measure is applied."),
    Ledger("since", "own", "Number of the day since which a measure is in force; 0 when it is not.", holds="day"),
    Ledger("ordered", "own", "Turn in which a measure was last ordered.", holds="turn"),
    Ledger("lifted", "all", "Turn in which a measure was ended by a deal, a ruling or its sender.", holds="turn"),
    Ledger("adapted", "all", "Per mille of what a seat needed of another that it has replaced for the time being."),
    Ledger("rooted", "all", "Per mille of what a seat needed of another that it has replaced for good."),
    Ledger("begun", "all", "Number of the day from which a programme's lead time runs.", holds="day"),
    Ledger("forgone", "all", "Trade that measures of the second seat have kept the first from, in USD thousand."),
    Ledger("diverted", "all", "How much of it the first has placed or bought elsewhere, in USD thousand."),
    Ledger("loss", "all", "What trade measures between two seats have cost the first, in USD thousand."),
    Ledger("spent", "all", "What programmes against dependence have cost a seat, in USD million."),
    Ledger("conceded", "all", "How often the first seat has given way to the second in a settlement."),
    Ledger("case", "all", "Number of the day on which a trade case was filed; 0 when none is pending.", holds="day"),
    Ledger("projects", "all", "Projects in third countries that were given to a seat."),
)
