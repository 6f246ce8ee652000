"""The floor: the least that Python can do for the same turn and still keep the same record.

The rules of `press` are written out by hand on bare dictionaries: no rulebook, no conditions, no steps, no
checks, no state but one. What it must share with seawar is the record: the same keyed draw, the same entry
encoded to the same bytes, the same two SHA-256, the same line. `same_record` holds the two together, so the
floor cannot quietly do less. A floor that writes a smaller entry was refused: it would measure another thing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import msgspec

from seawar.core.effects import AnyEffect, ResourceMoved, TrackMoved
from seawar.core.orders import Sheet
from seawar.core.results import Roll, Settled
from seawar.core.state import State
from seawar.domains.generic import CONTEST_BANDS, ContestParams
from seawar.replay.entries import Resulted

AT = 1_563_830_000_000
"""The wall clock of all entries here."""

_TABLE = ContestParams().table
_TRUSTED, _PACT, _TENSE = (1, "trusted"), (1, "the pact"), (-1, "tense")
_THEIR_FIRM, _OUR_FIRM = (-1, "their public is firm"), (1, "our public is firm")
_encode = msgspec.json.Encoder().encode

Salt = Callable[[], str]


class Draws:
    """Keyed draws: HMAC-SHA256 with both pads of the key hashed beforehand, which no draw needs anew."""

    __slots__ = ("inner", "outer")

    def __init__(self, key: bytes) -> None:
        block = key.ljust(64, b"\0")
        self.inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in block) + b"seawar-draw-v1\0")
        self.outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in block))

    def below_1000(self, label: bytes) -> int:
        inner, outer = self.inner.copy(), self.outer.copy()
        inner.update(len(label).to_bytes(4, "big") + label + bytes(8))
        outer.update(inner.digest())
        return int.from_bytes(outer.digest()[:8], "big") % 1000


class Tables:
    """All the state that a press touches."""

    __slots__ = ("influence", "pact", "tracks", "turn")

    def __init__(self, state: State) -> None:
        self.turn = state.turn
        self.tracks = dict(state.tracks)
        self.influence = dict(state.resources)
        self.pact = state.agreements["pact"].status == "in-force"


class Press:
    """One order, with its keys made beforehand."""

    __slots__ = (
        "dyad", "key", "other", "resource", "seat", "support", "targets", "their_support", "their_trust", "trust",
    )  # fmt: skip

    def __init__(self, seat: str, other: str) -> None:
        self.seat, self.other, self.targets = seat, other, {"seat": other}
        self.key = f"press/{seat}/{other}"
        self.trust, self.their_trust = f"trust/{seat}>{other}", f"trust/{other}>{seat}"
        self.dyad = f"tension/{min(seat, other)}:{max(seat, other)}"
        self.support, self.their_support = f"support/{seat}", f"support/{other}"
        self.resource = f"influence/{seat}"


def presses(sheets: Sequence[Sheet]) -> list[Press]:
    """The orders of a turn in the order of their keys."""
    orders = [Press(order.seat, order.targets["seat"]) for sheet in sheets for order in sheet.orders]
    return sorted(orders, key=lambda order: order.key)


def settle(now: Tables, then: Tables, orders: Sequence[Press], draws: Draws, salt: Salt, head: str) -> list[bytes]:
    """Settle all orders on `now`, fold the effects into `then`, and chain one line for each."""
    lines: list[bytes] = []
    for n, order in enumerate(orders):
        entry = Resulted(AT, (), now.turn, _press(now, then, order, draws))
        line, head = _line(n, salt(), _encode(entry), head)
        lines.append(line)
    return lines


def _press(now: Tables, then: Tables, order: Press, draws: Draws) -> Settled:
    tracks, net, notes = now.tracks, 0, []
    if tracks[order.trust] > 0:
        net += 1
        notes.append(_TRUSTED)
    if now.pact:
        net += 1
        notes.append(_PACT)
    if tracks[order.dyad] >= 5:
        net -= 1
        notes.append(_TENSE)
    if tracks[order.their_support] > 4:
        net -= 1
        notes.append(_THEIR_FIRM)
    if tracks[order.support] > 4:
        net += 1
        notes.append(_OUR_FIRM)
    odds = _TABLE[min(3, max(-3, net)) + 3]
    label = ("press", 0, now.turn, order.seat, order.other, "contest")
    drawn = left = draws.below_1000(_encode(label))
    band = 0
    while (left := left - odds[band]) >= 0:
        band += 1
    name = CONTEST_BANDS[band]
    roll = Roll(label, 1000, drawn, CONTEST_BANDS, odds, name)
    effect = _effect(then, order, band)
    return Settled(
        order.key, 7, "press", order.seat, order.targets, "", net, tuple(notes), (roll,), name, "", "", (effect,)
    )


def _effect(then: Tables, order: Press, band: int) -> AnyEffect:
    if band == 2:
        then.influence[order.resource] += 1
        return ResourceMoved(order.resource, 1)
    key, by = ((order.their_trust, -1), (order.dyad, 1), ("", 0), (order.dyad, -1), (order.their_trust, 1))[band]
    then.tracks[key] += by
    return TrackMoved(key, by)


def _line(n: int, salt: str, d: bytes, previous: str) -> tuple[bytes, str]:
    c = hashlib.sha256(b"seawar-ev-v1\0" + salt.encode() + d).hexdigest()
    start = f'{{"n":{n},"w":0,"c":"{c}"'
    h = hashlib.sha256(f"seawar-log-v1\n{previous}\n{start}".encode()).hexdigest()
    return b'%b,"s":"%b","d":%b,"h":"%b"}' % (start.encode(), salt.encode(), d, h.encode()), h
