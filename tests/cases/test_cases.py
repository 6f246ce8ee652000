"""That the rules are what the plain-text cases beside this file say they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases.playing import faults
from cases.wording import Case, read_cases

HERE = Path(__file__).parent
CASES = [case for path in sorted(HERE.glob("*/*.yaml")) for case in read_cases(path, path.relative_to(HERE).as_posix())]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.place}: {case.title}")
def test_the_engine_does_what_the_case_says(case: Case) -> None:
    """Given, ordered and rolled so, it comes so."""
    found = faults(case)
    if found:
        pytest.fail("\n".join(found), pytrace=False)
