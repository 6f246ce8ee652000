"""What a list of exercises says of each: title and summary, read without understanding the rest.

A start screen that compiled twelve exercises to show their names stood still for ten seconds; a table
of titles beside the files was refused, since it could disagree with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from seawar.content.read import open_source
from seawar.content.shelves import locate
from seawar.errors import ContentError

HEAD_MAX = 16 * 1024
"""Bytes of a file that are looked at; title and summary stand near its top."""


@dataclass(frozen=True, slots=True)
class Glance:
    """One exercise in a list."""

    title: str
    summary: str = ""


def glance(name: str) -> Glance:
    """Title and summary of a scenario by its key; where its head cannot be read, its bare name alone."""
    bare = name.rpartition(":")[2]
    try:
        head = open_source(locate(name)).text[:HEAD_MAX].decode("utf-8", "ignore")
    except ContentError:
        return Glance(bare)
    said = _scalars(head)
    return Glance(said.get("title") or bare, said.get("summary", ""))


def _scalars(text: str) -> dict[str, str]:
    """Texts of the outermost mapping, until title and summary are there or reading ends."""
    import yaml

    found: dict[str, str] = {}
    events: Any = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    key, depth = "", 0
    try:
        for event in events:
            if isinstance(event, yaml.CollectionStartEvent):
                depth, key = depth + 1, ""
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            elif isinstance(event, yaml.ScalarEvent) and depth == 1:
                if key:
                    found[key] = event.value.strip()
                key = "" if key else event.value
            if {"title", "summary"} <= found.keys():
                break
    except yaml.YAMLError:
        pass  # the head ends in the middle of something, or the file is broken: whoever plays it is told
    return found
