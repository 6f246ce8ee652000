"""The pages of what came in, as rows: news, what falls due, the front page, the brief."""

from __future__ import annotations

from seawar.core.rules import Rules
from seawar.net.wire import Status
from seawar.replay.due import due_words, falls_due
from seawar.tui.known import Known
from seawar.tui.lines import Row, row
from seawar.tui.words import dated

SOURCE = 10
"""Columns for who tells it; a longer name pushes its own line only."""
HANG = 7
"""Columns by which news is set in at most where there are few."""


def news(known: Known, *, public: bool = False, small: bool = False) -> list[Row]:
    """Oldest first; with a heading for each turn. `public` is the front page."""
    items = sorted((item for item in known.news if item.public or not public), key=lambda item: (item.turn, item.at))
    rows: list[Row] = []
    turn = 0
    wide = min(SOURCE, max((len(item.source) for item in items), default=0))
    for item in items:
        if item.turn != turn:
            turn = item.turn
            if turn != items[0].turn:
                rows.append(Row())
            rows.append(row((known.rules.name(turn), "quiet")))
        at = dated(known.rules, item.at)
        role = "text" if item.turn == known.view.turn else "quiet"
        if small:
            rows.append(row((f"{at} ", "quiet"), (f"{item.source}: {item.text}", role), hang=min(len(at) + 1, HANG)))
            continue
        teller = (f"{item.source:<{wide}}  ", "quiet")
        rows.append(row((f"{at}  ", "quiet"), teller, (item.text, role), hang=len(at) + 4 + wide))
    return rows or [row(("Nothing yet.", "quiet"))]


def due(known: Known, status: Status) -> list[Row]:
    """What falls due, soonest first."""
    view, rules = known.view, known.rules
    found = [(status.until, f"{rules.name(view.turn)} ends"), *falls_due(rules, view, known.contacts)]
    rows = [_due(rules, at, text, view.now) for at, text in sorted(found)]
    pacts = [(id_, pact) for id_, pact in view.agreements.items() if pact.status != "none"]
    if pacts:
        rows += [Row(), row(("Agreements", "quiet"))]
        rows += [row(rules.agreements[id_].title, right=pact.status.replace("-", " ")) for id_, pact in pacts]
    return rows


def _due(rules: Rules, at: int, text: str, now: int) -> Row:
    when = due_words(rules, at, now)
    return row((f"{when}  ", "quiet"), text, hang=len(when) + 2)


def brief(known: Known, *, small: bool = False) -> list[Row]:
    """What the seat is, wants and must not cross; where few lines are seen, what it wants first."""
    rows: list[Row] = []
    if known.brief:
        wants = [row(("Aims", "bold")), *(row(("-  ", "quiet"), aim, hang=3) for aim in known.brief.aims), Row()]
        wants += [row(("Red lines", "bold"))]
        wants += [row(("-  ", "quiet"), line, hang=3) for line in known.brief.red_lines]
        secret = row(known.brief.secret)
        rows = [*wants, Row(), secret] if small else [secret, Row(), *wants]
        rows += [Row(), row(("What everybody knows of you", "bold")), row((known.brief.public, "quiet"))]
    rows += [Row(), row(("The exercise", "bold")), row((known.rules.summary, "quiet"))]
    others = [seat for seat in known.rules.seats.values() if seat.id != known.seat]
    for seat in others:
        rows += [Row(), row((seat.title, "bold")), row((seat.public_brief, "quiet"))]
    return rows
