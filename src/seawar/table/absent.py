"""Whom an inject reaches: nobody reads it where all seats that it is for are away.

An inject that comes when it is due is not asked: its time is the scenario's, and the seat reads it when it is back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from seawar.core.rules import Rules
from seawar.core.state import PUBLIC
from seawar.errors import OrderRefused

if TYPE_CHECKING:
    from seawar.table.table import Table


def absent(rules: Rules, away: Collection[str], to: Iterable[str]) -> tuple[str, ...]:
    """Those of `to` that are away, in the order of the seats; of all seats where it is public."""
    readers = set(to)
    return tuple(seat for seat in rules.seats if seat in away and (seat in readers or PUBLIC in readers))


def nobody_reads(rules: Rules, away: Collection[str], to: Collection[str], instead: str) -> str:
    """Why an inject reaches nobody, and what to do; empty where somebody reads it. What is public is for all."""
    gone = absent(rules, away, to)
    if PUBLIC in to or not gone or len(gone) < len(set(to)):
        return ""
    names = [rules.seats[seat].title for seat in gone]
    told = f"{', '.join(names[:-1])} and {names[-1]} are" if len(names) > 1 else f"{names[0]} is"
    it = "them" if len(names) > 1 else "it"
    return f"{told} away, and nobody there would read it; mark {it} back with F3, or {instead}"


def refuse_unread(table: Table, to: Collection[str], instead: str) -> None:
    """Raises OrderRefused where every seat that an inject is for is away."""
    if told := nobody_reads(table.rules, table.record.persons.away, to, instead):
        raise OrderRefused("away", told)
