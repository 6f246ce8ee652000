"""Questions, answers, notes, pages and new injects, explained: what each is, and which entries it goes with."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from seawar.replay.entries import AnyEntry, Opaque
from seawar.replay.white_cell_entries import Asked, Injected, Noted, RfiAnswered, RfiSourced, Situated
from seawar.replay.white_cell_lines import WhiteCellEntry, umpire_lines
from seawar.replay.why_words import Line, Words


def white_cell_lines(words: Words, n: int, entry: WhiteCellEntry) -> Iterator[Line]:
    """What it says, then what belongs to it."""
    for i, text in enumerate(umpire_lines(words.rules, entry)):
        yield Line(text.strip(), min(i, 1))
    match entry:
        case Asked():
            found = list(_entries(words, lambda e: isinstance(e, RfiAnswered) and e.question == entry.id))
            yield from (Line(f"-> entry {m} {words.entry(m)}", 0, m) for m in found)
            if not found:
                yield Line("-> no answer is on record in this copy")
        case RfiAnswered() | RfiSourced():
            for m in _entries(words, lambda e: isinstance(e, Asked) and e.id == entry.question):
                yield Line(f"It was asked in entry {m}: {words.entry(m)}", 0, m)
        case Noted():
            yield from _noted(words, entry)
            yield Line("A note moves nothing, and no seat reads it.")
        case Situated():
            yield Line("It was made from what that seat knew, and may have been edited by the white cell.")
            yield Line("It moves nothing by itself.")
        case Injected():
            yield Line(f"{entry.author} wrote it; the scenario has no such inject.")
            yield from (Line(f"-> entry {m} {words.entry(m)}", 0, m) for m in words.account.within[n].results)


def _noted(words: Words, entry: Noted) -> Iterator[Line]:
    for tag in entry.tags:
        yield Line(f"{tag}: {words.rules.questions.get(tag, 'no question of this scenario')}", 1)
    kind, _, name = entry.about.partition("/")
    if kind == "entry":
        yield Line(f"It is about entry {name}: {words.entry(int(name))}", 0, int(name))


def _entries(words: Words, wanted: Callable[[AnyEntry | Opaque], bool]) -> Iterator[int]:
    return (m for m, entry in words.account.entries.items() if wanted(entry))
