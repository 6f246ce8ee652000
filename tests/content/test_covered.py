"""Coverage of an inventory: what counts as a home, and that a deed which is only told of does not."""

from __future__ import annotations

from typing import Any

import yaml

from seawar.content.covered import Covered, Exercise, covered
from seawar.content.library import check, find, load, open_inventory
from seawar.content.read import Doc, _documents


def inventory(needs: str = "deed") -> Any:
    """One item that must live in one exercise."""
    item = {"what": "Something.", "date": "2019", "figures": None, "needs": needs, "scenarios": ["here"]}
    return _documents({"items": {"Z99": item}, "areas": {}})


def found(needs: str = "deed", **parts: Any) -> Covered:
    """Coverage of an exercise that is dokdo-2019 but for these parts, none of which names the item otherwise."""
    loaded = load("dokdo-2019")
    doc = Doc({**loaded.scenario.doc, **{key: _documents(part) for key, part in parts.items()}})
    return covered(inventory(needs), [Exercise("here", doc, loaded.rulebook.doc)])


def inject(effects: list[Any]) -> list[Any]:
    return [{"id": "01", "item": "Z99; invented", "effects": effects}]


def test_an_inject_with_effects_plays_a_deed_and_one_without_does_not() -> None:
    """What happened must happen in the exercise; to be told of it is not enough."""
    assert not found(msel=inject([{"gain": {}}])).missing
    (missing,) = found(msel=inject([])).missing
    assert missing[0] == "Z99" and missing[1].startswith("to be played")


def test_words_may_be_a_card() -> None:
    """A claim is covered by a card, a deed is not."""
    card = {"one": {"item": "Z99", "title": "", "text": "", "use": "brief", "questions": []}}
    assert not found("word", cards=card).missing
    assert found("deed", cards=card).missing


def test_a_matter_counts_as_played_if_a_rule_reads_it() -> None:
    """A start value that nothing asks for is decoration."""
    entry: dict[str, Any] = {"source": "Z99", "title": "", "states": [], "status": "", "holder": None}
    assert not found(matters={"history-accord": entry}).missing
    orders = [{**segment, "orders": ["cyber.harden"]} for segment in load("dokdo-2019").scenario.doc.segments]
    assert found(matters={"unheard-of": entry}, segments=orders).missing


def test_an_item_needs_a_place_in_each_of_its_exercises() -> None:
    """Nothing anywhere is two findings for a deed: not played, and no place in the exercise it belongs to."""
    assert [need.split(" ")[0] for _, need in found().missing] == ["to", "a"]


def test_the_bundled_inventory_is_sound_and_a_wrong_one_is_told(tmp_path: Any) -> None:
    """114 items; an unknown key in it is found with its line."""
    kept = open_inventory("two-documents")
    assert len(kept["items"]) == 114
    assert all(area["items"] for area in kept.areas.values()) and len(kept.areas) == 9
    tree = yaml.safe_load(find("two-documents", "scenarios/inventory").read_bytes())
    tree["items"]["A01"]["colour"] = "red"
    (tmp_path / "own.yaml").write_text(yaml.safe_dump(tree))
    assert any("colour" in problem.message for problem in check(tmp_path / "own.yaml"))
