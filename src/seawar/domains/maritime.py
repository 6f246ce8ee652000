"""The maritime domain: days on station, entries, and what happens when two navies keep the same water."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Annotated

from annotated_types import Ge, Le

from seawar.core.calendar import MINUTES_PER_DAY, MINUTES_PER_MONTH
from seawar.core.effects import AnyEffect, ForceMoved, LedgerMoved, Raise
from seawar.core.facts import Facts
from seawar.core.mechanism import PER_MILLE, Ask, Case, Chance, Domain, Entrant, Ledger, Mechanism, Outcome, Step
from seawar.core.orders import Order
from seawar.domains.odds import at_least_once

BANDS = ("alone", "shadowed", "unsafe", "collision", "no_ships")
"""From the calmest to the gravest, then a seat that had nothing to send."""
UNSAFE = BANDS.index("unsafe")
COLLISION_PER_MILLE = 60
"""Of unsafe meetings, how many end in a collision. Assumption."""


@dataclass(frozen=True, slots=True)
class PresenceParams:
    """How much of the time ships are there, and how they behave."""

    days_per_month: Annotated[int, Ge(1), Le(31)] = 10
    """Presence days in a mean month."""
    entries: Annotated[int, Ge(0), Le(1000)] = 0
    """Per mille of presence days on which they enter waters within twelve miles that another seat holds."""
    shadowed: Annotated[int, Ge(0), Le(1000)] = 150
    """Per mille, a day that two share, that one shadows the other. Assumption."""
    unsafe: Annotated[int, Ge(0), Le(1000)] = 4
    """Per mille, a day that two share, that ships come too close. Assumption."""


def _area(order: Order, facts: Facts) -> Iterable[str]:
    """The water it keeps: all who keep it are one case."""
    del facts
    return (order.targets["area"],)


def days(entrant: Entrant, facts: Facts) -> int:
    """Presence days in this turn: a rate over its length, at least one and never more than it has."""
    minutes = facts.world.until - facts.world.now
    most = max(1, minutes // MINUTES_PER_DAY)
    rate: int = entrant.type.params.days_per_month
    return min(most, max(1, rate * minutes // MINUTES_PER_MONTH))


def _shared_days(a: Entrant, b: Entrant, facts: Facts) -> int:
    """Days on which both are there, as if each chose its days by chance; one at the least."""
    all_days = max(1, (facts.world.until - facts.world.now) // MINUTES_PER_DAY)
    return max(1, days(a, facts) * days(b, facts) // all_days)


def _meeting(a: Entrant, b: Entrant, facts: Facts) -> tuple[int, ...]:
    """Odds of two navies on one water: quiet, shadowed, unsafe, collision."""
    shared = _shared_days(a, b, facts)
    params = (a.type.params, b.type.params)
    close = at_least_once(max(p.unsafe for p in params), shared)
    if facts.shares_picture(a.order.seat, b.order.seat):
        close //= 2
    collision = close * COLLISION_PER_MILLE // PER_MILLE
    shadow = min(PER_MILLE - close, at_least_once(max(p.shadowed for p in params), shared))
    return PER_MILLE - close - shadow, shadow, close - collision, collision


def settle(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """Presence on one water over a turn, by everyone who keeps ships there.

    Method: presence days are a rate times the turn's length; two navies share as many days as chance would
    give them; each pair rolls once, with the chance of at least one event in so many days, for being shadowed,
    for coming too close, and of that for a collision. A common picture halves the chance of coming too close.
    Units: days, per mille a day. Source of the entry rates: Senkaku/Diaoyu counts of 2019, 2020 and 2023
    (calibration B.2: 0.113, 0.072 and 0.097 entries a presence day); all other rates are assumptions.
    What others have sealed no view tells: before sealing, a seat is shown its odds alone and beside one like itself.
    Assumptions: 1. days are independent; 2. numbers and kinds of ship do not matter; 3. a seat's band is the
    gravest of its pairs. Limits: no pursuit, no boarding.
    """
    there = [entrant for entrant in case.entrants if entrant.order.forces or not entrant.type.force_kind]
    worst = {entrant.key: 0 for entrant in there}
    detail: dict[str, int] = {}
    if there and facts.blind and facts.guess(None, True, False):
        (own,) = there
        worst[own.key] = yield Chance(f"{case.subject}: others", ("quiet", *BANDS[1:4]), _meeting(own, own, facts))
    for a, b in combinations(there, 2):
        if a.order.seat == b.order.seat:
            continue
        pair = f"{a.order.seat}: {b.order.seat}"
        came = yield Chance(f"{case.subject}: {pair}", ("quiet", *BANDS[1:4]), _meeting(a, b, facts))
        detail[f"{a.order.seat}/{b.order.seat}"] = came
        for entrant in (a, b):
            worst[entrant.key] = max(worst[entrant.key], came)
    return Outcome(tuple(BANDS[worst.get(e.key, 4)] for e in case.entrants), (), detail)


def enact(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """Days and entries are counted, ships are away, and the rulebook says what follows a close meeting."""
    area = facts.area(case.subject)
    for entrant, band in zip(case.entrants, bands, strict=True):
        if band == "no_ships":
            continue
        seat, spent = entrant.order.seat, days(entrant, facts)
        yield LedgerMoved(f"presence/{seat}", spent)
        entries = spent * entrant.type.params.entries // PER_MILLE
        if area.held_by and area.held_by != seat and entries:
            yield LedgerMoved(f"sea-entry/{area.held_by}", entries)
        for id_, force in facts.sent(entrant.order):
            yield ForceMoved(id_, "away", force.base, facts.world.until)
    gravest = {entrant.order.seat: BANDS.index(band) for entrant, band in zip(case.entrants, bands, strict=True)}
    for pair, came in sorted(outcome.detail.items()):
        a, _, b = pair.partition("/")
        held = min(came, gravest[a], gravest[b])  # a ruling may have made less of it
        if held >= UNSAFE:
            yield from _incident(a, b, "sea-collision" if held > UNSAFE else "sea-incident", case.subject, facts)


def _incident(a: str, b: str, event: str, area: str, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """What the rulebook says follows, for either side."""
    for own, other in ((a, b), (b, a)):
        env: dict[str, str | int] = {
            "self": own, "turn": facts.world.turn, "area": area, "contact.owner": other, "at": facts.world.until,
        }  # fmt: skip
        for make in facts.rules.events.get(event, ()):
            yield from make(facts, env)


PRESENCE = Mechanism("maritime.presence", Step.MEET, PresenceParams, ("area",), BANDS, settle, enact, _area, "no_ships")

MARITIME = Domain(
    "maritime",
    mechanisms=(PRESENCE,),
    ledgers=(
        Ledger("presence", "own", "Days that a seat's ships were on station."),
        Ledger("sea-entry", "own", "Entries by ships within twelve miles of what a seat holds."),
    ),
)
