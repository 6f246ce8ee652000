"""YAML as people write it, read into a tree that knows the line and column of everything.

Built here from the parser's *events*, because content comes from strangers: PyYAML's composer crashes
the process on 40 KB of `[`, its merge keys take minutes, `no` is false, dates become dates, a key
written twice silently loses its first value, and half a dozen kinds of exception come out. Refused for
that: `yaml.safe_load`, and a round-trip library beside PyYAML, which would need the same fences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from seawar.content.nodes import Mark, Marks, Node, Scalar, dotted, marks
from seawar.content.read import SIZE_MAX
from seawar.content.syntax import complaint
from seawar.errors import ContentError, Problem

__all__ = ["Mark", "Marks", "Node", "dotted", "load", "marks", "parse", "read"]

DEPTH_MAX = 20
NODES_MAX = 60_000
SCALAR_MAX = 4 * 1024
"""Bytes of one value."""
BLOCK_MAX = 16 * 1024
"""Bytes of one value written as a block, with `|` or `>`."""
INT_MAX = 2**53
"""Integers up to here survive JSON and JavaScript unchanged."""
PROBLEMS_MAX = 100
"""Nobody reads more at a time."""


def load(path: str | Path) -> Node:
    """The tree of a file, or a `ContentError` with all that is wrong with it."""
    file = str(path)
    try:
        if Path(path).exists() and not Path(path).is_file():
            raise ContentError([Problem(file, 0, 0, "", "expected a YAML file, came a folder or device")])
        with Path(path).open("rb") as stream:
            text = stream.read(SIZE_MAX + 1)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        message = f"cannot be read: {reason}; check the name and the permissions"
        raise ContentError([Problem(file, 0, 0, "", message)]) from None
    return parse(text, file)


def parse(text: bytes, file: str) -> Node:
    """The tree of a text; `file` is only for naming it. Raises `ContentError` with all problems."""
    root, problems = read(text, file)
    if problems:
        raise ContentError(problems)
    return root


def read(text: bytes, file: str) -> tuple[Node, list[Problem]]:
    """The tree and what is wrong with it; raises `ContentError` only where no tree can be had."""
    reading = _Reading(file)
    root = reading.run(text)
    if root is None:
        raise ContentError(reading.problems)
    return root, reading.problems


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
"""What a text must not hold: it could clear a terminal, reverse what is shown, or break the JSON.
Besides controls these are line separators, marks of writing direction, and halves of characters."""

_NULL = {"", "~", "null", "Null", "NULL"}
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?|[-+]?[0-9]+[eE][-+]?[0-9]+"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)


class _Stop(Exception):
    """Reading on would not find anything true."""


class _Reading:
    """One pass over the events of a file, collecting problems."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.events: Iterator[Any] = iter(())
        self.path: list[str | int] = []
        self.nodes = 0
        self.last: Any = None
        """The last value that was read, as an event."""

    def problem(self, mark: Mark, message: str) -> None:
        self.problems.append(Problem(self.file, *mark, dotted(self.path), message))
        if len(self.problems) >= PROBLEMS_MAX:
            raise _Stop

    def stop(self, mark: Mark, message: str) -> _Stop:
        self.problem(mark, message)
        return _Stop()

    def run(self, text: bytes) -> Node | None:
        try:
            self.events = yaml.parse(self.decode(text), Loader=_LOADER)
            return self.document()
        except _Stop:
            pass
        except yaml.YAMLError as error:
            mark, message = complaint(error, self.last)
            self.problems.append(Problem(self.file, *mark, dotted(self.path), message))
        except (ValueError, OverflowError, RecursionError):  # the parser that is not in C lets these out
            message = "this is not readable YAML: an escape or a number in it is impossible"
            self.problems.append(Problem(self.file, 0, 0, dotted(self.path), message))
        return None

    def decode(self, text: bytes) -> str:
        if len(text) > SIZE_MAX:
            raise self.stop(Mark(0, 0), f"expected at most {SIZE_MAX // 1024} KiB, came more: split the file")
        try:
            # One kind of line end, so that lines are counted as every editor counts them.
            source = text.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            before = text[: error.start].decode()
            came = f"byte 0x{text[error.start]:02x}"
            raise self.stop(_place(before, len(before)), f"expected UTF-8, came {came}: save it as UTF-8") from None
        if "\0" in source:
            raise self.stop(_place(source, source.index("\0")), "expected text, came a binary file")
        for match in _CONTROL.finditer(source):
            self.problem(_place(source, match.start()), _invisible(match[0]))
        if directive := re.search(r"^%", source, re.MULTILINE):
            self.problem(_place(source, directive.start()), "a line cannot begin with %: remove it")
        if self.problems:
            raise _Stop
        return source

    def document(self) -> Node:
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            raise self.stop(Mark(1, 1), "expected YAML such as `title: ...`, came an empty file")
        root = self.node(next(self.events))
        next(self.events)
        event = next(self.events)
        if isinstance(event, yaml.DocumentStartEvent):
            self.problem(_start(event), "one file holds one document: remove the `---` and what follows")
        return root

    def node(self, event: Any) -> Node:
        node = Node(None, _start(event))
        before = len(self.problems)
        self.count(node.mark)
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self.problem(node.mark, "`&` and `*` in front of a value are not used here: write it out, or quote it")
        elif event.tag:
            self.problem(node.mark, "tags such as !!str are not used here: remove it, or put the text in quotes")
        if isinstance(event, yaml.ScalarEvent):
            self.last = event
            node.value = None if event.tag else self.scalar(event)
            node.text = _text_mark(event)
            node.hurt = len(self.problems) > before
        elif isinstance(event, yaml.AliasEvent):
            node.hurt = True
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(self.path) >= DEPTH_MAX:
                raise self.stop(node.mark, f"more than {DEPTH_MAX} levels within each other: make it flatter")
            self.fill(node, event)
        return node

    def count(self, mark: Mark) -> None:
        self.nodes += 1
        if self.nodes > NODES_MAX:
            raise self.stop(mark, f"more than {NODES_MAX} values: split the file")

    def fill(self, node: Node, start: Any) -> None:
        if isinstance(start, yaml.SequenceStartEvent):
            items: list[Node] = []
            node.value = items
            while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                items.append(self.under(len(items), event))
            return
        entries: dict[str, Node] = {}
        node.value = entries
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.key(event, node.keys)
            value = self.under("?" if key is None else key, next(self.events))
            if key is None:
                node.hurt = True
            elif key in entries:
                entries[key].join(value)
            else:
                entries[key] = value
                node.keys[key] = _start(event)

    def under(self, step: str | int, event: Any) -> Node:
        self.path.append(step)
        node = self.node(event)
        self.path.pop()
        return node

    def key(self, event: Any, known: dict[str, Mark]) -> str | None:
        """The key as text; None if there is something wrong with it."""
        before = len(self.problems)
        key = self.under("?", event).value
        if len(self.problems) > before:
            return None
        if event.__class__ is yaml.ScalarEvent and event.value == "<<" and event.implicit[0]:
            self.problem(_start(event), "merge keys (<<) are not used here: write the keys out")
        elif isinstance(key, bool) or not isinstance(key, str | int):
            came = repr(event.value) if isinstance(event, yaml.ScalarEvent) else "a list or mapping"
            self.problem(_start(event), f"expected text as a key, came {came}: put it in quotes")
        elif str(key) in known:
            first, here = known[str(key)].line, _start(event)
            self.problem(here, f"the key {str(key)!r} is in line {first} and in line {here.line}: keep one")
            return str(key)
        else:
            return str(key)
        return None

    def scalar(self, event: Any) -> Scalar:
        text: str = event.value
        most = BLOCK_MAX if event.style in ("|", ">") else SCALAR_MAX
        size = len(text.encode("utf-8", "surrogatepass"))
        if size > most:
            self.problem(_start(event), f"expected at most {most} bytes in one value, came {size}: shorten it")
        elif match := _CONTROL.search(text):
            self.problem(_start(event), _invisible(match[0]))
        elif event.implicit[0]:
            return self.bare(text, _start(event))
        return text

    def bare(self, text: str, mark: Mark) -> Scalar:
        """What a value without quotes means: as in YAML 1.2, where `no`, `010` and dates are texts."""
        if text in _NULL:
            return None
        if text in _BOOL:
            return _BOOL[text]
        if _INT.fullmatch(text):
            # Short ones only: Python refuses to read thousands of digits.
            number = int(text, 0) if len(text) <= 20 else INT_MAX + 1
            if abs(number) > INT_MAX:
                self.problem(mark, f"expected an integer up to {INT_MAX}, came one of {len(text)} digits")
            return number
        if _FLOAT.fullmatch(text):
            came = text if len(text) <= 20 else "a longer one"
            self.problem(mark, f"expected an integer, came {came}: write an integer, or quotes around a text")
        return text


def _place(source: str, at: int) -> Mark:
    return Mark(source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at))


def _start(event: Any) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)


def _text_mark(event: Any) -> Mark | None:
    quote = 0 if event.implicit[0] else 1
    width = event.end_mark.column - event.start_mark.column
    if event.start_mark.line != event.end_mark.line or width != len(event.value) + 2 * quote:
        return None
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1 + quote)


def _invisible(character: str) -> str:
    return f"expected characters that can be seen, came U+{ord(character):04X}: remove it"
