"""First paint and key to repaint in a real pseudo-terminal, beside an empty Textual app and a bare DataTable."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.rows import Budget, Row, compared
from benchmarks.timing import Factory, Piece, in_turn
from seawar.content.library import find

RUNS, PIECES = 5, 1
KEY_RUNS, KEY_PIECES = 5, 12
SIZE = (45, 140)
PATIENCE = 30.0
QUIET = 0.25
"""Seconds without output after which a screen has settled."""
MS = ("ms", 1e3)
EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("it stands")
Empty().run()
"""
TABLE = """
from textual.app import App
from textual.widgets import DataTable
class Bare(App):
    def compose(self):
        table = DataTable(cursor_type="row")
        table.add_columns("order", "of", "result")
        for n in range(100):
            table.add_row(f"it stands {n}", "Korea", "identified")
        yield table
Bare().run()
"""


class Terminal:
    """A program on a pseudo-terminal of its own."""

    def __init__(self, *args: str) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", TEXTUAL_ANIMATIONS="none")
            os.execv(sys.executable, [sys.executable, *args])
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))

    def until(self, marker: bytes) -> None:
        """Read until the marker was drawn."""
        seen = b""
        for chunk in self._chunks(PATIENCE):
            seen = seen[-len(marker) :] + chunk
            if marker in seen:
                return
        raise SystemExit(f"{marker.decode()!r} was never drawn")

    def settle(self) -> None:
        """Read until nothing comes any more."""
        for _ in self._chunks(QUIET):
            pass

    def press(self, key: bytes) -> None:
        """A key, and wait for what it draws."""
        os.write(self.fd, key)
        if next(self._chunks(PATIENCE), None) is None:
            raise SystemExit("a key drew nothing")

    def _chunks(self, patience: float) -> Iterator[bytes]:
        while select.select([self.fd], [], [], patience)[0]:
            try:
                chunk = os.read(self.fd, 65536)
            except OSError:
                return
            if not chunk:
                return
            yield chunk

    def close(self) -> None:
        with contextlib.suppress(OSError):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)


def _seawar(folder: Path, name: str, scenario: str = "dokdo-2019") -> tuple[str, ...]:
    journal = str(folder / f"{name}.seawar.jsonl")
    return ("-m", "seawar", "play", scenario, "--seat", "rok", "--seed", "7", "--journal", journal)


def _with_hundred_orders(folder: Path) -> str:
    """The same exercise on a rulebook that knows a hundred more order types, all of them on offer."""
    scenario, rulebook = find("dokdo-2019").read_text(), find("northeast-asia", "rulebooks").read_text()
    orders = [
        f"  diplomatic.extra-{n:03}:\n    title: It stands {n}\n    text: It stands.\n    mechanism: certain\n"
        "    outcomes: {done: [{adjust: {track: support, by: 1}}]}\n    source: assumption\n\n"
        for n in range(100)
    ]
    rulebook = rulebook.replace("\norders:\n", f"\norders:\n{''.join(orders)}", 1)
    offered = "".join(f"      - diplomatic.extra-{n:03}\n" for n in range(100))
    (folder / "northeast-asia.yaml").write_text(rulebook)
    (folder / "hundred.yaml").write_text(scenario.replace("\n    orders:\n", f"\n    orders:\n{offered}", 1))
    return str(folder / "hundred.yaml")


def _painting(folder: Path, name: str, marker: bytes, *args: str) -> Factory:
    """Start to first paint."""

    def factory(run: int) -> Piece:
        def piece(i: int) -> int:
            terminal = Terminal(*(args or _seawar(folder, f"{name}-{run}-{i}")))
            try:
                terminal.until(marker)
            finally:
                terminal.close()
            return 1

        return piece

    return factory


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = in_turn(
            {
                "seawar": _painting(folder, "paint", b"opening the table"),
                "screen": _painting(folder, "screen", b"Seal no change"),
                "empty": _painting(folder, "empty", b"it stands", "-c", EMPTY),
            },
            RUNS,
            PIECES,
        )
        keys = _keys(folder)
    return [
        compared("first_paint", "seawar play to first paint, over an empty Textual app", first, ("seawar", "empty"), MS,
                 Budget(2)),
        compared("first_screen", "  to the whole seat screen", first, ("screen", "empty"), MS),
        compared("key_repaint", "key to repaint, 100 orders known, over a DataTable", keys, ("list", "table"), MS,
                 Budget(1.5)),
        compared("key_screen", "  on the seat screen itself", keys, ("seawar", "table"), MS),
    ]  # fmt: skip


def _keys(folder: Path) -> dict[str, list[float]]:
    """The screens stand side by side; each key waits until the screen before it is quiet."""
    known = Terminal(*_seawar(folder, "list", _with_hundred_orders(folder)))
    screens = {"seawar": Terminal(*_seawar(folder, "keys")), "list": known, "table": Terminal("-c", TABLE)}
    costs: dict[str, list[float]] = {name: [] for name in screens}
    try:
        screens["seawar"].until(b"Seal no change")
        known.until(b"Seal no change")
        known.settle()
        os.write(known.fd, b"o")
        known.until(b"It stands 0")
        screens["table"].until(b"it stands")
        for run in range(-1, KEY_RUNS):
            spent = dict.fromkeys(screens, 0.0)
            for i in range(KEY_PIECES):
                for name, terminal in screens.items():
                    terminal.settle()
                    started = time.perf_counter()
                    terminal.press(b"\x1b[A" if i % 2 == 0 else b"\x1b[B")
                    spent[name] += time.perf_counter() - started
            if run >= 0:
                for name, total in spent.items():
                    costs[name].append(total / KEY_PIECES)
    finally:
        for terminal in screens.values():
            terminal.close()
    return costs
