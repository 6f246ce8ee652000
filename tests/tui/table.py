"""A table in memory on the real screens: real keys in, what is on record and what is drawn out."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.pilot import Pilot
from textual.screen import Screen

from seawar.bots.habit import HabitBot
from seawar.content.library import load
from seawar.net.host import Host
from seawar.replay.entries import AnyEntry, Opaque
from seawar.table.opening import new_table
from seawar.table.table import Table
from seawar.tui.app import SeawarApp
from seawar.tui.session import Session

Script = Callable[["SeawarApp", Pilot[None]], Awaitable[None]]
LARGE, SMALL = (140, 45), (80, 24)


class Played:
    """One table, its host and its app."""

    def __init__(
        self,
        *people: str,
        seed: int = 7,
        journal: Path | None = None,
        minutes: int | None = None,
        rulebook: str = "",
    ) -> None:
        loaded = load("dokdo-2019", rulebook=rulebook)
        self.table: Table = new_table(
            loaded, journal, seed=seed, players=dict.fromkeys(people, "person"), now=lambda: 1_000
        )
        self.bots = {seat: HabitBot(loaded.rules, seat, self.table.seed).plan for seat in loaded.rules.seats}
        self.host = Host(self.table, people, self.bots, minutes=minutes)
        self.host.start()
        self.session = Session([self.host.client(seat) for seat in people], journal)
        self.app = SeawarApp(self.session)
        self.app.wall = lambda: 1_000

    def run(self, script: Script, size: tuple[int, int] = LARGE) -> None:
        async def session() -> None:
            async with self.app.run_test(size=size) as pilot:
                await pilot.pause()
                await script(self.app, pilot)

        asyncio.run(session())

    def entries(self, kind: type) -> list[AnyEntry | Opaque]:
        return [entry for entry in self.table.record.log if isinstance(entry, kind)]


async def wait_until(pilot: Pilot[None], holds: Callable[[], object], seconds: float = 5.0) -> None:
    """Workers and refreshes take their turns; this waits for what they bring."""
    for _ in range(int(seconds / 0.02)):
        if holds():
            return
        await pilot.pause(0.02)
    raise AssertionError("it never came")


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Keys, one after the other, each fully done."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
        await pilot.app.workers.wait_for_complete() if not _asking(pilot) else None
        await pilot.pause()


def _asking(pilot: Pilot[None]) -> bool:
    """Whether a dialog is up, whose worker waits for an answer."""
    return any(worker.is_running for worker in pilot.app.workers)


def grid(app: SeawarApp) -> list[str]:
    """What is drawn, row by row."""
    screen: Screen[object] = app.screen
    return [strip.text for strip in screen._compositor.render_strips()]


def text(app: SeawarApp) -> str:
    return "\n".join(row.rstrip() for row in grid(app))
