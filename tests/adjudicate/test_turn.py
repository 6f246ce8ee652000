"""That a turn is pure, and the same whoever was first: order of submission never matters."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any

import pytest
from msgspec.structs import replace
from samples.strait import dice, flight, meet, order, results, rules_of, sheets, wild_turns, with_contact

from seawar.adjudicate.turn import Resolution, open_turn, resolve
from seawar.core.apply import apply_all
from seawar.core.effects import ContactMade
from seawar.core.orders import Leg, Order, Sheet
from seawar.core.state import State, state_hash

GAMES = range(12)


def draws(resolution: Resolution) -> dict[tuple[Any, ...], tuple[int, int]]:
    """Every draw by its label."""
    return {roll.label: (roll.below, roll.drawn) for result in results(resolution) for roll in result.rolls}


def shuffled(chance: random.Random, sealed: Iterable[Sheet]) -> list[Sheet]:
    """The same sheets, their orders and their cancellations, each in another order."""
    mixed = [
        replace(
            sheet,
            orders=tuple(chance.sample(sheet.orders, len(sheet.orders))),
            cancels=tuple(chance.sample(sheet.cancels, len(sheet.cancels))),
        )
        for sheet in sealed
    ]
    chance.shuffle(mixed)
    return mixed


@pytest.mark.parametrize("number", GAMES)
def test_sheets_in_any_order(number: int) -> None:
    """Which seat sealed first changes nothing in the resolution, recorded effects included."""
    rules, chance = rules_of(), random.Random(number)
    for state, sealed, resolution in wild_turns(rules, number):
        mixed = chance.sample(sealed, len(sealed))
        assert resolve(rules, state, mixed, {}, dice(rules, number)) == resolution


@pytest.mark.parametrize("number", GAMES)
def test_orders_in_any_order(number: int) -> None:
    """Nor does which order stands first on a sheet."""
    rules, chance = rules_of(), random.Random(number)
    for state, sealed, resolution in wild_turns(rules, number):
        again = resolve(rules, state, shuffled(chance, sealed), {}, dice(rules, number))
        assert again == resolution
        assert state_hash(again.state) == state_hash(resolution.state)


@pytest.mark.parametrize("number", GAMES)
def test_resolving_changes_nothing_it_was_given(number: int) -> None:
    """State and sheets are as they were, and the same again comes out the same."""
    rules = rules_of()
    for state, sealed, resolution in wild_turns(rules, number):
        before, said = state_hash(state), list(sealed)
        assert resolve(rules, state, sealed, {}, dice(rules, number)) == resolution
        assert state_hash(state) == before
        assert sealed == said


def test_opening_changes_nothing_it_was_given() -> None:
    """The next turn is opened on a copy; the scenario's own start is never changed."""
    rules = rules_of()
    before = state_hash(rules.start)
    assert open_turn(rules, rules.start) == open_turn(rules, rules.start)
    assert state_hash(rules.start) == before


@pytest.mark.parametrize("number", GAMES)
def test_an_unrelated_order_moves_no_other_die(number: int) -> None:
    """With one more order on a sheet, every draw made without it is made again and comes out the same."""
    rules = rules_of()
    extra = order("south", "press", {"seat": "north"})
    compared = 0
    for state, sealed, resolution in wild_turns(rules, number):
        more = [
            replace(s, orders=(extra, *(o for o in s.orders if o.key != extra.key))) if s.seat == "south" else s
            for s in sealed
        ]
        now, then = draws(resolve(rules, state, more, {}, dice(rules, number))), draws(resolution)
        assert now.items() >= then.items()
        compared += len(then)
    assert compared > 10


def test_a_seat_more_in_an_encounter_moves_no_die_of_the_others() -> None:
    """When south joins north's interception, north's own draws come out as they did."""
    rules = rules_of()
    for number in range(20):
        for state, sealed, resolution in wild_turns(rules, number):
            guard = order("south", "air.guard", {"area": "rock"})
            more = [replace(s, orders=(*s.orders, guard)) if s.seat == "south" else s for s in sealed]
            now = draws(resolve(rules, state, more, {}, dice(rules, number)))
            assert all(now[label] == drawn for label, drawn in draws(resolution).items() if label in now)


def test_what_a_player_writes_moves_no_die() -> None:
    """Ceiling, rationale, intent and openness are no part of a label: sealing anew cannot re-roll."""
    rules = rules_of()
    for state, sealed, resolution in wild_turns(rules, 3):
        other = [
            replace(s, intent="again", orders=tuple(replace(o, rationale="again") for o in s.orders)) for s in sealed
        ]
        assert draws(resolve(rules, state, other, {}, dice(rules, 3))) == draws(resolution)


@pytest.mark.parametrize("number", range(6))
def test_every_draw_can_be_made_again(number: int) -> None:
    """The record of a draw holds its label and bound, which give the same number under the same key."""
    rules = rules_of()
    for _, _, resolution in wild_turns(rules, number):
        for label, (below, drawn) in draws(resolution).items():
            assert dice(rules, number).below(label, below) == drawn


