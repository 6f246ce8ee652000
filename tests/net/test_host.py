"""That one table serves people, bots and an umpire, each seeing only what is theirs, and goes on when it should."""

from __future__ import annotations

import asyncio

import pytest
from samples.strait import SEATS, bots, new_game, order

from seawar.core.orders import Directive, Sheet
from seawar.core.rulings import Ruling
from seawar.core.state import PUBLIC, UMPIRE
from seawar.core.view import View, fold
from seawar.errors import OrderRefused, SeawarError
from seawar.net.client import Client
from seawar.net.host import Host
from seawar.net.local_client import LocalClient
from seawar.net.wire import AnyCommand, Direct, Next, Rule, Say, Seal, SetClock, Unseal
from seawar.replay.entries import Clocked, Closed, Learnt, Ruled, Said


def hosted(*people: str, number: int = 1, minutes: int | None = None) -> Host:
    table, _ = new_game(number)
    host = Host(table, people, bots(table), minutes=minutes)
    host.start()
    return host


def send(client: LocalClient, command: AnyCommand) -> object:
    return asyncio.run(client.send(command))


def refused(client: LocalClient, command: AnyCommand) -> str:
    with pytest.raises(OrderRefused) as error:
        send(client, command)
    return error.value.code


def test_a_local_client_is_a_client() -> None:
    """The one protocol that a remote one will have too."""
    client: Client = hosted("north").client("north")
    assert client.status().people == ("north",)


def test_alone_with_bots_the_game_goes_on_by_itself() -> None:
    """The turn is open, bots have sealed; sealing settles and releases; next opens; at the end it closes."""
    host = hosted("north")
    client = host.client("north")
    for turn in range(1, host.table.rules.turns + 1):
        status = client.status()
        assert (status.turn, status.phase, status.waiting_for) == (turn, "plan", ("north",))
        send(client, Seal(f"s{turn}", Sheet("north", turn)))
        assert client.status().phase == "review"
        send(client, Next(f"n{turn}"))
        if host.table.phase == "closed":
            break
    assert isinstance(client.entries(0)[-1], Closed)
    assert refused(client, Next("again")) == "phase"


def test_two_people_wait_for_each_other() -> None:
    """The first may unseal until the second has sealed."""
    host = hosted("north", "south")
    north, south = host.client("north"), host.client("south")
    send(north, Seal("s1", Sheet("north", 1)))
    assert south.status().waiting_for == ("south",)
    send(north, Unseal("u1"))
    assert set(south.status().waiting_for) == {"north", "south"}
    send(north, Seal("s2", Sheet("north", 1)))
    send(south, Seal("s1", Sheet("south", 1)))
    assert north.status().phase == "review"


def test_two_people_turn_the_page_together() -> None:
    """The next turn opens when both have read what came of the last; one may go on without the other."""
    host = hosted("north", "south")
    north, south = host.client("north"), host.client("south")
    for turn in (1, 2):
        send(north, Seal(f"s{turn}", Sheet("north", turn)))
        send(south, Seal(f"s{turn}", Sheet("south", turn)))
        assert set(north.status().waiting_for) == {"north", "south"}
        send(north, Next(f"n{turn}"))
        assert (south.status().turn, south.status().phase, south.status().waiting_for) == (turn, "review", ("south",))
        if turn == 1:
            send(south, Next("n1"))
        else:
            send(north, Next("n2-again", early=True))
        assert (north.status().turn, north.status().phase) == (turn + 1, "plan")


def test_the_umpire_turns_the_page() -> None:
    """Nothing opens, settles or is released by itself; seats may not; settling early is said aloud."""
    host = hosted("north", UMPIRE)
    north, umpire = host.client("north"), host.client(UMPIRE)
    assert north.status().phase == "opening"
    assert refused(north, Next("n")) == "right"
    send(umpire, Next("n1"))
    assert north.status().phase == "plan"
    assert refused(umpire, Next("n2")) == "waiting"
    send(umpire, Next("n2", early=True))
    assert north.status().phase == "adjudicate"
    assert umpire.pending().results
    assert not north.pending().results
    send(umpire, Next("n3"))
    assert north.status().phase == "review"


@pytest.mark.parametrize("command", [
    Rule("r", (Ruling("x", "y", "z"),)), Direct("d", Directive("03", "fire")), SetClock("c", 1000, True),
])  # fmt: skip
def test_only_the_umpire_rules(command: AnyCommand) -> None:
    """A seat's terminal that asks for it is refused."""
    assert refused(hosted("north", UMPIRE).client("north"), command) == "right"


