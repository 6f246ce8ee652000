"""The MSEL: which injects are due, what each does, and what the umpire makes of it."""

from __future__ import annotations

from seawar.core.effects import (
    AnyEffect,
    InjectEdited,
    InjectFired,
    InjectFreed,
    InjectHeld,
    InjectSkipped,
    Raise,
    Reported,
)
from seawar.core.improvised import Improvised
from seawar.core.orders import Directive
from seawar.core.results import Settled
from seawar.core.rules import Inject, Rules
from seawar.core.state import Report, State

Draft = tuple[Settled, list[AnyEffect | Raise]]


def is_due(inject: Inject, rules: Rules, state: State) -> bool:
    """Its time falls before this turn ends, and its condition, if it has one, holds."""
    if inject.id in state.fired or inject.id in state.skipped or inject.id in state.held:
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
        Reported(Report(inject.to, at, inject.source, state.edited.get(inject.id, inject.text))),
    ]
    for make in inject.effects:
        wishes.extend(make(facts, {"self": "", "turn": state.turn}))
    if inject.id in state.held:
        wishes.insert(0, InjectFreed(inject.id))
    return Settled(f"inject/{inject.id}", 1, "inject", subject=inject.id), wishes


def directed(rules: Rules, state: State, directive: Directive) -> Draft:
    """What the umpire's word does to one inject, whether or not it is due."""
    id_ = directive.inject
    settled = Settled(f"inject/{id_}/{directive.do}", 1, "inject", subject=id_)
    match directive.do:
        case "fire":
            return fire(next(inject for inject in rules.msel if inject.id == id_), rules, state)
        case "hold":
            return settled, [InjectHeld(id_, directive.reason)]
        case "free":
            return settled, [InjectFreed(id_)]
        case "skip":
            return settled, [InjectSkipped(id_, directive.reason)]
        case "edit":
            return settled, [InjectEdited(id_, directive.text)]


def improvised(state: State, inject: Improvised) -> Draft:
    """An inject that is not of the scenario reaches its seats, and its effects happen."""
    told = Reported(Report(inject.to, state.now, inject.source, inject.text))
    settled = Settled(f"inject/{inject.id}", 1, "inject", subject=inject.id)
    return settled, [InjectFired(inject.id, state.turn), told, *inject.effects]
