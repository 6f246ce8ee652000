"""That a rulebook which can be read and makes no sense is told at load, with place and remedy."""

from __future__ import annotations

import re
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
NOW = "when: %s, add: 1, because: a government that is trusted at home is heard abroad"
URGED = 'lasts("convened", self, "us")\', by: 1'
RULING = 'when: \'matter("seized-assets", "pending")\'\n    mean'
GRUDGE = "when: 'affronted(self, other)'"
ABSURD = "it can never hold, so"
LIFT = "raise: {track: tension, with: contact.owner, to: %d}"
MOVES = "track: tension, moves: %d"
HARDEN = '    when: tally("defence", self) < 3'


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (CONVENE % 1, CONVENE % 9, "costs 9 influence, of which a seat has 6 at the most"),
        (JOINT % 1, JOINT % 2, "needs 2 to sign with it, and 2 can give it"),
        (HARDEN, "    when: not 1", "it can never hold, so the order can never be given"),
        (HARDEN, "    when: support(self) > 10", f"{ABSURD[:-4]} (support goes from 0 to 10), so the order can never"),
        (HARDEN, "    when: 'tension(self, \"japan\") > 12'", "(tension goes from 0 to 12), so the order can never"),
        (HARDEN, "    when: support(self) > 5 and 3 > support(self)", "so the order can never be given"),
        (HARDEN, '    when: \'same(self, "japan") and same(self, "rok")\'', "so the order can never be given"),
        (HARDEN, "    when: 'left(\"influence\") > 6'", "so the order can never be given"),
        (HARDEN, "    when: 1 == 2", "so the order can never be given"),
        (
            "calms: true\n    when: same(seat",
            "calms: true\n    when: 'same(self, \"rok\")' # (seat",
            "so the order can never",
        ),
        (NOW % "support(self) >= 7", NOW % "support(self) > 10", "so the modifier never counts"),
        (NOW % "support(self) >= 7", NOW % "support(self) >= 0", "it always holds (support goes from 0 to 10), so"),
        (URGED, 'same(self, "us") and same(self, "china")\', by: 1', f"{ABSURD} it lowers nothing"),
        (
            RULING,
            RULING.replace("pending", 'pending") and matter("seized-assets", "seized'),
            f"{ABSURD} the chance never",
        ),
        (GRUDGE, "when: 'affronted(self, other) and not affronted(self, other)'", f"{ABSURD} nothing ever follows"),
        (LIFT % 5, LIFT % 55, "tension goes from 0 to 12, and never more: to 55 it cannot be raised; write 1 to 12"),
        (LIFT % 5, LIFT % 0, "tension goes from 0 to 12, so it is never less: to 0 it cannot be raised"),
        (MOVES % 3, MOVES % 13, "tension goes from 0 to 12 and never moves by 13; write 12 or less"),
        (MOVES % 3, "track: tenison, moves: 3", "no track 'tenison', did you mean 'tension'?"),
        ("  resource: influence\n  cost: 1", "  resource: influense\n  cost: 1", "no resource 'influense'"),
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


INJECT = 'turn >= 11 and pact("gsomia", "in-force")\''
AIM = 'met: \'pact("gsomia", "in-force")\''
LINE = 'when: \'tally("bursts", "japan") > 0\''
END = 'when: \'pact("gsomia", "lapsed") and trust("japan", "rok") <= -3 and'
CONVENED = "diplomatic.convene, targets: {seat: rok}"
HABIT = "when: 'turn == 1', order: air.fly-zone, targets: {route: china-ieodo}"
GARLIC = "targets: {seat: china, good: garlic}"


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("dokdo-2019", INJECT, 'pact("gsomia", "lapsed") and ' + INJECT[14:], f"{ABSURD} the inject never fires"),
        ("dokdo-2019", AIM, "met: 'support(self) >= 11'", "(support goes from 0 to 10), so the aim is never met"),
        ("dokdo-2019", AIM, "met: 'support(\"japan\") >= 0'", "so the aim is met whatever happens"),
        ("dokdo-2019", AIM, "met: 'same(self, \"rok\")'", "so the aim is never met"),
        ("dokdo-2019", LINE, "when: 'tension(self, \"rok\") < 0'", "so the red line is never crossed"),
        ("dokdo-2019", LINE, "when: 'tension(self, \"rok\") < 20'", "so the red line is crossed at once"),
        ("dokdo-2019", LINE, "when: 'not crossed(self, \"no-shot\")'", "'no-shot' is crossed when this first holds"),
        ("dokdo-2019", END, END[:-3] + "or", None),
        ("dokdo-2019", END, END + ' trust("japan", "rok") > 2 and', "so the exercise never ends so"),
        (
            "dokdo-2019",
            END,
            "when: '1 or " + END[7:],
            "it always holds (trust goes from -5 to 5), so the exercise ends at",
        ),
        ("dokdo-2019", HABIT, HABIT.replace("turn == 1", "turn < 2 and turn > 3"), "so the habit never comes to mind"),
        (
            "dokdo-2019",
            HABIT,
            HABIT.replace("china-ieodo", "china-iedo"),
            "no route 'china-iedo', did you mean 'china-i",
        ),
        ("dokdo-2019", HABIT, HABIT.replace("{route: ", "{raute: "), "air.fly-zone takes no target 'raute'"),
        (
            "dokdo-2019",
            HABIT,
            HABIT.replace("air.fly-zone, targets: {route: china-ieodo}", CONVENED),
            "is not china's to",
        ),
        (
            "calibration/t05-garlic",
            GARLIC,
            "targets: {seat: china, good: garlik}",
            "no good 'garlik', did you mean 'garlic'",
        ),
    ],
)
def test_nonsense_in_a_scenario_is_told_with_its_place(
    tmp_path: Path, name: str, old: str, new: str, said: str | None
) -> None:
    """One problem each, in the line that was changed; none for what may come about."""
    text = find(name.rpartition("/")[2], f"scenarios/{name.rpartition('/')[0]}".rstrip("/")).read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "changed.yaml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    problems = check(file)
    assert [said in problem.message for problem in problems if said] == [True] * (said is not None)
    assert [problem.line for problem in problems] == [text[: text.index(old)].count("\n") + 1] * (said is not None)


def test_a_rulebook_without_actors_is_told(tmp_path: Path) -> None:
    """Where nobody is named nobody gives orders."""
    book = re.sub(r"^actors: .*$", "actors: []", BOOK, flags=re.MULTILINE)
    file = tmp_path / "northeast-asia.yaml"
    file.write_text(book, encoding="utf-8")
    assert "names nobody, so no order can ever be given" in str(check(file))
