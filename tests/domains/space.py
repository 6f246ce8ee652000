"""A whole domain in one file: satellites look down, and look worse as they grow old."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le

from seawar.core.conditions import Function
from seawar.core.effects import AnyEffect, LedgerMoved, Raise
from seawar.core.facts import Facts
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


@dataclass(frozen=True, slots=True)
class ImageParams:
    """How well a satellite sees."""

    clear: Annotated[int, Ge(0), Le(900)] = 500
    """Chance of a clear image, per mille."""


def _image(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    del facts
    (entrant,) = case.entrants
    clear = min(PER_MILLE, max(0, entrant.type.params.clear + 50 * entrant.net))
    cloudy = yield Chance("image", ("clear", "cloudy"), (clear, PER_MILLE - clear))
    return Outcome(("cloudy" if cloudy else "clear",))


def _count(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    del outcome, facts
    if bands == ("clear",):
        yield LedgerMoved(f"images/{case.entrants[0].order.seat}", 1)


def _ageing(facts: Facts) -> Iterable[tuple[str, ...]]:
    return ((seat,) for seat in facts.rules.seats)


def _age(subject: tuple[str, ...], facts: Facts) -> Generator[Ask, int, Iterable[AnyEffect | Raise]]:
    del facts
    (seat,) = subject
    sound = yield Chance("wear", ("worn", "sound"), (100, 900))
    return () if sound else (LedgerMoved(f"wear/{seat}", 1),)


def _images(facts: Facts, seat: str) -> int:
    return facts.fn_tally("images", seat)


SPACE = Domain(
    "space",
    mechanisms=(Mechanism("space.image", Step.ACT, ImageParams, ("area",), ("clear", "cloudy"), _image, _count),),
    functions=(FactFunction(Function("images", ("seat",), "Clear images that a seat has taken."), _images),),
    ledgers=(
        Ledger("images", "own", "Clear images that a seat has taken."),
        Ledger("wear", "umpire", "How worn a seat's satellites are."),
    ),
    upkeep=(Upkeep("space.age", Step.CLOSE, _ageing, _age),),
)
