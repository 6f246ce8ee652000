"""What a case may say: its keys, and how a file of cases is read.

The keys are those of the order envelope and of scenarios wherever there is one, so that who writes orders
or scenarios can write cases. Every mistake is told with its file, its line, its case and a remedy.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError

from seawar.content.models import Id, Instant, LegEntry, Length, Line, PerMille, Strict
from seawar.content.nodes import Node, marks
from seawar.content.problems import from_pydantic
from seawar.content.yamltree import load
from seawar.core.conditions import nearest
from seawar.core.orders import BranchIf, BranchThen, Openness, Rung
from seawar.errors import ContentError

RUNGS = {rung.title: int(rung) for rung in Rung}


class Wrong(Exception):
    """What is wrong with a case, or with what came of it: one sentence."""


def known(what: str, name: str, names: Collection[str]) -> str:
    """The name, if there is such a one; else a sentence with the nearest, or with all there are."""
    if name in names:
        return name
    few = f"; there are {', '.join(sorted(names))}" if 0 < len(names) <= 20 else "; look it up in the scenario"
    raise Wrong(f"no {what} {name!r}{nearest(name, names) or few}")


def _rung(written: Any) -> Any:
    """A rung by its name or its number."""
    if isinstance(written, str) and written not in RUNGS:
        raise ValueError(f"no rung {written!r}{nearest(written, RUNGS) or '; there are ' + ', '.join(RUNGS)}")
    return RUNGS[written] if isinstance(written, str) else written


Height = Annotated[int, BeforeValidator(_rung), Field(ge=0, le=5)]
Standing = Literal["none", "negotiating", "in-force", "notice-given", "suspended", "lapsed"]


class BranchDoc(Strict):
    """One `if` of an order."""

    when: BranchIf
    then: BranchThen
    at: Height = 0
    to: Height = 0
    forces: list[Id] = []


class OrderDoc(Strict):
    """An order in the envelope's own words."""

    type: Id
    targets: dict[Id, str] = {}
    forces: list[Id] = []
    route: list[LegEntry] = []
    ceiling: Height = Rung.SHADOW
    openness: Openness = "open"
    blame: str = ""
    with_: list[Id] = Field(default=[], alias="with")
    stands: bool = False
    if_: list[BranchDoc] = Field(default=[], alias="if")
    rationale: str = ""


class ForceDoc(Strict):
    """Where a force is, and what it does."""

    area: Id | None = None
    status: Literal["ready", "airborne", "away"] = "ready"
    lasts: Length = "2 hours"
    """How long it is still airborne or away."""


class ContactDoc(Strict):
    """Something in the air. Without a force it is a false echo: nothing is there."""

    force: Id | None = None
    legs: Annotated[list[LegEntry], Field(min_length=1)]
    seen: dict[Id, Literal["detected", "identified"]] = {}
    ceiling: Height = Rung.SHADOW
    evasion: Annotated[int, Field(ge=0, le=2)] = 0
    answers: bool = False
    openness: Openness = "open"
    blame: str = ""
    if_: list[BranchDoc] = Field(default=[], alias="if")


class AgreementDoc(Strict):
    status: Standing
    lapses: Instant | None = None


class MatterDoc(Strict):
    status: Id
    holder: str | None = None


class EvidenceDoc(Strict):
    author: Id
    sure: Literal["possible", "likely", "almost certain", "certain"]


class SegmentDoc(Strict):
    start: Instant
    turns: Annotated[int, Field(ge=1, le=200)]
    length: Length


class Given(Strict):
    """The truth when the seats plan the first turn, where it differs from the scenario's own start."""

    segments: list[SegmentDoc] = []
    turn: Annotated[int, Field(ge=1, le=200)] = 1
    tracks: dict[str, int] = {}
    resources: dict[str, int] = {}
    ledgers: dict[str, int] = {}
    forces: dict[Id, ForceDoc] = {}
    contacts: dict[Id, ContactDoc] = {}
    agreements: dict[Id, AgreementDoc] = {}
    conditions: dict[str, Length] = {}
    matters: dict[Id, MatterDoc] = {}
    published: list[str] = []
    claims: dict[str, Line] = {}
    """Who has said of what, `SEAT/CONTACT` or `SEAT/TOPIC`, to the position taken."""
    standing: dict[Id, list[OrderDoc]] = {}


