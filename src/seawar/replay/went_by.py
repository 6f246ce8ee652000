"""What upkeep went by: the rows without which it would have come out otherwise, and who touched them last.

Upkeep is settled once more from the state it was settled from, and its tables note what is looked up. Then each of
those rows is put back to what it was before it was last changed: where upkeep then comes to something else, that
change led to it. So a cause is never what merely names the same seats. Matching rows by the ids in a key was
refused for that reason: two seats have many rows, and most have nothing to do with each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from msgspec.structs import replace

from seawar.adjudicate.chance import draw
from seawar.core.apply import apply_all
from seawar.core.effects import AnyEffect, ClockMoved, LedgerMoved, Raise
from seawar.core.facts import Unknown
from seawar.core.mechanism import Step, Upkeep
from seawar.core.results import Roll, Settled
from seawar.core.rules import Rules
from seawar.core.state import State
from seawar.errors import DiceError
from seawar.replay.account import Account
from seawar.replay.again import Recorded
from seawar.replay.course_entries import Restored
from seawar.replay.entries import Resulted, Started
from seawar.replay.rows import BY_NAME, MOVES, Row, rows
from seawar.replay.stood import watched

Wishes = tuple[AnyEffect | Raise, ...]
Label = tuple[str | int, ...]
Drawn = Mapping[Label, int]


class Origin(NamedTuple):
    """One row that upkeep went by."""

    row: Row
    n: int
    """Entry of the result that touched it last before."""
    ends: bool
    """Whether the upkeep empties it."""


class WentBy:
    """What the results that the engine settles by itself went by, within one account."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.upkeep: dict[str, Upkeep] = {upkeep.name: upkeep for upkeep in account.rules.upkeep}

    def origins(self, n: int) -> list[Origin]:
        """The rows that result `n` went by or ended, each with who touched it last; rows of the start have nobody."""
        result, start = self.account.result(n), self.account.step_start(n)
        changed = self._changed(result, self._starts[start])
        ended = [row for row, left in changed.items() if not left]
        found = [*(changed if result.type not in self.upkeep else ended), *self._read(n, start)]
        return [
            Origin(row, m, row in ended)
            for row in dict.fromkeys(found)
            if (m := self.account.last_touch(row, start)) is not None
        ]

    def waited_for(self, n: int, roll: Roll) -> int | None:
        """The instant on which what a draw of result `n` makes wait will come; 0 where no ledger holds it, since it
        came at once; None where this version settles it otherwise.

        Found by asking what would be written had the draw come out otherwise.
        """
        result, state = self.account.result(n), self._starts[self.account.step_start(n)]
        if result.type not in self.upkeep:
            return None
        drawn = _drawn(result)
        now = self._settle(n, state, drawn)
        other = self._settle(n, state, drawn | {roll.label: (roll.drawn + roll.below // 2) % roll.below})
        if now is None or other is None:
            return None
        held, otherwise = (_instants(self.account.rules, state, wishes) for wishes in (now, other))
        return next((value for key, value in held.items() if value and value != otherwise.get(key)), 0)

    # The states that steps began from, and what rows held before each change.

    @cached_property
    def _walked(self) -> tuple[dict[int, State], dict[tuple[int, Row], Any]]:
        """First entry of a step to the state it was settled from; a result and a row it changed to what it held."""
        starts: dict[int, State] = {}
        held: dict[tuple[int, Row], Any] = {}
        state = State()
        for n, entry in self.account.entries.items():
            if isinstance(entry, Started | Restored):
                state = entry.state.copy()
            elif isinstance(entry, Resulted):
                if self.account.step_start(n) == n:
                    starts[n] = state.copy()
                for row in dict.fromkeys(row for effect in entry.result.effects for row in rows(effect)):
                    held[n, row] = value_of(state, row)
                apply_all(state, entry.result.effects)
        return starts, held

    @property
    def _starts(self) -> Mapping[int, State]:
        return self._walked[0]

    # What was read, and what it decided.

    def _changed(self, result: Settled, state: State) -> dict[Row, Any]:
        """The rows that a result changed, and what they hold then; what merely moves by and by is left out."""
        after = state.copy()
        apply_all(after, result.effects)
        touched = dict.fromkeys(row for effect in result.effects for row in rows(effect))
        return {row: value_of(after, row) for row in touched if row[1] and row[0] not in (*BY_NAME, *MOVES)}

    def _read(self, n: int, start: int) -> Iterator[Row]:
        """The rows that decided what upkeep came to."""
        result, state = self.account.result(n), self._starts[start]
        drawn = _drawn(result)
        now = self._settle(n, state, drawn) if result.type in self.upkeep else None
        if now is None:
            return
        noted: list[Row] = []
        self._settle(n, watched(state, noted), drawn)
        named = {part for part in result.key.split("/")[1:] if part}
        alike = (row for row in self.account.touched if named & {*row[1].split("/")})  # what is gone through whole
        for row in dict.fromkeys((*noted, *alike)):
            if not row[1] or row[0] in BY_NAME or (row[0] == "ledgers" and not value_of(state, row)):
                continue  # a count that was emptied says that nothing has happened since
            before = self._without(state, row, start)
            if before is not None and self._settle(n, before, drawn) != now:
                yield row

    def _without(self, state: State, row: Row, start: int) -> State | None:
        """The state with a row as it was before it came to stand as it does; None where it always did."""
        value, held = value_of(state, row), self._walked[1]
        touched = [m for m in self.account.touched.get(row, ()) if m < start]
        was = next((m for m in reversed(touched) if held[m, row] != value), None)
        if was is None:
            return None
        before = state.copy()
        table = getattr(before, row[0])
        if held[was, row] is None:
            del table[row[1]]
        else:
            table[row[1]] = held[was, row]
        return before

    def _settle(self, n: int, state: State, drawn: Drawn) -> Wishes | None:
        """Upkeep settled from a state with the draws given; None where it does not come up, or asks for others."""
        result, rules = self.account.result(n), self.account.rules
        upkeep, state = self.upkeep[result.type], self._leapt(n, state)
        try:
            facts = rules.facts(rules, state)
            found = (of for of in upkeep.subjects(facts) if "/".join((upkeep.name, *of)) == result.key)
            subject = next(found, None)
            if subject is None:
                return None
            facts.me = subject[0]
            label: Label = (upkeep.name, state.epoch, state.turn, *subject)
            return tuple(draw(upkeep.settle(subject, facts), Recorded(drawn), label)[0])
        except (DiceError, Unknown, LookupError):
            return None

    def _leapt(self, n: int, state: State) -> State:
        """What goes by date is asked, as a turn opens, for the time since the last one as if that were a turn."""
        together = self.account.results_of(self.account.within[n], Step.OPEN)
        effects = (effect for m in together for effect in self.account.result(m).effects)
        clock = next((effect for effect in effects if isinstance(effect, ClockMoved)), None)
        if clock is None or self.account.result(n).step != Step.OPEN:
            return state
        return replace(state, now=state.until, until=clock.now)


def value_of(state: State, row: Row) -> Any:
    """What a row holds; None where there is none."""
    table = getattr(state, row[0])
    return table.get(row[1]) if isinstance(table, dict) else table


def _drawn(result: Settled) -> dict[Label, int]:
    return {roll.label: roll.drawn for roll in result.rolls}


def _instants(rules: Rules, state: State, wishes: Wishes) -> dict[str, int]:
    """The ledgers of instants that upkeep moves, and what they hold then."""
    return {
        effect.ledger: state.ledgers.get(effect.ledger, 0) + effect.by
        for effect in wishes
        if isinstance(effect, LedgerMoved) and rules.ledgers[effect.ledger.partition("/")[0]].holds == "instant"
    }
