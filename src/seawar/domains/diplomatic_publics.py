"""What publics make of their own government's giving way, and of insults from another seat."""

from __future__ import annotations

from collections.abc import Generator, Iterable

from seawar.core import calendar
from seawar.core.conditions import YES_NO, Function
from seawar.core.effects import AnyEffect, LedgerMoved, Raise
from seawar.core.facts import Absent, Facts
from seawar.core.mechanism import Ask, FactFunction, Ledger, Step, Upkeep

Wishes = Iterable[AnyEffect | Raise]
PENDING = ("gives", "slights", "deed", "saw")
"""Ledgers that hold what was done in this turn and are empty in the next."""


def rows(facts: Facts, ledger: str) -> list[tuple[str, ...]]:
    """What the keys of a ledger's rows name, where they hold something, in the order of the alphabet."""
    return [
        tuple(key.split("/")[1:])
        for key, value in sorted(facts.world.ledgers.items())
        if value and key.startswith(f"{ledger}/")
    ]


def to(facts: Facts, value: int, *key: str) -> Iterable[LedgerMoved]:
    """A row set to a value; nothing where it stands there already."""
    name = "/".join(key)
    if by := value - facts.world.ledgers.get(name, 0):
        yield LedgerMoved(name, by)


def followed(name: str, facts: Facts, env: dict[str, str | int]) -> Wishes:
    """What the rulebook says that publics make of it: each rule whose condition holds."""
    facts.me = str(env["self"])
    for rule in facts.rules.publics.get(name, ()):
        try:
            holds = rule.when is None or rule.when(facts, env)
        except Absent:
            holds = 0
        if holds:
            for make in rule.effects:
                yield from make(facts, env)


def between(seat: str, other: str, facts: Facts) -> dict[str, str | int]:
    return {"self": seat, "other": other, "turn": facts.world.turn}


def _gave(facts: Facts) -> Iterable[tuple[str, ...]]:
    return rows(facts, "gives") if facts.rules.publics else ()


def _conceded(subject: tuple[str, ...], facts: Facts) -> Generator[Ask, int, Wishes]:
    """A public reacts to its own government's giving way to another, once a turn for each other seat.

    Method: an order type says whom it gives way to; where its outcome tells the public, the rulebook's rules
    `conceded` follow for its own seat. Units: boxes of tracks. Assumptions: 1. what is kept secret costs nothing;
    2. giving way twice to one seat in one turn is read as once. Limits: what leaks later is not read again.
    """
    seat, other = subject
    return list(followed("conceded", facts, between(seat, other, facts)))
    yield


def _slighted(facts: Facts) -> Iterable[tuple[str, ...]]:
    return rows(facts, "slights") if facts.rules.publics else ()


def _insulted(subject: tuple[str, ...], facts: Facts) -> Generator[Ask, int, Wishes]:
    """A public reacts to an insult from another seat, and minds for a while to give way to that one.

    Method: an order type says whom it insults; where its outcome tells the public, the rulebook's rules `insulted`
    follow for the one insulted, and the affront lasts for the rulebook's time by the calendar. Units: boxes of
    tracks; minutes. Assumptions: 1. a new insult starts the time again and does not add to it; 2. all insults weigh
    alike, beyond what their own order type says.
    """
    by, seat = subject
    until = calendar.add(facts.world.now, facts.rules.affront, facts.rules.zone)
    env = between(seat, by, facts)
    return [*followed("insulted", facts, env), *to(facts, until, "affront", seat, by)]
    yield


def _done_with(facts: Facts) -> Iterable[tuple[str, ...]]:
    if any(rows(facts, ledger) for ledger in PENDING):
        yield ("",)


def _cleared(subject: tuple[str, ...], facts: Facts) -> Generator[Ask, int, Wishes]:
    """What was done in this turn has been read by everybody who will; the next turn begins without it."""
    del subject
    return [made for ledger in PENDING for row in rows(facts, ledger) for made in to(facts, 0, ledger, *row)]
    yield


def _affronted(facts: Facts, seat: str, by: str) -> int:
    return int(facts.world.ledgers.get(f"affront/{seat}/{by}", 0) > facts.world.now)


LEDGERS = (
    Ledger("gives", "umpire", "Giving way in this turn, before publics have read of it."),
    Ledger("slights", "umpire", "Insults of this turn, before publics have read of them."),
    Ledger(
        "affront", "all", "Until when a seat minds an insult by another, as an instant in minutes.", holds="instant"
    ),
)
FUNCTIONS = (
    FactFunction(
        Function(
            "affronted", ("seat", "seat"), "Whether the seat still minds a public insult by the other.", range=YES_NO
        ),
        _affronted,
    ),
)
UPKEEP = (
    Upkeep("diplomatic.concession", Step.PUBLIC, _gave, _conceded),
    Upkeep("diplomatic.insult", Step.PUBLIC, _slighted, _insulted),
    Upkeep("diplomatic.stale", Step.CLOSE, _done_with, _cleared),
)
