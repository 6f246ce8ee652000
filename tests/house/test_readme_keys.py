"""That the keys the README names for the white cell are those that its screen has."""

from __future__ import annotations

import re
from pathlib import Path

from seawar.tui.actions import UMPIRE

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_every_key_of_running_a_session_is_one() -> None:
    """In the table: a key that was moved or dropped is found."""
    section = README.partition("### Running a session")[2].partition("### People")[0]
    cells = [
        line.rsplit("|", 2)[1] for line in section.splitlines() if line.startswith("| ") and "what you do" not in line
    ]
    named = {key for cell in cells for key in re.findall(r"`([^`]+)`", cell)} - {"Enter"}
    assert len(named) > 20
    assert named <= {action.shown for action in UMPIRE}
