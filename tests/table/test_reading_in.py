"""That a cut is played as promised: history is read in on record, a stop there costs nothing, the session fits."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from samples.islets import NAME
from samples.strait import bots, numbered, play_on, play_turn

from seawar.content.library import Loaded, load
from seawar.core import calendar
from seawar.core.state import state_hash
from seawar.journal.reader import read
from seawar.replay.entries import Answered, Hashed, Learnt, Opened, Resulted, Sealed, decode
from seawar.replay.fold import as_seen, truth
from seawar.replay.text import as_text
from seawar.replay.verify import check_dice, check_rules, check_state, known_key
from seawar.table.opening import new_table, resume_table
from seawar.table.sink import Memory
from seawar.table.table import Table

SEED = 4


@cache
def cut() -> Loaded:
    return load(NAME, cut=True)


def started() -> tuple[Table, Memory]:
    """A table at its start: history is read in, nobody has played."""
    table = new_table(cut(), seed=SEED, now=lambda: 1_000)
    assert isinstance(table.sink, Memory)
    return table, table.sink


def entries(path: Path) -> list[tuple[int, bytes | None]]:
    return [(line.n, line.d) for line in read(path)]


def test_the_session_fits_three_hours() -> None:
    """All its minutes together, and each move has time for the teams."""
    session = cut().rules.session
    assert session is not None
    assert session.minutes <= 180
    assert sum(move.minutes for move in session.moves) + session.read_in_minutes + session.hot_wash == session.minutes
    assert all(cut().rules.team_minutes(turn) for turn in cut().rules.plan.turns if turn not in session.read_in)
    assert cut().rules.team_minutes(session.read_in[0]) is None


def test_history_is_on_record_as_history() -> None:
    """Each turn that is read in is sealed by every seat under history's own command, with history's own orders."""
    table, sink = started()
    rules = table.rules
    sealed = [entry for entry in map(decode, sink.entries) if isinstance(entry, Sealed)]
    for turn in rules.plan.read_in:
        of_turn = [entry for entry in sealed if entry.sheet.turn == turn]
        assert {entry.sheet.seat for entry in of_turn} == {*rules.seats}
        assert {entry.command for entry in of_turn} == {f"history-{turn}"}
        wanted = sorted(order.key for at, order in rules.historical if at == turn)
        assert sorted(order.key for entry in of_turn for order in entry.sheet.orders) == wanted
    assert {entry.sheet.turn for entry in sealed} == {*rules.plan.read_in}
    opened = decode(sink.entries[0])
    assert isinstance(opened, Opened)
    assert opened.cut


def test_people_start_at_half_past_eight() -> None:
    """The first move that people play is the fifth turn, and is called the first of five."""
    table, _ = started()
    assert (table.state.turn, table.phase) == (4, "review")
    table.open_turn()
    assert table.state.turn == 5
    assert table.state.now == calendar.parse_instant("2019-07-23T08:30+09:00")
    assert table.rules.label(5) == "Move 1 of 5"
    assert [table.rules.label(turn) for turn in (1, 4, 6, 7, 11, 12)] == [
        "Read in", "Read in", "Move 2 of 5", "Move 3 of 5", "Move 4 of 5", "Move 5 of 5",
    ]  # fmt: skip
    assert table.rules.turns == 5


def test_the_cut_is_played_to_its_end() -> None:
    """Three half-hours, the leap, two moves of two months; then it is over."""
    table, sink = started()
    played = []
    while not table.state.ended:
        play_turn(table, bots(table))
        played.append(table.state.turn)
    assert played == [5, 6, 7, 11, 12]
    assert table.state.ended == "last-turn"
    assert table.state.now == calendar.parse_instant("2019-10-01T00:00+09:00")
    table.close()
    turns = [entry.turn for entry in map(decode, sink.entries) if isinstance(entry, Hashed) and entry.phase == "opened"]
    assert turns == [*table.rules.plan.turns]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_its_journal_verifies(seed: int) -> None:
    """State, views, dice and rules come out again, read-in turns included."""
    table = new_table(cut(), seed=seed, now=lambda: 1_000)
    play_on(table, bots(table))
    table.close()
    assert isinstance(table.sink, Memory)
    kept = numbered(table.sink)
    assert truth(kept) == table.state
    check_state(kept)
    for seat in table.rules.seats:
        assert as_seen(kept, seat) == table.view(seat)
    key = known_key(kept)
    assert key is not None
    assert check_dice(kept, key) > 20
    assert check_rules(kept, table.rules, key) == ""


def test_a_seat_reads_what_history_brought_it() -> None:
    """Korea's transcript holds the flight that its radar saw, and what came of its own alert; China's holds its own."""
    table, sink = started()
    told = {seat: "\n".join(as_text(table.rules, numbered(sink), seat)) for seat in table.rules.seats}
    assert "enters our identification zone" in told["rok"]
    assert "Read in" in told["rok"]
    assert "Your bombers are on their way" in told["china"]
    assert "Your bombers are on their way" not in told["rok"]
    learnt = [entry for entry in map(decode, sink.entries) if isinstance(entry, Learnt) and "rok" in entry.vis]
    news = [patch for entry in learnt for patch in entry.patches if patch[0] == "news" and patch[2] is not None]
    assert {entry.turn for entry in learnt} >= {*table.rules.plan.read_in}
    assert news
    answered = [e for e in map(decode, sink.entries) if isinstance(e, Answered) and e.seat == "rok"]
    assert any(answer.type == "air.alert" for entry in answered for answer in entry.answers)
    assert "air.alert/rok/dokdo" in table.view("rok").standing


def test_history_plays_by_the_ordinary_rules() -> None:
    """What was ordered was charged, flown and seen: results carry draws, and costs are paid."""
    table, sink = started()
    results = [e.result for e in map(decode, sink.entries) if isinstance(e, Resulted)]
    assert {r.band for r in results if r.type == "air.fly-zone"} == {"airborne"}
    assert any(roll.bands for r in results for roll in r.rolls)
    assert table.state.resources["sorties/rok"] < table.rules.start.resources["sorties/rok"]


@cache
def whole(folder: Path) -> tuple[tuple[bytes, ...], str]:
    """The lines of a whole cut's journal, and the hash of its final state."""
    path = folder / "whole.seawar.jsonl"
    table = new_table(cut(), path, seed=SEED)
    final = finish(table)
    return tuple(path.read_bytes().splitlines(keepends=True)), final


