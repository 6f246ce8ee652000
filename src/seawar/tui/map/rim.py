"""The rows above and below the map: title, scale and key; legend."""

from __future__ import annotations

from collections.abc import Sequence

from seawar.tui.map.columns import cropped, spread
from seawar.tui.map.marks import BOLD, Glyphs, Tone
from seawar.tui.map.projection import scale_bar

BAR_SHARE = 7
"""The scale bar takes at most one column in so many, and eight at least."""


def head(title: str, km: float, width: int, glyphs: Glyphs, tone: Tone = Tone.TEXT) -> tuple[str, bytes]:
    """The title, and to the right as much of scale and key as fits whole."""
    columns, length = scale_bar(km, max(8, width // BAR_SHARE))
    bar = f"|{'-' * (columns - 2)}| {length} km" if columns else ""
    left = cropped(spread(title), width)
    for right in (f"{bar}    {glyphs.zone_edge} zone edge", bar, ""):
        if len(left) + 2 + len(right) <= width or not right:
            break
    gap = width - len(left) - len(right)
    styles = bytes([tone | BOLD]) * len(left) + bytes([Tone.GROUND]) * gap + bytes([Tone.QUIET]) * len(right)
    return left + " " * gap + right, styles


def foot(legend: Sequence[str], width: int) -> tuple[str, bytes]:
    """The legend, closer together when space is short; then its last entries go."""
    entries = [spread(entry) for entry in legend]
    text = "  ".join(entries)
    while len(text) > width:
        text = " ".join(entries)
        entries.pop()
    return text.ljust(width), bytes([Tone.QUIET]) * width
