"""Fire-control radar held on another's aircraft or ship: an act of its own, with nobody to intercept."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le

from seawar.core.effects import AnyEffect, EvidenceFound, Raise
from seawar.core.facts import Facts
from seawar.core.mechanism import PER_MILLE, Ask, Case, Chance, Mechanism, Outcome, Step
from seawar.domains.odds import two_dice

BANDS = ("recorded", "disputed", "unsafe", "nobody_there")
SURE, UNSURE = 3, 1
"""What a recording proves, and what a warning receiver alone does: almost certain, possible."""


@dataclass(frozen=True, slots=True)
class LockOnParams:
    """How it ends."""

    unsafe: Annotated[int, Ge(0), Le(1000)] = 60
    """Per mille that the other breaks away so hard that somebody might have died. Assumption."""


def _there(seat: str, area: str, facts: Facts) -> bool:
    """Whether a seat has aircraft in the air or ships on station there; of others a view may not know."""
    flies = any(
        force.seat == seat and force.area == area and force.status == "airborne" and force.count > 0
        for force in facts.world.forces.values()
    )
    sails = facts.world.conditions.get(f"on-station/{area}/{seat}", 0) > facts.world.now
    if flies or sails or not facts.blind or seat == facts.me:
        return flies or sails
    return facts.guess(None, False, True)


def settle(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """Illumination by fire-control radar, and whether the other can show it.

    Method: both must be there; one draw decides between a recording that can be shown, a warning that is denied,
    and an evasion that nearly kills. Recorded or denied go by two dice against 7 at the rulebook's net. Source of
    the case: 20 December 2018, one aircraft and one ship, two accounts that were never reconciled (B.1); the rung
    is 7 (B.6). Assumptions: 1. the shares are ours; 2. no shot follows within the turn. Limits: no weapons.
    """
    (entrant,) = case.entrants
    area, other = entrant.order.targets["area"], entrant.order.targets["seat"]
    facts.me = entrant.order.seat
    if not (_there(entrant.order.seat, area, facts) and _there(other, area, facts)):
        return Outcome(("nobody_there",))
    unsafe = entrant.type.params.unsafe
    recorded = (PER_MILLE - unsafe) * two_dice(entrant.net)[0] // PER_MILLE
    odds = (recorded, PER_MILLE - unsafe - recorded, unsafe)
    return Outcome((BANDS[(yield Chance("lock-on", BANDS[:3], odds))],))


def enact(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """What the other can show of it."""
    del outcome, facts
    (entrant,) = case.entrants
    order = entrant.order
    if bands != ("nobody_there",):
        level = UNSURE if bands == ("disputed",) else SURE
        yield EvidenceFound(f"lock-on/{order.targets['area']}", order.targets["seat"], order.seat, level)


LOCK_ON = Mechanism("air.lock-on", Step.ACT, LockOnParams, ("area", "seat"), BANDS, settle, enact)
