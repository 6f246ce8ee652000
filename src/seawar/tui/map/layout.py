"""Where marks and labels stand, so that none covers another and none is cut.

Places hold their true cell; what flies gives way to the nearest free one. Then labels are set in order of
rank, each where it covers least of the coast, and one that fits nowhere waits until one zooms in. That is
greedy; an exact placement was refused, since labels would jump about whenever one aircraft moves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

APART = 2
"""Blank columns between a label and whatever is next to it, if there is room."""
NEARBY = sorted(
    ((dx, dy) for dx in range(-9, 10) for dy in range(-4, 5)),
    key=lambda d: (d[0] ** 2 + 4 * d[1] ** 2, -d[1], -d[0]),
)
"""Where to look for a free cell, nearest first; a row counts as two columns."""
INK_COAST, INK_DOTS = 0.6, 0.2
"""What it costs a label to cover a cell of coast, or of dots."""

SYMBOL, LABEL = b"\x01", b"\x02"
"""What takes a cell."""
SHORTER, TIGHTER = 3.6, 0.5
"""What it costs to take the shorter wording, and to leave less room beside a label."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something to place: a symbol and its label."""

    symbol: str
    at: int
    """Which character of the symbol stands on the cell."""
    x: int
    y: int
    texts: tuple[str, ...] = ()
    """The label, longest wording first."""
    rank: tuple[int, ...] = (0,)
    """Lower is labelled first."""
    moves: int = 0
    """1 when it gives way to what stands still."""
    optional: int = 0
    """1 when it is left out unless its label fits."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an item went."""

    item: Item
    x: int
    """Column of the symbol's first character."""
    y: int
    label: str = ""
    label_x: int = 0
    label_y: int = 0


class Plan:
    """Which cells are taken."""

    __slots__ = ("height", "ink", "taken", "width")

    def __init__(self, width: int, height: int, ink: bytes) -> None:
        """`ink` has one byte a cell: 2 for coast and 1 for dots, added."""
        self.width, self.height, self.ink = width, height, ink
        self.taken = bytearray(width * height)

    def holds(self, x: int, y: int, size: int) -> bool:
        return x >= 0 and x + size <= self.width and 0 <= y < self.height

    def free(self, x: int, y: int, size: int, left: int, right: int) -> bool:
        """Whether so many cells are in the frame and free, and some on either side are free or outside."""
        if not self.holds(x, y, size):
            return False
        first, end = max(0, x - left), min(self.width, x + size + right)
        return self.taken.count(0, y * self.width + first, y * self.width + end) == end - first

    def take(self, x: int, y: int, size: int, what: bytes) -> None:
        row = y * self.width
        self.taken[row + x : row + x + size] = what * size

    def symbols(self, x: int, y: int, size: int) -> int:
        """How many of these cells symbols have taken."""
        row = y * self.width
        return self.taken.count(SYMBOL, row + max(0, x), row + min(self.width, x + size))

    def cost(self, x: int, y: int, size: int) -> float:
        under = self.ink[y * self.width + x : y * self.width + x + size]
        return INK_COAST * (under.count(2) + under.count(3)) + INK_DOTS * under.count(1)


def arrange(plan: Plan, items: Sequence[Item]) -> list[Spot]:
    """A spot for every item, in the order given; optional ones may be missing."""
    order = sorted(range(len(items)), key=lambda i: (items[i].moves, items[i].rank, i))
    where = {i: _stand(plan, items[i]) for i in order if not items[i].optional}
    spots: dict[int, Spot] = {}
    for i in sorted(range(len(items)), key=lambda i: (items[i].rank, i)):
        item = items[i]
        spot = _optional(plan, item) if item.optional else _labelled(plan, item, *where[i])
        if spot:
            spots[i] = spot
    return [spots[i] for i in range(len(items)) if i in spots]


