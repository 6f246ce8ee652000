"""The record of one table: bytes, disk, fsync, chain, recovery and redaction.

It knows no rules and no kinds of entry: a payload comes in as encoded bytes and goes out as the same
bytes. One text file of chained lines was chosen over SQLite, because a mailed prefix of it is always
valid, it can be read with any tool in twenty years, and a stranger's file cannot carry code.
"""

from seawar.journal.disk import Disk
from seawar.journal.key import key_path, read_key, remove_key, write_key
from seawar.journal.line import FORMAT, GENESIS, Line, ascii_json, commitment
from seawar.journal.reader import Prefix, Verdict, good_prefix, read, verify
from seawar.journal.receipt import Receipt, Receipts, check
from seawar.journal.redact import redact, write_copy
from seawar.journal.writer import Writer, Written

__all__ = [
    "FORMAT",
    "GENESIS",
    "Disk",
    "Line",
    "Prefix",
    "Receipt",
    "Receipts",
    "Verdict",
    "Writer",
    "Written",
    "ascii_json",
    "check",
    "commitment",
    "good_prefix",
    "key_path",
    "read",
    "read_key",
    "redact",
    "remove_key",
    "verify",
    "write_copy",
    "write_key",
]
