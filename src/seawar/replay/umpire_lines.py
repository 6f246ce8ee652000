"""The white cell's own entries as lines of a replay: injects, going back, modes, aims, the end."""

from __future__ import annotations

from collections.abc import Iterator

from seawar.core.rules import Rules
from seawar.replay.course_entries import Moded, RolledBack
from seawar.replay.entries import Assessed, Closed, Directed
from seawar.replay.person_lines import by, white_cell
from seawar.replay.wording import order_words


def directed_line(rules: Rules, entry: Directed) -> str:
    """`The white cell holds inject 03 (First shots), because it is late`."""
    directive = entry.directive
    title = next((inject.title for inject in rules.msel if inject.id == directive.inject), "")
    because = f", because {directive.reason}" if directive.reason else ""
    said = f": {directive.text}" if directive.text else ""
    return f"{white_cell(entry.author)}: {directive.do} inject {directive.inject} ({title}){because}{said}"


def back_lines(rules: Rules, entry: RolledBack) -> Iterator[str]:
    yield ""
    where = rules.name(entry.turn).lower()
    yield f"{white_cell(entry.author)} goes back to the start of {where}, because {entry.reason}"


def mode_words(rules: Rules, entry: Moded) -> str:
    """`Free adjudication of Announce restraint from now on, because ...`."""
    of = f" of {order_words(rules, {}, entry.type, {})}" if entry.type else ""
    because = f", because {entry.reason}" if entry.reason else ""
    return f"{entry.mode.capitalize()} adjudication{of} from now on{by(entry.author)}{because}"


def assessed_lines(rules: Rules, entry: Assessed) -> Iterator[str]:
    for aim in rules.seats[entry.seat].aims:
        met = {True: "met", False: "not met", None: "for the umpire to judge"}[entry.aims[aim.id]]
        yield f"{rules.seats[entry.seat].title}, aim: {aim.text} ({met})"


def closed_lines(rules: Rules, entry: Closed) -> Iterator[str]:
    end = next((e.text for e in rules.ends if e.id == entry.ended), "the last turn is over.")
    yield f"The end: {end}" if entry.ended else "The table was closed before the end."
    yield f"Dice seed: {entry.seed}"
