"""From a file to a validated document, and the cache that spares doing it again.

What was valid once is kept as JSON under the hash of its bytes and of this engine's models, so a game
starts without loading pydantic or YAML. The cache is only ever a copy: any doubt, and the file is read.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec
import platformdirs

from seawar import __version__
from seawar.content.archive import MEMBER_MAX, Member
from seawar.core.conditions import closest
from seawar.core.mechanism import Domain
from seawar.errors import ContentError, Problem

if TYPE_CHECKING:
    from pydantic import BaseModel

    from seawar.content.nodes import Marks
    from seawar.content.scope import Path as Place

Kind = Literal["rulebook", "scenario", "inventory"]
SIZE_MAX = MEMBER_MAX
"""Bytes of a content file. A journal carries each on a line of its own, which may have twice as many."""


class Doc(dict[str, Any]):
    """A validated mapping, also readable by attribute."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


class Source(msgspec.Struct):
    """One content file: its bytes, and the document once it is understood."""

    name: str
    """As the person named it."""
    text: bytes
    doc: Any = None
    fresh: bool = False
    """Read from YAML now, not from the cache."""
    problems: list[Problem] = msgspec.field(default_factory=list)
    """What is wrong with its shape."""
    lost: set[Place] = msgspec.field(default_factory=set)
    """Where `doc` holds something harmless instead of what could not be read."""
    tree: Any = None
    """What was read from YAML, with misspelt keys put right; None if nothing was wrong with it."""

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.text).hexdigest()

    def marks(self) -> Marks:
        """Places in the file, read again when they are needed."""
        from seawar.content.yamltree import marks, parse

        return marks(self.tree or parse(self.text, self.name))

    def lines(self, section: str) -> dict[str, int]:
        """Keys of a top-level section to their lines, found without parsing: keys two spaces deep."""
        lines, inside = {}, False
        for number, line in enumerate(self.text.decode("utf-8", "replace").splitlines(), 1):
            if line and not line[0].isspace() and not line.startswith("#"):
                inside = line.startswith(f"{section}:")
            elif inside and line[:2] == "  " and line[2:3] not in ("", " ", "#", "-"):
                lines[line.strip().partition(":")[0]] = number
        return lines


_SCENARIO = re.compile(rb"^(scenario|rulebook_version|seats|map|segments|msel):", re.MULTILINE)
"""Keys that only a scenario has, for the case that `scenario` is misspelt."""
_INVENTORY = re.compile(rb"^inventory:", re.MULTILINE)


def kind_of(text: bytes) -> Kind:
    """What a content file says it is."""
    if _INVENTORY.search(text):
        return "inventory"
    return "scenario" if _SCENARIO.search(text) else "rulebook"


def open_source(path: Path | Member) -> Source:
    """The bytes of a content file; raises ContentError when there are none to be had."""
    if isinstance(path, Member):
        return Source(str(path), path.text)
    try:
        if path.exists() and not path.is_file():
            raise ContentError([Problem(str(path), 0, 0, "", "expected a YAML file, came a folder or device")])
        with path.open("rb") as stream:
            return Source(str(path), stream.read(SIZE_MAX + 1))
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        message = f"cannot be read: {reason}; check the name and the permissions"
        raise ContentError([Problem(str(path), 0, 0, "", message)]) from None


def understand(source: Source, kind: Kind, domains: tuple[Domain, ...]) -> None:
    """Fill in `source.doc` as far as it can be read, and what is wrong; raises ContentError where it cannot at all."""
    kept = _from_cache(_cache_file(source, kind))
    if kept is None:
        kept = _validate(source, kind, domains)
        source.fresh = True
    source.doc = _documents(kept)


def keep(source: Source, kind: Kind) -> None:
    """Cache a document that compiled without a problem."""
    if not source.fresh:
        return
    path = _cache_file(source, kind)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        body = msgspec.json.encode(source.doc)
        part.write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        part.replace(path)
    except OSError:
        return  # a cache that cannot be written costs only time


