"""Coast, zone edges, names and cities, as committed beside this file, and how they are drawn.

A line that cannot be sourced is drawn with wider gaps; an edge where the data was cut is not drawn.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from seawar.tui.map.canvas import Canvas, Line, land
from seawar.tui.map.marks import Path
from seawar.tui.map.projection import Box, Point, Viewport

EDGE_EVERY, UNSURE_EVERY, PATH_EVERY = 4, 9, 2
"""Every how many dots a zone edge, an edge without a source, and a route have one."""
ROUND = 360.0
"""Degrees round the earth."""
NARROW = 0.01
"""Degrees by which rounding may put a view out of the window that bounds it."""
DETAIL_KM = {1: 45.0, 2: 20.0, 3: 11.0, 4: 6.0}
"""Up to how many kilometres a column cities of each detail are shown."""


@dataclass(frozen=True, slots=True)
class Ring:
    """One closed piece of coast."""

    points: tuple[Point, ...]
    """Latitude and longitude; the last joins the first."""
    hidden: frozenset[int]
    """Points that end a stretch which lies on the window and is no coast."""
    box: Box
    """South, west, north, east."""


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a sea or a zone, and the boxes within which it may stand, best first."""

    text: str
    boxes: tuple[Box, ...]
    """South, west, north, east."""


@dataclass(frozen=True, slots=True)
class City:
    """A place to find one's way by; it cannot be picked."""

    text: str
    at: Point
    detail: int
    """1 is always shown, higher ones only from nearer."""


@dataclass(frozen=True, slots=True)
class Earth:
    """All that stays put."""

    window: Box
    """South, west, north, east: beyond it nothing is known."""
    rings: tuple[Ring, ...]
    edges: tuple[tuple[tuple[Point, ...], int], ...]
    """Points, and every how many dots one is drawn."""
    names: tuple[Name, ...]
    cities: tuple[City, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """The earth in one view, one byte a cell in each."""

    coast: bytearray
    edges: bytearray
    land: bytearray


def _read(name: str) -> Any:
    return json.loads(files("seawar.tui.map").joinpath(name).read_text(encoding="utf-8"))


def _ring(flat: list[int], window: list[int]) -> Ring:
    units = list(zip(flat[::2], flat[1::2], strict=True))
    west, south, east, north = window

    def on_window(a: tuple[int, int], b: tuple[int, int]) -> bool:
        return a[0] == b[0] in (west, east) or a[1] == b[1] in (south, north)

    hidden = frozenset(i for i, point in enumerate(units) if on_window(units[i - 1], point))
    lons, lats = [x / 1000 for x in flat[::2]], [y / 1000 for y in flat[1::2]]
    return Ring(tuple(zip(lats, lons, strict=True)), hidden, (min(lats), min(lons), max(lats), max(lons)))


@cache
def earth() -> Earth:
    """Read once, when the first map is drawn."""
    coast, zones = _read("coast.json"), _read("zones.json")
    west, south, east, north = (n / 1000 for n in coast["window"])
    return Earth(
        window=(south, west, north, east),
        rings=tuple(_ring(flat, coast["window"]) for flat in coast["rings"]),
        edges=tuple(
            (tuple((lat, lon) for lat, lon in edge["line"]), EDGE_EVERY if edge["sure"] else UNSURE_EVERY)
            for edge in zones["edges"]
        ),
        names=tuple(Name(n["text"], tuple(tuple(box) for box in n["boxes"])) for n in zones["names"]),
        cities=tuple(City(c["text"], (c["at"][0], c["at"][1]), c["detail"]) for c in zones["cities"]),
    )


@cache
def world() -> Earth:
    """The whole earth, roughly, for exercises that lie elsewhere: read when the first of them is drawn.

    Beyond 180 degrees east it begins anew in the west, so that a view may lie across the date line.
    """
    kept = _read("world.json")
    west, south, east, north = kept["window"]
    rings = [_ring(flat, kept["window"]) for flat in kept["rings"]]
    again = [_eastwards(ring) for ring in rings if ring.box[1] < 0]
    window = (south / 1000, west / 1000, north / 1000, east / 1000 + ROUND / 2)
    return replace(earth(), window=window, rings=(*rings, *again))


def _eastwards(ring: Ring) -> Ring:
    south, west, north, east = ring.box
    points = tuple((lat, lon + ROUND) for lat, lon in ring.points)
    return Ring(points, ring.hidden, (south, west + ROUND, north, east + ROUND))


def earth_in(view: Viewport, width: int, height: int) -> Earth:
    """The theatre where it has all that is seen, and the rough world otherwise."""
    south, west = view.locate(0, height, width, height)
    north, east = view.locate(width, 0, width, height)
    within = earth().window
    inside = south >= within[0] - NARROW and west >= within[1] - NARROW
    return earth() if inside and north <= within[2] + NARROW and east <= within[3] + NARROW else world()


def holds(window: Box, lat: float, lon: float) -> bool:
    return window[0] <= lat <= window[2] and window[1] <= lon <= window[3]


def ground(view: Viewport, width: int, height: int) -> Ground:
    """Coast, edges and land of one view."""
    south, west = view.locate(0, height, width, height)
    north, east = view.locate(width, 0, width, height)
    shores, edges, shown = Canvas(width, height), Canvas(width, height), list[Line]()
    here = earth_in(view, width, height)
    for ring in here.rings:
        box = ring.box
        if box[0] > north or box[2] < south or box[1] > east or box[3] < west:
            continue
        points = view.project(ring.points, width, height)
        shown.append(points)
        _shore(shores, points, ring.hidden)
    for line, every in here.edges:
        edges.polyline(view.project(line, width, height), every)
    return Ground(shores.cells, edges.cells, land(width, height, shown))


def _shore(canvas: Canvas, points: Line, hidden: frozenset[int]) -> None:
    dots = [(int(x // 1), int(y // 1)) for x, y in points]
    starts = sorted(hidden)
    for first, end in pairwise([0, *starts, len(dots)]):
        canvas.chain(dots[first:end], *dots[first if first in hidden else first - 1])


def routes(paths: tuple[Path, ...], view: Viewport, width: int, height: int) -> list[tuple[Path, bytearray]]:
    """The dots of each path."""
    drawn = []
    for path in paths:
        canvas = Canvas(width, height)
        canvas.polyline(view.project(path.points, width, height), PATH_EVERY)
        drawn.append((path, canvas.cells))
    return drawn
