"""That what a measure costs does not depend on the length of moves, and that nothing is lost without one."""

from __future__ import annotations

from pathlib import Path

import pytest

from seawar.content.library import find, load
from seawar.core.orders import Order, Sheet
from seawar.core.view import View
from seawar.study.playout import playout

SCENARIO = find("dokdo-2019")
SEASON = "turns: 6\n    length: 2 months"


def loss_after_a_year(folder: Path, turns: str, seed: int, *, ordered: bool) -> tuple[int, int]:
    """What Korea and Japan lose in a year of licences, played in moves of this length."""
    text = SCENARIO.read_text(encoding="utf-8")
    assert SEASON in text
    scenario = folder / "year.yaml"
    scenario.write_text(text.replace(SEASON, turns), encoding="utf-8")
    rules = load(str(scenario)).rules

    def japan(view: View) -> Sheet:
        order = Order("japan", "economic.control", {"seat": "rok"}, stands=True)
        return Sheet("japan", view.turn, (order,) if view.turn == 11 and ordered else ())

    game = playout(rules, seed, {"japan": japan})
    ledgers = game.state.ledgers
    return ledgers.get("loss/rok/japan", 0), ledgers.get("loss/japan/rok", 0)


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_a_year_of_licences_costs_the_same_in_any_moves(tmp_path: Path, seed: int) -> None:
    """Six moves of two months or twelve of one: within a thousandth."""
    long = loss_after_a_year(tmp_path, SEASON, seed, ordered=True)
    short = loss_after_a_year(tmp_path, "turns: 12\n    length: 1 month", seed, ordered=True)
    assert all(a > 0 and abs(a - b) * 1000 <= a for a, b in zip(long, short, strict=True)), (long, short)


def test_without_a_measure_nothing_is_lost(tmp_path: Path) -> None:
    """No effect without a cause."""
    assert loss_after_a_year(tmp_path, SEASON, 1, ordered=False) == (0, 0)
