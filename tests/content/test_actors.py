"""Who may sit at a table: the seats that a rulebook names, or anybody, and never a word that means something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from seawar.content.groups import GROUPS, RESERVED
from seawar.content.library import RULEBOOKS, check, find, load
from seawar.core.state import PUBLIC, UMPIRE
from seawar.replay.person_entries import OBSERVER

SAMPLES = Path(__file__).parents[1] / "samples"
STRAIT = (SAMPLES / "strait.yaml").read_text()


def beside(folder: Path, scenario: str, rulebook: str) -> Path:
    """The scenario's file, with a rulebook beside it."""
    (folder / "basics.yaml").write_text(rulebook)
    (folder / "strait.yaml").write_text(scenario)
    return folder / "strait.yaml"


@pytest.mark.parametrize("word", sorted(RESERVED - {"any"}))
def test_no_seat_is_named_by_a_reserved_word(tmp_path: Path, word: str) -> None:
    """Neither in a rulebook nor in a scenario: an audience or a name of conditions would be shadowed."""
    book = (SAMPLES / "basics.yaml").read_text().replace("actors: [", f"actors: [{word}, ", 1)
    file = beside(tmp_path, STRAIT.replace("\nseats:\n", f"\nseats:\n  {word}: {{}}\n", 1), book)
    told = [str(problem) for problem in check(tmp_path / "basics.yaml")]
    assert any(f"{word!r} means something else" in line for line in told), told
    assert any(f"seats.{word}: {word!r} means something else" in str(problem) for problem in check(file))


def test_every_audience_is_reserved() -> None:
    """What effects and screens may name besides seats."""
    assert {PUBLIC, UMPIRE, OBSERVER, *GROUPS, "self", "partner", "other"} <= RESERVED


def test_any_stands_alone(tmp_path: Path) -> None:
    """`any` beside names would leave it open whether those are all."""
    book = (SAMPLES / "basics.yaml").read_text().replace("actors: [", "actors: [any, ", 1)
    beside(tmp_path, STRAIT, book)
    assert any("'any' stands alone" in str(problem) for problem in check(tmp_path / "basics.yaml"))


def test_a_rulebook_for_anybody_names_nobody(tmp_path: Path) -> None:
    """Seats of any id play by it, and a condition in it that names a seat is refused."""
    matrix = find("matrix", RULEBOOKS).read_text()
    asked = matrix.replace("when: support(self) >= 7", "when: 'support(\"mars\") >= 7'", 1)
    (tmp_path / "matrix.yaml").write_text(asked)
    assert "unknown seat 'mars'" in "".join(map(str, check(tmp_path / "matrix.yaml")))


def test_any_scenario_is_played_as_a_matrix_game() -> None:
    """Whatever its seats are called."""
    rules = load(str(SAMPLES / "strait.yaml"), rulebook="matrix").rules
    assert (next(iter(rules.seats)), rules.rulebook) == ("north", "matrix")
