"""`rehearse --playable`: whether an exercise is playable, verdict by verdict, and what an author can do."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

import click

from seawar.cli.rehearsing import Wanted, percent, rules_of, shares, wrapped
from seawar.cli.sharing import shared_out
from seawar.core.rules import Rules
from seawar.study.playability import Batch, Players, Tally, batches, tally
from seawar.study.playable import (
    APART_PERCENT,
    IN_PERCENT,
    LEAST_GAMES,
    LEAST_TYPES,
    TEMPER_POINTS,
    WITHOUT_PERCENT,
    Choice,
    Pair,
    Playable,
    Temper,
    Unreached,
    Winner,
    judged,
)

USUAL = 200
"""Games by which an exercise is judged."""


class Said(NamedTuple):
    """A verdict in words."""

    text: str
    holds: bool


def show_playability(wanted: Wanted, games: int, *, seed: int, jobs: int | None) -> None:
    """Play and print; exit code 1 if anything fails."""
    rules = rules_of(wanted)
    found = found_for(wanted, range(seed, seed + games), jobs or os.cpu_count() or 1)
    for line in told(rules, found, games, seed):
        click.echo(line)
    if not found.holds:
        sys.exit(1)


def found_for(wanted: Wanted, numbers: range, jobs: int) -> Playable:
    """The verdicts on one exercise, with a bar for somebody who looks."""
    rules = rules_of(wanted)
    batched = list(batches(rules, numbers))
    with click.progressbar(
        length=sum(len(part) for _, part in batched), label=f"Rehearsing {rules.id}", file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    ) as bar:  # fmt: skip
        return judged(rules, played(wanted, batched, jobs, bar.update))


def played(
    wanted: Wanted, batched: Sequence[Batch], jobs: int, done: Callable[[int], object] = lambda _: None
) -> dict[Players, Tally]:
    """All games on so many processes."""
    found: dict[Players, Tally] = {players: Tally() for players, _ in batched}
    parts = [(players, share) for players, numbers in batched for share in shares(numbers)]
    for (players, share), counted in shared_out(partial(_tally, wanted), parts, jobs):
        found[players].add(counted)
        done(len(share))
    return found


def _tally(wanted: Wanted, batch: Batch) -> Tally:
    return tally(rules_of(wanted), batch)


def told(rules: Rules, found: Playable, games: int, seed: int) -> Iterator[str]:
    """All verdicts, line by line."""
    yield f"{rules.title}: is it playable? {found.games} games, {games} by its own bots, rehearsal dice from {seed}"
    for question, answers in zip(asked(rules.turn_label.lower()), _answered(rules, found), strict=True):
        yield ""
        yield from wrapped(question, 0)
        for text, holds in answers:
            yield from wrapped(f"{'holds' if holds else 'FAILS'}  {text}", 2, 7)
    yield ""
    if games < USUAL:
        yield f"{games} games are few, and shares wander by some points; the usual number is {USUAL}."
    yield "Playable." if found.holds else "Not playable as it stands."


def asked(turn: str) -> tuple[str, ...]:
    """The five questions; `turn` is what a turn is called."""
    return (
        f"Choice: each seat has in each {turn}, in {IN_PERCENT} % of the games that play it, at least {LEAST_TYPES} "
        "order types open that are of use to it: chosen by that seat in some game, and moving something that its aims "
        "look at.",
        f"Aims: two aims of each seat come out differently in at least {APART_PERCENT} % of the games.",
        "Temperament: changed for one seat alone, it moves the share of games in which one of its aims is met by at "
        f"least {TEMPER_POINTS} points.",
        "No order wins by itself: there is none with which its seat always meets all its aims, and does so in under "
        f"{WITHOUT_PERCENT} % of the games without it ({LEAST_GAMES} games of either kind at least).",
        "Nothing is in vain: each inject fires and each end is reached in some game, whoever plays.",
    )


def failing(rules: Rules, found: Playable) -> Iterator[str]:
    """What fails, a line each."""
    return (text for answers in _answered(rules, found) for text, holds in answers if not holds)


def _answered(rules: Rules, found: Playable) -> tuple[list[Said], ...]:
    """To each question, what was found, and whether that holds."""
    return (
        [one for seat in rules.seats for one in _choices(rules, [c for c in found.choices if c.seat == seat])],
        [_pair(rules, pair) for pair in found.pairs],
        [_temper(rules, temper) for temper in found.tempers],
        list(_winners(rules, found.winners)),
        list(_unreached(rules, found.unreached)),
    )


def _choices(rules: Rules, choices: Sequence[Choice]) -> Iterator[Said]:
    """One line where all turns hold; else one for each run of turns that fall short in the same way."""
    if not choices:
        return
    title = rules.seats[choices[0].seat].title
    short = [choice for choice in choices if not choice.holds]
    if not short:
        few, many = min(choice.fewest for choice in choices), max(choice.most for choice in choices)
        yield Said(f"{title}: {few} to {many} of use in each.", holds=True)
    for _, group in groupby(short, key=_lacking):
        alike = list(group)
        names = ", ".join(rules.name(choice.turn) for choice in alike)
        games, fell = sum(c.games for c in alike), sum(c.games - c.enough for c in alike)
        yield Said(
            f"{title}, {names}: too few in {percent(fell, games)} of games, and {min(c.fewest for c in alike)} at the "
            f"worst. {_lacking(alike[0])}", holds=False,
        )  # fmt: skip


def _lacking(choice: Choice) -> str:
    """What is there, what is missing from it, and what can be done."""
    parts = [f"Of use then: {', '.join(choice.useful) or 'nothing'}."]
    if choice.shut:
        parts.append(f"Of use and not open then: {', '.join(choice.shut)}; lower a cost or loosen a `when`.")
    if choice.unchosen:
        parts.append(f"Open and never chosen: {', '.join(choice.unchosen)}; give the seat a habit for one.")
    if choice.unmoving:
        parts.append(
            f"Chosen and moving nothing that its aims look at: {', '.join(choice.unmoving)}; "
            "write an aim that one of them serves."
        )
    if not (choice.shut or choice.unchosen or choice.unmoving):
        parts.append("Nothing else is open: offer more order types in that segment.")
    return " ".join(parts)


def _pair(rules: Rules, pair: Pair) -> Said:
    title, share = rules.seats[pair.seat].title, percent(pair.apart, pair.games)
    if len(pair.aims) < 2:
        return Said(
            f"{title}: has {len(pair.aims) or 'no'} aim with `met:`; write another that pulls apart.", holds=False
        )
    words = f"{title}: {' and '.join(pair.aims)} in {share} of games."
    remedy = " That is its nearest pair: let what serves one of them cost the other, or move a threshold."
    return Said(words + (remedy if not pair.holds else ""), holds=pair.holds)


def _temper(rules: Rules, temper: Temper) -> Said:
    title = rules.seats[temper.seat].title
    if not temper.aim:
        return Said(f"{title}: has no aim with `met:` that a temperament could move; write one.", holds=False)
    words = (
        f"{title}: {temper.aim} by {temper.points} points, {percent(temper.met_own, temper.games)} {temper.own} and "
        f"{percent(temper.met_other, temper.games)} {temper.other}."
    )
    remedy = " That is the most: give habits a `mood:`, say what they `serve` and `risk`, or offer orders that calm."
    return Said(words + (remedy if not temper.holds else ""), holds=temper.holds)


def _winners(rules: Rules, winners: Sequence[Winner]) -> Iterator[Said]:
    if not winners:
        yield Said("No order type does.", holds=True)
    for winner in winners:
        yield Said(
            f"{rules.seats[winner.seat].title}: {winner.type} in all {winner.given} games in which it was given, and "
            f"{percent(winner.won_without, winner.without)} of {winner.without} without. Let it cost another aim, or "
            "make its outcome less sure.", holds=False,
        )  # fmt: skip


def _unreached(rules: Rules, unreached: Unreached) -> Iterator[Said]:
    if unreached.holds:
        yield Said(f"All injects ({len(rules.msel)}) and ends ({len(rules.ends)}).", holds=True)
    titles = {inject.id: inject.title for inject in rules.msel}
    for id_ in unreached.injects:
        yield Said(
            f"Inject {id_}, {titles[id_]}: in no game. Loosen its condition, or let an order bring it about.",
            holds=False,
        )
    texts = {end.id: end.text for end in rules.ends}
    for id_ in unreached.ends:
        yield Said(f"End {id_}: in no game ({texts[id_]}) Loosen its condition, or take it out.", holds=False)
    if unreached.turns:
        names = ", ".join(rules.name(turn) for turn in unreached.turns)
        yield Said(f"{names}: played in no game. An end always comes first; make it harder.", holds=False)
