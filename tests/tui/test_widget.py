"""The map under a reader's hands."""

from __future__ import annotations

from dataclasses import replace

from rich.cells import cell_len
from textual.binding import Binding
from textual.events import MouseScrollDown, MouseScrollUp
from textual.pilot import Pilot
from textual.widgets import Static

from seawar.tui.map.marks import Mark
from seawar.tui.map.widget import TheatreMap
from tui.pilot import MapApp, play
from tui.scenes import LEGEND, approach, morning


def said(app: MapApp) -> list[tuple[str, str]]:
    return [
        (type(m).__name__, m.mark_id) for m in app.said if isinstance(m, TheatreMap.Picked | TheatreMap.Highlighted)
    ]


def test_stepping_and_picking_by_keys() -> None:
    """Full stop goes on, comma back, Enter picks; the target comes first, then one's own."""

    async def script(app: MapApp, pilot: Pilot[None]) -> None:
        await pilot.press("full_stop", "full_stop", "comma", "comma", "full_stop", "enter")
        steps = ["unknown", "f15k", "unknown", morning()[-1].id, "unknown"]
        assert said(app) == [*(("Highlighted", id_) for id_ in steps), ("Picked", "unknown")]
        assert app.map.highlighted == "unknown"

    play(MapApp(morning()), script)


def test_the_first_enter_highlights() -> None:
    """Nothing is picked that the reader has not seen."""

    async def script(app: MapApp, pilot: Pilot[None]) -> None:
        await pilot.press("enter")
        assert said(app) == [("Highlighted", "unknown")]
        await pilot.press("enter")
        assert said(app)[-1] == ("Picked", "unknown")

    play(MapApp(morning()), script)


def test_stepping_to_what_is_out_of_sight_brings_it_into_view() -> None:
    """The last mark is far outside the first view."""

    async def script(app: MapApp, pilot: Pilot[None]) -> None:
        assert "Vladivostok" not in {d.label for d in app.map.picture.drawn}
        await pilot.press("comma")
        assert "Vladivostok" in {d.label for d in app.map.picture.drawn}

    play(MapApp(morning()), script)


def test_panning_zooming_and_seeing_all() -> None:
    """Arrows move the view, plus and minus change its scale, 0 holds every mark and then goes back."""

    async def script(app: MapApp, pilot: Pilot[None]) -> None:
        first = app.map.view
        await pilot.press("left", "up")
        assert app.map.view.lon < first.lon
        assert app.map.view.lat > first.lat
        target = next(d for d in app.map.picture.drawn if d.ids == ("unknown",))
        await pilot.press("plus")
        assert app.map.view.km < first.km
        nearer = next(d for d in app.map.picture.drawn if d.ids == ("unknown",))
        assert abs(nearer.x - target.x) <= 1 >= abs(nearer.y - target.y)
        await pilot.press("minus", "right", "down")
        assert abs(app.map.view.lon - first.lon) < 0.2
        await pilot.press("0")
        assert {id_ for d in app.map.picture.drawn for id_ in d.ids} == {m.id for m in morning()}
        await pilot.press("0")
        assert app.map.view == first
        assert sum(isinstance(m, TheatreMap.Moved) for m in app.said) == 8

    play(MapApp(morning()), script)


def test_new_marks_leave_a_chosen_view_alone() -> None:
    """Only while the reader has not moved does the view follow what moves."""

    async def script(app: MapApp, pilot: Pilot[None]) -> None:
        far = Mark("far", "contact", 27, 124, "C", 90, "far away", role="others")
        await pilot.press("plus")
        chosen = app.map.view
        app.map.show([*morning(), far], title="later")
        assert app.map.view == chosen
        await pilot.press("0", "0")
        app.map.show([far])
        assert [d.ids for d in app.map.picture.drawn] == [("far",)]

    play(MapApp(morning()), script)


def test_a_click_picks_the_nearest_mark() -> None:
    """On the symbol, beside it, on its label; not on open water."""

    async def script(app: MapApp, pilot: Pilot[None]) -> None:
        spot = next(d for d in app.map.picture.drawn if "h6" in d.ids)
        for x in (spot.x, spot.x - 2, spot.label_x + 5):
            app.said.clear()
            app.map.highlight("")
            await pilot.click(TheatreMap, offset=(x, (spot.y if x <= spot.x else spot.label_y) + 1))
            assert said(app) == [("Highlighted", "h6"), ("Picked", "h6")]
        await pilot.click(TheatreMap, offset=(spot.x, spot.y + 1))
        assert said(app)[-1] == ("Picked", "tu95"), "those who share a symbol take turns"
        app.said.clear()
        await pilot.click(TheatreMap, offset=(60, 3))
        assert not said(app)

    play(MapApp(morning()), script)


def test_the_wheel_zooms() -> None:
    """Up comes nearer, down goes back."""

    async def script(app: MapApp, pilot: Pilot[None]) -> None:
        first = app.map.view
        app.map.post_message(MouseScrollUp(app.map, 20, 10, 0, -1, 0, False, False, False, 20, 10))
        await pilot.pause()
        assert app.map.view.km < first.km
        app.map.post_message(MouseScrollDown(app.map, 20, 10, 0, 1, 0, False, False, False, 20, 10))
        await pilot.pause()
        assert abs(app.map.view.lon - first.lon) < 0.01

    play(MapApp(morning()), script)


