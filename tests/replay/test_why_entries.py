"""That sheets, rulings, what seats learned and what a copy hides are explained as they are on record."""

from __future__ import annotations

import re

from samples.strait import new_game, numbered, play_turn

from replay.games import copy_for, dokdo, first, strait, text
from seawar.core.orders import Sheet
from seawar.replay.account import Account
from seawar.replay.entries import (
    Answered,
    Directed,
    Hashed,
    Learnt,
    Resulted,
    Sealed,
)


def test_a_sheet_tells_what_was_known_shown_and_what_came_of_it() -> None:
    """Injects and news before it, odds as shown, and each result of each order, standing ones in all turns."""
    account = dokdo()
    for n, entry in account.entries.items():
        if not isinstance(entry, Sealed):
            continue
        told = text(account, n)
        for odds in entry.odds:
            assert "odds it was shown: " in told, odds
        for order in entry.sheet.orders:
            came = [
                m for m, e in account.entries.items()
                if isinstance(e, Resulted) and account.is_order(e.result) and account.order_of(m) == (n, order)
            ]  # fmt: skip
            assert came
            for m in came:
                assert re.search(rf"-> .*\b{m}\b", told)
    assert "inject 01 fired" in text(account, first(account, Sealed))


def test_a_sheet_that_was_taken_back_says_so() -> None:
    """And the one that took its place does not."""
    table, sink = new_game(3)
    table.open_turn()
    table.seal("a", Sheet("north", 1))
    table.unseal("b", "north")
    table.seal("c", Sheet("north", 1))
    play_turn(table, {seat: lambda view: Sheet(view.seat, view.turn) for seat in table.rules.seats})
    account = Account(table.rules, numbered(sink))
    taken, kept = (n for n, e in account.entries.items() if isinstance(e, Sealed) and e.sheet.seat == "north")
    assert "taken back" in text(account, taken)
    assert "taken back" not in text(account, kept)


def test_the_white_cells_word_on_an_inject_leads_to_what_followed() -> None:
    """And what followed leads back to the word."""
    account = strait()
    n = first(account, Directed)
    (done,) = account.within[n].results
    assert f"entry {done}" in text(account, n)
    assert "too early" in text(account, n)
    assert f"entry {done} inject 03 held: Shots" in text(account, n)
    assert f"<- entry {n} (the white cell's word)" in text(account, done)


def test_a_redacted_copy_explains_what_it_shows_and_says_what_it_does_not() -> None:
    """Its own sheets with what it was told of them; a hidden entry only that it is hidden, and nothing of its text."""
    account = dokdo()
    copy = copy_for(account, "rok")
    for n in range(len(account)):
        told = text(copy, n)
        if n in copy.hidden:
            assert "not shown in this copy" in told
            assert len(told.splitlines()) == 1
        else:
            assert told.startswith(f"Entry {n}: ")
    own = next(n for n, e in copy.entries.items() if isinstance(e, Sealed) and e.sheet.orders)
    assert "-> told in entr" in text(copy, own)
    assert "taken back" not in text(copy, own)
    told = text(copy, max(n for n, e in copy.entries.items() if isinstance(e, Learnt)))
    assert "not shown in this copy" in told


def test_a_copy_tells_its_seat_nothing_that_the_seat_cannot_know() -> None:
    """A flight that it never identified has no name in any explanation."""
    account = next(strait(n) for n in range(8))
    copy = copy_for(account, "north")
    named = {id_ for id_, contact in copy.known.items() if contact.title}
    whole = "\n".join(text(copy, n) for n in range(len(copy)))
    for id_, contact in account.known.items():
        if id_ not in named and contact.owner not in ("", "north"):
            assert f"{contact.count} {contact.title} (track {id_[1:4].upper()})" not in whole
    assert "canary-east" not in whole


def test_what_a_seat_learned_is_named_as_it_knew_it_then() -> None:
    """A radar's contact has no name yet, though the whole truth is in this journal."""
    account = dokdo()
    seen = first(account, Resulted, type="air.detect", band="seen")
    n = next(
        n for n, e in account.entries.items()
        if n > seen and isinstance(e, Learnt) and f"<- entry {seen}" in text(account, n)
    )  # fmt: skip
    assert "an aircraft, not identified" in text(account, n).lower()


def test_other_kinds_say_what_they_refer_to() -> None:
    """A recorded state its results; an answer the result behind it."""
    account = dokdo()
    state = first(account, Hashed, phase="settled")
    stretch = account.within[state]
    assert f"entries {stretch.results[0]} to {stretch.results[-1]}" in text(account, state)
    n = first(account, Answered)
    entry = account.entries[n]
    assert isinstance(entry, Answered)
    behind = next(m for m in account.within[n].results if account.result(m).key == entry.answers[0].order)
    assert f"(entry {behind})" in text(account, n)
