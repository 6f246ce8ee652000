"""That a terminal negotiates through the host: cleaned, within its rights, and answered where no person sits."""

from __future__ import annotations

import asyncio

import msgspec
import pytest
from msgspec.structs import replace
from samples.strait import bots
from samples.talks import END, PAY, TOGETHER, WORD, loaded, offer

from seawar.bots.diplomat import REASONS, answer
from seawar.core.deals import PactClause, Proposal, TransferClause, WordClause
from seawar.core.orders import Sheet
from seawar.core.state import UMPIRE
from seawar.errors import OrderRefused
from seawar.net.host import Host
from seawar.net.local_client import LocalClient
from seawar.net.talks import LACKS
from seawar.net.wire import Answer, AnyCommand, Disclose, LogTalk, MarkWord, Next, Propose, Say, Seal
from seawar.replay.deal_entries import Kept, Replied, Talked
from seawar.replay.dealings import Deal, Dealings
from seawar.replay.entries import Said
from seawar.table.opening import new_table

NASTY = "[bold]x[/] \x1b[2J\u202e\nnext"
CLEAN = "[bold]x[/] [2J next"


def hosted(*people: str) -> Host:
    table = new_table(loaded(), seed=1, now=lambda: 1_000)
    host = Host(table, people, bots(table))
    host.start()
    if host.umpired:
        host.submit(UMPIRE, Next("open"))
    return host


def send(client: LocalClient, command: AnyCommand) -> object:
    return asyncio.run(client.send(command))


def refused(client: LocalClient, command: AnyCommand) -> str:
    count = len(client._host.table.record.log)
    with pytest.raises(OrderRefused) as error:
        send(client, command)
    assert len(client._host.table.record.log) == count
    return error.value.code


def last_deal(host: Host) -> Deal:
    return list(host.table.dealings.deals.values())[-1]


def folded(client: LocalClient) -> Dealings:
    return Dealings().read_all(client.entries(0))


def test_two_people_agree_and_the_third_sees_nothing() -> None:
    """Each terminal folds its own entries to what its seat may know."""
    host = hosted("north", "south", "east")
    north, south, east = (host.client(seat) for seat in ("north", "south", "east"))
    send(north, Propose("p1", offer(PAY, WORD)))
    (id_,) = folded(south).deals
    assert refused(east, Answer("a0", id_, "accept")) == "proposal"
    send(south, Answer("a1", id_, "accept", "gladly"))
    assert folded(north).deals[id_].status == folded(south).deals[id_].status == "concluded"
    assert not folded(east).deals
    for client, seat in ((north, "north"), (south, "south"), (east, "east")):
        send(client, Seal(f"s-{seat}", Sheet(seat, 1)))
    assert folded(north).deals[id_].status == "done"
    assert not folded(east).deals


def test_every_text_is_cleaned_where_it_comes_in() -> None:
    """Markup stays the text it is; what acts on a terminal is gone."""
    host = hosted("north", "south", UMPIRE)
    north, south, umpire = (host.client(seat) for seat in ("north", "south", UMPIRE))
    send(north, Propose("p1", offer(WordClause("south", NASTY), title=NASTY, condition=NASTY)))
    made = last_deal(host).proposal
    (word,) = made.clauses
    assert isinstance(word, WordClause)
    assert (made.title, made.condition, word.text) == (CLEAN, CLEAN, CLEAN)
    send(south, Answer("a1", made.id, "accept", NASTY))
    assert last_deal(host).answers["south"].note == CLEAN
    send(umpire, MarkWord("m1", made.id, 0, "kept", NASTY))
    send(umpire, LogTalk("t1", ("north", "south"), NASTY))
    log = host.table.record.log
    assert [e.reason for e in log if isinstance(e, Kept)] == [CLEAN]
    assert [e.gist for e in log if isinstance(e, Talked)] == [CLEAN]


def test_rights_are_checked_for_every_command() -> None:
    """A seat speaks for itself; marks, corridor talks and voices are the white cell's."""
    host = hosted("north", "south", UMPIRE)
    north, umpire = host.client("north"), host.client(UMPIRE)
    assert refused(north, Propose("p1", offer(by="south", to=("north",)))) == "right"
    assert refused(north, Propose("p1", offer(by="press", to=("north",)))) == "right"
    assert refused(north, LogTalk("t", ("south",), "ships")) == "right"
    assert refused(north, Say("s", ("south",), "we print", "press")) == "right"
    send(umpire, Say("s1", ("south",), "we print", "press"))
    send(umpire, Propose("p2", offer(WordClause("press", "Not before noon."), by="press", to=("north",))))
    id_ = last_deal(host).proposal.id
    assert refused(north, MarkWord("m", id_, 0, "kept", "so it was")) == "right"
    assert refused(north, Disclose("d", id_, ("south",), voice="press")) == "right"
    said = [e for e in host.table.record.log if isinstance(e, Said)]
    assert [(e.sender, e.voice, e.phase) for e in said] == [(UMPIRE, "press", "plan")]


