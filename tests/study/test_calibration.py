"""That history's orders come near to history, and that doing nothing does not."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from seawar.cli import cli
from seawar.cli.calibrating import history_tests
from seawar.content.library import Loaded
from seawar.core.conditions import Condition
from seawar.core.history_test import HistoryTest, Measure
from seawar.study.calibration import NEVER, Seen, calibrate

GAMES = 60


ALL = list(history_tests())


@pytest.mark.parametrize(("loaded", "test"), ALL, ids=[test.id for _, test in ALL])
def test_history_lands_in_its_tolerance_and_silence_does_not(loaded: Loaded, test: HistoryTest) -> None:
    """A test that the null model passes as well would prove nothing."""
    found = calibrate(test, loaded.rules, range(GAMES))
    assert found.games == GAMES
    assert found.holds, [(m.title, s.at(50), s.share) for m, s in zip(test.measures, found.model, strict=True)]
    assert not found.null_holds
    assert not found.left_out


def of(how: str, known: int, low: int, high: int) -> Measure:
    """A measure of which only the tolerance matters."""
    return Measure("what", "unit", how, Condition("1", (), (), lambda facts, env: 1), known, low, high)


def test_what_never_comes_about_is_no_day() -> None:
    """It lies past every tolerance."""
    assert not Seen((NEVER,) * 9 + (60,)).holds(of("first", 60, 50, 70))


def test_a_known_value_outside_the_band_fails() -> None:
    """Even where the median is within the tolerance."""
    measure = of("final", 5, 1, 3)
    assert not Seen((1, 2, 2, 2, 3)).holds(measure)
    assert Seen((1, 2, 2, 5, 6)).holds(measure)


def test_a_share_is_of_games() -> None:
    """Under 3 % is at most 29 per mille."""
    lost = of("share", 0, 0, 29)
    assert Seen((0,) * 98 + (1, 1)).holds(lost)
    assert not Seen((0,) * 97 + (1, 1, 1)).holds(lost)


def test_the_command_shows_the_null_model_beside() -> None:
    """Known, asked, median, band, verdict; exit code 0 when all hold."""
    result = CliRunner().invoke(cli, ["calibrate", "-n", str(GAMES)])
    assert result.exit_code == 0, result.output
    assert "null model" in result.output
    assert "warning bursts" in result.output
    assert "It does not pass" in result.output
