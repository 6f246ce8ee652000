"""A seat's order sheet for paper: blanks for what is sealed, and what may be ordered this move as the seat knows it.

For a team whose terminal has failed, or that thinks better with a pencil. The white cell types it in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from seawar.adjudicate.offers import affordable, offers
from seawar.adjudicate.validate import candidates, validate
from seawar.core.orders import Argument, Order, Rung
from seawar.core.rules import OrderType, Rules
from seawar.core.view import View
from seawar.replay.text import turn_heading
from seawar.replay.wording import order_words, value_words, word
from seawar.report.document import Block, Document, Heading, Items, Para, Strong, Table, Text

BLANK = "…" * 24
BOX = "☐ "
SHOWN_MAX = 14
"""Choices of one target that are printed; a longer list says how many more there are."""
LABELS = {
    "contact": "Target", "area": "Where", "route": "Route", "seat": "Whom", "agreement": "Pact", "matter": "Matter",
    "good": "Good",
}  # fmt: skip
IN_WORDS = Argument("what is done", "what is to come of it", ("why it should succeed",))
"""Stands for what the seat will write: whether an argued order is open does not hang on its words."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An order type that may be ordered now."""

    kind: OrderType
    targets: tuple[tuple[str, tuple[str, ...]], ...]
    """What each target is called, to the ids that it may be in some legal order."""
    partners: tuple[str, ...]
    """Seats that it may be given together with."""


def order_sheet(rules: Rules, view: View) -> Document:
    """The sheet of `view.seat` for the turn of its view; `rules` are those that the seat may hold."""
    seat = rules.seats[view.seat]
    title = f"Order sheet: {seat.title}"
    document = Document(title, [Heading(1, title, "top")])
    document.add(Para((Strong(rules.title), f". {turn_heading(rules, view.turn, view.now, view.until)}")))
    document.add(
        Para(f"For {seat.title} alone. At most {rules.orders_per_turn} orders, besides those that stand. Fill in what "
             "applies, sign, and hand it to the white cell, who types it in as your seat's own.")
    )  # fmt: skip
    document.add(*_before(rules, view))
    for number in range(1, rules.orders_per_turn + 1):
        document.section(3, f"Order {number}", f"order-{number}")
        document.add(_form(rules, view))
    document.section(3, "Signed", "signed")
    document.add(Para(f"Captain {BLANK}  Time {BLANK[:8]}"))
    document.section(2, "What may be ordered this move", "open")
    document.add(*_open(rules, view))
    return document


def _before(rules: Rules, view: View) -> Iterator[Block]:
    """What is there, what stands, and the intent."""
    means = [value_words(rules, key, value) for key, value in view.resources.items()]
    if means:
        yield Para((Strong("At hand: "), "; ".join(means)))
    yield Para((Strong("Intent, one line: "), BLANK * 2))
    yield Para(f"{BOX}No change: no new orders this move.")
    if view.standing:
        yield Para((Strong("Standing orders"), " go on unless they are crossed here:"))
        orders = view.standing.values()
        yield Items(tuple(f"{BOX}ends: {order_words(rules, view.contacts, o.type, o.targets)}" for o in orders))


def _form(rules: Rules, view: View) -> Table:
    """The blanks of one order: the fields of the envelope, as far as anything on offer uses them."""
    kinds = [rules.order_types[id_] for id_ in rules.offered(view.segment)]
    most = max((kind.ceiling for kind in kinds), default=0)
    rungs = "  ".join(f"{BOX}{Rung(rung).title}" for rung in range(most + 1))
    rows: list[tuple[Text, ...]] = [
        ("Order type", BLANK * 2),
        ("Target, where, whom", BLANK * 2),
        ("Together with", BLANK),
    ]
    if most:
        rows.append(("Ceiling: the highest rung permitted", rungs))
    if any(kind.deniable for kind in kinds):
        rows.append(("Under whose name", f"{BOX}open  {BOX}deniable  {BOX}false flag, as {BLANK[:10]}"))
    if any(kind.stands for kind in kinds):
        rows.append(("How long", f"{BOX}this move  {BOX}until cancelled"))
    rows += [("If (at most two)", f"when {BLANK}  then {BLANK}"), ("Why, one line", BLANK * 2)]
    if any(kind.mechanism.words for kind in kinds):
        rows.append(("In your own words, where the order is argued: action, effect, reasons", BLANK * 4))
    return Table(("", "Write here"), tuple(rows))


def choices(rules: Rules, view: View) -> Iterator[Choice]:
    """Every order type of which some order may be given now, as far as the seat knows."""
    for id_ in rules.offered(view.segment):
        kind = rules.order_types[id_]
        found = list(_legal(rules, view, kind))
        if found:
            targets = tuple(
                (LABELS.get(of, of.capitalize()), tuple(dict.fromkeys(order.targets[name] for order in found)))
                for name, of in kind.targets
            )
            yield Choice(kind, targets, tuple(dict.fromkeys(p for order in found for p in order.partners)))


def _legal(rules: Rules, view: View, kind: OrderType) -> Iterator[Order]:
    if not kind.mechanism.words:
        yield from offers(rules, view, (kind.id,))
        return
    if not affordable(view, kind):
        return
    names = [name for name, _ in kind.targets]
    for chosen in product(*(candidates(rules, view, of) for _, of in kind.targets)):
        order = Order(view.seat, kind.id, dict(zip(names, chosen, strict=True)), argument=IN_WORDS)
        if not validate(rules, view, order):
            yield order


def _open(rules: Rules, view: View) -> Iterator[Block]:
    listed = list(choices(rules, view))
    if not listed:
        yield Para("Nothing: only no change, and messages.")
    hand = rules.segments[view.segment].hand.get(view.seat, ())
    for domain in dict.fromkeys(choice.kind.domain for choice in listed):
        yield Heading(3, domain.capitalize(), f"open-{domain}")
        here = [choice for choice in listed if choice.kind.domain == domain]
        ordered = sorted(here, key=lambda choice: choice.kind.id not in hand)
        rows = tuple(_row(rules, view, choice) for choice in ordered)
        yield Table(("Order type", "Cost", "What it may be about", "Up to"), rows)


def _row(rules: Rules, view: View, choice: Choice) -> tuple[Text, ...]:
    kind = choice.kind
    cost = ", ".join(f"{amount} {of}" for of, amount in kind.cost)
    about = [f"{label}: {_shown(rules, view, ids)}" for label, ids in choice.targets]
    if choice.partners:
        about.append(f"With: {_shown(rules, view, choice.partners)}")
    if kind.mechanism.words:
        about.append("In your own words: action, effect, reasons")
    ceiling = Rung(kind.ceiling).title if kind.ceiling else ""
    return ((Strong(kind.title), f". {kind.text}"), cost or "none", "; ".join(about), ceiling)


def _shown(rules: Rules, view: View, ids: tuple[str, ...]) -> str:
    named = ", ".join(word(rules, view.contacts, id_) for id_ in ids[:SHOWN_MAX])
    return f"{named} and {len(ids) - SHOWN_MAX} more" if len(ids) > SHOWN_MAX else named
