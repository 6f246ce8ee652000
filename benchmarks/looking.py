"""What a seat's look at the table costs: its view, the odds of an order, and the hash of the state.

The table is a crowded one: late in the game, a dozen contacts on the radar, news and claims. The contact to
be met is only detected, so its owner, crew and conduct are ranges and the odds are worked out at both ends.
"""

from __future__ import annotations

from benchmarks.exercise import SEATS, game
from benchmarks.rows import Budget, Row, alone
from benchmarks.timing import in_turn, steady
from seawar.adjudicate.preview import preview
from seawar.core.orders import Leg, Order
from seawar.core.state import Claim, Contact, Report, State, state_hash
from seawar.core.view import view_for

RUNS = 15
PIECES = 40
CONTACTS = 12
SEAT = "north"


def crowded() -> State:
    """The state at turn 60 with contacts that every seat has seen, reports and claims."""
    state = game().opened[59].copy()
    for i in range(CONTACTS):
        leg = Leg("rock", state.now + 30, state.now + 60)
        state.contacts[f"t{i:06x}"] = Contact(
            owner=SEATS[i % 3 + 4], kind="bomber", title="Bear", count=2, speed=700, legs=(leg,), tolerance=3,
            evasion=1, answers=True, openness="open", force="", blame="", branches=(),
        )  # fmt: skip
        state.seen |= {f"t{i:06x}/{seat}": 1 for seat in SEATS[:4]}
        state.news[f"{i + 1:03}"] = Report((SEATS[i % 8],), state.now, "Radar", "{contact}.", {"contact": f"t{i:06x}"})
    for seat in SEATS:
        state.claims[f"{seat}/rock"] = Claim(seat, "rock", "denied", ("public",), 59)
    return state


def measure() -> list[Row]:
    rules, state = game().rules, crowded()
    view = view_for(rules, state, SEAT)
    press = Order(SEAT, "press", {"seat": "south"})
    meet = Order(SEAT, "air.meet", {"area": "rock", "contact": "t000001"}, ceiling=5)
    assert len(preview(rules, view, meet).worst) > 1, "the meeting has odds"
    work = {
        "view": steady(lambda: view_for(rules, state, SEAT)),
        "hash": steady(lambda: state_hash(state)),
        "press": steady(lambda: preview(rules, view, press)),
        "meet": steady(lambda: preview(rules, view, meet)),
    }
    costs = in_turn(work, RUNS, PIECES)
    return [
        alone("view", "view of one seat", costs, "view", Budget(200, "value")),
        alone("state_hash", "hash of the state", costs, "hash"),
        alone("preview_press", "odds of a press", costs, "press", Budget(1000, "value")),
        alone("preview_meet", "odds of an interception, unknown contact", costs, "meet", Budget(1000, "value")),
    ]
