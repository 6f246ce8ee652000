"""That a hand-over brief tells what its seat knew, all that matters of it, and nothing that the seat did not know."""

from __future__ import annotations

import re

import pytest
from samples.strait import SEATS, bots, new_game, numbered, order, play_on, play_turn, rule_all, wild_players
from samples.talks import PAY, WORD, agreed, idle_turn, offer, proposed, talking

from replay.games import copy_for
from seawar.content.library import load
from seawar.core.orders import Sheet
from seawar.core.seat_rules import rules_for
from seawar.core.state import PUBLIC, UMPIRE
from seawar.core.view import view_for
from seawar.replay.account import Account
from seawar.replay.due import falls_due
from seawar.replay.entries import AnyEntry, Opaque, decode
from seawar.replay.handover import hand_over
from seawar.replay.seat_memory import Memory
from seawar.report.handover import handover_document
from seawar.report.markdown import markdown
from seawar.report.page import page
from seawar.table.rolling_back import roll_back
from seawar.table.seating import leave, sit
from seawar.table.table import Table

OWN = {"north": ("canary-north-qzx", "canary-tip-mbd"), "south": ("canary-south-wvk",), "east": ("canary-east-jpf",)}


def text(table: Table, seat: str) -> str:
    """The brief at the table as it stands."""
    return words(hand_over(rules_for(table.rules, seat), seat, table.record.log))


def words(sections: object) -> str:
    return "\n".join(t for s in sections for t in (s.title, *(line.text for line in s.lines)) if t)  # type: ignore[attr-defined]


@pytest.mark.parametrize("number", range(6))
def test_it_tells_nothing_that_the_seat_did_not_know(number: int) -> None:
    """At every turn of a wild game: no canary of another seat, no message not to it; the same from its copy."""
    table, sink = new_game(number)
    players = wild_players(table.rules, number)
    while not table.state.ended:
        play_turn(table, players)
        table.say(f"s{table.state.turn}", "north", ["south"], "canary-message-ns")
        for seat in SEATS:
            told = text(table, seat)
            assert OWN[seat][0] in told
            assert not [canary for other in SEATS if other != seat for canary in OWN[other] if canary in told]
            assert ("canary-message-ns" in told) == (seat == "south")
            copy = copy_for(Account(table.rules, numbered(sink)), seat)
            kept: list[AnyEntry | Opaque] = [decode(d) for _, d in copy.raw if d is not None]
            assert words(hand_over(rules_for(table.rules, seat), seat, kept)) == told


@pytest.mark.parametrize("seat", SEATS)
def test_what_moves_in_secret_from_a_seat_is_not_told(seat: str) -> None:
    """Every number it tells is the seat's view's, and only tracks of that view."""
    table, _ = new_game(2)
    play_on(table, wild_players(table.rules, 2))
    memory = Memory(rules_for(table.rules, seat), seat).read(table.record.log)
    view = view_for(table.rules, table.state, seat)
    assert memory.view == view
    assert set(memory.moves) <= {*view.tracks, *view.resources}
    for key, moves in memory.moves.items():
        assert moves[-1].now == {**view.tracks, **view.resources}[key]
        assert [move.was for move in moves[1:]] == [move.now for move in moves[:-1]]


def test_it_holds_all_that_a_newcomer_needs() -> None:
    """Brief, aims, red lines, numbers and what moved them, orders and what came of them, who sat here."""
    table, _ = new_game(7, load("dokdo-2019"))
    sit(table, "Aiko", "japan")
    players = bots(table)
    for _ in range(9):
        play_turn(table, players)
    leave(table, "Aiko")
    sit(table, "Dora", "japan")
    table.open_turn()
    table.say("1", "rok", ["japan", "us"], "Shall we talk about tracks?")
    table.say("2", "us", ["japan"], "What do you need?")
    table.say("3", "japan", ["us"], "Patience.")
    table.say("4", UMPIRE, ["japan"], "Your minister wants a word.")
    table.say("5", "china", [PUBLIC], "Hello, world.")
    told = text(table, "japan")
    seat = table.rules.seats["japan"]
    for wanted in (seat.secret_brief, seat.public_brief, *(aim.text for aim in seat.aims), *seat.red_lines):
        assert wanted in told
    assert "Captain, who seals: Dora." in told
    assert "Aiko gets up from Japan." in told
    assert "Your seat has not sealed for this move." in told
    assert re.search(r"Tension Japan and Russia: \d", told)
    assert re.search(r"Move \d: .* to .*; told at the same time: ", told)
    assert "Hold fighters on alert for a zone: Sea of Japan/East Sea, south-east" in told
    assert "-> Share the radar picture: it is done" in told
    assert "GSOMIA) (Japan and Republic of Korea): in force" in told
    unanswered = told.partition("Messages not answered")[2].partition("Where things stand")[0]
    assert "Shall we talk about tracks?" in unanswered
    assert "Your minister wants a word." in unanswered
    assert "What do you need?" not in unanswered
    assert "Hello, world." not in unanswered
    table.say("6", "japan", [], "At once.")
    assert "Your minister wants a word." not in text(table, "japan")


