"""What the counts of `playability` come to: five verdicts, each with its figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations

from seawar.core.rules import Rules
from seawar.study.playability import RANDOM, Players, Tallies, Tally, total, watched_aims
from seawar.study.traced import Given

LEAST_TYPES = 3
"""Order types that are open and of use to a seat in each move."""
IN_PERCENT = 90
"""Of the games that play the move: what a seat spent itself may leave it with less now and then."""
APART_PERCENT = 20
"""Of games in which two aims of a seat come out differently."""
TEMPER_POINTS = 15
"""Points by which a temperament moves the share of games in which an aim is met."""
WITHOUT_PERCENT = 90
"""Of games without an order in which its seat meets all aims: from there on the order is not what does it."""
LEAST_GAMES = 10
"""With an order, and as many without it, before it is said to win by itself."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What one seat can do in one turn."""

    seat: str
    turn: int
    games: int
    """In which the turn was played."""
    enough: int
    """In which enough order types of use were open."""
    fewest: int
    most: int
    useful: tuple[str, ...]
    """Of use, and open in most games that fell short; of all games where none did."""
    shut: tuple[str, ...]
    """Of use to that seat, on offer then, and not open."""
    unchosen: tuple[str, ...]
    """Open there and chosen by that seat in no game."""
    unmoving: tuple[str, ...]
    """Chosen, and in no game did it move what an aim looks at."""

    @property
    def holds(self) -> bool:
        return self.enough * 100 >= IN_PERCENT * self.games


@dataclass(frozen=True, slots=True)
class Pair:
    """The two aims of a seat that come out differently most often."""

    seat: str
    games: int
    apart: int
    aims: tuple[str, ...]
    """Empty where it has fewer than two that are watched."""

    @property
    def holds(self) -> bool:
        return len(self.aims) > 1 and self.apart * 100 >= APART_PERCENT * self.games


@dataclass(frozen=True, slots=True)
class Temper:
    """The aim of a seat that its temperament moves most."""

    seat: str
    games: int
    """Of each temperament."""
    aim: str
    """Empty where no aim is watched."""
    own: str
    other: str
    met_own: int
    met_other: int

    @property
    def points(self) -> int:
        """Rounded down."""
        return abs(self.met_other - self.met_own) * 100 // self.games

    @property
    def holds(self) -> bool:
        return bool(self.aim) and abs(self.met_other - self.met_own) * 100 >= TEMPER_POINTS * self.games


@dataclass(frozen=True, slots=True)
class Winner:
    """An order type with which its seat met all aims whenever it was given, and not nearly so without."""

    seat: str
    type: str
    given: int
    without: int
    """Games without it."""
    won_without: int


@dataclass(frozen=True, slots=True)
class Unreached:
    """What came up in no game by anybody."""

    injects: tuple[str, ...]
    ends: tuple[str, ...]
    turns: tuple[int, ...]

    @property
    def holds(self) -> bool:
        return not (self.injects or self.ends or self.turns)


@dataclass(frozen=True, slots=True)
class Playable:
    """All verdicts on one exercise."""

    games: int
    choices: tuple[Choice, ...]
    pairs: tuple[Pair, ...]
    tempers: tuple[Temper, ...]
    winners: tuple[Winner, ...]
    unreached: Unreached

    @property
    def holds(self) -> bool:
        seats = (self.choices, self.pairs, self.tempers)
        return all(one.holds for group in seats for one in group) and not self.winners and self.unreached.holds


def judged(rules: Rules, tallies: Tallies) -> Playable:
    """The verdicts."""
    own = total(one for players, one in tallies.items() if players.own)
    by_bots = total(one for players, one in tallies.items() if players.who != RANDOM)
    all_ = total(tallies.values())
    return Playable(
        all_.games,
        tuple(_choices(rules, own, chosen={*by_bots.chosen}, moving={*all_.moved})),
        tuple(_pair(rules, own, seat) for seat in rules.seats),
        tuple(_temper(rules, tallies, seat) for seat in rules.seats),
        tuple(_winners(rules, by_bots)),
        _unreached(rules, all_),
    )


