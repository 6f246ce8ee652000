"""That salvos and interceptors come out as the arithmetic says, exactly and within their bounds."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from seawar.domains.air_salvo import BANDS, PACES, SalvoParams, per_place, stopped

PER_MILLE = st.integers(0, 1000)
MANY = st.integers(0, 5000)
SHOTS = st.integers(1, 4)


def test_forty_airfields_take_six_hundred_missiles() -> None:
    """Five aim points, three missiles at each: 0.45 to the third leaves less than a tenth (N20: 600 for 40)."""
    assert per_place(SalvoParams()) == 15
    assert 40 * per_place(SalvoParams()) == 600


def test_surer_hits_take_fewer_missiles() -> None:
    """Two at each aim point once one missile does it seven times in ten; one when it is sure."""
    assert per_place(SalvoParams(hit=700)) == 10
    assert per_place(SalvoParams(hit=1000)) == 5


def test_tankers_are_kept_away_longer_than_fighters() -> None:
    """One look and three cuts against one look and one cut: 22 hours against 8, within the 2.6 to 3 of B.5."""
    fighters, tankers = SalvoParams(), SalvoParams(denies="tankers", cuts=3)
    hours = [p.look + p.cut * p.cuts for p in (fighters, tankers)]
    assert hours == [8, 22]
    assert 2600 <= hours[1] * 1000 // hours[0] <= 3000


def test_two_shots_stop_ninety_one_of_a_hundred() -> None:
    """1 - 0.3 squared, and 200 interceptors are used."""
    assert stopped(100, 500, 2, 700) == (91_000, 200)


def test_the_last_interceptor_goes_alone() -> None:
    """Five interceptors: two missiles get two each (1.82), the third gets one (0.7), the rest come through."""
    assert stopped(10, 5, 2, 700) == (2_520, 5)


@given(MANY, SHOTS, PER_MILLE)
def test_without_interceptors_nothing_is_stopped(incoming: int, shots: int, kill: int) -> None:
    """Magazine depth: an empty one stops none."""
    assert stopped(incoming, 0, shots, kill) == (0, 0)


@given(MANY, MANY, SHOTS, PER_MILLE)
def test_no_more_is_stopped_than_comes_and_no_more_used_than_there_is(
    incoming: int, interceptors: int, shots: int, kill: int
) -> None:
    """Missiles and interceptors are conserved."""
    killed, used = stopped(incoming, interceptors, shots, kill)
    assert 0 <= killed <= 1000 * incoming
    assert 0 <= used <= min(interceptors, shots * incoming)


@given(MANY, MANY, SHOTS, st.integers(0, 999))
def test_more_interceptors_and_better_ones_stop_no_less(
    incoming: int, interceptors: int, shots: int, kill: int
) -> None:
    """Monotone in both."""
    killed, _ = stopped(incoming, interceptors, shots, kill)
    assert stopped(incoming, interceptors + 1, shots, kill)[0] >= killed
    assert stopped(incoming, interceptors, shots, kill + 1)[0] >= killed


@given(MANY, MANY, SHOTS, PER_MILLE)
def test_the_integers_are_the_exact_expectation(incoming: int, interceptors: int, shots: int, kill: int) -> None:
    """Against fractions, missile by missile."""
    miss, left, expected = Fraction(1000 - kill, 1000), interceptors, Fraction(0)
    engaged = min(incoming, interceptors // shots)
    expected += engaged * (1 - miss**shots)
    left -= engaged * shots
    if engaged < incoming and left:
        expected += 1 - miss**left
    assert stopped(incoming, interceptors, shots, kill)[0] == int(expected * 1000)


def test_the_paces_of_repair_are_a_chance() -> None:
    """They sum to a thousand and keep the mean."""
    assert sum(share for _, _, share in PACES) == 1000
    assert sum(pace * share for _, pace, share in PACES) == 1_000_000
    assert len(set(BANDS)) == len(BANDS)
