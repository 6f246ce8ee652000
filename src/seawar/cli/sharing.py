"""Work shared out over processes; how it was shared out changes nothing."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from seawar.errors import SeawarError

Part = TypeVar("Part")
Result = TypeVar("Result")


def shared_out(task: Callable[[Part], Result], parts: Sequence[Part], jobs: int) -> Iterator[tuple[Part, Result]]:
    """Each part with what the task makes of it, in their order, on so many processes."""
    if jobs == 1:
        yield from ((part, task(part)) for part in parts)
        return
    pool = ProcessPoolExecutor(min(jobs, len(parts)), initializer=_quiet)
    try:
        for part, job in [(part, pool.submit(task, part)) for part in parts]:
            yield part, job.result()
    except BrokenProcessPool:
        raise SeawarError("a process that played games was stopped from outside; try again with --jobs 1") from None
    except KeyboardInterrupt:
        raise SeawarError("Stopped; nothing is kept of a rehearsal that is not over") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _quiet() -> None:
    """Ctrl-C is for the command, which ends its workers itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
