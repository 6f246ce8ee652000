"""Going on in a batch that a stop cut short: all of it follows from what is on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seawar.adjudicate.turn import direct, improvise, reschedule
from seawar.replay.course_entries import Rescheduled, Restored
from seawar.replay.entries import AnyEntry, Directed, Opaque
from seawar.replay.white_cell_entries import Injected
from seawar.table import rolling_back

if TYPE_CHECKING:
    from seawar.table.table import Table


def finish(table: Table, last: AnyEntry | Opaque) -> None:
    """Do again what `last` began, or the step of the turn that the table stands in."""
    match last:
        case Directed():
            done = direct(table.rules, table.state, last.directive)
            table.state = table.record.settled(table.state, done, "directed")
        case Injected():
            done = improvise(table.rules, table.state, last.inject)
            table.state = table.record.settled(table.state, done, "directed")
        case Rescheduled():
            done = reschedule(table.rules, table.state, last.ahead)
            table.state = table.record.settled(table.state, done, "directed")
        case Restored():
            rolling_back.finish(table, last, new=False)
        case _ if table.phase == "plan":
            table.settle()
            table.release()
        case _:
            table.open_turn()
