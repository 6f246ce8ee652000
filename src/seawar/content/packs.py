"""Packs: exercises and rulebooks of one's own, in a folder or in a zip of one.

A pack holds `scenarios/*.yaml` and `rulebooks/*.yaml`, or all of it in one flat folder. It is named by its path, or
lies where installed packs are looked for. What ships goes first where a bare name is in both: a pack that somebody put
there must never change what a known name plays.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath

import platformdirs

from seawar.content.archive import MEMBERS_MAX, TOTAL_MAX, YAML, Member, members
from seawar.content.read import kind_of, open_source
from seawar.core.conditions import nearest
from seawar.errors import ContentError, Problem

File = Path | Member
"""A content file: on the disk, or in a zip."""
SCENARIOS, RULEBOOKS = "scenarios", "rulebooks"
VARIABLE = "SEAWAR_PACKS"
"""Names the folder of installed packs; several as in PATH."""
TEXTS = (".md", ".txt")
"""What may lie beside content and goes along into a zip; a licence among it."""
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of everything in a zip: the earliest that one can say."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What lies in one pack, by name."""

    path: Path
    scenarios: dict[str, File]
    rulebooks: dict[str, File]

    def files(self, folder: str) -> dict[str, File]:
        return {SCENARIOS: self.scenarios, RULEBOOKS: self.rulebooks}.get(folder, {})

    @property
    def all(self) -> list[File]:
        return [*self.rulebooks.values(), *self.scenarios.values()]


def pack_at(path: Path) -> Pack:
    """The pack in a folder or zip; raises ContentError where there is none."""
    if path.is_dir():
        found: Iterable[File] = _on_disk(path)
        pack = _sorted(path, found, lambda file: open_source(file).text, lambda file: file.parent.name)
    else:
        found = members(path)
        pack = _sorted(path, found, lambda file: file.text, lambda file: str(file.path.parent))
    if not pack.all:
        message = "holds no content: expected scenarios/*.yaml, rulebooks/*.yaml, or .yaml files of either kind"
        raise ContentError([Problem(str(path), 0, 0, "", message)])
    return pack


def _on_disk(path: Path) -> list[Path]:
    found = (file for folder in (path / RULEBOOKS, path / SCENARIOS, path) for file in folder.glob("*"))
    return sorted(file for file in found if file.suffix in YAML and file.is_file() and not file.name.startswith("."))


def _sorted(path: Path, files: Iterable[File], text: Callable[..., bytes], folder: Callable[..., str]) -> Pack:
    """By kind: as the folder says, and in a flat one as the file says."""
    pack = Pack(path, {}, {})
    for file in files:
        where = folder(file)
        if where not in (SCENARIOS, RULEBOOKS):
            if where not in (".", path.name):
                continue  # deeper down lies nothing that anyone is offered
            where = f"{kind_of(text(file))}s"
        kept = pack.files(where)
        if file.stem in kept:
            message = f"is called {file.stem!r} like {kept[file.stem]}; rename one of the two"
            raise ContentError([Problem(str(file), 0, 0, "", message)])
        if where in (SCENARIOS, RULEBOOKS):
            kept[file.stem] = file
    return pack


def split(name: str) -> tuple[Path, str] | None:
    """Path of the pack and what of it is meant, of `PACK`, `PACK:NAME`, or a member's full name; None for no pack."""
    if _is_pack(name):
        return Path(name), ""
    left, sign, right = name.rpartition(":")
    return (Path(left), right) if sign and right and _is_pack(left) else None


def _is_pack(name: str) -> bool:
    try:
        return name.endswith(".zip") or Path(name).is_dir()
    except (OSError, ValueError):  # a name that no file can have
        return False


def in_pack(path: Path, name: str, folder: str) -> File:
    """What is meant of a pack; raises ContentError that lists what there is."""
    pack = pack_at(path)
    by_path = {_within(pack, file): file for file in pack.all}
    kept = pack.files(folder)
    if name in by_path:
        return by_path[name]
    if name in kept:
        return kept[name]
    if not name and len(kept) == 1:
        return next(iter(kept.values()))
    what, known = folder.removesuffix("s"), ", ".join(kept) or "none"
    if name:
        message = f"no {what} {name!r} in this pack{nearest(name, kept)}; there are {known}"
    elif kept:
        message = f"holds {len(kept)} {folder}: {known}; name one, as {path}:{next(iter(kept))}"
    else:
        message = f"holds no {what}, only {', '.join(str(_within(pack, file)) for file in pack.all)}"
    raise ContentError([Problem(str(path), 0, 0, "", message)])


def _within(pack: Pack, file: File) -> str:
    return str(file.path) if isinstance(file, Member) else file.relative_to(pack.path).as_posix()


def folders() -> list[Path]:
    """Where installed packs are looked for."""
    named = [Path(part) for part in os.environ.get(VARIABLE, "").split(os.pathsep) if part]
    return [*named, Path(platformdirs.user_data_dir("seawar", appauthor=False)) / "packs"]


def installed() -> tuple[list[Pack], list[Problem]]:
    """Every installed pack, and what is wrong with those that cannot be read: one bad zip hides no other."""
    packs: list[Pack] = []
    problems: list[Problem] = []
    for path in dict.fromkeys(path for folder in folders() for path in _candidates(folder)):
        try:
            packs.append(pack_at(path))
        except ContentError as error:
            problems += error.problems
    return packs, problems


def _candidates(folder: Path) -> list[Path]:
    """The folder itself where content lies in it, then the packs that it holds."""
    try:
        inside = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
        own = [folder] if _on_disk(folder) else []
        packs = [p for p in inside if p.name not in (SCENARIOS, RULEBOOKS) and (p.suffix == ".zip" or p.is_dir())]
        return own + [path for path in packs if path.suffix == ".zip" or _on_disk(path)]
    except OSError:
        return []  # no such folder, or none that we may read


def zipped(folder: Path) -> bytes:
    """A pack as a zip: the same bytes on every machine, so stored and not compressed, dated alike, sorted."""
    pack = pack_at(folder)
    papers = [p for p in sorted(folder.iterdir()) if p.suffix.lower() in TEXTS or p.name.upper().startswith("LICEN")]
    files = {_within(pack, file): open_source(file).text for file in pack.all}
    files |= {paper.name: paper.read_bytes() for paper in papers if paper.is_file() and not paper.is_symlink()}
    if len(files) > MEMBERS_MAX or sum(map(len, files.values())) > TOTAL_MAX:
        message = f"holds more than {MEMBERS_MAX} files or {TOTAL_MAX // 1024 // 1024} MiB; make two packs of it"
        raise ContentError([Problem(str(folder), 0, 0, "", message)])
    body = BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(str(PurePosixPath(name)), EPOCH)
            info.create_system, info.external_attr = 3, 0o100644 << 16
            archive.writestr(info, files[name])
    return body.getvalue()
