"""Marks and labels, whatever stands where."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from seawar.tui.map.layout import Item, Plan, Spot, arrange
from seawar.tui.map.marks import ASCII, UNICODE, Mark
from seawar.tui.map.picture import Picture, base, picture
from seawar.tui.map.projection import Viewport

WIDTH, HEIGHT = 42, 15
VIEW = Viewport(36, 131, 30)
MARKS = st.builds(
    Mark,
    id=st.uuids().map(str),
    kind=st.sampled_from(["contact", "force", "area", "airfield", "islets", "city"]),
    lat=st.floats(32.5, 39.5),
    lon=st.floats(125, 137),
    letter=st.sampled_from(["", "K", "J", "CR", "?"]),
    heading=st.none() | st.floats(-720, 720),
    text=st.sampled_from(["", "2 F-15K", "Dokdo/Takeshima", "1 aircraft, not identified", "x" * 60]),
    role=st.sampled_from(["you", "others", "new", "quiet", "truth"]),
    target=st.booleans(),
)


def cells(spot: Spot) -> list[tuple[int, int]]:
    symbol = [(spot.x + i, spot.y) for i in range(len(spot.item.symbol))]
    return symbol + [(spot.label_x + i, spot.label_y) for i in range(len(spot.label))]


def labelled(shown: Picture) -> list[str]:
    return [d.ids[0] for d in shown.drawn if d.label]


def drawn(marks: list[Mark], view: Viewport = VIEW, highlight: str = "") -> Picture:
    return picture(base(view, WIDTH, HEIGHT), marks, highlight=highlight)


@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            Item,
            symbol=st.sampled_from(["▪", "K▾", "[?◃]", "CR▾"]),
            at=st.just(0),
            x=st.integers(0, WIDTH - 1),
            y=st.integers(0, HEIGHT - 1),
            texts=st.tuples(st.sampled_from(["", "Oki", "Dokdo/Takeshima", "y" * 41, "z" * 50])),
            rank=st.tuples(st.integers(0, 5)),
            moves=st.integers(0, 1),
            optional=st.integers(0, 1),
        ),
        max_size=40,
    )
)
def test_nothing_overlaps_and_nothing_is_cut(items: list[Item]) -> None:
    """Every symbol and every label has its cells to itself, inside the frame; labels are whole or absent."""
    spots = arrange(Plan(WIDTH, HEIGHT, bytes(WIDTH * HEIGHT)), items)
    taken = Counter(cell for spot in spots for cell in cells(spot))
    assert all(count == 1 for count in taken.values())
    assert all(0 <= x < WIDTH and 0 <= y < HEIGHT for x, y in taken)
    assert all(spot.label in ("", *spot.item.texts) for spot in spots)
    assert Counter(s.item for s in spots if not s.item.optional) == Counter(i for i in items if not i.optional)


@settings(deadline=None)
@given(st.lists(MARKS, max_size=20, unique_by=lambda m: m.id))
def test_every_mark_is_drawn_and_can_be_found(marks: list[Mark]) -> None:
    """Each mark in view stands for itself or in a joint symbol, whose characters are on the map."""
    shown = drawn(marks)
    assert Counter(id_ for d in shown.drawn for id_ in d.ids) == Counter(m.id for m in marks)
    for d in shown.drawn:
        row = shown.rows[d.y][0]
        assert len(row) == WIDTH
        assert row[d.x : d.x + d.size].strip()
        assert shown.rows[d.label_y][0][d.label_x :].startswith(d.label)
        assert d.distance(d.x, d.y) == 0


def test_the_target_is_labelled_before_the_others() -> None:
    """Where only one label fits, it is the target's."""
    rows = [Mark("k", "force", 36, 124, "K", 90, "w" * 30, role="you"),
            Mark("u", "force", 36, 136, "?", 90, "w" * 30, target=True)]  # fmt: skip
    assert labelled(picture(base(VIEW, 60, 1), rows)) == ["u"]
    order = [m.rank for m in (rows[1], Mark("", "force", 0, 0, role="you"), Mark("", "contact", 0, 0, role="others"),
                              Mark("", "islets", 0, 0), Mark("", "city", 0, 0))]  # fmt: skip
    assert order == sorted(order) == [0, 1, 2, 3, 4]


def test_those_who_fly_together_share_a_symbol() -> None:
    """Chinese and Russian bombers on one course are `CR`; a target and an unknown stay themselves."""
    pair = [Mark("c", "contact", 36, 131, "C", 180, "2 H-6", role="others"),
            Mark("r", "contact", 36, 131, "R", 175, "2 Tu-95", role="others")]  # fmt: skip
    unknown = Mark("u", "contact", 36, 131, "?", 180, "unknown", role="new")
    shown = drawn([*pair, unknown])
    assert sorted(d.ids for d in shown.drawn) == [("c", "r"), ("u",)]
    assert "2 H-6 and 2 Tu-95" in {d.label for d in shown.drawn}
    assert "CR▾" in shown.text()
    assert "?▿" in shown.text()


def test_places_stay_and_flights_give_way() -> None:
    """The islets keep their cell when an aircraft is over them."""
    islets, over = Mark("i", "islets", 36, 131, text="Islets"), Mark("a", "contact", 36, 131, "R", 270, role="others")
    at = VIEW.cell(36, 131, WIDTH, HEIGHT)
    where = {d.ids[0]: (d.x, d.y) for d in drawn([over, islets]).drawn}
    assert where["i"] == at
    assert where["a"] != at


def test_a_highlighted_mark_gets_its_label() -> None:
    """Even if it would have had to wait."""
    marks = [
        Mark("k", "force", 36, 131, "K", 180, "w" * 20, role="you"),
        Mark("a", "airfield", 36, 139.4, text="w" * 20),
    ]
    low = base(VIEW, 60, 1)
    assert labelled(picture(low, marks)) == ["k"]
    assert labelled(picture(low, marks, highlight="a")) == ["k", "a"]


def test_what_does_not_fit_appears_when_one_zooms_in() -> None:
    """Seven airfields round one bay: all names from near."""
    bay = [Mark(f"a{i}", "airfield", 35 + i / 30, 133 + i / 30, text=f"Airfield number {i}") for i in range(7)]
    far = drawn(bay, Viewport(35, 133, 60))
    near = drawn(bay, Viewport(35.1, 133.1, 1))
    assert len(labelled(far)) < len(labelled(near)) == 7


@settings(deadline=None)
@given(st.lists(MARKS, max_size=12, unique_by=lambda m: m.id))
def test_the_plain_map_is_plain(marks: list[Mark]) -> None:
    """Not one character beyond ASCII, whatever the marks."""
    assert picture(base(VIEW, WIDTH, HEIGHT, ASCII), marks).text().isascii()


def test_sets_differ_in_characters_only() -> None:
    """Both have the same marks in the same cells."""
    marks = [Mark("a", "contact", 36, 131, "K", 90, "2 F-15K", role="you")]
    spots = [picture(base(VIEW, WIDTH, HEIGHT, glyphs), marks).drawn for glyphs in (UNICODE, ASCII)]
    assert spots[0] == spots[1]
