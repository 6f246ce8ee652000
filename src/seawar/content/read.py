"""From a file to a validated document, and the cache that spares doing it again.

What was valid once is kept as JSON under the hash of its bytes and of this engine's models, so a game
starts without loading pydantic or YAML. The cache is only ever a copy: any doubt, and the file is read.
"""

from __future__ import annotations

import hashlib
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec
import platformdirs

from seawar import __version__
from seawar.core.mechanism import Domain
from seawar.errors import ContentError, Problem

if TYPE_CHECKING:
    from seawar.content.nodes import Marks

Kind = Literal["rulebook", "scenario"]
SIZE_MAX = 256 * 1024
"""Bytes of a content file."""


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

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.text).hexdigest()

    def marks(self) -> Marks:
        """Places in the file, read again when they are needed."""
        from seawar.content.yamltree import marks, parse

        return marks(parse(self.text, self.name))

    def lines(self, section: str) -> dict[str, int]:
        """Keys of a top-level section to their lines, found without parsing: keys two spaces deep."""
        lines, inside = {}, False
        for number, line in enumerate(self.text.decode("utf-8", "replace").splitlines(), 1):
            if line and not line[0].isspace() and not line.startswith("#"):
                inside = line.startswith(f"{section}:")
            elif inside and line[:2] == "  " and line[2:3] not in ("", " ", "#", "-"):
                lines[line.strip().partition(":")[0]] = number
        return lines


def open_source(path: Path) -> Source:
    """The bytes of a content file; raises ContentError when there are none to be had."""
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
    """Fill in `source.doc`; raises ContentError with every problem found."""
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
    from pydantic import ValidationError

    from seawar.content import models
    from seawar.content.problems import from_pydantic
    from seawar.content.yamltree import marks, parse

    tree = parse(source.text, source.name)
    plain = tree.plain()
    if not isinstance(plain, dict) or kind not in plain:
        message = f"expected a {kind}: a file with a line `{kind}: NAME`; there is none"
        raise ContentError([Problem(source.name, 1, 1, "", message)])
    model = models.Rulebook if kind == "rulebook" else models.Scenario
    try:
        raw = model.model_validate(plain).model_dump(mode="json")
    except ValidationError as error:
        raise ContentError(from_pydantic(error, marks(tree), source.name, model=model)) from None
    if kind == "rulebook":
        problems = _check_params(raw, domains, source, marks(tree))
        if problems:
            raise ContentError(problems)
    return raw


def _check_params(raw: Any, domains: tuple[Domain, ...], source: Source, where: Marks) -> list[Problem]:
    """Each order's `params` against its mechanism's dataclass."""
    from pydantic import TypeAdapter, ValidationError

    from seawar.content.problems import from_pydantic, nearest

    mechanisms = {m.name: m for domain in domains for m in domain.mechanisms}
    problems: list[Problem] = []
    for id_, order in raw["orders"].items():
        mechanism = mechanisms.get(order["mechanism"])
        if mechanism is None:
            continue  # an unknown mechanism is reported when the rulebook is compiled
        names = {field.name for field in fields(mechanism.params)}
        path = ("orders", id_, "params")
        for extra in sorted(order["params"].keys() - names):
            message = f"{mechanism.name} has no parameter {extra!r}{nearest(extra, names)}"
            mark = where.key((*path, extra))
            problems.append(Problem(source.name, mark.line, mark.col, ".".join((*path, extra)), message))
        known = {name: _tuples(value) for name, value in order["params"].items() if name in names}
        try:
            TypeAdapter(mechanism.params).validate_python(known)
        except ValidationError as error:
            problems += from_pydantic(error, where, source.name, prefix=path, model=mechanism.params)
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
