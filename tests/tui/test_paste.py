"""That a paste is text to its end, whatever stands in it, and never a key."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.drivers import linux_driver
from textual.pilot import Pilot

from seawar.journal.reader import good_prefix
from seawar.replay.entries import Sealed, decode
from seawar.tui.app import SeawarApp
from seawar.tui.paste import PasteParser
from tui.table import Played, text, wait_until

START, END = "\x1b[200~", "\x1b[201~"
LOG = "\x1b[31mERROR\x1b[0m not sealed\nns \x1b[A\x1b[200~ \x1bOP"


def parsed(*chunks: str) -> list[str]:
    """Keys by name, pastes with their text."""
    parser = PasteParser()
    found = [message for chunk in chunks for message in parser.feed(chunk)]
    return [
        f"paste {message.text}" if isinstance(message, events.Paste) else message.key
        for message in found if isinstance(message, events.Paste | events.Key)
    ]  # fmt: skip


def test_escape_sequences_in_a_paste_press_no_key() -> None:
    """The whole of it is one paste without its escapes; keys before and after it are keys."""
    assert parsed(f"a{START}{LOG}{END}b") == ["a", "paste " + LOG.replace("\x1b", ""), "b"]
    assert parsed(f"{START}{END}\x1b[A") == ["paste ", "up"]
    assert parsed(f"\x1b[B{START}x{END}{START}\x1b{END}") == ["down", "paste x", "paste "]


@given(st.lists(st.integers(0, 60), max_size=12))
def test_it_does_not_matter_how_a_paste_arrives(cuts: list[int]) -> None:
    """In pieces of any size, cut anywhere, in the middle of its start or its end."""
    whole = f"k\x1b[C{START}{LOG}{END}\x1b[D"
    ends = [*sorted(min(cut, len(whole)) for cut in cuts), len(whole)]
    chunks = [whole[a:b] for a, b in zip([0, *ends], ends, strict=False)]
    assert parsed(*(chunk for chunk in chunks if chunk)) == parsed(whole)


def test_a_paste_beside_a_field_does_nothing_and_says_so() -> None:
    """Nothing is sealed, nothing opens."""
    game = Played("rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        app.post_message(events.Paste("nnnsss"))
        await wait_until(pilot, lambda: "Nothing was pasted" in text(app))

    game.run(script)
    assert game.table.phase == "plan"


@pytest.mark.skipif(not hasattr(linux_driver, "XTermParser"), reason="another terminal driver")
def test_a_paste_into_a_real_terminal_seals_nothing(tmp_path: Path) -> None:
    """Bytes through a pseudo-terminal: the screen of a seat, a log with colours, then N by hand."""
    journal = tmp_path / "game.seawar.jsonl"
    args = ("-m", "seawar", "play", "dokdo-2019", "--seat", "rok", "--seed", "7", "--journal", str(journal))
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", TEXTUAL_ANIMATIONS="none")
        os.execv(sys.executable, [sys.executable, *args])
    try:
        fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 45, 140, 0, 0))
        until(fd, b"Where things stand")
        os.write(fd, f"{START}{LOG}{END}".encode())
        until(fd, b"Nothing was pasted")
        assert not sealed(journal)
        os.write(fd, b"n")
        until(fd, b"What came of your orders")
        assert sealed(journal)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(fd)


def until(fd: int, marker: bytes, seconds: float = 30) -> None:
    seen, end = b"", time.monotonic() + seconds
    while marker not in seen:
        assert select.select([fd], [], [], max(0, end - time.monotonic()))[0], f"{marker!r} was never drawn"
        seen += os.read(fd, 65536)


def sealed(journal: Path) -> bool:
    """Whether the seat's own sheet is on record."""
    entries = [decode(line.d) for line in good_prefix(journal).lines if line.d]
    return any(isinstance(entry, Sealed) and entry.sheet.seat == "rok" for entry in entries)