def test_tab_leaves_the_map_and_takes_the_highlight_along() -> None:
    """What is bright is where the keys go."""

    async def script(app: MapApp, pilot: Pilot[None]) -> None:
        await pilot.press("full_stop")
        assert reversed_text(app)
        await pilot.press("tab")
        assert app.focused is app.query_one("#elsewhere", Static)
        assert not reversed_text(app)
        await pilot.press("shift+tab")
        assert "unknown" in "".join(reversed_text(app))

    play(MapApp(morning()), script)


def test_it_can_be_read_without_colour() -> None:
    """Bold, brackets and reverse remain."""

    async def script(app: MapApp, pilot: Pilot[None]) -> None:
        await pilot.press("full_stop")
        styled = [segment for y in range(app.map.size.height) for segment in app.map.render_line(y)]
        bold = "".join(s.text for s in styled if s.style and s.style.bold)
        assert "[?◃]" in bold
        assert "K▾" in bold
        assert reversed_text(app)

    play(MapApp(morning()), script)


def test_texts_are_never_markup() -> None:
    """What a player typed is shown as typed."""

    async def script(app: MapApp, pilot: Pilot[None]) -> None:
        rude = replace(morning()[1], text="[@click=app.quit]hi[/]")
        app.map.show([rude], title="[b]x[/")
        assert "[@click=app.quit]hi[/]" in "\n".join(app.rows())
        assert app.rows()[0].startswith("[b]x[/")

    play(MapApp([]), script)


def test_hangul_kanji_and_control_characters_keep_the_columns() -> None:
    """Two columns a character are counted as two, and what could move the cursor is left out."""

    async def script(app: MapApp, pilot: Pilot[None]) -> None:
        other = replace(morning()[1], letter="韓", text="전투기 두 대\x1b[2J\u202e")
        app.map.show([other], title="竹島・独島\x07" + "島" * 60, legend=["韓 Korea"])
        strips = [app.map.render_line(y) for y in range(app.map.size.height)]
        assert {sum(cell_len(s.text) for s in strip) for strip in strips} == {app.map.size.width}
        assert "전투기 두 대[2J" in "\n".join(app.rows())
        assert not any(c in "".join(app.rows()) for c in "\0\x07\x1b\u202e")

    play(MapApp([]), script, width=87)


def test_the_rim_shows_what_fits_whole() -> None:
    """Title, scale, key and legend give way one after the other, and none is cut."""

    async def wide(app: MapApp, pilot: Pilot[None]) -> None:
        assert app.rows()[0].startswith("What Korea knows at 09:00")
        assert app.rows()[0].endswith("km    ∙ ∙ ∙ zone edge")
        assert app.rows()[-1].rstrip() == "  ".join(LEGEND)

    async def narrow(app: MapApp, pilot: Pilot[None]) -> None:
        assert app.rows()[0].endswith(" km")
        assert app.rows()[-1].rstrip() == " ".join(LEGEND[:4])

    play(MapApp(morning(), legend=LEGEND), wide)
    play(MapApp(morning(), legend=LEGEND), narrow, width=42, height=18)


def test_a_route_is_dotted_in_its_colour() -> None:
    """From the target towards the islets."""

    async def script(app: MapApp, pilot: Pilot[None]) -> None:
        without = app.rows()
        app.map.show(morning(), approach(), "What Korea knows at 09:00")
        changed = [y for y, (a, b) in enumerate(zip(without, app.rows(), strict=True)) if a != b]
        assert len(changed) == 1

    play(MapApp(morning()), script)


def test_strips_are_kept_until_something_changes() -> None:
    """The same objects while nothing moves; rows without marks survive a change of marks."""

    async def script(app: MapApp, pilot: Pilot[None]) -> None:
        before = [app.map.render_line(y) for y in range(app.map.size.height)]
        assert all(app.map.render_line(y) is strip for y, strip in enumerate(before))
        changed = app.map.picture.changed
        app.map.show(morning()[:1], title="x")
        kept = [y for y in range(1, app.map.size.height - 1) if app.map.render_line(y) is before[y]]
        assert set(kept) >= set(range(1, app.map.size.height - 1)) - {y + 1 for y in changed | app.map.picture.changed}
        assert kept

    play(MapApp(morning()), script)


def test_a_change_of_theme_changes_the_colours() -> None:
    """The app's theme decides."""

    async def script(app: MapApp, pilot: Pilot[None]) -> None:
        before = app.map.render_line(5)
        app.theme = "textual-light"
        await pilot.pause()
        assert app.map.render_line(5) != before
        assert app.map.render_line(5).text == before.text

    play(MapApp(morning()), script)


def test_tiny_sizes_do_not_fail() -> None:
    """A window may be any size for a moment."""
    for width, height in ((1, 2), (3, 4), (9, 5)):

        async def script(app: MapApp, pilot: Pilot[None]) -> None:
            app.rows()
            await pilot.press("plus", "0", "full_stop")

        play(MapApp(morning()), script, width, height)


def test_every_key_can_be_remapped() -> None:
    """Each binding has an id of its own."""
    ids = [b.id for b in TheatreMap.BINDINGS if isinstance(b, Binding)]
    assert all(ids)
    assert len(set(ids)) == len(TheatreMap.BINDINGS)


def reversed_text(app: MapApp) -> list[str]:
    rows = [app.map.render_line(y) for y in range(app.map.size.height)]
    return [s.text for row in rows for s in row if s.style and s.style.reverse]