def test_a_seat_cannot_seal_for_another() -> None:
    """The seat is the connection's."""
    assert refused(hosted("north", "south").client("north"), Seal("s", Sheet("south", 1))) == "seat"


def test_a_client_is_given_its_own_entries_and_its_view_is_their_fold() -> None:
    """Over a whole game, in pieces."""
    host = hosted("north", "south")
    clients = [host.client(seat) for seat in ("north", "south")]
    views, counts = {c.seat: View(seat=c.seat) for c in clients}, {c.seat: 0 for c in clients}

    def read(client: LocalClient) -> None:
        entries = client.entries(counts[client.seat])
        counts[client.seat] += len(entries)
        for entry in entries:
            assert client.seat in entry.vis or PUBLIC in entry.vis
            if isinstance(entry, Learnt):
                fold(views[client.seat], entry.patches)

    while host.table.phase != "closed":
        for client in clients:
            status = client.status()
            if status.phase == "plan" and client.seat in status.waiting_for:
                send(client, Seal(f"s{status.turn}", Sheet(client.seat, status.turn)))
            read(client)
        if host.table.phase == "review":
            send(clients[0], Next(f"n{host.table.state.turn}", early=True))
    for client in clients:
        read(client)
        assert views[client.seat] == host.table.view(client.seat)


def test_a_message_reaches_those_it_is_for() -> None:
    """And the umpire, who reads along."""
    host = hosted("north", "south", "east", UMPIRE)
    clients = {seat: host.client(seat) for seat in (*SEATS, UMPIRE)}
    before = {seat: len(client.entries(0)) for seat, client in clients.items()}
    send(clients["north"], Say("m1", ("south",), "hold on"))
    came = {seat: len(client.entries(before[seat])) for seat, client in clients.items()}
    assert came == {"north": 1, "south": 1, "east": 0, UMPIRE: 1}


def test_without_an_umpire_what_waits_is_accepted_with_a_reason() -> None:
    """Results under review hold nobody up; it is on record that no umpire looked."""
    host = hosted("east")
    judged = order("east", "judged", {"seat": "north"})
    send(host.client("east"), Seal("s1", Sheet("east", 1, (judged,))))
    ruled = [entry.ruling for entry in host.table.record.log if isinstance(entry, Ruled)]
    assert [(ruling.result, ruling.author) for ruling in ruled] == [(judged.key, "rules")]
    assert host.table.phase == "review"


def test_a_clock_runs_in_each_plan_phase() -> None:
    """Set when a turn opens; the umpire may stop it."""
    host = hosted("north", minutes=5)
    status = host.client("north").status()
    assert (status.clock_left, status.clock_ends) == (300_000, 301_000)
    umpired = hosted("north", UMPIRE)
    umpire = umpired.client(UMPIRE)
    send(umpire, Next("n1"))
    send(umpire, SetClock("c1", 60_000, True))
    send(umpire, SetClock("c2", 30_000, False, "a question"))
    assert (umpire.status().clock_left, umpire.status().clock_ends) == (30_000, 0)
    assert [e.reason for e in umpired.table.record.log if isinstance(e, Clocked)] == ["", "a question"]


def test_watchers_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Of every change, until they stop watching."""
    host = hosted("north", "south")
    north, south, told = host.client("north"), host.client("south"), []
    south.watch(lambda: told.append(1))
    send(north, Seal("s1", Sheet("north", 1)))
    south.watch(None)
    send(north, Unseal("u1"))
    assert told == [1]
    assert capsys.readouterr().out == ""


def test_a_seat_no_person_plays_has_no_client() -> None:
    """One sentence, with those there are."""
    with pytest.raises(SeawarError, match="north"):
        hosted("north").client("south")


def test_what_people_write_is_cleaned_before_it_is_on_record() -> None:
    """Escape sequences and invisible characters never reach another terminal through the table."""
    host = hosted("north", "south", UMPIRE)
    north, umpire = host.client("north"), host.client(UMPIRE)
    send(umpire, Next("n1"))
    send(north, Say("m1", ("south",), "a\x1b[2Jb\u202ec"))
    order_ = order("north", "press", {"seat": "east"}, rationale="x\x07y")
    send(north, Seal("s1", Sheet("north", 1, (order_,), "in\ntent\x1b")))
    send(umpire, Direct("d1", Directive("03", "edit", "clear\x1ber", "new\x9bwords")))
    said = [entry.text for entry in host.table.record.log if isinstance(entry, Said)]
    assert said == ["a[2Jbc"]
    sheet = host.table.sheets["north"]
    assert (sheet.intent, sheet.orders[0].rationale) == ("in tent", "xy")
    assert host.table.state.edited["03"] == "newwords"
