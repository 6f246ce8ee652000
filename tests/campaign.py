"""The long run: ten thousand games, and what must hold in each. `make campaign`; minutes, not seconds.

Every game is played twice under the same number and must end in the same state; every number must keep its range;
every seat's view must equal the fold of the differences it learned; and over all games the bands must come as often
as their recorded odds say. Then each seat is played by bots of either temperament and at random, all others by the
default bots: both must meet more of its aims. Prints what was counted, so that a green run is not an empty run.
"""

from __future__ import annotations

import argparse
import math
import os
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from seawar.content.library import load
from seawar.core.rules import Rules
from seawar.core.state import State, state_hash
from seawar.core.view import View, difference, fold, view_for
from seawar.study.aims import PLAYERS, AimsMet, ahead, measure
from seawar.study.playout import Playout, playout

Tally = Counter[str]


def in_range(rules: Rules, state: State) -> None:
    for key, value in (*state.tracks.items(), *state.resources.items()):
        low, high = rules.ranges[key.partition("/")[0]]
        assert low <= value <= high, f"{key} is {value}, outside {low}..{high}"


def views_fold(rules: Rules, game: Playout) -> int:
    """Each seat's view after each half-turn equals the fold of what it learned; how many were compared."""
    folded = {seat: View(seat=seat) for seat in rules.seats}
    last = {seat: View(seat=seat) for seat in rules.seats}
    count = 0
    for half in game.turns:
        in_range(rules, half.state)
        for seat in rules.seats:
            now = view_for(rules, half.state, seat)
            fold(folded[seat], difference(last[seat], now))
            assert folded[seat] == now, f"{seat} does not fold to its view"
            last[seat] = now
            count += 1
    return count


def rolled(game: Playout, tally: Tally) -> None:
    """Count what came against what was expected and its variance, in thousandths."""
    for half in game.turns:
        for _, results in half.steps:
            for result in results:
                for roll in result.rolls:
                    tally["draws"] += 1
                    for band, odds in zip(roll.bands, roll.odds, strict=True):
                        tally[f"expected {band}"] += odds
                        tally[f"variance {band}"] += odds * (1000 - odds)
                        tally[f"came {band}"] += 1000 * (band == roll.band)


def play_some(name: str, first: int, games: int) -> Tally:
    rules = load(name).rules
    tally: Tally = Counter()
    for number in range(first, first + games):
        game = playout(rules, number)
        assert state_hash(game.state) == state_hash(playout(rules, number).state), f"game {number} differs"
        tally["views"] += views_fold(rules, game)
        tally["games"] += 1
        tally[f"end {game.state.ended}"] += 1
        rolled(game, tally)
    return tally


def surprises(tally: Tally) -> list[str]:
    """Bands whose share lies more than five standard deviations from their odds."""
    found = []
    for key in sorted(k for k in tally if k.startswith("expected ")):
        band = key.removeprefix("expected ")
        apart = tally[f"came {band}"] - tally[key]
        if apart * apart > 25 * max(1, tally[f"variance {band}"]):
            deviations = apart / math.sqrt(max(1, tally[f"variance {band}"]))
            found.append(f"{band}: {deviations:+.1f} standard deviations from its odds")
    return found


ENOUGH = 3
"""Standard errors of the difference by which a bot must be ahead of random play."""


def aims_of(name: str, seat: str, player: str, games: int) -> AimsMet:
    return measure(load(name).rules, seat, player, range(games))


def aims_line(played: AimsMet, floor: AimsMet) -> str:
    """One row of the table: aims met a game with its standard error, and each aim's share."""
    shares = ", ".join(f"{aim} {100 * came // played.games} %" for aim, came in played.by_aim.items())
    lead = "" if played is floor else f"{ahead(played, floor):+5.1f}"
    return f"{played.seat:8}{played.player:10}{played.mean:6.2f} +-{played.error:.3f} {lead:>6}  {shares}"


def behind(pool: ProcessPoolExecutor, name: str, games: int) -> list[str]:
    """Print how far each seat meets its aims, by player; the bots that are not clearly ahead of random play."""
    print(f"Aims met a game over {games} games, its standard error, and the lead over random play in such errors:")
    found = []
    for seat in load(name).rules.seats:
        jobs = [pool.submit(aims_of, name, seat, player, games) for player in PLAYERS]
        *bots, floor = (job.result() for job in jobs)
        print(*(aims_line(played, floor) for played in (*bots, floor)), sep="\n")
        found += [f"{seat}: {b.player} is not clearly ahead of random play" for b in bots if ahead(b, floor) < ENOUGH]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="Play many games and check what must hold.")
    parser.add_argument("--scenario", default="dokdo-2019")
    parser.add_argument("--games", type=int, default=10_000)
    parser.add_argument("--aim-games", type=int, default=200)
    options = parser.parse_args()
    started, total = time.monotonic(), Counter[str]()
    step = 250
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        jobs = [pool.submit(play_some, options.scenario, i, step) for i in range(0, options.games, step)]
        for done, job in enumerate(jobs, 1):
            total += job.result()
            print(f"\r{done * step:>6} of {options.games} games", end="", flush=True)
        print()
        found = surprises(total) + behind(pool, options.scenario, options.aim_games)
    ends = {k.removeprefix("end "): v for k, v in sorted(total.items()) if k.startswith("end ")}
    print(f"{total['games']} games, each twice; {total['views']} views; {total['draws']} draws; ends {ends}")
    print(f"{time.monotonic() - started:.0f} s")
    raise SystemExit("\n".join(found) or 0)


if __name__ == "__main__":
    main()