def finish(table: Table) -> str:
    play_on(table, bots(table))
    table.close()
    table.sink.close()
    return state_hash(table.state)


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> tuple[tuple[bytes, ...], str]:
    return whole(tmp_path_factory.mktemp("cut"))


def within(all_lines: tuple[bytes, ...], turn: int) -> range:
    """How many lines there are after each entry of a turn that is read in, its opening and its release included."""
    hashed = [
        (n, e)
        for n, line in enumerate(all_lines)
        if isinstance(e := decode(line[line.index(b'"d":') + 4 : -73]), Hashed)
    ]
    ends = {(e.turn, "start" if e.phase == "set-up" else e.phase): n + 1 for n, e in hashed}
    return range(ends.get((turn - 1, "settled"), ends[0, "start"]), ends[turn, "settled"] + 1)


@pytest.mark.parametrize("turn", [1, 4])
def test_a_stop_while_history_is_read_in_changes_nothing(
    turn: int, lines: tuple[tuple[bytes, ...], str], tmp_path: Path
) -> None:
    """Stopped behind any entry of the first turn and of the last, history goes on and the game is the same."""
    kept, final = lines
    cuts = within(kept, turn)
    assert len(cuts) > 15
    reached = state_hash(started()[0].state)
    for stop in cuts:
        path = tmp_path / f"cut-{stop}.seawar.jsonl"
        path.write_bytes(b"".join(kept[:stop]))
        table = resume_table(path)
        assert (table.state.turn, table.phase) == (4, "review"), f"stopped after entry {stop - 1}"
        assert state_hash(table.state) == reached, f"stopped after entry {stop - 1}"
        assert {seat: as_seen(entries(path), seat) for seat in table.rules.seats} == {
            seat: table.view(seat) for seat in table.rules.seats
        }
        if stop % 6 == 0 or stop == cuts[-1]:
            assert finish(table) == final, f"stopped after entry {stop - 1}"
            check_state(entries(path))
        else:
            table.sink.close()


def test_after_a_stop_history_is_not_read_twice(lines: tuple[tuple[bytes, ...], str], tmp_path: Path) -> None:
    """Each seat has sealed each turn of history once, and the journal verifies to the last entry."""
    kept, final = lines
    middle = within(kept, 2)
    path = tmp_path / "twice.seawar.jsonl"
    path.write_bytes(b"".join(kept[: middle[len(middle) // 2]]))
    table = resume_table(path)
    assert finish(table) == final
    found = entries(path)
    sealed = [(e.sheet.seat, e.sheet.turn) for _, d in found if d and isinstance(e := decode(d), Sealed)]
    assert len(sealed) == len({*sealed})
    key = known_key(found)
    assert key is not None
    assert check_rules(found, cut().rules, key) == ""
