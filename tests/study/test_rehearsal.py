"""That a rehearsal counts games as they were played, and tendencies speak where a scenario is silent."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace
from samples.strait import rules_of

from seawar.content.library import any_scenario, load
from seawar.core.orders import Sheet
from seawar.core.rules import Rules
from seawar.core.session import Move, Session
from seawar.core.view import View
from seawar.study.playout import Plan, habit_players, playout
from seawar.study.rehearsal import Rehearsal, by_bots, clocks, likely_minutes, rehearse

NUMBERS = range(4)


def test_counts_are_those_of_the_games() -> None:
    """Orders, ends, injects and turns, counted once more from the games themselves."""
    rules = rules_of()
    found, sealed = rehearse(rules, NUMBERS), 0
    ends: list[str] = []
    fired: list[str] = []
    for number in NUMBERS:
        plans = habit_players(rules, number)

        def noted(view: View, plans: Mapping[str, Plan] = plans) -> Sheet:
            nonlocal sealed
            sheet = plans[view.seat](view)
            sealed += len(sheet.orders)
            return sheet

        game = playout(rules, number, dict.fromkeys(plans, noted))
        ends.append(game.state.ended)
        fired += game.state.fired
    assert found.games == len(NUMBERS)
    assert found.orders.total() == sealed > 0
    assert sorted(found.ends.elements()) == sorted(ends)
    assert sorted(found.injects.elements()) == sorted(fired)


def test_what_is_chosen_is_open_and_no_more_often_than_there_are_games() -> None:
    """A bot's order counts as open too, and a game counts once however often its seat gives the order."""
    found = rehearse(rules_of(), NUMBERS)
    assert found.chosen
    assert all(found.chosen[given] <= found.legal[given] <= found.games for given in found.chosen)
    assert all(found.types_legal[type_] >= count for type_, count in found.types_chosen.items())


def test_shares_add_up_to_the_whole() -> None:
    """Games may be played apart and counted together."""
    rules, parts = rules_of(), Rehearsal()
    for number in NUMBERS:
        parts.add(rehearse(rules, [number]))
    assert parts == rehearse(rules, NUMBERS)


def test_minutes_are_the_run_sheets_for_moves_that_are_reached() -> None:
    """Twenty read in, a move of ten in every game, one of ten in half of them, five to look back."""
    session = Session("", (1,), 20, (Move(2, 1, 4, 3, 2), Move(3, 1, 4, 3, 2)), 5)
    found = Rehearsal(games=4)
    found.played.update({1: 4, 2: 4, 3: 2})
    found.words.update({(2, "north"): 4 * 238, (2, "south"): 238})
    assert likely_minutes(session, found) == 20 + 10 + 5 + 5
    assert [(clock.turn, clock.reached, clock.reading) for clock in clocks(session, found)] == [(2, 4, 10), (3, 2, 0)]


def calibration(name: str) -> Rules:
    return load(any_scenario(name)).rules


def test_a_scenario_without_habits_is_played_by_the_rulebooks_tendencies() -> None:
    """Nobody wrote habits for a test of history; without tendencies its bots would sit still."""
    rules = calibration("t08-thaad")
    silent = replace(rules, seats={id_: replace(seat, habits=()) for id_, seat in rules.seats.items()})
    assert rehearse(rules, NUMBERS).orders.total() > 0
    assert rehearse(silent, NUMBERS).orders.total() == 0


def test_tendencies_are_silent_where_a_scenario_speaks() -> None:
    """The exercise names every order type that it offers in some habit, so that nothing is added to its seats."""
    for seat in load("dokdo-2019").rules.seats.values():
        assert all(habit.comes == 1000 for habit in seat.habits)


def test_what_takes_two_is_often_done() -> None:
    """It comes to the minds of both in the same turn: most talks that somebody asks for are held."""
    rules = calibration("t08-thaad")
    bands = [
        result.band
        for number in range(20)
        for turn in playout(rules, number).turns
        for _, step in turn.steps
        for result in step
        if result.type in ("economic.consult", "diplomatic.ministers")
    ]
    assert bands.count("done") > bands.count("void") > 0


def test_temperament_may_be_one_for_all() -> None:
    """The same numbers, gone about two ways."""
    rules = rules_of()
    cautious, assertive = (rehearse(rules, NUMBERS, by_bots(name)) for name in ("cautious", "assertive"))
    assert cautious.orders != assertive.orders
