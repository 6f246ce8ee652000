"""Loading a scenario and its rulebook to play, checking one file, and reading a rulebook by itself.

A scenario is named (`dokdo-2019`), given as a path, or named within a pack. Its rulebook is looked for beside it first,
so a facilitator's own folder works like the one that ships.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from seawar.content.book import Book, Played
from seawar.content.compile import compile_rules, ledgers_of
from seawar.content.compile_rulebook import RulebookCompiler
from seawar.content.other_rules import under_other_rules
from seawar.content.packs import RULEBOOKS, SCENARIOS, File, pack_at, split
from seawar.content.read import Kind, Source, blank, keep, kind_of, open_source, understand
from seawar.content.scope import Findings
from seawar.content.shelves import CALIBRATION, INVENTORIES, closest_file, files, find, is_bare, locate, names, roots
from seawar.content.texts import texts
from seawar.core.calendar import parse_duration
from seawar.core.mechanism import Domain
from seawar.core.rules import Rules
from seawar.domains import DOMAINS
from seawar.errors import ContentError, Problem

__all__ = [
    "CALIBRATION",
    "INVENTORIES",
    "RULEBOOKS",
    "SCENARIOS",
    "Loaded",
    "any_scenario",
    "check",
    "compile_sources",
    "find",
    "is_scenario",
    "load",
    "load_book",
    "names",
    "open_inventory",
    "played",
    "roots",
]  # fmt: skip
LEARNED = re.compile(r"\blearned\([^()]*,\s*[\"']([^\"']+)[\"']\s*\)")
"""A condition that asks what a seat has learned; the group is the topic."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A scenario ready to play, with the files it came from."""

    rules: Rules
    scenario: Source
    rulebook: Source


def any_scenario(name: str) -> str:
    """A name or path that `load` takes: one that only calibrates the rules is named as exercises are."""
    return str(find(name, CALIBRATION)) if name in names(CALIBRATION) and name not in names() else name


def load(name: str, domains: tuple[Domain, ...] = DOMAINS, *, cut: bool = False, rulebook: str = "") -> Loaded:
    """Read, validate and compile a scenario and its rulebook; raises ContentError with all problems.

    `cut` plays the cut for one session; a scenario without one is refused. `rulebook` plays it by another one.
    """
    path = locate(name)
    scenario = open_source(path)
    understand(scenario, "scenario", domains)
    if cut and scenario.doc.session is None:
        message = "has no `session:`, so there is no cut to play; leave --cut out"
        raise ContentError([Problem(scenario.name, 0, 0, "session", message)])
    if rulebook and rulebook != scenario.doc.rulebook:
        return compile_sources(
            scenario, open_source(locate(rulebook, RULEBOOKS, beside=path)), domains, cut=cut, other=True
        )
    return compile_sources(scenario, _rulebook_of(scenario, path), domains, cut=cut)


def _rulebook_of(scenario: Source, path: File) -> Source:
    """The rulebook that a scenario names; where there is none, the problem is noted and the nearest one taken."""
    place = ("rulebook",)
    if place in scenario.lost:
        return blank("rulebook", scenario.name)
    name = scenario.doc.rulebook
    try:
        return open_source(locate(name, RULEBOOKS, beside=path))
    except ContentError as error:
        mark, message = scenario.marks().value(place), error.problems[0].message
    meant = closest_file(name, RULEBOOKS, path)
    hint = "" if meant else f"; name one of those, or put {name}.yaml beside the scenario"
    scenario.problems.append(Problem(scenario.name, mark.line, mark.col, "rulebook", message + hint))
    scenario.lost.add(place)
    return open_source(locate(meant, RULEBOOKS, beside=path)) if meant else blank("rulebook", scenario.name)


def compile_sources(
    scenario: Source, rulebook: Source, domains: tuple[Domain, ...] = DOMAINS, *, cut: bool = False, other: bool = False
) -> Loaded:
    """Compile two sources, as files or as a journal carries them; `other` if it is not the scenario's own rulebook."""
    scenario, rulebook = _understood(scenario, "scenario", domains), _understood(rulebook, "rulebook", domains)
    if other:
        doc = under_other_rules(scenario.doc, rulebook.doc, ledgers_of(domains).values())
        scenario = msgspec.structs.replace(scenario, doc=doc, fresh=False)
    book_findings, findings = Findings(rulebook.lost), Findings(scenario.lost)
    book = RulebookCompiler(rulebook.doc, domains, book_findings)
    rules = compile_rules(book, scenario.doc, rulebook.lines("orders"), book_findings, findings, cut=cut, other=other)
    problems = [*rulebook.problems, *scenario.problems, *_versions(scenario, rulebook)]
    problems += [*_placed(book_findings, rulebook), *_placed(findings, scenario)]
    if problems or rules is None:
        raise ContentError(problems)
    keep(rulebook, "rulebook")
    keep(scenario, "scenario")
    return Loaded(rules, scenario, rulebook)


def _understood(source: Source, kind: Kind, domains: tuple[Domain, ...]) -> Source:
    """The source with its document; a blank one with its problems where it has none."""
    try:
        if source.doc is None:
            understand(source, kind, domains)
    except ContentError as error:
        return msgspec.structs.replace(blank(kind, source.name), problems=list(error.problems))
    return source


def check(path: File, domains: tuple[Domain, ...] = DOMAINS) -> list[Problem]:
    """Every problem of one content file, a rulebook or a scenario, by what it says it is."""
    try:
        source = open_source(path)
        if (kind := kind_of(source.text)) == "scenario":
            load(str(path), domains)
        elif kind == "inventory":
            open_inventory(str(path), domains)
        else:
            _book(source, domains)
    except ContentError as error:
        return list(error.problems)
    return []


