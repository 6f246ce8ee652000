"""The command line. Each command imports what it needs when it runs, so that `--help` stays quick."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from seawar import __version__
from seawar.cli.authoring import new, pack, reference

FILE = click.Path(path_type=Path, dir_okay=False)


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.version_option(__version__, prog_name="seawar")
@click.pass_context
def cli(context: click.Context) -> None:
    """Tabletop exercises on security in Northeast Asia. Works offline. Without a command: the start screen."""
    if context.invoked_subcommand is None:
        from seawar.cli.screens import on_terminal, show

        if on_terminal():
            show()
        else:
            click.echo(context.get_help())


@cli.command()
@click.argument("scenario", required=False)
@click.option("--seat", help="The seat you play; bots play the rest.")
@click.option("--hotseat", help="Seats that people play at this terminal, as japan,rok.")
@click.option("--umpire", is_flag=True, help="With a white cell at this terminal, who opens, settles and releases.")
@click.option(
    "--person", "persons", multiple=True, metavar="SEAT=NAME,NAME",
    help="Who sits there, the captain first, as japan=Aiko,Ben; also umpire=NAME and observer=NAME.",
)  # fmt: skip
@click.option("--minutes", type=click.IntRange(1, 600), help="Clock of each plan phase.")
@click.option("--headless", is_flag=True, help="Bots play all seats; plain lines, no screens.")
@click.option(
    "--bots",
    type=click.Choice(["all", "cautious", "assertive"]),
    help="Bots play every seat, told line by line: each in its own temperament, or all in one.",
)
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), help="Rehearsal dice: the same number, the same game.")
@click.option("--cut", is_flag=True, help="Play the cut for one session of three hours, not the whole scenario.")
@click.option("--rulebook", help="Play it by another rulebook than its own, as matrix.")
@click.option("--journal", type=FILE, help="Where the record goes; default: games/SCENARIO-TIME.seawar.jsonl.")
@click.option("--resume", type=FILE, help="Go on with the game in this journal.")
@click.option("--ascii", is_flag=True, help="Screens without braille and triangles, for fonts that lack them.")
def play(scenario: str | None, resume: Path | None, **options: Any) -> None:
    """Play SCENARIO (a name, a path, a pack, or PACK:NAME): on screens, or by bots alone."""
    from seawar.cli.starting import start

    _one_of(scenario, resume)
    journal: Path | None = options["journal"]
    if resume is not None and (options["seed"] is not None or journal is not None):
        raise click.UsageError("--resume takes its dice and its journal from the file; leave the others out.")
    if resume is not None and options["cut"]:
        raise click.UsageError("--resume goes on with what is in the file, cut or whole; leave --cut out.")
    if resume is not None and options["rulebook"]:
        raise click.UsageError("--resume goes on by the rulebook in the file; leave --rulebook out.")
    if journal is not None and not journal.name:
        raise click.BadParameter("expected a file name, as game.seawar.jsonl", param_hint="--journal")
    start(scenario, resume, **options)


def _one_of(scenario: str | None, resume: Path | None) -> None:
    """A scenario or a journal: exactly one of them."""
    if scenario is None and resume is None:
        raise click.UsageError("Give a scenario to play, or --resume FILE. `seawar scenarios` lists them.")
    if scenario is not None and resume is not None:
        raise click.UsageError("--resume FILE goes on with the scenario in that file; leave the name out.")
    if scenario is not None and scenario.endswith(".jsonl"):
        raise click.UsageError(f"{scenario} is a journal: go on with it by --resume {scenario}, or `seawar replay` it.")


@cli.command()
@click.argument("file", type=FILE)
def verify(file: Path) -> None:
    """Check a journal: the chain, the dice, and the rules run again."""
    from seawar.cli.journals import verify_journal

    verify_journal(file)


@cli.command()
@click.argument("file", type=FILE)
@click.option("--text", is_flag=True, help="Print the replay as plain text.")
@click.option("--as", "seat", help="Through this seat's eyes; default: the whole truth.")
@click.option("--upto", type=click.IntRange(0), help="Stop after this entry, as at the end of an abandoned branch.")
def replay(file: Path, text: bool, seat: str | None, upto: int | None) -> None:
    """Tell a game from its journal."""
    from seawar.cli.journals import replay_text

    if not text:
        raise click.UsageError("This version replays as text; write --text.")
    replay_text(file, seat, upto)


@cli.command(context_settings={"ignore_unknown_options": True})
@click.argument("file", type=FILE)
@click.argument("number", metavar="N")
def why(file: Path, number: str) -> None:
    """Explain entry N of a journal: its rule, what went in, odds, draws, effects, and what led to it."""
    from seawar.cli.why import explain_entry

    explain_entry(file, number)


@cli.command()
@click.argument("file", type=FILE)
@click.option("--for", "seat", required=True, help="The seat whose copy it is.")
@click.option("-o", "--output", type=FILE, required=True, help="The new file.")
def redact(file: Path, seat: str, output: Path) -> None:
    """Write one seat's honest copy of a journal: it verifies to the same head."""
    from seawar.cli.journals import redact_journal

    redact_journal(file, seat, output)


