"""Programmes: what takes years to build, alone or with a partner, and what others may then count on.

One mechanism serves all six areas of cooperation; an area is an order type of the rulebook, and its level is what
modifiers of any domain ask for. A model of each technology was refused: none has a public outcome to be held against,
so each would be an opinion with more decimals.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le

from seawar.core import calendar
from seawar.core.conditions import COUNT, Function
from seawar.core.effects import AnyEffect, LedgerMoved, Raise, Reported
from seawar.core.facts import Facts, Unknown
from seawar.core.mechanism import (
    PER_MILLE,
    Ask,
    Case,
    Chance,
    Domain,
    FactFunction,
    Ledger,
    Mechanism,
    Outcome,
    Step,
    Upkeep,
)
from seawar.core.rules import OrderType
from seawar.core.state import Report
from seawar.domains.air_fields import holder

BANDS = ("on_schedule", "slipping")
MOST_LEVEL = 3
"""Steps of one area that a seat can have. Assumption."""
Months = Annotated[int, Ge(0), Le(240)]


@dataclass(frozen=True, slots=True)
class BuildParams:
    """What is built, by when, and how much of it."""

    builds: str = ""
    """The order type whose level it raises; empty for this very one."""
    months: Annotated[int, Ge(1), Le(240)] = 24
    """Calendar months from the order to delivery. Assumption."""
    steps: Annotated[int, Ge(1), Le(3)] = 1
    """Steps of the level that it delivers. Assumption."""
    slips: Annotated[int, Ge(0), Le(1000)] = 300
    """Per mille that it is late. Assumption."""
    slip_months: Months = 12
    """Calendar months by which it is late then. Assumption."""


def _rows(seat: str, programme: str, facts: Facts) -> Iterable[tuple[int, int]]:
    """Date and steps of each delivery, past or to come; a row without a date was there before the first turn."""
    if facts.blind and seat != facts.me:
        raise Unknown
    row = f"programme/{seat}/{programme}"
    for key, steps in facts.world.ledgers.items():
        if key == row or key.startswith(f"{row}/"):
            yield int(key[len(row) + 1 :] or 0), steps


def level(facts: Facts, programme: str, seat: str) -> int:
    """Steps delivered by now, by the calendar."""
    return min(MOST_LEVEL, sum(steps for day, steps in _rows(seat, programme, facts) if day <= facts.world.now))


def level_at(facts: Facts, programme: str, area: str) -> int:
    """The same of the seat whose fields or works an area holds; nothing where they are nobody's."""
    seat = holder(area, facts)
    return level(facts, programme, seat) if seat else 0


def building(facts: Facts, programme: str, seat: str) -> int:
    """Steps under way."""
    return sum(steps for day, steps in _rows(seat, programme, facts) if day > facts.world.now)


def build(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """A programme is begun; its day of delivery is settled with it.

    Method: lead time by the calendar, and one draw for whether it slips. Units: calendar months, per mille.
    Assumptions:
    1. lead times, slips and steps are the rulebook's, all of them ours; 2. steps add, three at the most; 3. with a
    partner each side gets the whole. Limits: uncalibrated, since no area has a public outcome to test against;
    nothing is cancelled half-way, and what it costs is paid when it begins.
    """
    del facts
    (entrant,) = case.entrants
    slips = entrant.type.params.slips
    late = yield Chance("schedule", BANDS, (PER_MILLE - slips, slips))
    return Outcome((BANDS[late],))


def begin(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """The delivery is entered under its date, so that whoever asks later needs no clock but the calendar."""
    del outcome
    (entrant,) = case.entrants
    params = entrant.type.params
    months = params.months + (params.slip_months if bands == ("slipping",) else 0)
    day = calendar.add(facts.world.now, calendar.Duration(months=months), facts.rules.zone)
    yield LedgerMoved(f"programme/{entrant.order.seat}/{params.builds or entrant.type.id}/{day}", params.steps)


BUILD = Mechanism("programme.build", Step.CONSENT, BuildParams, (), BANDS, build, begin)


def _due(facts: Facts) -> Iterable[tuple[str, ...]]:
    """Deliveries whose day falls in this turn."""
    for key in sorted(facts.world.ledgers):
        if key.startswith("programme/") and key.count("/") > 2:
            _, seat, programme, day = key.split("/")
            if facts.world.now < int(day) <= facts.world.until:
                yield seat, programme, day


def _deliver(subject: tuple[str, ...], facts: Facts) -> Generator[Ask, int, Iterable[AnyEffect | Raise]]:
    """The seat is told on the day; the level is there by the calendar whether or not anybody tells."""
    seat, programme, day = subject
    kind = facts.rules.order_types.get(programme)
    args = {"programme": kind.title if kind else programme}
    return (Reported(Report((seat,), int(day), "Ministry", "Delivered: {programme}.", args)),)
    yield


def is_area(kind: OrderType) -> bool:
    """Whether an order type is a programme of its own; one done together raises the level of such a one."""
    return kind.mechanism.name == BUILD.name and not kind.params.builds


PROGRAMMES = Domain(
    "programme",
    mechanisms=(BUILD,),
    functions=(
        FactFunction(
            Function("level", ("order", "seat"), "Steps of a programme that a seat has, 0 to 3.", range=(0, 3)), level
        ),
        FactFunction(
            Function(
                "level_at",
                ("order", "area"),
                "The same of the seat whose fields or works are in the area.",
                range=(0, 3),
            ),
            level_at,
        ),
        FactFunction(
            Function("building", ("order", "seat"), "Steps of a programme under way with a seat.", range=COUNT),
            building,
        ),
    ),
    ledgers=(
        Ledger(
            "programme",
            "own",
            "Steps of a programme, by the instant of delivery if that is after the start.",
            by="order",
            orders=is_area,
            most=MOST_LEVEL,
        ),
    ),
    upkeep=(Upkeep("programme.deliver", Step.CLOSE, _due, _deliver, by_date=True),),
)
