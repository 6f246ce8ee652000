"""That one run tells everything: names beside shapes, a rulebook beside its scenario, and no echoes of either."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from seawar.content.library import check
from seawar.errors import Problem

SAMPLES = Path(__file__).parents[1] / "samples"
Edits = tuple[tuple[str, str], ...]


def checked(folder: Path, scenario: Edits = (), rulebook: Edits = ()) -> list[Problem]:
    """What the check says of the samples, after edits."""
    for name, edits in (("strait.yaml", scenario), ("basics.yaml", rulebook)):
        text = (SAMPLES / name).read_text()
        for old, new in edits:
            assert old in text, f"{name} no longer holds {old!r}"
            text = text.replace(old, new, 1)
        (folder / name).write_text(text)
    return check(folder / "strait.yaml")


def told(problems: list[Problem]) -> list[str]:
    return [re.sub(r"^.*/", "", str(p)) for p in problems]


def expect(found: list[Problem], *words: str) -> None:
    """Exactly one problem for each of the words, in this order, each with its place."""
    lines = told(found)
    assert len(lines) == len(words), lines
    for line, word in zip(lines, words, strict=True):
        assert word in line, lines
    assert all(p.line and p.col for p in found)


def test_names_are_checked_beside_shapes(tmp_path: Path) -> None:
    """A misspelt key, a wrong type, an unknown seat and a wrong condition are told in one run, in file order."""
    found = checked(
        tmp_path,
        (
            ("title: The Strait", "tilte: The Strait"),
            ("zones: [north, south], radar", "zones: [nort, south], radar"),
            ("stay: 20 minutes", "stay: 20"),
            ("letter: S", "letter: N"),
            ("""'trust("north","south") > 0'""", """'trust("north","sooth") > 0'"""),
            ("count: 4, base: northfield", "count: 4.5, base: norfield"),
        ),
    )
    expect(found, "tilte", "nort", "20 minutes", "'N' marks 'north'", "sooth", "4.5", "norfield")
    assert [p.line for p in found] == sorted(p.line for p in found)


def test_a_key_written_twice_hides_nothing(tmp_path: Path) -> None:
    """It is told with both lines, and the rest is checked with the first value."""
    found = checked(tmp_path, (("zone_title:", "zone: x\nzone_title:"), ("held_by: north", "held_by: nort")))
    expect(found, "the key 'zone' is in line 8 and in line 9: keep one", "no seat 'nort'")


def test_a_section_written_twice_declares_its_names(tmp_path: Path) -> None:
    """What only the second of two sections holds is not called unknown."""
    hull = "matters:\n  hull: {title: The hull, states: [a, b], status: a, source: invented}\nagreements:"
    edits = (("agreements:", hull), ("ends:\n", 'ends:\n  sunk: {text: Sunk., when: \'matter("wreck", "x")\'}\n'))
    expect(checked(tmp_path, edits), "keep one")


@pytest.mark.parametrize(
    ("edits", "words"),
    [
        ((("  south:\n    title: South", "  South:\n    title: South"),), ("'South', did you mean 'south'",)),
        ((("    title: South\n", "    titel: South\n"),), ("titel",)),
        ((("    title: South\n", ""),), ("'title' is missing",)),
        ((("\nseats:\n", "\nseates:\n"),), ("seates",)),
        ((("\nseats:\n", "\nseats: 5\nstuff:\n"),), ("expected a mapping", "unknown key 'stuff'")),
        ((("\n  areas:\n", "\n  arias:\n"),), ("arias",)),
        ((("pact: {title: The Pact", "pact: {title: [The Pact]"),), ("expected text",)),
        ((("  pact: {title", "  pact: 7 # {title"),), ("expected a mapping",)),
        ((('id: "03"', "id: 3"), ("ends:\n", "ends:\n  x: {text: x, when: 'fired(\"3\")'}\n")), ("put it in quotes",)),
        ((("states: [none, found], status: none", "states: 5, status: none"),), ("expected a list",)),
        ((('start: "2019-07-23T06:30+09:00"', "start: 2019-07-23"),), ("a time such as",)),
        ((("order: share, with: [south]", "order: share, with: [suoth]"),), ("no other seat 'suoth', did you mean",)),
        ((("turns: 4", "turns: four"),), ("an integer",)),
        ((("after: 15 minutes, stay: 20 minutes", "after: 50, stay: 20 minutes"),), ("50 minutes",)),
        ((("rulebook: basics", "rulebook: basic"),), ("rulebook: no rulebook 'basic', did you mean 'basics'",)),
        ((("[{adjust: {track: support, seat", "[{adjsut: {track: support, seat"),), ("adjsut",)),
        ((("[{adjust: {track: support, seat", "[{zap: {track: support, seat"),), ("zap",)),
        ((("scenario: strait", "scenaro: strait"),), ("scenaro",)),
    ],
)  # fmt: skip
def test_one_mistake_in_a_scenario_is_told_once(tmp_path: Path, edits: Edits, words: tuple[str, ...]) -> None:
    """A declaration of the wrong shape is one problem: nobody who names it is told that it is unknown."""
    expect(checked(tmp_path, edits), *words)


@pytest.mark.parametrize(
    ("edits", "words"),
    [
        ((("tension: {title: Tension, per: dyad", "tension: {title: Tension, per: dyda"),), ("did you mean 'dyad'",)),
        ((("tension: {title: Tension, per: dyad", "tension: {title: Tension, per: 2"),), ("expected",)),
        ((("tension: {title: Tension, per: dyad", "tension: {titel: Tension, per: dyad"),), ("titel",)),
        ((("\ntracks:\n", "\ntracks: none\nstuff:\n"),), ("expected a mapping", "stuff")),
        ((("\norders:\n", "\nordres:\n"),), ("ordres",)),
        ((("    mechanism: air.flight\n", "    mechanism: 5\n"),), ("mechanism",)),
        ((("    params: {evasion: 1}\n", "    params: 5\n"),), ("params",)),
        ((("    params: {evasion: 1}\n", "    params: {evasion: lots}\n"),), ("evasion",)),
        ((("    targets: {seat: seat}\n", "    targets: seat\n"),), ("targets",)),
        ((("    partners: 1\n", "    partners: one\n"),), ("partners",)),
        ((("start: 0, boxes: {0: none}", "start: 0, boxes: {x: 5}"),),
            ("'x' is no whole number", "expected text")),
        ((("start: 4, cap: 6", "start: 4, cap: six"),), ("cap",)),
        ((("reactions:\n", "reactions: none\nstuff:\n"),), ("expected a mapping", "stuff")),
    ],
)  # fmt: skip
def test_one_mistake_in_a_rulebook_is_told_once(tmp_path: Path, edits: Edits, words: tuple[str, ...]) -> None:
    """What a scenario takes from a part of the rulebook that cannot be read is not held against the scenario."""
    found = checked(tmp_path, (), edits)
    expect(found, *words)
    assert {Path(p.file).name for p in found} == {"basics.yaml"}


def test_an_unknown_mechanism_hides_no_conditions(tmp_path: Path) -> None:
    """The order's conditions and effects are checked, and the contact of an interception is not held unknown."""
    edits = (("    mechanism: air.intercept", "    mechanism: air.intercpt"), ("by: 1}}]", "by: 1, with: self}}]"))
    expect(checked(tmp_path, (), edits), "air.intercpt", "takes no `with`")


