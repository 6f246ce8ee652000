"""One seat's screen: the world, what it does, what came in, where things stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from msgspec.structs import replace
from textual import work
from textual.binding import BindingType

from seawar.adjudicate.offers import affordable
from seawar.core import calendar
from seawar.core.orders import Order
from seawar.core.rules import OrderType
from seawar.core.state import PUBLIC
from seawar.net.wire import Next, Say, Seal, Unseal
from seawar.table.table import LONGEST_MESSAGE
from seawar.tui import orders_panel, pages, standing_panel
from seawar.tui.actions import PANELS, SEAT, bindings
from seawar.tui.chart import legend, marks, named, paths
from seawar.tui.dialogs import Ask, Choose, Confirm
from seawar.tui.drafts import Draft
from seawar.tui.form import OrderForm
from seawar.tui.frame import Bar
from seawar.tui.lines import Row, Span, row
from seawar.tui.map.widget import TheatreMap
from seawar.tui.rows import RowList
from seawar.tui.screen import GameScreen
from seawar.tui.session import Seat
from seawar.tui.words import cost_words

INTENT_MOST = 200
"""Characters."""
PAGES = (("news", "News", "News"), ("talks", "Talks", "Talks"), ("due", "Calendar", "Due"),
         ("front", "Front page", "Front"), ("brief", "Brief", "Brief"))  # fmt: skip
WHITE_CELL = "umpire"


class SeatScreen(GameScreen):
    """What one seat knows and does."""

    BINDINGS: ClassVar[list[BindingType]] = bindings((*PANELS, *SEAT))
    ACTIONS = (*PANELS, *SEAT)

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self.shown = "news"
        self._fresh = True

    # Drawing.

    def draw(self) -> None:
        known, status = self.seat.known, self.seat.client.status()
        draft = self.seat.draft()
        rows = orders_panel.orders(known, draft, status, small=self.small)
        panel = self.query_one("#orders", RowList)
        panel.show(rows)
        if self._fresh and (bright := next((r.key for r in rows if r.bright), "")):
            panel.select(bright)
            self._fresh = False
        self._head(draft)
        self._map()
        self._page()
        self.heading("standing-heading", "standing", "Where things stand", [(self._since(), "quiet")])
        self.query_one("#standing", RowList).show(standing_panel.standing(known, status, small=self.small))

    def _head(self, draft: Draft) -> None:
        status, most = self.seat.client.status(), self.seat.rules.orders_per_turn
        if status.phase in ("review", "closed"):
            right = ""
        elif self.seat.known.sealed:
            right = "sealed"
        else:
            right = f"{len(draft.orders)} of {most} drafted"
        self.heading("orders-heading", "orders", "Your orders", [(right, "quiet")])

    def _since(self) -> str:
        known, settled = self.seat.known, self.seat.client.status().phase in ("review", "closed")
        if not settled and known.view.turn < 2:
            return ""
        return f"change since {calendar.clock(known.starts[0 if settled else 1], known.rules.zone)}"

    def _map(self) -> None:
        known, view = self.seat.known, self.seat.known.view
        order = self._order()
        targets = set(order.targets.values()) if order else set()
        shown = marks(known.rules, known.seat, view.forces, view.contacts, view.now, targets)
        name = known.rules.seats[known.seat].short
        title = (
            f"What {name} knows at {calendar.clock(view.now, known.rules.zone)}" if view.turn else f"What {name} knows"
        )
        self.query_one(TheatreMap).show(shown, paths(known.rules, order), title, legend(known.rules, known.seat))

    def _page(self) -> None:
        known = self.seat.known
        fresh = {
            "news": len(known.news) - self.seat.read_news,
            "talks": len(known.talks) - self.seat.read_talks,
        }
        if self.shown == "news":
            self.seat.read_news, fresh["news"] = len(known.news), 0
        if self.shown == "talks":
            self.seat.read_talks, fresh["talks"] = len(known.talks), 0
        spans: list[Span] = []
        for number, (id_, title, brief) in enumerate(PAGES, 1):
            count = (
                f" ({fresh[id_]} new)"
                if fresh.get(id_) and not self.small
                else f" ({fresh[id_]})"
                if fresh.get(id_)
                else ""
            )
            role = (
                ("focus" if self.focused_panel() == "page" else "bold")
                if id_ == self.shown
                else "new"
                if count
                else "quiet"
            )
            spans.append((f"{number} {brief if self.small else title}{count}", role))
            spans.append((" " if self.small else "     ", "quiet"))
        self.query_one("#tabs", Bar).say(*spans)
        status = self.seat.client.status()
        rows = {
            "news": lambda: pages.news(known),
            "talks": lambda: pages.talks(known),
            "due": lambda: pages.due(known, status),
            "front": lambda: pages.news(known, public=True),
            "brief": lambda: pages.brief(known),
        }[self.shown]()
        self.query_one("#page", RowList).show(rows, end=self.shown in ("news", "talks", "front"))

    def _tabs(self, fresh: Mapping[str, int]) -> list[Span]:
        """The names of the pages, with how much on them is new."""
        spans: list[Span] = []
        here = "focus" if self.focused_panel() == "page" else "bold"
        for number, (id_, title, brief) in enumerate(PAGES, 1):
            new = fresh.get(id_, 0)
            count = "" if not new else f" ({new})" if self.small else f" ({new} new)"
            role = here if id_ == self.shown else "new" if new else "quiet"
            spans += [
                (f"{number} {brief if self.small else title}{count}", role),
                (" " * (1 if self.small else 5), "quiet"),
            ]
        return spans

    def keys(self) -> list[tuple[str, str]]:
        status, panel = self.seat.client.status(), self.focused_panel()
        if panel == "map":
            own = [("Arrows", "Move"), ("+ -", "Zoom"), ("0", "Fit"), (", .", "Step"), ("Enter", "Look")]
        elif panel == "page":
            own = [("1-5", "Pages"), ("Up Down", "Read"), ("M", "Message")]
        elif status.phase == "plan" and not self.seat.known.sealed:
            own = [("O", "New order"), ("Enter", "Open"), ("S", "Seal"), ("N", "No change")]
        elif status.phase == "plan":
            own = [("U", "Unseal"), ("M", "Message")]
        else:
            own = [("N", "Next"), ("Enter", "Open")]
        return [*own, ("Tab", "Panel"), ("F1", "Help"), ("Ctrl+P", "All")]

    # Orders.

    def _order(self) -> Order | None:
        """The drafted order under the cursor."""
        name, _, rest = self.query_one("#orders", RowList).cursor.partition("/")
        orders = self.seat.draft().orders
        if name == "order" and rest.isdigit() and int(rest) < len(orders):
            return orders[int(rest)]
        return None

    def _planning(self) -> bool:
        """Whether orders can be changed now; if not, why is told."""
        status = self.seat.client.status()
        if status.phase != "plan":
            self.tell(f"Orders are written in the plan phase; this is the {status.phase} phase.", "quiet")
        elif self.seat.known.sealed:
            self.tell("Your orders are sealed; U takes them back while someone has not sealed.", "quiet")
        else:
            return True
        return False

    def _save(self, draft: Draft) -> None:
        self.seat.drafts.save(draft)
        if self.seat.drafts.trouble:
            self.tell(self.seat.drafts.trouble)

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
        answer = await self.app.push_screen_wait(Choose("New order", self._offered()))
        if answer is None:
            return
        kind = rules.order_types[answer]
        ceiling = min(2, kind.ceiling) if kind.ceiling else 2
        draft.orders = (*draft.orders, Order(self.seat.seat, kind.id, ceiling=ceiling, stands=kind.stands))
        self._save(draft)
        self._edit(len(draft.orders) - 1)

    def _offered(self) -> list[Row]:
        """Order types by domain, those shown first for this seat on top."""
        rules, view = self.seat.rules, self.seat.known.view
        hand = rules.segments[view.segment].hand.get(self.seat.seat, ())
        mine = [rules.order_types[id_] for id_ in rules.offered(view.segment)]
        mine = [kind for kind in mine if not kind.seats or self.seat.seat in kind.seats]
        first = [kind for kind in mine if kind.id in hand]
        rest = [kind for kind in mine if kind.id not in hand]
        rows: list[Row] = []
        for domain in dict.fromkeys(kind.domain for kind in (*first, *rest)):
            if rows:
                rows.append(Row())
            rows.append(row((domain.capitalize(), "quiet")))
            rows += [self._offer(kind) for kind in (*first, *rest) if kind.domain == domain]
        return rows

    def _offer(self, kind: OrderType) -> Row:
        can = affordable(self.seat.known.view, kind)
        cost = cost_words(self.seat.rules, kind)
        return row((kind.title, "text" if can else "quiet"), right=[(cost, "quiet" if can else "late")], key=kind.id)

    @work(exclusive=True)
    async def _edit(self, at: int) -> None:
        draft = self.seat.draft()
        place = f"order {at + 1} of {self.seat.rules.orders_per_turn}"
        turn = draft.turn

        def changed(order: Order | None) -> None:
            now = self.seat.draft()
            if now.turn != turn:
                return
            kept = list(now.orders)
            kept[at : at + 1] = [] if order is None else [order]
            now.orders = tuple(kept)
            self._save(now)

        await self.app.push_screen_wait(OrderForm(self.seat.known, draft.orders[at], place, changed))
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
        self._save(draft)
        self.redraw()

    @work(exclusive=True)
    async def action_intent(self) -> None:
        if not self._planning():
            return
        draft = self.seat.draft()

        def typed(text: str) -> None:
            draft.intent = text
            self._save(draft)

        hint = "what your seat wants this move, in one line"
        await self.app.push_screen_wait(Ask("Intent", draft.intent, most=INTENT_MOST, hint=hint, typed=typed))
        self.redraw()

    @work(exclusive=True)
    async def action_seal(self) -> None:
        if not self._planning():
            return
        draft = self.seat.draft()
        orders = tuple(replace(order, rationale=order.rationale.strip()) for order in draft.orders)
        command = Seal(self.seat.command_id(), replace(draft.sheet(), orders=orders))
        if await self.send(command):
            self._fresh = True
            self.redraw()
            self.table.sealed(self.seat.seat)

    @work(exclusive=True)
    async def action_unseal(self) -> None:
        if await self.send(Unseal(self.seat.command_id())):
            self._fresh = True
            self.redraw()

    @work(exclusive=True)
    async def action_go_on(self) -> None:
        """N: no change while planning, the next turn in review."""
        status = self.seat.client.status()
        if status.phase == "plan":
            if not self._planning():
                return
            draft = self.seat.draft()
            if draft.orders:
                question = Confirm(
                    "Seal without orders?", "The orders you have drafted are not given; standing orders go on.",
                    "Seal no change",
                )  # fmt: skip
                if not await self.app.push_screen_wait(question):
                    return
            sheet = replace(draft.sheet(), orders=())
            if await self.send(Seal(self.seat.command_id(), sheet)):
                self._fresh = True
                self.redraw()
                self.table.sealed(self.seat.seat)
        elif status.phase in ("review", "opening"):
            if await self.send(Next(self.seat.command_id())):
                self._fresh = True
                self.redraw()
                self.table.turned()
        else:
            self.tell("There is no next move: the exercise is over." if status.phase == "closed" else "Wait.", "quiet")

    @work(exclusive=True)
    async def action_write(self) -> None:
        """A message: to whom, then what."""
        rules, draft = self.seat.rules, self.seat.draft()
        others = [row(seat.title, key=id_) for id_, seat in rules.seats.items() if id_ != self.seat.seat]
        rows = [*others, Row(), row("Everyone", key=PUBLIC), row("The white cell alone", key=WHITE_CELL)]
        to = await self.app.push_screen_wait(Choose("Message to", rows, draft.to[0] if draft.to else ""))
        if to is None:
            return
        draft.to = (to,)

        def typed(text: str) -> None:
            draft.message = text
            self._save(draft)

        name = rules.seats[to].title if to in rules.seats else "everyone" if to == PUBLIC else "the white cell"
        question = Ask(f"Message to {name}", draft.message, most=LONGEST_MESSAGE, typed=typed, needed=True)
        text = await self.app.push_screen_wait(question)
        if text and await self.send(Say(self.seat.command_id(), () if to == WHITE_CELL else (to,), text.strip())):
            draft.message = ""
            self._save(draft)
            self.shown = "talks"
            self.redraw()

    def action_why(self) -> None:
        """The form of the order under the cursor shows why."""
        self.action_open()

    def action_open(self) -> None:
        self._open(self.query_one("#orders", RowList).cursor)

    def _open(self, key: str) -> None:
        name, _, rest = key.partition("/")
        if key == orders_panel.SEAL:
            if self.seat.draft().orders:
                self.action_seal()
            else:
                self.action_go_on()
        elif key == orders_panel.UNSEAL:
            self.action_unseal()
        elif key == orders_panel.NEXT:
            self.action_go_on()
        elif key == orders_panel.ADD:
            self.action_add()
        elif key == orders_panel.INTENT:
            self.action_intent()
        elif name == "order" and self._planning():
            self._edit(int(rest))
        elif name == "standing":
            self.tell("X ends this standing order when you seal, and X again keeps it.", "quiet")

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        event.stop()
        if event.rows.id == "orders":
            self._open(event.key)
        elif event.key == "write":
            self.action_write()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        event.stop()
        if event.rows.id == "orders":
            self._map()

    def on_theatre_map_picked(self, event: TheatreMap.Picked) -> None:
        """Say what it is, below."""
        event.stop()
        text = next((mark.text for mark in event.map.marks if mark.id == event.mark_id), "")
        self.tell(text or ", ".join(named(event.mark_id)), "bold")

    def action_page(self, name: str) -> None:
        """Turn the page bottom left, and go there to read."""
        page = self.query_one("#page", RowList)
        self.shown = name
        page.top = 0
        self._page()
        page.focus()
