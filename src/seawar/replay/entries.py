"""What an entry of the journal says: one kind for each thing that can be recorded.

The journal room knows only bytes; here they get meaning. `vis` is the audience: seats, or `public`. The
umpire may read all. An entry kind that a later version adds is kept and shown as opaque.
"""

from __future__ import annotations

from typing import Any

import msgspec

from seawar.core.dice import rehearsal_seed
from seawar.core.orders import Directive, Sheet
from seawar.core.results import BandOdds, Settled
from seawar.core.rulings import Ruling
from seawar.core.state import State
from seawar.errors import JournalError
from seawar.replay.course_entries import Countered, Moded, Rescheduled, Restored, RolledBack, Staged, Windowed
from seawar.replay.deal_entries import Concluded, Disclosed, Executed, Kept, Leaked, Proposed, Replied, Talked
from seawar.replay.entry import Entry
from seawar.replay.person_entries import Away, Captained, Granted, Left, Sat
from seawar.replay.white_cell_entries import Asked, Injected, Noted, RfiAnswered, RfiSourced, Situated

JOURNAL_FORMAT = 1


class Opened(Entry, frozen=True, tag="opened"):
    """Entry 0: what this table is. Public."""

    format: int
    engine: str
    game: str
    scenario: str
    title: str
    seats: tuple[str, ...]
    commitment: str
    """Of the dice seed."""
    rehearsal: bool = False
    """The seed was chosen by a person: it can be guessed."""
    parent: str = ""
    """Head hash of the journal this one branches from."""
    umpired: bool = False
    """A person is the white cell."""
    cut: bool = False
    """The cut for one session is played, not the whole scenario."""
    other_rulebook: bool = False
    """The rulebook carried is not the one that the scenario names."""

    def rehearsal_seed(self) -> bytes | None:
        """The seed of a rehearsal, which follows from the game's name; None for a real game."""
        if not self.rehearsal:
            return None
        number = self.game.removeprefix("rehearsal-")
        if not number.isdecimal():
            raise JournalError(f"entry 0: expected a game named rehearsal-NUMBER, came {self.game!r}")
        return rehearsal_seed(int(number))


class Content(Entry, frozen=True, tag="content"):
    """A content file, verbatim."""

    kind: str
    """`rulebook` (public) or `scenario` (umpire only: it holds every secret)."""
    name: str
    text: str


class Briefed(Entry, frozen=True, tag="briefed"):
    """What one seat is told before play."""

    seat: str
    public: str
    secret: str
    aims: tuple[str, ...]
    red_lines: tuple[str, ...]


class Joined(Entry, frozen=True, tag="joined"):
    """A seat is taken; its nonce goes into the dice."""

    seat: str
    nonce: str
    player: str
    """`person` or `bot`."""


class Started(Entry, frozen=True, tag="started"):
    """The truth before the first turn."""

    state: State


class Sealed(Entry, frozen=True, tag="sealed"):
    """A seat's sheet, with the odds it was shown."""

    command: str
    """Id of the command: the same one again changes nothing."""
    sheet: Sheet
    odds: tuple[BandOdds, ...]
    author: str = ""
    """Which umpire typed it in from paper; empty when the seat sealed it itself."""


class Unsealed(Entry, frozen=True, tag="unsealed"):
    command: str
    seat: str
    turn: int


class Resulted(Entry, frozen=True, tag="settled"):
    """One result, with the truth of it."""

    turn: int
    result: Settled


class Learnt(Entry, frozen=True, tag="learned"):
    """What one audience may know after a step: changes to the views of all in `vis`."""

    turn: int
    step: int
    patches: list[tuple[str, str, Any]]


class Hashed(Entry, frozen=True, tag="state"):
    """The state at the end of opening or settling a turn."""

    turn: int
    phase: str
    """`set-up`, `opened`, `directed`, `settled` or `rolled-back`."""
    hash: str


class Ruled(Entry, frozen=True, tag="ruled"):
    turn: int
    ruling: Ruling


