"""Practice for whoever runs an exercise: the white cell's keys, on a table of bots whose every result waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from seawar.core.state import UMPIRE
from seawar.replay.course_entries import Moded, RolledBack
from seawar.replay.entries import Ruled
from seawar.tui.help import HelpScreen
from seawar.tui.practice import Coach, Step
from seawar.tui.screen import GameScreen
from seawar.tui.umpire import UmpireScreen

SEAT = UMPIRE


class ConsoleCoach(Coach):
    """Walks one person through a move of the white cell."""

    @property
    def steps(self) -> tuple[Step, ...]:
        return STEPS

    @property
    def home(self) -> type[GameScreen]:
        return UmpireScreen

    def stray(self, step: Step) -> str:
        del step
        return "Esc goes back to your screen." if isinstance(self.screen, HelpScreen) else ""

    @property
    def console(self) -> UmpireScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, UmpireScreen))

    def waiting(self) -> int:
        return len(self.seat.client.pending().waiting)

    def done(self, kind: type) -> int:
        return sum(isinstance(entry, kind) for entry in self.seat.client.entries(0))


def _on(holds: Callable[[ConsoleCoach], bool]) -> Callable[[Coach], bool]:
    return lambda coach: holds(cast("ConsoleCoach", coach))


STEPS = (
    Step("You are the white cell; bots play all seats. The blue line is the next thing to do: N opens move 1.",
         _on(lambda coach: coach.phase() == "plan" or coach.done(Ruled) > 0)),
    Step("Top right is the run sheet: what runs, what comes, minutes over or in hand. Press 1 for the injects.",
         _on(lambda coach: coach.focus() == "page" and coach.console.shown == "injects")),
    Step("Down to one that is planned; Enter reads it, Esc goes back. H holds it: say why, and press Enter.",
         _on(lambda coach: bool(coach.console.truth.state.held))),
    Step("V shows what one seat sees, on the map and bottom right. Press V.",
         _on(lambda coach: bool(coach.console.eyes))),
    Step("Press V until the map says The truth again.", _on(lambda coach: not coach.console.eyes)),
    Step("All seats have sealed. N settles: nothing is told to anyone yet.",
         _on(lambda coach: coach.phase() in ("adjudicate", "review"))),
    Step("Top left: results, each with why it waits, odds and draw. A accepts the one under the cursor as computed.",
         _on(lambda coach: coach.done(Ruled) > 0)),
    Step("J would set another outcome, with a reason. E accepts all the others.",
         _on(lambda coach: not coach.waiting() and coach.done(Ruled) > 0)),
    Step("Now N is bright again: it releases, and only then do the seats read what came of it.",
         _on(lambda coach: coach.phase() == "review" or (coach.turn() > 1 and coach.done(RolledBack) > 0))),
    Step("Something went wrong? F8 goes back to the start of a move: choose it, type its name, say why.",
         _on(lambda coach: coach.done(RolledBack) > 0)),
    Step("K changes the course: merge, split, skip, leap. F7: how results are decided. Change that now, with a reason.",
         _on(lambda coach: coach.done(Moded) > 1)),
    Step("P pauses the clock, M writes to seats, F1 lists every key. Go on with N, or leave with Ctrl+Q.",
         _on(lambda coach: False)),
)  # fmt: skip
