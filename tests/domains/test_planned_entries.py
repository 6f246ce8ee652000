"""That entries planned by the calendar are a rate over time, and that blocking stops a share."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from seawar.core.calendar import MINUTES_PER_MONTH
from seawar.domains.maritime_tempo import RHYTHMS, SEASONS, planned_entries

YEAR = 12 * MINUTES_PER_MONTH


def test_a_year_has_what_was_planned() -> None:
    """56 planned, half of them stopped: 28, the mean of 2019 and 2020 (B.2)."""
    assert planned_entries(56, 1000, 1000, YEAR) == 56_000
    assert planned_entries(56, 500, 1000, YEAR) == 28_000


@given(st.integers(0, 366), st.integers(0, 1000), st.integers(1, 24))
def test_turns_of_any_length_have_the_same_mean(per_year: int, left: int, parts: int) -> None:
    """Short turns add up to the long one, but for less than a thousandth of an entry a turn."""
    short = planned_entries(per_year, left, 1000, YEAR // parts) * parts
    assert abs(planned_entries(per_year, left, 1000, YEAR // parts * parts) - short) <= parts


@given(st.integers(0, 366), st.integers(0, 999))
def test_blocking_never_adds_an_entry(per_year: int, left: int) -> None:
    """Monotone in what is not stopped."""
    assert planned_entries(per_year, left, 1000, YEAR) <= planned_entries(per_year, left + 1, 1000, YEAR)


def test_weather_and_rhythm_keep_the_mean() -> None:
    """Their shares sum to a thousand and their mean is one."""
    for table in (RHYTHMS, SEASONS):
        assert sum(share for _, _, share in table) == 1000
        assert sum(per * share for _, per, share in table) == 1_000_000
