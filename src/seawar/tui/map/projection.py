"""Which part of the earth is shown: an equirectangular view, true to scale at its middle latitude.

A cell is taken as twice as high as wide, so a kilometre is as long across as down. Mercator was refused:
at the size of this theatre it differs by less than a cell, and its scale bar would be wrong at the edges.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import cos, radians

KM_A_DEGREE = 111.195
"""Of latitude, on a sphere of 6,371 km."""
WIDTH_MIN_KM = 300.0
"""How wide a fitted view is at least."""
KM_A_CELL_MIN, KM_A_CELL_MAX = 1.0, 60.0
"""How far one may zoom: below, the coast has no more to show; above, it ends."""
MARGIN = 0.16
"""Of the view on each side, kept free when it is fitted to marks, so that labels find room."""

Point = tuple[float, float]
"""Latitude and longitude, in degrees."""
Box = tuple[float, float, float, float]
"""South, west, north, east, in degrees."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """A view of the earth: where its middle is, and how much one column holds."""

    lat: float
    lon: float
    km: float
    """Kilometres a column; a row holds twice as many."""

    def project(self, points: Iterable[Point], width: int, height: int) -> list[tuple[float, float]]:
        """To dots, of which a column has two and a row four."""
        down = 2 * KM_A_DEGREE / self.km
        across = down * cos(radians(self.lat))
        x0, y0 = width - self.lon * across, 2 * height + self.lat * down
        return [(x0 + lon * across, y0 - lat * down) for lat, lon in points]

    def cell(self, lat: float, lon: float, width: int, height: int) -> tuple[int, int]:
        ((x, y),) = self.project([(lat, lon)], width, height)
        return int(x // 2), int(y // 4)

    def locate(self, x: float, y: float, width: int, height: int) -> Point:
        """The point of the earth at a cell's place; whole numbers are a cell's upper left corner."""
        lat = self.lat - (y - height / 2) * 2 * self.km / KM_A_DEGREE
        return lat, self.lon + (x - width / 2) * self.km / (KM_A_DEGREE * cos(radians(self.lat)))

    def moved(self, columns: float, rows: float) -> Viewport:
        lat, lon = self.locate(columns, rows, 0, 0)
        return replace(self, lat=lat, lon=lon)

    def zoomed(self, factor: float, x: float = 0.0, y: float = 0.0) -> Viewport:
        """`factor` over 1 comes nearer; the point `x` columns and `y` rows from the middle stays put."""
        km = min(max(self.km / factor, KM_A_CELL_MIN), KM_A_CELL_MAX)
        share = 1 - km / self.km
        return replace(self.moved(x * share, y * share), km=km)

    def within(self, window: Box, width: int, height: int) -> Viewport:
        """The same view, near enough and so placed that nothing beyond the window is seen."""
        south, west, north, east = window
        km = min(self.km, (north - south) * KM_A_DEGREE / (2 * max(height, 1)))
        lat_room = height * km / KM_A_DEGREE
        lat = min(max(self.lat, south + lat_room), north - lat_room)
        narrow = KM_A_DEGREE * cos(radians(lat))
        km = min(km, (east - west) * narrow / max(width, 1))
        lon_room = width * km / (2 * narrow)
        return Viewport(lat, min(max(self.lon, west + lon_room), east - lon_room), km)


def fit(points: Sequence[Point], width: int, height: int, least_km: float = WIDTH_MIN_KM) -> Viewport:
    """The nearest view that holds all points with a margin, and is wide enough to mean something."""
    south, north = min(lat for lat, _ in points), max(lat for lat, _ in points)
    west, east = min(lon for _, lon in points), max(lon for _, lon in points)
    lat = (south + north) / 2
    inner_width = max(width * (1 - 2 * MARGIN), 1.0)
    inner_height = max(min(height * (1 - 2 * MARGIN), height - 3), 1.0)
    across = (east - west) * KM_A_DEGREE * cos(radians(lat)) / inner_width
    down = (north - south) * KM_A_DEGREE / (2 * inner_height)
    return Viewport(lat, (west + east) / 2, max(across, down, least_km / max(width, 1)))


def scale_bar(km_a_cell: float, most: int) -> tuple[int, int]:
    """Columns and kilometres of the longest round scale bar of at most `most` columns."""
    best = (0, 0)
    for power in (1, 10, 100, 1000):
        for km in (power, 2 * power, 5 * power):
            columns = round(km / km_a_cell)
            if 3 <= columns <= most:
                best = (columns, km)
    return best
