"""The fields of an order, as a person thinks: whom, with what, how far, how openly, with whom, how long, what if."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from seawar.adjudicate.validate import candidates, validate
from seawar.core import calendar
from seawar.core.calendar import MINUTES_PER_DAY
from seawar.core.orders import Branch, Leg, Order, Rung
from seawar.core.rules import OrderType
from seawar.core.state import Force
from seawar.core.worldmap import Route, RouteLeg
from seawar.replay.wording import word
from seawar.tui.known import Known
from seawar.tui.words import LABELS, OPENNESS

NONE = "-"
"""Key of the choice that chooses nothing."""
ON_MAP = ("area", "contact", "route")
"""Kinds of target that can be picked on the map."""
DEPARTURE_STEP = 5
"""Minutes between the departures that are offered."""


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the form."""

    id: str
    label: str
    value: str
    """What is chosen, in words; empty when nothing is."""
    choices: tuple[tuple[str, str], ...]
    """Key and words of each thing that can be chosen."""
    chosen: str = ""
    inline: bool = False
    """Whether the choices stand side by side on the line itself."""
    on_map: bool = False
    """Whether it can be picked on the map."""
    note: str = ""
    """At the right end."""


def fields(known: Known, order: Order) -> list[Field]:
    """All fields that this order has, in the order in which a person fills them in."""
    kind = known.rules.order_types[order.type]
    return [
        *_targets(known, order, kind), *_departure(known, order), *_forces(known, order, kind), *_ceiling(order, kind),
        *_openness(known, order, kind), *_partners(known, order, kind), *_duration(order, kind),
        *_branches(known, order, kind),
    ]  # fmt: skip


def chosen(known: Known, order: Order, field: str, key: str) -> Order:
    """The order with one thing chosen."""
    kind = known.rules.order_types[order.type]
    name, _, rest = field.partition("/")
    match name:
        case "target":
            return _aimed(known, order, kind, rest, key)
        case "departure":
            return replace(order, route=_later(known, order, int(key)))
        case "forces":
            everyone = tuple(id_ for id_, _ in _free(known, kind))
            return replace(order, forces=() if key == NONE else everyone if key == "all" else (key,))
        case "ceiling":
            return replace(order, ceiling=int(key))
        case "openness":
            return replace(order, openness=key, blame=order.blame if key == "false-flag" else "")
        case "blame":
            return replace(order, blame=key)
        case "partners":
            return replace(order, partners=() if key == NONE else tuple(key.split("+")))
        case "stands":
            return replace(order, stands=key == "yes")
        case "if":
            branches = dict(enumerate(order.branches))
            branches[int(rest)] = dict(menu(known, order, kind)).get(key)  # type: ignore[assignment]
            return replace(order, branches=tuple(branch for _, branch in sorted(branches.items()) if branch))
        case _:
            raise KeyError(field)


def _aimed(known: Known, order: Order, kind: OrderType, name: str, key: str) -> Order:
    """With a target; a contact brings the area that it is in or comes to next, when none is chosen."""
    targets = {**order.targets, name: key}
    kinds = dict(kind.targets)
    contact = known.view.contacts.get(key)
    if kinds.get(name) == "contact" and contact and contact.legs:
        ahead = [leg for leg in contact.legs if leg.leave > known.view.now] or list(contact.legs)
        for other, of in kind.targets:
            if of == "area":
                targets[other] = _meeting(known, kind, targets, other, [leg.area for leg in reversed(ahead)])
    if kinds.get(name) == "route":
        order = replace(order, route=())
    return replace(order, targets={other: targets[other] for other, _ in kind.targets if other in targets})


def _meeting(known: Known, kind: OrderType, targets: dict[str, str], name: str, areas: list[str]) -> str:
    """The last of the areas to come where it may be met, or the last of all."""
    for area in areas:
        aimed = {**targets, name: area}
        probe = Order(known.seat, kind.id, {other: aimed[other] for other, _ in kind.targets if other in aimed},
                      ceiling=kind.ceiling)  # fmt: skip
        if not validate(known.rules, known.view, probe):
            return area
    return areas[0]


