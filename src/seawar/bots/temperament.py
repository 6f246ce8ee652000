"""Two ways of going about the same brief: a cautious one and an assertive one.

A temperament leans on what the scenario says a seat tends to do; it brings no aims and no orders of its own.
So a facilitator recognises it in the orders: how high a ceiling, how many calls, what is kept in reserve.
"""

from __future__ import annotations

from dataclasses import dataclass

from seawar.core.rules import OrderType

OTHER_MOOD = 25
"""Percent of its weight that a habit of the other temperament keeps."""


@dataclass(frozen=True, slots=True)
class Temperament:
    """How a seat goes about its habits. Percentages are of a habit's weight; all numbers are assumptions."""

    name: str
    calming: int
    """Percent for orders that calm: calls, shared pictures, regret."""
    presence: int
    """Percent for orders that send forces."""
    words: int
    """Percent for the rest: protests, accounts."""
    risking: int
    """Percent for a habit that puts at risk an aim which is not lost yet."""
    below: int
    """Rungs that its ceilings stay below what the habit allows; a radio call is always allowed."""
    care: int
    """How many times over it counts the odds that aircraft pass too close or are lost."""
    reserve: int
    """Percent of a resource's cap that only orders which calm may touch."""

    def leaning(self, kind: OrderType, mood: str) -> int:
        """Percent of its weight that a habit keeps in this temperament."""
        percent = self.calming if kind.calms else self.presence if kind.force_kind else self.words
        return percent if mood in ("", self.name) else percent * OTHER_MOOD // 100

    def ceiling(self, allowed: int) -> int:
        """The highest rung it permits where the habit allows `allowed`."""
        return max(min(allowed, 1), allowed - self.below)


CAUTIOUS = Temperament("cautious", 150, 90, 60, 20, 1, 10, 20)
ASSERTIVE = Temperament("assertive", 70, 130, 120, 30, 0, 2, 0)

TEMPERAMENTS = {temper.name: temper for temper in (CAUTIOUS, ASSERTIVE)}
