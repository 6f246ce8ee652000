"""That the bots are worth playing: they pursue their seat's aims, and its secret brief moves them."""

from __future__ import annotations

from functools import cache

import pytest
from msgspec.structs import replace

from seawar.adjudicate.turn import open_turn
from seawar.bots.habit import HabitBot
from seawar.bots.temperament import TEMPERAMENTS
from seawar.content.library import load
from seawar.core.dice import rehearsal_seed
from seawar.core.orders import Sheet
from seawar.core.rules import Rules
from seawar.core.view import View, view_for
from seawar.study.aims import AimsMet, measure
from seawar.study.playout import habit_players, playout

GAMES = 30
"""Two hundred are played by `make campaign`; it prints the table."""
RULES = load("dokdo-2019").rules


@cache
def at_random(seat: str) -> AimsMet:
    return measure(RULES, seat, "random", range(GAMES))


@pytest.mark.parametrize("temperament", TEMPERAMENTS)
@pytest.mark.parametrize("seat", RULES.seats)
def test_each_meets_more_of_its_aims_than_random_play(seat: str, temperament: str) -> None:
    """In every seat, with all others played by the default bots under the same numbers."""
    played = measure(RULES, seat, temperament, range(GAMES))
    assert played.mean > at_random(seat).mean, f"{played.by_aim} against {at_random(seat).by_aim}"


def sheets_of(rules: Rules, seat: str, numbers: range = range(6)) -> list[Sheet]:
    """What a seat seals, game after game."""
    sealed: list[Sheet] = []
    for number in numbers:
        bot = HabitBot(rules, seat, rehearsal_seed(number))

        def noted(view: View, bot: HabitBot = bot) -> Sheet:
            sealed.append(bot.plan(view))
            return sealed[-1]

        playout(rules, number, habit_players(rules, number) | {seat: noted})
    return sealed


def keys_of(rules: Rules, seat: str, numbers: range = range(6)) -> list[str]:
    return [order.key for sheet in sheets_of(rules, seat, numbers) for order in sheet.orders]


def with_brief(rules: Rules, seat: str, **brief: object) -> Rules:
    """The same rules with parts of one seat's secret brief exchanged."""
    seats = {**rules.seats, seat: replace(rules.seats[seat], **brief)}
    return replace(rules, seats=seats)


def test_another_brief_gives_other_orders() -> None:
    """Moscow told to stay away from the islets sends nothing over them."""
    russia = RULES.seats["russia"]
    away = tuple(habit for habit in russia.habits if habit.order != "air.overfly")
    told = with_brief(RULES, "russia", secret_brief="Train in the north. Stay away from the islets.", habits=away)
    assert any("air.overfly" in key for key in keys_of(RULES, "russia"))
    assert not any("air.overfly" in key for key in keys_of(told, "russia"))


def test_another_aim_alone_gives_other_orders() -> None:
    """The same habits, but the aim that calls to Seoul serve is always met: Beijing calls less."""
    other = tuple(replace(aim, met=None) if aim.id == "routine" else aim for aim in RULES.seats["china"].aims)
    games = range(60)
    before, after = (keys_of(rules, "china", games) for rules in (RULES, with_brief(RULES, "china", aims=other)))
    assert before.count("diplomatic.hotline/china/rok") > after.count("diplomatic.hotline/china/rok")


def test_the_brief_of_another_seat_moves_nobody() -> None:
    """On one view, a seat's sheet does not depend on what others are told."""
    other = with_brief(RULES, "rok", aims=(), habits=(), secret_brief="Something else.")
    view = view_for(RULES, open_turn(RULES, RULES.start).state, "russia")
    for number in range(20):
        seed = rehearsal_seed(number)
        assert HabitBot(RULES, "russia", seed).plan(view) == HabitBot(other, "russia", seed).plan(view)


def test_partners_find_each_other_most_times() -> None:
    """For each picture shared, which takes two orders, hardly half an order is given in vain."""
    bands = [
        result.band
        for number in range(20)
        for turn in playout(RULES, number).turns
        for _, step in turn.steps
        for result in step
        if result.type == "diplomatic.share-picture"
    ]
    assert bands.count("done") > 2 * bands.count("void") > 0


def test_every_order_of_the_exercise_says_why() -> None:
    """In the scenario that ships, no bot's order is without its line, nor its sheet without an intent."""
    for seat in RULES.seats:
        for sheet in sheets_of(RULES, seat, range(3)):
            assert all(order.rationale for order in sheet.orders)
            assert bool(sheet.intent) is bool(sheet.orders)
