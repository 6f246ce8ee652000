"""The game that is measured: eight seats, each pressing three others every turn, for 64 turns.

Three orders a turn are the default of a rulebook, so 24 orders share the fixed cost of a turn; more of them
would only flatter the figure. Every press has five modifiers, one draw and one effect. Ranges are so wide
that nothing is clamped, and no turn measured is the last: each order makes one entry, a late turn as an early one.
Only `levy` has a cost, so that a journal can also hold what charging writes. No area has radar, because a
watched area adds draws that belong to no order.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from seawar.adjudicate.turn import open_turn, resolve
from seawar.content.library import Loaded, compile_sources
from seawar.content.read import Source
from seawar.core.dice import Dice
from seawar.core.orders import Order, Sheet
from seawar.core.rules import Rules
from seawar.core.state import State
from seawar.study.playout import rehearsal_dice

SEATS = ("coast", "east", "isles", "north", "plain", "ridge", "south", "west")
TURNS = 64
ORDERS_EACH = 3
ORDERS = len(SEATS) * ORDERS_EACH
"""Orders a turn."""

_PRESS = """
    title: Press
    text: Press another seat.
    mechanism: contested
    targets: {seat: seat}
    modifiers:
      - {when: 'trust(self, seat) > 0', add: 1, because: trusted}
      - {when: 'in_force("pact")', add: 1, because: the pact}
      - {when: 'tension(self, seat) >= 5', add: -1, because: tense}
      - {when: 'support(seat) > 4', add: -1, because: their public is firm}
      - {when: 'support(self) > 4', add: 1, because: our public is firm}
    outcomes:
      setback: [{adjust: {track: trust, seat: seat, with: self, by: -1}}]
      minor setback: [{adjust: {track: tension, with: seat, by: 1}}]
      stalemate: [{gain: {resource: influence, by: 1}}]
      success: [{adjust: {track: tension, with: seat, by: -1}}]
      decisive: [{adjust: {track: trust, seat: seat, with: self, by: 1}}]
    source: assumption
"""

RULEBOOK = f"""
seawar: 1
rulebook: bench
version: 1
title: Bench
orders_per_turn: {ORDERS_EACH}
actors: [{", ".join(SEATS)}]
agreements: [pact]
tracks:
  tension: {{title: Tension, per: dyad, range: [-100, 100], start: 3, boxes: {{0: calm}}, source: assumption}}
  trust: {{title: Trust, per: pair, range: [-100, 100], start: 0, boxes: {{0: none}}, source: assumption}}
  support: {{title: Support, per: seat, range: [0, 10], start: 5, boxes: {{0: low}}, source: assumption}}
resources:
  influence: {{title: Influence, start: 500, cap: 1000, source: assumption}}
  sorties: {{title: Sorties, start: 500, cap: 1000, source: assumption}}
orders:
  press:{_PRESS}
  levy:{_PRESS}    cost: {{influence: 1}}
  air.meet:
    title: Meet
    text: Meet a contact.
    mechanism: air.intercept
    targets: {{area: area, contact: contact}}
    forces: fighter
    ceiling: 5
    modifiers:
      - {{when: 'trust(self, "north") > 0', add: 1, because: trusted}}
      - {{when: 'disputed(area)', add: -1, because: disputed}}
    outcomes: {{turned_back: [], shadowed_out: [], stayed: [], unsafe: [], lost: [], late: [], quiet: []}}
    source: assumption
"""

_SEAT = """
  {id}:
    title: {title}
    letter: {letter}
    cell: {id}
    side: {id}
    public_brief: None.
    secret_brief: None.
    aims: {{quiet: {{text: Stay quiet.}}}}
    red_lines: []
"""
_FORCE = """
  {seat}-{kind}:
    {{seat: {seat}, kind: {kind}, title: Kite, count: 4, base: field, scramble: 5 minutes, speed: 900, source: test}}
"""

SCENARIO = f"""
seawar: 1
scenario: bench
rulebook: bench
rulebook_version: 1
title: Bench
summary: A game to measure.
sources: [invented]
zone: "+09:00"
zone_title: local time
map:
  areas:
    field: {{title: Field, kind: airfield, at: 36.0 129.0, source: invented}}
    rock: {{title: Rock/Stone, kind: islets, at: 36.5 130.0, claimed_by: [north, south], source: invented}}
seats:
{"".join(_SEAT.format(id=seat, title=seat.title(), letter=seat[0].upper()) for seat in SEATS)}
start: {{source: invented}}
forces:
{"".join(_FORCE.format(seat=seat, kind=kind) for seat in SEATS for kind in ("fighter", "bomber"))}
agreements:
  pact: {{title: The Pact, parties: [north, south], status: in-force, notice_days: 90, source: invented}}
segments:
  - {{id: all, title: All, start: "2019-07-23T06:30+09:00", turns: {TURNS + 1}, length: 2 hours}}
history: Nothing happened.
"""


@cache
def loaded() -> Loaded:
    return compile_sources(Source("bench.yaml", SCENARIO.encode()), Source("book.yaml", RULEBOOK.encode()))


def sheets(turn: int, type_: str = "press") -> list[Sheet]:
    """Each seat's sealed sheet: it presses three others, not the same three every turn."""
    made = []
    for i, seat in enumerate(SEATS):
        others = [SEATS[(i + 1 + (turn + j) % (len(SEATS) - 1)) % len(SEATS)] for j in range(ORDERS_EACH)]
        made.append(Sheet(seat, turn, tuple(Order(seat, type_, {"seat": other}) for other in others)))
    return made


@dataclass(frozen=True, slots=True)
class Game:
    """One game of presses with all that is needed to measure any of its turns again."""

    rules: Rules
    dice: Dice
    sheets: list[list[Sheet]]
    """By turn, counted from 0."""
    before: list[State]
    """By turn: the state in which it is opened."""
    opened: list[State]
    """By turn: the state in which it is settled."""


@cache
def game(number: int = 1) -> Game:
    rules = loaded().rules
    played = Game(rules, rehearsal_dice(rules, number), [], [], [])
    state = rules.start
    for turn in range(1, TURNS + 1):
        played.sheets.append(sheets(turn))
        played.before.append(state)
        played.opened.append(open_turn(rules, state).state)
        state = resolve(rules, played.opened[-1], played.sheets[-1], {}, played.dice).state
    return played
