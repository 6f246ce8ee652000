"""What is well formed in a rulebook and still makes no sense: found at load, never in play.

Few findings and certain ones. Refused: guessing what an author may have meant by an unlikely number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from seawar.content.scope import ANY, Findings, Path
from seawar.core.mechanism import Mechanism


def find_nonsense(doc: Any, mechanisms: Mapping[str, Mechanism], findings: Findings) -> None:
    """Note every order that can never be given, every modifier beyond its table, every piece of news that loops."""
    if ANY in doc.resources or ANY in doc.actors:
        return  # what there is cannot be told
    caps = {id_: r.cap for id_, r in doc.resources.items() if findings.sound(("resources", id_))}
    for id_, order in doc.orders.items():
        path: Path = ("orders", id_)
        table = _past_the_table(order, mechanisms.get(order.mechanism))
        for place, message in (*_never_legal(order, caps, doc.actors), *table):
            if findings.sound((*path, place)):
                findings.add((*path, place), message)
    for path, message in _loops(doc):
        findings.add(path, message)


def _never_legal(order: Any, caps: Mapping[str, int], actors: list[str]) -> Iterator[tuple[str, str]]:
    """A price that nobody can ever pay, or more signatures than there are seats."""
    for resource, amount in order.cost.items():
        cap = caps.get(resource, amount)
        if amount > cap:
            yield "cost", f"costs {amount} {resource}, of which a seat has {cap} at the most: it can never be given"
    signers = len(order.seats or actors)
    if order.partners >= signers > 0:
        yield "partners", f"needs {order.partners} to sign with it, and {signers} can give it: it can never be given"
    if order.when is not None and order.when.strip() in ("0", "not 1", "False"):
        yield "when", "never holds: the order can never be given; leave it out, or leave `when` out"


def _past_the_table(order: Any, mechanism: Mechanism | None) -> Iterator[tuple[str, str]]:
    """Modifiers that together leave the table that they pick a row of."""
    if mechanism is None or mechanism.net is None:
        return
    low, high = mechanism.net
    gains = sum(m.add for m in order.modifiers if m.add > 0)
    losses = sum(m.add for m in order.modifiers if m.add < 0)
    for reached, end in ((gains, high), (losses, low)):
        if abs(reached) > abs(end):
            message = f"together they make {reached:+}, and the table of {mechanism.name} ends at {end:+}"
            yield "modifiers", f"{message}: lower one, or take one out"


def _loops(doc: Any) -> Iterator[tuple[Path, str]]:
    """News that publics make of news: they read it once a turn, so it would never be read, or for ever."""
    for topic, entry in doc.reactions.items():
        for i, line in enumerate(entry.effects):
            if line.publish is not None:
                path = ("reactions", topic, "effects", i, "publish")
                yield path, "what publics make of news is no news again: publish it where it happens"
