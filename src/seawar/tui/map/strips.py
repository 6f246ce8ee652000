"""From rows of characters and styles to what Textual writes, in the theme's colours."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from seawar.tui.map.columns import closed
from seawar.tui.map.marks import BOLD, ON_LAND, REVERSE, Tone
from seawar.tui.map.picture import Row

_RUNS = re.compile(rb"(.)\1*", re.DOTALL)


class Palette:
    """The style of each byte, made when it is first met."""

    def __init__(self, ground: Color, land: Color, tones: Mapping[Tone, Color]) -> None:
        self.grounds = (ground, ground + land)
        self.tones = tones
        self.styles: dict[int, Style] = {}

    def style(self, code: int) -> Style:
        if code not in self.styles:
            behind = self.grounds[bool(code & ON_LAND)]
            self.styles[code] = Style(
                color=(behind + self.tones[Tone(code % ON_LAND)]).rich_color,
                bgcolor=behind.rich_color,
                bold=True if code & BOLD else None,
                reverse=True if code & REVERSE else None,
            )
        return self.styles[code]

    def strip(self, row: Row) -> Strip:
        """Neighbours of one style are one segment: markup in a text is never looked for."""
        text, codes = row
        runs = ((text[m.start() : m.end()], codes[m.start()]) for m in _RUNS.finditer(codes))
        segments = [Segment(closed(run), self.style(code)) for run, code in runs]
        return Strip(segments, len(text))
