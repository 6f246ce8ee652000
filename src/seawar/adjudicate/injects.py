"""The MSEL: which injects are due, and what each does."""

from __future__ import annotations

from seawar.core.effects import AnyEffect, InjectFired, Raise, Reported
from seawar.core.results import Settled
from seawar.core.rules import Inject, Rules
from seawar.core.state import Report, State

Draft = tuple[Settled, list[AnyEffect | Raise]]


def is_due(inject: Inject, rules: Rules, state: State) -> bool:
    """Its time falls before this turn ends, and its condition, if it has one, holds."""
    if inject.id in state.fired or inject.id in state.skipped:
        return False
    if inject.at and inject.at >= state.until:
        return False
    facts = rules.facts(rules, state)
    return inject.when is None or bool(inject.when(facts, {"turn": state.turn}))


def due(rules: Rules, state: State) -> list[Draft]:
    return [fire(inject, rules, state) for inject in rules.msel if is_due(inject, rules, state)]


def fire(inject: Inject, rules: Rules, state: State) -> Draft:
    """The inject reaches its seats, and its effects happen."""
    facts = rules.facts(rules, state)
    at = max(inject.at, state.now)
    wishes: list[AnyEffect | Raise] = [
        InjectFired(inject.id, state.turn),
        Reported(Report(inject.to, at, inject.source, inject.text)),
    ]
    for make in inject.effects:
        wishes.extend(make(facts, {"self": "", "turn": state.turn}))
    return Settled(f"inject/{inject.id}", 1, "inject", subject=inject.id), wishes
