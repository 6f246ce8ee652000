"""Keys of rows in words: what a row of the state is of, without a name that only the code has."""

from __future__ import annotations

import re

from seawar.core import calendar
from seawar.core.rules import Rules
from seawar.replay.wording import Known, between, word

INSTANT_MIN = 1_000_000
"""Minutes since 1970 from which a bare number in a key is an instant."""


def key_words(rules: Rules, known: Known, key: str) -> str:
    """`shared picture, Japan and United States`: a row's key, part by part; an instant in it by its date."""
    parts = (key_part(rules, known, part) for part in key.split("/") if part)
    return ", ".join(between(rules, part) if re.search("[:>]", part) else part for part in parts)


def key_part(rules: Rules, known: Known, part: str) -> str:
    """One part of a key: an instant by its date, an id by its title, a name of the rulebook's without hyphens."""
    if part.isdecimal() and int(part) >= INSTANT_MIN:
        return calendar.date(int(part), rules.zone)
    if part in rules.start.forces:
        return f"{rules.start.forces[part].title} ({part})"
    titled = word(rules, known, part)
    return plain(part) if titled == part else titled


def plain(name: str) -> str:
    """`no measures` of `no-measures`: a name that has no title, as a person would say it."""
    return name.replace("-", " ") if re.fullmatch(r"[a-z]+(-[a-z]+)+", name) else name
