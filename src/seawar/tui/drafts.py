"""What a seat is typing, kept in a side file from the first letter: never in the journal.

One file a seat, readable by its owner alone, replaced whole at each change: a terminal that is killed
leaves the last or the last but one, never half of one.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Container
from pathlib import Path

import msgspec
from msgspec.structs import replace

from seawar.core.deals import Proposal
from seawar.core.orders import Order, Sheet
from seawar.core.rulings import Ruling


class Draft(msgspec.Struct, omit_defaults=True):
    """One seat's unsealed work. Orders may lack targets while they are being written."""

    seat: str
    turn: int = 0
    orders: tuple[Order, ...] = ()
    intent: str = ""
    cancels: tuple[str, ...] = ()
    message: str = ""
    """A message being written."""
    to: tuple[str, ...] = ()
    """To whom."""
    texts: dict[str, str] = {}
    """Other texts being written, by what they are for; empty ones are left out."""
    against: dict[str, str] = {}
    """Argued order of another seat to the reason against it that is being written."""
    rulings: dict[str, Ruling] = {}
    """The umpire's: rulings that are not on record yet, each under the turn and its result."""
    offers: dict[str, Proposal] = {}
    """Proposals being written: in whose name and in answer to which, as `rok/` or `rok/4f2a9c01`, to the proposal."""

    def sheet(self) -> Sheet:
        return Sheet(self.seat, self.turn, self.orders, self.intent.strip(), self.cancels)


class Drafts:
    """The drafts of one table at this terminal."""

    def __init__(self, journal: Path | None) -> None:
        self.folder = journal.with_name(f"{journal.name}.drafts") if journal else None
        """None for a table in memory: then drafts last as long as it does."""
        self.kept: dict[str, Draft] = {}
        self.trouble = ""
        """Why drafts are not on disk, in one sentence; empty while they are."""

    def of(self, seat: str, turn: int, done: Container[int] = ()) -> Draft:
        """The draft of a turn: what is being typed, or what lies on disk, or an empty one.

        Orders and intent of an earlier turn come along, unless that turn is `done`: it was sealed then.
        """
        draft = self.kept.get(seat) or self._load(seat) or Draft(seat, turn)
        if draft.turn != turn:
            kept = draft
            draft = Draft(seat, turn, message=kept.message, to=kept.to, offers=kept.offers, texts=kept.texts)
            if kept.turn not in done:
                draft.orders = tuple(replace(order, route=()) for order in kept.orders)  # its times are past
                draft.intent = kept.intent
        self.kept[seat] = draft
        return draft

    def save(self, draft: Draft) -> None:
        self.kept[draft.seat] = draft
        if self.folder is None:
            return
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            beside = self.folder / f"{draft.seat}.new"
            fd = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(fd, "wb") as file:
                file.write(msgspec.json.encode(draft))
            beside.replace(self.folder / f"{draft.seat}.json")
            self.trouble = ""
        except (OSError, UnicodeEncodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "a character cannot be written down"
            self.trouble = f"Drafts are kept in memory only: {reason}."

    def _load(self, seat: str) -> Draft | None:
        if self.folder is None:
            return None
        try:
            draft = msgspec.json.decode((self.folder / f"{seat}.json").read_bytes(), type=Draft)
        except (OSError, msgspec.DecodeError):
            return None
        return draft if draft.seat == seat else None

    def remove(self) -> None:
        """When the table is closed nothing is left to seal."""
        if self.folder is None:
            return
        with contextlib.suppress(OSError):
            for path in self.folder.iterdir():
                path.unlink()
            self.folder.rmdir()


class PaperDrafts(Drafts):
    """What the white cell types in from paper: apart from what the seat itself is typing, which nobody else may see."""

    def __init__(self, journal: Path | None) -> None:
        super().__init__(journal)
        self.folder = journal.with_name(f"{journal.name}.paper") if journal else None
