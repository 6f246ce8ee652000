"""Which windows and reasons against belong to an argued result."""

from __future__ import annotations

from collections.abc import Iterator

from seawar.adjudicate.argued import argued
from seawar.core.results import Settled
from seawar.replay.argued_words import argument_lines, mark_words, ruling_lines
from seawar.replay.course_entries import Countered, Windowed
from seawar.replay.entries import Hashed, Ruled
from seawar.replay.why_words import Line, Words
from seawar.replay.wording import band_words, result_words, ruling_words

BEGINS = ("opened", "rolled-back")
"""Recorded states with which a turn begins."""


def against(words: Words, n: int, result: Settled) -> Iterator[int]:
    """Entries of this turn that opened a window on result `n`, or answered it, oldest first."""
    account = words.account
    named = argued(words.rules, (account.result(m) for m in account.within[n].results))
    name = next((name for name, known in named.items() if known.key == result.key), "")
    found: list[int] = []
    for m in range(n - 1, -1, -1) if name else ():
        entry = account.entries.get(m)
        if isinstance(entry, Hashed) and entry.phase in BEGINS:
            break
        if (isinstance(entry, Windowed) and entry.open and entry.result == name) or (
            isinstance(entry, Countered) and entry.result == name
        ):
            found.append(m)
    yield from reversed(found)


def ruled_said(words: Words, n: int, entry: Ruled) -> Iterator[Line]:
    """A ruling: what it decides, with which marks and effects."""
    ruling = entry.ruling
    what = result_words(words.rules, words.known, ruling.result)
    yield Line(f"The white cell ({ruling.author}) decides {what}: {ruling_words(ruling.band)}.")
    yield Line(f"because {ruling.reason}", 1)
    state = words.account.state_before(n)
    yield from (Line(line, 1) for line in ruling_lines(words.rules, words.known, state, ruling))
    stretch = words.account.within[n]
    if stretch.rulings.get(ruling.result) != n:
        yield Line(f"A later ruling on the same result holds: entry {stretch.rulings[ruling.result]}.")
    for m in stretch.results:
        result = words.account.result(m)
        if result.key == ruling.result:
            computed = f"; computed was {band_words(result.band)}" if ruling.band else ""
            yield Line(f"The result it decides is entry {m}: {words.entry(m)}{computed}.", 0, m)


def window_said(words: Words, n: int, entry: Windowed) -> Iterator[Line]:
    """A window: what was asked, of whom, and what came in."""
    yield Line(words.entry(n) + ".")
    if not entry.open:
        yield Line("A ruling closes a window, and so does the release: nothing waits for one.")
        return
    yield from (Line(line, 1) for line in argument_lines(entry.argument))
    yield Line("Those asked read this and nothing else of the sheet.")
    for m in range(n + 1, len(words.account)):
        later = words.account.entries.get(m)
        if isinstance(later, Windowed | Hashed) and (isinstance(later, Hashed) or later.result == entry.result):
            break
        if isinstance(later, Countered) and later.result == entry.result:
            yield Line(f"-> entry {m} {words.entry(m)}", 0, m)


def counter_said(words: Words, n: int, entry: Countered) -> Iterator[Line]:
    """A reason against: what it says, and what the ruling made of it."""
    yield Line(f"{words.entry(n)}.")
    marked = None
    for m, later in words.account.entries.items():
        if m < n or not isinstance(later, Ruled):
            continue
        mark = next((mark for mark, because in later.ruling.marks if because.endswith(entry.reason)), None)
        if mark is not None and words.account.within[m] is words.account.within[n]:
            marked = Line(f"The ruling in entry {m} marks it: {mark_words(mark)}.", 0, m)
    yield marked or Line("No ruling that this copy shows marks it.")
