"""That the dice are the ones promised in DESIGN section 7: to the byte, fair, and by label alone."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawar.core.dice import Dice, commitment, game_key, rehearsal_nonce, rehearsal_seed
from seawar.errors import DiceError

SEED = bytes(range(32))
NONCES = {"BLUE": b"b" * 16, "RED": b"r" * 16}
COMBAT: list[str | int] = ["combat", 3, "taiwan-strait", "u-17", "u-42"]
LABELS = st.lists(st.text("abcdefgh-.0123456789", max_size=12) | st.integers(0, 2**31), min_size=1, max_size=6)


def demo() -> Dice:
    return Dice(game_key(SEED, "demo-2026", NONCES))


def test_published_vectors() -> None:
    """Commitment, key, dice and shuffle come out as RELIABILITY section 3 publishes them."""
    assert commitment(SEED, "demo-2026") == "87c3e2f9210f506da8ca8bf45e64819a148758c9481120baa5fcc4c5538b85c2"
    key = game_key(SEED, "demo-2026", NONCES)
    assert key.hex() == "f385181ef5591127bb62d64d6fe60c979e5876b5a4e68bdcc3786bafef04b2e9"
    assert demo().roll(COMBAT, 6, 6) == [4, 2, 2, 6, 4, 1]
    assert demo().roll(COMBAT, 100, 5) == [82, 56, 34, 68, 78]
    assert demo().shuffle(["deck", 0], 10) == [1, 7, 9, 5, 3, 0, 2, 4, 8, 6]


def reference(key: bytes, label: list[str | int], n: int) -> int:
    """The draw as DESIGN section 7 words it, with the standard library alone."""
    coded = json.dumps(label, separators=(",", ":")).encode()
    i = 0
    while True:
        body = b"seawar-draw-v1\0" + len(coded).to_bytes(4, "big") + coded + i.to_bytes(8, "big")
        word = int.from_bytes(hmac.new(key, body, hashlib.sha256).digest()[:8], "big")
        if word < 2**64 - 2**64 % n:
            return word % n
        i += 1


@given(LABELS, st.integers(1, 2**64))
def test_every_draw_is_as_specified(label: list[str | int], n: int) -> None:
    """Any label and bound gives the draw of the specification, also where rejection is common."""
    assert demo().below(label, n) == reference(game_key(SEED, "demo-2026", NONCES), label, n)


class Scripted(Dice):
    """Dice whose words are given."""

    __slots__ = ("words",)

    def __init__(self, *words: int) -> None:
        super().__init__(b"")
        self.words = words

    def word(self, label: bytes, i: int) -> int:
        return self.words[i]


def test_unfair_words_are_rejected() -> None:
    """A word past the last whole multiple of n is not used; the next one is."""
    assert Scripted(2**64 - 1, 5).below(["x"], 3) == 2
    assert Scripted(2**64 - 2, 5).below(["x"], 3) == (2**64 - 2) % 3, "the last word that is fair"
    assert Scripted(2**64 - 1).below(["x"], 2**64) == 2**64 - 1, "of a power of two none is rejected"


def test_a_rejected_word_is_not_used_by_the_next_die() -> None:
    """Several dice of one label never share a word, whatever was rejected on the way."""
    assert Scripted(2**64 - 1, 0, 1).roll(["x"], 3, 2) == [1, 2]


@pytest.mark.parametrize(("sides", "bound"), [(6, 20.5), (100, 148.3), (1000, 1143.9)])
def test_dice_are_fair(sides: int, bound: float) -> None:
    """Chi-square over many labels stays below its 99.9 % quantile."""
    fair, times = demo(), 12_000
    seen = Counter(fair.below(["fair", i], sides) for i in range(times))
    expected = times / sides
    assert sum((seen[face] - expected) ** 2 / expected for face in range(sides)) < bound


def test_shuffles_are_fair() -> None:
    """Each of the 24 orders of four comes equally often, within chance."""
    fair, times = demo(), 6_000
    seen = Counter(tuple(fair.shuffle(["deck", i], 4)) for i in range(times))
    assert len(seen) == 24
    assert sum((count - times / 24) ** 2 / (times / 24) for count in seen.values()) < 49.7


def test_labels_are_told_apart() -> None:
    """A number is not its text, and where one part ends and the next begins matters."""
    labels: list[list[str | int]] = [["a", 1], ["a", "1"], ["a1"], ["a", 1, ""], ["", "a", 1], [1, "a"]]
    assert len({demo().below(label, 2**60) for label in labels}) == len(labels)


def test_the_key_binds_all_it_is_made_of() -> None:
    """Another seed, game, seat or nonce is another key; the order in which seats joined is not."""
    keys = {
        game_key(SEED, "demo-2026", NONCES),
        game_key(SEED[::-1], "demo-2026", NONCES),
        game_key(SEED, "demo-2027", NONCES),
        game_key(SEED, "demo-2026", {**NONCES, "RED": b"s" * 16}),
        game_key(SEED, "demo-2026", {"BLUE": NONCES["RED"], "RED": NONCES["BLUE"]}),
        game_key(SEED, "demo-2026", {"BLUE": NONCES["BLUE"]}),
    }
    assert len(keys) == 6
    assert game_key(SEED, "demo-2026", dict(reversed(NONCES.items()))) == game_key(SEED, "demo-2026", NONCES)


def test_lengths_are_bound() -> None:
    """Bytes cannot be moved between seat and nonce, or between seed and game, to make the same key."""
    assert game_key(SEED, "g", {"ab": b"c" * 16}) != game_key(SEED, "g", {"a": b"b" + b"c" * 16})
    assert commitment(b"ab", "c") != commitment(b"a", "bc")


def test_a_short_seed_is_refused() -> None:
    """Only 32 bytes make a key."""
    with pytest.raises(DiceError, match="32"):
        game_key(b"short", "g", NONCES)


def test_rehearsals_are_repeatable() -> None:
    """The same number gives the same seed and nonces, another number others."""
    assert rehearsal_seed(7) == rehearsal_seed(7) != rehearsal_seed(8)
    assert len(rehearsal_seed(7)) == 32
    nonces = {rehearsal_nonce(rehearsal_seed(n), seat) for n in (7, 8) for seat in ("a", "b")}
    assert len(nonces) == 4
    assert {len(nonce) for nonce in nonces} == {16}
