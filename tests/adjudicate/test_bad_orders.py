"""That a seat is told plainly what is wrong with an order, in words that give nothing away."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace
from samples.islets import islets, order, season
from samples.strait import flight, rules_of, with_contact
from samples.strait import order as small_order

from seawar.adjudicate.turn import open_turn
from seawar.adjudicate.validate import Refusal, validate_sheet
from seawar.core.orders import Branch, Leg, Order, Sheet
from seawar.core.state import State
from seawar.core.view import view_for


def refused(state: State, *orders: Order) -> list[Refusal]:
    """What is said to the seat of the orders."""
    view = view_for(islets(), state, orders[0].seat)
    return validate_sheet(islets(), view, Sheet(orders[0].seat, view.turn, orders))


def texts(refusals: Sequence[Refusal]) -> list[str]:
    return [refusal.text for refusal in refusals]


def morning() -> State:
    return open_turn(islets(), islets().start).state


PROPOSE = order("japan", "diplomatic.propose", {"agreement": "joint-plan"}, partners=("rok",))
WATCH = order("rok", "air.season-watch", {"area": "dokdo"})
FLY = order("russia", "air.fly-zone", {"route": "russia-north"})


def test_an_agreement_is_proposed_once_in_a_sheet() -> None:
    """Twice, even to another co-signer, is the same order twice."""
    assert not refused(season(), PROPOSE)
    twice = refused(season(), PROPOSE, replace(PROPOSE, partners=("us",)))
    assert "the same order twice; give it once" in texts(twice)


@pytest.mark.parametrize(("agreement", "seat", "said"), [
    ("gsomia", "japan", "it is in force already"),
    ("gsomia", "china", "you are no party to it"),
    ("joint-plan", "us", "you are no party to it"),
    ("ieodo-tracks", "us", "you know of no agreement 'ieodo-tracks'"),
])  # fmt: skip
def test_an_agreement_is_for_its_parties_and_once(agreement: str, seat: str, said: str) -> None:
    """A stranger to it, and a party to what holds, are told so; a secret one is not known to be there."""
    [refusal] = refused(season(), order(seat, "diplomatic.propose", {"agreement": agreement}, partners=("rok",)))
    assert said in refusal.text
    assert refusal.text.startswith("Conclude an agreement: ")


def test_a_secret_agreement_is_refused_like_one_that_is_not() -> None:
    """The same words, but for the name that was asked for."""
    said = [
        texts(refused(season(), order("us", "diplomatic.propose", {"agreement": id_}, partners=("rok",))))
        for id_ in ("ieodo-tracks", "no-such-pact")
    ]
    assert said[0] == [text.replace("no-such-pact", "ieodo-tracks") for text in said[1]] != []


def test_a_claim_about_a_hidden_contact_is_refused_like_one_about_none() -> None:
    """Korea's radar saw nothing: the aircraft over it and one that never was are refused in the same words."""
    state = morning()
    state.contacts["t000001"] = flight(rules_of(), owner="russia", area="dokdo")
    state.seen["t000001/japan"] = 2
    claims = [order("rok", "diplomatic.claim", {"contact": id_}) for id_ in ("t000001", "t0000ff")]
    hidden, missing = (texts(refused(state, claim)) for claim in claims)
    assert hidden == [text.replace("t0000ff", "t000001") for text in missing]
    assert "you know of no contact" in hidden[0]
    assert not refused(state, replace(claims[0], seat="japan"))


@pytest.mark.parametrize("area", ["atlantis", ""])
def test_a_route_through_no_area(area: str) -> None:
    """It names the area that there is none of."""
    state = morning()
    one = replace(FLY, route=(Leg(area, state.now + 5, state.now + 9),))
    assert texts(refused(state, one)) == [
        f"Fly through an identification zone: you know of no area {area!r}; choose another"
    ]


def test_a_route_for_an_order_that_flies_none() -> None:
    """A watch is kept, not flown along a route."""
    state = season()
    one = replace(WATCH, route=(Leg("dokdo", state.now + 5, state.now + 9),))
    assert texts(refused(state, one)) == ["Answer flights all season: flies no route; leave it out"]


LEAST, MORE = (
    order("us", "diplomatic.hotline", {"seat": "russia"}),
    order("rok", "maritime.presence", {"area": "dokdo"}),
)
ALERT = order("rok", "air.alert", {"area": "dokdo"}, ceiling=2)


@pytest.mark.parametrize(("one", "branch"), [
    (LEAST, Branch("rung-reached", "withdraw", at=1)),
    (LEAST, Branch("contact-enters", "reinforce")),
    (LEAST, Branch("undetected", "withdraw")),
    (LEAST, Branch("partner-refuses", "alone")),
    (MORE, Branch("contact-enters", "reinforce", forces=("rok-ships",))),
    (MORE, Branch("rung-reached", "ceiling", at=2, to=1)),
    (ALERT, Branch("rung-reached", "withdraw", at=3)),
    (ALERT, Branch("undetected", "withdraw")),
])  # fmt: skip
def test_an_if_that_can_never_come_about(one: Order, branch: Branch) -> None:
    """A call climbs no ladder, ships meet no contact, an alert of ceiling 2 sees no rung 3: each is told."""
    state = season() if one is MORE else morning()
    assert not refused(state, one)
    told = texts(refused(state, replace(one, branches=(branch,))))
    assert any(f"its `if` for {branch.when.replace('-', ' ')} can never come about" in text for text in told), told
    assert all("take it off" in text for text in told)


@pytest.mark.parametrize(("one", "branch"), [
    (ALERT, Branch("rung-reached", "withdraw", at=2)),
    (ALERT, Branch("contact-enters", "reinforce", forces=("rok-kf16",))),
    (FLY, Branch("undetected", "withdraw")),
    (FLY, Branch("rung-reached", "withdraw", at=5)),
])  # fmt: skip
def test_an_if_that_can_come_about_is_taken(one: Order, branch: Branch) -> None:
    """Nothing is said of it."""
    assert not refused(morning(), replace(one, branches=(branch,)))


def test_an_if_may_raise_the_ceiling_that_another_waits_for() -> None:
    """The first raises the alert to 4, so that the second can come about."""
    both = (Branch("rung-reached", "ceiling", at=2, to=4), Branch("rung-reached", "withdraw", at=4))
    assert not refused(morning(), replace(ALERT, branches=both))


@pytest.mark.parametrize("openness", ["deniable", "false-flag"])
def test_openness_where_it_is_not_allowed(openness: str) -> None:
    """What is done in public is done under one's own name."""
    told = texts(refused(season(), replace(PROPOSE, openness=openness, blame="china")))
    assert "Conclude an agreement: is done under your own name or not at all" in told


@pytest.mark.parametrize("blame", ["", "moon", "east"])
def test_a_false_flag_needs_another_seat(blame: str) -> None:
    """Nobody, no seat, and the seat itself are all refused."""
    one = small_order("east", "air.fly", {"route": "past"}, openness="false-flag", blame=blame)
    rules = rules_of()
    view = view_for(rules, with_contact(rules, flight(rules), {}), "east")
    assert [r.code for r in validate_sheet(rules, view, Sheet("east", 1, (one,)))] == ["blame"]
