"""That what pydantic finds comes out as places and plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

import pytest
from annotated_types import Interval
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, field_validator

from seawar.content.models import Rulebook, Scenario
from seawar.content.problems import from_pydantic, nearest
from seawar.content.shapes import fields_of, form_of, item_of, key_type, split, without_none
from seawar.content.yamltree import marks, parse


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Track(Strict):
    type: Literal["track"]
    track: str
    by: Annotated[int, Field(ge=-12, le=12)]


class Gain(Strict):
    type: Literal["gain"]
    what: int | None = None


class Book(Strict):
    title: str
    mode: Literal["per seat", "per dyad"] = "per seat"
    effects: list[Annotated[Track | Gain, Field(discriminator="type")]] = []
    orders: dict[str, Gain] = {}
    count: int = Field(default=0, ge=0, le=12)
    with_: str = Field(default="", alias="with")
    boxes: dict[int, str] = {}

    @field_validator("with_")
    @classmethod
    def not_self(cls, value: str) -> str:
        if value == "self":
            raise ValueError("expected another seat, came 'self'")
        return value


@dataclass(frozen=True, slots=True)
class Params:
    warning: Annotated[int, Interval(ge=0, le=60)]


BOOK = b"""\
tilte: x
mode: per dyda
effects:
  - {type: track, track: support, by: abc}
  - type: track
    track: support
    bye: 13
  - type: gian
  - what: 3
  - 5
orders:
  a: {type: gain, wat: 1}
  b: [1]
count: true
with: self
boxes: {x: 1}
"""

EXPECTED = """\
book.yaml:1:1: tilte: unknown key 'tilte', did you mean 'title'?
book.yaml:1:1: title: the key 'title' is missing: add it
book.yaml:2:7: mode: expected 'per seat' or 'per dyad', came 'per dyda', did you mean 'per dyad'?
book.yaml:4:39: effects.0.by: expected an integer between -12 and 12, came 'abc'
book.yaml:5:5: effects.1.by: the key 'by' is missing: add it
book.yaml:7:5: effects.1.bye: unknown key 'bye', did you mean 'by'?
book.yaml:8:11: effects.2.type: expected one of 'track', 'gain', came 'gian', did you mean 'gain'?
book.yaml:9:5: effects.3: the key 'type', which tells the kind, is missing: add it
book.yaml:10:5: effects.4: expected a mapping of keys, came 5
book.yaml:12:19: orders.a.wat: unknown key 'wat', did you mean 'what'?
book.yaml:13:6: orders.b: expected a mapping of keys, came a list
book.yaml:14:8: count: expected an integer between 0 and 12, came true
book.yaml:15:7: with: expected another seat, came 'self'
book.yaml:16:9: boxes.x: expected an integer, came 'x'
book.yaml:16:12: boxes.x: expected text, came 1: put it in quotes
"""


def check(text: bytes, type_: Any, model: Any) -> list[str]:
    root = parse(text, "book.yaml")
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(type_).validate_python(root.plain())
    found = from_pydantic(caught.value, marks(root), "book.yaml", (), model)
    return sorted((str(p) for p in found), key=lambda line: [int(n) for n in line.split(":")[1:3]])


def test_every_finding_has_its_place_and_plain_words() -> None:
    """Missing keys stand at their parent, unknown ones at the key, all others at the value."""
    assert sorted(check(BOOK, Book, Book)) == sorted(EXPECTED.splitlines())


def test_places_are_right_without_the_model() -> None:
    """The tags of unions are told from keys by the file alone, even where a key has the tag's name."""
    with_model, without = ({line.split(": ")[0] for line in check(BOOK, Book, model)} for model in (Book, None))
    assert with_model == without


def test_nothing_of_the_library_shows() -> None:
    """No address and no name of a library is in a message."""
    text = "\n".join(check(BOOK, Book, None)).lower()
    assert "pydantic" not in text
    assert "http" not in text


def test_bounds_of_dataclasses_are_named_in_full() -> None:
    """Parameters of mechanisms, which are dataclasses, get the same words as models."""
    assert check(b"warning: 61", Params, Params) == [
        "book.yaml:1:10: warning: expected an integer between 0 and 60, came 61"
    ]
    assert check(b"{}", Params, Params) == ["book.yaml:1:1: warning: the key 'warning' is missing: add it"]


