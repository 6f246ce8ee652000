"""The odds of an order as its seat could know them, before it seals.

The mechanism's own `settle` is run down every branch on the seat's view. What the view does not know is
a range: the worst and the best end are both shown, and every modifier is named.
"""

from __future__ import annotations

from seawar.adjudicate.cases import entrant
from seawar.adjudicate.chance import WHOLE, enumerate_all
from seawar.adjudicate.muster import muster
from seawar.core.facts import End
from seawar.core.mechanism import PER_MILLE, Case, NetModifiers
from seawar.core.orders import Order
from seawar.core.results import BandOdds
from seawar.core.rules import Rules
from seawar.core.view import View


def preview(rules: Rules, view: View, order: Order) -> BandOdds:
    """Band to per mille at both ends of what `order.seat` cannot know, and the modifiers at each."""
    worst, worst_mods = _at(End.WORST, rules, view, order)
    best, best_mods = _at(End.BEST, rules, view, order)
    reasons = list(dict.fromkeys(because for _, because in (*worst_mods, *best_mods)))
    mods = tuple((_sum(worst_mods, because), _sum(best_mods, because), because) for because in reasons)
    return BandOdds(order.key, worst, best, mods)


def _sum(mods: NetModifiers, because: str) -> int:
    return sum(add for add, why in mods if why == because)


def _at(end: End, rules: Rules, view: View, order: Order) -> tuple[dict[str, int], NetModifiers]:
    (order,) = muster(rules, view, [order])
    kind = rules.order_types[order.type]
    facts = rules.facts(rules, view, order.seat, end)
    subjects = tuple(kind.mechanism.subjects(order, facts))
    if not subjects:
        return {kind.mechanism.quiet: PER_MILLE}, ()
    own = entrant(order, kind, facts, subjects[0])
    case = Case(subjects[0], (own,))
    shares: dict[str, int] = dict.fromkeys(kind.mechanism.bands, 0)
    extra: NetModifiers = ()
    for weight, outcome in enumerate_all(lambda: kind.mechanism.settle(case, facts)):
        shares[outcome.bands[0]] += weight
        extra = outcome.mods[0] if outcome.mods else ()
    return per_mille(shares), own.mods + extra


def per_mille(shares: dict[str, int]) -> dict[str, int]:
    """Whole per mille that sum to 1000, by largest remainder; bands that cannot come are left out."""
    whole = sum(shares.values()) or WHOLE
    parts = {band: share * PER_MILLE // whole for band, share in shares.items() if share}
    by_remainder = sorted(parts, key=lambda band: (-(shares[band] * PER_MILLE % whole), band))
    for band in by_remainder[: PER_MILLE - sum(parts.values())]:
        parts[band] += 1
    return parts