def _targets(known: Known, order: Order, kind: OrderType) -> Iterator[Field]:
    for name, of in sorted(kind.targets, key=lambda target: target[1] != "contact"):
        ids = candidates(known.rules, known.view, of)
        choices = tuple((id_, word(known.rules, known.contacts, id_)) for id_ in ids)
        at = order.targets.get(name, "")
        value = word(known.rules, known.contacts, at) if at else ""
        note = "" if choices else f"you know of no {of} now"
        yield Field(f"target/{name}", LABELS.get(of, of.title()), value, choices, at, False, of in ON_MAP, note)


def _named_route(known: Known, order: Order) -> Route | None:
    """The route that the order names, if it names one."""
    routes = known.rules.map.routes
    return next((routes[id_] for id_ in order.targets.values() if id_ in routes), None)


def _later(known: Known, order: Order, minutes: int) -> tuple[Leg, ...]:
    """The named route's legs, that many minutes after its own times; none when it keeps them."""
    route, now = _named_route(known, order), known.view.now
    if route is None or not minutes:
        return ()
    return tuple(Leg(leg.area, now + leg.after + minutes, now + leg.after + leg.stay + minutes) for leg in route.legs)


def _departure(known: Known, order: Order) -> Iterator[Field]:
    """When it sets out: the timed route of the order, by its first leg."""
    route, view = _named_route(known, order), known.view
    if route is None or view.until - view.now > MINUTES_PER_DAY:
        return
    first = route.legs[0]
    at = order.route[0].enter - view.now - first.after if order.route else 0
    choices = tuple((str(m), _setting_out(known, first, m)) for m in range(0, view.until - view.now, DEPARTURE_STEP))
    yield Field("departure", "Sets out", _setting_out(known, first, at), choices, str(at))


def _setting_out(known: Known, first: RouteLeg, minutes: int) -> str:
    when = "at once" if not minutes else f"{minutes} minutes later"
    there = calendar.clock(known.view.now + first.after + minutes, known.rules.zone)
    return f"{when}; over {word(known.rules, {}, first.area)} at {there}"


def _free(known: Known, kind: OrderType) -> list[tuple[str, Force]]:
    """Own forces of the kind that can be sent now."""
    view = known.view
    return [
        (id_, force) for id_, force in view.forces.items()
        if force.seat == known.seat and force.count and (not kind.force_kind or force.kind == kind.force_kind)
        and not (force.status == "away" and force.busy_until > view.now)
    ]  # fmt: skip


def force_words(known: Known, force: Force) -> str:
    place = word(known.rules, {}, force.area)
    return f"{force.count} {force.title}, {'on patrol over' if force.status == 'airborne' else 'ready at'} {place}"


def _forces(known: Known, order: Order, kind: OrderType) -> Iterator[Field]:
    if not kind.force_kind:
        return
    free = _free(known, kind)
    choices = [(NONE, "the nearest that is ready"), *((id_, force_words(known, force)) for id_, force in free)]
    if len(free) > 1:
        choices.append(("all", "all of them"))
    named = [force_words(known, known.view.forces[id_]) for id_ in order.forces if id_ in known.view.forces]
    at = NONE if not order.forces else order.forces[0] if len(order.forces) == 1 else "all"
    note = "" if free else f"no {kind.force_kind} is free"
    yield Field("forces", "Send", "; ".join(named) or "the nearest that is ready", tuple(choices), at, note=note)


def _ceiling(order: Order, kind: OrderType) -> Iterator[Field]:
    if kind.ceiling:
        rungs = tuple((str(int(rung)), rung.title) for rung in Rung if 0 < rung <= kind.ceiling)
        yield Field("ceiling", "Ceiling", Rung(order.ceiling).title, rungs, str(order.ceiling), True)


