"""Entries of who is at the table: persons who sit down, lead, leave, look on, and seats that are away.

A seat is an institution, a person is whoever speaks for it now. All of these are public: who is in the room,
and through whose eyes a visitor looks, is known to everyone in it.
"""

from __future__ import annotations

from typing import Literal

from seawar.replay.entry import Entry

OBSERVER = "observer"
"""Where those sit who look on: no seat, and no part of the game."""
ALL = "all"
"""The eyes of an observer who may see everything."""
Role = Literal["captain", "member", "umpire", "observer"]


class Sat(Entry, frozen=True, tag="sat"):
    """A person sits down."""

    person: str
    """Display name, unique at this table."""
    seat: str
    """A seat, `umpire` or `observer`."""
    role: Role
    """What the person may do there: the captain seals, members draft, write and ask."""


class Left(Entry, frozen=True, tag="left"):
    """A person gets up. The name may sit down again."""

    person: str
    seat: str


class Captained(Entry, frozen=True, tag="captained"):
    """A member of a seat's team is its captain from now on."""

    person: str
    seat: str


class Granted(Entry, frozen=True, tag="granted"):
    """What an observer may see from now on, of what was and of what comes."""

    observer: str
    eyes: str
    """A seat, `all`, or empty for what is public."""
    author: str
    """Which umpire."""


class Away(Entry, frozen=True, tag="away"):
    """Nobody speaks for a seat for now, so nothing waits for it; or it is back."""

    seat: str
    away: bool
    author: str = ""
    """Who said so; empty when the seat came back by doing something."""
