"""The odds of an order type, made by running its mechanism's own `settle` on a stage.

The code that decides in play is asked here, over every branch and at both ends of what a seat cannot know,
so that what is printed cannot differ from what decides. Which situations matter is found by watching what the
mechanism looks up: a mechanism that a domain adds tomorrow is printed without a line here. Refused: a table
for each mechanism written beside it, which would be a second account of the same numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from seawar.adjudicate.cases import environment
from seawar.adjudicate.chance import enumerate_all
from seawar.adjudicate.preview import per_mille
from seawar.core.facts import End, Facts, Unknown
from seawar.core.mechanism import Ask, Case, Chance, Entrant, NetModifiers, Outcome
from seawar.core.orders import Order
from seawar.core.view import View, view_for
from seawar.report.staging import Stage

NETS = (-3, 3)
"""Nets that a table shows, first and last, where its mechanism names none; beyond them nothing changes there."""
UNTOLD = (Unknown, KeyError, IndexError, ValueError, AssertionError)
"""What a mechanism raises that needs more than a stage has."""

Shares = Mapping[str, int]
"""Band to per mille."""
Both = tuple[Shares, Shares]
"""At the worst and at the best end of what a seat cannot know."""
Asked = dict[tuple[str, tuple[str, ...]], tuple[int, ...]]
"""Step and bands of a chance to its odds."""


@dataclass(slots=True)
class Heard:
    """What was noticed while a mechanism settled."""

    asked: Asked = field(default_factory=dict)
    read: set[tuple[str, str]] = field(default_factory=set)
    """Table and row that it looked up."""
    mods: dict[tuple[int, str], None] = field(default_factory=dict)
    """What it added to the net by itself."""


class _Watched(dict[str, Any]):
    """A table of a view that notes what is looked up in it; an empty row stands for all of them."""

    def __init__(self, name: str, rows: Mapping[str, Any], heard: Heard) -> None:
        super().__init__(rows)
        self.name, self.heard = name, heard

    def _note(self, key: object) -> None:
        self.heard.read.add((self.name, str(key)))

    def __getitem__(self, key: str) -> Any:
        self._note(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self._note(key)
        return super().get(key, default)

    def values(self) -> Any:
        self._note("")
        return super().values()

    def items(self) -> Any:
        self._note("")
        return super().items()


def both_ends(stage: Stage, net: int, heard: Heard) -> Both | None:
    """Odds of the bands when the modifiers sum to `net`, the mechanism's own included; None where untold."""
    try:
        return _at(stage, net, End.WORST, heard), _at(stage, net, End.BEST, heard)
    except UNTOLD:
        return None


def _at(stage: Stage, net: int, end: End, heard: Heard) -> Shares:
    """First without a net, to see what the mechanism adds by itself; then with what is lacking to `net`."""
    _, own = settled(stage, 0, end, Heard(read=heard.read))
    heard.mods |= dict.fromkeys(own)
    return settled(stage, net - sum(add for add, _ in own), end, heard)[0]


def settled(stage: Stage, net: int, end: End, heard: Heard) -> tuple[Shares, NetModifiers]:
    """Every way it can end, at the net that the rulebook's modifiers give, and what the mechanism adds."""
    order, mechanism = stage.order, stage.kind.mechanism
    facts = stage.rules.facts(stage.rules, _watched(stage, heard), order.seat, end)
    subjects = tuple(mechanism.subjects(order, facts))
    if not subjects:
        return {mechanism.quiet: 1000}, ()
    parties = (order, *stage.beside)
    case = Case(subjects[0], tuple(_entrant(stage, o, net if o is order else 0, facts, subjects[0]) for o in parties))
    shares: dict[str, int] = dict.fromkeys(mechanism.bands, 0)
    own: NetModifiers = ()
    for weight, outcome in enumerate_all(lambda: _listening(mechanism.settle(case, facts), heard.asked)):
        shares[outcome.bands[0]] += weight
        own = outcome.mods[0] if outcome.mods else ()
    return per_mille(shares), own


def _watched(stage: Stage, heard: Heard) -> View:
    """The seat's view; where a situation says who is beside it, they and their forces are known, and nobody else is."""
    view = view_for(stage.rules, stage.state, stage.order.seat)
    tables: dict[str, Any] = {name: getattr(view, name) for name in View.__struct_fields__} | {
        "forces": stage.state.forces
    }
    if stage.beside:
        tables["seat"] = ""
    watched: dict[str, Any] = {k: _Watched(k, v, heard) if isinstance(v, dict) else v for k, v in tables.items()}
    return View(**watched)


def _entrant(stage: Stage, order: Order, net: int, facts: Facts, subject: str) -> Entrant:
    kind = stage.rules.order_types[order.type]
    return Entrant(order, kind, net, (), order.key, environment(order, facts, subject))


