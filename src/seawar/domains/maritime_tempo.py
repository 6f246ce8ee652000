"""The tempo of a season at sea: days that weather takes, and entries that keep a calendar of their own."""

from __future__ import annotations

from collections.abc import Generator

from seawar.core.calendar import MINUTES_PER_MONTH
from seawar.core.facts import Facts
from seawar.core.mechanism import PER_MILLE, Ask, Chance

SEASONS = (("fair", 500, 250), ("usual weather", 1000, 500), ("rough", 1500, 250))
"""Weather of a turn: name, per mille of the mean share of storm days, chance. Assumption."""
RHYTHMS = (("none", 0, 70), ("few", 500, 230), ("as planned", 1000, 400), ("many", 1500, 230), ("twice", 2000, 70))
"""Entries of a turn against the plan: name, per mille, chance. Its spread is near that of chance for four to five
entries, as in two months of 2019 or 2020 (B.2). Assumption."""
MONTHS_A_YEAR = 12
SCREENED_PER_MILLE = 500
"""What is left of a block where a fishing fleet of the other side is in the way. Assumption."""


def storm_share(area: str) -> Generator[Ask, int, int]:
    """Per mille of the mean share of storm days that this turn has."""
    names, shares = tuple(s[0] for s in SEASONS), tuple(s[2] for s in SEASONS)
    return SEASONS[(yield Chance(f"{area}: weather", names, shares))][1]


def planned_entries(per_year: int, left: int, rhythm: int, minutes: int) -> int:
    """Thousandths of entries in so many minutes, of which `left` per mille are not stopped."""
    return per_year * minutes * left * rhythm // (MINUTES_PER_MONTH * MONTHS_A_YEAR * PER_MILLE)


def entries_planned(
    name: str, area: str, seat: str, per_year: int, block: int, facts: Facts
) -> Generator[Ask, int, int]:
    """How often a seat enters in this turn, of its plan for a year and against a block of so much per mille.

    A fishing fleet of its own in the way halves the block. Of the part of an entry that is left over, one draw says
    whether it comes, so that short turns lose none to rounding.
    """
    if facts.world.conditions.get(f"fleet/{area}/{seat}", 0) > facts.world.now:
        block = block * SCREENED_PER_MILLE // PER_MILLE
    pick = yield Chance(name, tuple(r[0] for r in RHYTHMS), tuple(r[2] for r in RHYTHMS))
    minutes = facts.world.until - facts.world.now
    planned = planned_entries(per_year, PER_MILLE - block, RHYTHMS[pick][1], minutes)
    if part := planned % PER_MILLE:
        return planned // PER_MILLE + 1 - (yield Chance(f"{name}: one more", ("yes", "no"), (part, PER_MILLE - part)))
    return planned // PER_MILLE
