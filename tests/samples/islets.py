"""The full exercise, compiled, and short ways to give its seats orders in a season."""

from __future__ import annotations

from functools import cache
from typing import Any

from samples.strait import dice, sheets
from seawar.adjudicate.turn import Resolution, open_turn, resolve
from seawar.content.library import load
from seawar.core.orders import Order
from seawar.core.rules import Rules
from seawar.core.state import State

NAME = "dokdo-2019"
SEASON = 11
"""The first turn of the season, two months long."""


@cache
def islets() -> Rules:
    return load(NAME).rules


def season() -> State:
    """The season's first turn, open for planning, with nothing of the morning left to come."""
    rules = islets()
    eve = rules.start.copy()
    eve.turn = SEASON - 1
    eve.now = eve.until = rules.segments[1].start - 1
    eve.fired = {inject.id: 1 for inject in rules.msel}
    return open_turn(rules, eve).state


def order(seat: str, type_: str, targets: dict[str, str] | None = None, **more: Any) -> Order:
    return Order(seat, type_, targets or {}, **more)


def settle(state: State, *orders: Order, number: int = 1) -> Resolution:
    return resolve(islets(), state, sheets(*orders, turn=state.turn), {}, dice(islets(), number))
