"""Interception and the encounter: who is there in time, and how far it climbs.

All orders that meet the same contact are one case, so an encounter holds every party, three or more,
and climbs rung by rung within one turn. Settling each seat's interception by itself was refused: three
air forces round one aircraft are more dangerous than three times one.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Annotated

from annotated_types import Ge, Le, Len
from msgspec.structs import replace

from seawar.core.effects import (
    AnyEffect,
    ContactEnded,
    ContactSeen,
    ContactTurned,
    EncounterClimbed,
    EvidenceFound,
    ForceLost,
    ForceMoved,
    LedgerMoved,
    Raise,
    Reported,
)
from seawar.core.facts import Facts
from seawar.core.mechanism import PER_MILLE, Ask, Case, Chance, Entrant, Mechanism, NetModifiers, Outcome, Step
from seawar.core.orders import Branch, Order, Rung
from seawar.core.state import Contact, Report
from seawar.domains.air_arrival import arrive, legs_here, reinforcements

PerMille = Annotated[int, Ge(0), Le(1000)]
PerRung = Annotated[tuple[PerMille, ...], Len(5, 5)]

LIKELY, CERTAIN = 2, 4
SURE = {LIKELY: "likely", CERTAIN: "certain"}
PROVED = {"open": CERTAIN, "deniable": LIKELY, "false-flag": LIKELY}
"""How surely pilots alongside can show whose aircraft it is; under a false flag they name the wrong seat."""
PATROL_MINUTES = 120
"""How long fighters stay up before they must land. Assumption."""
TOUGHEST, MEEKEST = 5, 0
"""What an unknown crew may be ordered to bear."""

FLEW_ON = ("shadowed_out", "stayed", "unsafe")
"""Bands of a contact that was met and did enter."""

BANDS = ("turned_back", "shadowed_out", "stayed", "unsafe", "lost", "late", "quiet")


Climbed = tuple[str, int, set[str]]
"""The band, the highest rung, and the seats that fired."""


@dataclass(frozen=True, slots=True)
class InterceptParams:
    """Odds on each rung: radio call, shadow, flares, warning shots, lock-on. All are assumptions."""

    reaction_minutes: Annotated[int, Ge(0), Le(60)] = 2
    """From detection to the order to go."""
    turns: PerRung = (5, 10, 20, 30, 60)
    """Per mille that it turns away on a rung that its orders bear."""
    turns_beyond: PerRung = (250, 400, 600, 800, 900)
    """Per mille that it turns away on a rung beyond its orders."""
    unsafe: PerRung = (0, 5, 15, 20, 40)
    """Per mille that aircraft pass too close."""
    crowd: PerMille = 15
    """Per mille added to unsafe for each pair of interceptors without a shared picture."""
    loss: PerRung = (0, 0, 1, 3, 10)
    """Per mille that an aircraft is lost, by collision or fire."""


def _subjects(order: Order, facts: Facts) -> Iterable[str]:
    """The contact named, or every contact of others that the seat sees enter the area it guards."""
    area = order.targets["area"]
    named = order.targets.get("contact")
    for id_, contact in sorted(facts.world.contacts.items()):
        met = id_ == named if named else facts.level(id_, order.seat) > 0
        if met and contact.owner != order.seat and legs_here(contact, area, facts):
            yield id_


def _told(branches: tuple[Branch, ...], rung: int, ceiling: int) -> int:
    """The ceiling after the `if` branches that this rung sets off; -1 to withdraw."""
    for branch in branches:
        if branch.when == "rung-reached" and rung >= branch.at:
            if branch.then == "withdraw":
                return -1
            if branch.then == "ceiling":
                ceiling = branch.to
    return ceiling


def _strangers(parties: list[Entrant], facts: Facts) -> int:
    """Pairs of interceptors that do not share a picture."""
    seats = sorted({entrant.order.seat for entrant in parties})
    return sum(not facts.fn_lasts("shared-picture", a, b) for a, b in combinations(seats, 2))


def _climb(contact: Contact, place: str, parties: list[Entrant], facts: Facts) -> Generator[Ask, int, Climbed]:
    """The ladder: each rung is climbed if some party may, and each may end it.

    A rung has the odds of the order type that climbs it; of several, of the first by key.
    """
    bears = facts.guess(contact.tolerance, TOUGHEST, MEEKEST)
    strangers = _strangers(parties, facts)
    ceilings = [entrant.order.ceiling for entrant in parties]
    reached, fired = Rung.NONE, set[str]()
    for rung in list(Rung)[1:]:
        climbing = [entrant for entrant, ceiling in zip(parties, ceilings, strict=True) if ceiling >= rung]
        if not climbing:
            break
        reached, at, params = rung, rung - 1, climbing[0].type.params
        if rung == Rung.WARNING_SHOTS:
            fired = {entrant.order.seat for entrant in climbing}
        told = _told(contact.branches or (), rung, bears)
        loss = params.loss[at]
        unsafe = min(params.unsafe[at] + (params.crowd * strangers if rung > 1 else 0), PER_MILLE - loss)
        wants = PER_MILLE if told < 0 else params.turns[at] if rung <= told else params.turns_beyond[at]
        turns = min(wants, PER_MILLE - unsafe - loss)
        odds = (turns, unsafe, loss, PER_MILLE - turns - unsafe - loss)
        pick = yield Chance(f"{place}: {rung.title}", ("turned_back", "unsafe", "lost", "flies on"), odds)
        if pick < 3:
            return ("turned_back", "unsafe", "lost")[pick], reached, fired
        ceilings = [_told(e.order.branches, rung, c) for e, c in zip(parties, ceilings, strict=True)]
    return ("shadowed_out" if reached <= Rung.SHADOW else "stayed"), reached, fired


def _places(case: Case, facts: Facts) -> list[tuple[str, list[int]]]:
    """Where it is met, in the order in which it comes there, and by which entrants."""
    contact = facts.contact(case.subject)
    met: dict[str, list[int]] = {}
    for i, entrant in enumerate(case.entrants):
        met.setdefault(entrant.order.targets["area"], []).append(i)
    return sorted(met.items(), key=lambda place: (legs_here(contact, place[0], facts)[0].enter, place[0]))


def _meet(
    case: Case, place: str, entrants: list[int], facts: Facts
) -> Generator[Ask, int, tuple[list[str], list[NetModifiers], dict[str, int]]]:
    """One place: who is there, how far it climbs, and the band of each entrant.

    A seat with two orders for the place is one party: the order that names the contact leads.
    """
    contact, parties = facts.contact(case.subject), [case.entrants[i] for i in entrants]
    arrived: dict[str, tuple[bool, NetModifiers]] = {}
    for entrant in sorted(parties, key=lambda e: (e.order.seat, "contact" not in e.order.targets, e.order.key)):
        if entrant.order.seat not in arrived:
            arrived[entrant.order.seat] = yield from arrive(entrant, contact, facts)
    there = [entrant for entrant in parties if arrived[entrant.order.seat][0]]
    band, detail = "late", {place: 0}
    if there and contact.owner == "":
        band = "quiet"
    elif there:
        band, rung, fired = yield from _climb(contact, place, there, facts)
        detail = {place: rung} | {f"{place}/fired/{seat}": 1 for seat in sorted(fired)}
    bands = [band if arrived[e.order.seat][0] else "late" for e in parties]
    return bands, [arrived[e.order.seat][1] for e in parties], detail


def settle(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """Interception by warning time, then the encounter ladder.

    Method: time to spare and the seats' modifiers give a net; two dice against 7 decide who is there in
    time (the matrix-game odds, 17 to 92 %). Those who are climb the ladder radio call, shadow, flares,
    warning shots, lock-on, up to the highest ceiling among them; at each rung the contact may turn away
    (likely once the rung is beyond its orders), pass too close, or be lost. Places are settled in the
    order in which it comes to them; once it has turned or is lost, it comes to no other.
    Assumptions: 1. the rung odds are ours and are listed in the rulebook; 2. one flight, one crew's
    orders; 3. whoever is late does not climb. Limits: no numbers of aircraft enter the ladder.
    """
    bands: list[str] = ["quiet"] * len(case.entrants)
    mods: list[NetModifiers] = [()] * len(case.entrants)
    detail: dict[str, int] = {}
    for place, entrants in _places(case, facts):
        came, why, there = yield from _meet(case, place, entrants, facts)
        detail |= there
        for i, band, own in zip(entrants, came, why, strict=True):
            bands[i], mods[i] = band, own
        if {"turned_back", "lost"} & set(came):
            break
    return Outcome(tuple(bands), tuple(mods), detail)


def enact(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """What follows for the contact and the forces, from the bands that hold."""
    id_, contact = case.subject, facts.contact(case.subject)
    parties = list(zip(case.entrants, bands, strict=True))
    for entrant in case.entrants:
        yield from _fly(entrant, facts)
    for place, _ in _places(case, facts):
        met = [e for e, band in parties if e.order.targets["area"] == place and band not in ("late", "quiet")]
        if met:
            yield from _met(id_, contact, place, met, outcome.detail, facts)
    entered = {(e.order.seat, e.order.targets["area"]) for e, band in parties if band in FLEW_ON}
    for seat, place in sorted(entered):
        if seat in facts.area(place).claimed_by:
            yield LedgerMoved(f"answered/{seat}", 1)
    turned = {e.order.targets["area"] for e, band in parties if band == "turned_back"}
    if turned:
        first = min(leg.enter for leg in contact.legs if leg.area in turned)
        kept = tuple(leg for leg in contact.legs if leg.enter < first)
        yield ContactTurned(id_, kept or (replace(contact.legs[0], leave=contact.legs[0].enter + 1),))
    if "lost" in bands and contact.force:
        yield ForceLost(contact.force, 1)
        yield LedgerMoved(f"losses/{contact.owner}", 1)
    looked = contact.owner == "" and "quiet" in bands
    if "lost" in bands or looked:
        yield ContactEnded(id_)


def _fired(entrant: Entrant, contact: Contact, id_: str, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """A warning burst, counted, and whatever the rulebook says follows from one."""
    seat = entrant.order.seat
    env = {**entrant.env, "contact": id_, "contact.owner": contact.shown_owner}
    yield LedgerMoved(f"bursts/{seat}", 1)
    for make in facts.rules.events.get("warning-shots", ()):
        yield from make(facts, env)


def _markings(id_: str, seat: str, contact: Contact) -> AnyEffect:
    """What pilots alongside can prove: open flight is certain, deniable likely, a false flag misleads."""
    author = contact.blame if contact.openness == "false-flag" and contact.blame else contact.owner
    return EvidenceFound(id_, seat, author or "", PROVED.get(contact.openness or "", LIKELY))


def _fly(entrant: Entrant, facts: Facts) -> Iterable[AnyEffect]:
    for id_, force in (*facts.sent(entrant.order), *reinforcements(entrant.order, facts)):
        until = force.busy_until if force.status == "airborne" else facts.world.now + PATROL_MINUTES
        yield ForceMoved(id_, "airborne", entrant.order.targets["area"], until)


def _met(
    id_: str, contact: Contact, place: str, met: list[Entrant], detail: Mapping[str, int], facts: Facts
) -> Iterable[AnyEffect | Raise]:
    """What those who met it saw and did there, and what its crew reports."""
    rung = detail.get(place, 0)
    by_seat = {entrant.order.seat: entrant for entrant in met}
    shooters = [entrant for seat, entrant in sorted(by_seat.items()) if detail.get(f"{place}/fired/{seat}")]
    for entrant in met:
        yield ContactSeen(id_, entrant.order.seat, 2)
        yield _markings(id_, entrant.order.seat, contact)
    for entrant in shooters:
        yield from _fired(entrant, contact, id_, facts)
    seats = tuple(sorted(by_seat))
    yield EncounterClimbed(id_, rung, len(shooters), seats)
    at = max(legs_here(contact, place, facts)[0].enter, facts.world.now)
    args = {"contact": id_, "seats": ", ".join(seats), "rung": Rung(rung).title, "area": place}
    text = "{seats} met aircraft of ours over {area}: {contact}. It went as far as: {rung}."
    yield Reported(Report((contact.owner or "",), at, "Crew", text, args))


INTERCEPT = Mechanism("air.intercept", Step.MEET, InterceptParams, ("area",), BANDS, settle, enact, _subjects, "quiet")
