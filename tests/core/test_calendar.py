"""That time is a calendar: dates agree with the civil calendar, rates do not depend on how time is cut."""

from __future__ import annotations

import calendar as civil
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawar.core import calendar
from seawar.core.calendar import CalendarError, Duration

EPOCH = date(1970, 1, 1).toordinal()
MINUTES = st.integers(-(10**8), 10**8)
ZONES = st.integers(-14 * 60, 14 * 60)
TIMES = st.builds(datetime.combine, st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.times())


def instant_of(when: datetime) -> int:
    return int((when - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() // 60)


@given(st.dates())
def test_days_agree_with_the_civil_calendar(day: date) -> None:
    """Days are counted as the Gregorian calendar counts them, and lead back to the same date."""
    days = calendar.days_from_civil(day.year, day.month, day.day)
    assert days == day.toordinal() - EPOCH
    assert calendar.civil_from_days(days) == (day.year, day.month, day.day)
    assert calendar.month_length(day.year, day.month) == civil.monthrange(day.year, day.month)[1]


@given(TIMES, ZONES)
def test_instants_are_read(when: datetime, zone: int) -> None:
    """A written time is the instant that every other program takes it for."""
    local = when.replace(second=0, microsecond=0, tzinfo=timezone(timedelta(minutes=zone)))
    assert calendar.parse_instant(local.isoformat(timespec="minutes")) == instant_of(local)


@pytest.mark.parametrize("written", [
    "2019-02-29T00:00Z", "2019-13-01T00:00Z", "2019-00-01T00:00Z", "2019-01-01T24:00Z", "2019-01-01T00:60Z",
    "2019-01-01T00:00", "2019-01-01", "2019-1-1T00:00Z", "2019-01-01T00:00+15:00", "2019-01-01T00:00+09:60",
    "2019-01-01T00:00Z ", "٢٠١٩-01-01T00:00Z", "",
])  # fmt: skip
def test_what_is_no_instant_is_refused(written: str) -> None:
    """Dates that do not exist, and times without a zone, are errors that repeat what came."""
    with pytest.raises(CalendarError) as refused:
        calendar.parse_instant(written)
    assert repr(written) in str(refused.value) or written[-6:] in str(refused.value)


@pytest.mark.parametrize(("written", "length"), [
    ("30 minutes", Duration(30)), ("1 hour", Duration(60)), ("90 days", Duration(129_600)),
    ("2 weeks", Duration(20_160)), ("2 months", Duration(0, 2)), ("1 year", Duration(0, 12)),
])  # fmt: skip
def test_durations_are_read(written: str, length: Duration) -> None:
    """Lengths as people state them; months stay months."""
    assert calendar.parse_duration(written) == length


@pytest.mark.parametrize(
    "written", ["0 days", "-1 day", "1.5 hours", "fortnight", "3", "1 day 2 hours", "9999999 days"]
)
def test_what_is_no_duration_is_refused(written: str) -> None:
    """No length is guessed."""
    with pytest.raises(CalendarError):
        calendar.parse_duration(written)


@given(TIMES, st.integers(1, 60), ZONES)
def test_months_are_added_by_local_date(when: datetime, months: int, zone: int) -> None:
    """The same day and time of a later month in local time; its last day where that day is missing."""
    local = when.replace(second=0, microsecond=0, tzinfo=timezone(timedelta(minutes=zone)))
    year, month = local.year + (local.month - 1 + months) // 12, (local.month - 1 + months) % 12 + 1
    later = local.replace(year=year, month=month, day=min(local.day, civil.monthrange(year, month)[1]))
    assert calendar.add(instant_of(local), Duration(0, months), zone) == instant_of(later)


@given(MINUTES, st.integers(0, 10**6), ZONES)
def test_minutes_are_exact(instant: int, minutes: int, zone: int) -> None:
    """A length in minutes, hours or days is just that, in any zone."""
    assert calendar.add(instant, Duration(minutes), zone) == instant + minutes


@given(st.integers(-50, 50), st.integers(1, 10**6), st.lists(MINUTES, min_size=2, max_size=8), MINUTES)
def test_accrual_does_not_depend_on_the_cut(amount: int, per: int, points: list[int], origin: int) -> None:
    """What falls due over any split of a span sums to what falls due over the span."""
    points.sort()
    pieces = sum(calendar.accrued(amount, per, a, b, origin) for a, b in pairwise(points))
    assert pieces == calendar.accrued(amount, per, points[0], points[-1], origin)


@given(st.integers(1, 50), st.integers(1, 10**5), st.integers(0, 50))
def test_whole_periods_pay_in_full(amount: int, per: int, periods: int) -> None:
    """After n periods from the origin exactly n amounts have come in."""
    assert calendar.accrued(amount, per, 0, per * periods, 0) == amount * periods


@given(TIMES, ZONES)
def test_dates_are_told_in_local_time(when: datetime, zone: int) -> None:
    """Weekday, date and clock are those of the zone."""
    local = when.replace(second=0, microsecond=0, tzinfo=timezone(timedelta(minutes=zone)))
    assert calendar.date(instant_of(local), zone) == f"{local:%A} {local.day} {local:%B} {local.year}"
    assert calendar.clock(instant_of(local), zone) == f"{local:%H:%M}"


def test_a_span_is_told_by_clock_or_by_date() -> None:
    """Half an hour is told by the clock, months by the days that belong to them."""
    start = calendar.parse_instant("2019-07-23T09:00+09:00")
    assert calendar.span_words(start, start + 30, 540) == "Tuesday 23 July 2019, 09:00 to 09:30"
    month = calendar.parse_instant("2019-09-01T00:00+09:00")
    end = calendar.add(month, Duration(0, 2), 540)
    assert calendar.span_words(month, end, 540) == "Sunday 1 September 2019 to Thursday 31 October 2019"
