"""What a ruling may add, picked from lists: which number and by how much, which agreement, matter or condition.

Only what can stand is offered, so that nothing is refused after it was filled in; the table checks it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from textual.app import App

from seawar.core import calendar
from seawar.core.calendar import MINUTES_PER_DAY
from seawar.core.effects import AgreementMoved, AnyEffect, ConditionSet, MatterMoved, ResourceMoved, TrackMoved
from seawar.core.rules import Rules
from seawar.core.state import State, dyad
from seawar.net.wire import STATUSES
from seawar.replay.wording import between, change_words, value_words, word
from seawar.tui.dialogs import Choose
from seawar.tui.lines import row
from seawar.tui.words import minus

FURTHEST = 4
"""Boxes or units that a ruling moves a number by at most: more is several rulings, each with its reason."""
LENGTHS = ("1 day", "3 days", "1 week", "1 month", "2 months", "6 months", "1 year")
NOBODY = "-"
"""Key of no holder."""
_ASKED = re.compile(r'lasts\("([a-z0-9-]+)"')

Choices = Sequence[tuple[str, str]]
"""Key and words of each thing that can be chosen."""


@dataclass(frozen=True, slots=True)
class Question:
    """One step of picking an effect."""

    title: str
    choices: Choices
    first: str = ""
    """Where the cursor begins."""


KINDS = {
    "track": "A track moves",
    "resource": "A resource moves",
    "agreement": "An agreement changes",
    "matter": "A matter moves",
    "condition": "A condition holds for a time",
}


def kinds(rules: Rules, state: State) -> Choices:
    """Kinds of effect that this exercise has anything for."""
    there: Mapping[str, object] = {
        "track": state.tracks, "resource": state.resources, "agreement": state.agreements,
        "matter": rules.matters, "condition": condition_names(rules, state),
    }  # fmt: skip
    return [(kind, title) for kind, title in KINDS.items() if there[kind]]


def condition_names(rules: Rules, state: State) -> list[str]:
    """Conditions that anything asks for, or that hold now."""
    texts = (m.when.text for kind in rules.order_types.values() for m in kind.modifiers)
    named = {name for text in texts for name in _ASKED.findall(text)}
    return sorted(named | {key.partition("/")[0] for key in state.conditions})


def question(rules: Rules, state: State, kind: str, given: Sequence[str]) -> Question | None:
    """What is to be chosen next, after the answers `given`; None when the effect is whole."""
    steps = list(_steps(rules, state, kind, given))
    return steps[len(given)] if len(given) < len(steps) else None


def _steps(rules: Rules, state: State, kind: str, given: Sequence[str]) -> Iterator[Question]:
    if kind in ("track", "resource"):
        yield from _numbers(rules, state, kind, given)
    elif kind == "agreement":
        titles = [(id_, f"{rules.agreements[id_].title}: {_plain(a.status)}") for id_, a in state.agreements.items()]
        yield Question("Which agreement?", titles)
        at = state.agreements[given[0]].status if given else ""
        yield Question("What becomes of it?", [(s, _plain(s)) for s in STATUSES if s != at])
    elif kind == "matter":
        yield from _matter(rules, state, given)
    elif kind == "condition":
        seats = [(id_, seat.title) for id_, seat in rules.seats.items()]
        yield Question("Which condition?", [(name, _plain(name)) for name in condition_names(rules, state)])
        yield Question("Between whom? First", seats)
        yield Question("And", [(id_, f"{title} itself" if id_ in given[1:2] else title) for id_, title in seats])
        yield Question("Until when?", list(_ends(rules, state)))


def _numbers(rules: Rules, state: State, kind: str, given: Sequence[str]) -> Iterator[Question]:
    rows = state.tracks if kind == "track" else state.resources
    who = {key: key.partition("/")[2] for key in rows}
    yield Question(f"Which {kind}?", [(key, _number(rules, kind, key, value, who[key])) for key, value in rows.items()])
    at = rows.get(given[0], 0) if given else 0
    low, high = rules.ranges[given[0].partition("/")[0]] if given else (0, 0)
    steps = [by for by in range(-FURTHEST, FURTHEST + 1) if by and low <= at + by <= high]
    words = [(str(by), minus(f"{by:+}  {change_words(rules, given[0], at, at + by)}")) for by in steps]
    yield Question("By how much?", words, "1" if 1 in steps else "-1")


def _number(rules: Rules, kind: str, key: str, value: int, who: str) -> str:
    said = minus(value_words(rules, key, value))
    return said if kind == "track" else f"{rules.resources[key.partition('/')[0]].title} {between(rules, who)}: {value}"


def _matter(rules: Rules, state: State, given: Sequence[str]) -> Iterator[Question]:
    def words(id_: str) -> str:
        matter = state.matters.get(id_)
        return f"{rules.matters[id_].title}: {_plain(matter.status)}" if matter else rules.matters[id_].title

    yield Question("Which matter?", [(id_, words(id_)) for id_ in rules.matters])
    states = rules.matters[given[0]].states if given else ()
    at = state.matters.get(given[0]) if given else None
    yield Question("What becomes of it?", [(s, _plain(s)) for s in states], at.status if at else "")
    holders = [(NOBODY, "nobody"), *((id_, seat.title) for id_, seat in rules.seats.items())]
    yield Question("Who has it then?", holders, (at.holder if at else "") or NOBODY)


def _ends(rules: Rules, state: State) -> Iterator[tuple[str, str]]:
    yield str(state.until), f"the end of this {rules.turn_label.lower()}"
    for length in LENGTHS:
        until = calendar.add(state.now, calendar.parse_duration(length), rules.zone)
        if until > state.until:
            yield str(until), f"{length}, to {calendar.date(until, rules.zone)}"


def effect(rules: Rules, state: State, kind: str, given: Sequence[str]) -> AnyEffect:
    """The effect that the answers make."""
    match kind:
        case "track":
            return TrackMoved(given[0], int(given[1]))
        case "resource":
            return ResourceMoved(given[0], int(given[1]))
        case "agreement":
            lapses = state.now + rules.agreements[given[0]].notice_days * MINUTES_PER_DAY
            return AgreementMoved(given[0], given[1], lapses if given[1] == "notice-given" else 0)
        case "matter":
            return MatterMoved(given[0], given[1], "" if given[2] == NOBODY else given[2])
        case "condition":
            return ConditionSet(f"{given[0]}/{dyad(given[1], given[2])}", int(given[3]))
        case _:
            raise KeyError(kind)


def _plain(id_: str) -> str:
    return id_.replace("-", " ")


def audiences(rules: Rules) -> Choices:
    """Who can be told something: each seat, and everybody."""
    return [*((id_, word(rules, {}, id_)) for id_ in rules.seats), ("public", "everybody, as public news")]


async def pick(app: App[Any], rules: Rules, state: State) -> AnyEffect | None:
    """Ask for an effect, one list after the other; None when the person goes back."""
    offered = [row(words, key=key) for key, words in kinds(rules, state)]
    kind = await app.push_screen_wait(Choose("What happens besides?", offered))
    given: list[str] = []
    while kind is not None and (asked := question(rules, state, kind, given)):
        listed = [row(words, key=key) for key, words in asked.choices]
        answer = await app.push_screen_wait(Choose(asked.title, listed, asked.first))
        if answer is None:
            return None
        given.append(answer)
    return effect(rules, state, kind, given) if kind is not None else None
