"""The map as rows of characters and styles: ground first, then routes, marks, labels and names.

The ground depends on the view alone and is drawn once for it; what moves is laid over copies of its rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from seawar.tui.map.canvas import braille, plain
from seawar.tui.map.columns import closed, spread
from seawar.tui.map.earth import DETAIL_KM, earth_in, ground, routes
from seawar.tui.map.layout import LABEL, Item, Plan, Spot, arrange, name_spot
from seawar.tui.map.marks import ASCII, BOLD, ON_LAND, REVERSE, UNICODE, Glyphs, Mark, Path, Tone
from seawar.tui.map.projection import Viewport

Row = tuple[str, bytes]
"""Characters, and the style of each: a tone, and what is added to it."""
CITY_RANK, HIGHLIGHT_RANK = 9, -1


@dataclass(frozen=True, slots=True)
class Base:
    """The ground of one view, ready to be drawn over."""

    view: Viewport
    width: int
    height: int
    glyphs: Glyphs
    coast: bytes
    """The coast's dots, one byte a cell."""
    ink: bytes
    """What a label would cover: 2 coast, 1 dots."""
    solid: bytes
    """Not open water: coast, dots or land."""
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Where one symbol stands, and the marks it stands for."""

    ids: tuple[str, ...]
    x: int
    y: int
    size: int
    label: str
    label_x: int
    label_y: int

    def distance(self, x: int, y: int) -> float:
        """Columns to a cell; a row counts as two. Its label is as good as itself."""
        beside = max(self.x - x, 0, x - self.x - self.size + 1)
        if y == self.label_y and self.label_x <= x < self.label_x + len(self.label):
            return 0.0
        return float((beside**2 + 4 * (y - self.y) ** 2) ** 0.5)


@dataclass(frozen=True, slots=True)
class Picture:
    """One finished map."""

    rows: tuple[Row, ...]
    drawn: tuple[Drawn, ...]
    changed: frozenset[int]
    """Rows that differ from the ground."""
    km: float = 0.0
    """Kilometres a column."""

    def text(self) -> str:
        return "\n".join(closed(characters).rstrip() for characters, _ in self.rows)


@dataclass(frozen=True, slots=True)
class Rect:
    """Cells that are kept free for something else."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class _Group:
    """Marks that fly together are one symbol, as `CR`."""

    marks: tuple[Mark, ...]
    x: int
    y: int

    def joined(self) -> Mark:
        first, letters = self.marks[0], "".join(dict.fromkeys("".join(m.letter for m in self.marks)))
        if len(self.marks) == 1:
            return first
        texts = [m.text for m in self.marks if m.text]
        shorts = [m.short or m.text for m in self.marks if m.text]
        return Mark(
            id=first.id, kind=first.kind, lat=first.lat, lon=first.lon, letter=letters, heading=first.heading,
            text=" and ".join(texts), short=", ".join(shorts), role=first.role, priority=first.priority,
        )  # fmt: skip


def base(view: Viewport, width: int, height: int, glyphs: Glyphs = UNICODE) -> Base:
    """The ground as rows. On land no zone edge is drawn: it would read as coast."""
    drawn = ground(view, width, height)
    coast, land = bytes(drawn.coast), bytes(drawn.land)
    edges = _and(bytes(drawn.edges), _and(coast.translate(_IF_NONE), land.translate(_IF_NONE)))
    if glyphs is ASCII:
        text = _or(coast.translate(_PLAIN_COAST), edges.translate(_PLAIN_EDGE)).replace(b"\0", b" ").decode("ascii")
    else:
        text = braille(_or(coast, edges))
    inked, dotted, tinted = coast.translate(_IF_ANY), edges.translate(_IF_ANY), land.translate(_IF_ANY)
    styles = _or(
        _and(inked, bytes([Tone.QUIET]) * len(land)),
        _and(dotted, bytes([Tone.NAMES]) * len(land)),
        _and(tinted, bytes([ON_LAND]) * len(land)),
    )
    rows = tuple((text[i : i + width], styles[i : i + width]) for i in range(0, len(text), width))
    ink = _or(_and(inked, b"\x02" * len(land)), _and(dotted, b"\x01" * len(land)))
    return Base(view, width, height, glyphs, coast, ink, _or(coast, edges, land), rows)


