"""Odds as tables: by net, by situation, and each question to the dice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from seawar.content.book import Book
from seawar.core.calendar import parse_duration
from seawar.core.rules import OrderType
from seawar.report.document import Block, Items, Para, Table, sentence
from seawar.report.odds import Both, Odds, odds_of, reworded
from seawar.report.situations import SIGNED, situations
from seawar.report.staging import PLACE, Stage, stage_for
from seawar.report.words import band

BOTH_ENDS = "Where a seat cannot know, a cell holds two numbers: the worst and the best it must reckon with."


def percent(share: int) -> str:
    """Whole percent; `<1` for what is rare and `>99` for what is nearly sure."""
    if 0 < share < 10:
        return "<1"
    return ">99" if 990 < share < 1000 else str((share + 5) // 10)


def cell(worst: int, best: int) -> str:
    a, b = percent(min(worst, best)), percent(max(worst, best))
    return "–" if not worst and not best else a if a == b else f"{a} to {b}"


def signed(add: int) -> str:
    return f"+{add}" if add > 0 else str(add).replace("-", "−")


def settled_odds(book: Book, kind: OrderType, lengths: Iterable[str]) -> tuple[Odds | None, str, Stage]:
    """The odds, and the length of turn that they hold for where it matters: then the longest in use."""
    found: list[tuple[Odds | None, str, Stage]] = []
    for length in lengths:
        stage = stage_for(book, kind, parse_duration(length).rate_minutes)
        found.append((odds_of(stage, lambda at, heard: situations(book, at, heard)), length, stage))
    odds, length, stage = found[-1]
    return odds, length if any(other != odds for other, _, _ in found) else "", stage


def odds_blocks(odds: Odds | None, length: str, stage: Stage) -> Iterator[Block]:
    """What a reader is shown of the odds of one order type."""
    if odds is None:
        yield Para("Its odds depend on things that only a game has; the order form shows them before sealing.")
        return
    bands = [name for name in stage.kind.mechanism.bands if name in odds.bands]
    if not odds.dice:
        yield Para(_certain(odds, stage))
    if length:
        yield Para(f"The odds depend on the length of a turn; these are for one of {length}.")
    if odds.by_net:
        where = f" In this case: {odds.by_net_where}." if odds.by_net_where else ""
        rows = [(signed(net), both) for net, both in odds.by_net]
        yield _table("Net", bands, rows, f"Chance of each outcome in percent, by the net of all modifiers.{where}")
    if len(odds.situations) > 1 or (odds.dice and not odds.by_net):
        rows = [(sentence(words or "In the plain case").rstrip("."), both) for words, both in odds.situations]
        yield _table("When", bands, rows, "Chance of each outcome in percent, at net 0.")
    yield from _dice(odds, stage)
    if odds.adds:
        yield Para("To this net the mechanism itself adds, at the most, for what it finds:")
        yield Items(tuple(f"{signed(add)}: {because}" for add, because in sorted(odds.adds, reverse=True)))


def _certain(odds: Odds, stage: Stage) -> str:
    """Without dice: what it hangs on instead."""
    sure = odds.situations[0][1][0]
    usual = band(max(sure, key=lambda name: sure[name])).lower()
    if stage.kind.partners:
        told = "it is settled as the table says" if len(odds.situations) > 2 else f"the outcome is “{usual}”"
        return f"No dice: with the co-signer's signature {told}; without it nothing comes of it."
    signed = [both[0] for words, both in odds.situations if words == SIGNED]
    if signed:
        settled = band(max(signed[0], key=lambda name: signed[0][name])).lower()
        return f"No dice: with the other party's signature the outcome is “{settled}”, without it “{usual}”."
    if len(stage.kind.mechanism.bands) == 1:
        return f"No dice: as ordered, the outcome is “{usual}”."
    if len(odds.situations) > 1:
        return "No dice: the table says when which outcome comes."
    return "No dice: how things stand decides which of the outcomes below it is."


def _table(first: str, bands: list[str], rows: list[tuple[str, Both]], caption: str) -> Table:
    made = []
    for words, (worst, best) in rows:
        made.append((words, *(cell(worst.get(name, 0), best.get(name, 0)) for name in bands)))
    ranged = any(worst != best for _, (worst, best) in rows)
    caption = f"{caption} {BOTH_ENDS}" if ranged else caption
    return Table((first, *(band(name) for name in bands)), tuple(made), caption, numbers=True)


def _dice(odds: Odds, stage: Stage) -> Iterator[Table]:
    """Questions with the same answers stand in one table; one question that is the outcome itself is told already."""
    if len(odds.dice) == 1 and odds.by_net and odds.dice[0][1] == stage.kind.mechanism.bands:
        return
    for bands in dict.fromkeys(bands for _, bands, _ in odds.dice):
        asked = [(step, shares) for step, answers, shares in odds.dice if answers == bands]
        rows = [(step_words(step, stage), *(cell(low, high) for low, high in shares)) for step, shares in asked]
        first = bands == odds.dice[0][1]
        caption = "What the dice are asked, in percent at net 0." if first else "And, in percent:"
        yield Table(
            ("Question", *(_answer(name, stage) for name in bands)), tuple(dict.fromkeys(rows)), caption, numbers=True
        )


def _answer(name: str, stage: Stage) -> str:
    """A column of a question: a band, or a seat as the reader knows it."""
    return step_words(name, stage) if name in stage.rules.seats else band(name)


def step_words(step: str, stage: Stage) -> str:
    """`Warning shots`, or `Arrive: you`."""
    order = stage.order
    names = dict.fromkeys(stage.rules.seats, "another seat") | {PLACE: ""}
    names |= {seat: "the seat named" for seat in order.targets.values() if seat in stage.rules.seats}
    names |= {order.seat: "you"}
    said = [part.strip() for part in reworded(step, names).split(":")]
    return sentence(": ".join(part for part in said if part)).rstrip(".")
