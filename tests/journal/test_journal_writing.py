"""The writer on a real disk and on a failing one: what it refuses, and that it stays right when it does."""

from __future__ import annotations

import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest
from fake_disk import FakeDisk, journal, payload

from seawar.errors import DiskFull, JournalBusy, JournalClosed, JournalError, WriteFailed
from seawar.journal import (
    Writer,
    Written,
    key_path,
    read,
    read_key,
    redact,
    remove_key,
    verify,
    write_key,
)

LOG = Path("/table/demo.seawar.jsonl")
ELSEWHERE = Path("/stick/demo.seawar.jsonl")
CLOSING = b'{"t":"closed","at":1,"vis":["public"]}'


def numbers(written: list[Written]) -> list[int]:
    return [entry.n for entry in written]


def test_batches_are_written_read_and_gone_on_with(tmp_path: Path) -> None:
    """Entries are numbered through, share the first number of their batch, and outlive the writer."""
    path = tmp_path / "demo.seawar.jsonl"
    with Writer.create(path) as writer:
        assert numbers(writer.append([payload(0)])) == [0]
        assert numbers(writer.append([payload(1), payload(2)])) == [1, 2]
        assert writer.append([]) == []
    with Writer.open(path) as writer:
        written = writer.append([payload(3)])
        assert (writer.count, writer.recovered) == (4, None)
        assert writer.data() == path.read_bytes()
        head = writer.head
    lines = list(read(path))
    assert [(line.n, line.w) for line in lines] == [(0, 0), (1, 1), (2, 1), (3, 3)]
    assert [line.d for line in lines] == [payload(k) for k in range(4)]
    assert len({line.salt for line in lines}) == 4
    assert (written[0].c, head) == (lines[3].c, lines[3].h)
    assert path.stat().st_mode & 0o777 == 0o600


def test_nothing_is_overwritten_or_invented(tmp_path: Path) -> None:
    """Creating over a file and opening what is not there, or is no journal, is refused in words."""
    path = tmp_path / "demo.seawar.jsonl"
    with pytest.raises(JournalError, match="no such file"):
        Writer.open(path)
    path.write_text("my notes, without a line end")
    with pytest.raises(JournalError, match="exists already"):
        Writer.create(path)
    with pytest.raises(JournalError, match="not a seawar journal"):
        Writer.open(path)
    assert path.read_text() == "my notes, without a line end"


def test_a_writer_that_is_closed_writes_nothing(tmp_path: Path) -> None:
    """After close, append and submit are refused, and closing again does no harm."""
    writer = Writer.create(tmp_path / "demo.seawar.jsonl")
    writer.close()
    writer.close()
    with pytest.raises(WriteFailed, match="no longer open"):
        writer.append([payload(0)])
    with pytest.raises(WriteFailed, match="no longer open"):
        writer.submit([payload(0)])


