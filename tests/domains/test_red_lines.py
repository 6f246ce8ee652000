"""That what is written of red lines, of giving way, of words and of chances is checked, each with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples.islets import islets
from samples.strait import Edits, opened, rules_of, settle, strait, text

from seawar.content.library import check, load
from seawar.core.seat_rules import rules_for
from seawar.errors import ContentError, Problem

OLD = "red_lines: [No shots at people.]"
VOW = """  vow:
    title: Promise
    text: Say that you will not press.
    mechanism: diplomatic.vow
    params: {avoids: [press]}
    targets: {seat: seat}
    concedes: [seat]
    outcomes: {believed: [], doubted: [], said_already: []}
    source: assumption
  air.fly:
"""
FIRST = "  air.fly:\n"
PUBLICS = """publics:
  affront_lasts: 10 days
  insulted:
    - {when: 'trust(self, other) < 0', effects: [{adjust: {track: trust, with: other, by: -1}}], source: assumption}
chances:
  storm: {title: A storm, when: 'matter("wreck", "none")', mean: 3 months, effects: [], source: assumption}
orders:
"""


def problems(scenario: Edits = (), rulebook: Edits = ()) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as refused:
        strait(scenario, rulebook)
    return refused.value.problems


def line_of(name: str, edits: Edits, needle: str) -> tuple[int, int]:
    """Line and column at which a needle stands in the edited file, counted from 1."""
    lines = text(name, edits).splitlines()
    [found] = [(i, line.index(needle) + 1) for i, line in enumerate(lines, 1) if needle in line]
    return found


def lined(line: str) -> Edits:
    return ((OLD, f"red_lines: [No shots at people., {line}]"),)


@pytest.mark.parametrize(("line", "needle", "told"), [
    ("{id: hot, text: Too hot., when: 'tention(\"north\", \"east\") > 5'}", "tention", "tension"),
    ("{id: hot, text: Too hot., when: 'tension(\"north\", \"eats\") > 5'}", '"eats"', "east"),
    ("{id: hot, text: Too hot., when: 'crossed(\"north\", \"hto\")'}", '"hto"', "hot"),
    ("{id: hot, text: Too hot., when: 'support(slef) < 1'}", "slef", "self"),
])  # fmt: skip
def test_a_wrong_name_in_a_red_line_is_told_at_its_column(line: str, needle: str, told: str) -> None:
    """Line and column of the name itself, with the nearest one there is."""
    [problem] = problems(lined(line))
    assert (problem.line, problem.col) == line_of("strait.yaml", lined(line), needle)
    assert told in problem.message


@pytest.mark.parametrize(("line", "word"), [
    ("{text: Too hot., when: 'turn > 1'}", "id"),
    ("{id: hot, when: 'turn > 1'}", "text"),
    ("{id: hot, text: Too hot., wehn: 'turn > 1'}", "wehn"),
    ("{id: hot, text: One., when: 'turn > 1'}, {id: hot, text: Two., when: 'turn > 2'}", "twice"),
])  # fmt: skip
def test_a_red_line_that_is_not_whole_is_told(line: str, word: str) -> None:
    """A condition needs a name to be asked by; two of one seat need two."""
    found = problems(lined(line))
    assert any(word in str(problem) and problem.line and problem.col for problem in found), found


def test_an_aim_may_ask_for_a_red_line_that_there_is() -> None:
    """Of any seat; a name that no red line has is refused."""
    line = lined('{id: hot, text: Too hot., when: \'tension("north", "east") > 5\'}')
    aim = (('met: \'tension("north","east") < 6\'', 'met: \'not crossed("north", "hot")\''),)
    assert rules_of((*line, *aim)).seats["north"].aims[0].met
    [problem] = problems(aim)
    assert "hot" in problem.message


def test_text_alone_and_text_with_a_condition_read_alike() -> None:
    """Both are red lines of the brief; only the second is watched, and only its own seat's terminal holds it."""
    rules = rules_of(lined("{id: hot, text: Too hot., when: 'turn > 1'}"))
    north = rules.seats["north"]
    assert north.red_lines == ("No shots at people.", "Too hot.")
    assert [line.id for line in north.watched] == ["hot"]
    assert rules_for(rules, "north").seats["north"].watched
    assert not rules_for(rules, "south").seats["north"].watched


