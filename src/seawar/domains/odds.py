"""Integer odds that several domains share: the two-dice table, and at least one of many trials."""

from __future__ import annotations

from seawar.core.mechanism import PER_MILLE

TWO_DICE = (167, 278, 417, 583, 722, 833, 917)
"""Per mille of two dice making 7 or more with -3 to +3 added: the matrix-game roll, exact in 36ths."""


def two_dice(net: int) -> tuple[int, int]:
    """Per mille of making it and of not, at a net held to -3..+3."""
    share = TWO_DICE[min(3, max(-3, net)) + 3]
    return share, PER_MILLE - share


def at_least_once(share: int, trials: int) -> int:
    """Per mille that something of `share` per mille a trial comes at least once in independent trials.

    Method: 1 - (1 - p)^n, by repeated squaring in parts of a million, so that no float is used.
    """
    million = 10**6
    none, base = million, million - share * (million // PER_MILLE)
    while trials > 0:
        if trials % 2:
            none = none * base // million
        base = base * base // million
        trials //= 2
    return PER_MILLE - (none * PER_MILLE + million // 2) // million
