"""`play` and plain `seawar` on a terminal: the screens, until the person leaves."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from seawar.errors import SeawarError

if TYPE_CHECKING:
    from seawar.tui.session import Session


def on_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def show(
    opening: Callable[[], Session] | None = None, *, scenario: str = "", ascii: bool = False, cut: bool = False
) -> None:
    """Show the screens; what was acknowledged is in the journal however they end."""
    if not on_terminal():
        raise SeawarError("the screens need a terminal; without one, play with --headless --bots all")
    from seawar.tui.app import SeawarApp

    app = SeawarApp(opening, scenario=scenario, ascii=ascii, cut=cut)
    journal: Path | None = None
    try:
        app.run()
        journal = app.session.journal if app.session else None
        if journal and not app.fault and app.going_on:
            click.echo(f"The table is kept. Go on with: seawar play --resume {journal}")
    finally:
        app.end()
    if app.refused:
        raise app.refused
    if app.fault:
        raise SeawarError(_fault_kept(journal, app.fault))


def _fault_kept(journal: Path | None, fault: str) -> str:
    """Where a fault of our own was written down, and how to go on."""
    path = journal.with_name(f"{journal.name}.fault.txt") if journal else Path("seawar.fault.txt")
    with contextlib.suppress(OSError):
        path.touch(mode=0o600)
        path.write_text(fault)
    go_on = f"nothing acknowledged is lost; go on with: seawar play --resume {journal}" if journal else "start it again"
    return f"seawar stopped by a fault of its own, written to {path}; {go_on}"
