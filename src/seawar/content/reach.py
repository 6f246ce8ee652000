"""What can ever come about in one scenario: the search of `never`, told its turns, its map, its forces.

`never` judges a condition by its text alone, before it is known who plays where. Here is added what no game can
change: which turns there are, who holds and claims a place, who is party to what, how many units a seat has. What is
found so is certain; silence is not. Refused: playing it out, as `rehearse` does, which proves nothing impossible.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import product
from typing import Any

from seawar.content.never import Interval, Known, calls, can_fail, can_hold
from seawar.core import calendar, schedule
from seawar.core.conditions import Condition
from seawar.core.rules import OrderType, Rules

OF_PLACES = ("holds", "claims", "in_zone")
"""Questions about an area and a seat that the map answers once and for all."""
OF_AREAS = ("disputed", "overlaps")


class Reach:
    """One scenario. `docs` are its document and its rulebook's, in which gifts of a resource are looked for."""

    def __init__(self, rules: Rules, known: Known, docs: Collection[Any]) -> None:
        self.rules = rules
        self.known = known
        self.docs = docs
        self.slots = [schedule.slot_of(rules, turn) for turn in range(1, self.last + 1)]
        self.unfired: set[str] = set()
        """Injects known never to fire."""

    @property
    def last(self) -> int:
        """The number of the last turn."""
        return sum(segment.turns for segment in self.rules.segments)

    def turns(self, segment: int) -> Interval:
        """First and last turn of a segment."""
        before = sum(one.turns for one in self.rules.segments[:segment])
        return before + 1, before + self.rules.segments[segment].turns

    def turns_after(self, instant: int) -> Interval:
        """First and last turn in which something due at an instant may come; empty where that is after the end."""
        first = next((slot.turn for slot in self.slots if slot.until > instant), self.last + 1)
        return first, self.last

    def can_hold(
        self, asked: Condition, turns: Interval, seat: str = "", targets: Mapping[str, str] | None = None
    ) -> bool:
        """Whether it can hold in one of these turns, for `seat` as self."""
        return can_hold(asked.text, self._narrowed(asked.text, turns, seat), self._bound(seat, targets))

    def can_fail(self, asked: Condition, turns: Interval, seat: str = "") -> bool:
        """Whether it can fail in one of these turns, for `seat` as self."""
        return can_fail(asked.text, self._narrowed(asked.text, turns, seat), self._bound(seat, None))

    @staticmethod
    def _bound(seat: str, targets: Mapping[str, str] | None) -> dict[str, str]:
        return ({"self": seat} if seat else {}) | dict(targets or {})

    def _narrowed(self, text: str, turns: Interval, seat: str) -> Known:
        """What is known of its atoms here and in these turns."""
        here: dict[str, Interval] = {"turn": turns}
        for call in calls(text):
            name = f"{call.function}({', '.join(call.args)})"
            if call.function == "gone" and call.args[0].isdigit():
                gone = int(call.args[0])
                here[name] = (int(turns[0] > gone), int(turns[1] > gone))
            elif call.function == "fired" and call.args[0].strip("'") in self.unfired:
                here[name] = (0, 0)
            elif call.function == "own" and seat:
                here[name] = (0, self._units(seat, call.args[0].strip("'")))
        return replace(self.known, ranges={**self.known.ranges, **self._settled, **here})

    def _units(self, seat: str, kind: str) -> int:
        forces = self.rules.start.forces.values()
        return sum(force.count for force in forces if force.seat == seat and force.kind == kind)

    @cached_property
    def _settled(self) -> dict[str, Interval]:
        """Questions that the map and the agreements answer once and for all, as conditions write them."""
        facts = self.rules.facts(self.rules, self.rules.start)
        found: dict[str, int] = {}
        for area in self.rules.map.areas:
            for function in OF_AREAS:
                found[f"{function}({area!r})"] = getattr(facts, f"fn_{function}")(area)
            for function, seat in product(OF_PLACES, self.rules.seats):
                found[f"{function}({area!r}, {seat!r})"] = getattr(facts, f"fn_{function}")(area, seat)
        for pact, seat in product(self.rules.agreements, self.rules.seats):
            found[f"party({pact!r}, {seat!r})"] = facts.fn_party(pact, seat)
        return {name: (answer, answer) for name, answer in found.items()}

    # Orders.

    def may_give(self, seat: str, type_: str, segment: int) -> bool:
        """Whether a seat may ever give an order of the type in a segment, whatever it costs."""
        kind = self.rules.order_types[type_]
        if type_ not in self.rules.offered(segment) or (kind.seats and seat not in kind.seats):
            return False
        if kind.force_kind and not self._units(seat, kind.force_kind):
            return False
        if not all(self._candidates(seat, of) for _, of in kind.targets if of != "contact"):
            return False
        return kind.when is None or self._open(kind, kind.when, seat, self.turns(segment))

    def _open(self, kind: OrderType, when: Condition, seat: str, turns: Interval) -> bool:
        """Whether its condition can hold for some choice of the targets that it asks about."""
        asked = [(name, of) for name, of in kind.targets if name in when.names and of != "contact"]
        choices = product(*(self._candidates(seat, of) for _, of in asked))
        names = [name for name, _ in asked]
        return any(self.can_hold(when, turns, seat, dict(zip(names, chosen, strict=True))) for chosen in choices)

    def _candidates(self, seat: str, of: str) -> tuple[str, ...]:
        """Every id of a target kind that the seat may ever name; contacts come up in play."""
        rules = self.rules
        there: dict[str, Collection[str]] = {
            "area": rules.map.areas, "agreement": rules.agreements, "matter": rules.matters, "good": rules.goods,
            "seat": [other for other in rules.seats if other != seat],
            "route": [route.id for route in rules.map.routes.values() if seat in route.seats],
        }  # fmt: skip
        return tuple(there.get(of, ()))

    def short_of(self, seat: str, type_: str) -> Iterator[tuple[str, int, int]]:
        """Each resource of which the order type costs more than the seat can ever have: its id, that, and the cost."""
        for resource, amount in self.rules.order_types[type_].cost:
            most = self.most(seat, resource)
            if amount > most:
                yield resource, most, amount

    def most(self, seat: str, resource: str) -> int:
        """The most that a seat can have of a resource at one time."""
        declared = self.rules.resources[resource]
        if self.rules.negotiation is not None or any(_gives(doc, resource) for doc in self.docs):
            return declared.cap
        begun, over = self.slots[0].now, self.slots[-1].now
        income = calendar.accrued(declared.income, declared.per_minutes, begun, over, begun) if declared.income else 0
        return min(declared.cap, self.rules.start.resources[f"{resource}/{seat}"] + income)


def _gives(value: Any, resource: str) -> bool:
    """Whether some line anywhere within gives of the resource."""
    if isinstance(value, dict):
        gain = value.get("gain")
        if isinstance(gain, dict) and gain.get("resource") == resource and gain.get("by", 0) > 0:
            return True
        return any(_gives(part, resource) for part in value.values())
    return isinstance(value, list) and any(_gives(part, resource) for part in value)
