"""The master scenario events list as a table: for the wall of the white cell, and for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from seawar.core import calendar
from seawar.core.rules import Inject, Rules
from seawar.core.schedule import slot_of
from seawar.replay.wording import seats_words
from seawar.report.asked import in_words
from seawar.report.document import Document, Heading, Para, Strong, Table, Text, sentence
from seawar.report.words import Words

COLUMNS = (
    "Id", "Title", "Due", "Move", "If", "To", "From", "Text", "Expected decision", "Objective", "Serves", "Note",
    "What it does", "Item",
)  # fmt: skip


def msel_document(rules: Rules, doc: Any, words: Words) -> Document:
    """The list for paper: when, to whom, what for, and what is dropped first when the session is late."""
    document = Document(f"MSEL: {rules.title}")
    document.add(Heading(1, document.title, "top"))
    document.add(Para(
        "For the white cell alone. An inject with a time and a condition is due from that time on, as soon as the "
        "condition holds; what has no time is due when its condition first holds."
    ))  # fmt: skip
    drops = {id_: move.turn for move in (rules.session.moves if rules.session else ()) for id_ in move.drop}
    rows: list[tuple[Text, ...]] = []
    for inject, told in zip(rules.msel, events(rules, doc, words), strict=True):
        drop = "yes" if inject.id in drops else ""
        when = f"{told['Due']}. {told['If']}".strip(". ") or "–"
        rows.append((inject.id, Strong(inject.title), when, told["To"], inject.expect, inject.objective, drop))
    document.add(
        Table(("Id", "Inject", "Due", "To", "Decision that it should bring", "What for", "May drop"), tuple(rows))
    )
    return document


def msel_csv(rules: Rules, doc: Any, words: Words) -> str:
    """Every column, one inject a row, as RFC 4180 has it; opens in a spreadsheet.

    A cell that a spreadsheet would take for a formula has an apostrophe ahead.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for told in events(rules, doc, words):
        writer.writerow([_safe(told[column]) for column in COLUMNS])
    return out.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def events(rules: Rules, doc: Any, words: Words) -> Iterator[dict[str, str]]:
    """Each inject of the scenario document `doc` in words, by column."""
    for inject, written in zip(rules.msel, doc.msel, strict=True):
        yield {
            "Id": inject.id,
            "Title": inject.title,
            "Due": due_words(rules, inject),
            "Move": _move(rules, inject),
            "If": sentence(in_words(written.when, words, {})) if written.when else "",
            "To": seats_words(rules, inject.to),
            "From": inject.source,
            "Text": " ".join(inject.text.split()),
            "Expected decision": inject.expect,
            "Objective": inject.objective,
            "Serves": "; ".join(rules.questions[id_] for id_ in inject.questions),
            "Note": inject.note,
            "What it does": " ".join(words.effect(line, {}) for line in written.effects),
            "Item": inject.item,
        }


def due_words(rules: Rules, inject: Inject) -> str:
    """`23 July 2019, 09:00`, or empty where only a condition brings it."""
    if not inject.at:
        return ""
    date = calendar.date(inject.at, rules.zone).partition(" ")[2]
    clock = calendar.clock(inject.at, rules.zone)
    return date if clock == "00:00" else f"{date}, {clock}"


def _move(rules: Rules, inject: Inject) -> str:
    """The move that a time falls into, as people count them."""
    if not inject.at:
        return ""
    turn = next((turn for turn in rules.plan.turns if inject.at < slot_of(rules, turn).until), None)
    return rules.name(turn) if turn else "after the last move"
