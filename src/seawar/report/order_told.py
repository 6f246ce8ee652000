"""One order type as a player reads it: what it is, what it takes, its odds, and what each outcome does."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from typing import Any

from seawar.core.orders import Rung
from seawar.core.rules import OrderType
from seawar.report.asked import in_words
from seawar.report.asked_for import helps, topics
from seawar.report.document import (
    Block,
    Code,
    Heading,
    Items,
    Link,
    Para,
    Span,
    Strong,
    Table,
    Text,
    joined,
    listed,
    marked,
    sentence,
    slug,
)
from seawar.report.odds_told import odds_blocks, settled_odds, signed
from seawar.report.openness import openness_told
from seawar.report.words import Words, band, in_percent, with_unit

_COUNTS = ("", "one co-signer", "two co-signers", "three co-signers")


def order_blocks(words: Words, kind: OrderType, lengths: tuple[str, ...]) -> Iterator[Block]:
    """Everything about one order type, under its own heading."""
    doc, targets = words.book.doc.orders[kind.id], dict(kind.targets)
    yield Heading(4, kind.title, order_anchor(kind.id))
    yield Para(kind.text)
    yield Items(tuple(_terms(words, kind)))
    if kind.modifiers:
        yield _modifiers(words, kind, targets)
    yield from _settings(kind)
    yield from odds_blocks(*settled_odds(words.book, kind, lengths))
    yield from openness_told(kind)
    yield _outcomes(words if kind.domain == "air" else words.without_boxes(), kind, doc.outcomes, targets | _met(kind))
    yield from helps(words, kind)
    yield from topics(words, kind)
    yield Para((Strong("Source: "), sentence(kind.source)))


def order_anchor(id_: str) -> str:
    return slug(f"order-{id_}")


def mechanism_anchor(name: str) -> str:
    return slug(f"method-{name}")


def _met(kind: OrderType) -> dict[str, str]:
    """An order about contacts that names none meets one."""
    return {} if "contact" in dict(kind.targets) else {"contact": "contact"}


def _terms(words: Words, kind: OrderType) -> Iterator[Text]:
    """What it takes to give it, a line each; what does not apply is left out."""
    targets = dict(kind.targets)
    cost = ", ".join(f"{amount} of “{words.book.resources[id_].title}”" for id_, amount in kind.cost)
    yield _term("Who may give it", words.seats(kind.seats) if kind.seats else "every seat")
    yield _term("Costs", cost or "nothing")
    if targets:
        yield _term("You name", listed(_named(name, what) for name, what in targets.items()))
    if kind.force_kind:
        yield _term("Sends", f"forces of the kind “{kind.force_kind}”, the nearest unless you name others")
    if kind.partners:
        yield _term("Needs", f"{_COUNTS[kind.partners]}; it is void unless all of them seal it too")
    if kind.when:
        yield from _condition(words, kind, targets)
    if kind.ceiling:
        rungs = ", ".join(f"{rung.value} {rung.title}" for rung in Rung if rung)
        yield _term("Ceiling", f"you set how far it may go, up to {Rung(kind.ceiling).title} ({rungs})")
    yield _term("Lasts", "until you cancel it, if you let it stand" if kind.stands else "for this turn")
    if kind.deniable:
        yield _term("Under whose name", "openly, deniably, or under the name of another")
    if kind.review:
        yield _term("White cell", "looks at every result before it holds")
    if kind.calms:
        yield _term("Kind", "it calms things down")
    for whom, what in ((kind.concedes, "gives way to"), (kind.insults, "insults")):
        if whom:
            told = listed(words.who(name, targets) for name in whom)
            yield _term("Publics", f"it {what} {told}, where it becomes public")
    yield (Strong("Settled by: "), Link(_settled_by(kind), mechanism_anchor(kind.mechanism.name)),
           f", in the step “{kind.mechanism.step.title}”.")  # fmt: skip


def _named(name: str, kind: str) -> str:
    article = "an" if kind[0] in "aeiou" else "a"
    return f"{article} {kind}" if name == kind else f"{article} {kind} as “{name}”"


def _term(name: str, text: str) -> Text:
    return Strong(f"{name}: "), f"{text}."


def _condition(words: Words, kind: OrderType, targets: Mapping[str, str]) -> Iterator[Text]:
    assert kind.when is not None
    said = sentence(in_words(kind.when.text, words, targets))
    spans: list[Span] = [Strong("Only if: "), said, " In the rulebook: ", Code(kind.when.text)]
    if kind.refusal:
        spans += [". Otherwise you are told: ", f"“{sentence(kind.refusal)}”"]
    yield tuple(spans)


def _settled_by(kind: OrderType) -> str:
    return kind.mechanism.name.replace(".", ": ").replace("-", " ")


def _modifiers(words: Words, kind: OrderType, targets: Mapping[str, str]) -> Table:
    targets = {**targets, **_met(kind)}
    rows = []
    for modifier in kind.modifiers:
        add, because = modifier.note
        when = sentence(in_words(modifier.when.text, words, targets))
        rows.append(((when, " ", Code(modifier.when.text)), signed(add), sentence(because)))
    return Table(("When it holds", "Adds", "Why"), tuple(rows), "What makes the odds better or worse.")


def _settings(kind: OrderType) -> Iterator[Block]:
    """What this order type sets of its mechanism, with the mechanism's own words for it."""
    from seawar.content.schema import field_docs

    docs, whole = field_docs(kind.mechanism.params), inspect.getdoc(kind.mechanism.params) or ""
    rows = [
        (
            sentence(name.replace("_", " ")).rstrip("."),
            _value(getattr(kind.params, name), docs.get(name) or whole),
            marked(sentence(in_percent(docs.get(name, "")))),
        )
        for name in getattr(kind.mechanism.params, "__dataclass_fields__", {})
        if not isinstance(next(iter(_flat(getattr(kind.params, name))), None), tuple)
    ]
    if rows:
        yield Table(("Number", "Here", "What it is"), tuple(rows), _caption(kind))


def _caption(kind: OrderType) -> str:
    """With what the mechanism says of its numbers as a whole, their unit above all."""
    said = inspect.getdoc(kind.mechanism.params) or ""
    said = sentence(in_percent(" ".join(said.split())))
    return f"What it is settled with. {said}".replace("`", "")


def _flat(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, tuple | list) else (value,)


def _value(value: Any, doc: str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value == "" or value == ():
        return "none"
    return ", ".join(with_unit(p, doc) if isinstance(p, int) else str(p).replace("-", " ") for p in _flat(value))


def _called(kind: OrderType, name: str) -> Text:
    """A band, with what it says where its name does not."""
    said = dict(kind.mechanism.meanings).get(name.replace(" ", "_"), "")
    return (Strong(band(name)), f": {said}") if said else Strong(band(name))


def _outcomes(words: Words, kind: OrderType, outcomes: Mapping[str, Any], targets: Mapping[str, str]) -> Table:
    """A row for each band that does something; those that do nothing share one."""
    rows: list[tuple[Text, ...]] = []
    for name, lines in outcomes.items():
        if lines:
            said = " ".join(words.effect(line, targets) for line in lines)
            rows.append((_called(kind, name), said))
    if idle := [_called(kind, name) for name, lines in outcomes.items() if not lines]:
        rows.append((joined(idle), "Nothing more."))
    return Table(("Outcome", "What it does"), tuple(rows), "What each outcome does, beside what its mechanism does.")
