"""Red lines as rules: a seat is told when one is crossed, on what it knows itself."""

from __future__ import annotations

from collections.abc import Generator, Iterable

from seawar.core.conditions import YES_NO, Function
from seawar.core.effects import AnyEffect, LedgerMoved, Raise, Reported
from seawar.core.facts import Facts, Unknown
from seawar.core.mechanism import Ask, FactFunction, Ledger, Step, Upkeep
from seawar.core.state import Report, State
from seawar.core.view import view_for
from seawar.domains.diplomatic_publics import followed

TEXT = "A red line of ours has been crossed: {line}"


def _crossing(facts: Facts) -> Iterable[tuple[str, ...]]:
    """Red lines that hold good no longer: their condition is first met on what the seat knows."""
    assert isinstance(facts.world, State), "red lines are watched in the truth"
    for id_, seat in sorted(facts.rules.seats.items()):
        left = [line for line in seat.watched if not facts.world.ledgers.get(f"crossed/{id_}/{line.id}")]
        if left and facts.world.turn:
            known = facts.rules.facts(facts.rules, view_for(facts.rules, facts.world, id_), id_)
            for line in left:
                try:
                    if line.when(known, {"self": id_, "turn": facts.world.turn}):
                        yield id_, line.id
                except Unknown:
                    continue


def _cross(subject: tuple[str, ...], facts: Facts) -> Generator[Ask, int, Iterable[AnyEffect | Raise]]:
    """A red line counts as crossed once, when its condition first holds on what its seat knows.

    Method: the condition is asked of the seat's own view, so that only what is public or was learned counts; then
    the seat is told, the white cell with it, and the rulebook's rules `crossed` follow. Units: boxes of tracks.
    Assumptions: 1. what the government knows its public knows of; 2. a line is crossed once for the whole game.
    Limits: what happens in the last step of a turn is noticed in the next.
    """
    id_, line_id = subject
    line = next(line for line in facts.rules.seats[id_].watched if line.id == line_id)
    told = Report((id_,), facts.world.until, "Cabinet", TEXT, {"line": line.text})
    env: dict[str, str | int] = {"self": id_, "turn": facts.world.turn}
    return [LedgerMoved(f"crossed/{id_}/{line_id}", 1), Reported(told), *followed("crossed", facts, env)]
    yield


def _crossed(facts: Facts, seat: str, line: str) -> int:
    return int(facts._ledger("crossed", seat, f"crossed/{seat}/{line}") > 0)


LEDGERS = (Ledger("crossed", "own", "Whether a red line of a seat has been crossed, to its knowledge."),)
FUNCTIONS = (
    FactFunction(
        Function("crossed", ("seat", "red_line"), "Whether that red line of the seat has been crossed.", range=YES_NO),
        _crossed,
    ),
)
UPKEEP = (Upkeep("diplomatic.red-line", Step.CLOSE, _crossing, _cross),)
