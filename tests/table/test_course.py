"""That an umpire can change the course of a table: what is played, how results are decided, and by what clock."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples.strait import SEATS, bots, new_game, play_on, play_turn, rules_of, strait

from seawar.content.library import load
from seawar.core import schedule
from seawar.core.orders import Directive, Sheet
from seawar.core.session import Slot
from seawar.core.state import UMPIRE, state_hash
from seawar.errors import OrderRefused
from seawar.journal.reader import read
from seawar.net.host import Host
from seawar.net.wire import Next, Reschedule, SetMode
from seawar.replay.course_entries import Staged
from seawar.replay.entries import AnyEntry, Closed, Opaque, Opened, Recovered
from seawar.replay.run_sheet import MINUTE, run_sheet
from seawar.replay.verify import check_dice, check_rules, check_state, known_key
from seawar.table.opening import new_table, resume_table
from seawar.table.rolling_back import roll_back
from seawar.table.table import Table
from seawar.table.umpiring import set_mode, set_schedule

Change = Callable[[Table, schedule.Slots], schedule.Slots]


def begun(number: int = 4) -> Table:
    table, _ = new_game(number)
    table.open_turn()
    return table


def lying_ahead(table: Table) -> schedule.Slots:
    return schedule.ahead(table.rules, table.state)


# What is played.


def test_the_plan_is_that_of_the_scenario_until_it_is_changed() -> None:
    """Turns in order, each where the scenario has it."""
    rules = rules_of()
    slots = schedule.ahead(rules, rules.start)
    assert [slot.turn for slot in slots] == list(range(1, rules.turns + 1))
    assert slots[0].now == rules.segments[0].start
    assert schedule.ahead(rules, begun().state) == slots[1:]


def test_two_moves_become_one() -> None:
    """Of both lengths, under the number of the first; the game is a move shorter and ends on the same date."""
    table = begun()
    slots = lying_ahead(table)
    set_schedule(table, schedule.merge(slots, 0), "moves 2 and 3 as one", "we are late")
    play_turn(table, bots(table))
    table.open_turn()
    assert (table.state.turn, table.state.now, table.state.until) == (2, slots[0].now, slots[1].until)
    play_on(table)
    assert table.state.until == slots[-1].until
    assert table.state.ended


def test_a_move_becomes_two() -> None:
    """The same number twice, each half the length, the second with dice of its own."""
    table = begun()
    slots = lying_ahead(table)
    set_schedule(table, schedule.split(slots, 0), "move 2 in two parts", "much happens in it")
    play_turn(table, bots(table))
    opened = []
    for _ in range(2):
        table.open_turn()
        opened.append((table.state.turn, table.state.now, table.state.until, table.state.epoch))
        play_turn(table, bots(table))
    middle = (slots[0].now + slots[0].until) // 2
    assert opened == [(2, slots[0].now, middle, 0), (2, middle, slots[0].until, 1)]


def test_a_move_is_left_out() -> None:
    """Time leaps over it."""
    table = begun()
    slots = lying_ahead(table)
    set_schedule(table, schedule.skip(slots, 0), "without move 2", "no time")
    play_turn(table, bots(table))
    table.open_turn()
    assert (table.state.turn, table.state.now) == (3, slots[1].now)


def test_a_move_is_put_into_a_gap() -> None:
    """Where time would leap, a further move of the length of those before; where there is no gap, it is refused."""
    table = begun()
    slots = schedule.skip(lying_ahead(table), 0)
    filled = schedule.insert(table.rules, table.state, slots, 0)
    assert (filled[0].now, filled[0].until) == (table.state.until, slots[0].now)
    with pytest.raises(OrderRefused, match="no time between"):
        schedule.insert(table.rules, table.state, filled, 0)
    set_schedule(table, filled, "a move between", "to talk")
    play_turn(table, bots(table))
    table.open_turn()
    assert (table.state.now, table.state.epoch) == (slots[0].now - (slots[0].now - table.state.now), 1)


def test_a_leap_runs_standing_orders_and_asks_nobody() -> None:
    """One stretch up to the date, in which no seat plans; what lies beyond begins at the date."""
    host = Host(begun(), [UMPIRE], bots(begun()))
    table = host.table
    slots = lying_ahead(table)
    to = slots[2].now + 5
    leapt = schedule.leap(table.rules, slots, table.state.until, to)
    assert [(slot.now, slot.leap) for slot in leapt[:2]] == [(table.state.until, True), (to, False)]
    host.submit(UMPIRE, Reschedule("r", leapt, "a leap", "to the second day"))
    for n in range(3):
        host.submit(UMPIRE, Next(f"n{n}", early=True))
    assert (table.phase, table.stage, table.state.until) == ("adjudicate", "leap", to)
    assert not table.sheets
    for n in range(2):
        host.submit(UMPIRE, Next(f"m{n}"))
    assert (table.phase, table.state.now) == ("plan", to)


@pytest.mark.parametrize("change", [
    lambda table, slots: (), lambda table, slots: (slots[1], slots[0]), lambda table, slots: (slots[0], slots[0]),
    lambda table, slots: (Slot(99, 0, slots[0].now, slots[0].until),),
    lambda table, slots: (Slot(2, 9, slots[0].now, slots[0].until),),
    lambda table, slots: (Slot(2, 0, slots[0].now, slots[0].now),),
    lambda table, slots: (Slot(1, 0, table.state.now, table.state.until),),
    lambda table, slots: schedule.merge(slots, len(slots) - 1), lambda table, slots: schedule.split(slots, 99),
    lambda table, slots: schedule.skip(slots[:1], 0), lambda table, slots: schedule.leap(table.rules, slots, 5, 5),
])  # fmt: skip
def test_what_cannot_be_played_is_refused(change: Change) -> None:
    """In one sentence, and nothing is written."""
    table = begun()
    before = (len(table.record.log), state_hash(table.state))
    with pytest.raises(OrderRefused):
        set_schedule(table, change(table, lying_ahead(table)), "x", "y")
    assert (len(table.record.log), state_hash(table.state)) == before


@pytest.mark.parametrize(("what", "reason"), [("", "y"), ("x", " "), ("x", "y" * 401)])
def test_a_change_of_plan_has_words_and_a_reason(what: str, reason: str) -> None:
    """For the record."""
    table = begun()
    with pytest.raises(OrderRefused, match="reason"):
        set_schedule(table, lying_ahead(table), what, reason)


def test_injects_fall_due_however_time_is_cut() -> None:
    """Merged or split: what is due by its date comes all the same."""
    dates = set()
    for change in (None, schedule.merge, schedule.split):
        table, _ = new_game(3)
        table.open_turn()
        if change:
            set_schedule(table, change(lying_ahead(table), 0), "x", "y")
        play_on(table)
        dates.add(tuple(sorted(id_ for id_ in table.state.fired)))
    assert len(dates) == 1


@settings(max_examples=25, deadline=None)
@given(number=st.integers(0, 40), changes=st.lists(st.sampled_from("msklib"), min_size=1, max_size=6))
def test_games_with_any_course_verify(number: int, changes: list[str]) -> None:
    """States, dice and rules come out again, whatever the umpire made of the plan."""
    table, sink = new_game(number)
    table.open_turn()
    for change in changes:
        slots = lying_ahead(table)
        try:
            match change:
                case "m":
                    set_schedule(table, schedule.merge(slots, 0), "x", "y")
                case "s":
                    set_schedule(table, schedule.split(slots, 0), "x", "y")
                case "k":
                    set_schedule(table, schedule.skip(slots, 0), "x", "y")
                case "l":
                    until = table.state.until
                    set_schedule(table, schedule.leap(table.rules, slots, until, until + 20), "x", "y")
                case "i":
                    set_schedule(table, schedule.insert(table.rules, table.state, slots, 0), "x", "y")
                case _:
                    roll_back(table, table.state.turn, "again")
        except OrderRefused:
            pass
        play_turn(table, bots(table))
        if table.state.ended:
            break
        table.open_turn()
    play_on(table)
    table.close()
    kept = list(enumerate(sink.entries))
    key = known_key(kept)
    assert key is not None
    check_state(kept)
    check_dice(kept, key)
    assert check_rules(kept, table.rules, key) == ""


def test_a_stop_in_the_middle_of_a_change_loses_nothing(tmp_path: Path) -> None:
    """Cut off behind any entry of a change of plan, the game goes on to the same end."""
    path = tmp_path / "game.seawar.jsonl"
    table = new_table(strait(), path, seed=6)
    table.open_turn()
    first = len(table.record.log)
    set_schedule(table, schedule.merge(lying_ahead(table), 1), "3 and 4 as one", "late")
    behind = len(table.record.log)
    play_on(table)
    final = state_hash(table.state)
    table.sink.close()
    lines = path.read_bytes().splitlines(keepends=True)
    for cut in range(first, behind):
        copy = tmp_path / f"cut-{cut}.seawar.jsonl"
        copy.write_bytes(b"".join(lines[: cut + 1]) + lines[cut + 1][:30])
        again = resume_table(copy)
        play_on(again)
        assert state_hash(again.state) == final
        assert check_rules([(line.n, line.d) for line in read(copy)], again.rules, again.dice) == ""
        again.sink.close()


# How results are decided.


def settled_turn(mode: str, type_: str = "") -> Table:
    table = begun(8)
    set_mode(table, mode, type_, "tried")
    players = bots(table)
    for seat in SEATS:
        table.seal(f"c-{seat}", players[seat](table.view(seat)))
    table.settle()
    return table


def test_in_free_adjudication_every_result_waits_and_in_rigid_none() -> None:
    """What waits says why; charges and void orders are nobody's to decide."""
    free, rigid = settled_turn("free").resolution, settled_turn("rigid").resolution
    assert free is not None
    assert rigid is not None
    orders = [r for _, step in free.steps for r in step if r.type in rules_of().order_types and r.band != "void"]
    assert set(free.waiting) == {result.key for result in orders}
    assert set(free.waiting.values()) == {"you decide every result"}
    assert not rigid.waiting


