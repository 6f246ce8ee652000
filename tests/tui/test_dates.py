"""That a date says which year it lies in where an exercise has several."""

from __future__ import annotations

import pytest

from seawar.content.library import load
from seawar.tui.words import dated, dated_briefly


@pytest.mark.parametrize(("name", "parts"), [("rare-earths-2010", 3), ("thaad-2016", 2)])
def test_the_year_is_told_in_an_exercise_of_years(name: str, parts: int) -> None:
    """Sixteen months need no year at a date; eight years have `20 Jul` more than twice."""
    rules = load(name).rules
    found = [dated(rules, inject.at) for inject in rules.msel if inject.at]
    assert {len(one.split()) for one in found} == {parts}


def test_few_columns_tell_the_day_of_this_year_and_the_month_of_another() -> None:
    """What lies years ahead needs no day; what is due this year does."""
    rules = load("rare-earths-2010").rules
    found = [dated_briefly(rules, one.at, rules.segments[0].start) for one in rules.msel if one.at]
    assert "7 Sep" in found and any(one.endswith(" 2012") for one in found)
    assert max(map(len, found)) == len("Jul 2012")


def test_a_time_of_day_stays_one() -> None:
    """In a morning of half-hours nobody needs the year."""
    rules = load("dokdo-2019").rules
    assert dated(rules, rules.segments[0].start) == "06:30"
