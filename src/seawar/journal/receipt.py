"""What a seat keeps of each acknowledgement, so that a lost last line or a rolled-back file is noticed.

The number of the entry in the journal was refused as a receipt: it tells a seat how much the others wrote.
A seat's own count, with the commitment of that entry, says only what the seat knows already.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec


class Receipt(msgspec.Struct, frozen=True):
    """A seat's proof of what was acknowledged to it."""

    k: int
    """How many entries it had been shown, 0 for none."""
    c: str
    """The commitment of the last of them, 64 hex digits; empty for none."""


NOTHING = Receipt(0, "")
"""The receipt of a seat that was shown nothing yet."""


class Receipts:
    """The running count of entries per audience."""

    def __init__(self) -> None:
        self._last: dict[str, Receipt] = {}

    def note(self, audiences: Iterable[str], c: str) -> None:
        """Count an entry for each of its audiences; one named twice counts once."""
        for audience in set(audiences):
            self._last[audience] = Receipt(self.for_seat(audience).k + 1, c)

    def for_seat(self, seat: str) -> Receipt:
        return self._last.get(seat, NOTHING)


def check(receipt: Receipt, commitments: Sequence[str]) -> str | None:
    """Compare a receipt with the commitments of a seat's entries, in order: None, or what is wrong."""
    if receipt.k <= 0:
        return None
    if receipt.k > len(commitments):
        return (
            f"The journal has lost acknowledged entries: this seat was shown {receipt.k} and the journal "
            f"holds {len(commitments)}; find the newest copy of the file before playing on."
        )
    if commitments[receipt.k - 1] != receipt.c:
        return (
            f"The journal has changed acknowledged entries: the seat's entry {receipt.k} is not the one "
            "it was shown; find the newest copy of the file before playing on."
        )
    return None
