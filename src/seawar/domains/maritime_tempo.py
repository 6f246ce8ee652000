"""The tempo of a season at sea: days that weather takes, and entries that keep a calendar of their own."""

from __future__ import annotations

from seawar.core.calendar import MINUTES_PER_MONTH, accrued
from seawar.core.facts import Facts
from seawar.core.mechanism import PER_MILLE

SEASONS = (
    ("rough and idle", 1500, 0, 70),
    ("rough", 1250, 500, 230),
    ("usual", 1000, 1000, 400),
    ("fair", 750, 1500, 230),
    ("fair and busy", 500, 2000, 70),
)
"""A turn at sea: name, per mille of the mean share of storm days, per mille of the entries that were planned, chance.
Its spread of entries is near that of chance for four to five, as in two months of 2019 or 2020 (B.2). Assumption."""
MONTHS_A_YEAR = 12
SCREENED_PER_MILLE = 500
"""What is left of a block where a fishing fleet of the other side is in the way. Assumption."""


def days_left(days: int, storms: int, weather: int) -> int:
    """Days on station after the weather: `storms` per mille of days in the mean, `weather` per mille of that."""
    return max(1, days * (PER_MILLE**2 - storms * weather) // PER_MILLE**2)


def block_left(block: int, area: str, seat: str, facts: Facts) -> int:
    """Per mille of a seat's entries that are stopped, a fishing fleet of its own in the way or not."""
    screened = facts.world.conditions.get(f"fleet/{area}/{seat}", 0) > facts.world.now
    return block * SCREENED_PER_MILLE // PER_MILLE if screened else block


def entries_planned(per_year: int, block: int, rhythm: int, facts: Facts) -> int:
    """Entries of this turn, of a plan for a year, against a block and at a season's rhythm, both per mille.

    A running total's difference, so that short turns lose none to rounding.
    """
    over = MINUTES_PER_MONTH * MONTHS_A_YEAR * PER_MILLE**2
    rate = per_year * (PER_MILLE - block) * rhythm
    return accrued(rate, over, facts.world.now, facts.world.until, facts.rules.segments[0].start)
