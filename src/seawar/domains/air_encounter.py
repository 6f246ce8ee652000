"""Interception and the encounter: who is there in time, and how far it climbs.

All orders that meet the same contact are one case, so an encounter holds every party, three or more,
and climbs rung by rung within one turn. Settling each seat's interception by itself was refused: three
air forces round one aircraft are more dangerous than three times one.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Annotated

from annotated_types import Ge, Le, Len

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
from seawar.core.mechanism import PER_MILLE, Ask, Case, Chance, Entrant, Mechanism, Outcome, Step
from seawar.core.orders import Branch, Leg, Order, Rung
from seawar.core.state import Contact, Force, Report

PerMille = Annotated[int, Ge(0), Le(1000)]
PerRung = Annotated[tuple[PerMille, ...], Len(5, 5)]

IN_TIME = (167, 278, 417, 583, 722, 833, 917)
"""Per mille of two dice making 7 or more with -3 to +3 added: the matrix-game roll, exact in 36ths."""
PATROL_MINUTES = 120
"""How long fighters stay up before they must land. Assumption."""
TOUGHEST, MEEKEST = 5, 1
"""The ends of what an unknown crew may be ordered to bear."""
MOST_EVASIVE = 2
"""The worst conduct that a preview reckons with."""

BANDS = ("turned_back", "shadowed_out", "stayed", "unsafe", "lost", "late", "quiet")


@dataclass(frozen=True, slots=True)
class InterceptParams:
    """Odds on each rung: radio call, shadow, flares, warning shots, lock-on. All are assumptions, per mille."""

    reaction_minutes: Annotated[int, Ge(0), Le(60)] = 2
    """From detection to the order to go."""
    turns: PerRung = (5, 10, 20, 30, 60)
    """That it turns away on a rung that its orders bear."""
    turns_beyond: PerRung = (250, 400, 600, 800, 900)
    """That it turns away on a rung beyond its orders."""
    unsafe: PerRung = (0, 5, 15, 20, 40)
    """That aircraft pass too close."""
    crowd: PerMille = 15
    """Added to unsafe for each pair of interceptors without a shared picture."""
    loss: PerRung = (0, 0, 1, 3, 10)
    """That an aircraft is lost, by collision or fire."""


def _legs_here(contact: Contact, area: str, facts: Facts) -> list[Leg]:
    """Its legs in the area that have part in this turn."""
    return [
        leg for leg in contact.legs
        if leg.area == area and leg.leave > facts.world.now and leg.enter < facts.world.until
    ]  # fmt: skip


def _subjects(order: Order, facts: Facts) -> Iterable[str]:
    """The contact named, or every contact of others that the seat sees enter the area it guards."""
    area = order.targets["area"]
    named = order.targets.get("contact")
    for id_, contact in sorted(facts.world.contacts.items()):
        met = id_ == named if named else facts.level(id_, order.seat) > 0
        if met and contact.owner != order.seat and _legs_here(contact, area, facts):
            yield id_


def _place(order: Order) -> str:
    return order.targets["area"]


def _minutes(force: Force, area: str, facts: Facts) -> int:
    """From order to arrival: to wheels up unless already flying, then the way at its speed."""
    on_ground = 0 if force.status == "airborne" else force.scramble_minutes
    return on_ground + facts.rules.map.km[force.area, area] * 60 // force.speed


def _sent(order: Order, kind: str, facts: Facts) -> list[tuple[str, Force]]:
    """The forces named and able to go; else the one that is there first. Reinforcements come after."""
    area = order.targets["area"]
    ready = facts.ready(order.seat, kind)
    nearest = sorted(ready, key=lambda pair: (_minutes(pair[1], area, facts), pair[0]))
    sent = [pair for pair in nearest if pair[0] in order.forces] if order.forces else nearest[:1]
    extra = {f for b in order.branches if b.when == "contact-enters" and b.then == "reinforce" for f in b.forces}
    return sent + [pair for pair in ready if pair[0] in extra and pair not in sent]


def _spare_minutes(entrant: Entrant, contact: Contact, facts: Facts) -> int | None:
    """Warning time less the time to be there; None when nothing can be there before it leaves.

    Method: warning time = distance to go / speed, here the instant of entry less now; reaction, scramble
    and transit at the fighter's speed are taken from it. Units: minutes.
    """
    sent = _sent(entrant.order, entrant.type.force_kind, facts)
    legs = _legs_here(contact, entrant.order.targets["area"], facts)
    if not sent or not legs:
        return None
    needed: int = entrant.type.params.reaction_minutes + _minutes(sent[0][1], legs[0].area, facts)
    arrival = facts.world.now + needed
    if arrival >= legs[-1].leave:
        return None
    return max(legs[0].enter, facts.world.now) - arrival


def _timing(spare: int) -> tuple[int, str]:
    """What time to spare is worth. Assumption: a step at ten, three, none and five minutes late."""
    if spare >= 10:
        return 2, "ten minutes or more to spare"
    if spare >= 3:
        return 1, "minutes to spare"
    if spare >= 0:
        return 0, "just in time"
    return (-1, "a few minutes behind it") if spare >= -5 else (-2, "well behind it")


def _arrivals(case: Case, facts: Facts) -> Generator[Ask, int, tuple[list[bool], list[list[tuple[int, str]]]]]:
    """Who is there in time, each by a draw of its own."""
    contact = facts.contact(case.subject)
    there, mods = [], []
    for entrant in case.entrants:
        spare = _spare_minutes(entrant, contact, facts)
        if spare is None:
            there.append(False)
            mods.append([(-3, "cannot be there before it leaves")])
            continue
        evasion = facts.guess(contact.evasion, MOST_EVASIVE, 0)
        own = [_timing(spare)] + ([(-evasion, "its conduct")] if evasion else [])
        odds = IN_TIME[min(3, max(-3, entrant.net + sum(add for add, _ in own))) + 3]
        late = yield Chance(f"arrive:{entrant.order.seat}", ("in time", "late"), (odds, PER_MILLE - odds))
        there.append(not late)
        mods.append(own)
    return there, mods


def _told(branches: tuple[Branch, ...], rung: int, ceiling: int) -> int:
    """The ceiling after the `if` branches that this rung sets off; -1 to withdraw."""
    for branch in branches:
        if branch.when == "rung-reached" and rung >= branch.at:
            if branch.then == "withdraw":
                return -1
            if branch.then == "ceiling":
                ceiling = branch.to
    return ceiling


def _strangers(case: Case, present: list[int], facts: Facts) -> int:
    """Pairs of interceptors that do not share a picture."""
    seats = sorted({case.entrants[i].order.seat for i in present})
    return sum(not facts.fn_lasts("shared-picture", a, b) for a, b in combinations(seats, 2))


def _climb(case: Case, present: list[int], facts: Facts) -> Generator[Ask, int, tuple[str, int]]:
    """The ladder: each rung is climbed if some party may, and each may end it."""
    contact, params = facts.contact(case.subject), case.entrants[0].type.params
    bears = facts.guess(contact.tolerance, TOUGHEST, MEEKEST)
    crowd = params.crowd * _strangers(case, present, facts) if len(present) > 1 else 0
    ceilings = {i: case.entrants[i].order.ceiling for i in present}
    reached = Rung.NONE
    for rung in list(Rung)[1:]:
        if max(ceilings.values(), default=-1) < rung:
            break
        reached, at = rung, rung - 1
        turns = (params.turns if rung <= _told(contact.branches or (), rung, bears) else params.turns_beyond)[at]
        unsafe, loss = min(500, params.unsafe[at] + (crowd if rung > 1 else 0)), params.loss[at]
        turns = min(turns, PER_MILLE - unsafe - loss)
        odds = (turns, unsafe, loss, PER_MILLE - turns - unsafe - loss)
        pick = yield Chance(f"rung:{rung.title}", ("turned_back", "unsafe", "lost", "flies on"), odds)
        if pick < 3:
            return ("turned_back", "unsafe", "lost")[pick], reached
        ceilings = {i: _told(case.entrants[i].order.branches, rung, c) for i, c in ceilings.items()}
    return ("shadowed_out" if reached <= Rung.SHADOW else "stayed"), reached


def settle(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """Interception by warning time, then the encounter ladder.

    Method: time to spare and the seats' modifiers give a net; two dice against 7 decide who is there in
    time (the matrix-game odds, 17 to 92 %). Those who are climb the ladder radio call, shadow, flares,
    warning shots, lock-on, up to the highest ceiling among them; at each rung the contact may turn away
    (likely once the rung is beyond its orders), pass too close, or be lost.
    Assumptions: 1. the rung odds are ours and are listed in the rulebook; 2. one flight, one crew's
    orders; 3. whoever is late does not climb. Limits: no numbers of aircraft enter the ladder.
    """
    there, mods = yield from _arrivals(case, facts)
    present = [i for i, is_there in enumerate(there) if is_there]
    named = tuple(tuple(own) for own in mods)
    if not present:
        return Outcome(tuple("late" for _ in there), named)
    if facts.contact(case.subject).owner == "":
        return Outcome(tuple("quiet" if t else "late" for t in there), named)
    band, rung = yield from _climb(case, present, facts)
    return Outcome(tuple(band if t else "late" for t in there), named, {"rung": rung})


def enact(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """What follows for the contact and the forces, from the bands that hold."""
    id_, contact = case.subject, facts.contact(case.subject)
    rung = outcome.detail.get("rung", 0)
    met = [e for e, band in zip(case.entrants, bands, strict=True) if band != "late"]
    for entrant in case.entrants:
        yield from _fly(entrant, facts)
    for entrant in met:
        yield ContactSeen(id_, entrant.order.seat, 2)
        if contact.owner:
            yield _markings(id_, entrant.order.seat, contact)
        if rung >= Rung.WARNING_SHOTS <= entrant.order.ceiling:
            yield from _fired(entrant, contact, id_, facts)
    if met and contact.owner:
        yield from _met(id_, contact, met, rung, facts)
    area = case.entrants[0].order.targets["area"]
    if "turned_back" in bands:
        yield ContactTurned(id_, tuple(leg for leg in contact.legs if leg.area != area) or contact.legs[:1])
    if "lost" in bands and contact.force:
        yield ForceLost(contact.force, 1)
        yield LedgerMoved(f"losses/{contact.owner}", 1)
    if "lost" in bands or (met and not contact.owner):
        yield ContactEnded(id_)


def _fired(entrant: Entrant, contact: Contact, id_: str, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """A warning burst, counted, and whatever the rulebook says follows from one."""
    seat = entrant.order.seat
    env = {**entrant.env, "contact": id_, "contact.owner": contact.owner or ""}
    yield LedgerMoved(f"bursts/{seat}", 1)
    for make in facts.rules.events.get("warning-shots", ()):
        yield from make(facts, env)


def _markings(id_: str, seat: str, contact: Contact) -> AnyEffect:
    """What pilots alongside can prove: open flight is certain, deniable likely, a false flag misleads."""
    if contact.openness == "open":
        return EvidenceFound(id_, seat, contact.owner or "", 4)
    author = contact.blame if contact.openness == "false-flag" and contact.blame else contact.owner
    return EvidenceFound(id_, seat, author or "", 2)


def _fly(entrant: Entrant, facts: Facts) -> Iterable[AnyEffect]:
    for id_, force in _sent(entrant.order, entrant.type.force_kind, facts):
        until = force.busy_until if force.status == "airborne" else facts.world.now + PATROL_MINUTES
        yield ForceMoved(id_, "airborne", entrant.order.targets["area"], until)


def _met(id_: str, contact: Contact, met: list[Entrant], rung: int, facts: Facts) -> Iterable[AnyEffect]:
    seats = tuple(sorted({e.order.seat for e in met}))
    bursts = sum(rung >= Rung.WARNING_SHOTS <= e.order.ceiling for e in met)
    yield EncounterClimbed(id_, rung, bursts, seats)
    legs = _legs_here(contact, met[0].order.targets["area"], facts)
    at = max(legs[0].enter, facts.world.now) if legs else facts.world.now
    args = {"contact": id_, "seats": ", ".join(seats), "rung": Rung(rung).title}
    text = "{seats} met our {contact}. It went as far as: {rung}."
    yield Reported(Report((contact.owner or "",), at, "Crew", text, args))


INTERCEPT = Mechanism(
    "air.intercept", Step.MEET, InterceptParams, ("area",), BANDS, settle, enact, _subjects, _place, "quiet"
)
