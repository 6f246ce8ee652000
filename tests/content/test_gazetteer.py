"""Places of the gazetteer: taken by name, cut down to the seats in play, replaced by a scenario's own."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from seawar.content.gazetteer import places
from seawar.content.library import compile_sources, find
from seawar.content.models import AreaEntry, Id
from seawar.content.read import Source
from seawar.core.rules import Rules
from seawar.errors import ContentError


def scenario(**maps: Any) -> Source:
    """The garlic replay with another map."""
    tree = yaml.safe_load(find("t05-garlic", "scenarios/calibration").read_bytes())
    tree["map"] = maps
    return Source("here.yaml", yaml.safe_dump(tree).encode())


def compiled(**maps: Any) -> Rules:
    rulebook = find("northeast-asia", "rulebooks")
    return compile_sources(scenario(**maps), Source(str(rulebook), rulebook.read_bytes())).rules


def refused(**maps: Any) -> str:
    with pytest.raises(ContentError) as error:
        compiled(**maps)
    return "\n".join(problem.message for problem in error.value.problems)


def test_every_place_is_an_area_that_an_author_could_write() -> None:
    """The file keeps to the model of `map.areas`, ids included, and every place says where it comes from."""
    kept = TypeAdapter(dict[Id, AreaEntry]).validate_python(places())
    assert len(kept) > 150
    assert all("/" in place.title for place in kept.values() if len(place.claimed_by) > 1)


def test_a_place_is_known_by_its_name_alone() -> None:
    """Seats that are not in play are left out of its zones, its claims and its radar."""
    ieodo = compiled(places=["ieodo", "senkaku"]).map.areas["ieodo"]
    assert (ieodo.title, ieodo.lat, ieodo.zones) == ("Ieodo/Suyan", 32123, ("rok", "china"))
    assert {seat for seat, _ in ieodo.radar} == {"rok", "china"}
    assert not compiled(places=["senkaku"]).map.areas["senkaku"].held_by


def test_an_area_of_the_scenario_stands_in_the_stead_of_a_place() -> None:
    """An author who knows better writes it out under the same id."""
    own = {"title": "The rock", "kind": "sea", "at": "32.1 125.2", "source": "assumption"}
    assert compiled(places=["ieodo"], areas={"ieodo": own}).map.areas["ieodo"].title == "The rock"


def test_unknown_places_and_empty_maps_are_told() -> None:
    """A misspelt place names the nearest; a map without any area is refused."""
    assert "did you mean 'ieodo'" in refused(places=["ieodoo"])
    assert "one area at least" in refused()


def test_insets_hold_areas_of_the_map_once() -> None:
    """What lies far away is named by area; no area stands in two frames."""
    inset = {"title": "South Sudan", "areas": ["bor", "juba"]}
    made = compiled(places=["seoul", "bor", "juba"], insets=[inset]).map.insets
    assert [(frame.title, frame.areas) for frame in made] == [("South Sudan", ("bor", "juba"))]
    assert "no area 'bor'" in refused(places=["seoul"], insets=[inset])
    assert "in an inset already" in refused(
        places=["seoul", "bor", "juba"], insets=[inset, {**inset, "areas": ["juba"]}]
    )
