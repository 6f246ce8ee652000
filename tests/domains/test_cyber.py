"""That campaigns keep their promises whatever the numbers: odds, evidence, hardening, dates, secrecy."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from seawar.adjudicate.chance import enumerate_all
from seawar.adjudicate.preview import preview
from seawar.adjudicate.turn import open_turn, resolve
from seawar.content.library import load
from seawar.core.calendar import Duration
from seawar.core.dice import Dice
from seawar.core.facts import Facts
from seawar.core.mechanism import PER_MILLE, Case, Entrant
from seawar.core.orders import Order, Sheet
from seawar.core.rules import Rules
from seawar.core.state import State
from seawar.core.view import view_for
from seawar.domains.cyber_campaign import HuntParams, hunt
from seawar.domains.cyber_evidence import (
    DENIABLE_ODDS,
    FLAGGED_ODDS,
    LIKELY,
    OPEN_ODDS,
    fainter,
    pointed,
    surer,
)
from seawar.domains.cyber_rows import LEDGERS
from seawar.domains.odds import WAIT_ODDS, WAITED, WAITS, waited
from seawar.study.playout import playout, rehearsal_dice

R3 = load("scenarios/calibration/r3-mitsubishi.yaml").rules
TABLES = (OPEN_ODDS, DENIABLE_ODDS, FLAGGED_ODDS)
DAY = 1440


def turn(rules: Rules, state: State, *orders: Order, number: int = 1) -> State:
    """One turn, opened and settled."""
    opened = open_turn(rules, state).state
    sheets = [Sheet(seat, opened.turn, tuple(o for o in orders if o.seat == seat)) for seat in rules.seats]
    return resolve(rules, opened, sheets, {}, rehearsal_dice(rules, number)).state


INTRUDE = Order("china", "cyber.intrude", {"seat": "japan"}, openness="deniable")


@given(st.sampled_from(TABLES), st.integers(-2, 9), st.integers(0, 1000))
def test_the_words_make_a_thousand(table: tuple[int, ...], clues: int, share: int) -> None:
    """With any clues, near or from afar, and none is below nothing."""
    for shares in (surer(table, clues), fainter(surer(table, clues), share)):
        assert sum(shares) == PER_MILLE
        assert min(shares) >= 0


@given(st.sampled_from(TABLES), st.integers(0, 5))
def test_a_clue_never_makes_less_sure(table: tuple[int, ...], clues: int) -> None:
    """At least each word comes at least as often with one clue more."""
    less, more = surer(table, clues), surer(table, clues + 1)
    assert all(sum(more[i:]) >= sum(less[i:]) for i in range(len(table)))


@given(st.integers(1, 3), st.sampled_from(["japan", "china"]))
def test_a_false_flag_never_points_with_certainty(pick: int, named: str) -> None:
    """Whatever word is drawn, and also where the flag is seen through."""
    rules = R3
    state = open_turn(rules, rules.start).state
    state.ledgers[f"blamed/china/japan/{named}"] = 1
    author, level = pointed(pick, "japan", "china", rules.facts(rules, state))
    assert author in (named, "china")
    assert level <= LIKELY or named == "china"


@pytest.mark.parametrize("seat", ["china"])
def test_hardening_never_helps_an_intruder(seat: str) -> None:
    """Nor does a lower net: odds of getting in fall with each step, at both ends of what is known."""
    state = open_turn(R3, R3.start).state
    shares = []
    for steps in range(4):
        state.ledgers["defence/japan"] = steps
        truth = rules_share(state)
        shares.append(truth)
    assert all(a >= b for a, b in pairwise(shares))
    assert shares[0] > shares[-1]
    odds = preview(R3, view_for(R3, state, seat), INTRUDE)
    assert odds.worst["in"] <= shares[-1] <= odds.best["in"]


def rules_share(state: State) -> int:
    """Per mille of getting in, in truth."""
    kind, facts = R3.order_types["cyber.intrude"], R3.facts(R3, state)
    case = Case("", (Entrant(INTRUDE, kind, 0, (), INTRUDE.key, {}),))
    leaves = enumerate_all(lambda: kind.mechanism.settle(case, facts))
    return sum(weight for weight, outcome in leaves if outcome.bands == ("in",)) // 10**9


@pytest.mark.parametrize("days", [0, 1, 30, 61])
def test_a_search_is_monotone_in_its_net_and_its_days(days: int) -> None:
    """Rates run over the turn's length; under a day nothing is found."""
    state = open_turn(R3, R3.start).state
    state.until = state.now + days * DAY
    state.ledgers["access/china/japan"] = 1
    kind = replace(R3.order_types["cyber.hunt"], params=HuntParams())
    shares = [hunted(R3.facts(R3, state), kind, net) for net in range(-4, 5)]
    assert all(a <= b for a, b in pairwise(shares))
    assert (max(shares) == 0) == (days == 0)


