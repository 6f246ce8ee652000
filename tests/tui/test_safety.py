"""That nothing a player writes can act on a terminal: no markup anywhere, and every text cleaned where it is drawn."""

from __future__ import annotations

import ast
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.pilot import Pilot

from seawar.core.clean import COMBINING_MAX, DROPPED, clean
from seawar.core.state import UMPIRE
from seawar.net.wire import Say
from seawar.tui.app import SeawarApp
from seawar.tui.curtain import CurtainScreen
from seawar.tui.dialogs import Confirm
from seawar.tui.lines import Row, bar, lay_out, row
from seawar.tui.seat import SeatScreen
from seawar.tui.theme import DARK, LIGHT
from seawar.tui.umpire import UmpireScreen
from tui.table import Played, grid, wait_until

SOURCE = Path(__file__).parents[2] / "src" / "seawar" / "tui"
MARKUP_WIDGETS = {"Static", "Label", "RichLog", "Log", "Markdown", "Button", "Header", "Footer", "OptionList", "notify"}
"""What parses markup or wraps what does; our own `Header` is drawn line by line."""


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.name)
def test_no_screen_uses_what_reads_markup(path: Path) -> None:
    """No widget of Textual's but Input, no notification, no markup, no console."""
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("textual.widgets"):
            assert {alias.name for alias in node.names} <= {"Input"}
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            assert name not in {"notify", "from_markup", "print", "print_markup"}, f"{name} at line {node.lineno}"
            assert not [k for k in node.keywords if k.arg == "markup"]


@given(st.text(max_size=200))
def test_clean_text_is_one_line_of_readable_characters(text: str) -> None:
    """Whatever goes in; and cleaning again changes nothing."""
    made = clean(text)
    assert not [c for c in made if unicodedata.category(c) in DROPPED or c in "\u2028\u2029"]
    assert clean(made) == made
    run = longest = 0
    for character in made:
        run = run + 1 if unicodedata.combining(character) else 0
        longest = max(longest, run)
    assert longest <= COMBINING_MAX


@pytest.mark.parametrize(("written", "read"), [
    ("\x1b[2JHello\x1b]52;c;aGk=\x07", "[2JHello]52;c;aGk="),
    ("a\u202eb\u2066c\u200bd", "abcd"),
    ("one\ntwo\tthree", "one two three"),
    ("日本 한국 é", "日本 한국 é"),
    ("e" + "\u0301" * 50, "é" + "\u0301" * 4),
    ("\U000e0041x", "x"),
    ("[@click=app.quit]hi[/]", "[@click=app.quit]hi[/]"),
])  # fmt: skip
def test_what_acts_is_dropped_and_what_is_read_stays(written: str, read: str) -> None:
    """Escape sequences lose their escape, invisible characters go, letters of every script stay."""
    assert clean(written) == unicodedata.normalize("NFC", read)


@given(st.lists(st.text(max_size=80), max_size=4), st.integers(1, 120), st.integers(0, 8), st.integers(0, 3))
def test_every_line_is_exactly_as_wide_as_asked(texts: list[str], width: int, hang: int, most: int) -> None:
    """For any text of any script, at any width."""
    rows = [Row(tuple((text, "text") for text in texts), (("right", "quiet"),), hang=hang, most=most), row("x")]
    for line in lay_out(rows, width):
        assert sum(cell_len(text) for text, _ in line.spans) == width


@given(st.text("abc defgh ", max_size=300), st.integers(10, 60))
def test_no_word_is_lost_in_wrapping(text: str, width: int) -> None:
    """Wrapped and joined again it is the same words."""
    lines = lay_out([row(text)], width)
    joined = "".join("".join(part for part, _ in line.spans) for line in lines)
    assert joined.replace(" ", "") == text.replace(" ", "")


def test_bars_have_a_square_for_each_box() -> None:
    """Filled up to the value; from the middle where there are two sides."""
    assert bar(5, 0, 12) == "▪▪▪▪▪▫▫▫▫▫▫▫"
    assert (bar(-2, -5, 5), bar(0, -5, 5)) == ("▫▫▫▪▪∙▫▫▫▫▫", "▫▫▫▫▫∙▫▫▫▫▫")


def test_a_hostile_message_is_drawn_as_text() -> None:
    """Even one that got past the table: markup shows as it is, and nothing that acts reaches the screen."""
    game = Played("japan", "rok")
    hostile = "[@click=app.quit]free[/] \x1b[2J\x9b31m \u202ebackwards [/]"

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        game.table.say("evil", "japan", ["rok"], hostile)
        await game.session.seats["japan"].send(Say("x1", ("rok",), "[b]bold[/b]"))
        await pilot.press("k")
        await pilot.pause(0.2)
        await pilot.press("2")
        await wait_until(pilot, lambda: any("[@click=app.quit]free[/]" in line for line in grid(app)))
        assert all(line.isprintable() for line in grid(app))
        assert app.is_running

    game.run(script)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_text_has_contrast(theme: dict[str, str]) -> None:
    """At least 4.5 to 1 for text on every ground (the source of that figure is WCAG 2, level AA)."""
    for ground in ("ground", "raised", "land"):
        for role in ("text", "quiet", "you", "others", "new", "truth", "late"):
            light, dark = sorted((luminance(theme[ground]), luminance(theme[role])), reverse=True)
            ratio = (light + 0.05) / (dark + 0.05)
            assert ratio >= 4.5, f"{role} on {ground}: {ratio:.2f}"


def test_what_is_cut_shows_as_much_as_fits() -> None:
    """A long first word is cut, not left out."""
    (line,) = lay_out([row(("Intent    ", "quiet"), "Uncompromisingly calm, whatever comes", hang=10, most=1)], 24)
    assert "".join(text for text, _ in line.spans) == "Intent    Uncompromis..."


@pytest.mark.parametrize("last", ["seat", "curtain"])
def test_screens_asked_for_faster_than_they_come_up_are_no_fault(last: str) -> None:
    """Keys that arrive in one burst: what was asked for last is what stands, and a curtain is never lost."""
    game = Played("japan", "rok")

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await wait_until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        app.open_seat("japan")
        app.open_seat("rok")
        if last == "curtain":
            app.action_curtain()
        await pilot.pause()
        wanted = CurtainScreen if last == "curtain" else SeatScreen
        await wait_until(pilot, lambda: isinstance(app.screen, wanted) and len(app.screen_stack) == 2)
        await pilot.pause(0.3)
        assert isinstance(app.screen, wanted)
        if isinstance(app.screen, SeatScreen):
            assert app.screen.seat.seat == "rok"

    game.run(script)


def test_a_letter_with_caps_lock_means_the_same() -> None:
    """Hints are printed in capitals."""
    game = Played("rok", UMPIRE)

    async def script(app: SeawarApp, pilot: Pilot[None]) -> None:
        await wait_until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        await pilot.press("W")
        await wait_until(pilot, lambda: isinstance(app.screen, UmpireScreen))
        await pilot.press("N")
        await wait_until(pilot, lambda: game.table.phase == "plan")
        await pilot.press("N")
        await wait_until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("Y")
        await wait_until(pilot, lambda: game.table.phase == "adjudicate")

    game.run(script)
