"""From the orders of a step to cases: who is settled with whom, and at which net."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from seawar.core.facts import Absent, End, Facts, Unknown
from seawar.core.mechanism import ALONE, Case, Entrant, NetModifiers
from seawar.core.orders import Order
from seawar.core.rules import OrderType, Rules


def environment(order: Order, facts: Facts, subject: str = "") -> dict[str, str | int]:
    """The names that conditions and effects of an order may use."""
    env: dict[str, str | int] = {"self": order.seat, "turn": facts.world.turn, "order": order.type}
    env.update(order.targets)
    if order.partners:
        env["partner"] = order.partners[0]
    contact = order.targets.get("contact") or subject
    if contact:
        env["contact"] = contact
        known = facts.world.contacts.get(contact)
        if known is not None and known.shown_owner:
            env["contact.owner"] = known.shown_owner
    return env


def modifiers(kind: OrderType, facts: Facts, env: Mapping[str, str | int]) -> tuple[int, NetModifiers]:
    """The net and the modifiers that make it; what is not known counts at the facts' end of the range."""
    net, notes = 0, []
    for modifier in kind.modifiers:
        try:
            holds = modifier.run(facts, env)
        except Absent:
            holds = 0
        except (Unknown, KeyError):
            holds = facts.blind and (modifier.note[0] > 0) == (facts.end is End.BEST)
        if holds:
            net += modifier.note[0]
            notes.append(modifier.note)
    return net, tuple(notes)


def entrant(order: Order, kind: OrderType, facts: Facts, subject: str) -> Entrant:
    facts.me = order.seat
    env = environment(order, facts, subject)
    if not kind.modifiers:
        return Entrant(order, kind, 0, (), order.key, env)
    net, notes = modifiers(kind, facts, env)
    return Entrant(order, kind, net, notes, order.key, env)


def cases(rules: Rules, facts: Facts, orders: Iterable[Order]) -> Iterator[tuple[Case, str]]:
    """Cases of the orders, with the band of those that found no subject (else empty)."""
    joint: dict[tuple[str, str], list[Entrant]] = {}
    for order in orders:
        kind = rules.order_types[order.type]
        facts.me = order.seat
        found = kind.mechanism.subjects(order, facts)
        if found is ALONE:
            yield Case("", (entrant(order, kind, facts, ""),)), ""
            continue
        subjects = tuple(found)
        if not subjects:
            alone = Entrant(order, kind, 0, (), order.key, environment(order, facts))
            yield Case("", (alone,)), kind.mechanism.quiet
        for subject in subjects:
            joint.setdefault((kind.mechanism.name, subject), []).append(entrant(order, kind, facts, subject))
    for (_, subject), entrants in sorted(joint.items(), key=lambda item: item[0]):
        yield Case(subject, tuple(sorted(entrants, key=lambda e: e.key))), ""
