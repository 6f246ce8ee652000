"""Argued results by names that may be told to others: without the order's targets, which are its seat's own."""

from __future__ import annotations

from collections.abc import Iterable

from seawar.core.results import Settled
from seawar.core.rules import Rules


def argued(rules: Rules, results: Iterable[Settled]) -> dict[str, Settled]:
    """Name to result: order type and seat, and from the second of a kind on a number behind `#`."""
    found: dict[str, Settled] = {}
    for result in sorted(results, key=lambda result: result.key):
        kind = rules.order_types.get(result.type)
        if kind is None or kind.mechanism.words != "reasons" or result.band == "void":
            continue
        name = f"{result.type}/{result.seat}"
        count = sum(known.partition("#")[0] == name for known in found)
        found[f"{name}#{count + 1}" if count else name] = result
    return found