def test_what_falls_due_is_told() -> None:
    """At some time of any game with flights and timed conditions, and only while it lies ahead."""
    table, _ = new_game(3)
    players = wild_players(table.rules, 3)
    seen = 0
    while not table.state.ended:
        play_turn(table, players)
        for seat in SEATS:
            memory = Memory(rules_for(table.rules, seat), seat).read(table.record.log)
            due = falls_due(memory.rules, memory.view, memory.contacts)
            assert ("What falls due" in text(table, seat)) == bool(due)
            seen += len(due)
    assert seen


def moved(memory: Memory) -> dict[str, list[tuple[int, int, int]]]:
    return {key: [(m.turn, m.was, m.now) for m in moves] for key, moves in memory.moves.items() if moves}


def test_going_back_is_followed() -> None:
    """What was given up is not told as if it had happened: the brief is the one of that moment, with who went back."""
    table, _ = new_game(5)
    players = wild_players(table.rules, 5)
    for _ in range(3):
        play_turn(table, players)
    table.open_turn()
    then = {seat: Memory(rules_for(table.rules, seat), seat).read(table.record.log) for seat in SEATS}
    turn = table.state.turn
    for seat in table.waiting_for():
        table.seal(f"x{seat}", players[seat](table.view(seat)))
    rule_all(table, table.settle())
    table.release()
    play_turn(table, players)
    roll_back(table, turn, "a mistake")
    for seat in SEATS:
        now = Memory(rules_for(table.rules, seat), seat).read(table.record.log)
        assert (now.view, now.sheets, now.answers) == (then[seat].view, then[seat].sheets, then[seat].answers)
        assert moved(now) == moved(then[seat])


def test_a_sheet_on_paper_and_an_unsealed_one() -> None:
    """What was typed in from paper is the seat's and says so; what was taken back was never sealed."""
    table, _ = new_game()
    table.open_turn()
    table.seal("a", Sheet("north", 1, (order("north", "press", {"seat": "east"}),), "firm"), "Ana")
    table.seal("b", Sheet("south", 1, (), "never mind"))
    table.unseal("c", "south")
    assert "1 order, on paper; typed in by the white cell, Ana; intent: firm" in text(table, "north")
    assert "never mind" not in text(table, "south")


def test_offers_deals_and_promises_are_told_to_those_who_know_of_them() -> None:
    """What is on the table and whose answer is wanted, what is in effect, and the words that are open."""
    table = talking()
    agreed(table, "p1", offer(PAY, WORD, title="Paid and promised"))
    idle_turn(table)
    table.open_turn()
    proposed(table, "p2", offer(PAY, title="Once more"))
    north, south, east = (text(table, seat) for seat in SEATS)
    assert "Once more (secret), North and South: open; your answer is wanted" in south
    assert "Once more (secret), North and South: open; waits for South" in north
    for told in (north, south):
        assert "Paid and promised (secret), North and South: in effect" in told
        assert "Word open: South promises: We keep away from the rock." in told
    assert "Offers, deals and promises" not in east
    assert "rock." not in east


def test_it_prints() -> None:
    """As Markdown and as one HTML file, escaped."""
    table, _ = new_game()
    table.open_turn()
    table.say("m", "south", ["north"], "<script>*stars*</script>")
    document = handover_document(rules_for(table.rules, "north"), "north", table.record.log)
    told = markdown(document)
    assert told.startswith('<a id="top"></a>\n\n# Hand-over: North')
    assert "### Aims" in told
    assert "\\*stars\\*" in told
    assert "<script>" not in page(document)
