"""Going back to the start of a turn: on record, with a reason, and with new dice from there.

Every view is brought back by entries of its own audience, as it is brought forward, so that what a seat
knows stays the fold of what it was told. What came since stays in the journal as an abandoned branch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from seawar.core.state import PUBLIC, UMPIRE, state_hash
from seawar.errors import OrderRefused
from seawar.replay.branches import openings, state_at
from seawar.replay.course_entries import Restored, RolledBack
from seawar.replay.entries import AnyEntry, Hashed
from seawar.table.windows import Windows

if TYPE_CHECKING:
    from seawar.table.table import Table

BACK = -1
"""The step of what is learned by going back: it happened in none."""


def roll_back(table: Table, turn: int, reason: str, author: str = UMPIRE) -> None:
    """Stand at the start of `turn` again; raises OrderRefused, and then nothing has changed."""
    if table.phase not in ("plan", "adjudicate", "review"):
        raise OrderRefused("phase", "there is no move to go back to: none has been opened, or the table is closed")
    if not reason.strip():
        raise OrderRefused("reason", "to go back needs a reason; give one line, which everyone will read")
    log = list(enumerate(table.record.log))
    opened = openings(log)
    if turn not in opened or not table.rules.plan.place(turn):
        known = ", ".join(table.rules.name(t) for t in opened if table.rules.plan.place(t))
        raise OrderRefused("turn", f"no move {turn} to go back to; {known}")
    state = replace(state_at(log, opened[turn]), epoch=table.state.epoch + 1).copy()
    finish(table, Restored(table.now(), (), turn, opened[turn], state, reason.strip(), author), new=True)


def finish(table: Table, restored: Restored, *, new: bool) -> None:
    """Write what follows from `restored`, which is on record already unless it is `new`."""
    at, state = table.now(), restored.state.copy()
    views = table.learning.views
    try:
        entries: list[AnyEntry] = [restored] if new else []
        entries += table.learning.step(state, restored.turn, BACK, at)
        who = "" if restored.author == UMPIRE else restored.author
        entries.append(RolledBack(at, (PUBLIC,), restored.turn, restored.reason, who))
        entries.append(Hashed(at, (), restored.turn, "rolled-back", state_hash(state)))
        table.record.commit(entries, UMPIRE)
    except BaseException:
        table.learning.views = views  # nobody has lost or got back what is not on record
        raise
    table.state = state
    table.dealings.read_all(entries)
    table.sheets, table.rulings, table.resolution, table.windows = {}, {}, None, Windows()
    table.phase = "plan"
