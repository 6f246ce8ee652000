"""What passes between seats and the white cell, as lines of a replay, as one line of an explanation, and explained."""

from __future__ import annotations

from collections.abc import Iterator

from seawar.core.rules import Rules
from seawar.core.state import UMPIRE
from seawar.replay.entries import AnyEntry, Opaque
from seawar.replay.person_lines import by, white_cell
from seawar.replay.white_cell_entries import Asked, Injected, Noted, RfiAnswered, RfiSourced, Situated
from seawar.replay.wording import result_words, seats_words, word

WhiteCellEntry = Asked | RfiAnswered | RfiSourced | Noted | Situated | Injected


def seat_lines(rules: Rules, entry: AnyEntry | Opaque) -> Iterator[str]:
    """As the seat that it is for reads it."""
    match entry:
        case Asked():
            yield f"You ask the white cell, question {number(entry.id)}: {entry.text}"
        case RfiAnswered(aside=True):
            yield f"{white_cell(entry.author)} sets your question {number(entry.question)} aside: {entry.text}"
        case RfiAnswered():
            yield f"{white_cell(entry.author)} answers your question {number(entry.question)}: {entry.text}"
        case Situated():
            yield f"The state of the world, from the white cell in {_when(rules, entry.turn)}{by(entry.author)}"
            yield from (f"  {line}" for line in entry.text.split("\n") if line.strip())
        case _:
            pass


def umpire_lines(rules: Rules, entry: AnyEntry | Opaque) -> Iterator[str]:
    """As the umpire reads it."""
    match entry:
        case Asked():
            yield f"{word(rules, {}, entry.seat)} asks the white cell, question {entry.id}: {entry.text}"
        case RfiSourced():
            yield f"  source, for the white cell alone, of the answer to {entry.question}: {entry.text}"
        case RfiAnswered():
            done = "sets aside" if entry.aside else "answers"
            whose = f"{entry.question} of {_in_text(rules, entry.seat)}"
            yield f"{white_cell(entry.author)} {done} question {whose}: {entry.text}"
        case Noted():
            yield f"{note_words(rules, entry)}: {entry.text}"
        case Situated():
            yield f"{white_cell(entry.author)} tells {_in_text(rules, entry.seat)} the state of the world"
            yield from (f"  {line}" for line in entry.text.split("\n") if line.strip())
        case Injected():
            yield injected_words(rules, entry)
        case _:
            pass


def number(id_: str) -> str:
    """Of the seat's own questions: `2` of `japan-2`."""
    return id_.rpartition("-")[2]


def note_words(rules: Rules, entry: Noted) -> str:
    """`Note of the white cell (Ana), on accounts and first-line, about inject 03`."""
    author = "the white cell" if entry.author == UMPIRE else entry.author
    author = f"{author} ({entry.person})" if entry.person else author
    tags = f", on {' and '.join((', '.join(entry.tags[:-1]), entry.tags[-1]))}" if len(entry.tags) > 1 else ""
    tags = tags or "".join(f", on {tag}" for tag in entry.tags)
    about = f", about {about_words(rules, entry.about)}" if entry.about else ""
    return f"Note of {author}{tags}{about}"


def about_words(rules: Rules, about: str) -> str:
    """`inject 03`, `entry 212`, `Japan` or `Scramble and identify by Japan (...)`, of what a note is about."""
    kind, _, name = about.partition("/")
    match kind:
        case "seat":
            return _in_text(rules, name)
        case "result":
            return result_words(rules, {}, name)
        case _:
            return f"{kind} {name}"


def injected_words(rules: Rules, entry: Injected) -> str:
    """`The white cell (Ana) brings in inject n1 for Japan, because ...: Press: ...`."""
    inject = entry.inject
    because = f", because {inject.reason}" if inject.reason else ""
    to = seats_words(rules, inject.to)
    return f"{white_cell(entry.author)} brings in inject {inject.id} for {to}{because}: {inject.source}: {inject.text}"


def headline(rules: Rules, entry: AnyEntry | Opaque) -> str:
    """One line for an explanation; empty for any other kind of entry."""
    match entry:
        case Asked():
            return f"question {entry.id} of {_in_text(rules, entry.seat)} to the white cell"
        case RfiAnswered():
            return f"question {entry.question} {'set aside' if entry.aside else 'answered'}{by(entry.author)}"
        case RfiSourced():
            return f"where the answer to question {entry.question} comes from"
        case Noted():
            words = note_words(rules, entry)
            return words[:1].lower() + words[1:]
        case Situated():
            return f"the state of the world, as {_in_text(rules, entry.seat)} is told it{by(entry.author)}"
        case Injected():
            return f"{entry.author}: bring in inject {entry.inject.id}"
        case _:
            return ""


def _in_text(rules: Rules, seat: str) -> str:
    return rules.seats[seat].in_text if seat in rules.seats else seat


def _when(rules: Rules, turn: int) -> str:
    name = rules.name(turn)
    return name[:1].lower() + name[1:]
