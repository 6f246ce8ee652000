"""What people may write in a rulebook or a scenario.

Each field's docstring is also its description in the JSON Schema, the forms and the printed rulebook.
Unknown keys are errors, so a misspelt one is never silently ignored.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

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
    Form("up to 40 lower-case letters, digits and hyphens, as dokdo-2019", tidy, plain=True),
]
Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=400, pattern=r"^[^\n]*$"),
    Form("text that is all on one line", plain=True),
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
CONDITION = 'a condition, as tension(self, seat) >= 5 and in_force("gsomia")'
Expression = Annotated[str, StringConstraints(min_length=1, max_length=500), Form(CONDITION)]
Small = Annotated[int, Field(ge=-100, le=100)]
PerMille = Annotated[int, Field(ge=0, le=1000)]


class Strict(BaseModel):
    """Refuses unknown keys and never guesses a type."""

    model_config = ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True, frozen=True)


# Effects: one verb a line.


class Adjust(Strict):
    """Move a track by a number of boxes."""

    track: Id
    """Which track."""
    by: Small
    """How many boxes; negative to lower it."""
    seat: str = "self"
    """Whose track, or the first of the two seats."""
    with_: str = Field(default="", alias="with")
    """The other seat of a dyad or pair."""


class RaiseTo(Strict):
    """Lift a track to at least a value; several in one turn do not add up."""

    track: Id
    """Which track."""
    to: Small
    """The value that it has at least from then on."""
    seat: str = "self"
    """Whose track, or the first of the two seats."""
    with_: str = Field(default="", alias="with")
    """The other seat of a dyad or pair."""


class Gain(Strict):
    """Give a resource, or take it with a negative number."""

    resource: Id
    """Which resource."""
    by: Small
    """How much; negative to take it."""
    seat: str = "self"
    """Who gets it."""


class Learn(Strict):
    """A seat finds something out; repetition yields less."""

    topic: Id
    """About what; conditions ask for it by this name."""
    by: Annotated[int, Field(ge=1, le=10)]
    """How much is learned the first time."""
    seat: str = "self"
    """Who finds out."""


class Tell(Strict):
    """A line of news."""

    to: str
    """self, partner, contact.owner, others, witnesses, claimants, zoned, parties, public, a target or a seat."""
    text: Line
    """May hold {self}, {partner}, {contact}, {area} and the order's targets."""
    source: Line = "Staff"
    """Who tells it."""


class Publish(Strict):
    """Make a topic public, so that publics react to it."""

    topic: Id
    """What is public from then on; `reactions` may name it."""
    about: str = "self"
    """The seat it is about."""


class Say(Strict):
    """A claim. It may be false."""

    says: Id
    """The position taken, as `denied`."""
    about: str
    """What it is about: a topic or a target."""
    to: str = "public"
    """Who hears it: public, a target or a seat."""


class MoveMatter(Strict):
    """Give a matter another state."""

    matter: Id
    """Which matter."""
    status: Id
    """One of the states that the scenario declares for it."""
    holder: str = ""
    """Who holds it from now on. Left out, only the seat that holds it, or an inject, moves it."""


class MoveAgreement(Strict):
    """Give an agreement another status. `notice-given` starts its notice."""

    agreement: str
    """Which agreement, or the target that names it."""
    status: Literal["none", "negotiating", "in-force", "notice-given", "suspended", "lapsed"]
    """The status from then on."""


class SetCondition(Strict):
    """Something that holds between two seats for a time."""

    name: Id
    """What holds; conditions ask for it with lasts(...)."""
    with_: str = Field(alias="with")
    """The other of the two seats."""
    lasts: Length
    """As `30 minutes` or `90 days`."""
    seat: str = "self"
    """The first of the two seats."""


class Share(Strict):
    """Show a contact that one knows of to others."""

    contact: str = "contact"
    """Which contact."""
    with_: str = Field(alias="with")
    """Who is shown it."""


class StationAt(Strict):
    """Put the forces sent into the air over an area."""

    area: str = "area"
    """The target that names the area, or an area."""
    lasts: Length
    """How long they stay up."""


