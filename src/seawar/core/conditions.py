"""The condition language: one-line integer expressions that a rulebook writes and the engine asks.

A text, once read, is checked node by node against a whitelist and against the names of its scope,
and is then compiled once from a syntax tree built here. Refused: Python's `eval` on raw text
(`9**9**9` never ends), expression libraries (slower by far, and one lets that same text through), and
closures that walk the tree at each call (a condition is asked thousands of times in a playout).
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from seawar.core.condition_text import ConditionError, read, refuse

__all__ = ["Condition", "ConditionError", "Env", "Function", "Scope", "closest", "compile_condition", "nearest"]

LIMIT = 10**12
"""No sum, difference or product leaves -LIMIT..LIMIT: it stops there."""
LITERAL_MAX = 10**9
YES_NO = (0, 1)
COUNT = (0, LIMIT)

Env = Mapping[str, str | int]
"""The value of each variable, under its name in the scope: an id, or an integer."""
Run = Callable[[Any, Env], int]


def closest(name: str, names: Iterable[str]) -> str:
    """The most similar of `names`, or nothing."""
    if len(name) > 80:  # nobody mistypes that much, and the comparison is quadratic
        return ""
    plain = {known.casefold(): known for known in sorted(names, reverse=True)}
    found = difflib.get_close_matches(name.casefold(), plain, n=1)
    return plain[found[0]] if found else ""


def nearest(name: str, names: Iterable[str]) -> str:
    """`, did you mean 'x'?` with the most similar of `names`, or nothing."""
    found = closest(name, names)
    return f", did you mean {found!r}?" if found else ""


@dataclass(frozen=True, slots=True)
class Function:
    """A question that conditions may ask. It is answered by an integer."""

    name: str
    args: tuple[str, ...]
    """The kind of each argument. `int` takes an expression; `text` takes a name of any other kind."""
    doc: str
    min_args: int | None = None
    """How many arguments must be given; None for all."""
    range: tuple[int, int] | None = None
    """Lowest and highest answer; None where it may be any number."""

    def __str__(self) -> str:
        return f"{self.name}({', '.join(self.args)})"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a condition may speak of, at its place in the rulebook."""

    functions: Mapping[str, Function] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    """Variable, possibly dotted as `contact.owner`, to its kind."""
    ids: Mapping[str, Collection[str]] = field(default_factory=dict)
    """Kind to the ids known of it. A kind that is not here is not checked."""


class Condition:
    """A compiled condition. Two are equal when their texts are."""

    __slots__ = ("calls", "names", "run", "text")

    def __init__(self, text: str, names: Iterable[str], calls: Iterable[str], run: Run) -> None:
        self.text = text
        self.names = frozenset(names)
        """The variables it reads."""
        self.calls = frozenset(calls)
        """The functions it asks."""
        self.run = run

    def __call__(self, facts: Any, env: Env) -> int:
        """Asks `facts.fn_<name>(...)` for each function; what that raises is passed on."""
        return self.run(facts, env)

    def __eq__(self, other: object) -> bool:
        return self.text == other.text if isinstance(other, Condition) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Condition({self.text!r})"


def compile_condition(text: str, scope: Scope) -> Condition:
    """The condition a text stands for, or a `ConditionError` with all that is wrong with it."""
    tree, at = read(text)
    writer = _Writer(scope, at)
    try:
        body = writer.value(tree)
        if writer.problems:
            raise ConditionError(writer.problems)
        return Condition(text, writer.names, writer.calls, _build(body))
    except RecursionError:  # only when called from very deep in the stack: DEPTH_MAX is well below
        refuse(1, "nested too deeply: split it up")


_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.FloorDiv, ast.Mod)
_COMPARING = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_ZERO = ast.Constant(0)


def _literal(node: ast.expr) -> int | None:
    """The value of an integer as written, with its sign."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _literal(node.operand)
        return None if inner is None else -inner
    if isinstance(node, ast.Constant) and type(node.value) is int:  # a bool is an int, too
        return node.value
    return None


def _dotted(node: ast.expr) -> str:
    """`contact.owner` for such a reference, else nothing."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (owner := _dotted(node.value)):
        return f"{owner}.{node.attr}"
    return ""


