"""Commands that may come twice over a bad line: the same again changes nothing, its id with another is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from seawar.core.state import UMPIRE
from seawar.errors import OrderRefused
from seawar.journal.receipt import Receipt
from seawar.replay.white_cell_entries import Asked, Noted, Situated

if TYPE_CHECKING:
    from seawar.table.table import Table

Repeatable = Asked | Noted | Situated


def body(entry: Repeatable) -> bytes:
    """What a command said, whenever it was said."""
    match entry:
        case Asked():
            said: tuple[object, ...] = ("ask", ascii(entry.text))
        case Noted():
            said = ("note", ascii(entry.text), entry.tags, ascii(entry.about))
        case Situated():
            said = ("situate", entry.seat, ascii(entry.text))
    return msgspec.json.encode(said)


def sender(entry: Repeatable) -> str:
    """Whose command it was."""
    match entry:
        case Asked():
            return entry.seat
        case Noted():
            return entry.author
        case Situated():
            return UMPIRE


def again(table: Table, entry: Repeatable) -> Receipt | None:
    """How a command was acknowledged when it came before; raises OrderRefused where its id said something else."""
    known = table.commands.get((sender(entry), entry.command))
    if known is None:
        return None
    if known[0] != body(entry):
        raise OrderRefused("command", f"command {entry.command!r} was used before for something else")
    return known[1]


def commit(table: Table, entry: Repeatable) -> Receipt:
    """Put it on record, and remember the command."""
    receipt = table.record.commit([entry], sender(entry))
    table.commands[sender(entry), entry.command] = (body(entry), receipt)
    return receipt


def recall(table: Table, entry: Repeatable) -> None:
    """Remember a command that was acknowledged before this process began."""
    table.commands[sender(entry), entry.command] = (body(entry), table.receipts.for_seat(sender(entry)))
