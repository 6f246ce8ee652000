"""From the options of `play` to a table: on screens when there is a terminal, by bots otherwise."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from seawar.errors import SeawarError

if TYPE_CHECKING:
    from seawar.tui.session import Session


def start(
    scenario: str | None,
    resume: Path | None,
    *,
    seat: str | None,
    hotseat: str | None,
    umpire: bool,
    minutes: int | None,
    headless: bool,
    bots: str | None,
    seed: int | None,
    journal: Path | None,
    ascii: bool,
    cut: bool,
) -> None:
    """Play by bots when asked to or when nobody could look; on screens otherwise."""
    people = _people(seat, hotseat)
    if people and (headless or bots):
        raise SeawarError("--headless and --bots all are for games without people; leave --seat and --hotseat out")
    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    temperament = "" if bots in (None, "all") else bots
    if headless or bots or not (terminal or people or umpire):
        from seawar.cli.play import play_new, play_on

        if resume is not None:
            play_on(resume, headless=headless, temperament=temperament)
        else:
            play_new(scenario or "", seed=seed, journal=journal, headless=headless, temperament=temperament, cut=cut)
        return
    from seawar.cli.screens import show

    if resume is None and people:
        known_people(scenario or "", people, umpire=umpire, cut=cut)
    if not terminal:
        raise SeawarError("the screens need a terminal; without one, play with --headless --bots all")
    if not (resume or people or umpire):
        load_scenario(scenario or "", cut=cut)
        show(scenario=scenario or "", ascii=ascii)
        return

    def opening() -> Session:
        from seawar.tui import tables

        if resume is not None:
            return tables.resume(resume, people, umpire=umpire, minutes=minutes)
        return tables.begin(scenario or "", people, umpire=umpire, seed=seed, journal=journal, minutes=minutes, cut=cut)

    show(opening, ascii=ascii)


def _people(seat: str | None, hotseat: str | None) -> str:
    if seat and hotseat:
        together = f"{seat},{hotseat}"
        raise SeawarError(
            f"--seat is for one person at this terminal, --hotseat for several: write --hotseat {together}"
        )
    return seat or hotseat or ""


def load_scenario(name: str, *, cut: bool) -> None:
    """Raises ContentError before a screen is up when there is no such exercise, or it cannot be played."""
    from seawar.content.library import load

    load(name, cut=cut)


def known_people(scenario: str, people: str, *, umpire: bool, cut: bool = False) -> None:
    """Raises before a screen is up when there is no such exercise or no such seat in it."""
    from seawar.content.library import load
    from seawar.net.local import people_of

    people_of(load(scenario, cut=cut).rules, people, umpire=umpire)
