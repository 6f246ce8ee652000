"""Under NO_COLOR nothing that is sent names a colour: bold, underline, reverse and the marks remain."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

HALF = 128
"""A ground lighter than this stands out from the black one of `seawar-plain`: it becomes reverse."""


class NoColour(LineFilter):
    """Takes the colours out of what was drawn in the theme `seawar-plain`."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        del background
        return [Segment(text, plain(style) if style else None, control) for text, style, control in segments]


@lru_cache(1024)
def plain(style: Style) -> Style:
    ground = style.bgcolor
    light = ground is not None and ground.triplet is not None and sum(ground.triplet) > 3 * HALF
    return Style(bold=style.bold, underline=style.underline, reverse=bool(style.reverse) != light or None)
