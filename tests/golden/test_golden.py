"""A whole game of each scenario, word for word: the truth, and what each seat saw.

When rules or wording change on purpose, look at the difference and then renew the text:

    SEAWAR_GOLDEN=write pytest tests/golden
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from seawar.bots.habit import HabitBot
from seawar.content.library import load, names
from seawar.core.state import UMPIRE
from seawar.replay.text import as_text
from seawar.table.opening import new_table
from seawar.table.sink import Memory

HERE = Path(__file__).parent
SEED = 7


def playthrough(name: str) -> str:
    """The game by bots under rehearsal dice, as the umpire and then as each seat reads it."""
    loaded = load(name)
    table = new_table(loaded, seed=SEED, now=lambda: 0)
    bots = {seat: HabitBot(loaded.rules, seat, table.seed) for seat in loaded.rules.seats}
    while not table.state.ended:
        table.open_turn()
        for seat, bot in bots.items():
            table.seal(f"{table.state.turn}-{seat}", bot.plan(table.view(seat)))
        table.settle()
        table.release()
    table.close()
    assert isinstance(table.sink, Memory)
    entries = list(enumerate(table.sink.entries))
    parts = []
    for reader in (UMPIRE, *loaded.rules.seats):
        lines = as_text(loaded.rules, entries, reader)
        parts.append(f"==== {reader} ====\n" + "\n".join(line for line in lines if "  state " not in line))
    return "\n\n".join(parts) + "\n"


@pytest.mark.parametrize("name", names())
def test_a_game_reads_as_it_did(name: str) -> None:
    """The same seed tells the same story, to the letter, to the umpire and to every seat."""
    kept = HERE / f"{name}.txt"
    told = playthrough(name)
    if os.environ.get("SEAWAR_GOLDEN") == "write":
        kept.write_text(told, encoding="utf-8")
    assert told == kept.read_text(encoding="utf-8")
