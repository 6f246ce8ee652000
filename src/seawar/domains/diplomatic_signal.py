"""Statements about one's own next steps: what a seat says and what it then does may differ, and is remembered."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le

from seawar.core.calendar import MINUTES_PER_DAY
from seawar.core.conditions import YES_NO, Function
from seawar.core.effects import AnyEffect, Raise
from seawar.core.facts import Facts, Unknown
from seawar.core.mechanism import Ask, Case, Chance, FactFunction, Ledger, Mechanism, Outcome, Step, Upkeep
from seawar.domains.diplomatic_publics import between, followed, rows, to
from seawar.domains.odds import two_dice

Wishes = Iterable[AnyEffect | Raise]
CREDIT = 3
"""Most that a word counts for or against a seat with one listener. Assumption: as far as the table of odds goes."""


@dataclass(frozen=True, slots=True)
class VowParams:
    """What is promised, in deeds that the engine can tell apart, and for how long."""

    avoids: tuple[str, ...] = ()
    """Order types, or `concedes` or `insults` for all so marked, that will not be given."""
    quiet: tuple[str, ...] = ()
    """Topics that will not become public about the seat."""
    does: tuple[str, ...] = ()
    """Order types of which at least one will be given. Leave out where something is avoided."""
    days: Annotated[int, Ge(1), Le(730)] = 30
    """For how long it binds, from the start of the turn in which it is said."""

    def __post_init__(self) -> None:
        if bool(self.does) == bool(self.avoids or self.quiet):
            raise ValueError("promise something to do, or something to avoid, and not both: two statements can do that")


VOW_BANDS = ("believed", "doubted", "said_already")


def _credit(facts: Facts, listener: str, speaker: str) -> int:
    """What the speaker's word counts with the listener; the speaker itself can only guess."""
    try:
        known = facts.row("word", listener, speaker)
    except Unknown:
        return facts.guess(None, -CREDIT, CREDIT)
    return min(CREDIT, max(-CREDIT, known))


def vow(case: Case, facts: Facts) -> Generator[Ask, int, Outcome]:
    """A statement of what one will do or not do, and whether the one addressed believes it.

    Method: two dice against 7; the rulebook's modifiers count, and what earlier words of this seat to that one were
    worth, 1 for each kept and 1 off for each known to be broken, 3 at the most either way. What is said while the
    same still binds says nothing new. Assumptions: 1. the table; 2. only words given to the listener itself count.
    """
    (entrant,) = case.entrants
    speaker, listener = entrant.order.seat, entrant.order.targets["seat"]
    facts.me = speaker
    if facts.world.ledgers.get(f"vow/{speaker}/{listener}/{entrant.type.id}", 0) > facts.world.now:
        return Outcome(("said_already",))
    worth = _credit(facts, listener, speaker)
    reason = "their word from you so far" if facts.blind else "what earlier words were worth"
    mods = ((worth, reason),) if worth else ()
    pick = yield Chance("word", ("believed", "doubted"), two_dice(entrant.net + worth))
    return Outcome((("believed", "doubted")[pick],), (mods,))


def bound(case: Case, bands: tuple[str, ...], outcome: Outcome, facts: Facts) -> Wishes:
    """From now on it binds, believed or not."""
    del outcome
    (entrant,) = case.entrants
    speaker, listener, type_ = entrant.order.seat, entrant.order.targets["seat"], entrant.type.id
    if bands != ("said_already",):
        until = facts.world.now + entrant.type.params.days * MINUTES_PER_DAY
        yield from to(facts, until, "vow", speaker, listener, type_)
        yield from to(facts, until, "heard", listener, speaker, type_)
        yield from to(facts, 0, "belied", speaker, listener, type_)


VOW = Mechanism(
    "diplomatic.vow", Step.ACT, VowParams, ("seat",), VOW_BANDS, vow, bound,
    refers=(("avoids", "deed"), ("quiet", "topic"), ("does", "deed")),
)  # fmt: skip


def _binding(facts: Facts) -> Iterable[tuple[str, ...]]:
    """Words that somebody still counts on: listener, speaker and the statement."""
    return rows(facts, "heard")


