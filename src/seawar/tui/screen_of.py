"""Which screen a place at the table has: each is imported when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seawar.core.state import UMPIRE
from seawar.tui.frame import DrawnScreen

if TYPE_CHECKING:
    from seawar.tui.session import Seat
    from seawar.tui.truth import Truth


def screen_of(seat: Seat, truth: Truth | None) -> DrawnScreen:
    """A seat's, the white cell's, or that of those who look on."""
    if seat.seat == UMPIRE and truth:
        from seawar.tui.umpire import UmpireScreen

        return UmpireScreen(seat, truth)
    if seat.seat in seat.rules.seats:
        from seawar.tui.seat import SeatScreen

        return SeatScreen(seat)
    from seawar.tui.reading import ObserverScreen

    return ObserverScreen(seat)