_DOTTED = re.compile(rb"[^\0]")
_IF_ANY = b"\0" + b"\xff" * 255
_IF_NONE = b"\xff" + bytes(255)
_PLAIN_COAST = b"\0" + plain(bytes(range(1, 256))).encode()
_PLAIN_EDGE = b"\0" + b"." * 255


def _and(a: bytes, b: bytes) -> bytes:
    """Byte by byte, as one large number: forty times as fast as a loop."""
    return (int.from_bytes(a, "big") & int.from_bytes(b, "big")).to_bytes(len(a), "big")


def _or(*layers: bytes) -> bytes:
    number = 0
    for layer in layers:
        number |= int.from_bytes(layer, "big")
    return number.to_bytes(len(layers[0]), "big")


def picture(
    under: Base, marks: Sequence[Mark], paths: Sequence[Path] = (), highlight: str = "", reserved: Sequence[Rect] = ()
) -> Picture:
    """Everything over the ground, clear of what is reserved. A city that is also a mark is named once."""
    width, height = under.width, under.height
    over = _Overlay(under)
    for path, cells in routes(tuple(paths), under.view, width, height):
        over.dots(cells, Tone[path.role.upper()])
    groups = _groups(under, marks)
    cities = _cities(under, {m.text for m in marks})
    spots, plan = _placed(under, groups, cities, highlight, reserved)
    drawn = tuple(_draw(over, spot, group, highlight) for spot, group in zip(spots, groups, strict=False))
    for spot in spots[len(groups) :]:
        over.write(spot.x, spot.y, spot.item.symbol, Tone.QUIET)
        over.write(spot.label_x, spot.label_y, spot.label, Tone.QUIET)
    _names(over, plan)
    return Picture(over.rows(), drawn, frozenset(over.touched), under.view.km)


def _groups(under: Base, marks: Sequence[Mark]) -> list[_Group]:
    """Marks in view, nearest to the reader first; those that fly alike in one cell share a symbol."""
    alike: dict[object, list[Mark]] = {}
    for mark in sorted(marks, key=lambda m: (m.rank, m.priority)):
        x, y = under.view.cell(mark.lat, mark.lon, under.width, under.height)
        if 0 <= x < under.width and 0 <= y < under.height:
            way = None if mark.heading is None else round(mark.heading / 90) % 4
            same = mark.id if mark.target or not mark.flies or mark.letter == "?" else (mark.role, way)
            alike.setdefault((x, y, same), []).append(mark)
    return [_Group(tuple(group), *_cell(under, group[0])) for group in alike.values()]


def _cell(under: Base, mark: Mark) -> tuple[int, int]:
    return under.view.cell(mark.lat, mark.lon, under.width, under.height)


def _cities(under: Base, named: set[str]) -> list[Item]:
    items = []
    for city in earth_in(under.view, under.width, under.height).cities:
        x, y = under.view.cell(*city.at, under.width, under.height)
        inside = 0 <= x < under.width and 0 <= y < under.height
        if inside and under.view.km <= DETAIL_KM[city.detail] and city.text not in named:
            rank = (CITY_RANK, city.detail)
            items.append(Item(under.glyphs.city, 0, x, y, (city.text,), rank, optional=1))
    return items


def _placed(
    under: Base, groups: list[_Group], cities: list[Item], highlight: str, reserved: Sequence[Rect]
) -> tuple[list[Spot], Plan]:
    """As usual; only when the highlighted mark then lacks a label, with that one first."""
    chosen = next((i for i, g in enumerate(groups) if any(m.id == highlight for m in g.marks)), -1)
    for first in (-1, chosen):
        plan = Plan(under.width, under.height, under.ink)
        for rect in reserved:
            for y in range(rect.y, rect.y + rect.height):
                plan.take(rect.x, y, rect.width, LABEL)
        spots = arrange(plan, [*(_item(under, g, i == first) for i, g in enumerate(groups)), *cities])
        if chosen < 0 or spots[chosen].label:
            break
    return spots, plan


