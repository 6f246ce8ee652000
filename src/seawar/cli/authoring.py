"""Commands of authors: beginning a file of one's own, and packing a folder. Each imports what it needs when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click


@click.group()
def new() -> None:
    """Begin a scenario or a rulebook of one's own: a commented file that checks and plays."""


@new.command("scenario")
@click.argument("name")
@click.option("--title", help="As screens name it.")
@click.option("--rulebook", help="The rulebook it is played by, beside the file or of the library.")
@click.option("--seats", help="Ids of the seats, as japan,rok,china.")
@click.option("--start", metavar="DATE", help="First day, as 2031-03-03, or day and time, as 2031-03-03T06:30.")
@click.option("--length", help="Length of a turn, as 30 minutes, 1 week or 2 months.")
@click.option("--turns", type=int, help="How many turns.")
@click.option("--at", metavar="'LAT LON'", help="Middle of the map, as '57.5 19.0'; default: where the seats are.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File or folder; default: NAME.yaml here.")
def begin_scenario(name: str, **options: Any) -> None:
    """Write NAME.yaml. At a terminal it asks what no option says; otherwise it takes defaults."""
    from seawar.cli.new import new_scenario
    from seawar.cli.screens import on_terminal

    new_scenario(name, asks=on_terminal(), **options)


@new.command("rulebook")
@click.argument("name")
@click.option("--title", help="As screens name it.")
@click.option("--seats", help="Ids of the only seats that may play by it; default: any.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File or folder; default: NAME.yaml here.")
def begin_rulebook(name: str, **options: Any) -> None:
    """Write NAME.yaml: a track, a resource, and four order types that need no map."""
    from seawar.cli.new import new_rulebook
    from seawar.cli.screens import on_terminal

    new_rulebook(name, asks=on_terminal(), **options)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The zip.")
def pack(folder: Path, output: Path) -> None:
    """Write the scenarios and rulebooks in FOLDER into one zip that `seawar play` takes; all is checked first."""
    from seawar.cli.contents import write_pack

    write_pack(folder, output)


@click.command()
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path), default=".", help="Where to; default: here.")
def reference(folder: Path) -> None:
    """Write the reference pages: every key of scenarios and rulebooks, every condition, every effect."""
    from seawar.cli.contents import write_reference

    write_reference(folder)
