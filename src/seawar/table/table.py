"""The table: seats seal, the umpire rules, the turn is settled, and everything is on record.

A command either is refused with a reason and changes nothing, or is in the journal before it is
acknowledged. Command ids make a resubmission harmless. Nothing here waits: contingencies belong in
orders, and an absent seat simply has no sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from seawar.adjudicate.outcome import aims_met
from seawar.adjudicate.preview import preview
from seawar.adjudicate.turn import Resolution, open_turn, resolve
from seawar.adjudicate.validate import validate_sheet
from seawar.core.dice import Dice
from seawar.core.effects import apply_all
from seawar.core.orders import Ruling, Sheet
from seawar.core.results import BandOdds
from seawar.core.rules import Rules
from seawar.core.state import PUBLIC, UMPIRE, State, state_hash
from seawar.core.view import View
from seawar.errors import OrderRefused
from seawar.journal.line import ascii_json
from seawar.journal.receipt import Receipt, Receipts
from seawar.replay.entries import (
    AnyEntry,
    Assessed,
    Closed,
    Hashed,
    Recovered,
    Resulted,
    Ruled,
    Said,
    Sealed,
    Unsealed,
    encode,
)
from seawar.table.learning import Learning
from seawar.table.sink import Sink

LONGEST_MESSAGE = 2000
"""Characters."""


class Table:
    """One table in play. Made by `seawar.table.opening`."""

    def __init__(self, rules: Rules, state: State, dice: Dice, seed: bytes, sink: Sink, now: Callable[[], int]) -> None:
        self.rules = rules
        self.state = state
        self.dice = dice
        self.seed = seed
        self.sink = sink
        self.now = now
        """The wall clock, UTC in milliseconds."""
        self.phase = "opening"
        """`opening`, `plan`, `adjudicate`, `review` or `closed`."""
        self.learning = Learning(rules)
        self.receipts = Receipts()
        self.sheets: dict[str, Sheet] = {}
        self.rulings: dict[str, Ruling] = {}
        self.commands: dict[tuple[str, str], tuple[bytes, Receipt]] = {}
        """Seat and command id to what it said and how it was acknowledged."""
        self.resolution: Resolution | None = None
        self.assessed: set[str] = set()
        """Seats whose aims were put on record before a stop in the closing."""
        self.set_aside: Path | None = None
        """Where a torn end of the journal was put on resuming."""
        self.begun: list[bytes] = []
        """The beginning of a batch that a stop cut short; it is not written twice."""

    def view(self, seat: str) -> View:
        """All that `seat` may know now."""
        return self.learning.views[seat]

    # What seats do.

    def seal(self, command: str, sheet: Sheet) -> Receipt:
        """Seal a seat's orders for this turn; raises OrderRefused with every reason."""
        body = encode_sheet(sheet)
        if (again := self._again(sheet.seat, command, body)) is not None:
            return again
        self._expect("plan", "orders can be sealed")
        self._seated(sheet.seat)
        if sheet.seat in self.sheets:
            raise OrderRefused("sealed", f"{sheet.seat} has sealed already; unseal first")
        view = self.view(sheet.seat)
        refusals = validate_sheet(self.rules, view, sheet)
        if refusals:
            raise OrderRefused(refusals[0].code, "; ".join(refusal.text for refusal in refusals))
        odds = tuple(preview(self.rules, view, order) for order in sheet.orders)
        entry = Sealed(self.now(), (sheet.seat,), command, sheet, odds)
        receipt = self._commit([entry], sheet.seat)
        self.sheets[sheet.seat] = sheet
        self.commands[sheet.seat, command] = (body, receipt)
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
        receipt = self._commit([Unsealed(self.now(), (seat,), command, seat, self.state.turn)], seat)
        del self.sheets[seat]
        self.commands[seat, command] = (seat.encode(), receipt)
        return receipt

    def say(self, sender: str, to: Iterable[str], text: str) -> Receipt:
        """A message to other seats, or to `public`."""
        self._expect("opening plan adjudicate review", "messages can be sent")
        to = tuple(sorted({*to, sender} - {UMPIRE}))
        for seat in to:
            if seat != PUBLIC:
                self._seated(seat)
        if not text.strip() or len(text) > LONGEST_MESSAGE:
            message = f"a message has 1 to {LONGEST_MESSAGE} characters, this one has {len(text)}"
            raise OrderRefused("message", message)
        return self._commit([Said(self.now(), to, self.state.turn, sender, text)], sender)

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
        self._record(open_turn(self.rules, self.state), "opened")
        self.sheets, self.rulings = {}, {}
        self.phase = "plan"

    def settle(self) -> Resolution:
        """Settle what is sealed. Nothing is revealed until `release`."""
        self._expect("plan adjudicate", "the turn can be settled")
        self.resolution = resolve(self.rules, self.state, self.sheets.values(), self.rulings, self.dice)
        self.phase = "adjudicate"
        return self.resolution

    def rule(self, ruling: Ruling) -> Resolution:
        """Decide one result, with a reason; the computed result stays on record beside it."""
        self._expect("adjudicate", "results can be ruled on")
        if not ruling.reason.strip():
            raise OrderRefused("reason", "a ruling needs a reason; give one line")
        assert self.resolution is not None
        results = {
            s.key: s
            for _, step in self.resolution.steps
            for s in step
            if s.type in self.rules.order_types and s.band != "void"
        }
        if ruling.result not in results:
            raise OrderRefused("result", f"no result {ruling.result!r} in this turn")
        bands = self.rules.order_types[results[ruling.result].type].mechanism.bands
        if ruling.band not in bands:
            raise OrderRefused("band", f"{ruling.band!r} is no outcome here; one of {', '.join(bands)}")
        self._commit([Ruled(self.now(), (), self.state.turn, ruling)], UMPIRE)
        self.rulings[ruling.result] = ruling
        return self.settle()

    def release(self) -> None:
        """Put the results on record and let each seat learn its part."""
        self._expect("adjudicate", "results can be released")
        assert self.resolution is not None
        if self.resolution.waiting:
            waiting = ", ".join(self.resolution.waiting)
            raise OrderRefused("waiting", f"these results wait for a ruling: {waiting}")
        self._record(self.resolution, "settled")
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
        self._commit([*entries, Closed(at, (PUBLIC,), self.seed.hex(), self.state.ended)], UMPIRE)
        self.phase = "closed"

    def finish(self, begun: list[bytes]) -> None:
        """Write what is missing of a batch that a stop cut short: all of it follows from what is there."""
        self.begun = begun
        if self.phase == "plan":
            self.settle()
            self.release()
        else:
            self.open_turn()

    # How it is put on record.

    def set_up(self, entries: list[AnyEntry]) -> None:
        """Put the beginning on record: the opening entries, and what each seat knows at first."""
        at = self.now()
        first = Hashed(at, (), 0, "set-up", state_hash(self.state))
        self._commit([*entries, *self.learning.step(self.state, 0, 0, at), first], UMPIRE)

    def recovered(self, entries: int, note: str) -> None:
        """Put on record that the table was opened again."""
        self._commit([Recovered(self.now(), (), entries, note)], UMPIRE)

    def _record(self, resolution: Resolution, phase: str) -> None:
        """Results for the umpire, then what each audience learns, step by step; one batch."""
        state, at, turn = self.state.copy(), self.now(), resolution.state.turn
        views = self.learning.views
        entries: list[AnyEntry] = []
        try:
            for step, results in resolution.steps:
                for result in results:
                    entries.append(Resulted(at, (), turn, result))
                    apply_all(state, result.effects)
                entries += self.learning.step(state, turn, int(step), at)
            entries.append(Hashed(at, (), turn, phase, state_hash(state)))
            assert state == resolution.state, "the fold of the results is the resolved state"
            self._commit(entries, UMPIRE)
        except BaseException:
            self.learning.views = views  # nobody has learned what is not on record
            raise
        self.state = state

    def _commit(self, entries: list[AnyEntry], seat: str) -> Receipt:
        """Write a batch; returning is the acknowledgement."""
        try:
            encoded = [ascii_json(encode(entry)) for entry in entries]
        except UnicodeEncodeError:
            message = "the text has half characters that cannot be written down; type them again"
            raise OrderRefused("text", message) from None
        if self.begun:
            encoded, entries = self._unwritten(encoded, entries)
        for written, entry in zip(self.sink.append(encoded), entries, strict=True):
            self.receipts.note(self.audience(entry.vis), written.c)
        return self.receipts.for_seat(seat)

    def _unwritten(self, encoded: list[bytes], entries: list[AnyEntry]) -> tuple[list[bytes], list[AnyEntry]]:
        """What is left of a batch whose beginning was on disk when the machine stopped."""
        done, self.begun = self.begun, []
        for old, new in zip(done, encoded, strict=False):
            if _without_time(old) != _without_time(new):
                message = "what was being written when the game stopped does not follow from the entries before it"
                raise OrderRefused("resume", f"{message}; run `seawar verify` on the journal")
        return encoded[len(done) :], entries[len(done) :]

    def audience(self, vis: tuple[str, ...]) -> tuple[str, ...]:
        """Who counts an entry with this audience as theirs."""
        readers = tuple(self.rules.seats) if PUBLIC in vis else vis
        return (UMPIRE, *readers)

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


def encode_sheet(sheet: Sheet) -> bytes:
    """The body of a seal command, to tell a repeat from a change."""
    try:
        return encode(Sealed(0, (), "", sheet, ()))
    except UnicodeEncodeError:
        message = "the sheet has half characters that cannot be written down; type that text again"
        raise OrderRefused("text", message) from None


def _without_time(data: bytes) -> bytes:
    """An encoded entry but for when it was written: `{"t":"...","at":123,...`."""
    head, _, rest = data.partition(b',"at":')
    return head + rest.partition(b",")[2]
