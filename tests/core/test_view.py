"""That a view holds what its seat may know and nothing more: two truths that differ elsewhere look the same."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from samples.strait import SEATS, flight, order, rules_of, wild_turns, with_contact

from seawar.adjudicate.turn import open_turn
from seawar.core.orders import Branch, Leg
from seawar.core.rules import Rules
from seawar.core.session import Slot
from seawar.core.state import UMPIRE, Agreement, Claim, Encounter, Evidence, Report, State
from seawar.core.view import View, difference, fold, view_for

SECRET_PACT = (
    ("agreements: [pact]", "agreements: [pact, whisper]"),
)  # fmt: skip
WHISPER = (
    ("matters:\n  wreck", "  whisper: {title: Whisper, parties: [south, east], status: in-force, notice_days: 1, "
     "public: false, source: invented}\nmatters:\n  wreck"),
)  # fmt: skip

encode = msgspec.json.Encoder().encode


def rules() -> Rules:
    return rules_of(WHISPER, SECRET_PACT)


def rich() -> State:
    """A first turn in which something of everything is going on. `t000001` north has seen, `t000002` it knows."""
    state = with_contact(rules(), flight(rules()), {"north": 1})
    state.contacts["t000002"] = flight(rules(), openness="deniable", force="e-two", title="Bear", count=1)
    state.contacts["t000003"] = flight(rules(), area="middle")
    state.seen |= {"t000002/north": 2, "t000003/south": 1}
    state.encounters["t000003"] = Encounter(1, 0, ("south",))
    state.conditions |= {"shared-picture/east:south": 9_999}
    state.claims["east/wreck"] = Claim("east", "wreck", "ours", ("south",), 1)
    state.evidence["t000003/south"] = Evidence("east", 2)
    state.ledgers |= {"learned/east/reaction": 1, "bursts/south": 1, "zone-entry/south": 1, "losses/east": 0}
    for seat in SEATS:
        standing = order(seat, "air.guard", {"area": "middle"}, stands=True)
        state.standing[standing.key] = standing
    state.news["900"] = Report(("south",), state.now, "Radar", "{contact}", {"contact": "t000003"})
    state.news["901"] = Report(("east", "north"), state.now, "Staff", "For two.")
    state.fired["77"] = 1
    return state


def seen_by(seat: str, state: State) -> bytes:
    return encode(view_for(rules(), state, seat))


Change = Callable[[State], None]


def contact(id_: str, **changes: Any) -> Change:
    def change(state: State) -> None:
        state.contacts[id_] = replace(state.contacts[id_], **changes)

    return change


def row(table: str, key: str, value: Any) -> Change:
    return lambda state: getattr(state, table).__setitem__(key, value)


def force(id_: str, **changes: Any) -> Change:
    def change(state: State) -> None:
        state.forces[id_] = replace(state.forces[id_], **changes)

    return change


def legs(*areas: str) -> tuple[Leg, ...]:
    """One leg after the other, from ten minutes into the turn."""
    start = rules().segments[0].start
    return tuple(Leg(area, start + 10 * i, start + 10 * i + 5) for i, area in enumerate(areas, 1))


START = rules_of().segments[0].start

HIDDEN: dict[str, Change] = {
    "another seat's resources": row("resources", "sorties/east", 1),
    "another seat's support": row("tracks", "support/east", 9),
    "how far others trust it": row("tracks", "trust/east>north", 3),
    "a contact nobody saw": row("contacts", "t00000a", flight(rules(), owner="south")),
    "a contact that only another saw": row("seen", "t000003/south", 2),
    "another's detection of a contact both see": row("seen", "t000001/south", 1),
    "whose a detected contact is": contact("t000001", owner="south"),
    "what a detected contact is": contact("t000001", kind="fighter", title="Hawk"),
    "how many fly in a detected contact": contact("t000001", count=7),
    "under whose name a detected contact flies": contact("t000001", openness="deniable"),
    "what an identified contact bears": contact("t000002", tolerance=0),
    "how an identified contact flies": contact("t000002", evasion=3, answers=False),
    "the orders of an identified contact": contact("t000002", branches=(Branch("undetected", "withdraw"),)),
    "the force of an identified contact": contact("t000002", force="e-one", blame="south"),
    "whose a deniable contact is": contact("t000002", owner="south"),
    "that it is deniable rather than false": contact("t000002", openness="false-flag", blame="south"),
    "another's force on the ground": force("e-one", count=1),
    "another's force being away": force("e-one", status="away", busy_until=99),
    "another's force in the air out of radar": force("e-one", status="airborne", area="eastfield"),
    "another's standing order": lambda s: s.standing.pop("air.guard/south/middle"),  # type: ignore[dict-item]
    "another's evidence": row("evidence", "t000001/south", Evidence("east", 4)),
    "a claim to another": row("claims", "east/wreck", Claim("east", "wreck", "yours", ("south",), 1)),
    "news to another": row("news", "000", Report(("east", "south"), 1, "Staff", "Hush.")),
    "who else read its news": row("news", "901", Report(("north", "south"), START, "Staff", "For two.")),
    "what another learned": row("ledgers", "learned/east/reaction", 5),
    "another's own ledger": row("ledgers", "bursts/south", 4),
    "a condition between others": row("conditions", "shared-picture/east:south", 1),
    "a secret pact of others": row("agreements", "whisper", Agreement(("east", "south"), "lapsed")),
    "an encounter without it": row("encounters", "t000003", Encounter(4, 2, ("south",))),
    "an inject to others": row("fired", "78", 1),
    "an inject that was skipped": row("skipped", "03", "no time"),
    "what the umpire means to play": lambda s: setattr(s, "ahead", (Slot(2, 0, 5, 9),)),
    "how often the umpire rolled back": lambda s: setattr(s, "epoch", 3),
}  # fmt: skip

SHOWN: dict[str, Change] = {
    "its own resources": row("resources", "sorties/north", 1),
    "how far it trusts others": row("tracks", "trust/north>east", 3),
    "its own support": row("tracks", "support/north", 9),
    "a track all see": row("tracks", "tension/east:south", 9),
    "a contact it detects": row("seen", "t000003/north", 1),
    "the speed of a detected contact": contact("t000001", speed=300),
    "what an identified contact is": contact("t000002", title="Whale"),
    "its own force": force("n-one", count=1),
    "another's force in the air under its radar": force("e-one", status="airborne", area="rock"),
    "a public pact": row("agreements", "pact", Agreement(("north", "south"), "lapsed")),
    "a claim in public": row("claims", "east/wreck", Claim("east", "wreck", "ours", ("public",), 1)),
    "news to it": row("news", "902", Report(("north", "south"), 1, "Staff", "Hush.")),
    "losses, which all see": row("ledgers", "losses/east", 3),
    "a matter": lambda s: s.matters.pop("wreck"),  # type: ignore[dict-item]
    "an encounter with it": row("encounters", "t000001", Encounter(1, 0, ("north",))),
    "what became public": row("published", "notice/south", 1),
}  # fmt: skip


@pytest.mark.parametrize("what", HIDDEN)
def test_what_is_hidden_changes_no_byte(what: str) -> None:
    """Two truths that differ in one fact hidden from north are the same to north, byte for byte."""
    state, other = rich(), rich()
    HIDDEN[what](other)
    assert other != state, "the truths differ"
    assert seen_by("north", other) == seen_by("north", state)


@pytest.mark.parametrize("what", SHOWN)
def test_what_is_shown_is_seen(what: str) -> None:
    """The same comparison notices each fact that north may know."""
    state, other = rich(), rich()
    SHOWN[what](other)
    assert seen_by("north", other) != seen_by("north", state)


@pytest.mark.parametrize("number", range(20))
def test_many_hidden_facts_at_once(number: int) -> None:
    """Any mixture of hidden differences changes no byte either."""
    chance, state, other = random.Random(number), rich(), rich()
    for change in chance.sample(list(HIDDEN.values()), 8):
        change(other)
    assert seen_by("north", other) == seen_by("north", state)


def test_only_the_legs_flown_and_the_next_are_seen() -> None:
    """Of a route that others fly a radar shows where it is and where it heads, not the rest of the plan."""
    state, other = rich(), rich()
    contact("t000001", legs=legs("rock", "middle"))(state)
    contact("t000001", legs=legs("rock", "eastfield", "southfield"))(other)
    assert seen_by("north", other) == seen_by("north", state)
    assert seen_by("east", other) != seen_by("east", state), "its owner knows the whole of it"


def test_a_view_is_made_of_listed_fields() -> None:
    """Whatever is added to the state is secret until someone lists it in the view, and here."""
    secret = set(State.__struct_fields__) - set(View.__struct_fields__)
    assert secret == {"ahead", "epoch", "skipped", "held", "edited"}
    assert set(View.__struct_fields__) - set(State.__struct_fields__) == {"seat"}


def test_an_open_contact_is_named_once_identified() -> None:
    """Detected it is nobody's; identified and open it has an owner; deniable it has none even then."""
    state = rich()
    known = view_for(rules(), state, "north").contacts
    first = known["t000001"]
    assert (first.owner, first.title, first.count) == (None, None, None)
    assert (known["t000002"].owner, known["t000002"].title) == (None, "Bear")
    state.seen["t000001/north"] = 2
    assert view_for(rules(), state, "north").contacts["t000001"].owner == "east"


