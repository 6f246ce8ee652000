"""Missile salvos against airfields and civil nodes, and the interceptors that meet them.

A salvo and its defence are one case by the area that is attacked: all who fire at it share its aim points,
and all who defend it share what comes in. Settling the two apart was refused: a magazine could then be
emptied twice in one turn.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from annotated_types import Ge, Le

from seawar.core.effects import AnyEffect, ConditionSet, ForceMoved, LedgerMoved, Raise
from seawar.core.facts import Facts
from seawar.core.mechanism import PER_MILLE, Ask, Case, Chance, Entrant, Mechanism, Outcome, Step
from seawar.core.orders import Order
from seawar.domains.air_fields import holder, places
from seawar.domains.company import who_could_join

BANDS = ("shut", "partly", "held", "empty", "stopped", "leaked", "spent", "quiet")
"""Of who fires: shut, partly shut, nothing got through, no missiles; of who defends: none or some got through, no
interceptors left; of either: nothing happened."""
MOST_SHOTS_AT_ONE_POINT = 12
MOSTLY_PER_MILLE = 900
"""Share of the aim points hit from which a place counts as shut. Assumption."""
HEAVY = ("tanker", "bomber", "early-warning")
"""Kinds that need the long runway."""
CREWS_PER_MILLE = 750
"""What trained repair crews and stocked material make of the hours. Assumption."""
PACES = (("quick repair", 800, 250), ("ordinary repair", 1000, 500), ("slow repair", 1200, 250))
"""How the repair goes: name, per mille of the hours, chance. Assumption."""
NET = (-5, 5)
"""The nets that tell a salvo or a defence apart."""
HITS_PER_MILLE = 100
"""What one step of an attacker's net adds to what its hits are worth, per mille. Assumption."""
DAY_PER_MILLE = 50
"""What one step of a defender's net moves from its bad days to its good ones, per mille. Assumption."""


@dataclass(frozen=True, slots=True)
class SalvoParams:
    """What is fired at, and how long it stays shut; or, with `shots`, how it is defended."""

    denies: Literal["fighters", "tankers", "civil"] = "fighters"
    """What the target is meant to be of no use to; `civil` for a plant, a port, a grid."""
    aim_points: Annotated[int, Ge(0), Le(50)] = 5
    """Aim points of one place: three cuts of a runway, fuel, shelters. 0 for who defends. Assumption."""
    hit: Annotated[int, Ge(1), Le(1000)] = 550
    """Per mille that one missile makes its aim point useless. Assumption."""
    sure: Annotated[int, Ge(1), Le(999)] = 900
    """Per mille wanted for each aim point. Assumption: with `hit`, three missiles for each, 15 an airfield (N20)."""
    look: Annotated[int, Ge(0), Le(240)] = 1
    """Hours until unexploded rounds are cleared and the damage is known. Assumption."""
    cut: Annotated[int, Ge(1), Le(2000)] = 7
    """Hours to fill one cut. Assumption; 1 + 7 and 1 + 3 x 7 hours keep tankers away 2.75 times longer (B.5)."""
    cuts: Annotated[int, Ge(1), Le(9)] = 1
    """Cuts to fill before it is of use again: fighters need one of three lengths, tankers all three. Assumption."""
    shots: Annotated[int, Ge(0), Le(6)] = 0
    """Interceptors fired at each missile; 0 for who attacks. The doctrine is two at the least (B.5)."""
    poor: Annotated[int, Ge(0), Le(1000)] = 550
    """Per mille, a shot, that it stops a ballistic missile, on a bad day. Inference (B.5), no public test of it."""
    usual: Annotated[int, Ge(0), Le(1000)] = 700
    """The same on a usual day. Inference (B.5)."""
    good: Annotated[int, Ge(0), Le(1000)] = 800
    """The same on a good day. Inference (B.5)."""


def per_place(params: SalvoParams) -> int:
    """Missiles for one place: as many at each aim point as make it useless as surely as is wanted."""
    shots, missed = 1, PER_MILLE - params.hit
    while missed > PER_MILLE - params.sure and shots < MOST_SHOTS_AT_ONE_POINT:
        shots, missed = shots + 1, missed * (PER_MILLE - params.hit) // PER_MILLE
    return shots * params.aim_points


