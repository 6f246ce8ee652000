"""What is kept, for one turn, of an order's deeds: who gave way, who insulted whom, who did what one promised.

It is read off the order type itself: its `concedes` and `insults`, and whom the lines of a band tell. Refused:
asking authors to count in every band what its lines say already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from seawar.content.scope import ANY, Findings, Path
from seawar.content.wishes import Compiler, Env, Made
from seawar.core.effects import LedgerMoved
from seawar.core.facts import Facts
from seawar.core.mechanism import Mechanism
from seawar.core.rules import Maker
from seawar.core.state import PUBLIC

MARKS = ("concedes", "insults")
"""Markers that stand, where a promise names deeds, for every order type that carries them."""
PENDING = {"concedes": "gives", "insults": "slights"}
"""Marker to the ledger that keeps it for the turn."""


def watched_deeds(doc: Any, mechanisms: Mapping[str, Mechanism]) -> frozenset[str]:
    """Order types and markers that some order of the rulebook promises to do or not to do."""
    named: set[str] = set()
    for order in doc.orders.values():
        mechanism = mechanisms.get(order.mechanism)
        for param, kind in mechanism.refers if mechanism else ():
            if kind == "deed":
                named.update(name for name in _listed(order.params.get(param)) if isinstance(name, str))
    return frozenset(named)


def _listed(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list | tuple) else ()


def check_referred(doc: Any, mechanism: Mechanism, book: Any, findings: Findings, path: Path) -> None:
    """Note every name in an order's params that the rulebook does not know."""
    known = {"deed": {*book.orders, *MARKS}, "topic": {*book.reactions}}
    for param, kind in mechanism.refers:
        for i, name in enumerate(_listed(doc.params.get(param))):
            what = "order type or marker" if kind == "deed" else "reaction"
            findings.known((*path, "params", param, i), what, str(name), known[kind])


def deed_makers(
    id_: str, doc: Any, watched: frozenset[str], effects: Compiler, scope: Mapping[str, str], path: Path
) -> dict[str, tuple[Maker, ...]]:
    """Band to what is kept of it. A band that only tells its own seat, or nothing, is no deed."""
    marks = {
        mark: [effects.refer(name, scope, (*path, mark, i)) for i, name in enumerate(getattr(doc, mark))]
        for mark in MARKS
    }
    names = sorted(({id_} | {mark for mark in MARKS if marks[mark]}) & watched)
    made: dict[str, tuple[Maker, ...]] = {}
    for band, lines in doc.outcomes.items():
        told = [line.tell.to for line in lines if line.tell is not None and line.tell.to != "self"]
        if not told and all(line.tell is not None for line in lines):
            continue
        public = PUBLIC in told or any(line.publish is not None for line in lines)
        makers = [_marked(PENDING[mark], refer) for mark in MARKS for refer in marks[mark] if public]
        if names:
            heard = [effects.refer(to, scope, path) for to in told if to in scope or to in effects.names.ids["seat"]]
            makers.append(_done(names, heard, everybody=public))
        if makers and ANY not in scope:
            made[band] = tuple(makers)
    return made


def _marked(ledger: str, refer: Any) -> Maker:
    def make(facts: Facts, env: Env) -> Made:
        own = str(env["self"])
        return [LedgerMoved(f"{ledger}/{own}/{seat}", 1) for seat in refer(facts, env) if seat not in (own, PUBLIC)]

    return make


def _done(names: list[str], heard: list[Any], *, everybody: bool) -> Maker:
    """The deed, in truth and for each seat that was told of it."""

    def make(facts: Facts, env: Env) -> Made:
        own = str(env["self"])
        told = set(facts.rules.seats) if everybody else {seat for refer in heard for seat in refer(facts, env)}
        for name in names:
            yield LedgerMoved(f"deed/{own}/{name}", 1)
            for seat in sorted(told & set(facts.rules.seats) - {own}):
                yield LedgerMoved(f"saw/{seat}/{own}/{name}", 1)

    return make
