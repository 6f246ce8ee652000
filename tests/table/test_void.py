"""That an order void for want of a signature is told to its seat and to the umpire, by name, and to nobody else."""

from __future__ import annotations

import pytest
from samples.strait import SEATS, new_game, numbered, order

from seawar.core.orders import Order, Sheet
from seawar.core.state import UMPIRE
from seawar.replay.entries import Answered, Resulted, decode, readable_by
from seawar.replay.text import as_text
from seawar.table.sink import Memory
from seawar.table.table import Table

SHARE = order("north", "share", partners=("south",))
"""North signs with south."""


def settled(*others: Order) -> tuple[Table, Memory]:
    """A turn in which north seals its share, and others what they do."""
    table, sink = new_game()
    table.open_turn()
    for one in (SHARE, *others):
        table.seal(f"c-{one.seat}", Sheet(one.seat, 1, (one,)))
    table.settle()
    table.release()
    return table, sink


@pytest.mark.parametrize("others", [(), (order("south", "share", partners=("east",)),)], ids=["silent", "elsewhere"])
def test_the_seat_is_told_whose_signature_lacked(others: tuple[Order, ...]) -> None:
    """Its answered entry names the co-signer, and is for that seat alone."""
    _, sink = settled(*others)
    [data] = [d for d in sink.entries if isinstance(e := decode(d), Answered) and e.seat == "north"]
    entry = decode(data)
    assert isinstance(entry, Answered)
    [answer] = entry.answers
    assert (answer.band, answer.note) == ("void", "south")
    assert [seat for seat in SEATS if readable_by(data, seat)] == ["north"]


def test_the_umpire_sees_it_too() -> None:
    """The settled entry names the co-signer, and no seat reads it."""
    _, sink = settled()
    [data] = [d for d in sink.entries if isinstance(e := decode(d), Resulted) and e.result.band == "void"]
    entry = decode(data)
    assert isinstance(entry, Resulted)
    assert (entry.result.key, entry.result.note) == ("share/north", "south")
    assert not any(readable_by(data, seat) for seat in SEATS)


def test_both_read_it_in_words() -> None:
    """The transcript says who did not seal, to the seat and to the umpire; east reads nothing of it."""
    table, sink = settled()
    lines = {who: "\n".join(as_text(table.rules, numbered(sink), who)) for who in ("north", UMPIRE, "south", "east")}
    assert "void, South did not seal it" in lines["north"]
    assert "void, South did not seal it" in lines[UMPIRE]
    assert not any("void" in lines[who] for who in ("south", "east"))


def test_nothing_is_paid_for_it() -> None:
    """Nor does anything else change but the clock."""
    table, _ = settled()
    assert table.state.resources == table.rules.start.resources
    assert not table.state.conditions