@cli.command()
@click.argument("file", type=FILE)
@click.option("--for", "seat", help="The seat; of a seat's own copy, that seat.")
@click.option("--html", is_flag=True, help="One HTML file instead of Markdown.")
@click.option("-o", "--output", type=FILE, help="Write it to a file; .html and .pdf are known.")
def handover(file: Path, seat: str | None, html: bool, output: Path | None) -> None:
    """Print what a seat knew, for the person who sits down there next."""
    from seawar.cli.papers import print_handover

    print_handover(file, seat, html=html, output=output)


@cli.command("order-sheet")
@click.argument("what")
@click.option("--seat", "--for", "seat", help="Whose sheet it is.")
@click.option("--cut", is_flag=True, help="Of the cut for one session of three hours.")
@click.option("--rulebook", help="By another rulebook than its own, as matrix.")
@click.option("--html", is_flag=True, help="One HTML file instead of Markdown.")
@click.option("-o", "--output", type=FILE, help="Write it to a file; .html and .pdf are known.")
def print_sheet(what: str, seat: str | None, rulebook: str | None, **options: Any) -> None:
    """Print a seat's order sheet for paper: of the first move of a scenario, or of the move open in a journal."""
    from seawar.cli.papers import print_order_sheet

    print_order_sheet(what, seat, rulebook=rulebook or "", **options)


@cli.command()
@click.argument("scenario")
@click.option("--seat", "--for", "seat", help="A player's handbook: whose.")
@click.option("--umpire", is_flag=True, help="The controller's handbook, with everybody's secrets.")
@click.option("--cut", is_flag=True, help="Of the cut for one session of three hours.")
@click.option("--html", is_flag=True, help="One HTML file instead of Markdown.")
@click.option("-o", "--output", type=FILE, help="Write it to a file; .html and .pdf are known.")
def handbook(scenario: str, seat: str | None, **options: Any) -> None:
    """Print a handbook of SCENARIO: what one seat should have read, or all that the white cell needs."""
    from seawar.cli.handbooks import print_handbook

    print_handbook(scenario, seat, **options)


@cli.command()
@click.argument("scenario")
@click.option("--csv", "table", is_flag=True, help="Every column, for a spreadsheet.")
@click.option("--html", is_flag=True, help="One HTML file instead of Markdown.")
@click.option("-o", "--output", type=FILE, help="Write it to a file; .html, .pdf and .csv are known.")
def msel(scenario: str, **options: Any) -> None:
    """Print the injects of SCENARIO as a table: the master scenario events list."""
    from seawar.cli.handbooks import print_msel

    print_msel(scenario, **options)


@cli.command("seating-plan")
@click.argument("scenario")
@click.option("--html", is_flag=True, help="One HTML file instead of Markdown.")
@click.option("-o", "--output", type=FILE, help="Write it to a file; .html and .pdf are known.")
def print_seating(scenario: str, **options: Any) -> None:
    """Print which table is whose, with blanks for names."""
    from seawar.cli.handbooks import print_seating_plan

    print_seating_plan(scenario, **options)


