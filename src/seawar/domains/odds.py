"""Integer odds that several domains share: two dice, at least one of many trials, and how long one waits."""

from __future__ import annotations

from seawar.core.mechanism import PER_MILLE

TWO_DICE = (167, 278, 417, 583, 722, 833, 917)
"""Per mille of two dice making 7 or more with -3 to +3 added: the matrix-game roll, exact in 36ths."""


def two_dice(net: int) -> tuple[int, int]:
    """Per mille of making it and of not, at a net held to -3..+3."""
    share = TWO_DICE[min(3, max(-3, net)) + 3]
    return share, PER_MILLE - share


THROWS = sorted(((a, b) for a in range(1, 7) for b in range(1, 7)), key=lambda throw: (-sum(throw), throw))
"""The 36 throws of two dice, the highest sums first."""


def thrown(drawn: int) -> tuple[int, int]:
    """Two dice for a draw from 0 to 999, so that a sum of 7 less the net or more comes exactly when it succeeds.

    Method: the throw numbered k, the highest sums first, stands for the draws from 1000 k / 36 to 1000 (k + 1) / 36,
    ends rounded. `TWO_DICE` rounds the same ends, so that a draw below the share at a net is a throw that makes it.
    """
    ends = ((PER_MILLE * k + len(THROWS) // 2) // len(THROWS) for k in range(1, len(THROWS) + 1))
    return next(throw for throw, end in zip(THROWS, ends, strict=True) if drawn < end)


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


WAITS = tuple(f"{share} %" for share in range(5, 101, 5))
"""Names of the twentieths of a waiting time, the shortest first: within so much of all cases it has come by then."""
WAIT_ODDS = (PER_MILLE // len(WAITS),) * len(WAITS)
WAITED = (
    25, 78, 134, 192, 255, 322, 393, 470, 553, 644, 744, 856, 981, 1124, 1291, 1492, 1743, 2079, 2590, 3689,
)  # fmt: skip
"""Per mille of the mean: the middle of each twentieth of the exponential law, -ln(1 - (k + 1/2) / 20)."""


def waited(pick: int, mean_minutes: int) -> int:
    """Minutes until something comes that may come at any time alike, for one of `WAITS` drawn at `WAIT_ODDS`.

    Method: the exponential law by its quantiles. It is drawn once, as a date, so that the length of turns cannot
    matter; a chance a turn was refused because in half an hour it would round to nothing. Its median is 0.69 of
    the mean; the mean of the twentieths is 0.98 of it.
    """
    return mean_minutes * WAITED[pick] // PER_MILLE
