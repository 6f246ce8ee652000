"""That dokdo-2019 is whole at full length and as the cut: its year after the morning is played as one."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from seawar.adjudicate.historical import historical_sheet
from seawar.adjudicate.offers import offers
from seawar.bots.habit import HabitBot
from seawar.content.library import load
from seawar.core.dice import rehearsal_seed
from seawar.core.facts import Unknown
from seawar.core.orders import Sheet
from seawar.core.rules import Rules
from seawar.core.view import View
from seawar.study.playout import Plan, Playout, playout

GAMES = 60
MORNING = 10
"""Last turn of 23 July 2019."""
LENGTHS = {False: load("dokdo-2019").rules, True: load("dokdo-2019", cut=True).rules}
"""By whether it is the cut."""
TACTICAL = [f"{number:02}" for number in range(1, 13)]


def player(rules: Rules, seat: str, number: int) -> Plan:
    """History in turns that are read in, then the seat's bot."""
    bot = HabitBot(rules, seat, rehearsal_seed(number))

    def plan(view: View) -> Sheet:
        return historical_sheet(rules, view)[0] if view.turn in rules.plan.read_in else bot.plan(view)

    return plan


@cache
def games(cut: bool) -> list[Playout]:
    rules = LENGTHS[cut]
    return [playout(rules, n, {seat: player(rules, seat, n) for seat in rules.seats}) for n in range(GAMES)]


def ordered(game: Playout) -> set[str]:
    return {result.type for half in game.turns for _, step in half.steps for result in step}


def test_every_order_type_is_given_in_some_game() -> None:
    """None that this exercise offers is there for show; those that want words only a person can give."""
    rules = LENGTHS[False]
    given = Counter(type_ for game in games(False) for type_ in ordered(game))
    offered = {type_ for segment in range(len(rules.segments)) for type_ in rules.offered(segment)}
    in_words = {type_ for type_ in offered if rules.order_types[type_].mechanism.words}
    assert sorted(type_ for type_ in offered - in_words if not given[type_]) == []


@pytest.mark.parametrize("cut", LENGTHS)
def test_nothing_of_the_morning_is_told_in_the_season(cut: bool) -> None:
    """Injects of the half-hours come in the half-hours or not at all."""
    late = {id_ for game in games(cut) for id_, turn in game.state.fired.items() if id_ in TACTICAL and turn > MORNING}
    assert late == set()


def test_every_inject_that_the_cut_may_drop_comes_in_it() -> None:
    """What the white cell is told to leave out when late would otherwise have come."""
    rules = LENGTHS[True]
    assert rules.session
    came = {id_ for game in games(True) for id_ in game.state.fired}
    assert {id_ for move in rules.session.moves for id_ in move.drop} <= came


@pytest.mark.parametrize("cut", LENGTHS)
def test_no_habit_asks_for_what_is_not_on_offer(cut: bool) -> None:
    """A habit's condition says in which turns its order can be given; and there is always something to order."""
    rules = LENGTHS[cut]
    stale: set[tuple[str, str]] = set()

    def watched(seat: str, plan: Plan) -> Plan:
        def look(view: View) -> Sheet:
            facts = rules.facts(rules, view, seat)
            for habit in rules.seats[seat].habits:
                try:
                    comes = habit.when(facts, {"self": seat, "turn": view.turn})
                except Unknown:
                    comes = 0
                if comes and habit.order not in rules.offered(view.segment):
                    stale.add((seat, habit.when.text))
            assert sum(1 for _ in offers(rules, view)) >= 3
            return plan(view)

        return look

    for number in range(4):
        playout(rules, number, {seat: watched(seat, player(rules, seat, number)) for seat in rules.seats})
    assert stale == set()


@pytest.mark.parametrize("seat", LENGTHS[False].seats)
@pytest.mark.parametrize("brief", ["public_brief", "secret_brief"])
def test_briefs_can_be_read_in_two_minutes(seat: str, brief: str) -> None:
    """150 to 300 words each."""
    assert 150 <= len(getattr(LENGTHS[False].seats[seat], brief).split()) <= 300


def test_history_can_be_ordered_and_the_pact_outlives_it() -> None:
    """All that history ordered is legal in its turn, and the notice of August is taken back in time."""
    rules = LENGTHS[False]
    refused: list[str] = []

    def historically(view: View) -> Sheet:
        sheet, why_not = historical_sheet(rules, view)
        refused.extend(refusal.text for refusal in why_not)
        return sheet

    for number in range(10):
        state = playout(rules, number, dict.fromkeys(rules.seats, historically)).state
        if state.ended == "last-turn":
            assert state.agreements["gsomia"].status == "in-force"
    assert set(refused) == set()