def _stand(plan: Plan, item: Item) -> tuple[int, int]:
    """The nearest free place for a symbol. When there is none at all it stands on another."""
    size = len(item.symbol)
    x, y = item.x - item.at, min(max(item.y, 0), plan.height - 1)
    x = min(max(x, 0), max(plan.width - size, 0))
    for dx, dy in chain(NEARBY, _everywhere(plan, x, y)):
        if plan.free(x + dx, y + dy, size, 1, 1):
            plan.take(x + dx, y + dy, size, SYMBOL)
            return x + dx, y + dy
    return x, y


def _everywhere(plan: Plan, x: int, y: int) -> Iterator[tuple[int, int]]:
    cells = [(cx - x, cy - y) for cy in range(plan.height) for cx in range(plan.width)]
    yield from sorted(cells, key=lambda d: d[0] ** 2 + 4 * d[1] ** 2)


def _labelled(plan: Plan, item: Item, x: int, y: int) -> Spot:
    """Wordings, distances and places compete: a short label beside the symbol beats a long one above it."""
    best: tuple[float, int, int, str] | None = None
    for shorter, text in enumerate(filter(None, item.texts)):
        for apart in (APART, 1):
            for dislike, lx, ly, left, right in _around(x, y, len(item.symbol), len(text), apart):
                least = dislike + shorter * SHORTER + (APART - apart) * TIGHTER
                if (best and least >= best[0]) or not plan.free(lx, ly, len(text), left, right):
                    continue
                cost = least + plan.cost(lx, ly, len(text))
                if (not best or cost < best[0]) and (ly == y or _clear(plan, item, lx, y, len(text))):
                    best = cost, lx, ly, text
    if not best:
        return Spot(item, x, y)
    _, lx, ly, text = best
    plan.take(lx, ly, len(text), LABEL)
    return Spot(item, x, y, text, lx, ly)


def _clear(plan: Plan, item: Item, x: int, y: int, size: int) -> bool:
    """Whether a label of so many columns over or under a symbol cannot be read as another's."""
    return not item.optional and plan.symbols(x - 1, y, size + 2) <= len(item.symbol)


def _around(x: int, y: int, symbol: int, label: int, apart: int) -> Iterator[tuple[float, int, int, int, int]]:
    """How much each place is disliked, where it is, and how much must be free on either side of it."""
    yield 0.0, x + symbol + 1, y, 1, apart
    yield 1.0, x - 1 - label, y, apart, 1
    for row, worse in ((y - 1, 0.0), (y + 1, 0.2)):
        yield 4.0 + worse, x, row, APART + 1, APART
        yield 4.2 + worse, x + (symbol - label) // 2, row, APART + 1, APART
        yield 4.4 + worse, x + symbol - label, row, APART + 1, APART


def _optional(plan: Plan, item: Item) -> Spot | None:
    """Only where it truly is, and only with its name beside it."""
    x, size = item.x - item.at, len(item.symbol)
    if not plan.free(x, item.y, size, APART, APART):
        return None
    spot = _labelled(plan, item, x, item.y)
    if not spot.label:
        return None
    plan.take(x, item.y, size, SYMBOL)
    return spot


def name_spot(plan: Plan, text: str, box: tuple[int, int, int, int], blocked: bytes) -> tuple[int, int] | None:
    """Where a name fits on open water, nearest to the middle of what is seen of its box (left, top, right, bottom)."""
    size = len(text)
    left, right = max(box[0], 0), min(box[2], plan.width - 1)
    top, bottom = max(box[1], 0), min(box[3], plan.height - 1)
    middle_x, middle_y = (left + right) // 2, (top + bottom) // 2
    apart = max((right - left) // 16 + 1, 1), max((bottom - top) // 8 + 1, 1)
    cells = ((x, y) for y in range(top, bottom + 1, apart[1]) for x in range(left, right + 1, apart[0]))
    for cx, y in sorted(cells, key=lambda c: (c[0] - middle_x) ** 2 + 4 * (c[1] - middle_y) ** 2):
        x = cx - size // 2
        if plan.free(x, y, size, APART, APART):
            row = y * plan.width
            if not any(blocked[row + max(0, x - 1) : row + min(plan.width, x + size + 1)]):
                for near in range(max(0, y - 1), min(plan.height, y + 2)):
                    plan.take(x, near, size, LABEL)
                return x, y
    return None
