"""That a journal is told in words: all of it to the umpire, to a seat what it saw, and no secret of another."""

from __future__ import annotations

import re

import pytest
from samples.strait import SEATS, new_game, numbered, play_on, play_turn, wild_players

from seawar.core.rules import Rules
from seawar.replay.text import as_text
from seawar.table.sink import Memory

OWN = {"north": ("canary-north-qzx", "canary-tip-mbd"), "south": ("canary-south-wvk",), "east": ("canary-east-jpf",)}


def game(number: int) -> tuple[Rules, Memory]:
    table, sink = new_game(number)
    players = wild_players(table.rules, number)
    while not table.state.ended:
        play_turn(table, players)
        table.say("s1", "north", ["south"], "canary-message-ns")
    play_on(table)
    table.close()
    return table.rules, sink


def told(number: int, seat: str) -> str:
    rules, sink = game(number)
    return "\n".join(as_text(rules, numbered(sink), seat))


@pytest.mark.parametrize("seat", SEATS)
@pytest.mark.parametrize("number", range(5))
def test_a_seats_replay_holds_no_secret_of_another(number: int, seat: str) -> None:
    """Its own brief is there; no canary of another seat, and no message that was not to it."""
    text = told(number, seat)
    assert OWN[seat][0] in text
    assert not [canary for other in SEATS if other != seat for canary in OWN[other] if canary in text]
    assert ("canary-message-ns" in text) == (seat != "east")


def test_the_umpires_replay_holds_everything() -> None:
    """Orders, odds, draws, rulings and messages of all seats."""
    text = told(2, "umpire")
    for word in (
        "North seals",
        "South seals",
        "East seals",
        "drew" if "drew" in text else " of 1000",
        "canary-message-ns",
    ):
        assert word in text
    assert "Ruling on" in text or "judged" not in text


def test_a_replay_tells_every_turn_once_and_ends() -> None:
    """Seven headings, in order, and the end with the seed."""
    for seat in ("umpire", *SEATS):
        text = told(3, seat)
        assert re.findall(r"Turn (\d) of 7", text) == [
            str(i) for i in range(1, len(re.findall(r"Turn \d of 7", text)) + 1)
        ]
        assert "The end: " in text
        assert "Dice seed: " in text


def test_no_place_is_left_unworded() -> None:
    """Every `{name}` of a report and every id of a seat, area or contact is in words."""
    for seat in ("umpire", *SEATS):
        text = told(4, seat)
        assert not re.findall(r"\{[a-z.]+\}", text)
        assert not re.findall(r"\bt[0-9a-f]{6}\b", text)


def test_a_deniable_flight_is_never_named_to_who_met_it() -> None:
    """In north's replay no contact is said to be East's."""
    text = told(5, "north")
    assert "East Bear" not in text
    assert "Bear of East" not in text
