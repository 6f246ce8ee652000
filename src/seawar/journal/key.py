"""The seed of the dice, in a file of its own until it is revealed.

Keeping it in the journal was refused: a journal mailed at lunch must not give away the dice.
"""

from __future__ import annotations

import re
from pathlib import Path

from seawar.errors import JournalError
from seawar.journal.disk import DISK, Disk, reading, writing

_JOURNAL = ".seawar.jsonl"
_SEED = re.compile(rb"([0-9a-f]{64})\n?")


def key_path(journal: Path) -> Path:
    """`NAME.seawar.key` beside `NAME.seawar.jsonl`; any other name gets `.key` behind it."""
    if journal.name.endswith(_JOURNAL):
        return journal.with_name(journal.name.removesuffix(_JOURNAL) + ".seawar.key")
    return journal.with_name(journal.name + ".key")


def write_key(journal: Path, seed: bytes, disk: Disk = DISK) -> Path:
    """Store the 32 bytes of the seed, for the owner's eyes; a key that exists is never overwritten."""
    path = key_path(journal)
    with writing(path):
        disk.write_new(path, seed.hex().encode() + b"\n")
    return path


def read_key(journal: Path, disk: Disk = DISK) -> bytes:
    """The seed, or JournalError with what to do without it."""
    path = key_path(journal)
    with reading(path):
        try:
            fd = disk.open(path)
        except FileNotFoundError as fault:
            raise JournalError(
                f"{path}, the key of the dice, is missing: copy it beside the journal from where the game was played; "
                "without it the game can be replayed, but not played on"
            ) from fault
        try:
            found = _SEED.fullmatch(disk.read_all(fd, 128))
        finally:
            disk.close(fd)
    if found is None:
        raise JournalError(f"{path} does not hold 64 hex digits: put the right key back beside the journal.")
    return bytes.fromhex(found[1].decode())


def remove_key(journal: Path, disk: Disk = DISK) -> None:
    """Take the key away once the journal holds it; one that is gone already is no error."""
    path = key_path(journal)
    with writing(path):
        try:
            disk.remove(path)
        except FileNotFoundError:
            return
        disk.sync_directory(path.parent)