def test_a_prefix_leads_to_the_part_that_was_validated() -> None:
    """A part of a file can be checked by itself and still be found in the whole."""
    root = parse(b"orders:\n  a:\n    warning: x\n", "book.yaml")
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Params).validate_python({"warning": "x"})
    (found,) = from_pydantic(caught.value, marks(root), "book.yaml", ("orders", "a"), Params)
    assert (found.line, found.col, found.path) == (3, 14, "orders.a.warning")


@pytest.mark.parametrize("type_", [bool, list[int], set[str], float, Annotated[str, Field(max_length=2)]])
def test_every_type_has_words(type_: Any) -> None:
    """Whatever a model asks for, the message says what was expected and what came."""
    (line,) = check(b"{a: abc}", dict[str, type_], None)
    assert "expected " in line
    assert "came " in line


FORMED = """\
forces:
  Fast Jet: {seat: Japan, kind: 3, base: x, scramble: 60, speed: 900, count: 1, title: "two\\nlines", source: own}
map: {areas: {x: {at: 35 and 129}}}
seats: {japan: {letter: j}}
segments: [{start: 5, length: 0}]
zone: 9
"""
TOLD = {
    "forces.Fast Jet: expected up to 40 lower-case letters, digits and hyphens, as dokdo-2019, came 'Fast Jet', "
    "did you mean 'fast-jet'?",
    "forces.Fast Jet.seat: expected up to 40 lower-case letters, digits and hyphens, as dokdo-2019, came 'Japan', "
    "did you mean 'japan'?",
    "forces.Fast Jet.kind: expected up to 40 lower-case letters, digits and hyphens, as dokdo-2019, came 3: "
    "put it in quotes",
    "forces.Fast Jet.scramble: expected a length of time with its unit, as 60 minutes, came 60, "
    "did you mean '60 minutes'?",
    "forces.Fast Jet.title: expected text that is all on one line, came 'two\\nlines'",
    "map.areas.x.at: expected latitude and longitude in degrees, with four decimals at most, as 37.2417 131.8667, "
    "came '35 and 129'",
    "seats.japan.letter: expected one capital letter, as J, came 'j'",
    'segments.0.start: expected a time in quotes, as "2019-07-23T06:30+09:00", came 5',
    "segments.0.length: expected a length of time with its unit, as 60 minutes, came 0",
    'zone: expected a zone in quotes, as "+09:00", came 9',
}


def test_what_a_text_looks_like_is_told_in_words() -> None:
    """Names, times and places are described with an example, and what was probably meant is offered."""
    found = {line.split(": ", 1)[1] for line in check(FORMED.encode(), Scenario, Scenario)}
    assert found >= TOLD, sorted(TOLD - found)


@pytest.mark.parametrize("model", [Rulebook, Scenario])
def test_every_pattern_has_words(model: type[BaseModel]) -> None:
    """No regular expression is ever given as a remedy: each text that has one is described."""
    patterned = _patterned(model)
    assert len(patterned) > 10
    for name, type_ in patterned:
        assert form_of(type_), f"{name} has a pattern and no words"


def _patterned(model: Any) -> list[tuple[str, Any]]:
    """Every type with a pattern within a model, keys included."""
    found, todo = [], [(model.__name__, model)]
    while todo:
        name, type_ = todo.pop()
        notes = split(without_none(type_))[1]
        if any(getattr(note, "pattern", None) for note in notes):
            found.append((name, type_))
        todo += [(f"{name}.{key}", inner) for key, inner in fields_of(type_).items()]
        todo += [(name, inner) for inner in (key_type(type_), item_of(without_none(type_))) if inner]
    return found


def test_nearest_is_sure_of_itself() -> None:
    """The same name is suggested whatever the order of the names, and none if nothing is similar."""
    names = ["japan", "rok", "russia", "prc"]
    assert nearest("Japn", names) == nearest("Japn", names[::-1]) == ", did you mean 'japan'?"
    assert nearest("JAPAN", names) == ", did you mean 'japan'?"
    assert nearest("xyz", names) == nearest("x" * 100_000, names) == ""
