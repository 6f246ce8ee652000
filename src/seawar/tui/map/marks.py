"""What stands on the map, and the characters it is drawn with.

No character is of ambiguous width, so that Japanese and Korean terminals keep the columns: no arrows,
no box lines, no large triangles.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

Kind = Literal["contact", "force", "area", "airfield", "islets", "city"]
Role = Literal["you", "others", "new", "quiet", "truth"]
UNKNOWN = "?"


class Tone(IntEnum):
    """Which colour a cell takes; the theme says which colour that is."""

    GROUND = 0
    QUIET = 1
    NAMES = 2
    """Seas and zones: fainter than places."""
    TEXT = 3
    YOU = 4
    OTHERS = 5
    NEW = 6
    TRUTH = 7


ON_LAND, BOLD, REVERSE = 16, 32, 64
"""Added to a tone: together they are the style of a cell, in one byte."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing on the map, made by the caller."""

    id: str
    """What `Picked` and `Highlighted` say."""
    kind: Kind
    lat: float
    """Degrees north."""
    lon: float
    """Degrees east."""
    letter: str = ""
    """Whose: `K`; `?` when not identified; empty for a place."""
    heading: float | None = None
    """Degrees from north, clockwise; `None` draws no triangle."""
    text: str = ""
    """The label; empty for none."""
    short: str = ""
    """A shorter label, for when the first finds no room; empty for none."""
    role: Role = "quiet"
    target: bool = False
    """Whether it is the target of the selected order."""
    priority: int = 0
    """Among marks of one rank, the lower is labelled first."""
    inset: str = ""
    """Title of the frame that it stands in, for what lies far from the theatre; empty for the map itself."""

    @property
    def flies(self) -> bool:
        return self.kind in ("contact", "force")

    @property
    def tone(self) -> Tone:
        """The islets are what most exercises are about: readable even when nobody is there."""
        return Tone.TEXT if self.kind == "islets" and self.role == "quiet" else Tone[self.role.upper()]

    @property
    def rank(self) -> int:
        """Who gets a place first: target, own, others, places."""
        if self.target:
            return 0
        if not self.flies and not self.letter:
            return 3 if self.kind == "islets" else 4
        return 1 if self.role == "you" else 2


@dataclass(frozen=True, slots=True)
class Path:
    """A named route, drawn as a faint dotted line."""

    points: tuple[tuple[float, float], ...]
    """Latitude and longitude."""
    role: Role = "quiet"


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters of one set. Triangles point north, east, south, west."""

    heading: str
    heading_unknown: str
    islets: str
    airfield: str
    city: str
    area: str
    zone_edge: str
    """As the key shows it."""

    def place(self, kind: Kind) -> str:
        return {"islets": self.islets, "airfield": self.airfield, "city": self.city, "area": self.area}.get(kind, "")

    def symbol(self, mark: Mark) -> tuple[str, int]:
        """The characters of a mark, and which of them stands where the mark is."""
        glyph = self.place(mark.kind)
        if mark.flies and mark.heading is not None:
            triangles = self.heading_unknown if mark.letter == UNKNOWN else self.heading
            glyph = triangles[round(mark.heading / 90) % 4]
        text = (mark.letter + glyph) or self.area
        at = 0 if mark.flies or not glyph else len(text) - 1
        return (f"[{text}]", at + 1) if mark.target else (text, at)


UNICODE = Glyphs("▴▸▾◂", "▵▹▿◃", "▪", "▫", "∙", "◦", "∙ ∙ ∙")
ASCII = Glyphs("^>v<", "^>v<", "#", "=", "o", "+", ". . .")
