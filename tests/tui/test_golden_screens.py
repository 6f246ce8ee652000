"""Whole screens of one rehearsal game at both sizes, character by character; keys and records are tested elsewhere.

When a screen changes on purpose, look at the difference and then renew the text:

    SEAWAR_GOLDEN=write pytest tests/tui
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.pilot import Pilot

from seawar.core.orders import Order
from seawar.core.rulings import Ruling
from seawar.core.state import UMPIRE
from seawar.net.host import Host
from seawar.net.wire import Next, Rule, Seal
from seawar.tui.app import SeawarApp
from seawar.tui.rows import RowList
from seawar.tui.seat import SeatScreen
from seawar.tui.umpire import UmpireScreen
from tui.table import LARGE, SMALL, Played, text, wait_until

HERE = Path(__file__).parent / "golden"
TURN = 6


def at_turn(*people: str, settled: bool = False) -> Played:
    """A game at its most eventful move, the people's seats played by bots until then."""
    game = Played(*people)
    host, table = game.host, game.table
    driver = UMPIRE if UMPIRE in people else people[0]
    while table.state.turn < TURN or (settled and table.phase == "plan"):
        if table.phase in ("opening", "review"):
            host.submit(driver, Next(f"o{table.state.turn}", early=True))
        if table.state.turn == TURN and not settled:
            break
        for seat in people:
            if seat != UMPIRE:
                sheet = game.bots[seat](table.view(seat))
                host.submit(seat, Seal(f"s{table.state.turn}", sheet))
        if UMPIRE in people and table.state.turn < TURN:
            host.submit(UMPIRE, Next(f"s{table.state.turn}"))
            accept(host)
            host.submit(UMPIRE, Next(f"r{table.state.turn}"))
        elif UMPIRE in people:
            host.submit(UMPIRE, Next(f"s{table.state.turn}"))
            break
    return game


def accept(host: Host) -> None:
    """What waits for the umpire, as computed."""
    pending = host.client(UMPIRE).pending()
    bands = {result.key: result.band for result in pending.results}
    rulings = tuple(Ruling(key, bands[key], "accepted as computed") for key in pending.waiting)
    host.submit(UMPIRE, Rule("accept", rulings))


def draft(game: Played) -> None:
    seat = game.session.seats["rok"]
    seat.catch_up()
    made = seat.draft()
    contact = max(id_ for id_, known in seat.known.view.contacts.items() if known.owner != "rok")
    leg = seat.known.view.contacts[contact].legs[-1]
    made.orders = (Order("rok", "air.scramble", {"area": leg.area, "contact": contact}, ceiling=3),)
    made.intent = "Turn it back; shots come last."
    seat.drafts.save(made)


async def settled(app: SeawarApp, pilot: Pilot[None]) -> str:
    """What is drawn once nothing changes any more."""
    before, same = "", 0
    while same < 3:
        await pilot.pause(0.1)
        now = text(app)
        same = same + 1 if now == before and now.strip() else 0
        before = now
    return before


def compare(name: str, size: tuple[int, int], told: str) -> None:
    kept = HERE / f"{name}-{size[0]}x{size[1]}.txt"
    if os.environ.get("SEAWAR_GOLDEN") == "write":
        kept.write_text(told + "\n", encoding="utf-8")
    assert told + "\n" == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", [LARGE, SMALL], ids=["140x45", "80x24"])
@pytest.mark.parametrize("name", ["seat", "form", "review", "umpire", "curtain"])
def test_a_screen_reads_as_it_did(name: str, size: tuple[int, int]) -> None:
    """Map, rows, headings and keys, to the letter."""
    people = {"umpire": ("rok", UMPIRE), "curtain": ("japan", "rok")}.get(name, ("rok",))
    game = at_turn(*people, settled=name in ("review", "umpire"))
    if name in ("seat", "form"):
        draft(game)
    drawn: list[str] = []

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        if name == "umpire":
            await pilot.press("w")
            await wait_until(pilot, lambda: isinstance(app.screen, UmpireScreen))
        elif name != "curtain":
            await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))
        if name == "form":
            await wait_until(pilot, lambda: app.screen.query_one("#orders", RowList).rows)
            app.screen.query_one("#orders", RowList).select("order/0")
            await pilot.press("enter")
        drawn.append(await settled(app, pilot))

    game.run(script, size)
    compare(name, size, drawn[0])
