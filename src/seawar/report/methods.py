"""A mechanism's docstring in its parts: what it settles, its method, units, numbered assumptions, limits."""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import CodeType, ModuleType
from typing import Any

from seawar.content.schema import said_under
from seawar.report.words import in_percent, with_unit

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
    return tuple(_told(name, getattr(module, name), said) for name, said in _numbers(module).items())


@cache
def numbers_used(settle: Callable[..., Any]) -> tuple[tuple[str, str, str], ...]:
    """Numbers that what settles asks for, itself or through functions of its domain, wherever they stand in code.

    Of a module that settles several things only what this one reaches is told; names are followed, not values.
    """
    found: dict[tuple[str, int], tuple[str, str, str]] = {}
    seen, ahead = set(), [settle]
    while ahead:
        function = ahead.pop()
        module = sys.modules[function.__module__]
        for name in sorted(_names(function.__code__)):
            value = getattr(module, name, None)
            if inspect.isfunction(value) and value.__module__.startswith(_DOMAINS) and value not in seen:
                seen.add(value)
                ahead.append(value)
            elif home := _home(module, name):
                place = [*_numbers(home)].index(name)
                found[home.__name__, place] = _told(name, value, _numbers(home)[name])
    return tuple(found[key] for key in sorted(found))


_DOMAINS = "seawar.domains."


def _names(code: CodeType) -> set[str]:
    """Every global or attribute that code names, in functions within it too."""
    inner = (_names(part) for part in code.co_consts if isinstance(part, CodeType))
    return set(code.co_names).union(*inner)


def _home(module: ModuleType, name: str) -> ModuleType | None:
    """The module in which a number is set and said, from one that may only import it."""
    if name in _numbers(module):
        return module
    for node in _body(module):
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith(_DOMAINS):
            continue
        if any(alias.name == name for alias in node.names):
            return _home(sys.modules[str(node.module)], name)
    return None


@cache
def _body(module: ModuleType) -> list[ast.stmt]:
    return ast.parse(inspect.getsource(module)).body


@cache
def _numbers(module: ModuleType) -> dict[str, str]:
    """Whole numbers, and rows of them, that a module sets, to what the line below says."""
    return {name: said for name, said in said_under(_body(module)).items() if _counted(getattr(module, name, None))}


def _counted(value: object) -> bool:
    """Whether a value is a number or a row of them."""
    row = value if isinstance(value, tuple) and value else (value,)
    return all(isinstance(part, int) for part in row)


def _told(name: str, value: Any, said: str) -> tuple[str, str, str]:
    row = value if isinstance(value, tuple) else (value,)
    title = name.replace("_PER_MILLE", "").replace("_", " ").capitalize()
    return title, ", ".join(with_unit(part, said, name.replace("_", " ")) for part in row), in_percent(said)
