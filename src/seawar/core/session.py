"""Which turns a table plays, and how long each takes in a room with a clock."""

from __future__ import annotations

import msgspec

STAGES = ("brief", "team", "adjudicate", "brief-out")
"""What the run sheet walks through in each move."""


class Plan(msgspec.Struct, frozen=True):
    """The turns that are played, in order. Those read in are played by history's orders."""

    turns: tuple[int, ...]
    read_in: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many moves people play."""
        return len(self.turns) - len(self.read_in)

    @property
    def last(self) -> int:
        return self.turns[-1]

    def after(self, turn: int) -> int:
        """The turn that is played after `turn` (0: the first); raises IndexError after the last."""
        return self.turns[self.turns.index(turn) + 1] if turn else self.turns[0]

    def place(self, turn: int) -> int:
        """Which move a turn is, as people count them; 0 while history is read in."""
        return max(0, self.turns.index(turn) + 1 - len(self.read_in)) if turn in self.turns else 0


class Slot(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stretch of time that is played as one turn."""

    turn: int
    """Turn of the scenario that it is, or is a part of; it gives the number."""
    segment: int
    now: int
    until: int
    """First and last instant."""
    leap: bool = False
    """Nobody plans: standing orders run, and it is settled at once."""


class Move(msgspec.Struct, frozen=True):
    """One move of the cut, with its minutes of session time."""

    turn: int
    """Which turn of the whole scenario it plays."""
    brief: int
    team: int
    adjudicate: int
    brief_out: int
    drop: tuple[str, ...] = ()
    """Injects to leave out when the session is late."""
    saves: int = 3
    """Minutes that leaving out one of them saves."""

    @property
    def minutes(self) -> int:
        return self.brief + self.team + self.adjudicate + self.brief_out

    @property
    def stages(self) -> tuple[tuple[str, int], ...]:
        """Items of the run sheet, with their minutes, in order."""
        parts = (self.brief, self.team, self.adjudicate, self.brief_out)
        return tuple(zip(STAGES, parts, strict=True))


class Session(msgspec.Struct, frozen=True):
    """The cut that fits one session: turns read in, turns played, and how long each takes."""

    title: str
    read_in: tuple[int, ...]
    """Turns that history's own orders play before the first move."""
    read_in_minutes: int
    moves: tuple[Move, ...]
    hot_wash: int
    """Minutes for the first look back."""

    @property
    def minutes(self) -> int:
        return self.read_in_minutes + sum(move.minutes for move in self.moves) + self.hot_wash

    @property
    def plan(self) -> Plan:
        return Plan((*self.read_in, *(move.turn for move in self.moves)), self.read_in)

    def move(self, turn: int) -> Move | None:
        """The move that plays a turn; None for one that the cut leaves out."""
        return next((move for move in self.moves if move.turn == turn), None)

    def team_minutes(self, turn: int) -> int | None:
        """Minutes for the teams in a turn; None for one that is not played."""
        return next((move.team for move in self.moves if move.turn == turn), None)
