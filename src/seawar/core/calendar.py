"""Time as a calendar, in whole minutes.

An instant is a count of minutes since 1970-01-01 00:00 UTC, so that a 90-day notice falls on the same
date whether turns last half an hour or two months. `datetime` was refused: it reads the machine's
clock and zones, and the rules must not be able to. Civil dates follow the proleptic Gregorian calendar
by the day-count method of Howard Hinnant ("chrono-compatible low-level date algorithms").
"""

from __future__ import annotations

import re

import msgspec

from seawar.errors import SeawarError

MINUTES_PER_DAY = 1440
MINUTES_PER_MONTH = 43_830
"""A mean Gregorian month, 30.4375 days: used for rates only, never for dates."""

_INSTANT = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(Z|[+-]\d\d:\d\d)", re.ASCII)
_DURATION = re.compile(r"(\d{1,6}) (minute|hour|day|week|month|year)s?", re.ASCII)
_UNITS = {
    "minute": (1, 0),
    "hour": (60, 0),
    "day": (MINUTES_PER_DAY, 0),
    "week": (7 * MINUTES_PER_DAY, 0),
    "month": (0, 1),
    "year": (0, 12),
}
_WEEKDAYS = ("Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


class CalendarError(SeawarError):
    """A date, time or duration that cannot be read."""


class Duration(msgspec.Struct, frozen=True):
    """A length of time as people state it; months stay months."""

    minutes: int = 0
    """Exact minutes."""
    months: int = 0
    """Calendar months, added by date."""

    @property
    def rate_minutes(self) -> int:
        """The length used for rates, with a mean month."""
        return self.minutes + self.months * MINUTES_PER_MONTH


def days_from_civil(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01."""
    year -= month <= 2
    era = year // 400
    year_of_era = year - era * 400
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * 146_097 + day_of_era - 719_468


def civil_from_days(days: int) -> tuple[int, int, int]:
    """Year, month, day of a count of days since 1970-01-01."""
    days += 719_468
    era = days // 146_097
    day_of_era = days - era * 146_097
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * shifted + 2) // 5 + 1
    month = shifted + (3 if shifted < 10 else -9)
    return year_of_era + era * 400 + (month <= 2), month, day


def month_length(year: int, month: int) -> int:
    following = (year + month // 12, month % 12 + 1)
    return days_from_civil(*following, 1) - days_from_civil(year, month, 1)


def offset_minutes(text: str) -> int:
    """Minutes east of UTC of `Z` or `+09:00`."""
    if text == "Z":
        return 0
    if not re.fullmatch(r"[+-]\d\d:\d\d", text, re.ASCII) or int(text[1:3]) > 14 or int(text[4:]) > 59:
        raise CalendarError(f"expected a zone such as +09:00 or Z, came {text!r}")
    return (1 if text[0] == "+" else -1) * (int(text[1:3]) * 60 + int(text[4:]))


def parse_instant(text: str) -> int:
    """The instant of `2019-07-23T06:30+09:00`."""
    found = _INSTANT.fullmatch(text)
    if not found:
        raise CalendarError(f"expected a time such as 2019-07-23T06:30+09:00, zone and all, came {text!r}")
    year, month, day, hour, minute = (int(found[i]) for i in range(1, 6))
    if not (1 <= month <= 12 and 1 <= day <= month_length(year, month) and hour < 24 and minute < 60):
        raise CalendarError(f"no such date or time: {text!r}; take one that the calendar has")
    days = days_from_civil(year, month, day)
    return days * MINUTES_PER_DAY + hour * 60 + minute - offset_minutes(found[6])


def parse_local(text: str, offset: int) -> int:
    """The instant of `2019-08-24` or `2019-08-24 09:00`, in the zone of that offset."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d))?", text, re.ASCII)
    if not found:
        raise CalendarError(f"expected a date such as 2019-08-24 or 2019-08-24 09:00, came {text!r}")
    try:
        return parse_instant(f"{found[1]}T{found[2] or '00:00'}Z") - offset
    except CalendarError:
        raise CalendarError(f"there is no such date or time as {text}") from None


def parse_duration(text: str) -> Duration:
    """The length of `30 minutes`, `90 days` or `2 months`."""
    found = _DURATION.fullmatch(text)
    if not found or int(found[1]) == 0:
        raise CalendarError(f"expected a length of time such as '30 minutes' or '2 months', came {text!r}")
    minutes, months = _UNITS[found[2]]
    return Duration(minutes * int(found[1]), months * int(found[1]))


def add(instant: int, length: Duration, offset: int = 0) -> int:
    """`instant` plus `length`, months counted by date in the zone `offset` minutes east of UTC.

    A day that the later month lacks becomes that month's last day.
    """
    if length.months:
        days, minute = divmod(instant + offset, MINUTES_PER_DAY)
        year, month, day = civil_from_days(days)
        year, month = year + (month - 1 + length.months) // 12, (month - 1 + length.months) % 12 + 1
        days = days_from_civil(year, month, min(day, month_length(year, month)))
        instant = days * MINUTES_PER_DAY + minute - offset
    return instant + length.minutes


def accrued(amount: int, per_minutes: int, since: int, until: int, origin: int) -> int:
    """Whole units that fall due in the half-open span (since, until], counted from `origin`.

    Differences of a running total, so the sum over any split of a span equals that of the span.
    """
    return amount * (until - origin) // per_minutes - amount * (since - origin) // per_minutes


def clock(instant: int, offset: int) -> str:
    """`09:30`, local."""
    hour, minute = divmod((instant + offset) % MINUTES_PER_DAY, 60)
    return f"{hour:02}:{minute:02}"


def span_words(start: int, end: int, offset: int) -> str:
    """`Tuesday 23 July 2019, 09:00 to 09:30`; whole days are told by their dates."""
    if (end - start) < MINUTES_PER_DAY:
        return f"{date(start, offset)}, {clock(start, offset)} to {clock(end, offset)}"
    return f"{date(start, offset)} to {date(end - 1, offset)}"


def date(instant: int, offset: int) -> str:
    """`Tuesday 23 July 2019`, local."""
    days = (instant + offset) // MINUTES_PER_DAY
    year, month, day = civil_from_days(days)
    return f"{_WEEKDAYS[days % 7]} {day} {_MONTHS[month - 1]} {year}"


def day(instant: int, offset: int) -> str:
    """`23 Aug`, local: for columns of news over weeks."""
    _, month, number = civil_from_days((instant + offset) // MINUTES_PER_DAY)
    return f"{number} {_MONTHS[month - 1][:3]}"


def year(instant: int, offset: int) -> int:
    """Local."""
    return civil_from_days((instant + offset) // MINUTES_PER_DAY)[0]


def short_span(start: int, end: int, offset: int) -> str:
    """`23 July 2019, 09:00`, or `1 Aug to 30 Sep 2019` where it lasts for days."""
    if (end - start) < MINUTES_PER_DAY:
        return f"{date(start, offset).partition(' ')[2]}, {clock(start, offset)}"
    return f"{day(start, offset)} to {day(end - 1, offset)} {date(end - 1, offset)[-4:]}"
