"""What people may write in a rulebook or a scenario.

Each field's docstring is also its description in the JSON Schema, the forms and the printed rulebook.
Unknown keys are errors, so a misspelt one is never silently ignored.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from seawar.content.shapes import Form

FORMAT = 1
_ID = r"^[a-z0-9][a-z0-9._-]{0,39}$"


def tidy(text: str) -> str:
    """The id that somebody meant who wrote `Text` in its place; empty where none can be made."""
    made = re.sub(r"[^a-z0-9._]+", "-", text.lower()).strip("-._")
    return made if re.match(_ID, made) else ""


def _with_unit(text: str) -> str:
    return f"{text} minutes" if text.isdecimal() and text != "0" else ""


def _unknown(text: str) -> str:
    del text
    return ""


Id = Annotated[
    str,
    StringConstraints(pattern=_ID),
    Form("up to 40 lower-case letters, digits and hyphens, as dokdo-2019", tidy),
]
Line = Annotated[
    str, StringConstraints(min_length=1, max_length=400, pattern=r"^[^\n]*$"), Form("text that is all on one line")
]
Point = Annotated[
    str,
    StringConstraints(pattern=r"^-?\d{1,2}(\.\d{1,4})? -?\d{1,3}(\.\d{1,4})?$"),
    Form("latitude and longitude in degrees, with four decimals at most, as 37.2417 131.8667", _unknown),
]
Letter = Annotated[str, StringConstraints(pattern=r"^[A-Z]$"), Form("one capital letter, as J", _unknown)]
Length = Annotated[str, Form("a length of time with its unit, as 60 minutes", _with_unit)]
Instant = Annotated[str, Form('a time in quotes, as "2019-07-23T06:30+09:00"', _unknown)]
Zone = Annotated[str, Form('a zone in quotes, as "+09:00"', _unknown)]
Income = Annotated[str, Form("an amount and a time, as 2 per month", _unknown)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=6000)]
Source = Annotated[str, StringConstraints(min_length=3, max_length=600)]
Expression = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Small = Annotated[int, Field(ge=-100, le=100)]
PerMille = Annotated[int, Field(ge=0, le=1000)]


class Strict(BaseModel):
    """Refuses unknown keys and never guesses a type."""

    model_config = ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True, frozen=True)


# Effects: one verb a line.


class Adjust(Strict):
    """Move a track by a number of boxes."""

    track: Id
    by: Small
    seat: str = "self"
    """Whose track, or the first of the two seats."""
    with_: str = Field(default="", alias="with")
    """The other seat of a dyad or pair."""


class RaiseTo(Strict):
    """Lift a track to at least a value; several in one turn do not add up."""

    track: Id
    to: Small
    seat: str = "self"
    with_: str = Field(default="", alias="with")


class Gain(Strict):
    """Give a resource, or take it with a negative number."""

    resource: Id
    by: Small
    seat: str = "self"


class Learn(Strict):
    """A seat finds something out; repetition yields less."""

    topic: Id
    by: Annotated[int, Field(ge=1, le=10)]
    seat: str = "self"


class Tell(Strict):
    """A line of news."""

    to: str
    """self, partner, contact.owner, others, witnesses, claimants, public, a target or a seat."""
    text: Line
    """May hold {self}, {partner}, {contact}, {area} and the order's targets."""
    source: Line = "Staff"
    """Who tells it."""


class Publish(Strict):
    """Make a topic public, so that publics react to it."""

    topic: Id
    about: str = "self"
    """The seat it is about."""


class Say(Strict):
    """A claim. It may be false."""

    says: Id
    about: str
    """What it is about: a topic or a target."""
    to: str = "public"


class MoveMatter(Strict):
    """Give a matter another state."""

    matter: Id
    status: Id
    holder: str = ""
    """Who holds it from now on. Left out, only the seat that holds it, or an inject, moves it."""


class MoveAgreement(Strict):
    """Give an agreement another status. `notice-given` starts its notice."""

    agreement: str
    status: Literal["none", "negotiating", "in-force", "notice-given", "suspended", "lapsed"]


class SetCondition(Strict):
    """Something that holds between two seats for a time."""

    name: Id
    with_: str = Field(alias="with")
    lasts: Length
    """As `30 minutes` or `90 days`."""
    seat: str = "self"


class Share(Strict):
    """Show a contact that one knows of to others."""

    contact: str = "contact"
    with_: str = Field(alias="with")


class StationAt(Strict):
    """Put the forces sent into the air over an area."""

    area: str = "area"
    lasts: Length


class Tally(Strict):
    """Count something in a ledger."""

    ledger: Id
    by: Small
    seat: str = "self"


