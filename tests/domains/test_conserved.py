"""That nothing is made of nothing: missiles, interceptors, crews and forces over whole games of any orders."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest
from msgspec.structs import replace
from samples.strait import SAMPLES, dice, order, sheets, wild_turns

from seawar.adjudicate.turn import open_turn, resolve
from seawar.content.library import load
from seawar.core.calendar import Duration
from seawar.core.orders import Order
from seawar.core.rules import Rules, Segment
from seawar.core.state import State

GAMES = 25
NEVER_NEGATIVE = ("missiles", "interceptors", "dispersed", "detained", "fired", "closed-", "undersea", "presence")


IN_WAR = (
    "air.strike-runways", "air.strike-long-runways", "air.strike-node", "air.defend", "air.disperse", "air.gather",
    "maritime.fleet-screen", "maritime.board", "maritime.release",
)  # fmt: skip


@cache
def islands() -> Rules:
    return load(str(SAMPLES / "islands.yaml")).rules


@cache
def war() -> Rules:
    """Only what uses up something is on offer, and influence is no bar."""
    rules = islands()
    start = rules.start.copy()
    start.resources |= {f"influence/{seat}": 6 for seat in rules.seats}
    return replace(rules, segments=tuple(replace(s, orders=IN_WAR) for s in rules.segments), start=start)


def summed(rows: Mapping[str, int], *starts: str) -> int:
    return sum(n for key, n in rows.items() if key.startswith(starts))


@pytest.mark.parametrize("number", range(GAMES))
def test_magazines_never_fall_below_nothing(number: int) -> None:
    """No row of a magazine, of closures or of crews is ever negative, whatever is ordered."""
    for _, _, after in wild_turns(war(), number):
        low = {k: n for k, n in after.state.ledgers.items() if n < 0 and k.startswith(NEVER_NEGATIVE)}
        assert not low


@pytest.mark.parametrize("number", range(GAMES))
def test_missiles_and_forces_are_conserved(number: int) -> None:
    """What is not in a magazine has been fired, by the seat whose it was; nobody gains or loses a force here."""
    rules = war()
    began = summed(rules.start.ledgers, "missiles/china/")
    units = {id_: force.count for id_, force in rules.start.forces.items()}
    for _, _, after in wild_turns(rules, number):
        rows = after.state.ledgers
        assert summed(rows, "missiles/china/") + rows.get("fired/china", 0) == began
        assert {id_: force.count for id_, force in after.state.forces.items()} == units


@pytest.mark.parametrize("number", range(GAMES))
def test_nothing_is_shut_without_a_missile(number: int) -> None:
    """No effect without a cause: closures only where something was fired."""
    for before, _, after in wild_turns(war(), number):
        shut = summed(after.state.ledgers, "closed-") - summed(before.ledgers, "closed-")
        fired = summed(after.state.ledgers, "fired/") - summed(before.ledgers, "fired/")
        assert fired or not shut


def test_wild_games_do_use_things_up() -> None:
    """The promises above are asked of games in which missiles fly and interceptors are spent."""
    fired = spent = 0
    for number in range(GAMES):
        for before, _, after in wild_turns(war(), number):
            fired += summed(after.state.ledgers, "fired/") - summed(before.ledgers, "fired/")
            spent += summed(before.ledgers, "interceptors/") - summed(after.state.ledgers, "interceptors/")
    assert fired > 1000
    assert spent >= 60


def played(length: Duration, turns: int, *orders: Order) -> State:
    """Standing orders over so many turns of a length."""
    rules = islands()
    segment = Segment("s", "s", rules.segments[0].start, turns, length, (), {})
    rules = replace(rules, segments=(segment,), msel=())
    state = rules.start
    for turn in range(1, turns + 1):
        state = open_turn(rules, state).state
        given = sheets(*(orders if turn == 1 else ()), turn=turn)
        state = resolve(rules, state, given, {}, dice(rules, 1)).state
    return state


STRIKE = order("china", "air.strike-runways", {"area": "base"}, stands=True)
HOUR = 60


@pytest.mark.parametrize("hours", [2, 4, 8, 12, 24])
def test_the_length_of_a_turn_does_not_change_what_is_fired(hours: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two days are six salvos of 75 missiles, in whatever turns; the repair is held at its ordinary pace."""
    monkeypatch.setattr("seawar.domains.air_salvo.PACES", (("ordinary repair", 1000, 1000),))
    state = played(Duration(hours * HOUR), 48 // hours, STRIKE)
    assert state.ledgers["fired/china"] == 450
    assert state.ledgers["closed-fighters/japan/base"] == 48
