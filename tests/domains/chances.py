"""Settling a case down every branch, on tables that chance has set: what property tests of mechanisms stand on."""

from __future__ import annotations

import random
from collections.abc import Callable, Generator, Iterator, Mapping
from fractions import Fraction

from msgspec.structs import replace
from samples.islets import islets, season
from samples.strait import flight, rules_of

from seawar.adjudicate.cases import cases
from seawar.adjudicate.muster import muster
from seawar.adjudicate.validate import candidates
from seawar.core.mechanism import Ask, Case, Chance, Outcome
from seawar.core.orders import Order
from seawar.core.rules import OrderType
from seawar.core.state import PUBLIC, Agreement, Claim, State
from seawar.core.view import view_for

CONTACT = "t000001"
LENGTHS = (30, 720, 1440, 10_000, 43_830, 87_840, 527_040)
"""Minutes of a turn, from half an hour to a year."""


def explore(start: Callable[[], Generator[Ask, int, Outcome]]) -> tuple[list[Chance], dict[tuple[str, ...], Fraction]]:
    """Every chance that can be asked, and the exact probability of each row of bands."""
    asked: list[Chance] = []
    ends: dict[tuple[str, ...], Fraction] = {}
    paths: list[tuple[Fraction, tuple[int, ...]]] = [(Fraction(1), ())]
    while paths:
        weight, answers = paths.pop()
        asking = start()
        try:
            ask = next(asking)
            for answer in answers:
                ask = asking.send(answer)
            while not isinstance(ask, Chance):
                answers, ask = (*answers, 0), asking.send(0)
        except StopIteration as stop:
            ends[stop.value.bands] = ends.get(stop.value.bands, Fraction(0)) + weight
            continue
        asked.append(ask)
        paths += [(weight * share / 1000, (*answers, i)) for i, share in enumerate(ask.odds) if share > 0]
    return asked, ends


def shares(ends: Mapping[tuple[str, ...], Fraction], index: int) -> dict[str, Fraction]:
    """The probability of each band of one entrant."""
    found: dict[str, Fraction] = {}
    for bands, weight in ends.items():
        found[bands[index]] = found.get(bands[index], Fraction(0)) + weight
    return found


def any_table(chance: random.Random) -> State:
    """The season's first turn with any tracks, ledgers, pacts, pictures, accounts and length that rules allow."""
    rules, state = islets(), season()
    state.until = state.now + chance.choice(LENGTHS)
    for key in state.tracks:
        track = rules.tracks[key.partition("/")[0]]
        state.tracks[key] = chance.randint(track.low, track.high)
    seats = list(rules.seats)
    for seat in seats:
        state.ledgers[f"defence/{seat}"] = chance.randint(0, 5)
        for other in seats:
            state.ledgers[f"trade/{seat}/{other}"] = chance.choice((0, 10, 50_000, 900_000))
            state.ledgers[f"adapted/{seat}/{other}"] = chance.choice((0, 1, 500, 999, 1000, 1200))
            if seat < other and chance.random() < 0.3:
                state.conditions[f"shared-picture/{seat}:{other}"] = state.until + 1
    for id_, pact in state.agreements.items():
        status = chance.choice(("none", "negotiating", "in-force", "notice-given", "lapsed"))
        state.agreements[id_] = Agreement(pact.parties, status, state.until + 1 if status == "notice-given" else 0)
    state.contacts[CONTACT] = flight(rules_of(), owner="russia", area="dokdo", evasion=chance.randint(0, 2))
    start = state.now + chance.randint(1, 25)
    legs = (replace(state.contacts[CONTACT].legs[0], enter=start, leave=start + 5),)
    state.contacts[CONTACT] = replace(
        state.contacts[CONTACT], legs=legs, tolerance=chance.randint(0, 5), force="russia-a50"
    )
    for seat in seats:
        state.seen[f"{CONTACT}/{seat}"] = chance.randint(1, 2)
        if chance.random() < 0.5:
            says = chance.choice(("entered", "denied"))
            state.claims[f"{seat}/{CONTACT}"] = Claim(seat, CONTACT, says, (PUBLIC,), state.turn - 1)
    _history(chance, state)
    return state


def _history(chance: random.Random, state: State) -> None:
    """Matters in any state, any affronts, and words worth anything."""
    for id_, matter in sorted(state.matters.items()):
        state.matters[id_] = replace(matter, status=chance.choice(islets().matters[id_].states))
    for seat in islets().seats:
        for other in islets().seats:
            state.ledgers[f"word/{seat}/{other}"] = chance.randint(-3, 3)
            state.ledgers[f"affront/{seat}/{other}"] = chance.choice((0, state.now, state.until + 1))
            if chance.random() < 0.2:
                state.ledgers[f"vow/{seat}/{other}/diplomatic.say-no-fire"] = state.until + 1


def any_order(chance: random.Random, state: State, seat: str, kind: OrderType, place: str = "") -> Order | None:
    """An order of a kind with any targets that its seat knows of, at one place if it has any; or none."""
    rules = islets()
    targets: dict[str, str] = {}
    view = view_for(rules, state, seat)
    for name, of in kind.targets:
        open_to = [id_ for id_ in candidates(rules, view, of) if id_ not in targets.values()]
        if not open_to:
            return None
        targets[name] = place if place in open_to else chance.choice(open_to)
    partners = tuple(chance.sample([s for s in rules.seats if s != seat], kind.partners))
    return Order(seat, kind.id, targets, ceiling=chance.randint(0, kind.ceiling or 2), partners=partners)


def seats_of(kind: OrderType) -> list[str]:
    return [seat for seat in islets().seats if not kind.seats or seat in kind.seats]


def case_of(state: State, orders: list[Order], key: str) -> tuple[Case, int] | None:
    """The case in which the order with a key is settled, and its place there; none where it met nobody."""
    rules = islets()
    facts = rules.facts(rules, state)
    for case, quiet in cases(rules, facts, muster(rules, state, orders)):
        keys = [entrant.key for entrant in case.entrants]
        if key in keys and not quiet:
            return case, keys.index(key)
    return None


def settled(case: Case, state: State) -> Callable[[], Generator[Ask, int, Outcome]]:
    rules = islets()
    facts = rules.facts(rules, state)
    return lambda: case.entrants[0].type.mechanism.settle(case, facts)


def at_net(case: Case, index: int, net: int) -> Case:
    """The same case with one entrant at another net."""
    entrants = tuple(replace(e, net=net) if i == index else e for i, e in enumerate(case.entrants))
    return Case(case.subject, entrants)


def alike(kind: OrderType) -> Iterator[OrderType]:
    """Order types that are settled in one case with this one: those on offer in the season, else all there are."""
    rules = islets()
    same = [k for k in rules.order_types.values() if k.mechanism.name == kind.mechanism.name]
    offered = [k for k in same if k.id in rules.offered(len(rules.segments) - 1)]
    yield from offered or same
