"""A scenario under another rulebook than its own: what is the scenario's stays, what is the rulebook's gives way.

Places, seats, briefs, aims, injects, agreements and ends stay. Order types on offer, habits, historical orders and
what they are measured by are the old rulebook's and are left out; so are starting values of tracks, resources and
ledgers that the other rulebook does not have. A condition that asks for something it does not know is a problem
like any other, told when the scenario is compiled.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from seawar.core.mechanism import Ledger


def under_other_rules(scenario: Any, rulebook: Any, ledgers: Iterable[Ledger]) -> Any:
    """A copy of the validated scenario document that names `rulebook` as its own."""
    made = type(scenario)
    seats = {id_: made({**seat, "habits": []}) for id_, seat in scenario.seats.items()}
    segments = [made({**segment, "orders": [], "hand": {}}) for segment in scenario.segments]
    by_order = {ledger.name for ledger in ledgers if ledger.by == "order"}
    rows = {k: v for k, v in scenario.start.ledgers.items() if _has_row(k, by_order, rulebook.orders)}
    start = made({**scenario.start, "ledgers": made(rows), "tracks": _known(scenario.start.tracks, rulebook.tracks),
                  "resources": _known(scenario.start.resources, rulebook.resources)})  # fmt: skip
    return made({
        **scenario, "rulebook": rulebook.rulebook, "rulebook_version": rulebook.version, "seats": made(seats),
        "segments": segments, "start": start, "historical": [], "calibration": [],
        "session": scenario.session and made({**scenario.session, "read_in": []}),
    })  # fmt: skip


def _has_row(key: str, by_order: Iterable[str], orders: Any) -> bool:
    """Whether the other rulebook has the order type that a row is kept by, where it is kept by one."""
    return key.partition("/")[0] not in by_order or key.rpartition("/")[2] in orders


def _known(rows: Any, declared: Any) -> Any:
    return type(rows)({key: value for key, value in rows.items() if key.partition("/")[0] in declared})
