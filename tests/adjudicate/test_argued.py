"""That argued orders are rolled with the umpire's marks, free ones are the umpire's, and a ruling adds effects."""

from __future__ import annotations

import pytest

from seawar.adjudicate.preview import preview
from seawar.adjudicate.turn import resolve
from seawar.adjudicate.validate import validate
from seawar.content.library import load
from seawar.core.effects import ContactEnded, Published, TrackMoved
from seawar.core.orders import Argument, Order, Sheet
from seawar.core.rulings import Ruling
from seawar.core.state import UMPIRE
from seawar.core.view import view_for
from seawar.errors import OrderRefused
from seawar.study.playout import rehearsal_dice
from seawar.table.opening import new_table
from seawar.table.table import Table

RULES = load("dokdo-2019", rulebook="matrix").rules
TOLD = Argument("Ask both staffs to a call", "They agree on who answers whom", ("Both are afraid", "We know both"))
ARGUED = Order("us", "matrix.argue", argument=TOLD)
FREE = Order("us", "matrix.free", argument=Argument("Fly the two colonels to one table", "They talk"))
KEY = ARGUED.key
IN_36 = {-3: 167, -2: 278, -1: 417, 0: 583, 1: 722, 2: 833, 3: 917}
"""Per mille of two dice making 7 or more with the net added."""


def planned(*orders: Order) -> Table:
    """A table with all seats sealed and settled."""
    table = new_table(load("dokdo-2019", rulebook="matrix"), seed=7, players={UMPIRE: "person"}, now=lambda: 0)
    table.open_turn()
    for seat in RULES.seats:
        table.seal(f"1-{seat}", Sheet(seat, 1, tuple(o for o in orders if o.seat == seat)))
    table.settle()
    return table


@pytest.mark.parametrize("net", sorted(IN_36))
def test_marks_are_the_net_of_the_roll(net: int) -> None:
    """One for each strong reason, less one for each strong reason against."""
    table = planned(ARGUED)
    marks = tuple((1 if net > 0 else -1, f"reason {n}") for n in range(abs(net)))
    ruling = Ruling(KEY, "", "marked", marks=marks) if marks else Ruling(KEY, "fails", "none is strong")
    resolution = table.rule(ruling)
    (result,) = [s for _, step in resolution.steps for s in step if s.key == KEY]
    assert (result.net, result.mods) == (net, marks)
    assert result.rolls[0].odds == (IN_36[net], 1000 - IN_36[net])


def test_an_argued_order_waits_for_the_white_cell() -> None:
    """Nothing is released before it is ruled on."""
    table = planned(ARGUED, FREE)
    assert table.resolution
    assert set(table.resolution.waiting) == {ARGUED.key, FREE.key}
    with pytest.raises(OrderRefused, match="2 results wait for your ruling: US, Argue for an action; US, "):
        table.release()


def test_a_free_order_is_undecided_until_it_is_ruled() -> None:
    """No dice are drawn for it."""
    table = planned(FREE)
    resolution = table.rule(Ruling(FREE.key, "granted", "they came", effects=(TrackMoved("trust/rok>japan", 1),)))
    (result,) = [s for _, step in resolution.steps for s in step if s.key == FREE.key]
    assert (result.band, result.ruled, result.rolls) == ("undecided", "granted", ())
    assert TrackMoved("trust/rok>japan", 1) in result.effects
    before = table.state.tracks["trust/rok>japan"]
    table.release()
    assert table.state.tracks["trust/rok>japan"] == before + 1


def test_marks_move_nobody_elses_dice() -> None:
    """Keyed draws: the contest beside it comes out as it did."""
    press = Order("china", "matrix.press", {"seat": "rok"})
    table = planned(ARGUED, press)
    assert table.resolution
    draws = [s.rolls for _, step in table.resolution.steps for s in step if s.key == press.key]
    after = table.rule(Ruling(KEY, "", "marked", marks=((1, "strong"),)))
    assert [s.rolls for _, step in after.steps for s in step if s.key == press.key] == draws


