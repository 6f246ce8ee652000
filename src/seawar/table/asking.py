"""Questions of seats to the white cell, and what the umpire makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seawar.core.state import UMPIRE
from seawar.errors import OrderRefused
from seawar.journal.receipt import Receipt
from seawar.replay.entries import AnyEntry
from seawar.replay.questions import Question, questions
from seawar.replay.white_cell_entries import Asked, RfiAnswered, RfiSourced
from seawar.table import repeats
from seawar.table.limits import LONGEST_MESSAGE, LONGEST_REASON

if TYPE_CHECKING:
    from seawar.table.table import Table

MOST_OPEN = 5
"""Questions of one seat that may wait for an answer at a time."""


def ask(table: Table, command: str, seat: str, text: str) -> Receipt:
    """Put a question; the seat and the umpire read it."""
    number = sum(asked.asked.seat == seat for asked in questions(table.record.log).values()) + 1
    entry = Asked(table.now(), (seat,), table.state.turn, f"{seat}-{number}", seat, text.strip(), command)
    if (known := repeats.again(table, entry)) is not None:
        return known
    _open(table)
    if seat not in table.rules.seats:
        raise OrderRefused("right", "the white cell is asked by seats; it writes a message to ask one itself")
    _length("question", "a question", text, LONGEST_MESSAGE)
    waiting = [one for one in questions(table.record.log).values() if one.open and one.asked.seat == seat]
    if len(waiting) >= MOST_OPEN:
        raise OrderRefused("question", f"{len(waiting)} of your questions wait for an answer; wait for one of them")
    return repeats.commit(table, entry)


def answer(table: Table, id_: str, text: str, source: str = "", author: str = "") -> None:
    """Answer a question: the seat reads `text`, the umpire alone `source`."""
    asked = _waiting(table, id_).asked
    _length("answer", "an answer", text, LONGEST_MESSAGE)
    if len(source) > LONGEST_REASON:
        raise OrderRefused("source", f"a source note has at most {LONGEST_REASON} characters, this one {len(source)}")
    at, turn = table.now(), table.state.turn
    entries: list[AnyEntry] = []
    if source.strip():
        entries.append(RfiSourced(at, (), turn, id_, asked.seat, source.strip(), author))
    entries.append(RfiAnswered(at, (asked.seat,), turn, id_, asked.seat, text.strip(), author=author))
    table.record.commit(entries, UMPIRE)


def set_aside(table: Table, id_: str, reason: str, author: str = "") -> None:
    """Say that no answer will come, and why; the seat reads it."""
    asked = _waiting(table, id_).asked
    _length("reason", "why a question is set aside", reason, LONGEST_REASON)
    where = (table.now(), (asked.seat,), table.state.turn)
    entry = RfiAnswered(*where, id_, asked.seat, reason.strip(), aside=True, author=author)
    table.record.commit([entry], UMPIRE)


def _waiting(table: Table, id_: str) -> Question:
    """A question that has no answer yet."""
    _open(table)
    found = questions(table.record.log)
    if id_ not in found:
        known = ", ".join(one.asked.id for one in found.values() if one.open) or "none waits"
        raise OrderRefused("question", f"no question {id_[:40]!r}; {known}")
    if (said := found[id_].answered) is not None:
        what = "set aside" if said.aside else "answered"
        raise OrderRefused("answered", f"question {id_} was {what} already; write a message to add to it")
    return found[id_]


def _length(code: str, what: str, text: str, most: int) -> None:
    if not 0 < len(text.strip()) <= most:
        raise OrderRefused(code, f"{what} has 1 to {most} characters, this one has {len(text.strip())}")


def _open(table: Table) -> None:
    if table.phase == "closed":
        raise OrderRefused("phase", "the table is closed; its journal can be replayed")
