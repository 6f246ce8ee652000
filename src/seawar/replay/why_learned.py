"""What a `learned` entry told its readers, and which results of that step it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from seawar.core.state import Contact, Report
from seawar.core.view import View, fold
from seawar.replay.count_words import amount_words, instant_words
from seawar.replay.entries import Learnt
from seawar.replay.keys import key_words
from seawar.replay.why_words import Line, Section, Words
from seawar.replay.wording import Known, report_line, value_words

TITLES = {
    "forces": "forces", "contacts": "contacts", "seen": "what is seen", "encounters": "encounters",
    "conditions": "conditions in force", "evidence": "evidence", "standing": "standing orders",
    "fired": "injects received", "ledgers": "counts", "agreements": "agreements", "matters": "matters",
    "claims": "claims", "published": "what is public", "ended": "the end", "segment": "the segment",
}  # fmt: skip
"""What the tables of a view hold, in words."""


def learned_sections(words: Words, n: int, entry: Learnt) -> list[Section]:
    lines = list(_told(words, n, entry))
    if any(table in ("news", "contacts") for table, _, _ in entry.patches) and not words.account.hidden:
        lines.append(Line(f"Named as {words.word(entry.vis[0])} knew it then, which may be less than the truth."))
    if words.account.hidden and entry.turn:
        lines.append(Line("The results that it comes from are the white cell's, and not shown in this copy."))
    return [Section("What it told", lines)]


def _told(words: Words, n: int, entry: Learnt) -> Iterator[Line]:
    before, known = _eyes(words, n, entry.vis[0])
    sources = words.causes.heard.sources(n)
    for (table, key, value), results in zip(entry.patches, sources, strict=True):
        if told := _patch(words, before, known, table, key, value):
            behind = f" <- entry {', '.join(map(str, results))}" if results else ""
            yield Line(f"{told}{behind}", 0, results[0] if results else None)


def news_lines(words: Words, n: int, seat: str) -> Iterator[str]:
    """The news in a `learned` entry, as one of its readers knew it then."""
    entry = words.account.entries[n]
    if not isinstance(entry, Learnt):
        return
    news = [value for table, _, value in entry.patches if table == "news" and value is not None]
    known = _eyes(words, n, seat)[1] if news else {}
    yield from (report_line(words.rules, known, msgspec.convert(value, Report)) for value in news)


def _eyes(words: Words, n: int, seat: str) -> tuple[View, dict[str, Contact]]:
    """A seat's view before entry `n`, and all contacts as it knew them with that entry."""
    view, known = View(seat=seat), dict[str, Contact]()
    before = view
    for m, entry in words.account.entries.items():
        if m <= n and isinstance(entry, Learnt) and seat in entry.vis:
            if m == n:
                before = msgspec.structs.replace(view, tracks=dict(view.tracks), resources=dict(view.resources))
            fold(view, entry.patches)
            known.update(view.contacts)
    return before, known


def _patch(words: Words, before: View, known: Known, table: str, key: str, value: Any) -> str:
    """One change to a view in words; empty for news that is cleared away as a turn opens."""
    rules = words.rules
    match table:
        case "news":
            if value is None:
                return ""
            return f"news {report_line(rules, known, msgspec.convert(value, Report))}"
        case "tracks" | "resources":
            was = getattr(before, table).get(key)
            moved = f", was {was}" if was is not None else ""
            return f"{value_words(rules, key, value)}{moved}"
        case "turn":
            return f"{words.when(value)} begins"
        case "now" | "until" | "seen":  # told by the turn, and by the contact
            return ""
        case "conditions" if value is not None:
            return f"{key_words(rules, known, key)}: holds until {instant_words(rules, value)}"
        case "ledgers" if isinstance(value, int):
            return f"counts: {key_words(rules, known, key)}: {amount_words(rules, key, value)}"
        case _:
            named = key_words(rules, known, key)
            title = TITLES.get(table, table)
            state = "gone" if value is None else _state(words, value)
            return ": ".join(part for part in (title, named, state) if part)


def _state(words: Words, value: Any) -> str:
    """A row in a few words, whatever it holds: what is told of it, without what is empty."""
    if not isinstance(value, dict):
        return words.word(str(value))
    told = (f"{name} {_item(words, item)}" for name, item in value.items() if item not in (None, "", [], 0, {}))
    return ", ".join(told)


def _item(words: Words, item: Any) -> str:
    if isinstance(item, list):
        return " then ".join(_item(words, part) for part in item)
    if isinstance(item, dict):
        named = item.get("area", item.get("type", ""))
        return words.word(str(named))
    if isinstance(item, int) and item >= 1_000_000:
        return instant_words(words.rules, item)
    return words.word(str(item))
