"""Where scenarios and rulebooks lie, and loading one to play.

A scenario is named (`dokdo-2019`) or given as a path. Its rulebook is looked for beside it first, so a
facilitator's own folder works like the one that ships.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from seawar.content.compile import compile_rules
from seawar.content.compile_rulebook import RulebookCompiler
from seawar.content.read import Kind, Source, keep, open_source, understand
from seawar.content.scope import Findings
from seawar.core.conditions import nearest
from seawar.core.mechanism import Domain
from seawar.core.rules import Rules
from seawar.domains import DOMAINS
from seawar.errors import ContentError, Problem

SCENARIOS, RULEBOOKS = "scenarios", "rulebooks"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A scenario ready to play, with the files it came from."""

    rules: Rules
    scenario: Source
    rulebook: Source


def roots() -> Iterator[Path]:
    """Folders that may hold `scenarios/` and `rulebooks/`: the installed library, or the source tree."""
    package = Path(__file__).resolve().parents[1]
    yield from (p for p in (package / "library", package.parents[1]) if (p / SCENARIOS).is_dir())


def names(folder: str = SCENARIOS) -> list[str]:
    return sorted({path.stem for root in roots() for path in (root / folder).glob("*.yaml")})


def find(name: str, folder: str = SCENARIOS, beside: Path | None = None) -> Path:
    """The file of a name or path; raises ContentError that lists what there is."""
    if name.endswith((".yaml", ".yml")) or "/" in name:
        return Path(name)
    places = [root / folder for root in roots()]
    if beside:
        places[:0] = [beside.parent, beside.parent.parent / folder]
    for place in places:
        if (place / f"{name}.yaml").is_file():
            return place / f"{name}.yaml"
    what, known = folder.removesuffix("s"), names(folder)
    message = f"no {what} {name!r}{nearest(name, known)}; there are: {', '.join(known) or 'none'}"
    raise ContentError([Problem(name, 0, 0, "", message)])


def load(name: str, domains: tuple[Domain, ...] = DOMAINS) -> Loaded:
    """Read, validate and compile a scenario and its rulebook; raises ContentError with all problems."""
    path = find(name)
    scenario = open_source(path)
    understand(scenario, "scenario", domains)
    rulebook = open_source(find(scenario.doc.rulebook, RULEBOOKS, beside=path))
    return compile_sources(scenario, rulebook, domains)


def compile_sources(scenario: Source, rulebook: Source, domains: tuple[Domain, ...] = DOMAINS) -> Loaded:
    """Compile two sources, as files or as a journal carries them."""
    understand(rulebook, "rulebook", domains)
    if scenario.doc is None:
        understand(scenario, "scenario", domains)
    problems = list(_versions(scenario, rulebook))
    book_findings, findings = Findings(), Findings()
    book = RulebookCompiler(rulebook.doc, domains, book_findings)
    rules = compile_rules(book, scenario.doc, rulebook.lines("orders"), book_findings, findings)
    problems += [*_placed(book_findings, rulebook), *_placed(findings, scenario)]
    if problems or rules is None:
        raise ContentError(problems)
    keep(rulebook, "rulebook")
    keep(scenario, "scenario")
    return Loaded(rules, scenario, rulebook)


def check(path: Path, domains: tuple[Domain, ...] = DOMAINS) -> list[Problem]:
    """Every problem of one content file, a rulebook or a scenario, by what it says it is."""
    try:
        source = open_source(path)
        if _kind(source) == "scenario":
            load(str(path), domains)
            return []
        understand(source, "rulebook", domains)
    except ContentError as error:
        return list(error.problems)
    findings = Findings()
    book = RulebookCompiler(source.doc, domains, findings)
    book.tracks(), book.resources(), book.orders({})
    book.sections()
    return list(_placed(findings, source))


def _kind(source: Source) -> Kind:
    return "scenario" if b"\nscenario:" in b"\n" + source.text else "rulebook"


def _versions(scenario: Source, rulebook: Source) -> Iterator[Problem]:
    wanted, there = scenario.doc.rulebook_version, rulebook.doc.version
    if scenario.doc.rulebook != rulebook.doc.rulebook:
        message = f"expected the rulebook {scenario.doc.rulebook!r}, came {rulebook.doc.rulebook!r}"
        yield Problem(rulebook.name, 1, 1, "rulebook", message)
    elif wanted != there:
        mark = scenario.marks().value(("rulebook_version",))
        message = (
            f"written for version {wanted} of {rulebook.doc.rulebook}, which is now at version {there}; "
            f"read its changes, then set rulebook_version: {there}"
        )
        yield Problem(scenario.name, mark.line, mark.col, "rulebook_version", message)


def _placed(findings: Findings, source: Source) -> Iterator[Problem]:
    if not findings.found:
        return
    marks = source.marks()
    for path, message, col in findings.found:
        mark = marks.inside(path, col) if col else marks.value(path)
        yield Problem(source.name, mark.line, mark.col, ".".join(str(step) for step in path), message)
