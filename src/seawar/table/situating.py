"""Releasing a seat's page on the state of the world, as it was made or as the umpire edited it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seawar.errors import OrderRefused
from seawar.journal.receipt import Receipt
from seawar.replay.white_cell_entries import Situated
from seawar.table import repeats
from seawar.table.limits import LONGEST_PAGE

if TYPE_CHECKING:
    from seawar.table.table import Table


def situate(table: Table, command: str, seat: str, text: str, author: str = "") -> Receipt:
    """Let a seat read its page; a later one takes its place, and both stay on record."""
    entry = Situated(table.now(), (seat,), table.state.turn, seat, text.strip("\n"), command, author)
    if (known := repeats.again(table, entry)) is not None:
        return known
    if table.phase in ("opening", "closed"):
        raise OrderRefused("phase", f"this is the {table.phase} phase; pages are released while moves are played")
    if seat not in table.rules.seats:
        raise OrderRefused("seat", f"no seat {seat[:40]!r}; one of {', '.join(table.rules.seats)}")
    if not text.strip() or len(text) > LONGEST_PAGE:
        raise OrderRefused("page", f"a page has 1 to {LONGEST_PAGE} characters, this one has {len(text)}")
    return repeats.commit(table, entry)
