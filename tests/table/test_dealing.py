"""That offers are made, answered and carried out as agreed, and that whatever else is refused changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from samples.strait import SEATS, order
from samples.talks import END, PAY, TOGETHER, WORD, agreed, entries, idle_turn, offer, proposed, talking

from seawar.core.deals import OrderClause, PactClause, Proposal, TransferClause, WordClause
from seawar.core.orders import Sheet
from seawar.core.state import PUBLIC, UMPIRE, state_hash
from seawar.errors import OrderRefused
from seawar.replay.deal_entries import Concluded, Disclosed, Executed, Kept, Leaked, Proposed, Talked
from seawar.replay.dealings import Dealings
from seawar.replay.entries import decode, readable_by
from seawar.table import dealing, showing
from seawar.table.table import Table


def refuses(table: Table, code: str, command: Callable[[], object]) -> str:
    """The command is refused with that code in one sentence, and nothing at all is different."""
    count, state, commands = len(entries(table)), state_hash(table.state), dict(table.commands)
    dealings = repr(table.dealings)
    with pytest.raises(OrderRefused) as refused:
        command()
    assert refused.value.code == code, refused.value
    assert len(str(refused.value)) < 300
    assert "\n" not in str(refused.value)
    assert (count, state, commands) == (len(entries(table)), state_hash(table.state), table.commands)
    assert repr(table.dealings) == dealings
    return str(refused.value)


def kinds(table: Table, since: int) -> list[type]:
    return [type(decode(data)) for data in entries(table)[since:]]


def influence(table: Table) -> dict[str, int]:
    return {seat: table.state.resources[f"influence/{seat}"] for seat in SEATS}


# What is agreed is done.


def test_a_deal_is_concluded_by_the_last_yes_and_carried_out_before_orders() -> None:
    """Until then nothing moves; then each party pays its price and the clauses are done, once."""
    table = talking()
    id_ = proposed(table, "p1", offer(PAY, TOGETHER, WORD))
    since = len(entries(table))
    dealing.reply(table, "r1", "south", id_, "accept", "gladly")
    assert kinds(table, since) == [Concluded]
    assert influence(table) == {"north": 4, "south": 4, "east": 4}
    idle_turn(table)
    assert influence(table) == {"north": 2, "south": 4, "east": 4}, "1 each for concluding, 1 handed over"
    assert any(key.startswith("shared-picture/north:south") for key in table.state.conditions)
    assert table.dealings.deals[id_].status == "done"
    idle_turn(table)
    assert influence(table)["north"] <= 2 + 1, "and not a second time"


def test_a_deal_of_the_review_is_carried_out_when_the_next_turn_is_settled() -> None:
    """Agreed when results are read, it waits for the next settling."""
    table = talking()
    idle_turn(table)
    assert table.phase == "review"
    agreed(table, "p1", offer(END))
    assert table.state.agreements["pact"].status == "in-force"
    idle_turn(table)
    assert table.state.agreements["pact"].status == "suspended"


def test_three_parties_must_all_accept() -> None:
    """Two of three are not enough."""
    table = talking()
    id_ = proposed(table, "p1", offer(WORD, to=("south", "east")))
    dealing.reply(table, "r1", "south", id_, "accept")
    assert table.dealings.deals[id_].status == "open"
    assert table.dealings.deals[id_].waits_for() == ("east",)
    dealing.reply(table, "r2", "east", id_, "accept")
    assert table.dealings.to_carry_out() == [table.dealings.deals[id_].proposal]


def test_another_offer_takes_the_place_of_the_first() -> None:
    """The first is closed; the second waits for whoever made the first."""
    table = talking()
    first = proposed(table, "p1", offer())
    made = offer(TransferClause("influence", "north", "south", 2), by="south", to=("north",), counters=first)
    second = proposed(table, "p2", made)
    assert table.dealings.deals[first].status == "countered"
    refuses(table, "closed", lambda: dealing.reply(table, "r", "south", first, "accept"))
    dealing.reply(table, "r", "north", second, "accept")
    assert table.dealings.deals[second].status == "concluded"


def test_one_no_closes_it_and_an_offer_can_be_withdrawn() -> None:
    """Either way nobody can accept it any more."""
    table = talking()
    one, two = proposed(table, "p1", offer()), proposed(table, "p2", offer(WORD))
    dealing.reply(table, "r1", "south", one, "reject", "not today")
    dealing.reply(table, "r2", "north", two, "withdraw")
    assert [table.dealings.deals[id_].status for id_ in (one, two)] == ["rejected", "withdrawn"]
    refuses(table, "closed", lambda: dealing.reply(table, "r3", "south", one, "accept"))
    refuses(table, "closed", lambda: dealing.reply(table, "r4", "south", two, "accept"))


def test_an_offer_expires_with_its_turn() -> None:
    """Its last turn includes the review."""
    table = talking()
    id_ = proposed(table, "p1", offer(expires=1))
    idle_turn(table)
    assert table.dealings.deals[id_].standing(1) == "open", "in review of that turn it can still be accepted"
    table.open_turn()
    assert "expired" in refuses(table, "closed", lambda: dealing.reply(table, "r", "south", id_, "accept"))


def test_a_voice_signs_through_the_umpire() -> None:
    """Offered to, and by; a seat cannot speak for it."""
    table = talking()
    id_ = proposed(table, "p1", offer(WORD, to=("south", "court")))
    dealing.reply(table, "r1", "south", id_, "accept")
    refuses(table, "right", lambda: dealing.reply(table, "r2", "south", id_, "accept", actor="court"))
    dealing.reply(table, "r3", UMPIRE, id_, "accept", actor="court")
    assert table.dealings.deals[id_].status == "concluded"
    made = offer(WordClause("press", "Nothing is printed before noon."), by="press", to=("north",))
    other = proposed(table, "p2", made, seat=UMPIRE)
    assert table.dealings.deals[other].waits_for() == ("north",)
    refuses(table, "right", lambda: dealing.propose(table, "p3", "north", made))
    table.say("s1", UMPIRE, [PUBLIC], "We have heard of talks.", "press")
    refuses(table, "right", lambda: table.say("s2", "north", [PUBLIC], "We have heard.", "press"))
    refuses(table, "right", lambda: table.say("s3", UMPIRE, [PUBLIC], "We have heard.", "radio"))


# What is not allowed is refused.


@pytest.mark.parametrize(
    ("code", "made"),
    [
        ("party", offer(to=())),
        ("party", offer(to=("north",))),
        ("party", offer(to=("moon",))),
        ("party", offer(to=("umpire",))),
        ("title", offer(title="")),
        ("title", offer(title="x" * 1_000_000)),
        ("condition", offer(condition="x" * 1_000_000)),
        ("clauses", replace(offer(), clauses=())),
        ("clauses", replace(offer(), clauses=(WORD,) * 9)),
        ("clause", offer(PactClause("moon-pact", "in-force"))),
        ("clause", offer(PactClause("x" * 1_000_000, "in-force"))),
        ("clause", offer(PactClause("pact", "in-force"))),
        ("clause", offer(END, to=("east",))),
        ("clause", offer(TransferClause("influence", "north", "south", 0))),
        ("clause", offer(TransferClause("influence", "north", "south", -2))),
        ("clause", offer(TransferClause("influence", "north", "south", 10**30))),
        ("clause", offer(TransferClause("gold", "north", "south", 1))),
        ("clause", offer(TransferClause("influence", "north", "north", 1))),
        ("clause", offer(TransferClause("influence", "east", "north", 1))),
        ("clause", offer(TransferClause("influence", "north", "press", 1), to=("press",))),
        ("clause", offer(OrderClause("air.fly", ("north",), {"route": "past"}))),
        ("clause", offer(OrderClause("share", ("north",)))),
        ("clause", offer(OrderClause("share", ("north", "east")))),
        ("clause", offer(OrderClause("share", ("north", "north")))),
        ("clause", offer(OrderClause("share", ("north", "south"), {"seat": "east"}))),
        ("clause", offer(WordClause("east", "We promise."))),
        ("clause", offer(WordClause("south", "  "))),
        ("clause", offer(WordClause("south", "x" * 1_000_000))),
        ("clause", offer(WordClause("south", "We promise.", 99))),
        ("proposal", offer(TransferClause("influence", "north", "south", "many"))),  # type: ignore[arg-type]
        ("proposal", offer(PactClause("pact", "signed-twice"))),  # type: ignore[arg-type]
        ("expires", offer(expires=99)),
        ("proposal", offer(counters="00000000")),
        ("cost", offer(TransferClause("influence", "north", "south", 4))),
    ],
)
def test_a_bad_offer_is_refused_in_a_sentence(code: str, made: Proposal) -> None:
    """With the code of what is wrong; a megabyte is not echoed."""
    table = talking()
    if code == "clause" and made.clauses == (PactClause("pact", "in-force"),):
        assert "is in-force and cannot become" in refuses(
            table, code, lambda: dealing.propose(table, "p", "north", made)
        )
        return
    refuses(table, code, lambda: dealing.propose(table, "p", "north", made))


def test_who_has_no_part_in_a_proposal_cannot_answer_it() -> None:
    """Hidden and absent are refused in the same words; nobody answers for another, nor its own."""
    table = talking()
    id_ = proposed(table, "p1", offer())
    hidden = refuses(table, "proposal", lambda: dealing.reply(table, "r1", "east", id_, "accept"))
    absent = refuses(table, "proposal", lambda: dealing.reply(table, "r1", "east", "deadbeef", "accept"))
    assert hidden.replace(id_, "deadbeef") == absent
    refuses(table, "right", lambda: dealing.reply(table, "r2", "north", id_, "accept"))
    refuses(table, "right", lambda: dealing.reply(table, "r3", "south", id_, "withdraw"))
    refuses(table, "right", lambda: dealing.reply(table, "r4", "east", id_, "accept", actor="south"))
    refuses(table, "reply", lambda: dealing.reply(table, "r5", "south", id_, "maybe"))  # type: ignore[arg-type]
    refuses(table, "note", lambda: dealing.reply(table, "r6", "south", id_, "reject", "x" * 1_000_000))
    refuses(table, "seat", lambda: dealing.propose(table, "p2", "moon", offer(by="moon")))
    refuses(table, "party", lambda: dealing.propose(table, "p3", UMPIRE, offer(by=UMPIRE)))
    other = offer(WORD, by="south", to=("east",), counters=id_)
    refuses(table, "party", lambda: dealing.propose(table, "p4", "south", other))


def test_a_yes_is_given_once() -> None:
    """But it can be taken back by a no while others have not answered."""
    table = talking()
    id_ = proposed(table, "p1", offer(WORD, to=("south", "east")))
    dealing.reply(table, "r1", "south", id_, "accept")
    refuses(table, "answered", lambda: dealing.reply(table, "r2", "south", id_, "accept"))
    dealing.reply(table, "r3", "south", id_, "reject", "we have thought again")
    assert table.dealings.deals[id_].status == "rejected"


def test_the_same_command_twice_is_harmless_and_never_another_command() -> None:
    """The same receipt, nothing written; another body under the same id is refused."""
    table = talking()
    receipt = dealing.propose(table, "c1", "north", offer())
    (id_,) = table.dealings.deals
    yes = dealing.reply(table, "c2", "south", id_, "accept")
    leak = showing.disclose(table, "c3", "south", id_, ["east"], named=False)
    count = len(entries(table))
    assert dealing.propose(table, "c1", "north", offer()) == receipt
    assert dealing.reply(table, "c2", "south", id_, "accept") == yes
    assert showing.disclose(table, "c3", "south", id_, ["east"], named=False) == leak
    assert len(entries(table)) == count
    refuses(table, "command", lambda: dealing.propose(table, "c1", "north", offer(title="Another")))
    refuses(table, "command", lambda: dealing.reply(table, "c2", "south", id_, "reject"))
    refuses(table, "command", lambda: showing.disclose(table, "c3", "south", id_, [PUBLIC], named=False))


def test_negotiation_has_its_phases() -> None:
    """Nothing is agreed while orders are being settled."""
    table = talking()
    id_ = proposed(table, "p1", offer())
    table.settle()
    for command in (
        lambda: dealing.propose(table, "p2", "north", offer()),
        lambda: dealing.reply(table, "r1", "south", id_, "accept"),
        lambda: showing.disclose(table, "d1", "south", id_, ["east"], named=True),
    ):
        refuses(table, "phase", command)


def test_no_seat_floods_the_table() -> None:
    """Six open proposals are the most; others are not held up by them."""
    table = talking()
    for number in range(6):
        proposed(table, f"p{number}", offer(WORD))
    refuses(table, "open", lambda: dealing.propose(table, "p7", "north", offer(WORD)))
    dealing.propose(table, "p8", "south", offer(WORD, by="south", to=("north",)))


# A yes sets aside what it will take.


def test_what_was_promised_cannot_be_spent_on_orders() -> None:
    """Nor promised to somebody else."""
    table = talking()
    agreed(table, "p1", offer(TransferClause("influence", "north", "south", 3)))
    press = Sheet("north", 1, (order("north", "press", {"seat": "east"}),))
    refuses(table, "cost", lambda: table.seal("c1", press))
    refuses(table, "cost", lambda: dealing.propose(table, "p2", "north", offer(PAY)))
    table.seal("c2", Sheet("north", 1))


def test_what_was_sealed_cannot_be_promised() -> None:
    """Until it is taken back."""
    table = talking()
    id_ = proposed(table, "p1", offer(TransferClause("influence", "south", "north", 3)))
    table.seal("c1", Sheet("south", 1, (order("south", "press", {"seat": "east"}),)))
    refuses(table, "cost", lambda: dealing.reply(table, "r1", "south", id_, "accept"))
    table.unseal("c2", "south")
    dealing.reply(table, "r2", "south", id_, "accept")


# Who may know.


def test_a_secret_deal_is_its_parties_own() -> None:
    """From the offer to its end no entry of it is readable by a third seat."""
    table = talking()
    since = len(entries(table))
    agreed(table, "p1", offer(title="canary-deal"))
    idle_turn(table)
    about = [data for data in entries(table)[since:] if b"canary-deal" in data]
    assert {type(decode(data)) for data in about} >= {Proposed, Concluded, Executed}
    assert not any(readable_by(data, "east") for data in about)
    assert all(
        readable_by(data, "south") for data in about if isinstance(decode(data), Proposed | Concluded | Executed)
    )
    assert not any("canary" in str(report) for report in table.view("east").news.values())
    assert any("canary-deal" in report.args.get("deal", "") for report in table.view("south").news.values())


def test_a_public_deal_is_everybodys_once_it_is_carried_out() -> None:
    """Until then its parties alone know of it; then all read its clauses."""
    table = talking()
    id_ = agreed(table, "p1", offer(secret=False))
    assert not any(readable_by(data, "east") for data in entries(table) if id_.encode() in data)
    idle_turn(table)
    east = Dealings().read_all(decode(d) for d in entries(table) if readable_by(d, "east"))
    assert east.deals[id_].status == "done"
    assert table.state.published["deal/north"] == 1
    assert any("{deal}" in report.text for report in table.view("east").news.values())


def test_a_leak_tells_who_only_if_they_say_so() -> None:
    """The reader sees no author and no command id; the umpire and the author do."""
    table = talking()
    id_ = proposed(table, "p1", offer())
    since = len(entries(table))
    showing.disclose(table, "cmd-77", "south", id_, ["east"], named=False)
    assert kinds(table, since) == [Disclosed, Leaked]
    read = [data for data in entries(table)[since:] if readable_by(data, "east")]
    assert len(read) == 1
    assert b"cmd-77" not in read[0]
    shown = decode(read[0])
    assert isinstance(shown, Disclosed)
    assert (shown.by, shown.status) == ("", "open")
    assert not any(readable_by(data, "north") for data in entries(table)[since:])
    assert readable_by(entries(table)[-1], "south")
    showing.disclose(table, "c2", "south", id_, [PUBLIC], named=True)
    told = decode(entries(table)[-2])
    assert isinstance(told, Disclosed)
    assert (told.by, told.vis) == ("south", (PUBLIC,))


def test_only_who_knows_a_deal_can_show_it() -> None:
    """Hidden and absent are refused alike; who was shown a deal is no party to it."""
    table = talking()
    id_ = proposed(table, "p1", offer())
    hidden = refuses(table, "proposal", lambda: showing.disclose(table, "d", "east", id_, ["north"], named=False))
    assert hidden == refuses(
        table, "proposal", lambda: showing.disclose(table, "d", "east", "deadbeef", ["north"], named=False)
    ).replace("deadbeef", id_)
    refuses(table, "known", lambda: showing.disclose(table, "d", "south", id_, ["north"], named=False))
    refuses(table, "known", lambda: showing.disclose(table, "d", "south", id_, [], named=False))
    refuses(table, "seat", lambda: showing.disclose(table, "d", "south", id_, ["moon"], named=False))
    showing.disclose(table, "d1", UMPIRE, id_, ["east"], named=False)
    refuses(table, "proposal", lambda: dealing.reply(table, "r", "east", id_, "accept"))


# Promises and corridor talks.


def test_the_umpire_marks_a_promise_and_those_who_know_read_it() -> None:
    """Each audience reads its own entry, so that no party sees to whom the deal was leaked."""
    table = talking()
    id_ = agreed(table, "p1", offer())
    assert [promise.mark for promise in table.dealings.promises()] == ["open"]
    showing.disclose(table, "d1", "south", id_, ["east"], named=False)
    since = len(entries(table))
    refuses(table, "right", lambda: showing.mark_word(table, "m", "north", id_, 1, "broken", "seen there"))
    refuses(table, "clause", lambda: showing.mark_word(table, "m", UMPIRE, id_, 0, "broken", "seen there"))
    refuses(table, "clause", lambda: showing.mark_word(table, "m", UMPIRE, id_, 7, "broken", "seen there"))
    refuses(table, "mark", lambda: showing.mark_word(table, "m", UMPIRE, id_, 1, "bent", "seen there"))
    refuses(table, "reason", lambda: showing.mark_word(table, "m", UMPIRE, id_, 1, "broken", " "))
    refuses(table, "proposal", lambda: showing.mark_word(table, "m", UMPIRE, "deadbeef", 1, "broken", "why"))
    showing.mark_word(table, "m1", UMPIRE, id_, 1, "broken", "seen at the rock")
    marks = [decode(data) for data in entries(table)[since:]]
    assert [mark.vis for mark in marks if isinstance(mark, Kept)] == [("east",), ("north", "south")]
    assert [promise.mark for promise in table.dealings.promises()] == ["broken"]


def test_a_corridor_talk_is_the_umpires_note() -> None:
    """Seats and voices in it, read by nobody else."""
    table = talking()
    refuses(table, "right", lambda: showing.log_talk(table, "t", "north", ["south"], "ships"))
    refuses(table, "seat", lambda: showing.log_talk(table, "t", UMPIRE, ["moon"], "ships"))
    refuses(table, "seat", lambda: showing.log_talk(table, "t", UMPIRE, [], "ships"))
    told = refuses(table, "seat", lambda: showing.log_talk(table, "t", UMPIRE, ["north", "north"], "ships"))
    assert told == "a corridor talk is between two at the least; name all who talked, seats or voices"
    refuses(table, "gist", lambda: showing.log_talk(table, "t", UMPIRE, ["north", "press"], "x" * 1_000_000))
    showing.log_talk(table, "t1", UMPIRE, ["south", "north", "press"], "ships by night")
    entry = decode(entries(table)[-1])
    assert isinstance(entry, Talked)
    assert (entry.seats, entry.gist, entry.vis) == (("north", "press", "south"), "ships by night", ())
