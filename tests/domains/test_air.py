"""That flights set out, are seen by radar, enter zones and leave, and that pictures are shared by consent."""

from __future__ import annotations

from collections import Counter

import pytest
from msgspec.structs import replace
from samples.strait import by_key, flight, opened, order, results, rules_of, settle, with_contact

from seawar.core.effects import ContactMade, ContactSeen, LedgerMoved
from seawar.core.orders import Leg
from seawar.core.state import State
from seawar.core.view import view_for

FLY = order("east", "air.fly", {"route": "past"}, ceiling=3)


def made(state: State, number: int = 1) -> list[ContactMade]:
    after = settle(rules_of(), state, FLY, number=number)
    return [e for r in results(after) for e in r.effects if isinstance(e, ContactMade) and e.contact.owner]


def test_a_flight_follows_its_route() -> None:
    """The legs of the named route, counted from the start of the turn; the crew bears what its ceiling says."""
    rules = rules_of()
    state = opened(rules)
    [flown] = made(state)
    assert flown.contact.legs == (Leg("rock", state.now + 12, state.now + 16),)
    assert (flown.contact.owner, flown.contact.tolerance, flown.contact.evasion) == ("east", 3, 1)


def test_the_name_of_a_contact_tells_nothing() -> None:
    """`t` and six hexadecimal digits, another under each key."""
    names = {made(opened(rules_of()), n)[0].id for n in range(20)}
    assert len(names) == 20
    assert all(len(name) == 7 and name[0] == "t" and int(name[1:], 16) >= 0 for name in names)


def test_without_a_force_nothing_flies() -> None:
    """With every bomber away the flight stays on the ground and makes no contact."""
    state = opened(rules_of())
    for id_ in ("e-one", "e-two"):
        state.forces[id_] = replace(state.forces[id_], status="away", busy_until=10**9)
    assert made(state) == []
    assert by_key(settle(rules_of(), state, FLY))[FLY.key].band == "grounded"


def test_a_timed_route_of_ones_own_is_flown() -> None:
    """Legs on the order hold instead of the named route's."""
    state = opened(rules_of())
    legs = (Leg("middle", state.now + 3, state.now + 9),)
    after = settle(rules_of(), state, replace(FLY, route=legs))
    assert [
        e.contact.legs for r in results(after) for e in r.effects if isinstance(e, ContactMade) and e.contact.owner
    ] == [legs]


def test_radar_finds_what_it_covers_as_often_as_it_says() -> None:
    """North sees 900 of 1000 over the rock, south 800, and east, whose flight it is, is told nothing new."""
    rules = rules_of()
    state = with_contact(rules, flight(rules), {})
    seen = Counter(
        e.seat for n in range(400) for r in results(settle(rules, state, number=n)) for e in r.effects
        if isinstance(e, ContactSeen) and e.id == "t000001"
    )  # fmt: skip
    assert 335 <= seen["north"] <= 380
    assert 285 <= seen["south"] <= 355
    assert seen["east"] == 0


def test_nobody_sees_where_they_have_no_radar() -> None:
    """Over eastfield only east has radar."""
    rules = rules_of()
    state = with_contact(rules, flight(rules, area="eastfield"), {})
    for number in range(50):
        assert "t000001/north" not in settle(rules, state, number=number).state.seen


def test_a_partners_picture_is_shared_while_the_condition_holds() -> None:
    """What south sees north learns as well, and nobody else; without the condition north learns nothing of it."""
    rules = rules_of()
    state = with_contact(rules, flight(rules, area="southfield", stay=60), {"south": 1})
    assert "t000001/north" not in settle(rules, state).state.seen
    state.conditions["shared-picture/north:south"] = 10**9
    after = settle(rules, state).state
    assert after.seen["t000001/north"] == 1
    assert "t000001" in view_for(rules, after, "north").contacts


def entries(state: State) -> dict[str, int]:
    after = settle(rules_of(), state)
    return {e.ledger: e.by for r in results(after) for e in r.effects if isinstance(e, LedgerMoved)}


@pytest.mark.parametrize(("seen", "expected"), [
    ({}, set()),
    ({"north": 1}, {"airspace-entry/north"}),
    ({"north": 1, "south": 1}, {"airspace-entry/north", "airspace-entry/south"}),
])  # fmt: skip
def test_entries_are_counted_by_who_saw_them(seen: dict[str, int], expected: set[str]) -> None:
    """Airspace that is claimed and zones are told apart, and what nobody saw is nobody's entry."""
    rules = rules_of(((("north: 900, south: 800", "east: 1")),))
    state = with_contact(rules, flight(rules), seen)
    after = settle(rules, state)
    assert {e.ledger for r in results(after) for e in r.effects if isinstance(e, LedgerMoved)} == expected


def test_a_zone_entry_has_the_rulebooks_consequence() -> None:
    """Over the middle, a zone and no airspace: tension with an owner who is known rises to the event's 3, once."""
    rules = rules_of()
    state = with_contact(rules, flight(rules, area="middle"), {"north": 2, "south": 2})
    after = settle(rules, state)
    assert after.state.tracks["tension/east:north"] == after.state.tracks["tension/east:south"] == 3
    assert entries(state) == {"zone-entry/north": 1, "zone-entry/south": 1}


def test_a_route_that_is_flown_is_over() -> None:
    """When its last leg ends within the turn, the contact and all that was seen of it are gone."""
    rules = rules_of()
    over, on = (with_contact(rules, flight(rules, stay=stay), {"north": 1}) for stay in (8, 60))
    assert "t000001" not in settle(rules, over).state.contacts
    assert not [k for k in settle(rules, over).state.seen if k.startswith("t000001")]
    assert "t000001" in settle(rules, on).state.contacts


def test_an_unidentified_contact_does_not_name_its_owner_through_tracks() -> None:
    """What all can see moves the same, whoever the flight belongs to, as long as nobody has identified it."""
    rules = rules_of()
    views = []
    for owner in ("east", "south"):
        state = with_contact(rules, flight(rules, owner=owner, area="middle"), {"north": 1})
        after = settle(rules, state)
        views.append({k: v for k, v in view_for(rules, after.state, "north").tracks.items() if k.startswith("tension")})
    assert views[0] == views[1], "tension rises with the true owner of what is only a blip"
