"""Texts with exactly one character a column, so that a grid can be indexed.

A Hangul or Kanji character takes two columns: a filler follows it, which is dropped on the way out. What
takes no column, or could move the cursor, is left out. Indexing cells by a list of strings was refused:
rows would be ten times as slow to copy and join.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category, east_asian_width, normalize

FILLER = "\0"


@lru_cache(4096)
def spread(text: str) -> str:
    """One character a column."""
    if text.isascii() and text.isprintable():
        return text
    shown = (c for c in normalize("NFC", text) if category(c)[0] not in "CM" and category(c) not in ("Zl", "Zp"))
    return "".join(c + FILLER if east_asian_width(c) in "WF" else c for c in shown)


def closed(text: str) -> str:
    """The text as a terminal is to have it."""
    return text.replace(FILLER, "")


def cropped(text: str, width: int) -> str:
    """At most so many columns, and no half character at the end."""
    if len(text) > width and text[width] == FILLER:
        return text[: width - 1] + " " if width else ""
    return text[:width]
