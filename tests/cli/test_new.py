"""That `seawar new` writes files that check and play, asks at a terminal, and never writes over anything."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from cli.test_cli import seawar
from seawar.content.library import check, load


def test_a_scenario_is_played_as_it_is_written(tmp_path: Path) -> None:
    """Without a terminal it takes defaults; what follows is what the last line says."""
    ran = seawar("new", "scenario", "first-try", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert "Next: seawar check first-try.yaml, then seawar play first-try.yaml" in ran.out
    assert seawar("check", "first-try.yaml", cwd=tmp_path).code == 0
    played = seawar("play", "first-try.yaml", "--headless", "--seed", "1", cwd=tmp_path)
    assert "Outcome:" in played.out, played.err


def test_its_first_line_leads_to_the_schema(tmp_path: Path) -> None:
    """Beside it; for the folders of a pack, one for both."""
    for folder, name in ((".", "one"), ("scenarios", "two")):
        (tmp_path / folder).mkdir(exist_ok=True)
        assert seawar("new", "scenario", name, "-o", folder, cwd=tmp_path).code == 0
        file = tmp_path / folder / f"{name}.yaml"
        way = file.read_text().partition("$schema=")[2].partition("\n")[0]
        assert (file.parent / way).resolve() == tmp_path / "schemas" / "seawar-scenario.schema.json"
        assert (file.parent / way).is_file()


def test_a_scenario_plays_by_a_rulebook_of_ones_own(tmp_path: Path) -> None:
    """Far away, with seats that no rulebook that ships has."""
    assert seawar("new", "rulebook", "baltic", cwd=tmp_path).code == 0
    ran = seawar(
        "new", "scenario", "gotland", "--rulebook", "baltic", "--seats", "sweden,no", "--at", "57.5 19", "--turns", "3",
        "--length", "2 days", "--start", "2031-03-03T06:30", "--title", "Gotland: \"what if\"", cwd=tmp_path,
    )  # fmt: skip
    assert ran.code == 0, ran.err
    rules = load(str(tmp_path / "gotland.yaml")).rules
    assert (rules.title, rules.rulebook, list(rules.seats), rules.turns) == (
        'Gotland: "what if"', "baltic", ["sweden", "no"], 3,
    )  # fmt: skip
    assert seawar("rulebook", "baltic.yaml", cwd=tmp_path).code == 0


def test_seats_that_no_named_rulebook_has_play_by_an_open_one(tmp_path: Path) -> None:
    """The default gives way to the rulebook that is open to all."""
    assert seawar("new", "scenario", "far", "--seats", "peru,chile", cwd=tmp_path).code == 0
    assert load(str(tmp_path / "far.yaml")).rules.rulebook == "matrix"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["scenario", "a/b"], "a-b would do"),
        (["rulebook", "A b"], "a-b would do"),
        (["scenario", "there"], "is there already"),
        (["scenario", "x", "-o", "nowhere/x.yaml"], "there is no folder nowhere"),
        (["scenario", "x", "-o", "x.txt"], ".yaml"),
        (["scenario", "x", "--rulebook", "nothing"], "no rulebook 'nothing'"),
        (["scenario", "x", "--turns", "0"], "2 to 200"),
        (["scenario", "x", "--rulebook", "./r.yaml"], "by id"),
        (["scenario", "x", "--length", "soon"], "30 minutes"),
        (["scenario", "x", "--start", "tomorrow"], "2019-08-24"),
        (["scenario", "x", "--at", "here"], "latitude"),
        (["scenario", "dokdo-2019"], "ships with seawar"),
        (["rulebook", "matrix"], "ships with seawar"),
        (["scenario", "x", "--title", " "], "title"),
        (["scenario", "x", "--seats", "self,rok"], "means something else"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(tmp_path: Path, args: list[str], said: str) -> None:
    """One sentence, exit code 1, and the folder as it was."""
    (tmp_path / "there.yaml").write_text("mine")
    ran = seawar("new", *args, cwd=tmp_path)
    assert ran.code == 1
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1
    assert {p.name for p in tmp_path.iterdir()} <= {"there.yaml", ".cache"}
    assert (tmp_path / "there.yaml").read_text() == "mine"


def at_a_terminal(answers: str, *args: str, cwd: Path) -> str:
    """What a person sees who types these answers."""
    here, there = pty.openpty()
    env = {**os.environ, "XDG_CACHE_HOME": str(cwd / ".cache"), "TERM": "xterm"}
    with subprocess.Popen(
        [sys.executable, "-m", "seawar", *args], cwd=cwd, env=env, stdin=there, stdout=there, stderr=there
    ) as running:
        os.close(there)
        os.write(here, answers.encode())
        said = b""
        try:
            while part := os.read(here, 4096):
                said += part
        except OSError:  # the other end is closed
            pass
        running.wait(30)
    os.close(here)
    return said.decode()


def test_at_a_terminal_it_asks_what_no_option_says(tmp_path: Path) -> None:
    """A wrong answer is told and asked again; an empty one takes what stands in brackets."""
    said = at_a_terminal(
        "The Strait\nmatrix\npublic,a\nperu,chile\n\nfortnight\n3 days\n4\n", "new", "scenario", "strait", cwd=tmp_path
    )
    assert "means something else" in said
    assert "'fortnight'" in said
    rules = load(str(tmp_path / "strait.yaml")).rules
    assert (rules.title, list(rules.seats), rules.turns) == ("The Strait", ["peru", "chile"], 4)
    assert check(tmp_path / "strait.yaml") == []
