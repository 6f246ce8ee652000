"""The run sheet as rows: what was done, what runs, what is to come, and by how much the session is over."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from seawar.core import calendar
from seawar.core.rules import Rules
from seawar.core.session import STAGES
from seawar.replay.run_sheet import HOT_WASH, MINUTE, READ_IN, Item, RunSheet
from seawar.replay.wording import stage_words
from seawar.tui.lines import Row, Span, row
from seawar.tui.words import dated

DROP = "drop/"
"""Begins the key of an inject that can be left out."""


def plan_words(sheet: RunSheet) -> Span:
    """`3 min over plan`, for the heading."""
    if sheet.end is None:
        return ("no plan of minutes", "quiet")
    minutes = _minutes(sheet.over)
    if not minutes:
        return ("on plan", "quiet")
    return (f"{minutes} min over plan", "late") if minutes > 0 else (f"{-minutes} min in hand", "quiet")


def rows(rules: Rules, sheet: RunSheet, now: int, *, small: bool) -> list[Row]:
    """Each part of the session with its minutes; the move in play with all its stages."""
    found = [*_parts(rules, sheet, now, small=small)]
    if sheet.end is not None and not (sheet.items and sheet.items[-1].stage == HOT_WASH and sheet.items[-1].running):
        found.append(row((f"{_clock(sheet.end)}  ", "quiet"), "End expected"))
    if sheet.over > 0 and sheet.drops:
        one = sheet.drops[0]
        found.append(Row())
        found.append(
            row(
                (f"When late: drop inject {one.inject}", "new"),
                right=f"saves {one.minutes} min",
                key=f"{DROP}{one.inject}",
            )
        )
    return found


def _parts(rules: Rules, sheet: RunSheet, now: int, *, small: bool) -> Iterator[Row]:
    at = now
    if not small and sheet.end is not None:
        yield row(("       ", "quiet"), ("", "quiet"), right="plan    over")
    shown = 0
    for items in _moves(sheet.items):
        turn = items[0].turn
        running = any(item.running for item in items)
        ahead = items[0].began is None
        begins = at if items[0].began is None else items[0].began
        if ahead:
            shown += 1
        if small and not running and (not ahead or shown > 1):
            at += _left(items)
            continue
        yield row(
            (f"{_clock(begins)}  ", "quiet"),
            (_title(rules, turn, items, small=small), "bold" if running else "text"),
            right=_figures(items),
        )
        if running and turn:
            yield from (_stage(item, small=small) for item in items if not small or item.running)
        at += _left(items)


def _moves(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Items that belong to one move, played once; what belongs to no move stands alone."""
    order = ["", *STAGES]
    part: list[Item] = []
    for item in items:
        again = part and (order.index(item.stage) if item.stage in order else 0) <= (
            order.index(part[-1].stage) if part[-1].stage in order else 0
        )
        if part and (again or not item.turn or item.turn != part[0].turn):
            yield part
            part = []
        part.append(item)
    if part:
        yield part


def _title(rules: Rules, turn: int, items: Sequence[Item], *, small: bool) -> str:
    first = items[0]
    if first.stage == READ_IN:
        return "Read in and brief" if first.planned is not None else "Before the first move"
    if first.stage == HOT_WASH:
        return "Hot wash"
    if first.stage == "leap":
        return f"Leap to {calendar.date(first.at, rules.zone)}" if first.at else "Leap"
    at = rules.moment(first.at) if small else dated(rules, first.at)
    moment = f", {at}" if first.at else ""
    return f"{rules.name(turn)}{moment}"


def _stage(item: Item, *, small: bool) -> Row:
    del small
    name = stage_words(item.stage)
    if item.running:
        used = (item.took or 0) // MINUTE
        over = item.planned is not None and (item.took or 0) > item.planned
        return row(("       ", "quiet"), (f"> {name}", "you"), (f", {used} min used", "late" if over else "quiet"),
                   right=_figures([item], running=True))  # fmt: skip
    return row((f"         {name}", "quiet"), right=_figures([item]))


def _figures(items: Sequence[Item], *, running: bool = False) -> list[Span]:
    """Planned minutes, and how far what is done went over them."""
    planned = [item.planned for item in items if item.planned is not None]
    plan = f"{sum(planned) // MINUTE:>4}" if planned else "    "
    done = [item for item in items if item.took is not None and not item.running and item.planned is not None]
    over = _minutes(sum((item.took or 0) - (item.planned or 0) for item in done))
    if not done or running:
        return [(f"{plan}        ", "quiet")]
    return [(plan, "quiet"), (f"{over:>+8}".replace("-", "−") if over else "       0", "late" if over > 0 else "quiet")]


def _left(items: Sequence[Item]) -> int:
    """Milliseconds that are still to come of it."""
    return sum(max(0, (item.planned or 0) - (item.took or 0)) for item in items if item.took is None or item.running)


def _minutes(ms: int) -> int:
    """Whole minutes, rounded to the nearest."""
    return (abs(ms) + MINUTE // 2) // MINUTE * (1 if ms >= 0 else -1)


def _clock(ms: int) -> str:
    """`14:48` on the wall of this room."""
    return time.strftime("%H:%M", time.localtime(ms / 1000))
