"""Why an entry came out as it did: sections of plain lines, for the command and for any screen.

`explain` takes the words of an account, made once for a journal, and a number. A line that speaks of another
entry carries that entry's number, so that a screen can go there.
"""

from __future__ import annotations

from collections.abc import Iterator

from seawar.errors import JournalError
from seawar.replay.causes import REACHED, Step
from seawar.replay.entries import Resulted, Sealed
from seawar.replay.why_entry import entry_sections
from seawar.replay.why_result import result_sections
from seawar.replay.why_words import Line, Section, Words

__all__ = ["Line", "Section", "Words", "explain", "not_shown"]

CHAIN_MAX = 30
"""Lines of a chain of causes; a longer one is asked for entry by entry."""
LED_MAX = 12


def explain(words: Words, n: int) -> list[Section]:
    """All that this copy can say about entry `n`; raises JournalError where there is no such entry."""
    account = words.account
    if not 0 <= n < len(account):
        last = len(account) - 1
        raise JournalError(f"expected an entry from 0 to {last}, which is the last, came {n}; choose one of those")
    if n in account.hidden:
        return not_shown(n, account.reader)
    entry = account.entries[n]
    told = result_sections(words, n) if isinstance(entry, Resulted) else entry_sections(words, n, entry)
    sections = [words.heading(n), *told, _causes(words, n), _led_to(words, n)]
    return [section for section in sections if section.lines]


def not_shown(n: int, reader: str) -> list[Section]:
    """All there is to say of an entry that a copy does not show; `reader` is the seat whose copy it is."""
    whose = f"it was not addressed to {reader}, whose copy this is" if reader else "this copy is redacted"
    told = (
        f"Entry {n} is not shown in this copy: {whose}. `seawar verify` can tell that it was written and has not "
        "been changed since; what it says stands in the full journal."
    )
    return [Section("", [Line(told)])]


def _causes(words: Words, n: int) -> Section:
    """The chain back to orders and injects."""
    steps = list(words.causes.chain(n))
    lines: list[Line] = []
    for step in steps[:CHAIN_MAX]:
        seen = " (its causes stand above)" if step.again else ""
        told = words.entry(step.link.n, step.link.order)
        lines.append(Line(f"<- entry {step.link.n} ({step.link.how}) {told}{seen}", step.depth, step.link.n))
        if not step.again and isinstance(words.account.entries.get(step.link.n), Sealed):
            lines += _also_before(words, step)
    if len(steps) > CHAIN_MAX:
        lines.append(Line(f"and {len(steps) - CHAIN_MAX} more; ask about one of these entries"))
    return Section("Causes, back to orders and injects", lines)


def _also_before(words: Words, step: Step) -> Iterator[Line]:
    """The injects that reached a seat before it sealed a sheet: they stood beside it, and may have moved nobody."""
    found = [link.n for link in words.causes.of(step.link.n) if link.how == REACHED]
    told = [words.inject_id(m) for m in found]
    if found:
        many = "s" if len(found) > 1 else ""
        entries = f"{'entries' if many else 'entry'} {', '.join(map(str, found))}"
        yield Line(f"also before it: inject{many} {', '.join(told)} ({entries})", step.depth + 1, found[0])


def _led_to(words: Words, n: int) -> Section:
    """What came of it, one step ahead; a sealed sheet tells this order by order instead."""
    if not isinstance(words.account.entries[n], Resulted):
        return Section("", [])
    later = words.causes.led_to(n)
    lines = [Line(f"-> entry {m} {words.entry(m)}", 0, m) for m in later[:LED_MAX]]
    if len(later) > LED_MAX:
        lines.append(Line(f"and {len(later) - LED_MAX} more, up to entry {later[-1]}"))
    return Section("Led to", lines)
