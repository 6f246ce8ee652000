"""A stretch settled once more while listening: which line of YAML made each effect, and which forces went.

Outcomes are recorded and stand as they are; what is not recorded is which line asked for them. So the same
orders, rulings and recorded draws are settled again under rules whose lines note what they make. Where a
later engine comes to something else, that is said, and no line is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from msgspec.structs import replace

from seawar.adjudicate.turn import Resolution, direct, improvise, open_turn, reschedule, resolve
from seawar.core.deals import Proposal
from seawar.core.dice import Dice, Label
from seawar.core.effects import AnyEffect, Raise, TrackMoved
from seawar.core.facts import Facts
from seawar.core.mechanism import Step, Upkeep
from seawar.core.orders import Order, Sheet
from seawar.core.results import Settled
from seawar.core.rules import Maker, OrderType, PublicRule, Rules
from seawar.core.rulings import Ruling
from seawar.errors import DiceError
from seawar.replay.account import Account, Stretch
from seawar.replay.course_entries import Rescheduled
from seawar.replay.deal_entries import Concluded
from seawar.replay.entries import Directed, Ruled, Sealed
from seawar.replay.white_cell_entries import Injected

Path = tuple[str | int, ...]
"""A place in the rulebook or the scenario, as `("events", "warning-shots", "effects", 0)`."""


class Wish(NamedTuple):
    """A line's wish to raise a track; of several in one step only the highest becomes an effect."""

    track: str
    to: int
    path: Path
    env: Mapping[str, str | int]
    """Whose wish, and about what."""


@dataclass(slots=True)
class Again:
    """What was heard."""

    results: dict[int, Settled] = field(default_factory=dict)
    """Entry to the result that came out now, where it is the one recorded."""
    lines: dict[int, Path] = field(default_factory=dict)
    """Identity of an effect made now to the line that made it."""
    made: list[AnyEffect | Raise] = field(default_factory=list)
    """All of them, so that identities stay theirs."""
    wishes: dict[int, list[Wish]] = field(default_factory=dict)
    """Step to the wishes to raise a track."""
    orders: dict[str, Order] = field(default_factory=dict)
    """Order key to the order with its forces told off."""

    def line_of(self, n: int, i: int) -> Path:
        """The line that made effect `i` of result `n`; empty where the engine made it, or it is not known."""
        result = self.results.get(n)
        if result is None:
            return ()
        effect = result.effects[i]
        wish = self._highest(result, effect)
        return self.lines.get(id(effect)) or (wish.path if wish else ())

    def raised_to(self, n: int, i: int) -> int | None:
        """The value that effect `i` lifts its track to, if it came of a wish to raise it."""
        result = self.results.get(n)
        if result is None or id(result.effects[i]) in self.lines:
            return None
        wish = self._highest(result, result.effects[i])
        return wish.to if wish else None

    def idle(self, n: int) -> list[Wish]:
        """Wishes of result `n` to raise a track that led to no effect of its own."""
        result = self.results.get(n)
        if result is None:
            return []
        moved = {effect.track for effect in result.effects if isinstance(effect, TrackMoved)}
        wishes = self.wishes.get(result.step, [])
        return [wish for wish in wishes if wish.track not in moved and _is_of(wish, result)]

    def _highest(self, result: Settled, effect: AnyEffect) -> Wish | None:
        """The highest wish for a track in this step; of several, the result's own."""
        wishes = [
            w for w in self.wishes.get(result.step, ()) if isinstance(effect, TrackMoved) and w.track == effect.track
        ]
        return max(wishes, key=lambda wish: (wish.to, _is_of(wish, result)), default=None)


def _is_of(wish: Wish, result: Settled) -> bool:
    """Whether a result made this wish: its outcome's line for its seat and targets, or an event that its key names."""
    ids = {str(value) for name, value in wish.env.items() if name in ("self", "contact", "area")}
    if wish.path[0] == "orders":
        named = {result.seat, *result.targets.values(), result.subject}
        own = wish.path[1] == result.type and wish.path[3] == result.result
        return own and ids <= named and all(wish.env.get(k) == v for k, v in result.targets.items())
    if result.subject:  # the shared result of a case holds what events brought
        return not result.seat and wish.env.get("contact") == result.subject
    return ids <= {*result.key.split("/")}


class Recorded(Dice):
    """The draws as they are on record."""

    def __init__(self, drawn: Mapping[tuple[str | int, ...], int]) -> None:
        self.drawn = drawn

    def below(self, label: Label, n: int, i: int = 0) -> int:
        del n, i
        try:
            return self.drawn[tuple(label)]
        except KeyError:
            raise DiceError(f"{list(label)} is not on record") from None


