"""From rows of spans to lines of a width: pure, and the same for every panel."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len, chop_cells, set_cell_size

from seawar.core.clean import clean

Span = tuple[str, str]
"""Text, and its role (`seawar.tui.theme.ROLES`)."""

GAP = 2
"""Columns between a row's text and what stands at its right end."""
_WORDS = re.compile(r" +|[^ ]+")


@dataclass(frozen=True, slots=True)
class Row:
    """Some text that belongs together."""

    spans: tuple[Span, ...] = ()
    """Wrapped to the width."""
    right: tuple[Span, ...] = ()
    """At the right end of the first line."""
    key: str = ""
    """What it stands for; a row without one cannot be stepped to."""
    hang: int = 0
    """Columns by which further lines are set in."""
    most: int = 0
    """Lines at most; 0 for all. What does not fit ends in `...`."""
    bright: bool = False
    """The one thing to do next."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line on the screen, exactly as wide as asked for."""

    spans: tuple[Span, ...]
    row: int
    """Index of the row it belongs to."""


def row(*spans: Span | str, right: Sequence[Span] | Span | str = (), **more: object) -> Row:
    """A row of spans; a bare string has the role `text`."""
    if isinstance(right, str):
        right = ((right, "quiet"),)
    elif right and isinstance(right[0], str):
        right = (right,)  # type: ignore[assignment]
    made = tuple((span, "text") if isinstance(span, str) else span for span in spans)
    return Row(made, tuple(right), **more)  # type: ignore[arg-type]


def lay_out(rows: Sequence[Row], width: int) -> list[Line]:
    """Every row as lines of exactly `width` columns."""
    lines: list[Line] = []
    for index, one in enumerate(rows):
        lines += (Line(_joined(spans), index) for spans in _lines(one, width))
    return lines


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Neighbours of one role are one span: a terminal is told of a colour once."""
    parts = groupby(spans, key=lambda span: span[1])
    return tuple(("".join(text for text, _ in same), role) for role, same in parts)


def _lines(one: Row, width: int) -> list[tuple[Span, ...]]:
    right = [(clean(text), role) for text, role in one.right]
    taken = _width(right) + GAP if right else 0
    if width - taken < 8:
        right, taken = [], 0
    body = list(_wrap([(clean(text), role) for text, role in one.spans], width, width - taken, one.hang))
    if one.most and len(body) > one.most:
        body = [*body[: one.most - 1], _run_on(body[one.most - 1 :])]
        body[-1] = _cut(body[-1], width if len(body) > 1 else width - taken)
    body = [_pad(line, width) for line in body]
    if right:
        first = _cut_to(body[0], width - _width(right))
        body[0] = [*first, *right]
    return [tuple(line) for line in body]


def _wrap(spans: Sequence[Span], width: int, first: int, hang: int) -> Iterator[list[Span]]:
    """Lines that break between words; a word longer than a line is broken."""
    line: list[Span] = []
    used, room = 0, max(1, first)
    for text, role in spans:
        for word in _WORDS.findall(text):
            if used + cell_len(word) > room and used:
                if word[0] == " ":
                    continue
                yield line
                line, used, room = [(" " * hang, role)], 0, max(1, width - hang)
            *whole, rest = chop_cells(word, room) or [word]
            for piece in whole:
                yield [*line, (piece, role)]
                line, room = [(" " * hang, role)], max(1, width - hang)
            line.append((rest, role))
            used += cell_len(rest)
    yield line


def _run_on(lines: Sequence[Sequence[Span]]) -> list[Span]:
    """Lines as one again, so that what is cut is cut in the middle of a word, not before a long one."""
    found = list(lines[0])
    for line in lines[1:]:
        if found and not found[-1][0].endswith(" "):
            found.append((" ", "text"))
        found += line if not line or line[0][0].strip() else line[1:]
    return found


def _width(spans: Sequence[Span]) -> int:
    return sum(cell_len(text) for text, _ in spans)


def _pad(spans: Sequence[Span], width: int) -> list[Span]:
    missing = width - _width(spans)
    return [*spans, (" " * missing, "text")] if missing > 0 else _cut_to(spans, width)


def _cut_to(spans: Sequence[Span], width: int) -> list[Span]:
    """Exactly `width` columns of it."""
    kept: list[Span] = []
    left = width
    for text, role in spans:
        size = min(cell_len(text), left)
        if size:
            kept.append((set_cell_size(text, size), role))
        left -= size
    return kept if left <= 0 else [*kept, (" " * left, "text")]


def _cut(spans: Sequence[Span], width: int) -> list[Span]:
    """With `...` at its end, which says that there is more."""
    text_width = min(_width(spans), width - 3)
    return [*_cut_to(spans, text_width), ("...", "quiet")]


def bar(value: int, low: int, high: int) -> str:
    """`▪▪▪▫▫`: a square for each box of the range, filled from its low end; from the middle when it has two sides."""
    if low < 0 < high:
        left = "".join("▪" if value <= at < 0 else "▫" for at in range(low, 0))
        right = "".join("▪" if 0 < at <= value else "▫" for at in range(1, high + 1))
        return f"{left}∙{right}"
    return "▪" * (value - low) + "▫" * (high - value)
