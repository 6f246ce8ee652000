"""`rehearse`: bots play an exercise many times, and what a facilitator should know of it comes out as plain text."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

import click

from seawar.cli.sharing import shared_out
from seawar.content.library import any_scenario, load
from seawar.core.rules import Rules, Segment
from seawar.core.seats import SeatDef
from seawar.study.rehearsal import WORDS_PER_MINUTE, Rehearsal, by_bots, clocks, likely_minutes, rehearse

GAMES_A_JOB = 5
"""Few enough that the bar moves and no core waits long for the last one."""
WIDTH = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which exercise is rehearsed; small, so that it can be sent to another process, which loads it for itself."""

    scenario: str
    cut: bool = False
    rulebook: str = ""
    temperament: str = ""
    """That all bots have; empty leaves each its own."""


def show_rehearsal(wanted: Wanted, games: int, *, seed: int, jobs: int | None) -> None:
    """Play and print; a bar only for somebody who looks."""
    rules = rules_of(wanted)
    with click.progressbar(
        length=games, label=f"Rehearsing {rules.id}", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        found = rehearsed(wanted, range(seed, seed + games), jobs or os.cpu_count() or 1, bar.update)
    for line in told(rules, found, seed):
        click.echo(line)


@cache
def rules_of(wanted: Wanted) -> Rules:
    """The exercise by name or path; what only calibrates the rules may be named as well."""
    return load(any_scenario(wanted.scenario), cut=wanted.cut, rulebook=wanted.rulebook).rules


def rehearsed(wanted: Wanted, numbers: range, jobs: int, done: Callable[[int], object]) -> Rehearsal:
    """The games of these numbers on so many processes."""
    total = Rehearsal()
    for share, found in shared_out(partial(_share, wanted), shares(numbers), jobs):
        total.add(found)
        done(len(share))
    return total


def shares(numbers: range) -> list[range]:
    """Few games a job."""
    return [numbers[i : i + GAMES_A_JOB] for i in range(0, len(numbers), GAMES_A_JOB)]


def _share(wanted: Wanted, numbers: range) -> Rehearsal:
    return rehearse(rules_of(wanted), numbers, by_bots(wanted.temperament))


def told(rules: Rules, found: Rehearsal, seed: int) -> Iterator[str]:
    """The whole account, line by line."""
    last = seed + found.games - 1
    yield f"{rules.title}: {found.games} games by bots, rehearsal dice {seed} to {last}"
    yield "Percentages are of games; of an order type, of the games in which the seat could give it at least once."
    for seat in rules.seats.values():
        yield ""
        yield seat.title
        for index, segment in enumerate(rules.segments):
            if found.turns[seat.id, index]:
                yield from _part(rules, found, seat, index, segment)
        yield from _aims(seat, found)
    yield ""
    yield from _events(rules, found)
    if rules.cut:
        yield ""
        yield from _minutes(rules, found)


def _part(rules: Rules, found: Rehearsal, seat: SeatDef, index: int, segment: Segment) -> Iterator[str]:
    """One seat in one segment: orders a turn, and the order types by how often they were chosen."""
    part = seat.id, index
    each = found.orders[part] * 100 // found.turns[part]
    yield f"  {segment.title}: {each // 100}.{each % 100:02} orders a turn, of {rules.orders_per_turn} at most"
    open_ = [type_ for type_ in rules.offered(index) if found.legal[*part, type_]]
    shares = {type_: percent(found.chosen[*part, type_], found.legal[*part, type_]) for type_ in open_}
    for type_ in sorted(open_, key=lambda t: (-found.chosen[*part, t] / found.legal[*part, t], t)):
        yield f"    {shares[type_]:>7}  {type_}{_seldom_open(found.legal[*part, type_], found.games)}"
    own = [t for t in rules.offered(index) if seat.id in (rules.order_types[t].seats or rules.seats)]
    shut = [type_ for type_ in own if type_ not in open_]
    worded = [type_ for type_ in shut if rules.order_types[type_].mechanism.words]
    for what, types in (("never open", [t for t in shut if t not in worded]), ("in words, so for people only", worded)):
        if types:
            yield from wrapped(f"{what}: {', '.join(types)}", 4)


def _seldom_open(legal: int, games: int) -> str:
    return f" (open in {percent(legal, games)} of games)" if legal < games else ""


def _aims(seat: SeatDef, found: Rehearsal) -> Iterator[str]:
    if not seat.aims:
        return
    yield "  Aims met"
    for aim in seat.aims:
        share = percent(found.aims[seat.id, aim.id], found.games) if aim.met else "umpire"
        yield from wrapped(f"{share:>7}  {aim.text}", 4, 9)


def _events(rules: Rules, found: Rehearsal) -> Iterator[str]:
    if rules.msel:
        yield "Injects fired"
        for inject in rules.msel:
            yield f"    {percent(found.injects[inject.id], found.games):>7}  {inject.id} {inject.title}"
    yield "Ends reached"
    ends = {end.id: end.text for end in rules.ends} | {"last-turn": "The last turn is over."}
    for id_, text in ends.items():
        yield from wrapped(f"{percent(found.ends[id_], found.games):>7}  {id_}: {text}", 4, 9)


def _minutes(rules: Rules, found: Rehearsal) -> Iterator[str]:
    session = rules.session
    assert session is not None, "a cut is a session's"
    likely = likely_minutes(session, found)
    yield f"Minutes: {session.minutes} planned, {likely} likely"
    yield from wrapped(
        "Likely is the run sheet's own sum, a move counted in the share of games that reach it. Bots do not measure "
        "people: how long teams talk is the run sheet's guess. Reading is the news of the turn for the seat that is "
        f"told most, at {WORDS_PER_MINUTE} words a minute.", 2,
    )  # fmt: skip
    yield f"    {'':16}{'planned':>8}{'reached':>9}{'reading':>9}{'brief':>7}"
    yield f"    {'Read in':16}{session.read_in_minutes:>8}"
    for clock in clocks(session, found):
        reading = f"{clock.reading // 10}.{clock.reading % 10}"
        reached = percent(clock.reached, found.games)
        yield f"    {rules.name(clock.turn):16}{clock.planned:>8}{reached:>9}{reading:>9}{clock.brief:>7}"
    yield f"    {'Hot wash':16}{session.hot_wash:>8}"


def percent(part: int, whole: int) -> str:
    """Rounded down to a tenth below 10, so that nothing that came about reads as never."""
    if not whole:
        return "-"
    tenths = part * 1000 // whole
    if part and not tenths:
        return "<0.1 %"
    return f"{tenths // 10}.{tenths % 10} %" if 0 < tenths < 100 else f"{tenths // 10} %"


def wrapped(text: str, indent: int, hang: int = 2) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + hang), drop_whitespace=True,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
