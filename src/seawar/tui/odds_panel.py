"""What an order costs, what may happen at both ends of what the seat cannot know, and why: as rows."""

from __future__ import annotations

from seawar.adjudicate.preview import preview
from seawar.adjudicate.validate import validate
from seawar.core.orders import Order
from seawar.core.results import BandOdds
from seawar.core.rules import OrderType
from seawar.tui.choices import refusal_words
from seawar.tui.known import Known
from seawar.tui.lines import Row, row
from seawar.tui.words import band_words, cost_words, percent

SQUARE = 100
"""Per mille that one square of a bar stands for."""
SHARE = 18
"""Columns of one end of the odds."""


def odds_rows(known: Known, order: Order, *, why: bool) -> list[Row]:
    """What the order costs, what may happen at both ends of what the seat cannot know, and why."""
    kind = known.rules.order_types[order.type]
    rows = [row(("Cost           ", "quiet"), _cost(known, kind)), Row()]
    refusals = validate(known.rules, known.view, order)
    if refusals:
        return [*rows, row(("Not ready: ", "late"), ("; ".join(refusal_words(known, order)), "text"))]
    odds = preview(known.rules, known.view, order)
    if {*odds.worst, *odds.best} <= {"quiet"}:
        return [
            *rows,
            row("Nothing is known to be coming there. It meets whatever your radar sees enter, up to the ceiling."),
        ]
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
        rows += [Row(), *_why(odds)]
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


def _why(odds: BandOdds) -> list[Row]:
    if not odds.mods:
        return [row(("Why these odds: ", "quiet"), ("nothing adds to them or takes away.", "quiet"))]
    rows = [row(("Why these odds", "bold"))]
    for low, high, because in odds.mods:
        value = f"{low:+}" if low == high else f"{low:+} or {high:+}"
        rows.append(row((f"{value.replace('-', '−').replace('+0', '0'):>9}   ", "text"), (because, "text"), hang=12))
    worst, best = sum(low for low, _, _ in odds.mods), sum(high for _, high, _ in odds.mods)
    total = f"{worst:+}" if worst == best else f"{worst:+} or {best:+}"
    rows.append(row((f"{total.replace('-', '−'):>9}   ", "bold"), ("in all", "quiet")))
    return rows
