"""Ends, and how far each seat met its aims. There is no single winner."""

from __future__ import annotations

from seawar.core import schedule
from seawar.core.effects import AnyEffect, Ended, Raise
from seawar.core.results import Settled
from seawar.core.rules import Rules
from seawar.core.state import State

Draft = tuple[Settled, list[AnyEffect | Raise]]


def ends(rules: Rules, state: State) -> list[Draft]:
    """The first declared end whose condition holds, or the last turn being over."""
    if state.ended:
        return []
    facts = rules.facts(rules, state)
    for end in rules.ends:
        if end.when(facts, {"turn": state.turn}):
            return [(Settled(f"end/{end.id}", 9, "end", subject=end.id), [Ended(end.id)])]
    if schedule.upcoming(rules, state) is None:
        return [(Settled("end/last-turn", 9, "end", subject="last-turn"), [Ended("last-turn")])]
    return []


def aims_met(rules: Rules, state: State, seat: str) -> dict[str, bool | None]:
    """Aim to met, not met, or None where the umpire must judge."""
    facts = rules.facts(rules, state, seat)
    env: dict[str, str | int] = {"self": seat, "turn": state.turn}
    return {aim.id: (bool(aim.met(facts, env)) if aim.met else None) for aim in rules.seats[seat].aims}
