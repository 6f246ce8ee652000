"""That a condition found impossible is false, and one found certain true, whatever its atoms are."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seawar.content.never import Known, calls, can_fail, can_hold
from seawar.content.scope import CORE_FUNCTIONS
from seawar.core.conditions import COUNT, YES_NO, Function, Scope, compile_condition
from seawar.domains import DOMAINS

SEATS = ("japan", "rok")
RANGES = {"support": (0, 3), "tension": (-1, 2), "told": YES_NO, "turn": (0, 3), "matter": YES_NO, "same": YES_NO}
KNOWN = Known(RANGES, ("tension", "same"))
FUNCTIONS = {
    "support": Function("support", ("seat",), ""),
    "tension": Function("tension", ("seat", "seat"), ""),
    "told": Function("told", (), ""),
    "matter": Function("matter", ("text",), ""),
    "same": Function("same", ("seat", "seat"), ""),
}
SCOPE = Scope(FUNCTIONS, {"turn": "int", "self": "seat"}, {"seat": SEATS})


class Table:
    """One set of values of all that a condition may ask here."""

    def __init__(self, values: Mapping[str, int]) -> None:
        self.values = values

    def fn_support(self, seat: str) -> int:
        return self.values[f"support {seat}"]

    def fn_tension(self, a: str, b: str) -> int:
        return self.values["tension"]

    def fn_told(self) -> int:
        return self.values["told"]

    def fn_matter(self, state: str) -> int:
        return int(self.values["state"] == int(state == "sold"))

    def fn_same(self, a: str, b: str) -> int:
        return int(a == b)


SPANS = {"support japan": (0, 3), "support rok": (0, 3), "tension": (-1, 2), "told": YES_NO, "state": YES_NO}
TABLES = [
    (Table(dict(zip(SPANS, values, strict=True))), turn)
    for values in product(*(range(low, high + 1) for low, high in SPANS.values()))
    for turn in range(4)
]


def outcomes(text: str, seats: tuple[str, ...] = SEATS) -> set[bool]:
    """What a condition comes to over every table, with each of the seats as `self`."""
    asked = compile_condition(text, SCOPE)
    return {bool(asked(table, {"self": seat, "turn": turn})) for table, turn in TABLES for seat in seats}


ATOMS = st.sampled_from(
    ["support(self)", "support('rok')", "tension(self, 'rok')", "tension('rok', self)", "told()", "turn",
     "matter('sold')", "matter('kept')", "same(self, 'japan')", "same('rok', self)", "same(self, self)"]
)  # fmt: skip
NUMBERS = st.integers(-3, 5).map(str)
VALUES = st.recursive(
    ATOMS | NUMBERS,
    lambda inner: (
        st.builds("({} {} {})".format, inner, st.sampled_from(["+", "-", "*"]), inner)
        | st.builds("({} {} {})".format, inner, st.sampled_from(["//", "%"]), st.sampled_from(["2", "-2", "3"]))
    ),
    max_leaves=3,
)
OPS = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
TRUTHS = st.recursive(
    VALUES | st.builds("({} {} {})".format, VALUES, OPS, VALUES)
    | st.builds("({} {} {} {} {})".format, VALUES, OPS, VALUES, OPS, VALUES),
    lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or"]), inner)
    | st.builds("(not {})".format, inner) | st.builds("({} {} {})".format, inner, OPS, inner),
    max_leaves=5,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(TRUTHS)
def test_what_is_found_is_so_for_every_table(text: str) -> None:
    """Every value of every atom is tried, with `self` open and with each seat bound."""
    for seat in ("", *SEATS):
        bound = {"self": seat} if seat else {}
        found = (can_hold(text, KNOWN, bound), can_fail(text, KNOWN, bound))
        if found != (True, True):
            came = outcomes(text, (seat,) if seat else SEATS)
            assert came <= {truth for truth, possible in zip((True, False), found, strict=True) if possible}


@pytest.mark.parametrize(
    "text",
    [
        "1 == 2",
        "0",
        "support(self) > 3",
        "3 < support(self)",
        "support(self) + turn > 6",
        "support(self) * 2 > 6",
        "tension(self, 'rok') > 1 and tension('rok', self) < 1",
        "told() and not told()",
        "not (told() or not told())",
        "told() > 1",
        "support(self) != 1 and support(self) == 1",
        "(told() or turn > 3) and (not told() or turn < 0)",
        "1 < turn < 2",
        "not (0 <= turn <= 3)",
        "turn > support(self) and turn < 1",
        "same(self, 'japan') and same(self, 'rok')",
        "same(self, 'japan') and not same('japan', self)",
        "not same(self, self)",
        "turn < turn",
    ],
)
def test_what_can_never_hold_is_found(text: str) -> None:
    """And its contrary always holds."""
    assert not can_hold(text, KNOWN, {})
    assert not can_fail(f"not ({text})", KNOWN, {})
    assert outcomes(text) == {False}


@pytest.mark.parametrize(
    ("text", "seat"),
    [("same(self, 'japan')", "rok"), ("not same(self, 'rok')", "rok"), ("same('rok', self) == 0", "rok")],
)
def test_a_seat_that_is_known_is_put_in(text: str, seat: str) -> None:
    """Possible for anybody, and for this seat never."""
    assert can_hold(text, KNOWN, {})
    assert not can_hold(text, KNOWN, {"self": seat})


@pytest.mark.parametrize(
    "text",
    ["matter('m', 'a') and matter('m', 'b')",
     "pact('p', 'none') and pact('p', 'lapsed')", "holds(a, 'x') and holds(a, 'y')",
     "said(self, 'x', 'y') and said(self, 'x', 'z')"],
)  # fmt: skip
def test_what_has_one_value_has_no_two(text: str) -> None:
    """Nor is it found where the two may be about different things."""
    known = Known(dict.fromkeys(("matter", "pact", "holds", "said"), YES_NO))
    assert not can_hold(text, known, {})
    assert can_hold(text.replace(" and ", " or "), known, {})


def test_what_may_differ_is_no_contradiction() -> None:
    """Different seats, matters, and unknown numbers are no contradiction."""
    assert can_hold("support('japan') > 2 and support('rok') < 1", KNOWN, {})
    assert can_hold("matter('m', 'a') and matter('n', 'b')", KNOWN, {})
    assert can_hold("holds(a, self) and holds(a, 'x')", KNOWN, {})
    assert can_hold("tally('x') < 0 and tally('y') > 1000 * 1000", KNOWN, {})


def test_a_great_many_branches_end_soon() -> None:
    """Then nothing is claimed, though a few of them would be looked through."""
    halves = [[" and ".join(f"({x}{n} or q{n})" for n in range(size)) for x in "pr"] for size in (2, 8)]
    few, many = (f"{first} and (0 or 0) and {second}" for first, second in halves)
    assert not can_hold(few, KNOWN, {})
    assert can_hold(many, KNOWN, {})


def test_calls_have_their_columns() -> None:
    """What is asked, with its arguments as they are written."""
    (first, second) = calls('not crossed(self, "x") or told()')
    assert (first.function, first.args, first.col) == ("crossed", ("self", "'x'"), 5)
    assert (second.function, second.col) == ("told", 27)


def test_yes_or_no_is_declared() -> None:
    """Every question that asks `whether` says that it is answered by 0 or 1; counts are never below 0."""
    functions = [*CORE_FUNCTIONS, *(f.function for domain in DOMAINS for f in domain.functions)]
    # `belied` is a row that a scenario may start with any number in.
    assert [f.name for f in functions if f.doc.startswith("Whether") != (f.range == YES_NO)] == ["belied"]
    assert {f.range for f in functions} == {None, YES_NO, COUNT, (0, 3), (0, 4), (0, 5)}