def _item(under: Base, group: _Group, first: object) -> Item:
    mark = group.joined()
    symbol, at = under.glyphs.symbol(mark)
    symbol, at = spread(symbol), len(spread(symbol[:at]))
    rank = (HIGHLIGHT_RANK,) if first else (mark.rank, mark.priority)
    return Item(symbol, at, group.x, group.y, (spread(mark.text), spread(mark.short)), rank, moves=int(mark.flies))


def _draw(over: _Overlay, spot: Spot, group: _Group, highlight: str) -> Drawn:
    mark, lit = group.marks[0], REVERSE * any(m.id == highlight for m in group.marks)
    weight = BOLD * bool(mark.letter or mark.target or lit)
    over.write(spot.x, spot.y, spot.item.symbol, mark.tone | weight | lit)
    over.write(spot.label_x, spot.label_y, spot.label, mark.tone | (BOLD if lit else 0) | lit)
    if lit and spot.label and spot.label_y == spot.y:
        over.write(max(spot.x, spot.label_x) - 1, spot.y, " ", mark.tone | lit)
    ids = tuple(m.id for m in group.marks)
    return Drawn(ids, spot.x, spot.y, len(spot.item.symbol), spot.label, spot.label_x, spot.label_y)


def _names(over: _Overlay, plan: Plan) -> None:
    """Seas and zones last: where nothing else wants to stand."""
    under = over.under
    for name in earth_in(under.view, under.width, under.height).names:
        for south, west, north, east in name.boxes:
            left, top = under.view.cell(north, west, under.width, under.height)
            right, bottom = under.view.cell(south, east, under.width, under.height)
            spot = name_spot(plan, name.text, (left, top, right, bottom), under.solid)
            if spot:
                over.write(*spot, name.text, Tone.NAMES)
                break


class _Overlay:
    """Copies of the rows that are written on; the others stay the ground's own."""

    def __init__(self, under: Base) -> None:
        self.under = under
        self.touched: dict[int, tuple[list[str], bytearray]] = {}
        self.written = bytearray(under.width * under.height)

    def row(self, y: int) -> tuple[list[str], bytearray]:
        if y not in self.touched:
            characters, styles = self.under.rows[y]
            self.touched[y] = list(characters), bytearray(styles)
        return self.touched[y]

    def write(self, x: int, y: int, text: str, style: int) -> None:
        """The land under a text keeps its tint; coast right beside it gives way."""
        if not text:
            return
        characters, styles = self.row(y)
        for side in (x - 1, x + len(text)):
            if 0 <= side < self.under.width and not self.written[y * self.under.width + side]:
                characters[side], styles[side] = " ", styles[side] & ON_LAND
        self.written[y * self.under.width + x : y * self.under.width + x + len(text)] = b"\x01" * len(text)
        for i, character in enumerate(text[: self.under.width - x], x):
            characters[i] = character
            styles[i] = style | (styles[i] & ON_LAND)

    def dots(self, cells: bytearray, tone: Tone) -> None:
        """A route shares a cell with the coast, and then has the say over its colour."""
        width, coast, ascii_only = self.under.width, self.under.coast, self.under.glyphs is ASCII
        for at in (found.start() for found in _DOTTED.finditer(cells)):
            characters, styles = self.row(at // width)
            characters[at % width] = ":" if ascii_only else chr(0x2800 + (cells[at] | coast[at]))
            styles[at % width] = tone | (styles[at % width] & ON_LAND)

    def rows(self) -> tuple[Row, ...]:
        changed = {y: ("".join(characters), bytes(styles)) for y, (characters, styles) in self.touched.items()}
        return tuple(changed.get(y, row) for y, row in enumerate(self.under.rows))
