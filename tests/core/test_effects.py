"""That every effect is handled, changes what it says and nothing else, and survives the journal."""

from __future__ import annotations

import random
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples.strait import flight, order, rules_of, with_contact

from seawar.core import effects as e
from seawar.core.apply import apply, apply_all
from seawar.core.effects import AnyEffect
from seawar.core.orders import Leg
from seawar.core.session import Slot
from seawar.core.state import Claim, Encounter, Evidence, Report, State, state_hash

STANDING = order("north", "air.guard", {"area": "middle"}, stands=True)
AWAY = (Leg("middle", 1, 2),)


def table() -> State:
    """A state in which every effect has something to act on."""
    rules = rules_of()
    state = with_contact(rules, flight(rules), {"north": 1})
    state.encounters["t000001"] = Encounter(1, 0, ("north",))
    state.conditions["shared-picture/north:south"] = 10
    state.held["04"] = "later"
    state.standing[STANDING.key] = STANDING
    state.news["001"] = Report(("north",), 1, "Press", "Old news.")
    return state


EXAMPLES: list[tuple[AnyEffect, set[str]]] = [
    (e.TrackMoved("tension/east:north", 2), {"tracks"}),
    (e.ResourceMoved("sorties/north", -3), {"resources"}),
    (e.LedgerMoved("bursts/north", 1), {"ledgers"}),
    (e.Clamped("tracks", "alarm/table", 3), {"tracks"}),
    (e.Learned("east", "reaction", 2), {"ledgers"}),
    (e.Reported(Report(("east",), 5, "Crew", "{contact}", {"contact": "t000001"})), {"news"}),
    (e.ClockMoved(2, 1, 100, 200), {"turn", "segment", "now", "until", "news"}),
    (e.Scheduled((Slot(2, 0, 5, 9),)), {"ahead"}),
    (e.ForceMoved("n-one", "airborne", "rock", 99), {"forces"}),
    (e.ForceLost("e-one", 1), {"forces"}),
    (e.ContactMade("t000002", flight(rules_of())), {"contacts"}),
    (e.ContactSeen("t000001", "south", 2), {"seen"}),
    (e.ContactTurned("t000001", AWAY), {"contacts"}),
    (e.ContactEnded("t000001"), {"contacts", "seen", "encounters"}),
    (e.EncounterClimbed("t000001", 3, 2, ("south",)), {"encounters"}),
    (e.AgreementMoved("pact", "notice-given", 500), {"agreements"}),
    (e.ConditionSet("shared-picture/east:north", 50), {"conditions"}),
    (e.ConditionEnded("shared-picture/north:south"), {"conditions"}),
    (e.MatterMoved("wreck", "found", "south"), {"matters"}),
    (e.Claimed(Claim("east", "t000001", "denied", ("public",), 1)), {"claims"}),
    (e.EvidenceFound("t000001", "north", "east", 2), {"evidence"}),
    (e.Published("notice", "north", 1), {"published"}),
    (e.StandingSet(order("south", "air.guard", {"area": "rock"}, stands=True)), {"standing"}),
    (e.StandingEnded(STANDING.key), {"standing"}),
    (e.InjectFired("03", 1), {"fired"}),
    (e.InjectSkipped("03", "no time"), {"skipped"}),
    (e.InjectHeld("03", "not yet"), {"held"}),
    (e.InjectFreed("04"), {"held"}),
    (e.InjectEdited("03", "Other words."), {"edited"}),
    (e.Ended("loss"), {"ended"}),
]  # fmt: skip


def test_the_list_of_examples_is_whole() -> None:
    """Whoever adds an effect must add an example of it here."""
    assert {type(effect) for effect, _ in EXAMPLES} == set(get_args(AnyEffect))


@pytest.mark.parametrize(("effect", "changed"), EXAMPLES, ids=[type(example).__name__ for example, _ in EXAMPLES])
def test_every_effect_changes_what_it_says(effect: AnyEffect, changed: set[str]) -> None:
    """Each effect is handled: its own tables change, and no others."""
    before, after = table(), table()
    apply(after, effect)
    differ = {name for name in State.__struct_fields__ if getattr(before, name) != getattr(after, name)}
    assert differ == changed


@pytest.mark.parametrize("effect", [example for example, _ in EXAMPLES], ids=lambda x: type(x).__name__)
def test_every_effect_survives_the_journal(effect: AnyEffect) -> None:
    """Encoded and decoded, an effect is the same one, so that a replay folds what was folded live."""
    again: AnyEffect = msgspec.json.decode(msgspec.json.encode(effect), type=AnyEffect)
    assert again == effect
    live, replayed = table(), table()
    apply(live, effect)
    apply(replayed, again)
    assert state_hash(live) == state_hash(replayed)


SUMS = st.one_of(
    st.builds(e.TrackMoved, st.sampled_from(["tension/east:north", "alarm/table"]), st.integers(-9, 9)),
    st.builds(e.ResourceMoved, st.sampled_from(["sorties/north", "influence/east"]), st.integers(-9, 9)),
    st.builds(e.LedgerMoved, st.sampled_from(["bursts/north", "losses/east"]), st.integers(-9, 9)),
    st.builds(e.Learned, st.just("east"), st.sampled_from(["a", "b"]), st.integers(1, 5)),
)


@given(st.lists(SUMS, max_size=20), st.randoms(use_true_random=False))
def test_sums_commute(moved: list[Any], chance: random.Random) -> None:
    """Changes to numbers add up to the same in any order."""
    one, other = table(), table()
    apply_all(one, moved)
    chance.shuffle(moved)
    apply_all(other, moved)
    assert state_hash(one) == state_hash(other)


@given(st.integers(-99, 99), st.integers(-99, 99))
def test_clamped_says_which_value_holds(before: int, to: int) -> None:
    """A clamp sets the value, whatever the sums before it came to."""
    state = table()
    apply_all(state, [e.TrackMoved("alarm/table", before), e.Clamped("tracks", "alarm/table", to)])
    assert state.tracks["alarm/table"] == to


def test_knowledge_and_encounters_only_grow() -> None:
    """Seeing less later unlearns nothing; an encounter keeps its highest rung, all bursts and all parties."""
    state = table()
    apply_all(state, [e.ContactSeen("t000001", "north", 2), e.ContactSeen("t000001", "north", 1)])
    assert state.seen["t000001/north"] == 2
    apply_all(state, [e.EncounterClimbed("t000001", 4, 1, ("south",)), e.EncounterClimbed("t000001", 2, 1, ("north",))])
    assert state.encounters["t000001"] == Encounter(4, 2, ("north", "south"))


def test_losses_stop_at_nothing() -> None:
    """A force never has fewer than no aircraft."""
    state = table()
    apply(state, e.ForceLost("e-two", 5))
    assert state.forces["e-two"].count == 0


def test_a_copy_is_independent() -> None:
    """What is done to a copy of the state is not done to the state."""
    state = table()
    before = state_hash(state)
    copy = state.copy()
    apply_all(copy, [effect for effect, _ in EXAMPLES])
    assert state_hash(state) == before != state_hash(copy)


def test_evidence_says_who_and_how_surely() -> None:
    """Evidence is kept per observing seat."""
    state = table()
    apply(state, e.EvidenceFound("t000001", "south", "east", 3))
    assert state.evidence == {"t000001/south": Evidence("east", 3)}
