"""A practice table: one seat, real rules, dice that are the same for everybody, and a coach who waits.

The coach looks at what has been done, never at keys: whoever finds another way has learned it too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.app import App
from textual.screen import ModalScreen, Screen

from seawar.tui.form import OrderForm
from seawar.tui.frame import Bar
from seawar.tui.lines import row
from seawar.tui.map.widget import TheatreMap
from seawar.tui.seat import SeatScreen
from seawar.tui.session import Seat

SCENARIO, SEAT = "dokdo-2019", "rok"
EVERY = 0.2
"""Seconds between two looks."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do, and how one sees that it is done."""

    text: str
    done: Callable[[Coach], bool]


class CoachBar(Bar):
    """The coach's word, at the bottom of whatever screen is up."""

    DEFAULT_CSS = """
    CoachBar { dock: bottom; height: 3; padding: 0 1; background: $sw-you; color: $sw-ground; }
    """


class Coach:
    """Walks one person through a first move."""

    def __init__(self, app: App[None], seat: Seat) -> None:
        self.app = app
        self.seat = seat
        self.at = 0
        self.timer = app.set_interval(EVERY, self.look)

    @property
    def steps(self) -> tuple[Step, ...]:
        return STEPS

    @property
    def screen(self) -> Screen[object]:
        return self.app.screen

    def look(self) -> None:
        """Go on when the step is done, and keep the word in sight."""
        while self.at < len(STEPS) - 1 and STEPS[self.at].done(self):
            self.at += 1
        self._say()

    def _say(self) -> None:
        screen = self.screen
        if not isinstance(screen, SeatScreen | ModalScreen):
            return
        bars = screen.query(CoachBar)
        if not bars:
            screen.mount(CoachBar(id="coach"))
            return
        text = f"Practice {self.at + 1} of {len(STEPS)}.  {STEPS[self.at].text}"
        rows = [row((text, "bright"), bright=True)]
        if list(bars.first().rows) != rows:
            bars.first().show(rows)

    def stop(self) -> None:
        self.timer.stop()

    # What has been done.

    def orders(self) -> list[str]:
        return [order.type for order in self.seat.draft().orders]

    def alert_is(self, *, area: str = "", ceiling: int = 0) -> bool:
        """Whether an alert is drafted, so placed and so limited."""
        for order in self.seat.draft().orders:
            if order.type == "air.alert" and area in ("", order.targets.get("area")) and ceiling in (0, order.ceiling):
                return True
        return self.turn() > 1 or self.seat.known.sealed is not None

    def shown(self) -> str:
        found = [screen.shown for screen in self.app.screen_stack if isinstance(screen, SeatScreen)]
        return found[0] if found else ""

    def focus(self) -> str:
        return (self.screen.focused.id or "") if self.screen.focused else ""

    def turn(self) -> int:
        return self.seat.client.status().turn

    def phase(self) -> str:
        return self.seat.client.status().phase


def _map_used(coach: Coach) -> bool:
    maps = coach.screen.query(TheatreMap)
    return bool(maps) and bool(maps.first().highlighted)


STEPS = (
    Step("You are Korea on 23 July 2019. Top left is what you know, top right what you do. Press 5 for your brief.",
         lambda coach: coach.shown() == "brief"),
    Step("Down and PgDn read on. Then press Tab until the heading Your orders is coloured.",
         lambda coach: coach.focus() == "orders"),
    Step("O adds an order. Choose Hold fighters on alert for a zone, and press Enter.",
         lambda coach: coach.alert_is()),
    Step("A form: Enter on Where opens a list; choose Dokdo/Takeshima. M would pick it on the map.",
         lambda coach: coach.alert_is(area="dokdo")),
    Step("Go down to Ceiling, and press Right until flares stands in brackets: that far may your pilots go.",
         lambda coach: coach.alert_is(ceiling=3)),
    Step("Below stand cost and odds; they change as you choose. Esc goes back; the draft is kept.",
         lambda coach: not isinstance(coach.screen, OrderForm)),
    Step("I says in a line what you want. Type something, and press Enter.",
         lambda coach: (bool(coach.seat.draft().intent) and isinstance(coach.screen, SeatScreen)) or coach.turn() > 1),
    Step("The blue line is always the next thing to do. S seals: nobody sees your orders before all have sealed.",
         lambda coach: coach.phase() == "review" or coach.turn() > 1),
    Step("Top right is what came of your orders, with odds and draws; left what came in. N goes on.",
         lambda coach: coach.turn() > 1),
    Step("Tab to the map: arrows pan, + and - zoom, 0 shows all, and . steps from mark to mark. Try it.",
         _map_used),
    Step("X on a standing order ends it, M writes a message, F1 lists every key. Play on, or leave with Ctrl+Q.",
         lambda coach: False),
)  # fmt: skip
