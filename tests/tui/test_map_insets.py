"""Frames of the map for what lies far away, character by character at both sizes, and by real keys.

When the drawing changes on purpose, look at the difference and then renew the text:

    SEAWAR_GOLDEN=write pytest tests/tui
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from seawar.content.gazetteer import places
from seawar.tui.map.marks import Mark
from seawar.tui.map.widget import TheatreMap
from tui.pilot import MapApp, play
from tui.scenes import LEGEND

HERE = Path(__file__).parent / "golden"


def place(id_: str, inset: str = "") -> Mark:
    """A city of the gazetteer as a quiet mark."""
    kept = places()[id_]
    lat, lon = (float(part) for part in kept["at"].split())
    return Mark(f"area/{id_}", "city", lat, lon, text=kept["title"], short=kept["title"], inset=inset)


def marks() -> list[Mark]:
    """Capitals, and two frames: camps of a peacekeeping mission, a summit's city."""
    near = [place(id_) for id_ in ("seoul", "tokyo", "beijing", "pyongyang", "busan")]
    camp = replace(place("bor", "South Sudan"), letter="K", text="Bor, 280 troops", role="you")
    return [*near, camp, place("juba", "South Sudan"), place("singapore", "Singapore, 2018")]


@pytest.mark.parametrize(("width", "height"), [(42, 17), (88, 27)])
def test_frames_stand_in_corners(width: int, height: int) -> None:
    """A title with its scale, the marks inside with their labels, and the map's own labels clear of them."""
    drawn: list[str] = []

    async def look(app: MapApp, pilot: Pilot[None]) -> None:
        drawn.extend(app.rows())

    play(MapApp(marks(), (), LEGEND), look, width, height + 1)
    assert {len(row) for row in drawn} == {width}
    told = "\n".join(row.rstrip() for row in drawn) + "\n"
    kept = HERE / f"insets-{width}x{height}.txt"
    if os.environ.get("SEAWAR_GOLDEN") == "write":
        kept.write_text(told, encoding="utf-8")
    assert told == kept.read_text(encoding="utf-8")
    assert all(name in told for name in ("South Sudan", "Bor", "Juba", "Singapore"))


def test_a_mark_in_a_frame_is_stepped_to_and_picked() -> None:
    """It is in sight wherever the map has been panned to, and the view stays."""

    async def script(app: MapApp, pilot: Pilot[None]) -> None:
        before = app.map.view
        await pilot.press("enter")
        assert app.map.highlighted == "area/bor"
        await pilot.press("enter")
        assert app.map.view == before
        assert [message.mark_id for message in app.said if isinstance(message, TheatreMap.Picked)] == ["area/bor"]

    play(MapApp(marks(), (), LEGEND), script)


def test_a_map_too_small_for_frames_shows_none() -> None:
    """What is left is the map itself, whole."""

    async def script(app: MapApp, pilot: Pilot[None]) -> None:
        assert "South Sudan" not in "".join(app.rows())
        assert "Seoul" in "".join(app.rows())

    play(MapApp(marks(), (), LEGEND), script, 34, 10)
