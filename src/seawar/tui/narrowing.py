"""A long list made short by what is typed: an exercise may offer eighty order types, and nobody pages through those."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from seawar.tui.lines import Row

MANY = 14
"""Choices from which on it is said that letters narrow the list."""


def narrowed(rows: Sequence[Row], typed: str) -> list[Row]:
    """The choices that hold every word typed, in their own words or in their heading's, under those headings.

    Words may be cut short anywhere: `sub sea` finds `Share the undersea picture with submarines`.
    """
    words = typed.casefold().split()
    if not words:
        return list(rows)
    found: list[Row] = []
    for heading, choices in _groups(rows):
        kept = [one for one in choices if all(word in f"{_text(heading)} {_text([one])}" for word in words)]
        if kept:
            found += [*([Row()] if found and heading else []), *heading, *kept]
    return found


def _groups(rows: Sequence[Row]) -> Iterator[tuple[list[Row], list[Row]]]:
    """Rows without a key that have words, and the choices below them."""
    heading: list[Row] = []
    choices: list[Row] = []
    for one in rows:
        if one.key:
            choices.append(one)
        elif one.spans:
            if choices:
                yield heading, choices
                heading, choices = [], []
            heading.append(one)
    yield heading, choices


def _text(rows: Sequence[Row]) -> str:
    return " ".join(text for one in rows for text, _ in one.spans).casefold()
