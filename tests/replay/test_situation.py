"""That a seat's page on the state of the world holds what it knows, and nothing that it does not."""

from __future__ import annotations

import pytest
from samples.strait import SEATS, Wild, new_game, order

from seawar.adjudicate.offers import offers
from seawar.content.library import load
from seawar.core.effects import AgreementMoved, MatterMoved, TrackMoved
from seawar.core.improvised import Improvised
from seawar.core.orders import Sheet
from seawar.core.rulings import Ruling
from seawar.core.seat_rules import rules_for
from seawar.core.state import PUBLIC
from seawar.replay.situation import MOST_NEWS, NEWS_MAX, as_text, situation, ways_out
from seawar.table.improvising import bring_in
from seawar.table.limits import LONGEST_PAGE
from seawar.table.opening import new_table
from seawar.table.rolling_back import roll_back
from seawar.table.table import Table


def page(table: Table, seat: str, *, settled: bool = False) -> dict[str, tuple[str, ...]]:
    """Titles without their moments, and lines."""
    parts = situation(rules_for(table.rules, seat), seat, table.record.log, settled=settled)
    return {part.title.partition(" since ")[0]: part.lines for part in parts}


def text(table: Table, seat: str, *, settled: bool = False) -> str:
    return as_text(situation(rules_for(table.rules, seat), seat, table.record.log, settled=settled))


def canaries(seat: str) -> list[str]:
    """Words that stand in no entry for this seat."""
    hidden = {"north": "canary-north-qzx", "tip": "canary-tip-mbd"}
    return [word for owner, word in hidden.items() if seat != "north" or owner not in ("north", "tip")]


@pytest.mark.parametrize("number", range(6))
def test_a_page_comes_of_the_seats_own_entries_alone(number: int) -> None:
    """In wild games, at every phase: the page made from the whole journal is the one made from the seat's own part."""
    table, _ = new_game(number)
    wild = {seat: Wild(table.rules, seat, number) for seat in SEATS}
    while not table.state.ended and table.state.turn < table.rules.turns:
        table.open_turn()
        compare(table, settled=False)
        play_turn_open(table, wild)
        compare(table, settled=True)


def play_turn_open(table: Table, players: dict[str, Wild]) -> None:
    for seat in table.waiting_for():
        table.seal(f"t{table.state.turn}-{seat}", players[seat](table.view(seat)))
    resolution = table.settle()
    computed = {result.key: result.band for _, step in resolution.steps for result in step}
    for key in resolution.waiting:
        table.rule(Ruling(key, computed[key], "as computed"))
    table.release()


def compare(table: Table, *, settled: bool) -> None:
    for seat in SEATS:
        own = [entry for entry in table.record.log if seat in entry.vis or PUBLIC in entry.vis]
        rules = rules_for(table.rules, seat)
        whole = as_text(situation(rules, seat, table.record.log, settled=settled))
        assert whole == as_text(situation(rules, seat, own, settled=settled))
        assert len(whole) <= LONGEST_PAGE
        assert not [word for word in canaries(seat) if word in whole]


def test_what_one_seat_is_told_stands_on_its_page_alone() -> None:
    """And what is public on every page, under its own heading."""
    table, _ = new_game()
    table.open_turn()
    bring_in(table, Improvised("", ("north",), "Staff", "A quiet word, canary-word.", reason="x"))
    bring_in(table, Improvised("", (PUBLIC,), "Press", "A loud word.", reason="x"))
    assert any("canary-word" in line for line in page(table, "north")["What you were told, and not the public"])
    for seat in SEATS:
        assert any("A loud word." in line for line in page(table, seat)["What is public"])
        assert ("canary-word" in text(table, seat)) is (seat == "north")


def test_what_changed_is_what_changed_since_the_last_move() -> None:
    """In review what changed in it; while the next is planned, still that and what opened with it; then no longer."""
    table, _ = new_game()
    table.open_turn()
    play_quietly(table)
    table.open_turn()
    bring_in(table, Improvised("", ("north",), "Staff", "Bad.", (TrackMoved("support/north", -2),), reason="x"))
    play_quietly(table)
    assert any("upport" in one for one in page(table, "north", settled=True)["What changed"])
    table.open_turn()
    assert any("upport" in one for one in page(table, "north")["What changed"])
    play_quietly(table)
    table.open_turn()
    assert not any("upport" in one for one in page(table, "north")["What changed"])


