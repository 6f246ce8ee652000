"""All that one seat may know, and nothing else: the one door out of the truth.

`view_for` builds a view up from nothing, field by field; it never copies the state and strips it. A
view is the state's shape with rows and fields left out, so facts read both alike. What a seat learns
is the difference between two of its views, and folding those differences gives the view again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from seawar.core.orders import Order
from seawar.core.rules import Rules
from seawar.core.state import (
    PUBLIC,
    UMPIRE,
    Agreement,
    Claim,
    Contact,
    Encounter,
    Evidence,
    Force,
    Matter,
    Report,
    State,
)


class View(msgspec.Struct):
    """What `seat` knows. Field for field as in `State`."""

    seat: str = ""
    turn: int = 0
    segment: int = 0
    now: int = 0
    until: int = 0
    ended: str = ""
    tracks: dict[str, int] = {}
    resources: dict[str, int] = {}
    ledgers: dict[str, int] = {}
    forces: dict[str, Force] = {}
    """Its own by id; those of others that its radar covers, by seat, kind and area."""
    contacts: dict[str, Contact] = {}
    seen: dict[str, int] = {}
    """Its own detections only."""
    encounters: dict[str, Encounter] = {}
    agreements: dict[str, Agreement] = {}
    conditions: dict[str, int] = {}
    matters: dict[str, Matter] = {}
    claims: dict[str, Claim] = {}
    evidence: dict[str, Evidence] = {}
    published: dict[str, int] = {}
    standing: dict[str, Order] = {}
    fired: dict[str, int] = {}
    """Injects addressed to it."""
    news: dict[str, Report] = {}
    """Numbered for this seat alone, so that a gap tells nothing."""


def addressed(to: Iterable[str], seat: str) -> bool:
    return any(name in (seat, PUBLIC) for name in to)


def view_for(rules: Rules, state: State, seat: str) -> View:
    """All that `seat` may know. The umpire's view is the whole table in the same shape."""
    if seat == UMPIRE:
        return _umpire_view(state)
    contacts = _contacts(state, seat)
    return View(
        seat=seat,
        turn=state.turn,
        segment=state.segment,
        now=state.now,
        until=state.until,
        ended=state.ended,
        tracks={k: v for k, v in state.tracks.items() if _may_see_track(rules, k, seat)},
        resources={k: v for k, v in state.resources.items() if k.endswith(f"/{seat}")},
        ledgers={k: v for k, v in state.ledgers.items() if _may_see_ledger(rules, k, seat)},
        forces=_forces(rules, state, seat),
        contacts=contacts,
        seen={k: v for k, v in state.seen.items() if k.endswith(f"/{seat}")},
        encounters={
            k: v for k, v in state.encounters.items()
            if k in contacts and (seat in v.parties or contacts[k].owner == seat)
        },
        agreements={
            k: v for k, v in state.agreements.items()
            if rules.agreements[k].public or seat in v.parties
        },
        conditions={k: v for k, v in state.conditions.items() if seat in _seats_in(k)},
        matters=dict(state.matters),
        claims={k: v for k, v in state.claims.items() if v.seat == seat or addressed(v.to, seat)},
        evidence={k: v for k, v in state.evidence.items() if k.endswith(f"/{seat}")},
        published=dict(state.published),
        standing={k: v for k, v in state.standing.items() if v.seat == seat},
        fired={
            inject.id: state.fired[inject.id] for inject in rules.msel
            if inject.id in state.fired and addressed(inject.to, seat)
        },
        news=_news(state, seat),
    )  # fmt: skip


def _umpire_view(state: State) -> View:
    known = {f: getattr(state, f) for f in View.__struct_fields__ if f != "seat"}
    return View(seat=UMPIRE, **known)


def _seats_in(key: str) -> list[str]:
    return key.rpartition("/")[2].replace(">", ":").split(":")


def _may_see_track(rules: Rules, key: str, seat: str) -> bool:
    """Of a pair only the first seat's own feeling is its own: the other's may move by what it never learns."""
    track = rules.tracks[key.partition("/")[0]]
    seats = _seats_in(key)
    return track.seen_by == "all" or (track.seen_by == "own" and seat in (seats[:1] if track.per == "pair" else seats))


