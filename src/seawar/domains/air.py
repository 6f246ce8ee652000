"""The air domain: flights, radar, and being there in time. The encounter itself is `air_encounter`."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le

from seawar.core.calendar import MINUTES_PER_DAY
from seawar.core.conditions import Function
from seawar.core.effects import (
    AnyEffect,
    ContactEnded,
    ContactMade,
    ContactSeen,
    ContactTurned,
    ForceMoved,
    LedgerMoved,
    Raise,
    Reported,
)
from seawar.core.facts import Facts
from seawar.core.mechanism import (
    PER_MILLE,
    Ask,
    Case,
    Chance,
    Domain,
    FactFunction,
    Ledger,
    Mechanism,
    Naming,
    Outcome,
    Step,
    Trace,
    Upkeep,
)
from seawar.core.orders import Leg, Order
from seawar.core.state import Contact, Report, dyad
from seawar.domains.air_arrival import MOST_EVASIVE
from seawar.domains.air_encounter import INTERCEPT, PROVED, SURE
from seawar.domains.air_fields import DISPERSE, FIELD_FUNCTIONS, FIELD_LEDGERS
from seawar.domains.air_lock_on import LOCK_ON
from seawar.domains.air_salvo import SALVO
from seawar.domains.air_season import SEASON

FALSE_ALARM_PER_MILLE = 15
"""Chance of a false contact for one seat in half an hour. Assumption: no public figure."""
SHARED_PICTURE_PER_MILLE = 150
"""What a partner's shared radar adds to detection. Assumption."""
FALSE_ALARM_MINUTES = 20
"""How long a false contact stays on the screen. Assumption."""


@dataclass(frozen=True, slots=True)
class FlightParams:
    """How a flight behaves."""

    evasion: Annotated[int, Ge(0), Le(MOST_EVASIVE)] = 0
    """What its conduct takes from an interceptor's net: course changes, silence, low flight."""
    answers: bool = True
    """Whether it answers the radio."""


def _legs(order: Order, facts: Facts) -> tuple[Leg, ...]:
    """The order's own timed route, or the named one counted from the start of the turn."""
    now = facts.world.now
    route = facts.rules.map.routes[order.targets["route"]]
    return order.route or tuple(Leg(leg.area, now + leg.after, now + leg.after + leg.stay) for leg in route.legs)


