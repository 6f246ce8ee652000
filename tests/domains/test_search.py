"""That the exponential law of search is exact enough, lies in range and rises with what ought to help."""

from __future__ import annotations

from fractions import Fraction
from math import factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawar.domains.maritime_search import SCALE, barrier, exp_minus, found_per_mille, open_water

WIDTH = st.integers(0, 40_000)
KNOTS = st.integers(0, 400)
MINUTES = st.integers(0, 100_000)
WATER = st.integers(1, 1_000_000)


def exact(x: Fraction, terms: int = 120) -> Fraction:
    """exp(-x) by its series in fractions, summed until it no longer matters."""
    return 1 / sum((x**n / factorial(n) for n in range(terms)), Fraction(0))


@given(st.integers(0, 20_000))
def test_the_integer_exponential_is_exact_to_eight_places(thousandths: int) -> None:
    """Against the series in fractions, for arguments up to 20."""
    off = Fraction(exp_minus(thousandths, 1000), SCALE) - exact(Fraction(thousandths, 1000))
    assert abs(off) < Fraction(1, 10**8)


@pytest.mark.parametrize(("up", "down", "per_mille"), [
    (0, 1, 0), (1, 10, 95), (288, 1000, 250), (1, 2, 393), (1, 1, 632), (2, 1, 865), (3, 1, 950), (41, 1, 1000),
])  # fmt: skip
def test_one_less_the_exponential_in_per_mille(up: int, down: int, per_mille: int) -> None:
    """By hand: 1 - e^-1 is 0.632."""
    assert found_per_mille(up, down) == per_mille


def test_an_aircraft_that_searches_blind_for_two_days() -> None:
    """2 miles x 180 knots x 16 hours over 20,000 square miles is 0.288: a quarter."""
    assert open_water(2_000, 180, 16 * 60, 20_000) == 250


def test_a_fixed_array_across_a_strait() -> None:
    """A lane of 20 miles in a line of 60, without a speed of its own: 1 - e^(-1/3) is 0.283."""
    assert barrier(20_000, 0, 8, 60, 24) == 283


def test_a_ship_on_a_barrier() -> None:
    """10 x sqrt(12^2 + 8^2) over 60 x 8 is 0.3005: 0.260."""
    assert barrier(10_000, 12, 8, 60, 24) == 260


@given(WIDTH, KNOTS, MINUTES, WATER)
def test_a_chance_is_a_chance_and_rises_with_effort(width: int, knots: int, minutes: int, water: int) -> None:
    """Within 0 to 1000; no less for more width, speed or time; no more for more water."""
    per = open_water(width, knots, minutes, water)
    assert 0 <= per <= 1000
    assert open_water(width + 500, knots, minutes, water) >= per
    assert open_water(width, knots + 5, minutes, water) >= per
    assert open_water(width, knots, minutes + 60, water) >= per
    assert open_water(width, knots, minutes, water + 1000) <= per


@given(WIDTH, KNOTS, st.integers(1, 40), st.integers(1, 500))
def test_a_barrier_is_no_worse_for_a_slower_boat(width: int, knots: int, boat: int, line: int) -> None:
    """Within range; a slow boat is longer on the line, and a long line is thinner."""
    per = barrier(width, knots, boat, line, 24)
    assert 0 <= per <= 1000
    assert barrier(width, knots, boat + 1, line, 24) <= per + 1
    assert barrier(width, knots, boat, line + 1, 24) <= per


@given(WIDTH, KNOTS, st.integers(1, 2_000), st.integers(1, 12), WATER)
def test_turns_of_any_length_miss_as_often(width: int, knots: int, minutes: int, parts: int, water: int) -> None:
    """To miss in one long turn is to miss in each of its parts: the law has no memory."""
    whole = exp_minus(width * knots * minutes * parts, 60_000 * water)
    part = exp_minus(width * knots * minutes, 60_000 * water)
    assert abs(Fraction(whole, SCALE) - Fraction(part, SCALE) ** parts) < Fraction(1, 10**6)


def test_effort_of_nobody_finds_nothing() -> None:
    """No width, no speed or no time: no effect without a cause."""
    assert open_water(0, 180, 600, 20_000) == open_water(2_000, 0, 600, 20_000) == 0
    assert open_water(2_000, 180, 0, 20_000) == barrier(0, 12, 8, 60, 24) == 0
