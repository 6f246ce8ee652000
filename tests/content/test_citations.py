"""Citations are left out of what a seat reads, and nothing else is."""

from __future__ import annotations

import re

import pytest

from seawar.content.citations import uncited
from seawar.content.library import load, names


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("999 times (calibration B.1, derived).", "999 times."),
        ("far away (map D.3), and so on", "far away, and so on"),
        ("a drawer (A85).", "a drawer."),
        ("as told (times after calibration B.1).", "as told."),
        ("the agreement (GSOMIA) stands", "the agreement (GSOMIA) stands"),
        ("three sources (USD 6.8, 7.5, about 10; A.7 item 3)", "three sources (USD 6.8, 7.5, about 10; A.7 item 3)"),
        ("item (A46, disputed) and (150 of them, A62)", "item and (150 of them, A62)"),
        ("it flew (by day)", "it flew (by day)"),
    ],
)
def test_what_only_cites_is_left_out(written: str, read: str) -> None:
    """What says something beside it stays, whole."""
    assert uncited(written) == read


@pytest.mark.parametrize("name", names())
def test_briefs_are_read_without_citations(name: str) -> None:
    """A team at its table reads no item numbers where they stand alone in brackets."""
    for seat in load(name).rules.seats.values():
        assert not re.findall(r"\((?:[AN]\d{2}|calibration B\.\d|map D\.\d)\)", seat.public_brief + seat.secret_brief)
