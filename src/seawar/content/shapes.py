"""Walking the types of models: what a key, a field or an item is expected to be.

Whoever follows a path into a document needs this, to word what pydantic found and to put something in
the place of what it refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, is_dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, RootModel, Tag
from pydantic.fields import FieldInfo

FORM_KEY = "x-form"
"""Holds the words of a form in a JSON Schema until its description is made."""


@dataclass(frozen=True, slots=True)
class Form:
    """A note on a text's type: what it looks like, in words."""

    words: str
    mend: Callable[[str], str] = str
    """What was probably meant by a text that does not look like it; empty if that cannot be told."""
    plain: bool = False
    """So common that nobody wants it told with every key."""

    def __get_pydantic_json_schema__(self, schema: Any, handler: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
        made = handler(schema)
        if "pattern" in made:
            made["patternErrorMessage"] = f"Write {self.words}."
        return made if self.plain else made | {FORM_KEY: self.words}


def split(type_: Any) -> tuple[Any, tuple[Any, ...]]:
    """A type without its annotations, and they."""
    notes: list[Any] = []
    while True:
        if isinstance(type_, FieldInfo):
            notes += type_.metadata
            type_ = type_.annotation
        elif get_origin(type_) is Annotated:
            for note in type_.__metadata__:
                notes += note.metadata if isinstance(note, FieldInfo) else [note]
            type_ = get_args(type_)[0]
        elif isinstance(type_, type) and issubclass(type_, RootModel):
            type_ = type_.model_fields["root"]
        else:
            return type_, tuple(notes)


def without_none(type_: Any) -> Any:
    """`X` for `X | None`, which has no tag of its own in a path."""
    bare = split(type_)[0]
    if get_origin(bare) not in (Union, UnionType):
        return type_
    rest = [member for member in get_args(bare) if member is not NoneType]
    return rest[0] if len(rest) == 1 else type_


def members_of(type_: Any) -> tuple[Any, ...]:
    bare = split(type_)[0]
    return get_args(bare) if get_origin(bare) in (Union, UnionType) else ()


def member_of(members: tuple[Any, ...], tag: str) -> Any:
    """The member of a union that a tag stands for: by its tag, its literal, or its name."""
    for member in members:
        bare, notes = split(member)
        literals = [value for f in fields_of(bare).values() for value in literals_of(f)]
        tags = [note.tag for note in notes if isinstance(note, Tag)]
        if tag in tags or tag in literals or tag == getattr(bare, "__name__", ""):
            return member
    return None


def literals_of(type_: Any) -> tuple[Any, ...]:
    bare = split(type_)[0]
    return get_args(bare) if get_origin(bare) is Literal else ()


def fields_of(type_: Any) -> Mapping[str, Any]:
    """The keys of a model or dataclass, as they are written, with their types."""
    bare = split(type_)[0]
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        fields = bare.model_fields.items()
        return {f.validation_alias if isinstance(f.validation_alias, str) else n: f for n, f in fields}
    if is_dataclass(bare):
        try:
            return get_type_hints(bare, include_extras=True)
        except NameError:  # names a type that only the checker imports
            return {}
    return {}


def item_of(type_: Any) -> Any:
    """What a list or mapping holds."""
    args = [arg for arg in get_args(split(type_)[0]) if arg is not Ellipsis]
    return args[-1] if args else None


def key_type(type_: Any) -> Any:
    """What the keys of a mapping are."""
    args = get_args(split(type_)[0])
    return args[0] if len(args) == 2 else None


def form_of(type_: Any) -> Form | None:
    """What a text of this type looks like, where that is told."""
    return next((note for note in split(without_none(type_))[1] if isinstance(note, Form)), None)
