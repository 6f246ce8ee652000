"""That packs are found, named and played, and that none of them changes what ships."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from seawar.content.archive import Member
from seawar.content.glance import glance
from seawar.content.library import check, load, load_book
from seawar.content.packs import RULEBOOKS, SCENARIOS, VARIABLE, folders, pack_at, zipped
from seawar.content.shelves import catalogue, find, locate, names
from seawar.errors import ContentError

SAMPLES = Path(__file__).parents[1] / "samples"
STRAIT, BASICS = (SAMPLES / "strait.yaml").read_bytes(), (SAMPLES / "basics.yaml").read_bytes()


def folder(path: Path, *scenarios: str, flat: bool = False) -> Path:
    """A pack with these scenarios, all alike, and their rulebook."""
    for kind in (SCENARIOS, RULEBOOKS):
        (path if flat else path / kind).mkdir(parents=True, exist_ok=True)
    for name in scenarios:
        (path if flat else path / SCENARIOS).joinpath(f"{name}.yaml").write_bytes(STRAIT)
    (path if flat else path / RULEBOOKS).joinpath("basics.yaml").write_bytes(BASICS)
    return path


def as_zip(path: Path, *scenarios: str, flat: bool = False) -> Path:
    file = path.with_suffix(".zip")
    file.write_bytes(zipped(folder(path, *scenarios, flat=flat)))
    return file


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of installed packs."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "packs"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "packs").mkdir()
    return tmp_path / "packs"


@pytest.mark.parametrize("flat", [False, True])
def test_a_pack_is_the_same_as_folder_and_as_zip(tmp_path: Path, flat: bool) -> None:
    """In two folders or in one: its one scenario plays by the rulebook within."""
    for path in (folder(tmp_path / "a", "strait", flat=flat), as_zip(tmp_path / "b", "strait", flat=flat)):
        loaded = load(str(path))
        assert (loaded.rules.id, loaded.rules.rulebook) == ("strait", "basics")
        assert loaded.rulebook.text == BASICS
        assert load(f"{path}:strait").rules.title == "The Strait"
        assert load_book(str(path))[0].doc.rulebook == load_book(f"{path}:strait")[0].doc.rulebook == "basics"
        assert [check(file) for file in pack_at(path).all] == [[], []]


def test_a_pack_with_several_asks_which(tmp_path: Path) -> None:
    """And says how to name one; a wrong name gets the nearest."""
    file = as_zip(tmp_path / "p", "one", "two")
    with pytest.raises(ContentError, match=r"holds 2 scenarios: one, two; name one, as .*p\.zip:one"):
        load(str(file))
    with pytest.raises(ContentError, match="did you mean 'two'"):
        load(f"{file}:twoo")
    assert load(f"{file}:two").scenario.name == f"{file}:scenarios/two.yaml"
    assert load(f"{file}:scenarios/two.yaml").rules.id == "strait"


def test_problems_name_the_member(tmp_path: Path) -> None:
    """With line and column, as for a file."""
    path = folder(tmp_path / "p", "strait")
    (path / SCENARIOS / "strait.yaml").write_bytes(STRAIT.replace(b"letter: N", b"letter: no"))
    file = tmp_path / "p.zip"
    file.write_bytes(zipped(path))
    [problem] = check(locate(str(file)))
    assert problem.file == f"{file}:scenarios/strait.yaml"
    assert problem.line > 1


def test_installed_packs_are_offered_with_where_they_come_from(packs: Path) -> None:
    """A folder, a zip, and loose files in the folder of packs itself; a bare name plays them."""
    folder(packs / "alpha", "first")
    as_zip(packs.parent / "beta", "second").rename(packs / "beta.zip")
    folder(packs, "third", flat=True)
    listed, problems = catalogue()
    assert not problems
    assert [(e.name, e.pack) for e in listed if e.pack] == [
        ("third", packs), ("first", packs / "alpha"), ("second", packs / "beta.zip"),
    ]  # fmt: skip
    assert [e.name for e in listed if not e.pack] == names()
    assert load("second").scenario.name == f"{packs / 'beta.zip'}:scenarios/second.yaml"
    assert glance(f"{packs / 'beta.zip'}:second").title == "The Strait"


def test_the_default_folder_is_that_of_the_system(packs: Path) -> None:
    """After the one that is named."""
    assert folders() == [packs, packs.parent / "data" / "seawar" / "packs"]
    folder(folders()[1] / "mine", "fourth")
    assert load("fourth").rules.id == "strait"


def test_what_ships_wins_a_clash_unless_the_path_is_given(packs: Path) -> None:
    """So no pack changes what a known name plays, scenario or rulebook."""
    shipped = names()[0]
    path = folder(packs / "sly", shipped)
    (path / RULEBOOKS / "matrix.yaml").write_bytes(BASICS.replace(b"rulebook: basics", b"rulebook: matrix"))
    assert load(shipped).rules.id == shipped
    assert load(f"{path}:{shipped}").rules.id == "strait"
    assert [(e.key, e.hidden) for e in catalogue()[0] if e.pack] == [(f"{path}:{shipped}", True)]
    assert "matrix.argue" in load_book("matrix")[0].orders


def test_one_bad_pack_hides_no_other(packs: Path) -> None:
    """It is told beside the rest; so is one with two files of a name."""
    (packs / "bad.zip").write_bytes(b"PK")
    folder(packs / "good", "fifth")
    (folder(packs / "twice", "sixth") / "sixth.yaml").write_bytes(STRAIT)
    listed, problems = catalogue()
    assert [e.name for e in listed if e.pack] == ["fifth"]
    assert [Path(p.file).name for p in problems] == ["bad.zip", "sixth.yaml"]


def test_a_zip_is_the_same_bytes_on_every_machine(tmp_path: Path) -> None:
    """Whatever the dates, the order on the disk, or what else lies about."""
    one, two = folder(tmp_path / "a", "x", "y"), folder(tmp_path / "b", "y", "x")
    for path in (one, two):
        (path / "README.md").write_text("About it.")
    (two / "games").mkdir()
    (two / ".hidden.yaml").write_text("?")
    assert zipped(one) == zipped(two)
    file = tmp_path / "a.zip"
    file.write_bytes(zipped(one))
    with zipfile.ZipFile(file) as archive:
        assert archive.namelist() == ["README.md", "rulebooks/basics.yaml", "scenarios/x.yaml", "scenarios/y.yaml"]


def test_a_folder_without_content_is_told(tmp_path: Path) -> None:
    """As is a pack that holds rulebooks alone where a scenario is asked for."""
    with pytest.raises(ContentError, match="holds no content"):
        load(str(tmp_path))
    with pytest.raises(ContentError, match=r"holds no scenario, only rulebooks/basics\.yaml"):
        load(str(folder(tmp_path / "p")))


def test_what_lies_in_a_zip_is_no_file(tmp_path: Path) -> None:
    """Whoever needs one on the disk is told."""
    file = as_zip(tmp_path / "p", "strait")
    assert isinstance(locate(str(file)), Member)
    with pytest.raises(ContentError, match="lies in a zip"):
        find(str(file))


def test_a_folder_that_is_called_like_a_file_is_in_nobodys_way(
    tmp_path: Path, packs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rulebook beside its scenario, or what ships, goes before a folder here of the same name."""
    monkeypatch.chdir(tmp_path)
    for name in ("basics", "matrix", names()[0]):
        folder(tmp_path / name, "other")
    folder(tmp_path, "strait", flat=True)
    assert load("strait.yaml").rulebook.name == "basics.yaml"
    assert "matrix.argue" in load_book("matrix")[0].orders
    assert load(names()[0]).rules.id == names()[0]
    assert load(f"./{names()[0]}").rules.id == "strait"
    folder(tmp_path / "mine", "strait")
    assert load("mine").rules.id == "strait"


def test_a_rulebook_of_an_installed_pack_is_found_by_its_name(packs: Path) -> None:
    """By itself and for a scenario elsewhere."""
    folder(packs / "rules", "seventh")
    assert load_book("basics")[0].doc.rulebook == load_book("seventh")[0].doc.rulebook == "basics"
    (packs.parent / "alone.yaml").write_bytes(STRAIT)
    assert load(str(packs.parent / "alone.yaml")).rulebook.text == BASICS
