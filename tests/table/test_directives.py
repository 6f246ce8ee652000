"""That the umpire's word on an inject holds at once, for whom it is meant, on record, whatever is cut off after it."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from samples.strait import SEATS, bots, new_game, play_on, play_turn, strait
from samples.strait import order as make_order

from seawar.core.improvised import Improvised
from seawar.core.orders import Directive, Sheet
from seawar.core.state import PUBLIC, state_hash
from seawar.errors import OrderRefused
from seawar.journal.reader import read
from seawar.replay.entries import Answered, Clocked, Directed, decode
from seawar.replay.fold import as_seen
from seawar.replay.person_lines import person_line
from seawar.replay.verify import check_rules, check_state, known_key
from seawar.table.improvising import bring_in
from seawar.table.opening import new_table, resume_table
from seawar.table.seating import mark_away, mark_back
from seawar.table.table import Table

FIRE = Directive("03", "fire")


def planning() -> Table:
    table, _ = new_game()
    table.open_turn()
    return table


def news(table: Table, seat: str) -> str:
    return " ".join(report.text for report in table.view(seat).news.values())


def test_an_inject_is_fired_at_once_to_those_it_is_for() -> None:
    """North and south read it in the middle of their planning; east does not; a second time is refused."""
    table = planning()
    table.direct(FIRE)
    assert [("Shots" in news(table, seat)) for seat in SEATS] == [seat != "east" for seat in SEATS]
    assert table.phase == "plan"
    with pytest.raises(OrderRefused, match="fired once"):
        table.direct(FIRE)


def test_an_inject_that_nobody_would_read_is_not_fired() -> None:
    """Refused while all its seats are away, in one sentence; held it may be; with one of them there it goes out."""
    table = planning()
    mark_away(table, "north")
    count = len(table.record.log)
    with pytest.raises(OrderRefused) as refused:
        table.direct(Directive("02", "fire"))
    north = table.rules.seats["north"].title
    assert str(refused.value) == (
        f"{north} is away, and nobody there would read it; mark it back with F3, or hold inject 02 until then"
    )
    assert len(table.record.log) == count
    table.direct(FIRE)
    table.direct(Directive("02", "hold", "they are out"))
    table.direct(Directive("02", "free"))
    mark_back(table, "north")
    table.direct(Directive("02", "fire"))
    assert "A tip for the north" in news(table, "north")


def test_what_everyone_may_read_is_fired_whoever_is_away() -> None:
    """It is on record for all, and read when they are back."""
    table = planning()
    for seat in SEATS:
        mark_away(table, seat)
    with pytest.raises(OrderRefused, match=r"and .* are away"):
        table.direct(FIRE)
    bring_in(table, Improvised("", (PUBLIC,), "Press", "A ferry is late.", (), (), "they asked"))
    assert "A ferry is late." in news(table, "east")


def test_a_new_inject_that_nobody_would_read_is_refused() -> None:
    """Until a seat that is there reads it too; being back is on record once."""
    table = planning()
    mark_away(table, "north")
    made = Improvised("", ("north",), "Press", "A ferry is late.", (), (), "they asked")
    count = len(table.record.log)
    with pytest.raises(OrderRefused, match="mark it back with F3, or add a seat") as refused:
        bring_in(table, made)
    assert (refused.value.code, len(table.record.log)) == ("away", count)
    bring_in(table, replace(made, to=("north", "south")))
    assert "A ferry is late." in news(table, "south")
    mark_back(table, "north", "Ana")
    with pytest.raises(OrderRefused, match="is not away"):
        mark_back(table, "north")
    assert person_line(table.rules, table.record.log[-1]).endswith("is back, by Ana")


def test_sealed_orders_stay_sealed() -> None:
    """What happens meanwhile is no reason to seal again."""
    table = planning()
    table.seal("c1", Sheet("north", 1))
    table.direct(FIRE)
    assert table.waiting_for() == [seat for seat in SEATS if seat != "north"]


def test_a_held_inject_waits_for_a_word() -> None:
    """Due in the second turn, it does not come until it is freed or fired."""
    table = planning()
    table.direct(Directive("02", "hold", "too early"))
    play_turn(table, bots(table))
    table.open_turn()
    assert "02" not in table.state.fired
    table.direct(Directive("02", "fire"))
    assert table.state.fired["02"] == 2
    assert table.state.held == {}


def test_a_freed_inject_comes_when_it_is_due() -> None:
    """As if it had never been held."""
    table = planning()
    table.direct(Directive("02", "hold", "too early"))
    table.direct(Directive("02", "free"))
    play_turn(table, bots(table))
    table.open_turn()
    assert table.state.fired["02"] == 2


def test_a_skipped_inject_never_comes() -> None:
    """However long the game lasts."""
    table = planning()
    table.direct(Directive("02", "skip", "no time"))
    play_on(table, bots(table))
    assert "02" not in table.state.fired


def test_an_edited_inject_says_the_new_words() -> None:
    """And nothing of the old ones."""
    table = planning()
    table.direct(Directive("03", "edit", "clearer", "Bangs were heard."))
    table.direct(FIRE)
    assert "Bangs" in news(table, "north")
    assert "Shots" not in news(table, "north")


@pytest.mark.parametrize(("directive", "code"), [
    (Directive("99", "fire"), "inject"), (Directive("02", "hold"), "reason"), (Directive("02", "skip", " "), "reason"),
    (Directive("02", "free"), "held"), (Directive("02", "edit", "why", " "), "text"),
    (Directive("02", "edit", text="Other words."), "reason"), (Directive("02", "hold", "x" * 401), "reason"),
    (Directive("02", "edit", "why", "x" * 2001), "text"), (Directive("01", "fire"), "fired"),
])  # fmt: skip
def test_what_makes_no_sense_is_refused(directive: Directive, code: str) -> None:
    """In one sentence, and nothing is written."""
    table = planning()
    before = (table.receipts.for_seat("umpire"), state_hash(table.state))
    with pytest.raises(OrderRefused) as refused:
        table.direct(directive)
    assert refused.value.code == code
    assert (table.receipts.for_seat("umpire"), state_hash(table.state)) == before


def test_nothing_is_fired_before_the_first_turn() -> None:
    """What was told then would be gone when the first turn opens; the refusal says what to do."""
    table, _ = new_game()
    with pytest.raises(OrderRefused, match="open the turn, then fire it"):
        table.direct(FIRE)
    assert not table.state.fired


def test_results_not_yet_released_are_settled_again() -> None:
    """An inject fired while results wait changes the state they start from."""
    table = planning()
    for seat in SEATS:
        table.seal(f"c-{seat}", Sheet(seat, 1))
    table.settle()
    table.direct(FIRE)
    table.release()
    assert table.state.fired["03"] == 1


def test_a_directed_game_verifies_and_goes_on_from_any_stop(tmp_path: Path) -> None:
    """Cut off behind any entry that a directive brought, or in the middle of it, the game comes to the same end."""
    path = tmp_path / "game.seawar.jsonl"
    table = new_table(strait(), path, seed=6)
    table.open_turn()
    table.seal("c1", Sheet("north", 1))
    table.direct(FIRE)
    play_on(table, bots(table))
    final = state_hash(table.state)
    table.close()
    table.sink.close()
    lines = path.read_bytes().splitlines(keepends=True)
    kept = [(line.n, line.d) for line in read(path)]
    key = known_key(kept)
    assert key is not None
    check_state(kept)
    assert check_rules(kept, strait().rules, key) == ""
    kinds = [type(decode(d)).__name__ for _, d in kept if d]
    at = kinds.index("Directed")
    assert kinds[at : at + 4] == ["Directed", "Resulted", "Learnt", "Learnt"]
    for cut in range(at, at + 6):
        copy = tmp_path / f"cut-{cut}.seawar.jsonl"
        copy.write_bytes(b"".join(lines[: cut + 1]) + lines[cut + 1][:30])
        again = resume_table(copy)
        play_on(again, bots(again))
        assert state_hash(again.state) == final, f"stopped after entry {cut}"
        entries = [(line.n, line.d) for line in read(copy)]
        for seat in SEATS:
            assert as_seen(entries, seat) == again.view(seat)
        again.sink.close()


def test_a_seat_is_told_what_came_of_its_own_orders_alone() -> None:
    """Band and draw of its own; nothing of others, and no odds or modifiers in truth."""
    table, sink = new_game(3)
    play_on(table, bots(table))
    told = [entry for d in sink.entries if isinstance(entry := decode(d), Answered)]
    assert len(told) > 5
    for entry in told:
        assert entry.vis == (entry.seat,)
        assert all(answer.order.split("/")[1] == entry.seat for answer in entry.answers)
        others = [seat for seat in SEATS if seat != entry.seat]
        steps = [draw.step for answer in entry.answers for draw in answer.draws]
        assert not [step for step in steps if any(step.endswith(f"arrive: {seat}") for seat in others)]
    assert any(answer.draws for entry in told for answer in entry.answers)
    raw = b"".join(d for d in sink.entries if d.startswith(b'{"t":"answered"'))
    assert b'"odds"' not in raw
    assert b'"mods"' not in raw


def test_who_came_too_late_is_told_no_more_than_that() -> None:
    """Of an encounter that it missed a seat sees its own arrival, and no rung."""
    late = 0
    for number in range(60):
        table, sink = new_game(number)
        play_on(table, bots(table))
        for entry in (decode(d) for d in sink.entries):
            if isinstance(entry, Answered):
                for answer in entry.answers:
                    if answer.band == "late":
                        late += 1
                        assert all("arrive" in draw.step for draw in answer.draws)
    assert late > 3


def test_a_void_order_names_who_did_not_sign() -> None:
    """So that its seat need not guess."""
    table = planning()
    table.seal("c1", Sheet("north", 1, (make_order("north", "share", partners=("south",)),)))
    table.seal("c2", Sheet("south", 1))
    table.seal("c3", Sheet("east", 1))
    table.settle()
    table.release()
    told = [entry for entry in table.record.log if isinstance(entry, Answered)]
    assert [(a.band, a.note) for a in told[0].answers] == [("void", "south")]


def test_a_clock_stands_still_while_the_game_is_stopped(tmp_path: Path) -> None:
    """What was left when it stopped is left when it goes on, however long that took."""
    times = iter(range(1_000, 10_000_000, 1_000))
    path = tmp_path / "game.seawar.jsonl"
    table = new_table(strait(), path, seed=6, now=lambda: next(times))
    table.open_turn()
    table.set_clock(left=600_000, running=True)
    table.seal("c1", Sheet("north", 1))
    table.sink.close()
    again = resume_table(path, now=lambda: 99_000_000)
    assert again.clock is not None
    assert again.clock.ends == 0
    assert 590_000 < again.clock.left < 600_000
    clocked = [entry for entry in again.record.log if isinstance(entry, Clocked)]
    assert [bool(entry.ends) for entry in clocked] == [True, False]
    again.sink.close()


def test_the_authors_word_is_on_record() -> None:
    """With its reason, for the umpire alone."""
    table = planning()
    table.direct(Directive("02", "hold", "too early"), "umpire")
    (entry,) = [entry for entry in table.record.log if isinstance(entry, Directed)]
    assert (entry.author, entry.directive.reason, entry.vis) == ("umpire", "too early", ())
