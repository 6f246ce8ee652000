"""What history did, replayed over many seeds through the ordinary rules, and how near it comes.

Each test has scripted orders for every seat (the scenario's `historical:`), measures with a known value and a
tolerance, and a null model in which some seats do not respond: a test that the null model passes as well proves
nothing, and the table says so. No test has code of its own beyond what it counts; no parameter belongs to a test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from seawar.adjudicate.historical import historical_sheet
from seawar.adjudicate.turn import Resolution
from seawar.core.apply import apply_all
from seawar.core.calendar import MINUTES_PER_DAY
from seawar.core.history_test import HistoryTest, Measure
from seawar.core.mechanism import PER_MILLE
from seawar.core.orders import Sheet
from seawar.core.rules import Rules
from seawar.core.state import State
from seawar.core.view import View
from seawar.study.playout import Plan, Playout, playout

LOW_PERCENT, HIGH_PERCENT = 10, 90
"""The band that a known value must lie in."""
NEVER = 10**6
"""Days, for what never came about."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A measure over all games of one model."""

    values: tuple[int, ...]
    """Sorted."""

    def at(self, percent: int) -> int:
        """The value below which that share of the games lies, by nearest rank."""
        return self.values[min(len(self.values) - 1, len(self.values) * percent // 100)]

    @property
    def share(self) -> int:
        """Per mille of games in which it is not 0."""
        return sum(map(bool, self.values)) * PER_MILLE // len(self.values)

    def holds(self, measure: Measure) -> bool:
        """Whether the model meets the tolerance, and history lies in its band."""
        if measure.is_share:
            return measure.low <= self.share <= measure.high
        known = self.at(LOW_PERCENT) <= measure.known <= self.at(HIGH_PERCENT)
        return known and measure.low <= self.at(50) <= measure.high


@dataclass(frozen=True, slots=True)
class Calibrated:
    """One test over so many games, with its null model beside it."""

    test: HistoryTest
    games: int
    model: tuple[Seen, ...]
    """One for each measure."""
    null: tuple[Seen, ...]
    left_out: tuple[tuple[str, int], ...]
    """Historical orders that the rules refused, in words, and in how many games."""

    @property
    def unplayed(self) -> tuple[str, ...]:
        """What was refused in every game: then it is not history that was replayed."""
        return tuple(words for words, games in self.left_out if games >= self.games)

    @property
    def holds(self) -> bool:
        """Whether history was played, and every measure holds but those that are noted as failing."""
        if self.unplayed:
            return False
        rows = zip(self.model, self.test.measures, strict=True)
        return all(seen.holds(measure) or measure.note for seen, measure in rows)

    @property
    def null_holds(self) -> bool:
        """Then the test tells nothing."""
        rows = zip(self.null, self.test.measures, strict=True)
        return all(seen.holds(measure) for seen, measure in rows if not measure.note)


def calibrate(
    test: HistoryTest, rules: Rules, numbers: Sequence[int], done: Callable[[], None] = lambda: None
) -> Calibrated:
    """Play the test and its null model with each of these rehearsal dice."""
    refused: dict[str, int] = {}
    model = [_counted(test, rules, number, (), refused, done) for number in numbers]
    null = [_counted(test, rules, number, test.silent, {}, done) for number in numbers]
    return Calibrated(test, len(numbers), _columns(model), _columns(null), tuple(refused.items()))


def _columns(rows: Iterable[Sequence[int]]) -> tuple[Seen, ...]:
    return tuple(Seen(tuple(sorted(column))) for column in zip(*rows, strict=True))


def _counted(
    test: HistoryTest,
    rules: Rules,
    number: int,
    silent: Sequence[str],
    refused: dict[str, int],
    done: Callable[[], None],
) -> list[int]:
    game = playout(rules, number, historical_players(rules, silent, refused), until=test.until)
    done()
    return counted(rules, test, game)


def historical_players(rules: Rules, silent: Sequence[str], refused: dict[str, int]) -> Mapping[str, Plan]:
    """Every seat by history's orders; the silent ones seal nothing. What is refused is noted."""

    def plan(view: View) -> Sheet:
        if view.seat in silent:
            return Sheet(view.seat, view.turn)
        sheet, refusals = historical_sheet(rules, view)
        for refusal in refusals:
            words = f"{rules.label(view.turn)}, {rules.seats[view.seat].title}: {refusal.text}"
            refused[words] = refused.get(words, 0) + 1
        return sheet

    return dict.fromkeys(rules.seats, plan)


def counted(rules: Rules, test: HistoryTest, game: Playout) -> list[int]:
    """What each measure of the test comes to in one game."""
    return [_MEASURED[measure.how](rules, measure, game) for measure in test.measures]


def _value(rules: Rules, measure: Measure, state: State) -> int:
    return int(measure.of(rules.facts(rules, state), {"turn": state.turn}))


def _until(measure: Measure, game: Playout) -> list[Resolution]:
    """What was settled until the end of the turn in which it is counted."""
    return [turn for turn in game.turns if not measure.turn or turn.state.turn <= measure.turn]


def _final(rules: Rules, measure: Measure, game: Playout) -> int:
    if measure.turns is None:
        return _value(rules, measure, _until(measure, game)[-1].state)
    first, last = measure.turns
    return _value(rules, measure, _after(rules, game, last)) - _value(rules, measure, _after(rules, game, first - 1))


def _after(rules: Rules, game: Playout, turn: int) -> State:
    """The state as a turn closed; before the first turn, the start. A game that ended earlier has its last one."""
    closed = [resolution.state for resolution in game.turns if resolution.state.turn <= turn]
    return closed[-1] if closed else rules.start


def _share(rules: Rules, measure: Measure, game: Playout) -> int:
    return int(bool(_final(rules, measure, game)))


def _mean(rules: Rules, measure: Measure, game: Playout) -> int:
    ends = {turn.state.turn: turn.state for turn in _until(measure, game) if turn.state.turn >= measure.since}
    return sum(_value(rules, measure, state) for state in ends.values()) // len(ends) if ends else 0


def _peak(rules: Rules, measure: Measure, game: Playout) -> int:
    state = rules.start.copy()
    top = _value(rules, measure, state)
    for resolution in _until(measure, game):
        for _, results in resolution.steps:
            for result in results:
                apply_all(state, result.effects)
            top = max(top, _value(rules, measure, state))
    return top


def _first(rules: Rules, measure: Measure, game: Playout) -> int:
    """Days from the first turn's start to the end of the turn in which it first holds; NEVER if it does not."""
    began = rules.segments[0].start
    for resolution in _until(measure, game):
        if _value(rules, measure, resolution.state):
            return (resolution.state.until - began) // MINUTES_PER_DAY
    return NEVER


_MEASURED = {"final": _final, "peak": _peak, "mean": _mean, "first": _first, "share": _share}
