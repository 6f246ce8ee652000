"""That an exercise far from the theatre has a map: coasts, marks and keys, across the date line too."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from seawar.tui.map.earth import earth, world
from seawar.tui.map.marks import Mark
from tui.pilot import MapApp, play

KEYS = ("plus", "minus", "minus", "minus", "minus", "minus", "left", "up", "right", "down", "0", "full_stop", "enter")


def cities(*places: tuple[float, float]) -> list[Mark]:
    return [
        Mark(f"area/{n}", "city", lat, lon, "", None, f"City {n}", f"City {n}") for n, (lat, lon) in enumerate(places)
    ]


@pytest.mark.parametrize(
    ("places", "coast"),
    [
        (((59.4, 24.8), (57.6, 18.3), (56.9, 24.1)), True),
        (((36.1, -5.4), (35.8, -5.9)), True),
        (((-17.7, 178.0), (-13.8, -171.8), (-21.1, -175.2)), True),
        (((66.0, 180.0), (66.0, -179.0)), True),
        (((-48.0, -125.0), (-49.0, -126.0)), False),
        (((84.9, 0.0), (84.9, 120.0)), True),
        (((-84.9, -60.0), (-80.0, 60.0)), True),
        (((89.0, 0.0),), True),
    ],
)
def test_any_place_has_a_picture(places: tuple[tuple[float, float], ...], coast: bool) -> None:
    """Its marks with their names, coast where there is one, and every key does what it does elsewhere."""
    app = MapApp(cities(*places))

    async def script(app: MapApp, pilot: Pilot[None]) -> None:
        shown = "\n".join(app.rows())
        if max(abs(lat) for lat, _ in places) < 80:
            assert all(f"City {n}" in shown for n in range(len(places)))
        assert any("\u2801" <= c <= "\u28ff" for c in shown) == coast
        await pilot.press(*KEYS)
        assert len(app.rows()) == app.map.size.height

    play(app, script)


def test_the_theatre_keeps_its_fine_coast() -> None:
    """One city far away among many here changes nothing; it is for a frame of its own."""
    here = ((35.7, 139.7), (37.6, 127.0), (39.9, 116.4))
    rows = {}
    for places in (here, (*here, (4.9, 31.6))):
        app = MapApp(cities(*places))

        async def script(app: MapApp, pilot: Pilot[None], key: int = len(places)) -> None:
            rows[key] = app.rows()

        play(app, script)
    assert rows[3] == rows[4]


def test_the_world_is_whole() -> None:
    """It holds the theatre, goes round once and a half, and says whose work it is."""
    assert world().window == (-85.0, -180.0, 85.0, 360.0)
    assert world().edges == earth().edges
    assert max(ring.box[3] for ring in world().rings) > 350
