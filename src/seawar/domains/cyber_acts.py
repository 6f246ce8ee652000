"""What seats do with what they know of intruders: show it to a partner, or say it to everybody."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le

from seawar.core.effects import AnyEffect, EvidenceFound, LedgerMoved, Published, Raise
from seawar.core.facts import Facts
from seawar.core.mechanism import PER_MILLE, Ask, Case, Chance, Entrant, Mechanism, Outcome, Step
from seawar.core.orders import Order
from seawar.domains.cyber_evidence import LIKELY, held, traced
from seawar.domains.cyber_rows import pairs, row
from seawar.domains.cyber_upkeep import BREACH, lag
from seawar.domains.odds import two_dice

NAMED = ("believed", "disputed", "doubted")
MOST_NET = 3
"""Where the table of two dice ends: what a preview reckons with if others speak as well."""


@dataclass(frozen=True, slots=True)
class ShareParams:
    """How far what a partner shows convinces."""

    surest: Annotated[int, Ge(1), Le(3)] = LIKELY
    """The highest word that evidence of another's can have: 1 possible, 2 likely, 3 almost certain. Assumption."""


def share(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """A partner is shown what intruders left behind, and what it says of them; without dice.

    Method: each finding is passed on, at most as sure as the rulebook lets second-hand evidence be; the partner keeps
    its own where that is as sure. Assumption: nobody hands on what it does not hold.
    """
    (entrant,) = case.entrants
    return Outcome(("shown" if any(held(facts, entrant.order.seat)) else "nothing_to_show",))
    yield Chance("never", ("shown",), (PER_MILLE,))


def hand_on(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """The partner's evidence from now on."""
    del outcome
    (entrant,) = case.entrants
    partner = entrant.order.targets["seat"]
    if bands != ("shown",):
        return
    for subject, found in held(facts, entrant.order.seat):
        own = facts.world.evidence.get(f"{subject}/{partner}")
        level = min(found.level, entrant.type.params.surest)
        if found.author != partner and (own is None or own.level < level):
            yield EvidenceFound(subject, partner, found.author, level)


SHARE = Mechanism("cyber.share", Step.ACT, ShareParams, ("seat",), ("shown", "nothing_to_show"), share, hand_on)


@dataclass(frozen=True, slots=True)
class AttributeParams:
    """What voices weigh."""

    most_voices: Annotated[int, Ge(0), Le(3)] = 2
    """Other seats that name the same author, counted at the most. Assumption."""


def _named(order: Order, facts: Facts) -> Iterable[str]:
    """Whom it names: all who name the same seat in one turn are heard together."""
    del facts
    return (order.targets["seat"],)


def _surest(entrants: Iterable[Entrant], author: str, facts: Facts) -> int:
    """The surest that any of them can be, from what it holds itself."""
    levels = []
    for entrant in entrants:
        facts.me = entrant.order.seat
        levels.append(traced(facts, author))
    return max(levels)


def _voices(case: Case, facts: Facts) -> int:
    """Other seats that name the same author: now, by signing, or in an earlier turn."""
    speaking = {entrant.order.seat for entrant in case.entrants}
    signed = {partner for entrant in case.entrants for partner in entrant.order.partners}
    earlier = {c.seat for c in facts.world.claims.values() if c.about == case.subject and c.says == "hacked"}
    return len(speaking | signed | earlier) - 1


def attribute(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """One seat or several say in public who was behind an intrusion. Nothing here asks whether they are right.

    Method: one roll for all who name the same seat in a turn. The best evidence among them gives -1 for possible, 0
    for likely, +1 for almost certain; each other voice +1, up to the rulebook's most; with the best of their
    modifiers, two dice against 7 decide whether it is believed, and of the rest half is doubted.
    Assumptions: 1. evidence and voices add; 2. listeners weigh evidence by its word. Since a false flag is at most
    likely, a wrong name can be believed. Limits: listeners are one public. Before sealing, a seat cannot know who else
    speaks, with what evidence: at the best end all do.
    """
    author = case.subject
    sure = _surest(case.entrants, author, facts) - LIKELY
    voices = min(max(e.type.params.most_voices for e in case.entrants), _voices(case, facts))
    reasons = ((sure, "how sure the evidence is"), (voices, "others say the same"))
    mods = tuple(reason for reason in reasons if reason[0])
    net = max(e.net for e in case.entrants) + sum(add for add, _ in mods)
    believed, rest = two_dice(facts.guess(None if facts.blind else net, net, MOST_NET))
    pick = yield Chance(f"{author}: named", NAMED, (believed, rest - rest // 2, rest // 2))
    return Outcome((NAMED[pick],) * len(case.entrants), (mods,) * len(case.entrants))


def name(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """What each had found is public with it; whether the name was right is for the white cell alone."""
    del bands, outcome
    for entrant in case.entrants:
        seat = entrant.order.seat
        for target, author in sorted(pairs(facts, "leaks")):
            if target == seat and row(facts, "leaks", target, author) > facts.world.until:
                yield from lag(facts, target, author, facts.world.until)
                yield Published(BREACH, target, facts.world.turn)
        if not _right(seat, case.subject, facts):
            yield LedgerMoved(f"wrongly-named/{seat}", 1)


def _right(seat: str, author: str, facts: Facts) -> bool:
    """Whether the author was behind any of the campaigns that the seat holds to be its work."""
    facts.me = seat
    targets = {subject.split("/")[1] for subject, found in held(facts, seat) if found.author == author}
    return any(row(facts, "found", target, author) > 0 for target in targets)


ATTRIBUTE = Mechanism(
    "cyber.attribute", Step.ACT, AttributeParams, ("seat",), NAMED, attribute, name, _named, net=(-3, 3)
)
