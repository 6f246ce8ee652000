"""Group commit: many threads, few fsyncs, and nobody told too early or left waiting."""

from __future__ import annotations

import threading
from concurrent.futures import Future, wait
from pathlib import Path

from fake_disk import FakeDisk, payload

from seawar.errors import JournalClosed, WriteFailed
from seawar.journal import Disk, Writer, Written, read

LOG = Path("/table/demo.seawar.jsonl")
CLOSING = b'{"t":"closed","at":1,"vis":["public"]}'


def numbers(written: list[Written]) -> list[int]:
    return [entry.n for entry in written]


class Gate(Disk):
    """A disk whose fsync waits until it is let go, and counts."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.reached = threading.Event()
        self.syncs = 0

    def sync(self, fd: int) -> None:
        self.syncs += 1
        self.reached.set()
        assert self.go.wait(10)
        super().sync(fd)


def test_what_queues_up_during_an_fsync_shares_the_next_one(tmp_path: Path) -> None:
    """Two hundred seats that seal at once cost two fsyncs, and none is acknowledged before its own."""
    disk = Gate()
    disk.go.set()
    path = tmp_path / "demo.seawar.jsonl"
    with Writer.create(path, disk=disk) as writer:
        disk.go.clear()
        disk.reached.clear()
        disk.syncs = 0
        first = writer.submit([payload(0)])
        assert disk.reached.wait(10)
        rest: list[Future[list[Written]]] = []
        threads = [threading.Thread(target=lambda k=k: rest.append(writer.submit([payload(k)]))) for k in range(1, 201)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
        assert not first.done()
        assert not any(future.done() for future in rest)
        disk.go.set()
        wait([first, *rest], timeout=10)
        assert disk.syncs == 2
        assert sorted(n for future in rest for n in numbers(future.result())) == list(range(1, 201))
    lines = list(read(path))
    assert {line.w for line in lines} == {0, 1}
    assert {line.n: line.c for line in lines} == {e.n: e.c for f in [first, *rest] for e in f.result()}


def test_one_refused_batch_does_not_spoil_the_others(tmp_path: Path) -> None:
    """In a shared write, only the seats that came after the closing entry are refused."""
    disk = Gate()
    disk.go.set()
    with Writer.create(tmp_path / "demo.seawar.jsonl", disk=disk) as writer:
        disk.go.clear()
        disk.reached.clear()
        futures = [writer.submit([payload(0)])]
        assert disk.reached.wait(10)
        futures += [writer.submit([d]) for d in (payload(1), CLOSING, payload(2))]
        disk.go.set()
        assert [numbers(future.result(10)) for future in futures[:3]] == [[0], [1], [2]]
        assert isinstance(futures[3].exception(10), JournalClosed)


def test_a_failed_fsync_reaches_everyone_who_waits() -> None:
    """No future of a group commit is left hanging."""
    disk = FakeDisk()
    writer = Writer.create(LOG, disk=disk)
    disk.fail_syncs = {disk.syncs + 1}
    futures = [writer.submit([payload(k)]) for k in range(20)]
    assert all(isinstance(future.exception(10), WriteFailed) for future in futures)
    writer.close()
