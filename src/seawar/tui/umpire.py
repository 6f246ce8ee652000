"""The white cell's screen: the truth, every seat's eyes, injects, results and rulings, the clock."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.binding import BindingType
from textual.widget import Widget

from seawar.core.state import UMPIRE
from seawar.core.view import View, view_for
from seawar.net.wire import Next, SetClock
from seawar.replay.run_sheet import run_sheet
from seawar.tui import orders_panel, run_sheet_panel, talk_rows, umpire_pages, umpire_panels
from seawar.tui.actions import PANELS, bindings
from seawar.tui.actions import UMPIRE as ACTIONS
from seawar.tui.chart import legend, marks
from seawar.tui.dialogs import Choose, Confirm
from seawar.tui.frame import Bar
from seawar.tui.lines import Row, Span
from seawar.tui.map.widget import TheatreMap
from seawar.tui.rows import RowList
from seawar.tui.session import Seat
from seawar.tui.truth import Truth
from seawar.tui.white_cell import WhiteCellScreen
from seawar.tui.words import on

TWO_MINUTES = 120_000
PAGES = (("injects", "Injects", "MSEL"), ("talks", "Talks", "Talks"), ("notes", "Notes", "Notes"),
         ("learning", "Learning questions", "Learn"), ("record", "Record", "Log"))  # fmt: skip


class UmpireScreen(WhiteCellScreen):
    """The umpire seat."""

    DEFAULT_CSS = """
    UmpireScreen #results { height: 1fr; }
    UmpireScreen .hidden { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings((*PANELS, *ACTIONS))
    ACTIONS = (*PANELS, *ACTIONS)
    ABOUT = (
        "The white cell sees the truth. N goes on: it opens a move, settles it when all have sealed, and releases the "
        "results when each has been accepted or adjusted."
    )

    def __init__(self, seat: Seat, truth: Truth) -> None:
        super().__init__(seat, truth)
        self.shown = "injects"
        self.eyes = ""
        """Whose view is shown on the map and in the standings; empty for the truth."""
        self.on_results = False
        self._fresh = True
        self._minute = 0

    TIME_UP = "Time is up: N settles what is sealed, + gives two minutes more."

    def top_left(self) -> Sequence[Widget]:
        results = RowList(id="results", classes="hidden")
        results.keeps_cursor = True  # keys act on it from other panels
        return [TheatreMap(id="map", ascii=self.table.ascii), results]

    @property
    def on_injects(self) -> bool:
        return self.focused_panel() == "page" and self.shown == "injects"

    # Drawing.

    def draw(self) -> None:
        client = self.seat.client
        self.truth.read(client.entries(self.truth.count))
        status = client.status()
        foot = umpire_panels.next_rows(self.truth, status, self.here(), client.pending())
        if status.phase == "closed":
            foot = orders_panel.afterwards(self.journal)
        self._run_sheet(foot)
        if self._fresh:
            self.query_one("#orders", RowList).select(umpire_panels.first_stop(foot))
            self._fresh = False
        self._swap(results=status.phase == "adjudicate" if not self.on_results else True)
        self._map()
        self._page()
        whose = f"as {self.seat.rules.seats[self.eyes].short} sees it" if self.eyes else "truth"
        self.heading("standing-heading", "standing", "Where things stand", [(whose, "truth")])
        self.query_one("#standing", RowList).show(self._standing())

    def _run_sheet(self, foot: Sequence[Row] | None = None) -> None:
        """Top right; without `foot` what stands below stays."""
        now, listed = self.table.wall(), self.query_one("#orders", RowList)
        sheet = run_sheet(self.seat.rules, self.seat.client.entries(0), self.truth.state, now)
        kept = listed.rows[len(listed.rows) - listed.pinned :] if foot is None else foot
        listed.show(run_sheet_panel.rows(self.seat.rules, sheet, now, small=self.small), foot=kept)
        self.heading("orders-heading", "orders", "Run sheet", [run_sheet_panel.plan_words(sheet)])

    def tick(self) -> None:
        """The run sheet counts minutes."""
        super().tick()
        minute = self.table.wall() // 10_000
        if self.is_up and minute != self._minute:
            self._minute = minute
            self._run_sheet()

    def _standing(self) -> list[Row]:
        if self.eyes:
            from seawar.tui.standing_panel import standing

            return standing(self.truth.eyes[self.eyes], self.seat.client.status(), small=self.small)
        seats = umpire_panels.seats(self.truth, self.seat.client.status(), small=self.small)
        return [*seats, Row(), *umpire_panels.standing(self.truth, small=self.small)]

    def _swap(self, *, results: bool) -> None:
        """Results while there are some to rule on, the map otherwise."""
        listed = self.query_one("#results", RowList)
        listed.set_class(not results, "hidden")
        self.query_one(TheatreMap).set_class(results, "hidden")
        if results:
            listed.show(umpire_panels.results(self.truth, self.seat.client.pending(), small=self.small))

    def _map(self) -> None:
        rules, state = self.seat.rules, self.truth.state
        theatre = self.query_one(TheatreMap)
        if self.eyes:
            view = self.truth.eyes[self.eyes].view
            shown = marks(rules, self.eyes, view.forces, view.contacts, view.now, set())
            title = f"What {rules.seats[self.eyes].short} knows"
        else:
            shown = marks(rules, UMPIRE, state.forces, state.contacts, state.now, set())
            title = "The truth"
        at = f" {on(rules.moment(state.now))}" if state.turn else ""
        theatre.show(shown, (), f"{title}{at}", legend(rules, self.eyes))

    def _page(self) -> None:
        fresh = len(self.truth_talks()) - self.seat.read_talks
        if self.shown == "talks":
            self.seat.read_talks, fresh = len(self.truth_talks()), 0
        here = "focus" if self.focused_panel() == "page" else "bold"
        spans: list[Span] = []
        asked = umpire_pages.open_questions(self.truth)
        for number, (id_, title, brief) in enumerate(PAGES, 1):
            count = f" ({fresh} new)" if id_ == "talks" and fresh else ""
            if id_ == "talks" and asked:
                count = f" ({asked})" if self.small else f" ({asked} question{'s' * (asked > 1)})"
            name = brief if self.small else title
            spans.append((f"{number} {name}{count}", here if id_ == self.shown else "new" if count else "quiet"))
            spans.append((" " if self.small else "     ", "quiet"))
        self.query_one("#tabs", Bar).say(*spans)
        rows = {
            "injects": lambda: [*umpire_panels.injects(self.truth, small=self.small), *self.cell_rows("made")],
            "talks": lambda: [*self.cell_rows("questions"), *self._talks()],
            "notes": lambda: self.cell_rows("notes"),
            "learning": lambda: self.cell_rows("learning"),
            "record": lambda: umpire_panels.record(self.truth),
        }[self.shown]()
        self.query_one("#page", RowList).show(rows, end=self.shown == "record")

    def _talks(self) -> list[Row]:
        return talk_rows.talks(self.seat.known, self.truth.state.turn, small=self.small)

    def deal_view(self) -> View:
        return view_for(self.seat.rules, self.truth.state, UMPIRE)

    def truth_talks(self) -> Sequence[object]:
        return self.seat.known.talks

    def keys(self) -> list[tuple[str, str]]:
        phase, panel = self.seat.client.status().phase, self.focused_panel()
        if self.on_injects:
            own = [("F", "Fire"), ("H", "Hold"), ("T", "Edit"), ("X", "Skip"), ("I", "New"), ("O", "Note")]
        elif panel == "page" and self.shown == "talks":
            own = [("Enter", "Open"), ("M", "Message"), ("L", "To all"), ("B", "As a voice"), ("C", "Corridor talk")]
            if phase == "adjudicate":
                own = [*own[:2], *self._ruling_keys(), *own[2:]]
        elif panel == "page":
            own = [("O", "Note"), ("Enter", "Open"), ("M", "Message"), ("L", "To all")]
            if phase == "adjudicate":
                own = [*own[:2], *self._ruling_keys(), *own[2:]]
        elif phase == "adjudicate":
            own = [*self._ruling_keys(), ("N", "Release")]
        else:
            own = [("N", "Next"), ("P", "Pause"), ("+", "2 min more"), ("O", "Note"), ("K", "Course"), ("V", "Eyes")]
        return [*own, *self.frame_keys()]

    def _ruling_keys(self) -> list[tuple[str, str]]:
        """What acts on the list of results, from every panel but the injects."""
        own = [("A", "Accept"), ("J", "Adjust"), ("X", "Reject"), ("E", "Accept rest")]
        if self.seat.rules.argues:
            own = [("R", "Mark reasons"), ("G", "Ask against"), *own[1:]]
        return own

    # Going on.

    @work(exclusive=True)
    async def action_go_on(self) -> None:
        status = self.seat.client.status()
        early = False
        if status.phase == "plan" and status.waiting_for and status.stage != "brief":
            waiting = ", ".join(self.seat.rules.seats[seat].title for seat in status.waiting_for)
            question = Confirm("Settle without them?", f"{waiting}: no orders sealed. Drafts are kept.", "Settle now")
            if not await self.app.push_screen_wait(question):
                return
            early = True
        if status.phase == "adjudicate" and self.seat.client.pending().waiting:
            self.to_waiting()
            self.tell(self.waiting_words(), "new")
            return
        if await self.send(Next(self.seat.command_id(), early)):
            self._fresh = True
            after = self.seat.client.status().phase
            panel = "results" if after == "adjudicate" else "orders"
            self.query_one(f"#{panel}", RowList).focus()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        event.stop()
        name, _, rest = event.key.partition("/")
        if event.key == umpire_panels.NEXT:
            self.action_go_on()
        elif event.key == umpire_panels.HAND_OVER:
            self.table.action_curtain()
        elif name == "seat":
            self._seat(rest)
        elif event.key.startswith(run_sheet_panel.DROP):
            self.leave_out(rest)
        elif name == "result":
            self.action_adjust()
        elif name == "inject":
            self._read(rest)
        elif name in umpire_pages.KEYS:
            self.open_cell(event.key)
        else:
            self.open_talk(event.key)

    @work(exclusive=True)
    async def _seat(self, id_: str) -> None:
        """What a seat has sealed, and its eyes."""
        title = self.seat.rules.seats[id_].title
        picked = await self.app.push_screen_wait(Choose(title, umpire_panels.sealed_words(self.truth, id_)))
        if picked == "eyes":
            self.eyes = id_
            self.redraw()

    @work(exclusive=True)
    async def _read(self, id_: str) -> None:
        """All of an inject."""
        inject = next(inject for inject in self.seat.rules.msel if inject.id == id_)
        rows = umpire_panels.inject_words(self.truth, inject)
        await self.app.push_screen_wait(Choose(f"Inject {inject.id}: {inject.title}", rows))

    # Clock, eyes, messages.

    @work(exclusive=True)
    async def action_pause(self) -> None:
        status = self.seat.client.status()
        if status.clock_left is None:
            await self.send(SetClock(self.seat.command_id(), 5 * TWO_MINUTES, True, "the white cell started a clock"))
        elif status.clock_ends:
            left = max(0, status.clock_ends - time.time_ns() // 1_000_000)
            await self.send(SetClock(self.seat.command_id(), left, False, "paused"))
        else:
            await self.send(SetClock(self.seat.command_id(), status.clock_left, True, "running again"))

    @work(exclusive=True)
    async def action_extend(self) -> None:
        status = self.seat.client.status()
        if status.clock_left is None:
            self.tell("No clock runs; P starts one.", "quiet")
            return
        left = status.clock_ends - time.time_ns() // 1_000_000 if status.clock_ends else status.clock_left
        running = bool(status.clock_ends)
        await self.send(SetClock(self.seat.command_id(), max(0, left) + TWO_MINUTES, running, "two minutes more"))

    def action_eyes(self) -> None:
        """The next seat's view; after the last, the truth again."""
        seats = ["", *self.seat.rules.seats]
        self.eyes = seats[(seats.index(self.eyes) + 1) % len(seats)]
        self.redraw()

    def action_swap(self) -> None:
        self.on_results = not self.on_results
        self.redraw()

    def action_page(self, name: str) -> None:
        """Turn the page bottom left, and go there."""
        self.shown = name
        self._page()
        self.query_one("#page", RowList).focus()
        self.draw_keys()  # the focus may have been there before
