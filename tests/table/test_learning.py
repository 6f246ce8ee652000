"""That what a seat learned is all it knows: views, learned entries and truth agree, and secrets stay where they are."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from samples.strait import SEATS, Player, bots, flight, new_game, numbered, play_on, play_turn, strait, wild_players

from seawar.adjudicate.validate import validate_sheet
from seawar.core.orders import Order, Sheet
from seawar.core.state import state_hash
from seawar.core.view import View, view_for
from seawar.journal.line import build
from seawar.journal.reader import read, verify
from seawar.journal.redact import redact
from seawar.replay.entries import Learnt, decode, readable_by
from seawar.replay.fold import as_seen, truth
from seawar.table.learning import Learning
from seawar.table.sink import Memory
from seawar.table.table import Table

CANARIES = {
    "north": ("canary-north-qzx", "canary-tip-mbd", "canary-rationale-north", "canary-intent-north"),
    "south": ("canary-south-wvk", "canary-rationale-south", "canary-intent-south"),
    "east": ("canary-east-jpf", "canary-rationale-east", "canary-intent-east"),
}


def check_views(table: Table, sink: Memory, folded: dict[str, View], start: int) -> None:
    """Fold what was written since `start` into each seat's view, and compare with the truth's view."""
    from seawar.core.view import fold

    for data in sink.entries[start:]:
        entry = decode(data)
        if isinstance(entry, Learnt):
            for seat in entry.vis:
                fold(
                    folded[seat],
                    msgspec.json.decode(msgspec.json.encode(entry.patches), type=list[tuple[str, str, Any]]),
                )
    for seat in SEATS:
        assert folded[seat] == view_for(table.rules, table.state, seat) == table.view(seat)


@pytest.mark.parametrize("number", range(40))
def test_a_view_is_the_fold_of_what_was_learned(number: int) -> None:
    """In every turn of every game, each seat's view is the fold of the entries addressed to it; so is the truth."""
    table, sink = new_game(number)
    players = wild_players(table.rules, number) if number % 2 else bots(table)
    folded = {seat: View(seat=seat) for seat in SEATS}
    start = 0
    while not table.state.ended:
        table.open_turn()
        check_views(table, sink, folded, start)
        start = len(sink.entries)
        play_turn(table, players)
        check_views(table, sink, folded, start)
        start = len(sink.entries)
    assert truth(numbered(sink)) == table.state
    for seat in SEATS:
        assert as_seen(numbered(sink), seat) == table.view(seat)


def test_the_truth_is_the_fold_of_the_results() -> None:
    """After each turn the folded journal and the table have the same state, by hash."""
    table, sink = new_game(2)
    players = wild_players(table.rules, 2)
    while not table.state.ended:
        play_turn(table, players)
        assert state_hash(truth(numbered(sink))) == state_hash(table.state)


def test_learned_entries_hold_no_more_than_was_learned() -> None:
    """A patch that a seat is sent changes its view: nothing is sent twice, nothing beside it."""
    from seawar.core.view import fold

    table, sink = new_game(4)
    play_on(table, wild_players(table.rules, 4))
    for seat in SEATS:
        view = View(seat=seat)
        for data in sink.entries:
            entry = decode(data)
            if isinstance(entry, Learnt) and seat in entry.vis:
                for patch in entry.patches:
                    before = msgspec.json.encode(view)
                    fold(view, [patch])
                    assert msgspec.json.encode(view) != before, patch


class Telltale:
    """A player whose every word is a canary."""

    def __init__(self, seat: str, plan: Player) -> None:
        self.seat = seat
        self.plan = plan

    def __call__(self, view: View) -> Sheet:
        sheet = self.plan(view)
        orders = tuple(replace(o, rationale=f"canary-rationale-{self.seat}") for o in sheet.orders)
        return replace(sheet, orders=orders, intent=f"canary-intent-{self.seat}")


