"""Everything that can come of an order, and everything that happens by itself, has words."""

from __future__ import annotations

from seawar.core.rulings import REJECTED
from seawar.domains import DOMAINS
from seawar.replay.wording import BANDS, ENGINE


def test_every_outcome_has_words() -> None:
    """No band is shown by its bare name."""
    bands = {band for domain in DOMAINS for mechanism in domain.mechanisms for band in mechanism.bands}
    assert bands <= BANDS.keys()


def test_everything_that_happens_by_itself_has_words() -> None:
    """No upkeep is shown by the name of its code."""
    assert {upkeep.name for domain in DOMAINS for upkeep in domain.upkeep} <= ENGINE.keys()


def test_every_word_is_of_something() -> None:
    """Nothing stays in the list that no mechanism has."""
    bands = {band for domain in DOMAINS for mechanism in domain.mechanisms for band in mechanism.bands}
    assert BANDS.keys() - bands == {"void", REJECTED}
