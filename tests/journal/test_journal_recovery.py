"""What a killed process and a power cut leave behind, and that no acknowledged entry is lost to either."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fake_disk import FakeDisk, Inode, PowerCut, journal, payload

from seawar.errors import BrokenJournal, DiskFull, JournalError, WriteFailed
from seawar.journal import Writer, good_prefix, read

LOG = Path("/table/demo.seawar.jsonl")
ENTRIES = 40
WHOLE = journal(ENTRIES)


def on_disk(data: bytes, seed: int = 0) -> FakeDisk:
    disk = FakeDisk(seed)
    disk.inodes = 1
    disk.names[LOG] = Inode(1, data)
    disk.safe_names = dict(disk.names)
    return disk


def set_aside(disk: FakeDisk) -> dict[str, bytes]:
    return {path.name: disk.content(path) for path in disk.names if ".torn-" in path.name}


def test_every_truncation_is_opened_with_all_whole_entries() -> None:
    """A writer that opens a torn journal keeps every whole entry and sets aside the rest, to the byte."""
    for cut in range(len(WHOLE) + 1):
        disk, data = on_disk(WHOLE[:cut]), WHOLE[:cut]
        with Writer.open(LOG, disk=disk) as writer:
            whole_but_for_its_end = WHOLE[cut : cut + 1] == b"\n"
            assert writer.count == data.count(b"\n") + whole_but_for_its_end
            tail = b"" if whole_but_for_its_end else data[data.rfind(b"\n") + 1 :]
            assert list(set_aside(disk).values()) == ([tail] if tail else [])
            assert (writer.recovered is not None) == bool(tail)
        assert disk.content(LOG) == WHOLE[: len(disk.content(LOG))]


@pytest.mark.parametrize("zeros", [2, 40, 511, 5000])
def test_a_zero_filled_end_is_set_aside(zeros: int) -> None:
    """Zeros where the last batch should be are a torn write, wherever in a line they begin."""
    for cut in range(len(WHOLE) - 400, len(WHOLE)):
        disk = on_disk(WHOLE[:cut] + b"\0" * zeros)
        with Writer.open(LOG, disk=disk) as writer:
            assert writer.count == WHOLE[:cut].count(b"\n")
            writer.append([payload(99)])
        assert good_prefix(disk.content(LOG)).error is None


def test_a_zeroed_page_within_the_last_batch_is_torn_and_within_an_earlier_one_is_damage() -> None:
    """Zeros followed by lines of the same batch were never synced; followed by a later batch, they were."""
    lines = journal(9).splitlines(keepends=True)

    def zeroed(n: int) -> bytes:
        return b"".join([*lines[:n], lines[n][:20] + b"\0" * (len(lines[n]) - 21) + b"\n", *lines[n + 1 :]])

    with Writer.open(LOG, disk=on_disk(zeroed(7))) as writer:
        assert writer.count == 7
    disk = on_disk(zeroed(4))
    with pytest.raises(BrokenJournal) as caught:
        Writer.open(LOG, disk=disk)
    assert caught.value.n == 4
    assert disk.content(LOG) == zeroed(4)


def test_one_changed_bit_never_costs_an_acknowledged_entry() -> None:
    """A writer refuses a damaged journal and leaves it alone; it does not take damage for a torn end."""
    data = journal(4)
    for at in range(len(data)):
        for bit in range(8):
            changed = bytearray(data)
            changed[at] ^= 1 << bit
            disk = on_disk(bytes(changed))
            with pytest.raises(JournalError):
                Writer.open(LOG, disk=disk)
            assert disk.content(LOG) == changed
            assert not set_aside(disk)


def test_recovery_can_be_cut_short_anywhere_and_run_again() -> None:
    """A power cut, or a kill, at any call of a recovery changes nothing about its outcome."""
    torn = journal(6) + b'{"n":6,"w":6,"c":"0123'
    for power in (False, True):
        for cut_at in range(1, 40):
            disk = on_disk(torn, cut_at)
            disk.cut_at = cut_at
            try:
                Writer.open(LOG, disk=disk).close()
            except PowerCut:
                disk.kill()
                disk = disk.power_cut() if power else disk
            disk.cut_at = 0
            with Writer.open(LOG, disk=disk) as writer:
                assert writer.count == 6
            assert disk.content(LOG) == journal(6)
            assert torn[len(journal(6)) :] in set_aside(disk).values()
            assert power or len(set_aside(disk)) == 1


class Night:
    """One seeded session with failing disks, restarts and power cuts, and what was acknowledged in it."""

    def __init__(self, seed: int, writer: type[Writer], disk: type[FakeDisk]) -> None:
        self.rng = random.Random(seed)
        self.writer_class = writer
        self.disk_class = disk
        self.disk = disk(seed)
        self.path = LOG
        self.acked: list[tuple[int, str]] = []
        self.copies = 0
        self.torn = 0

    def play(self) -> str | None:
        """Three power cuts: None, or what was lost."""
        for day in range(3):
            try:
                self._day(day)
            except (PowerCut, WriteFailed):  # the disk failed on opening or saving: a person would stop
                pass
            except JournalError as fault:
                return f"refused: {fault}"
            after = self.disk.power_cut()
            self.disk = self.disk_class()
            self.disk.__dict__.update(after.__dict__)
            if lost := self._lost():
                return lost
        return None

    def _day(self, day: int) -> None:
        self.disk.cut_at = self.rng.randrange(1, 60)
        self.disk.short_writes = self.rng.random() < 0.3
        if self.rng.random() < 0.5:
            self.disk.fail_syncs = {self.rng.randrange(2, 9)}
        writer = self._begin(day)
        for k in range(30):
            try:
                batch = [payload(k, "x" * self.rng.randrange(300)) for _ in range(self.rng.randint(1, 4))]
                self.disk.room = self.rng.choice([1 << 30, 1 << 30, 1 << 30, 700])
                self.acked += [(entry.n, entry.c) for entry in writer.append(batch)]
            except DiskFull:
                continue
            except WriteFailed:
                writer = self._after_a_failure(writer)
            if self.rng.random() < 0.1:
                writer.close()
                writer = self.writer_class.open(self.path, disk=self.disk)

    def _begin(self, day: int) -> Writer:
        if self.path in self.disk.names:
            return self.writer_class.open(self.path, disk=self.disk)
        assert not self.acked
        return self.writer_class.create(self.path, disk=self.disk)

    def _after_a_failure(self, writer: Writer) -> Writer:
        self.disk.room = 1 << 30
        if self.rng.random() < 0.5:
            writer.close()
            return self.writer_class.open(self.path, disk=self.disk)
        self.copies += 1
        path = Path(f"/stick/{self.copies}.seawar.jsonl")
        writer.save_elsewhere(path)
        self.path = path
        return writer

    def _lost(self) -> str | None:
        if self.path not in self.disk.names:
            return f"{len(self.acked)} entries with their file" if self.acked else None
        try:
            with Writer.open(self.path, disk=self.disk) as writer:
                self.torn += writer.recovered is not None
                found = {line.n: line.c for line in read(writer.data())} if writer.count else {}
        except JournalError as fault:
            return f"refused: {fault}"
        lost = [n for n, c in self.acked if found.get(n) != c]
        return f"entries {lost}" if lost else None


def losses(nights: int, writer: type[Writer] = Writer, disk: type[FakeDisk] = FakeDisk) -> tuple[list[str], Night]:
    """What was lost in many sessions, and a night that sums up what they met."""
    found, total = [], Night(0, writer, disk)
    for seed in range(nights):
        night = Night(seed, writer, disk)
        if lost := night.play():
            found.append(f"seed {seed}: {lost}")
        total.torn += night.torn
        total.copies += night.copies
        total.acked += night.acked
    return found, total


def test_no_acknowledged_entry_is_lost_in_a_power_cut() -> None:
    """Hundreds of sessions with torn writes, lost names and failing disks keep all they acknowledged."""
    found, total = losses(400)
    assert found == []
    assert len(total.acked) > 4000, "an empty run proves nothing"
    assert total.torn > 100
    assert total.copies > 20


class WithoutFsync(Writer):
    def _sync(self) -> None:
        pass


class EarlyAcknowledgement(Writer):
    """Acknowledges first and syncs before the next write."""

    owed = False

    def _write(self, blob: bytes) -> None:
        try:
            if self.owed:
                super()._sync()
        except OSError as fault:
            raise self._fail("was not confirmed by the disk") from fault
        super()._write(blob)

    def _sync(self) -> None:
        self.owed = True


class RetriedFsync(Writer):
    def _sync(self) -> None:
        try:
            super()._sync()
        except OSError:
            super()._sync()


class KeptUnconfirmed(FakeDisk):
    """Leaves in the file what a failed fsync did not confirm, for the next writer to build upon."""

    def truncate(self, fd: int, size: int) -> None:
        if self.syncs not in self.fail_syncs:
            super().truncate(fd, size)


class WithoutDirectoryFsync(FakeDisk):
    def sync_directory(self, directory: Path) -> None:
        pass


@pytest.mark.parametrize("mutant", [WithoutFsync, EarlyAcknowledgement, RetriedFsync])
def test_the_same_check_catches_a_writer_that_is_wrong(mutant: type[Writer]) -> None:
    """The check above can fail: it finds a loss in each writer that breaks one rule."""
    assert losses(60, writer=mutant)[0]


@pytest.mark.parametrize("mutant", [WithoutDirectoryFsync, KeptUnconfirmed])
def test_the_same_check_catches_a_disk_call_that_is_left_out(mutant: type[FakeDisk]) -> None:
    """The check above can fail: it finds the journal that vanished, and the one built upon lost pages."""
    assert losses(60, disk=mutant)[0]


APPENDER = """
import sys, pathlib
from seawar.journal import Writer
path = pathlib.Path(sys.argv[1])
writer = Writer.open(path)
while True:
    batch = [b'{"t":"note","k":%d,"text":"%b"}' % (writer.count + i, b"x" * 2000) for i in range(3)]
    for entry in writer.append(batch):
        print(entry.n, entry.c, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_no_acknowledged_entry_is_lost_to_a_kill(tmp_path: Path) -> None:
    """Fifteen processes killed in the middle of writing leave a journal that opens and holds all they said."""
    path, rng = tmp_path / "demo.seawar.jsonl", random.Random(1)
    Writer.create(path).close()
    said: list[str] = []
    for _ in range(15):
        command = [sys.executable, "-c", APPENDER, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            said.append(process.stdout.readline())
            time.sleep(rng.random() / 30)
            process.send_signal(signal.SIGKILL)
            said += process.stdout.readlines()
    Writer.open(path).close()
    found = {line.n: line.c for line in read(path)}
    acknowledged = [line.split() for line in said if line.endswith("\n")]
    assert len(acknowledged) > 30
    assert all(found[int(n)] == c for n, c in acknowledged)