class Tally(Strict):
    """Count something in a ledger."""

    ledger: Id
    """Which ledger."""
    by: Small
    """How many."""
    seat: str = "self"
    """Whose row."""


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
    """As screens and reports name it."""
    per: Literal["table", "seat", "dyad", "pair"]
    """One for the table, for each seat, for each two seats (dyad), or for each seat towards each other (pair)."""
    range: Annotated[list[Small], Field(min_length=2, max_length=2)]
    """Lowest and highest value."""
    start: Small
    """Value at the start unless the scenario says otherwise."""
    boxes: dict[str, Line]
    """From which value on each box holds."""
    seen_by: Literal["all", "own", "umpire"] = "all"
    """Who knows its value: everybody, the seats it is about, or the umpire alone."""
    eases: Income = ""
    """How fast time alone brings it down to its start again, as `1 per month`; empty for never."""
    recovers: Income = ""
    """How fast time alone brings it up to its start again, as `1 per month`; empty for never."""
    source: Source
    """Where it comes from, or `assumption`."""


class Resource(Strict):
    """What orders cost."""

    title: Line
    """As screens and reports name it."""
    start: Annotated[int, Field(ge=0, le=1000)]
    """What each seat has at the start."""
    cap: Annotated[int, Field(ge=1, le=1000)]
    """The most that a seat can have."""
    income: Income = ""
    """As `2 per month`; empty for none."""
    source: Source
    """Where it comes from, or `assumption`."""


class ModifierLine(Strict):
    """One reason for better or worse odds."""

    when: Expression
    """When it counts; what a seat cannot know counts at both ends of its odds."""
    add: Annotated[int, Field(ge=-5, le=5)]
    """What it adds to the net."""
    because: Line
    """The reason, as the seat reads it beside its odds."""


class OrderEntry(Strict):
    """An order type: a mechanism with its cost, targets, condition, modifiers and effects."""

    title: Line
    """The order, in the imperative."""
    text: Text
    """What it does, for whoever chooses it."""
    mechanism: Id
    """The code that settles it."""
    params: dict[str, Any] = {}
    """What the mechanism lets you set."""
    targets: dict[Id, Literal["area", "contact", "seat", "route", "agreement", "matter", "good"]] = {}
    """Name of each target to its kind, in the order in which the form asks for them."""
    cost: dict[Id, Annotated[int, Field(ge=0, le=100)]] = {}
    """Resource to amount."""
    seats: list[Id] = []
    """Who may give it; leave out for everyone."""
    when: Expression | None = None
    """Who does not meet it cannot seal the order."""
    refusal: Line | None = None
    """What a seat is told that does not meet it, and what it can do instead."""
    modifiers: list[ModifierLine] = []
    """What makes its odds better or worse."""
    outcomes: dict[str, Effects]
    """Band to effects; every band of the mechanism must stand here."""
    forces: Id | None = None
    """Kind of force it sends."""
    stands: bool = False
    """Whether it may stand until it is cancelled."""
    partners: Annotated[int, Field(ge=0, le=3)] = 0
    """How many co-signers it needs."""
    ceiling: Annotated[int, Field(ge=0, le=5)] = 0
    """Highest rung it may ask for; 0 when it meets nobody."""
    deniable: bool = False
    """Whether it may be done deniably or under a false flag; whatever sends forces may."""
    review: bool = False
    """Whether each result waits for the white cell."""
    asks: list[Id] = []
    """Bands whose effects the rulebook leaves to the white cell: such a result always waits for a ruling."""
    calms: bool = False
    """Whether it de-escalates."""
    concedes: list[str] = []
    """Whom it gives way to: a target, partner, parties, others or a seat. Bands that tell the public cost at home."""
    insults: list[str] = []
    """Whom it insults, as in `concedes`. In bands that tell the public, publics over there react."""
    tendency: Annotated[int, Field(ge=0, le=1000)] | None = None
    """Weight for bots where no habit of a scenario names it; leave out for the rulebook's, 0 for never."""
    source: Source
    """Where it comes from, or `assumption`."""


class Event(Strict):
    """What follows when something happens by itself."""

    effects: Effects
    """What follows."""
    source: Source
    """Where it comes from, or `assumption`."""


class EasingLine(Strict):
    """One reason why a deal costs a party less."""

    when: Expression
    """Asked of the party that pays, as `self`."""
    by: Annotated[int, Field(ge=1, le=100)]
    """How much less."""
    because: Line
    """The reason, as the party reads it."""


