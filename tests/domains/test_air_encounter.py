"""That interception is being there in time, and the ladder one of whole odds, causes and ceilings."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from samples.strait import by_key, flight, meet, opened, order, results, rules_of, settle, sheets, with_contact

from seawar.adjudicate.turn import resolve
from seawar.core.conditions import Scope, compile_condition
from seawar.core.dice import Dice
from seawar.core.effects import (
    AnyEffect,
    ContactEnded,
    ContactMade,
    ContactSeen,
    EncounterClimbed,
    EvidenceFound,
    ForceMoved,
    LedgerMoved,
    TrackMoved,
)
from seawar.core.mechanism import Step
from seawar.core.orders import Branch, Order, Rung
from seawar.core.results import Roll
from seawar.core.rules import Modifier
from seawar.core.state import Evidence, State
from seawar.core.view import view_for
from seawar.domains.air_encounter import BANDS, InterceptParams


class Script(Dice):
    """Dice that bring everyone there in time but those named, and let the contact fly on at every rung."""

    __slots__ = ("chance", "late")

    def __init__(self, late: Collection[str] = (), chance: random.Random | None = None) -> None:
        super().__init__(b"")
        self.late = late
        self.chance = chance

    def below(self, label: Any, n: int, i: int = 0) -> int:
        if label[0] == "air.intercept" and self.chance:
            return self.chance.randrange(n)
        arriving = "arrive" in str(label[-1])
        return 0 if arriving and not any(str(label[-1]).endswith(seat) for seat in self.late) else n - 1


@dataclass(frozen=True)
class Met:
    """One encounter: what was asked of the dice, and what came."""

    arrivals: list[Roll]
    rungs: list[Roll]
    bands: dict[str, str]
    climbed: list[EncounterClimbed]

    @property
    def names(self) -> list[str]:
        return [str(roll.label[-1]).rpartition(":")[2].strip() for roll in self.rungs]


def run(
    state: State,
    *orders: Order,
    params: InterceptParams | None = None,
    net: int = 0,
    script: Dice | None = None,
    by_type: Mapping[str, InterceptParams] | None = None,
) -> Met:
    """Settle orders about one contact with dice by hand, under other parameters and another net."""
    rules = rules_of()
    always = (Modifier(compile_condition("1", Scope()), (net, "the test")),)
    types = {
        id_: replace(kind, params=(by_type or {}).get(id_, params or kind.params), modifiers=always)
        if kind.mechanism.name == "air.intercept" else kind
        for id_, kind in rules.order_types.items()
    }  # fmt: skip
    settled = results(resolve(replace(rules, order_types=types), state, sheets(*orders), {}, script or Script()))
    rolls = [roll for result in settled for roll in result.rolls if roll.label[0] == "air.intercept"]
    return Met(
        [roll for roll in rolls if "late" in roll.bands],
        [roll for roll in rolls if "late" not in roll.bands],
        {o.seat: r.band for o in orders for r in settled if r.key.startswith(o.key) and r.band},
        [e for r in settled for e in r.effects if isinstance(e, EncounterClimbed)],
    )


PER_MILLE = st.integers(0, 1000)
PER_RUNG = st.tuples(PER_MILLE, PER_MILLE, PER_MILLE, PER_MILLE, PER_MILLE)
PARAMS = st.builds(
    InterceptParams, reaction_minutes=st.integers(0, 60), turns=PER_RUNG, turns_beyond=PER_RUNG,
    unsafe=PER_RUNG, crowd=PER_MILLE, loss=PER_RUNG,
)  # fmt: skip
MODEST = st.tuples(*(st.integers(0, 400) for _ in range(5)))


def whole(roll: Roll) -> None:
    assert sum(roll.odds) == 1000
    assert len(roll.odds) == len(roll.bands)
    assert all(0 <= share <= 1000 for share in roll.odds), f"{roll.label[-1]} asks at {roll.odds}"


@settings(max_examples=150)
@given(PARAMS, st.integers(0, 5), st.integers(0, 5), st.integers(-9, 9), st.integers(0, 3), st.integers(0, 10**6))
def test_all_odds_are_whole_and_in_range(
    params: InterceptParams, north: int, south: int, net: int, evasion: int, number: int
) -> None:
    """Whatever a rulebook may set, each chance asked is of shares 0 to 1000 that sum to 1000."""
    rules = rules_of()
    state = with_contact(rules, flight(rules, enter=25, evasion=evasion), {"north": 1, "south": 1})
    script = Script(chance=random.Random(number))
    met = run(state, meet("north", north), meet("south", south), params=params, net=net, script=script)
    for roll in met.arrivals + met.rungs:
        whole(roll)
    assert set(met.bands.values()) <= set(BANDS)


@settings(max_examples=50)
@given(MODEST, MODEST, st.integers(0, 200))
def test_modest_odds_are_asked_as_written(unsafe: Any, loss: Any, crowd: int) -> None:
    """Where the shares leave room, the rulebook's numbers are the ones drawn for."""
    rules = rules_of()
    state = with_contact(rules, flight(rules, enter=25, tolerance=5), {"north": 1})
    params = InterceptParams(unsafe=unsafe, loss=loss, crowd=crowd, turns=(1, 2, 3, 4, 5))
    rungs = run(state, meet(ceiling=5), params=params).rungs
    assert [roll.odds[:3] for roll in rungs] == list(zip((1, 2, 3, 4, 5), unsafe, loss, strict=True))


