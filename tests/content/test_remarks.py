"""That each finding on a scenario is told where it is due, at its place, and not where it is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from samples.strait import text

from seawar.cli import cli
from seawar.content.library import load, names
from seawar.content.remarks import RANKS, Remark, remarks

Edits = tuple[tuple[str, str], ...]

SERVED = (
    ("questions: [quiet]", "questions: [quiet, odd]"),
    ("accepts: [{finding: unread-question/odd, because: Tests tag entries with it that no inject serves.}]\n", ""),
)
"""Makes the sample clean."""
FIRST_SEGMENT = "{id: short, title: Short,"
LAST_INJECT = '  - {id: "03", title: Shots, when: \'tally("bursts","north") > 0\''
AFTER_THE_LEAP = LAST_INJECT.replace("when:", 'at: "2019-09-02T00:00+09:00", when:')
SECOND_INJECT = '  - {id: "02", title: Secret tip, at: "2019-07-23T07:00+09:00"'


def written(folder: Path, scenario: Edits = (), rulebook: Edits = ()) -> Path:
    """The strait sample with its rulebook beside it, edited."""
    (folder / "basics.yaml").write_text(text("basics.yaml", rulebook), encoding="utf-8")
    file = folder / "strait.yaml"
    file.write_text(text("strait.yaml", (*SERVED, *scenario)), encoding="utf-8")
    return file


def found(folder: Path, *scenario: tuple[str, str], rulebook: Edits = ()) -> dict[str, Remark]:
    """Open findings by their names."""
    return {remark.name: remark for remark in remarks(written(folder, scenario, rulebook)).open}


def test_the_sample_is_clean(tmp_path: Path) -> None:
    """Else none of the following would prove anything."""
    assert found(tmp_path) == {}


def line_of(start: str, remark: Remark) -> str:
    """The first letters of the line that a finding stands in, which is the one that holds `start`."""
    line = text("strait.yaml", SERVED).splitlines()[remark.line - 1]
    assert start in line
    assert remark.col > 0
    return line[:5]


@pytest.mark.parametrize("name", names())
def test_every_exercise_is_clean(name: str) -> None:
    """What is meant in one is accepted there, with a reason."""
    path = Path(load(name).scenario.name)
    assert [str(remark) for remark in remarks(path).open] == []


@pytest.mark.parametrize(("edit", "word"), [
    ((SECOND_INJECT, SECOND_INJECT.replace("2019-07-23T07:00", "2020-07-23T07:00")), "after the last turn"),
    ((LAST_INJECT, LAST_INJECT.replace("> 0", "> 0 and turn > 7")), "never fires"),
    ((LAST_INJECT, LAST_INJECT.replace("> 0", "> 0 and gone(7)")), "never fires"),
    ((LAST_INJECT, AFTER_THE_LEAP.replace("> 0", "> 0 and turn < 5")), "never fires"),
    ((LAST_INJECT, LAST_INJECT.replace("> 0", '> 0 and holds("rock","south")')), "never fires"),
])  # fmt: skip
def test_an_inject_that_never_fires(tmp_path: Path, edit: tuple[str, str], word: str) -> None:
    """Its time is past the end, or its condition cannot hold in the turns that are left to it, or on this map."""
    [remark] = found(tmp_path, edit).values()
    assert remark.name == f"unreachable-inject/{edit[1][10:12]}"
    assert word in remark.message
    assert line_of(edit[0], remark) == "  - {"


@pytest.mark.parametrize("edit", [
    (SECOND_INJECT, SECOND_INJECT.replace("2019-07-23T07:00", "2019-12-31T23:00")),
    (SECOND_INJECT, SECOND_INJECT.replace("2019-07-23T07:00", "2019-08-15T07:00")),
    (LAST_INJECT, LAST_INJECT.replace("> 0", "> 0 and turn >= 7")),
    (LAST_INJECT, LAST_INJECT.replace("> 0", "> 0 and gone(6)")),
    (LAST_INJECT, LAST_INJECT.replace("> 0", '> 0 and holds("rock","north")')),
])  # fmt: skip
def test_an_inject_that_fires_at_the_last_is_none(tmp_path: Path, edit: tuple[str, str]) -> None:
    """In the last turn there is; and one due while time leaps comes when the next turn opens."""
    assert found(tmp_path, edit) == {}


def test_what_waits_for_an_inject_that_never_fires_never_comes_either(tmp_path: Path) -> None:
    """An inject written ahead of the other as well, and an end."""
    late = (LAST_INJECT, LAST_INJECT.replace("> 0", "> 0 and turn > 7"))
    waits = (SECOND_INJECT, SECOND_INJECT + ", when: 'fired(\"03\")'")
    end = ('when: \'tally("losses","east") > 0\'', "when: 'fired(\"02\")'")
    assert set(found(tmp_path, late, waits, end)) == {
        "unreachable-inject/03", "unreachable-inject/02", "unreachable-end/loss",
    }  # fmt: skip
    assert found(tmp_path, waits, end) == {}


def test_injects_that_wait_for_each_other_never_come(tmp_path: Path) -> None:
    """Nor does one that waits for itself; one that waits until another has not fired does."""
    for asked, told in (('fired("03")', {"unreachable-inject/03"}), ('not fired("03")', set())):
        edit = (LAST_INJECT, LAST_INJECT.replace("> 0", f"> 0 and {asked}"))
        assert set(found(tmp_path, edit)) == told
    circle = (LAST_INJECT, LAST_INJECT.replace("> 0", '> 0 and fired("02")'))
    back = (SECOND_INJECT, SECOND_INJECT + ", when: 'fired(\"03\")'")
    assert set(found(tmp_path, circle, back)) == {"unreachable-inject/02", "unreachable-inject/03"}


def test_an_inject_before_the_first_turn(tmp_path: Path) -> None:
    """It would come with the first turn; one that waits for something from then on may stand there."""
    early = SECOND_INJECT.replace("2019-07-23T07:00", "2018-07-23T07:00")
    remark = found(tmp_path, (SECOND_INJECT, early))["early-inject/02"]
    assert "before the first turn begins" in remark.message
    assert line_of(SECOND_INJECT, remark) == "  - {"
    assert found(tmp_path, (SECOND_INJECT, early + ", when: turn > 1")) == {}


def test_a_seat_without_habits(tmp_path: Path) -> None:
    """A bot there would never do anything."""
    lines = text("strait.yaml", SERVED).splitlines(keepends=True)
    at = lines.index("    habits:\n", lines.index("  east:\n"))
    remark = found(tmp_path, ("".join(lines[at : at + 5]), ""))["no-habit/east"]
    assert "give it some" in remark.message
    assert line_of("    title: East", remark) == "    t"


def test_an_end_that_never_comes(tmp_path: Path) -> None:
    """There are seven turns."""
    old = 'when: \'tally("losses","east") > 0\''
    assert "unreachable-end/loss" in found(tmp_path, (old, "when: turn > 7"))
    assert found(tmp_path, (old, "when: turn > 6")) == {}


@pytest.mark.parametrize(("met", "word"), [
    ("own('bomber') > 0", "never met"),
    ("own('fighter') >= 7", "never met"),
    ("own('fighter') < 7", "whatever happens"),
    ("party('pact', self)", "whatever happens"),
    ("turn <= 7", "whatever happens"),
])  # fmt: skip
def test_an_aim_that_is_settled_beforehand(tmp_path: Path, met: str, word: str) -> None:
    """By the forces a seat has, by who is party to what, by the number of turns."""
    edit = ('met: \'tension("north","east") < 6\'', f'met: "{met}"')
    remark = found(tmp_path, edit)["fixed-aim/north/calm"]
    assert word in remark.message
    assert line_of("    aims: {calm", remark) == "    a"
    assert found(tmp_path, (edit[0], "met: \"own('fighter') >= 6 or in_force('pact')\"")) == {}


def offer(*types: str) -> tuple[str, str]:
    return FIRST_SEGMENT, f"{FIRST_SEGMENT} orders: [{', '.join(types)}],"


def test_an_order_type_that_nobody_may_ever_give(tmp_path: Path) -> None:
    """Its seats are not in play, it sends what nobody has, or asks for what this map, or its segment, has not."""
    all_ = ("press", "share", "judged", "leave-pact", "air.guard")
    leave = "text: Give notice.\n"
    for when in ("turn > 4", "holds('rock', 'south') and turn > 0"):
        assert set(found(tmp_path, offer(*all_), rulebook=((leave, f'{leave}    when: "{when}"\n'),))) == {
            "never-open/leave-pact"
        }
    assert found(tmp_path, offer(*all_), rulebook=((leave, f"{leave}    when: turn > 3\n"),)) == {}
    guard = "text: Meet whatever comes.\n    mechanism: air.intercept\n    targets: {area: area}\n    forces: "
    submarine = ((f"{guard}fighter", f"{guard}tanker"),)
    assert set(found(tmp_path, offer(*all_), rulebook=submarine)) == {"never-open/air.guard"}


def test_targets_are_tried_one_by_one(tmp_path: Path) -> None:
    """A condition about a target holds for some choice of it, or for none."""
    judged = "text: The umpire decides.\n"
    all_ = offer("press", "share", "judged", "leave-pact")
    held = f"{judged}    when: holds('rock', seat)\n"
    assert found(tmp_path, all_, rulebook=((judged, held),)) == {}
    assert set(found(tmp_path, all_, rulebook=((judged, held.replace("seat)", "seat) and same(self, 'north')")),))) == {
        "never-open/judged"
    }


def test_a_hand_with_what_its_seat_may_never_give(tmp_path: Path) -> None:
    """Not on offer there, or of a force that it has not."""
    hand = (FIRST_SEGMENT, f"{FIRST_SEGMENT} hand: {{north: [press, air.fly], south: [air.fly]}},")
    remark = found(tmp_path, hand)["never-open/air.fly/north"]
    assert "take it out of the hand" in remark.message
    assert len(found(tmp_path, hand)) == 1


def test_an_order_that_a_seat_can_never_pay(tmp_path: Path) -> None:
    """Nothing at the start, and no income; one who has more may pay, and so may all where something is given."""
    dear = (
        ("income: 2 per month, ", ""),
        ("text: Press another seat.\n    mechanism: contested\n    targets: {seat: seat}\n    cost: {influence: 1}",
         "text: Press another seat.\n    mechanism: contested\n    targets: {seat: seat}\n    cost: {influence: 3}"),
    )  # fmt: skip
    start = ('{"trust/north>south": -1}', '{"trust/north>south": -1}\n  resources: {influence/east: 2}')
    assert set(found(tmp_path, start, rulebook=dear)) == {"unaffordable-order/press/east"}
    assert found(tmp_path, rulebook=dear) == {}
    assert found(tmp_path, start, rulebook=dear[1:]) == {}
    gift = (*dear, ("  minor setback: []\n", "  minor setback: [{gain: {resource: influence, seat: self, by: 1}}]\n"))
    assert found(tmp_path, start, rulebook=gift) == {}


def test_a_seat_with_nothing_to_do(tmp_path: Path) -> None:
    """Two order types in a segment; of three, one needs bombers, which one seat has not."""
    idle = found(tmp_path, offer("press", "judged", "air.fly"))
    assert set(idle) == {"idle-seat/north/short"}
    assert "north may give press, judged there" in idle["idle-seat/north/short"].message
    assert len(found(tmp_path, offer("press", "judged"))) == 3


def test_a_question_that_nothing_serves(tmp_path: Path) -> None:
    """An inject or a card serves it."""
    unserved = ("questions: [quiet, odd]", "questions: [quiet]")
    remark = found(tmp_path, unserved)["unread-question/odd"]
    assert line_of("questions: {calm", remark) == "quest"
    card = "cards: {fact: {title: A fact, text: It was so., use: debrief, questions: [odd], item: invented}}"
    assert found(tmp_path, unserved, ("history: Nothing happened.", f"history: Nothing happened.\n{card}")) == {}


def accept(name: str) -> tuple[str, str]:
    history = "history: Nothing happened."
    return history, f"{history}\naccepts: [{{finding: {name}, because: It is meant so.}}]"


def test_what_is_accepted_is_not_told(tmp_path: Path) -> None:
    """By its name alone; one that matches nothing is told itself, with the nearest."""
    late = (SECOND_INJECT, SECOND_INJECT.replace("2019-07-23T07:00", "2020-07-23T07:00"))
    file = written(tmp_path, (late, accept("unreachable-inject/02")))
    assert remarks(file).open == ()
    assert [remark.name for remark in remarks(file).accepted] == ["unreachable-inject/02"]
    both = found(tmp_path, late, accept("unreachable-inject/2"))
    assert set(both) == {"unreachable-inject/02", "unused-accept/unreachable-inject/2"}
    assert "did you mean 'unreachable-inject/02'?" in both["unused-accept/unreachable-inject/2"].message
    [remark] = found(tmp_path, accept("idle-seat/north/short")).values()
    assert "take it out" in remark.message


def test_check_tells_the_most_serious_first_and_play_goes_on(tmp_path: Path) -> None:
    """Lines with place and name, exit code 1; accepted, exit code 0. The scenario loads either way."""
    unserved = ("questions: [quiet, odd]", "questions: [quiet]")
    end = ('when: \'tally("losses","east") > 0\'', "when: turn > 7")
    file = written(tmp_path, (unserved, end))
    ran = CliRunner().invoke(cli, ["check", str(tmp_path)])
    assert ran.exit_code == 1
    told = re.findall(r"^finding: .*strait\.yaml:(\d+):\d+: ([\w-]+)/", ran.output, re.M)
    assert [name for _, name in told] == ["unreachable-end", "unread-question"]
    assert int(told[0][0]) > int(told[1][0])
    assert "2 files checked, no problem, 2 findings" in ran.output
    assert load(str(file)).rules.ends
    written(tmp_path, (unserved, accept("unread-question/odd")))
    ran = CliRunner().invoke(cli, ["check", str(tmp_path)])
    assert (ran.exit_code, ran.output) == (0, "2 files checked, no problem, 1 finding accepted\n")


def test_a_problem_is_not_told_twice(tmp_path: Path) -> None:
    """What is refused has no findings beside."""
    end = ('when: \'tally("losses","east") > 0\'', "when: turn < 0")
    written(tmp_path, (end, ("questions: [quiet, odd]", "questions: [quiet]")))
    ran = CliRunner().invoke(cli, ["check", str(tmp_path)])
    assert ran.exit_code == 1
    assert "finding:" not in ran.output
    assert "1 problem" in ran.output


def test_every_kind_of_finding_has_a_rank() -> None:
    """And no two the same."""
    assert len(set(RANKS)) == len(RANKS) == 10


def test_what_only_calibrates_has_no_findings(tmp_path: Path) -> None:
    """A file with `calibration:` and no session is nobody's exercise."""
    [path] = {load(name).scenario.name for name in ["scenarios/calibration/t10-gsomia.yaml"]}
    assert remarks(Path(path)).open == ()
