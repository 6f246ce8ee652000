"""Which learning questions of the scenario a session has touched so far: a fold of the journal.

An inject counts for the questions that it names, whether the calendar, its condition or the umpire brought it;
a note for those that it is tagged with. What was given up by going back counts on: people read it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from seawar.core.effects import InjectFired, InjectSkipped
from seawar.core.rules import Rules
from seawar.replay.course_entries import Restored
from seawar.replay.entries import AnyEntry, Opaque, Resulted
from seawar.replay.white_cell_entries import Injected, Noted


@dataclass(frozen=True, slots=True)
class Covered:
    """One learning question."""

    id: str
    text: str
    injects: tuple[str, ...]
    """Injects that serve it and were fired, oldest first."""
    notes: tuple[int, ...]
    """Entries of the notes that are tagged with it."""
    ahead: tuple[str, ...]
    """Injects of the scenario that serve it and were neither fired nor skipped."""

    @property
    def touched(self) -> bool:
        return bool(self.injects or self.notes)


def coverage(rules: Rules, entries: Iterable[tuple[int, AnyEntry | Opaque]]) -> tuple[Covered, ...]:
    """Every learning question, in the order of the scenario."""
    serves = {inject.id: inject.questions for inject in rules.msel}
    fired: dict[str, None] = {}
    gone: set[str] = set()
    """Injects that will not come any more, as the table stands."""
    notes: dict[str, list[int]] = {question: [] for question in rules.questions}
    for n, entry in entries:
        match entry:
            case Injected():
                serves[entry.inject.id] = entry.inject.questions
            case Noted():
                for tag in entry.tags:
                    notes.setdefault(tag, []).append(n)
            case Resulted():
                effects = entry.result.effects
                fired |= {effect.inject: None for effect in effects if isinstance(effect, InjectFired)}
                gone |= {effect.inject for effect in effects if isinstance(effect, InjectFired | InjectSkipped)}
            case Restored():
                gone = {*entry.state.fired, *entry.state.skipped}
            case _:
                pass
    left = [inject.id for inject in rules.msel if inject.id not in gone]
    return tuple(
        Covered(
            id_, text, tuple(inject for inject in fired if id_ in serves.get(inject, ())), tuple(notes[id_]),
            tuple(inject for inject in left if id_ in serves[inject]),
        )
        for id_, text in rules.questions.items()
    )  # fmt: skip


def words(covered: Covered) -> str:
    """`2 injects, 1 note`, or `nothing yet`."""
    counts = ((len(covered.injects), "inject"), (len(covered.notes), "note"))
    parts = [f"{count} {what}{'s' * (count > 1)}" for count, what in counts if count]
    return ", ".join(parts) or "nothing yet"
