"""From the options of `play` to a table: on screens when there is a terminal, by bots otherwise."""

from __future__ import annotations

import sys
from pathlib import Path

from seawar.cli.play import open_new, play_new, play_on, resumed_words
from seawar.content.library import load
from seawar.errors import SeawarError
from seawar.table.opening import resume_table


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
) -> None:
    """Play by bots when asked to or when nobody could look; on screens otherwise."""
    people = ",".join(part for part in (seat, hotseat) if part)
    if people and (headless or bots):
        raise SeawarError("--headless and --bots all are for games without people; leave --seat and --hotseat out")
    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    temperament = "" if bots in (None, "all") else bots
    if headless or bots or not (terminal or people or umpire):
        if resume is not None:
            play_on(resume, headless=headless, temperament=temperament)
        else:
            play_new(scenario or "", seed=seed, journal=journal, headless=headless, temperament=temperament)
        return
    from seawar.cli.screens import people_of, play_on_screen, seated

    if resume is not None:
        table, path, words = resume_table(resume), resume, ""
        words = resumed_words(table)
        here = people_of(table.rules, people, umpire=umpire) if people or umpire else seated(table)
        if not here:
            raise SeawarError(f"bots played every seat of {resume}: add --bots all, or take one with --seat NAME")
    else:
        loaded = load(scenario or "")
        here = people_of(loaded.rules, people or next(iter(loaded.rules.seats)), umpire=umpire)
        table, path = open_new(loaded, seed=seed, journal=journal, people=here)
        words = ""
    play_on_screen(table, path, here, minutes=minutes, resumed=words, ascii=ascii)
