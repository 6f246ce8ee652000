"""That content is found, checked as a whole with a place for every fault, and cached without risk."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from seawar.content.library import RULEBOOKS, check, compile_sources, find, load, names
from seawar.content.read import Source
from seawar.errors import ContentError, Problem

SAMPLES = Path(__file__).parents[1] / "samples"
Edits = tuple[tuple[str, str], ...]


def source(name: str, edits: Edits = ()) -> Source:
    text = (SAMPLES / name).read_text()
    for old, new in edits:
        assert old in text, f"{name} no longer holds {old!r}"
        text = text.replace(old, new, 1)
    return Source(name, text.encode())


def problems(scenario: Edits = (), rulebook: Edits = ()) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as refused:
        compile_sources(source("strait.yaml", scenario), source("basics.yaml", rulebook))
    return refused.value.problems


def line_of(name: str, edits: Edits, needle: str) -> tuple[int, int]:
    """Line and column at which a needle stands in the edited file, counted from 1."""
    lines = source(name, edits).text.decode().splitlines()
    [found] = [(i, line.index(needle) + 1) for i, line in enumerate(lines, 1) if needle in line]
    return found


BAD_BOOK: Edits = (
    ("      setback: [{adjust: {track: trust,", "      set back: [{adjust: {track: trust,"),
    ("mechanism: consented", "mechanism: consentd"),
    ("{when: 'in_force(\"pact\")'", "{when: 'in_force(\"pcat\")'"),
    ("{when: 'support(seat) > 4'", "{when: 'suport(seat) > 4'"),
    ("    outcomes: {airborne: [], grounded: []}", "    outcomes: {airborne: []}"),
    ("notice: {effects: [{adjust: {track: support,", "notice: {effects: [{adjust: {track: supporters,"),
)  # fmt: skip
BAD_PLAY: Edits = (
    ("seats: [east], legs", "seats: [west], legs"),
    ("n-two: {seat: north, kind: fighter, title: Kite, count: 2, base: northfield", "n-two: {seat: north, kind: fighter, title: Kite, count: 2, base: norfield"),  # noqa: E501
    ("- {order: air.guard, targets: {area: rock}", "- {order: air.gard, targets: {area: rock}"),
    ("""met: 'tension("north","east") < 6'""", """met: 'tention("north","east") < 6'"""),
    ("when: 'tally(\"losses\",\"east\") > 0'}", "when: 'tally(\"loses\",\"east\") > 0'}"),
)  # fmt: skip
WANTED = [
    ("basics.yaml", "set back", ("set back", "setback")),
    ("basics.yaml", "consentd", ("consentd", "consented")),
    ("basics.yaml", "pcat", ("pcat", "pact")),
    ("basics.yaml", "suport(", ("suport", "support")),
    ("basics.yaml", "{airborne: []}", ("grounded",)),
    ("basics.yaml", "supporters", ("supporters", "support")),
    ("strait.yaml", "[west]", ("west",)),
    ("strait.yaml", "norfield", ("norfield", "northfield")),
    ("strait.yaml", "air.gard", ("air.gard", "air.guard")),
    ("strait.yaml", "tention", ("tention", "tension")),
    ("strait.yaml", "loses", ("loses", "losses")),
]


def test_all_problems_come_in_one_go() -> None:
    """Eleven faults in two files: each is told, on its own line, with the nearest name, in file order."""
    found = problems(BAD_PLAY, BAD_BOOK)
    for file, needle, words in WANTED:
        line, col = line_of(file, BAD_BOOK if file == "basics.yaml" else BAD_PLAY, needle)
        told = [p for p in found if p.file == file and p.line == line and all(w in p.message for w in words)]
        assert told, f"{file}:{line}:{col}: {needle} is not told; there are {[str(p) for p in found]}"
        assert all(p.col >= 1 and p.path for p in told)
    places = [(p.file, p.line, p.col) for p in found]
    assert places == sorted(places)


def test_a_condition_is_marked_within_its_text() -> None:
    """The column of a wrong name is the column of the name, not of the text it stands in."""
    line, col = line_of("strait.yaml", BAD_PLAY, "tention")
    [told] = [p for p in problems(BAD_PLAY) if "tention" in p.message]
    assert (told.line, told.col) == (line, col)
    assert str(told).startswith(f"strait.yaml:{line}:{col}: ")


@pytest.mark.parametrize(("edits", "word"), [
    ((("start:\n  tracks: {\"trust/north>south\": -1}", "start:\n  tracks: {\"trust/north>south\": -9}"),), "-9"),
    ((("{\"trust/north>south\": -1}", "{\"trust/north-south\": -1}"),), "trust/north"),
    ((('start: "2019-07-23T06:30+09:00"', 'start: "2019-02-30T06:30+09:00"'),), "2019-02-30"),
    ((("length: 30 minutes", "length: half an hour"),), "half an hour"),
    ((("id: \"02\"", "id: \"01\""),), "01"),
    ((("title: Rock/Stone", "title: Rock"),), "both names"),
    ((("held_by: north", "held_by: nort"),), "nort"),
    ((("parties: [north, south]", "parties: [north, soth]"),), "soth"),
    ((("states: [none, found], status: none", "states: [none, found], status: nil"),), "nil"),
    ((("zone: \"+09:00\"", "zone: \"nine\""),), "nine"),
    ((("at: 35.0 129.0", "at: 95.0 129.0"),), "95.0"),
    ((("at: 35.0 129.0", "at: north"),), "at"),
    ((("summary: A small", "sumary: A small"),), "sumary"),
    ((("letter: N", "letter: no"),), "letter"),
    ((("{order: press, weight: 30}", "{order: press, weight: 30, serves: trsut}"),), "trsut"),
    ((("{order: press, weight: 30}", "{order: press, weight: 30, risks: calm}"),), "calm"),
    ((("{order: press, weight: 30}", "{order: press, weight: 30, mood: reckless}"),), "mood"),
    ((("    letter: S\n", "    letter: S\n    temperament: timid\n"),), "temperament"),
])  # fmt: skip
def test_faults_of_a_scenario_are_told_with_their_place(edits: Edits, word: str) -> None:
    """Each fault is a problem with line and column that says what came; none is a crash."""
    found = problems(edits)
    assert any(word in str(p) for p in found), [str(p) for p in found]
    assert all(p.line and p.col for p in found)


@pytest.mark.parametrize("edits", [
    (('start: "2019-09-01T00:00+09:00"', 'start: "2019-07-01T00:00+09:00"'),),
    (("start:\n  tracks", "start:\n  resources: {influence/east: 99}\n  tracks"),),
    (("scramble: 5 minutes", "scramble: 2 months"),),
])  # fmt: skip
def test_what_could_not_be_played_is_refused(edits: Edits) -> None:
    """A segment before the one ahead of it, more of a resource than its cap, a scramble of months: refused at load."""
    assert problems(edits)


@pytest.mark.parametrize("edits", [
    (("start: 4, cap: 6", "start: 7, cap: 6"),),
    (("range: [0, 3], start: 0", "range: [3, 0], start: 3"),),
    (("boxes: {0: none}", "boxes: {--5: none}"),),
    (("  alarm: {title", "  own: {title: Own, per: seat, range: [0, 3], start: 0, boxes: {0: none}, source: assumption}\n  alarm: {title"),),  # noqa: E501
    (("  sorties: {title", "  alarm: {title: Alarm, start: 1, cap: 2, source: assumption}\n  sorties: {title"),),
])  # fmt: skip
def test_a_rulebook_that_contradicts_itself_is_refused(edits: Edits) -> None:
    """A start past the cap, a range upside down, a box at no number, a function's name or another's id taken."""
    assert problems((), edits)


def test_another_version_of_the_rulebook_is_told() -> None:
    """A scenario names the version it was written for; another one is refused, with what to do."""
    [told] = problems((("rulebook_version: 1", "rulebook_version: 2"),))
    assert "version 2" in told.message
    assert "version 1" in told.message
    assert (told.file, told.line) == ("strait.yaml", 4)


def test_another_rulebook_is_told() -> None:
    """Compiled with a rulebook that it does not name, a scenario is refused."""
    assert any("advanced" in p.message for p in problems((("rulebook: basics", "rulebook: advanced"),)))


def test_an_unknown_scenario_suggests_the_nearest() -> None:
    """A mistyped name is answered with the nearest one and with all there are."""
    known = names()
    assert known, "there is at least one scenario"
    wrong = known[0][:-1] + "x"
    with pytest.raises(ContentError) as refused:
        load(wrong)
    assert repr(wrong) in str(refused.value)
    assert f"did you mean {known[0]!r}" in str(refused.value)
    assert all(name in str(refused.value) for name in known)


def test_the_name_of_a_file_here_is_answered_with_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who leaves `.yaml` out is told of the file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "low-water.yaml").touch()
    with pytest.raises(ContentError, match=r"no scenario 'low-water', did you mean 'low-water\.yaml'\? There are"):
        load("low-water")


def test_a_rulebook_is_looked_for_beside_its_scenario(tmp_path: Path) -> None:
    """A facilitator's folder works as it stands, and its own rulebook is taken before one that ships."""
    (tmp_path / "strait.yaml").write_bytes(source("strait.yaml").text)
    (tmp_path / "basics.yaml").write_bytes(source("basics.yaml").text)
    assert load(str(tmp_path / "strait.yaml")).rules.id == "strait"
    assert find("basics", RULEBOOKS, beside=tmp_path / "strait.yaml") == tmp_path / "basics.yaml"


