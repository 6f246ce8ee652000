"""Which turns a table plays, and how long each takes in a room with a clock."""

from __future__ import annotations

import msgspec


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

    @property
    def minutes(self) -> int:
        return self.brief + self.team + self.adjudicate + self.brief_out


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

    def team_minutes(self, turn: int) -> int | None:
        """Minutes for the teams in a turn; None for one that is not played."""
        return next((move.team for move in self.moves if move.turn == turn), None)
