"""The tables of the reference pages: one row a key, from its JSON Schema, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from seawar.content import models

Schema = Mapping[str, Any]
ID = models._ID
ASKS = " It may ask for a track by its name"
"""With this the list of all functions begins, which has a page of its own."""
EFFECTS = "EffectLine"


def properties(schema: Schema) -> dict[str, Any]:
    """Its keys; of what may be written as a text alone, those of the longer form."""
    whole = next((part for part in schema.get("anyOf", ()) if "properties" in part), schema)
    found: dict[str, Any] = whole.get("properties", {})
    return found


def required(schema: Schema) -> set[str]:
    whole = next((part for part in schema.get("anyOf", ()) if "properties" in part), schema)
    return {*whole.get("required", ())}


def table(schema: Schema) -> list[str]:
    must = required(schema)
    rows = [
        f"| `{key}` | {_type(value)} | {'**must**' if key in must else _default(value)} | {_said(value)} |"
        for key, value in properties(schema).items()
    ]
    return ["| key | what | default | |", "|---|---|---|---|", *rows] if rows else ["It has no keys."]


def _default(value: Schema) -> str:
    if "default" not in value:
        return "none"
    default = value["default"]
    return "as shown" if isinstance(default, list | dict) else f"`{str(default).lower()}`"


def _said(value: Schema) -> str:
    text = value.get("description", "").partition(ASKS)[0]
    text = text.replace(f"Write {models.CONDITION}.", "A [condition](conditions.md).")
    return cell(text)


def cell(text: str) -> str:
    """A text in a cell of a table."""
    return " ".join(text.replace("|", "\\|").replace("<", "&lt;").split())


def _type(value: Schema) -> str:
    """What to write there, in words."""
    if ref := value.get("$ref"):
        name = ref.rpartition("/")[2]
        return "[effects](effects.md)" if name == EFFECTS else f"[{heading(name).lower()}](#{_anchor(name)})"
    if "const" in value:
        return f"`{value['const']}`"
    if "enum" in value:
        many = len(value["enum"]) > 12
        return "one of those [below](#mechanisms)" if many else "one of " + ", ".join(f"`{e}`" for e in value["enum"])
    if "anyOf" in value:
        return " or ".join(dict.fromkeys(_type(part) for part in value["anyOf"]))
    match value.get("type"):
        case "array":
            return f"list of {_type(value.get('items', {}))}{_many(value, 'Items')}"
        case "object":
            inner = value.get("additionalProperties")
            return f"mapping of ids to {_type(inner)}" if isinstance(inner, dict) else "mapping"
        case "integer":
            return f"whole number{_span(value.get('minimum'), value.get('maximum'))}"
        case "boolean":
            return "`true` or `false`"
        case "string":
            return _text(value)
        case _:
            return "any"


def _text(value: Schema) -> str:
    pattern, most = value.get("pattern"), value.get("maxLength")
    if pattern == ID:
        return "id"
    if pattern and (form := value.get("patternErrorMessage", "")) and "one line" not in form:
        return str(form).removeprefix("Write ").removesuffix(".").partition(", as ")[0]
    kind = "one line" if pattern else "text"
    return f"{kind}, {most} characters at most" if most else kind


def _many(value: Schema, what: str) -> str:
    least, most = value.get(f"min{what}"), value.get(f"max{what}")
    if least is not None and least == most:
        return f", exactly {least}"
    return (f", {least} at least" if least else "") + (f", {most} at most" if most else "")


def _span(low: Any, high: Any) -> str:
    if low is not None and high is not None:
        return f", {low} to {high}"
    return f", {low} or more" if low is not None else f", {high} or less" if high is not None else ""


def heading(name: str) -> str:
    """`SeatEntry` as `Seat`, `HistoryTestEntry` as `History test`."""
    words = re.findall(r"[A-Z][a-z0-9]*", name.removesuffix("Entry").removesuffix("Line") or name)
    return " ".join(words).capitalize()


def _anchor(name: str) -> str:
    return heading(name).lower().replace(" ", "-")
