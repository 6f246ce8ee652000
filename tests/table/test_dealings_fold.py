"""That whatever is offered, answered and leaked, one fold tells table, journal and each seat the same."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from samples.strait import SEATS, bots, play_on
from samples.talks import END, PAY, TOGETHER, WORD, agreed, entries, idle_turn, loaded, offer, proposed, talking

from seawar.core.deals import AnyClause, OrderClause, PactClause, TransferClause, WordClause
from seawar.core.mechanism import Step
from seawar.core.state import PUBLIC, UMPIRE, state_hash
from seawar.errors import OrderRefused
from seawar.journal.reader import read
from seawar.replay.account import Account
from seawar.replay.causes import Causes
from seawar.replay.deal_entries import Concluded
from seawar.replay.dealings import Dealings
from seawar.replay.entries import Resulted, decode, readable_by
from seawar.replay.fold import as_seen, truth
from seawar.replay.text import as_text
from seawar.replay.verify import check_rules, check_state, known_key
from seawar.replay.why import Words, explain
from seawar.table import dealing, showing
from seawar.table.opening import new_table, resume_table
from seawar.table.rolling_back import roll_back
from seawar.table.table import Table

ACTORS = (*SEATS, "press")
DEEDS = ("offer", "reply", "turn", "reply", "show", "mark", "offer", "turn", "counter", "wrong")
steps = st.tuples(st.sampled_from(DEEDS), st.integers(0, 11), st.integers(0, 11), st.integers(0, 11))


def clauses(by: str, to: str, a: int, b: int) -> tuple[AnyClause, ...]:
    """Clauses between two parties, most of them sound."""
    found: list[AnyClause] = [
        WordClause((by, to)[a % 2], f"word-{a}", b % 9), TransferClause("influence", by, to, a % 4),
        TransferClause("influence", to, by, b % 3), (END, PactClause("pact", "in-force"))[b % 2],
        OrderClause("share", tuple(sorted((by, to)))),
    ]  # fmt: skip
    return (found[a % 5], found[b % 5]) if a > 5 else (found[b % 5],)


def act(table: Table, number: int, step: tuple[str, int, int, int]) -> None:
    """One step, which the table may refuse."""
    what, a, b, c = step
    deals = list(table.dealings.deals.values())
    still = [deal for deal in deals if deal.status == "open" and deal.waits_for()]
    deal = deals[a % len(deals)] if deals else None
    command, by = f"c{number}", ACTORS[a % 4]
    to = ACTORS[(a + 1 + b % 3) % 4]
    if what == "offer":
        made = offer(*clauses(by, to, b, c), by=by, to=(to,), title=f"canary-{number}-x", secret=c % 2 == 0)
        dealing.propose(table, command, seat_of(by), replace(made, expires=c if c < 4 else 0))
    elif what == "counter" and still:
        old = still[a % len(still)].proposal
        by = next(party for party in old.parties if party != old.by)
        made = offer(*clauses(by, old.by, b, c), by=by, to=old.parties, title=f"canary-{number}-x", counters=old.id)
        dealing.propose(table, command, seat_of(by), made)
    elif what == "reply" and still:
        asked = still[a % len(still)]
        by = asked.waits_for()[0] if b < 10 else asked.proposal.by
        reply = ("accept", "accept", "accept", "reject", "withdraw")[c % 5]
        dealing.reply(table, command, seat_of(by), asked.proposal.id, reply, f"note-{number}", by)  # type: ignore[arg-type]
    elif what == "show" and deal:
        by = deal.proposal.parties[b % len(deal.proposal.parties)]
        readers = [PUBLIC] if c == 0 else [SEATS[c % 3]]
        showing.disclose(table, command, seat_of(by), deal.proposal.id, readers, named=c % 2 == 0, actor=by)
    elif what == "mark" and (promises := table.dealings.promises()):
        promise = promises[a % len(promises)]
        id_, mark = promise.deal.proposal.id, ("kept", "broken")[b % 2]
        showing.mark_word(table, command, UMPIRE, id_, promise.place, mark, f"reason-{number}")
    elif what == "turn" and table.phase == "plan":
        idle_turn(table)
    elif what == "turn" and not table.state.ended:
        table.open_turn()
    elif what == "wrong":
        id_ = deal.proposal.id if deal else "none"
        dealing.reply(table, command, seat_of(by), id_, "accept", actor=by)
        showing.disclose(table, f"{command}-d", seat_of(to), id_, [by], named=True, actor=to)


def seat_of(actor: str) -> str:
    """Whose command it is: voices are the umpire's."""
    return actor if actor in SEATS else UMPIRE


