"""How far one seat meets its aims over many games, by who plays it: the yardstick for bots.

All other seats are played by the default bots, under the same numbers whoever plays the seat that is measured.
Aims that only the umpire can judge are not counted.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from seawar.adjudicate.outcome import aims_met
from seawar.bots.habit import HabitBot
from seawar.bots.random_legal import RandomLegalBot
from seawar.bots.temperament import TEMPERAMENTS
from seawar.core.dice import rehearsal_seed
from seawar.core.rules import Rules
from seawar.study.playout import Plan, habit_players, playout

PLAYERS = (*TEMPERAMENTS, "random")
"""Who may play the seat that is measured."""


@dataclass(frozen=True, slots=True)
class AimsMet:
    """One seat's aims met at the end, over games that one player played."""

    seat: str
    player: str
    games: int
    by_aim: dict[str, int]
    """In how many games each aim was met."""
    squares: int
    """Sum over the games of the squared number of aims met."""

    @property
    def mean(self) -> float:
        return sum(self.by_aim.values()) / self.games

    @property
    def error(self) -> float:
        """Standard error of the mean."""
        variance = self.squares / self.games - self.mean**2
        return math.sqrt(max(0.0, variance) / max(1, self.games - 1))


def player(rules: Rules, seat: str, name: str, number: int) -> Plan:
    """The named player at a seat."""
    seed = rehearsal_seed(number)
    return (RandomLegalBot(rules, seat, seed) if name == "random" else HabitBot(rules, seat, seed, name)).plan


def measure(rules: Rules, seat: str, name: str, numbers: Iterable[int]) -> AimsMet:
    """Play the games of these numbers and count."""
    by_aim = {aim.id: 0 for aim in rules.seats[seat].aims if aim.met}
    games = squares = 0
    for number in numbers:
        game = playout(rules, number, habit_players(rules, number) | {seat: player(rules, seat, name, number)})
        met = aims_met(rules, game.state, seat)
        for aim in by_aim:
            by_aim[aim] += bool(met[aim])
        games += 1
        squares += sum(bool(met[aim]) for aim in by_aim) ** 2
    return AimsMet(seat, name, games, by_aim, squares)


def ahead(better: AimsMet, worse: AimsMet) -> float:
    """By how many standard errors of the difference one player meets more aims than the other."""
    apart = math.hypot(better.error, worse.error)
    gain = better.mean - worse.mean
    return gain / apart if apart else math.copysign(math.inf, gain) if gain else 0.0
