"""That each person may do what its role allows and sees what is its to see, and that nothing waits on the absent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples.strait import SEATS, bots, new_game, order

from seawar.core.orders import Directive, Sheet
from seawar.core.rulings import Ruling
from seawar.core.state import PUBLIC, UMPIRE
from seawar.errors import OrderRefused
from seawar.net.host import Host
from seawar.net.local_client import LocalClient
from seawar.net.wire import (
    AnyCommand,
    Direct,
    Grant,
    Leave,
    MarkAway,
    Next,
    PassCaptaincy,
    RollBack,
    Rule,
    Say,
    Seal,
    SealFor,
    SetClock,
    Sit,
    Unseal,
)
from seawar.replay.course_entries import Restored
from seawar.replay.entries import Directed, Ruled, Said, Sealed
from seawar.replay.person_entries import ALL, OBSERVER, Away, Left, Sat

PRESS = order("north", "press", {"seat": "east"})


def hosted(*people: str) -> Host:
    table, _ = new_game()
    host = Host(table, people, bots(table))
    host.start()
    return host


def send(client: LocalClient, command: AnyCommand) -> object:
    return asyncio.run(client.send(command))


def refused(client: LocalClient, command: AnyCommand) -> str:
    log = client._host.table.record.log
    before = len(log)
    with pytest.raises(OrderRefused) as error:
        send(client, command)
    assert len(log) == before
    return error.value.code


def planning() -> tuple[Host, LocalClient, LocalClient, LocalClient]:
    """An umpired table in its first plan phase: captain and member of the north, and an umpire by name."""
    host = hosted("north", "south", UMPIRE)
    captain, member = host.client("north", "Aiko"), host.client("north", "Ben")
    umpire = host.client(UMPIRE, "Ana")
    send(umpire, Next("open"))
    return host, captain, member, umpire


def test_without_names_a_seat_is_its_captain() -> None:
    """Nothing of persons is on record, and everything may be done; beside named persons it is their captain's line."""
    host = hosted("north", "south")
    send(host.client("north"), Seal("s", Sheet("north", 1)))
    assert not [entry for entry in host.table.record.log if isinstance(entry, Sat)]
    host.client("north", "Aiko")
    send(host.client("north"), Unseal("u"))
    assert host.status().persons == {"north": ("Aiko",)}


def test_a_client_is_refused_where_nobody_plays() -> None:
    """By name or without, at a seat of the machine's or at none; and nothing is on record."""
    host = hosted("north")
    count = len(host.table.record.log)
    for seat, person in (("east", ""), ("east", "Aiko"), ("moon", "Aiko"), (UMPIRE, "Ana"), (OBSERVER, "")):
        with pytest.raises(OrderRefused):
            host.client(seat, person)
    assert len(host.table.record.log) == count


def test_only_the_captain_seals() -> None:
    """Members write and draft; sealing, taking back and leading are the captain's, and can be passed."""
    host, captain, member, _ = planning()
    send(member, Say("m", ("south",), "hello"))
    assert refused(member, Seal("s", Sheet("north", 1))) == "right"
    send(captain, Seal("s", Sheet("north", 1)))
    for command in (
        Unseal("u"),
        PassCaptaincy("p", "Ben"),
        Sit("j", "Max"),
        Leave("l", "Aiko"),
        MarkAway("a"),
        Next("n"),
    ):
        assert refused(member, command) == "right"
    send(captain, PassCaptaincy("p", "Ben"))
    assert refused(captain, Unseal("u")) == "right"
    send(member, Unseal("u"))
    assert host.status().persons["north"] == ("Ben", "Aiko")


def test_a_person_is_replaced() -> None:
    """The captain gets up and can do nothing more there; who sits down next leads."""
    host, captain, member, _ = planning()
    send(captain, Leave("l"))
    assert refused(captain, Seal("s", Sheet("north", 1))) == "name"
    send(member, Leave("l2"))
    assert host.status().away.keys() == {"north"}
    new = host.client("north", "Dora")
    send(new, Seal("s", Sheet("north", 1)))
    assert host.status().persons["north"] == ("Dora",)
    assert not host.status().away
    assert len([entry for entry in host.table.record.log if isinstance(entry, Left)]) == 2


