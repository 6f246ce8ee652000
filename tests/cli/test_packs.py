"""That packs are written, listed, checked and played by the commands, and that a journal does without its pack."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cli.test_cli import SAMPLES, seawar


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A folder with one scenario and its rulebook."""
    for kind, name in (("scenarios", "strait"), ("rulebooks", "basics")):
        (tmp_path / "own" / kind).mkdir(parents=True)
        shutil.copy(SAMPLES / f"{name}.yaml", tmp_path / "own" / kind)
    return tmp_path / "own"


def test_a_journal_does_without_its_pack(tmp_path: Path, pack: Path) -> None:
    """Begun from a zip, it is verified, replayed and gone on with when the zip is gone."""
    assert seawar("pack", "own", "-o", "own.zip", cwd=tmp_path).code == 0
    shutil.rmtree(pack)
    played = seawar("play", "own.zip", "--headless", "--seed", "2", "--journal", "g.seawar.jsonl", cwd=tmp_path)
    assert played.code == 0, played.err
    (tmp_path / "own.zip").unlink()
    assert seawar("verify", "g.seawar.jsonl", cwd=tmp_path).code == 0
    assert "Verdict" not in seawar("replay", "g.seawar.jsonl", "--text", "--as", "north", cwd=tmp_path).err
    lines = (tmp_path / "g.seawar.jsonl").read_text().splitlines(keepends=True)
    opened = next(n for n, line in enumerate(lines) if '"phase":"opened"' in line)
    (tmp_path / "h.seawar.jsonl").write_text("".join(lines[: opened + 1]))
    resumed = seawar("play", "--resume", "h.seawar.jsonl", "--headless", cwd=tmp_path)
    assert resumed.code == 0, resumed.err
    assert "Outcome:" in resumed.out


def test_each_command_takes_a_folder_or_a_zip(tmp_path: Path, pack: Path) -> None:
    """Check, rehearse, rulebook, print-outs."""
    assert seawar("pack", pack, "-o", "own.zip", cwd=tmp_path).code == 0
    for what in ("own", "own.zip"):
        assert "2 files checked, no problem" in seawar("check", what, cwd=tmp_path).out
        assert "1 games" in seawar("rehearse", what, "-n", "1", "--jobs", "1", cwd=tmp_path).out
        assert seawar("rulebook", what, cwd=tmp_path).code == 0
        assert "MSEL: The Strait" in seawar("msel", what, cwd=tmp_path).out
        assert seawar("order-sheet", f"{what}:strait", "--seat", "north", cwd=tmp_path).code == 0


def test_installed_packs_are_listed_with_where_they_come_from(
    tmp_path: Path, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the list says how to play one whose name is taken, and what cannot be read."""
    shutil.copy(SAMPLES / "strait.yaml", pack / "scenarios" / "dokdo-2019.yaml")
    (tmp_path / "bad.zip").write_bytes(b"no zip")
    monkeypatch.setenv("SEAWAR_PACKS", str(tmp_path))
    ran = seawar("scenarios", cwd=tmp_path)
    assert f"The Strait (3 seats, 7 turns), from {pack}\n" in ran.out
    assert f"so play it as {pack}:dokdo-2019" in ran.out
    assert "bad.zip: is no zip that can be read" in ran.err
    assert {"strait", f"{pack}:dokdo-2019"} <= {*seawar("scenarios", "--names", cwd=tmp_path).out.splitlines()}


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["pack", "own", "-o", "own.tar"], "-o own.zip"),
        (["pack", "nowhere", "-o", "x.zip"], "expected a folder"),
        (["pack", "own", "-o", "notes.zip"], "is no zip that can be read"),
        (["play", "none.zip"], "cannot be read"),
        (["play", "own:nix"], "no scenario 'nix' in this pack"),
        (["check", "notes.zip"], "is no zip that can be read"),
    ],
)
def test_what_cannot_be_is_told(tmp_path: Path, pack: Path, args: list[str], said: str) -> None:
    """One sentence, exit code 1; a file that is no pack is never written over."""
    (tmp_path / "notes.zip").write_text("mine")
    ran = seawar(*args, cwd=tmp_path)
    assert ran.code == 1
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert (tmp_path / "notes.zip").read_text() == "mine"


def test_a_pack_is_sound_and_whole_before_it_is_written(tmp_path: Path, pack: Path) -> None:
    """A problem, or a rulebook that lies elsewhere, and nothing is written."""
    (pack / "rulebooks" / "basics.yaml").rename(tmp_path / "basics.yaml")
    assert "no rulebook 'basics'" in seawar("pack", "own", "-o", "own.zip", cwd=tmp_path).err
    (tmp_path / "other" / "rulebooks").mkdir(parents=True)
    (tmp_path / "basics.yaml").rename(tmp_path / "other" / "rulebooks" / "basics.yaml")
    packs = {"SEAWAR_PACKS": str(tmp_path)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(*next(iter(packs.items())))
        assert "lies elsewhere" in seawar("pack", "own", "-o", "own.zip", cwd=tmp_path).err
    assert not (tmp_path / "own.zip").exists()