def in_time(net: int = 0, enter: int = 20, evasion: int = 0, stay: int = 60) -> int:
    """The share of being there in time."""
    rules = rules_of()
    state = with_contact(rules, flight(rules, enter=enter, stay=stay, evasion=evasion), {"north": 1})
    [roll] = run(state, meet(), net=net).arrivals
    whole(roll)
    return roll.odds[0]


def test_being_in_time_follows_the_net() -> None:
    """A better net is never worse, and makes all of 17 to 92 % possible."""
    shares = [in_time(net) for net in range(-9, 10)]
    assert all(a <= b for a, b in pairwise(shares))
    assert (shares[0], shares[-1]) == (167, 917)


def test_being_in_time_follows_the_minutes_to_spare() -> None:
    """The later it comes the better the chance to be there, and evasion only takes away."""
    for net in (-2, 0, 2):
        shares = [in_time(net, enter) for enter in range(1, 30)]
        assert all(a <= b for a, b in pairwise(shares))
        assert shares[0] < shares[-1]
    assert [in_time(evasion=e) for e in range(4)] == sorted((in_time(evasion=e) for e in range(4)), reverse=True)


def test_no_draw_is_made_for_who_cannot_come() -> None:
    """Who cannot be there before it leaves is late without dice, and does not climb."""
    rules = rules_of()
    met = run(with_contact(rules, flight(rules, enter=1, stay=2), {"north": 1}), meet())
    assert (met.arrivals, met.rungs, met.climbed) == ([], [], [])
    assert met.bands == {"north": "late"}


LADDER = ["radio call", "shadow", "flares", "warning shots", "lock on"]


@pytest.mark.parametrize("north", range(6))
@pytest.mark.parametrize("south", range(6))
@pytest.mark.parametrize("late", [(), ("north",), ("south",), ("north", "south")])
def test_no_rung_above_the_highest_ceiling_present(north: int, south: int, late: tuple[str, ...]) -> None:
    """Of those who are there in time, the boldest order bounds the ladder; who is late adds nothing to it."""
    rules = rules_of()
    state = with_contact(rules, flight(rules, enter=28), {"north": 1, "south": 1})
    met = run(state, meet("north", north), meet("south", south), script=Script(late))
    there = {seat: c for seat, c in (("north", north), ("south", south)) if seat not in late}
    assert met.names == LADDER[: max(there.values(), default=0)]
    assert {seat for seat, band in met.bands.items() if band == "late"} == set(late)
    if there:
        [climbed] = met.climbed
        assert climbed.rung == max(there.values())
        assert climbed.parties == tuple(sorted(there))
        assert climbed.bursts == sum(c >= Rung.WARNING_SHOTS for c in there.values())


def test_all_parties_are_in_one_encounter() -> None:
    """Three orders of two seats about one contact climb one ladder, and come to the same band."""
    rules = rules_of()
    state = with_contact(rules, flight(rules, enter=28), {"north": 1, "south": 1})
    guard = order("south", "air.guard", {"area": "rock"}, ceiling=1)
    met = run(state, meet("north", 2), meet("south", 3), guard)
    assert met.names == LADDER[:3]
    assert set(met.bands.values()) == {"stayed"}
    assert [e.parties for e in met.climbed] == [("north", "south")]


def unsafe_share(*seats: str, conditions: Mapping[str, int] | None = None) -> int:
    rules = rules_of()
    state = with_contact(rules, flight(rules, enter=28), {"north": 1, "south": 1})
    state.conditions |= conditions or {}
    return run(state, *(meet(seat, 2) for seat in seats)).rungs[1].odds[1]


