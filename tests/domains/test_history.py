"""History, publics, words and red lines: bounds, what helps and what harms, and no effect without a cause."""

from __future__ import annotations

import random
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from samples.islets import islets, order, season, settle
from samples.strait import results, wild_turns

from domains.chances import any_table, case_of, explore, settled
from seawar.adjudicate.turn import Resolution
from seawar.core.calendar import MINUTES_PER_DAY, parse_duration, parse_instant
from seawar.core.effects import MatterMoved, Reported, TrackMoved
from seawar.core.results import Settled
from seawar.core.rules import Rules
from seawar.core.state import State
from seawar.core.view import view_for
from seawar.study.playout import playout

SEED = st.integers(0, 10**9)
GAMES = range(12)
PENDING = ("gives/", "slights/", "deed/", "saw/")
LASTS_DAYS = 60


@cache
def quarrel() -> Rules:
    """Only what is about history and words is on offer, and influence is no bar."""
    rules = islets()
    about = tuple(
        id_ for id_, kind in rules.order_types.items()
        if kind.concedes or kind.insults or kind.mechanism.name in ("diplomatic.vow", "diplomatic.reconcile")
    )  # fmt: skip
    start = rules.start.copy()
    start.resources |= {f"influence/{seat}": 6 for seat in rules.seats}
    days = replace(rules.segments[1], orders=(*about, "diplomatic.announce", "economic.control"), hand={})
    return replace(rules, segments=(replace(rules.segments[0], turns=1, orders=about, hand={}), days), start=start)


@cache
def games(number: int) -> list[tuple[State, Resolution]]:
    return [(state, resolution) for state, _, resolution in wild_turns(quarrel(), number)]


def of(resolution: Resolution, *types: str) -> list[Settled]:
    return [result for result in results(resolution) if result.type in types]


def moved(result: Settled, track: str) -> int:
    return sum(e.by for e in result.effects if isinstance(e, TrackMoved) and e.track == track)


@pytest.mark.parametrize("number", GAMES)
def test_what_is_kept_stays_in_bounds(number: int) -> None:
    """Credit from -3 to 3; lines are crossed once; affronts end within their time; a turn leaves nothing pending."""
    for state, resolution in games(number):
        rows = resolution.state.ledgers
        assert all(-3 <= n <= 3 for key, n in rows.items() if key.startswith("word/"))
        assert all(n in (0, 1) for key, n in rows.items() if key.startswith(("crossed/", "belied/")))
        assert not any(n for key, n in rows.items() if key.startswith(PENDING))
        latest = state.now + LASTS_DAYS * MINUTES_PER_DAY
        assert all(0 <= n <= latest for key, n in rows.items() if key.startswith("affront/"))


@pytest.mark.parametrize("number", GAMES)
def test_matters_stay_in_their_states(number: int) -> None:
    """No order, settlement or court takes a matter where its scenario knows no state."""
    for _, resolution in games(number):
        for effect in (e for result in results(resolution) for e in result.effects if isinstance(e, MatterMoved)):
            assert effect.status in islets().matters[effect.matter].states


@pytest.mark.parametrize("number", GAMES)
def test_publics_mind_only_what_was_done(number: int) -> None:
    """No public minds giving way, an insult or a broken word unless a seat gave such an order, or gave its word."""
    kinds = islets().order_types
    for state, resolution in games(number):
        done = [result for result in results(resolution) if result.type in kinds and result.band != "void"]
        gave = {result.seat for result in done if kinds[result.type].concedes}
        slighted = {result.seat for result in done if kinds[result.type].insults}
        promised = {tuple(key.split("/")[1:]) for key, n in state.ledgers.items() if n and key.startswith("heard/")}
        promised |= {
            (result.targets["seat"], result.seat, result.type)
            for result in done
            if kinds[result.type].mechanism.name == "diplomatic.vow"
        }
        for result in of(resolution, "diplomatic.concession", "diplomatic.insult", "diplomatic.word"):
            name, first, other, *rest = result.key.split("/")
            if name == "diplomatic.concession":
                assert first in gave
            elif name == "diplomatic.insult":
                assert first in slighted
            else:
                assert (first, other, *rest) in promised


def test_all_of_it_comes_in_some_game() -> None:
    """These games show what the tests above speak of."""
    came = {result.type for number in GAMES for _, resolution in games(number) for result in results(resolution)}
    assert {"diplomatic.concession", "diplomatic.insult", "diplomatic.word", "diplomatic.chance"} <= came
    words = [n for number in GAMES for key, n in games(number)[-1][1].state.ledgers.items() if key.startswith("word/")]
    assert min(words) < 0 < max(words)


@settings(max_examples=40, derandomize=True, deadline=None)
@given(SEED)
def test_a_quiet_turn_moves_no_public(seed: int) -> None:
    """Whatever stands: without an order nobody gives way and nobody is insulted."""
    after = settle(any_table(random.Random(seed)))
    assert not of(after, "diplomatic.concession", "diplomatic.insult")


