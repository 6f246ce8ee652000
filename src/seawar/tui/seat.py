"""One seat's screen: the world, what it does, what came in, where things stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import BindingType

from seawar.core.orders import Order
from seawar.tui import orders_panel, pages, standing_panel, talk_rows
from seawar.tui.actions import PANELS, SEAT, bindings
from seawar.tui.asked import KEY as COUNTER
from seawar.tui.asking import AskingScreen, question_rows
from seawar.tui.chart import aim, legend, marks, named, paths
from seawar.tui.dialogs import Choose
from seawar.tui.drafts import Draft
from seawar.tui.frame import Bar
from seawar.tui.lines import Row, Span
from seawar.tui.map.widget import TheatreMap
from seawar.tui.rows import RowList
from seawar.tui.session import Seat
from seawar.tui.words import dated, on

PAGES = (("news", "News", "News"), ("talks", "Talks", "Talks"), ("due", "Calendar", "Due"),
         ("front", "Front page", "Front"), ("brief", "Brief", "Brief"))  # fmt: skip


class SeatScreen(AskingScreen):
    """What one seat knows and does."""

    BINDINGS: ClassVar[list[BindingType]] = bindings((*PANELS, *SEAT))
    ACTIONS = (*PANELS, *SEAT)
    ABOUT = (
        "Top left is the world as your seat knows it, top right what you do, bottom left what came in, bottom right "
        "where things stand. The bright line is the next thing to do."
    )

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self.shown = "news"
        self._aimed: Order | None = None
        """The order whose target the map shows."""

    # Drawing.

    def draw(self) -> None:
        known, status = self.seat.known, self.seat.client.status()
        draft = self.seat.draft()
        rows, foot = orders_panel.orders(known, draft, status, small=self.small)
        if status.phase == "closed":
            foot = orders_panel.afterwards(self.journal)
        panel = self.query_one("#orders", RowList)
        panel.keeps_cursor = True
        panel.show(rows, foot=foot)
        if self.fresh and (first := orders_panel.first_stop(rows, foot)):
            panel.select(first)
            self.fresh = False
        self._head(draft)
        self._map()
        self._page()
        self.heading("standing-heading", "standing", "Where things stand", [(self._since(), "quiet")])
        self.query_one("#standing", RowList).show(standing_panel.standing(known, status, small=self.small))
        self.show_page()

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
        words = "since" if self.small else "change since"
        return f"{words} {dated(known.rules, known.starts[0 if settled else 1])}"

    def _map(self) -> None:
        known, view = self.seat.known, self.seat.known.view
        self._aimed = order = self._order()
        targets = aim(order, view.contacts) if order else set()
        shown = marks(known.rules, known.seat, view.forces, view.contacts, view.now, targets)
        name = known.rules.seats[known.seat].short
        title = f"What {name} knows {on(known.rules.moment(view.now))}" if view.turn else f"What {name} knows"
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
        wanted = len(known.dealings.wanting(known.seat, self.seat.client.status().turn))
        self.query_one("#tabs", Bar).say(*self._tabs(fresh, wanted))
        status = self.seat.client.status()
        rows = {
            "news": lambda: pages.news(known, small=self.small),
            "talks": lambda: self._talks(first=not wanted),
            "due": lambda: pages.due(known, status),
            "front": lambda: pages.news(known, public=True, small=self.small),
            "brief": lambda: pages.brief(known, small=self.small),
        }[self.shown]()
        self.query_one("#page", RowList).show(rows, end=self.shown in ("news", "front"))

    def _talks(self, *, first: bool) -> list[Row]:
        """Questions to the white cell stand first, unless some seat's offer wants an answer."""
        status = self.seat.client.status()
        asked = question_rows(self.seat.known, status)
        talked = talk_rows.talks(self.seat.known, status.turn, small=self.small)
        return [*asked, *talked] if first else [*talked, Row(), *asked]

    def _tabs(self, fresh: Mapping[str, int], wanted: int) -> list[Span]:
        """The names of the pages, with how much on them is new, and how many proposals still want an answer."""
        spans: list[Span] = []
        here = "focus" if self.focused_panel() == "page" else "bold"
        for number, (id_, title, brief) in enumerate(PAGES, 1):
            new = fresh.get(id_, 0)
            what = "new"
            if id_ == "talks" and wanted and not new:
                new, what = wanted, "to answer"
            count = "" if not new else f" ({new})" if self.small else f" ({new} {what})"
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
            own = [("Up Down", "Read"), ("M", "Message"), ("P", "Propose"), ("Q", "Ask"), ("G", "World")]
        elif status.phase == "plan" and not self.seat.known.sealed:
            own = [("O", "New order"), ("Enter", "Open"), ("S", "Seal"), ("N", "No change")]
        elif status.phase == "adjudicate" and self.seat.known.asked.open(status.turn):
            own = [("C", "Give a reason against"), ("M", "Message")]
        elif status.phase == "plan":
            own = [("U", "Unseal"), ("M", "Message")]
        elif status.phase == "closed":
            own = [("Enter", "Open"), ("Ctrl+Q", "Leave")]
        else:
            own = [("N", "Next"), ("Enter", "Open")]
        return [*own, *self.frame_keys()]

    def action_handover(self) -> None:
        """For whoever sits down here now."""
        from seawar.tui.reading import HandOverScreen

        self.app.push_screen(HandOverScreen(self.seat))

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
                self.go_on_by_enter()
        elif key == orders_panel.UNSEAL:
            self.action_unseal()
        elif key == orders_panel.NEXT:
            self.action_go_on()
        elif key == orders_panel.ADD:
            self.action_add()
        elif key == orders_panel.INTENT:
            self.action_intent()
        elif name == COUNTER:
            self.action_counter(rest)
        elif name == "order" and self._planning():
            self._edit(int(rest))
        elif name == "standing":
            self.tell("X ends this standing order when you seal, and X again keeps it.", "quiet")

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        event.stop()
        if event.rows.id == "orders":
            self._open(event.key)
        elif event.rows.id == "standing":
            key = event.key.removeprefix("track/")
            known = self.seat.known
            title = standing_panel.track_title(known, key)
            self.app.push_screen(Choose(title, standing_panel.track_rows(known, key)))
        elif event.key == "ask":
            self.action_ask()
        else:
            self.open_talk(event.key)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        event.stop()
        if event.rows.id == "orders" and self._order() != self._aimed:
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
