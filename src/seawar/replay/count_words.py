"""Counts in words: what a ledger holds, and draws that make something wait, told as dates and not as numbers."""

from __future__ import annotations

from seawar.core import calendar
from seawar.core.calendar import MINUTES_PER_DAY
from seawar.core.results import Roll
from seawar.core.rules import Rules
from seawar.domains.odds import WAITS


def amount_words(rules: Rules, ledger: str, value: int) -> str:
    """`12`, `Tuesday 4 February 2021, 09:00` or `Move 12 of 16`: a value of a ledger by what that ledger holds.

    A day is counted in universal time; it is told by the local date that begins in it, as a turn of months does.
    """
    declared = rules.ledgers.get(ledger.partition("/")[0])
    holds = declared.holds if declared else "count"
    if holds == "count":
        return str(value)
    if value <= 0:
        return "none"
    if holds == "turn":
        return rules.name(value)
    if holds == "day":
        return calendar.date((value + 1) * MINUTES_PER_DAY - 1, rules.zone)
    return instant_words(rules, value)


def instant_words(rules: Rules, instant: int) -> str:
    """`Tuesday 23 July 2019, 09:00`, local."""
    return f"{calendar.date(instant, rules.zone)}, {calendar.clock(instant, rules.zone)}"


def is_wait(roll: Roll) -> bool:
    """Whether a draw is of how long something waits: each of its bands is a twentieth of all cases."""
    return roll.bands == WAITS


def wait_words(rules: Rules, roll: Roll, day: int | None) -> str:
    """`drew 829 of 1000: its day is Friday 5 February 2021; by then 85 % of all such waits are over`."""
    by_then = f"by then {roll.band} of all such waits are over"
    comes = "" if day is None else f"its day is {calendar.date(day, rules.zone)}; " if day else "its day has come; "
    return f"drew {roll.drawn} of {roll.below}: {comes}{by_then}"
