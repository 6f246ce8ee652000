"""That a bot plays what its view allows, and nothing else moves it."""

from __future__ import annotations

import inspect

import pytest
from msgspec.structs import replace
from samples.strait import SEATS, opened, rules_of, wild_turns

from seawar.adjudicate.validate import validate_sheet
from seawar.bots.habit import HabitBot
from seawar.core.rules import Rules
from seawar.core.state import State
from seawar.core.view import view_for

SEED = b"s" * 32


def bot(rules: Rules, seat: str, seed: bytes = SEED) -> HabitBot:
    return HabitBot(rules, seat, seed)


@pytest.mark.parametrize("seat", SEATS)
@pytest.mark.parametrize("number", range(8))
def test_a_bots_sheet_is_always_legal(seat: str, number: int) -> None:
    """Whatever the others did to the table, its sheet can be sealed as it stands."""
    rules = rules_of()
    for state, _, _ in wild_turns(rules, number):
        view = view_for(rules, state, seat)
        sheet = bot(rules, seat).plan(view)
        assert validate_sheet(rules, view, sheet) == []
        assert (sheet.seat, sheet.turn) == (seat, state.turn)


@pytest.mark.parametrize("seat", SEATS)
def test_the_same_view_gives_the_same_sheet(seat: str) -> None:
    """A bot keeps nothing from turn to turn, and rolls by label."""
    rules = rules_of()
    one = bot(rules, seat)
    for state, _, _ in wild_turns(rules, 2):
        view = view_for(rules, state, seat)
        assert one.plan(view) == one.plan(view) == bot(rules, seat).plan(view)


def test_what_is_hidden_does_not_move_it() -> None:
    """Another truth that looks the same to north gets the same orders from it."""
    rules = rules_of()
    for state, _, _ in wild_turns(rules, 4):
        other: State = state.copy()
        other.resources["sorties/east"] = 0
        other.forces["e-one"] = replace(other.forces["e-one"], count=1)
        one, two = (bot(rules, "north").plan(view_for(rules, s, "north")) for s in (state, other))
        assert one == two


def test_seeds_and_seats_differ() -> None:
    """Other seeds play other games."""
    rules = rules_of()
    view = view_for(rules, opened(rules), "south")
    plans = {str(bot(rules, "south", bytes([i]) * 32).plan(view)) for i in range(30)}
    assert len(plans) > 3


def test_habits_are_played() -> None:
    """Over many seeds each habit that its turn allows is seen, with the envelope that the scenario gives it."""
    rules = rules_of()
    view = view_for(rules, opened(rules), "north")
    orders = [o for i in range(60) for o in bot(rules, "north", bytes([i]) * 32).plan(view).orders]
    assert {o.type for o in orders} >= {"air.guard", "press", "share"}
    assert {(o.targets["area"], o.ceiling, o.stands) for o in orders if o.type == "air.guard"} == {("rock", 4, True)}
    assert {o.partners for o in orders if o.type == "share"} == {("south",)}


def test_a_habit_of_weight_nothing_is_never_played() -> None:
    """Weight 0 switches a habit off."""
    rules = rules_of()
    view = view_for(rules, opened(rules), "east")
    orders = [o for i in range(60) for o in bot(rules, "east", bytes([i]) * 32).plan(view).orders]
    assert "judged" not in {o.type for o in orders}


def test_a_bot_is_given_no_state() -> None:
    """Its only way to the table is one view."""
    assert list(inspect.signature(HabitBot.plan).parameters) == ["self", "view"]
    assert not any(isinstance(value, State) for value in vars(bot(rules_of(), "north")).values())
