"""Acknowledging an order: an entry on the disk, against a bare append and fsync of the same bytes.

Once through the writer's own call and once through its thread, as a host does it. The files lie beside this
one and not in the system's temporary folder, which is often memory, where an fsync costs nothing. Sealing a
sheet of three orders through the table is shown beside it: there the legality and the odds are in it, too.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.exercise import game, loaded, sheets
from benchmarks.orders import US, results
from benchmarks.rows import Budget, Row, alone, compared
from benchmarks.timing import in_turn, steady
from seawar.adjudicate.turn import resolve
from seawar.core.orders import Sheet
from seawar.journal.line import GENESIS, ascii_json, build
from seawar.journal.writer import Writer
from seawar.replay.entries import Resulted, encode
from seawar.table.opening import new_table
from seawar.table.table import Table

RUNS = 9
PIECES = 40


@contextmanager
def bare_file(path: Path) -> Iterator[int]:
    fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        yield fd
    finally:
        os.close(fd)


def append_bare(fd: int, blob: bytes) -> None:
    os.write(fd, blob)
    os.fsync(fd)


def measure() -> list[Row]:
    played = game()
    result = results(resolve(played.rules, played.opened[0], played.sheets[0], {}, played.dice))[0]
    payload = ascii_json(encode(Resulted(0, (), 1, result)))
    line = build(0, 0, "0" * 32, payload, GENESIS)[0] + b"\n"
    with tempfile.TemporaryDirectory(prefix="disk-", dir=Path(__file__).parent) as folder, ExitStack() as open_files:
        place = Path(folder)
        direct = open_files.enter_context(Writer.create(place / "direct.seawar.jsonl"))
        hosted = open_files.enter_context(Writer.create(place / "hosted.seawar.jsonl"))
        fd = open_files.enter_context(bare_file(place / "bare"))
        table = new_table(loaded(), place / "table.seawar.jsonl", seed=1)
        open_files.callback(table.sink.close)
        table.open_turn()
        sealing = Sealing(table, sheets(1)[0])
        work = {
            "append": steady(lambda: direct.append([payload])),
            "bare": steady(lambda: append_bare(fd, line)),
            "submit": steady(lambda: hosted.submit([payload]).result()),
            "seal": lambda _: sealing.seal,
        }
        costs = in_turn(work, RUNS, PIECES)
    return [
        compared("acknowledge", "acknowledge an entry, fsync included", costs, ("append", "bare"), US, Budget(2.5)),
        compared("acknowledge_hosted", "  through the writer's thread", costs, ("submit", "bare"), US, Budget(2.5)),
        alone("seal", "  seal and unseal three orders: legality, odds, fsync twice", costs, "seal"),
    ]


class Sealing:
    """A seat that seals and unseals."""

    def __init__(self, table: Table, sheet: Sheet) -> None:
        self.table = table
        self.sheet = sheet
        self.commands = 0

    def seal(self, _: int) -> int:
        self.commands += 2
        self.table.seal(f"c{self.commands}", self.sheet)
        self.table.unseal(f"c{self.commands + 1}", self.sheet.seat)
        return 1