class EffectLine(Strict):
    """Exactly one verb."""

    adjust: Adjust | None = None
    raise_: RaiseTo | None = Field(default=None, alias="raise")
    gain: Gain | None = None
    learn: Learn | None = None
    tell: Tell | None = None
    publish: Publish | None = None
    say: Say | None = None
    matter: MoveMatter | None = None
    agreement: MoveAgreement | None = None
    condition: SetCondition | None = None
    share: Share | None = None
    station: StationAt | None = None
    tally: Tally | None = None


Effects = list[EffectLine]


# The rulebook.


class Track(Strict):
    """A bounded integer with named boxes."""

    title: Line
    per: Literal["table", "seat", "dyad", "pair"]
    range: Annotated[list[Small], Field(min_length=2, max_length=2)]
    start: Small
    boxes: dict[str, Line]
    """From which value on each box holds."""
    seen_by: Literal["all", "own", "umpire"] = "all"
    source: Source


class Resource(Strict):
    """What orders cost."""

    title: Line
    start: Annotated[int, Field(ge=0, le=1000)]
    cap: Annotated[int, Field(ge=1, le=1000)]
    income: Income = ""
    """As `2 per month`; empty for none."""
    source: Source


class ModifierLine(Strict):
    """One reason for better or worse odds."""

    when: Expression
    add: Annotated[int, Field(ge=-5, le=5)]
    because: Line


class OrderEntry(Strict):
    """An order type: a mechanism with its cost, targets, condition, modifiers and effects."""

    title: Line
    text: Text
    mechanism: Id
    params: dict[str, Any] = {}
    """What the mechanism lets you set."""
    targets: dict[Id, Literal["area", "contact", "seat", "route", "agreement", "matter"]] = {}
    cost: dict[Id, Annotated[int, Field(ge=0, le=100)]] = {}
    seats: list[Id] = []
    """Who may give it; leave out for everyone."""
    when: Expression | None = None
    modifiers: list[ModifierLine] = []
    outcomes: dict[str, Effects]
    """Band to effects; every band of the mechanism must stand here."""
    forces: Id | None = None
    """Kind of force it sends."""
    stands: bool = False
    partners: Annotated[int, Field(ge=0, le=3)] = 0
    """How many co-signers it needs."""
    ceiling: Annotated[int, Field(ge=0, le=5)] = 0
    """Highest rung it may ask for; 0 when it meets nobody."""
    review: bool = False
    """Whether each result waits for the white cell."""
    calms: bool = False
    """Whether it de-escalates."""
    source: Source


class Event(Strict):
    """What follows when something happens by itself."""

    effects: Effects
    source: Source


class Rulebook(Strict):
    """The rules that scenarios are played by."""

    seawar: Literal[1]
    """Format of this file."""
    rulebook: Id
    version: Annotated[int, Field(ge=1, le=1000)]
    title: Line
    turn_label: Line = "Turn"
    orders_per_turn: Annotated[int, Field(ge=1, le=12)] = 3
    actors: list[Id]
    """Every seat that conditions here may name."""
    agreements: list[Id] = []
    """Every agreement that conditions here may name."""
    matters: list[Id] = []
    """Every matter that conditions and effects here may name."""
    tracks: dict[Id, Track]
    resources: dict[Id, Resource]
    orders: dict[Id, OrderEntry]
    events: dict[Id, Event] = {}
    reactions: dict[Id, Event] = {}


# The scenario.


class AreaEntry(Strict):
    """A named place or zone. Game zones claim no boundary."""

    title: Line
    """Both names where the place is disputed."""
    kind: Literal["sea", "islets", "airfield", "city"]
    at: Point
    """Latitude and longitude in degrees, as `37.2417 131.8667`."""
    zones: list[Id] = []
    """Seats whose air defence identification zone covers it."""
    held_by: Id | None = None
    claimed_by: list[Id] = []
    radar: dict[Id, PerMille] = {}
    """Seat to its chance, per mille, to detect an aircraft here within a turn."""
    source: Source


class LegEntry(Strict):
    area: Id
    after: Length
    """From the start of the turn in which the flight is ordered."""
    stay: Length


class RouteEntry(Strict):
    """A named path."""

    title: Line
    seats: Annotated[list[Id], Field(min_length=1)]
    legs: Annotated[list[LegEntry], Field(min_length=1, max_length=12)]
    source: Source


class MapEntry(Strict):
    areas: Annotated[dict[Id, AreaEntry], Field(min_length=1)]
    routes: dict[Id, RouteEntry] = {}


