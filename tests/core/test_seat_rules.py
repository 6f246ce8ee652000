"""That a seat's terminal can compute what it needs from rules that hold no other seat's secrets."""

from __future__ import annotations

import pytest
from samples.strait import SEATS, rules_of, wild_turns

from seawar.adjudicate.offers import offers
from seawar.adjudicate.preview import preview
from seawar.content.library import load
from seawar.core.rules import Rules
from seawar.core.seat_rules import rules_for
from seawar.core.view import view_for

CANARIES = {"north": "canary-north-qzx", "south": "canary-south-wvk", "east": "canary-east-jpf"}


@pytest.mark.parametrize("seat", SEATS)
def test_no_other_seats_secret_is_in_a_seats_rules(seat: str) -> None:
    """Briefs, injects and habits of others, and other seats' routes, are not there to be found."""
    text = repr(rules_for(rules_of(), seat))
    assert {s for s, canary in CANARIES.items() if canary in text} == {seat}
    assert "canary-tip-mbd" not in text, "an inject"
    assert not [route for route in rules_of().map.routes.values() if seat not in route.seats and route.title in text]


def same_odds(rules: Rules, number: int) -> int:
    compared = 0
    for state, _, _ in wild_turns(rules, number):
        for seat in rules.seats:
            view, mine = view_for(rules, state, seat), rules_for(rules, seat)
            known = list(offers(rules, view))
            assert list(offers(mine, view)) == known
            for order in known[:6]:
                assert preview(mine, view, order) == preview(rules, view, order)
                compared += 1
    return compared


@pytest.mark.parametrize("number", range(8))
def test_odds_and_offers_need_no_more(number: int) -> None:
    """On its own rules a seat comes to the same legal orders and the same odds as the table does."""
    assert same_odds(rules_of(), number) > 20


def test_odds_and_offers_need_no_more_in_what_ships() -> None:
    """The same for the shipped exercise."""
    assert same_odds(load("dokdo-2019").rules, 1) > 100
