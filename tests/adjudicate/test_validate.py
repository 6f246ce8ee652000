"""That orders are judged by the seat's own view, and refused in words that give nothing away."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from samples.strait import SEATS, Wild, flight, meet, opened, order, rules_of, wild_turns, with_contact

from seawar.adjudicate.offers import offers
from seawar.adjudicate.validate import Refusal, candidates, validate, validate_sheet
from seawar.core.orders import Branch, Leg, Order, Sheet
from seawar.core.view import view_for

WHISPER = (("matters:\n  wreck", "  whisper: {title: Whisper, parties: [south, east], status: in-force, "
            "notice_days: 1, public: false, source: invented}\nmatters:\n  wreck"),)  # fmt: skip
QUIT = (
    ("agreements: [pact]", "agreements: [pact, whisper]"),
    ("events:", "  quit:\n    title: Quit\n    text: Leave one.\n    mechanism: certain\n"
     "    targets: {agreement: agreement}\n    source: assumption\n"
     "    outcomes: {done: [{agreement: {agreement: agreement, status: lapsed}}]}\nevents:"),
)  # fmt: skip


def refused(one: Order, state: Any = None, seat: str = "north") -> list[Refusal]:
    rules = rules_of(WHISPER, QUIT)
    return validate(rules, view_for(rules, state or opened(rules), seat), one)


def words(refusals: list[Refusal], *ids: str) -> list[tuple[str, str]]:
    """The refusals with the ids that were asked for made alike."""
    texts = [(r.code, r.text) for r in refusals]
    for id_ in ids:
        texts = [(code, text.replace(id_, "X")) for code, text in texts]
    return texts


def test_a_hidden_contact_is_refused_like_one_that_does_not_exist() -> None:
    """A contact that north has not seen and one that nobody ever saw: the same words."""
    rules = rules_of(WHISPER, QUIT)
    state = with_contact(rules, flight(rules), {"south": 2})
    hidden = words(refused(meet(), state), "t000001")
    missing = words(refused(replace(meet(), targets={"area": "rock", "contact": "t0000ff"}), state), "t0000ff")
    assert hidden == missing != []


def test_a_secret_agreement_is_refused_like_one_that_does_not_exist() -> None:
    """North does not learn of a pact between south and east by trying to leave it."""
    hidden = words(refused(order("north", "quit", {"agreement": "whisper"})), "whisper")
    missing = words(refused(order("north", "quit", {"agreement": "murmur"})), "murmur")
    assert hidden == missing != []
    assert not refused(order("south", "quit", {"agreement": "whisper"}), seat="south"), "a party knows it"


def test_a_foreign_force_is_refused_like_one_that_does_not_exist() -> None:
    """Naming another seat's force tells nothing of whether there is one, nor whether it is away."""
    rules = rules_of(WHISPER, QUIT)
    state = with_contact(rules, flight(rules), {"north": 1})
    busy = with_contact(rules, flight(rules), {"north": 1})
    busy.forces["e-one"] = replace(busy.forces["e-one"], status="away", busy_until=10**9)
    asked = [words(refused(meet(forces=(f,)), s), f) for f, s in (("e-one", state), ("e-one", busy), ("e-nil", state))]
    assert asked[0] == asked[1] == asked[2] != []


@pytest.mark.parametrize("number", range(8))
def test_refusals_do_not_depend_on_what_is_hidden(number: int) -> None:
    """Every order that wild players think of is judged alike under two truths that look the same to the seat."""
    rules = rules_of()
    for state, sealed, _ in wild_turns(rules, number):
        other = state.copy()
        other.resources["sorties/east"] = 0
        other.tracks["support/east"] = 0
        other.contacts["t00ffff"] = flight(rules, owner="east")
        tried = Sheet("north", state.turn, tuple(replace(o, seat="north") for s in sealed for o in s.orders))
        one, two = (validate_sheet(rules, view_for(rules, s, "north"), tried) for s in (state, other))
        assert one == two


START = rules_of().segments[0].start


@pytest.mark.parametrize(("one", "code"), [
    (order("south", "press", {"seat": "east"}), "seat"),
    (order("north", "press"), "target"),
    (order("north", "press", {"seat": "north"}), "target"),
    (order("north", "press", {"seat": "moon"}), "target"),
    (order("north", "press", {"seat": "east", "area": "rock"}), "target"),
    (order("north", "dream"), "type"),
    (order("north", "air.fly", {"route": "across"}), "target"),
    (order("north", "air.guard", {"area": "rock"}, ceiling=6), "ceiling"),
    (order("north", "air.guard", {"area": "rock"}, ceiling=-1), "ceiling"),
    (order("north", "press", {"seat": "east"}, stands=True), "stands"),
    (order("north", "press", {"seat": "east"}, rationale="x" * 1001), "rationale"),
    (order("north", "press", {"seat": "east"}, branches=(Branch("undetected", "withdraw"),) * 3), "if"),
    (order("north", "share"), "with"),
    (order("north", "share", partners=("north",)), "with"),
    (order("north", "share", partners=("moon",)), "with"),
    (order("north", "press", {"seat": "east"}, openness="false-flag"), "blame"),
    (order("north", "air.guard", {"area": "rock"}, forces=("s-one",)), "force"),
    (order("south", "air.fly", {"route": "past"}, forces=("s-one",)), "force"),
    (order("south", "air.fly", {"route": "past"}, route=(Leg("moon", START + 5, START + 9),)), "route"),
    (order("south", "air.fly", {"route": "past"}, route=(Leg("rock", START - 5, START + 9),)), "route"),
    (order("south", "air.fly", {"route": "past"}, route=(Leg("rock", START + 9, START + 9),)), "route"),
])  # fmt: skip
def test_what_is_no_order_is_refused(one: Order, code: str) -> None:
    """Each fault of an envelope is named by its code."""
    seat = "north" if code == "seat" else one.seat
    assert code in {r.code for r in refused(one, seat=seat)}


