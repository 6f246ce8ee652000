"""That a contest follows its odds table, and that a better net is never worse."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from msgspec.structs import replace
from samples.strait import by_key, opened, order, rules_of, settle, sheets, sources

from seawar.adjudicate.turn import resolve
from seawar.content.library import compile_sources
from seawar.core.conditions import Scope, compile_condition
from seawar.core.dice import Dice
from seawar.core.results import Settled
from seawar.core.rules import Modifier
from seawar.domains.generic import CONTEST_BANDS, ContestParams
from seawar.errors import ContentError


def contest(net: int, drawn: int = 0) -> Settled:
    """A contest at a net that one modifier gives, with a number drawn by hand."""
    rules = rules_of()
    kind = rules.order_types["press"]
    always = Modifier(compile_condition("1", Scope()), (net, "the test"))
    types = {**rules.order_types, "press": replace(kind, modifiers=(always,))}

    class Drawn(Dice):
        __slots__ = ()

        def below(self, label: Any, n: int, i: int = 0) -> int:
            return drawn if label[0] == "press" else n - 1

    press = sheets(order("north", "press", {"seat": "east"}))
    return by_key(resolve(replace(rules, order_types=types), opened(rules), press, {}, Drawn(b"")))["press/north/east"]


@pytest.mark.parametrize("net", range(-9, 10))
def test_a_contest_asks_for_its_row(net: int) -> None:
    """The net picks the row, held to -3..+3; the row sums to 1000 and has one share for each band."""
    result = contest(net)
    [roll] = result.rolls
    assert roll.odds == ContestParams().table[max(-3, min(3, net)) + 3]
    assert sum(roll.odds) == 1000
    assert roll.bands == CONTEST_BANDS
    assert all(0 <= share <= 1000 for share in roll.odds)
    assert (result.net, result.mods) == (net, ((net, "the test"),))


def test_a_better_net_is_never_worse() -> None:
    """From each row to the next, every stretch from the good end holds at least as much."""
    for worse, better in pairwise(contest(net).rolls[0].odds for net in range(-9, 10)):
        for i in range(5):
            assert sum(better[i:]) >= sum(worse[i:])


@pytest.mark.parametrize(("drawn", "band"), [
    (0, "setback"), (99, "setback"), (100, "minor setback"), (279, "minor setback"), (280, "stalemate"),
    (539, "stalemate"), (540, "success"), (889, "success"), (890, "decisive"), (999, "decisive"),
])  # fmt: skip
def test_the_draw_picks_the_band(drawn: int, band: str) -> None:
    """Each band has exactly its share of the thousand numbers, from the bad end to the good."""
    assert contest(0, drawn).band == band
    assert contest(0, drawn).rolls[0].drawn == drawn


def table_of(rows: list[list[int]]) -> Any:
    edit = (
        "mechanism: contested\n    targets: {seat: seat}\n    cost",
        f"mechanism: contested\n    params: {{table: {rows}}}\n    targets: {{seat: seat}}\n    cost",
    )
    return compile_sources(*sources((), (edit,)))


def test_a_rulebook_may_bring_its_own_table() -> None:
    """Seven rows that each sum to 1000 are taken as they stand."""
    rules = table_of([[0, 0, 1000, 0, 0]] * 7).rules
    after = settle(rules, opened(rules), order("north", "press", {"seat": "east"}))
    assert by_key(after)["press/north/east"].band == "stalemate"


@pytest.mark.parametrize("rows", [[[100, 100, 100, 100, 100]] * 7, [[300] * 5] * 7, [[0] * 5] * 7])
def test_a_table_that_does_not_sum_to_1000_is_refused(rows: list[list[int]]) -> None:
    """A row that leaves a gap would break off a game in the middle; the rulebook is refused when it is loaded."""
    with pytest.raises(ContentError):
        table_of(rows)


@pytest.mark.parametrize("rows", [[[0, 0, 1000, 0, 0]] * 6, [[0, 0, 1000, 0]] * 7, [[0, 0, 1001, 0, -1]] * 7])
def test_a_table_of_another_shape_is_refused(rows: list[list[int]]) -> None:
    """Seven rows of five shares, each 0 to 1000."""
    with pytest.raises(ContentError):
        table_of(rows)
