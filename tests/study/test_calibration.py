"""That history's orders come near to history, and that doing nothing does not."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from seawar.cli import cli
from seawar.content.library import load
from seawar.study.calibration import HistoryTest, Measure, Seen, calibrate
from seawar.study.history_tests import TESTS

GAMES = 60


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.id)
def test_history_lands_in_its_tolerance_and_silence_does_not(test: HistoryTest) -> None:
    """A test that the null model passes as well would prove nothing."""
    found = calibrate(test, load(test.scenario).rules, range(GAMES))
    assert found.games == GAMES
    assert found.holds, [(m.title, s.at(50), s.share) for m, s in zip(test.measures, found.model, strict=True)]
    assert not found.null_holds
    assert not found.left_out


def test_a_known_value_outside_the_band_fails() -> None:
    """Even where the median is within the tolerance."""
    measure = Measure("warning bursts", "bursts", 5, lambda rules, game: 0, 1, 3)
    assert not Seen((1, 2, 2, 2, 3)).holds(measure)
    assert Seen((1, 2, 2, 5, 6)).holds(measure)


def test_a_share_is_of_games() -> None:
    """Under 3 % is at most 29 per mille."""
    lost = Measure("aircraft lost", "of games", 0, lambda rules, game: 0, 0, 29, is_share=True)
    assert Seen((0,) * 98 + (1, 1)).holds(lost)
    assert not Seen((0,) * 97 + (1, 1, 1)).holds(lost)


def test_the_command_shows_the_null_model_beside() -> None:
    """Known, asked, median, band, verdict; exit code 0 when all hold."""
    result = CliRunner().invoke(cli, ["calibrate", "-n", str(GAMES)])
    assert result.exit_code == 0, result.output
    assert "null model" in result.output
    assert "warning bursts" in result.output
    assert "It does not pass" in result.output