def test_targets_go_in_the_declared_order() -> None:
    """Otherwise one order would have two keys and two draws."""
    rules = rules_of(WHISPER, QUIT)
    state = with_contact(rules, flight(rules), {"north": 1})
    swapped = replace(meet(), targets=dict(reversed(meet().targets.items())))
    assert not refused(meet(), state)
    assert [r.code for r in refused(swapped, state)] == ["target"]


def sheet_codes(sheet: Sheet) -> set[str]:
    rules = rules_of()
    return {r.code for r in validate_sheet(rules, view_for(rules, opened(rules), sheet.seat), sheet)}


PRESS = order("north", "press", {"seat": "east"})


def test_a_sheet_as_a_whole_is_judged() -> None:
    """The turn, the number of orders, doubles, what all of it costs, and cancellations."""
    other = order("north", "press", {"seat": "south"})
    guards = tuple(order("north", "air.guard", {"area": area}) for area in rules_of().map.areas)
    assert sheet_codes(Sheet("north", 1, (PRESS, other))) == set()
    assert sheet_codes(Sheet("north", 2, (PRESS,))) == {"turn"}
    assert sheet_codes(Sheet("north", 1, (PRESS, PRESS))) == {"twice"}
    assert sheet_codes(Sheet("north", 1, guards[:4])) == {"too-many"}
    assert sheet_codes(Sheet("north", 1, cancels=("air.guard/north/rock",))) == {"standing"}


def test_one_order_of_a_type_per_seat_and_targets() -> None:
    """The same type and targets with another envelope is the same order twice: it would be drawn for twice."""
    assert sheet_codes(Sheet("north", 1, (PRESS, replace(PRESS, rationale="again")))) == {"twice"}


def test_what_orders_cost_together_must_be_there() -> None:
    """Two orders that can be paid one by one are refused when both together cannot."""
    rules = rules_of()
    state = opened(rules)
    state.resources["influence/north"] = 1
    view = view_for(rules, state, "north")
    two = Sheet("north", 1, (PRESS, order("north", "press", {"seat": "south"})))
    assert [r.code for r in validate_sheet(rules, view, two)] == ["cost"]
    assert not validate_sheet(rules, view, replace(two, orders=two.orders[:1]))


@pytest.mark.parametrize("seat", SEATS)
def test_every_offer_is_legal(seat: str) -> None:
    """What a seat is offered it may give, and an offer for a target it does not know of is never made."""
    rules = rules_of()
    state = with_contact(rules, flight(rules), {"south": 1})
    view = view_for(rules, state, seat)
    made = list(offers(rules, view))
    assert made
    for one in made:
        assert not validate(rules, view, one)
    known = candidates(rules, view, "contact")
    assert known == (("t000001",) if seat == "south" else ())


def test_every_refusal_is_a_sentence() -> None:
    """A refusal names the order's title and says what is wrong."""
    for refusal in refused(order("north", "share")):
        assert refusal.text.startswith("Share: ")
        assert "\n" not in refusal.text


def test_wild_players_stay_legal() -> None:
    """The games these tests rely on are made of orders that the table would take."""
    rules = rules_of()
    given = 0
    for state, sealed, _ in wild_turns(rules, 1):
        for sheet in sealed:
            assert not validate_sheet(rules, view_for(rules, state, sheet.seat), sheet)
            given += len(sheet.orders)
    assert given > 15
    assert isinstance(Wild(rules, "north", 1)(view_for(rules, opened(rules), "north")), Sheet)


def test_nobody_is_offered_to_send_what_it_has_not_got() -> None:
    """A kind of force that a seat has none of: refused before it costs anything; one that is away is another matter."""
    rules, state = rules_of(), opened(rules_of())
    kind = next(kind for kind in rules.order_types.values() if kind.force_kind)
    of_kind = [id_ for id_, force in state.forces.items() if force.kind == kind.force_kind]
    seat = state.forces[of_kind[0]].seat
    given = next(offer for offer in offers(rules, view_for(rules, state, seat), (kind.id,)))
    for id_ in of_kind:
        del state.forces[id_]
    told = validate(rules, view_for(rules, state, seat), given)
    assert [(r.code, "to send" in r.text) for r in told] == [("force", True)]
    assert kind.id not in {offer.type for offer in offers(rules, view_for(rules, state, seat))}