class AimEntry(Strict):
    text: Line
    secret: bool = False
    met: Expression | None = None
    """Leave out to let the umpire judge."""


Temperament = Literal["cautious", "assertive"]


class HabitEntry(Strict):
    """What a bot in this seat tends to do."""

    when: Expression = "1"
    order: Id
    targets: dict[Id, str] = {}
    """Leave a target out, or write `any`, to take what there is."""
    weight: Annotated[int, Field(ge=0, le=1000)] = 10
    ceiling: Annotated[int, Field(ge=0, le=5)] = 2
    stands: bool = False
    with_: list[Id] = Field(default=[], alias="with")
    openness: Literal["open", "deniable", "false-flag"] = "open"
    serves: Id | None = None
    """The aim of this seat that it serves; while that aim is not met, the habit presses."""
    risks: Id | None = None
    """The aim of this seat that it may cost; until that aim is lost, a bot holds back."""
    mood: Temperament | None = None
    """The temperament that it belongs to; leave out for both."""
    why: Line | None = None
    """One line of rationale, as the seat would put it."""


class SeatEntry(Strict):
    title: Line
    short: str = ""
    """The name in everyday use where the title is long, as `Korea`."""
    letter: Letter
    """Marks its forces on the map."""
    cell: Line
    side: Line
    public_brief: Text
    secret_brief: Text
    aims: dict[Id, AimEntry]
    red_lines: list[Line]
    habits: list[HabitEntry] = []
    temperament: Temperament = "cautious"
    """How a bot in this seat goes about its habits unless the facilitator says otherwise."""


class ForceEntry(Strict):
    seat: Id
    kind: Id
    title: Line
    count: Annotated[int, Field(ge=1, le=500)]
    base: Id
    scramble: Length
    """From order to wheels up."""
    speed: Annotated[int, Field(ge=1, le=4000)]
    """Kilometres an hour."""
    source: Source


class AgreementEntry(Strict):
    title: Line
    parties: Annotated[list[Id], Field(min_length=2)]
    status: Literal["none", "negotiating", "in-force", "notice-given", "suspended", "lapsed"]
    notice_days: Annotated[int, Field(ge=0, le=3650)]
    public: bool = True
    source: Source


class MatterEntry(Strict):
    title: Line
    states: Annotated[list[Id], Field(min_length=2)]
    status: Id
    holder: Id | None = None
    source: Source


class SegmentEntry(Strict):
    id: Id
    title: Line
    start: Instant
    """As 2019-07-23T06:30+09:00."""
    turns: Annotated[int, Field(ge=1, le=200)]
    length: Length
    """As `30 minutes` or `2 months`."""
    orders: list[Id] = []
    """Order types on offer; leave out for all."""
    hand: dict[Id, Annotated[list[Id], Field(max_length=12)]] = {}


class InjectEntry(Strict):
    id: Id
    """Never reused."""
    title: Line
    at: Instant | None = None
    when: Expression | None = None
    to: Annotated[list[Id], Field(min_length=1)]
    """Seats, or public."""
    source: Line
    """Who tells it."""
    text: Text
    expect: Line
    """The decision it should provoke."""
    objective: Line
    note: Line
    """For the white cell."""
    effects: Effects = []
    item: Source
    """Item of the inventory, or `invented`."""


class EndEntry(Strict):
    text: Line
    when: Expression


class StartEntry(Strict):
    """Values that differ from the rulebook's start. Keys as `tension/japan:rok`, `trust/japan>rok`."""

    tracks: dict[str, Small] = {}
    resources: dict[str, Annotated[int, Field(ge=0, le=1000)]] = {}
    source: Source


class Scenario(Strict):
    """One exercise."""

    seawar: Literal[1]
    scenario: Id
    rulebook: Id
    rulebook_version: Annotated[int, Field(ge=1, le=1000)]
    title: Line
    summary: Text
    sources: Annotated[list[Line], Field(min_length=1)]
    zone: Zone
    """Local time, as +09:00."""
    zone_title: Line
    map: MapEntry
    seats: Annotated[dict[Id, SeatEntry], Field(min_length=2, max_length=12)]
    start: StartEntry
    forces: dict[Id, ForceEntry] = {}
    agreements: dict[Id, AgreementEntry] = {}
    matters: dict[Id, MatterEntry] = {}
    voices: dict[Id, Line] = {}
    segments: Annotated[list[SegmentEntry], Field(min_length=1)]
    msel: list[InjectEntry] = []
    questions: dict[Id, Line] = {}
    ends: dict[Id, EndEntry] = {}
    history: Text
    """What history did, for the debrief."""
