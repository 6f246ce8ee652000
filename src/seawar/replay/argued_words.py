"""Arguments, reasons against, windows and what a ruling says of them: one line each, for text and for why."""

from __future__ import annotations

from collections.abc import Iterator

from seawar.core.orders import Argument
from seawar.core.rules import Rules
from seawar.core.rulings import Ruling
from seawar.core.state import UMPIRE, State
from seawar.domains.odds import thrown
from seawar.replay.course_entries import Countered, Windowed
from seawar.replay.effects_told import effect_words
from seawar.replay.person_lines import by
from seawar.replay.wording import Known, result_words, ruling_words, seats_words, word

METHODS = {"dice": "by the dice", "consensus": "by consensus", "umpire": "by the white cell, without dice"}

ARGUMENT = "argument"
"""What an argued roll is asked as, at the end of its label."""


def argument_lines(argument: Argument | None) -> Iterator[str]:
    """Action, effect and reasons, in the seat's own words."""
    if argument is None:
        return
    yield f"action: {argument.action}"
    yield f"effect: {argument.effect}"
    for number, reason in enumerate(filter(str.strip, argument.reasons), 1):
        yield f"reason {number}: {reason}"


def mark_words(mark: int) -> str:
    """What a mark says of a reason."""
    return {1: "strong, +1", -1: "strong against, -1"}.get(mark, "weak, 0")


def drew_words(step: str, drawn: int, below: int) -> str:
    """`drew 683 of 1000`; of an argued roll, whose odds are two dice, the two dice that it stands for as well."""
    words = f"drew {drawn} of {below}"
    if step != ARGUMENT:
        return words
    first, second = thrown(drawn)
    return f"{words}, on two dice {first} + {second} = {first + second}"


def ruled_lines(rules: Rules, known: Known, before: State, ruling: Ruling) -> Iterator[str]:
    """A ruling, then what it holds, a line each."""
    what = result_words(rules, known, ruling.result)
    yield f"Ruling{by(ruling.author)[1:]} on {what}: {ruling_words(ruling.band)}, because {ruling.reason}"
    yield from (f"  {line}" for line in ruling_lines(rules, known, before, ruling))


def ruling_lines(rules: Rules, known: Known, before: State, ruling: Ruling) -> Iterator[str]:
    """What a ruling holds besides outcome and reason; `before` is the state it was given in."""
    if ruling.method:
        yield f"decided {METHODS[ruling.method]}"
    for mark, because in ruling.marks:
        yield f"{mark_words(mark)}: {because}"
    for effect in ruling.effects:
        yield f"adds: {effect_words(rules, known, effect, before)}"
    if ruling.unsaid:
        yield f"not told what the rules would have told: {seats_words(rules, ruling.unsaid)}"


def argued_title(rules: Rules, entry: Windowed | Countered) -> str:
    """`Japan's argument`, of the order that a window is about; a further one of the seat's has its number."""
    name, _, number = entry.result.partition("#")
    seat = name.rpartition("/")[2]
    whose = rules.seats[seat].in_text if seat in rules.seats else seat
    owner = f"{whose}'" if whose.endswith("s") else f"{whose}'s"
    return f"{owner} argument" + (f" {number}" if number else "")


def window_lines(rules: Rules, entry: Windowed, reader: str = UMPIRE) -> Iterator[str]:
    """To whom a window opened, and what they read of the order."""
    who = seats_words(rules, entry.to) if reader == UMPIRE else "you"
    if not entry.open:
        yield f"The white cell takes no more reasons against {argued_title(rules, entry)}"
        return
    yield f"The white cell asks {who} for reasons against {argued_title(rules, entry)}"
    yield from (f"  {line}" for line in argument_lines(entry.argument))


def counter_line(rules: Rules, entry: Countered) -> str:
    return f"{word(rules, {}, entry.seat)}, against {argued_title(rules, entry)}: {entry.reason}"


def against_lines(rules: Rules, entry: Windowed | Countered, reader: str = UMPIRE) -> Iterator[str]:
    """A window or what came in through it."""
    if isinstance(entry, Windowed):
        yield from window_lines(rules, entry, reader)
    else:
        yield counter_line(rules, entry)
