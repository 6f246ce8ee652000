"""Every text within a document, however deep it lies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def texts(value: Any) -> Iterator[str]:
    """Texts of mappings and lists in the order in which they stand; keys are none."""
    match value:
        case str():
            yield value
        case dict():
            yield from (text for part in value.values() for text in texts(part))
        case list() | tuple():
            yield from (text for part in value for text in texts(part))
        case _ if fields := getattr(type(value), "model_fields", None):
            yield from (text for name in fields for text in texts(getattr(value, name)))
