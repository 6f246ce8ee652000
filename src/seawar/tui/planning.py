"""What a seat does to its orders: draft, open, take off, seal, unseal. Every change is saved as it is made."""

from __future__ import annotations

from msgspec.structs import replace
from textual import work

from seawar.adjudicate.offers import affordable
from seawar.adjudicate.validate import MOST_INTENT, validate_sheet
from seawar.core.orders import Order, Sheet
from seawar.core.rules import OrderType
from seawar.net.wire import Next, Seal, Status, Unseal
from seawar.tui.argument import trimmed
from seawar.tui.choices import sheet_refusals
from seawar.tui.dealing import DealingScreen
from seawar.tui.dialogs import Ask, Choose, Confirm
from seawar.tui.lines import Row, row
from seawar.tui.rows import RowList
from seawar.tui.words import cost_words, left_words, names

AT_HAND = "Likeliest for you"


class PlanningScreen(DealingScreen):
    """The part of a seat's screen that changes its draft and sends it."""

    fresh = True
    """Whether the cursor is to go to the next thing to do."""

    def _order(self) -> Order | None:
        """The drafted order under the cursor."""
        name, _, rest = self.query_one("#orders", RowList).cursor.partition("/")
        orders = self.seat.draft().orders
        if name == "order" and rest.isdigit() and int(rest) < len(orders):
            return orders[int(rest)]
        return None

    def _planning(self) -> bool:
        """Whether orders can be changed now; if not, why is told."""
        self.seat.catch_up()
        status = self.seat.client.status()
        if status.phase != "plan":
            self.tell(f"Orders are written in the plan phase; this is the {status.phase} phase.", "quiet")
        elif self.seat.known.sealed:
            self.tell("Your orders are sealed; U takes them back while someone has not sealed.", "quiet")
        else:
            return True
        return False

    @work(exclusive=True)
    async def action_add(self) -> None:
        if not self._planning():
            return
        draft, rules = self.seat.draft(), self.seat.rules
        if len(draft.orders) >= rules.orders_per_turn:
            self.tell(
                f"{rules.orders_per_turn} orders are the most for one {rules.turn_label.lower()}; X takes one off."
            )
            return
        question = Choose("New order", self._offered(), right=left_words(rules, self.seat.known.view))
        answer = await self.app.push_screen_wait(question)
        if answer is None:
            return
        kind, draft = rules.order_types[answer], self.seat.draft()
        ceiling = min(2, kind.ceiling) if kind.ceiling else 2
        draft.orders = (*draft.orders, Order(self.seat.seat, kind.id, ceiling=ceiling, stands=kind.stands))
        self.save(draft)
        self._edit(len(draft.orders) - 1)

    def _offered(self) -> list[Row]:
        """Order types: on top those that the scenario puts at this seat's hand, then the others by domain."""
        rules, view = self.seat.rules, self.seat.known.view
        mine = [rules.order_types[id_] for id_ in rules.offered(view.segment)]
        mine = [kind for kind in mine if not kind.seats or self.seat.seat in kind.seats]
        hand = rules.segments[view.segment].hand.get(self.seat.seat, ())
        first = sorted((kind for kind in mine if kind.id in hand), key=lambda kind: hand.index(kind.id))
        rest = [kind for kind in mine if kind.id not in hand]
        groups = {AT_HAND: first} if first else {}
        for kind in rest:
            groups.setdefault(kind.domain.capitalize(), []).append(kind)
        rows: list[Row] = []
        for heading, kinds in groups.items():
            rows += [Row(), row((heading, "quiet")), *map(self._offer, kinds)]
        return rows[1:]

    def _offer(self, kind: OrderType) -> Row:
        can = affordable(self.seat.known.view, kind)
        cost = cost_words(self.seat.rules, kind)
        return row((kind.title, "text" if can else "quiet"), right=[(cost, "quiet" if can else "late")], key=kind.id)

    @work(exclusive=True)
    async def _edit(self, at: int) -> None:
        from seawar.tui.form import OrderForm

        draft = self.seat.draft()
        if at >= len(draft.orders):
            return
        place = f"order {at + 1} of {self.seat.rules.orders_per_turn}"

        def changed(order: Order | None) -> None:
            now = self.seat.draft()
            kept = list(now.orders)
            kept[at : at + 1] = [] if order is None else [order]
            now.orders = tuple(kept)
            self.save(now)

        await self.app.push_screen_wait(OrderForm(self.seat.known, draft.orders[at], place, changed, self.clock))
        self.query_one("#orders", RowList).select(f"order/{at}")
        self.redraw()

    def action_drop(self) -> None:
        if not self._planning():
            return
        draft, key = self.seat.draft(), self.query_one("#orders", RowList).cursor
        name, _, rest = key.partition("/")
        if name == "order":
            draft.orders = tuple(order for at, order in enumerate(draft.orders) if at != int(rest))
        elif name == "standing":
            ends = rest in draft.cancels
            draft.cancels = tuple(c for c in draft.cancels if c != rest) if ends else (*draft.cancels, rest)
        else:
            self.tell("Put the cursor on an order first.", "quiet")
            return
        self.save(draft)
        self.redraw()

    @work(exclusive=True)
    async def action_intent(self) -> None:
        if not self._planning():
            return

        def typed(text: str) -> None:
            draft = self.seat.draft()
            draft.intent = text
            self.save(draft)

        hint, intent = "what your seat wants this move, in one line", self.seat.draft().intent
        await self.app.push_screen_wait(Ask("Intent", intent, most=MOST_INTENT, hint=hint, typed=typed))
        self.redraw()

    @work(exclusive=True)
    async def action_seal(self) -> None:
        if not self._planning():
            return
        draft, known = self.seat.draft(), self.seat.known
        refused = sheet_refusals(known, draft.orders, validate_sheet(known.rules, known.view, draft.sheet()))
        if refused:
            self.tell(refused[0])
            return
        orders = tuple(replace(trimmed(order), rationale=order.rationale.strip()) for order in draft.orders)
        await self._seal(replace(draft.sheet(), orders=orders))

    async def _seal(self, sheet: Sheet) -> None:
        if await self.send(Seal(self.seat.command_id(), sheet)):
            self.fresh = True
            self.redraw()
            self.table.sealed(self.seat.seat)

    @work(exclusive=True)
    async def action_unseal(self) -> None:
        if await self.send(Unseal(self.seat.command_id())):
            self.fresh = True
            self.redraw()

    @work(exclusive=True)
    async def action_go_on(self) -> None:
        """N: no change while planning, the next turn in review."""
        await self._go_on()

    @work(exclusive=True)
    async def go_on_by_enter(self) -> None:
        """As N, from the line that says so: a stray Enter there settles no move."""
        await self._go_on(asks=True)

    async def _go_on(self, *, asks: bool = False) -> None:
        status = self.seat.client.status()
        if status.phase == "plan":
            if self._planning() and await self._means_no_change(status, asks=asks):
                await self._seal(replace(self.seat.draft().sheet(), orders=()))
        elif status.phase in ("review", "opening"):
            await self._turn_page(status)
        else:
            self.tell("There is no next move: the exercise is over." if status.phase == "closed" else "Wait.", "quiet")

    async def _means_no_change(self, status: Status, *, asks: bool) -> bool:
        """Whether the seat wants to give no orders: asked when that drops drafts, or when Enter settled the move."""
        if self.seat.draft().orders:
            title, text = "Seal without orders?", "The orders you have drafted are not given; standing orders go on."
        elif asks and status.waiting_for == (self.seat.seat,) and not status.umpired:
            title, text = "Seal no change?", "You are the last: the move is settled as soon as you seal."
        else:
            return True
        return await self.app.push_screen_wait(Confirm(title, text, "Seal no change")) is not None

    async def _turn_page(self, status: Status) -> None:
        """On to the next move; together with the others, unless this seat has said so before and asks again."""
        again = status.phase == "review" and status.waiting_for and self.seat.seat not in status.waiting_for
        if again:
            who = names(self.seat.rules, status.waiting_for)
            question = Confirm(
                "Go on without the others?", f"{who} can still read what came of this move later, in their news.",
                "Go on",
            )  # fmt: skip
            if not await self.app.push_screen_wait(question):
                return
        if await self.send(Next(self.seat.command_id(), early=bool(again))):
            self.fresh = True
            self.redraw()
            if self.seat.client.status().turn == status.turn and self.seat.client.status().phase == "review":
                self.table.has_read(self.seat.seat)
            else:
                self.table.turned()
