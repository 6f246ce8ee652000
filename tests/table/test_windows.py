"""That reasons against are asked for and given on record, only by those asked, only in time, and block nothing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from seawar.content.library import Loaded, load
from seawar.core.orders import Argument, Order, Sheet
from seawar.core.rulings import Ruling
from seawar.core.state import UMPIRE, state_hash
from seawar.errors import OrderRefused
from seawar.net.host import Host
from seawar.net.wire import Counter, Next, Rule, Window
from seawar.replay.account import Account
from seawar.replay.course_entries import Countered, Windowed
from seawar.replay.entries import Ruled
from seawar.replay.text import as_text
from seawar.replay.verify import check_rules, check_state, known_key
from seawar.replay.why import Words, explain
from seawar.table.opening import new_table, resume_table
from seawar.table.rolling_back import roll_back
from seawar.table.table import Table
from seawar.table.windows import counter, set_window

TOLD = Argument("Ask both staffs to a call", "They agree on who answers whom", ("Both are afraid", "We know both"))
ARGUED = Order("us", "matrix.argue", argument=TOLD, rationale="Nobody else may read this.")
FREE = Order("us", "matrix.free", argument=Argument("Fly two colonels to one table", "They talk"))
KEY = ARGUED.key
NOT_ASKED = "no window is open for you"


def loaded() -> Loaded:
    return load("dokdo-2019", rulebook="matrix")


def settled(*orders: Order, journal: Path | None = None) -> Table:
    """A table with all seats sealed and settled."""
    table = new_table(loaded(), journal, seed=7, players={UMPIRE: "person"}, now=lambda: 0)
    table.open_turn()
    for seat in table.rules.seats:
        table.seal(f"1-{seat}", Sheet(seat, 1, tuple(o for o in orders or (ARGUED,) if o.seat == seat)))
    table.settle()
    return table


def refused(table: Table, said: str, command: Callable[[], object]) -> None:
    """In one sentence that says `said`, and nothing is on record."""
    before = (len(table.record.log), dict(table.commands), list(table.windows.counters))
    with pytest.raises(OrderRefused, match=said) as caught:
        command()
    assert "\n" not in str(caught.value)
    assert (len(table.record.log), dict(table.commands), list(table.windows.counters)) == before


def kinds(table: Table, kind: type) -> list[object]:
    return [entry for entry in table.record.log if isinstance(entry, kind)]


def test_those_asked_read_action_effect_and_reasons_and_nothing_else() -> None:
    """Nobody else reads anything."""
    table = settled()
    set_window(table, KEY, ("rok", "japan"))
    (entry,) = kinds(table, Windowed)
    assert isinstance(entry, Windowed)
    assert (entry.vis, entry.to) == (("japan", "rok"), ("japan", "rok"))
    assert entry.argument == TOLD
    assert "Nobody else" not in repr(entry)


def test_a_window_does_not_tell_what_an_argued_order_aims_at() -> None:
    """Its name is type and seat; a second one of the kind gets a number."""
    from seawar.adjudicate.argued import argued
    from seawar.core.results import Settled

    rules = loaded().rules
    results = [Settled(f"matrix.argue/us/t{n}", 7, "matrix.argue", "us", band="fails") for n in (2, 1)]
    named = argued(rules, [*results, Settled("matrix.free/us", 7, "matrix.free", "us", band="undecided")])
    assert [(name, result.key) for name, result in named.items()] == [
        ("matrix.argue/us", "matrix.argue/us/t1"), ("matrix.argue/us#2", "matrix.argue/us/t2"),
    ]  # fmt: skip


def test_a_reason_against_is_its_seats_and_the_umpires() -> None:
    """Neither the seat that argues nor the others read it."""
    table = settled()
    set_window(table, KEY, ("japan", "rok"))
    counter(table, "c1", "japan", KEY, "  They never came before ")
    (entry,) = kinds(table, Countered)
    assert isinstance(entry, Countered)
    assert (entry.vis, entry.reason) == (("japan",), "They never came before")


def test_a_repeat_is_harmless() -> None:
    """The same receipt, written once; another text under the same id is refused."""
    table = settled()
    set_window(table, KEY, ("japan",))
    receipt = counter(table, "c1", "japan", KEY, "why not ")
    assert counter(table, "c1", "japan", KEY, "why not") == receipt
    set_window(table, KEY, None)
    assert counter(table, "c1", "japan", KEY, "why not") == receipt, "also when it has closed"
    assert len(kinds(table, Countered)) == 1
    refused(table, "used before", lambda: counter(table, "c1", "japan", KEY, "something else"))


def test_reasons_are_refused_in_one_sentence() -> None:
    """None open, not asked, own order, too long, empty, too many, closed, not now."""
    table = settled()
    ids = count()

    def give(seat: str, text: str = "why") -> object:
        return counter(table, f"c{next(ids)}", seat, KEY, text)

    refused(table, NOT_ASKED, lambda: give("japan"))
    set_window(table, KEY, ("japan",))
    refused(table, NOT_ASKED, lambda: give("rok"))
    refused(table, NOT_ASKED, lambda: counter(table, "x", "japan", "matrix.argue/china", "why"))
    refused(table, "your own", lambda: give("us"))
    refused(table, "1 to 300 characters, this one has 301", lambda: give("japan", "x" * 301))
    refused(table, "1 to 300 characters", lambda: give("japan", "  "))
    for _ in range(3):
        give("japan")
    refused(table, "given 3 reasons", lambda: give("japan"))
    set_window(table, KEY, None)
    refused(table, "closed", lambda: give("japan"))
    table.rule(Ruling(KEY, "fails", "no"))
    table.release()
    refused(table, "review phase", lambda: give("japan"))


def test_windows_are_refused_in_one_sentence() -> None:
    """Not argued, nobody asked, the arguing seat asked, open already, none to close, not now."""
    table = settled(ARGUED, FREE)
    refused(table, "no argued order", lambda: set_window(table, FREE.key, ("japan",)))
    refused(table, "nobody is asked", lambda: set_window(table, KEY, ()))
    refused(table, "no seat 'moon'", lambda: set_window(table, KEY, ("japan", "moon")))
    refused(table, "us argues for it", lambda: set_window(table, KEY, ("us",)))
    refused(table, "no window is open", lambda: set_window(table, KEY, None))
    set_window(table, KEY, ("japan",))
    refused(table, "open for japan", lambda: set_window(table, KEY, ("rok",)))
    other = new_table(loaded(), seed=7, now=lambda: 0)
    refused(other, "opening phase", lambda: set_window(other, KEY, ("japan",)))


def test_a_ruling_closes_its_window_and_nothing_waits_for_one() -> None:
    """The umpire rules while it is open; the closing is on record before the ruling."""
    table = settled()
    set_window(table, KEY, ("japan",))
    table.rule(Ruling(KEY, "fails", "no time"))
    assert [type(entry) for entry in table.record.log[-2:]] == [Windowed, Ruled]
    assert not table.windows.last[KEY].open
    set_window(table, KEY, ("rok",))
    table.release()
    assert not table.windows.last[KEY].open, "opened again after the ruling, the release closes it"
    assert table.phase == "review"


def test_only_the_umpire_opens_and_seats_answer_by_wire() -> None:
    """Commands as they come from terminals; control characters are dropped."""
    table = settled()
    host = Host(table, ("japan", "rok", "umpire"), {})
    with pytest.raises(OrderRefused, match="only the white cell"):
        host.submit("japan", Window("w0", KEY, True, ("rok",)))
    host.submit("umpire", Window("w1", KEY, True, ("japan", "rok")))
    host.submit("japan", Counter("c1", KEY, "They\x1b[2J never did"))
    assert [c.reason for c in table.windows.counters] == ["They[2J never did"]
    assert kinds(table, Countered) == [e for e in host.client("japan").entries(0) if isinstance(e, Countered)]
    assert not [e for e in host.client("rok").entries(0) if isinstance(e, Countered)]
    host.submit("umpire", Window("w2", KEY, False))
    host.submit("umpire", Rule("r", (Ruling(KEY, "fails", "enough"),)))
    host.submit("umpire", Next("n"))
    assert table.phase == "review"


def test_windows_are_of_one_turn() -> None:
    """Neither the next turn nor one played again begins with old ones."""
    table = settled()
    set_window(table, KEY, ("japan",))
    roll_back(table, 1, "again")
    assert table.windows.last == {}
    table = settled()
    set_window(table, KEY, ("japan",))
    table.rule(Ruling(KEY, "fails", "no"))
    table.release()
    table.open_turn()
    assert (table.windows.last, table.windows.counters) == ({}, [])


def played(path: Path) -> Table:
    """One turn with a window, a reason against, marks, words of the umpire's, and its release."""
    table = settled(journal=path)
    set_window(table, KEY, ("japan", "rok"))
    counter(table, "c1", "japan", KEY, "They never came before")
    marks = ((1, "Both are afraid"), (0, "We know both"), (-1, "Japan: They never came before"))
    table.rule(Ruling(KEY, "", "weighed", marks=marks, method="dice"))
    return table


