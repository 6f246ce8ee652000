"""Entries by which an umpire changes the course of a table: the plan, the run sheet, modes, going back, windows."""

from __future__ import annotations

from seawar.core.orders import Argument
from seawar.core.session import Slot
from seawar.core.state import State
from seawar.replay.entry import Entry


class Rescheduled(Entry, frozen=True, tag="rescheduled"):
    """The umpire changes what is still to be played; the effect follows."""

    turn: int
    ahead: tuple[Slot, ...]
    what: str
    """In words, as `Move 3 and Move 4 as one`."""
    reason: str
    author: str


class Staged(Entry, frozen=True, tag="staged"):
    """The run sheet goes on to its next item. Public."""

    turn: int
    stage: str
    """`brief`, `team`, `adjudicate`, `brief-out`, `leap` or `hot-wash`."""


class Moded(Entry, frozen=True, tag="moded"):
    """How results are decided from now on. Public."""

    mode: str
    """`rigid`, `semi-rigid` or `free`."""
    type: str = ""
    """For one order type; empty for the table."""
    reason: str = ""
    author: str = ""
    """Which umpire; empty where no name is known."""


class Restored(Entry, frozen=True, tag="restored"):
    """The truth as it stood when a turn had opened: the table goes back to it. What came since stays on record."""

    turn: int
    entry: int
    """The recorded state that it goes back to."""
    state: State
    """As it was then, but for the epoch, so that everything rolls anew."""
    reason: str
    author: str


class RolledBack(Entry, frozen=True, tag="rolled-back"):
    """Told to all: the table stands at the start of a turn again. What each audience lost or got back precedes it."""

    turn: int
    reason: str
    author: str = ""
    """Which umpire; empty where no name is known."""


class Windowed(Entry, frozen=True, tag="windowed"):
    """The umpire opens or closes a window for reasons against one argued order; told to those invited."""

    turn: int
    result: str
    """Its name without its targets: order type, seat, and from the second of a kind on a number."""
    open: bool
    to: tuple[str, ...]
    """Seats that are asked."""
    seat: str
    """Whose order it is."""
    type: str
    argument: Argument | None = None
    """What they read of the sheet when it opens: action, effect and reasons, and nothing else."""


class Countered(Entry, frozen=True, tag="countered"):
    """A seat's reason against an argued order, for itself and the umpire."""

    turn: int
    result: str
    """As in `Windowed`."""
    seat: str
    """Whose reason it is."""
    reason: str
    command: str
    """Id of the command: the same one again changes nothing."""
