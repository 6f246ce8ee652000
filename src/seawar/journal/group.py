"""One thread that commits for many: whatever queued up while the disk was busy is the next batch.

A lock around each append was refused: with two hundred seats sealing at once, each would wait for the
fsync of all before it. Here they share one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

from seawar.errors import WriteFailed

Batch = Sequence[bytes]
Done = TypeVar("Done")


class GroupCommit(Generic[Done]):
    """A queue of batches and the one thread that serves it."""

    def __init__(self, commit: Callable[[list[Batch]], list[Done | Exception]]) -> None:
        self._commit = commit
        self._queue: SimpleQueue[tuple[Batch, Future[Done]] | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._ended = False
        self._thread = threading.Thread(target=self._serve, name="seawar-journal", daemon=True)
        self._thread.start()

    def submit(self, batch: Batch) -> Future[Done]:
        """A promise that is kept when the batch is on the disk, and not before."""
        future: Future[Done] = Future()
        with self._lock:
            if self._ended:
                raise WriteFailed("The journal is no longer open for writing; open it again.")
            self._queue.put((batch, future))
        return future

    def close(self) -> None:
        """Commit what is queued, then end the thread."""
        with self._lock:
            if not self._ended:
                self._ended = True
                self._queue.put(None)
        self._thread.join()

    def _serve(self) -> None:
        going_on = True
        while going_on:
            taken = [self._queue.get()]
            while True:
                try:
                    taken.append(self._queue.get_nowait())
                except Empty:
                    break
            going_on = None not in taken
            self._settle([job for job in taken if job and job[1].set_running_or_notify_cancel()])

    def _settle(self, jobs: list[tuple[Batch, Future[Done]]]) -> None:
        if not jobs:
            return
        try:
            outcomes = self._commit([batch for batch, _ in jobs])
        except BaseException as fault:  # whatever it is, nobody may be left waiting
            for _, future in jobs:
                future.set_exception(fault)
            return
        for (_, future), outcome in zip(jobs, outcomes, strict=True):
            if isinstance(outcome, Exception):
                future.set_exception(outcome)
            else:
                future.set_result(outcome)
