"""What the YAML parser complains of, in plain words and at the place where it began.

A quote that is never closed ends at the next quote of its kind, often pages later, and the parser
complains there. The place that helps is the one where the quote opens.
"""

from __future__ import annotations

from typing import Any

import yaml

from seawar.content.nodes import Mark

_OPEN = "a quote opens here and is not closed where it should be: close it, or take it away"

_MEANING = {
    "found character '\\t'": "a tab cannot indent: use spaces",
    "cannot start any token": "a tab cannot indent, and a text that begins with a sign goes in quotes",
    "mapping values are not allowed": "put a text with a colon in quotes, and check the indentation",
    "could not find expected ':'": "a key needs a colon and a space after it",
    "did not find expected key": "check the indentation, and that quotes end",
    "did not find expected '-'": "check the indentation",
    "end of stream": "a quote or bracket is never closed",
    "did not find expected ','": "a bracket is never closed, or a comma is missing",
}
"""What to do about the parser's complaints, by a part of their words."""


def complaint(error: yaml.YAMLError, last: Any) -> tuple[Mark, str]:
    """Place and message; `last` is the last value that was read before, an event or None."""
    quote = _open_quote(error, last)
    if quote is not None:
        return quote, f"this is not readable YAML: {_OPEN}"
    words = getattr(error, "problem", None) or getattr(error, "reason", None) or "it ends too early"
    advice = next((text for part, text in _MEANING.items() if part in words), "correct it here or just above")
    began = getattr(error, "context_mark", None)
    where = f" in what began in line {began.line + 1}" if began else ""
    mark = getattr(error, "problem_mark", None) or began
    place = Mark(mark.line + 1, mark.column + 1) if mark else Mark(0, 0)
    return place, f"this is not readable YAML: {words}{where}; {advice}"


def _open_quote(error: yaml.YAMLError, last: Any) -> Mark | None:
    """Where a quote opens that ended at the wrong place, or at none."""
    mark = getattr(error, "problem_mark", None)
    began = getattr(error, "context_mark", None)
    scanned = "quoted scalar" in str(getattr(error, "context", ""))
    if scanned and began and "end of stream" in str(getattr(error, "problem", "")):
        return Mark(began.line + 1, began.column + 1)
    if mark is None or last is None or last.style not in ("'", '"'):
        return None
    if last.start_mark.line < last.end_mark.line == mark.line:
        return Mark(last.start_mark.line + 1, last.start_mark.column + 1)
    return None
