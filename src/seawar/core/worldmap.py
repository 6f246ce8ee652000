"""Areas, what joins them, and how far apart they are.

Distances are whole kilometres, worked out once when content is compiled, so that the rules stay free
of floats. Areas are game zones: they claim no boundary.
"""

from __future__ import annotations

import msgspec


class Area(msgspec.Struct, frozen=True):
    """A named place or zone."""

    id: str
    title: str
    """Both names where a place is disputed."""
    kind: str
    """`sea`, `islets`, `airfield` or `city`."""
    lat: int
    """Thousandths of a degree north."""
    lon: int
    """Thousandths of a degree east."""
    zones: tuple[str, ...]
    """Seats whose air defence identification zone covers it."""
    held_by: str
    """Seat that holds it, or empty."""
    claimed_by: tuple[str, ...]
    """Seats that claim it, the holder included when it does."""
    radar: tuple[tuple[str, int], ...]
    """Seat and its chance, per mille, to detect an aircraft here within a turn."""
    shallow: bool = False
    """Whether its water is shallow."""
    square_miles: int = 0
    """Its water in square nautical miles; 0 where nobody has said."""

    @property
    def disputed(self) -> bool:
        return len(self.claimed_by) > 1


class RouteLeg(msgspec.Struct, frozen=True):
    """One stretch of a named route."""

    area: str
    after: int
    """Minutes from the start of the turn in which the flight is ordered."""
    stay: int
    """Minutes."""


class Route(msgspec.Struct, frozen=True):
    """A named path that an order may fly."""

    id: str
    title: str
    seats: tuple[str, ...]
    """Who may fly it."""
    legs: tuple[RouteLeg, ...]


class Inset(msgspec.Struct, frozen=True):
    """Areas far from all others, drawn in a frame of their own."""

    title: str
    areas: tuple[str, ...]


class WorldMap(msgspec.Struct, frozen=True):
    """All areas and routes of a scenario."""

    areas: dict[str, Area]
    routes: dict[str, Route]
    km: dict[tuple[str, str], int]
    """Great-circle distance between any two areas."""
    insets: tuple[Inset, ...] = ()
    """What lies far from the theatre."""
