"""How a seat that no person plays answers a proposal: by its habits and its temperament, from its own view.

It weighs each clause by one point or two and says yes to a sum above its temper's margin. A model of bargaining was
refused: whoever proposes to it should see in one line why it said what it said.
"""

from __future__ import annotations

from typing import Literal

from seawar.bots.temperament import TEMPERAMENTS
from seawar.core.deals import AnyClause, OrderClause, PactClause, Proposal, TransferClause, WordClause
from seawar.core.rules import Rules
from seawar.core.view import View

WANTED = 2
"""Points of what a habit of the seat asks for; one for what calms. Assumption."""
MARGIN = {"cautious": 1, "assertive": 2}
"""Points from which a temperament says yes. Assumption."""
REASONS = {
    "gives": "We would give more than we get.",
    "pact": "We see no use in it now.",
    "order": "That is not a step we want to take.",
    "word": "We promise nothing for so little.",
    "": "It is not worth our while.",
}
"""By what weighed most against it."""


def answer(rules: Rules, view: View, offer: Proposal) -> tuple[Literal["accept", "reject"], str]:
    """Yes or no with a line, from one view."""
    weighed = [(worth(rules, view, clause), clause) for clause in offer.clauses]
    if sum(points for points, _ in weighed) >= MARGIN[TEMPERAMENTS[rules.seats[view.seat].temperament].name]:
        return "accept", ""
    points, clause = min(weighed, key=lambda pair: pair[0])
    return "reject", REASONS[_kind(clause) if points < 0 else ""]


def _kind(clause: AnyClause) -> str:
    match clause:
        case TransferClause():
            return "gives"
        case PactClause():
            return "pact"
        case OrderClause():
            return "order"
        case WordClause():
            return "word"


def worth(rules: Rules, view: View, clause: AnyClause) -> int:
    """Points of one clause to the seat that looks."""
    seat = view.seat
    match clause:
        case TransferClause():
            return clause.amount * ((clause.to == seat) - 2 * (clause.frm == seat))
        case WordClause():
            return -1 if clause.seat == seat else 1
        case PactClause():
            wanted = any(habit.targets.get("agreement") == clause.agreement for habit in rules.seats[seat].habits)
            good = WANTED if wanted else 1
            return good if clause.status == "in-force" else -good
        case OrderClause():
            kind = rules.order_types[clause.order]
            wanted = any(habit.order == clause.order for habit in rules.seats[seat].habits)
            if seat in clause.seats:
                return WANTED if wanted else 0 if kind.partners else -WANTED
            return WANTED if seat in clause.targets.values() else 0