def test_a_seat_that_no_person_plays_answers_at_once() -> None:
    """Yes to what serves it, no with a line to the rest; the turn goes on, deals and all."""
    host = hosted("north")
    north = host.client("north")
    send(north, Propose("p1", offer(TransferClause("influence", "north", "south", 2))))
    assert last_deal(host).status == "concluded"
    send(north, Propose("p2", offer(TransferClause("influence", "south", "north", 2))))
    assert last_deal(host).status == "rejected"
    assert last_deal(host).answers["south"].note == REASONS["gives"]
    send(north, Seal("s1", Sheet("north", 1)))
    assert host.table.phase == "review"
    send(north, Propose("p3", offer(TOGETHER)))
    assert last_deal(host).status == "concluded", "a habit of South asks for it"
    while host.table.phase != "closed":
        if host.table.phase == "plan":
            send(north, Seal(f"s{host.table.state.turn}", Sheet("north", host.table.state.turn)))
        else:
            send(north, Next(f"n{host.table.state.turn}"))


def test_a_seat_that_would_and_cannot_pay_says_so() -> None:
    """The refusal of its yes becomes a no with that reason."""
    host = hosted("north")
    host.table.state.resources["influence/south"] = 0
    host.table.learning.views["south"].resources["influence/south"] = 0
    send(host.client("north"), Propose("p1", offer(PAY)))
    (answered,) = last_deal(host).answers.values()
    assert isinstance(answered, Replied)
    assert (answered.reply, answered.note) == ("reject", LACKS)


def test_nobody_speaks_for_a_voice_without_a_white_cell() -> None:
    """So that nobody waits for it."""
    host = hosted("north")
    assert refused(host.client("north"), Propose("p1", offer(WORD, to=("south", "press")))) == "party"


@pytest.mark.parametrize(
    ("clauses", "temper", "reply"),
    [
        ((PAY,), "cautious", "accept"),
        ((PAY,), "assertive", "reject"),
        ((PAY, PAY), "assertive", "accept"),
        ((END,), "cautious", "reject"),
        ((PactClause("pact", "in-force"),), "cautious", "accept"),
        ((WORD,), "cautious", "reject"),
        ((WordClause("north", "We hold fire."),), "cautious", "accept"),
        ((TransferClause("influence", "south", "north", 1), PAY), "cautious", "reject"),
    ],
)
def test_it_weighs_what_it_gets_against_what_it_gives(clauses: tuple[object, ...], temper: str, reply: str) -> None:
    """By its own view and temperament alone; the same again is answered the same."""
    rules = loaded().rules
    seats = {**rules.seats, "south": replace(rules.seats["south"], temperament=temper)}
    table = new_table(loaded(), seed=1, now=lambda: 1_000)
    made: Proposal = offer(*clauses)  # type: ignore[arg-type]
    found = answer(replace(rules, seats=seats), table.view("south"), made)
    assert found == answer(replace(rules, seats=seats), table.view("south"), made)
    assert found[0] == reply
    assert bool(found[1]) == (reply == "reject")


def test_commands_survive_the_wire() -> None:
    """Each is told from the others by its tag, and reads back as it was sent; an amount in words does not read."""
    sent: list[AnyCommand] = [
        Propose("p", offer(PAY, WORD, END, TOGETHER)), Answer("a", "4f2a9c01", "accept", "gladly"),
        Disclose("d", "4f2a9c01", ("east",), named=True), MarkWord("m", "4f2a9c01", 1, "kept", "so it was"),
        LogTalk("t", ("north",), "ships"), Say("s", (), "we print", "press"),
    ]  # fmt: skip
    decoder = msgspec.json.Decoder(AnyCommand)
    encoded = [msgspec.json.encode(command) for command in sent]
    assert [decoder.decode(data) for data in encoded] == sent
    with pytest.raises(msgspec.ValidationError):
        decoder.decode(encoded[0].replace(b'"amount":1', b'"amount":"one"'))
