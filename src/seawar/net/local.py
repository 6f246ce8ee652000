"""Tables on this machine: begin one, go on with one, and find those that are there."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from seawar.bots.habit import HabitBot
from seawar.content.library import Loaded
from seawar.core.rules import Rules
from seawar.core.state import UMPIRE
from seawar.errors import SeawarError
from seawar.journal.disk import DISK
from seawar.journal.reader import good_prefix
from seawar.net.host import MINUTE, Host
from seawar.net.local_client import LocalClient
from seawar.replay.entries import Clocked, Closed, Hashed, Joined, Opened, decode
from seawar.replay.person_entries import OBSERVER
from seawar.table.opening import new_table
from seawar.table.table import Table

GAMES = Path("games")
SUFFIX = ".seawar.jsonl"
TOLD = (b'{"t":"opened"', b'{"t":"joined"', b'{"t":"state"', b'{"t":"closed"')
"""Entries that say what a journal is of and how far it goes."""


def new_path(scenario: str, journal: Path | None) -> Path:
    """Where a new game's journal goes; raises SeawarError where it cannot."""
    if journal is not None:
        if not journal.parent.is_dir():
            raise SeawarError(f"there is no folder {journal.parent} for the journal: make it, or name another file")
        return journal
    try:
        GAMES.mkdir(exist_ok=True)
    except OSError as error:
        reason = f"cannot make the folder {GAMES} here ({(error.strerror or str(error)).lower()})"
        raise SeawarError(f"{reason}: go to another folder, or say where with --journal FILE") from None
    name = f"{scenario}-{time.strftime('%Y%m%d-%H%M%S')}"
    names = (name, *(f"{name}-{n}" for n in range(2, 100)))
    return next((path for each in names if not (path := GAMES / f"{each}{SUFFIX}").exists()), GAMES / f"{name}{SUFFIX}")


def open_new(
    loaded: Loaded, *, seed: int | None = None, journal: Path | None = None, people: Sequence[str] = ()
) -> tuple[Table, Path]:
    """A new table and where its journal is; `people` are the seats that persons play."""
    path = new_path(loaded.rules.id, journal)
    return new_table(loaded, path, seed=seed, players=dict.fromkeys(people, "person")), path


def seated(table: Table) -> list[str]:
    """Who played when the game stopped."""
    log = table.record.log
    people = [entry.seat for entry in log if isinstance(entry, Joined) and entry.player == "person"]
    umpired = any(isinstance(entry, Opened) and entry.umpired for entry in log)
    return [*people, UMPIRE] if umpired else people


def people_of(rules: Rules, text: str, *, umpire: bool) -> list[str]:
    """Seats that persons play, from what was typed: ids, titles or letters, in any case."""
    people: list[str] = []
    for name in (part.strip() for part in text.split(",") if part.strip()):
        wanted = name.casefold()
        found = [
            seat.id for seat in rules.seats.values()
            if wanted in (part.casefold() for part in (seat.id, seat.title, seat.short, seat.letter))
        ]  # fmt: skip
        if wanted in (UMPIRE, "white cell"):
            found = [UMPIRE]
        if not found:
            raise SeawarError(f"no seat {name!r} in this exercise; one of {', '.join([*rules.seats, UMPIRE])}")
        if twice := [seat for seat in found if seat in people]:
            raise SeawarError(f"{twice[0]} is named twice; name each seat once")
        people += found
    return [*people, UMPIRE] if umpire and UMPIRE not in people else people


def persons_of(rules: Rules, texts: Sequence[str]) -> list[tuple[str, str]]:
    """Seat and display name of each person, from `japan=Aiko,Ben` and the like; the first named is the captain."""
    persons: list[tuple[str, str]] = []
    for text in texts:
        place, sign, names = text.partition("=")
        named = [name.strip() for name in names.split(",") if name.strip()]
        if not sign or not named:
            raise SeawarError(f"{text!r} names nobody: write SEAT=NAME or SEAT=NAME,NAME, as japan=Aiko,Ben")
        observes = place.strip().casefold() == OBSERVER
        seats = [OBSERVER] if observes else people_of(rules, place, umpire=False)
        if len(seats) != 1:
            raise SeawarError(f"{text!r} names no one seat: write SEAT=NAME for each seat")
        persons += [(seats[0], name) for name in named]
    return persons


