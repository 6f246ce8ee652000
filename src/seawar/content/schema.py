"""JSON Schemas of rulebooks and scenarios, for editors that complete keys and explain them.

They are made from the models and mechanisms that also check the files, so they cannot say anything else.
`seawar check` knows more (names, conditions, what fits what) and says it better; a schema helps while
one writes. Refused: schemas kept by hand, and pydantic's own as it comes: it offers `null` everywhere.
"""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from seawar.content import models
from seawar.content.scope import CORE_FUNCTIONS
from seawar.content.shapes import FORM_KEY
from seawar.core.mechanism import Domain, Mechanism
from seawar.domains import DOMAINS
from seawar.errors import SeawarError

DIALECT = "https://json-schema.org/draft/2020-12/schema"
EMPTY: tuple[Any, ...] = (None, "", [], {})
Schema = dict[str, Any]


class _Generator(GenerateJsonSchema):
    """Pydantic's, without what is of no use to somebody who writes YAML."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A key that may be left out is left out, not written as null."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        if made.get("default") in EMPTY:
            made.pop("default", None)
        return made

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Keys of another form are wrong, not merely unknown."""
        made = super().dict_schema(schema)
        if keys := schema.get("keys_schema"):
            made.pop("propertyNames", None)
            values = next(iter(made.pop("patternProperties", {}).values()), made.get("additionalProperties", True))
            made["additionalProperties"] = values
            named = self.generate_inner(keys)
            if named != {"type": "string"}:
                made["propertyNames"] = named
        return made

    def field_title_should_be_set(self, schema: Any) -> bool:
        del schema
        return False


def schemas(domains: Iterable[Domain] = DOMAINS) -> dict[str, Schema]:
    """File name to schema."""
    domains = tuple(domains)
    rulebook, scenario = _schema_of(models.Rulebook, domains), _schema_of(models.Scenario, domains)
    _add_mechanisms(rulebook, [mechanism for domain in domains for mechanism in domain.mechanisms])
    return {"seawar-rulebook.schema.json": rulebook, "seawar-scenario.schema.json": scenario}


def write_schemas(folder: Path) -> list[Path]:
    """Write both into a folder, which is made if need be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        for name, schema in schemas().items():
            (folder / name).write_text(as_text(schema), encoding="utf-8")
            written.append(folder / name)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SeawarError(f"{folder}: the schemas cannot be written: {reason}; choose another folder") from None
    return written


def as_text(schema: Schema) -> str:
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def _schema_of(model: type[BaseModel], domains: Iterable[Domain]) -> Schema:
    made = model.model_json_schema(schema_generator=_Generator)
    asked = [*CORE_FUNCTIONS, *(f.function for domain in domains for f in domain.functions)]
    _put_in_words(made, "It may ask for a track by its name, and for: " + ", ".join(sorted(map(str, asked))) + ".")
    if verbs := made["$defs"].get("EffectLine"):
        verbs |= {"minProperties": 1, "maxProperties": 1}
    return {"$schema": DIALECT, "title": f"seawar {model.__name__.lower()}", **made}


def _put_in_words(node: Any, functions: str) -> None:
    """Turn what a text looks like into words for hovering, and for the message where it does not."""
    if isinstance(node, list):
        for item in node:
            _put_in_words(item, functions)
    if not isinstance(node, dict):
        return
    if isinstance(node.get("title"), str):
        del node["title"]  # the name of a class
    if words := node.pop(FORM_KEY, None):
        said = [node.get("description", ""), f"Write {words}.", functions if words == models.CONDITION else ""]
        node["description"] = " ".join(filter(None, said))
    for value in node.values():
        _put_in_words(value, functions)


def _add_mechanisms(rulebook: Schema, mechanisms: Iterable[Mechanism]) -> None:
    """Which mechanisms there are, and for each what it lets one set and which bands need effects."""
    defs: Schema = rulebook["$defs"]
    entry, rules = defs["OrderEntry"], []
    effects = entry["properties"]["outcomes"]["additionalProperties"]
    known = {mechanism.name: mechanism for mechanism in mechanisms}
    entry["properties"]["mechanism"] = {
        "description": entry["properties"]["mechanism"]["description"],
        "enum": list(known),
        "enumDescriptions": [_first_line(mechanism.settle) for mechanism in known.values()],
    }
    for name, mechanism in known.items():
        defs[mechanism.params.__name__] = _params(mechanism.params)
        bands = {
            "properties": dict.fromkeys(mechanism.bands, effects),
            "required": list(mechanism.bands),
            "additionalProperties": False,
        }
        params = {"$ref": f"#/$defs/{mechanism.params.__name__}"}
        rules.append(
            {
                "if": {"properties": {"mechanism": {"const": name}}, "required": ["mechanism"]},
                "then": {"properties": {"params": params, "outcomes": bands}},
            }
        )
    entry["allOf"] = rules


def _params(params: type) -> Schema:
    made = TypeAdapter(params).json_schema(schema_generator=_Generator)
    made.pop("title", None)
    for field, said in field_docs(params).items():
        made["properties"][field]["description"] = said
    return {**made, "additionalProperties": False}


def field_docs(params: type) -> Mapping[str, str]:
    """The line under each field of a class, or under each member of an enumeration."""
    (body,) = ast.parse(textwrap.dedent(inspect.getsource(params))).body
    assert isinstance(body, ast.ClassDef)
    return said_under(body.body)


def said_under(body: Iterable[ast.stmt]) -> dict[str, str]:
    """Each name that is set in a body, with the text on the line below it."""
    found = {}
    for field, said in pairwise(body):
        named = field.targets[0] if isinstance(field, ast.Assign) else getattr(field, "target", None)
        if isinstance(named, ast.Name) and isinstance(said, ast.Expr):
            found[named.id] = str(ast.literal_eval(said.value))
    return found


def _first_line(function: Any) -> str:
    return (inspect.getdoc(function) or "").partition("\n")[0]
