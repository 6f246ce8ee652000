"""What a map says to its screen; `TheatreMap` gives the messages their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from seawar.tui.map.projection import Viewport

if TYPE_CHECKING:
    from seawar.tui.map.widget import TheatreMap


@dataclass
class FromMap(Message):
    """Which map speaks, so that `@on` can tell two apart."""

    map: TheatreMap

    @property
    def control(self) -> TheatreMap:
        return self.map


@dataclass
class Chosen(FromMap):
    """What the reader did with one mark."""

    mark_id: str


@dataclass
class Turned(FromMap):
    """What part of the earth is seen now."""

    view: Viewport
