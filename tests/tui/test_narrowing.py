"""That a long list is made short by what is typed, and says what the choice costs and what is left."""

from __future__ import annotations

from textual.pilot import Pilot

from seawar.tui.app import SeawarApp
from seawar.tui.dialogs import Choose
from seawar.tui.form import OrderForm
from seawar.tui.lines import Row, row
from seawar.tui.narrowing import narrowed
from seawar.tui.rows import RowList
from seawar.tui.seat import SeatScreen
from tui.table import Played, text, wait_until

ROWS = [
    row("Air"), row("Hold fighters on alert", key="alert"), row("Fly a patrol", key="patrol"), Row(),
    row("Maritime"), row("Share the undersea picture", key="picture"), row("Keep ships on station", key="ships"),
]  # fmt: skip


def keys(typed: str) -> list[str]:
    return [one.key for one in narrowed(ROWS, typed) if one.key]


def test_words_find_a_choice_by_any_part_of_it() -> None:
    """Parts of words in any order and case, all of which must be there."""
    assert keys("") == ["alert", "patrol", "picture", "ships"]
    assert keys("SEA pict") == ["picture"]
    assert keys("pict  share") == ["picture"]
    assert keys("ships alert") == []


def test_a_heading_finds_what_stands_under_it() -> None:
    """Its name brings the whole group, and a group without a find loses its heading too."""
    assert keys("marit") == ["picture", "ships"]
    assert [one.spans[0][0] for one in narrowed(ROWS, "patrol") if one.spans] == ["Air", "Fly a patrol"]


def test_letters_find_an_order_type_and_esc_brings_the_others_back() -> None:
    """A letter that would leave nothing is not taken; Enter opens what was found."""
    game = Played("rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await pilot.press("o")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose))
        choices = app.screen.query_one("#choices", RowList)
        every = len(choices.rows)
        assert "influence left" in text(app)
        await pilot.press(*"on alert", "#")
        assert choices.cursor == "air.alert"
        assert "New order   on alert" in text(app)
        await pilot.press("escape")
        assert isinstance(app.screen, Choose) and len(choices.rows) == every
        await pilot.press(*"on alertt", "backspace", "t", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, OrderForm))
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, SeatScreen))

    game.run(script)