class Ends(Strict):
    """Odds that a seat is shown, at the worst and the best end of what it cannot know."""

    worst: dict[str, PerMille]
    best: dict[str, PerMille]


class Expect(Strict):
    """What must have come of a turn. What is not named is not looked at."""

    bands: dict[Id, dict[str, str]] = {}
    nets: dict[Id, dict[str, int]] = {}
    reasons: dict[Id, dict[str, list[Line]]] = {}
    odds: dict[str, dict[str, PerMille]] = {}
    not_asked: list[str] = []
    tracks: dict[str, int] = {}
    resources: dict[str, int] = {}
    ledgers: dict[str, int] = {}
    agreements: dict[Id, AgreementDoc] = {}
    conditions: dict[str, bool] = {}
    matters: dict[Id, MatterDoc] = {}
    evidence: dict[str, EvidenceDoc | None] = {}
    """`SUBJECT/OBSERVER` to what it can show, or nothing."""
    effects: list[dict[str, dict[str, Any]]] = []
    no_effects: list[dict[str, dict[str, Any]]] = []
    news: dict[Id, list[Line]] = {}
    no_news: dict[Id, list[Line]] = {}
    previews: dict[Id, dict[str, Ends]] = {}
    refused: dict[Id, Line] = {}


class TurnDoc(Strict):
    """One turn: what is ordered, what the dice say, what must come of it."""

    orders: dict[Id, list[OrderDoc]] = {}
    dice: dict[str, str] = {}
    rulings: dict[Id, dict[str, str]] = {}
    """Per seat, order to the band that the umpire sets instead."""
    expect: Expect = Expect()


class LaterDoc(TurnDoc):
    """A later turn. Turns between are played without orders."""

    turn: Annotated[int, Field(ge=2, le=200)]


class CaseDoc(TurnDoc):
    """One rule, in one example."""

    title: Line
    shows: Line
    given: Given = Given()
    then: list[LaterDoc] = []


class FileDoc(Strict):
    """What stands at the top of a file of cases, for all of them."""

    scenario: Id
    dice: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Case:
    """A case with its place. `problem` stands instead of `doc` where the case cannot be read."""

    place: str
    """File and line."""
    title: str
    scenario: str = ""
    dice: tuple[tuple[str, str], ...] = ()
    """What the file says of the dice for all its cases."""
    doc: CaseDoc | None = None
    problem: str = ""


def read_cases(path: Path, name: str) -> Iterator[Case]:
    """The cases of one file, each with what is wrong with it."""
    try:
        root = load(path)
        cases = root.child("cases")
        items = cases.value if cases and isinstance(cases.value, list) else []
        top = {key: node.plain() for key, node in _entries(root).items() if key != "cases"}
        head = FileDoc.model_validate(top)
    except ContentError as error:
        yield Case(name, name, problem=str(error).replace(str(path), name))
        return
    except ValidationError as error:
        told = from_pydantic(error, marks(root), name, model=FileDoc)
        yield Case(name, name, problem="\n".join(map(str, told)))
        return
    if not items:
        yield Case(name, name, problem=f"{name}: holds no case; write a list under `cases:`")
    for i, item in enumerate(items):
        yield _case(root, item, i, name, head)


def _entries(root: Node) -> dict[str, Node]:
    return root.value if isinstance(root.value, dict) else {}


def _case(root: Node, item: Node, i: int, name: str, head: FileDoc) -> Case:
    place, said = f"{name}:{item.line}", item.child("title")
    title = str(said.value) if said else f"case {i + 1}"
    try:
        doc = CaseDoc.model_validate(item.plain())
    except ValidationError as error:
        found = from_pydantic(error, marks(root), name, ("cases", i), CaseDoc)
        told = (f"{name}:{p.line}:{p.col}: case {title!r}: {_within(p.path)}{p.message}" for p in found)
        return Case(place, title, problem="\n".join(told))
    expects = [doc.expect, *(later.expect for later in doc.then)]
    if not any(expect.model_fields_set for expect in expects):
        return Case(
            place, title, problem=f"{place}: case {title!r}: expects nothing; write what must come under `expect:`"
        )
    return Case(place, title, head.scenario, tuple(head.dice.items()), doc)


def _within(path: str) -> str:
    """The path without the case's own place in the file."""
    inner = path.split(".", 2)[2:]
    return f"{inner[0]}: " if inner else ""
