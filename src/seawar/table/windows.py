"""Reasons against: the umpire asks seats about one argued order, and they answer while the window is open.

Nothing waits for a window: the umpire may close it and rule at any time, and a ruling closes it. Those asked
read the order's action, effect and reasons, and nothing else of the sheet; whoever is not asked is refused as if
there were no window.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from seawar.adjudicate.argued import argued
from seawar.adjudicate.validate import MOST_REASONS, MOST_WORDS
from seawar.core.orders import Order
from seawar.core.results import Settled
from seawar.core.state import UMPIRE
from seawar.errors import OrderRefused
from seawar.journal.receipt import Receipt
from seawar.replay.course_entries import Countered, Windowed

if TYPE_CHECKING:
    from seawar.table.table import Table


@dataclass(slots=True)
class Windows:
    """The windows of the turn in play, and what came in through them."""

    last: dict[str, Windowed] = field(default_factory=dict)
    """Name of the result to what was last said of its window."""
    counters: list[Countered] = field(default_factory=list)

    def recall(self, entry: Windowed | Countered) -> None:
        """Take in what is on record."""
        if isinstance(entry, Windowed):
            self.last[entry.result] = entry
        else:
            self.counters.append(entry)


def set_window(table: Table, result: str, to: Iterable[str] | None) -> None:
    """Open a window on a result for the seats `to`, or close it (None); raises OrderRefused."""
    if table.phase != "adjudicate" or table.resolution is None:
        raise OrderRefused("phase", f"this is the {table.phase} phase; reasons against are asked for in: adjudicate")
    named = argued(table.rules, (settled for _, step in table.resolution.steps for settled in step))
    name = next((name for name, settled in named.items() if settled.key == result), "")
    if not name:
        raise OrderRefused("result", f"{result!r} is no argued order of this turn; only those take reasons against")
    last = table.windows.last.get(name)
    if to is None:
        if last is None or not last.open:
            raise OrderRefused("window", "no window is open on this order; open one first")
        close_all(table, result)
        return
    asked = tuple(seat for seat in table.rules.seats if seat in set(to))
    strangers = sorted(set(to) - set(asked))
    if strangers or not asked:
        what = f"no seat {strangers[0]!r} to ask" if strangers else "nobody is asked"
        raise OrderRefused("seat", f"{what}; one or more of {', '.join(table.rules.seats)}")
    if named[name].seat in asked:
        raise OrderRefused("seat", f"{named[name].seat} argues for it; ask other seats for reasons against")
    if last is not None and last.open:
        raise OrderRefused("window", f"a window on it is open for {', '.join(last.to)}; close it first")
    _commit(table, name, named[name], asked)


def _commit(table: Table, name: str, settled: Settled, asked: tuple[str, ...]) -> None:
    told = _order(table, settled)
    entry = Windowed(
        table.now(),
        asked,
        table.state.turn,
        name,
        True,
        asked,
        settled.seat,
        settled.type,
        told.argument if told else None,
    )
    table.record.commit([entry], UMPIRE)
    table.windows.recall(entry)


def _order(table: Table, settled: Settled) -> Order | None:
    """The order behind an argued result, which never has a subject: its keys are the same."""
    sheet = table.sheets.get(settled.seat)
    sealed = next((order for order in sheet.orders if order.key == settled.key), None) if sheet else None
    return sealed or table.state.standing.get(settled.key)


def close_all(table: Table, result: str = "") -> None:
    """Close the window that is open on a result, or every one."""
    steps = table.resolution.steps if table.resolution else ()
    named = argued(table.rules, (settled for _, step in steps for settled in step))
    for name, last in sorted(table.windows.last.items()):
        if last.open and (not result or (name in named and named[name].key == result)):
            entry = Windowed(table.now(), last.to, table.state.turn, name, False, last.to, last.seat, last.type)
            table.record.commit([entry], UMPIRE)
            table.windows.recall(entry)


def counter(table: Table, command: str, seat: str, result: str, reason: str) -> Receipt:
    """Put a seat's reason against an order on record; raises OrderRefused, and then nothing has changed."""
    reason = reason.strip()
    body = msgspec.json.encode((result, ascii(reason)))
    if (again := table.again(seat, command, body)) is not None:
        return again
    if table.phase != "adjudicate":
        raise OrderRefused("phase", f"this is the {table.phase} phase; reasons against are taken while results wait")
    last = table.windows.last.get(result)
    if result.partition("#")[0].endswith(f"/{seat}"):
        raise OrderRefused("own", "this order is your own; others argue against it")
    if last is None or seat not in last.to:
        raise OrderRefused("window", "no window is open for you on that; the white cell says when it asks for reasons")
    if not last.open:
        raise OrderRefused("closed", "the window is closed; the white cell takes no more reasons against it")
    if not 0 < len(reason) <= MOST_WORDS:
        raise OrderRefused("text", f"a reason has 1 to {MOST_WORDS} characters, this one has {len(reason)}")
    given = sum((c.result, c.seat) == (result, seat) for c in table.windows.counters)
    if given >= MOST_REASONS:
        raise OrderRefused("many", f"you have given {given} reasons against it; {MOST_REASONS} are the most")
    entry = Countered(table.now(), (seat,), table.state.turn, result, seat, reason, command)
    receipt = table.record.commit([entry], seat)
    table.windows.recall(entry)
    table.commands[seat, command] = (body, receipt)
    return receipt


def body_of(entry: Countered) -> bytes:
    """What its command said, to tell a repeat from a change."""
    return msgspec.json.encode((entry.result, ascii(entry.reason)))
