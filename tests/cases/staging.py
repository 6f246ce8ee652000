"""Setting the table for a case: the scenario's own start, opened in the ordinary way, with what is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from cases.wording import AgreementDoc, BranchDoc, CaseDoc, ContactDoc, ForceDoc, Given, OrderDoc, Wrong, known
from seawar.adjudicate.turn import open_turn
from seawar.content.library import load, names
from seawar.content.models import LegEntry
from seawar.core import calendar
from seawar.core.orders import Branch, Leg, Order
from seawar.core.rules import Rules, Segment
from seawar.core.schedule import slot_of
from seawar.core.state import PUBLIC, Agreement, Claim, Contact, Force, Matter, State

SAMPLES = Path(__file__).parents[1] / "samples"
LEVELS = {"detected": 1, "identified": 2}


@dataclass(slots=True)
class Stage:
    """A table as a case finds it, and the names that the case has for contacts."""

    rules: Rules
    state: State
    contacts: dict[str, str] = field(default_factory=dict)
    """The case's name, or the force that flies it, to the engine's id."""


@cache
def rules_of(scenario: str) -> Rules:
    """A sample of the tests, or a scenario of the library."""
    sample = SAMPLES / f"{scenario}.yaml"
    samples = {path.stem for path in SAMPLES.glob("*.yaml") if b"\nscenario:" in path.read_bytes()}
    known("scenario", scenario, {*samples, *names()})
    return load(str(sample) if scenario in samples else scenario).rules


def stage(scenario: str, case: CaseDoc) -> Stage:
    """The turn that the case begins in, open for planning."""
    rules, given = rules_of(scenario), case.given
    if given.segments:
        rules = replace(rules, segments=_segments(given), msel=())
    if given.turn > rules.turns:
        raise Wrong(f"no turn {given.turn}; {scenario} has {rules.turns}")
    made = Stage(rules, open_turn(rules, _before(rules, given.turn)).state)
    _tables(made, given)
    for id_, force in given.forces.items():
        known("force", id_, made.state.forces)
        made.state.forces[id_] = _force(made, made.state.forces[id_], force)
    for number, (name, contact) in enumerate(given.contacts.items(), 1):
        made.contacts[name] = id_ = f"t{number:06x}"
        made.state.contacts[id_] = _contact(made, contact)
        for seat, level in contact.seen.items():
            made.state.seen[f"{id_}/{known('seat', seat, rules.seats)}"] = LEVELS[level]
    for key, says in given.claims.items():
        seat, _, about = key.partition("/")
        about = made.contacts.get(about, about)
        claim = Claim(known("seat", seat, rules.seats), about, says, (PUBLIC,), made.state.turn - 1)
        made.state.claims[f"{seat}/{about}"] = claim
    for seat, orders in given.standing.items():
        for order in orders_of(made, seat, orders):
            made.state.standing[order.key] = order
    return made


def _segments(given: Given) -> tuple[Segment, ...]:
    return tuple(
        Segment(f"s{i}", f"s{i}", calendar.parse_instant(s.start), s.turns, calendar.parse_duration(s.length), (), {})
        for i, s in enumerate(given.segments)
    )


def _before(rules: Rules, turn: int) -> State:
    """The start, moved to the eve of a turn: what was due by the clock before it has been."""
    state = rules.start.copy()
    if turn > 1:
        before, opens = slot_of(rules, turn - 1), slot_of(rules, turn).now
        state.turn, state.now, state.until = turn - 1, before.now, before.until
        state.fired = {inject.id: 1 for inject in rules.msel if inject.at and inject.at < opens}
    return state


def _tables(made: Stage, given: Given) -> None:
    """The rows that are numbers or statuses."""
    rules, state = made.rules, made.state
    for table, rows in (("tracks", given.tracks), ("resources", given.resources)):
        for key, value in rows.items():
            getattr(state, table)[known(table.removesuffix("s"), key, getattr(state, table))] = value
    for key, value in given.ledgers.items():
        known("ledger", key.partition("/")[0], rules.ledgers)
        state.ledgers[key] = value
    for id_, pact in given.agreements.items():
        known("agreement", id_, state.agreements)
        state.agreements[id_] = agreement(state.agreements[id_], pact)
    for key, length in given.conditions.items():
        seats_of("condition", key, ":", rules)
        state.conditions[key] = calendar.add(state.now, calendar.parse_duration(length), rules.zone)
    for id_, matter in given.matters.items():
        known("matter", id_, state.matters)
        known(f"state of {id_}", matter.status, rules.matters[id_].states)
        old = state.matters[id_]
        state.matters[id_] = Matter(old.holder if matter.holder is None else matter.holder, matter.status)
    for key in given.published:
        seats_of("topic", key, "", rules)
        state.published[key] = state.turn - 1


def seats_of(what: str, key: str, between: str, rules: Rules) -> None:
    """Check the seats in a key such as `shared-picture/japan:us` or `protest/japan`."""
    name, slash, rest = key.partition("/")
    seats = rest.split(between) if between else [rest]
    if not (name and slash) or len(seats) != 1 + len(between) or seats != sorted(seats):
        form = "NAME/SEAT:SEAT, seats in the order of the alphabet" if between else "NAME/SEAT"
        raise Wrong(f"expected a {what} as {form}, came {key!r}")
    for seat in seats:
        known("seat", seat, rules.seats)


def agreement(old: Agreement, doc: AgreementDoc) -> Agreement:
    return Agreement(old.parties, doc.status, calendar.parse_instant(doc.lapses) if doc.lapses else 0)


def _force(made: Stage, old: Force, doc: ForceDoc) -> Force:
    area = known("area", doc.area, made.rules.map.areas) if doc.area else old.area
    until = calendar.add(made.state.now, calendar.parse_duration(doc.lasts), made.rules.zone)
    return replace(old, area=area, status=doc.status, busy_until=0 if doc.status == "ready" else until)


def _contact(made: Stage, doc: ContactDoc) -> Contact:
    """The flight of a force; without one, an echo that looks like a flight."""
    force = made.state.forces[known("force", doc.force, made.state.forces)] if doc.force else None
    speed = force.speed if force else min(f.speed for f in made.state.forces.values())
    return Contact(
        owner=force.seat if force else "", kind=force.kind if force else "", title=force.title if force else "nothing",
        count=force.count if force else 0, speed=speed, legs=_legs(made, doc.legs), tolerance=doc.ceiling,
        evasion=doc.evasion, answers=doc.answers, openness=doc.openness, force=doc.force, blame=doc.blame,
        branches=_branches(doc.if_),
    )  # fmt: skip


def _legs(made: Stage, legs: Iterable[LegEntry]) -> tuple[Leg, ...]:
    """Legs as routes have them, counted from the start of the turn."""
    timed = []
    for leg in legs:
        enter = made.state.now + calendar.parse_duration(leg.after).minutes
        area = known("area", leg.area, made.rules.map.areas)
        timed.append(Leg(area, enter, enter + calendar.parse_duration(leg.stay).minutes))
    return tuple(timed)


def _branches(docs: Iterable[BranchDoc]) -> tuple[Branch, ...]:
    return tuple(Branch(doc.when, doc.then, doc.at, doc.to, tuple(doc.forces)) for doc in docs)


def orders_of(made: Stage, seat: str, docs: Iterable[OrderDoc]) -> list[Order]:
    """A seat's orders, with the case's names for contacts put into the engine's."""
    known("seat", seat, made.rules.seats)
    return [_order(made, seat, doc) for doc in docs]


def _order(made: Stage, seat: str, doc: OrderDoc) -> Order:
    kind = made.rules.order_types[known("order type", doc.type, made.rules.order_types)]
    for partner in doc.with_:
        known("seat", partner, made.rules.seats)
    targets = {name: _target(made, dict(kind.targets).get(name, ""), id_) for name, id_ in doc.targets.items()}
    in_order = [name for name, _ in kind.targets if name in targets]
    return Order(
        seat, doc.type, {name: targets[name] for name in (*in_order, *(targets.keys() - {*in_order}))},
        tuple(doc.forces), _legs(made, doc.route), doc.ceiling, doc.openness, doc.blame, tuple(doc.with_),
        doc.stands, _branches(doc.if_), doc.rationale,
    )  # fmt: skip


def _target(made: Stage, kind: str, id_: str) -> str:
    named: Mapping[str, Mapping[str, object]] = {
        "area": made.rules.map.areas, "route": made.rules.map.routes, "seat": made.rules.seats,
        "agreement": made.state.agreements, "matter": made.state.matters, "contact": made.contacts,
    }  # fmt: skip
    if kind in named:
        known(kind, id_, named[kind])
    return made.contacts[id_] if kind == "contact" else id_
