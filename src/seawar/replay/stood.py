"""What the facts that a condition names stood at, and which rows of the state they were read from.

A condition answers yes or no; whoever asks why wants what it looked at. Its text is read again and every
question in it is put to the facts by itself, so that `a or b` shows both. The tables note what is looked
up in them: a function that a domain adds needs nothing here.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any, NamedTuple

from seawar.content.scope import CORE_FUNCTIONS
from seawar.core.condition_text import read
from seawar.core.conditions import Condition
from seawar.core.facts import Unknown
from seawar.core.rules import Rules
from seawar.core.state import State
from seawar.domains import DOMAINS
from seawar.replay.rows import Row

Env = Mapping[str, str | int]

_WHETHER = {
    function.name
    for function in (*CORE_FUNCTIONS, *(f.function for domain in DOMAINS for f in domain.functions))
    if function.doc.startswith("Whether")
}
"""Functions that answer yes or no."""


class Fact(NamedTuple):
    """One question of a condition and its answer."""

    function: str
    args: tuple[str | int, ...]
    value: int | None
    """None where the scenario has nothing of the kind."""
    rows: tuple[Row, ...]
    """Where the answer was read."""

    @property
    def answer(self) -> str:
        if self.value is None:
            return "not in this scenario"
        return ("no", "yes")[bool(self.value)] if self.function in _WHETHER else str(self.value)


class _Watched(dict[str, Any]):
    """A table that notes which rows are looked up."""

    def __init__(self, name: str, table: Mapping[str, Any], noted: list[Row]) -> None:
        super().__init__(table)
        self.name, self.noted = name, noted

    def __getitem__(self, key: str) -> Any:
        self.noted.append((self.name, key))
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.noted.append((self.name, str(key)))
        return super().__contains__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.noted.append((self.name, key))
        return super().get(key, default)


def watched(state: State, noted: list[Row]) -> State:
    """The state with tables that note in `noted` which of their rows are looked up."""
    fields: dict[str, Any] = {name: getattr(state, name) for name in State.__struct_fields__}
    noting: dict[str, Any] = {k: _Watched(k, v, noted) if isinstance(v, dict) else v for k, v in fields.items()}
    return State(**noting)


def facts_named(rules: Rules, condition: Condition | None, state: State, env: Env) -> list[Fact]:
    """Every question that a condition asks, answered from a state; `env` names self, turn and the targets."""
    if condition is None:
        return []
    noted: list[Row] = []
    facts = rules.facts(rules, watched(state, noted), str(env.get("self", "")))
    found: list[Fact] = []
    for node in ast.walk(read(condition.text)[0]):
        if isinstance(node, ast.Call):
            args = tuple(_argument(arg, env) for arg in node.args)
            name = getattr(node.func, "id", "")
            if None in args or not name:
                continue
            noted.clear()
            try:
                value: int | None = int(getattr(facts, f"fn_{name}")(*args))
            except (Unknown, KeyError):
                value = None
            fact = Fact(name, tuple(a for a in args if a is not None), value, tuple(dict.fromkeys(noted)))
            if fact not in found:
                found.append(fact)
    return found


def _argument(node: ast.expr, env: Env) -> str | int | None:
    """What an argument stands for; None where it is reckoned or not there."""
    match node:
        case ast.Constant(value=str() | int() as value):
            return value
        case ast.Name(id=name):
            return env.get(name)
        case ast.Attribute(value=ast.Name(id=name), attr=attr):
            return env.get(f"{name}.{attr}")
        case _:
            return None
