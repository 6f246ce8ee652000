"""What a seat's purse is good for: a yes to a deal sets aside what the deal will take."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from seawar.adjudicate.deals import bill, cost_of, orders_under
from seawar.adjudicate.validate import validate
from seawar.core.deals import Proposal
from seawar.core.orders import Order, Sheet
from seawar.core.view import View
from seawar.errors import OrderRefused

if TYPE_CHECKING:
    from seawar.table.table import Table


def refuse_overspent(table: Table, sheet: Sheet) -> None:
    """Raises where a sheet spends what its seat has promised: a yes sets aside what the deal will take."""
    bound = table.dealings.bound(sheet.seat, table.state.turn)
    orders = {order.key for deal in bound for order in orders_under(deal)}
    _refuse_lack(table, sheet.seat, bound, [order for order in sheet.orders if order.key not in orders])


def refuse_poor(table: Table, offer: Proposal, actor: str) -> None:
    """Raises where an actor says yes to what it cannot give, beside what it has sealed and promised before."""
    if actor not in table.rules.seats:
        return
    view = table.view(actor)
    for order in orders_under(offer):
        if order.seat == actor and (refusals := validate(table.rules, view, order)):
            raise OrderRefused("clause", refusals[0].text)
    bound = [deal for deal in table.dealings.bound(actor, table.state.turn) if deal.id != offer.counters]
    given = {order.key for deal in (*bound, offer) for order in orders_under(deal)}
    sheet = table.sheets.get(actor) if table.phase != "review" else None
    sealed = [order for order in sheet.orders if order.key not in given] if sheet else []
    _refuse_lack(table, actor, [*bound, offer], sealed)


def _refuse_lack(table: Table, seat: str, deals: Iterable[Proposal], orders: Iterable[Order]) -> None:
    view = table.view(seat)
    wanted = cost_of(table.rules, orders)
    spent = dict(wanted)
    for deal in deals:
        for resource, amount in bill(table.rules, view, deal, seat).items():
            wanted[resource] = wanted.get(resource, 0) + amount
    for resource, amount in sorted(wanted.items()):
        left = view.resources.get(f"{resource}/{seat}", 0)
        if amount > left and amount > spent.get(resource, 0):
            raise OrderRefused("cost", f"orders and deals together take {amount} {resource}, {left} left; give up one")


def purse(table: Table, seat: str) -> View:
    """A seat's view with what it can still spend on orders, its word to others kept."""
    view = table.view(seat)
    bound = table.dealings.bound(seat, table.state.turn)
    if not bound:
        return view
    left = dict(view.resources)
    for deal in bound:
        for resource, amount in bill(table.rules, view, deal, seat).items():
            left[f"{resource}/{seat}"] = max(0, left.get(f"{resource}/{seat}", 0) - amount)
    return replace(view, resources=left)
