"""Which results wait for the white cell, and why.

Rigid: the rules decide, and only what they cannot decide waits. Semi-rigid: what the rulebook's
`review_when` names waits too, so that a person looks at what matters before anyone is told. Free: every
result is the white cell's. The computed result always stands beside the ruling.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from seawar.core.effects import EvidenceFound, TrackMoved
from seawar.core.results import ABSENT, Settled
from seawar.core.rules import OrderType, Rules
from seawar.core.rulings import Ruling
from seawar.core.state import State

MODES = ("rigid", "semi-rigid", "free")
USUAL = "semi-rigid"
UNDECIDED = "undecided"
"""The band of what only a person can decide."""
SHOWN = 3
"""Level of evidence from which a secret counts as exposed: almost certain."""


def waiting(
    rules: Rules, state: State, results: Iterable[Settled], rulings: Mapping[str, Ruling], modes: Mapping[str, str]
) -> dict[str, str]:
    """Key of each result that wants a ruling, to why; in the order in which they were settled.

    `state` is that which they lead to. `modes` maps an order type, or the empty string for the table, to how it is
    decided.
    """
    may_wait: dict[str, bool] = {}
    """Order type to whether any of its results could: most cannot, and are looked at no further."""
    listed: list[tuple[Settled, OrderType]] = []
    shared: dict[str, list[Settled]] = {}
    for result in results:
        kind = rules.order_types.get(result.type)
        if kind is None:
            if result.subject:
                shared.setdefault(result.subject, []).append(result)
            continue
        if result.type not in may_wait:
            may_wait[result.type] = _may_wait(rules, kind, _mode(modes, kind))
        if may_wait[result.type] and result.key not in rulings and result.band not in ("", "void"):
            listed.append((result, kind))
    found: dict[str, str] = {}
    for result, kind in listed:
        met = () if result.band in ABSENT else shared.get(result.subject, ())
        because = _because(rules, state, kind, [result, *met], _mode(modes, kind))
        if because:
            found[result.key] = because
    return found


def _mode(modes: Mapping[str, str], kind: OrderType) -> str:
    return modes.get(kind.id) or modes.get("", USUAL)


def _may_wait(rules: Rules, kind: OrderType, mode: str) -> bool:
    if kind.asks or UNDECIDED in kind.mechanism.bands or mode == "free":
        return True
    return mode != "rigid" and bool(kind.review or kind.mechanism.words or rules.review_when)


def _because(rules: Rules, state: State, kind: OrderType, results: list[Settled], mode: str) -> str:
    """Why a result waits, with what it shares in its encounter; empty where it does not."""
    own = results[0]
    if own.band == UNDECIDED and UNDECIDED in kind.mechanism.bands:
        return "only a person can decide it"
    if own.band in kind.asks:
        return "the rulebook leaves this outcome to you"
    if mode == "rigid":
        return ""
    if mode == "free":
        return "you decide every result"
    if kind.mechanism.words:
        return "mark its reasons"
    if kind.review:
        return "the rulebook asks you to look"
    return "; ".join(dict.fromkeys(_past_limits(rules, state, results)))


def _past_limits(rules: Rules, state: State, results: list[Settled]) -> Iterator[str]:
    effects = [effect for result in results for effect in result.effects]
    for limit in rules.review_when:
        if limit.exposed and any(isinstance(e, EvidenceFound) and _exposes(state, e) for e in effects):
            yield limit.because
        moved: dict[str, int] = {}
        for effect in effects:
            if limit.track and isinstance(effect, TrackMoved) and effect.track.partition("/")[0] == limit.track:
                moved[effect.track] = moved.get(effect.track, 0) + effect.by
        if any(abs(by) >= limit.moves for by in moved.values()):
            yield limit.because


def _exposes(state: State, found: EvidenceFound) -> bool:
    """Whether it shows a hand that was hidden; who flies openly has hidden none."""
    contact = state.contacts.get(found.subject)
    return found.level >= SHOWN and not (contact and contact.openness == "open")
