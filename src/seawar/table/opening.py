"""Opening a table: a new one with its dice committed, or one that stopped, from its journal alone."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from seawar import __version__
from seawar.content.library import Loaded, compile_sources
from seawar.content.read import Source
from seawar.core import dice
from seawar.core.dice import Dice
from seawar.core.state import PUBLIC, UMPIRE
from seawar.errors import JournalError
from seawar.journal.key import read_key, remove_key, write_key
from seawar.journal.reader import read
from seawar.journal.writer import Writer
from seawar.replay.course_entries import Countered, Moded, Rescheduled, Restored, Staged, Windowed
from seawar.replay.entries import (
    JOURNAL_FORMAT,
    AnyEntry,
    Assessed,
    Briefed,
    Clocked,
    Content,
    Directed,
    Hashed,
    Joined,
    Opened,
    Ruled,
    Said,
    Sealed,
    Started,
    Unsealed,
    decode,
)
from seawar.replay.fold import as_seen, truth
from seawar.replay.white_cell_entries import Asked, Injected, Noted, Situated
from seawar.table import dealing, repeats
from seawar.table.bodies import encode_sheet, said_body
from seawar.table.reading_in import read_in
from seawar.table.sink import Memory, Sink
from seawar.table.table import Table
from seawar.table.windows import Windows, body_of

STEP_ENTRIES = (
    b'{"t":"settled"', b'{"t":"learned"', b'{"t":"answered"', b'{"t":"executed"', b'{"t":"rolled-back"',
)  # fmt: skip


PHASES = {"set-up": "opening", "opened": "plan", "settled": "review", "rolled-back": "plan"}
"""Where a table stands after a recorded state."""


def utc_ms() -> int:
    """The wall clock."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the dice are made of."""

    seed: bytes
    game: str
    nonces: Mapping[str, bytes]
    rehearsal: bool

    def dice(self) -> Dice:
        return Dice(dice.game_key(self.seed, self.game, self.nonces))


def secrets(seats: Sequence[str], number: int | None = None) -> Secrets:
    """Fresh secrets from the operating system; or, for rehearsal, all derived from a number."""
    if number is None:
        nonces = {seat: os.urandom(dice.NONCE_BYTES) for seat in seats}
        return Secrets(os.urandom(dice.SEED_BYTES), os.urandom(8).hex(), nonces, False)
    seed = dice.rehearsal_seed(number)
    game = f"rehearsal-{number}"
    return Secrets(seed, game, {seat: dice.rehearsal_nonce(seed, seat) for seat in seats}, True)


def new_table(
    loaded: Loaded,
    path: Path | None = None,
    *,
    seed: int | None = None,
    players: Mapping[str, str] | None = None,
    now: Callable[[], int] = utc_ms,
) -> Table:
    """A table at its start. With `path`, a journal is made there and the seed kept beside it."""
    rules = loaded.rules
    made = secrets(tuple(rules.seats), seed)
    sink: Sink = Memory()
    if path is not None:
        sink = _new_journal(path, made)
    umpired = UMPIRE in (players or {})
    table = Table(rules, rules.start.copy(), made.dice(), made.seed, sink, now, umpired=umpired)
    try:
        table.set_up(_opening(loaded, made, players or {}, now()))
        read_in(table)
    except BaseException:
        sink.close()
        if path is not None:  # nothing was acknowledged: leave no empty journal in the way of the next try
            path.unlink(missing_ok=True)
            remove_key(path)
        raise
    return table


def _new_journal(path: Path, made: Secrets) -> Writer:
    """An empty journal with its key beside it; where the key cannot be written, no journal is left behind."""
    writer = Writer.create(path)
    try:
        if not made.rehearsal:
            write_key(path, made.seed)
    except BaseException:
        writer.close()
        path.unlink()
        raise
    return writer


def _opening(loaded: Loaded, made: Secrets, players: Mapping[str, str], at: int) -> list[AnyEntry]:
    """The entries before the first turn: promise of the dice first, nonces after."""
    rules = loaded.rules
    seats = tuple(rules.seats)
    promise = dice.commitment(made.seed, made.game)
    entries: list[AnyEntry] = [
        Opened(
            at, (PUBLIC,), JOURNAL_FORMAT, __version__, made.game, rules.id, rules.title, seats, promise,
            made.rehearsal, umpired=UMPIRE in players, cut=rules.cut, other_rulebook=rules.other_rulebook,
        ),
        Content(at, (PUBLIC,), "rulebook", Path(loaded.rulebook.name).name, loaded.rulebook.text.decode()),
        Content(at, (), "scenario", Path(loaded.scenario.name).name, loaded.scenario.text.decode()),
    ]  # fmt: skip
    for id_, seat in rules.seats.items():
        aims = tuple(aim.text for aim in seat.aims)
        entries.append(Briefed(at, (id_,), id_, seat.public_brief, seat.secret_brief, aims, seat.red_lines))
    for id_ in seats:
        entries.append(Joined(at, (PUBLIC,), id_, made.nonces[id_].hex(), players.get(id_, "bot")))
    entries.append(Started(at, (), rules.start))
    return entries


