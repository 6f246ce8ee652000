"""Dots, lines and land."""

from __future__ import annotations

import unicodedata
from dataclasses import fields
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from seawar.tui.map.canvas import Canvas, braille, land, plain
from seawar.tui.map.marks import ASCII, UNICODE, Glyphs, Mark

DOTS = st.integers(-30, 60)


def dots(canvas: Canvas) -> int:
    return sum(cell.bit_count() for cell in canvas.cells)


def test_a_dot_is_where_unicode_has_it() -> None:
    """The four corners of a cell."""
    for x, y, character in ((0, 0, "⠁"), (1, 0, "⠈"), (0, 3, "⡀"), (1, 3, "⢀")):
        canvas = Canvas(1, 1)
        canvas.dot(x, y)
        assert canvas.text() == [character]


def test_a_line_has_a_dot_for_each_step_and_no_gap() -> None:
    """Flat, steep and slanted, in either direction."""
    for x, y, x1, y1 in ((0, 0, 7, 0), (0, 7, 0, 0), (7, 7, 0, 0), (0, 1, 7, 6)):
        canvas = Canvas(4, 2)
        canvas.line(x, y, x1, y1)
        assert dots(canvas) == max(abs(x1 - x), abs(y1 - y)) + 1


@given(DOTS, DOTS, DOTS, DOTS)
def test_a_line_from_outside_never_fails(x: int, y: int, x1: int, y1: int) -> None:
    """It marks only dots that exist, and both ends when they do."""
    canvas = Canvas(4, 3)
    canvas.line(x, y, x1, y1)
    alone = Canvas(4, 3)
    alone.dot(x, y)
    alone.dot(x1, y1)
    assert all(whole & ends == ends for whole, ends in zip(canvas.cells, alone.cells, strict=True))


def test_a_dotted_line_keeps_step_round_corners() -> None:
    """Every fourth dot along its whole way."""
    canvas = Canvas(8, 4)
    canvas.polyline([(0, 0), (10, 0), (10, 10)], every=4)
    assert dots(canvas) == 6


@given(st.lists(st.tuples(DOTS, DOTS), min_size=2, max_size=12))
def test_a_chain_is_its_lines(points: list[tuple[int, int]]) -> None:
    """The short cut for short steps draws the same dots."""
    chained, lined = Canvas(10, 6), Canvas(10, 6)
    chained.chain(points[1:], *points[0])
    chained.dot(*points[0])
    lined.dot(*points[0])
    for (x, y), (x1, y1) in pairwise(points):
        lined.line(x, y, x1, y1)
    assert chained.cells == lined.cells


def test_land_knows_lake_and_shore() -> None:
    """A cell is land when its middle is; a ring within a ring is water."""
    island, lake = [(2, 4), (14, 4), (14, 20), (2, 20)], [(6.0, 8.0), (10, 8), (10, 16), (6, 16)]
    filled = land(8, 6, [island, lake])
    rows = ["".join("#" if cell else " " for cell in filled[y * 8 : y * 8 + 8]) for y in range(6)]
    assert rows == ["        ", " ###### ", " ##  ## ", " ##  ## ", " ###### ", "        "]


def test_no_dot_is_a_blank() -> None:
    """An empty cell is a space: the empty braille pattern is visible in some fonts."""
    assert braille(b"\0\x01\xff") == " ⠁⣿"
    assert plain(bytes(range(256))).isascii()
    assert plain(b"\0") == " "


def test_no_character_is_of_ambiguous_width() -> None:
    """Japanese and Korean terminals draw ambiguous characters two columns wide."""
    texts = [braille(bytes(range(256))), *(str(getattr(g, f.name)) for g in (UNICODE, ASCII) for f in fields(Glyphs))]
    for character in "".join(texts):
        assert unicodedata.east_asian_width(character) in ("N", "Na", "H"), f"U+{ord(character):04X}"


def test_the_plain_set_is_plain() -> None:
    """For fonts that lack the triangles."""
    assert all(str(getattr(ASCII, f.name)).isascii() for f in fields(Glyphs))


def test_symbols_say_whose_what_and_where_to() -> None:
    """Letter, triangle, brackets; hollow when not identified."""
    said = {
        UNICODE.symbol(Mark("", "contact", 0, 0, letter, heading, target=target))
        for letter, heading, target in (("K", 91, False), ("?", 271, True), ("R", -10, False), ("C", None, False))
    }
    assert said == {("K▸", 0), ("[?◃]", 1), ("R▴", 0), ("C", 0)}
    assert UNICODE.symbol(Mark("", "airfield", 0, 0, "K")) == ("K▫", 1)
    assert UNICODE.symbol(Mark("", "islets", 0, 0, target=True)) == ("[▪]", 1)
