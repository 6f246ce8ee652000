"""Campaigns in stages: getting in, staying there, doing something with it, and being looked for."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le

from seawar.core.calendar import MINUTES_PER_DAY
from seawar.core.effects import AnyEffect, LedgerMoved, Raise
from seawar.core.facts import Facts, Unknown
from seawar.core.mechanism import PER_MILLE, Ask, Case, Chance, Mechanism, NetModifiers, Outcome, Step
from seawar.domains.cyber_evidence import TRACES
from seawar.domains.cyber_rows import campaigns, covered, inside, row, to
from seawar.domains.odds import at_least_once, two_dice

MOST_DEFENCE = 3
"""Steps of hardening that a preview reckons with, and that a rulebook gives at the most."""
TRIED = ("in", "out_unnoticed", "out_noticed")
OPERATED = ("works_unseen", "works_seen", "fizzles_unseen", "fizzles_seen", "no_access")
HUNTED = ("found", "nothing")

PerMille = Annotated[int, Ge(0), Le(1000)]
Days = Annotated[int, Ge(0), Le(3650)]


@dataclass(frozen=True, slots=True)
class IntrudeParams:
    """How a campaign begins, and how it would go on if nobody did anything."""

    noticed: PerMille = 350
    """Per mille that a try that fails is noticed. Assumption."""
    dwell_days: Annotated[int, Ge(1), Le(3650)] = 248
    """Mean days until the target finds it by itself."""
    secret_days: Days = 524
    """Mean days from then until it is public by itself."""
    hosts_per_month: Annotated[int, Ge(0), Le(10_000)] = 28
    """Machines that it comes to in a mean month."""


def hardened(target: str, facts: Facts) -> int:
    """How far the target has hardened itself; what an intruder cannot know is taken at either end."""
    try:
        known: int | None = min(MOST_DEFENCE, facts.fn_tally("defence", target))
    except Unknown:
        known = None
    return facts.guess(known, MOST_DEFENCE, 0)


def _against(target: str, facts: Facts) -> NetModifiers:
    steps = hardened(target, facts)
    return ((-steps, "how far they have hardened their networks"),) if steps else ()


def intrude(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """A try to get into another seat's networks, and to stay.

    Method: access on two dice against 7 with the rulebook's modifiers, and 1 less for each step of the target's
    defence. Of tries that fail, a share is noticed. What comes of it later (being found, being named, becoming
    public) is not rolled here but when it happens, so that the intruder cannot read it off its own dice.
    Who is inside already reads on, without a roll.
    Assumptions: 1. one campaign at a time by one seat in another's networks; 2. a try takes the turn, whatever its
    length. Limits: no single network, no tools that wear out.
    """
    (entrant,) = case.entrants
    if inside(facts, entrant.order.seat, entrant.order.targets["seat"]):
        return Outcome(("in",))
    mods = _against(entrant.order.targets["seat"], facts)
    got_in = not (yield Chance("access", ("in", "out"), two_dice(entrant.net + sum(add for add, _ in mods))))
    if got_in:
        return Outcome(("in",), (mods,))
    noticed = entrant.type.params.noticed
    seen = yield Chance("watch", ("unnoticed", "noticed"), (PER_MILLE - noticed, noticed))
    return Outcome((TRIED[1 + seen],), (mods,))


def begin(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """What is kept of a campaign that has got in: when, how well hidden, how fast it spreads."""
    del outcome
    (entrant,) = case.entrants
    order, target, params = entrant.order, entrant.order.targets["seat"], entrant.type.params
    if bands != ("in",) or target == order.seat or inside(facts, order.seat, target):
        return
    yield from to(facts, 1, "access", order.seat, target)
    yield from to(facts, facts.world.now, "entered", order.seat, target)
    yield from to(facts, params.dwell_days, "dwells", order.seat, target)
    yield from to(facts, params.secret_days, "secret", order.seat, target)
    yield from to(facts, params.hosts_per_month, "spread", order.seat, target)
    yield from covered(order, target)


INTRUDE = Mechanism(
    "cyber.intrude", Step.MOVE, IntrudeParams, ("seat",), TRIED, intrude, begin, net=(-3, 3), traces=TRACES
)


@dataclass(frozen=True, slots=True)
class OperateParams:
    """What an operation needs, and how loud it is."""

    inside: bool = True
    """Whether it needs a way in that is there already; else it finds its own, against the target's defence."""
    seen: PerMille = 500
    """Per mille that it gives the campaign away at once. Assumption."""
    machines: Annotated[int, Ge(0), Le(1_000_000)] = 0
    """Machines that it hits if it works."""
    secret_days: Days = 524
    """Where it gives itself away: mean days until it is public; 0 for what everybody sees at once."""