class _Writer:
    """Writes the tree anew from parts known to be safe, and notes what is wrong with the old one."""

    def __init__(self, scope: Scope, at: Callable[[ast.expr], int]) -> None:
        self.scope = scope
        self.at = at
        self.problems: list[tuple[int, str]] = []
        self.names: set[str] = set()
        self.calls: set[str] = set()

    def wrong(self, node: ast.expr, message: str) -> ast.expr:
        self.problems.append((self.at(node), message))
        return _ZERO

    def value(self, node: ast.expr) -> ast.expr:
        """Code for the integer."""
        if isinstance(node, ast.Compare | ast.BoolOp) or _is_not(node):
            return ast.IfExp(self.truth(node), ast.Constant(1), _ZERO)
        return self._plain(node)

    def truth(self, node: ast.expr) -> ast.expr:
        """The same where only zero or not counts: Python's own truth, which is faster."""
        if isinstance(node, ast.BoolOp):
            return ast.BoolOp(node.op, [self.truth(value) for value in node.values])
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return ast.UnaryOp(node.op, self.truth(node.operand))
        return self._compare(node) if isinstance(node, ast.Compare) else self._plain(node)

    def _compare(self, node: ast.Compare) -> ast.expr:
        if not all(isinstance(op, _COMPARING) for op in node.ops):
            return self.wrong(node, "`in` and `is` are not known: compare with == != < <= > >=")
        return ast.Compare(self.value(node.left), node.ops, [self.value(c) for c in node.comparators])

    def _plain(self, node: ast.expr) -> ast.expr:
        match node:
            case ast.Constant():
                return self._constant(node)
            case ast.Name() | ast.Attribute():
                return self._variable(node, "int")
            case ast.Call():
                return self._call(node)
            case ast.BinOp():
                return self._arithmetic(node)
            case ast.UnaryOp(op=ast.USub()):
                return ast.UnaryOp(node.op, self.value(node.operand))
        return self.wrong(node, "expected numbers, names, functions, comparisons, + - * // %, and or not")

    def _constant(self, node: ast.Constant) -> ast.expr:
        if isinstance(node.value, str):
            return self.wrong(node, f"the text {node.value!r} can only be an argument of a function")
        number = _literal(node)
        if number is None:
            return self.wrong(node, f"{node.value!r} is not known: write 1 for yes and 0 for no")
        if number > LITERAL_MAX:
            return self.wrong(node, f"expected a number up to {LITERAL_MAX}, came {number}")
        return ast.Constant(number)

    def _arithmetic(self, node: ast.BinOp) -> ast.expr:
        if not isinstance(node.op, _ARITHMETIC):
            return self.wrong(node, "expected one of + - * // %")
        if isinstance(node.op, ast.FloorDiv | ast.Mod) and not _literal(node.right):
            self.wrong(node.right, "divide only by a number other than 0 that is written out")
        written = ast.BinOp(self.value(node.left), node.op, self.value(node.right))
        if isinstance(node.op, ast.FloorDiv | ast.Mod):
            return written
        return ast.Call(ast.Name("bounded", ast.Load()), [written], [])

    def _variable(self, node: ast.expr, kind: str) -> ast.expr:
        name = _dotted(node)
        known = self.scope.names.get(name)
        if known is None:
            named = name in self.scope.ids.get(kind, ())
            return self.wrong(node, f'put it in quotes, as "{name}"' if named else self._unknown_name(name))
        if known != kind and (kind != "text" or known == "int"):
            return self.wrong(node, f"expected {_kind(kind)}, came {name!r}, which is {_kind(known)}")
        self.names.add(name)
        return ast.Subscript(ast.Name("env", ast.Load()), ast.Constant(name), ast.Load())

    def _unknown_name(self, name: str) -> str:
        if not name:
            return "a dot can only follow a name, as in contact.owner"
        if name in self.scope.functions:
            return f"{name!r} is a function: write {self.scope.functions[name]}"
        return f"unknown name {name!r}{nearest(name, self.scope.names) or _choice(self.scope.names)}"

    def _call(self, node: ast.Call) -> ast.expr:
        name = _dotted(node.func)
        function = self.scope.functions.get(name)
        if function is None:
            hint = nearest(name, self.scope.functions) or _choice(self.scope.functions)
            return self.wrong(node, f"unknown function {name!r}{hint}" if name else "this is no function")
        least = len(function.args) if function.min_args is None else function.min_args
        if node.keywords or not least <= len(node.args) <= len(function.args):
            return self.wrong(node, f"expected {function}, came {len(node.args)} arguments")
        self.calls.add(name)
        asked = ast.Attribute(ast.Name("facts", ast.Load()), f"fn_{name}", ast.Load())
        args = [self._argument(a, kind, name) for a, kind in zip(node.args, function.args, strict=False)]
        # A function may answer True: `+` makes that 1, and needs no builtin.
        return ast.UnaryOp(ast.UAdd(), ast.Call(asked, args, []))

    def _argument(self, node: ast.expr, kind: str, function: str) -> ast.expr:
        if kind == "int":
            return self.value(node)
        if isinstance(node, ast.Name | ast.Attribute):
            return self._variable(node, kind)
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            return self.wrong(node, f"{function} expects {_kind(kind)} here: a name, or an id in quotes")
        known = self.scope.ids.get(kind)
        if known is not None and node.value not in known:
            hint = nearest(node.value, known) or _choice(known)
            return self.wrong(node, f"unknown {kind} {node.value!r}{hint}")
        return ast.Constant(node.value)


def _is_not(node: ast.expr) -> bool:
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)


def _kind(kind: str) -> str:
    return "a number" if kind == "int" else f"{'an' if kind[:1] in 'aeiou' else 'a'} {kind}"


def _choice(names: Collection[str]) -> str:
    """What there is, when nothing is similar and the list is short enough to read."""
    if not names:
        return ": there are none here"
    return f": expected one of {', '.join(sorted(names))}" if len(names) <= 12 else ""


def bounded(value: int) -> int:
    """What keeps products from growing without end."""
    return value if -LIMIT <= value <= LIMIT else LIMIT if value > 0 else -LIMIT


def _build(body: ast.expr) -> Run:
    args = ast.arguments([], [ast.arg("facts"), ast.arg("env")], None, [], [], None, [])
    tree = ast.fix_missing_locations(ast.Expression(ast.Lambda(args, body)))
    code = compile(tree, "<condition>", "eval")
    # Safe, because the tree holds nothing but what _Writer put there: integers, checked ids,
    # `env[...]`, `facts.fn_...(...)`, operators and `bounded`. It is evaluated for the lambda alone.
    run: Run = eval(code, {"__builtins__": {}, "bounded": bounded})  # noqa: S307
    return run
