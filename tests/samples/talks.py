"""The strait sample with voices and a price for deals, and short ways to negotiate in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from samples.strait import SEATS, Edits, bots, play_turn, strait
from seawar.content.library import Loaded
from seawar.core.deals import AnyClause, OrderClause, PactClause, Proposal, TransferClause, WordClause
from seawar.core.orders import Sheet
from seawar.core.view import View
from seawar.table import dealing
from seawar.table.opening import new_table
from seawar.table.sink import Memory
from seawar.table.table import Table

VOICES: Edits = (("segments:\n", "voices: {press: The papers, court: The court}\nsegments:\n"),)
TERMS: Edits = (
    (
        "events:\n",
        "negotiation:\n  resource: influence\n  cost: 1\n  lowers:\n"
        '    - {when: \'lasts("convened", self, "east")\', by: 1, because: East has brought them to one table}\n'
        "  source: assumption\nevents:\n",
    ),
)
PAY = TransferClause("influence", "north", "south", 1)
WORD = WordClause("south", "We keep away from the rock.", 3)
END = PactClause("pact", "suspended")
TOGETHER = OrderClause("share", ("north", "south"))


def loaded() -> Loaded:
    return strait(VOICES, TERMS)


def talking(number: int = 1, path: Path | None = None) -> Table:
    """A table in its first plan phase."""
    table = new_table(loaded(), path, seed=number, now=lambda: 1_000)
    table.open_turn()
    return table


def offer(*clauses: AnyClause, by: str = "north", to: tuple[str, ...] = ("south",), **more: Any) -> Proposal:
    facts: dict[str, Any] = {"title": "A deal", "secret": True} | more
    return Proposal("", by, (by, *to), clauses=clauses or (PAY, WORD), **facts)


def proposed(table: Table, command: str, made: Proposal, seat: str = "") -> str:
    """The id of a proposal, now on the table."""
    dealing.propose(table, command, seat or made.by, made)
    return list(table.dealings.deals)[-1]


def agreed(table: Table, command: str, made: Proposal) -> str:
    """The id of a deal that all seats have accepted."""
    id_ = proposed(table, command, made)
    for seat in made.parties:
        if seat != made.by:
            dealing.reply(table, f"{command}-{seat}", seat, id_, "accept")
    return id_


def idle(view: View) -> Sheet:
    return Sheet(view.seat, view.turn)


def idle_turn(table: Table) -> None:
    """Settle the turn in play without orders."""
    play_turn(table, dict.fromkeys(SEATS, idle))


def busy_turn(table: Table) -> None:
    play_turn(table, bots(table))


def entries(table: Table) -> list[bytes]:
    assert isinstance(table.sink, Memory)
    return table.sink.entries
