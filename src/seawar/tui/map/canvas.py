"""A grid of cells of two by four dots: lines, dotted lines and land.

Dots are kept as the bits of the braille block, one byte a cell, so a cell's character is one look-up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

Line = Sequence[tuple[float, float]]
"""Points in dots: x to the right, y downwards."""

BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""By row, then column, as Unicode numbers the dots of a cell."""


class Canvas:
    """Dots on `width` by `height` cells."""

    __slots__ = ("cells", "height", "width")

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.cells = bytearray(width * height)

    def dot(self, x: int, y: int) -> None:
        if 0 <= x < self.width * 2 and 0 <= y < self.height * 4:
            self.cells[(y >> 2) * self.width + (x >> 1)] |= BITS[y & 3][x & 1]

    def line(self, x: int, y: int, x1: int, y1: int, every: int = 1, phase: int = 0) -> int:
        """Bresenham 1965; with `every`, only each n-th dot. Returns the phase for the next stretch."""
        wide, high, cells, width = self.width * 2, self.height * 4, self.cells, self.width
        dx, dy = abs(x1 - x), -abs(y1 - y)
        if max(x, x1) < 0 or min(x, x1) >= wide or max(y, y1) < 0 or min(y, y1) >= high:
            return phase + max(dx, -dy)
        step_x, step_y = (1 if x < x1 else -1), (1 if y < y1 else -1)
        error = dx + dy
        while True:
            if phase % every == 0 and 0 <= x < wide and 0 <= y < high:
                cells[(y >> 2) * width + (x >> 1)] |= BITS[y & 3][x & 1]
            if x == x1 and y == y1:
                return phase
            phase += 1
            twice = 2 * error
            if twice >= dy:
                error, x = error + dy, x + step_x
            if twice <= dx:
                error, y = error + dx, y + step_y

    def polyline(self, points: Line, every: int = 1) -> None:
        """Stretches keep step, so that dots stay evenly apart round corners."""
        phase = 0
        for (x, y), (x1, y1) in pairwise(points):
            phase = self.line(int(x // 1), int(y // 1), int(x1 // 1), int(y1 // 1), every, phase)

    def chain(self, dots: Iterable[tuple[int, int]], x: int, y: int) -> None:
        """Lines from dot to dot, starting at `x`, `y`; most of a coast's are too short for a line."""
        wide, high, cells, width = self.width * 2, self.height * 4, self.cells, self.width
        for x1, y1 in dots:
            if -2 < x1 - x < 2 and -2 < y1 - y < 2:
                if 0 <= x1 < wide and 0 <= y1 < high:
                    cells[(y1 >> 2) * width + (x1 >> 1)] |= BITS[y1 & 3][x1 & 1]
            else:
                self.line(x, y, x1, y1)
            x, y = x1, y1

    def text(self) -> list[str]:
        """The rows as braille."""
        whole = braille(bytes(self.cells))
        return [whole[i : i + self.width] for i in range(0, len(whole), self.width)]


def braille(bits: bytes) -> str:
    """One character a byte; the braille block has its dots in the lower byte. Nothing is a blank."""
    pairs = bytearray(b"\x28" * (2 * len(bits)))
    pairs[::2] = bits
    return pairs.decode("utf-16-le").replace("\u2800", " ")


def land(width: int, height: int, rings: Iterable[Line]) -> bytearray:
    """One byte a cell: 1 where the middle of the cell lies within an odd number of rings."""
    crossings: list[list[float]] = [[] for _ in range(height)]
    for ring in rings:
        x, y = ring[-1]
        row = (y + 2) // 4
        for x1, y1 in ring:
            row1 = (y1 + 2) // 4
            if row != row1:
                slope = (x1 - x) / (y1 - y)
                first, last = (row, row1) if row < row1 else (row1, row)
                for r in range(max(0, int(first)), min(height, int(last))):
                    crossings[r].append(x + (4 * r + 2 - y) * slope)
            x, y, row = x1, y1, row1
    filled = bytearray(width * height)
    for r, row_crossings in enumerate(crossings):
        row_crossings.sort()
        for left, right in zip(row_crossings[::2], row_crossings[1::2], strict=False):
            first = max(0, int((left + 1) // 2))
            last = min(width, int((right + 1) // 2))
            if first < last:
                filled[r * width + first : r * width + last] = b"\x01" * (last - first)
    return filled


def _ascii(bits: int) -> str:
    """A typewriter's likeness of a cell's dots."""
    rows = [i for i, (left, right) in enumerate(BITS) if bits & (left | right)]
    if not rows:
        return " "
    left = [i for i, row in enumerate(BITS) if bits & row[0]]
    right = [i for i, row in enumerate(BITS) if bits & row[1]]
    if rows[-1] - rows[0] >= 2 and not (left and right):
        return "|"
    if left and right and abs(sum(left) * len(right) - sum(right) * len(left)) >= 2 * len(left) * len(right):
        return "\\" if sum(left) * len(right) < sum(right) * len(left) else "/"
    if len(rows) >= 3:
        return "|" if len(rows) == 4 else ":"
    if rows[-1] == 3:
        return "_" if left and right else "."
    return ("'" if not (left and right) else '"') if rows[0] == 0 else "-"


_ASCII_DOTS = bytes(ord(_ascii(bits)) for bits in range(256))


def plain(bits: bytes) -> str:
    """As `braille`, for fonts without it."""
    return bits.translate(_ASCII_DOTS).decode("ascii")