def hunted(facts: Facts, kind: object, net: int) -> int:
    order = Order("japan", "cyber.hunt")
    case = Case("", (Entrant(order, kind, net, (), order.key, {}),))  # type: ignore[arg-type]
    leaves = enumerate_all(lambda: hunt(case, facts))
    return sum(weight for weight, outcome in leaves if outcome.bands == ("found",))


@pytest.mark.parametrize("number", range(20))
def test_there_is_no_evidence_without_a_cause(number: int) -> None:
    """Nobody gives an order: nothing is found, in nobody's networks. With one, evidence follows a finding."""
    assert not playout(R3, number, {}, until=20).state.evidence
    state = R3.start
    for _ in range(12):
        state = turn(R3, state, *([INTRUDE] if not state.ledgers.get("access/china/japan") else []), number=number)
        assert bool(state.evidence) <= (state.ledgers.get("breaches/japan", 0) > 0)
        assert not any(key.endswith("/china") for key in state.evidence)


def test_waits_rise_and_keep_their_mean() -> None:
    """Twenty equal shares; the mean of what is drawn is that of the law, a little cut at its long end."""
    assert sum(WAIT_ODDS) == PER_MILLE
    assert len(WAITS) == len(WAITED) == len(WAIT_ODDS)
    assert all(a < b for a, b in pairwise(WAITED))
    assert 970 <= sum(WAITED) // len(WAITED) <= 1000
    assert waited(9, 248 * DAY) < waited(10, 248 * DAY)


class Set(Dice):
    """The try gets in; both waits come to one twentieth; everything else to its last band."""

    pick: int = 0

    def below(self, label: Any, n: int, i: int = 0) -> int:
        step = label[-1]
        return 0 if step == "access" else self.pick * 50 if step in ("dwell", "secret") else n - 1


def history(length: Duration, pick: int) -> tuple[int, int, int]:
    """The instant of the finding, the machines, and the days until it is public."""
    rules = replace(R3, segments=(replace(R3.segments[0], length=length, turns=4000),))
    dice, state, orders = Set(bytes(32)), R3.start, [INTRUDE]
    dice.pick = pick
    while not (lag := rules.facts(rules, state).fn_disclosure_lag("japan")):  # type: ignore[attr-defined]
        opened = open_turn(rules, state).state
        state = resolve(rules, opened, [Sheet("china", opened.turn, tuple(orders))], {}, dice).state
        orders = []
    return state.ledgers["found/japan/china"], state.ledgers["hosts/japan"], lag


@pytest.mark.parametrize("pick", [0, 6, 13])
def test_a_campaign_is_found_and_public_on_the_same_days_in_turns_of_any_length(pick: int) -> None:
    """Ten days, a month, two months: the date of the finding, the machines, and the days until the papers."""
    lengths = (Duration(minutes=10 * DAY), Duration(months=1), Duration(months=2))
    assert len({history(length, pick) for length in lengths}) == 1


def test_what_names_an_author_is_hidden_from_the_target() -> None:
    """No row of the target's view tells who is inside, before it is found or after."""
    state = R3.start
    for number in range(1, 14):
        state = turn(R3, state, *([INTRUDE] if not state.ledgers.get("access/china/japan") else []), number=number)
        rows = view_for(R3, state, "japan").ledgers
        assert not [key for key in rows if "china" in key]
    assert {ledger.name for ledger in LEDGERS if ledger.seen_by == "all"} == set()
