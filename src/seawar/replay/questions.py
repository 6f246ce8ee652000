"""Questions to the white cell: what was asked, and what became of each. A fold of the entries one may read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from seawar.replay.entries import AnyEntry, Opaque
from seawar.replay.white_cell_entries import Asked, RfiAnswered, RfiSourced


@dataclass(frozen=True, slots=True)
class Question:
    """One question and its answer."""

    asked: Asked
    answered: RfiAnswered | None = None
    source: str = ""
    """The umpire's private note; empty for everybody else."""

    @property
    def open(self) -> bool:
        return self.answered is None

    @property
    def number(self) -> str:
        """Of the seat's own questions: `2` of `japan-2`."""
        return self.asked.id.rpartition("-")[2]


def questions(entries: Iterable[AnyEntry | Opaque]) -> dict[str, Question]:
    """By id, in the order in which they were asked."""
    found: dict[str, Question] = {}
    sources: dict[str, str] = {}
    for entry in entries:
        match entry:
            case Asked():
                found[entry.id] = Question(entry)
            case RfiSourced():
                sources[entry.question] = entry.text
            case RfiAnswered() if entry.question in found:
                asked = found[entry.question].asked
                found[entry.question] = Question(asked, entry, sources.get(entry.question, ""))
            case _:
                pass
    return found
