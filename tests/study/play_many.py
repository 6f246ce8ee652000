"""Play many games, fold each again from its recorded effects, and print a digest of how all of them ended."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import msgspec

from seawar.content.library import compile_sources
from seawar.content.read import Source
from seawar.core.apply import apply_all
from seawar.core.results import Settled
from seawar.core.state import State, state_hash
from seawar.study.playout import Playout, playout

SAMPLES = Path(__file__).parents[1] / "samples"


def folded_hash(game: Playout, state: State) -> str:
    """The hash of the state that the game's results lead to, once through JSON and back."""
    results = [result for turn in game.turns for _, step in turn.steps for result in step]
    again = msgspec.json.decode(msgspec.json.encode(results), type=list[Settled])
    copy = state.copy()
    for result in again:
        apply_all(copy, result.effects)
    return state_hash(copy)


def main(first: int, count: int) -> None:
    scenario, rulebook = (Source(name, (SAMPLES / name).read_bytes()) for name in ("strait.yaml", "basics.yaml"))
    rules = compile_sources(scenario, rulebook).rules
    digest = hashlib.sha256()
    for number in range(first, first + count):
        game = playout(rules, number)
        final = state_hash(game.state)
        if folded_hash(game, rules.start) != final:
            sys.exit(f"game {number} does not replay to its own end")
        digest.update(final.encode())
    print(digest.hexdigest())


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
