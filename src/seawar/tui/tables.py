"""Tables at this terminal: the one place of the screens that makes or opens one. What it hands on are clients."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from seawar.content.library import load
from seawar.core.rules import Rules
from seawar.core.state import UMPIRE
from seawar.errors import JournalError, SeawarError
from seawar.journal.key import remove_key
from seawar.journal.reader import good_prefix
from seawar.net.local import (
    clients_of,
    clock_minutes,
    host_of,
    open_new,
    people_of,
    persons_of,
    resumed_words,
    seated,
    stopped_words,
)
from seawar.replay.person_entries import OBSERVER
from seawar.table.opening import carried, new_table, resume_table
from seawar.table.table import Table
from seawar.table.umpiring import set_mode
from seawar.tui.drafts import PaperDrafts
from seawar.tui.session import Session

REHEARSAL = 7
"""The dice of the practice table: the same morning for everybody who learns."""


def begin(
    name: str, people: str | Sequence[str], *, umpire: bool = False, seed: int | None = None,
    journal: Path | None = None, minutes: int | None = None, cut: bool = False,
    rulebook: str = "", persons: Sequence[str] = (),
) -> Session:  # fmt: skip
    """A new table; `people` are seats as they were typed, or their ids, `persons` as `japan=Aiko,Ben`."""
    loaded = load(name, cut=cut, rulebook=rulebook)
    here = people_of(loaded.rules, people if isinstance(people, str) else ",".join(people), umpire=umpire)
    named = persons_of(loaded.rules, persons)
    here += [seat for seat, _ in dict(named).items() if seat != OBSERVER and seat not in here]
    if not here:
        raise SeawarError("nobody sits at this table: choose at least one seat")
    table, path = open_new(loaded, seed=seed, journal=journal, people=here)
    try:
        return _session(table, here, path, minutes, "", named)
    except SeawarError:  # somebody could not sit down: leave no game behind that nobody has begun
        table.sink.close()
        path.unlink(missing_ok=True)
        remove_key(path)
        raise


def resume(
    path: Path, people: str = "", *, umpire: bool = False, minutes: int | None = None, persons: Sequence[str] = ()
) -> Session:
    """The table in a journal, with those who sat there when it stopped, or with others."""
    table = resume_table(path)
    try:
        here = people_of(table.rules, people, umpire=umpire) if people or umpire else seated(table)
        if not here:
            raise SeawarError(f"bots played every seat of {path}: add --bots all, or take one with --seat NAME")
        minutes = clock_minutes(table) if minutes is None else minutes
        words = resumed_words(table) + (stopped_words(table) if UMPIRE in here else "")
        return _session(table, here, path, minutes, words, persons_of(table.rules, persons))
    except BaseException:
        table.sink.close()
        raise


def practise(name: str, seat: str) -> Session:
    """A table in memory with rehearsal dice, for learning the screen; for the white cell, the cut."""
    table = new_table(load(name, cut=seat == UMPIRE), seed=REHEARSAL, players={seat: "person"})
    if seat == UMPIRE:
        set_mode(table, "free", reason="practice: every result waits, so that there is something to rule on")
    return _session(table, [seat], None, None, "")


def told(path: Path) -> tuple[Rules, list[tuple[int, bytes | None]], str]:
    """A journal's rules and entries, and what is wrong behind the good ones; raises where nothing can be told."""
    found = good_prefix(path)
    if found.error and not found.lines:
        raise found.error
    entries = [(line.n, line.d) for line in found.lines]
    return carried([d for _, d in entries], path.name).rules, entries, str(found.error or "")


def _session(
    table: Table, here: Sequence[str], path: Path | None, minutes: int | None, words: str,
    persons: Sequence[tuple[str, str]] = (),
) -> Session:  # fmt: skip
    host = host_of(table, here, minutes)

    def end() -> None:
        """Let go of the journal; at a closed table nothing is left to keep secret or to seal."""
        with contextlib.suppress(JournalError):
            table.sink.close()
        if path is not None and table.phase == "closed":
            session.drafts.remove()
            PaperDrafts(path).remove()
            remove_key(path)

    session = Session(list(clients_of(host, here, persons)), path, resumed=words, end=end)
    return session