def _listening(asking: Generator[Ask, int, Outcome], asked: Asked) -> Generator[Ask, int, Outcome]:
    """Passes questions and answers on, and keeps the questions to the dice."""
    try:
        ask = next(asking)
        while True:
            if isinstance(ask, Chance):
                asked[ask.step, ask.bands] = ask.odds
            ask = asking.send((yield ask))
    except StopIteration as stop:
        outcome: Outcome = stop.value
        return outcome


@dataclass(frozen=True, slots=True)
class Situation:
    """A stage in words: what differs from the order as it is usually given."""

    words: str
    stage: Stage
    shown: bool = True
    """Whether it is a row of its own; else it only shows what the mechanism adds by itself."""


@dataclass(frozen=True, slots=True)
class Odds:
    """All that is to be told of one order type's odds."""

    by_net: tuple[tuple[int, Both], ...]
    """Empty where modifiers change nothing."""
    by_net_where: str
    """The situation that those hold in; empty for the usual one."""
    situations: tuple[tuple[str, Both], ...]
    """The usual one first, then each that changes something, all at net 0."""
    dice: tuple[tuple[str, tuple[str, ...], tuple[tuple[int, int], ...]], ...]
    """Each question to the dice: its step, its bands, and the odds of each at both ends."""
    adds: NetModifiers
    """What the mechanism adds to the net by itself."""

    @property
    def bands(self) -> set[str]:
        """Bands that came in some situation."""
        both = [both for _, both in (*self.by_net, *self.situations)]
        return {band for ends in both for end in ends for band, share in end.items() if share}


def odds_of(stage: Stage, others: Callable[[Stage, Heard], Iterable[Situation]]) -> Odds | None:
    """What the dice are asked for an order type; None where a stage is not enough for its mechanism.

    `others` gives the situations beside the usual one, from what the mechanism was seen to look up.
    """
    heard = Heard()
    usual = both_ends(stage, 0, heard)
    if usual is None:
        return None
    found, dice, adds = [("", usual)], dict(_dice(stage)), dict.fromkeys(sorted(heard.mods))
    varied: tuple[str, tuple[tuple[int, Both], ...]] = ("", by_net(stage))
    for situation in others(stage, heard):
        noted = Heard()
        both = both_ends(situation.stage, 0, noted)
        if both is None:
            continue
        adds |= dict.fromkeys(sorted(noted.mods))
        shapes = {_shape(step, stage) for step, _ in dice}
        for (step, bands), told in _dice(situation.stage):
            if not (situation.stage.beside and _shape(step, stage) in shapes):
                dice.setdefault((step, bands), told)
        if situation.shown and both not in [known for _, known in found]:
            found.append((situation.words, both))
            rows = by_net(situation.stage)
            if rows and (not varied[1] or _ranged(varied[1]) > _ranged(rows)):
                varied = (situation.words, rows)
    asked = tuple((step, bands, odds) for (step, bands), odds in dice.items())
    return Odds(varied[1], varied[0], tuple(found), asked, tuple(add for add in adds if add[0]))


def _shape(step: str, stage: Stage) -> str:
    """The step, whoever is asked: what is asked of those beside is not told a second time."""
    return reworded(step, dict.fromkeys(stage.rules.seats, ""))


def reworded(step: str, names: Mapping[str, str]) -> str:
    """A step with whole names in it replaced."""
    any_of = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.sub(rf"(?<![\w-])(?:{any_of})(?![\w-])", lambda found: names[found[0]], step)


def by_net(stage: Stage) -> tuple[tuple[int, Both], ...]:
    """A row for each net, or nothing where all rows are the same."""
    low, high = stage.kind.mechanism.net or NETS
    rows = [(net, both) for net in range(low, high + 1) if (both := both_ends(stage, net, Heard()))]
    return tuple(rows) if any(both != rows[0][1] for _, both in rows) else ()


def _ranged(rows: tuple[tuple[int, Both], ...]) -> bool:
    """Whether they differ by what a seat cannot know: a situation without that tells more of the net."""
    return any(worst != best for _, (worst, best) in rows)


def _dice(stage: Stage) -> Iterator[tuple[tuple[str, tuple[str, ...]], tuple[tuple[int, int], ...]]]:
    """Each question that comes up, with its odds at net 0 and both ends."""
    worst, best = Heard(), Heard()
    try:
        _at(stage, 0, End.WORST, worst)
        _at(stage, 0, End.BEST, best)
    except UNTOLD:
        return
    for key in [*worst.asked, *(key for key in best.asked if key not in worst.asked)]:
        low, high = worst.asked.get(key, best.asked.get(key, ())), best.asked.get(key, worst.asked.get(key, ()))
        yield key, tuple(zip(low, high, strict=True))


def without_forces(stage: Stage) -> Stage:
    return replace(stage, order=replace(stage.order, forces=()))