def test_a_second_process_is_refused(tmp_path: Path) -> None:
    """Two facilitators cannot write one journal; the lock is gone as soon as the first lets go."""
    path = tmp_path / "demo.seawar.jsonl"
    program = (
        "import sys, pathlib\n"
        "from seawar.errors import JournalBusy\n"
        "from seawar.journal import Writer\n"
        "try:\n    Writer.open(pathlib.Path(sys.argv[1]))\n"
        "except JournalBusy as busy:\n    print('busy', busy)\n"
        "else:\n    print('open')\n"
    )

    def attempt() -> str:
        command = [sys.executable, "-c", program, str(path)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    with Writer.create(path) as writer:
        writer.append([payload(0)])
        assert attempt().startswith("busy")
        with pytest.raises(JournalBusy, match="another process"):
            Writer.open(path)
    assert attempt() == "open\n"


def test_nothing_follows_the_closing_entry(tmp_path: Path) -> None:
    """Once the seed is revealed the journal is shut: now, in the same batch, and after reopening."""
    path = tmp_path / "demo.seawar.jsonl"
    with Writer.create(path) as writer:
        with pytest.raises(JournalClosed):
            writer.append([CLOSING, payload(0)])
        assert path.read_bytes() == b""
        writer.append([payload(0), CLOSING])
        with pytest.raises(JournalClosed, match="closing entry"):
            writer.append([payload(1)])
        with pytest.raises(JournalClosed):
            writer.submit([payload(1)]).result(timeout=10)
    with Writer.open(path) as writer, pytest.raises(JournalClosed):
        writer.append([payload(1)])
    assert verify(path).entries == 2


def test_a_redacted_copy_is_not_written_to(tmp_path: Path) -> None:
    """A hand-out cannot be played on by mistake."""
    path = tmp_path / "demo.seawar.jsonl"
    path.write_bytes(redact(read(journal(3)), lambda d: False))
    with pytest.raises(JournalClosed, match="redacted copy"):
        Writer.open(path)


def test_a_file_that_is_deleted_or_replaced_is_noticed(tmp_path: Path) -> None:
    """Nobody plays on into a file that is no longer there; the session goes on elsewhere."""
    path, other = tmp_path / "demo.seawar.jsonl", tmp_path / "saved.seawar.jsonl"
    writer = Writer.create(path)
    writer.append([payload(0)])
    path.unlink()
    with pytest.raises(WriteFailed, match="elsewhere"):
        writer.append([payload(1)])
    path.write_bytes(journal(1))
    with pytest.raises(WriteFailed):
        writer.append([payload(1)])
    writer.save_elsewhere(other)
    assert numbers(writer.append([payload(1)])) == [1]
    writer.close()
    assert [line.d for line in read(other)] == [payload(0), payload(1)]
    assert path.read_bytes() == journal(1)


def test_a_file_that_another_program_wrote_to_is_noticed(tmp_path: Path) -> None:
    """A line added by an editor is not buried under the next entry."""
    path = tmp_path / "demo.seawar.jsonl"
    with Writer.create(path) as writer:
        writer.append([payload(0)])
        with path.open("ab") as file:
            file.write(b"\n")
        with pytest.raises(WriteFailed, match="changed by another program"):
            writer.append([payload(1)])


def test_a_full_disk_takes_nothing_and_play_goes_on_when_there_is_room() -> None:
    """A short write is taken back to the last good end; the same writer goes on."""
    disk = FakeDisk()
    writer = Writer.create(LOG, disk=disk)
    writer.append([payload(0)])
    good = disk.content(LOG)
    for room in range(0, 400, 7):
        disk.room = room
        with pytest.raises(DiskFull, match="make room"):
            writer.append([payload(1), payload(2)])
        assert disk.content(LOG) == good
        assert disk.room == room
    disk.room = 1 << 20
    disk.short_writes = True
    assert numbers(writer.append([payload(1), payload(2)])) == [1, 2]
    assert [line.d for line in read(disk.content(LOG))] == [payload(0), payload(1), payload(2)]


def test_a_failed_fsync_ends_writing_to_this_file() -> None:
    """It is called once and never again; what was not confirmed is in neither the old file nor the new."""
    disk = FakeDisk()
    writer = Writer.create(LOG, disk=disk)
    writer.append([payload(0)])
    syncs = disk.syncs
    disk.fail_syncs = {syncs + 1}
    for _ in range(3):
        with pytest.raises(WriteFailed, match="save the journal elsewhere"):
            writer.append([payload(1)])
    assert disk.syncs == syncs + 1
    assert [line.d for line in read(disk.content(LOG))] == [payload(0)]
    writer.save_elsewhere(ELSEWHERE)
    writer.append([payload(2)])
    assert [line.d for line in read(disk.content(ELSEWHERE))] == [payload(0), payload(2)]


def test_saving_elsewhere_that_fails_leaves_no_half_file() -> None:
    """The second disk may be full as well: the next attempt finds a free name."""
    disk = FakeDisk()
    writer = Writer.create(LOG, disk=disk)
    writer.append([payload(0)])
    disk.room = 10
    with pytest.raises(DiskFull):
        writer.save_elsewhere(ELSEWHERE)
    assert ELSEWHERE not in disk.names
    disk.room = 1000
    writer.save_elsewhere(ELSEWHERE)
    assert disk.content(ELSEWHERE) == disk.content(LOG)


def session(disk: FakeDisk, acked: list[bytes]) -> Path:
    """Create, write, tear, reopen, write; noting what was acknowledged. Returns where the journal is."""
    writer = Writer.create(LOG, disk=disk)
    for k in range(3):
        writer.append([payload(2 * k), payload(2 * k + 1)])
        acked += [payload(2 * k), payload(2 * k + 1)]
    writer.close()
    disk.names[LOG].cache += b'{"n":6,"w":6,"c":"torn'
    disk.names[LOG].durable += b'{"n":6,"w":6,"c":"torn'
    writer = Writer.open(LOG, disk=disk)
    writer.append([payload(6)])
    acked.append(payload(6))
    writer.save_elsewhere(ELSEWHERE)
    writer.append([payload(7)])
    acked.append(payload(7))
    writer.close()
    return ELSEWHERE


def fullest(disk: FakeDisk) -> Path:
    """Where a person would go on: the copy with the most entries."""
    return max((LOG, ELSEWHERE), key=lambda p: len(disk.content(p)) if p in disk.names else -1)


def test_an_error_at_any_call_loses_nothing_and_is_told_in_words() -> None:
    """Whichever call of the disk fails, what was acknowledged is there, before and after a power cut."""
    for fail_at in count(1):
        disk, acked = FakeDisk(fail_at), list[bytes]()
        disk.fail_at = fail_at
        try:
            session(disk, acked)
        except JournalError as error:
            assert "/demo.seawar.jsonl" in str(error)
        if disk.calls < fail_at:
            break
        disk.kill()
        for later in (disk, disk.power_cut()):
            path = fullest(later)
            if path not in later.names:
                assert not acked
                continue
            with Writer.open(path, disk=later) as writer:
                kept = [line.d for line in read(writer.data())] if writer.count else []
            assert kept[: len(acked)] == acked
    assert fail_at > 25


def test_the_key_lies_beside_the_journal_for_its_owner_alone(tmp_path: Path) -> None:
    """The seed is written once, read back, and taken away; without it a person learns what to do."""
    path = tmp_path / "demo.seawar.jsonl"
    assert key_path(path).name == "demo.seawar.key"
    assert key_path(tmp_path / "other.jsonl").name == "other.jsonl.key"
    with pytest.raises(JournalError, match="is missing"):
        read_key(path)
    seed = bytes(range(32))
    key = write_key(path, seed)
    assert key.stat().st_mode & 0o777 == 0o600
    assert read_key(path) == seed
    with pytest.raises(JournalError, match="exists already"):
        write_key(path, seed)
    key.write_text("0123")
    with pytest.raises(JournalError, match="64 hex digits"):
        read_key(path)
    remove_key(path)
    remove_key(path)
    assert not key.exists()
