"""Diplomacy: publics read the news. Agreements and timed conditions run by the calendar, not here."""

from __future__ import annotations

from collections.abc import Generator, Iterable

from seawar.core.effects import AnyEffect, Raise
from seawar.core.facts import Facts
from seawar.core.mechanism import Ask, Domain, Ledger, Step, Upkeep
from seawar.domains import diplomatic_lines, diplomatic_publics, diplomatic_settle, diplomatic_signal
from seawar.domains.diplomatic_acts import AGREE, CLAIM, SHUTTLE
from seawar.domains.diplomatic_settle import RECONCILE
from seawar.domains.diplomatic_signal import VOW


def _fresh_topics(facts: Facts) -> Iterable[tuple[str, ...]]:
    """What became public in this turn: the seat it is about, and the topic."""
    for key, turn in sorted(facts.world.published.items()):
        topic, _, about = key.partition("/")
        if turn == facts.world.turn and topic in facts.rules.reactions:
            yield about, topic


def _react(subject: tuple[str, ...], facts: Facts) -> Generator[Ask, int, Iterable[AnyEffect | Raise]]:
    """Publics react to what is public, once, and never to what is merely true."""
    about, topic = subject
    env: dict[str, str | int] = {"self": about, "turn": facts.world.turn}
    return [effect for make in facts.rules.reactions[topic] for effect in make(facts, env)]
    yield


DIPLOMATIC = Domain(
    "diplomatic",
    mechanisms=(CLAIM, AGREE, SHUTTLE, VOW, RECONCILE),
    functions=(*diplomatic_publics.FUNCTIONS, *diplomatic_signal.FUNCTIONS, *diplomatic_lines.FUNCTIONS),
    ledgers=(
        Ledger("learned", "own", "How much a seat has learned about a topic."),
        Ledger("notice", "all", "Whose notice runs on an agreement."),
        *diplomatic_publics.LEDGERS,
        *diplomatic_signal.LEDGERS,
        *diplomatic_lines.LEDGERS,
        *diplomatic_settle.LEDGERS,
    ),
    upkeep=(
        Upkeep("diplomatic.publics", Step.PUBLIC, _fresh_topics, _react),
        *diplomatic_publics.UPKEEP,
        *diplomatic_signal.UPKEEP,
        *diplomatic_lines.UPKEEP,
        *diplomatic_settle.UPKEEP,
    ),
)