def test_a_mode_may_be_that_of_one_order_type() -> None:
    """The others are decided as the table's mode says."""
    table = settled_turn("free")
    assert table.resolution is not None
    one = next(iter(table.resolution.waiting)).partition("/")[0]
    set_mode(table, "rigid")
    set_mode(table, "free", one)
    assert {key.partition("/")[0] for key in table.resolution.waiting} == {one}


def test_a_change_of_mode_is_remembered(tmp_path: Path) -> None:
    """After a stop, too."""
    path = tmp_path / "game.seawar.jsonl"
    table = new_table(strait(), path, seed=6)
    set_mode(table, "free", "", "experts at the table")
    table.sink.close()
    again = resume_table(path)
    assert again.modes == {"": "free"}
    again.sink.close()


@pytest.mark.parametrize(("mode", "type_"), [("strict", ""), ("free", "no.such"), ("", "")])
def test_an_unknown_mode_is_refused(mode: str, type_: str) -> None:
    """With the modes there are."""
    with pytest.raises(OrderRefused):
        set_mode(begun(), mode, type_)


# The run sheet.


def hosted(number: int = 3) -> tuple[Host, list[int]]:
    """The cut of the exercise that ships, with an umpire and bots, and a clock that the test moves."""
    now = [0]
    table = new_table(load("dokdo-2019", cut=True), seed=number, now=lambda: now[0])
    host = Host(table, [UMPIRE, "rok"], {s: b for s, b in bots(table).items() if s != "rok"})
    host.start()
    return host, now


