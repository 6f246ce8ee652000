"""The strait sample, compiled, and short ways to set a table in it.

Variants are made by replacing text, so that each test shows the one line in which it differs.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from seawar.adjudicate.offers import offers
from seawar.adjudicate.turn import Resolution, open_turn, resolve
from seawar.adjudicate.validate import validate_sheet
from seawar.bots.habit import HabitBot
from seawar.content.library import Loaded, compile_sources
from seawar.content.read import Source
from seawar.core.dice import Dice
from seawar.core.mechanism import Domain
from seawar.core.orders import Branch, Leg, Order, Sheet
from seawar.core.results import Settled
from seawar.core.rules import Rules
from seawar.core.rulings import Ruling
from seawar.core.state import UMPIRE, Contact, State
from seawar.core.view import View
from seawar.domains import DOMAINS
from seawar.study.playout import rehearsal_dice
from seawar.table.opening import new_table
from seawar.table.sink import Memory
from seawar.table.table import Table

SAMPLES = Path(__file__).parent
SEATS = ("north", "south", "east")
Edits = tuple[tuple[str, str], ...]


def text(name: str, edits: Edits = ()) -> str:
    """A sample file, edited; an edit that finds nothing is a fault of the test."""
    found = (SAMPLES / name).read_text(encoding="utf-8")
    for old, new in edits:
        assert old in found, f"{name} no longer holds {old!r}"
        found = found.replace(old, new)
    return found


def sources(scenario: Edits = (), rulebook: Edits = ()) -> tuple[Source, Source]:
    return (
        Source("strait.yaml", text("strait.yaml", scenario).encode()),
        Source("basics.yaml", text("basics.yaml", rulebook).encode()),
    )


@cache
def strait(scenario: Edits = (), rulebook: Edits = (), domains: tuple[Domain, ...] = DOMAINS) -> Loaded:
    return compile_sources(*sources(scenario, rulebook), domains)


def rules_of(scenario: Edits = (), rulebook: Edits = ()) -> Rules:
    return strait(scenario, rulebook).rules


def dice(rules: Rules, number: int = 1) -> Dice:
    return rehearsal_dice(rules, number)


def opened(rules: Rules) -> State:
    """The state in which seats plan their first turn."""
    return open_turn(rules, rules.start).state


def flight(
    rules: Rules, *, owner: str = "east", area: str = "rock", enter: int = 20, stay: int = 8, **more: Any
) -> Contact:
    """A contact that enters an area `enter` minutes into the first turn."""
    start = rules.segments[0].start
    facts: dict[str, Any] = {
        "owner": owner, "kind": "bomber", "title": "Bear", "count": 2, "speed": 700,
        "legs": (Leg(area, start + enter, start + enter + stay),), "tolerance": 3, "evasion": 1,
        "answers": True, "openness": "open", "force": "e-one", "blame": "", "branches": (),
    }  # fmt: skip
    return Contact(**(facts | more))


def with_contact(rules: Rules, contact: Contact, seen_by: Mapping[str, int], id_: str = "t000001") -> State:
    """The first turn, with a contact that some seats have seen."""
    state = opened(rules)
    state.contacts[id_] = contact
    state.seen |= {f"{id_}/{seat}": level for seat, level in seen_by.items()}
    return state


def order(seat: str, type_: str, targets: Mapping[str, str] | None = None, **more: Any) -> Order:
    return Order(seat, type_, dict(targets or {}), **more)


def meet(seat: str = "north", ceiling: int = 4, area: str = "rock", **more: Any) -> Order:
    return order(seat, "air.meet", {"area": area, "contact": "t000001"}, ceiling=ceiling, **more)


def sheets(*orders: Order, turn: int = 1) -> list[Sheet]:
    """One sheet for each seat that gives one of the orders."""
    seats = dict.fromkeys(o.seat for o in orders)
    return [Sheet(seat, turn, tuple(o for o in orders if o.seat == seat)) for seat in seats]


def by_key(resolution: Resolution) -> dict[str, Settled]:
    return {result.key: result for result in results(resolution)}


def results(resolution: Resolution) -> list[Settled]:
    return [result for _, step in resolution.steps for result in step]


def settle(rules: Rules, state: State, *orders: Order, number: int = 1) -> Resolution:
    return resolve(rules, state, sheets(*orders, turn=state.turn), {}, dice(rules, number))


Player = Callable[[View], Sheet]


class Wild:
    """Gives any orders that are legal, with envelopes that no bot would think of."""

    def __init__(self, rules: Rules, seat: str, number: int) -> None:
        self.rules = rules
        self.seat = seat
        self.chance = random.Random(f"{number}/{seat}")

    def __call__(self, view: View) -> Sheet:
        chance, found = self.chance, sorted(offers(self.rules, view), key=lambda o: o.key)
        cancels = tuple(key for key in sorted(view.standing) if chance.random() < 0.2)
        sheet = Sheet(self.seat, view.turn, (), f"intent-{self.seat}", cancels)
        for formed in chance.sample(found, min(len(found), 4)):
            wilder = replace(sheet, orders=(*sheet.orders, self._dress(formed)))
            if not validate_sheet(self.rules, view, wilder):
                sheet = wilder
        return sheet

    def _dress(self, formed: Order) -> Order:
        chance = self.chance
        kind = self.rules.order_types[formed.type]
        branches = (
            Branch("rung-reached", "withdraw", at=chance.randint(1, 4)),
            Branch("undetected", "withdraw"),
            Branch("rung-reached", "ceiling", at=1, to=chance.randint(0, kind.ceiling or 5)),
        )
        return replace(
            formed,
            ceiling=chance.randint(0, kind.ceiling or 5),
            stands=kind.stands and chance.random() < 0.5,
            openness=chance.choice(("open", "deniable")),
            branches=tuple(chance.sample(branches, chance.choice((0, 0, 1, 2)))),
            rationale=f"rationale-{self.seat}",
        )


def wild_players(rules: Rules, number: int) -> dict[str, Player]:
    return {seat: Wild(rules, seat, number) for seat in rules.seats}


def wild_turns(rules: Rules, number: int) -> Iterator[tuple[State, list[Sheet], Resolution]]:
    """A whole game of wild players: at each turn the state, the sheets and what came of them."""
    from seawar.core.view import view_for

    state, players = rules.start, wild_players(rules, number)
    while not state.ended:
        state = open_turn(rules, state).state
        sealed = [player(view_for(rules, state, seat)) for seat, player in players.items()]
        resolution = resolve(rules, state, sealed, {}, dice(rules, number))
        yield state, sealed, resolution
        state = resolution.state


def new_game(number: int = 1, loaded: Loaded | None = None) -> tuple[Table, Memory]:
    """A table in memory with an umpire, whose clock stands still."""
    table = new_table(loaded or strait(), seed=number, players={UMPIRE: "person"}, now=lambda: 1_000)
    assert isinstance(table.sink, Memory)
    return table, table.sink


def bots(table: Table) -> dict[str, Player]:
    return {seat: HabitBot(table.rules, seat, table.seed).plan for seat in table.rules.seats}


def play_turn(table: Table, players: Mapping[str, Player]) -> None:
    """One turn, from wherever the table stands in it."""
    if table.phase in ("opening", "review"):
        table.open_turn()
    for seat in table.waiting_for():
        table.seal(f"c{table.state.epoch}.{table.state.turn}-{seat}", players[seat](table.view(seat)))
    rule_all(table, table.settle())
    table.release()


def rule_all(table: Table, resolution: Resolution) -> None:
    """Rule on every result that waits: as computed, or, where the rulebook reviews each, by the band before."""
    for key in resolution.waiting:
        result = by_key(resolution)[key]
        kind = table.rules.order_types[result.type]
        bands = kind.mechanism.bands
        ruled = bands[max(0, bands.index(result.band) - len(key) % 2 * kind.review)]
        table.rule(Ruling(key, ruled, "as the umpire sees it"))


def play_on(table: Table, players: Mapping[str, Player] | None = None) -> Table:
    """From wherever the table stands to the end of the game; the journal stays open."""
    players = players or bots(table)
    while not (table.state.ended and table.phase == "review"):
        play_turn(table, players)
    return table


def numbered(sink: Memory) -> list[tuple[int, bytes | None]]:
    return list(enumerate(sink.entries))
