"""A player without a purpose: any legal sheet is as good to it as any other.

It is the floor that the other bots are measured against. It looks at the same offers and the same view as
they do, and sets ceilings and standing orders as blindly as it picks orders.
"""

from __future__ import annotations

import hashlib

from msgspec.structs import replace

from seawar.adjudicate.offers import offers
from seawar.adjudicate.validate import validate_sheet
from seawar.core.dice import Dice
from seawar.core.orders import Order, Rung, Sheet
from seawar.core.rules import Rules
from seawar.core.view import View


class RandomLegalBot:
    """Plays one seat by drawing from all that it may legally order."""

    def __init__(self, rules: Rules, seat: str, seed: bytes) -> None:
        self.rules = rules
        self.seat = seat
        self.dice = Dice(hashlib.sha256(b"seawar-random-bot-v1\0" + seed + seat.encode()).digest())

    def plan(self, view: View) -> Sheet:
        """None to as many orders as a turn allows, each number as likely, then each order as likely."""
        left = list(offers(self.rules, view))
        sheet = Sheet(self.seat, view.turn)
        for slot in range(self.dice.below(("orders", view.turn), self.rules.orders_per_turn + 1)):
            if not left:
                break
            formed = self._formed(left.pop(self.dice.below(("choose", view.turn, slot), len(left))), view.turn, slot)
            longer = replace(sheet, orders=(*sheet.orders, formed))
            if formed.key not in view.standing and not validate_sheet(self.rules, view, longer):
                sheet = longer
        return sheet

    def _formed(self, order: Order, turn: int, slot: int) -> Order:
        """With a ceiling, and standing or not, by chance."""
        kind = self.rules.order_types[order.type]
        ceiling = self.dice.below(("ceiling", turn, slot), kind.ceiling + 1) if kind.ceiling else Rung.SHADOW
        stands = kind.stands and self.dice.below(("stands", turn, slot), 2) == 1
        return replace(order, ceiling=ceiling, stands=stands)
