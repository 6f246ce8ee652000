"""Citations in a text that players read: kept in the file and in the controller's handbook, left out for a seat.

Every number in a brief names its source, as `(calibration B.1)`; a team that reads it at the table needs the number.
"""

from __future__ import annotations

import re

_CITED = r"(?:[AN]\d{2}(?:[ ]to[ ][AN]\d{2})?|[A-D]\.\d+|[TR]\d{1,2}|S\d{2})"
_WORDS = (
    r"(?:inventory|calibration|map|item\s\d+|test|derived|rounded|figures|general\sknowledge|assumption|disputed|"
    r"not\sconfirmed|times|after|dates?|months?|days?|and|or|by|in|the)"
)
_ASIDE = re.compile(
    rf"\s*\((?=[^()]*\b(?:{_CITED}|general\sknowledge|assumption)\b)(?:(?:{_CITED}|{_WORDS})[\s,;:]*)+\)"
)
"""Brackets that hold citations and words about them, and nothing that a reader would miss."""


def uncited(text: str) -> str:
    """The text without what only says where it comes from."""
    return _ASIDE.sub("", text)