def _public(facts: Facts, speaker: str, params: VowParams, until: int) -> bool:
    """Whether a topic that was to stay quiet became public, in a turn after the one in which it was said."""
    said_now = until == facts.world.now + params.days * MINUTES_PER_DAY
    fresh = (facts.world.published.get(f"{topic}/{speaker}") == facts.world.turn for topic in params.quiet)
    return not said_now and any(fresh)


def _weighed(subject: tuple[str, ...], facts: Facts) -> Generator[Ask, int, Wishes]:
    """Whether a word was kept, on what its listener was told; and, for the speaker, whether it was true.

    Method: each order type keeps for its turn who was told of it by its own lines; a topic is public for all. What
    was to be avoided and is seen breaks the word at once; what was to be done and is seen keeps it at once; else
    the day decides. Then the rulebook's rules `kept` or `broken` follow for the listener, and the speaker's word
    counts 1 more or 2 less with it. Units: minutes; points of credit. Assumptions: 1. orders sealed with the
    statement count, topics only from the next turn on; 2. a broken word weighs twice a kept one; 3. what was
    never seen never broke it. Limits: what radar shows, and what is found out later, does not count.
    """
    listener, speaker, type_ = subject
    until = facts.world.ledgers[f"heard/{listener}/{speaker}/{type_}"]
    params = facts.rules.order_types[type_].params
    deeds = params.avoids or params.does
    public = _public(facts, speaker, params, until)
    seen = public or any(facts.world.ledgers.get(f"saw/{listener}/{speaker}/{name}") for name in deeds)
    done = public or any(facts.world.ledgers.get(f"deed/{speaker}/{name}") for name in deeds)
    over = until <= facts.world.until
    band = "" if not (seen or over) else "kept" if seen == bool(params.does) else "broken"
    made: list[AnyEffect | Raise] = []
    if band == "broken" or (done and not params.does):
        made += to(facts, 1, "belied", speaker, listener, type_)
    if band:
        was = facts.world.ledgers.get(f"word/{listener}/{speaker}", 0)
        now = min(CREDIT, was + 1) if band == "kept" else max(-CREDIT, was - 2)
        made += to(facts, 0, "heard", listener, speaker, type_)
        made += to(facts, now, "word", listener, speaker)
        made += followed(band, facts, between(listener, speaker, facts))
    return made
    yield


def _worth(facts: Facts, listener: str, speaker: str) -> int:
    return facts.row("word", listener, speaker)


def _said(facts: Facts, speaker: str, listener: str, type_: str) -> int:
    row = facts._ledger("vow", speaker, f"vow/{speaker}/{listener}/{type_}")
    return int(row > facts.world.now)


def _belied(facts: Facts, speaker: str, listener: str, type_: str) -> int:
    return facts._ledger("belied", speaker, f"belied/{speaker}/{listener}/{type_}")


LEDGERS = (
    Ledger(
        "vow", "own", "Until when a statement of a seat to another binds it, as an instant in minutes.", holds="instant"
    ),
    Ledger(
        "heard", "own", "Until when a seat counts on a statement by another, as an instant in minutes.", holds="instant"
    ),
    Ledger("belied", "own", "Whether a seat has done otherwise than its last statement of that kind said."),
    Ledger("word", "own", "What the word of another seat counts with a seat, from -3 to 3."),
    Ledger("deed", "umpire", "What a seat has done in this turn of what was promised either way."),
    Ledger("saw", "umpire", "Who was told in this turn of what a seat has done."),
)
FUNCTIONS = (
    FactFunction(
        Function("word", ("seat", "seat"), "What the word of the second seat counts with the first, -3 to 3."), _worth
    ),
    FactFunction(
        Function(
            "promised",
            ("seat", "seat", "order"),
            "Whether a statement of the first seat to the second binds.",
            range=YES_NO,
        ),
        _said,
    ),
    FactFunction(
        Function("belied", ("seat", "seat", "order"), "Whether the seat did otherwise than its statement said."),
        _belied,
    ),
)
UPKEEP = (Upkeep("diplomatic.word", Step.PUBLIC, _binding, _weighed),)
