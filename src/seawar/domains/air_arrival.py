"""Being there in time: warning time against readiness, distance and speed."""

from __future__ import annotations

from collections.abc import Generator

from seawar.core.facts import Facts
from seawar.core.mechanism import Ask, Chance, Entrant, NetModifiers
from seawar.core.orders import Leg, Order
from seawar.core.state import Contact, Force
from seawar.domains.odds import two_dice

MOST_EVASIVE = 2
"""The worst conduct that a preview reckons with."""


def legs_here(contact: Contact, area: str, facts: Facts) -> list[Leg]:
    """Its legs in the area that have part in this turn."""
    return [
        leg for leg in contact.legs
        if leg.area == area and leg.leave > facts.world.now and leg.enter < facts.world.until
    ]  # fmt: skip


def _spare_minutes(entrant: Entrant, contact: Contact, facts: Facts) -> int | None:
    """Warning time less the time to be there; None when nothing can be there before it leaves.

    Method: warning time = distance to go / speed, here the instant of entry less now; reaction, scramble
    and transit at the fighter's speed are taken from it. Units: minutes.
    """
    sent = [*facts.sent(entrant.order), *reinforcements(entrant.order, facts)]
    legs = legs_here(contact, entrant.order.targets["area"], facts)
    if not sent or not legs:
        return None
    first: int = min(facts.minutes_to(force, legs[0].area) for _, force in sent)
    arrival: int = facts.world.now + entrant.type.params.reaction_minutes + first
    if arrival >= legs[-1].leave:
        return None
    return max(legs[0].enter, facts.world.now) - arrival


def reinforcements(order: Order, facts: Facts) -> list[tuple[str, Force]]:
    """What its `if contact enters` branch adds: an order in a case has met its contact."""
    return [
        (id_, facts.world.forces[id_])
        for branch in order.branches
        if branch.when == "contact-enters" and branch.then == "reinforce"
        for id_ in branch.forces
    ]


def _timing(spare: int) -> tuple[int, str]:
    """What time to spare is worth. Assumption: a step at ten, three, none and five minutes late."""
    if spare >= 10:
        return 2, "ten minutes or more to spare"
    if spare >= 3:
        return 1, "minutes to spare"
    if spare >= 0:
        return 0, "just in time"
    return (-1, "a few minutes behind it") if spare >= -5 else (-2, "well behind it")


def arrive(entrant: Entrant, contact: Contact, facts: Facts) -> Generator[Ask, int, tuple[bool, NetModifiers]]:
    """Whether one seat is there in time, and what helped or hindered it."""
    spare = _spare_minutes(entrant, contact, facts)
    if spare is None:
        return False, ((-3, "cannot be there before it leaves"),)
    evasion = facts.guess(contact.evasion, MOST_EVASIVE, 0)
    own = (_timing(spare), *([(-evasion, "its conduct")] if evasion else []))
    odds = two_dice(entrant.net + sum(add for add, _ in own))
    step = f"{entrant.order.targets['area']}: arrive: {entrant.order.seat}"
    late = yield Chance(step, ("in time", "late"), odds)
    return not late, own
