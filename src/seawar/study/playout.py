"""One game by bots, in memory and without a journal: for rehearsal, calibration and measurement."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from seawar.adjudicate.historical import historical_sheet
from seawar.adjudicate.turn import Resolution, open_turn, resolve
from seawar.bots.habit import HabitBot
from seawar.core.dice import Dice, game_key, rehearsal_nonce, rehearsal_seed
from seawar.core.orders import Sheet
from seawar.core.rules import Rules
from seawar.core.state import State
from seawar.core.view import View, view_for

Plan = Callable[[View], Sheet]


@dataclass(slots=True)
class Playout:
    """A finished game."""

    state: State
    turns: list[Resolution] = field(default_factory=list)
    """What was settled, turn by turn."""


def rehearsal_dice(rules: Rules, number: int) -> Dice:
    """The dice that `--seed NUMBER` gives."""
    seed = rehearsal_seed(number)
    nonces = {seat: rehearsal_nonce(seed, seat) for seat in rules.seats}
    return Dice(game_key(seed, f"rehearsal-{number}", nonces))


def habit_players(rules: Rules, number: int, temperament: str = "") -> dict[str, Plan]:
    """A bot at every seat: each in its own temperament, or all in the one that is named."""
    seed = rehearsal_seed(number)
    return {seat: HabitBot(rules, seat, seed, temperament).plan for seat in rules.seats}


def playout(
    rules: Rules, number: int, players: Mapping[str, Plan] | None = None, *, until: int | None = None
) -> Playout:
    """Play to the end, or to the end of turn `until`, with rehearsal dice `number`.

    Seats without a player give no orders. Of a cut, history's own turns are played by history's orders.
    """
    dice = rehearsal_dice(rules, number)
    plans = habit_players(rules, number) if players is None else players
    game = Playout(rules.start.copy())
    while not game.state.ended and game.state.turn != until:
        opened = open_turn(rules, game.state)
        views = {seat: view_for(rules, opened.state, seat) for seat in sorted(rules.seats)}
        if opened.state.turn in rules.plan.read_in:
            sheets = [historical_sheet(rules, view)[0] for view in views.values()]
        else:
            sheets = [plan(views[seat]) for seat, plan in sorted(plans.items())]
        settled = resolve(rules, opened.state, sheets, {}, dice)
        game.turns += [opened, settled]
        game.state = settled.state
    return game
