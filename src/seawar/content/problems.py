"""Turns what pydantic found into problems that a person can act on: place, expected, came, nearest.

Its own messages name no place in the file, and its paths hold the tags of unions that nobody wrote.
The types are walked along each path, so that tags are told from keys and bounds are named in full.
Refused: wording the models by hand, once for the check and again for the JSON Schema.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from seawar.content.nodes import Marks, Node, dotted
from seawar.content.shapes import (
    Form,
    fields_of,
    form_of,
    item_of,
    key_type,
    member_of,
    members_of,
    split,
    without_none,
)
from seawar.core.conditions import nearest
from seawar.errors import Problem

__all__ = ["EXTRA", "from_pydantic", "known_keys", "nearest", "worded"]

Steps = tuple[str | int, ...]


def from_pydantic(
    error: ValidationError, marks: Marks, file: str, prefix: Sequence[str | int] = (), model: Any = None
) -> list[Problem]:
    """Each finding with its place. `prefix` leads to what was validated, against the type `model`.

    Without `model` tags are told from keys by looking into the file, and no names are suggested.
    """
    return worded(error.errors(include_url=False), marks, file, prefix, model)


def worded(
    details: Iterable[ErrorDetails], marks: Marks, file: str, prefix: Sequence[str | int], model: Any
) -> list[Problem]:
    """The same for some of the findings."""
    problems = [_problem(detail, marks, file, tuple(prefix), model) for detail in details]
    return list(dict.fromkeys(problems))  # both halves of a union may say the same


def known_keys(root: Node, path: Sequence[str | int], model: Any) -> tuple[str, ...]:
    """The keys that the model knows where `path` ends."""
    return _walk(tuple(path), root, model).names


def _problem(detail: ErrorDetails, marks: Marks, file: str, prefix: Steps, model: Any) -> Problem:
    kind = detail["type"]
    loc: Steps = tuple(step for step in detail["loc"] if step != "[key]")
    absent = kind in ("missing", "missing_argument")
    head, last = (loc[:-1], loc[-1:]) if absent else (loc, ())
    here = _walk(head, marks.find(prefix), model)
    parent = marks.find((*prefix, *here.path))
    if absent and here.path and parent and not isinstance(parent.value, dict):
        here.path = here.path[:-1]  # nothing can lack a key but a mapping: that was a tag, too
    path = (*prefix, *here.path, *last)
    if kind.startswith("union_tag_invalid") and (tag := _discriminator(detail)):
        path = (*path, tag)
    if "[key]" in detail["loc"]:
        here.type = key_type(_walk(loc[:-1], marks.find(prefix), model).type)
    on_key = kind in EXTRA or "[key]" in detail["loc"] or absent
    mark = marks.key(path) if on_key else marks.value(path)
    return Problem(file, mark.line, mark.col, dotted(path), _message(detail, here, path))


# The way along a path.


@dataclass(slots=True)
class _Here:
    """Where a path leads."""

    path: Steps
    """Without the tags of unions."""
    type: Any
    """What is expected there; None if that cannot be told."""
    names: tuple[str, ...]
    """The keys that are known beside the last step."""


def _walk(loc: Steps, node: Node | None, model: Any) -> _Here:
    here = _Here((), model, ())
    for at, step in enumerate(loc):
        here.type = without_none(here.type)
        if here.type is None:
            rest = _fit(node, loc[at:])
            return _Here((*here.path, *rest), None, ())
        if members := members_of(here.type):
            here.type = member_of(members, str(step))
            continue
        fields = fields_of(here.type)
        here.names = tuple(fields)
        here.type = fields.get(str(step)) if fields else item_of(here.type)
        here.path = (*here.path, step)
        node = node and node.child(step)
    return here


def _fit(node: Node | None, loc: Steps) -> Steps:
    """The most of a path that can be followed in the file, which leaves out the tags of unions."""
    if not loc or node is None:
        return ()
    child = node.child(loc[0])
    taken = () if child is None else (loc[0], *_fit(child, loc[1:]))
    if len(taken) == len(loc):
        return taken
    skipped = _fit(node, loc[1:])
    # At a tie the way that ends early was a tag that is also a key.
    return skipped if len(skipped) >= len(taken) else taken


# The words.

EXTRA = ("extra_forbidden", "unexpected_keyword_argument")
"""What pydantic calls a key that it does not know."""
_WHOLE = ("int_", "greater_than", "less_than", "finite_number", "float_")
_MAPPING = ("dict_type", "model_type", "model_attributes_type", "dataclass_type", "mapping_type")
_LIST = ("list_type", "tuple_type", "set_type", "frozen_set_type", "iterable_type")

_Ctx = Mapping[str, Any]
_EXPECTED: Mapping[str, Callable[[_Ctx], str]] = (
    {
        "string_type": lambda _: "text",
        "bool_type": lambda _: "true or false",
        "bool_parsing": lambda _: "true or false",
        "none_required": lambda _: "nothing",
        "string_too_short": lambda ctx: f"text of {ctx['min_length']} or more characters",
        "string_too_long": lambda ctx: f"text of at most {ctx['max_length']} characters",
        "string_pattern_mismatch": lambda _: "a text of another form",
        "too_short": lambda ctx: f"{ctx['min_length']} or more entries",
        "too_long": lambda ctx: f"at most {ctx['max_length']} entries",
        "multiple_of": lambda ctx: f"a multiple of {ctx['multiple_of']}",
        "literal_error": lambda ctx: str(ctx["expected"]),
        "enum": lambda ctx: str(ctx["expected"]),
        "union_tag_invalid": lambda ctx: f"one of {ctx['expected_tags']}",
    }
    | dict.fromkeys(_MAPPING, lambda _: "a mapping of keys")
    | dict.fromkeys(_LIST, lambda _: "a list")
)


def _message(detail: ErrorDetails, here: _Here, path: Steps) -> str:
    kind, ctx = detail["type"], detail.get("ctx", {})
    name = str(path[-1]) if path else ""
    if kind in ("missing", "missing_argument"):
        return f"the key {name!r} is missing: add it"
    if kind in EXTRA:
        return f"unknown key {name!r}{_hint(name, here.names)}"
    if kind == "union_tag_not_found":
        return f"the key {_discriminator(detail)!r}, which tells the kind, is missing: add it"
    if kind in ("value_error", "assertion_error"):
        return str(ctx.get("error", "")) or "this does not fit: see the handbook"
    came = ctx.get("tag") if kind == "union_tag_invalid" else detail["input"]
    expected = _expected(kind, ctx, here.type, detail["msg"])
    hint = nearest(came, re.findall(r"'([^']*)'", expected)) if isinstance(came, str) else ""
    if kind in ("string_type", "string_pattern_mismatch"):
        hint = _rewritten(came, form_of(here.type))
    return f"expected {expected}, came {_came(kind, came, ctx)}{hint}"


def _rewritten(came: Any, form: Form | None) -> str:
    """The same as text, in the form that is wanted."""
    if not isinstance(came, str | int):
        return ""
    text = _came("", came, {}) if isinstance(came, bool) else str(came)
    mended = form.mend(text) if form else text
    if mended == text:
        return "" if isinstance(came, str) else ": put it in quotes"
    return f", did you mean {mended!r}?" if mended else ""


def _expected(kind: str, ctx: _Ctx, type_: Any, msg: str) -> str:
    if kind in ("string_type", "string_pattern_mismatch") and (form := form_of(type_)):
        return form.words
    if kind in _EXPECTED:
        return _EXPECTED[kind](ctx)
    if kind.startswith(_WHOLE):
        return _integer(ctx, split(without_none(type_))[1])
    match = re.match(r"(?:Input|Value) should (?:be )?(?:a valid )?(.+)", msg)
    return match[1] if match and "pydantic" not in msg.lower() else "something else"


def _integer(ctx: _Ctx, notes: Iterable[Any]) -> str:
    bounds = dict(ctx)
    for note in notes:
        bounds |= {n: v for n in ("ge", "gt", "le", "lt") if (v := getattr(note, n, None)) is not None}
    low = bounds.get("ge", bounds["gt"] + 1 if "gt" in bounds else None)
    high = bounds.get("le", bounds["lt"] - 1 if "lt" in bounds else None)
    if low is None:
        return "an integer" if high is None else f"an integer, {high} or less"
    return f"an integer, {low} or more" if high is None else f"an integer between {low} and {high}"


def _came(kind: str, value: Any, ctx: _Ctx) -> str:
    """The value as it is written in YAML, or what sort of thing it is."""
    if kind in ("too_short", "too_long"):
        return str(ctx.get("actual_length") or "more")
    if kind == "string_too_long":
        return str(len(value))
    if value is None or value == "":
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, Mapping):
        return "a mapping of keys"
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _hint(name: str, names: tuple[str, ...]) -> str:
    if not names:
        return ": remove it"
    return nearest(name, names) or f": expected one of {', '.join(sorted(names))}"


def _discriminator(detail: ErrorDetails) -> str:
    """The key that tells the members of a union apart, if it is one key."""
    match = re.fullmatch(r"'(\w+)'", str(detail.get("ctx", {}).get("discriminator", "")))
    return match[1] if match else ""
