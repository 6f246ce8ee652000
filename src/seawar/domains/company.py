"""Who else could turn up where several seats meet: what a seat must reckon with and cannot know."""

from __future__ import annotations

from seawar.core.facts import Facts
from seawar.core.mechanism import Params


def who_could_join(mechanism: str, facts: Facts) -> list[tuple[str, Params]]:
    """Each other seat with the parameters of each order type of a mechanism that it could give now, by seat."""
    offered = [facts.rules.order_types[id_] for id_ in facts.rules.offered(facts.world.segment)]
    return [
        (seat, kind.params)
        for seat in sorted(facts.rules.seats)
        if seat != facts.me
        for kind in offered
        if kind.mechanism.name == mechanism and (not kind.seats or seat in kind.seats)
    ]
