"""What history's own orders are worth in the game at hand: those of a turn that a seat may give now."""

from __future__ import annotations

from msgspec.structs import replace

from seawar.adjudicate.validate import Refusal, validate_sheet
from seawar.core.orders import Sheet
from seawar.core.rules import Rules
from seawar.core.view import View


def historical_sheet(rules: Rules, view: View) -> tuple[Sheet, list[Refusal]]:
    """The sheet that history gives the seat of `view` in its turn, and why an order of it is left out.

    The orders go through the ordinary rules: what the seat cannot order now it does not order.
    """
    sheet, refused = Sheet(view.seat, view.turn), []
    for turn, order in rules.historical:
        if turn == view.turn and order.seat == view.seat:
            longer = replace(sheet, orders=(*sheet.orders, order))
            if refusals := validate_sheet(rules, view, longer):
                refused += refusals
            else:
                sheet = longer
    return sheet, refused
