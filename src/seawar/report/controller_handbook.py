"""The controller's handbook: all that the white cell needs on paper, in the order of the day.

It holds every secret of the exercise. Conditions and effects are put into words from the scenario itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from seawar.core.rules import Rules
from seawar.core.seats import SeatDef
from seawar.replay.wording import seats_words
from seawar.report.asked import in_words
from seawar.report.document import (
    Block,
    Contents,
    Document,
    Heading,
    Items,
    Para,
    Strong,
    Table,
    Text,
    paragraphs,
    sentence,
)
from seawar.report.msel import events
from seawar.report.words import Words

BEFORE = (
    "Print a player's handbook and some order sheets for each seat, the MSEL for the wall, and the seating plan.",
    "Play a rehearsal with bots, and one move at the terminals that will be used.",
    "Agree who adjudicates, who runs the injects and who takes notes; one person can do all three with few seats.",
    "Put a clock where all can see it, and say that moves end when it rings.",
)
"""What to do before the day; the same for every exercise."""


def controller_handbook(rules: Rules, doc: Any, words: Words) -> Document:
    """The handbook; `doc` is the scenario document, for its conditions and effects in words."""
    document = Document(f"Controller's handbook: {rules.title}")
    document.add(Heading(1, document.title, "top"))
    document.add(Para("For the white cell alone: it holds the secrets of every seat."))
    document.add(Para(rules.summary), Contents())
    parts = (
        ("What to know first", _first(rules)),
        ("The day", _day(rules)),
        ("What the debrief asks", _questions(rules)),
        ("Background cards", _cards(rules, "brief")),
        ("Seats", _seats(rules, doc, words)),
        ("Injects", _injects(rules, doc, words)),
        ("How it may end", _ends(rules, doc, words)),
        ("Debrief cards", _cards(rules, "debrief")),
        ("What history did", paragraphs(rules.history)),
        ("Sources", iter((Items(tuple(doc.sources)),))),
    )
    for title, blocks in parts:
        if found := list(blocks):
            document.section(2, title, title.lower())
            document.add(*found)
    return document


def _first(rules: Rules) -> Iterator[Block]:
    yield from paragraphs(rules.handout)
    yield Heading(3, "Before the day", "before")
    yield Items(BEFORE)


def _day(rules: Rules) -> Iterator[Block]:
    """The run sheet of the cut, with the hour at which each part begins if the session begins at nought."""
    session = rules.session
    if session is None:
        yield Para("This scenario has no cut for one session; play it whole, or choose moves that fit the day.")
        return
    rows: list[tuple[Text, ...]] = []
    clock = 0
    for title, minutes, drop in _stretches(rules):
        rows.append((_clock(clock), Strong(title), f"{minutes} min", drop))
        clock += minutes
    yield Para(f"{session.title}: {session.minutes} minutes. Times count from the beginning of the session.")
    yield Table(("Begins", "What", "Takes", "When late, leave out"), tuple(rows))


def _stretches(rules: Rules) -> Iterator[tuple[str, int, str]]:
    session = rules.session
    if session is None:
        return
    turns = (
        f", with {rules.turn_label.lower()}s {_span(session.read_in)} of the whole read in" if session.read_in else ""
    )
    yield f"Welcome, rules and briefs{turns}", session.read_in_minutes, ""
    for place, move in enumerate(session.moves, 1):
        name = f"{rules.turn_label} {place} ({rules.turn_label.lower()} {move.turn} of the whole)"
        drop = f"inject{'s' * (len(move.drop) > 1)} {', '.join(move.drop)}" if move.drop else ""
        stages = ("brief", move.brief, ""), ("teams", move.team, drop), ("adjudication", move.adjudicate, "")
        for stage, minutes, left_out in (*stages, ("brief-out", move.brief_out, "")):
            yield f"{name}: {stage}", minutes, left_out
    yield "Hot wash", session.hot_wash, ""


def _span(turns: tuple[int, ...]) -> str:
    return str(turns[0]) if len(turns) == 1 else f"{turns[0]} to {turns[-1]}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _questions(rules: Rules) -> Iterator[Block]:
    for id_, question in rules.questions.items():
        served = [inject.id for inject in rules.msel if id_ in inject.questions]
        cards = [card.title for card in rules.cards if id_ in card.questions]
        told = [f"injects {', '.join(served)}" if served else "", f"cards: {', '.join(cards)}" if cards else ""]
        yield Para((Strong(question), f" {sentence('; '.join(filter(None, told)))}" if any(told) else ""))


def _cards(rules: Rules, use: str) -> Iterator[Block]:
    for card in rules.cards:
        if card.use == use:
            yield Heading(3, card.title, f"card-{card.id}")
            yield from paragraphs(card.text)
            yield Para((Strong("Item: "), sentence(card.item)))


def _seats(rules: Rules, doc: Any, words: Words) -> Iterator[Block]:
    for id_, seat in rules.seats.items():
        yield Heading(3, seat.title, f"seat-{id_}")
        yield Para((Strong(sentence(seat.cell)), f" {seat.side}. A bot in this seat is {seat.temperament}."))
        yield from paragraphs(doc.seats[id_].public_brief)  # with its sources, which a seat does not read
        yield Para((Strong("Secret"),))
        yield from paragraphs(doc.seats[id_].secret_brief)
        yield Table(("Aim", "Met if"), tuple(_aims(seat, doc.seats[id_], words)))
        lines = tuple(_red_line(line, words) for line in doc.seats[id_].red_lines)
        if lines:
            yield Para((Strong("Red lines"),))
            yield Items(lines)
    if rules.voices:
        yield Heading(3, "Voices", "voices")
        yield Para("Actors without a seat, for whom the white cell speaks.")
        yield Items(tuple(voice.title for voice in rules.voices.values()))


def _aims(seat: SeatDef, written: Any, words: Words) -> Iterator[tuple[Text, ...]]:
    for aim in seat.aims:
        met = written.aims[aim.id].met
        told = sentence(in_words(met, words, {})) if met else "The white cell judges."
        yield f"{aim.text}{' (secret)' if aim.secret else ''}", told


def _red_line(line: Any, words: Words) -> str:
    watched = f" (crossed when {in_words(line.when, words, {})})" if line.when else ""
    return f"{line.text}{watched}"


def _injects(rules: Rules, doc: Any, words: Words) -> Iterator[Block]:
    for inject, told in zip(rules.msel, events(rules, doc, words), strict=True):
        yield Heading(3, f"{inject.id} {inject.title}", f"inject-{inject.id}")
        due = f"{told['Due']} ({told['Move']})" if told["Due"] else ""
        when = "; ".join(filter(None, (due, told["If"].rstrip("."))))
        yield Para((Strong("Due: "), sentence(when), " ", Strong("To: "), seats_words(rules, inject.to), ". ",
                    Strong("From: "), sentence(inject.source)))  # fmt: skip
        yield from paragraphs(inject.text)
        rows = (
            ("Decision", inject.expect), ("What for", inject.objective), ("Note", inject.note),
            ("What it does", told["What it does"]), ("Serves", told["Serves"]), ("Item", sentence(inject.item)),
        )  # fmt: skip
        yield Items(tuple((Strong(f"{name}: "), text) for name, text in rows if text))


def _ends(rules: Rules, doc: Any, words: Words) -> Iterator[Block]:
    if rules.ends:
        yield Para("Before the last move it ends in one of these ways; the white cell may end it at any time.")
        rows = tuple((end.text, sentence(in_words(doc.ends[end.id].when, words, {}))) for end in rules.ends)
        yield Table(("End", "If"), rows)