def stopped(incoming: int, interceptors: int, shots: int, kill: int) -> tuple[int, int]:
    """Thousandths of missiles stopped, and interceptors used.

    Method: `shots` at each missile as long as they last, what is left at one more, then none; k shots of chance p
    each stop one with 1 - (1 - p)^k. Exact in integers, rounded down at the end.
    """
    if shots <= 0 or incoming <= 0 or interceptors <= 0:
        return 0, 0
    full = min(incoming, interceptors // shots)
    rest = interceptors - full * shots if full < incoming else 0
    missed = full * (PER_MILLE - kill) ** shots + (PER_MILLE - kill) ** rest * PER_MILLE ** (shots - rest)
    return PER_MILLE * ((full + 1) * PER_MILLE**shots - missed) // PER_MILLE**shots, full * shots + rest


@dataclass(slots=True)
class _Raid:
    """What a case has come to so far."""

    shut_until: dict[str, int] = field(default_factory=dict)
    """By what is denied."""
    left: dict[str, int] = field(default_factory=dict)
    """Interceptors left, by seat."""
    kill: dict[str, int] = field(default_factory=dict)
    """Chance a shot today, by seat."""
    fired: dict[str, int] = field(default_factory=dict)
    """Missiles fired, by seat."""


def _area(order: Order, facts: Facts) -> Iterable[str]:
    """What is attacked or defended: all who do either are one case."""
    del facts
    return (order.targets["area"],)


def within(net: int) -> int:
    """A net as far as the table goes."""
    return min(NET[1], max(NET[0], net))


def _minutes_shut(params: SalvoParams, pace: int, area: str, facts: Facts) -> int:
    """How long one salvo shuts it: a look, then the cuts one after the other, at today's pace."""
    hours = params.look + params.cut * params.cuts
    seat = holder(area, facts)
    crews = CREWS_PER_MILLE if facts.world.conditions.get(f"repair-crews/{seat}:{seat}", 0) > facts.world.now else 1000
    return max(1, hours * 60 * pace * crews // PER_MILLE**2)


def _shut_key(params: SalvoParams, area: str, facts: Facts) -> str:
    return f"shut-to-{params.denies}/{area}/{holder(area, facts)}"


def salvos_wanted(shut_until: int, minutes: int, facts: Facts) -> int:
    """How many it takes to keep it shut to the end of the turn, from where it opens again."""
    opens = max(shut_until, facts.world.now)
    return max(0, -((opens - facts.world.until) // minutes)) if opens < facts.world.until else 0


def _defence(case: Case, facts: Facts) -> Generator[Ask, int, _Raid]:
    """How well each defender shoots today, and what it has."""
    raid, area = _Raid(), case.subject
    for entrant in case.entrants:
        seat, params = entrant.order.seat, entrant.type.params
        if params.shots and seat not in raid.left:
            raid.left[seat] = facts.world.ledgers.get(f"interceptors/{seat}/{area}", 0)
            if raid.left[seat]:
                days = (params.poor, params.usual, params.good)
                better = DAY_PER_MILLE * within(entrant.net)
                odds = (250 - better, 500, 250 + better)
                day = yield Chance(f"{area}: {seat}", ("bad day", "usual day", "good day"), odds)
                raid.kill[seat] = days[day]
    return raid


def _through(what: str, incoming: int, case: Case, raid: _Raid, facts: Facts) -> Generator[Ask, int, int]:
    """What gets through every defender in turn; to a seat that cannot know of any, both ends.

    Of the missile that is left over in an expected number, one draw says whether it is stopped.
    """
    for entrant in case.entrants:
        seat, params = entrant.order.seat, entrant.type.params
        if params.shots and seat in raid.kill and incoming:
            killed, used = stopped(incoming, raid.left[seat], params.shots, raid.kill[seat])
            raid.left[seat] -= used
            incoming -= killed // PER_MILLE
            if part := killed % PER_MILLE:
                odds = (part, PER_MILLE - part)
                incoming -= 1 - (yield Chance(f"{what}: last against {seat}", ("stopped", "through"), odds))
    for _, params in facts.guess(None, who_could_join("air.salvo", facts), []) if facts.blind else ():
        unseen, _ = stopped(incoming, params.shots * incoming, params.shots, params.good)
        incoming -= -(-unseen // PER_MILLE)  # a deep magazine on a good day
    return incoming


def _fire(entrant: Entrant, case: Case, raid: _Raid, facts: Facts) -> Generator[Ask, int, tuple[str, dict[str, int]]]:
    """One seat's salvos: how many it takes, how many it has, what gets through, how long it stays shut."""
    order, params, area = entrant.order, entrant.type.params, case.subject
    stock = facts.world.ledgers.get(f"missiles/{order.seat}/{area}", 0)
    spent = raid.fired.get(order.seat, 0)
    each = per_place(params) * places(area, facts)
    if stock - spent <= 0:
        return "empty", {}
    what = f"{area}: {params.denies}: {order.seat}"
    pace = PACES[(yield Chance(what, tuple(p[0] for p in PACES), tuple(p[2] for p in PACES)))][1]
    minutes, key = _minutes_shut(params, pace, area, facts), _shut_key(params, area, facts)
    since = raid.shut_until.get(key, facts.world.conditions.get(key, 0))
    wanted = salvos_wanted(since, minutes, facts)
    if not wanted:
        return "quiet", {}
    fired = min(stock - spent, wanted * each)
    raid.fired[order.seat] = spent + fired
    through = yield from _through(what, fired, case, raid, facts)
    worth = through * (PER_MILLE + HITS_PER_MILLE * within(entrant.net))
    shut = worth * minutes // (each * PER_MILLE)
    raid.shut_until[key] = max(since, facts.world.now) + shut
    band = "shut" if worth >= wanted * each * MOSTLY_PER_MILLE else "partly" if through else "held"
    return band, {"fired": fired, "through": through, "minutes": shut, "until": raid.shut_until[key]}


def settle(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """Salvos at one area over a turn, and those who defend it.

    Method: aim points times missiles for each make one salvo (600 missiles for 40 airfields, N20: 15 each); what
    a defence of k shots with chance p each lets through is n x (1 - p)^k as long as interceptors last, then all;
    one salvo shuts a place until it is looked at and the cuts are filled one after the other; salvos follow each
    other as it would open, until the magazine is empty. Spreading aircraft over more fields multiplies the aim
    points. Units: missiles, minutes. Sources: seed arithmetic N20; B.5 for the doctrine of two shots, for tankers
    kept away 2.6 to 3 times longer and for the table that scenarios/calibration/r1-airfields.yaml holds it to;
    per-shot chances are inference of B.5. Assumptions: 1. missiles and interceptors are told off by area before
    the war; 2. expected numbers, with one draw for the day of each defender and one for the repair; 3. a salvo
    that is too small shuts for so much less time; 4. interceptors of several seats fire one after the other;
    5. each step of an attacker's net is a tenth of what its hits are worth, in hours and towards being shut, each of
    a defender's moves 50 per mille from bad days to good ones.
    Limits: no aircraft are lost on the ground, no decoys, no radars to blind.
    """
    raid = yield from _defence(case, facts)
    bands: dict[str, str] = {}
    detail: dict[str, int] = {}
    for entrant in case.entrants:
        if not entrant.type.params.shots:
            bands[entrant.key], came = yield from _fire(entrant, case, raid, facts)
            detail |= {f"{name}/{entrant.key}": n for name, n in came.items()}
    for entrant in case.entrants:
        seat = entrant.order.seat
        if entrant.type.params.shots:
            bands[entrant.key] = _defended(seat, raid, detail)
            used = facts.world.ledgers.get(f"interceptors/{seat}/{case.subject}", 0) - raid.left[seat]
            detail[f"used/{seat}"] = used
    return Outcome(tuple(bands[entrant.key] for entrant in case.entrants), (), detail)


def _defended(seat: str, raid: _Raid, detail: Mapping[str, int]) -> str:
    fired = sum(n for key, n in detail.items() if key.startswith("fired/"))
    through = sum(n for key, n in detail.items() if key.startswith("through/"))
    if not fired:
        return "quiet"
    if not raid.left[seat]:
        return "spent"
    return "leaked" if through else "stopped"


def enact(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """Magazines fall by what was fired, the place is shut for a time, and what stands there cannot go."""
    area, told = case.subject, outcome.detail
    for entrant, band in zip(case.entrants, bands, strict=True):
        seat, params, fired = entrant.order.seat, entrant.type.params, told.get(f"fired/{entrant.key}", 0)
        if fired:
            yield LedgerMoved(f"missiles/{seat}/{area}", -fired)
            yield LedgerMoved(f"fired/{seat}", fired)
        if fired and band in ("shut", "partly"):
            yield from _shut(params, area, band, told[f"minutes/{entrant.key}"], told[f"until/{entrant.key}"], facts)
    for seat in sorted({entrant.order.seat for entrant in case.entrants}):
        if used := told.get(f"used/{seat}", 0):
            yield LedgerMoved(f"interceptors/{seat}/{area}", -used)


def _shut(
    params: SalvoParams, area: str, band: str, minutes: int, until: int, facts: Facts
) -> Iterable[AnyEffect | Raise]:
    """The hours that it is shut are counted, and until then heavy aircraft, or all, stay where they are."""
    seat = holder(area, facts)
    yield LedgerMoved(f"closed-{params.denies}/{seat}/{area}", minutes // 60)
    yield ConditionSet(_shut_key(params, area, facts), until)
    if params.denies == "civil" or band != "shut":
        return
    for id_, force in sorted(facts.world.forces.items()):
        grounded = force.kind in HEAVY or params.denies == "fighters"
        if force.base == area and force.status == "ready" and grounded:
            yield ForceMoved(id_, "away", area, until)


SALVO = Mechanism("air.salvo", Step.ACT, SalvoParams, ("area",), BANDS, settle, enact, _area, "quiet", NET)