def _may_see_ledger(rules: Rules, key: str, seat: str) -> bool:
    name, _, rest = key.partition("/")
    seen_by = rules.ledgers[name].seen_by
    return seen_by == "all" or (seen_by == "own" and rest.partition("/")[0] == seat)


def _forces(rules: Rules, state: State, seat: str) -> dict[str, Force]:
    forces = {id_: force for id_, force in state.forces.items() if force.seat == seat}
    for _, force in sorted(state.forces.items()):
        covered = any(by == seat for by, _ in rules.map.areas[force.area].radar)
        if force.seat != seat and force.status == "airborne" and covered and force.count:
            key = f"{force.seat}-{force.kind}@{force.area}"
            known = forces.get(key)
            forces[key] = Force(
                seat=force.seat, kind=force.kind, title=force.kind, base="", area=force.area,
                count=force.count + (known.count if known else 0),
                status="airborne", scramble_minutes=0, speed=0,
            )  # fmt: skip
    return forces


def _contacts(state: State, seat: str) -> dict[str, Contact]:
    contacts = {}
    for id_, contact in state.contacts.items():
        level = state.seen.get(f"{id_}/{seat}", 0)
        if contact.owner == seat:
            contacts[id_] = contact
        elif level:
            contacts[id_] = _as_seen(contact, level, state.now)
    return contacts


def _as_seen(contact: Contact, level: int, now: int) -> Contact:
    """What a radar shows, or, from level 2, what a pilot sees. Orders stay with those who gave them."""
    begun = [leg for leg in contact.legs if leg.enter <= now]
    ahead = [leg for leg in contact.legs if leg.enter > now][:1]
    named = level >= 2 and contact.openness == "open"
    return Contact(
        owner=contact.owner if named else None,
        kind=contact.kind if level >= 2 else None,
        title=contact.title if level >= 2 else None,
        count=contact.count if level >= 2 else None,
        speed=contact.speed,
        legs=tuple(begun[-1:] + ahead),
        tolerance=None,
        evasion=None,
        answers=None,
        openness=None,
        level=level,
    )


def _news(state: State, seat: str) -> dict[str, Report]:
    own = [report for _, report in sorted(state.news.items()) if addressed(report.to, seat)]
    return {f"{i:03}": msgspec.structs.replace(r, to=_audience(r, seat)) for i, r in enumerate(own, 1)}


def _audience(report: Report, seat: str) -> tuple[str, ...]:
    """Who else read it is nobody's business, unless everybody did."""
    return (PUBLIC,) if PUBLIC in report.to else (seat,)


Patch = tuple[str, str, Any]
"""Field, key (empty for a scalar), and the new value; `None` means the row is gone."""

_SCALARS = ("seat", "turn", "segment", "now", "until", "ended")
_TABLES = tuple(f for f in View.__struct_fields__ if f not in _SCALARS)
_ROWS: dict[str, Any] = {
    field.name: field.type.__args__[1] for field in msgspec.structs.fields(View) if field.name in _TABLES
}


def difference(before: View, after: View) -> list[Patch]:
    """What must be learned to go from one view to the other, in a fixed order."""
    patches: list[Patch] = [
        (name, "", getattr(after, name))
        for name in _SCALARS
        if name != "seat" and getattr(before, name) != getattr(after, name)
    ]
    for name in _TABLES:
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        patches += [(name, key, None) for key in sorted(old.keys() - new.keys())]
        patches += [(name, key, new[key]) for key in sorted(new) if old.get(key) != new[key]]
    return patches


def fold(view: View, patches: Iterable[tuple[str, str, Any]]) -> None:
    """Fold patches, as decoded from JSON, into a view."""
    for name, key, value in patches:
        if name in _SCALARS:
            setattr(view, name, value)
        elif value is None:
            getattr(view, name).pop(key, None)
        else:
            getattr(view, name)[key] = msgspec.convert(value, _ROWS[name])
