"""What it changes under whose name an order is given: what others can show of its author once they find out."""

from __future__ import annotations

from collections.abc import Iterator

from seawar.core.rules import OrderType
from seawar.report.document import Block, Para, Strong, Table, Text
from seawar.report.odds_told import cell
from seawar.report.words import band

NAMES = {"open": "Openly", "deniable": "Deniably", "false-flag": "Under another's name"}


def openness_told(kind: OrderType) -> Iterator[Block]:
    """Nothing for an order that only goes under its seat's own name."""
    if not kind.deniable:
        return
    traces = kind.mechanism.traces
    if not traces:
        yield Para((Strong("Under another name: "), "nobody looks for its author; no evidence hangs on the name."))
        return
    rows: list[tuple[Text, ...]]
    if all(len(trace.words) == 1 for trace in traces):
        rows = [(NAMES[trace.openness], _pointed(trace.openness, trace.words[0])) for trace in traces]
        head: tuple[str, ...] = ("Given", "What others can show, once they find out")
        yield Table(head, tuple(rows), "What it changes under whose name you give it.")
        return
    columns = list(dict.fromkeys(word for trace in traces for word in trace.words))
    rows = []
    for trace in traces:
        odds = dict(zip(trace.words, trace.odds, strict=True))
        rows.append((NAMES[trace.openness], *(cell(odds.get(word, 0), odds.get(word, 0)) for word in columns)))
    caption = (
        "Once it is found, how surely those who look can name its author, in percent and without a clue; under "
        "another's name “possible” and “likely” point at that seat. Clues and distance: see what happens by itself."
    )
    yield Table(("Given", *(band(word) for word in columns)), tuple(rows), caption, numbers=True)


def _pointed(openness: str, word: str) -> str:
    return f"That it was {'the other seat' if openness == 'false-flag' else 'you'}: {word}."