class Directed(Entry, frozen=True, tag="directed"):
    """The umpire fires, holds, frees, skips or edits an inject; what it does follows."""

    turn: int
    directive: Directive
    author: str


class Draw(msgspec.Struct, frozen=True):
    """One draw that a seat may know of: what was at stake and what came, without the odds in truth."""

    step: str
    drawn: int
    below: int
    band: str


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What came of one order, as the seat that gave it is told."""

    order: str
    """Its key."""
    type: str
    targets: dict[str, str]
    subject: str
    """What it met, or empty."""
    band: str
    """The band that holds; `void` for an order that lacked a signature."""
    note: str = ""
    """Whose signature it lacked."""
    ruled: bool = False
    """Whether the umpire set the band."""
    draws: tuple[Draw, ...] = ()


class Answered(Entry, frozen=True, tag="answered"):
    """What came of a seat's own orders, for that seat."""

    turn: int
    seat: str
    answers: tuple[Answer, ...]


class Said(Entry, frozen=True, tag="said"):
    """A message between seats; the umpire is present."""

    turn: int
    sender: str
    text: str
    command: str = ""
    """Id of the command: the same one again changes nothing."""
    phase: str = ""
    """In which phase of the turn."""
    voice: str = ""
    """The actor without a seat in whose name the umpire speaks."""


class Clocked(Entry, frozen=True, tag="clocked"):
    """The clock of the plan phase was set, extended, stopped or let run. Public."""

    turn: int
    ends: int
    """UTC in milliseconds when it runs out; 0 while it stands still."""
    left: int
    """Milliseconds left at `at`."""
    reason: str = ""


class Recovered(Entry, frozen=True, tag="recovered"):
    """The table was opened again after a stop."""

    entries: int
    """How many entries were found."""
    note: str


class Assessed(Entry, frozen=True, tag="assessed"):
    """How far one seat met its aims; None leaves an aim to the umpire."""

    seat: str
    aims: dict[str, bool | None]


class Closed(Entry, frozen=True, tag="closed"):
    """The last entry: the seed is revealed, so that anyone can check the dice."""

    seed: str
    ended: str


AnyEntry = (
    Resulted | Learnt | Answered | Hashed | Sealed | Unsealed | Ruled | Directed | Said | Clocked
    | Proposed | Replied | Concluded | Executed | Disclosed | Leaked | Kept | Talked | Windowed | Countered
    | Restored | RolledBack | Rescheduled | Staged | Moded
    | Sat | Left | Captained | Granted | Away
    | Asked | RfiAnswered | RfiSourced | Noted | Situated | Injected
    | Opened | Content | Briefed | Joined | Started | Recovered | Assessed | Closed
)  # fmt: skip


class Opaque(msgspec.Struct, frozen=True):
    """An entry of a kind that this version does not know."""

    t: str
    at: int
    vis: tuple[str, ...]


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(AnyEntry).decode
_decode_opaque = msgspec.json.Decoder(Opaque).decode


def encode(entry: AnyEntry) -> bytes:
    """The entry as compact JSON; not yet printable ASCII."""
    return _encode(entry)


def decode(data: bytes, n: int | None = None) -> AnyEntry | Opaque:
    """An entry of a known kind, or an opaque one; raises JournalError where it is neither."""
    try:
        entry: AnyEntry = _decode(data)
    except msgspec.DecodeError as error:
        return _opaque(data, n, error)
    return entry


def _opaque(data: bytes, n: int | None, error: msgspec.DecodeError) -> Opaque:
    place = "an entry" if n is None else f"entry {n}"
    try:
        opaque = _decode_opaque(data)
    except msgspec.DecodeError:
        raise JournalError(f"{place} is no entry of a seawar journal: {error}") from None
    if opaque.t in _KNOWN:
        raise JournalError(f"{place}, of kind {opaque.t!r}, does not read: {error}")
    return opaque


_KNOWN = {kind.__struct_config__.tag for kind in AnyEntry.__args__}


def readable_by(data: bytes, seat: str) -> bool:
    """Whether `seat` may read an encoded entry."""
    vis = _decode_opaque(data).vis
    return seat in vis or "public" in vis
