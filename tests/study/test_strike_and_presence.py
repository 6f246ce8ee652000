"""That closures, a salvo for forty airfields and two years of presence come out as their checks ask."""

from __future__ import annotations

import pytest
from samples.strait import SAMPLES

from seawar.content.library import load
from seawar.study.calibration import calibrate

ROOT = SAMPLES.parents[1]
GAMES = 500
"""As the protocol has it: the fall of the rate in 2020 lies near the edge of the model's band."""


@pytest.mark.parametrize("name", ["r1-airfields", "r2-salvo", "t04-senkaku"])
def test_the_check_holds_and_its_null_model_does_not(name: str) -> None:
    """By one rulebook, with no order of history left out."""
    rules = load(str(ROOT / "scenarios" / "calibration" / f"{name}.yaml")).rules
    (check,) = rules.tests
    found = calibrate(check, rules, range(GAMES))
    assert found.holds, [(m.title, s.at(50), s.share) for m, s in zip(check.measures, found.model, strict=True)]
    assert not found.null_holds
    assert not found.left_out