def clients_of(host: Host, people: Sequence[str], persons: Sequence[tuple[str, str]]) -> list[LocalClient]:
    """A line for each seat at this terminal, once `persons` have sat down; the white cell's is its first umpire's."""
    for seat, name in persons:
        host.client(seat, name)
    at = host.status().persons
    clients = [host.client(seat, at.get(seat, ("",))[0] if seat == UMPIRE else "") for seat in people]
    return [*clients, *(host.client(OBSERVER, name) for name in at.get(OBSERVER, ())[:1])]


def host_of(table: Table, people: Sequence[str], minutes: int | None = None) -> Host:
    """A table with these people at it and bots at the other seats, begun or going on."""
    absent = [seat for seat in table.rules.seats if seat not in people]
    bots = {seat: HabitBot(table.rules, seat, table.seed).plan for seat in absent}
    host = Host(table, people, bots, minutes=minutes)
    host.start()
    return host


def clock_minutes(table: Table) -> int | None:
    """The clock of each plan phase as the last turn that had one began with; None for none."""
    clocks = [entry for entry in table.record.log if isinstance(entry, Clocked) and not entry.reason]
    return clocks[-1].left // MINUTE if clocks else None


def resumed_words(table: Table) -> str:
    """What is said of a table that was opened again."""
    rules, turn = table.rules, table.state.turn
    where = rules.name(turn).lower() if turn else "the start"
    words = f"{rules.title}, resumed at {where}, {table.phase}."
    if table.set_aside:
        words += f" What was being written when it stopped is in {table.set_aside}; nothing acknowledged is lost."
    return words


def stopped_words(table: Table) -> str:
    """What is said at a table with a white cell whose clock stands still; empty when none does."""
    clock = table.clock
    if not clock or clock.turn != table.state.turn or table.phase != "plan" or clock.ends:
        return ""
    minutes, seconds = divmod(clock.left // 1000, 60)
    return f" The clock stands at {minutes} min {seconds:02} s; P on the white cell's screen starts it."


@dataclass(frozen=True, slots=True)
class Saved:
    """A journal that lies here."""

    path: Path
    title: str
    turn: int
    people: tuple[str, ...]
    over: bool
    drafts: bool
    """Whether something was still being typed."""
    in_use: bool
    """Whether a table has it open."""
    changed: float
    """When it was last written, in seconds of the wall clock."""


def saved_games(folder: Path = GAMES) -> list[Saved]:
    """Journals in a folder, the last one first; what cannot be read is left out."""
    if not folder.is_dir():
        return []
    paths = sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime, reverse=True)
    return [saved for path in paths if (saved := _saved(path)) is not None]


def _saved(path: Path) -> Saved | None:
    opened: Opened | None = None
    people: list[str] = []
    turn, over = 0, False
    try:
        for line in good_prefix(path).lines:
            if line.d is None or not line.d.startswith(TOLD):
                continue
            match decode(line.d):
                case Opened() as opened:
                    people += [UMPIRE] if opened.umpired else []
                case Joined() as joined if joined.player == "person":
                    people.append(joined.seat)
                case Hashed() as hashed:
                    turn = hashed.turn
                case Closed():
                    over = True
                case _:
                    pass
    except SeawarError:
        return None
    if opened is None:
        return None
    drafts = path.with_name(f"{path.name}.drafts").is_dir()
    return Saved(path, opened.title, turn, tuple(people), over, drafts, _in_use(path), path.stat().st_mtime)


def _in_use(path: Path) -> bool:
    """Whether another program holds the journal."""
    try:
        fd = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        DISK.lock(fd)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(fd)  # which lets go of it
    return False