def _validate(source: Source, kind: Kind, domains: tuple[Domain, ...]) -> Any:
    """The sound part of a file, with its problems and places noted; raises ContentError where there is none."""
    from seawar.content.sound import sound_part
    from seawar.content.yamltree import marks, read

    tree, problems = read(source.text, source.name)
    if not isinstance(tree.value, dict) or (kind not in tree.value and not closest(kind, tree.value)):
        message = f"expected a {kind}: a file with a line `{kind}: NAME`; there is none"
        raise ContentError([*problems, Problem(source.name, 1, 1, "", message)])
    part = sound_part(tree, _model(kind), source.name)
    source.tree, source.lost, source.problems = tree, part.lost, [*problems, *part.problems]
    if kind == "rulebook":
        source.problems += _check_params(part.plain, domains, source, marks(tree))
    return part.plain


def _model(kind: Kind) -> type[BaseModel]:
    from seawar.content import inventory, models

    kinds: dict[Kind, type[BaseModel]] = {
        "rulebook": models.Rulebook, "scenario": models.Scenario, "inventory": inventory.Inventory
    }  # fmt: skip
    return kinds[kind]


def blank(kind: Kind, name: str) -> Source:
    """A file of which nothing is known, so that what names it can be checked for all the rest."""
    from seawar.content.sound import nothing_of

    part = nothing_of(_model(kind))
    return Source(name, b"", _documents(part.plain), lost=part.lost)


def _check_params(raw: Any, domains: tuple[Domain, ...], source: Source, where: Marks) -> list[Problem]:
    """Each order's `params` against its mechanism's dataclass."""
    from pydantic import TypeAdapter, ValidationError

    from seawar.content.problems import from_pydantic, nearest

    mechanisms = {m.name: m for domain in domains for m in domain.mechanisms}
    problems: list[Problem] = []
    for id_, order in raw["orders"].items():
        mechanism, path = mechanisms.get(order["mechanism"]), ("orders", str(id_), "params")
        if mechanism is None or path in source.lost:
            continue  # an unknown mechanism is reported when the rulebook is compiled
        names, before = {field.name for field in fields(mechanism.params)}, len(problems)
        for extra in sorted(order["params"].keys() - names):
            message = f"{mechanism.name} has no parameter {extra!r}{nearest(extra, names)}"
            mark = where.key((*path, extra))
            problems.append(Problem(source.name, mark.line, mark.col, ".".join((*path, extra)), message))
        known = {name: _tuples(value) for name, value in order["params"].items() if name in names}
        try:
            TypeAdapter(mechanism.params).validate_python(known)
        except ValidationError as error:
            problems += from_pydantic(error, where, source.name, prefix=path, model=mechanism.params)
        if len(problems) > before:
            source.lost.add(path)
    return problems


def _tuples(value: Any) -> Any:
    return tuple(_tuples(v) for v in value) if isinstance(value, list) else value


def _cache_file(source: Source, kind: Kind) -> Path:
    key = hashlib.sha256(f"{kind}\0{source.hash}\0{_engine_hash()}".encode()).hexdigest()
    return Path(platformdirs.user_cache_dir("seawar")) / "content" / f"{key}.json"


@cache
def _engine_hash() -> str:
    """So that changed models or mechanisms never read what older ones kept."""
    body = hashlib.sha256(__version__.encode())
    for path in sorted(Path(__file__).parents[1].glob("*/*.py")):
        if path.parent.name in ("content", "domains"):
            body.update(path.read_bytes())
    return body.hexdigest()


def _from_cache(path: Path) -> Any:
    """The document, or None where the file is missing or not as it was written."""
    try:
        promise, _, body = path.read_bytes().partition(b"\n")
        return msgspec.json.decode(body) if hashlib.sha256(body).hexdigest().encode() == promise else None
    except (OSError, msgspec.DecodeError):
        return None


def _documents(value: Any) -> Any:
    if isinstance(value, list):
        return [_documents(v) for v in value]
    if isinstance(value, dict):
        return Doc({k: _documents(v) for k, v in value.items()})
    return value
