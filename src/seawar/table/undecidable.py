"""Orders that only a person could decide, at a table without a white cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seawar.adjudicate.review import UNDECIDED
from seawar.core.orders import Sheet
from seawar.errors import OrderRefused

if TYPE_CHECKING:
    from seawar.table.table import Table


def refuse_undecidable(table: Table, sheet: Sheet) -> None:
    """Raises OrderRefused for an order that the rules leave undecided, where nobody sits who could decide it."""
    kinds = [table.rules.order_types[order.type] for order in sheet.orders]
    left = [kind.title for kind in kinds if UNDECIDED in kind.mechanism.bands]
    if left and not table.umpired:
        raise OrderRefused("white-cell", f"no white cell sits here to decide: {left[0]}; take it off the list")
