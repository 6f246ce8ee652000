"""What comes of a campaign by itself: it is found long after it got in, and public later still, each on its own day."""

from __future__ import annotations

from collections.abc import Generator, Iterable

from seawar.core.calendar import MINUTES_PER_DAY, MINUTES_PER_MONTH
from seawar.core.effects import AnyEffect, EvidenceFound, LedgerMoved, Published, Raise, Reported
from seawar.core.facts import Facts
from seawar.core.mechanism import Ask, Chance, Step, Upkeep
from seawar.core.state import PUBLIC, Report, dyad
from seawar.domains.cyber_evidence import TEXT, WORDS, observers, odds, pointed, subject
from seawar.domains.cyber_rows import campaigns, ended, pairs, row, to
from seawar.domains.odds import WAIT_ODDS, WAITS, waited

Wishes = Iterable[AnyEffect | Raise]
BREACH = "breach"
"""The topic under which what was found becomes public."""


def _fresh(facts: Facts) -> Iterable[tuple[str, ...]]:
    """Campaigns that got in and have no day yet on which they are found."""
    for target, author in campaigns(facts):
        if row(facts, "access", author, target) > 0 and row(facts, "finds", target, author) <= 0:
            yield target, author


def _dwell(subject_: tuple[str, ...], facts: Facts) -> Generator[Ask, int, Wishes]:
    """On which day a campaign will be found if nobody looks for it and it gives itself no more away.

    Method: an exponential wait from the day it got in, drawn once. Units: days. Source of the mean: the rulebook.
    Assumptions: 1. any day is as likely as any other; 2. hardening keeps intruders out and does not find them.
    """
    target, author = subject_
    pick = yield Chance("dwell", WAITS, WAIT_ODDS)
    wait = waited(pick, row(facts, "dwells", author, target) * MINUTES_PER_DAY)
    return (LedgerMoved(f"finds/{target}/{author}", row(facts, "entered", author, target) + wait),)


def _due(facts: Facts) -> Iterable[tuple[str, ...]]:
    """Campaigns whose day falls in this turn, and those that were given away in it."""
    for target, author in campaigns(facts):
        finds = row(facts, "finds", target, author)
        if row(facts, "burnt", target, author) > 0 or 0 < finds <= facts.world.until:
            yield target, author


def _day(target: str, author: str, facts: Facts) -> int:
    """When a campaign that is found in this turn was found: its own day, or the turn's end where it was given away."""
    finds = row(facts, "finds", target, author)
    return min(facts.world.until, max(facts.world.now, finds)) if finds > 0 else facts.world.until


def hosts(target: str, author: str, day: int, facts: Facts) -> int:
    """Machines touched by the day: so many a mean month of its stay, one at the least, and those hit at once."""
    entered = row(facts, "entered", author, target)
    minutes = max(0, day - entered) if entered else 0
    return max(1, row(facts, "spread", author, target) * minutes // MINUTES_PER_MONTH) + row(
        facts, "struck", author, target
    )


def _find(subject_: tuple[str, ...], facts: Facts) -> Generator[Ask, int, Wishes]:
    """A campaign is found, every observer judges for itself who sent it, and its day in the papers is drawn.

    Method: one draw an observer from a table of estimative words; an exponential wait until it is public, drawn once,
    as a date. Units: per mille; days. Assumption: whoever finds a campaign ends it.
    """
    target, author = subject_
    day = _day(target, author, facts)
    made: list[AnyEffect | Raise] = []
    for seat in observers(target, author, facts):
        words, shares = odds(seat, target, author, facts)
        pick = yield Chance(f"attribution: {seat}", words, shares)
        if pick:
            made += _judged(seat, target, _number(target, author, facts), pointed(pick, target, author, facts), day)
    pick = yield Chance("secret", WAITS, WAIT_ODDS)
    leaks = day + waited(pick, row(facts, "secret", author, target) * MINUTES_PER_DAY)
    count = hosts(target, author, day, facts)
    made += [LedgerMoved(f"breaches/{target}", 1), LedgerMoved(f"hosts/{target}", count)]
    made += [*to(facts, day, "found", target, author), *to(facts, leaks, "leaks", target, author)]
    made += ended(facts, author, target)
    text = "Intruders found in our networks, on {count} machines. They are out now."
    made.append(Reported(Report((target,), day, "Network watch", text, {"count": str(count)})))
    if row(facts, "access", author, target) > 0:
        lost = Report((author,), day, "Service", "Our way into the networks of {target} is closed.", {"target": target})
        made.append(Reported(lost))
    return made


def _number(target: str, author: str, facts: Facts) -> int:
    """Which of the campaigns found in the target's networks this one is, counted from 1."""
    found_now = [by for of, by in _due(facts) if of == target]
    return row(facts, "breaches", target) + 1 + found_now.index(author)


def _judged(seat: str, target: str, number: int, found: tuple[str, int], day: int) -> list[AnyEffect | Raise]:
    """One observer's evidence, and how it is told; nobody needs to be told of its own work."""
    named, level = found
    if seat == named:
        return []
    args = {"target": target, "word": WORDS[level], "author": named}
    return [
        EvidenceFound(subject(target, number), seat, named, level),
        Reported(Report((seat,), day, "Network watch", TEXT, args)),
    ]


def _public_on(target: str, author: str, facts: Facts) -> int:
    """The day on which it is public: its own, or the last of a silence that both sides agreed on."""
    silence = facts.world.conditions.get(f"quiet-word/{dyad(target, author)}", 0)
    return max(row(facts, "leaks", target, author), silence, facts.world.now)


def _open(facts: Facts) -> Iterable[tuple[str, ...]]:
    """What is found and public by the end of this turn."""
    for target, author in sorted(pairs(facts, "leaks")):
        if _public_on(target, author, facts) <= facts.world.until:
            yield target, author


def kept(facts: Facts, target: str, author: str, day: int) -> int:
    """Days for which what was found had not been public by that day."""
    return (day - row(facts, "found", target, author)) // MINUTES_PER_DAY


def lag(facts: Facts, target: str, author: str, day: int) -> Iterable[LedgerMoved]:
    """A breach is public from that day on: how long it was not, in days, and nothing is left to leak."""
    yield from to(facts, kept(facts, target, author, day), "disclosure-lag", target, author)
    yield from to(facts, 0, "leaks", target, author)


def _disclose(subject_: tuple[str, ...], facts: Facts) -> Generator[Ask, int, Wishes]:
    """What was found is in the papers, without a name of who did it."""
    target, author = subject_
    day = _public_on(target, author, facts)
    days = kept(facts, target, author, day)
    text = "Intruders were in networks of {target}." + (" It had known for {days} days." if days else "")
    told = Report((PUBLIC,), day, "Press", text, {"target": target, "days": str(days)})
    return (*lag(facts, target, author, day), Published(BREACH, target, facts.world.turn), Reported(told))
    yield


UPKEEP = (
    Upkeep("cyber.dwell", Step.DETECT, _fresh, _dwell),
    Upkeep("cyber.find", Step.MEET, _due, _find),
    Upkeep("cyber.disclose", Step.ACT, _open, _disclose),
)