def carried(entries: Sequence[bytes | None], name: str) -> Loaded:
    """The scenario and rulebook that a journal carries, compiled; raises when it was redacted."""
    files: dict[str, Source] = {}
    opened = decode(entries[0]) if entries and entries[0] is not None else None
    for data in entries:
        if data is not None and data.startswith(b'{"t":"content"'):
            entry = decode(data)
            if isinstance(entry, Content):
                files[entry.kind] = Source(f"{name}:{entry.name}", entry.text.encode())
    if files.keys() != {"rulebook", "scenario"}:
        raise JournalError(f"{name}: the scenario is not in this copy (it is redacted); use the full journal")
    cut, other = (opened.cut, opened.other_rulebook) if isinstance(opened, Opened) else (False, False)
    return compile_sources(files["scenario"], files["rulebook"], cut=cut, other=other)


def resume_table(path: Path, now: Callable[[], int] = utc_ms) -> Table:
    """The table as its journal left it, open for writing."""
    writer = Writer.open(path)
    try:
        return _resume(path, writer, now)
    except BaseException:
        writer.close()
        raise


def _resume(path: Path, writer: Writer, now: Callable[[], int]) -> Table:
    lines = [(line.n, line.d) for line in read(path)]
    data = [d for _, d in lines]
    loaded = carried(data, path.name)
    if (last := data[-1]) is not None and last.startswith(b'{"t":"closed"'):
        raise JournalError(f"{path.name}: this game is over and its journal closed; replay it instead")
    made = _secrets_of(path, data)
    whole, begun = _split(path, data)
    kept = lines[:whole]
    opened = decode(data[0] or b"")
    umpired = isinstance(opened, Opened) and opened.umpired
    table = Table(loaded.rules, truth(kept), made.dice(), made.seed, writer, now, umpired=umpired)
    table.learning.resume({seat: as_seen(kept, seat) for seat in sorted(loaded.rules.seats)})
    for line in read(path):
        entry = decode(line.d) if line.d is not None else None
        if entry is not None:
            table.record.recall(entry, line.c)
        if line.n < whole:
            _catch_up(table, entry)
            if entry is not None:
                table.dealings.read(entry)
                dealing.catch_up(table, entry)
    before = decode(data[whole - 1] or b"")
    if begun or isinstance(before, Directed | Injected | Rescheduled | Restored):
        table.finish(begun, before)
    if table.clock and table.clock.ends:
        left = max(0, table.clock.ends - max(entry.at for entry in table.record.log))
        table.set_clock(left=left, running=False, reason="the clock stood still while the game was stopped")
    torn = f"; a torn end was set aside as {writer.recovered.name}" if writer.recovered else ""
    table.recovered(len(lines), f"resumed by seawar {__version__}{torn}")
    read_in(table)
    table.set_aside = writer.recovered
    return table


def _split(path: Path, data: Sequence[bytes | None]) -> tuple[int, list[bytes]]:
    """How many entries are whole, and the beginning of a batch that the last stop cut short."""
    if not any(d is not None and d.startswith(b'{"t":"state"') for d in data):
        raise JournalError(f"{path.name}: the game stopped before it was set up; start a new one")
    whole = len(data)
    while (last := data[whole - 1]) is not None and last.startswith(STEP_ENTRIES):
        whole -= 1
    return whole, [d for d in data[whole:] if d is not None]


def _catch_up(table: Table, entry: object) -> None:
    """What the entries so far say about the turn that is in play."""
    match entry:
        case Sealed():
            table.sheets[entry.sheet.seat] = entry.sheet
            by = UMPIRE if entry.author else entry.sheet.seat
            table.commands[by, entry.command] = (encode_sheet(entry.sheet), table.receipts.for_seat(by))
        case Unsealed():
            table.sheets.pop(entry.seat, None)
            receipt = table.receipts.for_seat(entry.seat)
            table.commands[entry.seat, entry.command] = (entry.seat.encode(), receipt)
        case Said():
            body = said_body(entry.vis, entry.text, entry.voice)
            table.commands[entry.sender, entry.command] = (body, table.receipts.for_seat(entry.sender))
        case Asked() | Noted() | Situated():
            repeats.recall(table, entry)
        case Windowed() | Countered():
            table.windows.recall(entry)
            if isinstance(entry, Countered):
                table.commands[entry.seat, entry.command] = (body_of(entry), table.receipts.for_seat(entry.seat))
        case Clocked():
            table.clock = entry
        case Staged():
            table.stage = entry.stage
        case Moded():
            table.modes[entry.type] = entry.mode
        case Ruled():
            table.rulings[entry.ruling.result] = entry.ruling
        case Hashed():
            table.phase = PHASES.get(entry.phase, table.phase)
            if entry.phase in ("opened", "rolled-back"):
                table.sheets, table.rulings, table.windows = {}, {}, Windows()
        case Assessed():
            table.assessed.add(entry.seat)
        case _:
            pass


def _secrets_of(path: Path, data: Sequence[bytes | None]) -> Secrets:
    """The seed from the key file (or, in a rehearsal, from its number), and the nonces from the journal."""
    opened = decode(data[0]) if data and data[0] is not None else None
    if not isinstance(opened, Opened):
        raise JournalError(f"{path.name}: the first entry does not open a table; this is no game to resume")
    joined = [entry for d in data if d is not None and isinstance(entry := decode(d), Joined)]
    if {entry.seat for entry in joined} != set(opened.seats):
        raise JournalError(f"{path.name}: the game stopped before all seats had joined; start a new one")
    seed = opened.rehearsal_seed() or read_key(path)
    if dice.commitment(seed, opened.game) != opened.commitment:
        raise JournalError(f"{path.name}: the key beside it is not the one this game was opened with")
    nonces = {entry.seat: bytes.fromhex(entry.nonce) for entry in joined}
    return Secrets(seed, opened.game, nonces, opened.rehearsal)