class NegotiationEntry(Strict):
    """What it costs to conclude a deal that binds; messages, offers and mere promises are free."""

    resource: Id
    """What each party pays in."""
    cost: Annotated[int, Field(ge=0, le=100)]
    """How much each party pays when the deal is carried out."""
    lowers: list[EasingLine] = []
    """What makes it cheaper, as a third seat that brings the parties together."""
    source: Source
    """Where it comes from, or `assumption`."""


class PublicRuleEntry(Strict):
    """One thing that publics make of what they read, with its condition."""

    when: Expression | None = None
    """When it follows; leave out for always."""
    effects: Effects
    """What follows."""
    source: Source
    """Where it comes from, or `assumption`."""


class PublicsEntry(Strict):
    """What publics make of giving way, of insults, of red lines and of words kept or broken."""

    affront_lasts: Length
    """How long an insult makes it dearer to give way to whoever gave it."""
    conceded: list[PublicRuleEntry] = []
    """`self` gave way to `other` in public; once a turn for each other seat."""
    insulted: list[PublicRuleEntry] = []
    """`other` insulted `self` in public; once a turn for each other seat."""
    crossed: list[PublicRuleEntry] = []
    """A red line of `self` has been crossed, and it knows."""
    kept: list[PublicRuleEntry] = []
    """`other` kept its word to `self`, as far as that one knows."""
    broken: list[PublicRuleEntry] = []
    """`self` has learned that `other` broke its word to it."""


class ChanceEntry(Strict):
    """Something that comes by itself and is in no seat's hands, as a court's ruling."""

    title: Line
    """What comes."""
    when: Expression | None = None
    """While it holds it may come; when it no longer does, it is off. Leave out for always."""
    mean: Length
    """How long it takes in the mean, from when it may come: its date is drawn once."""
    effects: Effects
    """What happens then."""
    source: Source
    """Where it comes from, or `assumption`."""


class ReviewEntry(Strict):
    """What makes a result wait for the white cell, where adjudication is semi-rigid."""

    track: Id | None = None
    """A track that it moves."""
    moves: Annotated[int, Field(ge=1, le=100)] = 1
    """By so many boxes or more, up or down."""
    exposed: bool = False
    """It shows somebody's hand in something."""
    because: Line
    """What the white cell is told."""


class Rulebook(Strict):
    """The rules that scenarios are played by."""

    seawar: Literal[1]
    """Format of this file."""
    rulebook: Id
    """Id of this rulebook, as scenarios name it."""
    version: Annotated[int, Field(ge=1, le=1000)]
    """Raised when the rules change; scenarios name the version they were written for."""
    title: Line
    """As screens name it."""
    turn_label: Line = "Turn"
    """What a turn is called on screens."""
    orders_per_turn: Annotated[int, Field(ge=1, le=12)] = 3
    """Most orders that a seat seals in one turn, beside those that stand."""
    tendency: Annotated[int, Field(ge=0, le=1000)] = 0
    """Weight, now and then, of any order type that no habit of a scenario names; 0 leaves those alone."""
    actors: list[Id]
    """Every seat that conditions here may name; `[any]` where they name none, so that seats of any id may play."""
    agreements: list[Id] = []
    """Every agreement that conditions here may name."""
    matters: list[Id] = []
    """Every matter that conditions and effects here may name."""
    tracks: dict[Id, Track]
    """What is measured in boxes."""
    resources: dict[Id, Resource]
    """What orders cost."""
    review_when: list[ReviewEntry] = []
    """Which results wait for the white cell, where adjudication is semi-rigid."""
    orders: dict[Id, OrderEntry]
    """Order types that seats may be offered."""
    events: dict[Id, Event] = {}
    """What follows when something happens by itself, as an entry into airspace."""
    reactions: dict[Id, Event] = {}
    """What publics make of a topic once it is public."""
    negotiation: NegotiationEntry | None = None
    """What deals cost; leave out for nothing."""
    publics: PublicsEntry | None = None
    """What publics make of giving way, insults, red lines and words; leave out for nothing."""
    chances: dict[Id, ChanceEntry] = {}
    """What comes in nobody's hands."""
    sources: dict[Line, Line] = {}
    """Items that sources cite, as A26 or B.1, each with one line that says what it is."""


# The scenario.


