"""Entries of negotiation: offers, answers, deals and what became of them, leaks, promises, corridor talks."""

from __future__ import annotations

from typing import Literal

from seawar.core.deals import Proposal
from seawar.replay.entry import Entry


class Proposed(Entry, frozen=True, tag="proposed"):
    """An offer is on the table, for its parties."""

    turn: int
    phase: str
    command: str
    proposal: Proposal


Reply = Literal["accept", "reject", "withdraw"]


class Replied(Entry, frozen=True, tag="replied"):
    """A party's answer to a proposal, for all its parties; the yes that concludes it is `Concluded` instead."""

    turn: int
    phase: str
    command: str
    proposal: str
    by: str
    """Seat or voice."""
    reply: Reply
    note: str = ""
    """A reason or a remark, one line; it binds nobody."""


class Concluded(Entry, frozen=True, tag="concluded"):
    """The last yes: the deal is carried out before the orders of the next settling."""

    turn: int
    phase: str
    command: str
    proposal: Proposal
    by: str
    """Who accepted last."""
    note: str = ""


class Executed(Entry, frozen=True, tag="executed"):
    """What carrying out a deal came to: for its parties, or for all when it is public and holds."""

    turn: int
    proposal: Proposal
    void: str = ""
    """Why nothing of it holds, with ids in braces; empty when it was carried out."""


class Disclosed(Entry, frozen=True, tag="disclosed"):
    """A proposal or a deal is shown to those in `vis`, who were no party to it."""

    turn: int
    phase: str
    proposal: Proposal
    status: str
    """Where it stands, as in `seawar.replay.dealings`."""
    by: str = ""
    """Who shows it, where they say so."""


class Leaked(Entry, frozen=True, tag="leaked"):
    """Who showed a proposal to whom: for that seat and the umpire. It follows its `disclosed` entry."""

    turn: int
    phase: str
    command: str
    proposal: str
    by: str
    to: tuple[str, ...]
    named: bool = False
    """Whether they said who they are."""


class Kept(Entry, frozen=True, tag="kept"):
    """The umpire marks a promise: one entry for its parties, and one for each seat that it was shown to."""

    turn: int
    command: str
    """Empty in all but the last of them."""
    proposal: str
    clause: int
    """Its place in the proposal, from 0."""
    mark: Literal["kept", "broken"]
    reason: str
    author: str = ""
    """Which umpire; empty where no name is known."""


class Talked(Entry, frozen=True, tag="talked"):
    """A talk in the corridor, as the umpire noted it; for the umpire."""

    turn: int
    phase: str
    command: str
    seats: tuple[str, ...]
    gist: str
    author: str = ""
    """Which umpire; empty where no name is known."""
