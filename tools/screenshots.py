"""Make the pictures in docs/screens: real screens of one rehearsal game, driven by real keys.

    python tools/screenshots.py [FOLDER]

The game is `dokdo-2019` with dice 7; bots seal for the people until the turn that is shown.
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
from textual.pilot import Pilot

from seawar.adjudicate.offers import offers
from seawar.adjudicate.preview import preview
from seawar.bots.habit import HabitBot
from seawar.content.library import load
from seawar.core.orders import Order
from seawar.core.state import UMPIRE
from seawar.net.host import Host
from seawar.net.wire import Next, Seal
from seawar.table.opening import new_table
from seawar.tui.app import SeawarApp
from seawar.tui.dialogs import Choose
from seawar.tui.form import OrderForm
from seawar.tui.rows import RowList
from seawar.tui.session import Session

LARGE, SMALL = (140, 45), (80, 24)
FONT_FACES = re.compile(r"@font-face\s*\{[^}]*\}")
"""The exported pictures name fonts on a server; offline the reader's own are used."""
PADDED = re.compile(r'(<text [^>]*?)x="([0-9.]+)"( y="[0-9.]+") textLength="([0-9.]+)"([^>]*>)((?:&#160;)+)')
CELL = 12.2
"""Width of a character in the pictures."""
Script = Callable[[SeawarApp, Pilot[None]], Awaitable[None]]


def game(*people: str, turn: int, settle: bool = False) -> Session:
    """A table in memory at a turn, the seats of people played by bots until then."""
    loaded = load("dokdo-2019")
    table = new_table(loaded, seed=7)
    bots = {seat: HabitBot(loaded.rules, seat, table.seed).plan for seat in loaded.rules.seats}
    host = Host(table, people, bots, minutes=12)
    host.start()
    seats = [seat for seat in people if seat != UMPIRE]
    driver = UMPIRE if UMPIRE in people else people[0]
    while True:
        if table.phase in ("opening", "review"):
            host.submit(driver, Next(f"open-{table.state.turn}", early=True))
        if table.state.turn == turn and not settle:
            break
        for seat in seats:
            host.submit(seat, Seal(f"seal-{table.state.turn}-{seat}", bots[seat](table.view(seat))))
        if table.state.turn == turn:
            break
        if UMPIRE in people:
            host.submit(UMPIRE, Next(f"settle-{table.state.turn}"))
            host.submit(UMPIRE, Next(f"release-{table.state.turn}"))
    return Session([host.client(seat) for seat in people], None)


def _unpadded(match: re.Match[str]) -> str:
    """Leading spaces as a place: some readers leave them out."""
    before, x, y, length, rest, spaces = match.groups()
    width = spaces.count("&") * CELL
    return f'{before}x="{float(x) + width:g}"{y} textLength="{float(length) - width:g}"{rest}'


def picture(folder: Path, name: str, session: Session | None, script: Script, size: tuple[int, int]) -> None:
    async def run() -> None:
        app = SeawarApp(session)
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.3)
            await script(app, pilot)
            await pilot.pause(0.4)
            svg = FONT_FACES.sub("", app.export_screenshot(title="seawar"))
            svg = PADDED.sub(_unpadded, svg)
            path = folder / f"{name}-{size[0]}x{size[1]}.svg"
            path.write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", encoding="utf-8")
            print(path)

    asyncio.run(run())


async def look(_: SeawarApp, __: Pilot[None]) -> None:
    """As it is."""


def keys(*names: str) -> Script:
    async def press(_: SeawarApp, pilot: Pilot[None]) -> None:
        for name in names:
            await pilot.press(name)
            await pilot.pause(0.3)

    return press


async def scramble(app: SeawarApp, pilot: Pilot[None]) -> None:
    """A scramble against the unidentified aircraft, in the form."""
    assert app.session is not None
    seat = app.session.seats["rok"]
    draft = seat.draft()
    rules, view = seat.rules, seat.known.view
    found = [order for order in offers(rules, view, ("air.scramble",)) if "late" in preview(rules, view, order).best]
    best = min(found, key=lambda order: (preview(rules, view, order).best["late"], order.key))
    draft.orders = (
        msgspec.structs.replace(best, ceiling=4, rationale="It must turn before the line."),
        Order("rok", "diplomatic.hotline", {"seat": "russia"}),
    )
    draft.intent = "Turn it back; shots come last."
    seat.drafts.save(draft)
    await pilot.press("tab", "shift+tab")
    await pilot.pause(0.4)


async def form(app: SeawarApp, pilot: Pilot[None]) -> None:
    await scramble(app, pilot)
    app.screen.query_one("#orders", RowList).select("order/0")
    await pilot.press("enter")
    await pilot.pause(0.5)
    assert isinstance(app.screen, OrderForm)


async def choose(app: SeawarApp, pilot: Pilot[None]) -> None:
    await pilot.press("o")
    await pilot.pause(0.4)
    assert isinstance(app.screen, Choose)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for size in (LARGE, SMALL):
        picture(folder, "start", None, look, size)
        picture(folder, "seat", game("rok", turn=6), scramble, size)
        picture(folder, "form", game("rok", turn=6), form, size)
        picture(folder, "review", game("rok", turn=6, settle=True), look, size)
        picture(folder, "umpire", game("japan", "rok", UMPIRE, turn=6, settle=True), keys("w", "n"), size)
    picture(folder, "curtain", game("japan", "rok", turn=6), look, SMALL)
    picture(folder, "choose", game("rok", turn=6), choose, SMALL)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "docs" / "screens")