class AreaEntry(Strict):
    """A named place or zone. Game zones claim no boundary."""

    title: Line
    """Both names where the place is disputed."""
    kind: Literal["sea", "islets", "airfield", "city"]
    """What it is."""
    at: Point
    """Latitude and longitude in degrees, as `37.2417 131.8667`."""
    zones: list[Id] = []
    """Seats whose air defence identification zone covers it."""
    held_by: Id | None = None
    """Seat that holds it."""
    claimed_by: list[Id] = []
    """Seats that claim it, the holder included."""
    radar: dict[Id, PerMille] = {}
    """Seat to its chance, per mille, to detect an aircraft here within a turn."""
    shallow: bool = False
    """Whether its water is shallow, as on a shelf, which shortens sonar ranges."""
    square_miles: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    """Its water in square nautical miles; 0 to leave it to the order type."""
    source: Source
    """Where it comes from, or `assumption`."""


class LegEntry(Strict):
    """One stretch of a route."""

    area: Id
    """Where."""
    after: Length
    """From the start of the turn in which the flight is ordered."""
    stay: Length
    """How long it is there."""


class RouteEntry(Strict):
    """A named path."""

    title: Line
    """As screens name it."""
    seats: Annotated[list[Id], Field(min_length=1)]
    """Who may fly it."""
    legs: Annotated[list[LegEntry], Field(min_length=1, max_length=12)]
    """Its areas, in the order of time."""
    source: Source
    """Where it comes from, or `invented`."""


class InsetEntry(Strict):
    """Areas far from all others, drawn in a frame of their own."""

    title: Line
    """As the frame is headed."""
    areas: Annotated[list[Id], Field(min_length=1, max_length=8)]
    """Areas of this map that it shows."""


class MapEntry(Strict):
    """The theatre. It needs one area at least, by name or written out."""

    places: list[Id] = []
    """Areas of the gazetteer, by their ids; seats that are not in play are left out of them."""
    areas: dict[Id, AreaEntry] = {}
    """Places and zones beside those; one with the id of a place stands in its stead."""
    routes: dict[Id, RouteEntry] = {}
    """Paths through them that orders may name."""
    insets: Annotated[list[InsetEntry], Field(max_length=2)] = []
    """What lies far from the theatre."""


class AimEntry(Strict):
    """Something a seat wants; met by a condition, or judged by the umpire."""

    text: Line
    """The aim in one sentence."""
    secret: bool = False
    """Whether other seats do not read it before the end."""
    met: Expression | None = None
    """Leave out to let the umpire judge."""


Temperament = Literal["cautious", "assertive"]


class HabitEntry(Strict):
    """What a bot in this seat tends to do."""

    when: Expression = "1"
    """When it comes to mind."""
    order: Id
    """Order type that it gives."""
    targets: dict[Id, str] = {}
    """Leave a target out, or write `any`, to take what there is."""
    weight: Annotated[int, Field(ge=0, le=1000)] = 10
    """How likely it is beside the other habits whose time it is."""
    ceiling: Annotated[int, Field(ge=0, le=5)] = 2
    """Highest rung permitted: 1 radio call, 2 shadow, 3 flares, 4 warning shots, 5 lock-on."""
    stands: bool = False
    """Whether the order stands until it is cancelled."""
    with_: list[Id] = Field(default=[], alias="with")
    """Co-signers it asks for."""
    openness: Literal["open", "deniable", "false-flag"] = "open"
    """Under its own name, deniable, or under another's."""
    serves: Id | None = None
    """The aim of this seat that it serves; while that aim is not met, the habit presses."""
    risks: Id | None = None
    """The aim of this seat that it may cost; until that aim is lost, a bot holds back."""
    mood: Temperament | None = None
    """The temperament that it belongs to; leave out for both."""
    why: Line | None = None
    """One line of rationale, as the seat would put it."""


def _or_line(schema: dict[str, Any]) -> None:
    """The schema of something that may be written as its text alone."""
    whole = dict(schema)
    schema.clear()
    text = {"type": "string", "minLength": 1, "maxLength": 400}
    schema |= {"description": whole.pop("description", ""), "anyOf": [text, whole]}


