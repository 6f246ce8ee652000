"""The state before the first turn, from the scenario's set-up."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, permutations
from typing import Any

from seawar.content.scope import ANY, Findings
from seawar.core import calendar
from seawar.core.mechanism import Ledger
from seawar.core.rules import OrderType
from seawar.core.state import Agreement, Force, Matter, State, dyad
from seawar.core.tracks import ResourceDef, TrackDef


def start_state(
    doc: Any, tracks: Mapping[str, TrackDef], resources: Mapping[str, ResourceDef], ledgers: Mapping[str, Ledger],
    kinds: Mapping[str, OrderType], findings: Findings,
) -> State:  # fmt: skip
    seats = tuple(doc.seats)
    rows = {key: track.start for track in tracks.values() for key in _keys(track, seats)}
    for key, value in doc.start.tracks.items():
        if {ANY} & {*tracks, *seats} or any(track.per == ANY for track in tracks.values()):
            break  # which rows there are cannot be told
        if findings.known(("start", "tracks", key), "track", key, rows):
            track = tracks[key.partition("/")[0]]
            rows[key] = value
            if not track.low <= value <= track.high:
                message = f"expected {track.low} to {track.high}, came {value}"
                findings.add(("start", "tracks", key), message)
    stock = {f"{r.id}/{seat}": r.start for r in resources.values() for seat in seats}
    for key, value in doc.start.resources.items():
        if {ANY} & {*resources, *seats}:
            break
        if findings.known(("start", "resources", key), "resource", key, stock):
            stock[key] = value
            cap = resources[key.partition("/")[0]].cap
            if value > cap:
                findings.add(("start", "resources", key), f"expected at most {cap}, the cap, came {value}")
    for key, value in doc.start.ledgers.items():
        _check_row(key, value, doc, ledgers, kinds, findings)
    given = {*doc.start.tracks, *doc.start.resources, *doc.start.ledgers}
    for key in doc.start.sources:
        findings.known(("start", "sources", key), "row given under start", key, given)
    return State(
        ledgers=dict(doc.start.ledgers),
        tracks=rows,
        resources=stock,
        forces={id_: _force(id_, force, doc, findings) for id_, force in doc.forces.items()},
        agreements={id_: _agreement(id_, a, doc, findings) for id_, a in doc.agreements.items()},
        matters={id_: _matter(id_, m, doc, findings) for id_, m in doc.matters.items()},
    )


def _check_row(
    key: str, value: int, doc: Any, ledgers: Mapping[str, Ledger], kinds: Mapping[str, OrderType], findings: Findings
) -> None:
    """Whether a ledger row names what its ledger is kept by, and begins within its bounds."""
    path = ("start", "ledgers", key)
    name, _, rest = key.partition("/")
    if not findings.known(path, "ledger", name, ledgers) or name not in ledgers:
        return
    ledger = ledgers[name]
    seat, *others = rest.split("/")
    findings.known(path, "seat", seat, doc.seats)
    what, known = "seat or good", {*doc.seats, *doc.goods}
    if ledger.by == "area":
        what, known = "area", {*doc.map.areas}
    elif ledger.orders:
        what, known = "order type with such a row", _with_rows(ledger, kinds)
        if len(others) != 1:
            example = min(known - {ANY}, default="ORDER")
            findings.add(path, f"expected one order type after the seat, as '{name}/{seat}/{example}'")
            return
    for other in others:
        findings.known(path, what, other, known)
    if ledger.most is not None and value > ledger.most:
        findings.add(path, f"expected 0 to {ledger.most}, came {value}: write at most {ledger.most}")


def _with_rows(ledger: Ledger, kinds: Mapping[str, OrderType]) -> set[str]:
    """The order types that a ledger is kept by; any, where one of them could not be compiled."""
    if any(kind.mechanism is None or kind.params is None for kind in kinds.values()):
        return {ANY}
    return {id_ for id_, kind in kinds.items() if ledger.orders and ledger.orders(kind)}


def _keys(track: TrackDef, seats: tuple[str, ...]) -> list[str]:
    match track.per:
        case "table":
            return [f"{track.id}/table"]
        case "seat":
            return [f"{track.id}/{seat}" for seat in seats]
        case "dyad":
            return [f"{track.id}/{dyad(a, b)}" for a, b in combinations(seats, 2)]
        case _:
            return [f"{track.id}/{a}>{b}" for a, b in permutations(seats, 2)]


def _force(id_: str, force: Any, doc: Any, findings: Findings) -> Force:
    findings.known(("forces", id_, "seat"), "seat", force.seat, doc.seats)
    findings.known(("forces", id_, "base"), "area", force.base, doc.map.areas)
    try:
        length = calendar.parse_duration(force.scramble)
        scramble = length.minutes
        if length.months:
            findings.add(("forces", id_, "scramble"), f"expected minutes or hours, came {force.scramble!r}")
    except calendar.CalendarError as error:
        findings.add(("forces", id_, "scramble"), str(error))
        scramble = 0
    return Force(
        force.seat,
        force.kind,
        force.title,
        force.count,
        force.base,
        force.base,
        "ready",
        scramble,
        force.speed,
    )


def _agreement(id_: str, agreement: Any, doc: Any, findings: Findings) -> Agreement:
    for seat in agreement.parties:
        findings.known(("agreements", id_, "parties"), "seat", seat, doc.seats)
    return Agreement(tuple(sorted(agreement.parties)), agreement.status)


def _matter(id_: str, matter: Any, doc: Any, findings: Findings) -> Matter:
    findings.known(("matters", id_, "status"), "declared state", matter.status, matter.states)
    if matter.holder:
        findings.known(("matters", id_, "holder"), "seat", matter.holder, doc.seats)
    return Matter(matter.holder or "", matter.status)
