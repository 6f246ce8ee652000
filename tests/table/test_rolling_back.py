"""That a table can go back to the start of any turn: on record, with new dice, nothing lost and nothing told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples.strait import SEATS, bots, new_game, play_on, play_turn, strait

from seawar.core.orders import Directive, Sheet
from seawar.core.state import PUBLIC, UMPIRE, State, state_hash
from seawar.errors import OrderRefused, ReplayError
from seawar.journal.reader import read
from seawar.replay.branches import abandoned, openings, state_at, undone
from seawar.replay.course_entries import Restored, RolledBack
from seawar.replay.entries import AnyEntry, Learnt, Opaque, decode, encode
from seawar.replay.fold import as_seen, truth
from seawar.replay.text import as_text
from seawar.replay.verify import check_dice, check_rules, check_state, known_key
from seawar.table.opening import new_table, resume_table
from seawar.table.rolling_back import roll_back
from seawar.table.table import Table
from seawar.tui.known import Known
from seawar.tui.truth import Truth


def at_turn(turn: int, number: int = 4) -> Table:
    """A game whose turn `turn` is being planned."""
    table, _ = new_game(number)
    table.open_turn()
    for _ in range(turn - 1):
        play_turn(table, bots(table))
        table.open_turn()
    return table


def without_epoch(state: State) -> State:
    copy = state.copy()
    copy.epoch = 0
    return copy


def test_the_start_of_a_turn_comes_back_as_it_was() -> None:
    """State and every view, but for the epoch; nothing is sealed, and the turn is planned again."""
    table = at_turn(2)
    state, views = without_epoch(table.state), {seat: table.view(seat) for seat in SEATS}
    for _ in range(2):
        play_turn(table, bots(table))
        table.open_turn()
    table.seal("late", Sheet("north", table.state.turn))
    roll_back(table, 2, "the clock was wrong")
    assert without_epoch(table.state) == state
    assert {seat: table.view(seat) for seat in SEATS} == views
    assert (table.phase, table.waiting_for(), table.state.epoch) == ("plan", list(SEATS), 1)


def test_a_turn_played_again_rolls_anew() -> None:
    """The same orders draw other numbers: going back is no way to look at the dice."""
    table = at_turn(2)
    sheets = [bots(table)[seat](table.view(seat)) for seat in SEATS]
    drawn = []
    for attempt in range(2):
        for sheet in sheets:
            table.seal(f"{attempt}-{sheet.seat}", sheet)
        resolution = table.settle()
        drawn.append([roll.drawn for _, step in resolution.steps for result in step for roll in result.rolls])
        table.release()
        roll_back(table, 2, "once more")
    assert drawn[0] != drawn[1]
    assert drawn[0]


def test_all_are_told_that_and_why() -> None:
    """The reason is public; the state that came back is the umpire's alone."""
    table = at_turn(3)
    roll_back(table, 1, "a wrong map")
    told = [entry for entry in table.record.log if isinstance(entry, RolledBack)]
    assert [(entry.vis, entry.turn, entry.reason) for entry in told] == [((PUBLIC,), 1, "a wrong map")]
    assert [entry.vis for entry in table.record.log if isinstance(entry, Restored)] == [()]


@pytest.mark.parametrize(("turn", "reason", "code"), [
    (1, "  ", "reason"), (3, "why not", "turn"), (0, "why not", "turn"), (-1, "x", "turn"),
])  # fmt: skip
def test_what_makes_no_sense_is_refused(turn: int, reason: str, code: str) -> None:
    """A turn that has not begun, or no reason: one sentence, and nothing is written."""
    table = at_turn(2)
    before = (len(table.record.log), state_hash(table.state))
    with pytest.raises(OrderRefused) as refused:
        roll_back(table, turn, reason)
    assert refused.value.code == code
    assert (len(table.record.log), state_hash(table.state)) == before


def test_before_the_first_turn_and_after_the_end_there_is_no_way_back() -> None:
    """Once the dice are revealed, nothing can be drawn from them again."""
    table, _ = new_game()
    with pytest.raises(OrderRefused, match="none has been opened"):
        roll_back(table, 1, "x")
    table.open_turn()
    play_on(table, bots(table))
    table.close()
    with pytest.raises(OrderRefused, match="closed"):
        roll_back(table, 1, "x")


def test_a_turn_that_was_given_up_is_not_in_play() -> None:
    """After going back to turn 1, turn 3 cannot be gone back to; it is read as an abandoned branch."""
    table = at_turn(3)
    last = len(table.record.log) - 1
    roll_back(table, 1, "again")
    with pytest.raises(OrderRefused, match="no move 3"):
        roll_back(table, 3, "x")
    log = list(enumerate(table.record.log))
    assert list(openings(log)) == [1]
    assert [(branch.turn, branch.last) for branch in abandoned(log)] == [(1, last)]
    assert state_at(log, last).turn == 3


def test_what_would_be_undone_is_told_beforehand() -> None:
    """Turns, sheets, injects, entries."""
    table = at_turn(3)
    table.direct(Directive("03", "fire"))
    table.seal("c", Sheet("north", 3))
    found = undone(table.record.log, table.state, 2)
    assert found.turns == (3,)
    assert found.sheets == len(SEATS) + 1
    assert "03" in found.injects
    assert (found.rulings, found.deals) == (0, 0)
    assert found.entries == len(table.record.log) - openings(enumerate(table.record.log))[2] - 1


