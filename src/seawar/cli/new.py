"""`new`: the first file of a scenario or rulebook, with a few questions at a terminal and none without."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from seawar.content.book import Book
from seawar.content.groups import actors_of
from seawar.content.library import RULEBOOKS, SCENARIOS, check, find, load_book, names
from seawar.content.schema import write_schemas
from seawar.content.skeleton import (
    Wanted,
    check_name,
    check_place,
    check_seats,
    check_time,
    check_title,
    default_seats,
    rulebook_text,
    scenario_text,
)
from seawar.errors import SeawarError

DEFAULT_RULES, OPEN_RULES = "northeast-asia", "matrix"
"""The rulebook of a new scenario where nothing is said: the second where seats are named that the first has not."""
SCHEMAS = "schemas"
T = TypeVar("T")


class Asker:
    """Answers from flags, then from the person at the terminal, then from defaults."""

    def __init__(self, *, asks: bool) -> None:
        self.asks = asks

    def __call__(self, flag: str | None, question: str, default: str, read: Callable[[str], T]) -> T:
        """What was meant; at a terminal a wrong answer is asked again, and a wrong flag is always an error."""
        if flag is not None or not self.asks:
            return read(default if flag is None else flag)

        def answered(text: str) -> T:
            try:
                return read(text)
            except SeawarError as error:
                raise click.BadParameter(str(error)) from None

        answer: T = click.prompt(question, default=default, value_proc=answered, err=True)
        return answer


def new_scenario(
    name: str, *, asks: bool, output: Path | None, rulebook: str | None, seats: str | None, title: str | None,
    turns: int | None, length: str | None, start: str | None, at: str | None,
) -> None:  # fmt: skip
    """Write a scenario that checks and plays; nothing that is there is written over."""
    path = _target(_free(name, SCENARIOS), output)
    ask = Asker(asks=asks)
    said = ask(title, "Title", name.replace("-", " ").capitalize(), check_title)
    book = ask(rulebook, "Rulebook", _likely_rules(seats), lambda id_: _book(id_, path))
    chosen = ask(seats, "Seats", ",".join(default_seats(book)), lambda text: check_seats(text, book))
    first = ask(start, "Start", time.strftime("%Y-%m-%d"), lambda text: _first(name, text))
    wanted = Wanted(
        name, said, chosen, first, ask(length, "Length of a turn", "1 week", lambda text: _length(name, text)),
        ask(None if turns is None else str(turns), "Turns", "6", _count), at=None if at is None else check_place(at),
    )  # fmt: skip
    check_time(wanted)
    _write(path, scenario_text(wanted, book, _schema(path, "scenario")))
    plural = "s" * (wanted.turns != 1)
    what = f"{len(chosen)} seats, {wanted.turns} turn{plural}, by the rulebook {book.doc.rulebook}"
    _told(path, what, "play")


def new_rulebook(name: str, *, asks: bool, output: Path | None, title: str | None, seats: str | None) -> None:
    """Write a small rulebook that checks, open to any seats unless some are named."""
    path = _target(_free(name, RULEBOOKS), output)
    said = Asker(asks=asks)(title, "Title", name.replace("-", " ").capitalize(), check_title)
    named = check_seats(seats, None) if seats is not None else ()
    _write(path, rulebook_text(name, said, named, _schema(path, "rulebook")))
    _told(path, "four order types, one track, one resource", "rulebook")
    click.echo(f"A scenario beside it that plays by it: seawar new scenario NAME --rulebook {name}")


def _free(name: str, folder: str) -> str:
    """The name, if it is well formed and nothing that ships is called so."""
    what = folder.removesuffix("s")
    if check_name(name, what) in names(folder):
        raise SeawarError(f"a {what} {name!r} ships with seawar and would be played in its stead; choose another name")
    return name


def _likely_rules(seats: str | None) -> str:
    """The default rulebook, or the one that is open to all where seats are named that it does not have."""
    named = {part.strip() for part in (seats or "").split(",") if part.strip()}
    return DEFAULT_RULES if named <= {*actors_of(load_book(DEFAULT_RULES)[0].doc)} else OPEN_RULES


def _book(id_: str, beside: Path) -> Book:
    """The rulebook of that id: beside the new file, or of the library."""
    if id_.endswith((".yaml", ".yml", ".zip")) or "/" in id_:
        raise SeawarError(f"a scenario names its rulebook by id, came {id_!r}: put the file beside it and give its id")
    return load_book(str(find(id_, RULEBOOKS, beside=beside)))[0]


def _first(name: str, text: str) -> str:
    check_time(Wanted(name, name, (), text))
    return text


def _length(name: str, text: str) -> str:
    check_time(Wanted(name, name, (), "2000-01-01", length=text))
    return text


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 9):
        raise SeawarError(f"expected a number of turns, as 6, came {text!r}")
    check_time(Wanted("x", "x", (), "2000-01-01", turns=int(text)))
    return int(text)


def _target(name: str, output: Path | None) -> Path:
    """Where the file goes: here, into a folder, or as the author says."""
    path = output or Path()
    if path.is_dir():
        path = path / f"{name}.yaml"
    if path.suffix != ".yaml":
        raise SeawarError(f"{path}: content files end in .yaml; write -o {path.with_suffix('.yaml')}")
    if path.exists() or path.is_symlink():
        raise SeawarError(f"{path} is there already, and nothing is written over; choose another name, or -o FILE")
    if not path.parent.is_dir():
        raise SeawarError(f"there is no folder {path.parent}: make it, or choose another place with -o")
    return path


def _schema(path: Path, kind: str) -> str:
    """The way from the file to its schema, which lies in one folder for a whole pack."""
    up = "../" if path.resolve().parent.name in (SCENARIOS, RULEBOOKS) else ""
    return f"{up}{SCHEMAS}/seawar-{kind}.schema.json"


def _write(path: Path, text: str) -> None:
    """The file, never over another; then the schemas that its first line names."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SeawarError(f"{path} cannot be written: {reason}; choose another place with -o") from None
    way = text.partition("$schema=")[2].partition("\n")[0]
    write_schemas((path.parent / way).parent)


def _told(path: Path, what: str, command: str) -> None:
    """What came of it, and what to do next."""
    found = check(path)
    click.echo(f"{path} is written: {what}.")
    for problem in found:
        click.echo(problem)
    where = (path.parent / _schema(path, "scenario")).parent
    click.echo(f"Editors explain its keys by the JSON Schemas in {where}; `seawar schema -o {where}` renews them.")
    click.echo(f"Next: seawar check {path}, then seawar {command} {path}")
