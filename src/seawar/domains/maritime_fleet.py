"""Fishing fleets as a screen, boarding a boat of one, and holding or releasing its crew."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le

from seawar.core.calendar import MINUTES_PER_DAY
from seawar.core.effects import AnyEffect, ConditionSet, EvidenceFound, ForceMoved, LedgerMoved, Raise
from seawar.core.facts import Facts
from seawar.core.mechanism import PER_MILLE, Ask, Case, Chance, Mechanism, Outcome, Step, Trace
from seawar.domains.odds import at_least_once, two_dice

SCREEN_BANDS = ("unattributed", "attributed", "no_fleet")
BOARD_BANDS = ("detained", "got_away", "rammed", "nobody_there", "no_ships")
LIKELY, CERTAIN = 2, 4
SURE = {LIKELY: "likely", CERTAIN: "certain"}
PROVED = {"open": CERTAIN, "deniable": LIKELY, "false-flag": LIKELY}
"""How surely those concerned can show who sent a fleet, once its orders are out; under a false flag, the wrong seat."""


@dataclass(frozen=True, slots=True)
class ScreenParams:
    """How soon somebody can say who sent it."""

    attributed: Annotated[int, Ge(0), Le(1000)] = 12
    """Per mille, a day, that the orders behind it come out. Assumption."""


def _watchers(area: str, seat: str, facts: Facts) -> list[str]:
    """Who is concerned: those who hold or claim the place, or whose zone covers it."""
    place = facts.area(area)
    concerned = {place.held_by, *place.claimed_by, *place.zones} - {"", seat}
    return sorted(concerned & facts.rules.seats.keys())


def screen(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """A fishing fleet stays in a water for the turn: it fishes, and it is in the way.

    Method: one draw, with the chance of at least one day in so many on which its orders come out; sent openly, it
    is known at once. Units: per mille a day. Source of the practice: the trawler of September 2010 (calibration B.2,
    A32) and the fleet screen of S11; that a government is behind such a fleet is disputed from case to case, so a
    finding is no more than likely. Assumptions: 1. days are independent; 2. all who are concerned learn it together.
    """
    (entrant,) = case.entrants
    if not entrant.order.forces:
        return Outcome(("no_fleet",))
    if entrant.order.openness == "open":
        return Outcome(("attributed",))
    days = max(1, (facts.world.until - facts.world.now) // MINUTES_PER_DAY)
    out = at_least_once(entrant.type.params.attributed, days)
    kept = yield Chance("orders come out", ("attributed", "unattributed"), (out, PER_MILLE - out))
    return Outcome(("unattributed" if kept else "attributed",))


def stay(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """It is there until the turn ends, in the way of blockers and within reach of boarding parties."""
    del outcome
    (entrant,) = case.entrants
    order, area = entrant.order, entrant.order.targets["area"]
    if bands == ("no_fleet",):
        return
    yield ConditionSet(f"fleet/{area}/{order.seat}", facts.world.until)
    for id_, force in facts.sent(order):
        yield ForceMoved(id_, "away", force.base, facts.world.until)
    if bands == ("attributed",):
        author = order.blame if order.openness == "false-flag" and order.blame else order.seat
        for seat in _watchers(area, order.seat, facts):
            yield EvidenceFound(f"fleet/{area}", seat, author, PROVED[order.openness])


SCREEN = Mechanism(
    "maritime.screen", Step.MOVE, ScreenParams, ("area",), SCREEN_BANDS, screen, stay,
    traces=tuple(Trace(name, (SURE[level],), (PER_MILLE,)) for name, level in PROVED.items()),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BoardParams:
    """How it goes wrong."""

    rammed: Annotated[int, Ge(0), Le(1000)] = 300
    """Per mille of failures in which boats collide. Assumption; in September 2010 two cutters were struck (B.2)."""


def _fleet_there(area: str, seat: str, facts: Facts) -> bool:
    """Whether boats of that seat fish there now; who cannot know looks at both ends."""
    there = facts.world.conditions.get(f"fleet/{area}/{seat}", 0) > facts.world.now
    return facts.guess(None, False, True) if facts.blind and not there else there


def board(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """A boarding party goes to a fishing boat and brings its crew ashore.

    Method: two dice against 7 at the rulebook's net decide whether the crew is detained; of failures a share are
    collisions. Source of the case: 7 September 2010, one trawler, two cutters, a captain held for 17 to 18 days
    (B.2, B.3); odds are the two-dice table, an assumption. Assumptions: 1. one boat a turn and fleet; 2. only
    fishing boats are boarded: state ships are immune. Limits: nobody is hurt.
    """
    (entrant,) = case.entrants
    if not entrant.order.forces:
        return Outcome(("no_ships",))
    if not _fleet_there(entrant.order.targets["area"], entrant.order.targets["seat"], facts):
        return Outcome(("nobody_there",))
    made, failed = two_dice(entrant.net)
    rammed = failed * entrant.type.params.rammed // PER_MILLE
    return Outcome((BOARD_BANDS[(yield Chance("boarding", BOARD_BANDS[:3], (made, failed - rammed, rammed)))],))


def hold(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """A crew more is held; the ships are away until the turn ends."""
    del outcome
    (entrant,) = case.entrants
    if bands == ("detained",):
        yield LedgerMoved(f"detained/{entrant.order.seat}/{entrant.order.targets['seat']}", 1)
    for id_, force in facts.sent(entrant.order):
        yield ForceMoved(id_, "away", force.base, facts.world.until)


BOARD = Mechanism("maritime.board", Step.ACT, BoardParams, ("area", "seat"), BOARD_BANDS, board, hold)


@dataclass(frozen=True, slots=True)
class ReleaseParams:
    """Nothing to set."""


def _held(case: Case, facts: Facts) -> int:
    (entrant,) = case.entrants
    return facts.world.ledgers.get(f"detained/{entrant.order.seat}/{entrant.order.targets['seat']}", 0)


def release(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """All crews of a seat that this one holds go home. No dice: it is in the holder's own hands (B.3: day 17 to 18)."""
    return Outcome(("released" if _held(case, facts) else "nobody_held",))
    yield Chance("never", ("released",), (PER_MILLE,))


def let_go(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """None is held any more of those who were as the step began."""
    del outcome
    (entrant,) = case.entrants
    if bands == ("released",) and (held := _held(case, facts)):
        yield LedgerMoved(f"detained/{entrant.order.seat}/{entrant.order.targets['seat']}", -held)


RELEASE = Mechanism(
    "maritime.release", Step.ACT, ReleaseParams, ("seat",), ("released", "nobody_held"), release, let_go
)
