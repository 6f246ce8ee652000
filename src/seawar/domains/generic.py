"""The mechanisms that belong to no domain: a contest of odds, and what simply takes effect."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le, Len

from seawar.core.facts import Facts
from seawar.core.mechanism import PER_MILLE, Ask, Case, Chance, Domain, Mechanism, Outcome, Step
from seawar.domains.odds import two_dice

PerMille = Annotated[int, Ge(0), Le(1000)]
Row = Annotated[tuple[PerMille, ...], Len(5, 5)]

ROWS = (-3, 3)
"""Nets that the tables have rows for."""
CONTEST_BANDS = ("setback", "minor setback", "stalemate", "success", "decisive")


@dataclass(frozen=True, slots=True)
class ContestParams:
    """An odds table: one row for each net modifier from -3 to +3."""

    table: Annotated[tuple[Row, ...], Len(7, 7)] = (
        (300, 300, 250, 130, 20),
        (220, 270, 270, 200, 40),
        (150, 230, 270, 280, 70),
        (100, 180, 260, 350, 110),
        (60, 130, 230, 420, 160),
        (30, 90, 190, 470, 220),
        (15, 55, 140, 500, 290),
    )
    """Per mille of setback, minor setback, stalemate, success and decisive. The default is an assumption."""

    def __post_init__(self) -> None:
        for net, row in zip(range(-3, 4), self.table, strict=False):
            if sum(row) != PER_MILLE:
                raise ValueError(f"the row for net {net:+} sums to {sum(row)}; its five shares make {PER_MILLE}")


def _contest(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """A five-band contest.

    Method: a row of an odds table is picked by the net modifier, held to -3..+3, and one draw picks the
    band, as in the odds tables of seminar games (see the rulebook for each table's source).
    Assumptions: 1. modifiers add; 2. nobody opposes by name: opposition is a modifier.
    """
    del facts
    (entrant,) = case.entrants
    row = min(3, max(-3, entrant.net)) + 3
    pick = yield Chance("contest", CONTEST_BANDS, entrant.type.params.table[row])
    return Outcome((CONTEST_BANDS[pick],))


@dataclass(frozen=True, slots=True)
class NoParams:
    """Nothing to set."""


def _done(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """What is wholly in the seat's own hands takes effect as ordered, without dice."""
    del case, facts
    return Outcome(("done",))
    yield Chance("never", ("done",), (1000,))


def _sign(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """What two seats do together takes effect when both have sealed it, without dice; alone it is void."""
    return _done(case, facts)


def _argue(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """An argued order: the action, its reasons, and two dice.

    Method: the matrix-game roll. Two dice make 7 or more with 1 added for each strong reason and 1 taken for each
    strong reason against; the umpire marks them. 17, 28, 42, 58, 72, 83, 92 % for -3 to +3.
    Assumptions: 1. a reason is strong or counts nothing; 2. marks beyond 3 either way count no more.
    """
    del facts
    (entrant,) = case.entrants
    pick = yield Chance("argument", ("succeeds", "fails"), two_dice(entrant.net))
    return Outcome((("succeeds", "fails")[pick],))


def _free(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """A free order: nothing is computed, the umpire decides."""
    del case, facts
    return Outcome(("undecided",))
    yield Chance("never", ("undecided",), (1000,))


def _weigh(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """One decision that can go two ways, weighed by its modifiers.

    Method: two dice make 7 or more with the net added, held to -3..+3 (17 to 92 %).
    Assumptions: 1. modifiers add; 2. at even odds it is as the two dice have it, 58 %.
    """
    del facts
    (entrant,) = case.entrants
    pick = yield Chance("decision", ("holds", "fails"), two_dice(entrant.net))
    return Outcome((("holds", "fails")[pick],))


CONTESTED = Mechanism("contested", Step.ACT, ContestParams, (), CONTEST_BANDS, _contest, net=ROWS)
CERTAIN = Mechanism("certain", Step.ACT, NoParams, (), ("done",), _done)
CONSENTED = Mechanism("consented", Step.CONSENT, NoParams, (), ("done",), _sign)
ARGUED = Mechanism("argued", Step.ACT, NoParams, (), ("succeeds", "fails"), _argue, words="reasons")
FREE = Mechanism("free", Step.ACT, NoParams, (), ("undecided", "granted", "partly", "refused"), _free, words="action")

WEIGHED_MEANS = (("holds", "the dice make 7 or more: it goes as ordered"), ("fails", "the dice make less than 7"))
WEIGHED = Mechanism("weighed", Step.ACT, NoParams, (), ("holds", "fails"), _weigh, net=ROWS, meanings=WEIGHED_MEANS)

GENERIC = Domain("generic", mechanisms=(CONTESTED, WEIGHED, CERTAIN, CONSENTED, ARGUED, FREE))