@settings(max_examples=40, derandomize=True, deadline=None)
@given(SEED, st.integers(-5, 4), st.booleans())
def test_giving_way_costs_no_less_with_less_trust_or_an_affront(seed: int, trust: int, affronted: bool) -> None:
    """From one box of trust to the next, and without the affront to with it; and it costs at least one."""
    costs = []
    for now, mind in ((trust + 1, False), (trust, affronted)):
        state = any_table(random.Random(seed))
        state.matters["history-accord"] = replace(state.matters["history-accord"], status="disputed", holder="rok")
        state.tracks["trust/rok>japan"] = now
        state.ledgers["affront/rok/japan"] = state.until + 1 if mind else 0
        after = settle(state, order("rok", "diplomatic.accord-affirm"))
        costs.append(sum(moved(result, "support/rok") for result in of(after, "diplomatic.concession")))
    assert costs[1] <= costs[0] <= -1


@settings(max_examples=40, derandomize=True, deadline=None)
@given(SEED, st.integers(-3, 2))
def test_a_better_word_is_believed_no_less(seed: int, credit: int) -> None:
    """One point of credit more leaves belief at least as likely."""
    shares = []
    for now in (credit, credit + 1):
        state = any_table(random.Random(seed))
        state.ledgers["word/japan/rok"] = now
        state.ledgers["vow/rok/japan/diplomatic.say-no-fire"] = 0
        one = order("rok", "diplomatic.say-no-fire", {"seat": "japan"})
        found = case_of(state, [one], one.key)
        assert found
        shares.append(explore(settled(found[0], state))[1].get(("believed",), 0))
    assert shares[0] <= shares[1]


def test_a_broken_word_costs_more_than_a_kept_one_earns() -> None:
    """Saying and breaking in turn leads down."""
    rows = {}
    for name, orders in (("kept", ()), ("broken", (order("japan", "diplomatic.shrine-visit"),))):
        state = season()
        state.ledgers["heard/rok/japan/diplomatic.say-no-insult"] = state.until
        rows[name] = settle(state, *orders).state.ledgers["word/rok/japan"]
    assert rows["broken"] < 0 < rows["kept"] < -rows["broken"]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_who_was_not_told_sees_no_difference(number: int) -> None:
    """Beijing had Tokyo's word; licences against Seoul belie it. Beijing's rows of it are as if nothing were done."""
    seen = []
    for orders in ((), (order("japan", "economic.control", {"seat": "rok"}, stands=True),)):
        state = season()
        state.ledgers["heard/china/japan/diplomatic.say-no-measures"] = state.until + 1
        after = settle(state, *orders, number=number).state
        view = view_for(islets(), after, "china")
        told = [report.text for report in view.news.values() if "as it said" in report.text]
        rows = {key: n for key, n in view.ledgers.items() if key.startswith(("word/", "heard/"))}
        seen.append((view.tracks["trust/china>japan"], told, rows))
    assert seen[0] == seen[1]


def test_no_seat_sees_what_only_the_engine_keeps() -> None:
    """Deeds of the turn, who was told of them, and the day on which a court will rule."""
    for number in GAMES:
        for _, resolution in games(number):
            for seat in islets().seats:
                kept = view_for(islets(), resolution.state, seat).ledgers
                assert not [key for key in kept if key.startswith((*PENDING, "docket/"))]
                others = [k for k in kept if k.startswith(("crossed/", "word/", "heard/")) and k.split("/")[1] != seat]
                assert others == []


@pytest.mark.parametrize(("count", "length"), [(6, "2 months"), (12, "1 month"), (52, "1 week")])
def test_a_court_rules_on_its_day_whatever_the_length_of_turns(count: int, length: str) -> None:
    """The day is a date: told once, on that date, in whichever turn holds it."""
    segment = replace(islets().segments[1], turns=count, length=parse_duration(length))
    start, day = islets().start.copy(), parse_instant("2020-02-05T00:00+09:00")
    start.ledgers["docket/sale-order"] = day
    game = playout(replace(islets(), segments=(segment,), msel=(), ends=(), start=start), 1, {})
    effects = [e for half in game.turns for _, step in half.steps for result in step for e in result.effects]
    assert [e.report.at for e in effects if isinstance(e, Reported) and e.report.source == "Court"] == [day]


def test_only_what_is_public_counts_as_giving_way() -> None:
    """Who gives way in trade talks is in the papers; who wins them is told alone and gave nothing."""
    deeds = islets().order_types["economic.settle"].deeds
    assert "conceded" in deeds
    assert "won" not in deeds


@pytest.mark.parametrize(
    ("was", "day", "now"), [(3, 0, 3), (2, 0, 3), (-3, 0, -2), (-2, 1, -3), (-3, 1, -3), (3, 1, 1)]
)
def test_credit_ends_at_three(was: int, day: int, now: int) -> None:
    """One more for a word kept, two less for one broken, from -3 to 3."""
    state = season()
    state.ledgers["heard/rok/japan/diplomatic.say-no-insult"] = state.until + day
    state.ledgers["word/rok/japan"] = was
    orders = (order("japan", "diplomatic.shrine-visit"),) if day else ()
    assert settle(state, *orders).state.ledgers["word/rok/japan"] == now