def open_inventory(name: str, domains: tuple[Domain, ...] = DOMAINS) -> Any:
    """The document of an inventory by name or path; raises ContentError with every problem of it."""
    source = open_source(find(name, INVENTORIES))
    understand(source, "inventory", domains)
    if source.problems:
        raise ContentError(source.problems)
    keep(source, "inventory")
    return source.doc


def load_book(name: str, domains: tuple[Domain, ...] = DOMAINS) -> tuple[Book, File]:
    """A rulebook by itself and where it lies; of a scenario, the one that it is played by."""
    path = _book_at(name)
    source = open_source(path)
    if kind_of(source.text) == "scenario":
        understand(source, "scenario", domains)
        if ("rulebook",) in source.lost:
            raise ContentError(source.problems)
        path = locate(source.doc.rulebook, RULEBOOKS, beside=path)
        source = open_source(path)
    return _book(source, domains), path


def _book_at(name: str) -> File:
    """The file that is meant: of a pack, its rulebook, or else its scenario."""
    kinds = [kind for kind in (RULEBOOKS, SCENARIOS) if is_bare(name) and name in {f.stem for f in files(kind)}]
    if not kinds and (meant := split(name)):
        books = pack_at(meant[0]).rulebooks
        return locate(name, RULEBOOKS if meant[1] in books or (books and not meant[1]) else SCENARIOS)
    return locate(name, SCENARIOS if name in names() else [*kinds, RULEBOOKS][0])


def played(book: Book, path: File, domains: tuple[Domain, ...] = DOMAINS) -> Played:
    """What scenarios beside a rulebook, or in the library, say of it; one that cannot be read says nothing."""
    return played_in([doc for file in _scenarios_near(path) if (doc := _played_by(book.doc.rulebook, file, domains))])


def played_in(docs: list[Any]) -> Played:
    """What these scenario documents say of the rulebook that they are played by."""
    titles: dict[str, dict[str, str]] = {"seat": {}, "agreement": {}, "matter": {}}
    for doc in reversed(docs):
        for kind, entries in (("seat", doc.seats), ("agreement", doc.agreements), ("matter", doc.matters)):
            titles[kind] |= {id_: entry.title for id_, entry in entries.items()}
    lengths = {segment.length for doc in docs for segment in doc.segments}
    ordered = sorted(lengths, key=lambda length: parse_duration(length).rate_minutes)
    segments = {doc.title: tuple(tuple(segment.orders) for segment in doc.segments) for doc in docs}
    learned: dict[str, tuple[str, ...]] = {}
    for doc in docs:
        for topic in sorted({topic for text in texts(doc) for topic in LEARNED.findall(text)}):
            learned[topic] = (*learned.get(topic, ()), doc.title)
    return Played(tuple(doc.title for doc in docs), titles, tuple(ordered), segments, learned)


def _scenarios_near(path: File) -> list[File]:
    found: dict[str, File] = {}
    for file in files(SCENARIOS, path):
        found.setdefault(file.stem, file)
    return [found[stem] for stem in sorted(found)]


def _played_by(rulebook: str, file: File, domains: tuple[Domain, ...]) -> Any:
    """The document of a sound scenario that names the rulebook, or nothing."""
    try:
        source = open_source(file)
        if kind_of(source.text) != "scenario" or rulebook.encode() not in source.text:
            return None
        understand(source, "scenario", domains)
    except ContentError:
        return None
    return None if source.problems or source.doc.rulebook != rulebook else source.doc


def _book(source: Source, domains: tuple[Domain, ...]) -> Book:
    """Raises ContentError with every problem of the rulebook."""
    understand(source, "rulebook", domains)
    findings = Findings(source.lost)
    book = RulebookCompiler(source.doc, domains, findings)
    tracks, resources, orders = book.tracks(), book.resources(), book.orders({})
    book.sections(), book.review_when(), book.negotiation()
    if problems := [*source.problems, *_placed(findings, source)]:
        raise ContentError(problems)
    functions = book.names.functions
    return Book(source.doc, tracks, resources, orders, functions, ledgers_of(domains), domains, book.facts)


def is_scenario(path: File) -> bool:
    """Whether a content file says that it is a scenario."""
    return kind_of(open_source(path).text) == "scenario"


def _versions(scenario: Source, rulebook: Source) -> Iterator[Problem]:
    named, found = scenario.doc.rulebook, rulebook.doc.rulebook
    wanted, there = scenario.doc.rulebook_version, rulebook.doc.version
    if named != found and _read(scenario, "rulebook") and _read(rulebook, "rulebook"):
        mark = scenario.marks().value(("rulebook",))
        message = f"expected the rulebook {named!r}, came {found!r} in {rulebook.name}"
        yield Problem(scenario.name, mark.line, mark.col, "rulebook", message)
    elif wanted != there and _read(scenario, "rulebook_version") and _read(rulebook, "version"):
        mark = scenario.marks().value(("rulebook_version",))
        message = (
            f"written for version {wanted} of {found}, which is now at version {there}; "
            f"read its changes, then set rulebook_version: {there}"
        )
        yield Problem(scenario.name, mark.line, mark.col, "rulebook_version", message)


def _read(source: Source, key: str) -> bool:
    return not {(), (key,)} & source.lost


def _placed(findings: Findings, source: Source) -> Iterator[Problem]:
    if not findings.found:
        return
    marks = source.marks()
    for path, message, col in findings.found:
        mark = marks.inside(path, col) if col else marks.value(path)
        yield Problem(source.name, mark.line, mark.col, ".".join(str(step) for step in path), message)
