"""Whether an exercise is playable: counts over games by several kinds of players, and what they come to.

Five things are asked: that each seat has a choice in each move, that its aims pull apart, that how it goes about its
brief shows in what it reaches, that no order wins by itself, and that everything that was written comes up. All
thresholds are assumptions. Games count, not people: that an exercise is dull for another reason, no bot can say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from seawar.adjudicate.offers import offers
from seawar.adjudicate.outcome import aims_met
from seawar.bots.temperament import TEMPERAMENTS
from seawar.core.orders import Sheet
from seawar.core.rules import Rules
from seawar.core.state import State
from seawar.core.view import View
from seawar.replay.rows import Row
from seawar.replay.stood import facts_named
from seawar.study.aims import player
from seawar.study.playout import Plan, habit_players, playout
from seawar.study.traced import Given, moved_by

RANDOM = "random"


class Players(NamedTuple):
    """Who plays some of the games."""

    who: str = ""
    """A temperament or `random`; empty leaves each seat its own."""
    seat: str = ""
    """The one seat that it is for; empty for all."""
    rest: bool = False
    """Whether these are the scenario's own players in games that nothing is compared with."""

    @property
    def own(self) -> bool:
        """Whether every seat is played as its scenario says."""
        return not self.who


Batch = tuple[Players, range]
"""Games by rehearsal numbers."""


def batches(rules: Rules, numbers: range) -> Iterator[Batch]:
    """All games that are played for `numbers`: these, half of them a seat and temperament, a quarter each by others."""
    half, quarter = (numbers[: max(1, len(numbers) // part)] for part in (2, 4))
    yield Players(), half
    if len(numbers) > len(half):
        yield Players(rest=True), numbers[len(half) :]
    for seat, declared in rules.seats.items():
        for temper in TEMPERAMENTS:
            if temper != declared.temperament:
                yield Players(temper, seat), half
    for who in (*TEMPERAMENTS, RANDOM):
        yield Players(who), quarter


def plans(rules: Rules, number: int, players: Players) -> dict[str, Plan]:
    """The players of one game."""
    if players.seat:
        return habit_players(rules, number) | {players.seat: player(rules, players.seat, players.who, number)}
    if players.who == RANDOM:
        return {seat: player(rules, seat, RANDOM, number) for seat in rules.seats}
    return habit_players(rules, number, players.who)


@dataclass(slots=True)
class Tally:
    """What came about in games by the same players; each entry counts games."""

    games: int = 0
    open: Counter[tuple[str, int, tuple[str, ...]]] = field(default_factory=Counter)
    """Seat, turn, and the order types legal in it; of the scenario's own players alone."""
    chosen: Counter[Given] = field(default_factory=Counter)
    moved: Counter[Given] = field(default_factory=Counter)
    """Games in which it moved a row that an aim of its seat looks at."""
    won: Counter[Given] = field(default_factory=Counter)
    """Games in which it was given and all aims of its seat were met."""
    met: Counter[tuple[str, tuple[str, ...]]] = field(default_factory=Counter)
    """Seat, and those of its aims that were met at the end."""
    injects: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    turns: Counter[int] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Count the other's games as well."""
        self.games += other.games
        for name in self.__slots__:
            if name != "games":
                getattr(self, name).update(getattr(other, name))

    def aim(self, seat: str, aim: str) -> int:
        """Games in which it was met."""
        return sum(games for (who, met), games in self.met.items() if who == seat and aim in met)

    def all_met(self, rules: Rules, seat: str) -> int:
        """Games in which the seat met all of its aims that are watched."""
        return self.met[seat, watched_aims(rules, seat)]


Tallies = Mapping[Players, Tally]


def watched_aims(rules: Rules, seat: str) -> tuple[str, ...]:
    """Those of its aims that the engine can judge."""
    return tuple(aim.id for aim in rules.seats[seat].aims if aim.met)


def tally(rules: Rules, batch: Batch) -> Tally:
    """Play the games of a batch and count."""
    players, numbers = batch
    found = Tally()
    for number in numbers:
        _play(rules, number, players, found)
    return found


def _play(rules: Rules, number: int, players: Players, found: Tally) -> None:
    chosen: set[Given] = set()

    def noted(plan: Plan) -> Plan:
        def planned(view: View) -> Sheet:
            sheet = plan(view)
            chosen.update((view.seat, order.type) for order in sheet.orders)
            if players.own:
                found.open[view.seat, view.turn, _open(rules, view)] += 1
            return sheet

        return planned

    game = playout(rules, number, {seat: noted(plan) for seat, plan in plans(rules, number, players).items()})
    found.games += 1
    found.chosen.update(chosen)
    found.ends[game.state.ended] += 1
    found.injects.update(id_ for id_ in game.state.fired if id_ not in rules.start.fired)
    found.turns.update({resolution.state.turn for resolution in game.turns})
    looked = {seat: looked_at(rules, game.state, seat) for seat in rules.seats}
    moved = moved_by(rules, game.turns)
    found.moved.update(given for given, rows in moved.items() if not rows.isdisjoint(looked[given[0]]))
    for seat in rules.seats:
        met = tuple(aim for aim, is_met in aims_met(rules, game.state, seat).items() if is_met)
        found.met[seat, met] += 1
        if met and met == watched_aims(rules, seat):
            found.won.update(given for given in chosen if given[0] == seat)


def _open(rules: Rules, view: View) -> tuple[str, ...]:
    """Order types that the seat could give now with one choice of targets at least."""
    return tuple(id_ for id_ in rules.offered(view.segment) if any(True for _ in offers(rules, view, (id_,))))


def looked_at(rules: Rules, state: State, seat: str) -> set[Row]:
    """Rows that the conditions of a seat's aims look at."""
    env: dict[str, str | int] = {"self": seat, "turn": state.turn}
    aims = rules.seats[seat].aims
    return {row for aim in aims for fact in facts_named(rules, aim.met, state, env) for row in fact.rows}


def total(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    found = Tally()
    for one in tallies:
        found.add(one)
    return found
