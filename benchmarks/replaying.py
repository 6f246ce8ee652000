"""Replaying 100,000 entries: chain verified and state folded, against a bare loop over the same bytes.

The journal holds `settled` entries, with a `started` entry for each game and a `state` entry for each turn.
Entries that replay may skip (what each seat learned) are left out: with them seawar would look better than
it is. The bare loop decodes the whole line, hashes it once and folds what moves numbers; it checks nothing.
The recorded state hashes are checked in a row of their own, because the bare loop has nothing like it.
"""

from __future__ import annotations

import hashlib
from functools import cache
from statistics import median

import msgspec

from benchmarks.exercise import TURNS, game, sheets
from benchmarks.floor import AT
from benchmarks.orders import results, salt
from benchmarks.rows import Budget, Row
from benchmarks.timing import in_turn, ratios, steady
from seawar.adjudicate.turn import open_turn, resolve
from seawar.core.state import State, state_hash
from seawar.journal.line import GENESIS, ascii_json, build
from seawar.journal.reader import read
from seawar.replay.entries import AnyEntry, Hashed, Resulted, Started, encode
from seawar.replay.fold import truth
from seawar.study.playout import rehearsal_dice

ENTRIES = 100_000
RUNS = 5


class Lines:
    """A journal as it grows, in memory."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []
        self.head = GENESIS

    def write(self, batch: list[AnyEntry]) -> None:
        first = len(self.lines)
        for entry in batch:
            line, _, self.head = build(len(self.lines), first, salt(), ascii_json(encode(entry)), self.head)
            self.lines.append(line)


@cache
def journal() -> bytes:
    """Whole games until there are entries enough; every other turn is played with orders that cost."""
    rules, lines, number = game().rules, Lines(), 0
    while len(lines.lines) < ENTRIES:
        number += 1
        dice, state = rehearsal_dice(rules, number), rules.start
        lines.write([Started(AT, (), state)])
        for turn in range(1, TURNS + 1):
            opened = open_turn(rules, state)
            lines.write([*(Resulted(AT, (), turn, r) for r in results(opened)), _hashed(opened.state, "opened")])
            settled = resolve(rules, opened.state, sheets(turn, ("press", "levy")[turn % 2]), {}, dice)
            lines.write([*(Resulted(AT, (), turn, r) for r in results(settled)), _hashed(settled.state, "settled")])
            state = settled.state
    return b"\n".join(lines.lines[:ENTRIES]) + b"\n"


def _hashed(state: State, phase: str) -> Hashed:
    return Hashed(AT, (), state.turn, phase, state_hash(state))


def replayed(data: bytes, check: bool) -> State:
    """What seawar does: every line verified, the truth folded."""
    return truth(((line.n, line.d) for line in read(data)), check=check)


def bare(data: bytes) -> dict[str, int]:
    """The least: decode, hash, fold."""
    numbers: dict[str, int] = {}
    decode, sha256 = msgspec.json.Decoder().decode, hashlib.sha256
    for line in data.split(b"\n"):
        if not line:
            continue
        sha256(line).digest()
        entry = decode(line)["d"]
        if entry["t"] == "started":
            numbers = {**entry["state"]["tracks"], **entry["state"]["resources"]}
        elif entry["t"] == "settled":
            for effect in entry["result"].get("effects", ()):
                if effect["e"] == "TrackMoved":
                    numbers[effect["track"]] += effect["by"]
                elif effect["e"] == "ResourceMoved":
                    numbers[effect["resource"]] += effect["by"]
    return numbers


def measure() -> list[Row]:
    data = journal()
    state = replayed(data, check=True)
    assert bare(data) == {**state.tracks, **state.resources}, "both loops come to the same numbers"
    work = {
        "seawar": steady(lambda: replayed(data, check=False)),
        "bare": steady(lambda: bare(data)),
        "checked": steady(lambda: replayed(data, check=True)),
        "chain": steady(lambda: sum(1 for _ in read(data))),
    }
    costs = in_turn(work, RUNS, 1)
    rate = {name: [ENTRIES / seconds for seconds in found] for name, found in costs.items()}
    size = len(data) // ENTRIES
    return [
        _rate("replay_vs_bare", f"replay, {size} bytes an entry", rate, "seawar", Budget(0.6, least=True)),
        _rate("replay_chain", "  of it the chain alone", rate, "chain"),
        _rate("replay_checked", "  with the recorded state hashes checked", rate, "checked"),
    ]


def _rate(key: str, name: str, rate: dict[str, list[float]], one: str, budget: Budget | None = None) -> Row:
    found, other = median(rate[one]), median(rate["bare"])
    return Row(key, name, "entries/s", found, other, tuple(ratios(rate, one, "bare")), budget)
