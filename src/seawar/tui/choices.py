"""Which choices of a field lead to an order that may be given, and why the others do not.

An order is asked for with its targets and co-signers alone: what is still missing may yet be chosen well,
and a ceiling or a force can be changed afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice, product

from seawar.adjudicate.validate import Refusal, candidates, validate
from seawar.core.orders import Order
from seawar.core.rules import OrderType
from seawar.tui.fields import NONE, Field, chosen
from seawar.tui.known import Known
from seawar.tui.lines import Row, row
from seawar.tui.words import LABELS

MOST = 2000
"""Orders that are asked for at most to judge one choice."""


def refusal_words(known: Known, order: Order) -> list[str]:
    """Why an order cannot be sealed, in the words of its form."""
    kind = known.rules.order_types[order.type]
    labels = [LABELS.get(of, of).lower() for name, of in kind.targets if name not in order.targets]
    if labels:
        return [f"choose {' and '.join(labels)}"]
    return [plain(kind, refusal) for refusal in validate(known.rules, known.view, order)]


def plain(kind: OrderType, refusal: Refusal) -> str:
    """A refusal without the code of a rule and without ids."""
    if refusal.code == "when":
        return kind.refusal or f"not open to you now{', with this choice' if kind.targets else ''}"
    if refusal.code == "target":
        return "what it is about is not known to you any more; choose again"
    return refusal.text.removeprefix(f"{kind.title}: ")


def sheet_refusals(known: Known, orders: tuple[Order, ...], others: list[Refusal]) -> list[str]:
    """Why a sheet cannot be sealed: order by order, then what concerns all of it."""
    titles = [(known.rules.order_types[order.type].title, order) for order in orders]
    words = [f"{title}: {text}" for title, order in titles for text in refusal_words(known, order)]
    return [*words, *(other.text for other in others if other.code in WHOLE)]


WHOLE = ("turn", "too-many", "intent", "twice", "cost", "standing")
"""Codes of refusals that concern no single order."""


def reasons(known: Known, order: Order, field: Field) -> Mapping[str, str]:
    """Each choice of a field to why it would be refused; empty where it would not be."""
    kind = known.rules.order_types[order.type]
    if not field.id.startswith(("target/", "partners")):
        return {key: "" for key, _ in field.choices}
    return {key: _reason(known, chosen(known, order, field.id, key), kind) for key, _ in field.choices}


def _reason(known: Known, order: Order, kind: OrderType) -> str:
    """Empty when some way to fill in the rest may be given."""
    found = ""
    for probe in islice(_probes(known, order, kind), MOST):
        refusals = validate(known.rules, known.view, probe)
        if not refusals:
            return ""
        found = found or plain(kind, refusals[0])
    return found or "there is nothing it could be about"


def _probes(known: Known, order: Order, kind: OrderType) -> Iterator[Order]:
    names = [name for name, _ in kind.targets]
    open_ = [
        (order.targets[name],) if name in order.targets else candidates(known.rules, known.view, of)
        for name, of in kind.targets
    ]
    others = [(seat,) for seat in known.rules.seats if seat != known.seat]
    signers = others if kind.partners and not order.partners else [order.partners]
    for targets in product(*open_):
        for partners in signers:
            ceiling = min(2, kind.ceiling) if kind.ceiling else 2
            yield Order(known.seat, kind.id, dict(zip(names, targets, strict=True)), ceiling=ceiling, partners=partners)


def rows(field: Field, why: Mapping[str, str]) -> list[Row]:
    """The choices of a field as a list: first what may be given, then the others under their reason."""
    found = [row(words, key=key) for key, words in field.choices if not why[key]]
    for reason in dict.fromkeys(reason for reason in why.values() if reason):
        found += [Row(), row(("Not now: ", "late"), (reason, "quiet"))]
        found += [row((words, "quiet"), key=key) for key, words in field.choices if why[key] == reason]
    return found[1:] if found and not found[0].spans else found


def step(field: Field, why: Mapping[str, str], by: int) -> str:
    """The next choice that may be given, or the next of all when none may; empty at the end of a line."""
    keys = [key for key, _ in field.choices]
    at = keys.index(field.chosen) if field.chosen in keys else (-1 if by > 0 else 0)
    if field.inline:
        return keys[at + by] if 0 <= at + by < len(keys) else ""
    round_ = [keys[(at + by * n) % len(keys)] for n in range(1, len(keys) + 1)]
    return next((key for key in round_ if not why[key] or key == NONE), round_[0])
