"""Measure everything, print it, and keep it in `results.json` beside this file.

The exit code is 1 when a ratio is over its budget or could not be measured. Budgets in microseconds are only
shown: they depend on the machine.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import disk, looking, orders, peer, replaying, rows, screens, starting

RESULTS = Path(__file__).with_name("results.json")


def main() -> None:
    with_peer = peer.installed()
    if not with_peer:
        print(peer.MISSING, file=sys.stderr)
    parts: dict[str, Callable[[], list[rows.Row]]] = {
        "orders": lambda: orders.measure(with_peer),
        "views and odds": looking.measure,
        "replay": replaying.measure,
        "disk": disk.measure,
        "start": starting.measure,
        "screens": screens.measure,
    }
    found: list[rows.Row] = []
    for part, measure in parts.items():
        print(f"measuring {part} ...", file=sys.stderr, flush=True)
        found += measure()
    print(rows.table(found))
    rows.write(found, RESULTS)
    failed = [row.key for row in found if row.fails]
    if failed:
        print(f"over budget or not measured: {', '.join(failed)}", file=sys.stderr)
    raise SystemExit(1 if failed else 0)
