"""That `seawar rulebook` prints, writes, and says in one sentence what it cannot do."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from seawar.cli import cli
from seawar.errors import ContentError, SeawarError

SAMPLES = Path(__file__).parents[1] / "samples"


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(cli, ["rulebook", *map(str, args)])


def test_a_rulebook_is_printed_or_written(tmp_path: Path) -> None:
    """Markdown by default, HTML when asked for, to the terminal or to a file: the same text."""
    shown = run(SAMPLES / "basics.yaml")
    assert shown.exit_code == 0
    assert "\n# Basics\n" in shown.stdout
    assert run(SAMPLES / "basics.yaml", "-o", tmp_path / "b.md").exit_code == 0
    assert (tmp_path / "b.md").read_text(encoding="utf-8") == shown.stdout
    assert run(SAMPLES / "basics.yaml", "--html").stdout.startswith("<!doctype html>")


def test_a_scenario_stands_for_its_rulebook() -> None:
    """By name or path, and it is said."""
    by_name, by_path = run("dokdo-2019"), run(SAMPLES / "strait.yaml")
    assert by_name.stderr == "dokdo-2019 is a scenario; this is the rulebook it is played by, northeast-asia.\n"
    assert "is a scenario" in by_path.stderr
    assert "\n# Basics\n" in by_path.stdout


def test_an_unknown_name_gets_the_nearest() -> None:
    """One sentence, with what there is."""
    error = run("northeast-asai").exception
    assert isinstance(error, ContentError)
    assert "did you mean 'northeast-asia'?" in str(error)
    assert "\n" not in str(error)


def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    """Where, why, and what to do."""
    error = run(SAMPLES / "basics.yaml", "-o", tmp_path / "nowhere" / "b.md").exception
    assert isinstance(error, SeawarError)
    assert "cannot be written: no such file or directory; choose another place" in str(error)


def test_problems_are_told_as_check_tells_them(tmp_path: Path) -> None:
    """All at once, with line and column."""
    broken = (SAMPLES / "basics.yaml").read_text(encoding="utf-8")
    broken = broken.replace("mechanism: contested", "mechanism: contestd").replace("per: dyad", "per: diad")
    (tmp_path / "basics.yaml").write_text(broken, encoding="utf-8")
    checked = CliRunner().invoke(cli, ["check", str(tmp_path / "basics.yaml")])
    error = run(tmp_path / "basics.yaml").exception
    assert isinstance(error, ContentError)
    assert len(error.problems) > 1
    assert str(error) == checked.stdout.strip()


@pytest.mark.parametrize("name", ["dokdo-2019.yaml", "/", "x" * 300])
def test_names_that_are_no_rulebook_are_refused(name: str) -> None:
    """A sentence, never a traceback."""
    assert isinstance(run(name).exception, SeawarError)
