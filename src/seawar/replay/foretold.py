"""What an inject would bring, before it is fired: its effects in words, and what each seat would come to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seawar.adjudicate.turn import Resolution
from seawar.core.effects import InjectFired, InjectFreed, Reported
from seawar.core.rules import Rules
from seawar.core.state import State
from seawar.core.view import View, difference, view_for
from seawar.replay.effects_told import effect_words
from seawar.replay.keys import key_words
from seawar.replay.wording import change_words, report_line

QUIET = ("fired", "seen")
"""Tables that say nothing to a person."""


@dataclass(frozen=True, slots=True)
class Foretold:
    effects: tuple[str, ...]
    reads: tuple[tuple[str, tuple[str, ...]], ...]
    """Every seat, and what it would read; nothing where it would not notice."""


def foretold(rules: Rules, state: State, done: Resolution) -> Foretold:
    """`done` is what would follow from `state`, which is left as it was."""
    effects = (effect for _, results in done.steps for result in results for effect in result.effects)
    told = tuple(
        effect_words(rules, state.contacts, effect, state)
        for effect in effects
        if not isinstance(effect, InjectFired | InjectFreed | Reported)
    )
    reads = ((seat, tuple(_reads(rules, state, done.state, seat))) for seat in rules.seats)
    return Foretold(told, tuple(reads))


def _reads(rules: Rules, before: State, after: State, seat: str) -> Iterator[str]:
    """In the words that this seat would read it in."""
    old, new = view_for(rules, before, seat), view_for(rules, after, seat)
    for table, key, value in difference(old, new):
        if value is not None and table not in QUIET:
            yield _line(rules, old, new, table, key)


def _line(rules: Rules, old: View, new: View, table: str, key: str) -> str:
    match table:
        case "news":
            return report_line(rules, new.contacts, new.news[key])
        case "tracks" | "resources":
            return change_words(rules, key, getattr(old, table).get(key, 0), getattr(new, table)[key])
        case "agreements":
            return f"{key_words(rules, {}, key)}: {new.agreements[key].status.replace('-', ' ')}"
        case "matters":
            return f"{key_words(rules, {}, key)}: {new.matters[key].status}"
        case _:
            return f"{table.capitalize()}: {key_words(rules, new.contacts, key).replace('-', ' ')}"
