"""What can still be judged of a document whose shape is not right everywhere.

Where the models refuse something, its place is noted and something harmless is put there, so that all
the rest can be compiled and its names be checked in the same run. Where a name may have been declared
in what was refused, `ANY` stands for it. Refused: dropping whatever holds a mistake, for then half a
scenario is unknown to the other half, and one slip reads like twenty.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from seawar.content.models import Id, tidy
from seawar.content.nodes import Node, marks
from seawar.content.problems import EXTRA, known_keys, worded
from seawar.content.scope import ANY, Path
from seawar.content.shapes import form_of, item_of, key_type, literals_of, split, without_none
from seawar.core.conditions import closest
from seawar.errors import Problem

MISSING = "missing"


@dataclass(slots=True)
class Part:
    """The sound part of a document, and what is wrong with the rest."""

    plain: Any
    """As the models write it, with something harmless where they refused what was there."""
    lost: set[Path] = field(default_factory=set)
    """Where that is."""
    problems: list[Problem] = field(default_factory=list)


def sound_part(root: Node, model: type[BaseModel], file: str) -> Part:
    """Everything that fits its model. Misspelt keys in `root` are put right, so that what they hold is judged."""
    first = _refused(root, model)
    if not first and not _is_hurt(root):
        return Part(model.model_validate(root.plain()).model_dump(mode="json"))
    of_keys = [detail for detail in first if detail["type"] in EXTRA or "[key]" in detail["loc"]]
    problems = worded(of_keys, marks(root), file, (), model)
    filling = _Filling(set(), set())
    guessed = _put_right(root, of_keys, model, filling.lost)
    for detail in _refused(root, model):
        path = _path(detail)
        if "[key]" in detail["loc"]:
            filling.open.add(path[:-1])
            continue
        filling.lost.add(path)
        if path not in guessed and not _told(root, path, detail):
            problems += worded([detail], marks(root), file, (), model)
    plain = filling.of(model, root, ())
    return Part(plain, filling.lost, list(dict.fromkeys(problems)))


def nothing_of(model: type[BaseModel]) -> Part:
    """A document of which nothing is known: any name may be meant."""
    return Part(_Filling(set(), set()).instead(model, None), {()})


def _refused(root: Node, model: type[BaseModel]) -> list[ErrorDetails]:
    try:
        model.model_validate(root.plain())
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


def _path(detail: ErrorDetails) -> Path:
    return tuple(step for step in detail["loc"] if step != "[key]")


def _is_hurt(node: Node) -> bool:
    inner = node.value.values() if isinstance(node.value, dict) else node.value if isinstance(node.value, list) else ()
    return node.hurt or any(_is_hurt(child) for child in inner)


def _told(root: Node, path: Path, detail: ErrorDetails) -> bool:
    """Whether the reading of the YAML has already said what is wrong there."""
    node = marks(root).find(path[:-1] if detail["type"] == MISSING else path)
    return node is not None and node.hurt


def _put_right(root: Node, details: list[ErrorDetails], model: Any, lost: set[Path]) -> set[Path]:
    """Give keys the names that were probably meant, innermost first; the places that are only a guess."""
    guessed = set()
    for detail in sorted(details, key=lambda d: -len(d["loc"])):
        *above, name = path = _path(detail)
        parent = marks(root).find(above)
        if parent is None or not isinstance(parent.value, dict) or str(name) not in parent.value:
            continue
        extra = detail["type"] in EXTRA
        meant = closest(str(name), known_keys(root, path, model)) if extra else tidy(str(name))
        if meant and meant not in parent.value:
            parent.rename(str(name), meant)
            if extra:
                guessed.add((*above, meant))
        elif extra:
            del parent.value[str(name)]
            lost.add(path)
    return guessed


@dataclass(slots=True)
class _Filling:
    """Goes through a tree along its model, and fills in where something was refused."""

    lost: set[Path]
    open: set[Path]
    """Mappings of which a key cannot be told."""

    def of(self, type_: Any, node: Node | None, path: Path) -> Any:
        bare = split(without_none(type_))[0]
        if node is None or path in self.lost or (node.hurt and not isinstance(node.value, dict | list)):
            self.lost.add(path)
            return self.instead(type_, node)
        if isinstance(node.value, list):
            return [self.of(item_of(bare), child, (*path, i)) for i, child in enumerate(node.value)]
        if isinstance(node.value, str) and (field := getattr(bare, "written_as", "")):
            return {**self.instead(bare, None), field: node.value}
        if not isinstance(node.value, dict) or bare is Any:
            return node.plain()
        if isinstance(bare, type) and issubclass(bare, BaseModel):
            return {name: self.field(f, f.alias or name, node, path) for name, f in bare.model_fields.items()}
        filled = {key: self.of(item_of(bare), child, (*path, key)) for key, child in node.value.items()}
        if (node.hurt or path in self.open) and _is_id(key_type(bare)):
            self.lost.add((*path, ANY))
            filled[ANY] = self.instead(item_of(bare), None)
        return filled

    def field(self, info: Any, key: str, node: Node, above: Path) -> Any:
        path = (*above, key)
        child = node.child(key)
        if child is None and path not in self.lost:
            return info.get_default(call_default_factory=True)
        return self.of(info, child, path)

    def instead(self, type_: Any, node: Node | None) -> Any:
        """Something of the type that names nothing wrong."""
        bare = split(without_none(type_))[0]
        came = node.value if node and not isinstance(node.value, dict | list) else None
        text = "" if came is None else str(came)
        if isinstance(bare, type) and issubclass(bare, BaseModel):
            fields = bare.model_fields.items()
            return {n: self.instead(f, None) if f.is_required() else f.get_default() for n, f in fields}
        if literals := literals_of(bare):
            return closest(text, [str(known) for known in literals]) or ANY
        if get_origin(bare) is dict:
            return {ANY: self.instead(item_of(bare), None)} if _is_id(key_type(bare)) else {}
        if get_origin(bare) is list:
            return [ANY] if _is_id(item_of(bare)) else []
        if bare is str:
            return ANY if _is_id(type_) else text or ANY
        return {int: 0, bool: False}.get(bare)


def _is_id(type_: Any) -> bool:
    return form_of(type_) == form_of(Id)
