"""Where scenarios and rulebooks lie: what ships, what lies beside a file, and packs.

A bare name is looked for beside the file that names it, then in what ships, then in installed packs; a path is a path.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from seawar.content.archive import Member
from seawar.content.packs import RULEBOOKS, SCENARIOS, File, in_pack, installed, pack_at, split
from seawar.core.conditions import closest
from seawar.errors import ContentError, Problem

CALIBRATION, INVENTORIES = "scenarios/calibration", "scenarios/inventory"
"""Folders of the library beside the two. Scenarios that only calibrate the rules are no exercises: nobody is offered
them."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One exercise on offer."""

    name: str
    """Its file's name, bare."""
    key: str
    """By which it is loaded: the bare name of what ships, or pack and name."""
    pack: Path | None = None
    hidden: bool = False
    """Whether its bare name plays another one, which ships or lies in an earlier pack."""


def roots() -> Iterator[Path]:
    """Folders that may hold `scenarios/` and `rulebooks/`: the installed library, or the source tree."""
    package = Path(__file__).resolve().parents[1]
    yield from (p for p in (package / "library", package.parents[1]) if (p / SCENARIOS).is_dir())


def names(folder: str = SCENARIOS) -> list[str]:
    """What ships."""
    return sorted({path.stem for root in roots() for path in (root / folder).glob("*.yaml")})


def catalogue() -> tuple[list[Listed], list[Problem]]:
    """Every exercise that ships or lies in an installed pack, and what is wrong with packs that cannot be read."""
    listed = [Listed(name, name) for name in names()]
    taken = {entry.name for entry in listed}
    packs, problems = installed()
    for pack in packs:
        for name in sorted(pack.scenarios):
            listed.append(Listed(name, f"{pack.path}:{name}", pack.path, name in taken))
            taken.add(name)
    return listed, problems


def is_bare(name: str) -> bool:
    """Whether it is a name to look up, and no path, file or part of a pack."""
    return "/" not in name and ":" not in name and not name.endswith((".yaml", ".yml", ".zip"))


def locate(name: str, folder: str = SCENARIOS, beside: File | None = None) -> File:
    """The file of a name or path, or what is meant of a pack; raises ContentError that lists what there is."""
    if not is_bare(name):
        meant = split(name)
        return in_pack(*meant, folder) if meant else Path(name)
    found = next((file for file in files(folder, beside) if file.stem == name), None)
    if found is not None:
        return found
    if beside is None and (meant := split(name)):  # a folder here, of whose name nothing is known
        return in_pack(*meant, folder)
    what, known, near = folder.removesuffix("s"), names(folder), closest_file(name, folder, beside)
    here = {file.name for file in Path().glob("*.yaml")} if beside is None else set()
    near = f"{name}.yaml" if f"{name}.yaml" in here else near
    hint = f", did you mean {near!r}? There are" if near else "; there are"
    raise ContentError([Problem(name, 0, 0, "", f"no {what} {name!r}{hint}: {', '.join(known) or 'none'}")])


def find(name: str, folder: str = SCENARIOS, beside: File | None = None) -> Path:
    """The same of what lies on the disk; raises ContentError for what lies in a zip."""
    found = locate(name, folder, beside)
    if isinstance(found, Member):
        raise ContentError([Problem(str(found), 0, 0, "", "lies in a zip; unpack it first")])
    return found


def files(folder: str, beside: File | None = None) -> Iterator[File]:
    """Every file that a bare name may mean, the first of a name first."""
    if isinstance(beside, Member):
        yield from pack_at(beside.pack).files(folder).values()
    elif beside is not None:
        yield from sorted(beside.parent.glob("*.yaml"))
        yield from sorted((beside.parent.parent / folder).glob("*.yaml"))
    for root in roots():
        yield from sorted((root / folder).glob("*.yaml"))
    if folder in (SCENARIOS, RULEBOOKS):
        for pack in installed()[0]:
            yield from pack.files(folder).values()


def closest_file(name: str, folder: str, beside: File | None = None) -> str:
    """The most similar name there is, or nothing."""
    return closest(name, {file.stem for file in files(folder, beside) if file != beside})
