"""`verify`, `replay` and `redact`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from seawar.content.library import load
from seawar.core.rules import Rules
from seawar.core.state import UMPIRE
from seawar.errors import BrokenJournal, JournalError, SeawarError
from seawar.journal.key import key_path, read_key
from seawar.journal.line import Line
from seawar.journal.reader import good_prefix, verify
from seawar.journal.redact import redact, write_copy
from seawar.replay.entries import Briefed, Opened, decode, readable_by
from seawar.replay.text import as_text
from seawar.replay.verify import check_dice, check_rules, check_state, known_key
from seawar.table.opening import carried

Entries = list[tuple[int, bytes | None]]


def _entries(lines: list[Line]) -> Entries:
    return [(line.n, line.d) for line in lines]


def verify_journal(file: Path) -> None:
    """Print what holds, one line each; exit code 1 at the first thing that does not."""
    found = verify(file)
    if found.error:
        click.echo(f"chain      broken: {found.error}", err=True)
        if found.entries and isinstance(found.error, BrokenJournal):
            click.echo(f"           entries 0 to {found.entries - 1} are whole", err=True)
        sys.exit(1)
    notes = [f"{found.redacted} not shown in this copy"] * bool(found.redacted)
    notes += ["line ends or a byte order mark overlooked"] * found.normalised
    extra = f" ({', '.join(notes)})" if notes else ""
    click.echo(f"chain      whole: {found.entries} entries{extra}, head {found.head}")
    if not closed(file):
        click.echo("end        open: there is no closing entry, so entries may be missing from the end")
    try:
        _verify_meaning(file, _entries(good_prefix(file).lines), bool(found.redacted))
    except SeawarError as error:
        click.echo(f"differs    {error}", err=True)
        sys.exit(1)


def closed(file: Path) -> bool:
    """Whether the last line is a closing entry."""
    with file.open("rb") as stream:
        stream.seek(max(0, file.stat().st_size - 4096))
        return b'"d":{"t":"closed"' in stream.read().rstrip().rpartition(b"\n")[2]


def _verify_meaning(file: Path, entries: Entries, hidden: bool) -> None:
    opened = decode(entries[0][1]) if entries[0][1] else None
    if not isinstance(opened, Opened):
        raise JournalError(f"{file.name}: entry 0 does not open a table")
    if hidden:
        click.echo("state      not checked: it needs the full journal")
        click.echo("rules      not checked: they need the full journal")
        return
    check_state(entries)
    click.echo("state      every recorded state hash comes out again")
    dice = known_key(entries, _kept_seed(file, opened))
    if dice is None:
        click.echo("dice       not checked: the seed is secret until the table is closed")
        return
    kind = "rehearsal dice; the seed can be guessed" if opened.rehearsal else "seed as promised in entry 0"
    click.echo(f"dice       {check_dice(entries, dice)} draws come out again ({kind})")
    differs = check_rules(entries, carried([d for _, d in entries], file.name).rules, dice)
    if differs:
        raise JournalError(f"rules: {differs}; what was recorded stands")
    click.echo("rules      every result comes out again")


def _kept_seed(file: Path, opened: Opened) -> bytes | None:
    """The facilitator's own key, when it lies beside the journal; a rehearsal's is no secret."""
    if opened.rehearsal:
        return opened.rehearsal_seed()
    return read_key(file) if key_path(file).exists() else None


def replay_text(file: Path, name: str | None, upto: int | None = None) -> None:
    """Tell the game, or its entries up to one of them; of a damaged journal, its good part, with exit code 1."""
    found = good_prefix(file)
    if found.error and not found.lines:
        raise found.error
    entries = _entries(found.lines)
    whose = copy_of(entries)
    if whose and name and name.casefold() != whose.casefold():
        raise SeawarError(f"{file.name} is the copy of {whose} alone: write --as {whose}, or ask for the full journal")
    rules = rules_for_journal(entries, file)
    seat = whose or (name and seat_named(name, {id_: seat.title for id_, seat in rules.seats.items()}))
    if upto is not None and upto >= len(entries):
        raise SeawarError(f"{file.name} has entries 0 to {len(entries) - 1}; no entry {upto}")
    for line in as_text(rules, entries[: upto + 1] if upto is not None else entries, seat or UMPIRE):
        click.echo(printable(line))
    if found.error:
        click.echo(f"\nIt ends here: {found.error}", err=True)
        sys.exit(1)


def copy_of(entries: Entries) -> str | None:
    """Whose copy this is; None when it is the full journal."""
    if all(data is not None for _, data in entries):
        return None
    briefs = (decode(data) for _, data in entries if data is not None and data.startswith(b'{"t":"briefed"'))
    return next((entry.seat for entry in briefs if isinstance(entry, Briefed)), None)


def seat_named(name: str, titles: Mapping[str, str]) -> str:
    """A seat by its id or its title, in any case."""
    for id_, title in titles.items():
        if name.casefold() in (id_.casefold(), title.casefold()):
            return id_
    raise SeawarError(f"no seat {name!r} in this game; one of {', '.join(titles)}")


def rules_for_journal(entries: Entries, file: Path) -> Rules:
    """What names mean: from the journal itself, or, for a redacted copy, from the library."""
    opened = decode(entries[0][1]) if entries[0][1] else None
    if isinstance(opened, Opened) and any(data is None for _, data in entries):
        click.echo(f"(A redacted copy: names as in the {opened.scenario} that is installed here.)", err=True)
        return load(opened.scenario, cut=opened.cut).rules
    return carried([d for _, d in entries], file.name).rules


def printable(line: str) -> str:
    """A journal may come from a stranger: nothing in it may act on the terminal."""
    return "".join(character if character.isprintable() else "?" for character in line)


def redact_journal(file: Path, name: str, output: Path) -> None:
    found = good_prefix(file)
    if found.error:
        raise found.error
    opened = decode(found.lines[0].d) if found.lines[0].d else None
    seat = seat_named(name, {id_: id_ for id_ in opened.seats} if isinstance(opened, Opened) else {})
    whose = copy_of(_entries(found.lines))
    if whose not in (None, seat):
        raise SeawarError(f"{file.name} is already the copy of {whose} alone; make another from the full journal")
    mine: Callable[[bytes], bool] = lambda d: readable_by(d, seat)  # noqa: E731
    write_copy(output, redact(found.lines, mine))
    click.echo(f"{output}: {seat}'s copy, verifies to the same head {found.lines[-1].h}")
