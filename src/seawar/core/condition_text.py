"""Reads the text of a condition as far as its names: characters, size and grammar.

Python's own parser reads it, behind a check of every token, so that the language is a strict part of
Python's expressions. Refused: a grammar of our own, which would have to get precedence, columns and
messages right a second time.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable
from typing import NoReturn

from seawar.errors import SeawarError

TEXT_MAX = 500
NODES_MAX = 200
DEPTH_MAX = 100


class ConditionError(SeawarError):
    """A condition that cannot be asked. `problems` holds all that was found: column and message."""

    def __init__(self, problems: Iterable[tuple[int, str]]) -> None:
        self.problems = tuple(sorted(set(problems)))
        self.col = self.problems[0][0]
        """Column of the first problem within the text, counted from 1."""
        super().__init__("\n".join(f"column {col}: {message}" for col, message in self.problems))


_TOKEN = re.compile(
    r"""\ +|"[^"\\\x00-\x1f]*"|'[^'\\\x00-\x1f]*'|(?:0|[1-9][0-9]*)(?![\w.])|[A-Za-z_][A-Za-z0-9_]*"""
    r"""|\*(?!\*)|//|[<>]=?(?![<>=])|[=!]=|[-+%(),.]"""
)
"""Whatever is not made of these is refused before Python's parser sees it, which would also print
warnings for some of it (`1or 2`, a stray backslash)."""

_DECIMAL = re.compile(r"\d[\w.]*", re.ASCII)
"""Digits that are no whole number, as far as they go."""

_INSTEAD = {
    "=": "to compare write ==; arguments have no names",
    "/": "to divide write // and a number other than 0",
    "*": "there are no powers",
    "&": "write `and`",
    "|": "write `or`",
    "!": "write `not`",
    '"': "a text in quotes must end and has no backslash",
    "'": "a text in quotes must end and has no backslash",
    "\n": "a condition is one line",
} | dict.fromkeys("0123456789", "write a whole number such as 12")


def refuse(col: int, message: str) -> NoReturn:
    raise ConditionError([(col, message)])


def _check_tokens(text: str) -> None:
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            came = _DECIMAL.match(text, at)
            refuse(
                at + 1, f"did not expect {came[0] if came else text[at]!r} here: {_INSTEAD.get(text[at], 'remove it')}"
            )
        at = match.end()
    if not text.strip():
        refuse(1, "expected a condition such as `turn >= 2`, came nothing")


def read(text: str) -> tuple[ast.expr, Callable[[ast.expr], int]]:
    """The syntax tree, not yet checked, and how to find a node's column in the text."""
    if len(text) > TEXT_MAX:
        refuse(TEXT_MAX + 1, f"expected at most {TEXT_MAX} characters, came {len(text)}: split it up")
    _check_tokens(text)
    bare = text.lstrip(" ")
    indent = len(text) - len(bare)
    try:
        tree = ast.parse(bare, mode="eval").body
    except SyntaxError as error:
        col = min(max(error.offset or 1, 1) + indent, len(text) + 1)
        refuse(col, f"this does not read as a condition: {error.msg}; check brackets and operators")
    except (ValueError, RecursionError, MemoryError):  # broken characters, or brackets without end
        refuse(1, "this cannot be read: write it anew, and in smaller parts")
    _check_size(tree)
    coded = bare.encode()  # the parser counts columns in bytes
    return tree, lambda node: indent + len(coded[: node.col_offset].decode()) + 1


_MARKERS = (ast.operator, ast.unaryop, ast.boolop, ast.cmpop, ast.expr_context)
"""Nodes that belong to the one above them."""


def _check_size(tree: ast.expr) -> None:
    """Without recursion, since this is what keeps the recursion after it shallow."""
    level: list[ast.AST] = [tree]
    nodes = depth = 0
    while level:
        nodes += len(level)
        depth += 1
        if nodes > NODES_MAX or depth > DEPTH_MAX:
            refuse(1, f"more than {NODES_MAX} parts, or {DEPTH_MAX} within each other: split it up")
        level = [c for node in level for c in ast.iter_child_nodes(node) if not isinstance(c, _MARKERS)]
