"""The truth of one table: scalars and flat tables, nothing else.

Every table is a dictionary from a readable key (`tension/japan:rok`) to an integer or to a frozen
struct. So the state is copied by copying a dozen small dictionaries, hashed by encoding it in sorted
order, and a view of it is the same shape with rows left out. Nested objects were refused: they made
copying, hashing and comparing views each a design of its own.
"""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from seawar.core.orders import Branch, Leg, Openness, Order
from seawar.core.session import Slot

PUBLIC = "public"
UMPIRE = "umpire"
NOBODY = ""


class Force(msgspec.Struct, frozen=True):
    """A unit that can be sent."""

    seat: str
    """Whose."""
    kind: str
    """As `fighter`, `bomber`, `early-warning`."""
    title: str
    """As `F-15K`."""
    count: int
    """Aircraft or ships left."""
    base: str
    """The area it returns to."""
    area: str
    """Where it is."""
    status: str
    """`ready`, `airborne` or `away` (until `busy_until`)."""
    scramble_minutes: int
    """From order to wheels up."""
    speed: int
    """Kilometres an hour."""
    busy_until: int = 0
    """Instant at which it is ready at its base again."""


class Contact(msgspec.Struct, frozen=True):
    """Something that moves and can be detected. In a view, `None` is what the seat does not know."""

    owner: str | None
    """Whose it is; empty when nothing is there (a false alarm)."""
    kind: str | None
    """As `bomber`."""
    title: str | None
    """As `Tu-95`."""
    count: int | None
    """How many fly together."""
    speed: int
    """Kilometres an hour."""
    legs: tuple[Leg, ...]
    """Where it goes and when; in a view only what has been seen, and the next leg."""
    tolerance: int | None
    """The rung beyond which it turns away."""
    evasion: int | None
    """How much it makes interception harder, 0 to 2."""
    answers: bool | None
    """Whether it answers the radio."""
    openness: Openness | None
    """Under whose name it flies."""
    force: str | None = None
    """The force that flies it."""
    blame: str | None = None
    """Whose name a false flag carries."""
    branches: tuple[Branch, ...] | None = None
    """The `if` branches of the order that sent it."""
    level: int = 0
    """In a view: 1 detected, 2 identified. Unused in the truth, where `seen` holds it."""

    @property
    def shown_owner(self) -> str:
        """Whose it seems to be from alongside: under a false flag another's, deniable nobody's."""
        if self.openness == "false-flag":
            return self.blame or ""
        return self.owner or "" if self.openness in ("open", None) else ""


class Encounter(msgspec.Struct, frozen=True):
    """How far the encounter with one contact has climbed."""

    rung: int
    """The highest rung reached."""
    bursts: int
    """Warning bursts fired at it."""
    parties: tuple[str, ...]
    """Seats that met it, sorted."""


class Agreement(msgspec.Struct, frozen=True):
    """A pact between seats."""

    parties: tuple[str, ...]
    """Sorted."""
    status: str
    """none, negotiating, in-force, notice-given, suspended or lapsed."""
    lapses: int = 0
    """Instant at which a notice takes effect; 0 when none runs."""


class Matter(msgspec.Struct, frozen=True):
    """A named thing with a holder and declared states."""

    holder: str
    """Seat, or empty."""
    status: str
    """One of the states that the scenario declares."""


class Claim(msgspec.Struct, frozen=True):
    """What a seat says happened. It may be false."""

    seat: str
    """Who says it."""
    about: str
    """What it is about: a contact, a topic."""
    says: str
    """The position taken, as `denied`."""
    to: tuple[str, ...]
    """Seats it is made to, or `public`."""
    turn: int
    """When."""


class Report(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of news for one audience: kept as data, worded when read."""

    to: tuple[str, ...]
    """Seats, or `public`."""
    at: int
    """Instant."""
    source: str
    """Who tells: Radar, Pilots, Press."""
    text: str
    """With `{name}` places for `args`."""
    args: dict[str, str] = {}
    """Ids and numbers; worded from what the reader knows."""


class Evidence(msgspec.Struct, frozen=True):
    """What one seat can show about who was behind something."""

    author: str
    """Whom it points at."""
    level: int
    """1 possible, 2 likely, 3 almost certain, 4 certain."""


class State(msgspec.Struct):
    """The whole truth. A table's key joins its parts with `/`; a dyad is `a:b` sorted, a pair `a>b`."""

    turn: int = 0
    """0 before the first turn opens."""
    segment: int = 0
    """Index of the segment in play."""
    now: int = 0
    """Instant at which the turn starts."""
    until: int = 0
    """Instant at which the turn ends."""
    epoch: int = 0
    """Counts rollbacks and parts of turns, so that what is played again rolls anew."""
    ahead: tuple[Slot, ...] | msgspec.UnsetType = msgspec.UNSET
    """What is still to be played, once the umpire has changed it; unset while the scenario's own plan holds."""
    ended: str = ""
    """The end that came, or empty."""
    tracks: dict[str, int] = {}
    """`tension/japan:rok` to boxes."""
    resources: dict[str, int] = {}
    """`sorties/rok` to amount."""
    ledgers: dict[str, int] = {}
    """`learned/russia/rok-reaction` to amount."""
    forces: dict[str, Force] = {}
    contacts: dict[str, Contact] = {}
    seen: dict[str, int] = {}
    """`contact/seat` to level: 1 detected, 2 identified."""
    encounters: dict[str, Encounter] = {}
    """By contact."""
    agreements: dict[str, Agreement] = {}
    conditions: dict[str, int] = {}
    """Timed condition to the instant it ends."""
    matters: dict[str, Matter] = {}
    claims: dict[str, Claim] = {}
    """`seat/about` to the latest claim."""
    evidence: dict[str, Evidence] = {}
    """`subject/seat` to what that seat can show."""
    published: dict[str, int] = {}
    """`topic/seat it concerns` to the turn it became public."""
    standing: dict[str, Order] = {}
    """By order key."""
    fired: dict[str, int] = {}
    """Inject to the turn it fired."""
    skipped: dict[str, str] = {}
    """Inject to the reason the umpire gave."""
    held: dict[str, str] = {}
    """Inject that waits for the umpire's word, to the reason."""
    edited: dict[str, str] = {}
    """Inject to the text that the umpire gave it instead."""
    news: dict[str, Report] = {}
    """This turn's reports, numbered; cleared when the next turn opens, so that state does not grow."""

    def copy(self) -> State:
        """An independent copy: rows are frozen, so the tables are all that is copied."""
        rows: dict[str, Any] = {name: getattr(self, name) for name in _FIELDS}
        copied: dict[str, Any] = {k: v.copy() if isinstance(v, dict) else v for k, v in rows.items()}
        return State(**copied)


_FIELDS = State.__struct_fields__
_hashable = msgspec.json.Encoder(order="deterministic")


def state_hash(state: State) -> str:
    """SHA-256 of the state's sorted encoding, as 64 hex digits."""
    return hashlib.sha256(_hashable.encode(state)).hexdigest()


def dyad(a: str, b: str) -> str:
    """Key of an unordered pair of seats."""
    return f"{a}:{b}" if a < b else f"{b}:{a}"
