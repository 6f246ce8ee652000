"""The cyber domain: getting in is one question, being found out another, and each observer asks it for itself."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le

from seawar.core.effects import AnyEffect, EvidenceFound, LedgerMoved, Raise, Reported
from seawar.core.facts import Facts, Unknown
from seawar.core.mechanism import PER_MILLE, Ask, Case, Chance, Domain, Ledger, Mechanism, Outcome, Step
from seawar.core.state import Report
from seawar.domains.odds import two_dice

BANDS = ("in_unnoticed", "in_noticed", "out_unnoticed", "out_noticed")
FOUND = ("nothing", "possible", "likely", "almost certain")
"""What an observer can say of who did it: estimative words, in rising order."""
MOST_DEFENCE = 3
MOST_FLAGGED = FOUND.index("likely")
"""How sure an observer can be of whom a false flag points at."""


@dataclass(frozen=True, slots=True)
class IntrudeParams:
    """How hard it is to get in, and how likely somebody notices."""

    noticed: Annotated[int, Ge(0), Le(1000)] = 350
    """Per mille that the target notices within the turn. Assumption: detection lags are long (calibration B.4)."""
    ally: Annotated[int, Ge(0), Le(1000)] = 150
    """Per mille that a seat with an agreement in force with the target finds traces of it too. Assumption."""


def _defence(target: str, facts: Facts) -> int:
    """How far the target has hardened itself; what an intruder cannot know is taken at either end."""
    try:
        known: int | None = min(MOST_DEFENCE, facts.fn_tally("defence", target))
    except Unknown:
        known = None
    return facts.guess(known, MOST_DEFENCE, 0)


def _observers(target: str, intruder: str, facts: Facts) -> list[str]:
    """The target, and those who have an agreement in force with it."""
    allied = {
        party for pact in facts.world.agreements.values()
        if pact.status in ("in-force", "notice-given") and target in pact.parties for party in pact.parties
    }  # fmt: skip
    return [target, *sorted(allied - {target, intruder})]


CERTAIN_PER_MILLE, LIKELY_PER_MILLE = 200, 400
"""Of those who notice, how many are almost certain and how many say likely. Assumption."""


def _finding(noticed: int) -> tuple[int, ...]:
    """Odds of each estimative word, at a chance to notice at all."""
    certain, likely = noticed * CERTAIN_PER_MILLE // PER_MILLE, noticed * LIKELY_PER_MILLE // PER_MILLE
    return PER_MILLE - noticed, noticed - certain - likely, likely, certain


def settle(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """One intrusion: access, and separately what each observer can say of its author.

    Method: access on two dice against 7 with the rulebook's modifiers and 1 less for each step of the target's
    defence; then every observer rolls for itself whether it notices and how surely it can name somebody, in the
    estimative words possible, likely, almost certain. A false flag points elsewhere, at most as likely; whoever it
    points at is not deceived.
    Assumptions: 1. all shares are ours, no public figure gives them; 2. access and attribution are independent;
    3. one intrusion a turn and target. Limits: no dwell time, no effect on systems.
    """
    (entrant,) = case.entrants
    target = entrant.order.targets["seat"]
    hardened = -_defence(target, facts)
    got_in = not (yield Chance("access", ("in", "out"), two_dice(entrant.net + hardened)))
    detail: dict[str, int] = {"in": int(got_in)}
    for observer in _observers(target, entrant.order.seat, facts):
        chance = entrant.type.params.noticed if observer == target else entrant.type.params.ally
        detail[f"found/{observer}"] = yield Chance(f"attribution: {observer}", FOUND, _finding(chance))
    noticed = bool(detail[f"found/{target}"])
    mods = ((hardened, "how far they have hardened their networks"),) if hardened else ()
    return Outcome((BANDS[(0 if got_in else 2) + noticed],), (mods,), detail)


def enact(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Iterable[AnyEffect | Raise]:
    """Access is kept in the intruder's ledger; what each observer found is its own evidence."""
    (entrant,) = case.entrants
    order, target = entrant.order, entrant.order.targets["seat"]
    if bands[0].startswith("in"):
        yield LedgerMoved(f"access/{order.seat}/{target}", 1)
    flagged = order.openness == "false-flag"
    author = order.blame if flagged else order.seat
    for key, level in sorted(outcome.detail.items()):
        observer = key.removeprefix("found/")
        if observer == key:
            continue
        sure = min(level, MOST_FLAGGED) if flagged else level
        if observer == target:  # a ruling may have made it noticed, or unnoticed
            sure = max(1, sure) if bands[0].endswith("_noticed") else 0
        if not sure or (flagged and observer == author):  # who is blamed knows that it was not there
            continue
        yield EvidenceFound(f"intrusion/{target}", observer, author, sure)
        what = "were in" if bands[0].startswith("in") else "tried to get into"
        text = f"Intruders {what} networks of {{target}}. It is {{word}} that {{author}} sent them."
        args = {"target": target, "word": FOUND[sure], "author": author}
        yield Reported(Report((observer,), facts.world.until, "Network watch", text, args))


INTRUDE = Mechanism("cyber.intrude", Step.ACT, IntrudeParams, ("seat",), BANDS, settle, enact)

CYBER = Domain(
    "cyber",
    mechanisms=(INTRUDE,),
    ledgers=(
        Ledger("access", "own", "Intrusions into another seat's networks that got in."),
        Ledger("defence", "own", "Steps by which a seat has hardened its networks."),
    ),
)
