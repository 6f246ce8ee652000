"""That the committed JSON Schemas are those of this version, and of use to somebody who writes YAML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from seawar.content.schema import as_text, schemas
from seawar.domains import DOMAINS

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "docs" / "schemas"
SCHEMAS = schemas()
RULEBOOK = SCHEMAS["seawar-rulebook.schema.json"]
CONTENT = sorted((*ROOT.glob("scenarios/*.yaml"), *ROOT.glob("rulebooks/*.yaml")))
FIRST_LINE = r"# yaml-language-server: \$schema=(\S+)"


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from nodes(inner)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_committed_schemas_are_those_of_the_models(name: str) -> None:
    """To the letter; after a change to models or mechanisms, `make schemas` writes them anew."""
    assert (KEPT / name).read_text(encoding="utf-8") == as_text(SCHEMAS[name]), "run `make schemas`"


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_each_file_names_its_schema(path: Path) -> None:
    """The first line leads an editor from the file to the committed schema of its kind."""
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    found = re.fullmatch(FIRST_LINE, first)
    assert found
    assert (path.parent / found[1]).resolve() == KEPT / f"seawar-{path.parent.name.removesuffix('s')}.schema.json"


def test_the_installed_library_has_them_at_the_same_place() -> None:
    """The way from a scenario to its schema is the same in the package as in the source tree."""
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    placed = wheel["wheel"]["force-include"]
    assert placed == {name: f"seawar/library/{name}" for name in ("scenarios", "rulebooks", "docs/schemas")}


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_explained(name: str) -> None:
    """Hovering over a key says what it is for: by its own line, or by that of the thing it holds."""
    schema = SCHEMAS[name]
    for of, thing in [(name, schema), *schema["$defs"].items()]:
        assert thing.get("description"), of
        for key, value in thing.get("properties", {}).items():
            assert "description" in value or "$ref" in value, f"{of}.{key} has no docstring"


@pytest.mark.parametrize("name", SCHEMAS)
def test_nothing_leads_nowhere(name: str) -> None:
    """Every reference has its definition, no key is offered as null, and no mark of ours is left over."""
    schema = SCHEMAS[name]
    for node in nodes(schema):
        if isinstance(ref := node.get("$ref"), str):
            assert ref.removeprefix("#/$defs/") in schema["$defs"]
        assert node.get("type") != "null"
        assert "x-form" not in node


def test_mechanisms_are_named_with_what_they_let_one_set() -> None:
    """An enum of all there are; for each the schema of its parameters, described, and its bands."""
    entry = RULEBOOK["$defs"]["OrderEntry"]
    mechanisms = {mechanism.name: mechanism for domain in DOMAINS for mechanism in domain.mechanisms}
    assert entry["properties"]["mechanism"]["enum"] == list(mechanisms)
    assert all(entry["properties"]["mechanism"]["enumDescriptions"])
    for rule in entry["allOf"]:
        mechanism = mechanisms.pop(rule["if"]["properties"]["mechanism"]["const"])
        params = RULEBOOK["$defs"][rule["then"]["properties"]["params"]["$ref"].rpartition("/")[2]]
        assert all(value["description"] for value in params["properties"].values())
        assert rule["then"]["properties"]["outcomes"]["required"] == list(mechanism.bands)
    assert not mechanisms


def test_an_effect_line_holds_one_verb() -> None:
    """Each verb with its fields, and exactly one of them in a line."""
    line = RULEBOOK["$defs"]["EffectLine"]
    assert (line["minProperties"], line["maxProperties"], line["additionalProperties"]) == (1, 1, False)
    assert {"adjust", "raise", "tell", "publish"} <= line["properties"].keys()


def test_formats_are_in_words() -> None:
    """Whoever hovers over a length of time or a condition reads what to write."""
    leg = SCHEMAS["seawar-scenario.schema.json"]["$defs"]["LegEntry"]["properties"]
    assert "as 60 minutes" in leg["after"]["description"]
    assert "in_force(agreement)" in RULEBOOK["$defs"]["ModifierLine"]["properties"]["when"]["description"]
