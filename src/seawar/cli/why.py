"""`why`: one entry of a journal, explained in plain lines."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import click

from seawar.cli.journals import Entries, copy_of, printable, rules_for_journal
from seawar.errors import JournalError, SeawarError
from seawar.journal.reader import good_prefix
from seawar.replay.account import Account
from seawar.replay.why import Line, Section, Words, explain, not_shown

WIDTH_MIN, WIDTH_MAX = 60, 120
"""Columns of a line; narrower or wider ones read badly."""
DIGITS_MAX = 18
"""Digits of an entry number; no journal has more."""


def explain_entry(file: Path, number: str) -> None:
    """Explain one entry; of a damaged journal, one of its good part, with exit code 1."""
    found = good_prefix(file)
    if found.error and not found.lines:
        raise found.error
    entries: Entries = [(line.n, line.d) for line in found.lines]
    n = _entry_number(number, len(entries), found.error)
    for line in page(_explained(entries, n, file), _width()):
        click.echo(printable(line))
    if found.error:
        click.echo(f"\nOnly entries 0 to {len(entries) - 1} can be trusted: {found.error}", err=True)
        sys.exit(1)


def _explained(entries: Entries, n: int, file: Path) -> list[Section]:
    if entries[n][1] is None:
        return not_shown(n, copy_of(entries) or "")
    try:
        return explain(Words(Account(rules_for_journal(entries, file), entries)), n)
    except (LookupError, AssertionError) as error:
        message = f"{file.name}: entry {n} does not fit what the journal says elsewhere ({error!r})"
        raise JournalError(f"{message}; `seawar verify` names the first entry that is wrong") from None


def _entry_number(text: str, count: int, error: JournalError | None) -> int:
    """The number as it was typed, or one sentence about it."""
    if not (text.isascii() and text.isdecimal()) or len(text) > DIGITS_MAX:
        message = f"expected the number of an entry, 0 to {count - 1}, came {text[:40]!r}"
        raise SeawarError(f"{message}; `seawar replay FILE --text` shows the numbers")
    if int(text) >= count:
        what = "the good part of this journal has" if error else "this journal has"
        broken = f" ({error})" if error else ""
        message = f"expected the number of an entry, came {int(text)}, but {what} entries 0 to {count - 1}{broken}"
        raise SeawarError(f"{message}; choose one of those")
    return int(text)


def _width() -> int:
    return max(WIDTH_MIN, min(WIDTH_MAX, shutil.get_terminal_size((100, 24)).columns))


def page(sections: list[Section], width: int) -> Iterator[str]:
    """Sections as lines of text: titles flush, what is under them set in, long lines wrapped under themselves."""
    for i, section in enumerate(sections):
        if i:
            yield ""
        if section.title:
            yield section.title
        for line in section.lines:
            yield from _wrapped(line, 2 * line.depth + 2 * bool(section.title), width)


def _wrapped(line: Line, indent: int, width: int) -> Iterator[str]:
    start, rest = " " * indent, " " * (indent + 2)
    yield from textwrap.wrap(
        line.text, width, initial_indent=start, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
