"""That games of salvos, searches and boardings are recorded, told and kept secret like any other."""

from __future__ import annotations

import pytest
from samples.strait import SAMPLES, new_game, numbered, play_on, wild_players

from seawar.content.library import load
from seawar.core.view import view_for
from seawar.replay.account import Account
from seawar.replay.fold import as_seen, truth
from seawar.replay.verify import check_dice, check_rules, check_state, known_key
from seawar.replay.why import Words, explain

LOADED = load(str(SAMPLES / "islands.yaml"))


@pytest.mark.parametrize("number", range(8))
def test_a_game_of_the_islands_verifies_and_folds(number: int) -> None:
    """States, draws and results come out again, and each seat's entries make its view."""
    table, sink = new_game(number, LOADED)
    play_on(table, wild_players(table.rules, number))
    table.close()
    entries = numbered(sink)
    check_state(entries)
    key = known_key(entries)
    assert key is not None
    check_dice(entries, key)
    assert check_rules(entries, table.rules, key) == ""
    assert truth(entries) == table.state
    for seat in table.rules.seats:
        assert as_seen(entries, seat) == view_for(table.rules, table.state, seat)


def test_every_entry_of_the_islands_can_be_explained() -> None:
    """In words, from first to last."""
    table, sink = new_game(3, LOADED)
    play_on(table, wild_players(table.rules, 3))
    table.close()
    account = Account(table.rules, numbered(sink))
    words = Words(account)
    assert all(explain(words, n) for n in range(len(sink.entries)))
