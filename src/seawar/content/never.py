"""Whether a condition can ever hold, and whether it can ever fail, told from its text alone.

Method: interval analysis over the syntax tree. What is asked of the table (a function's call, a variable) is an
*atom* with an interval; `and` narrows intervals until one is empty, `or` needs one branch that is not, `not` swaps the
two. Atoms are narrowed only where they stand alone on one side of a comparison; sums and products get intervals of
their own. What takes more than `BRANCHES` branches counts as possible: a finding is certain, silence is not.
Refused: a solver, for a language in which all that was ever mistyped are numbers beyond a range.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from seawar.core.condition_text import read
from seawar.core.conditions import LIMIT

Interval = tuple[int, int]
"""Lowest and highest value, both included."""

ANYTHING: Interval = (-(LIMIT**2), LIMIT**2)
YES_NO: Interval = (0, 1)
BRANCHES = 2000
"""How many branches of `or` are looked at before a condition counts as possible."""

ONE_VALUE = ("matter", "pact", "said", "holds")
"""Questions whose last argument is one of several values, of which no two hold at once."""

_SWAPPED = {ast.NotEq: ast.Eq, ast.Eq: ast.NotEq, ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt}
_ATOMS = (ast.Name, ast.Attribute, ast.Call)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of atoms before a condition is looked at."""

    ranges: Mapping[str, Interval] = field(default_factory=dict)
    """By the name of a function or variable, or by a whole call as `left('influence')`."""
    either_way: Collection[str] = ()
    """Functions of two arguments whose order does not matter."""
    tracks: Collection[str] = ()
    """Those of the ranges that are tracks' and worth telling."""


@dataclass(frozen=True, slots=True)
class Call:
    """One question that a condition asks."""

    function: str
    args: tuple[str, ...]
    """As written: a name, or an id in single quotes."""
    col: int
    """Column within the text, counted from 1."""


def can_hold(text: str, known: Known, bound: Mapping[str, str]) -> bool:
    """Whether some values of its atoms make a sound condition hold. `bound` gives variables that are one id."""
    return _Search(known, bound).possible([(read(text)[0], True)], {})


def can_fail(text: str, known: Known, bound: Mapping[str, str]) -> bool:
    """Whether some values of its atoms make a sound condition not hold."""
    return _Search(known, bound).possible([(read(text)[0], False)], {})


def calls(text: str) -> tuple[Call, ...]:
    """Every question that a sound condition asks, from left to right."""
    tree, at = read(text)
    found = [
        Call(ast.unparse(node.func), tuple(ast.unparse(arg) for arg in node.args), at(node))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    ]
    return tuple(sorted(found, key=lambda call: call.col))


Goal = tuple[ast.expr, bool]
"""An expression and whether it is to hold."""
Store = dict[str, Interval]