@cli.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
def check(paths: tuple[Path, ...]) -> None:
    """Check scenarios and rulebooks: files, folders of them, or packs. All problems are told at once."""
    from seawar.cli.contents import check_paths

    check_paths(paths)


@cli.command()
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path), default=".", help="Where to; default: here.")
def schema(folder: Path) -> None:
    """Write the JSON Schemas of scenarios and rulebooks, by which editors complete and explain keys."""
    from seawar.cli.contents import write_schema_files

    write_schema_files(folder)


@cli.command()
@click.argument("name")
@click.option("--html", is_flag=True, help="One HTML file instead of Markdown.")
@click.option("-o", "--output", type=FILE, help="Write it to a file; .html and .pdf are known.")
def rulebook(name: str, html: bool, output: Path | None) -> None:
    """Print a rulebook for people to read: NAME, a path, or a pack; of a scenario, the one it is played by."""
    from seawar.cli.printing import print_rulebook

    print_rulebook(name, html=html, output=output)


@cli.command()
@click.option("--names", is_flag=True, help="Bare names, one a line.")
def scenarios(names: bool) -> None:
    """List the scenarios there are: what ships, and what installed packs hold."""
    from seawar.cli.contents import list_scenarios

    list_scenarios(bare=names)


@cli.command()
@click.option("-n", "games", type=click.IntRange(10, 100_000), default=500, show_default=True, help="Seeds a test.")
@click.option(
    "--historical", "file", type=FILE, help="A scenario file of one's own with `historical:` and `calibration:`."
)
@click.option("-o", "--output", type=FILE, help="Write the same as a page of Markdown to this file.")
def calibrate(games: int, file: Path | None, output: Path | None) -> None:
    """Replay what history did through the ordinary rules, and compare: exit code 0 only if all tests hold."""
    from seawar.cli.calibrating import show_calibration

    show_calibration(games, file, output)


@cli.command()
@click.argument("inventory", default="two-documents")
@click.option("--missing", is_flag=True, help="Only what is not covered.")
def coverage(inventory: str, missing: bool) -> None:
    """Where each item of INVENTORY lives in the exercises, and what has no home; exit code 1 if one has none."""
    from seawar.cli.covering import show_coverage

    show_coverage(inventory, only_missing=missing)


@cli.command()
@click.argument("scenario")
@click.option("-n", "games", type=click.IntRange(1, 100_000), default=200, show_default=True, help="How many games.")
@click.option(
    "--seed", type=click.IntRange(0, 2**62), default=0, show_default=True, help="Dice of the first game; then one up."
)
@click.option("--cut", is_flag=True, help="The cut for one session of three hours, with its minutes.")
@click.option("--rulebook", help="By another rulebook than its own, as matrix.")
@click.option(
    "--bots", type=click.Choice(["all", "cautious", "assertive"]), help="All bots in one temperament, not each its own."
)
@click.option("--jobs", type=click.IntRange(1, 256), help="Processes; default: one for each core.")
@click.option("--playable", is_flag=True, help="Whether it is playable instead; exit code 1 if it is not.")
def rehearse(scenario: str, games: int, seed: int, jobs: int | None, **options: Any) -> None:
    """Let bots play SCENARIO many times: orders open and chosen, aims, injects, ends."""
    from seawar.cli.rehearsing import Wanted, show_rehearsal

    temperament = "" if options["bots"] in (None, "all") else options["bots"]
    wanted = Wanted(scenario, options["cut"], options["rulebook"] or "", temperament)
    if not options["playable"]:
        show_rehearsal(wanted, games, seed=seed, jobs=jobs)
        return
    from seawar.cli.playability import show_playability

    if options["bots"] is not None:
        raise click.UsageError("--playable plays by bots of every kind; leave --bots out")
    show_playability(wanted, games, seed=seed, jobs=jobs)


cli.add_command(new)
cli.add_command(pack)
cli.add_command(reference)
