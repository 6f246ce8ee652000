"""`coverage`: each item of an inventory and where it lives, as plain text."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import click

from seawar.content.covered import Covered, Exercise, Home, covered
from seawar.content.library import load, names, open_inventory

WIDTH = 110


def show_coverage(name: str, *, only_missing: bool) -> None:
    """Print; exit code 1 if an item is not covered."""
    inventory = open_inventory(name)
    found = covered(inventory, exercises())
    for line in told(inventory, found, only_missing=only_missing):
        click.echo(line)
    if found.missing:
        sys.exit(1)


def exercises() -> Iterator[Exercise]:
    """Every exercise of the library, by its documents."""
    for name in names():
        loaded = load(name)
        yield Exercise(name, loaded.scenario.doc, loaded.rulebook.doc)


def told(inventory: Any, found: Covered, *, only_missing: bool = False) -> Iterator[str]:
    """Items, then fields of interest, then the count."""
    items = inventory["items"]
    for id_, item in items.items():
        if found.whole(id_) and only_missing:
            continue
        yield from textwrap.wrap(f"{id_}  {item.date}: {item.what}", WIDTH, subsequent_indent="     ")
        yield from _homes(found.homes[id_])
        for need in (need for at, need in found.missing if at == id_):
            yield f"     NOT COVERED: it needs {need}"
    if not only_missing:
        yield ""
        for area in inventory.areas.values():
            yield area.title
            yield from _homes(home for id_ in area["items"] for home in found.homes[id_])
    yield ""
    whole = sum(found.whole(id_) for id_ in items)
    yield f"{whole} of {len(items)} items covered"


def _homes(homes: Iterable[Home]) -> Iterator[str]:
    """One paragraph an exercise."""
    for scenario, group in groupby(homes, key=lambda home: home.scenario):
        places = ", ".join(dict.fromkeys(home.what for home in group))
        yield from textwrap.wrap(f"{scenario}: {places}", WIDTH, initial_indent="     ", subsequent_indent="       ")
