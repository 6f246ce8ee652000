"""That a command is either refused and changes nothing, or on record before it is acknowledged, once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from samples.strait import SEATS, Wild, new_game, numbered, order, play_on, play_turn, wild_players

from seawar.core.orders import Sheet
from seawar.core.rulings import Ruling
from seawar.core.state import UMPIRE, state_hash
from seawar.errors import OrderRefused
from seawar.replay.entries import Said, Sealed, Unsealed, decode, readable_by
from seawar.table.limits import LONGEST_MESSAGE
from seawar.table.sink import Memory
from seawar.table.table import Table

PRESS = order("north", "press", {"seat": "east"})
NORTH, SOUTH, EAST = (Sheet(seat, 1) for seat in SEATS)
PRESSING = Sheet("north", 1, (PRESS,))


def planning() -> tuple[Table, Memory]:
    table, sink = new_game()
    table.open_turn()
    return table, sink


def refuses(table: Table, code: str, command: Callable[[], object]) -> None:
    """The command is refused with that code, and nothing at all is different."""
    assert isinstance(table.sink, Memory)
    before = (len(table.sink.entries), state_hash(table.state), dict(table.sheets), table.phase, dict(table.commands))
    receipts = {seat: table.receipts.for_seat(seat) for seat in (*SEATS, UMPIRE)}
    with pytest.raises(OrderRefused) as refused:
        command()
    assert refused.value.code == code
    after = (len(table.sink.entries), state_hash(table.state), dict(table.sheets), table.phase, dict(table.commands))
    assert after == before
    assert receipts == {seat: table.receipts.for_seat(seat) for seat in (*SEATS, UMPIRE)}


def test_sealing_again_with_the_same_command_is_harmless() -> None:
    """A resubmission is acknowledged with the same receipt and written once."""
    table, sink = planning()
    receipt = table.seal("c1", PRESSING)
    count = len(sink.entries)
    assert table.seal("c1", PRESSING) == receipt
    assert len(sink.entries) == count
    table.seal("c2", SOUTH)
    assert table.seal("c1", PRESSING) == receipt, "also after others have written"


def test_a_late_resubmission_is_harmless() -> None:
    """When the acknowledgement was lost and the turn is over, the repeat is still the same command."""
    table, _ = planning()
    receipt = table.seal("c1", PRESSING)
    table.settle()
    table.release()
    assert table.seal("c1", PRESSING) == receipt


def test_a_command_is_not_another_command() -> None:
    """The same id with another body is refused."""
    table, _ = planning()
    table.seal("c1", PRESSING)
    refuses(table, "command", lambda: table.seal("c1", NORTH))
    refuses(table, "command", lambda: table.seal("c1", replace(PRESSING, intent="more")))
    refuses(table, "command", lambda: table.unseal("c1", "north"))


def test_a_seat_seals_once() -> None:
    """A second sheet of the same turn needs an unsealing first."""
    table, _ = planning()
    table.seal("c1", PRESSING)
    refuses(table, "sealed", lambda: table.seal("c2", NORTH))


def test_unsealing_while_it_is_allowed() -> None:
    """As long as somebody has not sealed, orders can be taken back and given anew."""
    table, sink = planning()
    table.seal("c1", PRESSING)
    receipt = table.unseal("c2", "north")
    assert table.unseal("c2", "north") == receipt
    assert table.waiting_for() == list(SEATS)
    table.seal("c3", NORTH)
    kinds = [type(decode(data)) for data in sink.entries[-3:]]
    assert kinds == [Sealed, Unsealed, Sealed]


def test_unsealing_when_it_is_too_late() -> None:
    """Once all have sealed, or when nothing is sealed, there is nothing to take back."""
    table, _ = planning()
    refuses(table, "not-sealed", lambda: table.unseal("c0", "north"))
    refuses(table, "not-sealed", lambda: table.unseal("c0", "moon"))
    for command, sheet in (("c1", NORTH), ("c2", SOUTH), ("c3", EAST)):
        table.seal(command, sheet)
    refuses(table, "late", lambda: table.unseal("c4", "north"))
    table.settle()
    refuses(table, "phase", lambda: table.unseal("c5", "north"))


def test_unsealing_and_sealing_again_cannot_re_roll() -> None:
    """The same order sealed a second time is settled with the same draws."""
    one, two = planning()[0], planning()[0]
    two.seal("c1", PRESSING)
    two.unseal("c2", "north")
    for number, table in enumerate((one, two)):
        table.seal(f"d{number}", PRESSING)
    assert one.settle() == two.settle()


def test_each_command_has_its_phase() -> None:
    """Out of its phase a command is refused, and says in which it belongs."""
    table, _ = new_game()
    refuses(table, "phase", lambda: table.seal("c", NORTH))
    refuses(table, "phase", table.settle)
    refuses(table, "phase", table.release)
    refuses(table, "phase", table.close)
    table.open_turn()
    refuses(table, "phase", table.open_turn)
    refuses(table, "phase", table.release)
    refuses(table, "phase", lambda: table.rule(Ruling("x", "done", "why")))
    table.settle()
    refuses(table, "phase", table.open_turn)
    refuses(table, "phase", lambda: table.seal("c", NORTH))
    refuses(table, "phase", table.close)
    table.release()
    refuses(table, "phase", table.settle)
    table.close()
    for command in (table.open_turn, table.settle, table.release, table.close):
        refuses(table, "phase", command)


def test_an_ended_game_opens_no_turn() -> None:
    """After the end the table can only be closed."""
    table, _ = new_game()
    play_on(table)
    refuses(table, "ended", table.open_turn)
    table.close()
    assert table.phase == "closed"


def test_orders_that_may_not_be_given_are_refused() -> None:
    """A sheet with any fault is refused as a whole, for sealing and for its odds."""
    table, _ = planning()
    wrong = Sheet("north", 1, (PRESS, order("north", "air.fly", {"route": "across"})))
    refuses(table, "target", lambda: table.seal("c", wrong))
    refuses(table, "target", lambda: table.odds(wrong))
    refuses(table, "turn", lambda: table.seal("c", replace(NORTH, turn=2)))
    refuses(table, "seat", lambda: table.seal("c", Sheet("moon", 1)))


@pytest.mark.parametrize("text", ["", "   ", "\n", "x" * (LONGEST_MESSAGE + 1)])
def test_messages_have_limits(text: str) -> None:
    """Nothing and too much are refused."""
    table, _ = planning()
    refuses(table, "message", lambda: table.say("s1", "north", ["south"], text))


def test_messages_go_to_seats() -> None:
    """Sender and addressees must be seats at this table."""
    table, _ = planning()
    refuses(table, "seat", lambda: table.say("s1", "north", ["moon"], "hello"))
    refuses(table, "seat", lambda: table.say("s1", "moon", ["south"], "hello"))


@pytest.mark.parametrize("text", ["\x1b[2J", "\u2028", "\x7f", "\ud800", "a\x00b", "x" * LONGEST_MESSAGE, "한국"])
def test_any_message_is_written_or_refused(text: str) -> None:
    """Whatever somebody pastes, the table either records it or says no; it does not fall over."""
    table, sink = planning()
    count = len(sink.entries)
    try:
        table.say("s1", "north", ["south"], text)
    except OrderRefused:
        assert len(sink.entries) == count
    else:
        entry = decode(sink.entries[-1])
        assert isinstance(entry, Said)
        assert entry.text == text
        assert sink.entries[-1].isascii()


def test_a_message_is_read_by_who_it_is_to() -> None:
    """Sender and addressee read it, a third seat does not; a public one is read by all."""
    table, sink = planning()
    table.say("s1", "north", ["south"], "between us")
    assert [readable_by(sink.entries[-1], seat) for seat in SEATS] == [True, True, False]
    table.say("s2", "north", ["public"], "to all")
    assert [readable_by(sink.entries[-1], seat) for seat in SEATS] == [True, True, True]


def test_nothing_is_said_at_a_closed_table() -> None:
    """After the closing entry nothing is written any more."""
    table, sink = new_game()
    play_on(table)
    table.close()
    count = len(sink.entries)
    with pytest.raises(OrderRefused):
        table.say("s1", "north", ["south"], "one more thing")
    assert len(sink.entries) == count


def test_receipts_count_a_seats_own_entries() -> None:
    """What others seal, unseal and say to each other between turns does not move north's receipt."""
    table, _ = planning()
    before = table.receipts.for_seat("north")
    table.seal("c1", SOUTH)
    table.unseal("c2", "south")
    table.say("s1", "south", ["east"], "between us")
    table.seal("c3", EAST)
    assert table.receipts.for_seat("north") == before
    assert table.seal("c4", NORTH).k == before.k + 1


