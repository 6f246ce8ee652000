"""That a ruling marks, rejects, words and adds as it says, and that trying one leaves nothing on record."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seawar.adjudicate.turn import open_turn, resolve
from seawar.content.library import load
from seawar.core.effects import AgreementMoved, ConditionSet, LedgerMoved, Reported, ResourceMoved
from seawar.core.orders import Order, Sheet
from seawar.core.results import Settled
from seawar.core.rulings import REJECTED, Ruling
from seawar.core.state import PUBLIC, Report
from seawar.domains.odds import two_dice
from seawar.errors import OrderRefused
from seawar.study.playout import rehearsal_dice
from seawar.table.rulings import outcomes, trial
from seawar.table.table import Table
from table.test_windows import ARGUED, KEY, settled

PRESS = Order("china", "matrix.press", {"seat": "rok"})


def result(table: Table, key: str) -> Settled:
    assert table.resolution
    return next(s for _, step in table.resolution.steps for s in step if s.key == key)


def told(table: Table, seat: str) -> list[str]:
    return [report.text for report in table.view(seat).news.values()]


@given(net=st.integers(-9, 9))
def test_two_dice_are_what_counting_gives(net: int) -> None:
    """Of the 36 throws, those that make 7 or more with the net, held to three either way, rounded to per mille."""
    held = max(-3, min(3, net))
    made = sum(a + b + held >= 7 for a, b in product(range(1, 7), repeat=2))
    share, rest = two_dice(net)
    assert share == (made * 2000 + 36) // 72
    assert share + rest == 1000


@settings(max_examples=25, deadline=None)
@given(marks=st.lists(st.integers(-2, 2), min_size=1, max_size=8))
def test_marks_are_held_to_their_range_and_summed(marks: list[int]) -> None:
    """+1, 0 and -1 are taken and what is weak moves nothing; anything else is refused and changes nothing."""
    table = settled()
    ruling = Ruling(KEY, "", "weighed", marks=tuple((m, f"reason {n}") for n, m in enumerate(marks)), method="dice")
    entries = len(table.record.log)
    if any(abs(mark) > 1 for mark in marks):
        with pytest.raises(OrderRefused, match=r"\+1, 0 or -1"):
            table.rule(ruling)
        assert len(table.record.log) == entries
        return
    table.rule(ruling)
    came = result(table, KEY)
    assert came.net == sum(marks)
    assert came.rolls[0].odds == two_dice(sum(marks))
    assert all(add for add, _ in came.mods)
    assert table.rulings[KEY].marks == ruling.marks, "what is weak stays on record"


def test_a_trial_leaves_nothing_on_record_and_throws_no_dice() -> None:
    """It shows what each seat would read; what the dice decide it does not show."""
    table = settled()
    before = (len(table.record.log), dict(table.rulings), result(table, KEY))
    tried = trial(table, Ruling(KEY, "succeeds", ""))
    assert {s.result for _, step in tried.steps for s in step if s.key == KEY} == {"succeeds"}
    with pytest.raises(OrderRefused, match="once the ruling is on record"):
        trial(table, Ruling(KEY, "", "", marks=((1, "a"),)))
    assert (len(table.record.log), dict(table.rulings), result(table, KEY)) == before


def test_what_is_not_accepted_has_no_effect() -> None:
    """The computed result stays beside it; its cost stays paid, and nobody is told anything by the rulebook."""
    table = settled(PRESS)
    computed = result(table, PRESS.key).band
    table.rule(Ruling(PRESS.key, REJECTED, "not in this week", method="umpire"))
    came = result(table, PRESS.key)
    assert (came.band, came.ruled, came.effects) == (computed, REJECTED, ())
    influence = table.state.resources["influence/china"]
    table.release()
    assert table.state.resources["influence/china"] == influence - 1
    assert not [text for text in told(table, "rok") if "presses" in text]


def test_nothing_that_the_mechanism_would_do_is_left_of_it() -> None:
    """A programme that is not accepted has no delivery entered, whatever its rulebook says besides."""
    rules = load("dokdo-2019").rules
    kind = next(kind for kind in rules.order_types.values() if kind.mechanism.name == "programme.build")
    state, order = open_turn(rules, rules.start).state, Order("japan", kind.id)
    for band, moved in (("", True), (REJECTED, False)):
        rulings = {order.key: Ruling(order.key, band, "so")} if band else {}
        done = resolve(rules, state, [Sheet("japan", 1, (order,))], rulings, rehearsal_dice(rules, 7))
        (came,) = [s for _, step in done.steps for s in step if s.key == order.key]
        assert any(isinstance(effect, LedgerMoved) for effect in came.effects) == moved


def test_who_has_met_others_is_not_rejected() -> None:
    """What they did together stands; another outcome can be set."""
    rules = settled().rules
    met = Settled("air.x", 6, "matrix.press", "china", subject="t1", band="success")
    assert REJECTED not in outcomes(rules, met)
    assert REJECTED in outcomes(rules, Settled("air.x", 6, "matrix.press", "china", band="success"))


def test_one_seat_reads_other_words() -> None:
    """The rulebook's words are left out for it, the umpire's stand instead; others read what they would have."""
    table = settled(ARGUED, PRESS)
    now = table.state.now
    words = Reported(Report(("us",), now, "White cell", "Both come, and say nothing yet."))
    more = Reported(Report(("japan",), now, "White cell", "A call takes place without you."))
    table.rule(Ruling(KEY, "succeeds", "agreed", effects=(words, more), unsaid=("us",), method="consensus"))
    table.rule(Ruling(PRESS.key, "success", "as it was"))
    table.release()
    us, japan = told(table, "us"), told(table, "japan")
    assert "Both come, and say nothing yet." in us
    assert "What you argued for comes about." not in us
    assert "A call takes place without you." in japan
    assert "Both come, and say nothing yet." not in japan


def test_the_public_can_be_told_other_words() -> None:
    """`public` is an audience like a seat."""
    table = settled(PRESS)
    words = Reported(Report((PUBLIC,), table.state.now, "Press", "China and Korea exchange notes."))
    table.rule(Ruling(PRESS.key, "decisive", "no", effects=(words,), unsaid=(PUBLIC,)))
    table.release()
    assert "China and Korea exchange notes." in told(table, "japan")
    assert not [text for text in told(table, "japan") if "presses" in text]


@pytest.mark.parametrize(("ruling", "said"), [
    (Ruling(KEY, "succeeds", "x", method="dice"), "by the dice no outcome is set"),
    (Ruling(KEY, "", "x", marks=((1, "a"),), method="umpire"), "without them one is"),
    (Ruling(KEY, "succeeds", "x" * 601), "600 characters"),
    (Ruling(KEY, "", "x", marks=((1, "y" * 601),)), "600 characters"),
    (Ruling(KEY, "succeeds", "x", unsaid=("moon",)), "no seat 'moon'"),
    (Ruling(KEY, "succeeds", "x", effects=(Reported(Report(("us",), 0, "Staff", " ")),)), "1 to 600 characters"),
    (Ruling(KEY, "succeeds", "x", effects=(AgreementMoved("gsomia", "burned"),)), "ever 'burned'"),
    (Ruling(KEY, "succeeds", "x", effects=(ConditionSet("calm/japan:rok", 5),)), "over before it begins"),
    (Ruling(KEY, "succeeds", "x", effects=(ResourceMoved("influence/us", 9),)), "leaves that range"),
])  # fmt: skip
def test_what_cannot_stand_is_refused_in_one_sentence(ruling: Ruling, said: str) -> None:
    """Before anything is on record; a trial refuses it too."""
    table = settled()
    entries = len(table.record.log)
    with pytest.raises(OrderRefused, match=said):
        table.rule(ruling)
    assert len(table.record.log) == entries
