"""`play` on a terminal: a table with people at it, and the screens that show it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path

from seawar.bots.habit import HabitBot
from seawar.core.rules import Rules
from seawar.core.state import UMPIRE
from seawar.errors import SeawarError
from seawar.journal.key import remove_key
from seawar.net.host import Host
from seawar.replay.entries import Joined, Opened
from seawar.table.table import Table


def people_of(rules: Rules, text: str, *, umpire: bool) -> list[str]:
    """Seats that persons play, from what was typed: ids, titles or letters, in any case."""
    people: list[str] = []
    for name in (part.strip() for part in text.split(",")):
        wanted = name.casefold()
        found = [
            seat.id for seat in rules.seats.values()
            if wanted in (seat.id.casefold(), seat.title.casefold(), seat.short.casefold(), seat.letter.casefold())
        ]  # fmt: skip
        if wanted in (UMPIRE, "white cell"):
            found = [UMPIRE]
        if not found:
            raise SeawarError(f"no seat {name!r} in this exercise; one of {', '.join([*rules.seats, UMPIRE])}")
        people += [seat for seat in found if seat not in people]
    return [*people, UMPIRE] if umpire and UMPIRE not in people else people


def seated(table: Table) -> list[str]:
    """Who played when the game stopped."""
    log = table.record.log
    people = [entry.seat for entry in log if isinstance(entry, Joined) and entry.player == "person"]
    umpired = any(isinstance(entry, Opened) and entry.umpired for entry in log)
    return [*people, UMPIRE] if umpired else people


def host_of(table: Table, people: Sequence[str], minutes: int | None) -> Host:
    """A table with these people at it and bots at the other seats."""
    bots = {
        seat: HabitBot(table.rules, seat, table.seed).plan for seat in table.rules.seats if seat not in people
    }  # fmt: skip
    return Host(table, people, bots, minutes=minutes)


def _fault_kept(journal: Path, fault: str) -> str:
    """Where a fault of our own was written down, and how to go on."""
    path = journal.with_name(f"{journal.name}.fault.txt")
    with contextlib.suppress(OSError):
        path.touch(mode=0o600)
        path.write_text(fault)
    go_on = f"nothing acknowledged is lost; go on with: seawar play --resume {journal}"
    return f"seawar stopped by a fault of its own, written to {path}; {go_on}"


def play_on_screen(
    table: Table, journal: Path, people: Sequence[str], *, minutes: int | None, resumed: str = "", ascii: bool = False
) -> None:
    """Show the screens until the person leaves; what was acknowledged is in the journal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise SeawarError("the screens need a terminal; without one, play with --headless --bots all")
    from seawar.tui.app import SeawarApp
    from seawar.tui.session import Session

    host = host_of(table, people, minutes)
    try:
        host.start()
        session = Session([host.client(seat) for seat in people], journal, resumed=resumed)
        app = SeawarApp(session, ascii=ascii)
        app.run()
        if table.phase == "closed":
            session.drafts.remove()
            remove_key(journal)
        if app.fault:
            raise SeawarError(_fault_kept(journal, app.fault))
    finally:
        table.sink.close()
