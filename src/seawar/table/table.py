"""The table: seats seal, the umpire rules, the turn is settled, and everything is on record.

A command either is refused with a reason and changes nothing, or is in the journal before it is
acknowledged. Command ids make a resubmission harmless. Nothing here waits: contingencies belong in
orders, and an absent seat simply has no sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from seawar.adjudicate.argued import waiting_words
from seawar.adjudicate.outcome import aims_met
from seawar.adjudicate.preview import preview
from seawar.adjudicate.turn import Resolution, direct, open_turn, resolve
from seawar.adjudicate.validate import validate_sheet
from seawar.core.dice import Dice
from seawar.core.orders import Directive, Sheet
from seawar.core.results import BandOdds
from seawar.core.rules import Rules
from seawar.core.rulings import Ruling
from seawar.core.state import PUBLIC, UMPIRE, State, state_hash
from seawar.core.view import View
from seawar.errors import OrderRefused
from seawar.journal.receipt import Receipt, Receipts
from seawar.replay.dealings import Dealings
from seawar.replay.entries import (
    AnyEntry,
    Assessed,
    Clocked,
    Closed,
    Directed,
    Hashed,
    Opaque,
    Recovered,
    Ruled,
    Said,
    Sealed,
    Unsealed,
)
from seawar.table import dealing, directing, finishing
from seawar.table.bodies import encode_sheet, said_body
from seawar.table.learning import Learning
from seawar.table.limits import LONGEST_MESSAGE
from seawar.table.purse import refuse_overspent
from seawar.table.record import Record
from seawar.table.rulings import refuse_ruling
from seawar.table.sink import Sink
from seawar.table.undecidable import refuse_undecidable
from seawar.table.windows import Windows, close_all


class Table:
    """One table in play. Made by `seawar.table.opening`."""

    def __init__(
        self,
        rules: Rules,
        state: State,
        dice: Dice,
        seed: bytes,
        sink: Sink,
        now: Callable[[], int],
        *,
        umpired: bool = False,
    ) -> None:
        self.rules = rules
        self.state = state
        self.dice = dice
        self.seed = seed
        self.now = now
        """The wall clock, UTC in milliseconds."""
        self.record = Record(rules, sink, now)
        self.phase = "opening"
        """`opening`, `plan`, `adjudicate`, `review` or `closed`."""
        self.sheets: dict[str, Sheet] = {}
        self.rulings: dict[str, Ruling] = {}
        self.commands: dict[tuple[str, str], tuple[bytes, Receipt]] = {}
        """Seat and command id to what it said and how it was acknowledged."""
        self.umpired = umpired
        self.modes: dict[str, str] = {} if umpired else {"": "rigid"}
        """Order type, or the empty string for the table, to how it is adjudicated; without an umpire the rules do."""
        self.windows = Windows()
        """Where seats are asked for reasons against an argued order of this turn."""
        self.stage = ""
        """Item of the run sheet, as in `Staged`; empty at a table without one."""
        self.resolution: Resolution | None = None
        self.assessed: set[str] = set()
        """Seats whose aims were put on record before a stop in the closing."""
        self.set_aside: Path | None = None
        """Where a torn end of the journal was put on resuming."""
        self.clock: Clocked | None = None
        """The plan phase's clock as it was last set."""
        self.dealings = Dealings()
        """Proposals, deals and promises; `seawar.table.dealing` moves them."""

    @property
    def sink(self) -> Sink:
        return self.record.sink

    @property
    def receipts(self) -> Receipts:
        return self.record.receipts

    @property
    def learning(self) -> Learning:
        return self.record.learning

    def view(self, seat: str) -> View:
        """All that `seat` may know now."""
        return self.learning.views[seat]

    # What seats do.

    def seal(self, command: str, sheet: Sheet, author: str = "") -> Receipt:
        """Seal a seat's orders for this turn; raises OrderRefused with every reason.

        `author` is the umpire who types them in from paper; empty when the seat seals them itself.
        """
        body, by = encode_sheet(sheet), UMPIRE if author else sheet.seat
        if (again := self._again(by, command, body)) is not None:
            return again
        self._expect("plan", "orders can be sealed")
        self._seated(sheet.seat)
        if sheet.seat in self.sheets:
            then = "what it sealed stands" if author else "unseal first"
            raise OrderRefused("sealed", f"{sheet.seat} has sealed already; {then}")
        view = self.view(sheet.seat)
        refusals = validate_sheet(self.rules, view, sheet)
        if refusals:
            raise OrderRefused(refusals[0].code, "; ".join(refusal.text for refusal in refusals))
        refuse_overspent(self, sheet)
        refuse_undecidable(self, sheet)
        odds = tuple(preview(self.rules, view, order) for order in sheet.orders)
        entry = Sealed(self.now(), (sheet.seat,), command, sheet, odds, author)
        receipt = self.record.commit([entry], by)
        self.sheets[sheet.seat] = sheet
        self.commands[by, command] = (body, receipt)
        return receipt

    def unseal(self, command: str, seat: str) -> Receipt:
        """Take sealed orders back, while some other seat has not sealed."""
        if (again := self._again(seat, command, seat.encode())) is not None:
            return again
        self._expect("plan", "orders can be unsealed")
        if seat not in self.sheets:
            raise OrderRefused("not-sealed", f"{seat} has nothing sealed")
        if not self.waiting_for():
            raise OrderRefused("late", "all seats have sealed; the turn is being settled")
        receipt = self.record.commit([Unsealed(self.now(), (seat,), command, seat, self.state.turn)], seat)
        del self.sheets[seat]
        self.commands[seat, command] = (seat.encode(), receipt)
        return receipt

    def say(self, command: str, sender: str, to: Iterable[str], text: str, voice: str = "") -> Receipt:
        """A message to other seats, or to `public`; the umpire may speak as a voice."""
        to = tuple(sorted({*to, sender} - {UMPIRE}))
        body = said_body(to, text, voice)
        if (again := self._again(sender, command, body)) is not None:
            return again
        self._expect("opening plan adjudicate review", "messages can be sent")
        for seat in to:
            if seat != PUBLIC:
                self._seated(seat)
        if not text.strip() or len(text) > LONGEST_MESSAGE:
            message = f"a message has 1 to {LONGEST_MESSAGE} characters, this one has {len(text)}"
            raise OrderRefused("message", message)
        if voice and (sender != UMPIRE or voice not in self.rules.voices):
            raise OrderRefused("right", f"you cannot speak for {voice!r:.40}; a seat speaks for itself")
        entry = Said(self.now(), to, self.state.turn, sender, text, command, self.phase, voice)
        receipt = self.record.commit([entry], sender)
        self.commands[sender, command] = (body, receipt)
        return receipt

    def odds(self, sheet: Sheet) -> list[BandOdds]:
        """The odds of each order as its seat could know them; refused orders are refused here too."""
        refusals = validate_sheet(self.rules, self.view(sheet.seat), sheet)
        if refusals:
            raise OrderRefused(refusals[0].code, "; ".join(refusal.text for refusal in refusals))
        return [preview(self.rules, self.view(sheet.seat), order) for order in sheet.orders]

    def waiting_for(self) -> list[str]:
        """Seats that have not sealed."""
        return [seat for seat in self.rules.seats if seat not in self.sheets]

    # What the umpire does.

    def open_turn(self) -> None:
        """Begin the next turn and let the seats plan."""
        self._expect("opening review", "a turn can be opened")
        if self.state.ended:
            raise OrderRefused("ended", "the game has ended; close the table")
        self.state = self.record.settled(self.state, open_turn(self.rules, self.state), "opened")
        self.sheets, self.rulings, self.windows = {}, {}, Windows()
        self.phase = "plan"

    def settle(self) -> Resolution:
        """Settle what is sealed. Nothing is revealed until `release`."""
        self._expect("plan adjudicate", "the turn can be settled")
        self.resolution = resolve(
            self.rules, self.state, self.sheets.values(), self.rulings, self.dice, self.modes,
            self.dealings.to_carry_out(),
        )  # fmt: skip
        self.phase = "adjudicate"
        return self.resolution

    def rule(self, ruling: Ruling) -> Resolution:
        """Decide one result, with a reason; the computed result stays on record beside it."""
        self._expect("adjudicate", "results can be ruled on")
        assert self.resolution is not None
        refuse_ruling(self.rules, self.state, self.resolution, ruling)
        close_all(self, ruling.result)
        self.record.commit([Ruled(self.now(), (), self.state.turn, ruling)], UMPIRE)
        self.rulings[ruling.result] = ruling
        return self.settle()

    def release(self) -> None:
        """Put the results on record and let each seat learn its part."""
        self._expect("adjudicate", "results can be released")
        assert self.resolution is not None
        if self.resolution.waiting:
            settled = (result for _, step in self.resolution.steps for result in step)
            raise OrderRefused("waiting", waiting_words(self.rules, settled, self.resolution.waiting))
        close_all(self)
        last = dealing.executed(self, self.resolution)
        self.state = self.record.settled(self.state, self.resolution, "settled", last=last)
        self.dealings.read_all(last)
        self.resolution = None
        self.phase = "review"

    def close(self) -> None:
        """Reveal the seed and end the journal."""
        self._expect("review plan", "the table can be closed")
        at = self.now()
        entries: list[AnyEntry] = [
            Assessed(at, (seat,), seat, aims_met(self.rules, self.state, seat))
            for seat in self.rules.seats
            if seat not in self.assessed
        ]
        self.record.commit([*entries, Closed(at, (PUBLIC,), self.seed.hex(), self.state.ended)], UMPIRE)
        self.phase = "closed"

    def direct(self, directive: Directive, author: str = UMPIRE) -> None:
        """Fire, hold, free, skip or edit an inject, at once and on record."""
        self._expect("opening plan adjudicate review", "injects can be changed")
        directing.refuse(self, directive)
        entry = Directed(self.now(), (), self.state.turn, directive, author)
        done = direct(self.rules, self.state, directive)
        self.state = self.record.settled(self.state, done, "directed", [entry])
        if self.phase == "adjudicate":
            self.settle()

    def set_clock(self, *, left: int, running: bool, reason: str = "") -> None:
        """Set the plan phase's clock: `left` milliseconds, running or standing still."""
        at = self.now()
        entry = Clocked(at, (PUBLIC,), self.state.turn, at + left if running else 0, left, reason)
        self.record.commit([entry], UMPIRE)
        self.clock = entry

    # How it is put on record.

    def set_up(self, entries: list[AnyEntry]) -> None:
        """Put the beginning on record: the opening entries, and what each seat knows at first."""
        at = self.now()
        first = Hashed(at, (), 0, "set-up", state_hash(self.state))
        self.record.commit([*entries, *self.learning.step(self.state, 0, 0, at), first], UMPIRE)

    def recovered(self, entries: int, note: str) -> None:
        """Put on record that the table was opened again."""
        self.record.commit([Recovered(self.now(), (), entries, note)], UMPIRE)

    def finish(self, begun: list[bytes], last: AnyEntry | Opaque) -> None:
        """Write what is missing of a batch that a stop cut short; `last` is the entry that `begun` follows from."""
        self.record.begun = begun
        finishing.finish(self, last)

    def _again(self, seat: str, command: str, body: bytes) -> Receipt | None:
        known = self.commands.get((seat, command))
        if known is None:
            return None
        if known[0] != body:
            raise OrderRefused("command", f"command {command!r} was used before for something else")
        return known[1]

    def _expect(self, phases: str, what: str) -> None:
        if self.phase not in phases.split():
            raise OrderRefused("phase", f"this is the {self.phase} phase; {what} in: {phases.replace(' ', ', ')}")

    def _seated(self, seat: str) -> None:
        if seat not in self.rules.seats:
            raise OrderRefused("seat", f"no seat {seat!r}; one of {', '.join(self.rules.seats)}")

    again, expect, seated = _again, _expect, _seated
    """For the parts of the table that stand in modules of their own."""