def test_one_slip_elsewhere_leaves_red_lines_readable() -> None:
    """A document that does not fit its shape is judged as far as it can be: the other fault is found with it."""
    edits = (*lined('{id: hot, text: Too hot., when: \'tention("north", "east") > 5\'}'), ("letter: N", "letter: no"))
    assert {"tention" in p.message for p in problems(edits)} == {True, False}


def test_a_rulebook_without_publics_makes_nothing_of_a_crossing() -> None:
    """The seat is told all the same."""
    rules = rules_of(lined("{id: hot, text: Too hot., when: 'turn == 1'}"))
    after = settle(rules, opened(rules)).state
    assert after.ledgers["crossed/north/hot"] == 1
    assert after.tracks == opened(rules).tracks
    assert [r.to for r in after.news.values() if "Too hot" in r.args.get("line", "")] == [("north",)]


@pytest.mark.parametrize(("old", "new", "needle"), [
    ("avoids: [press]", "avoids: [prses]", "prses"),
    ("avoids: [press]", "does: [press, insluts]", "insluts"),
    ("avoids: [press]", "quiet: [notcie]", "notcie"),
    ("concedes: [seat]", "concedes: [saet]", "saet"),
    ("when: 'trust(self, other) < 0'", "when: 'trust(self, othr) < 0'", "othr"),
    ("with: other, by", "with: othr, by", "othr"),
    ("track: trust, with: other", "track: trsut, with: other", "trsut"),
    ("affront_lasts: 10 days", "affront_lasts: ten days", "ten days"),
    ("mean: 3 months", "mean: soon", "soon"),
    ('matter("wreck", "none")', 'matter("wrekc", "none")', "wrekc"),
])  # fmt: skip
def test_a_wrong_name_in_a_rulebook_is_told_on_its_line(old: str, new: str, needle: str) -> None:
    """Promises, markers, publics and chances."""
    edits = ((FIRST, VOW.replace(old, new)), ("orders:\n", PUBLICS.replace(old, new)))
    assert old in VOW + PUBLICS
    [problem] = problems((), edits)
    line, _ = line_of("basics.yaml", edits, needle)
    assert (problem.file, problem.line) == ("basics.yaml", line)
    assert needle in str(problem)


def test_the_same_without_a_slip_is_sound() -> None:
    """What the cases above are changed from."""
    rules = rules_of((), ((FIRST, VOW), ("orders:\n", PUBLICS)))
    assert rules.order_types["vow"].params.avoids == ("press",)
    assert rules.chances[0].id == "storm"


@pytest.mark.parametrize("params", ["{}", "{avoids: [press], does: [press]}", "{avoids: [press], days: 0}"])
def test_a_promise_is_of_one_kind(params: str) -> None:
    """Nothing, or both to do and not to do, is no promise."""
    assert problems((), ((FIRST, VOW.replace("{avoids: [press]}", params)),))


def test_the_exercise_watches_what_can_be_put_into_a_condition(tmp_path: Path) -> None:
    """Of four seats; and a slip in one is refused with its line."""
    watched = {seat: [line.id for line in of.watched] for seat, of in islets().seats.items()}
    assert all(watched[seat] for seat in ("japan", "rok", "us", "china"))
    written = load("dokdo-2019").scenario.text.decode()
    copy = tmp_path / "copy.yaml"
    copy.write_text(written.replace('\'tally("bursts", "japan") > 0\'', '\'tally("busrts", "japan") > 0\''))
    [problem] = check(copy)
    assert "busrts" in problem.message
    assert problem.line > 1


def test_what_its_seat_does_not_know_crosses_no_red_line() -> None:
    """Bursts of South are South's to know: the same condition crosses the line of South and not that of North."""
    line = '{id: hot, text: Too hot., when: \'tally("bursts", "south") > 0\'}'
    south = ("red_lines: [No lost aircraft.]", f"red_lines: [No lost aircraft., {line}]")
    rules = rules_of((*lined(line), south))
    state = opened(rules)
    state.ledgers["bursts/south"] = 1
    after = settle(rules, state).state
    assert (after.ledgers.get("crossed/north/hot", 0), after.ledgers.get("crossed/south/hot", 0)) == (0, 1)
