"""`play`: bots at every seat, a live account on a terminal, plain lines without one."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from seawar.bots.habit import HabitBot
from seawar.content.library import load
from seawar.core.effects import ContactMade
from seawar.core.results import BandOdds, Settled
from seawar.core.state import Contact
from seawar.errors import DiskFull, SeawarError, WriteFailed
from seawar.journal.key import remove_key
from seawar.net.local import open_new, resumed_words
from seawar.replay.entries import Sealed
from seawar.replay.text import result_line, sealed_lines, turn_heading
from seawar.replay.wording import change_words, sentence
from seawar.table.opening import resume_table
from seawar.table.table import Table

if TYPE_CHECKING:
    from rich.console import Console

Say = Callable[[str, str], None]
"""Takes a style word (`turn`, `news`, `order`, `result`, `quiet`, `end`) and a line."""

STYLES = {"turn": "bold", "news": "yellow", "order": "blue", "result": "", "quiet": "dim", "end": "bold"}
PAUSE_SECONDS = 0.12
"""A line of the live account, so that a person can follow."""


def play_new(
    name: str,
    *,
    seed: int | None,
    journal: Path | None,
    headless: bool,
    temperament: str = "",
    cut: bool = False,
    rulebook: str = "",
) -> None:
    """A new game by bots, from the first turn to the last."""
    table, path = open_new(load(name, cut=cut, rulebook=rulebook), seed=seed, journal=journal)
    dice = "rehearsal dice from --seed: the same number plays the same game" if seed is not None else (
        "dice promised in entry 0, revealed at the end")  # fmt: skip
    say = _voice(headless)
    say("turn", f"{table.rules.title}. {len(table.rules.seats)} seats, all played by bots; {dice}.")
    _play(table, path, say, temperament)


def play_on(path: Path, *, headless: bool, temperament: str = "") -> None:
    """The game in a journal by bots, from where it stopped."""
    table = resume_table(path)
    say = _voice(headless)
    say("turn", resumed_words(table))
    _play(table, path, say, temperament)


def _voice(headless: bool) -> Say:
    """Rich on a terminal, plain lines otherwise."""
    if headless or not sys.stdout.isatty():
        return lambda style, line: click.echo(line)
    from rich.console import Console
    from rich.text import Text

    console: Console = Console(highlight=False)

    def live(style: str, line: str) -> None:
        console.print(Text(line, style=STYLES[style]))
        time.sleep(PAUSE_SECONDS)

    return live


def _play(table: Table, path: Path, say: Say, temperament: str) -> None:
    try:
        _play_out(table, say, temperament)
    except (KeyboardInterrupt, DiskFull, WriteFailed) as stop:
        told = f"{stop} " if str(stop) else "Stopped. "
        raise SeawarError(f"{told}What was acknowledged is kept; go on with: seawar play --resume {path}") from None
    remove_key(path)
    for style, line in _ending(table, path):
        say(style, line)


def _play_out(table: Table, say: Say, temperament: str) -> None:
    with closing(table.sink):
        bots = {seat: HabitBot(table.rules, seat, table.seed, temperament) for seat in table.rules.seats}
        while not (table.state.ended and table.phase == "review"):
            _turn(table, bots, say)
        table.close()


def _turn(table: Table, bots: dict[str, HabitBot], say: Say) -> None:
    """One turn, from wherever the table stands in it."""
    rules = table.rules
    if table.phase in ("opening", "review"):
        table.open_turn()
    say("turn", "")
    say("turn", turn_heading(rules, table.state.turn, table.state.now, table.state.until))
    for style, line in _news(table):
        say(style, line)
    for seat in table.waiting_for():
        sheet = bots[seat].plan(table.view(seat))
        odds = tuple(table.odds(sheet))
        table.seal(f"bot-{table.state.epoch}-{table.state.turn}-{seat}", sheet)
        for line in _sealed(table, seat, sheet, odds):
            say("order", line)
    before, known = dict(table.state.tracks), dict(table.state.contacts)
    results = [result for _, step in table.settle().steps for result in step]
    table.release()
    known |= {e.id: e.contact for r in results for e in r.effects if isinstance(e, ContactMade)}
    for line in _results(table, results, known):
        say("result", line)
    for line in _changes(table, before):
        say("quiet", line)


def _news(table: Table) -> Iterator[tuple[str, str]]:
    truth = table.state.contacts
    for report in table.state.news.values():
        to = ", ".join(table.rules.seats[s].title if s in table.rules.seats else s for s in report.to)
        yield "news", f"  {report.source}, to {to}: {sentence(table.rules, truth, report)}"


def _sealed(table: Table, seat: str, sheet: Any, odds: tuple[BandOdds, ...]) -> Iterator[str]:
    entry = Sealed(0, (seat,), "", sheet, odds)
    return (f"  {line}" for line in sealed_lines(table.rules, table.view(seat).contacts, entry))


def _results(table: Table, results: list[Settled], known: dict[str, Contact]) -> Iterator[str]:
    rules = table.rules
    for result in results:
        ordered = result.type in rules.order_types and (result.band or result.note)
        met = result.type == "air.intercept" and any(roll.band for roll in result.rolls)
        if ordered or met:
            yield f"    {result_line(rules, known, result)}"


def _changes(table: Table, before: dict[str, int]) -> Iterator[str]:
    for key, value in table.state.tracks.items():
        if before[key] != value:
            yield "    " + change_words(table.rules, key, before[key], value)


def _ending(table: Table, path: Path) -> Iterator[tuple[str, str]]:
    rules, state = table.rules, table.state
    text = next((e.text for e in rules.ends if e.id == state.ended), "The last turn is over.")
    yield "turn", ""
    yield "end", f"Outcome: {text}"
    from seawar.adjudicate.outcome import aims_met

    for seat in rules.seats.values():
        met = aims_met(rules, state, seat.id)
        said = {True: "met", False: "not met", None: "for the umpire to judge"}
        yield "result", f"  {seat.title}"
        for aim in seat.aims:
            yield "result", f"    {said[met[aim.id]]}: {aim.text}"
    size = os.stat(path).st_size // 1024  # noqa: PTH116 - the path may be relative to a folder that moved
    yield "end", f"Journal: {path} ({size} KiB)"
    first = next(iter(rules.seats))
    yield "quiet", "Worth trying next:"
    command = "seawar" if shutil.which("seawar") else os.path.relpath(sys.argv[0])
    yield "quiet", f"  {command} verify {path}"
    yield "quiet", f"  {command} replay {path} --text --as {first}"
    yield "quiet", f"  {command} redact {path} --for {first} -o {first}.seawar.jsonl"