def _openness(known: Known, order: Order, kind: OrderType) -> Iterator[Field]:
    if not kind.deniable:
        return
    yield Field("openness", "Openness", OPENNESS[order.openness], tuple(OPENNESS.items()), order.openness, True)
    if order.openness == "false-flag":
        others = tuple((id_, seat.title) for id_, seat in known.rules.seats.items() if id_ != known.seat)
        yield Field("blame", "Whose flag", word(known.rules, {}, order.blame), others, order.blame)


def _partners(known: Known, order: Order, kind: OrderType) -> Iterator[Field]:
    others = [(id_, seat.title) for id_, seat in known.rules.seats.items() if id_ != known.seat]
    choices = others if kind.partners else [(NONE, "nobody"), *others]
    value = " and ".join(word(known.rules, {}, id_) for id_ in order.partners) or ("" if kind.partners else "nobody")
    at = "+".join(order.partners) or NONE
    note = "void unless they seal it too" if order.partners else ""
    yield Field("partners", "Together with", value, tuple(choices), at, note=note)


def _duration(order: Order, kind: OrderType) -> Iterator[Field]:
    if kind.stands:
        words = (("no", "this move"), ("yes", "until cancelled"))
        yield Field("stands", "Stands", words[order.stands][1], words, words[order.stands][0], True)


def menu(known: Known, order: Order, kind: OrderType) -> list[tuple[str, Branch]]:
    """The `if` branches that make sense for this order, with a key for each."""
    found: list[Branch] = []
    if kind.ceiling:
        found += [Branch("rung-reached", "withdraw", at=rung) for rung in range(1, order.ceiling + 1)]
        found += [
            Branch("rung-reached", "ceiling", at=at, to=to)
            for at in range(1, order.ceiling + 1)
            for to in range(at + 1, kind.ceiling + 1) if to != order.ceiling
        ]  # fmt: skip
    if kind.force_kind and "area" in dict(kind.targets).values():
        spare = [id_ for id_, _ in _free(known, kind) if id_ not in order.forces]
        found += [Branch("contact-enters", "reinforce", forces=(id_,)) for id_ in spare]
    if kind.force_kind and "route" in dict(kind.targets).values():
        found.append(Branch("undetected", "withdraw"))
    if order.partners:
        found.append(Branch("partner-refuses", "alone"))
    return [(f"{b.when}/{b.then}/{b.at}/{b.to}/{'+'.join(b.forces)}", b) for b in found]


def branch_words(known: Known, branch: Branch) -> str:
    """`it comes to flares: withdraw`."""
    match branch.when:
        case "rung-reached":
            when = f"it comes to {Rung(branch.at).title}"
        case "contact-enters":
            when = "one more comes in"
        case "undetected":
            when = "nobody has seen it"
        case "partner-refuses":
            when = "the others do not seal it"
    match branch.then:
        case "withdraw":
            then = "turn back" if branch.when == "undetected" else "withdraw"
        case "ceiling":
            then = f"go up to {Rung(branch.to).title}"
        case "reinforce":
            sent = [force_words(known, known.view.forces[id_]) for id_ in branch.forces if id_ in known.view.forces]
            then = f"send as well {'; '.join(sent)}"
        case "alone":
            then = "go on alone"
    return f"{when}: {then}"


def _branches(known: Known, order: Order, kind: OrderType) -> Iterator[Field]:
    choices = menu(known, order, kind)
    if not choices and not order.branches:
        return
    words = ((NONE, "nothing"), *((key, branch_words(known, branch)) for key, branch in choices))
    for at in range(min(2, len(order.branches) + 1)):
        has = at < len(order.branches)
        value = branch_words(known, order.branches[at]) if has else "nothing"
        key = next((key for key, branch in choices if has and branch == order.branches[at]), NONE)
        yield Field(f"if/{at}", "If", value, words, key)