class RedLineEntry(Strict):
    """A red line: its text alone, or with a condition that the engine watches."""

    model_config = ConfigDict(json_schema_extra=_or_line)
    written_as: ClassVar[str] = "text"  # the field that its text alone stands for

    text: Line
    """What must not happen, in one sentence."""
    id: Id | None = None
    """Its name, which conditions ask for with crossed(...); needed with `when`."""
    when: Expression | None = None
    """It is crossed when this first holds on what the seat knows; leave out to let people judge."""

    @model_validator(mode="before")
    @classmethod
    def _of_text(cls, written: Any) -> Any:
        return {cls.written_as: written} if isinstance(written, str) else written


class SeatEntry(Strict):
    """One place at the table."""

    title: Line
    """Its full name."""
    short: str = ""
    """The name in everyday use where the title is long, as `Korea`."""
    in_text: str = ""
    """The title inside a sentence, where that differs, as `the United States`."""
    letter: Letter
    """Marks its forces on the map."""
    cell: Line
    """Who sits there."""
    side: Line
    """Coalition it belongs to."""
    public_brief: Text
    """What everybody may know of it: what it wants and fears, never who is right."""
    secret_brief: Text
    """What only this seat reads."""
    aims: dict[Id, AimEntry]
    """What it wants to have achieved at the end."""
    red_lines: list[RedLineEntry]
    """What it will not do or let happen, one line each."""
    habits: list[HabitEntry] = []
    """What a bot in this seat tends to do."""
    temperament: Temperament = "cautious"
    """How a bot in this seat goes about its habits unless the facilitator says otherwise."""


class ForceEntry(Strict):
    """A unit that can be sent."""

    seat: Id
    """Whose it is."""
    kind: Id
    """As fighter, bomber or early-warning; order types ask for it."""
    title: Line
    """Type or unit, as F-15K."""
    count: Annotated[int, Field(ge=1, le=500)]
    """Aircraft or ships."""
    base: Id
    """Area from which it goes and to which it returns."""
    scramble: Length
    """From order to wheels up."""
    speed: Annotated[int, Field(ge=1, le=4000)]
    """Kilometres an hour."""
    source: Source
    """Where it comes from, or `assumption`."""


class AgreementEntry(Strict):
    """A pact between seats."""

    title: Line
    """Its full name, and the short one in brackets."""
    parties: Annotated[list[Id], Field(min_length=2)]
    """Seats that are bound by it."""
    status: Literal["none", "negotiating", "in-force", "notice-given", "suspended", "lapsed"]
    """Where it stands at the start."""
    notice_days: Annotated[int, Field(ge=0, le=3650)]
    """From notice to its end."""
    public: bool = True
    """Whether seats that are no party know where it stands."""
    source: Source
    """Where it comes from, or `assumption`."""


class MatterEntry(Strict):
    """A named thing with a holder and declared states."""

    title: Line
    """As screens name it."""
    states: Annotated[list[Id], Field(min_length=2)]
    """Every state it can be in."""
    status: Id
    """The state at the start."""
    holder: Id | None = None
    """Seat that holds it at the start."""
    source: Source
    """Where it comes from, or `invented`."""


class GoodEntry(Strict):
    """Something that is traded: a ware, a service, capital. Orders may name it as a target."""

    title: Line
    """As screens name it."""
    source: Source
    """Why it is here, and what its figures rest on."""


class SegmentEntry(Strict):
    """A stretch of the scenario with one turn length."""

    id: Id
    """Its id."""
    title: Line
    """As screens name it."""
    start: Instant
    """As 2019-07-23T06:30+09:00."""
    turns: Annotated[int, Field(ge=1, le=200)]
    """How many turns it has."""
    length: Length
    """As `30 minutes` or `2 months`."""
    orders: list[Id] = []
    """Order types on offer; leave out for all."""
    hand: dict[Id, Annotated[list[Id], Field(max_length=12)]] = {}
    """Seat to the order types that its form shows first."""


class InjectEntry(Strict):
    """One scripted event of the MSEL, due at a time, on a condition, or both."""

    id: Id
    """Never reused."""
    title: Line
    """For the white cell."""
    at: Instant | None = None
    """When it is due, as "2019-07-23T06:30+09:00"; together with `when` from then on."""
    when: Expression | None = None
    """Condition on which it is due; leave out to go by the time alone."""
    to: Annotated[list[Id], Field(min_length=1)]
    """Seats, or public."""
    source: Line
    """Who tells it."""
    text: Text
    """What its readers are told."""
    expect: Line
    """The decision it should provoke."""
    objective: Line
    """What it is for."""
    questions: list[Id] = []
    """Learning questions that it serves, by their ids under `questions`."""
    note: Line
    """For the white cell."""
    effects: Effects = []
    """What happens with it."""
    item: Source
    """Item of the inventory, or `invented`."""