def entries_of(table: Table, seat: str) -> list[AnyEntry | Opaque]:
    return [entry for entry in table.record.log if seat in entry.vis or PUBLIC in entry.vis]


def test_a_screen_shows_what_a_new_one_would() -> None:
    """News, changes and sheets of what was given up are gone; one line says so."""
    table = at_turn(2)
    then = Known(table.rules, "north")
    then.read(entries_of(table, "north"))
    for _ in range(2):
        play_turn(table, bots(table))
        table.open_turn()
    roll_back(table, 2, "a wrong map")
    now = Known(table.rules, "north")
    now.read(entries_of(table, "north"))
    assert now.news[-1].text == "Turn 2 begins again: a wrong map"
    assert sorted(item.text for item in now.news[:-1]) == sorted(item.text for item in then.news)
    assert (now.before, now.previous, now.moves) == (then.before, then.previous, then.moves)
    assert (now.sealed, now.answers, now.last_sheet) == (None, (), then.last_sheet)
    assert now.view == table.view("north")
    umpires = Known(table.rules, UMPIRE)
    umpires.read(table.record.log)
    assert umpires.count == len(table.record.log)
    truth_shown = Truth(table.rules)
    truth_shown.read(table.record.log)
    assert truth_shown.state == table.state
    assert not truth_shown.sheets


@settings(max_examples=25, deadline=None)
@given(number=st.integers(0, 50), moves=st.lists(st.integers(0, 3), min_size=1, max_size=5))
def test_games_with_any_roll_backs_verify(number: int, moves: list[int]) -> None:
    """Chain of states, dice, rules, views: all of it holds, wherever and how often the table goes back."""
    table, sink = new_game(number)
    table.open_turn()
    for back in moves:
        play_turn(table, bots(table))
        if table.state.ended:
            break
        if back:
            roll_back(table, max(1, table.state.turn - back + 1), "tried")
        else:
            table.open_turn()
    play_on(table, bots(table))
    table.close()
    kept = list(enumerate(sink.entries))
    key = known_key(kept)
    assert key is not None
    check_state(kept)
    check_dice(kept, key)
    assert check_rules(kept, table.rules, key) == ""
    for seat in SEATS:
        assert as_seen(kept, seat) == table.view(seat)
        assert list(as_text(table.rules, kept, seat))
    assert truth(kept) == table.state


def test_a_state_that_never_was_is_found() -> None:
    """A roll-back to something else than the recorded state, or to dice that were drawn before, does not verify."""
    table = at_turn(3)
    roll_back(table, 2, "x")
    for change in ({"turn": 7}, {"epoch": 0}):
        forged = []
        for n, entry in enumerate(table.record.log):
            assert not isinstance(entry, Opaque)
            data = encode(entry)
            if isinstance(entry, Restored):
                for name, value in change.items():
                    state = entry.state.copy()
                    setattr(state, name, value)
                    data = encode(Restored(entry.at, entry.vis, entry.turn, entry.entry, state, "x", "umpire"))
            forged.append((n, data))
        with pytest.raises(ReplayError, match="goes back to"):
            truth(forged)


def test_a_stop_in_the_middle_of_going_back_loses_nothing(tmp_path: Path) -> None:
    """Cut off behind any entry of a roll-back, the game goes on from there to the same end."""
    path = tmp_path / "game.seawar.jsonl"
    table = new_table(strait(), path, seed=6)
    table.open_turn()
    play_turn(table, bots(table))
    table.open_turn()
    first = len(table.record.log)
    roll_back(table, 1, "again")
    behind = len(table.record.log)
    play_on(table, bots(table))
    final = state_hash(table.state)
    table.sink.close()
    lines = path.read_bytes().splitlines(keepends=True)
    kinds = [type(decode(line.d)) for line in list(read(path))[first:behind] if line.d]
    assert kinds[0] is Restored
    assert Learnt in kinds
    for cut in range(first, behind):
        copy = tmp_path / f"cut-{cut}.seawar.jsonl"
        copy.write_bytes(b"".join(lines[: cut + 1]) + lines[cut + 1][:30])
        again = resume_table(copy)
        assert (again.state.turn, again.phase, again.state.epoch) == (1, "plan", 1)
        play_on(again, bots(again))
        assert state_hash(again.state) == final, f"stopped after entry {cut}"
        entries = [(line.n, line.d) for line in read(copy)]
        for seat in SEATS:
            assert as_seen(entries, seat) == again.view(seat)
        again.sink.close()


def test_a_replay_marks_what_was_given_up() -> None:
    """Every line of the abandoned branch has its mark, none before or after it has."""
    table = at_turn(3)
    roll_back(table, 2, "a wrong map")
    play_turn(table, bots(table))
    lines = list(
        as_text(table.rules, [(n, encode(e)) for n, e in enumerate(table.record.log) if not isinstance(e, Opaque)])
    )
    branch = abandoned(enumerate(table.record.log))[0]
    marked = {int(line[:5]) for line in lines if line[5:6] == "~"}
    assert marked
    assert all(branch.first <= n <= branch.last for n in marked)
    assert not [line for line in lines if line and line[5] == " " and branch.first <= int(line[:5]) <= branch.last]
    assert any("back to the start of turn 2, because a wrong map" in line for line in lines)
