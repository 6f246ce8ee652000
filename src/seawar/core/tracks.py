"""The numbers of a game as the rulebook declares them: tracks with boxes, and resources that orders cost."""

from __future__ import annotations

import msgspec


class TrackDef(msgspec.Struct, frozen=True):
    id: str
    title: str
    per: str
    """`table`, `seat`, `dyad` or `pair`."""
    low: int
    high: int
    start: int
    boxes: tuple[tuple[int, str], ...]
    """Value from which a box holds, and its name, rising."""
    seen_by: str
    """`all`, `own` or `umpire`."""
    eases: tuple[int, int] = (0, 1)
    """What time alone takes from a row above its start, over so many minutes."""
    recovers: tuple[int, int] = (0, 1)
    """What it adds to a row below it."""

    def box(self, value: int) -> str:
        """Name of the box that `value` stands in."""
        return next((name for at, name in reversed(self.boxes) if value >= at), "")


class ResourceDef(msgspec.Struct, frozen=True):
    id: str
    title: str
    start: int
    cap: int
    income: int
    """Amount that comes in over `per_minutes`; 0 for none."""
    per_minutes: int