def test_the_umpire_sees_the_whole_table() -> None:
    """The umpire's view is the truth, table by table."""
    state = rich()
    view = view_for(rules(), state, UMPIRE)
    for name in View.__struct_fields__:
        assert name == "seat" or getattr(view, name) == getattr(state, name)


def test_a_view_is_independent_of_the_state() -> None:
    """What is done to a seat's view is not done to the truth."""
    state = rich()
    view = view_for(rules(), state, "north")
    for name in View.__struct_fields__:
        if isinstance(table := getattr(view, name), dict):
            table.clear()
    assert state == rich()


@pytest.mark.parametrize("number", range(12))
def test_differences_fold_to_the_view(number: int) -> None:
    """From any view to a later one, the differences, once through JSON, give the later view exactly."""
    for seat in SEATS:
        view = View(seat=seat)
        for before, _, resolution in wild_turns(rules(), number):
            for state in (before, resolution.state):
                after = view_for(rules(), state, seat)
                patches = msgspec.json.decode(encode(difference(view, after)), type=list[tuple[str, str, Any]])
                fold(view, patches)
                assert view == after


def test_opening_a_turn_tells_nothing_of_others_injects() -> None:
    """The secret tip of the second turn reaches north; the others' views do not hold its number or text."""
    state = rules().start
    for _ in range(2):
        state = open_turn(rules(), state).state
    assert b"canary-tip" in seen_by("north", state)
    for seat in ("south", "east"):
        assert b"canary" not in seen_by(seat, state)
        assert "02" not in view_for(rules(), state, seat).fired