def played(moves: list[tuple[str, int, int, int]]) -> Table:
    table = talking()
    for number, step in enumerate(moves):
        with contextlib.suppress(OrderRefused):
            act(table, number, step)
    return table


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(steps, min_size=12, max_size=40))
def test_the_journal_tells_what_the_table_knows_and_to_nobody_more(moves: list[tuple[str, int, int, int]]) -> None:
    """The fold of all entries is the table's; of a seat's own entries, its deals and no others; goods are conserved."""
    table = played(moves)
    data = entries(table)
    assert Dealings().read_all(decode(d) for d in data) == table.dealings
    for seat in SEATS:
        own = Dealings().read_all(decode(d) for d in data if readable_by(d, seat))
        knows = {id_ for id_, deal in table.dealings.deals.items() if deal.knows(seat)}
        assert own.deals.keys() == knows
        for id_, deal in own.deals.items():
            full = table.dealings.deals[id_]
            if seat in deal.proposal.parties:
                assert (deal.status, deal.answers, deal.void) == (full.status, full.answers, full.void)
                assert {n: k.mark for n, k in deal.marks.items()} == {n: k.mark for n, k in full.marks.items()}
        hidden = [deal.proposal.title for id_, deal in table.dealings.deals.items() if id_ not in knows]
        seen = b"".join(d for d in data if readable_by(d, seat)) + repr(table.view(seat)).encode()
        assert not any(title.encode() in seen for title in hidden)
    for result in (entry.result for d in data if isinstance(entry := decode(d), Resulted)):
        if result.type == "deal" and not result.note:
            by = [e.by for e in result.effects if type(e).__name__ == "ResourceMoved"]  # type: ignore[union-attr]
            assert sum(by) <= 0, "handed over in full, and no more than the price is gone"
        assert (result.type, result.step) != ("range", int(Step.CHARGE)), "no clamp swallows what is handed over"
    assert all(amount >= 0 for amount in table.state.resources.values())


def bargained(path: Path) -> Table:
    """A game in which deals of every kind are made: kept, void, secret, public, rejected, leaked, marked."""
    table = new_table(loaded(), path, seed=6, now=lambda: 1_000)
    table.open_turn()
    one = agreed(table, "a", offer(PAY, TOGETHER, WORD, title="First"))
    agreed(table, "b", offer(END, by="south", to=("north",), title="Second", secret=False))
    three = proposed(table, "c", offer(WORD, to=("south", "court"), title="Third"))
    dealing.reply(table, "c1", UMPIRE, three, "reject", "no standing", "court")
    showing.disclose(table, "d", "south", one, ["east"], named=False)
    showing.mark_word(table, "e", UMPIRE, one, 2, "kept", "they stayed away")
    showing.log_talk(table, "f", UMPIRE, ["north", "east"], "about ships")
    table.say("g", UMPIRE, [PUBLIC], "We print what we hear.", "press")
    return table


def lines(path: Path) -> list[tuple[int, bytes | None]]:
    return [(line.n, line.d) for line in read(path)]


@pytest.mark.parametrize("part", range(3))
def test_a_stop_at_any_entry_of_a_turn_with_deals_changes_nothing(part: int, tmp_path: Path) -> None:
    """Before, within and behind the batch in which deals are carried out; then the journal is whole."""
    path = tmp_path / "whole.seawar.jsonl"
    table = bargained(path)
    sealed = len(lines(path))
    play_on(table, bots(table))
    table.sink.close()
    final, whole = state_hash(table.state), path.read_bytes().splitlines(keepends=True)
    ends = [n for n, d in lines(path) if d and d.startswith(b'{"t":"state"') and n > sealed]
    for cut in range(sealed - 8 + part, ends[0] + 2, 3):
        again = tmp_path / f"cut-{cut}.seawar.jsonl"
        again.write_bytes(b"".join(whole[:cut]))
        resumed = resume_table(again)
        if cut >= sealed:
            play_on(resumed, bots(resumed))
            assert state_hash(resumed.state) == final, f"stopped after entry {cut - 1}"
        kept = lines(again)
        assert Dealings().read_all(decode(d) for _, d in kept if d) == resumed.dealings
        key = known_key(kept, resumed.seed)
        assert key is not None
        check_state(kept)
        assert check_rules(kept, loaded().rules, key) == ""
        for seat in SEATS:
            assert as_seen(kept, seat) == resumed.view(seat)
        resumed.sink.close()


def test_commands_are_known_after_a_stop(tmp_path: Path) -> None:
    """Each of them again is acknowledged with the same receipt and writes nothing; another body is refused."""
    path = tmp_path / "game.seawar.jsonl"
    table = bargained(path)
    one = next(iter(table.dealings.deals))
    table.sink.close()
    again = resume_table(path)
    assert again.dealings == table.dealings
    assert again.commands == table.commands
    count = len(lines(path))
    dealing.propose(again, "a", "north", offer(PAY, TOGETHER, WORD, title="First"))
    dealing.reply(again, "a-south", "south", one, "accept")
    showing.disclose(again, "d", "south", one, ["east"], named=False)
    showing.log_talk(again, "f", UMPIRE, ["north", "east"], "about ships")
    again.say("g", UMPIRE, [PUBLIC], "We print what we hear.", "press")
    assert len(lines(path)) == count
    with pytest.raises(OrderRefused, match="used before"):
        dealing.propose(again, "a", "north", offer(title="Other"))
    again.sink.close()


