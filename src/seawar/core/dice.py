"""Dice that anyone can check: keyed draws by label, never a stream.

A seed is committed to before play, each seat adds a nonce, and every draw is a keyed hash of a label
made of stable ids. So adding an unrelated order changes no other draw, and submitting again cannot
re-roll. Python's `random` was refused: only its `random()` is stable across versions, and a stream
shifts with every extra draw. DESIGN section 7 fixes the byte formats; `tools/verify_dice.py` checks a
journal with the standard library alone.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence

import msgspec

from seawar.errors import DiceError

SEED_BYTES = 32
NONCE_BYTES = 16

Label = Sequence[str | int]
"""`[order type, epoch, turn, seat, targets..., step]`: stable ids, never a counter or a player's text."""

_SPACE = 1 << 64
_encode = msgspec.json.Encoder().encode


def length_prefixed(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def commitment(seed: bytes, game_id: str) -> str:
    """The promise published before the first nonce is seen, as 64 hex digits."""
    body = b"seawar-commit-v1\0" + length_prefixed(seed) + length_prefixed(game_id.encode())
    return hashlib.sha256(body).hexdigest()


def game_key(seed: bytes, game_id: str, nonces: Mapping[str, bytes]) -> bytes:
    """The key of all draws: the seed bound to the game and to each seat's nonce."""
    if len(seed) != SEED_BYTES:
        raise DiceError(f"a dice seed has {SEED_BYTES} bytes, this one has {len(seed)}")
    body = b"seawar-key-v1\0" + length_prefixed(game_id.encode())
    for seat in sorted(nonces):
        body += length_prefixed(seat.encode()) + length_prefixed(nonces[seat])
    return hmac.digest(seed, body, "sha256")


class Dice:
    """Draws under one key of 32 bytes.

    HMAC-SHA256 written out: the two padded keys are hashed once and copied for each draw, which takes a third
    of the time of the one-shot call. The bytes are the same, as the test vectors show.
    """

    __slots__ = ("_inner", "_outer", "key")

    def __init__(self, key: bytes) -> None:
        self.key = key
        block = key.ljust(64, b"\0")
        self._inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in block) + b"seawar-draw-v1\0")
        self._outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in block))

    def word(self, label: bytes, i: int) -> int:
        """Draw `i` of an encoded label, as an unsigned 64-bit integer."""
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(len(label).to_bytes(4, "big") + label + i.to_bytes(8, "big"))
        outer.update(inner.digest())
        return int.from_bytes(outer.digest()[:8], "big")

    def below(self, label: Label, n: int, i: int = 0) -> int:
        """A fair integer from 0 to n-1: draw `i` of `label`, drawing on when a value must be rejected."""
        return self._below(_encode(label), n, i)[0]

    def roll(self, label: Label, sides: int, times: int) -> list[int]:
        """`times` dice of `sides` sides, each from 1."""
        return [value + 1 for value in self._many(_encode(label), [sides] * times)]

    def shuffle(self, label: Label, size: int) -> list[int]:
        """A fair order of 0 to size-1 (Fisher and Yates, from the end)."""
        order = list(range(size))
        for last, pick in zip(
            range(size - 1, 0, -1), self._many(_encode(label), list(range(size, 1, -1))), strict=True
        ):
            order[last], order[pick] = order[pick], order[last]
        return order

    def _below(self, label: bytes, n: int, i: int) -> tuple[int, int]:
        """The value, and the next draw that is free."""
        while True:
            word = self.word(label, i)
            i += 1
            if word < _SPACE - _SPACE % n:
                return word % n, i

    def _many(self, label: bytes, bounds: Sequence[int]) -> list[int]:
        values, i = [], 0
        for n in bounds:
            value, i = self._below(label, n, i)
            values.append(value)
        return values


def rehearsal_seed(number: int) -> bytes:
    """The 32-byte seed that `--seed NUMBER` stands for. Guessable: for rehearsal only."""
    return hashlib.sha256(b"seawar-rehearsal-v1\0" + str(number).encode()).digest()


def rehearsal_nonce(seed: bytes, seat: str) -> bytes:
    """A seat's nonce in a rehearsal, derived so that the game can be repeated."""
    return hmac.digest(seed, b"seawar-rehearsal-nonce-v1\0" + seat.encode(), "sha256")[:NONCE_BYTES]
