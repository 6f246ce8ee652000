"""The warning that a plan phase is nearly over: told once, and again when the clock was set on and falls again."""

from __future__ import annotations

import time

WARN_MS = 120_000
"""Time left at which every screen says so."""
JUST_MS = 10_000
"""For so long after, it is still called two minutes."""


class TimeWarning:
    """What one screen has said of its clock."""

    def __init__(self) -> None:
        self._told = False

    def words(self, ends: int) -> str:
        """What to say now; `ends` is UTC in milliseconds, 0 while the clock stands still. Empty for nothing."""
        left = ends - time.time_ns() // 1_000_000 if ends else 0
        if left > WARN_MS:
            self._told = False
        if not 0 < left <= WARN_MS or self._told:
            return ""
        self._told = True
        return "Two minutes left." if left > WARN_MS - JUST_MS else f"{(left + 500) // 1000} seconds left."