def test_a_crowd_without_a_shared_picture_is_more_dangerous() -> None:
    """Two air forces add to the danger, unless they share what they see."""
    alone, crowd = unsafe_share("north"), unsafe_share("north", "south")
    shared = unsafe_share("north", "south", conditions={"shared-picture/north:south": 10**9})
    assert crowd == alone + InterceptParams().crowd
    assert shared == alone


def turning(tolerance: int, *branches: Branch) -> list[int]:
    """The share of turning away, rung by rung, of a crew that never does."""
    rules = rules_of()
    state = with_contact(rules, flight(rules, enter=25, tolerance=tolerance, branches=branches), {"north": 1})
    return [roll.odds[0] for roll in run(state, meet(ceiling=5)).rungs]


@pytest.mark.parametrize("tolerance", range(6))
def test_it_turns_once_the_rung_is_past_its_orders(tolerance: int) -> None:
    """Up to what its orders bear it seldom turns; on every rung past that the other odds are asked."""
    params = InterceptParams()
    assert turning(tolerance) == [*params.turns[:tolerance], *params.turns_beyond[tolerance:]]


@pytest.mark.parametrize(("tolerance", "branch", "expected"), [
    (5, Branch("rung-reached", "withdraw", at=2), [5, 995]),
    (2, Branch("rung-reached", "ceiling", at=2, to=4), [5, 10, 20, 30, 900]),
    (5, Branch("rung-reached", "ceiling", at=2, to=2), [5, 10, 600, 800, 900]),
])  # fmt: skip
def test_the_crews_own_branches_set_what_it_bears(tolerance: int, branch: Branch, expected: list[int]) -> None:
    """A flight told to withdraw at a rung turns if nothing worse comes; a new ceiling is what it bears then."""
    assert turning(tolerance, branch) == expected


def test_a_rung_has_the_odds_of_whoever_climbs_it() -> None:
    """Two order types in one encounter: past the lower ceiling only the bolder one's odds count."""
    rules = rules_of()
    state = with_contact(rules, flight(rules, enter=25, tolerance=5), {"north": 1, "south": 1})
    calm, bold = InterceptParams(turns=(1, 1, 1, 1, 1)), InterceptParams(turns=(9, 9, 9, 9, 9))
    guard = order("south", "air.guard", {"area": "rock"}, ceiling=4)
    met = run(state, meet("north", 2), guard, by_type={"air.meet": calm, "air.guard": bold})
    by_key = sorted([("air.meet/north", 1), ("air.guard/south", 9)])
    assert [roll.odds[0] for roll in met.rungs] == [by_key[0][1], by_key[0][1], 9, 9]


def first(band: str, *orders: Order, state: State) -> list[AnyEffect]:
    """All that the meeting brings under the first key with which the first order comes to that band."""
    for number in range(2000):
        settled = results(settle(rules_of(), state, *orders, number=number))
        if any(r.key == orders[0].key and r.band == band for r in settled):
            return [effect for r in settled if r.step == Step.MEET for effect in r.effects]
    raise AssertionError(f"never {band}")


def test_no_effect_without_a_cause() -> None:
    """An order that met nothing has no effects at all; one that came late only flew."""
    rules = rules_of()
    guard = order("north", "air.guard", {"area": "middle"})
    quiet = by_key(settle(rules, opened(rules), guard))["air.guard/north/middle"]
    assert (quiet.band, quiet.effects) == ("quiet", ())
    late = first("late", meet(), state=with_contact(rules, flight(rules), {"north": 1}))
    assert {type(e) for e in late} == {ForceMoved}


def test_late_orders_leave_the_contact_alone() -> None:
    """Nobody there: it is not identified, not met, and its owner hears nothing."""
    rules = rules_of()
    state = with_contact(rules, flight(rules, enter=1, stay=40), {"north": 1})
    after = settle(rules, state, meet(ceiling=5), number=1)
    if by_key(after)[meet().key].band == "late":
        assert after.state.seen["t000001/north"] == 1
        assert after.state.encounters == {}
        assert not [r for r in after.state.news.values() if r.source == "Crew"]


def test_meeting_identifies() -> None:
    """Who is alongside knows what it is, and its owner hears how far it went."""
    rules = rules_of()
    state = with_contact(rules, flight(rules, stay=60), {"north": 1})
    met = first("shadowed_out", meet(ceiling=2), state=state)
    assert ContactSeen("t000001", "north", 2) in met
    assert EvidenceFound("t000001", "north", "east", 4) in met
    assert any(isinstance(e, EncounterClimbed) and e.rung == Rung.SHADOW for e in met)


