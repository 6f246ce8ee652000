"""That a list of exercises is quick and agrees with the exercises."""

from __future__ import annotations

from pathlib import Path

import pytest

from seawar.content.glance import Glance, glance
from seawar.content.library import load, names


@pytest.mark.parametrize("name", names())
def test_a_glance_says_what_the_exercise_says(name: str) -> None:
    """Title and summary, folded as the loader folds them."""
    rules = load(name).rules
    assert glance(name) == Glance(rules.title, rules.summary)


def test_what_cannot_be_read_goes_by_its_name(tmp_path: Path) -> None:
    """A missing, broken or binary file is no fault of the list."""
    file = tmp_path / "strait.yaml"
    assert glance(str(file)).title == str(file)
    for text in (b"title: [", b"\xff\x00: : :", b"seats: {}\n", b""):
        file.write_bytes(text)
        assert glance(str(file)) == Glance(str(file))


def test_the_order_of_keys_does_not_matter(tmp_path: Path) -> None:
    """Whatever stands between, and titles further in, are passed over."""
    file = tmp_path / "strait.yaml"
    file.write_text(
        "summary: One.\nseats:\n  a: {title: Not this}\nlist: [x, title]\ntitle: Strait\n", encoding="utf-8"
    )
    assert glance(str(file)) == Glance("Strait", "One.")
