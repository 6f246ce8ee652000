"""Airfields by area: whose they are, how many, how long they have been shut, and spreading aircraft over more."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import Literal

from seawar.core.conditions import Function
from seawar.core.effects import AnyEffect, LedgerMoved, Raise
from seawar.core.facts import Facts
from seawar.core.mechanism import (
    PER_MILLE,
    Ask,
    Case,
    Chance,
    Entrant,
    FactFunction,
    Ledger,
    Mechanism,
    Outcome,
    Step,
)


def holder(area: str, facts: Facts) -> str:
    """Whose fields they are: of the seat that has a row for them, else of the one that holds the area."""
    rows = (seat for seat in sorted(facts.rules.seats) if f"airfields/{seat}/{area}" in facts.world.ledgers)
    return next(rows, facts.area(area).held_by)


def places(area: str, facts: Facts) -> int:
    """Airfields, or nodes, that the area stands for, with those that its aircraft have been spread to."""
    seat, rows = holder(area, facts), facts.world.ledgers
    return max(1, rows.get(f"airfields/{seat}/{area}", 1)) + rows.get(f"dispersed/{seat}/{area}", 0)


@dataclass(frozen=True, slots=True)
class DisperseParams:
    """Which way aircraft go."""

    way: Literal["out", "home"] = "out"
    """To the fields that may be used beside their own, or back."""


def spread(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """Aircraft of an area are spread over the fields that may be used beside their own, or brought home.

    Method: no dice; the attacker has so many more fields to shut (B.5: about 70 % less closure). Assumption: it is
    done before anything is fired in the turn. Limits: no cost in sorties beyond the order's own.
    """
    (entrant,) = case.entrants
    return Outcome(("moved" if _fields(entrant, facts) else "nowhere",))
    yield Chance("never", ("moved",), (PER_MILLE,))


def _fields(entrant: Entrant, facts: Facts) -> int:
    """Fields by which the order changes what is in use."""
    seat, area = entrant.order.seat, entrant.order.targets["area"]
    spare = facts.world.ledgers.get(f"spare-fields/{seat}/{area}", 0)
    used = facts.world.ledgers.get(f"dispersed/{seat}/{area}", 0)
    return max(0, spare - used) if entrant.type.params.way == "out" else -used


def go(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """The fields in use beside the own ones."""
    del outcome
    (entrant,) = case.entrants
    if bands == ("moved",):
        row = f"dispersed/{entrant.order.seat}/{entrant.order.targets['area']}"
        yield LedgerMoved(row, _fields(entrant, facts))


DISPERSE = Mechanism("air.disperse", Step.CONSENT, DisperseParams, ("area",), ("moved", "nowhere"), spread, go)


def _row(ledger: str, doc: str) -> FactFunction:
    """A function that reads a seat's row for an area; a row that a view may not hold is unknown."""
    name = ledger.replace("-", "_")
    return FactFunction(
        Function(f"{name}_at", ("seat", "area"), doc),
        lambda facts, seat, area: facts.row(ledger, seat, area),
    )


ROWS = (
    ("airfields", "all", "Airfields, or nodes, of a seat that an area stands for; none named is one."),
    ("spare-fields", "all", "Fields over which a seat may spread the aircraft of an area."),
    ("dispersed", "all", "Fields over which it has spread them."),
    ("missiles", "own", "Missiles of a seat that are told off for an area."),
    ("interceptors", "own", "Interceptors of a seat that defend an area."),
    ("closed-fighters", "all", "Hours that a seat's fields in an area have been shut to fighters."),
    ("closed-tankers", "all", "Hours that a seat's fields in an area have been shut to tankers."),
    ("closed-civil", "all", "Hours that a seat's civil nodes in an area have been out of use."),
)
FIELD_LEDGERS = (
    *(Ledger(name, seen_by, doc, by="area") for name, seen_by, doc in ROWS),
    Ledger("fired", "own", "Missiles that a seat has fired."),
)
FIELD_FUNCTIONS = tuple(_row(name, doc) for name, _, doc in ROWS)