def sheet_of(host: Host, now: int) -> list[tuple[int, str, int | None]]:
    found = run_sheet(host.table.rules, host.table.record.log, host.table.state, now)
    return [(item.turn, item.stage, item.took) for item in found.items]


def test_next_walks_the_session() -> None:
    """Read in, then brief, team time, adjudication and brief-out of each move, the hot wash, the end."""
    host, now = hosted()
    table, stages = host.table, []
    for n in range(60):
        now[0] += MINUTE
        if table.phase == "plan" and table.stage == "team":
            table.seal(f"s{n}", Sheet("rok", table.state.turn))
        if table.resolution and table.resolution.waiting:
            set_mode(table, "rigid")
        host.submit(UMPIRE, Next(f"n{n}"))
        if table.phase == "closed":
            break
        stages.append(table.stage)
    assert stages == ["brief", "team", "adjudicate", "brief-out"] * 5 + ["hot-wash"]
    sheet = run_sheet(table.rules, table.record.log, table.state, now[0] + 99 * MINUTE)
    assert {item.took for item in sheet.items} == {MINUTE}
    assert not any(item.running for item in sheet.items)


def test_the_clock_of_the_teams_starts_after_the_brief() -> None:
    """Standing still while the umpire briefs, with the minutes that the session gives."""
    host, _ = hosted()
    host.submit(UMPIRE, Next("1"))
    status = host.status()
    assert (status.stage, status.clock_ends, status.clock_left) == ("brief", 0, 12 * MINUTE)
    host.submit(UMPIRE, Next("2"))
    assert host.status().clock_ends == 12 * MINUTE


