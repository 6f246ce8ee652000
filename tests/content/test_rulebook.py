"""What the rulebook that ships promises: enough to choose from, no two alike, ways down as rich as ways up."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

from seawar.content.library import RULEBOOKS, find, load, names
from seawar.content.read import open_source, understand
from seawar.core.rules import Rules
from seawar.domains import DOMAINS

BOOK = "northeast-asia"
SOURCE = re.compile(r"\b(A\d\d|A\.\d|B\.\d|D\.\d|S\d\d|T\d\d|inject \d\d|[Aa]ssumptions?|invented)\b")
"""How a source is named: an item of the facts, or that it is ours."""
SENTENCE = re.compile(r"[a-z].{15,}")
"""It follows the order's title and a colon."""
KEYWORDS = re.compile(r"[()\"=<>_]| and not | or not |\bself\b")
"""What a condition is written with, and no sentence is."""


@cache
def book() -> Any:
    """The rulebook as it is written."""
    source = open_source(find(BOOK, RULEBOOKS))
    understand(source, "rulebook", DOMAINS)
    return source.doc


@cache
def plays() -> dict[str, Rules]:
    """Every scenario of the library that is played by it."""
    replays = sorted(str(path) for path in find(names()[0]).parent.glob("calibration/*.yaml"))
    loaded = {name: load(name).rules for name in (*names(), *replays)}
    return {name: rules for name, rules in loaded.items() if rules.rulebook == BOOK}


ORDERS = sorted(book().orders)


def entry(id_: str) -> Any:
    return book().orders[id_]


def plain(value: Any) -> str:
    """Outcomes as text, without what is only said: a difference in words alone is none in rules."""
    if hasattr(value, "__struct_fields__"):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
    elif hasattr(value, "model_dump"):
        fields = value.model_dump(exclude_none=True)
    else:
        fields = value
    return repr(fields)


def test_there_is_enough_to_choose_from() -> None:
    """At least twenty-four order types."""
    assert len(ORDERS) >= 24


def test_no_two_are_alike() -> None:
    """Of any two, mechanism, parameters, targets or outcomes differ."""
    seen: dict[str, str] = {}
    for id_ in ORDERS:
        doc = entry(id_)
        outcomes = {band: [plain(line) for line in lines] for band, lines in doc.outcomes.items()}
        key = repr((doc.mechanism, sorted(doc.params.items()), sorted(doc.targets.items()), outcomes))
        assert key not in seen, f"{id_} is {seen[key]} by another name"
        seen[key] = id_


def test_most_are_more_than_a_table_of_odds() -> None:
    """At most a third is settled by the generic contest."""
    assert 3 * sum(entry(id_).mechanism == "contested" for id_ in ORDERS) <= len(ORDERS)


def test_ways_down_are_as_rich_as_ways_up() -> None:
    """At least a third calms, and so does some order that each seat can give in each segment."""
    assert 3 * sum(entry(id_).calms for id_ in ORDERS) >= len(ORDERS)
    for name, rules in plays().items():
        for index, segment in enumerate(rules.segments):
            for seat in rules.seats:
                kinds = (rules.order_types[id_] for id_ in rules.offered(index))
                calming = [kind.id for kind in kinds if kind.calms and (not kind.seats or seat in kind.seats)]
                assert calming, f"{name}, {segment.id}: nothing that {seat} can order calms"


@pytest.mark.parametrize("id_", ORDERS)
def test_each_says_what_it_is(id_: str) -> None:
    """A title, a text of at least one sentence, and, of each modifier, why."""
    doc = entry(id_)
    assert doc.title[0].isupper()
    assert len(doc.text) > 30
    assert doc.text.rstrip().endswith(".")
    for modifier in doc.modifiers:
        assert len(modifier.because) > 5, modifier
        assert modifier.add
    reasons = [modifier.because for modifier in doc.modifiers]
    assert len(reasons) == len({*reasons})


@pytest.mark.parametrize("id_", ORDERS)
def test_each_names_its_source(id_: str) -> None:
    """An item of the facts, or that it is an assumption."""
    assert SOURCE.search(entry(id_).source), entry(id_).source


def test_every_other_number_names_its_source() -> None:
    """Tracks, resources, what follows events, how publics react, and what comes in nobody's hands."""
    doc = book()
    for section in (doc.tracks, doc.resources, doc.events, doc.reactions):
        for id_, part in section.items():
            assert SOURCE.search(part.source), (id_, part.source)
    publics = doc.publics
    rules = (rule for name in ("conceded", "insulted", "crossed", "kept", "broken") for rule in getattr(publics, name))
    for part in (*rules, *doc.chances.values()):
        assert SOURCE.search(part.source), part


@pytest.mark.parametrize("id_", ORDERS)
def test_each_is_offered_somewhere(id_: str) -> None:
    """In some segment of some scenario, to some seat that may give it."""
    offered = [
        (name, segment.id)
        for name, rules in plays().items()
        for index, segment in enumerate(rules.segments)
        if id_ in rules.offered(index)
        and any(not rules.order_types[id_].seats or seat in rules.order_types[id_].seats for seat in rules.seats)
    ]
    assert offered


@pytest.mark.parametrize("id_", ORDERS)
def test_a_refusal_is_a_sentence(id_: str) -> None:
    """Who may not give an order now reads why, in plain words, and never the condition itself."""
    doc = entry(id_)
    assert bool(doc.when) == bool(doc.refusal), "an order with a condition says what to do where it does not hold"
    if doc.refusal:
        assert SENTENCE.fullmatch(doc.refusal), doc.refusal
        assert not KEYWORDS.search(doc.refusal.replace("(GSOMIA)", "")), doc.refusal


def test_every_band_tells_somebody_or_is_quiet() -> None:
    """Who ordered something learns what came of it: each band tells, or holds nothing at all."""
    for id_ in ORDERS:
        for band, lines in entry(id_).outcomes.items():
            assert not lines or any(line.tell for line in lines), f"{id_}: {band} moves numbers and says nothing"
