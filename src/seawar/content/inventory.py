"""An inventory: incidents, measures and claims that a set of exercises must hold, by the documents they come from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from seawar.content.models import Id, Line, Strict
from seawar.content.shapes import Form

ItemId = Annotated[
    str, StringConstraints(pattern=r"^[A-Z]\d{2,3}$"), Form("a capital letter and two or three digits, as A26")
]


class AreaRow(Strict):
    """A field of interest that has a row of its own."""

    title: Line
    """As the row is headed."""
    items: Annotated[list[ItemId], Field(min_length=1)]
    """Items that it consists of."""


class Item(Strict):
    """Something that the documents tell."""

    what: Line
    """What happened or is claimed, in our words."""
    date: Line
    """When, as far as it is told."""
    figures: Line | None = None
    """What is counted in it."""
    needs: Literal["deed", "word"]
    """A deed must be played; words may be told."""
    scenarios: Annotated[list[Id], Field(min_length=1)]
    """Exercises that it must live in."""


class Inventory(Strict):
    """All items of one set of documents."""

    seawar: Literal[1]
    """Format of this file."""
    inventory: Id
    """Id of this inventory."""
    title: Line
    """What it is of."""
    sources: Annotated[list[Line], Field(min_length=1)]
    """What the items' letters refer to."""
    areas: dict[Id, AreaRow] = Field(default={})
    """Fields of interest."""
    items: Annotated[dict[ItemId, Item], Field(min_length=1)]
    """Every item by its id."""
