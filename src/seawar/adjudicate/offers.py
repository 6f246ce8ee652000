"""What a seat could order now: every legal order with default envelope, from its view alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from seawar.adjudicate.validate import candidates, validate
from seawar.core.orders import Order, Rung
from seawar.core.rules import OrderType, Rules
from seawar.core.view import View


def offers(rules: Rules, view: View, types: tuple[str, ...] | None = None) -> Iterator[Order]:
    """Legal orders, one for each choice of targets and co-signers, cheapest envelope.

    `types` narrows the search; None looks at all that is on offer.
    """
    on_offer = rules.offered(view.segment)
    for id_ in on_offer if types is None else (t for t in on_offer if t in types):
        kind = rules.order_types[id_]
        for order in _forms(rules, view, kind):
            if not validate(rules, view, order) and affordable(view, kind):
                yield order


def affordable(view: View, kind: OrderType) -> bool:
    return all(view.resources.get(f"{res}/{view.seat}", 0) >= amount for res, amount in kind.cost)


def _forms(rules: Rules, view: View, kind: OrderType) -> Iterator[Order]:
    if kind.mechanism.words:
        return  # nobody can put it into words for the seat
    names = [name for name, _ in kind.targets]
    partners = [()] if not kind.partners else [(s,) for s in rules.seats if s != view.seat]
    ceiling = min(Rung.SHADOW, kind.ceiling) if kind.ceiling else Rung.SHADOW
    for chosen in product(*(candidates(rules, view, of) for _, of in kind.targets)):
        for signed in partners:
            yield Order(view.seat, kind.id, dict(zip(names, chosen, strict=True)), ceiling=ceiling, partners=signed)
