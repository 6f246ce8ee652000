"""Which forces go: those that an order names, else the one that is there first; no force goes twice."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from seawar.core.facts import Facts
from seawar.core.orders import Order
from seawar.core.rules import Rules
from seawar.core.state import Force, State
from seawar.core.view import View


def muster(rules: Rules, world: State | View, orders: Sequence[Order]) -> list[Order]:
    """The same orders, in the same order, with the forces filled in that each sends.

    Named forces are told off first, then those for a named contact, then the rest by order key, so that
    who sealed first does not matter. An order that finds no free force of its kind is left without.
    """
    taken: set[str] = set()
    told: dict[str, tuple[str, ...]] = {}
    wanting = [order for order in orders if rules.order_types[order.type].force_kind]
    if not wanting:
        return list(orders)
    for order in sorted(wanting, key=lambda o: (not o.forces, "contact" not in o.targets, o.key)):
        facts = rules.facts(rules, world, order.seat)
        ready = dict(facts.ready(order.seat, rules.order_types[order.type].force_kind))
        free = {id_: force for id_, force in ready.items() if id_ not in taken}
        told[order.key] = _named(order, free) if order.forces else _first_there(order, free, facts)
        taken.update(told[order.key])
    return [_told_off(order, told[order.key], taken) if order.key in told else order for order in orders]


def _told_off(order: Order, forces: tuple[str, ...], taken: set[str]) -> Order:
    """The order with its forces; reinforcements that are promised elsewhere are left out of its branches."""
    branches = []
    for branch in order.branches:
        free = tuple(sorted({id_ for id_ in branch.forces if id_ not in taken}))
        taken.update(free)
        branches.append(replace(branch, forces=free))
    return replace(order, forces=forces, branches=tuple(branches))


def _named(order: Order, free: dict[str, Force]) -> tuple[str, ...]:
    return tuple(sorted({id_ for id_ in order.forces if id_ in free}))


def _first_there(order: Order, free: dict[str, Force], facts: Facts) -> tuple[str, ...]:
    """The quickest to the area; where the order has none, the largest."""
    area = order.targets.get("area")
    if area is None:
        best = max(free, key=lambda id_: (free[id_].count, id_), default=None)
    else:
        best = min(free, key=lambda id_: (facts.minutes_to(free[id_], area), id_), default=None)
    return () if best is None else (best,)
