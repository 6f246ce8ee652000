"""What ends a quarrel over history, and what comes in nobody's hands: settlements by consent, and courts."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass

from seawar.core.effects import AnyEffect, MatterMoved, Raise
from seawar.core.facts import Absent, Facts, Unknown
from seawar.core.mechanism import PER_MILLE, Ask, Case, Chance, Ledger, Mechanism, Outcome, Step, Upkeep
from seawar.core.rules import ChanceDef
from seawar.domains.diplomatic_publics import to
from seawar.domains.odds import WAIT_ODDS, WAITS, waited

Wishes = Iterable[AnyEffect | Raise]


@dataclass(frozen=True, slots=True)
class ReconcileParams:
    """Where the settlement takes the matter."""

    moves_to: str = "settled"
    """State of the matter from then on; a matter that does not know it is not settled this way."""


RECONCILE_BANDS = ("holds", "asks", "nothing")


def reconcile(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """Two seats settle a matter by consent; it costs the one that holds it and the one that asks each its own.

    Method: consent, without dice. Both seal the same order about the same matter, one of them its holder. Units:
    none. Assumption: who signs carries it out. Limits: who else is party to the matter (plaintiffs, firms) has no
    signature; that they refuse is the white cell's, or a chance of the rulebook.
    """
    (entrant,) = case.entrants
    order = entrant.order
    try:
        matter = facts.world.matters[order.targets["matter"]]
    except KeyError:
        raise Unknown from None
    knows = entrant.type.params.moves_to in facts.rules.matters[order.targets["matter"]].states
    signed = {order.seat, *order.partners}
    if facts.blind and any(branch.when == "partner-refuses" for branch in order.branches):
        signed = facts.guess(None, {order.seat}, signed)
    if not knows or matter.holder not in signed or len(signed) < 2 or matter.status == entrant.type.params.moves_to:
        return Outcome(("nothing",))
    return Outcome(("holds" if matter.holder == order.seat else "asks",))
    yield Chance("never", ("holds",), (PER_MILLE,))


def reconciled(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Wishes:
    """The matter's new state, said once, by its holder."""
    del outcome
    (entrant,) = case.entrants
    if bands == ("holds",):
        id_ = entrant.order.targets["matter"]
        yield MatterMoved(id_, entrant.type.params.moves_to, facts.world.matters[id_].holder)


RECONCILE = Mechanism(
    "diplomatic.reconcile", Step.CONSENT, ReconcileParams, ("matter",), RECONCILE_BANDS, reconcile, reconciled,
    meanings=(
        ("holds", "settled, and you are the seat that holds the matter"),
        ("asks", "settled, and you ask of the seat that holds it"),
        ("nothing", "neither of you holds it, or it cannot end this way"),
    ),
)  # fmt: skip


def _open(chance: ChanceDef, facts: Facts) -> bool:
    try:
        return chance.when is None or bool(chance.when(facts, {"turn": facts.world.turn}))
    except Absent:
        return False


def _chances(facts: Facts) -> Iterable[tuple[str, ...]]:
    """What may come now, and what was on its way and may come no longer."""
    for chance in facts.rules.chances:
        if facts.world.ledgers.get(f"docket/{chance.id}") or _open(chance, facts):
            yield "", chance.id


def _come(subject: tuple[str, ...], facts: Facts) -> Generator[Ask, int, Wishes]:
    """Something that no seat decides comes on a day of its own, as a court's ruling does.

    Method: an exponential wait from the turn in which it first may come, drawn once, as a date, so that the length
    of turns cannot matter. Units: minutes. Source of each mean: the rulebook. Assumptions: 1. any day is as
    likely as any other; 2. when its condition ends first, it is off. Limits: a court's own calendar is not known.
    """
    chance = next(chance for chance in facts.rules.chances if chance.id == subject[1])
    if not _open(chance, facts):
        return list(to(facts, 0, "docket", chance.id))
    day = facts.world.ledgers.get(f"docket/{chance.id}", 0)
    if not day:
        pick = yield Chance("wait", WAITS, WAIT_ODDS)
        day = facts.world.now + waited(pick, chance.mean.rate_minutes)
    if day > facts.world.until:
        return list(to(facts, day, "docket", chance.id))
    env: dict[str, str | int] = {"self": "", "turn": facts.world.turn, "at": max(day, facts.world.now)}
    return [*to(facts, 0, "docket", chance.id), *(effect for make in chance.effects for effect in make(facts, env))]


LEDGERS = (Ledger("docket", "umpire", "On which day something comes that is in nobody's hands.", holds="instant"),)
UPKEEP = (Upkeep("diplomatic.chance", Step.ACT, _chances, _come),)