def test_what_an_umpire_decides_carries_which_one() -> None:
    """Rulings, injects and roll-backs, whatever name the message itself claims."""
    host, captain, _, ana = planning()
    bo = host.client(UMPIRE, "Bo")
    send(bo, Direct("d", Directive("03", "hold", "too early")))
    send(captain, Seal("s", Sheet("north", 1, (PRESS,))))
    send(host.client("south"), Seal("s", Sheet("south", 1)))
    send(ana, Next("settle"))
    result = next(r for r in ana.pending().results if r.key == PRESS.key)
    send(bo, Rule("r", (Ruling(result.key, result.band, "it stands", "Somebody else"),)))
    send(ana, RollBack("b", 1, "once more"))
    log = host.table.record.log
    assert [entry.ruling.author for entry in log if isinstance(entry, Ruled)] == ["Bo"]
    assert [entry.author for entry in log if isinstance(entry, Directed)] == ["Bo"]
    assert [entry.author for entry in log if isinstance(entry, Restored)] == ["Ana"]


def test_the_white_cell_seats_anyone_and_a_captain_its_own() -> None:
    """Others are refused; eyes are the white cell's to lend."""
    host, captain, _, umpire = planning()
    send(umpire, Sit("s1", "Chul", "south"))
    send(umpire, Sit("s2", "Eve", OBSERVER))
    send(captain, Sit("s3", "Max"))
    assert refused(captain, Sit("s4", "Moe", "south")) == "right"
    assert refused(captain, Leave("l", "Chul")) == "right"
    assert refused(captain, Grant("g", "Eve", "north")) == "right"
    assert refused(captain, SealFor("f", Sheet("north", 1))) == "right"
    assert refused(captain, MarkAway("a", "south")) == "right"
    send(umpire, Leave("l", "Chul"))
    send(umpire, PassCaptaincy("p", "Max", "north"))
    assert host.status().persons == {"north": ("Max", "Aiko", "Ben"), UMPIRE: ("Ana",), OBSERVER: ("Eve",)}


COMMANDS: tuple[Callable[[], AnyCommand], ...] = (
    lambda: Seal("1", Sheet("north", 1)), lambda: Unseal("2"), lambda: Say("3", (PUBLIC,), "hello"), lambda: Next("4"),
    lambda: Rule("5", ()), lambda: Direct("6", Directive("03", "fire")), lambda: SetClock("7", 1, True),
    lambda: RollBack("8", 1, "why"), lambda: SealFor("9", Sheet("north", 1)), lambda: Sit("10", "Max"),
    lambda: Leave("11"), lambda: Grant("12", "Eve", ALL), lambda: MarkAway("13", "north"),
    lambda: PassCaptaincy("14", "Eve"),
)  # fmt: skip


@pytest.mark.parametrize("command", [make() for make in COMMANDS], ids=lambda command: type(command).__name__)
def test_an_observer_does_nothing(command: AnyCommand) -> None:
    """Whatever it sees."""
    host, _, _, umpire = planning()
    eve = host.client(OBSERVER, "Eve")
    send(umpire, Grant("g", "Eve", ALL))
    assert refused(eve, command) == "right"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["", ALL, *SEATS]), min_size=1, max_size=4), st.integers(1, 50))
