"""The turns of a cut that people are told of and do not play: history's own orders, through the ordinary rules."""

from __future__ import annotations

from seawar.adjudicate.historical import historical_sheet
from seawar.core.rulings import Ruling
from seawar.table.table import Table

AUTHOR, REASON = "history", "accepted as computed while history is read in"


def read_in(table: Table) -> None:
    """Play them, from wherever the table stands in them; on record like every other turn."""
    for turn in table.rules.plan.read_in:
        over = table.state.turn > turn or (table.state.turn == turn and table.phase == "review")
        if not over and not table.state.ended:
            _turn(table, turn)


def _turn(table: Table, turn: int) -> None:
    if table.state.turn < turn:
        table.open_turn()
    for seat in table.waiting_for():
        table.seal(f"history-{turn}", historical_sheet(table.rules, table.view(seat))[0])
    resolution = table.settle()
    computed = {settled.key: settled.band for _, step in resolution.steps for settled in step}
    for key in resolution.waiting:
        table.rule(Ruling(key, computed[key], REASON, AUTHOR))
    table.release()
