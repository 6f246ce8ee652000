"""A simple player: the scenario says what its seat tends to do, and it does one of those things.

It is given the rules and one view, never the state. Its choices are keyed draws under a seed of its own,
so that the same seat in the same situation plays the same game again, whatever the others do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from msgspec.structs import replace

from seawar.adjudicate.offers import offers
from seawar.adjudicate.validate import validate_sheet
from seawar.core.dice import Dice
from seawar.core.facts import Unknown
from seawar.core.orders import Order, Sheet
from seawar.core.rules import Habit, Rules
from seawar.core.view import View

IDLE = 25
"""Weight of giving no further order, against the weights of habits."""


class HabitBot:
    """Plays one seat by the habits that the scenario lists for it."""

    def __init__(self, rules: Rules, seat: str, seed: bytes) -> None:
        self.rules = rules
        self.seat = seat
        self.dice = Dice(hashlib.sha256(b"seawar-bot-v1\0" + seed + seat.encode()).digest())

    def plan(self, view: View) -> Sheet:
        """A sheet of legal orders, chosen from what this view offers."""
        facts = self.rules.facts(self.rules, view, self.seat)
        env: dict[str, str | int] = {"self": self.seat, "turn": view.turn}
        live = [habit for habit in self.rules.seats[self.seat].habits if _holds(habit, facts, env)]
        choices = self._choices(view, live)
        chosen: list[Order] = []
        for slot in range(self.rules.orders_per_turn):
            order = self._pick(view, choices, slot)
            if order is None:
                break
            sheet = Sheet(self.seat, view.turn, (*chosen, order))
            if not validate_sheet(self.rules, view, sheet):
                chosen.append(order)
            choices = [(o, w) for o, w in choices if o.type != order.type]
        return Sheet(self.seat, view.turn, tuple(chosen))

    def _choices(self, view: View, live: Iterable[Habit]) -> list[tuple[Order, int]]:
        """Legal orders that some habit asks for, each with its habit's weight."""
        by_type: dict[str, list[Habit]] = {}
        for habit in live:
            by_type.setdefault(habit.order, []).append(habit)
        found: dict[str, tuple[Order, int]] = {}
        for order in offers(self.rules, view, tuple(by_type)):
            for habit in by_type[order.type]:
                if _fits(habit, order):
                    formed = _formed(habit, order)
                    if formed.key not in view.standing:
                        found.setdefault(formed.key, (formed, habit.weight))
        return list(found.values())

    def _pick(self, view: View, choices: list[tuple[Order, int]], slot: int) -> Order | None:
        """One of them by weight, or nothing."""
        total = sum(weight for _, weight in choices) + IDLE
        drawn = self.dice.below(("choose", view.turn, slot), total)
        for order, weight in choices:
            drawn -= weight
            if drawn < 0:
                return order
        return None


def _holds(habit: Habit, facts: object, env: dict[str, str | int]) -> bool:
    try:
        return bool(habit.when(facts, env))
    except Unknown:
        return False


def _fits(habit: Habit, order: Order) -> bool:
    targets = all(order.targets.get(name) == id_ for name, id_ in habit.targets.items())
    return targets and (not habit.partners or habit.partners == order.partners)


def _formed(habit: Habit, order: Order) -> Order:
    openness = habit.openness
    return replace(order, ceiling=habit.ceiling, stands=habit.stands, openness=openness)
