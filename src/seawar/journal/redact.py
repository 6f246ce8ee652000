"""A copy of a journal for one seat: what it may not see is gone, and the chain still verifies.

Leaving lines out, or sealing a new chain over the rest, was refused: then nobody could tell that the copy
is of the same session. The salts go with the payloads, so that no short payload can be guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from seawar.journal.disk import DISK, Disk, writing
from seawar.journal.line import Line, encode


def redact(lines: Iterable[Line], keep: Callable[[bytes], bool]) -> bytes:
    """The bytes of a copy in which only payloads that `keep` accepts are left."""
    return b"".join(encode(_seen(line, keep)) + b"\n" for line in lines)


def _seen(line: Line, keep: Callable[[bytes], bool]) -> Line:
    if line.d is not None and keep(line.d):
        return line
    return msgspec.structs.replace(line, salt=None, d=None)


def write_copy(path: Path, data: bytes, disk: Disk = DISK) -> None:
    """Store a copy, safe when this returns; a file that exists is never overwritten."""
    with writing(path):
        disk.write_new(path, data)
