"""The map at the two sizes it has on a seat's screen, character by character.

When the drawing changes on purpose, look at the difference and then renew the text:

    SEAWAR_GOLDEN=write pytest tests/tui
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tui.pilot import MapApp, play
from tui.scenes import LEGEND, approach, crowd, morning

HERE = Path(__file__).parent / "golden"


@pytest.mark.parametrize(
    ("name", "width", "height"),
    [("morning", 42, 17), ("morning", 88, 27), ("crowd", 42, 17), ("crowd", 88, 27)],
)
def test_the_map_reads_as_it_did(name: str, width: int, height: int) -> None:
    """Coast, marks, labels and the rows above and below, to the letter."""
    marks, paths = (morning(), approach()) if name == "morning" else (crowd(), [])
    drawn: list[str] = []

    async def look(app: MapApp, pilot: Pilot[None]) -> None:
        drawn.extend(app.rows())

    play(MapApp(marks, paths, LEGEND), look, width, height + 1)
    assert {len(row) for row in drawn} == {width}
    told = "\n".join(row.rstrip() for row in drawn) + "\n"
    kept = HERE / f"{name}-{width}x{height}.txt"
    if os.environ.get("SEAWAR_GOLDEN") == "write":
        kept.write_text(told, encoding="utf-8")
    assert told == kept.read_text(encoding="utf-8")
