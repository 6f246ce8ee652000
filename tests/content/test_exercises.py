"""That each bundled exercise is finished: briefs of a length to read, aims, injects, questions, a cut of three hours.

How they play is measured by `make playability`; what they tell is held word for word in tests/golden.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from seawar.cli.covering import exercises, told
from seawar.content.compile_history import SESSION_MINUTES
from seawar.content.covered import covered
from seawar.content.library import load, names, open_inventory

BRIEF = (150, 300)
"""Words."""


@pytest.mark.parametrize("name", names())
def test_a_scenario_is_an_exercise(name: str) -> None:
    """What a facilitator needs stands in it, at lengths that people read."""
    rules = load(name).rules
    for seat in rules.seats.values():
        for brief in (seat.public_brief, seat.secret_brief):
            assert BRIEF[0] <= len(brief.split()) <= BRIEF[1], (seat.id, len(brief.split()), brief[:40])
        assert 3 <= len(seat.aims) <= 7, seat.id
        assert sum(aim.met is not None for aim in seat.aims) >= 2, seat.id
        assert all(segment.hand.get(seat.id) for segment in rules.segments), seat.id
    assert len(rules.handout.split()) >= 120
    assert 6 <= len(rules.questions) <= 12
    served = {id_ for inject in rules.msel for id_ in inject.questions}
    assert served == set(rules.questions)
    assert len(rules.history.split()) >= 60
    assert len(rules.ends) >= 2


@pytest.mark.parametrize("name", names())
def test_injects_depend_on_what_seats_do(name: str) -> None:
    """At least three hang on a condition, each has a decision and a purpose, and texts are short enough to read out."""
    rules = load(name).rules
    assert sum(inject.when is not None for inject in rules.msel) >= 3
    for inject in rules.msel:
        assert 20 <= len(inject.text.split()) <= 110, inject.id
        assert inject.expect and inject.objective and inject.note and inject.item, inject.id
    assert any(inject.effects for inject in rules.msel if inject.when)


@pytest.mark.parametrize("name", names())
def test_the_cut_is_three_hours(name: str) -> None:
    """Four to six moves in the order of time, something to drop, at most ten minutes to spare."""
    session = load(name).rules.session
    assert session is not None
    assert SESSION_MINUTES - 10 <= session.minutes <= SESSION_MINUTES
    turns = [*session.read_in, *(move.turn for move in session.moves)]
    assert all(a < b for a, b in pairwise(turns))
    assert 4 <= len(session.moves) <= 6
    assert any(move.drop for move in session.moves)
    assert all(move.team >= 8 for move in session.moves)


def test_every_item_of_the_documents_is_playable() -> None:
    """All 114, each in every exercise it belongs to; the last line says so."""
    inventory = open_inventory("two-documents")
    found = covered(inventory, exercises())
    assert [*told(inventory, found, only_missing=True)][-1] == "114 of 114 items covered"
    for area in inventory.areas.values():
        assert any(home.played for id_ in area["items"] for home in found.homes[id_]), area.title
