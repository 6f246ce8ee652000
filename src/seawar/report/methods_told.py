"""How orders, and what happens by itself, are settled: the docstrings of whatever settles, for people to read."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from seawar.core.mechanism import Mechanism, Upkeep, no_effects
from seawar.report.document import Block, Heading, Items, Para, Strong, Table, listed, marked, sentence, slug, spans
from seawar.report.methods import Method, fixed_numbers, method_of, numbers_used
from seawar.report.order_told import mechanism_anchor
from seawar.report.words import Words


def mechanisms_used(words: Words) -> list[Mechanism]:
    """Those that order types of this rulebook name, by name."""
    used = {kind.mechanism.name: kind.mechanism for kind in words.book.orders.values()}
    return [used[name] for name in sorted(used)]


def upkeep_told(words: Words) -> list[Upkeep]:
    """What happens by itself and says how."""
    return [upkeep for domain in words.book.domains for upkeep in domain.upkeep if upkeep.settle.__doc__]


def methods(words: Words) -> Iterator[Block]:
    """Each mechanism in use, then what happens whatever is ordered."""
    yield Heading(2, "Methods: how orders are settled", "methods")
    yield Para("Each order type is settled by one of these. What is assumed is numbered.")
    for mechanism in mechanisms_used(words):
        name = mechanism.name
        yield Heading(3, name.replace(".", ": ").replace("-", " ").capitalize(), mechanism_anchor(name))
        yield from _method(method_of(mechanism.settle))
        if mechanism.enact is not no_effects and (besides := inspect.getdoc(mechanism.enact)):
            yield Para((Strong("What follows by itself: "), *spans(marked(sentence(" ".join(besides.split()))))))
        yield from _numbers(fixed_numbers(mechanism.settle))
        used = (f"“{kind.title}”" for kind in words.book.orders.values() if kind.mechanism.name == name)
        yield Para((Strong("Settles: "), f"{listed(used)}."))
    yield Heading(3, "What happens by itself", "upkeep")
    yield Para("Whatever is ordered, this is settled too.")
    for upkeep in upkeep_told(words):
        title = upkeep.name.replace(".", ": ").replace("-", " ").capitalize()
        yield Heading(5, title, slug(f"upkeep-{upkeep.name}"))
        yield from _method(method_of(upkeep.settle))
        yield from _numbers(numbers_used(upkeep.settle))


def _method(method: Method) -> Iterator[Block]:
    yield Para(marked(method.summary))
    if method.parts:
        yield Items(tuple((Strong(f"{part}: "), *spans(marked(sentence(said)))) for part, said in method.parts))
    if method.assumptions:
        yield Para("It assumes:")
        yield Items(tuple(marked(sentence(said)) for said in method.assumptions), ordered=True)


def _numbers(numbers: tuple[tuple[str, str, str], ...]) -> Iterator[Block]:
    if numbers:
        rows = tuple((name, value, marked(said)) for name, value, said in numbers)
        yield Table(("Number", "Value", "What it is"), rows, "Fixed in the code, for every rulebook.")
