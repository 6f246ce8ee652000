"""Who may speak for whom in a negotiation, how long texts may be, and how a command is put on record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from seawar.core.deals import Proposal
from seawar.core.state import UMPIRE
from seawar.errors import OrderRefused
from seawar.journal.receipt import Receipt
from seawar.replay.entries import AnyEntry

if TYPE_CHECKING:
    from seawar.table.table import Table

MOST_TITLE, MOST_LINE, MOST_GIST = 120, 300, 1000
"""Characters of a title, of a reason or condition, of a corridor talk."""
PHASES = "plan review"


def commit(table: Table, seat: str, command: str, said: bytes, entries: Sequence[AnyEntry]) -> Receipt:
    receipt = table.record.commit(entries, seat)
    table.dealings.read_all(entries)
    table.commands[seat, command] = (said, receipt)
    return receipt


def readers(table: Table, offer: Proposal) -> tuple[str, ...]:
    return tuple(party for party in offer.parties if party in table.rules.seats)


def expect(table: Table, what: str) -> None:
    table.expect(PHASES, what)
    if table.state.ended:
        raise OrderRefused("ended", "the game has ended; nothing more can be agreed")


def may_speak(table: Table, seat: str, actor: str) -> None:
    if seat != UMPIRE:
        table.seated(seat)
    if actor != seat and (seat != UMPIRE or actor not in table.rules.voices):
        raise OrderRefused("right", f"you cannot speak for {actor!r:.40}; a seat speaks for itself")


def as_umpire(seat: str) -> None:
    if seat != UMPIRE:
        raise OrderRefused("right", "only the white cell may do this")


def refuse_length(code: str, what: str, text: str, most: int) -> None:
    if not text.strip() or len(text) > most:
        raise OrderRefused(code, f"{what} has 1 to {most} characters, this one has {len(text)}")