def told(number: int) -> tuple[Table, Memory]:
    """A whole game in which each seat keeps secrets."""
    table, sink = new_game(number)
    players = {seat: Telltale(seat, plan) for seat, plan in wild_players(table.rules, number).items()}
    while not table.state.ended:
        play_turn(table, players)
        table.say("s1", "north", ["south"], "canary-message-ns")
    return table, sink


@pytest.mark.parametrize("number", range(12))
def test_secrets_are_in_no_entry_of_another_seat(number: int) -> None:
    """No entry that a seat may read, and no view of it, holds a canary of another seat."""
    table, sink = told(number)
    for seat in SEATS:
        own = b"\n".join(data for data in sink.entries if readable_by(data, seat))
        shown = own + msgspec.json.encode(table.view(seat))
        foreign = [c for other in SEATS if other != seat for c in CANARIES[other]]
        assert not [canary for canary in foreign if canary.encode() in shown]
        assert (b"canary-message-ns" in shown) == (seat != "east")


def test_canaries_reach_who_may_know() -> None:
    """The search above finds what is there: each seat reads its own secrets."""
    _, sink = told(1)
    for seat in SEATS:
        own = b"\n".join(data for data in sink.entries if readable_by(data, seat))
        assert [c for c in CANARIES[seat] if c.encode() not in own] == []


@pytest.mark.parametrize("seat", SEATS)
def test_a_redacted_copy_holds_no_secret_and_keeps_its_head(seat: str) -> None:
    """A seat's copy verifies to the same head and holds none of the others' canaries, nor who wrote what."""
    _, sink = told(3)
    lines, head = [], "0" * 64
    for n, data in enumerate(sink.entries):
        line, _, head = build(n, n, "ab" * 16, data, head)
        lines.append(line)
    copy = redact(read(b"\n".join(lines) + b"\n"), lambda data: readable_by(data, seat))
    verdict = verify(copy)
    assert (verdict.error, verdict.head) == (None, head)
    assert verdict.redacted == sum(not readable_by(data, seat) for data in sink.entries)
    foreign = [c for other in SEATS if other != seat for c in CANARIES[other]]
    assert not [canary for canary in foreign if canary.encode() in copy]
    assert as_seen([(line.n, line.d) for line in read(copy)], seat) == as_seen(numbered(sink), seat)


@pytest.mark.parametrize("seat", SEATS)
def test_refusals_hold_no_secret(seat: str) -> None:
    """Trying every other seat's orders, forces and contacts as one's own brings no canary to light."""
    table, _ = told(5)
    tried: list[Order] = [o for s in table.sheets.values() for o in s.orders]
    tried += [replace(o, seat=seat, forces=tuple(table.state.forces), partners=SEATS) for o in tried]
    tried += [replace(o, targets=dict.fromkeys(o.targets, "canary")) for o in tried]
    refusals = validate_sheet(table.rules, table.view(seat), Sheet(seat, table.state.turn, tuple(tried)))
    foreign = [c for other in SEATS if other != seat for c in CANARIES[other]]
    assert refusals
    assert not [c for c in foreign for refusal in refusals if c in refusal.text]


def test_what_one_reads_does_not_tell_who_else_saw() -> None:
    """North's entries are the same bytes whether south's radar saw the contact as well or not."""
    loaded = strait()
    rules = loaded.rules
    read_by_north = []
    for seen_too in (False, True):
        learning = Learning(rules)
        table, _ = new_game(1)
        table.open_turn()
        state = table.state.copy()
        learning.step(state, 1, 1, 0)
        state.contacts["t000001"] = flight(rules)
        state.seen["t000001/north"] = 1
        if seen_too:
            state.seen["t000001/south"] = 1
        entries = [e for e in learning.step(state, 1, 5, 0) if "north" in e.vis]
        read_by_north.append([msgspec.json.encode(entry) for entry in entries])
    assert read_by_north[0] == read_by_north[1], "the audience of an entry names who else detected the contact"