Open = Counter[tuple[str, ...]]
"""Order types that are open together, to games in which they are."""


def _choices(rules: Rules, own: Tally, *, chosen: Collection[Given], moving: Collection[Given]) -> Iterator[Choice]:
    """A choice for each seat and turn that bots planned."""
    planned: dict[tuple[str, int], Open] = {}
    for (seat, turn, types), games in own.open.items():
        planned.setdefault((seat, turn), Counter())[types] += games
    for seat in rules.seats:
        for turn in sorted(turn for who, turn in planned if who == seat):
            yield _choice(rules, seat, turn, planned[seat, turn], chosen, moving)


def _choice(
    rules: Rules, seat: str, turn: int, found: Open, chosen: Collection[Given], moving: Collection[Given]
) -> Choice:
    used = {types: sum((seat, t) in chosen and (seat, t) in moving for t in types) for types in found}
    short = [types for types in found if used[types] < LEAST_TYPES]
    often: Counter[str] = Counter()
    for types in short or found:
        often.update(dict.fromkeys(types, found[types]))
    half = sum(found[types] for types in short or found) / 2
    offered = rules.offered(rules.segment_of(turn)[0])
    useful = [t for t in offered if (seat, t) in chosen and (seat, t) in moving]
    most = [t for t in offered if often[t] > half]
    return Choice(
        seat, turn, found.total(), found.total() - sum(found[types] for types in short),
        min(used.values()), max(used.values()),
        useful=tuple(t for t in useful if t in most),
        shut=tuple(t for t in useful if t not in most),
        unchosen=tuple(t for t in most if (seat, t) not in chosen),
        unmoving=tuple(t for t in most if (seat, t) in chosen and (seat, t) not in moving),
    )  # fmt: skip


def _pair(rules: Rules, own: Tally, seat: str) -> Pair:
    aims = watched_aims(rules, seat)
    found = [
        (sum(n for (who, met), n in own.met.items() if who == seat and (a in met) != (b in met)), (a, b))
        for a, b in combinations(aims, 2)
    ]
    apart, pair = max(found, key=lambda one: one[0], default=(0, aims[:1]))
    return Pair(seat, own.games, apart, pair)


def _temper(rules: Rules, tallies: Tallies, seat: str) -> Temper:
    """Beside the same games with only that seat's temperament changed."""
    own, plain = rules.seats[seat].temperament, tallies[Players()]
    found = [
        Temper(seat, plain.games, aim, own, players.who, plain.aim(seat, aim), other.aim(seat, aim))
        for players, other in tallies.items() if players.seat == seat
        for aim in watched_aims(rules, seat)
    ]  # fmt: skip
    return max(found, key=lambda one: abs(one.met_other - one.met_own), default=Temper(seat, 1, "", own, "", 0, 0))


def _winners(rules: Rules, by_bots: Tally) -> Iterator[Winner]:
    for (seat, type_), given in sorted(by_bots.chosen.items()):
        without = by_bots.games - given
        if not watched_aims(rules, seat) or min(given, without) < LEAST_GAMES:
            continue
        won = by_bots.won[seat, type_]
        elsewhere = by_bots.all_met(rules, seat) - won
        if won == given and elsewhere * 100 < WITHOUT_PERCENT * without:
            yield Winner(seat, type_, given, without, elsewhere)


def _unreached(rules: Rules, all_: Tally) -> Unreached:
    injects = (inject.id for inject in rules.msel if inject.id not in rules.start.fired)
    return Unreached(
        tuple(id_ for id_ in injects if not all_.injects[id_]),
        tuple(end.id for end in rules.ends if not all_.ends[end.id]),
        tuple(turn for turn in rules.plan.turns if not all_.turns[turn]),
    )
