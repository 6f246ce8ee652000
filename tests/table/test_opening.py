"""That a table which stopped anywhere goes on as if it had not, from its journal alone."""

from __future__ import annotations

import hashlib
import os
import stat
from functools import cache
from pathlib import Path

import pytest
from samples.strait import SEATS, bots, play_on, play_turn, strait, text

from seawar.content.library import load
from seawar.core.dice import commitment
from seawar.core.state import state_hash
from seawar.errors import JournalError
from seawar.journal.key import key_path, read_key, remove_key
from seawar.journal.reader import read
from seawar.replay.entries import Closed, Hashed, Joined, Opened, Recovered, decode
from seawar.replay.fold import as_seen, truth
from seawar.replay.verify import check_dice, check_rules, check_state, known_key
from seawar.table.opening import new_table, resume_table
from seawar.table.table import Table

SEED = 6
STOPPED_TURN = 3


def entries(path: Path) -> list[tuple[int, bytes | None]]:
    return [(line.n, line.d) for line in read(path)]


def finish(table: Table) -> str:
    """Play to the end with the usual bots and close; the hash of the final state."""
    play_on(table, bots(table))
    table.close()
    table.sink.close()
    return state_hash(table.state)


@cache
def uninterrupted(folder: Path) -> tuple[tuple[bytes, ...], str]:
    """The lines of a whole game's journal, and the hash of its final state."""
    path = folder / "whole.seawar.jsonl"
    table = new_table(strait(), path, seed=SEED)
    final = finish(table)
    return tuple(path.read_bytes().splitlines(keepends=True)), final


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[tuple[bytes, ...], str]:
    return uninterrupted(tmp_path_factory.mktemp("whole"))


def turn_lines(lines: tuple[bytes, ...], turn: int) -> range:
    """How many lines there are after each entry of one turn, from its opening to its release."""
    hashed = [
        (n, e) for n, line in enumerate(lines) if isinstance(e := decode(line[line.index(b'"d":') + 4 : -73]), Hashed)
    ]
    ends = {(e.turn, e.phase): n + 1 for n, e in hashed}
    return range(ends[turn - 1, "settled"], ends[turn, "settled"] + 1)


def resumed(path: Path, data: bytes) -> tuple[Table, str]:
    path.write_bytes(data)
    table = resume_table(path)
    return table, finish(table)


@pytest.mark.parametrize("part", range(4))
def test_a_stop_at_any_entry_changes_nothing(part: int, whole: tuple[tuple[bytes, ...], str], tmp_path: Path) -> None:
    """Cut off behind any entry of a turn, the game goes on to the very end it would have had."""
    lines, final = whole
    cuts = list(turn_lines(lines, STOPPED_TURN))
    assert len(cuts) > 20
    for cut in cuts[part::4]:
        path = tmp_path / f"cut-{cut}.seawar.jsonl"
        table, came = resumed(path, b"".join(lines[:cut]))
        assert came == final, f"stopped after entry {cut - 1}"
        kept = entries(path)
        check_state(kept)
        for seat in SEATS:
            assert as_seen(kept, seat) == table.view(seat)