def test_a_journal_with_deals_is_whole_and_explains_itself(tmp_path: Path) -> None:
    """Truth and rules come out again; `why` leads from a deal's result to what was agreed, and from its order to it."""
    path = tmp_path / "game.seawar.jsonl"
    table = bargained(path)
    play_on(table, bots(table))
    table.close()
    table.sink.close()
    kept = lines(path)
    assert truth(kept) == table.state
    account = Account(table.rules, kept)
    causes, words = Causes(account), Words(account)
    deals = [n for n, e in account.entries.items() if isinstance(e, Resulted) and e.result.type == "deal"]
    assert len(deals) == 2
    for n in deals:
        assert {type(account.entries[link.n]).__name__ for link in causes.of(n)} == {"Concluded", "Proposed"}
        told = "\n".join(line.text for section in explain(words, n) for line in section.lines)
        assert "before orders are paid for" in told
        assert "otherwise" not in told, "settled again it comes out the same"
    given = next(
        n
        for n, e in account.entries.items()
        if isinstance(e, Resulted) and e.result.key == "share/north" and n > deals[0]
    )
    assert {link.how for link in causes.of(given)} >= {"its deal"}
    for n in account.entries:
        assert explain(words, n)
    concluded = next(n for n, e in account.entries.items() if isinstance(e, Concluded))
    told = "\n".join(line.text for section in explain(words, concluded) for line in section.lines)
    assert "North hands 1 influence to South (binding)" in told


def test_a_replay_reads_well(tmp_path: Path) -> None:
    """The umpire's, a party's and a stranger's."""
    path = tmp_path / "game.seawar.jsonl"
    table = bargained(path)
    play_on(table, bots(table))
    table.sink.close()
    told = {seat: "\n".join(as_text(table.rules, lines(path), seat)) for seat in (UMPIRE, "north", "east")}
    for line in (
        "North proposes to South: First (secret)",
        "North hands 1 influence to South (binding)",
        "North and South together: Share (binding)",
        "South promises: We keep away from the rock. (by turn 3) (word)",
        "South accepts, and so it is agreed by all: First",
        "The court rejects: Third: no standing",
        "South shows East, without a name: First",
        "Word kept: South promises: We keep away from the rock. (by turn 3), because they stayed away",
        "Corridor talk of East and North: about ships",
        "Deal: First: carried out",
        "The papers to everybody: We print what we hear.",
        "The deal of North and South is in effect: Second (public)",
    ):
        assert line in told[UMPIRE], line
    assert "Corridor talk" not in told["north"]
    assert "shows East" not in told["north"]
    assert "Somebody shows East a deal of North and South: First (secret)" in told["east"]
    assert "Third" not in told["east"]
    assert "The papers writes: We print" in told["east"]
    assert "The deal of North and South is in effect: Second (public)" in told["east"]


def test_a_roll_back_gives_up_the_deals_of_its_turns(tmp_path: Path) -> None:
    """What was agreed before stands and is carried out again; what came since is gone, for table and seats."""
    path = tmp_path / "game.seawar.jsonl"
    table = new_table(loaded(), path, seed=2, now=lambda: 1_000)
    table.open_turn()
    idle_turn(table)
    kept = agreed(table, "a", offer(PAY, TOGETHER, title="Before"))
    still = proposed(table, "b", offer(WORD, title="Still open"))
    table.open_turn()
    agreed(table, "c", offer(END, title="Since"))
    dealing.reply(table, "d", "south", still, "reject")
    idle_turn(table)
    assert table.state.agreements["pact"].status == "suspended"
    roll_back(table, 2, "the wrong inject")
    assert [(id_, deal.status) for id_, deal in table.dealings.deals.items()] == [(kept, "concluded"), (still, "open")]
    for seat in SEATS:
        own = Dealings().read_all(decode(d) for _, d in lines(path) if d and readable_by(d, seat))
        assert own.deals.keys() == {id_ for id_, deal in table.dealings.deals.items() if deal.knows(seat)}
    dealing.reply(table, "e", "south", still, "accept")
    table.sink.close()
    again = resume_table(path)
    assert again.dealings == table.dealings
    idle_turn(again)
    assert again.state.agreements["pact"].status == "in-force"
    assert {id_: deal.status for id_, deal in again.dealings.deals.items()} == {kept: "done", still: "done"}
    again.close()
    again.sink.close()
    entries_ = lines(path)
    key = known_key(entries_)
    assert key is not None
    check_state(entries_)
    assert check_rules(entries_, loaded().rules, key) == ""
    words = Words(Account(again.rules, entries_))
    told = ["\n".join(line.text for section in explain(words, n) for line in section.lines) for n, _ in entries_]
    assert sum("Deal: Before: carried out" in text and "otherwise" not in text for text in told) >= 2
