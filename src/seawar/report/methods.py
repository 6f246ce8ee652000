"""A mechanism's docstring in its parts: what it settles, its method, units, numbered assumptions, limits."""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from seawar.content.schema import said_under

_PARTS = re.compile(r"(?:^|(?<=\s))(Method|Units|Source|Assumptions|Limits|Data): ")
_NUMBER = re.compile(r"(?:^|(?<=[;.,] ))\d+\. ")


@dataclass(frozen=True, slots=True)
class Method:
    """What a docstring says, each part on one line."""

    summary: str
    parts: tuple[tuple[str, str], ...]
    """Heading and text, assumptions left out."""
    assumptions: tuple[str, ...]

    @property
    def limits(self) -> str:
        return dict(self.parts).get("Limits", "")


def method_of(settle: Callable[..., Any]) -> Method:
    """The parts of the docstring of whatever settles."""
    head, *rest = _PARTS.split(" ".join((inspect.getdoc(settle) or "It says nothing of its method.").split()))
    parts = dict(zip(rest[::2], (text.strip() for text in rest[1::2]), strict=True))
    assumed = parts.pop("Assumptions", "")
    numbered = tuple(part.strip(" ;.") for part in _NUMBER.split(assumed) if part.strip(" ;."))
    return Method(head.strip(), tuple(parts.items()), numbered)


@cache
def fixed_numbers(settle: Callable[..., Any]) -> tuple[tuple[str, str, str], ...]:
    """Numbers that stand in the code beside what settles: name, value, what it is."""
    module = sys.modules[settle.__module__]
    body = ast.parse(inspect.getsource(module)).body
    found = []
    for name, said in said_under(body).items():
        value = getattr(module, name, None)
        if isinstance(value, int):
            found.append((name.replace("_", " ").capitalize(), str(value), said))
    return tuple(found)
