"""`handbook`, `msel` and `seating-plan`: what is printed before the day, from a scenario."""

from __future__ import annotations

from pathlib import Path

import click

from seawar.cli.papers import first_move
from seawar.cli.printing import deliver, write
from seawar.content.library import Loaded, load, load_book, played_in
from seawar.errors import SeawarError
from seawar.report.controller_handbook import controller_handbook
from seawar.report.msel import msel_csv, msel_document
from seawar.report.player_handbook import player_handbook
from seawar.report.seating_plan import seating_plan
from seawar.report.words import Words


def print_handbook(name: str, seat: str | None, *, umpire: bool, cut: bool, html: bool, output: Path | None) -> None:
    """A player's handbook of one seat, or the controller's."""
    if umpire == (seat is not None):
        raise click.UsageError("say whose handbook it is: --seat SEAT for a player's, --umpire for the controller's.")
    loaded = load(name, cut=cut)
    if seat is None:
        document = controller_handbook(loaded.rules, loaded.scenario.doc, _words(loaded))
    else:
        document = player_handbook(*first_move(loaded, seat))
    deliver(document, html=html, output=output)


def print_msel(name: str, *, table: bool, html: bool, output: Path | None) -> None:
    """The events list: as a document, or as CSV with every column."""
    loaded = load(name)
    if not loaded.rules.msel:
        raise SeawarError(f"{loaded.rules.title} has no injects, so there is no list to print")
    if not table and (output is None or output.suffix.lower() != ".csv"):
        document = msel_document(loaded.rules, loaded.scenario.doc, _words(loaded))
        deliver(document, html=html, output=output, others=".csv, ")
        return
    if html:
        raise click.UsageError("--csv and --html are two forms of one list; take one of them.")
    text = msel_csv(loaded.rules, loaded.scenario.doc, _words(loaded))
    if output is None:
        click.echo(text, nl=False)
    else:
        write(text.encode("utf-8-sig"), output)  # with the mark by which spreadsheets know UTF-8
        click.echo(f"{len(loaded.rules.msel)} injects are written to {output}", err=True)


def print_seating_plan(name: str, *, html: bool, output: Path | None) -> None:
    deliver(seating_plan(load(name).rules), html=html, output=output)


def _words(loaded: Loaded) -> Words:
    """Names and titles as this scenario has them."""
    doc = loaded.scenario.doc
    return Words(load_book(loaded.rulebook.name)[0], played_in([doc]))