@dataclass(slots=True)
class _Search:
    known: Known
    bound: Mapping[str, str]
    left: int = BRANCHES
    names: dict[int, str] = field(default_factory=dict)
    """Texts of atoms by their node's identity, since writing them out takes longest."""
    parts: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    """Function and arguments of each atom that is a call."""

    def possible(self, goals: list[Goal], store: Store) -> bool:
        """Whether all goals can be met at once, given what the store says of atoms."""
        self.left -= 1
        if self.left < 0:
            return True
        compared: list[tuple[ast.expr, type[ast.cmpop], ast.expr]] = []
        choices: list[list[Goal]] = []
        goals = list(goals)
        while goals:
            node, holds = goals.pop()
            if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
                goals.append((node.operand, not holds))
            elif isinstance(node, ast.BoolOp):
                parts = [(value, holds) for value in node.values]
                all_of = isinstance(node.op, ast.And) is holds
                goals.extend(parts) if all_of else choices.append(parts)
            elif isinstance(node, ast.Compare) and len(node.ops) > 1:
                pairs = _pairs(node)
                goals.extend((p, True) for p in pairs) if holds else choices.append([(p, False) for p in pairs])
            elif isinstance(node, ast.Compare):
                op = type(node.ops[0])
                compared.append((node.left, op if holds else _SWAPPED[op], node.comparators[0]))
            else:
                compared.append((node, ast.NotEq if holds else ast.Eq, ast.Constant(0)))
        if not self._narrowed(compared, store):
            return False
        if not choices:
            return True
        again: list[Goal] = [(ast.Compare(a, [op()], [b]), True) for a, op, b in compared]
        again += [(ast.BoolOp(ast.Or(), [g if h else ast.UnaryOp(ast.Not(), g) for g, h in c]), True)
                  for c in choices[1:]]  # fmt: skip
        return any(self.possible([*again, goal], dict(store)) for goal in choices[0])

    def _narrowed(self, compared: list[tuple[ast.expr, type[ast.cmpop], ast.expr]], store: Store) -> bool:
        """Narrow the store's atoms by comparisons until nothing changes; False once one cannot hold."""
        for _ in range(len(compared) + 1):
            before = dict(store)
            for left, op, right in compared:
                a, b = _met(op, self.value(left, store), self.value(right, store))
                if a[0] > a[1] or b[0] > b[1] or (_unequal(op) and ast.dump(left) == ast.dump(right)):
                    return False
                for node, interval in ((left, a), (right, b)):
                    if isinstance(node, _ATOMS):
                        store[self._name(node)] = interval
            if store == before:
                break
        return self._one_each(store)

    def _one_each(self, store: Store) -> bool:
        """Whether no seat is two seats, and nothing has two of the values of which it has one."""
        yes = [self.parts[atom] for atom, (low, _) in sorted(store.items()) if atom in self.parts and low > 0]
        groups: list[set[str]] = []
        for function, args in yes:
            if function == "same":
                met = [g for g in groups if g & {*args}]
                groups = [g for g in groups if g not in met] + [{*args}.union(*met)]
        no = [self.parts[atom] for atom, interval in sorted(store.items()) if atom in self.parts and interval == (0, 0)]
        if any(sum(_is_id(arg) for arg in g) > 1 for g in groups):
            return False
        if any(f == "same" and any({*args} <= g for g in groups) for f, args in no):
            return False
        values: dict[tuple[str, tuple[str, ...]], set[str]] = {}
        for function, args in yes:
            if function in ONE_VALUE and _is_id(args[-1]):
                values.setdefault((function, args[:-1]), set()).add(args[-1])
        return all(len(some) == 1 for some in values.values())

    def value(self, node: ast.expr, store: Store) -> Interval:
        """The interval of an expression's value."""
        match node:
            case ast.Constant(value=int(number)):
                return number, number
            case ast.Name() | ast.Attribute() | ast.Call():
                name = self._name(node)
                return store.get(name) or self._range(name)
            case ast.UnaryOp(op=ast.USub()):
                low, high = self.value(node.operand, store)
                return -high, -low
            case ast.BinOp():
                return _arithmetic(node.op, self.value(node.left, store), self.value(node.right, store))
        return YES_NO  # a comparison, `and`, `or`, `not`

    def _name(self, node: ast.expr) -> str:
        found = self.names.get(id(node))
        if found is None:
            found = self.names[id(node)] = self._written(node)
        return found

    def _written(self, node: ast.expr) -> str:
        if not isinstance(node, ast.Call):
            return ast.unparse(node)
        function = ast.unparse(node.func)
        args = [self._argument(arg) for arg in node.args]
        if function in self.known.either_way:
            args.sort()
        text = f"{function}({', '.join(args)})"
        self.parts[text] = function, tuple(args)
        return text

    def _argument(self, node: ast.expr) -> str:
        text = ast.unparse(node)
        return repr(self.bound[text]) if text in self.bound else text

    def _range(self, name: str) -> Interval:
        function, args = self.parts.get(name, (name, ()))
        if function == "same" and args[0] == args[1]:
            return 1, 1
        if function == "same" and _is_id(args[0]) and _is_id(args[1]):
            return 0, 0
        return self.known.ranges.get(name) or self.known.ranges.get(function, ANYTHING)


def _is_id(arg: str) -> bool:
    return arg.startswith("'")


def _pairs(node: ast.Compare) -> Iterator[ast.expr]:
    sides = [node.left, *node.comparators]
    return (ast.Compare(a, [op], [b]) for a, op, b in zip(sides, node.ops, sides[1:], strict=False))


def _unequal(op: type[ast.cmpop]) -> bool:
    return op in (ast.NotEq, ast.Lt, ast.Gt)


def _met(op: type[ast.cmpop], a: Interval, b: Interval) -> tuple[Interval, Interval]:
    """Both sides of a comparison that holds, as far as each narrows the other; empty where it cannot hold."""
    (a_low, a_high), (b_low, b_high) = a, b
    if op in (ast.Gt, ast.GtE):
        b, a = _met(ast.Lt if op is ast.Gt else ast.LtE, b, a)
        return a, b
    if op in (ast.Lt, ast.LtE):
        gap = 1 if op is ast.Lt else 0
        return (a_low, min(a_high, b_high - gap)), (max(b_low, a_low + gap), b_high)
    if op is ast.Eq:
        both = max(a_low, b_low), min(a_high, b_high)
        return both, both
    return (_without(a, b_low) if b_low == b_high else a), (_without(b, a_low) if a_low == a_high else b)


def _without(interval: Interval, value: int) -> Interval:
    """The interval less one of its ends; a value within it leaves it as it is."""
    low, high = interval
    return (low + 1 if low == value else low), (high - 1 if high == value else high)


_COMBINED = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul}


def _arithmetic(op: ast.operator, a: Interval, b: Interval) -> Interval:
    """The interval of a sum, difference, product (which end at `LIMIT`), quotient or rest of two intervals."""
    if isinstance(op, ast.FloorDiv):
        ends = a[0] // b[0], a[1] // b[0]  # what divides is one number, and never 0
        return min(ends), max(ends)
    if isinstance(op, ast.Mod):
        return (0, b[0] - 1) if b[0] > 0 else (b[0] + 1, 0)
    combine = _COMBINED[type(op)]
    made = [max(-LIMIT, min(LIMIT, combine(x, y))) for x in a for y in b]
    return min(made), max(made)
