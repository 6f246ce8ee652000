"""What goes between a terminal and the table: commands one way, what was recorded and a status the other."""

from __future__ import annotations

import msgspec

from seawar.core.deals import Proposal
from seawar.core.improvised import Improvised
from seawar.core.orders import Directive, Sheet
from seawar.core.results import Settled
from seawar.core.rulings import Ruling
from seawar.core.session import Slot
from seawar.replay.deal_entries import Reply as Reply
from seawar.table.absent import absent as absent
from seawar.table.absent import nobody_reads as nobody_reads
from seawar.table.improvising import ADD_A_SEAT as ADD_A_SEAT
from seawar.table.limits import LONGEST_MESSAGE as LONGEST_MESSAGE
from seawar.table.limits import LONGEST_NAME as LONGEST_NAME
from seawar.table.limits import LONGEST_NOTE as LONGEST_NOTE
from seawar.table.limits import LONGEST_REASON as LONGEST_REASON
from seawar.table.limits import LONGEST_SOURCE as LONGEST_SOURCE
from seawar.table.rights import MOST_GIST as MOST_GIST
from seawar.table.rights import MOST_LINE as MOST_LINE
from seawar.table.rights import MOST_TITLE as MOST_TITLE
from seawar.table.rulings import MOST_TEXT as MOST_TEXT
from seawar.table.rulings import STATUSES as STATUSES
from seawar.table.rulings import outcomes as outcomes
from seawar.table.rulings import refused_effect as refused_effect


class Command(msgspec.Struct, frozen=True, tag_field="c"):
    """The base of all. The seat is the connection's, never the message's."""

    id: str
    """Made by the terminal: the same command again changes nothing."""


class Seal(Command, frozen=True, tag="seal"):
    sheet: Sheet


class Unseal(Command, frozen=True, tag="unseal"):
    pass


class Say(Command, frozen=True, tag="say"):
    """To seats or `public`; the umpire always reads along."""

    to: tuple[str, ...]
    text: str
    voice: str = ""
    """The actor without a seat in whose name the umpire speaks."""


class Propose(Command, frozen=True, tag="propose"):
    """Put an offer on the table; its `id` is given there, and its `by` is the seat or, for the umpire, a voice."""

    proposal: Proposal


class Answer(Command, frozen=True, tag="answer"):
    """Accept, reject or withdraw a proposal."""

    proposal: str
    reply: Reply
    note: str = ""
    """A reason or a remark; it binds nobody. A condition is a clause of another offer."""
    voice: str = ""
    """The voice that the umpire answers for."""


class Disclose(Command, frozen=True, tag="disclose"):
    """Show a proposal to further seats or to `public`."""

    proposal: str
    to: tuple[str, ...]
    named: bool = False
    """In one's own name; otherwise nobody is told who showed it."""
    voice: str = ""


class MarkWord(Command, frozen=True, tag="mark"):
    """The umpire marks a promise `kept` or `broken`."""

    proposal: str
    clause: int
    mark: str
    reason: str


class LogTalk(Command, frozen=True, tag="talk"):
    """The umpire notes a corridor talk."""

    seats: tuple[str, ...]
    gist: str


class Next(Command, frozen=True, tag="next"):
    """Go on: open the first or the next turn, settle, release, or close the table at its end."""

    early: bool = False
    """Settle although some seats have not sealed, or go on although some persons still read."""


class Rule(Command, frozen=True, tag="rule"):
    rulings: tuple[Ruling, ...]


class Window(Command, frozen=True, tag="window"):
    """Open or close a window for reasons against one argued order."""

    result: str
    """Key of its result."""
    open: bool
    to: tuple[str, ...] = ()
    """Seats that are asked; needed to open it."""


class Counter(Command, frozen=True, tag="counter"):
    """A reason against an argued order, while its window is open."""

    result: str
    """As the seat was told of it in `Windowed`."""
    reason: str


class Direct(Command, frozen=True, tag="direct"):
    directive: Directive


class SetClock(Command, frozen=True, tag="clock"):
    left: int
    """Milliseconds."""
    running: bool
    reason: str = ""


class SetMode(Command, frozen=True, tag="mode"):
    """How results are decided from now on."""

    mode: str
    type: str = ""
    reason: str = ""


class Reschedule(Command, frozen=True, tag="schedule"):
    """What is still to be played."""

    ahead: tuple[Slot, ...]
    what: str
    reason: str


