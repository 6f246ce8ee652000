"""That a first text is sound and plays, whatever was asked for, and that nothing typed turns into YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seawar.content.groups import RESERVED
from seawar.content.library import check, load, load_book
from seawar.content.remarks import remarks
from seawar.content.skeleton import (
    NOBODYS,
    Wanted,
    check_name,
    check_place,
    check_seats,
    check_title,
    quoted,
    rulebook_text,
    scenario_text,
)
from seawar.content.yamltree import read
from seawar.errors import SeawarError
from seawar.study.playout import habit_players, playout

BOOKS = ("northeast-asia", "matrix", "mine")


def written(folder: Path, book: str = "matrix", **other: Any) -> Path:
    """A new scenario's file, with a rulebook of one's own beside it."""
    (folder / "mine.yaml").write_text(rulebook_text("mine", "My own", (), "x.json"))
    found, _ = load_book(str(folder / "mine.yaml") if book == "mine" else book)
    seats = ("japan", "rok", "us") if book == "northeast-asia" else NOBODYS
    wanted = Wanted("first", **{"title": "First", "seats": seats, "start": "2031-03-03", **other})
    file = folder / "first.yaml"
    file.write_text(scenario_text(wanted, found, "x.json"), encoding="utf-8")
    return file


@pytest.mark.parametrize("book", BOOKS)
@pytest.mark.parametrize("turns", [2, 6])
def test_it_checks_and_plays_to_the_end(tmp_path: Path, book: str, turns: int) -> None:
    """By each rulebook, whole and cut, with three injects, two aims a seat and a cut of three hours."""
    file = written(tmp_path, book, turns=turns)
    assert check(file) == []
    assert remarks(file).open == ()
    for cut in (False, True):
        rules = load(str(file), cut=cut).rules
        assert playout(rules, 1).state.ended
    assert [bool(i.when) for i in rules.msel] == [False, True, True]
    assert all(len(seat.aims) == 2 for seat in rules.seats.values())
    assert rules.session is not None
    assert rules.session.minutes == 180


@pytest.mark.parametrize("length", ["30 minutes", "1 day", "2 months"])
def test_any_length_of_turn_plays(tmp_path: Path, length: str) -> None:
    """In half hours too, where radar would look for forces that a first text does not have."""
    rules = load(str(written(tmp_path, "northeast-asia", length=length, turns=4))).rules
    for seed in range(8):
        assert playout(rules, seed, habit_players(rules, seed, "assertive")).state.ended


@pytest.mark.parametrize("at", [(0.0, 0.0), (-17.0, 179.5), (85.0, -180.0), (-85.0, 10.0), (58.0, 24.0), (37.2, 131.9)])
def test_any_place_on_earth_will_do(tmp_path: Path, at: tuple[float, float]) -> None:
    """The date line and the poles included; the clock is that of the place."""
    rules = load(str(written(tmp_path, at=at))).rules
    assert all(abs(area.lat) <= 85_000 and abs(area.lon) <= 180_000 for area in rules.map.areas.values())
    assert abs(rules.zone - at[1] * 4) <= 30


def test_the_theatres_seats_get_places_that_are_known(tmp_path: Path) -> None:
    """From the gazetteer, so that nobody types a point that is known."""
    assert {"tokyo", "seoul"} <= load(str(written(tmp_path, "northeast-asia"))).rules.map.areas.keys()


@pytest.mark.parametrize("book", BOOKS)
def test_every_key_has_a_comment(tmp_path: Path, book: str) -> None:
    """Beside it or above it, at the first place where it stands: at the top level and one below."""
    lines = written(tmp_path, book).read_text().splitlines()
    for i, line in enumerate(lines):
        if line and line[0].isalpha() and line[-1] not in "[{":
            assert "#" in line or lines[i - 1].startswith("#"), line


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_what_is_quoted_reads_back_as_it_was(text: str) -> None:
    """One scalar, the same text: no number, no truth value, no comment, no second key."""
    try:
        title = check_title(text)
    except SeawarError:
        return
    tree, problems = read(f"title: {quoted(title)}  # as screens name it\n".encode(), "x")
    assert not problems
    assert isinstance(tree.value, dict)
    assert tree.value["title"].value == title


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(seats=st.lists(st.from_regex(r"[a-z][a-z0-9-]{0,19}", fullmatch=True), min_size=2, max_size=12, unique=True))
def test_seats_of_any_id_play(tmp_path: Path, seats: list[str]) -> None:
    """`no`, `null` and `e1` as well."""
    try:
        chosen = check_seats(",".join(seats), None)
    except SeawarError:
        assert RESERVED & {*seats}
        return
    assert check(written(tmp_path, "matrix", seats=chosen)) == []


@pytest.mark.parametrize("seats", ["no,yes", "null,true", "on,off", "y,n", "e1,e2"])
def test_words_of_yaml_are_seats_like_others(tmp_path: Path, seats: str) -> None:
    """They are quoted, so Norway may play."""
    assert check(written(tmp_path, "matrix", seats=check_seats(seats, None))) == []


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("a/b", "a-b"),
        ("a b", "a-b"),
        ("Baltic", "baltic"),
        ("v1.2", "v1-2"),
        ("", ""),
        ("-x", "x"),
        ("ä", ""),
        ("..", ""),
        ("x" * 41, "x" * 40),
        ("a\nb", "a-b"),
    ],
)
def test_a_bad_name_is_refused_with_a_better_one(name: str, meant: str) -> None:
    """Slashes, spaces, capitals, dots: what came, and what would do."""
    with pytest.raises(SeawarError) as refused:
        check_name(name, "scenario")
    assert repr(name) in str(refused.value)
    assert (f": {meant} would do" in str(refused.value)) == bool(meant)


@pytest.mark.parametrize(
    ("seats", "said"),
    [
        ("japan", "2 to 12"),
        ("japan,japan", "different"),
        ("public,japan", "means something else"),
        ("Japan,rok", "'Japan'"),
        ("japan,rokk", "did you mean 'rok'"),
        ("1a,japan", "begin it with a letter"),
        ("japan,mars", "--rulebook matrix"),
    ],
)
def test_seats_that_cannot_play_are_told(seats: str, said: str) -> None:
    """With what would do instead."""
    with pytest.raises(SeawarError, match="seat") as refused:
        check_seats(seats, load_book("northeast-asia")[0])
    assert said in str(refused.value)


@pytest.mark.parametrize("text", ["", "north", "91 0", "0 181", "1;2", "nan nan"])
def test_what_is_no_place_is_refused(text: str) -> None:
    """Latitude first, in degrees."""
    with pytest.raises(SeawarError, match="latitude and longitude"):
        check_place(text)


def test_a_rulebook_of_ones_own_uses_four_mechanisms(tmp_path: Path) -> None:
    """Contested, certain, consented and argued: one track, one resource, and it checks."""
    (tmp_path / "mine.yaml").write_text(rulebook_text("mine", 'Mine: a "test"', ("no", "se"), "x.json"))
    book, _ = load_book(str(tmp_path / "mine.yaml"))
    assert {o.mechanism.name for o in book.orders.values()} == {"contested", "certain", "consented", "argued"}
    assert (len(book.tracks), len(book.resources), list(book.doc.actors)) == (1, 1, ["no", "se"])