class CardEntry(Strict):
    """A claim, an assessment or a figure that is no event: for the white cell, before the exercise or after it."""

    title: Line
    """As the white cell knows it."""
    text: Text
    """What it says; where sources dispute a figure, both values."""
    use: Literal["brief", "debrief"]
    """Whether it helps before the first move or after the last."""
    questions: list[Id] = []
    """Learning questions that it serves, by their ids under `questions`."""
    item: Source
    """Item of the inventory, or `invented`."""


class EndEntry(Strict):
    """A way the exercise may end early."""

    text: Line
    """How the exercise ended, in one sentence."""
    when: Expression
    """When it ends so."""


class StartEntry(Strict):
    """Values that differ from the rulebook's start. Keys as `tension/japan:rok`, `trust/japan>rok`."""

    tracks: dict[str, Small] = {}
    """Track and seats to value."""
    resources: dict[str, Annotated[int, Field(ge=0, le=1000)]] = {}
    """Resource and seat to amount, as `influence/japan`."""
    ledgers: dict[str, Annotated[int, Field(ge=0, le=1_000_000)]] = {}
    """Ledger, seat and more to amount, as `trade/china/rok/garlic` or, 0 to 3 steps, `programme/rok/programme.ai`."""
    sources: dict[str, Source] = {}
    """Any of these rows to a source of its own."""
    source: Source
    """Where all others come from, or `assumption`."""


class HistoricalEntry(Strict):
    """One order that history gave: played when history is read in, and to calibrate the rules."""

    turn: Annotated[int, Field(ge=1, le=400)]
    """Turn of the whole scenario, from 1."""
    until: Annotated[int, Field(ge=1, le=400)] | None = None
    """Last turn in which it is given again, turn after turn; leave out for once."""
    seat: Id
    """Whose order it was."""
    order: Id
    """Its order type."""
    targets: dict[Id, str] = {}
    """Target to what was meant."""
    ceiling: Annotated[int, Field(ge=0, le=5)] = 2
    """The highest rung it permitted, where it can meet somebody."""
    stands: bool = False
    """Whether it stood until cancelled."""
    with_: list[Id] = Field(default=[], alias="with")
    """Who signed with it."""
    openness: Literal["open", "deniable", "false-flag"] = "open"
    """Under its own name, deniable, or under another's."""
    source: Source
    """Where that is told, or `assumption`."""


class MeasureEntry(Strict):
    """One thing that is counted in each game of a history test: exactly one of final, peak, mean, first, share."""

    title: Line
    """What is counted."""
    unit: Line
    """In what."""
    final: Expression | None = None
    """Its value at the end."""
    peak: Expression | None = None
    """Its highest value, step by step."""
    mean: Expression | None = None
    """Its mean over the ends of turns, rounded down."""
    first: Expression | None = None
    """Days from the start until it first holds at the end of a turn."""
    share: Expression | None = None
    """In what share of the games it holds at the end."""
    known: Annotated[int, Field(ge=-1_000_000, le=1_000_000)]
    """What history shows; of a share, 1 for what happened and 0 for what did not."""
    at_least: Annotated[int, Field(ge=-1_000_000, le=1_000_000)]
    """Least median that holds; of a share, per mille of games."""
    at_most: Annotated[int, Field(ge=-1_000_000, le=1_000_000)]
    """Greatest median that holds; of a share, per mille of games."""
    since: Annotated[int, Field(ge=1, le=400)] = 1
    """First turn of a mean."""
    turn: Annotated[int, Field(ge=1, le=400)] | None = None
    """Turn at whose end it is counted; leave out for the test's last one."""
    note: Line | None = None
    """Why the rules cannot meet it honestly; the table shows it failing, with this beside it."""
    turns: Annotated[list[int], Field(min_length=2, max_length=2)] | None = None
    """First and last turn that `final` counts over: its value after the last less its value before the first."""