def test_a_receipt_is_the_seats_own_count() -> None:
    """`k` is how many entries the seat may read, and `c` the commitment of the last of them."""
    import hashlib

    table, sink = new_game(3)
    play_on(table, wild_players(table.rules, 3))
    for seat in SEATS:
        own = [data for data in sink.entries if readable_by(data, seat)]
        receipt = table.receipts.for_seat(seat)
        assert (receipt.k, receipt.c) == (len(own), hashlib.sha256(own[-1]).hexdigest())


def test_absent_seats_are_not_waited_for() -> None:
    """The umpire may settle with some seats unsealed: they simply have no sheet."""
    table, _ = planning()
    table.seal("c1", PRESSING)
    assert table.waiting_for() == ["south", "east"]
    table.settle()
    table.release()
    assert table.phase == "review"


def test_nothing_is_revealed_before_release() -> None:
    """Between settling and release no seat's view changes, and nothing is written."""
    table, sink = planning()
    views = {seat: table.view(seat) for seat in SEATS}
    count = len(sink.entries)
    table.settle()
    assert {seat: table.view(seat) for seat in SEATS} == views
    assert len(sink.entries) == count


def test_what_others_order_shows_nowhere_before_release() -> None:
    """Two tables that differ only in what south and east sealed are the same to north until the turn is released."""
    tables = [planning() for _ in range(2)]
    for number, (table, _) in enumerate(tables):
        table.seal("c1", PRESSING)
        if number:
            table.seal("c2", Wild(table.rules, "south", 4)(table.view("south")))
            table.say("s1", "south", ["east"], "let us fly")
            table.seal("c3", Wild(table.rules, "east", 4)(table.view("east")))
        table.settle()
    (one, first), (two, second) = tables
    assert one.view("north") == two.view("north")
    own = [[data for data in sink.entries if readable_by(data, "north")] for sink in (first, second)]
    assert own[0] == own[1]
    assert one.receipts.for_seat("north") == two.receipts.for_seat("north")


def test_odds_are_on_record_as_they_were_shown() -> None:
    """The sealed entry keeps the odds that the seat could see, for each of its orders."""
    table, sink = planning()
    shown = table.odds(PRESSING)
    table.seal("c1", PRESSING)
    entry = decode(sink.entries[-1])
    assert isinstance(entry, Sealed)
    assert list(entry.odds) == shown
    assert sum(shown[0].worst.values()) == 1000


def test_the_same_number_plays_the_same_game() -> None:
    """Two rehearsals of one number write the same entries, byte for byte."""
    journals = []
    for _ in range(2):
        table, sink = new_game(11)
        play_turn(table, wild_players(table.rules, 11))
        play_on(table)
        journals.append(numbered(sink))
    assert journals[0] == journals[1]
