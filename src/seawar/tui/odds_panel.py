"""What an order costs, what may happen at both ends of what the seat cannot know, and why: as rows."""

from __future__ import annotations

from collections.abc import Iterator

from seawar.adjudicate.preview import preview
from seawar.adjudicate.validate import validate
from seawar.core.orders import Order
from seawar.core.results import BandOdds
from seawar.core.rules import OrderType
from seawar.tui.argument import marks_rows, read_rows
from seawar.tui.choices import refusal_words
from seawar.tui.known import Known
from seawar.tui.lines import Row, row
from seawar.tui.words import band_words, cost_words, likely, percent

SQUARE = 100
"""Per mille that one square of a bar stands for."""
MOST_SHOWN = 4
"""Modifiers that are named where none applies."""
SHARE = 18
"""Columns of one end of the odds."""


def odds_rows(known: Known, order: Order, *, why: bool) -> list[Row]:
    """What the order costs, what may happen at both ends of what the seat cannot know, and why."""
    kind = known.rules.order_types[order.type]
    rows = [row(("Cost           ", "quiet"), _cost(known, kind)), Row()]
    refusals = validate(known.rules, known.view, order)
    if kind.mechanism.words:
        missing = [row(("Not ready: ", "late"), ("; ".join(refusal_words(known, order)), "text")), Row()]
        return [*rows, *(missing if refusals else ()), *marks_rows(known, order, kind), *read_rows(order)]
    if refusals:
        return [*rows, row(("Not ready: ", "late"), ("; ".join(refusal_words(known, order)), "text"))]
    odds = preview(known.rules, known.view, order)
    if {*odds.worst, *odds.best} <= {"quiet"}:
        return [
            *rows,
            row("Nothing is known to be coming there. It meets whatever your radar sees enter, up to the ceiling."),
        ]
    if order.partners:
        words = likely(known.rules, order.partners, odds)
        rows += [row(words[:1].upper() + words[1:]), Row()]
    one = odds.worst == odds.best
    head = ("What may happen", "bold")
    rows.append(
        row(head, right=(() if one else [("at worst", "quiet"), ("           ", "text"), ("at best    ", "quiet")]))
    )
    for band in _bands(kind, odds):
        shares = (
            [_share(odds.worst.get(band, 0))]
            if one
            else [_share(odds.worst.get(band, 0)), _share(odds.best.get(band, 0))]
        )
        rows.append(row(band_words(band), right=[(part, "text") for part in shares]))
    if why:
        rows += [Row(), *_why(kind, odds)]
    return rows


def _bands(kind: OrderType, odds: BandOdds) -> list[str]:
    return [band for band in kind.mechanism.bands if band in odds.worst or band in odds.best]


def _share(per_mille: int) -> str:
    squares = "▪" * min(10, (per_mille + SQUARE // 2) // SQUARE)
    return f"{percent(per_mille):>3} % {squares:<10}".ljust(SHARE)


def _cost(known: Known, kind: OrderType) -> str:
    left = [
        f"{known.view.resources.get(f'{resource}/{known.seat}', 0)} left"
        for resource, _ in kind.cost if resource in known.rules.resources
    ]  # fmt: skip
    return cost_words(known.rules, kind) + (f"; {', '.join(left)}" if left else "")


def _could(kind: OrderType) -> Iterator[Row]:
    """When no modifier applies: some that could."""
    could = list(dict.fromkeys(modifier.note for modifier in kind.modifiers))
    if could:
        yield row(("No modifier applies now.", "text"), (" These could:", "quiet"))
    for add, because in could[:MOST_SHOWN]:
        yield row((f"{add:+}".replace("-", "−").rjust(9) + "   ", "quiet"), (because, "quiet"), hang=12)


def _why(kind: OrderType, odds: BandOdds) -> list[Row]:
    if not odds.mods:
        return list(_could(kind))
    rows = [row(("Why these odds", "bold"))]
    for low, high, because in odds.mods:
        value = f"{low:+}" if low == high else f"{low:+} or {high:+}"
        rows.append(row((f"{value.replace('-', '−').replace('+0', '0'):>9}   ", "text"), (because, "text"), hang=12))
    worst, best = sum(low for low, _, _ in odds.mods), sum(high for _, high, _ in odds.mods)
    total = f"{worst:+}" if worst == best else f"{worst:+} or {best:+}"
    rows.append(row((f"{total.replace('-', '−'):>9}   ", "bold"), ("in all", "quiet")))
    return rows
