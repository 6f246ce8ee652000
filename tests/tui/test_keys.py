"""That actions can be given other keys, and that a file with faults leaves every action its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from seawar.tui import keys
from seawar.tui.actions import EVERYWHERE, PANELS, SEAT, UMPIRE
from seawar.tui.app import SeawarApp
from seawar.tui.dialogs import Choose
from tui.table import Played, text, wait_until


def written(folder: Path, text: str) -> Path:
    path = folder / keys.NAME
    path.write_text(text)
    return path


def test_every_action_has_an_id_and_a_key_of_its_own() -> None:
    """On each screen, and none of them is a key that terminals do not send."""
    for screen in ((*EVERYWHERE, *PANELS, *SEAT), (*EVERYWHERE, *PANELS, *UMPIRE)):
        assert len({action.id for action in screen}) == len(screen)
        assert len({action.key for action in screen}) == len(screen)
    assert keys.keymap(Path("nowhere/keys.toml")) == ({}, "")


@pytest.mark.parametrize(("file", "found", "said"), [
    ('"seat.add" = "a"', {"seat.add": "a"}, ""),
    ('"seat.fly" = "a"', {}, "no action"),
    ('"seat.add" = 3', {}, "no action"),
    ('"seat.add" = "s"', {"seat.add": "s"}, "both"),
    ("seat.add = ", {}, "not read"),
    ("\x00", {}, "not read"),
])  # fmt: skip
def test_a_file_of_keys_is_read_or_told(file: str, found: dict[str, str], said: str, tmp_path: Path) -> None:
    """What can be used is; what is wrong is one sentence with the file's name."""
    path = written(tmp_path, file)
    got, problem = keys.keymap(path)
    assert got == found
    assert said in problem
    assert bool(problem) == (str(path) in problem)


def test_another_key_works_and_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the row of keys, in the help, and under the finger."""
    path = written(tmp_path, '"seat.add" = "a"')
    monkeypatch.setattr("seawar.tui.app.path", lambda: path)
    game = Played("rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await wait_until(pilot, lambda: "A New order" in text(app))
        await pilot.press("o")
        await pilot.pause(0.1)
        assert not isinstance(app.screen, Choose)
        await pilot.press("a")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose))

    game.run(script)


def test_every_action_can_be_done() -> None:
    """What keys, palette and help offer is there on the screen that offers it."""
    from seawar.tui.seat import SeatScreen
    from seawar.tui.umpire import UmpireScreen

    for screen in (SeatScreen, UmpireScreen):
        for action in screen.ACTIONS:
            assert hasattr(screen, f"action_{action.method.partition('(')[0]}"), action.id
    for action in EVERYWHERE:
        assert hasattr(SeawarApp, f"action_{action.method}"), action.id
