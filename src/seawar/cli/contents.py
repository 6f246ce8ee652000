"""`check`, `schema`, `scenarios` and `pack`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import click

from seawar.content.archive import members_of
from seawar.content.library import RULEBOOKS, check, is_scenario, load, names
from seawar.content.packs import File, pack_at, zipped
from seawar.content.remarks import remarks
from seawar.content.shelves import Listed, catalogue
from seawar.errors import ContentError, SeawarError


def content_files(paths: Iterable[Path]) -> Iterator[File]:
    """Every content file in files, folders and zips; raises ContentError where a zip cannot be read."""
    for path in paths:
        if path.suffix == ".zip":
            yield from pack_at(path).all
        elif path.is_dir():
            found = sorted((*path.rglob("*.yaml"), *path.rglob("*.yml")))
            if not found:
                raise SeawarError(f"{path}: no .yaml file in this folder")
            yield from found
        else:
            yield path


def check_paths(paths: Iterable[Path]) -> None:
    """Print every problem once, by file and line, then findings, most serious first; exit code 1 if there is one."""
    checked = list(content_files(paths))
    named = {path.resolve(): str(path) for path in checked if isinstance(path, Path)}
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


def write_reference(folder: Path) -> None:
    """Write the reference pages into a folder, which is made if need be."""
    from seawar.content.reference import pages

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in pages().items():
            (folder / name).write_text(text, encoding="utf-8")
            click.echo(folder / name)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SeawarError(f"{folder}: the pages cannot be written: {reason}; choose another folder") from None


def list_scenarios(*, bare: bool) -> None:
    """What ships, then what installed packs hold, with where it comes from."""
    listed, problems = catalogue()
    for entry in listed:
        if bare:
            click.echo(entry.key if entry.hidden else entry.name)
            continue
        try:
            rules = load(entry.key).rules
            said = f"{rules.title} ({len(rules.seats)} seats, {rules.turns} turns)"
        except ContentError as error:
            said = f"cannot be played: {len(error.problems)} problems; see `seawar check`"
        click.echo(f"{entry.name:20}  {said}{_whence(entry)}")
    for problem in problems:
        click.echo(problem, err=True)


def _whence(entry: Listed) -> str:
    """Where an exercise of a pack comes from, and how to play it where its name plays another one."""
    if entry.pack is None:
        return ""
    told = f"; the name plays another one, so play it as {entry.key}" if entry.hidden else ""
    return f", from {entry.pack}{told}"


def write_pack(folder: Path, output: Path) -> None:
    """Write a pack as a zip, once everything in it is sound and it needs nothing that lies elsewhere."""
    if not folder.is_dir():
        raise SeawarError(f"expected a folder with scenarios and rulebooks, came {folder}")
    if output.suffix != ".zip":
        raise SeawarError(f"a pack is a .zip: write -o {output.with_suffix('.zip')}")
    pack = pack_at(folder)
    if problems := [problem for file in pack.all for problem in check(file)]:
        raise ContentError(problems)
    for name in pack.scenarios:
        book = load(f"{folder}:{name}").rules.rulebook
        if book not in pack.rulebooks and book not in names(RULEBOOKS):
            raise SeawarError(f"{name} is played by {book}, which lies elsewhere: put its file into {folder} as well")
    if output.exists() or output.is_symlink():
        pack_at(output)  # only a pack is written over: anything else was not meant
    body = zipped(folder)
    members_of(body, output)  # what is written must be read
    try:
        output.write_bytes(body)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SeawarError(f"{output} cannot be written: {reason}; choose another place with -o") from None
    held = ", ".join([*pack.scenarios, *pack.rulebooks])
    click.echo(f"{output} holds {held}. Play it where it lies: seawar play {output}")
