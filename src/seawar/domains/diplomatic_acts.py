"""What diplomats do that others must answer: accounts of an entry, agreements, shuttle diplomacy."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le

from seawar.core.effects import AgreementMoved, AnyEffect, LedgerMoved, Raise
from seawar.core.facts import Facts, Unknown
from seawar.core.mechanism import PER_MILLE, Ask, Case, Chance, Mechanism, Outcome, Step
from seawar.core.orders import Order
from seawar.domains.odds import two_dice

MOST_VOICES = 2
"""Accounts of others that count for or against one's own, at the most."""


@dataclass(frozen=True, slots=True)
class ClaimParams:
    """What is said to have happened."""

    says: str = "entered"
    """The position taken, as it is kept and compared with what others say."""


def _voices(subject: str, says: str, facts: Facts) -> tuple[int, int]:
    """How many other seats have said the same of it, and how many something else."""
    said = [c for _, c in sorted(facts.world.claims.items()) if c.about == subject and c.seat != facts.me]
    same = sum(claim.says == says for claim in said)
    return min(MOST_VOICES, same), min(MOST_VOICES, len(said) - same)


def claim(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """Whether an account of what happened is believed. It may be false: nothing here asks for the truth.

    Method: what the seat can show (it saw it, it stood alongside), accounts of others for and against, and the
    rulebook's modifiers give a net; two dice against 7 decide whether it is believed, and of the rest half is
    doubted. Assumptions: 1. evidence and voices count 1 each; 2. at most two voices count either way.
    """
    (entrant,) = case.entrants
    facts.me = entrant.order.seat
    subject = entrant.order.targets["contact"]
    alongside = int(facts.level(subject, facts.me) >= 2)
    same, other = _voices(subject, entrant.type.params.says, facts)
    reasons = (
        (alongside, "your pilots stood alongside and have pictures"),
        (same, "others tell it the same way"),
        (-other, "others tell it otherwise"),
    )
    mods = tuple(reason for reason in reasons if reason[0])
    believed, rest = two_dice(entrant.net + sum(add for add, _ in mods))
    odds = (believed, rest - rest // 2, rest // 2)
    pick = yield Chance("account", ("believed", "disputed", "doubted"), odds)
    return Outcome((("believed", "disputed", "doubted")[pick],), (mods,))


CLAIM = Mechanism("diplomatic.claim", Step.ACT, ClaimParams, ("contact",), ("believed", "disputed", "doubted"), claim)


@dataclass(frozen=True, slots=True)
class AgreeParams:
    """Nothing to set: who must consent stands in the agreement itself."""


def _agreement(order: Order, facts: Facts) -> Iterable[str]:
    """All who put the same agreement on the table are one case."""
    del facts
    return (order.targets["agreement"],)


def agree(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """An agreement is concluded when all its parties seal it in the same turn; otherwise it stays an offer.

    Method: consent, without dice. Who seals with a named co-signer binds itself only if that seat seals too
    (the order is void otherwise), unless its `if` branch lets the offer stand alone.
    """
    try:
        parties = {*facts.world.agreements[case.subject].parties}
    except KeyError:
        raise Unknown from None
    signed = {entrant.order.seat for entrant in case.entrants}
    if facts.blind:  # an order that is not void has its partners' signatures, unless it may stand alone
        (own,) = case.entrants
        alone = any(branch.when == "partner-refuses" for branch in own.order.branches)
        signed |= facts.guess(None, set() if alone else {*own.order.partners}, parties)
    return Outcome(("concluded" if signed >= parties else "offered",) * len(case.entrants))
    yield Chance("never", ("concluded",), (PER_MILLE,))


def conclude(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """Its new status; an offer does not undo what is in force."""
    del outcome
    pact = facts.world.agreements[case.subject]
    if "concluded" in bands:
        yield AgreementMoved(case.subject, "in-force")
        for party in pact.parties:
            key = f"notice/{party}/{case.subject}"
            if given := facts.world.ledgers.get(key, 0):
                yield LedgerMoved(key, -given)
    elif pact.status in ("none", "lapsed"):
        yield AgreementMoved(case.subject, "negotiating")


AGREE = Mechanism(
    "diplomatic.agree", Step.CONSENT, AgreeParams, ("agreement",), ("concluded", "offered"), agree, conclude, _agreement
)


@dataclass(frozen=True, slots=True)
class ShuttleParams:
    """How hard it is to bring two capitals together."""

    distrust: Annotated[int, Ge(-5), Le(0)] = -2
    """Trust of one capital in the other below which it counts 1 less."""


SHUTTLE_BANDS = ("both", "one", "neither")


def shuttle(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """A third party goes back and forth between two capitals; each makes up its own mind.

    Method: each capital takes the step or not on two dice against 7; the rulebook's modifiers count for both,
    1 more for a capital that trusts whoever comes, 1 less for one that distrusts the other capital.
    Assumptions: 1. the two decide independently; 2. nothing is asked in public.
    """
    (entrant,) = case.entrants
    came = 0
    capitals = sorted({entrant.order.targets["seat"], entrant.order.targets["other"]})
    for capital in capitals:
        rival = next((other for other in capitals if other != capital), capital)
        net = entrant.net + _leaning(capital, rival, entrant.order.seat, entrant.type.params.distrust, facts)
        came += not (yield Chance(f"capital: {capital}", ("takes the step", "stays away"), two_dice(net)))
    return Outcome((("neither", "one", "both")[min(came, 2)],))


def _leaning(capital: str, rival: str, convenor: str, distrust: int, facts: Facts) -> int:
    """What a capital's trust in the two others is worth; what a view does not hold is taken at either end."""
    towards: list[int | None] = []
    for other in (convenor, rival):
        try:
            towards.append(facts.track(f"trust/{capital}>{other}"))
        except Unknown:
            towards.append(None)
    likes = facts.guess(None if towards[0] is None else int(towards[0] > 0), 0, 1)
    minds = facts.guess(None if towards[1] is None else int(towards[1] < distrust), 1, 0)
    return likes - minds


SHUTTLE = Mechanism("diplomatic.shuttle", Step.ACT, ShuttleParams, ("seat", "other: seat"), SHUTTLE_BANDS, shuttle)
