"""Submarines and those who look for them: the exponential law of search, over open water or across a strait.

No public outcome can calibrate it: three submerged contacts near Japan were announced in about 44 months, and how
many were not found nobody tells (calibration B.2, C.3). Sweep widths are inference; only the law is sourced.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from math import isqrt
from typing import Annotated

from annotated_types import Ge, Le

from seawar.core.effects import AnyEffect, EvidenceFound, ForceMoved, LedgerMoved, Raise
from seawar.core.facts import Facts
from seawar.core.mechanism import PER_MILLE, Ask, Case, Chance, Entrant, Mechanism, Outcome, Step
from seawar.core.orders import Order
from seawar.domains.company import who_could_join

BANDS = ("found", "nothing", "unseen", "tracked", "none_sent")
"""Of who searches: a contact or none; of a boat: not found or found, which it may not learn; of either: no force."""
NET_STEP_PER_MILLE = 200
"""What one step of net is worth in sweep width: 0.6 in shallow water is -2, 1.2 by cueing +1 (B.5)."""
NET = (-3, 5)
"""The nets that change the width, from two fifths of it to twice. Assumption."""
SHARED_PER_MILLE = 1300
"""Sweep width with a shared undersea picture. Inference (B.5)."""
SCALE = 10**12
HALVINGS, TERMS = 10, 6
LIKELY = 2
SUBJECT = "submarine"
"""What evidence about a boat is filed under, before the water in which it was found."""


@dataclass(frozen=True, slots=True)
class SearchParams:
    """A searcher; with a width of 0, a boat."""

    width: Annotated[int, Ge(0), Le(400)] = 20
    """Sweep width in tenths of a nautical mile; 0 for a boat. B.5, inference: aircraft 80 on day 1 of a datum, 20
    blind; towed array 100; hull sonar 30; an array lane in a strait 150 to 250."""
    knots: Annotated[int, Ge(0), Le(400)] = 180
    """Search speed; of a boat, its own. Assumption."""
    hours_per_day: Annotated[int, Ge(0), Le(24)] = 8
    """Hours a day that it searches. Assumption."""
    line: Annotated[int, Ge(0), Le(500)] = 0
    """Length in nautical miles of a line that boats must cross; 0 to search the whole water."""
    square_miles: Annotated[int, Ge(1), Le(1000000)] = 20000
    """Water in square nautical miles where the area does not say. Assumption."""
    hours: Annotated[int, Ge(0), Le(2000)] = 48
    """Of a boat: hours it is there in a passage. About 40 hours were told of June 2020 (B.2); assumption."""
    quiet: Annotated[int, Ge(1), Le(1000)] = 1000
    """Of a boat: per mille of the sweep width that is left; 800 for a slow diesel boat (B.5, inference)."""


def exp_minus(up: int, down: int) -> int:
    """exp(-up/down) in parts of SCALE, by exact integer steps.

    Method: the argument is halved HALVINGS times, the series of the exponential is summed to TERMS terms in
    integers, and the result is squared back as many times. For arguments up to 20 it is off by less than 1 in 10^8.
    """
    if up >= 40 * down:
        return 0
    small = up * SCALE // (down << HALVINGS)
    total = term = SCALE
    for n in range(1, TERMS + 1):
        term = -term * small // (n * SCALE)
        total += term
    for _ in range(HALVINGS):
        total = total * total // SCALE
    return total


def found_per_mille(up: int, down: int) -> int:
    """1 - exp(-up/down) in per mille, rounded."""
    return PER_MILLE - (exp_minus(up, down) * PER_MILLE + SCALE // 2) // SCALE


def open_water(width_per_mille: int, knots: int, minutes: int, square_miles: int) -> int:
    """Per mille that a search finds a boat: P = 1 - exp(-W v t / A). Width in thousandths of a nautical mile."""
    return found_per_mille(width_per_mille * knots * minutes, PER_MILLE * 60 * square_miles)


def barrier(width_per_mille: int, knots: int, boat_knots: int, line: int, hours_per_day: int) -> int:
    """Per mille that a boat is found as it crosses a line: P = 1 - exp(-W sqrt(v^2 + u^2) h / (L u 24)).

    v is the patrol's speed along the line, u the boat's across it: a fixed array has v = 0 and W / L is left.
    """
    u = max(1, boat_knots)
    relative = isqrt((knots * knots + u * u) * PER_MILLE**2)
    return found_per_mille(width_per_mille * relative * hours_per_day, PER_MILLE**2 * line * u * 24)


def sweep(search: SearchParams, net: int, boat: SearchParams, *, shared: bool) -> int:
    """Sweep width against a boat, in thousandths of a nautical mile."""
    width = search.width * 100 * (PER_MILLE + NET_STEP_PER_MILLE * min(NET[1], max(NET[0], net))) // PER_MILLE
    if shared:
        width = width * SHARED_PER_MILLE // PER_MILLE
    return width * boat.quiet // PER_MILLE


def partners(seat: str, facts: Facts) -> list[str]:
    """Seats with whom this one shares its undersea picture now."""
    others = (other for other in sorted(facts.rules.seats) if other != seat)
    return [other for other in others if facts.fn_lasts("undersea-picture", *sorted((seat, other)))]


def tracked(facts: Facts, author: str) -> int:
    """How surely the asking seat can show that boats of `author` have passed in any water, 0 to 4."""
    levels = (
        found.level for key, found in facts.world.evidence.items()
        if found.author == author and key.startswith(f"{SUBJECT}/") and key.endswith(f"/{facts.me}")
    )  # fmt: skip
    return max(levels, default=0)


def chance(search: SearchParams, width: int, boat: SearchParams, area: str, facts: Facts) -> int:
    """Per mille that a searcher of this width finds this boat within the turn."""
    if search.line:
        return barrier(width, search.knots, boat.knots, search.line, search.hours_per_day)
    minutes = min(boat.hours * 60, facts.world.until - facts.world.now) * search.hours_per_day // 24
    return open_water(width, search.knots, minutes, facts.area(area).square_miles or search.square_miles)


def _against(hunter: Entrant, boat: SearchParams, area: str, facts: Facts) -> int:
    """The same for an order, at its net and with its partners."""
    width = sweep(hunter.type.params, hunter.net, boat, shared=bool(partners(hunter.order.seat, facts)))
    return chance(hunter.type.params, width, boat, area, facts)


def _area(order: Order, facts: Facts) -> Iterable[str]:
    """The water: boats and searchers there are one case."""
    del facts
    return (order.targets["area"],)


def settle(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """Boats in one water, and everyone who looks for them there.

    Method: the exponential law of random search, P = 1 - exp(-W v t / A), with sweep width W, search speed v, time t
    that both are there and water A; across a strait the barrier form, in which the relative speed and the length of
    the line stand for it (Koopman's theory of search as taught with NPS's BASTION; sources in calibration B.5). Each
    searcher rolls once for each boat. Units: nautical miles, knots, minutes, per mille. Assumptions: 1. widths,
    speeds, hours and waters are inference or ours; 2. searchers are independent; 3. each step of net is a fifth of
    the width. Limits: no false contacts, no losing and regaining, no attack. Uncalibrated: no honest public outcome.
    """
    boats = [e for e in case.entrants if not e.type.params.width and e.order.forces]
    hunters = [e for e in case.entrants if e.type.params.width and e.order.forces]
    band = {e.key: "none_sent" for e in case.entrants}
    band |= {e.key: "unseen" for e in boats} | {e.key: "nothing" for e in hunters}
    detail: dict[str, int] = {}
    for hunter in hunters:
        for boat in boats:
            if hunter.order.seat != boat.order.seat:
                per = _against(hunter, boat.type.params, case.subject, facts)
                step = f"{case.subject}: {hunter.order.type} by {hunter.order.seat}: {boat.order.seat}"
                if not (yield Chance(step, ("found", "missed"), (per, PER_MILLE - per))):
                    band[hunter.key], band[boat.key] = "found", "tracked"
                    detail[f"{hunter.order.seat}/{boat.order.seat}"] = 1
    if facts.blind:
        yield from _unknown(case, band, facts)
    return Outcome(tuple(band[e.key] for e in case.entrants), (), detail)


def _unknown(case: Case, band: dict[str, str], facts: Facts) -> Generator[Ask, int, None]:
    """Odds of a seat that cannot know who else is there: at one end nobody, at the other all who could be."""
    (own,) = case.entrants
    area, params = case.subject, own.type.params
    others = [other for _, other in who_could_join("maritime.search", facts)]
    if band[own.key] == "nothing":
        pers = [_against(own, boat, area, facts) for boat in others if not boat.width]
        per = facts.guess(None, 0, _any_of(pers))
        missed = yield Chance("a boat", ("found", "missed"), (per, PER_MILLE - per))
        band[own.key] = "nothing" if missed else "found"
    elif band[own.key] == "unseen":
        widths = [(other, sweep(other, NET[1], params, shared=True)) for other in others if other.width]
        pers = [chance(other, width, params, area, facts) for other, width in widths]
        per = facts.guess(None, _any_of(pers), 0)
        missed = yield Chance("a searcher", ("tracked", "unseen"), (per, PER_MILLE - per))
        band[own.key] = "unseen" if missed else "tracked"


def _any_of(pers: list[int]) -> int:
    """Per mille that at least one of these comes."""
    missed = PER_MILLE
    for per in pers:
        missed = missed * (PER_MILLE - per) // PER_MILLE
    return PER_MILLE - missed


def enact(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """Who found whom is known to the finder and to those who share its picture; forces are away to the turn's end."""
    finders = {e.order.seat for e, band in zip(case.entrants, bands, strict=True) if band == "found"}
    for pair in sorted(outcome.detail):
        hunter, _, boat = pair.partition("/")
        if hunter in finders:
            yield LedgerMoved(f"undersea/{hunter}", 1)
            for seat in (hunter, *(p for p in partners(hunter, facts) if p != boat)):
                yield EvidenceFound(f"{SUBJECT}/{case.subject}", seat, boat, LIKELY)
    for entrant in case.entrants:
        for id_, force in facts.sent(entrant.order):
            yield ForceMoved(id_, "away", force.base, facts.world.until)


SEARCH = Mechanism("maritime.search", Step.MEET, SearchParams, ("area",), BANDS, settle, enact, _area, "none_sent", NET)