@pytest.mark.parametrize("name", [*(f"scenarios/{n}" for n in names()), *(f"rulebooks/{n}" for n in names(RULEBOOKS))])
def test_what_ships_is_sound(name: str) -> None:
    """Every scenario and rulebook that ships has no problem."""
    folder, _, stem = name.partition("/")
    assert check(find(stem, folder)) == []


def test_the_samples_are_sound() -> None:
    """The samples of these tests have no problem either."""
    assert check(SAMPLES / "strait.yaml") == []
    assert check(SAMPLES / "basics.yaml") == []


LOAD = """
import sys
from seawar.content.library import load
rules = load(sys.argv[1]).rules
print(rules.title, sorted({m.partition('.')[0] for m in sys.modules} & {'pydantic', 'yaml'}))
"""


def loaded(folder: Path, cache: Path) -> str:
    env = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    done = subprocess.run(
        [sys.executable, "-c", LOAD, str(folder / "strait.yaml")], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("strait.yaml", "basics.yaml"):
        (tmp_path / name).write_bytes(source(name).text)
    return tmp_path


def test_the_second_load_needs_neither_pydantic_nor_yaml(folder: Path) -> None:
    """What was valid once is read from the cache; a changed file is read anew."""
    cache = folder / "cache"
    assert loaded(folder, cache) == "The Strait ['pydantic', 'yaml']"
    assert loaded(folder, cache) == "The Strait []"
    (folder / "strait.yaml").write_bytes(source("strait.yaml", (("title: The Strait", "title: The Sound"),)).text)
    assert loaded(folder, cache) == "The Sound ['pydantic', 'yaml']"


def cached(folder: Path) -> list[Path]:
    loaded(folder, folder / "cache")
    files = [p for p in (folder / "cache").rglob("*") if p.is_file()]
    assert len(files) == 2
    return files


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"{}", b"null", b"7", b"\xff\xfe"])
def test_a_damaged_cache_is_ignored(folder: Path, damage: bytes) -> None:
    """Whatever stands in a cache file that is not what was kept, the file itself is read."""
    for path in cached(folder):
        path.write_bytes(damage)
    assert loaded(folder, folder / "cache").startswith("The Strait")


