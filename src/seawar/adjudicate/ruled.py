"""What rulings do to a case: marks before the dice, outcomes after them, words left out and effects added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from seawar.core.effects import AnyEffect, Raise, Reported
from seawar.core.mechanism import Case, Entrant
from seawar.core.rulings import Ruling

Wish = AnyEffect | Raise


def key_of(case: Case, entrant: Entrant) -> str:
    """Key of the result: an order that meets several subjects has a result for each."""
    subject = case.subject
    if not subject or subject in entrant.order.targets.values():
        return entrant.key
    return f"{entrant.key}/{subject}"


def marked(case: Case, rulings: Mapping[str, Ruling]) -> Case:
    """The case with what the umpire's marks add to each net; what counts nothing is left out."""
    entrants = []
    for entrant in case.entrants:
        ruling = rulings.get(key_of(case, entrant))
        marks = tuple(mark for mark in ruling.marks if mark[0]) if ruling else ()
        net = entrant.net + sum(add for add, _ in marks)
        entrants.append(replace(entrant, net=net, mods=(*entrant.mods, *marks)) if marks else entrant)
    return Case(case.subject, tuple(entrants))


def band_of(rulings: Mapping[str, Ruling], key: str, computed: str) -> str:
    """The band that holds."""
    ruling = rulings.get(key)
    return (ruling.band if ruling else "") or computed


def unsaid(case: Case, rulings: Mapping[str, Ruling]) -> frozenset[str]:
    """Seats, or `public`, that do not read what the rules tell them of this case."""
    found = (rulings.get(key_of(case, entrant)) for entrant in case.entrants)
    return frozenset(seat for ruling in found if ruling for seat in ruling.unsaid)


def without(wishes: Iterable[Wish], silent: frozenset[str]) -> Iterator[Wish]:
    """The same, with nobody in `silent` told."""
    for wish in wishes:
        if not isinstance(wish, Reported) or silent.isdisjoint(wish.report.to):
            yield wish
        elif to := tuple(seat for seat in wish.report.to if seat not in silent):
            yield Reported(replace(wish.report, to=to))
