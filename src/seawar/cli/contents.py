"""`check`, `schema` and `scenarios`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import click

from seawar.content.library import check, is_scenario, load, names
from seawar.content.remarks import remarks
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
    """Print every problem once, by file and line, then findings, most serious first; exit code 1 if there is one."""
    checked = list(yaml_files(paths))
    named = {path.resolve(): str(path) for path in checked}
    by_file = {path: check(path) for path in checked}
    # A rulebook's problems are found again with each scenario that uses it, perhaps under another path.
    found = {
        replace(problem, file=named.get(Path(problem.file).resolve(), problem.file))
        for problems in by_file.values()
        for problem in problems
    }
    for problem in sorted(found, key=lambda p: (p.file, p.line, p.col, p.path, p.message)):
        click.echo(problem)
    remarked = [remarks(path) for path, problems in by_file.items() if not problems and is_scenario(path)]
    left = sorted((remark for one in remarked for remark in one.open), key=lambda remark: remark.rank)
    for remark in left:
        click.echo(f"finding: {remark}")
    accepted = sum(len(one.accepted) for one in remarked)
    counts = [f"{_count(len(checked), 'file')} checked, {_count(len(found), 'problem')}"]
    counts += [_count(len(left), "finding")] if left else []
    counts += [f"{_count(accepted, 'finding')} accepted"] if accepted else []
    click.echo(", ".join(counts), err=bool(found or left))
    if found or left:
        sys.exit(1)


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'s' * (number > 1)}"


def write_schema_files(folder: Path) -> None:
    """Write the schemas, and say how a file asks for its own."""
    from seawar.content.schema import write_schemas

    for path in write_schemas(folder):
        click.echo(path)
    click.echo("An editor with a YAML language server completes and explains keys in a file whose first line is")
    click.echo("# yaml-language-server: $schema=seawar-scenario.schema.json    (the way to it from that file)")


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