def operate(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """An operation against another seat: theft, ransom, disruption, influence.

    Method: the effect on two dice against 7 with the rulebook's modifiers, and, where it must find its own way in, 1
    less for each step of the target's defence; separately, one draw for whether it gives itself away. Who did it
    is asked later, by each observer, as of any campaign that is found.
    Assumptions: 1. effect and noise are independent; 2. what is taken or broken is the rulebook's. Limits: no
    spill-over to third seats.
    """
    (entrant,) = case.entrants
    params, target = entrant.type.params, entrant.order.targets["seat"]
    if params.inside and not inside(facts, entrant.order.seat, target):
        return Outcome(("no_access",))
    mods = () if params.inside else _against(target, facts)
    failed = yield Chance("effect", ("works", "fizzles"), two_dice(entrant.net + sum(add for add, _ in mods)))
    seen = yield Chance("noise", ("unseen", "seen"), (PER_MILLE - params.seen, params.seen))
    return Outcome((OPERATED[2 * failed + seen],), (mods,))


def give_away(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """What was seen is found in this very turn; machines hit are counted then."""
    del outcome
    (entrant,) = case.entrants
    order, target, params = entrant.order, entrant.order.targets["seat"], entrant.type.params
    if not bands[0].endswith("_seen") or target == order.seat:
        return
    yield LedgerMoved(f"burnt/{target}/{order.seat}", 1)
    yield from covered(order, target)
    yield from to(facts, params.secret_days, "secret", order.seat, target)
    if bands[0] == "works_seen" and params.machines:
        yield LedgerMoved(f"struck/{order.seat}/{target}", params.machines)


OPERATE = Mechanism(
    "cyber.operate", Step.DETECT, OperateParams, ("seat",), OPERATED, operate, give_away, net=(-3, 3), traces=TRACES
)


@dataclass(frozen=True, slots=True)
class HuntParams:
    """How hard one looks."""

    per_day: PerMille = 8
    """Per mille, a day of looking, that the search comes to whatever is there. Assumption."""


def hunt(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """A search through one's own networks.

    Method: random search. Each day has the same chance to be thorough enough, so that over a turn it is the chance of
    at least one such day; a net of +1 or -1 changes the daily chance by a quarter. A thorough search finds
    everybody who is inside; it is rolled once, whether or not somebody is, so that the dice tell nothing.
    Units: per mille a day. Assumptions: 1. days are independent; 2. the rate. Limits: under a day it finds nothing.
    """
    (entrant,) = case.entrants
    days = (facts.world.until - facts.world.now) // MINUTES_PER_DAY
    daily = entrant.type.params.per_day * (4 + min(3, max(-3, entrant.net))) // 4
    share = at_least_once(min(PER_MILLE, daily), days)
    thorough = not (yield Chance("search", ("thorough", "shallow"), (share, PER_MILLE - share)))
    there = facts.guess(None if facts.blind else bool(_guests(entrant.order.seat, facts)), False, True)
    return Outcome((HUNTED[not (thorough and there)],))


def _guests(target: str, facts: Facts) -> list[str]:
    """Who is inside the target's networks, in the truth."""
    return [author for of, author in campaigns(facts) if of == target and row(facts, "access", author, of) > 0]


def flush(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """Whoever is inside is found in this very turn."""
    del outcome
    seat = case.entrants[0].order.seat
    if bands == ("found",):
        for author in _guests(seat, facts):
            yield LedgerMoved(f"burnt/{seat}/{author}", 1)


HUNT = Mechanism("cyber.hunt", Step.DETECT, HuntParams, (), HUNTED, hunt, flush, net=(-3, 3))
