"""What a seat does this turn, as rows: drafts, what is sealed, and in review what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from seawar.adjudicate.preview import preview
from seawar.adjudicate.validate import validate, validate_sheet
from seawar.core.orders import Order
from seawar.core.results import BandOdds
from seawar.net.wire import Status
from seawar.replay import wording
from seawar.replay.argued_words import drew_words
from seawar.replay.wording import word
from seawar.tui import argument
from seawar.tui.asked import asked_rows
from seawar.tui.choices import refusal_words, sheet_refusals
from seawar.tui.drafts import Draft
from seawar.tui.known import Known
from seawar.tui.lines import Row, Span, row
from seawar.tui.person_rows import present
from seawar.tui.words import about, band_words, cost_words, gist, likely, manner, names

SEAL, UNSEAL, NEXT, ADD, INTENT = "seal", "unseal", "next", "add", "intent"


def odds_of(known: Known, order: Order) -> BandOdds | None:
    """The odds as far as the seat can know; None while the order is not legal."""
    if validate(known.rules, known.view, order):
        return None
    return preview(known.rules, known.view, order)


def orders(known: Known, draft: Draft, status: Status, *, small: bool) -> tuple[list[Row], list[Row]]:
    """What the seat does this turn, and below it what to do next: drafts, what is sealed, in review what came of it."""
    if status.phase in ("review", "closed") or (status.phase == "adjudicate" and known.answers):
        return review(known, status)
    sheet = known.sealed
    listed = sheet.orders if sheet else draft.orders
    intent = sheet.intent if sheet else draft.intent
    said: Span = (intent, "text") if intent else ("none", "quiet")
    rows = [
        row(("Intent    ", "quiet"), said, key="" if sheet else INTENT, hang=10, most=1 if small else 2),
        *_standing(known, draft, sealed=sheet is not None, small=small),
    ]
    if not small:
        rows.append(Row())
    for number, order in enumerate(listed, 1):
        rows += _order(known, order, number, key="" if sheet else f"order/{number - 1}", small=small)
    if not sheet and len(listed) < known.rules.orders_per_turn:
        add = [("O  ", "you"), ("add an order", "quiet")]
        rows.append(row((f"{len(listed) + 1}  empty", "quiet"), right=add, key=ADD))
    foot = list(_what_next(known, draft, status))
    return rows, [one for one in foot if one.bright or not small or any(role == "late" for _, role in one.spans)]


def first_stop(rows: list[Row], foot: list[Row]) -> str:
    """Where the cursor begins: the first order while orders can be changed, else what is next; never on no change."""
    keys = [one.key for one in rows]
    first = "order/0" if "order/0" in keys else ADD if ADD in keys else ""
    return first or next((one.key for one in foot if one.bright), "")


def _standing(known: Known, draft: Draft, *, sealed: bool, small: bool) -> Iterator[Row]:
    for key, order in known.view.standing.items():
        kind = known.rules.order_types[order.type]
        ends = key in draft.cancels and not sealed
        title = "" if small else f"{kind.title}: "
        text = f"{title}{about(known.rules, known.contacts, order)}, {manner(order, kind)}"
        shown: tuple[Span, ...] = (("Standing  ", "quiet"), (text, "quiet" if ends else "text"))
        right = "ends" if ends else ""
        yield row(*shown, right=right, key="" if sealed else f"standing/{key}", hang=10, most=1 if small else 2)


def _order(known: Known, order: Order, number: int, *, key: str, small: bool) -> Iterator[Row]:
    rules, kind = known.rules, known.rules.order_types[order.type]
    what = about(rules, known.contacts, order) or ("for us" if not kind.targets and not kind.partners else "")
    if refused := refusal_words(known, order):
        said: Span = (refused[0], "late")
    elif kind.mechanism.words:
        said = (argument.outlook(known, order, kind), "text")
    else:
        odds = known.odds.get(order.key) if known.sealed else None
        said = (likely(rules, order.partners, odds or preview(rules, known.view, order)), "text")
    how = manner(order, kind)
    spans: list[Span] = [(f"{number}  ", "quiet"), (kind.title, "bold")]
    lines = [what, how] if not small else [", ".join(part for part in (what, how) if part)]
    yield row(*spans, right=cost_words(rules, kind), key=key, hang=3)
    for line in lines:
        if line:
            yield row(("   ", "text"), line, hang=3, most=1 if small else 2)
    yield row(("   ", "text"), said, hang=3, most=1 if small else 3)
    if not small:
        yield Row()


def _what_next(known: Known, draft: Draft, status: Status) -> Iterator[Row]:
    if known.sealed:
        others = [seat for seat in status.waiting_for if seat != known.seat]
        if others:
            yield row("  U  Unseal", key=UNSEAL, bright=True)
            here = names(known.rules, present(others, status))
            yield row((f"Sealed. Waiting for {here}." if here else "Sealed. Those who have not are away.", "quiet"))
        else:
            yield from asked_rows(known.rules, known.asked, known.view.turn)
            yield row(("Sealed. The white cell settles the move.", "quiet"))
        return
    if status.phase == "adjudicate":
        yield from asked_rows(known.rules, known.asked, known.view.turn)
        yield row(("The white cell settles the move; your orders were not sealed.", "quiet"))
        return
    if status.phase != "plan":
        yield row(("The white cell has not opened the move yet.", "quiet"))
        return
    refusals = sheet_refusals(known, draft.orders, validate_sheet(known.rules, known.view, draft.sheet()))
    last = status.waiting_for == (known.seat,)
    settles = "the white cell settles the move then" if status.umpired else "the move is settled as soon as you seal"
    count = len(draft.orders)
    what = f"{count} order{'s' * (count != 1)}" if count else "no change"
    yield row(f"  {'S' if count else 'N'}  Seal {what}", key=SEAL, bright=True)
    if refusals:
        yield row((refusals[0], "late"), hang=0, most=3)
    elif last:
        yield row((f"You are the last: {settles}.", "quiet"))
    else:
        yield row(("You can unseal until the last seat has sealed.", "quiet"))


def review(known: Known, status: Status) -> tuple[list[Row], list[Row]]:
    """What came of the orders of the turn just settled: odds then, draw, result."""
    rows: list[Row] = [*ending(known), Row()] if status.phase == "closed" else []
    rows += [row(("What came of your orders", "quiet")), Row()]
    for answer in known.answers:
        kind = known.rules.order_types[answer.type]
        what = [word(known.rules, known.contacts, id_) for id_ in answer.targets.values()]
        if answer.subject and answer.subject not in answer.targets.values():
            what.append(word(known.rules, known.contacts, answer.subject))
        came = band_words(answer.band)
        if answer.note:
            signers = ", ".join(word(known.rules, {}, part) for part in answer.note.split(", "))
            came = f"Void: {signers} did not seal it"
        rows.append(row((kind.title, "bold"), key=f"answer/{answer.order}"))
        if what:
            rows.append(row(("   ", "text"), ", ".join(what), hang=3, most=2))
        rows.append(row(("   ", "text"), (came, "you"), *([(" by ruling", "truth")] if answer.ruled else []), hang=3))
        odds = known.odds.get(answer.order)
        if odds and not answer.note and answer.band != "quiet":
            saw = "before its reasons were marked" if kind.mechanism.words else "odds you saw"
            rows.append(row((f"   {saw}: ", "quiet"), (gist(odds), "quiet"), hang=3))
        for draw in answer.draws:
            drew = drew_words(draw.step, draw.drawn, draw.below)
            text = f"{_step(draw.step)}: {drew}, {wording.band_words(draw.band)}"
            rows.append(row((f"   {text}", "quiet"), hang=3))
        rows.append(Row())
    if not known.answers:
        rows += [row(("You had no orders in force.", "quiet")), Row()]
    if status.phase == "closed":
        return rows, []
    if status.umpired:
        return rows, [row(("The white cell opens the next move.", "quiet"))]
    label = "Close the exercise" if status.ended else f"Next {known.rules.turn_label.lower()}"
    others = [seat for seat in status.waiting_for if seat != known.seat]
    if others and known.seat not in status.waiting_for:
        waits = row((f"{names(known.rules, others)} still read. N again goes on without them.", "quiet"))
        return rows, [row(f"  N  {label}, without waiting", key=NEXT, bright=True), waits]
    together = [row(("It opens when everyone here has read theirs.", "quiet"))] if others else []
    return rows, [row(f"  N  {label}", key=NEXT, bright=True), *together]


def _step(step: str) -> str:
    place, _, what = step.partition(": ")
    return "arrival" if what.startswith("arrive") else what or place


def ending(known: Known) -> Iterator[Row]:
    yield row(("The exercise is over. Your aims:", "bold"))
    words = {True: ("met", "you"), False: ("not met", "late"), None: ("for the umpire", "quiet")}
    for aim in known.rules.seats[known.seat].aims:
        yield row(words[known.aims.get(aim.id)], (f": {aim.text}", "text"), hang=2)


def afterwards(journal: Path | None) -> list[Row]:
    """What can be done when the exercise is over."""
    rows = [row(("Ctrl+Q ", "key"), ("leaves.", "text"))]
    if journal is None:
        return rows
    commands = (("Read it back", f"seawar replay {journal} --text"), ("Check it", f"seawar verify {journal}"))
    for what, command in commands:
        rows += [row((f"{what}:", "quiet")), row(f"  {command}", hang=2)]
    return rows