class HistoryTestEntry(Strict):
    """One row of the calibration: history's orders over many seeds, and what must come of them."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z]\d{1,3}$"), Form("a letter and a number, as T01")]
    """Its number in the protocol."""
    title: Line
    """What is tested."""
    kind: Literal["history", "partial history", "model"]
    """How much it can show."""
    until: Annotated[int, Field(ge=1, le=400)]
    """Turn after which is counted."""
    silent: Annotated[list[Id], Field(min_length=1)]
    """Seats that give no orders in the null model; a test that it passes as well tells nothing."""
    measures: Annotated[list[MeasureEntry], Field(min_length=1, max_length=12)]
    """What is counted."""
    worth: Text = "not said"
    """What it shows when it holds, and what it does not: which numbers were fitted to it, what would pass as well."""
    source: Source
    """Where the known values are told."""


Minutes = Annotated[int, Field(ge=0, le=240)]


class MoveEntry(Strict):
    """One move of the session, with its minutes."""

    turn: Annotated[int, Field(ge=1, le=400)]
    """Turn of the whole scenario that it plays, from 1."""
    brief: Minutes
    """For saying where things stand."""
    team: Minutes
    """For the teams; the clock of the plan phase."""
    adjudicate: Minutes
    """For the white cell."""
    brief_out: Minutes
    """For telling what came of it."""
    drop: list[Id] = []
    """Injects to leave out when the session is late."""
    saves: Minutes = 3
    """Minutes that leaving out one of them saves; an assumption where it is not said."""


class SessionEntry(Strict):
    """The cut that fits one session of three hours."""

    title: Line
    """As people choose it."""
    read_in: list[Annotated[int, Field(ge=1, le=400)]] = []
    """Turns that history's orders play before the first move."""
    read_in_minutes: Minutes
    """For telling what happened in them, and for the briefs."""
    moves: Annotated[list[MoveEntry], Field(min_length=1, max_length=6)]
    """At most six."""
    hot_wash: Minutes
    """For the first look back."""


class AcceptEntry(Strict):
    """A finding of `seawar check` that is meant to be so."""

    finding: Line
    """Its name, as `idle-seat/russia/summer`."""
    because: Line
    """Why, in one sentence."""


class Scenario(Strict):
    """One exercise."""

    seawar: Literal[1]
    """Format of this file."""
    scenario: Id
    """Id of this scenario."""
    rulebook: Id
    """Id of the rulebook it is played by; a file of that name beside it goes first."""
    rulebook_version: Annotated[int, Field(ge=1, le=1000)]
    """Version of the rulebook it was written for."""
    title: Line
    """As screens name it."""
    summary: Text
    """What it is about, for whoever chooses it."""
    sources: Annotated[list[Line], Field(min_length=1)]
    """What the sources below refer to."""
    zone: Zone
    """Local time, as +09:00."""
    zone_title: Line
    """What that time is called."""
    map: MapEntry
    """Places and paths."""
    seats: Annotated[dict[Id, SeatEntry], Field(min_length=2, max_length=12)]
    """Places at the table."""
    start: StartEntry
    """Values that differ from the rulebook's start."""
    forces: dict[Id, ForceEntry] = {}
    """Units that can be sent."""
    agreements: dict[Id, AgreementEntry] = {}
    """Pacts between seats."""
    matters: dict[Id, MatterEntry] = {}
    """Named things with a holder and states."""
    goods: dict[Id, GoodEntry] = {}
    """What is traded, where it matters which."""
    voices: dict[Id, Line] = {}
    """Actors without a seat, spoken for by the umpire."""
    segments: Annotated[list[SegmentEntry], Field(min_length=1)]
    """Stretches with one turn length, in the order of time."""
    msel: list[InjectEntry] = []
    """Injects: the master scenario events list."""
    cards: dict[Id, CardEntry] = {}
    """Background and debrief cards of the white cell."""
    handout: Text = ""
    """What the white cell should know before the first move: where it turns, what to watch, what is disputed."""
    questions: dict[Id, Line] = {}
    """What the debrief asks."""
    ends: dict[Id, EndEntry] = {}
    """What ends the exercise before its last turn."""
    history: Text
    """What history did, for the debrief."""
    historical: list[HistoricalEntry] = []
    """What history did, as orders."""
    calibration: list[HistoryTestEntry] = []
    """What a replay of those orders is measured by."""
    session: SessionEntry | None = None
    """The cut that fits one session."""
    accepts: list[AcceptEntry] = []
    """Findings of `seawar check` that are meant to be so."""
