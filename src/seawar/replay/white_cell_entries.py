"""What the white cell is asked and tells, besides rulings: answers, notes, pages on the world, injects of its own.

A private word of the umpire is an entry of its own, so that no audience is ever cut out of another's entry.
"""

from __future__ import annotations

from seawar.core.improvised import Improvised
from seawar.replay.entry import Entry


class Asked(Entry, frozen=True, tag="asked"):
    """A seat's question to the white cell, for that seat."""

    turn: int
    id: str
    """`japan-1`, `japan-2` and so on: a seat's numbers tell nothing of what others ask."""
    seat: str
    text: str
    command: str
    """Id of the command: the same one again changes nothing."""


class RfiAnswered(Entry, frozen=True, tag="rfi-answered"):
    """What the white cell says to a question, for the seat that asked."""

    turn: int
    question: str
    """Its id."""
    seat: str
    """Who asked."""
    text: str
    """The answer, or why there is none."""
    aside: bool = False
    """It was set aside: no answer will come."""
    author: str = ""
    """Which umpire; empty where no name is known."""


class RfiSourced(Entry, frozen=True, tag="rfi-sourced"):
    """Where an answer comes from, for the umpire alone; the answer follows."""

    turn: int
    question: str
    seat: str
    text: str
    author: str = ""
    """Which umpire; empty where no name is known."""


class Noted(Entry, frozen=True, tag="noted"):
    """An observer's note, for the umpire alone."""

    turn: int
    phase: str
    """The table's, as `plan`."""
    author: str
    """`umpire` or `observer`."""
    text: str
    tags: tuple[str, ...] = ()
    """Learning questions of the scenario."""
    about: str = ""
    """`entry/212`, `seat/japan`, `inject/04` or `result/KEY`; empty for nothing in particular."""
    command: str = ""
    """Id of the command: the same one again changes nothing."""
    person: str = ""
    """Whose note it is by name; empty where none is known."""


class Situated(Entry, frozen=True, tag="situated"):
    """The state of the world as one seat is told it, for that seat."""

    turn: int
    seat: str
    text: str
    """Lines; a heading is a line that the next lines are set in under."""
    command: str = ""
    """Id of the command: the same one again changes nothing."""
    author: str = ""
    """Which umpire; empty where no name is known."""


class Injected(Entry, frozen=True, tag="injected"):
    """The umpire brings in an inject of its own; what it does follows."""

    turn: int
    inject: Improvised
    author: str