def _set_out(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """A flight sets out along its route if a force is ready; it is given a name that tells nothing."""
    del facts
    (entrant,) = case.entrants
    if not entrant.order.forces:
        return Outcome(("grounded",))
    name = yield Naming("name")
    return Outcome(("airborne",), detail={"name": name})


def _launch(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect]:
    (entrant,) = case.entrants
    order, params = entrant.order, entrant.type.params
    if bands != ("airborne",) or "name" not in outcome.detail:
        return
    id_, force = facts.sent(order)[0]
    legs = _legs(order, facts)
    yield ContactMade(
        f"t{outcome.detail['name']:06x}",
        Contact(
            owner=order.seat, kind=force.kind, title=force.title, count=force.count,
            speed=force.speed, legs=legs, tolerance=order.ceiling, evasion=params.evasion,
            answers=params.answers, openness=order.openness, force=id_, blame=order.blame, branches=order.branches,
        ),
    )  # fmt: skip
    yield ForceMoved(id_, "away", force.base, legs[-1].leave)


FLIGHT = Mechanism(
    "air.flight", Step.MOVE, FlightParams, ("route",), ("airborne", "grounded"), _set_out, _launch,
    traces=tuple(Trace(name, (SURE[level],), (PER_MILLE,)) for name, level in PROVED.items()),
)  # fmt: skip


def _begun(contact: Contact, facts: Facts) -> list[Leg]:
    """Legs flown, at least in part, within this turn."""
    return [leg for leg in contact.legs if leg.enter < facts.world.until and leg.leave > facts.world.now]


def _undetected(facts: Facts) -> Iterable[tuple[str, ...]]:
    for id_, contact in sorted(facts.world.contacts.items()):
        for seat in sorted(facts.rules.seats):
            if seat != contact.owner and not facts.level(id_, seat) and contact.owner:
                areas = {leg.area for leg in _begun(contact, facts)}
                if any(by == seat for area in areas for by, _ in facts.area(area).radar):
                    yield seat, id_


def _radar(seat: str, contact: Contact, facts: Facts) -> tuple[int, Leg]:
    """The best chance along this turn's legs, and the leg that gives it."""
    best = (0, contact.legs[0])
    for leg in _begun(contact, facts):
        for by, chance in facts.area(leg.area).radar:
            if by == seat and chance > best[0]:
                best = (chance, leg)
    return best


def _detect(subject: tuple[str, ...], facts: Facts) -> Generator[Ask, int, Iterable[AnyEffect | Raise]]:
    """Whether one seat's radar finds one contact in this turn.

    Method: a glimpse per turn with the chance of the best-covered area on the contact's way; a partner
    that shares its picture adds to it. Units: per mille a turn. Assumptions: 1. turns are independent;
    2. coverage figures are the scenario's.
    """
    seat, id_ = subject
    contact = facts.contact(id_)
    chance, leg = _radar(seat, contact, facts)
    if any(facts.fn_lasts("shared-picture", *sorted((seat, other))) for other in facts.rules.seats):
        chance = min(980, chance + SHARED_PICTURE_PER_MILLE)
    found = yield Chance("radar", ("seen", "missed"), (chance, PER_MILLE - chance))
    if found:
        return ()
    args = {"contact": id_, "area": leg.area}
    return (
        ContactSeen(id_, seat, 1),
        Reported(Report((seat,), max(leg.enter, facts.world.now), "Radar", "{contact} in {area}.", args)),
    )


def _watchers(facts: Facts) -> Iterable[tuple[str, ...]]:
    if facts.world.until - facts.world.now > MINUTES_PER_DAY:
        return ()  # over a season single echoes are nobody's business
    watchers = {by for area in facts.rules.map.areas.values() for by, _ in area.radar}
    flies = {force.seat for force in facts.world.forces.values()}  # an echo is taken for what others have
    return ((seat,) for seat in sorted(watchers) if flies - {seat})


def _false_alarm(subject: tuple[str, ...], facts: Facts) -> Generator[Ask, int, Iterable[AnyEffect | Raise]]:
    """Now and then a screen shows what is not there; only going there to look tells."""
    (seat,) = subject
    half_hours = max(1, (facts.world.until - facts.world.now) // 30)
    chance = min(200, FALSE_ALARM_PER_MILLE * half_hours)
    quiet = yield Chance("false alarm", ("false contact", "quiet"), (chance, PER_MILLE - chance))
    if quiet:
        return ()
    areas = [id_ for id_, a in sorted(facts.rules.map.areas.items()) if any(by == seat for by, _ in a.radar)]
    share = PER_MILLE // len(areas)
    odds = (PER_MILLE - share * (len(areas) - 1), *(share for _ in areas[1:]))
    area = areas[(yield Chance("where", tuple(areas), odds))]
    name = yield Naming("name")
    id_, now = f"t{name:06x}", facts.world.now
    leg = Leg(area, now, now + FALSE_ALARM_MINUTES)
    speed = min(force.speed for force in facts.world.forces.values() if force.seat != seat)
    nothing = Contact(
        owner="", kind="", title="nothing", count=0, speed=speed, legs=(leg,),
        tolerance=5, evasion=0, answers=False, openness="open",
    )  # fmt: skip
    report = Report((seat,), now, "Radar", "{contact} in {area}.", {"contact": id_, "area": area})
    return ContactMade(id_, nothing), ContactSeen(id_, seat, 1), Reported(report)


def _entries(facts: Facts) -> Iterable[tuple[str, ...]]:
    """Each seat concerned, each contact and each area it entered in this turn: zones and airspace."""
    for id_, contact in sorted(facts.world.contacts.items()):
        entered = (leg for leg in contact.legs if facts.world.now <= leg.enter < facts.world.until)
        for leg in entered:
            area = facts.area(leg.area)
            for seat in sorted({*area.zones, *area.claimed_by}):
                if contact.owner and seat != contact.owner and facts.level(id_, seat):
                    yield seat, id_, leg.area, str(leg.enter)


def _enter(subject: tuple[str, ...], facts: Facts) -> Generator[Ask, int, Iterable[AnyEffect | Raise]]:
    """Entering claimed airspace and entering an identification zone are two things, kept apart."""
    seat, id_, area, at = subject
    contact = facts.contact(id_)
    event = "airspace-entry" if seat in facts.area(area).claimed_by else "zone-entry"
    facts.me = seat
    env: dict[str, str | int] = {
        "self": seat,
        "turn": facts.world.turn,
        "contact": id_,
        "area": area,
        "at": int(at),
    }
    env["contact.owner"] = contact.shown_owner if facts.level(id_, seat) > 1 else ""
    effects: list[AnyEffect | Raise] = [LedgerMoved(f"{event}/{seat}", 1)]
    for make in facts.rules.events.get(event, ()):
        effects.extend(make(facts, env))
    return effects
    yield


def _partners(facts: Facts) -> Iterable[tuple[str, ...]]:
    """A seat, a contact and a level that a partner's shared picture gives it."""
    for key, level in sorted(facts.world.seen.items()):
        id_, _, seat = key.partition("/")
        for other in sorted(facts.rules.seats):
            if other != seat and facts.level(id_, other) < level:
                owner = facts.world.contacts[id_].owner
                if owner != other and facts.world.conditions.get(f"shared-picture/{dyad(seat, other)}", 0):
                    yield other, id_, str(level)


def _share(subject: tuple[str, ...], facts: Facts) -> Generator[Ask, int, Iterable[AnyEffect | Raise]]:
    seat, id_, level = subject
    report = Report((seat,), facts.world.until, "Partner", "{contact}, as our partner sees it.", {"contact": id_})
    del facts
    return ContactSeen(id_, seat, int(level)), Reported(report)
    yield


def _leaving(facts: Facts) -> Iterable[tuple[str, ...]]:
    for id_, contact in sorted(facts.world.contacts.items()):
        over = contact.legs[-1].leave <= facts.world.until
        shy = any(b.when == "undetected" and b.then == "withdraw" for b in contact.branches or ())
        if over or (shy and not any(k.startswith(f"{id_}/") for k in facts.world.seen)):
            yield "", id_


def _leave(subject: tuple[str, ...], facts: Facts) -> Generator[Ask, int, Iterable[AnyEffect | Raise]]:
    """A contact whose route is flown, or whose order was to go home unless seen, is gone."""
    _, id_ = subject
    contact = facts.contact(id_)
    kept = tuple(leg for leg in contact.legs if leg.enter < facts.world.until)
    return (ContactTurned(id_, kept or contact.legs[:1]), ContactEnded(id_))
    yield


AIR = Domain(
    "air",
    mechanisms=(FLIGHT, INTERCEPT, SEASON, SALVO, DISPERSE, LOCK_ON),
    functions=(
        *FIELD_FUNCTIONS,
        FactFunction(
            Function("airborne", ("seat", "area"), "Aircraft of a seat in the air there, as far as known."),
            lambda facts, seat, area: sum(
                force.count
                for force in facts.world.forces.values()
                if force.seat == seat and force.area == area and force.status == "airborne"
            ),
        ),
    ),
    ledgers=(
        *FIELD_LEDGERS,
        Ledger("zone-entry", "own", "Entries into a seat's identification zone that it saw."),
        Ledger("airspace-entry", "own", "Entries into airspace that a seat claims, that it saw."),
        Ledger("answered", "own", "Entries into airspace that a seat claims, that its fighters met."),
        Ledger("bursts", "own", "Warning bursts that a seat fired."),
        Ledger("tempo", "own", "Flights a year that a seat makes through zones that others watch, as usual."),
        Ledger("scrambles", "own", "How often a seat's fighters went up for another's flights."),
        Ledger("losses", "all", "Aircraft that a seat lost."),
    ),
    upkeep=(
        Upkeep("air.detect", Step.DETECT, _undetected, _detect),
        Upkeep("air.false-alarm", Step.DETECT, _watchers, _false_alarm),
        Upkeep("air.enter", Step.ACT, _entries, _enter),
        Upkeep("air.share", Step.PUBLIC, _partners, _share),
        Upkeep("air.leave", Step.CLOSE, _leaving, _leave),
    ),
)