def test_a_game_goes_on_from_any_stop(tmp_path: Path) -> None:
    """Cut off behind any of these entries, windows and reasons are as they were on record."""
    path = tmp_path / "game.seawar.jsonl"
    table = played(path)
    windows = (table.windows.last, table.windows.counters)
    table.release()
    final = state_hash(table.state)
    table.sink.close()
    lines = path.read_bytes().splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if b'"windowed"' in line)
    for cut in range(at, len(lines)):
        copy = tmp_path / f"cut-{cut}.seawar.jsonl"
        copy.write_bytes(b"".join(lines[: cut + 1]))
        again = resume_table(copy, now=lambda: 0)
        if cut == at + 3:
            assert (again.windows.last, again.windows.counters) == windows
            assert counter(again, "c1", "japan", KEY, "They never came before")
        if again.phase == "plan":
            again.settle()
            if KEY not in again.rulings:
                rulings = table.rulings[KEY]
                again.rule(rulings)
            again.release()
        assert state_hash(again.state) == final, f"stopped after entry {cut}"
        again.sink.close()


def test_it_verifies_and_reads_well(tmp_path: Path) -> None:
    """Text and why name the asked, the reasons and what the marks made of them."""
    table = played(tmp_path / "game.seawar.jsonl")
    table.release()
    table.close()
    table.sink.close()
    from seawar.journal.reader import read

    kept = [(line.n, line.d) for line in read(tmp_path / "game.seawar.jsonl")]
    key = known_key(kept)
    assert key is not None
    check_state(kept)
    assert check_rules(kept, table.rules, key) == ""
    text = "\n".join(as_text(table.rules, kept))
    assert "asks Japan and Republic of Korea for reasons against the United States' argument" in text
    assert "Japan, against the United States' argument: They never came before" in text
    assert "strong against, -1: Japan: They never came before" in text
    assert "reason 2: We know both" in text
    japan = "\n".join(as_text(table.rules, kept, "japan"))
    assert "asks you for reasons against" in japan
    assert "action: Ask both staffs to a call" in japan
    assert "Nobody else may read" not in japan
    assert "They never came" not in "\n".join(as_text(table.rules, kept, "rok"))
    words = Words(Account(table.rules, kept))
    numbers = {type(entry).__name__: n for n, entry in words.account.entries.items()}

    def why(name: str) -> str:
        return "\n".join(line.text for section in explain(words, numbers[name]) for line in section.lines)

    assert "marks it: strong against, -1" in why("Countered")
    result = next(
        n for n, e in words.account.entries.items() if type(e).__name__ == "Resulted" and e.result.key == KEY  # type: ignore[union-attr]
    )  # fmt: skip
    told = "\n".join(line.text for section in explain(words, result) for line in section.lines)
    assert "weak, 0: We know both" in told
    assert "They never came before" in told
    assert "action: Ask both staffs to a call" in told
    assert "instead of" not in told, "the dice decided, nothing was overruled"