def play_quietly(table: Table) -> None:
    for seat in table.waiting_for():
        table.seal(f"q{table.state.epoch}-{table.state.turn}-{seat}", Sheet(seat, table.state.turn))
    table.settle()
    table.release()


def test_what_was_given_up_is_not_on_the_page() -> None:
    """After going back the page is as if it had not been told; the journal keeps it."""
    table, _ = new_game()
    table.open_turn()
    bring_in(table, Improvised("", ("north",), "Staff", "Rumours.", reason="x"))
    assert "Rumours." in text(table, "north")
    roll_back(table, 1, "a mistake")
    assert "Rumours." not in text(table, "north")


def test_long_and_many_reports_are_shortened() -> None:
    """Their heads, the latest of them, and how many more there are."""
    table, _ = new_game()
    table.open_turn()
    for number in range(MOST_NEWS + 3):
        bring_in(table, Improvised("", ("north",), "Staff", f"Report {number} " + "word " * 200, reason="x"))
    told = page(table, "north")["What you were told, and not the public"]
    assert len(told) == MOST_NEWS + 1
    assert "3 more" in told[0]
    assert f"Report {MOST_NEWS + 2} " in told[-1]
    assert all(len(line) <= NEWS_MAX for line in told)


def exercise() -> Table:
    table = new_table(load("dokdo-2019"), seed=7)
    table.open_turn()
    return table


def test_agreements_and_matters_that_changed_are_named() -> None:
    """From what to what, for those who may know."""
    table = exercise()
    state = table.state
    matter = next(iter(state.matters))
    status = next(s for s in table.rules.matters[matter].states if s != state.matters[matter].status)
    pact = "gsomia"
    effects = (AgreementMoved(pact, "suspended"), MatterMoved(matter, status, ""))
    bring_in(table, Improvised("", (PUBLIC,), "Press", "So it is.", effects, reason="x"))
    changed = " ".join(page(table, "japan", settled=True)["What changed"])
    assert "in force to suspended" in changed
    assert f"to {status}" in changed


def test_a_claim_is_told_as_a_claim_to_those_who_heard_it() -> None:
    """Who says so stands in the line; it is nobody's knowledge."""
    table = exercise()
    denial = order("china", "diplomatic.deny", first_targets(table, "diplomatic.deny"))
    table.seal("d", Sheet("china", table.state.turn, (denial,)))
    play_quietly(table)
    for seat in ("japan", "rok"):
        authors = page(table, seat, settled=True)["Who did it, as far as you know"]
        assert any(line.startswith("Claimed: China says") or "Claimed: the People" in line for line in authors), authors


def first_targets(table: Table, type_: str) -> dict[str, str]:
    return next(o for o in offers(table.rules, table.view("china"), (type_,))).targets


def test_ways_out_are_calming_orders_that_are_open() -> None:
    """With whom and at what price; an agreement is signed by its parties alone; what cannot be paid is left out."""
    table = exercise()
    rules, view = rules_for(table.rules, "rok"), table.view("rok")
    found = list(ways_out(rules, view))
    calming = {kind.title for kind in rules.order_types.values() if kind.calms}
    assert found
    assert all(line.partition(":")[0].partition(" (")[0] in calming for line in found)
    assert any(line.startswith("Call the other side's duty officer: Japan") for line in found)
    (pact,) = [line for line in found if line.startswith("Conclude an agreement")]
    assert pact.endswith("with Japan (1 influence)")
    view.resources["influence/rok"] = 0
    assert not [line for line in ways_out(rules, view) if "influence" in line]


def test_a_notice_that_runs_falls_due_and_can_be_taken_back() -> None:
    """With its day, for the seat that gave it."""
    table = exercise()
    at = table.state.now + 60 * 24 * 90
    effects = (AgreementMoved("gsomia", "notice-given", at),)
    bring_in(table, Improvised("", (PUBLIC,), "Press", "It ends.", effects, reason="x"))
    due = page(table, "japan", settled=True)["What falls due"]
    assert any("lapses" in line and "2019" in line for line in due)


def test_before_the_first_move_there_is_nothing_to_tell() -> None:
    """Every heading stands, and says so."""
    table, _ = new_game()
    found = page(table, "north")
    assert found["What you were told, and not the public"] == ("Nothing that you know of.",)
    assert len(found) == 6
