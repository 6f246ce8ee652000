"""That `seawar why` explains an entry, and answers bad input in one sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cli.test_cli import a_sentence, game, played, seawar

__all__ = ["game", "played"]


def number_of(path: Path, kind: str, holding: str = "") -> str:
    """The first entry of a kind."""
    lines = path.read_text().splitlines()
    return next(str(n) for n, line in enumerate(lines) if f'"d":{{"t":"{kind}"' in line and holding in line)


def test_a_result_is_explained_without_the_scenario_at_hand(played: Path) -> None:
    """Rule with file and line, effects, and causes that can be asked about in turn, back to an inject."""
    n = number_of(played / "game.seawar.jsonl", "settled", '"ContactMade"')
    ran = seawar("why", "game.seawar.jsonl", n, cwd=played)
    assert ran.code == 0, ran.err
    assert f"Entry {n}: East: Fly: " in ran.out
    assert re.search(r"Fly \(air\.fly\): basics\.yaml:\d+, rulebook as carried in entry 1", ran.out)
    (sheet,) = re.findall(r"<- entry (\d+) \(its order\) East sealed Fly", ran.out)
    assert re.search(r"also before it: inject 01 \(entry \d+\)", ran.out)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", ran.out)
    assert max(map(len, ran.out.splitlines())) <= 100
    asked = seawar("why", "game.seawar.jsonl", sheet, cwd=played)
    assert f"entry {n} East: Fly" in asked.out


@pytest.mark.parametrize("number", ["-1", "-99999", "100000", "nine", "1.5", "9" * 5000, "", " 3", "٣"])
def test_a_number_that_names_no_entry_is_one_sentence(played: Path, number: str) -> None:
    """What was expected, what came, what to do."""
    a_sentence(seawar("why", "game.seawar.jsonl", number, cwd=played), "expected the number of an entry", "came")


@pytest.mark.parametrize(("name", "word"), [
    ("none.jsonl", "no such file"), (".", "directory"), ("said.txt", "not a seawar journal"),
])  # fmt: skip
def test_what_is_no_journal_is_one_sentence(played: Path, name: str, word: str) -> None:
    """As for every command that reads one."""
    a_sentence(seawar("why", name, "3", cwd=played), word)


def test_the_good_part_of_a_damaged_journal_is_explained(game: Path) -> None:
    """With exit code 1 and the damage named; an entry behind the damage is not."""
    lines = game.read_bytes().splitlines(keepends=True)
    game.write_bytes(b"".join([*lines[:60], lines[60].replace(b'"vis":', b'"viz":'), *lines[61:]]))
    ran = seawar("why", game.name, "30", cwd=game.parent)
    assert ran.code == 1
    assert "Entry 30: " in ran.out
    assert "Only entries 0 to 59 can be trusted" in ran.err
    a_sentence(seawar("why", game.name, "70", cwd=game.parent), "entries 0 to 59", "entry 60")


def test_a_hidden_entry_of_a_copy_is_said_to_be_hidden(played: Path, tmp_path: Path) -> None:
    """Plainly, though the scenario is not installed here; nothing of another seat is told."""
    copy = tmp_path / "north.seawar.jsonl"
    assert seawar("redact", "game.seawar.jsonl", "--for", "north", "-o", copy, cwd=played).code == 0
    hidden = number_of(played / "game.seawar.jsonl", "settled")
    ran = seawar("why", copy, hidden, cwd=played)
    assert ran.code == 0, ran.err
    assert f"Entry {hidden} is not shown in this copy: it was not addressed to north" in ran.out
