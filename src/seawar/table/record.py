"""What a table puts on record: batches of entries, safe when they return, and who may read each.

A batch whose beginning was on disk when the machine stopped is not written twice: what follows from the
entries before it is made again, compared, and only the rest is written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from seawar.adjudicate.turn import Resolution
from seawar.core.apply import apply_all
from seawar.core.rules import Rules
from seawar.core.state import PUBLIC, UMPIRE, State, state_hash
from seawar.errors import OrderRefused
from seawar.journal.line import ascii_json
from seawar.journal.receipt import Receipt, Receipts
from seawar.replay.entries import AnyEntry, Hashed, Opaque, Resulted, encode
from seawar.replay.persons import Persons
from seawar.table.answers import answers
from seawar.table.learning import Learning
from seawar.table.sink import Sink


class Record:
    """All that was acknowledged at one table."""

    def __init__(self, rules: Rules, sink: Sink, now: Callable[[], int]) -> None:
        self.rules = rules
        self.sink = sink
        self.now = now
        """The wall clock, UTC in milliseconds."""
        self.learning = Learning(rules)
        self.receipts = Receipts()
        self.log: list[AnyEntry | Opaque] = []
        """Every entry, in order."""
        self.persons = Persons()
        """Who is at the table; `seawar.table.seating` moves them."""
        self.begun: list[bytes] = []
        """The beginning of a batch that a stop cut short."""

    def audience(self, vis: tuple[str, ...]) -> tuple[str, ...]:
        """Who counts an entry with this audience as theirs."""
        readers = tuple(self.rules.seats) if PUBLIC in vis else vis
        return (UMPIRE, *readers)

    def recall(self, entry: AnyEntry | Opaque, c: str) -> None:
        """Count an entry that was acknowledged before this process began."""
        self.receipts.note(self.audience(entry.vis), c)
        self.log.append(entry)
        self.persons.read(entry)

    def commit(self, entries: Sequence[AnyEntry], seat: str) -> Receipt:
        """Write a batch; returning is the acknowledgement."""
        try:
            encoded = [ascii_json(encode(entry)) for entry in entries]
        except UnicodeEncodeError:
            message = "the text has half characters that cannot be written down; type them again"
            raise OrderRefused("text", message) from None
        left = list(entries)
        if self.begun:
            encoded, left = self._unwritten(encoded, left)
        for written, entry in zip(self.sink.append(encoded), left, strict=True):
            self.recall(entry, written.c)
        return self.receipts.for_seat(seat)

    def settled(
        self, before: State, resolution: Resolution, phase: str, first: Sequence[AnyEntry] = (), *,
        last: Sequence[AnyEntry] = (),
    ) -> State:  # fmt: skip
        """Results for the umpire, then what each audience learns, step by step; one batch, then the new state."""
        state, at, turn = before.copy(), self.now(), resolution.state.turn
        views = self.learning.views
        entries: list[AnyEntry] = list(first)
        try:
            for step, results in resolution.steps:
                for result in results:
                    entries.append(Resulted(at, (), turn, result))
                    apply_all(state, result.effects)
                entries += self.learning.step(state, turn, int(step), at)
            if phase == "settled":
                entries += answers(self.rules, resolution, at)
            entries += last
            entries.append(Hashed(at, (), turn, phase, state_hash(state)))
            assert state == resolution.state, "the fold of the results is the resolved state"
            self.commit(entries, UMPIRE)
        except BaseException:
            self.learning.views = views  # nobody has learned what is not on record
            raise
        return state

    def _unwritten(self, encoded: list[bytes], entries: list[AnyEntry]) -> tuple[list[bytes], list[AnyEntry]]:
        """What is left of a batch whose beginning is on disk: all of it follows from what is there."""
        done, self.begun = self.begun, []
        for old, new in zip(done, encoded, strict=False):
            if _without_time(old) != _without_time(new):
                message = "what was being written when the game stopped does not follow from the entries before it"
                raise OrderRefused("resume", f"{message}; run `seawar verify` on the journal")
        return encoded[len(done) :], entries[len(done) :]


def _without_time(data: bytes) -> bytes:
    """An encoded entry but for when it was written: `{"t":"...","at":123,...`."""
    head, _, rest = data.partition(b',"at":')
    return head + rest.partition(b",")[2]
