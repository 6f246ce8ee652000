"""Places of Northeast Asia that scenarios take by name, so that a strait is in one place only.

They are part of the engine and not of a rulebook: a journal carries its scenario, whose places mean the same under
any rulebook.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from seawar.content.scope import Findings

EMPTY: dict[str, Any] = {
    "zones": [],
    "held_by": None,
    "claimed_by": [],
    "radar": {},
    "shallow": False,
    "square_miles": 0,
}
"""What a place that does not say it has."""


@cache
def places() -> dict[str, dict[str, Any]]:
    """Every place as `map.areas` of a scenario would have it, by id."""
    kept = json.loads(files("seawar.content").joinpath("places.json").read_text(encoding="utf-8"))
    return {id_: EMPTY | place for id_, place in kept["places"].items()}


def with_places(doc: Any, findings: Findings) -> Any:
    """The scenario document with its places written out among its areas, as far as seats in play go."""
    made = type(doc)
    known = places()
    named = [id_ for i, id_ in enumerate(doc.map.places) if findings.known(("map", "places", i), "place", id_, known)]
    areas = {id_: made(_in_play(known[id_], doc.seats)) for id_ in named if id_ in known}
    areas |= doc.map.areas
    if not areas:
        findings.add(("map",), "expected one area at least: name `places:` of the gazetteer, or write `areas:`")
    return made({**doc, "map": made({**doc.map, "areas": made(areas)})})


def _in_play(place: dict[str, Any], seats: Any) -> dict[str, Any]:
    held = place["held_by"]
    return place | {
        "zones": [seat for seat in place["zones"] if seat in seats],
        "held_by": held if held in seats else None,
        "claimed_by": [seat for seat in place["claimed_by"] if seat in seats],
        "radar": {seat: share for seat, share in place["radar"].items() if seat in seats},
    }
