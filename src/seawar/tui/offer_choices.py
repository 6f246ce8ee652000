"""Which clauses can stand in a proposal, as choices: each is asked of the same rule that the table goes by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations, product

from seawar.adjudicate.deals import OPEN_TO, can_be_dealt, clause_fault
from seawar.core.deals import AnyClause, OrderClause, PactClause, TransferClause
from seawar.core.rules import Rules
from seawar.core.view import View
from seawar.replay.deal_words import clause_words
from seawar.tui.lines import Row, row
from seawar.tui.words import names

KINDS = {
    "pact": "An agreement enters into force, is suspended or ends",
    "transfer": "One hands something to another",
    "order": "A step taken under the deal: a programme, a shared picture, a measure lifted",
    "word": "A promise in your own words; it binds nobody",
}


def kinds(rules: Rules, view: View, parties: Sequence[str]) -> list[Row]:
    """Kinds of clause; those that have nothing to offer between these parties are said to be so and cannot be taken."""
    found: list[Row] = []
    for kind, words in KINDS.items():
        some = kind == "word" or next(clauses(rules, view, parties, kind), None) is not None
        right = "" if some else "nothing between you"
        found.append(row((words, "text" if some else "quiet"), right=right, key=kind if some else ""))
    return found


def clauses(rules: Rules, view: View, parties: Sequence[str], kind: str) -> Iterator[AnyClause]:
    """Every clause of a kind that may be proposed between these parties, in the order of the scenario."""
    found: Iterator[AnyClause]
    if kind == "pact":
        every = product(rules.agreements, OPEN_TO)
        found = (PactClause(agreement, status) for agreement, status in every)  # type: ignore[arg-type]
    else:
        found = _transfers(rules, parties) if kind == "transfer" else _orders(rules, view, parties)
    return (clause for clause in found if not clause_fault(rules, view, parties, clause))


def _transfers(rules: Rules, parties: Sequence[str]) -> Iterator[AnyClause]:
    """One of each resource each way: how much is asked afterwards."""
    for resource, (frm, to) in product(rules.resources, permutations(parties, 2)):
        yield TransferClause(resource, frm, to, 1)


def _orders(rules: Rules, view: View, parties: Sequence[str]) -> Iterator[AnyClause]:
    seats = [party for party in parties if party in rules.seats]
    for kind in rules.order_types.values():
        if not can_be_dealt(rules, kind, view.segment):
            continue
        for chosen in combinations(seats, kind.partners + 1):
            for aims in product(seats, repeat=len(kind.targets)):
                targets = {name: aim for (name, _), aim in zip(kind.targets, aims, strict=True)}
                yield OrderClause(kind.id, chosen, targets)


def clause_rows(rules: Rules, view: View, parties: Sequence[str], kind: str) -> tuple[list[Row], list[AnyClause]]:
    """The choices of one kind as rows, keyed by their place in the list."""
    found = list(clauses(rules, view, parties, kind))
    return [row(_words(rules, clause), key=str(at)) for at, clause in enumerate(found)], found


def _words(rules: Rules, clause: AnyClause) -> str:
    if isinstance(clause, TransferClause):
        what = rules.resources[clause.resource].title.lower()
        return f"{names(rules, [clause.frm])} hands {what} to {names(rules, [clause.to])}"
    return clause_words(rules, clause)


def amounts(rules: Rules, clause: TransferClause) -> list[Row]:
    return [row(str(amount), key=str(amount)) for amount in range(1, rules.resources[clause.resource].cap + 1)]


def turns(rules: Rules, turn: int, none: str) -> list[Row]:
    """This turn and the next five, and none."""
    rows, at = [row(none, key="0")], max(turn, 1)
    last = sum(segment.turns for segment in rules.segments)
    return [*rows, *(row(rules.name(n), key=str(n)) for n in range(at, min(at + 5, last) + 1))]
