"""What the replay of one breach shows, and that what it does not show is not hidden."""

from __future__ import annotations

from seawar.content.library import load
from seawar.study.calibration import Calibrated, calibrate

GAMES = 60


def found() -> Calibrated:
    rules = load("scenarios/calibration/r3-mitsubishi.yaml").rules
    return calibrate(rules.tests[0], rules, range(GAMES))


def test_the_lag_fails_and_the_machines_hold() -> None:
    """The lag comes from six other cases and is too long by its median, though 206 days lie well within its band."""
    seen = found()
    lag, machines = zip(seen.test.measures, seen.model, strict=True)
    assert not lag[1].holds(lag[0])
    assert lag[1].at(50) > lag[0].high
    assert lag[1].at(10) <= lag[0].known <= lag[1].at(90)
    assert machines[1].holds(machines[0])
    assert not seen.null_holds
