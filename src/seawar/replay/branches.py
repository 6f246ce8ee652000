"""Roll-backs: which stretches of a journal are in play, which were abandoned, and the truth at any entry.

Nothing is deleted. An abandoned branch stays where it was written, and can be read up to its last entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from seawar.core.apply import apply_all
from seawar.core.state import State
from seawar.replay.course_entries import Restored
from seawar.replay.deal_entries import Concluded
from seawar.replay.entries import AnyEntry, Hashed, Opaque, Resulted, Ruled, Sealed, Started, Unsealed

Numbered = Iterable[tuple[int, AnyEntry | Opaque]]


@dataclass(frozen=True, slots=True)
class Branch:
    """A stretch that was given up."""

    turn: int
    """The table went back to the start of this turn."""
    first: int
    last: int
    """Its entries, both ends with it."""
    reason: str


def openings(entries: Numbered) -> dict[int, int]:
    """Turn to the recorded state with which it last opened, of the turns in play, oldest first."""
    found: dict[int, int] = {}
    for n, entry in entries:
        if isinstance(entry, Hashed) and entry.phase == "opened":
            found.pop(entry.turn, None)
            found[entry.turn] = n
        elif isinstance(entry, Restored):
            found = {turn: at for turn, at in found.items() if at <= entry.entry}
    return found


def abandoned(entries: Numbered) -> list[Branch]:
    """What was given up, in the order in which it was."""
    return [
        Branch(entry.turn, entry.entry + 1, n - 1, entry.reason) for n, entry in entries if isinstance(entry, Restored)
    ]


def state_at(entries: Numbered, last: int) -> State:
    """The truth after entry `last`."""
    state = State()
    for n, entry in entries:
        if n > last:
            break
        if isinstance(entry, Started | Restored):
            state = entry.state.copy()
        elif isinstance(entry, Resulted):
            apply_all(state, entry.result.effects)
    return state


@dataclass(frozen=True, slots=True)
class Undone:
    """What going back would set aside."""

    turns: tuple[int, ...]
    """Turns begun since."""
    sheets: int
    """Sheets sealed since, in the branch in play."""
    injects: tuple[str, ...]
    """Injects fired since; they can be fired again."""
    rulings: int
    deals: int
    """Results ruled on and deals concluded since, in the branch in play."""
    entries: int


def undone(log: Sequence[AnyEntry | Opaque], state: State, turn: int) -> Undone:
    """What going back to the start of `turn` would set aside; raises KeyError where it is not in play."""
    numbered = list(enumerate(log))
    opened = openings(numbered)
    at = opened[turn]
    then = state_at(numbered, at)
    gone = {n for branch in abandoned(numbered) for n in range(branch.first, branch.last + 1)}
    since = [entry for n, entry in numbered if n > at and n not in gone]
    counts = {kind: sum(isinstance(entry, kind) for entry in since) for kind in (Sealed, Unsealed, Ruled, Concluded)}
    fired = tuple(sorted(state.fired.keys() - then.fired.keys()))
    return Undone(
        tuple(t for t, n in opened.items() if n > at), counts[Sealed] - counts[Unsealed], fired, counts[Ruled],
        counts[Concluded], len(since),
    )  # fmt: skip
