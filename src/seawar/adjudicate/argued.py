"""Results in words: what waits, and argued ones by names that hold no targets, which are a seat's own."""

from __future__ import annotations

from collections.abc import Container, Iterable

from seawar.core.results import Settled
from seawar.core.rules import Rules

NAMED = 3
"""Results that a sentence names; of further ones it says how many."""


def waiting_words(rules: Rules, results: Iterable[Settled], waiting: Container[str]) -> str:
    """`1 result waits for your ruling: Japan, Argue for an action`: those whose keys wait, by their titles."""
    names = [
        ", ".join([*([rules.seats[r.seat].short] if r.seat in rules.seats else []), _title(rules, r)])
        for r in results
        if r.key in waiting
    ]
    count = f"{len(names)} result{'s wait' if len(names) != 1 else ' waits'} for your ruling"
    more = f"; and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{count}: {'; '.join(names[:NAMED])}{more}"


def _title(rules: Rules, result: Settled) -> str:
    kind = rules.order_types.get(result.type)
    return kind.title if kind else result.type


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
