"""A rulebook by itself, without a scenario: for whoever prints or studies the rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from seawar.core.conditions import Function
from seawar.core.facts import Facts
from seawar.core.mechanism import Domain, Ledger
from seawar.core.rules import OrderType
from seawar.core.tracks import ResourceDef, TrackDef


class Book(msgspec.Struct, frozen=True):
    """Everything that a rulebook holds, compiled, with the document it came from."""

    doc: Any
    """The document, for what compiling turns into functions."""
    tracks: Mapping[str, TrackDef]
    resources: Mapping[str, ResourceDef]
    orders: Mapping[str, OrderType]
    functions: Mapping[str, Function]
    """What conditions may ask, tracks included."""
    ledgers: Mapping[str, Ledger]
    domains: tuple[Domain, ...]
    facts: type[Facts]
    """The facts class that answers the functions."""


class Played(msgspec.Struct, frozen=True):
    """What the scenarios played by a rulebook add to it: names in full, and how long turns are."""

    scenarios: tuple[str, ...] = ()
    """Titles."""
    titles: Mapping[str, Mapping[str, str]] = {}
    """Kind (`seat`, `agreement`, `matter`) to id to title."""
    lengths: tuple[str, ...] = ()
    """Turn lengths in use, as `30 minutes`, shortest first."""
    segments: Mapping[str, tuple[tuple[str, ...], ...]] = {}
    """Title of a scenario to the order types on offer in each of its segments; an empty row offers all."""
    learned: Mapping[str, tuple[str, ...]] = {}
    """Topic to the titles of scenarios in which a condition asks what a seat has learned of it."""
