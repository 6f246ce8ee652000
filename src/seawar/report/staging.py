"""A made-up table on which one order type can be settled, to see what its mechanism asks of the dice.

A rulebook has no map and no forces, and its mechanisms want both. So the seats that the rulebook names are
put on a map of their own, each with one force of each kind, a contact under way, an agreement, a matter.
Nothing here knows any mechanism: what one needs that is not staged makes that situation untold, not wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from seawar.content.book import Book
from seawar.content.groups import actors_of
from seawar.core.calendar import Duration
from seawar.core.orders import Leg, Order
from seawar.core.rules import OrderType, Rules, Segment
from seawar.core.seats import SeatDef
from seawar.core.setting import AgreementDef, MatterDef
from seawar.core.state import Agreement, Contact, Force, Matter, State, dyad
from seawar.core.worldmap import Area, Route, RouteLeg, WorldMap

PLACE, CONTACT, ROUTE = "the place", "the contact", "the route"
PACT, MATTER = "the agreement", "the matter"
NOW = 1_000_000
KM, SPEED = 100, 1000
WARNING_MINUTES = 20
"""How far ahead of it the contact is seen unless a situation says otherwise."""
STAY_MINUTES = 20


class Stage(msgspec.Struct, frozen=True):
    """One situation: who orders what, beside whom, and how things stand."""

    rules: Rules
    state: State
    order: Order
    beside: tuple[Order, ...] = ()
    """Orders of other seats that are settled together with it."""

    @property
    def kind(self) -> OrderType:
        return self.rules.order_types[self.order.type]


def seats_for(book: Book, kind: OrderType) -> tuple[str, ...]:
    """Who gives the order, whom it is aimed at, a third and a fourth; made up where the rulebook names fewer."""
    may = [seat for seat in actors_of(book.doc) if not kind.seats or seat in kind.seats] or list(kind.seats)
    invented = ("another seat", "a third seat", "a fourth seat")
    known = dict.fromkeys([*(may[:1] or ["a seat"]), *reversed(actors_of(book.doc)), *invented])
    first, *rest = known
    return (first, *rest)


def stage_for(book: Book, kind: OrderType, minutes: int) -> Stage:
    """The order as it is usually given: forces ready, co-signers sealed, a contact on its way."""
    seats = seats_for(book, kind)
    rules = _rules(book, seats, kind)
    return Stage(rules, _state(book, rules, seats, minutes), order_of(kind, seats))


def order_of(kind: OrderType, seats: tuple[str, ...]) -> Order:
    """One order of the type by the first of `seats`, aimed at the others."""
    return Order(
        seats[0], kind.id, dict(_aims(kind, seats)), ceiling=kind.ceiling, stands=kind.stands,
        forces=(f"{seats[0]} {kind.force_kind}",) if kind.force_kind else (),
        partners=seats[1 : 1 + kind.partners],
    )  # fmt: skip


def _aims(kind: OrderType, seats: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    others = iter(seats[1:])
    fixed = {"area": PLACE, "contact": CONTACT, "route": ROUTE, "agreement": PACT, "matter": MATTER}
    for name, what in kind.targets:
        yield name, next(others, seats[-1]) if what == "seat" else fixed.get(what, f"the {what}")


def _rules(book: Book, seats: tuple[str, ...], kind: OrderType) -> Rules:
    fields = getattr(kind.mechanism.params, "__dataclass_fields__", ())
    ends = [value for name in fields if isinstance(value := getattr(kind.params, name), str)]
    states = tuple(dict.fromkeys(("open", *ends)))  # a matter that may come to whatever the order type takes it to
    areas = {PLACE: _area(PLACE, "islets", seats)} | {f"base of {seat}": _area(seat, "airfield", ()) for seat in seats}
    route = Route(ROUTE, ROUTE, seats, (RouteLeg(PLACE, WARNING_MINUTES, STAY_MINUTES),))
    km = {(a, b): KM if a != b else 0 for a in areas for b in areas}
    named = {id_: AgreementDef(id_, id_, 90, True) for id_ in (*book.doc.agreements, PACT)}
    parts: dict[str, Any] = {
        "id": "stage", "title": "", "summary": "", "rulebook": book.doc.rulebook, "turn_label": "",
        "orders_per_turn": 1, "zone": 0, "zone_title": "", "tracks": book.tracks, "resources": book.resources,
        "order_types": book.orders, "map": WorldMap(areas, {ROUTE: route}, km), "history": "", "facts": book.facts,
        "seats": {seat: _seat(seat) for seat in seats}, "agreements": named, "msel": (), "ends": (), "upkeep": (),
        "segments": (Segment("stage", "", NOW, 1, Duration(30), (), {}),), "ledgers": book.ledgers, "start": State(),
        "matters": {id_: MatterDef(id_, id_, states) for id_ in (*book.doc.matters, MATTER)},
    }  # fmt: skip
    empty: dict[str, Any] = {field.name: {} for field in msgspec.structs.fields(Rules) if field.required}
    return Rules(**{**empty, **parts})


def _area(id_: str, kind: str, seats: tuple[str, ...]) -> Area:
    held_by = seats[1] if seats else ""
    return Area(id_, id_, kind, 0, 0, seats[:2], held_by, seats[:2], tuple((seat, 500) for seat in sorted(seats)))


def _seat(id_: str) -> SeatDef:
    return SeatDef(id_, id_, "X", id_, id_, "", "", (), (), (), id_, id_, "cautious")


def _state(book: Book, rules: Rules, seats: tuple[str, ...], minutes: int) -> State:
    parties = tuple(sorted(seats[:2]))
    return State(
        turn=1, now=NOW, until=NOW + minutes, tracks=dict(_tracks(book, seats)),
        resources={f"{r.id}/{seat}": r.cap for r in book.resources.values() for seat in seats},
        forces=dict(_forces(book, seats)),
        contacts={CONTACT: under_way(seats[1], WARNING_MINUTES)},
        seen={f"{CONTACT}/{seat}": 1 for seat in seats if seat != seats[1]},
        agreements={id_: Agreement(parties, "none") for id_ in rules.agreements},
        matters={id_: Matter(seats[0], "open") for id_ in rules.matters},
    )  # fmt: skip


def under_way(owner: str, warning: int, tolerance: int = 2) -> Contact:
    """A contact that reaches the place in so many minutes."""
    leg = Leg(PLACE, NOW + warning, NOW + warning + STAY_MINUTES)
    return Contact(owner, "", "", 1, SPEED, (leg,), tolerance, 0, True, "open")


def _tracks(book: Book, seats: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    for track in book.tracks.values():
        yield from ((f"{track.id}/{row}", track.start) for row in _rows(track.per, seats))


def _rows(per: str, seats: tuple[str, ...]) -> list[str]:
    if per == "table":
        return ["table"]
    if per == "seat":
        return list(seats)
    pairs = [(a, b) for a in seats for b in seats if a != b]
    return sorted({dyad(a, b) if per == "dyad" else f"{a}>{b}" for a, b in pairs})


def _forces(book: Book, seats: tuple[str, ...]) -> Iterator[tuple[str, Force]]:
    kinds = sorted({kind.force_kind for kind in book.orders.values() if kind.force_kind})
    for seat in seats:
        for kind in kinds:
            base = f"base of {seat}"
            yield f"{seat} {kind}", Force(seat, kind, kind, 4, base, base, "ready", 0, SPEED)


def with_rows(stage: Stage, table: str, rows: Mapping[str, Any]) -> Stage:
    """The same with some rows of one table set."""
    return replace(stage, state=replace(stage.state, **{table: {**getattr(stage.state, table), **rows}}))
