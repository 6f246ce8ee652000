"""That history's orders come near to history, and that doing nothing does not."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace
from samples.strait import rules_of

from seawar.cli import calibrating, cli
from seawar.cli.calibrating import history_tests, table
from seawar.content.library import CALIBRATION, Loaded, load, names
from seawar.core.conditions import Condition
from seawar.core.history_test import HistoryTest, Measure
from seawar.errors import SeawarError
from seawar.study.calibration import NEVER, Calibrated, Seen, calibrate, counted
from seawar.study.playout import playout

GAMES = 100
"""Enough for the median of what is spread over weeks."""
ROOT = Path(__file__).parents[2]
FILE = str(ROOT / "scenarios/calibration/t10-gsomia.yaml")

ALL = list(history_tests())


@pytest.mark.parametrize(("loaded", "test"), ALL, ids=[test.id for _, test in ALL])
def test_history_lands_in_its_tolerance_and_silence_does_not(loaded: Loaded, test: HistoryTest) -> None:
    """A test that the null model passes as well would prove nothing."""
    found = calibrate(test, loaded.rules, range(GAMES))
    assert found.games == GAMES
    assert found.holds, [(m.title, s.at(50), s.share) for m, s in zip(test.measures, found.model, strict=True)]
    stale = [m.title for m, s in zip(test.measures, found.model, strict=True) if m.note and s.holds(m)]
    assert not stale, "a note says that it fails"
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


def test_a_noted_row_is_shown_failing_and_breaks_nothing() -> None:
    """What the rules cannot meet stands in the table with its reason; the rest is judged without it."""
    [(loaded, test)] = [pair for pair in ALL if pair[1].id == "T06"]
    found = calibrate(test, loaded.rules, range(20))
    lines = list(table(found, "0"))
    assert any("fails, as noted" in line for line in lines)
    assert any(line.startswith("Note on captain freed: ") for line in lines)


def measured(how: str, **more: int) -> int:
    """A measure of the turn's number over a game of seven turns at the strait."""
    turn = Condition("turn", (), (), lambda facts, env: int(env["turn"]))
    measure = replace(of(how, 0, 0, 0), of=turn, **more)
    rules = rules_of()
    test = HistoryTest("X1", "x", "model", 7, (), (measure,), "nothing", "assumption")
    return counted(rules, test, playout(rules, 1, {}))[0]


def test_a_measure_may_be_of_an_earlier_turn() -> None:
    """Counted at the end of its turn; a mean runs from its first turn to its last."""
    assert (measured("final"), measured("final", turn=3)) == (7, 3)
    assert measured("mean", since=2, turn=4) == 3


def test_files_that_calibrate_are_no_exercises() -> None:
    """They are found by `calibrate` and not offered for play."""
    assert {"T05", "T06", "T08"} <= {test.id for _, test in ALL}
    listed = CliRunner().invoke(cli, ["scenarios", "--names"]).output.split()
    assert not set(listed) & set(names(CALIBRATION))


def test_the_command_shows_the_null_model_beside() -> None:
    """Known, asked, median, band, verdict; exit code 0 when all of the file's own tests hold."""
    result = CliRunner().invoke(cli, ["calibrate", "-n", str(GAMES), "--historical", FILE])
    assert result.exit_code == 0, result.output
    assert "null model" in result.output
    assert "It does not pass" in result.output


def test_a_file_of_ones_own_needs_something_to_measure() -> None:
    """A scenario without `calibration:` has nothing to show, and is told so."""
    result = CliRunner().invoke(cli, ["calibrate", "--historical", str(ROOT / "tests/samples/strait.yaml")])
    assert result.exit_code
    assert isinstance(result.exception, SeawarError)
    assert "calibration" in str(result.exception)


def test_the_table_can_be_had_as_a_page(tmp_path: Path) -> None:
    """The same rows, what the test is worth, and which rows do not hold; no cell breaks its table."""
    out = tmp_path / "calibration.md"
    result = CliRunner().invoke(cli, ["calibrate", "-n", str(GAMES), "--historical", FILE, "-o", str(out)])
    assert result.exit_code == 0, result.output
    told = out.read_text(encoding="utf-8")
    assert "Rows that do not hold: none." in told
    test = next(calibrating.tests_of([load(FILE)]))[1]
    assert test.worth in told
    tables = [line for line in told.splitlines() if line.startswith("|")]
    assert sum(line.startswith(f"| {measure.title}") for measure in test.measures for line in tables) == len(
        test.measures
    )


def test_every_test_says_what_it_is_worth() -> None:
    """What was fitted to it, and what would pass as well."""
    assert all(len(test.worth) > 60 for _, test in history_tests())


def test_the_page_in_the_docs_has_every_test() -> None:
    """By its number, with a row for each measure."""
    told = (ROOT / "docs" / "calibration.md").read_text(encoding="utf-8")
    for _, test in history_tests():
        assert f"## {test.id}: {test.title}" in told
        assert all(f"| {measure.title}" in told for measure in test.measures)


def test_an_order_that_is_never_played_fails_its_test() -> None:
    """Whatever the rows say: it is not history that was replayed. Left out in one game only, it is told and stands."""
    loaded, test = next(calibrating.tests_of([load(FILE)]))
    found = calibrate(test, loaded.rules, range(GAMES))
    assert found.holds
    assert not replace_left_out(found, GAMES).holds
    assert replace_left_out(found, 1).holds
    told = list(table(replace_left_out(found, GAMES), "x"))
    assert any("never played is no history" in line for line in told)


def replace_left_out(found: Calibrated, games: int) -> Calibrated:
    return dataclasses.replace(found, left_out=(("an order", games),))


def test_the_last_line_says_what_fails_and_that_few_seeds_wander() -> None:
    """Rows that hold of all rows, by their numbers."""
    loaded, test = next(calibrating.tests_of([load(FILE)]))
    lines = list(calibrating.summary([calibrate(test, loaded.rules, range(GAMES))]))
    assert lines[0] == f"{len(test.measures)} of {len(test.measures)} rows hold."
    assert f"{GAMES} seeds are few" in lines[-1]