def test_an_observer_is_given_what_its_grant_allows(grants: list[str], number: int) -> None:
    """Nothing that is not public by default; a seat's eyes give that seat's entries, all of them and no other."""
    table, _ = new_game(number)
    host = Host(table, ("north", "south", UMPIRE), bots(table))
    host.start()
    umpire, eve = host.client(UMPIRE, "Ana"), host.client(OBSERVER, "Eve")
    north = host.client("north")
    for turn, eyes in enumerate(grants, 1):
        send(umpire, Next(f"o{turn}"))
        send(north, Say(f"m{turn}", ("south",), "between us"))
        send(umpire, Next(f"s{turn}", early=True))
        log = table.record.log
        send(umpire, Grant(f"g{turn}", "Eve", eyes))
        seen = list(eve.entries(0))
        readers = {PUBLIC} | ({eyes} if eyes in SEATS else set())
        expected = [entry for entry in log if eyes == ALL or readers & set(entry.vis)]
        assert seen == expected
        if not eyes:
            assert all(PUBLIC in entry.vis for entry in seen)
            assert not [entry for entry in seen if isinstance(entry, Said | Sealed)]
        if eyes in SEATS and eyes != "east":
            assert seen == list(host.client(eyes).entries(0))
        assert eve.eyes == eyes
        assert not eve.pending().results
        for key in eve._host.table.resolution.waiting if eve._host.table.resolution else ():
            band = next(r.band for r in umpire.pending().results if r.key == key)
            send(umpire, Rule(f"w{turn}{key}", (Ruling(key, band, "as computed"),)))
        send(umpire, Next(f"l{turn}"))
        if table.state.ended:
            break


def test_an_observers_rules_hold_no_secret_without_eyes() -> None:
    """Briefs, aims and injects of all seats are left out; a seat's eyes bring that seat's alone."""
    host, _, _, umpire = planning()
    eve = host.client(OBSERVER, "Eve")
    assert not any(seat.secret_brief for seat in eve.rules.seats.values())
    assert not eve.rules.msel
    send(umpire, Grant("g", "Eve", "north"))
    assert [id_ for id_, seat in eve.rules.seats.items() if seat.secret_brief] == ["north"]
    send(umpire, Leave("l", "Eve"))
    assert not any(seat.secret_brief for seat in eve.rules.seats.values())
    assert all(PUBLIC in entry.vis for entry in eve.entries(0))


def test_nothing_waits_for_a_seat_that_is_away() -> None:
    """The white cell settles without a question; the seat's next command brings it back, on record."""
    host, captain, _, umpire = planning()
    send(umpire, MarkAway("a", "south"))
    send(captain, Seal("s", Sheet("north", 1)))
    assert host.status().waiting_for == ("south",)
    send(umpire, Next("settle"))
    assert host.status().phase == "adjudicate"
    send(host.client("south"), Say("m", ("north",), "sorry"))
    assert not host.status().away


def test_without_an_umpire_the_table_goes_on_without_those_who_are_away() -> None:
    """When the last seat that is there has sealed, and has read; a lone player who steps out runs no game."""
    host = hosted("north", "south")
    north, south = host.client("north"), host.client("south")
    send(north, Seal("s", Sheet("north", 1)))
    send(north, MarkAway("a", "south"))
    assert host.status().phase == "review"
    send(north, Next("n"))
    assert (host.status().turn, host.status().phase) == (2, "plan")
    send(south, Seal("s2", Sheet("south", 2)))
    assert not host.status().away
    assert host.status().waiting_for == ("north",)
    alone = hosted("north")
    send(alone.client("north"), MarkAway("a"))
    assert alone.status().phase == "plan"
    send(alone.client("north"), Seal("s", Sheet("north", 1)))
    send(alone.client("north"), MarkAway("b"))
    send(alone.client("north"), Next("n"))
    assert isinstance(next(entry for entry in alone.table.record.log[::-1] if isinstance(entry, Away)), Away)
    assert not alone.status().away


def test_a_sheet_on_paper_is_the_seats_own() -> None:
    """Typed in by an umpire, with the odds the seat would have seen; not over what the seat has sealed."""
    host, captain, _, umpire = planning()
    sheet = Sheet("north", 1, (PRESS,), "hold firm\x1b[0m")
    send(umpire, SealFor("p", sheet))
    entry = host.table.record.log[-1]
    assert isinstance(entry, Sealed)
    assert (entry.author, entry.vis, entry.sheet.intent) == ("Ana", ("north",), "hold firm[0m")
    assert list(entry.odds) == host.table.odds(entry.sheet)
    assert entry in captain.entries(0)
    assert refused(umpire, SealFor("q", sheet)) == "sealed"
    assert send(umpire, SealFor("p", sheet)) == send(umpire, SealFor("p", sheet))
    send(captain, Unseal("u"))
    send(captain, Seal("s", Sheet("north", 1)))
    assert refused(umpire, SealFor("r", sheet)) == "sealed"
