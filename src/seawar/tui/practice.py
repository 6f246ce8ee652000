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
from seawar.tui.help import HelpScreen
from seawar.tui.lines import row
from seawar.tui.map.widget import TheatreMap
from seawar.tui.screen import GameScreen
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
    order: str = ""
    """The order type in whose form it is done; empty for the screen of the seat."""


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
    def home(self) -> type[GameScreen]:
        """The screen that is learned."""
        return SeatScreen

    @property
    def screen(self) -> Screen[object]:
        return self.app.screen

    def look(self) -> None:
        """Go on when the step is done, and keep the word in sight."""
        while self.at < len(self.steps) - 1 and self.steps[self.at].done(self):
            self.at += 1
        self._say()

    def _say(self) -> None:
        screen = self.screen
        if not isinstance(screen, (self.home, ModalScreen)):
            return
        for below in self.app.screen_stack[:-1]:
            below.query(CoachBar).remove()
        bars = screen.query(CoachBar)
        if not bars:
            screen.mount(CoachBar(id="coach"))
            return
        step = self.steps[self.at]
        text = f"Practice {self.at + 1} of {len(self.steps)}.  {self.stray(step) or step.text}"
        rows = [row((text, "bright"), bright=True)]
        if list(bars.first().rows) != rows:
            bars.first().show(rows)

    def stray(self, step: Step) -> str:
        """How to come back to where the step is done; empty while one is there."""
        screen, types = self.screen, self.orders()
        if isinstance(screen, HelpScreen) or (isinstance(screen, OrderForm) and not step.order):
            return "Esc goes back to your screen."
        if not step.order:
            return ""
        title = self.seat.rules.order_types[step.order].title
        back = "Esc, then " if isinstance(screen, OrderForm) else ""
        if isinstance(screen, OrderForm) and screen.order.type == step.order:
            return ""
        if step.order in types and isinstance(screen, SeatScreen | OrderForm):
            return f"{back}Enter on order {types.index(step.order) + 1}, {title}, opens its form again."
        if isinstance(screen, SeatScreen | OrderForm):
            return f"{back}O adds an order: choose {title}, and press Enter."
        return ""

    def stop(self) -> None:
        self.timer.stop()

    # What has been done.

    def orders(self) -> list[str]:
        return [order.type for order in self.seat.draft().orders]

    def drafted(self, type_: str, *, ceiling: int = 0, **targets: str) -> bool:
        """Whether such an order is drafted, so aimed and so limited; or the time to draft it is over."""
        for order in self.seat.draft().orders:
            if order.type == type_ and targets.items() <= order.targets.items() and ceiling in (0, order.ceiling):
                return True
        return self.over()

    def over(self) -> bool:
        """Whether the first move is past planning."""
        return self.turn() > 1 or self.phase() != "plan"

    def at_seat(self) -> bool:
        return isinstance(self.screen, SeatScreen)

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


ALERT, CALL = "air.alert", "diplomatic.hotline"
STEPS = (
    Step("You are Korea on 23 July 2019. Top left is what you know, top right what you do. Press 5 for your brief.",
         lambda coach: coach.shown() == "brief"),
    Step("Down and PgDn read on. Then press Tab until the heading Your orders is coloured.",
         lambda coach: coach.focus() == "orders" or coach.over()),
    Step("O adds an order. Choose Hold fighters on alert for a zone, and press Enter.",
         lambda coach: coach.drafted(ALERT)),
    Step("A form: Enter on Where opens a list; choose Dokdo/Takeshima. M would pick it on the map.",
         lambda coach: coach.drafted(ALERT, area="dokdo"), ALERT),
    Step("Go down to Ceiling, and press Right until flares stands in brackets: that far may your pilots go.",
         lambda coach: coach.drafted(ALERT, area="dokdo", ceiling=3), ALERT),
    Step("What you chose is kept as you choose it. Esc goes back to your screen.",
         lambda coach: coach.at_seat() or coach.over(), ALERT),
    Step("Now an order that has odds: press O, and choose Call the other side's duty officer.",
         lambda coach: coach.drafted(CALL)),
    Step("Enter on Whom: choose Japan. Below stands how likely each outcome is, and why.",
         lambda coach: coach.drafted(CALL, seat="japan"), CALL),
    Step("Left and Right on Whom change the odds below: who knows you better answers better. Esc goes back.",
         lambda coach: coach.at_seat() or coach.over(), CALL),
    Step("I says in a line what you want. Type something, and press Enter.",
         lambda coach: (bool(coach.seat.draft().intent) and coach.at_seat()) or coach.over()),
    Step("The blue line is always the next thing to do. S seals: nobody sees your orders before all have sealed.",
         lambda coach: coach.over()),
    Step("Top right is what came of your orders: the odds you saw, and what was drawn. Left is the news. N goes on.",
         lambda coach: coach.turn() > 1),
    Step("Shift+Tab to the map: arrows pan, + and - zoom, 0 shows all, and . steps from mark to mark. Try it.",
         _map_used),
    Step("X on a standing order ends it, M writes a message, F1 lists every key. Play on, or leave with Ctrl+Q.",
         lambda coach: False),
)  # fmt: skip
