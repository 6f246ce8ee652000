"""`check` and `scenarios`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from seawar.content.library import check, load, names
from seawar.errors import ContentError, SeawarError


def yaml_files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            found = sorted((*path.rglob("*.yaml"), *path.rglob("*.yml")))
            if not found:
                raise SeawarError(f"{path}: no .yaml file in this folder")
            yield from found
        else:
            yield path


def check_paths(paths: Iterable[Path]) -> None:
    """Print every problem; exit code 1 if there is one."""
    count = problems = 0
    for path in yaml_files(paths):
        found = check(path)
        for problem in found:
            click.echo(problem)
        count, problems = count + 1, problems + len(found)
    files = f"{count} file{'s' * (count != 1)}"
    if problems:
        click.echo(f"{files} checked, {problems} problem{'s' * (problems != 1)}", err=True)
        sys.exit(1)
    click.echo(f"{files} checked, no problem")


def list_scenarios(*, bare: bool) -> None:
    for name in names():
        if bare:
            click.echo(name)
            continue
        try:
            rules = load(name).rules
            click.echo(f"{name:20}  {rules.title} ({len(rules.seats)} seats, {rules.turns} turns)")
        except ContentError as error:
            click.echo(f"{name:20}  cannot be played: {len(error.problems)} problems; see `seawar check`")
