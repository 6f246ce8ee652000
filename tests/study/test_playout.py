"""That games are the same in any process, and differ by their number alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from samples.strait import new_game, play_on, rules_of, wild_players

from seawar.core.state import state_hash
from seawar.study.playout import playout

SCRIPT = Path(__file__).with_name("play_many.py")
HASH_SEEDS = ("0", "1", "2")


def digest(first: int, count: int, hash_seed: str) -> str:
    env = {**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": ("UTC", "Asia/Seoul", "America/New_York")[int(hash_seed)]}
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(first), str(count)], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("first", [0, 167])
def test_a_thousand_games_end_alike_in_any_process(first: int) -> None:
    """334 numbers, each played and replayed in three processes of other hash seeds and zones: one digest."""
    assert len({digest(first, 167, hash_seed) for hash_seed in HASH_SEEDS}) == 1


def test_the_digest_notices_a_game() -> None:
    """Other games have another digest."""
    assert digest(0, 3, "0") != digest(1, 3, "0")


def test_games_differ_by_their_number() -> None:
    """Fifty numbers, many ends."""
    assert len({state_hash(playout(rules_of(), number).state) for number in range(50)}) > 45


@pytest.mark.parametrize("number", range(6))
def test_a_playout_is_the_game_at_the_table(number: int) -> None:
    """Without a journal the same number comes to the same end as with one."""
    table, _ = new_game(number)
    assert state_hash(playout(rules_of(), number).state) == state_hash(play_on(table).state)


def test_seats_without_a_player_give_no_orders() -> None:
    """A game with nobody at it plays through its calendar to the last turn."""
    game = playout(rules_of(), 1, {})
    assert game.state.ended == "last-turn"
    assert game.state.turn == 7
    types = {r.type for turn in game.turns for _, step in turn.steps for r in step}
    assert not types & set(rules_of().order_types)


@pytest.mark.parametrize("number", range(25))
def test_wild_games_come_to_an_end(number: int) -> None:
    """No legal order, however odd, breaks a game off."""
    rules = rules_of()
    game = playout(rules, number, wild_players(rules, number))
    assert game.state.ended
    assert game.state.turn <= rules.turns