def test_a_misspelt_rulebook_hides_no_names(tmp_path: Path) -> None:
    """The nearest rulebook is taken for the one that was meant; where none is near, its names are not judged."""
    wrong = ("order: air.gard, targets: {area: rock}", "held_by: nort")
    edits: Edits = (("order: air.guard, targets: {area: rock}", wrong[0]), ("held_by: north", wrong[1]))
    near = checked(tmp_path, (("rulebook: basics", "rulebook: basic"), *edits))
    expect(near, "rulebook: no rulebook 'basic', did you mean 'basics'", "nort", "air.gard")
    far = checked(tmp_path, (("rulebook: basics", "rulebook: zzz"), *edits))
    expect(
        far,
        "rulebook: no rulebook 'zzz'; there are: matrix, northeast-asia; name one of those, or put zzz.yaml beside",
        "nort",
    )
    assert (near[0].line, near[0].col) == (3, 11)


def test_merge_keys_bring_no_missing_keys(tmp_path: Path) -> None:
    """Where YAML was used that is not known here, only that is told."""
    edits = (("    title: South\n    letter: S\n", "    <<: {title: South, letter: S}\n"),)
    expect(checked(tmp_path, edits), "merge keys")


def test_both_files_are_checked_though_one_is_unreadable(tmp_path: Path) -> None:
    """A rulebook that is no YAML does not hide what is wrong with the scenario."""
    found = checked(tmp_path, (("held_by: north", "held_by: nort"),), (("\ntracks:\n", "\ntracks: [\n"),))
    assert len(found) == 2
    assert "not readable YAML" in told(found)[0]
    assert "no seat 'nort'" in told(found)[1]