@pytest.mark.parametrize("part", range(4))
def test_a_stop_within_any_entry_changes_nothing(
    part: int, whole: tuple[tuple[bytes, ...], str], tmp_path: Path
) -> None:
    """Torn in the middle of a line, the torn end is set aside and the game goes on to the same end."""
    lines, final = whole
    for cut in list(turn_lines(lines, STOPPED_TURN))[part:-1:4]:
        path = tmp_path / f"torn-{cut}.seawar.jsonl"
        torn = lines[cut][: len(lines[cut]) // 2]
        _, came = resumed(path, b"".join(lines[:cut]) + torn)
        assert came == final, f"torn within entry {cut}"
        assert [p.read_bytes() for p in tmp_path.glob(f"{path.name}.torn*")] == [torn]


def test_a_resumed_journal_verifies(whole: tuple[tuple[bytes, ...], str], tmp_path: Path) -> None:
    """State, dice and rules come out again, and the stop is on record."""
    lines, _ = whole
    cuts = turn_lines(lines, STOPPED_TURN)
    for cut in (cuts[0], cuts[5], cuts[len(cuts) // 2], cuts[-2]):
        path = tmp_path / f"again-{cut}.seawar.jsonl"
        resumed(path, b"".join(lines[:cut]))
        kept = entries(path)
        key = known_key(kept)
        assert key is not None
        check_state(kept)
        assert check_dice(kept, key) > 30
        assert check_rules(kept, strait().rules, key) == ""
        assert any(isinstance(decode(d), Recovered) for _, d in kept if d)


def test_a_game_may_stop_many_times(whole: tuple[tuple[bytes, ...], str], tmp_path: Path) -> None:
    """Stopped and resumed after every turn, and torn in between, it comes to the same end."""
    _, final = whole
    path = tmp_path / "often.seawar.jsonl"
    table = new_table(strait(), path, seed=SEED)
    while not (table.state.ended and table.phase == "review"):
        play_turn(table, bots(table))
        table.sink.close()
        data = path.read_bytes()
        path.write_bytes(data[: data.rindex(b"\n", 0, len(data) - 1) + 40])
        table = resume_table(path)
    assert finish(table) == final


def test_sealed_sheets_and_receipts_outlast_a_stop(tmp_path: Path) -> None:
    """What was acknowledged is still sealed, its command still known, its receipt the same."""
    path = tmp_path / "game.seawar.jsonl"
    table = new_table(strait(), path, seed=SEED)
    table.open_turn()
    sheet = bots(table)["east"](table.view("east"))
    receipt = table.seal("c1", sheet)
    table.say("s1", "north", ["south"], "hold on")
    receipts = {seat: table.receipts.for_seat(seat) for seat in SEATS}
    table.sink.close()
    again = resume_table(path)
    assert again.phase == "plan"
    assert again.sheets == {"east": sheet}
    assert again.seal("c1", sheet) == receipt
    assert {seat: again.receipts.for_seat(seat) for seat in SEATS} == receipts
    assert {seat: again.view(seat) for seat in SEATS} == {seat: table.view(seat) for seat in SEATS}
    again.sink.close()


def test_a_closed_game_is_not_resumed(whole: tuple[tuple[bytes, ...], str], tmp_path: Path) -> None:
    """After the closing entry nothing may follow, and the file is left as it was."""
    path = tmp_path / "closed.seawar.jsonl"
    path.write_bytes(b"".join(whole[0]))
    with pytest.raises(JournalError, match="closed"):
        resume_table(path)
    assert path.read_bytes() == b"".join(whole[0])


def test_a_game_that_was_never_set_up_says_so(whole: tuple[tuple[bytes, ...], str], tmp_path: Path) -> None:
    """Stopped before the first turn could open, it is refused in a sentence, at every entry."""
    lines, _ = whole
    ready = next(n for n, line in enumerate(lines) if b'"d":{"t":"state"' in line)
    for cut in range(ready + 1):
        path = tmp_path / f"early-{cut}.seawar.jsonl"
        path.write_bytes(b"".join(lines[:cut]))
        with pytest.raises(JournalError) as refused:
            resume_table(path)
        assert "\n" not in str(refused.value)


def real(folder: Path) -> tuple[Path, Table]:
    path = folder / "real.seawar.jsonl"
    return path, new_table(strait(), path)


def test_the_seed_lies_beside_the_journal_for_the_owner_alone(tmp_path: Path) -> None:
    """The key file has mode 0600 and the promised seed; the journal does not hold the seed."""
    path, table = real(tmp_path)
    table.sink.close()
    key = key_path(path)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    opened = decode(next(d for _, d in entries(path) if d))
    assert isinstance(opened, Opened)
    assert commitment(read_key(path), opened.game) == opened.commitment
    assert not opened.rehearsal
    assert read_key(path).hex().encode() not in path.read_bytes()


def test_a_real_game_is_resumed_with_its_key_and_closed_with_its_seed(tmp_path: Path) -> None:
    """The key is read on resuming; the closing entry reveals what was promised; then the key can go."""
    path, table = real(tmp_path)
    play_turn(table, bots(table))
    table.sink.close()
    seed = read_key(path)
    finish(resume_table(path))
    closing = decode(entries(path)[-1][1] or b"")
    assert isinstance(closing, Closed)
    assert bytes.fromhex(closing.seed) == seed
    remove_key(path)
    assert not key_path(path).exists()
    key = known_key(entries(path))
    assert key is not None
    assert check_dice(entries(path), key) > 0


def test_two_real_games_have_different_dice(tmp_path: Path) -> None:
    """Seed, game id and nonces come from the operating system each time."""
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        path, table = real(tmp_path / name)
        table.sink.close()
        joined = [e.nonce for _, d in entries(path) if d and isinstance(e := decode(d), Joined)]
        made.append((read_key(path), *joined))
    assert not set(made[0]) & set(made[1])
    assert len(set(made[0])) == 1 + len(SEATS)


def test_without_its_key_a_game_is_not_resumed(tmp_path: Path) -> None:
    """A missing or foreign key is named; no other dice are taken, and nothing is written."""
    path, table = real(tmp_path)
    table.open_turn()
    table.sink.close()
    before = path.read_bytes()
    key = key_path(path)
    kept = key.read_bytes()
    key.write_bytes(hashlib.sha256(b"other").hexdigest().encode() + b"\n")
    with pytest.raises(JournalError, match="key"):
        resume_table(path)
    key.unlink()
    with pytest.raises(JournalError, match="key"):
        resume_table(path)
    assert path.read_bytes() == before
    key.write_bytes(kept)
    resume_table(path).sink.close()


def test_a_second_table_on_one_journal_is_refused(tmp_path: Path) -> None:
    """As long as one table writes the journal, no other may."""
    path, table = real(tmp_path)
    with pytest.raises(JournalError):
        resume_table(path)
    with pytest.raises(JournalError):
        new_table(strait(), path)
    table.sink.close()


def test_the_journal_is_self_contained(tmp_path: Path) -> None:
    """With scenario, rulebook and cache gone, it is resumed, folded and checked from its own bytes."""
    for name in ("strait.yaml", "basics.yaml"):
        (tmp_path / name).write_text(text(name))
    path = tmp_path / "alone.seawar.jsonl"
    table = new_table(load(str(tmp_path / "strait.yaml")), path, seed=SEED)
    play_turn(table, bots(table))
    table.sink.close()
    for name in ("strait.yaml", "basics.yaml"):
        os.unlink(tmp_path / name)  # noqa: PTH108
    again = resume_table(path)
    assert finish(again)
    assert truth(entries(path)) == again.state
