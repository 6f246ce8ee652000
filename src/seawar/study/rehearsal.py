"""What came about in many games of one exercise: orders open and chosen, aims, injects, ends, minutes by the run sheet.

A rehearsal asks whether an exercise works: whether anything on offer is never open, never worth it, or never fires.
It counts games, not people: how long a team talks, or whether it is bored, no bot can say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from seawar.adjudicate.offers import offers
from seawar.adjudicate.outcome import aims_met
from seawar.adjudicate.turn import Resolution
from seawar.core.effects import Reported
from seawar.core.orders import Sheet
from seawar.core.rules import Rules
from seawar.core.session import Session
from seawar.core.state import PUBLIC, Report
from seawar.core.view import View
from seawar.study.calibration import historical_players
from seawar.study.playout import Plan, Playout, habit_players, playout

Part = tuple[str, int]
"""A seat and the index of a segment."""
Given = tuple[str, int, str]
"""A seat, the index of a segment, and an order type."""

WORDS_PER_MINUTE = 238
"""Silent reading of English prose by adults: Brysbaert, Journal of Memory and Language 109 (2019), 104047."""


@dataclass(slots=True)
class Rehearsal:
    """Counts over games; everything but `orders`, `turns` and `words` counts games in which it came about."""

    games: int = 0
    legal: Counter[Given] = field(default_factory=Counter)
    chosen: Counter[Given] = field(default_factory=Counter)
    types_legal: Counter[str] = field(default_factory=Counter)
    """By order type alone, whichever seat it was."""
    types_chosen: Counter[str] = field(default_factory=Counter)
    turns: Counter[Part] = field(default_factory=Counter)
    """Turns that a seat planned."""
    orders: Counter[Part] = field(default_factory=Counter)
    """Orders that it sealed in them."""
    aims: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Seat and aim, met at the end."""
    injects: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    played: Counter[int] = field(default_factory=Counter)
    """Turns that were reached."""
    words: Counter[tuple[int, str]] = field(default_factory=Counter)
    """Words of news that a seat was told in a turn."""

    def add(self, other: Rehearsal) -> None:
        """Count the other's games as well."""
        self.games += other.games
        for name in self.__slots__:
            if name != "games":
                getattr(self, name).update(getattr(other, name))


def rehearse(
    rules: Rules, numbers: Iterable[int], players: Callable[[Rules, int], Mapping[str, Plan]] = habit_players
) -> Rehearsal:
    """Play the games of these rehearsal numbers, by bots unless told otherwise, and count."""
    found = Rehearsal()
    for number in numbers:
        _play(rules, number, players(rules, number), found)
    return found


def by_bots(temperament: str = "") -> Callable[[Rules, int], Mapping[str, Plan]]:
    """Bots at every seat, for `rehearse`: each in its own temperament, or all in this one."""
    return lambda rules, number: habit_players(rules, number, temperament)


def by_history(rules: Rules, number: int) -> Mapping[str, Plan]:
    """Every seat by the scenario's own `historical:`, for `rehearse`."""
    del number
    return historical_players(rules, (), {})


def _play(rules: Rules, number: int, plans: Mapping[str, Plan], found: Rehearsal) -> None:
    legal: set[Given] = set()
    chosen: set[Given] = set()

    def noted(plan: Plan) -> Plan:
        def planned(view: View) -> Sheet:
            sheet, part = plan(view), (view.seat, view.segment)
            found.turns[part] += 1
            found.orders[part] += len(sheet.orders)
            given = {(*part, order.type) for order in sheet.orders}
            chosen.update(given)
            legal.update(given, _open(rules, view, legal))
            return sheet

        return planned

    game = playout(rules, number, {seat: noted(plan) for seat, plan in plans.items()})
    found.games += 1
    found.legal.update(legal)
    found.chosen.update(chosen)
    found.types_legal.update({type_ for _, _, type_ in legal})
    found.types_chosen.update({type_ for _, _, type_ in chosen})
    _ending(rules, game, found)


def _open(rules: Rules, view: View, known: set[Given]) -> set[Given]:
    """Order types that the seat could give now with one choice of targets at least, beside those known to be open."""
    wanted = ((view.seat, view.segment, type_) for type_ in rules.offered(view.segment))
    return {given for given in wanted if given not in known and any(True for _ in offers(rules, view, given[2:]))}


def _ending(rules: Rules, game: Playout, found: Rehearsal) -> None:
    found.ends[game.state.ended] += 1
    found.injects.update(id_ for id_ in game.state.fired if id_ not in rules.start.fired)
    found.played.update({resolution.state.turn for resolution in game.turns})
    for seat in rules.seats:
        found.aims.update((seat, aim) for aim, met in aims_met(rules, game.state, seat).items() if met)
    for resolution in game.turns:
        for report in _reports(resolution):
            for seat in rules.seats if PUBLIC in report.to else report.to:
                found.words[resolution.state.turn, seat] += len(report.text.split())


def _reports(resolution: Resolution) -> Iterator[Report]:
    for _, results in resolution.steps:
        for result in results:
            yield from (effect.report for effect in result.effects if isinstance(effect, Reported))


@dataclass(frozen=True, slots=True)
class Clock:
    """What a rehearsal says of one move of the cut; minutes are of session time."""

    turn: int
    planned: int
    reached: int
    """Games in which it was played."""
    reading: int
    """Tenths of a minute for the news of the seat that was told most, when it was played."""
    brief: int
    """Minutes that the run sheet has for telling and reading it."""


def clocks(session: Session, found: Rehearsal) -> tuple[Clock, ...]:
    """The moves of the run sheet, each as far as games can judge it."""
    return tuple(
        Clock(move.turn, move.minutes, found.played[move.turn], _reading(found, move.turn), move.brief)
        for move in session.moves
    )


def likely_minutes(session: Session, found: Rehearsal) -> int:
    """The run sheet's minutes, a move counted in the share of games in which it was played; rounded down."""
    moves = sum(move.minutes * found.played[move.turn] for move in session.moves) // max(1, found.games)
    return session.read_in_minutes + moves + session.hot_wash


def _reading(found: Rehearsal, turn: int) -> int:
    most = max((words for (at, _), words in found.words.items() if at == turn), default=0)
    return 10 * most // (WORDS_PER_MINUTE * max(1, found.played[turn]))
