"""From the options of `play` to a table: on screens when there is a terminal, by bots otherwise."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    headless: bool,
    bots: str | None,
    ascii: bool,
    minutes: int | None,
    seed: int | None,
    journal: Path | None,
    cut: bool,
    rulebook: str | None,
    persons: tuple[str, ...] = (),
) -> None:
    """Play by bots when asked to or when nobody could look; on screens otherwise."""
    _refuse(seat, hotseat, persons, machine=bool(headless or bots))
    people = seat or hotseat or ""
    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    name, book = scenario or "", rulebook or ""
    if headless or bots or not (terminal or people or umpire or persons):
        temperament = bots if bots and bots != "all" else ""
        new = {"seed": seed, "journal": journal, "cut": cut, "rulebook": book}
        _by_bots(name, resume, new, headless=headless, temperament=temperament)
        return
    from seawar.cli.screens import show

    if not terminal:
        if resume is None:
            known_people(name, people, persons, umpire=umpire, cut=cut, rulebook=book)
        raise SeawarError("the screens need a terminal; without one, play with --headless --bots all")
    if not (resume or people or umpire or persons):
        _start_screen(name, cut=cut, rulebook=book, ascii=ascii)
        return

    def opening() -> Session:
        from seawar.tui import tables

        if resume is not None:
            return tables.resume(resume, people, umpire=umpire, minutes=minutes, persons=persons)
        return tables.begin(
            name, people, umpire=umpire, seed=seed, journal=journal, minutes=minutes, cut=cut, rulebook=book,
            persons=persons,
        )  # fmt: skip

    show(opening, ascii=ascii)


def _refuse(seat: str | None, hotseat: str | None, persons: tuple[str, ...], *, machine: bool) -> None:
    """Raises SeawarError where the options do not go together; `machine` for a game without people."""
    if seat and hotseat:
        raise SeawarError(f"--seat is for one person, --hotseat for several: write --hotseat {seat},{hotseat}")
    if machine and (seat or hotseat or persons):
        told = "leave --seat, --hotseat and --person out"
        raise SeawarError(f"--headless and --bots all are for games without people; {told}")


def _by_bots(name: str, resume: Path | None, new: dict[str, Any], *, headless: bool, temperament: str) -> None:
    """A new game or the one in a journal; `new` says how a new one is made."""
    from seawar.cli.play import play_new, play_on

    if resume is not None:
        play_on(resume, headless=headless, temperament=temperament)
    else:
        play_new(name, headless=headless, temperament=temperament, **new)


def _start_screen(name: str, *, cut: bool, rulebook: str, ascii: bool) -> None:
    """Raises ContentError before a screen is up when there is no such exercise, or it cannot be played."""
    from seawar.cli.screens import show
    from seawar.content.library import load

    if rulebook:
        raise SeawarError("--rulebook goes with seats: add --seat NAME, --hotseat A,B or --bots all")
    load(name, cut=cut)
    show(scenario=name, ascii=ascii, cut=cut)


def known_people(
    scenario: str, people: str, persons: tuple[str, ...], *, umpire: bool, cut: bool, rulebook: str
) -> None:
    """Raises before a screen is up when there is no such exercise or no such seat in it."""
    from seawar.content.library import load
    from seawar.net.local import people_of, persons_of

    rules = load(scenario, cut=cut, rulebook=rulebook).rules
    people_of(rules, people, umpire=umpire)
    persons_of(rules, persons)
