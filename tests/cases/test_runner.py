"""That the runner of cases can fail, and says what is wrong with a case in one sentence with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases.playing import faults
from cases.wording import read_cases

GOOD = """\
scenario: strait
dice: {false alarm: quiet, radar: missed}
cases:
  - title: One rung
    shows: The call is made.
    given:
      tracks: {support/north: 7}
      contacts:
        bear: {force: e-one, legs: [{area: rock, after: 28 minutes, stay: 10 minutes}], seen: {north: detected}}
    orders:
      north:
        - {type: air.meet, targets: {area: rock, contact: bear}, ceiling: radio call}
    dice: {"rock: arrive: north": in time, "rock: radio call": turned_back}
    expect:
      bands: {north: {air.meet: turned_back}}
      tracks: {support/north: 8}
      not_asked: ["rock: shadow"]
      effects: [{ContactTurned: {id: bear}}]
      no_effects: [{ForceLost: {}}]
      news: {east: [radio call]}
"""
BAND, TRACK = "{north: {air.meet: turned_back}}", "{support/north: 8}"


def told(tmp_path: Path, old: str = "", new: str = "") -> list[str]:
    """What is said of the good case after one edit."""
    assert old in GOOD
    file = tmp_path / "one.yaml"
    file.write_text(GOOD.replace(old, new) if old else GOOD, encoding="utf-8")
    return [sentence for case in read_cases(file, "air/one.yaml") for sentence in faults(case)]


def test_a_true_case_passes(tmp_path: Path) -> None:
    """Nothing is said of it."""
    assert told(tmp_path) == []


@pytest.mark.parametrize(("old", "new", "said"), [
    (BAND, "{north: {air.meet: late}}", "expected north air.meet to come to 'late', came 'turned_back'"),
    (TRACK, "{support/north: 9}", "expected support/north at 9, came 8 (it was 7)"),
    ('["rock: shadow"]', '["rock: radio call"]', "expected no chance 'rock: radio call'"),
    ("{id: bear}", "{id: fox}", "expected ContactTurned with {'id': 'fox'}"),
    ("ForceLost: {}", "EncounterClimbed: {rung: 1}", "expected no EncounterClimbed"),
    ("[radio call]}", "[warning shots]}", "expected news to east with 'warning shots'"),
    ("ceiling: radio call", "ceiling: shadow, forces: [n-six]", "you have no force 'n-six'"),
    (", \"rock: radio call\": turned_back", "", "asked for 'rock: radio call' (bear, turn 1): turned_back 5,"),
])  # fmt: skip
def test_a_false_case_fails(tmp_path: Path, old: str, new: str, said: str) -> None:
    """What was expected, and what came, under the file, line and title of the case."""
    found = told(tmp_path, old, new)
    assert any(said in sentence for sentence in found), found
    assert all(sentence.startswith("air/one.yaml:4: case 'One rung': ") for sentence in found)


@pytest.mark.parametrize(("old", "new", "said"), [
    ("given:", "gvien:", "unknown key 'gvien', did you mean 'given'?"),
    ("ceiling: radio call", "cieling: 1", "unknown key 'cieling', did you mean 'ceiling'?"),
    ("ceiling: radio call", "ceiling: radio cal", "no rung 'radio cal', did you mean 'radio call'?"),
    ("orders:\n      north", "orders:\n      nroth", "no seat 'nroth', did you mean 'north'?"),
    ("{north: {air.meet", "{nroth: {air.meet", "no seat 'nroth', did you mean 'north'?"),
    (BAND, "{north: {air.meet: turnedback}}", "no band of air.intercept 'turnedback', did you mean 'turned_back'?"),
    ("call\": turned_back", "call\": turned-back", "has no band 'turned-back', did you mean 'turned_back'?"),
    ("call\": turned_back", "call\": lost", "cannot come to 'lost' here: turned_back 5"),
    ("\"rock: arrive: north\":", "\"rock: arive: north\":", "under `dice:`, did you mean 'rock: arive: north'?"),
    ("support/north: 7", "suport/north: 7", "no track 'suport/north', did you mean 'support/north'?"),
    ("force: e-one", "force: e-onee", "no force 'e-onee', did you mean 'e-one'?"),
    ("type: air.meet", "type: air.met", "no order type 'air.met', did you mean 'air.meet'?"),
    ("contact: bear", "contact: baer", "no contact 'baer', did you mean 'bear'?"),
    ("after: 28 minutes", "after: 28", "after: expected a length of time with its unit"),
    ("after: 28 minutes", "after: soon", "expected a length of time such as '30 minutes'"),
    ("ContactTurned", "ContactTuned", "no effect 'ContactTuned', did you mean 'ContactTurned'?"),
    ("{id: bear}", "{ident: bear}", "no field of ContactTurned 'ident'; there are id, legs"),
    ("[\"rock: shadow\"]", "[\"rock: shadwo\"]", "no word in the name of a chance 'shadwo', did you mean 'shadow'?"),
    ("scenario: strait", "scenario: straight", "no scenario 'straight', did you mean 'strait'?"),
    ("scenario: strait", "scenaro: strait", "unknown key 'scenaro', did you mean 'scenario'?"),
    ("    shows:", "   shows:", "this is not readable YAML"),
    ("dice: {\"rock", "dice: {\"other\": in time, \"rock", "the dice were never asked for 'other'"),
])  # fmt: skip
def test_a_case_that_cannot_be_read_is_explained(tmp_path: Path, old: str, new: str, said: str) -> None:
    """A misspelt key, seat, band, track or effect: the file, the place, and the nearest right word."""
    found = told(tmp_path, old, new)
    assert any(said in sentence for sentence in found), found
    assert all(sentence.startswith("air/one.yaml:") for sentence in "\n".join(found).splitlines())


def test_a_ruling_stands_beside_the_orders(tmp_path: Path) -> None:
    """The band that the umpire sets is the one that holds."""
    ruled = "    rulings: {north: {air.meet: late}}\n    expect:"
    assert any("at 8, came 7" in sentence for sentence in told(tmp_path, "    expect:", ruled))
    assert "no band of air.intercept 'laet'" in told(tmp_path, "    expect:", ruled.replace("late", "laet"))[0]


@pytest.mark.parametrize(("old", "new", "said"), [
    ("      tracks: {support/north: 8}\n", "      evidence: {rock/north: {author: east, sure: likely}}\n",
     "no seat 'rock'"),
    ("      tracks: {support/north: 8}\n", "      evidence: {i/east/north: {author: east, sure: likely}}\n",
     "expected north to be able to show author='east' sure='likely' of i/east, came nothing"),
    ("      tracks: {support/north: 7}\n", "      tracks: {support/north: 7}\n      claims: {nroth/bear: no}\n",
     "no seat 'nroth', did you mean 'north'?"),
])  # fmt: skip
def test_evidence_and_claims_are_looked_at(tmp_path: Path, old: str, new: str, said: str) -> None:
    """What is not so is told; a claim is made by a seat."""
    assert any(said in sentence for sentence in told(tmp_path, old, new))


def test_a_case_must_expect_something(tmp_path: Path) -> None:
    """A case without expectations would always pass."""
    start = GOOD.index("    expect:")
    assert "expects nothing" in told(tmp_path, GOOD[start:], "")[0]


def test_the_example_in_the_readme_is_true(tmp_path: Path) -> None:
    """Who copies it has a case that passes."""
    shown = (Path(__file__).parent / "README.md").read_text(encoding="utf-8").split("```")[1].removeprefix("yaml\n")
    (tmp_path / "shown.yaml").write_text(shown)
    [case] = read_cases(tmp_path / "shown.yaml", "shown.yaml")
    assert faults(case) == []