class RollBack(Command, frozen=True, tag="back"):
    """To the start of a turn that was opened; all will read why."""

    turn: int
    reason: str


class SealFor(Command, frozen=True, tag="seal-for"):
    """The umpire types in what a seat gave on paper."""

    sheet: Sheet


class Sit(Command, frozen=True, tag="sit"):
    """A person sits down: at the connection's seat, or, from the umpire, anywhere."""

    person: str
    """Display name."""
    seat: str = ""
    role: str = ""
    """`captain` or `member`; empty for what is free."""


class Leave(Command, frozen=True, tag="leave"):
    """A person gets up: oneself, one of the captain's team, or, from the umpire, anyone."""

    person: str = ""


class PassCaptaincy(Command, frozen=True, tag="captain"):
    to: str
    seat: str = ""


class Grant(Command, frozen=True, tag="grant"):
    """From the umpire: through whose eyes an observer looks."""

    observer: str
    eyes: str
    """A seat, `all`, or empty for what is public."""


class MarkAway(Command, frozen=True, tag="away"):
    """Nobody speaks for a seat for now, or somebody does again; its next command brings it back too."""

    seat: str = ""
    away: bool = True


class AskUmpire(Command, frozen=True, tag="ask-umpire"):
    """A seat's question to the white cell."""

    text: str


class AnswerQuestion(Command, frozen=True, tag="answer-question"):
    """The umpire's answer to a question of a seat."""

    question: str
    """Its id."""
    text: str
    """What the seat reads."""
    source: str = ""
    """Where it comes from, for the umpire alone."""


class SetAside(Command, frozen=True, tag="set-aside"):
    """A question gets no answer, and the seat reads why."""

    question: str
    reason: str


class TakeNote(Command, frozen=True, tag="take-note"):
    """A note of the umpire or of an observer."""

    text: str
    tags: tuple[str, ...] = ()
    """Learning questions."""
    about: str = ""
    """As in `Noted`."""


class Situate(Command, frozen=True, tag="situate"):
    """Let a seat read its page on the state of the world."""

    seat: str
    text: str


class BringIn(Command, frozen=True, tag="bring-in"):
    """An inject of the umpire's own."""

    inject: Improvised


WhiteCell = AskUmpire | AnswerQuestion | SetAside | TakeNote | Situate | BringIn
"""What passes between seats and the white cell besides rulings."""
OfUmpire = Rule | Window | Direct | SetClock | SetMode | Reschedule | RollBack
"""What decides and directs: for an umpire alone."""
AnyCommand = (
    Seal | Unseal | Say | Propose | Answer | Disclose | MarkWord | LogTalk | Next | Rule | Window | Counter | Direct
    | SetClock | SetMode | Reschedule | RollBack | WhiteCell
    | SealFor | Sit | Leave | PassCaptaincy | Grant | MarkAway
)  # fmt: skip


class Status(msgspec.Struct, frozen=True):
    """Where the table stands, as everybody may know."""

    turn: int
    turns: int
    phase: str
    """`opening`, `plan`, `adjudicate`, `review` or `closed`."""
    now: int
    """Instant at which the turn starts."""
    until: int
    waiting_for: tuple[str, ...]
    """Seats that have not sealed; in review, without an umpire, persons who have not said that they go on."""
    people: tuple[str, ...]
    """Seats that persons play, the umpire among them when there is one."""
    clock_ends: int
    """UTC in milliseconds when the plan phase's clock runs out; 0 while it stands still."""
    clock_left: int | None
    """Milliseconds left when it was set; None when there is no clock."""
    ended: bool
    """The game has come to its end; the next step closes the table."""
    umpired: bool
    """An umpire turns the page; otherwise the table goes on by itself."""
    stage: str = ""
    """Item of the run sheet, at a table with an umpire."""
    persons: dict[str, tuple[str, ...]] = {}
    """Who is at the table by name: seat, `umpire` or `observer` to persons, of a seat the captain first."""
    away: dict[str, int] = {}
    """Seats that are away, to when they last did something, UTC in milliseconds."""
    eyes: dict[str, str] = {}
    """Observer to the seat it sees through, `all`, or empty."""


class Pending(msgspec.Struct, frozen=True):
    """What is settled and not released: for the umpire."""

    results: tuple[Settled, ...] = ()
    waiting: dict[str, str] = {}
    """Keys of those that want a ruling before anything is released, and why."""
