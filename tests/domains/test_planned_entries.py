"""That entries planned by the calendar are a rate over time, and that blocking stops a share."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from samples.strait import rules_of

from seawar.core.calendar import MINUTES_PER_MONTH
from seawar.domains.maritime_tempo import SEASONS, days_left, entries_planned

YEAR = 12 * MINUTES_PER_MONTH
RULES = rules_of()
ORIGIN = RULES.segments[0].start


def entries(per_year: int, block: int, since: int, until: int, rhythm: int = 1000) -> int:
    """Entries planned in a span of minutes from the start."""
    state = replace(RULES.start, now=ORIGIN + since, until=ORIGIN + until)
    return entries_planned(per_year, block, rhythm, RULES.facts(RULES, state))


def test_a_year_has_what_was_planned() -> None:
    """56 planned, half of them stopped: 28, the mean of 2019 and 2020 (B.2)."""
    assert entries(56, 0, 0, YEAR) == 56
    assert entries(56, 500, 0, YEAR) == 28


@given(st.integers(0, 366), st.integers(0, 1000), st.lists(st.integers(0, YEAR), max_size=12))
def test_turns_of_any_length_add_up(per_year: int, block: int, cuts: list[int]) -> None:
    """Short turns lose no entry to rounding."""
    edges = [0, *sorted(cuts), YEAR]
    parts = [entries(per_year, block, a, b) for a, b in pairwise(edges)]
    assert sum(parts) == entries(per_year, block, 0, YEAR)


@given(st.integers(0, 366), st.integers(0, 999), st.integers(0, 2000))
def test_blocking_never_adds_an_entry(per_year: int, block: int, rhythm: int) -> None:
    """Monotone, and none without a plan."""
    assert 0 <= entries(per_year, block + 1, 0, YEAR, rhythm) <= entries(per_year, block, 0, YEAR, rhythm)
    assert entries(0, block, 0, YEAR, rhythm) == 0


@given(st.integers(1, 62), st.integers(0, 500))
def test_weather_takes_days_and_leaves_one(days: int, storms: int) -> None:
    """Never more days than there are, and never none."""
    assert all(1 <= days_left(days, storms, weather) <= days for _, weather, _, _ in SEASONS)


def test_the_seasons_keep_the_mean() -> None:
    """Their chances sum to a thousand, and the mean of weather and of entries is one."""
    assert sum(share for *_, share in SEASONS) == 1000
    assert sum(weather * share for _, weather, _, share in SEASONS) == 1_000_000
    assert sum(rhythm * share for _, _, rhythm, share in SEASONS) == 1_000_000
