"""A player with a brief: what its seat tends to do, leaned on by a temperament and by aims that are not met yet.

It is given the rules and one view, never the state. Its choices are keyed draws under a seed of its own,
so that the same seat in the same situation plays the same game again, whatever the others do. Looking several
moves ahead was refused: a facilitator who reads its sheet should see in a moment why it was sealed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from msgspec.structs import replace

from seawar.adjudicate.preview import preview
from seawar.adjudicate.validate import candidates, validate, validate_sheet
from seawar.bots.temperament import TEMPERAMENTS
from seawar.core.conditions import Condition
from seawar.core.dice import Dice
from seawar.core.facts import Facts, Unknown
from seawar.core.mechanism import PER_MILLE
from seawar.core.orders import Order, Sheet
from seawar.core.rules import Rules
from seawar.core.seats import Habit
from seawar.core.view import View

IDLE = 25
"""Weight of letting an order be, against the weights of habits."""
PRESSING = 3
"""How many times its weight a habit has while the aim that it serves is not met."""
FRUITLESS = ("late", "quiet", "grounded", "setback", "minor setback", "stalemate")
"""Bands after which nothing was gained."""
DANGEROUS = ("unsafe", "lost")


@dataclass(frozen=True, slots=True)
class Wish:
    """An order that a habit asks for, and how strongly."""

    order: Order
    habit: Habit
    urge: int


class HabitBot:
    """Plays one seat by its habits and aims; without a temperament named, by the one that its scenario gives it."""

    def __init__(self, rules: Rules, seat: str, seed: bytes, temperament: str = "") -> None:
        self.rules = rules
        self.seat = seat
        self.temper = TEMPERAMENTS[temperament or rules.seats[seat].temperament]
        self.talk = Dice(hashlib.sha256(b"seawar-bots-talk-v1\0" + seed).digest())
        """The same for every seat: what is in the air, as between staffs that talk before they sign."""
        self.dice = Dice(hashlib.sha256(b"seawar-bot-v1\0" + seed + seat.encode()).digest())

    def plan(self, view: View) -> Sheet:
        """A sheet of legal orders: of each order type at most one, those wanted most first."""
        wishes: dict[str, list[Wish]] = {}
        for wish in self._wishes(view):
            wishes.setdefault(wish.order.type, []).append(wish)
        sheet = Sheet(self.seat, view.turn)
        for type_, alike in sorted(wishes.items(), key=lambda item: (-sum(w.urge for w in item[1]), item[0])):
            if drawn := self._drawn(view.turn, type_, alike):
                intent = sheet.intent or self._intent(drawn.habit)
                longer = replace(sheet, orders=(*sheet.orders, drawn.order), intent=intent)
                if not validate_sheet(self.rules, view, longer) and self._can_spare(view, longer):
                    sheet = longer
        return sheet

    def _wishes(self, view: View) -> Iterator[Wish]:
        """Every legal order that a habit asks for now and that may come to something."""
        facts = self.rules.facts(self.rules, view, self.seat)
        aims = {aim.id: self._holds(aim.met, facts) for aim in self.rules.seats[self.seat].aims}
        seen: set[str] = set()
        for habit in self.rules.seats[self.seat].habits:
            if habit.weight and self._comes(habit, view.turn) and self._holds(habit.when, facts):
                for order in self._formed(habit, view):
                    urge = self._urge(habit, order, view, aims)
                    if urge and order.key not in seen:
                        seen.add(order.key)
                        yield Wish(order, habit, urge)

    def _comes(self, habit: Habit, turn: int) -> bool:
        """Whether it comes to mind this turn; what takes two comes to the minds of all in the same turn."""
        dice = self.talk if habit.partners else self.dice
        return habit.comes >= PER_MILLE or dice.below(("mind", turn, habit.order), PER_MILLE) < habit.comes

    def _holds(self, condition: Condition | None, facts: Facts) -> bool | None:
        """Whether it holds; None where this seat cannot know, or the umpire judges."""
        try:
            return bool(condition(facts, {"self": self.seat, "turn": facts.world.turn})) if condition else None
        except Unknown:
            return None

    def _formed(self, habit: Habit, view: View) -> Iterator[Order]:
        """The habit's order with each choice of the targets that it leaves open, where it is legal."""
        kind = self.rules.order_types[habit.order]
        open_to = [
            (habit.targets[name],) if name in habit.targets else candidates(self.rules, view, of)
            for name, of in kind.targets
        ]
        for chosen in product(*open_to):
            order = Order(
                self.seat, kind.id, {name: id_ for (name, _), id_ in zip(kind.targets, chosen, strict=True)},
                ceiling=self.temper.ceiling(habit.ceiling), openness=habit.openness,
                partners=habit.partners, stands=habit.stands, rationale=habit.why,
            )  # fmt: skip
            if order.key not in view.standing and not validate(self.rules, view, order):
                yield order

    def _urge(self, habit: Habit, order: Order, view: View, aims: dict[str, bool | None]) -> int:
        """The habit's weight, leaned on by temperament, by the aims at stake and by the odds."""
        kind = self.rules.order_types[order.type]
        urge = habit.weight * self.temper.leaning(kind, habit.mood) // 100
        if aims.get(habit.serves) is False:
            urge *= PRESSING
        if habit.risks and aims.get(habit.risks) is not False:
            urge = urge * self.temper.risking // 100
        return urge * self._promise(order, view) // PER_MILLE

    def _promise(self, order: Order, view: View) -> int:
        """Per mille of its urge that the odds leave, midway between the ends of what the seat cannot know."""
        odds, quiet = preview(self.rules, view, order), self.rules.order_types[order.type].mechanism.quiet
        fruitless, danger = (
            sum(odds.worst.get(band, 0) + odds.best.get(band, 0) for band in bands) // 2
            for bands in (() if order.stands else {*FRUITLESS, quiet}, DANGEROUS)
        )
        return max(0, PER_MILLE - fruitless - danger * self.temper.care)

    def _drawn(self, turn: int, type_: str, alike: list[Wish]) -> Wish | None:
        """One of the wishes by its urge, or none."""
        drawn = self.dice.below(("choose", turn, type_), sum(wish.urge for wish in alike) + IDLE)
        for wish in alike:
            drawn -= wish.urge
            if drawn < 0:
                return wish
        return None

    def _can_spare(self, view: View, sheet: Sheet) -> bool:
        """Whether the reserve is left untouched by all but orders that calm."""
        kinds = [self.rules.order_types[order.type] for order in sheet.orders]
        spent: dict[str, int] = {}
        for resource, amount in (cost for kind in kinds if not kind.calms for cost in kind.cost):
            spent[resource] = spent.get(resource, 0) + amount
        return all(
            view.resources.get(f"{id_}/{self.seat}", 0) - amount
            >= self.rules.resources[id_].cap * self.temper.reserve // 100
            for id_, amount in spent.items()
        )

    def _intent(self, habit: Habit) -> str:
        """The aim that the most wanted order serves, in the brief's own words."""
        aims = {aim.id: aim.text for aim in self.rules.seats[self.seat].aims}
        return aims.get(habit.serves, habit.why)
