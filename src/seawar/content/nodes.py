"""A tree of values that know their line and column, and the look-up of places by path.

Every check after the reading names its place through this, whatever library found the problem. Refused:
values that are subclasses of `str` and `int` with a place attached; they lose it at the first copy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

Scalar = str | int | bool | None
Plain = Scalar | list["Plain"] | dict[str, "Plain"]
Steps = Sequence[str | int]


class Mark(NamedTuple):
    """A place in the file. Both count from 1."""

    line: int
    col: int


@dataclass(slots=True, eq=False)
class Node:
    """A value, and where it stands."""

    value: Scalar | list[Node] | dict[str, Node]
    mark: Mark
    keys: dict[str, Mark] = field(default_factory=dict)
    """Where the keys of a mapping stand."""
    text: Mark | None = None
    """Where the first character of a text stands, if it is all on that line as it was written."""
    hurt: bool = False
    """Not as it was written, because YAML already has a problem with the value or one of its keys."""

    @property
    def line(self) -> int:
        return self.mark.line

    @property
    def col(self) -> int:
        return self.mark.col

    def plain(self) -> Plain:
        """The same as ordinary dicts, lists and values."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def join(self, twin: Node) -> None:
        """Take in what stands under the same key, written a second time: all that is not here already."""
        if isinstance(self.value, dict) and isinstance(twin.value, dict):
            for key, node in twin.value.items():
                if key not in self.value:
                    self.value[key], self.keys[key] = node, twin.keys[key]
        elif isinstance(self.value, list) and isinstance(twin.value, list):
            self.value += [item for item in twin.value if isinstance(item.value, dict)]

    def rename(self, key: str, new: str) -> None:
        """Give an entry another key, at its place among the others."""
        if isinstance(self.value, dict):
            self.value = {new if k == key else k: node for k, node in self.value.items()}
            self.keys[new] = self.keys.pop(key)

    def child(self, step: str | int) -> Node | None:
        """What stands under a key, or at a place in a list; None if nothing does."""
        if isinstance(self.value, dict):
            return self.value.get(str(step))
        if isinstance(self.value, list) and isinstance(step, int) and 0 <= step < len(self.value):
            return self.value[step]
        return None


class Marks:
    """Where things stand in a file, by path. What does not exist stands where its parent does."""

    def __init__(self, root: Node) -> None:
        self.root = root

    def _walk(self, path: Steps) -> tuple[Node | None, Node, str]:
        """The last two nodes on the way that exist, and the key between them."""
        parent, node, key = None, self.root, ""
        for step in path:
            child = node.child(step)
            if child is None:
                break
            parent, node, key = node, child, str(step)
        return parent, node, key

    def find(self, path: Steps) -> Node | None:
        node: Node | None = self.root
        for step in path:
            node = node and node.child(step)
        return node

    def value(self, path: Steps) -> Mark:
        return self._walk(path)[1].mark

    def key(self, path: Steps) -> Mark:
        """The key of a mapping's entry; of anything else, the value."""
        parent, node, key = self._walk(path)
        return parent.keys.get(key, node.mark) if parent else node.mark

    def inside(self, path: Steps, col: int) -> Mark:
        """The `col`th character of a text, as far as its place can be told."""
        node = self._walk(path)[1]
        return Mark(node.text.line, node.text.col + col - 1) if node.text else node.mark


def marks(root: Node) -> Marks:
    return Marks(root)


def dotted(path: Steps) -> str:
    """A path as people write it: `orders.air.scramble.cost`."""
    return ".".join(str(step) for step in path)
