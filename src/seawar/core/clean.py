"""Text that cannot act on a terminal, whoever wrote it.

Applied where a table takes text in and again wherever a screen draws it, since either end may be
somebody else's program. Escape sequences, invisible and direction-changing characters and towers of
combining marks are dropped; what can be read stays.
"""

from __future__ import annotations

import unicodedata
from typing import NewType

Clean = NewType("Clean", str)
"""A text that went through `clean`: the only kind that screens draw."""

DROPPED = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
"""Categories of characters that act or do not show."""
COMBINING_MAX = 4
"""Combining marks in a row."""


def clean(text: str) -> Clean:
    """One line of readable text; line ends and tabs become spaces. Source: RELIABILITY, untrusted content."""
    if text.isascii() and text.isprintable():
        return Clean(text)
    kept: list[str] = []
    run = 0
    for character in unicodedata.normalize("NFC", text):
        if character in "\n\r\t\v\f\x85\u2028\u2029":
            kept.append(" ")
            continue
        if unicodedata.category(character) in DROPPED:
            continue
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= COMBINING_MAX:
            kept.append(character)
    return Clean("".join(kept))


def clean_lines(text: str) -> str:
    """The same for a text of several lines, which stay apart."""
    return "\n".join(clean(line) for line in text.split("\n"))
