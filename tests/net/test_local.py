"""Where new games at this machine go."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from seawar.net.local import new_path


def test_two_games_begun_in_one_second_have_journals_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when two screens are opened at once: the second is not refused for the first one's file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(time, "strftime", lambda form: "20310203-120000")
    names = []
    for _ in range(3):
        path = new_path("strait", None)
        path.touch()
        names.append(path.name.removesuffix(".seawar.jsonl"))
    assert names == [f"strait-20310203-120000{end}" for end in ("", "-2", "-3")]
