"""What is well formed in a rulebook and still makes no sense: found at load, never in play.

Few findings and certain ones. Refused: guessing what an author may have meant by an unlikely number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from seawar.content.groups import actors_of
from seawar.content.never import calls
from seawar.content.scope import ANY, Findings, Path, So
from seawar.core.mechanism import Mechanism

ORDER = So("the order can never be given")
MODIFIER = So("the modifier never counts", "the modifier sets no case apart from another")
EASING = So("it lowers nothing")
PUBLICS = So("nothing ever follows")
CHANCE = So("the chance never comes")
INJECT = So("the inject never fires")
END = So("the exercise never ends so", "the exercise ends at once")
AIM = So("the aim is never met", "the aim is met whatever happens")
RED_LINE = So("the red line is never crossed", "the red line is crossed at once")
HABIT = So("the habit never comes to mind")


def find_nonsense(doc: Any, mechanisms: Mapping[str, Mechanism], findings: Findings) -> None:
    """Note every order that can never be given, every modifier beyond its table, every piece of news that loops."""
    if ANY in doc.resources or ANY in doc.actors:
        return  # what there is cannot be told
    if not doc.actors and findings.sound(("actors",)):
        findings.add(("actors",), "names nobody, so no order can ever be given; name the seats that may be in play")
    caps = {id_: r.cap for id_, r in doc.resources.items() if findings.sound(("resources", id_))}
    for id_, order in doc.orders.items():
        path: Path = ("orders", id_)
        table = _past_the_table(order, mechanisms.get(order.mechanism))
        for place, message in (*_never_legal(order, caps, actors_of(doc)), *table):
            if findings.sound((*path, place)):
                findings.add((*path, place), message)
    for path, message in _loops(doc):
        findings.add(path, message)


def find_circle(seat: str, id_: str, text: str, path: Path, findings: Findings) -> None:
    """Note where a red line's condition asks whether that line has been crossed, which it decides itself."""
    for call in calls(text):
        if call.function == "crossed" and call.args[0] in ("self", repr(seat)) and call.args[1:] == (repr(id_),):
            message = f"in {text!r}: {id_!r} is crossed when this first holds, so it cannot ask for itself"
            findings.add(path, f"{message}; leave that part out", call.col)


def find_wrong_targets(scenario: Any, kind: Any, doc: Any, path: Path, findings: Findings, *, each: bool) -> None:
    """Note targets that an order type lacks or the scenario does not have; `each`: none may be left open."""
    if kind is None:
        return  # told where the order type is looked up
    if ANY not in kind.targets and ANY not in doc.targets:
        asked = {*doc.targets} | ({*kind.targets} if each else set())
        for name in sorted(name for name in asked if (name in doc.targets) != (name in kind.targets)):
            word = "lacks the" if name in kind.targets else "takes no"
            findings.add((*path, "targets"), f"{doc.order} {word} target {name!r}")
    there = _there_is(scenario)
    for name, id_ in doc.targets.items():
        of = kind.targets.get(name, "")
        if of in there and (each or id_ != "any"):
            findings.known((*path, "targets", name), of, id_, there[of])


def _there_is(scenario: Any) -> dict[str, Collection[str]]:
    """What a scenario has of each kind of target; contacts are named in play."""
    return {
        "area": scenario.map.areas, "route": scenario.map.routes, "seat": scenario.seats,
        "agreement": scenario.agreements, "matter": scenario.matters, "good": scenario.goods,
    }  # fmt: skip


def find_wrong_giver(seat: str, kind: Any, doc: Any, path: Path, findings: Findings) -> None:
    """Note an order that the rulebook does not let its seat give."""
    if kind is not None and kind.seats and seat not in kind.seats and ANY not in kind.seats:
        givers = ", ".join(kind.seats)
        findings.add(path, f"{doc.order} is not {seat}'s to give but that of {givers}; choose another order type")


def _never_legal(order: Any, caps: Mapping[str, int], actors: Collection[str]) -> Iterator[tuple[str, str]]:
    """A price that nobody can ever pay, or more signatures than there are seats."""
    for resource, amount in order.cost.items():
        cap = caps.get(resource, amount)
        if amount > cap:
            yield "cost", f"costs {amount} {resource}, of which a seat has {cap} at the most: it can never be given"
    signers = len(order.seats or actors)
    if order.partners >= signers > 0:
        yield "partners", f"needs {order.partners} to sign with it, and {signers} can give it: it can never be given"


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
