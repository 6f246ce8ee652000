"""That a ruling is one decision with a reason: it changes its result and what follows, and hides nothing."""

from __future__ import annotations

import pytest
from samples.strait import (
    by_key,
    dice,
    flight,
    meet,
    new_game,
    numbered,
    opened,
    order,
    results,
    rules_of,
    sheets,
    with_contact,
)  # fmt: skip

from seawar.adjudicate.turn import Resolution, resolve
from seawar.core.effects import ForceLost, TrackMoved
from seawar.core.orders import Order, Sheet
from seawar.core.rulings import Ruling
from seawar.core.state import State, state_hash
from seawar.errors import OrderRefused
from seawar.replay.entries import Resulted, Ruled, decode
from seawar.replay.verify import check_rules, check_state, known_key
from seawar.table.table import Table

JUDGED = order("east", "judged", {"seat": "north"})
KEY = "judged/east/north"


def ruled(state: State, band: str, *orders: Order, key: str = KEY) -> Resolution:
    rules = rules_of()
    return resolve(rules, state, sheets(*orders), {key: Ruling(key, band, "because")}, dice(rules))


def unruled(state: State, *orders: Order) -> Resolution:
    rules = rules_of()
    return resolve(rules, state, sheets(*orders), {}, dice(rules))


OTHERS = (order("north", "press", {"seat": "east"}), order("south", "press", {"seat": "north"}))


@pytest.mark.parametrize("band", ["setback", "minor setback", "stalemate", "success", "decisive"])
def test_a_ruling_changes_its_own_result_alone(band: str) -> None:
    """The ruled band holds, the computed one stands beside it, and every other result is as it was."""
    state = opened(rules_of())
    before, after = by_key(unruled(state, JUDGED, *OTHERS)), by_key(ruled(state, band, JUDGED, *OTHERS))
    assert after[KEY].result == band
    assert after[KEY].band == before[KEY].band
    assert after[KEY].rolls == before[KEY].rolls
    assert after[KEY].ruled == (band if band != before[KEY].band else "")
    rest = [k for k in before if k != KEY and before[k].type != "range"]
    assert {k: before[k] for k in rest} == {k: after[k] for k in rest}


def test_the_ruled_band_has_its_effects() -> None:
    """A setback by ruling raises the alarm, whatever the dice said."""
    state = opened(rules_of())
    assert ruled(state, "setback", JUDGED).state.tracks["alarm/table"] == 1
    assert by_key(ruled(state, "setback", JUDGED))[KEY].effects == (TrackMoved("alarm/table", 1),)
    assert ruled(state, "stalemate", JUDGED).state.tracks["alarm/table"] == 0


def test_consequences_follow_a_ruling() -> None:
    """A loss by ruling costs the aircraft and ends the game; without it the game goes on. Draws stay as they were."""
    rules = rules_of()
    state = with_contact(rules, flight(rules), {"north": 1})
    key = meet().key
    before, after = unruled(state, meet()), ruled(state, "lost", meet(), key=key)
    assert before.state.ended == ""
    assert after.state.ended == "loss"
    assert any(isinstance(e, ForceLost) for r in results(after) for e in r.effects)
    assert by_key(after)[key].rolls == by_key(before)[key].rolls


def test_accepting_a_result_changes_nothing() -> None:
    """A ruling for the band that was computed leaves the state as it was, and the result waits no longer."""
    state = opened(rules_of())
    before = unruled(state, JUDGED)
    after = ruled(state, by_key(before)[KEY].band, JUDGED)
    assert state_hash(after.state) == state_hash(before.state)
    assert ([*before.waiting], [*after.waiting]) == ([KEY], [])


def test_rulings_change_nothing_they_were_given() -> None:
    """Resolving with a ruling leaves the state it starts from alone."""
    state = opened(rules_of())
    before = state_hash(state)
    ruled(state, "setback", JUDGED)
    assert state_hash(state) == before


def waiting_table() -> Table:
    """A table whose first turn has one result that waits for the white cell."""
    table, _ = new_game()
    table.open_turn()
    table.seal("c1", Sheet("east", 1, (JUDGED,)))
    table.seal("c2", Sheet("north", 1, (OTHERS[0],)))
    table.settle()
    return table


def test_nothing_is_released_before_it_is_ruled() -> None:
    """A result under review holds the whole turn back, and names what it waits for."""
    table = waiting_table()
    with pytest.raises(OrderRefused, match="1 result waits for your ruling: East, Judged") as refused:
        table.release()
    assert refused.value.code == "waiting"
    assert table.phase == "adjudicate"
    table.rule(Ruling(KEY, "success", "they were fair"))
    table.release()
    assert table.phase == "review"


@pytest.mark.parametrize(("ruling", "code"), [
    (Ruling(KEY, "success", ""), "reason"), (Ruling(KEY, "success", " \t"), "reason"),
    (Ruling(KEY, "triumph", "why not"), "band"), (Ruling("judged/east/moon", "success", "why not"), "result"),
    (Ruling("charge/north", "success", "why not"), "result"),
])  # fmt: skip
def test_a_ruling_that_decides_nothing_is_refused(ruling: Ruling, code: str) -> None:
    """Without a reason, with a band or a result that is not there: refused, and nothing is written."""
    table = waiting_table()
    written = table.receipts.for_seat("umpire")
    with pytest.raises(OrderRefused) as refused:
        table.rule(ruling)
    assert refused.value.code == code
    assert table.receipts.for_seat("umpire") == written
    assert table.rulings == {}


def test_a_ruling_can_be_changed_before_release() -> None:
    """The last ruling on a result holds; both are on record."""
    table = waiting_table()
    table.rule(Ruling(KEY, "success", "at first sight"))
    table.rule(Ruling(KEY, "setback", "on reflection"))
    table.release()
    assert table.state.tracks["alarm/table"] == 1


def test_a_ruling_is_on_record_with_its_reason() -> None:
    """The journal holds the ruling, the computed band beside the ruled one, and settles to the same again."""
    table, sink = new_game()
    table.open_turn()
    table.seal("c1", Sheet("east", 1, (JUDGED,)))
    computed = by_key(table.settle())[KEY].band
    other = "setback" if computed != "setback" else "decisive"
    table.rule(Ruling(KEY, other, "they were fair"))
    table.release()
    entries = [decode(data) for data in sink.entries]
    assert [e.ruling.reason for e in entries if isinstance(e, Ruled)] == ["they were fair"]
    [kept] = [e.result for e in entries if isinstance(e, Resulted) and e.result.key == KEY]
    assert (kept.band, kept.ruled) == (computed, other)
    table.close()
    key = known_key(numbered(sink))
    assert key is not None
    check_state(numbered(sink))
    assert check_rules(numbered(sink), table.rules, key) == ""


def test_a_void_order_cannot_be_ruled_into_effect_in_silence() -> None:
    """A ruling on an order that lacked its co-signer either decides it or is refused; it is not taken and ignored."""
    table, _ = new_game()
    table.open_turn()
    table.seal("c1", Sheet("north", 1, (order("north", "share", partners=("south",)),)))
    table.settle()
    try:
        after = table.rule(Ruling("share/north", "done", "south agreed by voice"))
    except OrderRefused:
        return
    assert by_key(after)["share/north"].result == "done"
