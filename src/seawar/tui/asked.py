"""Windows for reasons against, as one reader knows them: which are open, and what was answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from seawar.adjudicate.validate import MOST_REASONS
from seawar.core.rules import Rules
from seawar.replay.argued_words import argued_title
from seawar.replay.course_entries import Countered, Windowed
from seawar.tui.lines import Row, row

KEY = "counter"
"""First part of the key of the line that answers a window."""


@dataclass(slots=True)
class Asked:
    """Those of the turn in play."""

    turn: int = 0
    last: dict[str, Windowed] = field(default_factory=dict)
    """Name of the result to what was last said of its window."""
    told: dict[str, Windowed] = field(default_factory=dict)
    """The same, to the entry that opened it and holds the argument."""
    given: list[Countered] = field(default_factory=list)

    def read(self, entry: Windowed | Countered) -> None:
        """Take in one entry; one of another turn begins anew."""
        if entry.turn != self.turn:
            self.clear()
            self.turn = entry.turn
        if isinstance(entry, Countered):
            self.given.append(entry)
            return
        self.last[entry.result] = entry
        if entry.open:
            self.told[entry.result] = entry

    def clear(self) -> None:
        self.last, self.told, self.given = {}, {}, []

    def open(self, turn: int) -> list[Windowed]:
        """Windows that are open, with the argument that they are about."""
        return [self.told[name] for name, last in self.last.items() if last.open] if turn == self.turn else []

    def against(self, name: str) -> list[Countered]:
        """What was said against one, oldest first."""
        return [entry for entry in self.given if entry.result == name]


def news_words(rules: Rules, entry: Windowed) -> str:
    """What a seat reads when it is asked, and when it is over."""
    title = argued_title(rules, entry)
    if not entry.open or entry.argument is None:
        return f"No more reasons are taken against {title}."
    return f'We ask you for reasons against {title}: "{entry.argument.action}". C writes one.'


def asked_rows(rules: Rules, asked: Asked, turn: int) -> Iterator[Row]:
    """For a seat that waits: each open window, and the key that answers it."""
    for entry in asked.open(turn):
        count = len(asked.against(entry.result))
        left, title = MOST_REASONS - count, argued_title(rules, entry)
        if left > 0:
            yield row(f"  C  Give a reason against {title}", key=f"{KEY}/{entry.result}", bright=True)
        done = f"You have given {count}; {left} more can be given."
        yield row((done if count else "The white cell asks you; nothing waits for it.", "quiet"))


def argument_rows(entry: Windowed) -> Iterator[Row]:
    """What those asked may read of the order."""
    told = entry.argument
    if told is None:
        return
    yield row(("Action    ", "quiet"), told.action, hang=10)
    yield row(("Effect    ", "quiet"), told.effect, hang=10)
    for number, reason in enumerate(told.reasons, 1):
        yield row((f"Reason {number}  ", "quiet"), reason, hang=10)
