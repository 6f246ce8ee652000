"""Whether every order type is of use to somebody: `make use`; minutes, not seconds.

Every scenario there is, those that only calibrate the rules included, is played by bots over many games, as each seat
is and with every seat assertive, and by history's own orders over some. An order type holds when it was chosen in at
least one in a hundred of the games in which a seat could give it. One that was open in no game has shown nothing: it
is listed apart and is not counted as holding.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache

from seawar.content.library import CALIBRATION, any_scenario, load, load_book, names
from seawar.core.rules import Rules
from seawar.study.rehearsal import Rehearsal, by_bots, by_history, rehearse

RULEBOOK = "northeast-asia"
LEAST_PERCENT = 1
"""Of the games in which it is open, an order type is chosen in so many at least."""
HISTORY_GAMES = 20
"""Of each scenario: they differ by their dice alone."""
STEP = 10
"""Games a job."""

PLAYERS = {"bots": by_bots(), "assertive": by_bots("assertive"), "history": by_history}
"""Bots of their scenario's temperaments, bots that are all assertive, and history's orders."""

Found = Mapping[tuple[str, str], Rehearsal]
"""Scenario, and by whom it was played, to what came about."""


@cache
def rules_of(name: str) -> Rules:
    return load(any_scenario(name)).rules


@cache
def order_types() -> tuple[str, ...]:
    return tuple(load_book(RULEBOOK)[0].orders)


def scenarios() -> list[str]:
    """All of the rulebook: exercises first."""
    return [name for name in (*names(), *names(CALIBRATION)) if rules_of(name).rulebook == RULEBOOK]


def some(name: str, by: str, numbers: range) -> Rehearsal:
    rules = rules_of(name)
    return rehearse(rules, numbers, PLAYERS[by])


def played(games: int, history_games: int = HISTORY_GAMES, jobs: int | None = None) -> dict[tuple[str, str], Rehearsal]:
    """Every scenario by bots, and by history where it has orders of history's."""
    found: dict[tuple[str, str], Rehearsal] = {}
    with ProcessPoolExecutor(jobs or os.cpu_count()) as pool:
        waiting = []
        for name in scenarios():
            past = history_games if rules_of(name).historical else 0
            for by, count in (("bots", games), ("assertive", games), ("history", past)):
                for first in range(0, count, STEP):
                    numbers = range(first, min(count, first + STEP))
                    waiting.append((name, by, pool.submit(some, name, by, numbers)))
        for name, by, job in waiting:
            found.setdefault((name, by), Rehearsal()).add(job.result())
    return found


def counted(found: Found, type_: str, only: tuple[str, ...] = ()) -> tuple[int, int]:
    """Games in which it was chosen, and in which it was open; `only` names scenarios."""
    parts = [part for (name, _), part in found.items() if not only or name in only]
    return sum(part.types_chosen[type_] for part in parts), sum(part.types_legal[type_] for part in parts)


def shares(found: Found) -> Iterator[str]:
    """A line an order type: its share of all games and of the exercises', and where it was open."""
    yield f"{'order type':30}{'chosen':>8}{'open':>8}{'share':>9}{'exercises':>11}{'history':>9}  open in"
    exercises = tuple(names())
    for type_ in order_types():
        came, open_ = counted(found, type_)
        history = sum(part.types_chosen[type_] for (_, by), part in found.items() if by == "history")
        where = dict.fromkeys(name for (name, _), part in found.items() if part.types_legal[type_])
        shown = " ".join(name if name in exercises else name.partition("-")[0] for name in where)
        share, own = percent(came, open_), percent(*counted(found, type_, exercises))
        yield f"{type_:30}{came:>8}{open_:>8}{share:>9}{own:>11}{history:>9}  {shown or 'none'}"


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "-"


def idle(found: Found, least: int = LEAST_PERCENT) -> list[str]:
    """Order types that were open and chosen in fewer games than the least percent of those."""
    rows = ((type_, *counted(found, type_)) for type_ in order_types())
    return [type_ for type_, came, open_ in rows if open_ and (came * 100 < least * open_ or not came)]


def shut(found: Found) -> list[str]:
    """Order types that were open in no game."""
    return [type_ for type_ in order_types() if not counted(found, type_)[1]]


def main() -> None:
    parser = argparse.ArgumentParser(description="Play every scenario and count which order types are chosen.")
    parser.add_argument("--games", type=int, default=100, help="games by bots, of each scenario and either kind")
    parser.add_argument("--jobs", type=int)
    options = parser.parse_args()
    found = played(options.games, jobs=options.jobs)
    print(*shares(found), sep="\n")
    games = sum(part.games for part in found.values())
    seldom, never, total = idle(found), shut(found), len(order_types())
    print(f"{games} games of {len(scenarios())} scenarios, twice {options.games} of each by bots")
    held = total - len(seldom) - len(never)
    print(f"{held} of {total} order types hold: chosen in {LEAST_PERCENT} % of the games that allow them")
    print(f"open in no game, so not shown to be of use: {', '.join(never) or 'none'}")
    raise SystemExit(f"chosen in under {LEAST_PERCENT} %: {', '.join(seldom)}" if seldom else 0)


if __name__ == "__main__":
    main()
