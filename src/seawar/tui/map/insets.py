"""Frames in a corner of the map for what lies far away, as a camp in South Sudan: each with a scale of its own.

A frame is told by its tint and its title; lines were refused, since their characters are of ambiguous width.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from seawar.tui.map.columns import cropped, spread
from seawar.tui.map.marks import BOLD, ON_LAND, Mark, Path, Tone
from seawar.tui.map.picture import Base, Picture, Rect, Row, base, picture
from seawar.tui.map.projection import fit, scale_bar

WIDE, HIGH = (18, 32), (5, 8)
"""Columns and rows of a frame: least and most."""
SHARE = 3
"""Of the map's columns and rows a frame takes one in so many, within those bounds."""
ROOM = 2
"""How many times a frame's columns and rows the map must have, or there is none."""
LEAST_KM = 120.0
"""How wide a frame's view is at least."""


def composed(under: Base, marks: Sequence[Mark], paths: Sequence[Path] = (), highlight: str = "") -> Picture:
    """The map with its frames. On a map too small for them, what they would hold is left out."""
    far: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.inset:
            far.setdefault(mark.inset, []).append(mark)
    near = [mark for mark in marks if not mark.inset]
    rects = _corners(under, near, len(far))
    shown = picture(under, near, paths, highlight, rects)
    for rect, (title, inside) in zip(rects, far.items(), strict=False):
        shown = _pasted(shown, rect, title, _inner(under, rect, inside, highlight))
    return shown


def _corners(under: Base, near: Sequence[Mark], count: int) -> list[Rect]:
    """For each frame a corner of its own: where fewest marks and least coast would be covered."""
    wide = min(max(under.width // SHARE, WIDE[0]), WIDE[1])
    high = min(max(under.height // SHARE, HIGH[0]), HIGH[1])
    if wide * ROOM > under.width or high * ROOM > under.height:
        return []
    lefts, tops = (0, under.width - wide), (under.height - high, 0)
    corners = [Rect(left, top, wide, high) for top, left in product(tops, lefts)]
    cells = [under.view.cell(mark.lat, mark.lon, under.width, under.height) for mark in near]

    def covered(rect: Rect) -> tuple[int, int]:
        rows = range(rect.y, rect.y + rect.height)
        coast = sum(
            rect.width - under.coast.count(0, y * under.width + rect.x, y * under.width + rect.x + rect.width)
            for y in rows
        )
        return sum(rect.x <= x < rect.x + rect.width and y in rows for x, y in cells), coast

    return sorted(corners, key=covered)[:count]


def _inner(under: Base, rect: Rect, marks: Sequence[Mark], highlight: str) -> Picture:
    width, height = rect.width, rect.height - 1
    view = fit([(mark.lat, mark.lon) for mark in marks], width, height, LEAST_KM)
    return picture(base(view, width, height, under.glyphs), marks, (), highlight)


def _pasted(shown: Picture, rect: Rect, title: str, inner: Picture) -> Picture:
    """The picture with a frame laid over it: title and scale, then what it holds, on a tint of its own."""
    rows = list(shown.rows)
    for y, (characters, styles) in enumerate([_head(rect, title, inner), *inner.rows], rect.y):
        under, before = rows[y]
        tinted = bytes(style | ON_LAND for style in styles)
        end = rect.x + rect.width
        rows[y] = under[: rect.x] + characters + under[end:], before[: rect.x] + tinted + before[end:]
    moved = [
        replace(
            spot,
            x=spot.x + rect.x,
            y=spot.y + rect.y + 1,
            label_x=spot.label_x + rect.x,
            label_y=spot.label_y + rect.y + 1,
        )
        for spot in inner.drawn
    ]
    return Picture(tuple(rows), (*shown.drawn, *moved), shown.changed | {*range(rect.y, rect.y + rect.height)})


def _head(rect: Rect, title: str, inner: Picture) -> Row:
    """The title, and the scale where it fits whole."""
    left = cropped(spread(title), rect.width)
    columns, length = scale_bar(inner.km, rect.width // SHARE)
    bar = f"|{'-' * (columns - 2)}| {length} km" if columns else ""
    if len(left) + 2 + len(bar) > rect.width:
        bar = ""
    gap = rect.width - len(left) - len(bar)
    styles = bytes([Tone.TEXT | BOLD]) * len(left) + bytes([Tone.GROUND]) * gap + bytes([Tone.QUIET]) * len(bar)
    return left + " " * gap + bar, styles
