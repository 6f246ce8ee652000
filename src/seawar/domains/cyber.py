"""The cyber domain: campaigns in stages, and evidence that each observer has for itself.

Getting in, being found, being named and being public are four questions, asked at four times. One roll for a
whole incident was refused: in the cases on record they lie months apart.
"""

from __future__ import annotations

from seawar.core.conditions import YES_NO, Function
from seawar.core.facts import Facts, Unknown
from seawar.core.mechanism import Domain, FactFunction
from seawar.domains.cyber_acts import ATTRIBUTE, SHARE
from seawar.domains.cyber_campaign import HUNT, INTRUDE, OPERATE
from seawar.domains.cyber_evidence import traced
from seawar.domains.cyber_rows import LEDGERS, inside, pairs, row
from seawar.domains.cyber_upkeep import UPKEEP


def _lag(facts: Facts, target: str) -> int:
    """The longest of the target's lags; the rows name authors, so no seat may ask."""
    if facts.blind:
        raise Unknown
    lags = (row(facts, "disclosure-lag", of, author) for of, author in pairs(facts, "disclosure-lag") if of == target)
    return max(lags, default=0)


CYBER = Domain(
    "cyber",
    mechanisms=(INTRUDE, OPERATE, HUNT, SHARE, ATTRIBUTE),
    functions=(
        FactFunction(
            Function(
                "inside", ("seat", "seat"), "Whether the first seat is inside the second's networks.", range=YES_NO
            ),
            inside,
        ),
        FactFunction(
            Function(
                "traced",
                ("seat",),
                "How surely this seat can show who was in somebody's networks, 0 to 4.",
                range=(0, 4),
            ),
            traced,
        ),
        FactFunction(
            Function(
                "disclosure_lag", ("seat",), "Days from finding a seat's breach to its being public; umpire only."
            ),
            _lag,
        ),
    ),
    ledgers=LEDGERS,
    upkeep=UPKEEP,
)