def test_no_label_is_drawn_twice() -> None:
    """In a whole game no two chances share a label, so none repeats another's luck."""
    rules = rules_of()
    for number in range(20):
        labels = [
            roll.label for _, _, resolution in wild_turns(rules, number)
            for result in results(resolution) for roll in result.rolls
        ]  # fmt: skip
        assert len(labels) == len(set(labels))


def test_an_epoch_rolls_anew() -> None:
    """A turn replayed after a rollback has other draws under the same key."""
    rules = rules_of()
    state = open_turn(rules, rules.start).state
    press = sheets(order("north", "press", {"seat": "east"}))
    again = state.copy()
    again.epoch = 1
    one, other = (draws(resolve(rules, s, press, {}, dice(rules))) for s in (state, again))
    assert not one.keys() & other.keys()


@pytest.mark.parametrize("number", GAMES)
def test_the_results_fold_to_the_state(number: int) -> None:
    """The effects on record, and nothing beside them, lead from one state to the next."""
    rules = rules_of()
    for state, _, resolution in wild_turns(rules, number):
        folded = state.copy()
        for result in results(resolution):
            apply_all(folded, result.effects)
        assert folded == resolution.state


def tables_hang_together(state: State) -> None:
    assert {key.partition("/")[0] for key in state.seen} <= state.contacts.keys()
    assert state.encounters.keys() <= state.contacts.keys()
    assert all(force.count >= 0 for force in state.forces.values())


@pytest.mark.parametrize("number", range(30))
def test_no_row_outlives_what_it_is_about(number: int) -> None:
    """After every turn, whatever is seen or met is there to be seen or met."""
    for state, _, resolution in wild_turns(rules_of(), number):
        tables_hang_together(state)
        tables_hang_together(resolution.state)


def deadly(share: int) -> tuple[tuple[str, str], ...]:
    """An encounter that ends on its first rung with a loss, that often per mille, or else flies on."""
    odds = (
        f"turns: [0, 0, 0, 0, 0], turns_beyond: [0, 0, 0, 0, 0], unsafe: [0, 0, 0, 0, 0], crowd: 0, loss: {[share] * 5}"
    )
    return (("mechanism: air.intercept", f"mechanism: air.intercept\n    params: {{{odds}}}"),)


@pytest.mark.parametrize("share", [1000, 300])
def test_an_aircraft_met_in_two_places_is_lost_once(share: int) -> None:
    """South meets it over the middle and north over the rock in one turn: it is lost in one place at most."""
    rules = rules_of((), deadly(share))
    start = rules.segments[0].start
    legs = (Leg("rock", start + 14, start + 18), Leg("middle", start + 22, start + 29))
    state = with_contact(rules, flight(rules, legs=legs), {"north": 1, "south": 1})
    orders = (meet("north", 5), order("south", "air.guard", {"area": "middle"}, ceiling=5))
    for number in range(40):
        resolution = resolve(rules, state, sheets(*orders), {}, dice(rules, number))
        assert resolution.state.ledgers.get("losses/east", 0) <= 1, "one aircraft was lost in two places"
        tables_hang_together(resolution.state)


def test_play_goes_on_when_it_is_lost_in_one_place_and_met_in_another() -> None:
    """Whatever comes of two meetings with one aircraft, the turn is settled and nothing breaks."""
    rules = rules_of((), deadly(300))
    start = rules.segments[0].start
    legs = (Leg("middle", start + 20, start + 22), Leg("rock", start + 24, start + 29))
    state = with_contact(rules, flight(rules, legs=legs), {"north": 1, "south": 1})
    orders = (meet("north", 5), order("south", "air.guard", {"area": "middle"}, ceiling=5))
    for number in range(60):
        resolve(rules, state, sheets(*orders), {}, dice(rules, number))


def test_a_force_flies_one_way_at_a_time() -> None:
    """Two flights of one turn are two forces; with one bomber left, the second flight stays on the ground."""
    rules = rules_of()
    state = open_turn(rules, rules.start).state
    flights = [order("east", "air.fly", {"route": route}) for route in ("across", "past")]
    made = results(resolve(rules, state, sheets(*flights), {}, dice(rules)))
    sent = [e.contact.force for result in made for e in result.effects if isinstance(e, ContactMade)]
    assert len(sent) == 2
    assert len(sent) == len(set(sent)), f"{sent[0]} flies both routes"


def one_of_each(*orders: Order) -> bool:
    return len({o.key for o in orders}) == len(orders)


def test_keys_tell_orders_apart_by_type_seat_and_targets() -> None:
    """The key of an order is its type, seat and targets, and nothing a player could vary to draw again."""
    assert meet("north", 1).key == meet("north", 5, rationale="x", openness="deniable").key
    assert one_of_each(meet("north"), meet("south"), meet("north", area="middle"), order("north", "share"))