def test_minutes_over_are_those_that_will_be_missing_at_the_end() -> None:
    """Twenty minutes of reading in took thirty: ten over; an item still running counts once it is past its time."""
    host, now = hosted()
    rules, log = host.table.rules, host.table.record.log
    assert rules.session is not None
    assert run_sheet(rules, log, host.table.state, 20 * MINUTE).over == 0
    assert run_sheet(rules, log, host.table.state, 5 * MINUTE).over == 0
    assert run_sheet(rules, log, host.table.state, 30 * MINUTE).over == 10 * MINUTE
    now[0] = 30 * MINUTE
    host.submit(UMPIRE, Next("1"))
    sheet = run_sheet(rules, log, host.table.state, 30 * MINUTE)
    assert (sheet.over, sheet.end) == (10 * MINUTE, (10 + rules.session.minutes) * MINUTE)
    assert sum(item.planned or 0 for item in sheet.items) == rules.session.minutes * MINUTE


def test_leaving_out_an_inject_saves_its_minutes() -> None:
    """What can be dropped is offered with what it saves; once it is skipped, the end comes sooner."""
    host, now = hosted()
    host.submit(UMPIRE, Next("1"))
    before = run_sheet(host.table.rules, host.table.record.log, host.table.state, now[0])
    offered = {drop.inject: drop.minutes for drop in before.drops}
    assert "07" in offered
    host.table.direct(Directive("07", "skip", "late"))
    after = run_sheet(host.table.rules, host.table.record.log, host.table.state, now[0])
    assert before.over - after.over == offered["07"] * MINUTE
    assert "07" not in {drop.inject for drop in after.drops}


def test_leaving_out_a_move_saves_all_of_it() -> None:
    """The end is reckoned from what lies ahead now."""
    host, now = hosted()
    host.submit(UMPIRE, Next("1"))
    table = host.table
    before = run_sheet(table.rules, table.record.log, table.state, now[0]).over
    host.submit(UMPIRE, Reschedule("r", schedule.skip(lying_ahead(table), 0), "without move 2", "late"))
    assert table.rules.session is not None
    saved = table.rules.session.moves[1].minutes
    assert run_sheet(table.rules, table.record.log, table.state, now[0]).over == before - saved * MINUTE


def test_a_night_between_two_halves_does_not_count() -> None:
    """Nor does the time in which the machine was off."""
    rules = load("dokdo-2019", cut=True).rules
    opened = Opened(0, ("public",), 1, "x", "g", rules.id, rules.title, tuple(rules.seats), "c")
    log: list[AnyEntry | Opaque] = [
        opened, Staged(20 * MINUTE, (), 5, "brief"), Recovered(1000 * MINUTE, (), 2, "resumed"),
        Staged(1002 * MINUTE, (), 5, "team"),
    ]  # fmt: skip
    state = load("dokdo-2019", cut=True).rules.start
    sheet = run_sheet(rules, log, state, 1003 * MINUTE)
    assert [item.took for item in sheet.items[:3]] == [20 * MINUTE, 2 * MINUTE, MINUTE]
    assert [item.running for item in sheet.items[:3]] == [False, False, True]


def test_without_a_session_the_sheet_tells_what_was_done() -> None:
    """And plans nothing."""
    table = begun()
    host = Host(table, [UMPIRE], bots(table))
    host.submit(UMPIRE, Next("1", early=True))
    sheet = run_sheet(table.rules, table.record.log, table.state, 1_000)
    assert (sheet.end, sheet.over, sheet.drops) == (None, 0, ())
    assert [item.stage for item in sheet.items] == ["read-in", "adjudicate"]
    assert not any(isinstance(entry, Closed) for entry in table.record.log)


def test_only_the_white_cell_changes_the_course() -> None:
    """A seat that tries is refused, and nothing is written."""
    host, _ = hosted()
    before = len(host.table.record.log)
    for command in (SetMode("1", "free"), Reschedule("2", lying_ahead(host.table), "x", "y")):
        with pytest.raises(OrderRefused, match="only the white cell"):
            host.submit("rok", command)
    assert len(host.table.record.log) == before
