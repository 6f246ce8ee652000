"""Views of the earth."""

from __future__ import annotations

from itertools import pairwise
from math import cos, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawar.tui.map.earth import earth
from seawar.tui.map.projection import KM_A_DEGREE, WIDTH_MIN_KM, Viewport, fit, scale_bar

POINTS = st.lists(st.tuples(st.floats(20, 50), st.floats(110, 150)), min_size=1, max_size=8)
SIZES = st.tuples(st.integers(20, 180), st.integers(6, 60))


@given(POINTS, SIZES)
def test_a_fitted_view_holds_every_point(points: list[tuple[float, float]], size: tuple[int, int]) -> None:
    """With room around them, and wide enough to recognise something."""
    view = fit(points, *size)
    assert view.km * size[0] >= WIDTH_MIN_KM - 0.001
    for lat, lon in points:
        x, y = view.cell(lat, lon, *size)
        assert 1 <= x < size[0] - 1
        assert 1 <= y < size[1] - 1


@given(st.floats(-40, 40), st.floats(-20, 20), SIZES)
def test_a_cell_is_found_again(x: float, y: float, size: tuple[int, int]) -> None:
    """From cell to earth and back."""
    view = Viewport(36, 131, 12)
    ((dx, dy),) = view.project([view.locate(x, y, *size)], *size)
    assert (dx / 2, dy / 4) == pytest.approx((x, y), abs=0.001)


def test_a_kilometre_is_as_long_across_as_down() -> None:
    """A degree of longitude is shorter by the cosine; a row is twice a column."""
    view = Viewport(36, 131, 10)
    (x, y), (x1, y1) = view.project([(36, 131), (35, 131 + 1 / cos(radians(36)))], 80, 24)
    assert x1 - x == pytest.approx(y1 - y) == pytest.approx(2 * KM_A_DEGREE / 10)


def test_zooming_keeps_what_is_under_the_pointer() -> None:
    """The point at the pointer stays there."""
    view = Viewport(36, 131, 10)
    before = view.locate(30, 5, 80, 24)
    after = view.zoomed(1.5, 30 - 40, 5 - 12).locate(30, 5, 80, 24)
    assert after == pytest.approx(before, abs=0.05)


@given(st.floats(-80, 80), st.floats(90, 170), st.floats(0.5, 500), SIZES)
def test_nothing_beyond_the_data_is_seen(lat: float, lon: float, km: float, size: tuple[int, int]) -> None:
    """Where the data ends, land would seem to end."""
    view = Viewport(min(max(lat, 0), 60), lon, km).within(earth().window, *size)
    south, west, north, east = earth().window
    top, left = view.locate(0, 0, *size)
    bottom, right = view.locate(*size, *size)
    assert top <= north + 0.01
    assert bottom >= south - 0.01
    assert left >= west - 0.01
    assert right <= east + 0.01


def test_the_scale_bar_is_round_and_true() -> None:
    """Its columns are its kilometres."""
    assert scale_bar(17, 12) == (12, 200)
    assert scale_bar(17, 8) == (6, 100)
    for km in (0.5, 3, 17, 60):
        columns, length = scale_bar(km, 12)
        assert columns == pytest.approx(length / km, abs=0.5)


def test_the_coast_is_closed_and_within_its_window() -> None:
    """Rings of three points and more; what lies on the window is hidden and no more than that."""
    south, west, north, east = earth().window
    for ring in earth().rings:
        assert len(ring.points) > 2
        assert all(south <= lat <= north and west <= lon <= east for lat, lon in ring.points)
        for i, (a, b) in enumerate(pairwise([ring.points[-1], *ring.points])):
            on_window = a[0] == b[0] in (south, north) or a[1] == b[1] in (west, east)
            assert (i in ring.hidden) == on_window


def test_the_islands_that_matter_are_there() -> None:
    """Ulleungdo, Tsushima, Oki, Jeju: missing from coarser data."""
    for lat, lon in ((37.5, 130.87), (34.4, 129.33), (36.2, 133.25), (33.38, 126.55)):
        assert any(abs(y - lat) < 0.25 and abs(x - lon) < 0.25 for ring in earth().rings for y, x in ring.points)
