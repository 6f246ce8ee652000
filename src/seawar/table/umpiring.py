"""What an umpire does to the course of a table: modes of adjudication, the run sheet, what is to be played."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from seawar.adjudicate.review import MODES
from seawar.adjudicate.turn import reschedule
from seawar.core import schedule
from seawar.core.session import Slot
from seawar.core.state import PUBLIC, UMPIRE
from seawar.errors import OrderRefused
from seawar.replay.course_entries import Moded, Rescheduled, Staged
from seawar.table.limits import LONGEST_REASON

if TYPE_CHECKING:
    from seawar.table.table import Table


def set_mode(table: Table, mode: str, type_: str = "", reason: str = "", author: str = UMPIRE) -> None:
    """Decide results in another way from now on; what is settled and not released is looked at anew."""
    _open(table)
    if mode not in MODES:
        raise OrderRefused("mode", f"no mode of adjudication {mode!r}; one of {', '.join(MODES)}")
    if type_ and type_ not in table.rules.order_types:
        raise OrderRefused("mode", f"no order type {type_!r} in this rulebook")
    who = "" if author == UMPIRE else author
    table.record.commit([Moded(table.now(), (PUBLIC,), mode, type_, reason, who)], UMPIRE)
    table.modes[type_] = mode
    if table.phase == "adjudicate":
        table.settle()


def set_stage(table: Table, stage: str) -> None:
    """Go on to an item of the run sheet."""
    table.record.commit([Staged(table.now(), (PUBLIC,), table.state.turn, stage)], UMPIRE)
    table.stage = stage


def set_schedule(table: Table, ahead: Sequence[Slot], what: str, reason: str, author: str = UMPIRE) -> None:
    """Change what is still to be played; raises OrderRefused, and then nothing has changed."""
    _open(table)
    if table.state.ended:
        raise OrderRefused("ended", "the game has ended; nothing lies ahead")
    if not 0 < len(reason.strip()) <= LONGEST_REASON or not 0 < len(what.strip()) <= LONGEST_REASON:
        raise OrderRefused("reason", f"to change the plan needs a reason of 1 to {LONGEST_REASON} characters")
    slots = tuple(ahead)
    schedule.refuse(table.rules, table.state, slots)
    entry = Rescheduled(table.now(), (), table.state.turn, slots, what.strip(), reason.strip(), author)
    done = reschedule(table.rules, table.state, slots)
    table.state = table.record.settled(table.state, done, "directed", [entry])
    if table.phase == "adjudicate":
        table.settle()


def _open(table: Table) -> None:
    if table.phase == "closed":
        raise OrderRefused("phase", "the table is closed; its journal can be replayed")
