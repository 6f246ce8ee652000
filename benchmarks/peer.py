"""The peer: the Python package `diplomacy`, its full loop for one phase of a standard game.

It is the nearest thing to this engine that is widely used: sealed orders of seven powers, settled together.
The full loop asks for the legal orders, gives each power's to the game, which checks them, and settles the
phase. The orders are random legal ones, the same in every run of the same number.
"""

from __future__ import annotations

import importlib
import random
from typing import Any

from benchmarks.timing import Piece

MISSING = "diplomacy is not importable, so order_vs_diplomacy is not measured: pip install -e '.[bench]', or make bench"


def installed() -> bool:
    try:
        importlib.import_module("diplomacy")
    except ImportError:
        return False
    return True


def phases(run: int) -> Piece:
    """A new game, one phase a piece; counts orders."""
    made: Any = importlib.import_module("diplomacy").Game()
    chance = random.Random(run)

    def piece(_: int) -> int:
        possible = made.get_all_possible_orders()
        given = 0
        for power in made.powers:
            places = [place for place in made.get_orderable_locations(power) if possible[place]]
            orders = [chance.choice(possible[place]) for place in places]
            made.set_orders(power, orders)
            given += len(orders)
        made.process()
        return given

    return piece
