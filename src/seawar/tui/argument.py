"""An argued or a free order on its form: what its seat puts into words, and what reasons are worth on two dice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from seawar.adjudicate.preview import preview
from seawar.adjudicate.validate import MOST_REASONS
from seawar.core.orders import Argument, Order
from seawar.core.rules import OrderType
from seawar.domains.odds import two_dice
from seawar.tui.known import Known
from seawar.tui.lines import Row, row
from seawar.tui.words import percent, span

SEVEN = 7
"""What two dice must make with the net added."""
HELD = 3
"""Nets beyond this, either way, count as this."""
STRONG = ("", "with its reason strong", "with both reasons strong", "with all three reasons strong")
BAR = 10


@dataclass(frozen=True, slots=True)
class Text:
    """One line that the seat writes."""

    id: str
    label: str
    hint: str


ACTION = Text("action", "Action", "what you do, in a sentence")
EFFECT = Text("effect", "Effect", "what is to come of it")
REASONS = (
    Text("reason-1", "Reason 1", "why it should succeed"),
    Text("reason-2", "Reason 2", "a second reason, if you have one"),
    Text("reason-3", "Reason 3", "a third"),
)


def texts(kind: OrderType) -> tuple[Text, ...]:
    """The lines that an order of this type asks for, top to bottom."""
    return {"reasons": (ACTION, EFFECT, *REASONS), "action": (ACTION, EFFECT)}.get(kind.mechanism.words, ())


def written(order: Order, id_: str) -> str:
    """What stands on a line."""
    told = order.argument or Argument("", "")
    if id_ in ("action", "effect"):
        return told.action if id_ == "action" else told.effect
    at = int(id_.rpartition("-")[2]) - 1
    return told.reasons[at] if at < len(told.reasons) else ""


def write(order: Order, id_: str, text: str) -> Order:
    """The order with a line written; reasons keep their lines until it is sealed."""
    told = order.argument or Argument("", "")
    if id_ in ("action", "effect"):
        return replace(order, argument=replace(told, **{id_: text}))
    at = int(id_.rpartition("-")[2]) - 1
    reasons = [*told.reasons, *[""] * (MOST_REASONS - len(told.reasons))]
    reasons[at] = text
    return replace(order, argument=replace(told, reasons=tuple(reasons)))


def trimmed(order: Order) -> Order:
    """As it is sealed: without empty reasons and spaces at the ends."""
    told = order.argument
    if told is None:
        return order
    reasons = tuple(reason.strip() for reason in told.reasons if reason.strip())
    return replace(order, argument=Argument(told.action.strip(), told.effect.strip(), reasons))


def chance(net: int) -> int:
    """Per mille of succeeding at a net."""
    return two_dice(net)[0]


def needed(net: int) -> str:
    """`6 or more`, on two dice."""
    return f"{SEVEN - max(-HELD, min(HELD, net))} or more"


def stake(low: int, high: int) -> str:
    """`7 or more on two dice: 58 %`, between two nets."""
    what = needed(low) if low == high else f"{needed(high).partition(' ')[0]} to {needed(low)}"
    return f"{what} on two dice: {span(chance(low), chance(high))}"


def net_of(known: Known, order: Order) -> tuple[int, int]:
    """What the rulebook's own modifiers add, at both ends of what the seat cannot know."""
    mods = preview(known.rules, known.view, order).mods
    return sum(low for low, _, _ in mods), sum(high for _, high, _ in mods)


def outlook(known: Known, order: Order, kind: OrderType) -> str:
    """What it takes as it stands, and with every reason marked strong."""
    if kind.mechanism.words != "reasons":
        return "the white cell decides, without dice"
    low, high = net_of(known, order)
    count = sum(bool(reason.strip()) for reason in order.argument.reasons) if order.argument else 0
    best = f"; {STRONG[count]} {span(chance(low + count), chance(high + count))}" if count else ""
    return f"{stake(low, high)} as it stands{best}"


def marks_rows(known: Known, order: Order, kind: OrderType) -> Iterator[Row]:
    """How it is decided, for every way in which its reasons may be marked."""
    if kind.mechanism.words != "reasons":
        yield row(("The white cell decides, without dice: granted, in part, or refused.", "text"))
        return
    low, high = net_of(known, order)
    count = sum(bool(reason.strip()) for reason in order.argument.reasons) if order.argument else 0
    yield row((outlook(known, order, kind) + ".", "bold"), most=2)
    yield Row()
    yield row(("If the white cell marks", "quiet"), right=[("two dice must make              ", "quiet")])
    for strong in range(max(count, 1) + 1):
        what = "no reason strong" if not strong else f"{strong} reason{'s' * (strong > 1)} strong"
        yield _mark_row(what, low + strong, high + strong)
    yield _mark_row("one strong reason against, none for", low - 1, high - 1)


def _mark_row(what: str, low: int, high: int) -> Row:
    share = chance(low)
    bar = "▪" * ((share + 50) // 100)
    shown = percent(share) if low == high else span(chance(low), chance(high)).removesuffix(" %")
    return row(what, right=[(f"{needed(low):<12}{shown:>3} % {bar:<{BAR}}  ", "text")])


def read_rows(order: Order) -> Iterator[Row]:
    """All of it as others will read it, since a line shows only its end."""
    told = trimmed(order).argument
    if told is None or not any((told.action, told.effect, *told.reasons)):
        return
    yield Row()
    yield row(("As the white cell will read it", "bold"))
    for label, text in (("Action", told.action), ("Effect", told.effect)):
        if text:
            yield row((f"{label:<10}", "quiet"), text, hang=10)
    for number, reason in enumerate(told.reasons, 1):
        yield row((f"Reason {number}  ", "quiet"), reason, hang=10)
