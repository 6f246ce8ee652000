"""Which rows of the state each order type of each seat moved in a game, what followed by itself included.

`replay/causes.py` tells why of one entry of a journal, to the line; here thousands of games without one are asked
only who set a row moving. So it goes by names alone: what the engine settles by itself is keyed by ids, and those
lead to the orders that last changed the rows of these names.
"""

from __future__ import annotations

from collections.abc import Iterable

from seawar.adjudicate.turn import Resolution
from seawar.content.deeds import PENDING
from seawar.core.results import Settled
from seawar.core.rules import Rules
from seawar.replay.rows import MOVES, Row, rows

Given = tuple[str, str]
"""A seat and an order type."""

NOBODYS = ("charge", "range", "inject", "end", "schedule", "deal")
"""Types of results that no order of a seat is the maker of: a price is no aim's gain, a script its author's."""
NOT_ASKED = (*MOVES, "news", "fired", "turn", "segment", "now", "until", "ahead", "ended")
"""Tables by which nothing is traced on."""
KEPT = ("contacts", "seen")
"""Tables of rows that more than one order may turn: all of them are its makers."""

Origins = dict[Row, tuple[frozenset[str], frozenset[Given]]]
"""Row to the ids in its key and to who set it moving."""


def moved_by(rules: Rules, turns: Iterable[Resolution]) -> dict[Given, set[Row]]:
    """Seat and order type to every row that such an order moved, or set moving."""
    moved: dict[Given, set[Row]] = {}
    origins: Origins = {}
    for resolution in turns:
        for _, results in resolution.steps:
            touched: dict[Row, frozenset[Given]] = {}
            for result in results:
                if result.type in NOBODYS or not result.effects:
                    continue
                makers = _makers(rules, result, results, origins)
                for row in {row for effect in result.effects for row in rows(effect)}:
                    for maker in makers:
                        moved.setdefault(maker, set()).add(row)
                    if row[0] not in NOT_ASKED:
                        touched[row] = touched.get(row, frozenset()) | makers
            for row, makers in touched.items():
                before = origins[row][1] if row in origins and row[0] in KEPT else frozenset()
                origins[row] = _ids(row), makers | before
    return moved


def _ids(row: Row) -> frozenset[str]:
    """The ids in a row's key; a ledger's own name is none."""
    parts = row[1].split("/")
    return frozenset(part for part in (parts[1:] if row[0] == "ledgers" else parts) if part)


def _makers(rules: Rules, result: Settled, beside: Iterable[Settled], origins: Origins) -> frozenset[Given]:
    types = rules.order_types
    if result.seat and result.type in types:
        return frozenset({(result.seat, result.type)})
    if result.subject and not result.seat and result.type != "lapse":
        parties = (r for r in beside if r.seat and r.type in types and r.subject == result.subject)
        return frozenset((r.seat, r.type) for r in parties if types[r.type].mechanism.name == result.type)
    return _followed(rules, result, origins)


def _followed(rules: Rules, result: Settled, origins: Origins) -> frozenset[Given]:
    """Who moved last what this piece of upkeep is named after; where that is seats alone, orders of its own domain."""
    named = {*result.key.split("/")[1:], result.subject} - {""}
    domain = result.type.partition(".")[0]
    found: set[Given] = set()
    for (table, key), (ids, makers) in origins.items():
        if ids <= named and (not ids <= rules.seats.keys() or key.partition("/")[0] in PENDING.values()):
            found |= makers
        elif ids <= named or (table == "ledgers" and len(named) > 1 and named <= ids):
            found |= {maker for maker in makers if rules.order_types[maker[1]].domain == domain}
    return frozenset(found)
