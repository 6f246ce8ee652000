"""That a rulebook which can be read and makes no sense is told at load, with place and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from seawar.content.library import check, find

BOOK = find("northeast-asia", "rulebooks").read_text(encoding="utf-8")


CONVENE = "    cost: {influence: %d}\n    seats: [us]\n    calms: true\n    when: same(seat"
JOINT = "    partners: %d\n    cost: {sorties: 2, influence: 1}"
EAR = "add: %d, because: both sides want Washington's ear"
PROTEST = "  protest:\n    effects:\n"
HUNG_UP = '      minor setback:\n        - tell: {to: self, source: Staff, text: "{seat} does not answer the line."}\n'
BUOYS = "add: %d, because: buoys enough"
WARNING = "add: %d, because: satellites see the launch"
HARDEN = '    when: tally("defence", self) < 3'


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (CONVENE % 1, CONVENE % 9, "costs 9 influence, of which a seat has 6 at the most"),
        (JOINT % 1, JOINT % 2, "needs 2 to sign with it, and 2 can give it"),
        (HARDEN, "    when: not 1", "never holds: the order can never be given"),
        (EAR % 1, EAR % 4, "together they make +5, and the table of contested ends at +3"),
        (BUOYS % 1, BUOYS % 2, "together they make +6, and the table of maritime.search ends at +5"),
        (WARNING % 1, WARNING % 2, "together they make +6, and the table of air.salvo ends at +5"),
        (PROTEST, PROTEST + "      - publish: {topic: protest}\n", "is no news again"),
        (HUNG_UP, "", "lacks the band minor setback"),
    ],
)
def test_nonsense_is_told_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    """One problem each, in the file's own line."""
    assert old in BOOK
    file = tmp_path / "northeast-asia.yaml"
    file.write_text(BOOK.replace(old, new, 1), encoding="utf-8")
    (problem,) = check(file)
    assert said in problem.message
    assert problem.line > 1


@pytest.mark.parametrize("name", ["northeast-asia", "matrix"])
def test_what_ships_makes_sense(name: str) -> None:
    """No finding in the rulebooks of the library."""
    assert check(find(name, "rulebooks")) == []
