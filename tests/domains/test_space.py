"""That a new domain is one file and one line: a mechanism, a function, ledgers and upkeep, played to the end."""

from __future__ import annotations

import pytest
from samples.strait import SEATS, bots, new_game, numbered, order, play_on, sources, strait

from domains.space import SPACE
from seawar.adjudicate.preview import preview
from seawar.content.library import Loaded, compile_sources
from seawar.core.view import view_for
from seawar.domains import DOMAINS
from seawar.errors import ContentError
from seawar.replay.entries import Resulted, decode
from seawar.replay.fold import as_seen, truth
from seawar.replay.verify import check_dice, check_rules, known_key

DOMAINS_AND_SPACE = (*DOMAINS, SPACE)
"""The one line."""

IMAGE = """  space.image:
    title: Take an image
    text: Look from above.
    mechanism: space.image
    params: {clear: 600}
    targets: {area: area}
    modifiers: [{when: images(self) > 1, add: 2, because: practice}]
    outcomes: {clear: [{adjust: {track: support, by: 1}}], cloudy: []}
    source: assumption
events:
"""
RULEBOOK = (("events:\n", IMAGE),)
SCENARIO = (
    (
        "      - {order: air.fly, targets: {route: across}",
        "      - {order: space.image, weight: 300}\n      - {order: air.fly, targets: {route: across}",
    ),
)


def with_space() -> Loaded:
    return strait(SCENARIO, RULEBOOK, DOMAINS_AND_SPACE)


def test_a_new_domain_is_played_to_the_end() -> None:
    """Its orders are settled, its ledgers kept and shown as declared, its upkeep done, and the journal verifies."""
    table, sink = new_game(5, with_space())
    play_on(table, bots(table))
    results = [e.result for e in map(decode, sink.entries) if isinstance(e, Resulted)]
    assert {r.band for r in results if r.type == "space.image"} == {"clear", "cloudy"}
    assert len([r for r in results if r.type == "space.age"]) == len(SEATS) * table.state.turn
    assert table.state.ledgers["images/east"] > 0
    assert "images/east" in table.view("east").ledgers
    assert "images/east" not in table.view("north").ledgers
    assert not [k for seat in SEATS for k in table.view(seat).ledgers if k.startswith("wear")]
    assert any(k.startswith("wear") for k in table.state.ledgers)


def test_its_journal_replays_and_verifies() -> None:
    """State, views, dice and rules come out again."""
    table, sink = new_game(5, with_space())
    play_on(table, bots(table))
    table.close()
    entries = numbered(sink)
    assert truth(entries) == table.state
    assert as_seen(entries, "east") == view_for(table.rules, table.state, "east")
    key = known_key(entries)
    assert key is not None
    assert check_dice(entries, key) > 20
    assert check_rules(entries, table.rules, key) == ""


def test_its_function_is_asked_and_its_odds_shown() -> None:
    """A modifier that asks the domain's function counts in the odds, and is named."""
    rules = with_space().rules
    state = rules.start.copy()
    image = order("east", "space.image", {"area": "rock"})
    assert preview(rules, view_for(rules, state, "east"), image).worst == {"clear": 600, "cloudy": 400}
    state.ledgers["images/east"] = 2
    odds = preview(rules, view_for(rules, state, "east"), image)
    assert odds.worst == odds.best == {"clear": 700, "cloudy": 300}
    assert odds.mods == ((2, 2, "practice"),)


def test_its_parameters_are_checked_in_the_rulebook() -> None:
    """A value out of the bounds that the domain declares is a problem with its place."""
    with pytest.raises(ContentError) as refused:
        compile_sources(*sources(SCENARIO, (("events:\n", IMAGE.replace("600", "950")),)), DOMAINS_AND_SPACE)
    [problem] = refused.value.problems
    assert problem.path.startswith("orders.space.image.params")
    assert problem.line > 0


def test_without_the_line_there_is_no_such_domain() -> None:
    """Left out of the tuple, its mechanism and function are unknown, each with its place."""
    with pytest.raises(ContentError) as refused:
        compile_sources(*sources(SCENARIO, RULEBOOK))
    assert any("space.image" in p.message and p.line for p in refused.value.problems)
