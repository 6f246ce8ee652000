"""Notes of the umpire and of observers, tagged to learning questions; the umpire alone reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from seawar.errors import OrderRefused
from seawar.journal.receipt import Receipt
from seawar.replay.entries import Resulted
from seawar.replay.white_cell_entries import Injected, Noted
from seawar.table import repeats
from seawar.table.limits import LONGEST_NOTE

if TYPE_CHECKING:
    from seawar.table.table import Table


def note(
    table: Table, command: str, author: str, text: str, tags: Sequence[str] = (), about: str = "", person: str = ""
) -> Receipt:  # fmt: skip
    """Put a note on record; raises OrderRefused, and then nothing has changed."""
    marks = tuple(dict.fromkeys(tags))
    where = (table.now(), (), table.state.turn, table.phase)
    entry = Noted(*where, author, text.strip(), marks, about, command, person)
    if (known := repeats.again(table, entry)) is not None:
        return known
    if author in table.rules.seats:
        raise OrderRefused("right", "notes are taken by the white cell and by observers, not by seats")
    if table.phase == "closed":
        raise OrderRefused("phase", "the table is closed; its journal can be replayed")
    if not 0 < len(text.strip()) <= LONGEST_NOTE:
        raise OrderRefused("note", f"a note has 1 to {LONGEST_NOTE} characters, this one has {len(text.strip())}")
    for tag in marks:
        if tag not in table.rules.questions:
            known_tags = ", ".join(table.rules.questions) or "this scenario has none"
            raise OrderRefused("tag", f"no learning question {tag[:40]!r}; {known_tags}")
    if about and not _exists(table, about):
        message = f"nothing here is called {about[:60]!r}; name entry/NUMBER, seat/NAME, inject/ID or result/KEY"
        raise OrderRefused("about", message)
    return repeats.commit(table, entry)


def _exists(table: Table, about: str) -> bool:
    """Whether what a note is about is on record, or at this table."""
    kind, _, name = about.partition("/")
    match kind:
        case "entry":
            return name.isascii() and name.isdecimal() and len(name) < 10 and int(name) < len(table.record.log)
        case "seat":
            return name in table.rules.seats
        case "inject":
            return name in {inject.id for inject in table.rules.msel} | set(_made_up(table))
        case "result":
            return name in _results(table)
        case _:
            return False


def _made_up(table: Table) -> Iterator[str]:
    return (entry.inject.id for entry in table.record.log if isinstance(entry, Injected))


def _results(table: Table) -> set[str]:
    """Keys of all results so far, those not released yet among them."""
    waiting = (r.key for _, step in (table.resolution.steps if table.resolution else ()) for r in step)
    return {*waiting, *(entry.result.key for entry in table.record.log if isinstance(entry, Resulted))}
