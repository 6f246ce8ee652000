"""What history is known to have shown, as conditions that a replay of its orders is measured by."""

from __future__ import annotations

import msgspec

from seawar.core.conditions import Condition


class Measure(msgspec.Struct, frozen=True):
    """One thing that is counted in each game."""

    title: str
    unit: str
    how: str
    """`final` at the end, `peak` over all steps, `mean` over turns, `share` of games.

    `first` is the number of days from the start until it holds.
    """
    of: Condition
    known: int
    """What history shows; of a share, 1 for what happened and 0 for what did not."""
    low: int
    high: int
    """Where the median must lie; of a share, the per mille of games in which it holds."""
    since: int = 1
    """First turn of a mean."""
    turn: int = 0
    """Turn at whose end it is counted; 0 for the test's last one."""
    note: str = ""
    """Why it is known to fail, or empty."""
    turns: tuple[int, int] | None = None
    """First and last turn that `final` counts over; None for all up to the end."""

    @property
    def is_share(self) -> bool:
        return self.how == "share"


class HistoryTest(msgspec.Struct, frozen=True):
    """One row of the calibration, by its number in the protocol."""

    id: str
    title: str
    kind: str
    """`history`, `partial history` or `model`."""
    until: int
    """The turn after which is counted."""
    silent: tuple[str, ...]
    """Seats that give no orders in the null model."""
    measures: tuple[Measure, ...]
    worth: str
    """What it shows when it holds, and what it does not."""
    source: str
