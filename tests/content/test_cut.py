"""That a cut and history's orders are checked: each fault with its file, its line and a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from seawar.content.library import check, load
from seawar.errors import ContentError, Problem

SAMPLES = Path(__file__).parents[1] / "samples"
CUT = """\
session:
  title: One hour
  read_in: [1]
  read_in_minutes: 20
  moves:
    - {turn: 2, brief: 5, team: 10, adjudicate: 5, brief_out: 5, drop: ["02"]}
    - {turn: 5, brief: 5, team: 10, adjudicate: 5, brief_out: 5}
  hot_wash: 20
historical:
  - {turn: 1, seat: east, order: air.fly, targets: {route: across}, ceiling: 2, source: invented}
  - {turn: 2, seat: north, order: air.guard, targets: {area: rock}, ceiling: 4, stands: true, source: invented}
  - {turn: 2, seat: north, order: share, with: [south], source: invented}
"""


def write(folder: Path, cut: str) -> Path:
    """The small exercise with a cut and a history."""
    (folder / "basics.yaml").write_text((SAMPLES / "basics.yaml").read_text())
    (folder / "strait.yaml").write_text((SAMPLES / "strait.yaml").read_text() + cut)
    return folder / "strait.yaml"


def test_a_sound_cut_is_sound(tmp_path: Path) -> None:
    """Nothing is said of it, and it plays: three turns, of which people play two."""
    file = write(tmp_path, CUT)
    assert check(file) == []
    rules = load(str(file), cut=True).rules
    assert (rules.plan.turns, rules.plan.read_in, rules.turns) == ((1, 2, 5), (1,), 2)
    assert [rules.label(turn) for turn in rules.plan.turns] == ["Read in", "Turn 1 of 2", "Turn 2 of 2"]


FAULTS = [
    ("turn: 5, brief", "turn: 1, brief", "turn: 1, brief", "turns go forward and none is played twice"),
    ("turn: 5, brief", "turn: 2, brief", "turn: 2, brief", "turns go forward and none is played twice"),
    ("read_in: [1]", "read_in: [3]", "turn: 2, brief", "turns go forward and none is played twice"),
    ("turn: 5, brief", "turn: 8, brief", "turn: 8, brief", "expected a turn from 1 to 7, came 8"),
    ("read_in: [1]", "read_in: [1, 9]", "read_in:", "expected a turn from 1 to 7, came 9"),
    (
        "team: 10, adjudicate: 5, brief_out: 5}",
        "team: 101, adjudicate: 5, brief_out: 5}",
        "brief: 5",
        "shorten or drop",
    ),
    ('drop: ["02"]', 'drop: ["20"]', 'drop: ["20"]', "no inject '20'; there are 01, 02, 03"),
    ('drop: ["02"]', "drop: [tip]", "drop: [tip]", "no inject 'tip'; there are 01, 02, 03"),
    ("order: air.fly,", "order: air.fry,", "order: air.fry", "no order type 'air.fry', did you mean 'air.fly'?"),
    ("{route: across}", "{route: acros}", "{route: acros}", "no route 'acros', did you mean 'across'?"),
    ("{area: rock}, ceiling: 4", "{area: moon}, ceiling: 4", "{area: moon}", "no area 'moon'; there are eastfield"),
    ("{area: rock}, ceiling: 4", "{place: rock}, ceiling: 4", "{place: rock}", "air.guard takes no target 'place'"),
    ("{area: rock}, ceiling: 4", "{}, ceiling: 4", "targets: {}, ceiling", "air.guard lacks the target 'area'"),
    ("turn: 2, seat: north, order: air", "turn: 2, seat: nroth, order: air", "seat: nroth", "did you mean 'north'?"),
    ("with: [south]", "with: [sooth]", "with: [sooth]", "no seat 'sooth', did you mean 'south'?"),
    ("{turn: 1, seat: east", "{turn: 8, seat: east", "{turn: 8", "expected a turn from 1 to 7, came 8"),
    ("{turn: 1, seat: east", "{turn: 0, seat: east", "{turn: 0", "came 0"),
]


@pytest.mark.parametrize(("old", "new", "at", "said"), FAULTS)
def test_each_fault_is_found_with_its_line(tmp_path: Path, old: str, new: str, at: str, said: str) -> None:
    """On the line that holds it, or, for minutes, where the moves begin."""
    assert CUT.count(old) == 1
    file = write(tmp_path, CUT.replace(old, new))
    found = [p for p in check(file) if said in p.message]
    assert len(found) == 1, [str(p) for p in check(file)]
    assert found[0].line in lines_with(file, at), str(found[0])
    assert str(found[0]).startswith(f"{file}:{found[0].line}:")


def lines_with(file: Path, needle: str) -> list[int]:
    """The lines of the cut that hold it."""
    lines = file.read_text().splitlines()
    start = lines.index("session:")
    found = [i for i, line in enumerate(lines, 1) if needle in line and i > start]
    assert found, needle
    return found


def test_all_faults_come_in_one_run(tmp_path: Path) -> None:
    """A wrong turn hides no wrong seat."""
    cut = CUT.replace("turn: 5, brief", "turn: 8, brief").replace("with: [south]", "with: [sooth]")
    told = [p.message for p in check(write(tmp_path, cut))]
    assert any("came 8" in message for message in told)
    assert any("sooth" in message for message in told)


def problems_of_cut(file: Path) -> list[Problem]:
    with pytest.raises(ContentError) as refused:
        load(str(file), cut=True)
    return list(refused.value.problems)


def test_a_cut_of_a_scenario_without_one(tmp_path: Path) -> None:
    """It is named, with what to leave out; without the wish for a cut it plays."""
    file = write(tmp_path, "")
    [problem] = problems_of_cut(file)
    assert "has no `session:`, so there is no cut to play; leave --cut out" in problem.message
    assert problem.file == str(file)
    assert load(str(file)).rules.session is None
