"""The economic domain: measures that cost both sides, dependence and what replaces it, and how disputes end.

A few mechanisms, many order types: what sets a duty apart from a boycott are parameters that the rulebook names
with their source. What a measure costs is worked out by the day (`economic_days`), whoever orders what.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable

from seawar.core.conditions import COUNT, Function
from seawar.core.effects import AnyEffect, Raise
from seawar.core.facts import Facts
from seawar.core.mechanism import PER_MILLE, Ask, Case, Chance, Domain, FactFunction, Mechanism, Outcome, Step, Upkeep
from seawar.domains.economic_aid import AID
from seawar.domains.economic_days import pass_turn, relations
from seawar.domains.economic_ends import CASE, RELAX, SETTLE, in_force
from seawar.domains.economic_programme import PROGRAMME
from seawar.domains.economic_rows import LEDGERS, MeasureParams, curb_of, flow, moved, supplied, today

BANDS = ("bites", "glances", "goes_on", "ended", "no_trade")
GRIPS = {"to the letter": 1000, "firmly": 850, "half": 500}
"""Per mille to which officials apply a measure. Assumption."""
LOOSE = GRIPS["half"]
THOUSAND = 1000
NET = (-3, 3)
"""The nets that tell one measure from another."""
FIRM_PER_MILLE = 100
"""What one step of net adds to how often officials apply a measure firmly. Assumption."""


def settle(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """A measure against another seat's trade: how firmly it is applied when it begins.

    Method: one draw when it begins, firmer by a tenth of all cases for each step of net; as long as it is ordered
    again it goes on as it began. What it stops is share x force x grip; what that costs is worked out by the day.
    Units: per mille of the yearly flow. Assumptions: 1. firmly applied, it is applied to the letter half of the time;
    2. otherwise half is let through; 3. it is in force from the start of the turn in which it is ordered; 4. what a
    step of net is worth. Limits: one grip for a whole measure.
    """
    (entrant,) = case.entrants
    params: MeasureParams = entrant.type.params
    curb = curb_of(entrant.order)
    if not curb.value(facts):
        return Outcome(("no_trade",))
    if curb.row("lifted", facts) == facts.world.turn:
        return Outcome(("ended",))
    if curb.row("since", facts):
        return Outcome(("goes_on",))
    step = FIRM_PER_MILLE * min(NET[1], max(NET[0], entrant.net))
    firm = min(PER_MILLE, max(0, params.firm + step))
    odds = (firm // 2, firm - firm // 2, PER_MILLE - firm)
    grip = list(GRIPS.values())[(yield Chance("application", tuple(GRIPS), odds))]
    return Outcome(("glances" if grip == LOOSE else "bites",), (), {"grip": grip})


def enact(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """The measure is in force, at the grip that was drawn or ruled."""
    (entrant,) = case.entrants
    curb, (band,) = curb_of(entrant.order), bands
    if band in ("no_trade", "ended"):
        return
    grip = curb.row("grip", facts)
    if band == "glances":
        grip = LOOSE
    elif band == "bites":
        grip = max(outcome.detail.get("grip", 0), GRIPS["firmly"])
    yield from moved(facts, f"grip/{curb.rest}", grip)
    yield from moved(facts, f"ordered/{curb.rest}", facts.world.turn)
    if not curb.row("since", facts):
        yield from moved(facts, f"since/{curb.rest}", today(facts))
    level = curb.level(grip, facts)
    if level > curb.row("curb", facts):
        yield from moved(facts, f"curb/{curb.rest}", level)


MEASURE = Mechanism("economic.measure", Step.ACT, MeasureParams, ("seat",), BANDS, settle, enact, net=NET)


ECONOMIC = Domain(
    "economic",
    mechanisms=(MEASURE, PROGRAMME, RELAX, SETTLE, CASE, AID),
    functions=(
        FactFunction(
            Function("flow", ("seat", "seat", "good"), "Per mille of the first seat's exports of a good that pass."),
            flow,
        ),
        FactFunction(
            Function("supplied", ("seat", "seat", "good"), "Per mille of the first's need that the second supplies."),
            supplied,
        ),
        FactFunction(
            Function("lost", ("seat", "seat"), "What measures between the two have cost the first, USD million."),
            lambda facts, who, on: facts.world.ledgers.get(f"loss/{who}/{on}", 0) // THOUSAND,
        ),
        FactFunction(
            Function(
                "measures", ("seat", "seat"), "Measures of the first against the second, as far as known.", range=COUNT
            ),
            lambda facts, sender, target: len(in_force(facts, sender, target)),
        ),
        FactFunction(
            Function("conceded", ("seat", "seat"), "How often the first gave way to the second in a settlement."),
            lambda facts, who, to: facts.world.ledgers.get(f"conceded/{who}/{to}", 0),
        ),
    ),
    ledgers=LEDGERS,
    upkeep=(Upkeep("economic.days", Step.CLOSE, relations, pass_turn),),
)