def test_a_false_echo_is_nothing_once_looked_at() -> None:
    """Met, it is gone; there was no encounter, no evidence, no owner to be angry with."""
    rules = rules_of()
    nothing = flight(
        rules, owner="", kind="", title="nothing", count=0, speed=600, force=None, branches=None, blame=None
    )
    state = with_contact(rules, nothing, {"north": 1})
    quiet = first("quiet", meet(ceiling=5), state=state)
    assert ContactEnded("t000001") in quiet
    assert {type(e) for e in quiet} <= {ForceMoved, ContactSeen, ContactEnded}
    for number in range(50):
        after = settle(rules, state, meet(ceiling=5), number=number)
        assert after.state.encounters == {}
        assert after.state.evidence == {}
        assert after.state.tracks == state.tracks


def test_a_false_echo_looks_like_any_other_contact() -> None:
    """Before anyone goes there, nothing in the view tells it from a flight that is there: not even its speed."""
    rules = rules_of()
    flown = {force.speed for force in rules.start.forces.values() if force.kind == "bomber"}
    for number in range(300):
        after = settle(rules, opened(rules), number=number)
        for effect in (e for r in results(after) for e in r.effects if isinstance(e, ContactMade)):
            [seat] = [key.partition("/")[2] for key in after.state.seen if key.startswith(effect.id)] or ["north"]
            seen = view_for(rules, after.state, seat).contacts.get(effect.id)
            assert seen is None or (seen.owner, seen.kind, seen.title, seen.count) == (None,) * 4
            assert effect.contact.speed in flown, f"nothing here flies at {effect.contact.speed} km/h"


def test_a_deniable_flight_keeps_its_owner_to_itself() -> None:
    """Identified at level 2 it is a bomber of nobody's in the view; what pilots can prove is `likely`."""
    rules = rules_of()
    state = with_contact(rules, flight(rules, openness="deniable", stay=60), {"north": 1})
    for number in range(60):
        after = settle(rules, state, meet(ceiling=2), number=number)
        view = view_for(rules, after.state, "north")
        if after.state.seen.get("t000001/north") == 2:
            assert (view.contacts["t000001"].owner, view.contacts["t000001"].title) == (None, "Bear")
            assert view.evidence["t000001/north"] == Evidence("east", 2)


def test_a_false_flag_misleads() -> None:
    """The evidence points at whoever is to be blamed, and never surely."""
    rules = rules_of()
    state = with_contact(rules, flight(rules, openness="false-flag", blame="south", stay=60), {"north": 1})
    met = first("shadowed_out", meet(ceiling=2), state=state)
    assert EvidenceFound("t000001", "north", "south", 2) in met


def test_warning_shots_have_their_consequences() -> None:
    """A burst is counted for who fired it, and the rulebook's event follows."""
    rules = rules_of()
    state = with_contact(rules, flight(rules, tolerance=5, stay=60), {"north": 1})
    stayed = first("stayed", meet(ceiling=4), state=state)
    assert LedgerMoved("bursts/north", 1) in stayed
    assert TrackMoved("tension/east:north", 6) in stayed, "from 2 to the 8 of the event"


@pytest.mark.parametrize(("area", "band", "counted"), [
    ("rock", "shadowed_out", True), ("rock", "turned_back", False), ("middle", "shadowed_out", False),
])  # fmt: skip
def test_an_entry_that_was_met_is_counted_as_answered(area: str, band: str, counted: bool) -> None:
    """Only in airspace that the seat claims, and only if the contact did enter it."""
    rules = rules_of()
    state = with_contact(rules, flight(rules, area=area, stay=60), {"north": 1})
    met = first(band, meet(ceiling=2, area=area), state=state)
    assert (LedgerMoved("answered/north", 1) in met) is counted


def test_two_orders_of_one_seat_are_one_arrival_each() -> None:
    """A seat with two orders about one contact is drawn for once for each: no draw serves for two."""
    rules = rules_of()
    state = with_contact(rules, flight(rules), {"north": 1})
    guard = order("north", "air.guard", {"area": "rock"}, ceiling=2)
    after = settle(rules, state, meet(), guard)
    labels = [roll.label for result in results(after) for roll in result.rolls]
    assert len(labels) == len(set(labels))
