"""That a scenario may begin with steps of programmes that its seats have, and cannot name what nobody builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from seawar.adjudicate.turn import open_turn
from seawar.content.library import check, load
from seawar.domains.programmes import building, level

SAMPLE = Path(__file__).parents[1] / "samples" / "islands.yaml"
ROW = "    airfields/japan/base: 5\n"


def written(tmp_path: Path, *rows: str) -> Path:
    """The sample with more rows under `start: ledgers:`."""
    text = SAMPLE.read_text(encoding="utf-8")
    assert ROW in text
    file = tmp_path / "islands.yaml"
    file.write_text(text.replace(ROW, ROW + "".join(f"    {row}\n" for row in rows), 1), encoding="utf-8")
    return file


def test_a_level_is_there_from_the_start(tmp_path: Path) -> None:
    """Delivered before the first turn: it counts at once, nothing is under way, and nobody is told of a delivery."""
    rules = load(str(written(tmp_path, "programme/japan/programme.asw: 2", "programme/us/programme.space: 3"))).rules
    opening = open_turn(rules, rules.start)
    facts = rules.facts(rules, opening.state, "japan")
    assert (level(facts, "programme.asw", "japan"), building(facts, "programme.asw", "japan")) == (2, 0)
    assert level(facts, "programme.space", "us") == 3
    assert level(facts, "programme.asw", "us") == level(facts, "programme.space", "japan") == 0
    assert not [r for _, results in opening.steps for r in results if r.type == "programme.deliver"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("programme/japan/programme.asv: 1", "'programme.asv', did you mean 'programme.asw'?"),
        ("programme/japan/programme.asw-together: 1", "did you mean 'programme.asw'?"),
        ("programme/japan/air.defend: 1", "there are programme.5g, programme.ai, programme.aid, programme.asw, "),
        ("programme/japan/programme.asw: 4", "expected 0 to 3, came 4: write at most 3"),
        ("programme/japan/programme.asw: -1", "came -1"),
        ("programme/japan: 1", "expected one order type after the seat, as 'programme/japan/programme.5g'"),
        ("programme/japan/programme.asw/26252100: 1", "expected one order type after the seat"),
        ("programme/japon/programme.asw: 1", "no seat 'japon', did you mean 'japan'?"),
    ],
)
def test_what_nobody_builds_is_refused(tmp_path: Path, row: str, said: str) -> None:
    """One problem, at the row's own line."""
    file = written(tmp_path, row)
    (problem,) = check(file)
    assert said in problem.message
    assert file.read_text(encoding="utf-8").splitlines()[problem.line - 1].strip() == row


def test_levels_of_another_rulebook_give_way(tmp_path: Path) -> None:
    """Under a rulebook without such an order type the row is left out; the other ledgers stay."""
    file = written(tmp_path, "programme/japan/programme.asw: 2")
    start = load(str(file), rulebook="matrix").rules.start
    assert "programme/japan/programme.asw" not in start.ledgers
    assert start.ledgers["airfields/japan/base"] == 5