@pytest.mark.parametrize(
    ("ruling", "code"),
    [
        (Ruling(KEY, "", "no outcome and no marks"), "band"),
        (Ruling(KEY, "", "too much", marks=((2, "very strong"),)), "marks"),
        (Ruling(KEY, "", "too many", marks=((1, "strong"),) * 25), "marks"),
        (Ruling(KEY, "succeeds", "why", effects=(TrackMoved("trust/rok>japan", 9),)), "effects"),
        (Ruling(KEY, "succeeds", "why", effects=(TrackMoved("trust/rok>moon", 1),)), "effects"),
        (Ruling(KEY, "succeeds", "why", effects=(ContactEnded("t123456"),)), "effects"),
        (Ruling(KEY, "succeeds", "why", effects=(Published("talk", "us", 1),) * 13), "effects"),
    ],
)
def test_what_a_ruling_may_not_do(ruling: Ruling, code: str) -> None:
    """It is refused in one sentence and nothing is on record."""
    table = planned(ARGUED)
    entries = len(table.record.log)
    with pytest.raises(OrderRefused) as refused:
        table.rule(ruling)
    assert refused.value.code == code
    assert len(table.record.log) == entries


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        (Argument("talk", "peace", (" ", "")), "0 reasons; give one to 3"),
        (None, "say what you do"),
        (Argument("", "peace", ("why",)), "say what you do"),
        (Argument("talk", "peace"), "0 reasons; give one to 3"),
        (Argument("talk", "peace", ("a", "b", "c", "d")), "4 reasons"),
        (Argument("talk" * 100, "peace", ("a",)), "400 characters"),
    ],
)
def test_an_argument_is_whole(argument: Argument | None, said: str) -> None:
    """What is missing is told."""
    view = planned().view("us")
    (refusal, *_) = validate(RULES, view, Order("us", "matrix.argue", argument=argument))
    assert said in refusal.text


def test_only_argued_orders_carry_one() -> None:
    """A contest is no argument."""
    view = planned().view("us")
    (refusal,) = validate(RULES, view, Order("us", "matrix.press", {"seat": "china"}, argument=TOLD))
    assert "takes no argument" in refusal.text


def test_the_odds_before_any_mark_are_those_of_two_dice() -> None:
    """What a seat sees before it seals."""
    view = view_for(RULES, planned().state, "us")
    assert preview(RULES, view, ARGUED).worst == {"succeeds": 583, "fails": 417}


def test_a_matrix_game_is_settled_again_from_its_journal() -> None:
    """Rulings with marks and effects are on record and come out again."""
    from seawar.replay.verify import check_rules, check_state, known_key
    from seawar.table.opening import carried

    table = planned(ARGUED)
    table.rule(Ruling(KEY, "", "marked", marks=((1, "strong"),), effects=(TrackMoved("trust/rok>japan", 1),)))
    table.release()
    table.close()
    entries = list(enumerate(table.sink.entries))  # type: ignore[attr-defined]
    check_state(entries)
    key = known_key(entries)
    assert key is not None
    rules = carried([data for _, data in entries], "game").rules
    assert rules.rulebook == "matrix"
    assert check_rules(entries, rules, key) == ""
    assert resolve(rules, table.state, [], {}, rehearsal_dice(rules, 7)).steps


def test_without_a_white_cell_a_free_order_is_refused() -> None:
    """Nobody could decide it; an argued one is left to the dice."""
    table = new_table(load("dokdo-2019", rulebook="matrix"), seed=7, now=lambda: 0)
    table.open_turn()
    with pytest.raises(OrderRefused, match="no white cell sits here to decide"):
        table.seal("1", Sheet(FREE.seat, 1, (FREE,)))
    table.seal("2", Sheet(ARGUED.seat, 1, (ARGUED,)))
    assert not table.settle().waiting
