"""What an order costs: through the real turn into a chained entry, against a peer and against the floor.

Also a game played without a journal, against the same floor, and a late turn against an early one. The
salts come from the operating system here as they do in play.
"""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks import floor, peer
from benchmarks.exercise import ORDERS, TURNS, Game, game
from benchmarks.rows import Budget, Row, alone, compared
from benchmarks.timing import Factory, Piece, in_turn
from seawar.adjudicate.turn import Resolution, open_turn, resolve
from seawar.core.results import Settled
from seawar.core.state import State
from seawar.journal.line import GENESIS, ascii_json, build
from seawar.journal.writer import fresh_salts
from seawar.replay.entries import Resulted, encode

RUNS = 15
PIECES = 16
"""Alternations a run: as many phases of the peer's game."""
TURNS_A_PIECE = TURNS // PIECES
EARLY, LATE = 5, 60

US = ("us", 1e6)


_salts = fresh_salts()


def salt() -> str:
    return next(_salts)


def results(resolution: Resolution) -> list[Settled]:
    return [settled for _, step in resolution.steps for settled in step]


def journalled(settled: Iterable[Settled], turn: int, salt: floor.Salt) -> list[bytes]:
    """Each result as its entry: encoded, committed and chained, in memory."""
    lines: list[bytes] = []
    head = GENESIS
    for n, result in enumerate(settled):
        d = ascii_json(encode(Resulted(floor.AT, (), turn, result)))
        line, _, head = build(n, 0, salt(), d, head)
        lines.append(line)
    return lines


def seawar_turn(played: Game, turn: int, salt: floor.Salt) -> list[bytes]:
    """Settle turn `turn` (from 0) and put it on record."""
    resolution = resolve(played.rules, played.opened[turn], played.sheets[turn], {}, played.dice)
    return journalled(results(resolution), turn + 1, salt)


def floor_turn(state: State, orders: list[floor.Press], draws: floor.Draws, salt: floor.Salt) -> list[bytes]:
    return floor.settle(floor.Tables(state), floor.Tables(state), orders, draws, salt, GENESIS)


def same_record() -> None:
    """The floor writes what seawar writes, byte for byte, in every turn; or there is nothing to compare."""
    played = game()
    draws = floor.Draws(played.dice.key)
    for turn in range(TURNS):
        ours = seawar_turn(played, turn, lambda: "0" * 32)
        orders = floor.presses(played.sheets[turn])
        theirs = floor_turn(played.opened[turn], orders, draws, lambda: "0" * 32)
        assert len(ours) == ORDERS, f"{len(ours)} entries for {ORDERS} orders"
        assert ours == theirs, f"turn {turn + 1}: the floor's record is another"


def measure(with_peer: bool) -> list[Row]:
    """The rows of this module; without the peer, its row says so."""
    same_record()
    work: dict[str, Factory] = {
        "order": lambda _: _settling,
        "floor": lambda _: _floor(),
        "playout": lambda _: _playing,
        "entry": lambda _: _entries(),
        "early": lambda _: _one_turn(EARLY),
        "late": lambda _: _one_turn(LATE),
    }
    if with_peer:
        work["diplomacy"] = peer.phases
    costs = in_turn(work, RUNS, PIECES)
    rows = [alone("order", "an order, settled and chained", costs, "order", Budget(20, "value"))]
    key, name, goal = "order_vs_diplomacy", "  diplomacy over an order (how much faster)", Budget(10, least=True)
    if with_peer:
        found = tuple(a / b for a, b in zip(costs["diplomacy"], costs["order"], strict=True))
        both = compared(key, name, costs, ("order", "diplomacy"), US)
        rows.append(Row(key, name, "us", both.seawar, both.other, found, goal))
    else:
        rows.append(Row(key, name, "us", 0, budget=goal, note="diplomacy is not installed"))
    return [
        *rows,
        compared("order_vs_floor", "  an order over the floor", costs, ("order", "floor"), US, Budget(10)),
        compared("order_growth", f"  turn {LATE} over turn {EARLY}", costs, ("late", "early"), US, Budget(1.25)),
        alone("entry", "a further entry, encoded and chained", costs, "entry", Budget(6, "value")),
        compared("playout_vs_floor", "playout, no journal, an order", costs, ("playout", "floor"), US, Budget(6)),
    ]


def _settling(i: int) -> int:
    played = game()
    for turn in range(i * TURNS_A_PIECE, (i + 1) * TURNS_A_PIECE):
        seawar_turn(played, turn, salt)
    return ORDERS * TURNS_A_PIECE


def _playing(i: int) -> int:
    played, first = game(), i * TURNS_A_PIECE
    state = played.before[first]
    for turn in range(first, first + TURNS_A_PIECE):
        state = resolve(played.rules, open_turn(played.rules, state).state, played.sheets[turn], {}, played.dice).state
    return ORDERS * TURNS_A_PIECE


def _floor() -> Piece:
    played = game()
    orders = [floor.presses(sheets) for sheets in played.sheets]
    draws = floor.Draws(played.dice.key)

    def piece(i: int) -> int:
        for turn in range(i * TURNS_A_PIECE, (i + 1) * TURNS_A_PIECE):
            floor_turn(played.opened[turn], orders[turn], draws, salt)
        return ORDERS * TURNS_A_PIECE

    return piece


def _entries() -> Piece:
    played = game()
    settled = results(resolve(played.rules, played.opened[0], played.sheets[0], {}, played.dice))
    return lambda _: len(journalled(settled, 1, salt))


def _one_turn(turn: int) -> Piece:
    played = game()

    def piece(_: int) -> int:
        for _ in range(TURNS_A_PIECE):
            seawar_turn(played, turn - 1, salt)
        return ORDERS * TURNS_A_PIECE

    return piece