def test_an_edited_cache_changes_no_game(folder: Path) -> None:
    """A cache file that reads well but does not hold what was kept is not taken for the scenario."""
    for path in cached(folder):
        path.write_bytes(path.read_bytes().replace(b"The Strait", b"The Forged"))
    assert loaded(folder, folder / "cache").startswith("The Strait")


def test_a_cache_that_cannot_be_written_costs_only_time(folder: Path) -> None:
    """With a file where the cache folder should be, loading works all the same."""
    (folder / "cache").write_text("in the way")
    assert loaded(folder, folder / "cache").startswith("The Strait")


@pytest.mark.parametrize("what", ["missing", "folder", "empty", "binary", "huge", "list", "rulebook"])
def test_what_is_no_scenario_is_a_sentence(tmp_path: Path, what: str) -> None:
    """A missing file, a folder, nothing, bytes, 300 KiB, a list, a rulebook: one problem each that names the file."""
    path = tmp_path / "x.yaml"
    match what:
        case "folder":
            path.mkdir()
        case "empty":
            path.write_bytes(b"")
        case "binary":
            path.write_bytes(bytes(range(256)))
        case "huge":
            path.write_bytes(b"# long\n" * 45_000)
        case "list":
            path.write_bytes(b"- a\n- b\n")
        case "rulebook":
            path.write_bytes(source("basics.yaml").text)
        case _:
            pass
    with pytest.raises(ContentError) as refused:
        load(str(path))
    assert all(str(path) in str(p) for p in refused.value.problems)