def settle_again(account: Account, stretch: Stretch) -> Again:
    """The stretch settled again; what comes out otherwise than it is recorded is left out."""
    again = Again()
    try:
        resolution = _resolution(account, stretch, _Ear(again).rules(account.rules))
    except (DiceError, KeyError, IndexError, AssertionError):
        return again  # a later engine asks for other draws
    now = [result for _, results in resolution.steps for result in results]
    for n, result in zip(stretch.results, now, strict=False):
        if account.result(n) == result:
            again.results[n] = result
    return again


def _resolution(account: Account, stretch: Stretch, rules: Rules) -> Resolution:
    before = account.state_before(stretch.results[0])
    if stretch.directed is not None:
        directed = account.entries[stretch.directed]
        if isinstance(directed, Rescheduled):
            return reschedule(rules, before, directed.ahead)
        if isinstance(directed, Injected):
            return improvise(rules, before, directed.inject)
        assert isinstance(directed, Directed)
        return direct(rules, before, directed.directive)
    if not stretch.sheets and account.result(stretch.results[0]).type == "clock":
        return open_turn(rules, before)
    drawn = {roll.label: roll.drawn for n in stretch.results for roll in account.result(n).rolls}
    deals = _deals(account, stretch)
    sheets, rulings = _sheets(account, stretch), _rulings(account, stretch)
    return resolve(rules, before, sheets, rulings, Recorded(drawn), deals=deals)


def _sheets(account: Account, stretch: Stretch) -> Iterable[Sheet]:
    sealed = (account.entries[n] for n in stretch.sheets.values())
    return [entry.sheet for entry in sealed if isinstance(entry, Sealed)]


def _deals(account: Account, stretch: Stretch) -> list[Proposal]:
    concluded = (account.entries[n] for n in stretch.deals)
    return [entry.proposal for entry in concluded if isinstance(entry, Concluded)]


def _rulings(account: Account, stretch: Stretch) -> dict[str, Ruling]:
    ruled = {key: account.entries[n] for key, n in stretch.rulings.items()}
    return {key: entry.ruling for key, entry in ruled.items() if isinstance(entry, Ruled)}


class _Ear:
    """Makes rules that do the same and tell what they do."""

    def __init__(self, again: Again) -> None:
        self.again = again
        self.step = int(Step.INJECTS)
        """The step that is being settled."""

    def rules(self, rules: Rules) -> Rules:
        return replace(
            rules,
            order_types={id_: self._order_type(kind) for id_, kind in rules.order_types.items()},
            events={id_: self._lines(made, ("events", id_, "effects")) for id_, made in rules.events.items()},
            reactions={id_: self._lines(made, ("reactions", id_, "effects")) for id_, made in rules.reactions.items()},
            publics={name: self._publics(name, made) for name, made in rules.publics.items()},
            chances=tuple(
                replace(chance, effects=self._lines(chance.effects, ("chances", chance.id, "effects")))
                for chance in rules.chances
            ),
            msel=tuple(
                replace(inject, effects=self._lines(inject.effects, ("msel", i, "effects")))
                for i, inject in enumerate(rules.msel)
            ),
            upkeep=tuple(self._upkeep(upkeep) for upkeep in rules.upkeep),
        )

    def _publics(self, name: str, made: tuple[PublicRule, ...]) -> tuple[PublicRule, ...]:
        return tuple(
            replace(rule, effects=self._lines(rule.effects, ("publics", name, i, "effects")))
            for i, rule in enumerate(made)
        )

    def _lines(self, makers: tuple[Maker, ...], path: Path) -> tuple[Maker, ...]:
        return tuple(self._line(maker, (*path, i)) for i, maker in enumerate(makers))

    def _line(self, maker: Maker, path: Path) -> Maker:
        again = self.again

        def make(facts: Facts, env: Mapping[str, str | int]) -> Iterable[AnyEffect | Raise]:
            for effect in maker(facts, env):
                again.made.append(effect)
                if isinstance(effect, Raise):
                    again.wishes.setdefault(self.step, []).append(Wish(effect.track, effect.to, path, env))
                else:
                    again.lines[id(effect)] = path
                yield effect

        return make

    def _order_type(self, kind: OrderType) -> OrderType:
        mechanism, orders = kind.mechanism, self.again.orders

        def subjects(order: Order, facts: Facts) -> Iterable[str]:
            self.step = int(mechanism.step)
            orders[order.key] = order
            return mechanism.subjects(order, facts)

        outcomes = {
            band: self._lines(makers, ("orders", kind.id, "outcomes", band)) for band, makers in kind.outcomes.items()
        }
        return replace(kind, mechanism=replace(mechanism, subjects=subjects), outcomes=outcomes)

    def _upkeep(self, upkeep: Upkeep) -> Upkeep:
        def subjects(facts: Facts) -> Iterable[tuple[str, ...]]:
            if not upkeep.by_date:  # it is asked as a turn opens as well, ahead of the injects
                self.step = int(upkeep.step)
            return upkeep.subjects(facts)

        return replace(upkeep, subjects=subjects)
