"""The first text of a scenario or a rulebook: sound, playable by bots, and with a comment at every key.

What it offers is picked from the rulebook that it is to be played by: a track, a resource, an order that calms, one
that presses, one for two. A fixed text was refused, since it would fit one rulebook and go stale with it; so was a
form that asks for everything, since an author learns from a file that runs.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from importlib.resources import files
from math import cos, radians, sin, tau
from typing import Any

from jinja2 import Environment, StrictUndefined

from seawar.content.book import Book
from seawar.content.gazetteer import places
from seawar.content.groups import RESERVED, actors_of
from seawar.core import calendar
from seawar.core.conditions import closest
from seawar.core.rules import OrderType
from seawar.core.tracks import ResourceDef, TrackDef
from seawar.errors import SeawarError

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
SEAT = re.compile(r"[a-z][a-z0-9-]{0,19}")
WORDS_OF_YAML = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
SEATS_MAX, TURNS_MIN, TURNS_MAX, TITLE_MAX = 12, 2, 200, 80
NOBODYS = ("north", "south", "east")
"""Seats where the rulebook names none and the author has said nothing."""
HOMES = {
    "japan": "tokyo", "rok": "seoul", "us": "kadena", "china": "qingdao", "russia": "vladivostok-port",
    "dprk": "pyongyang",
}  # fmt: skip
"""Seat to a place of the gazetteer."""
BETWEEN = "korea-strait"
TITLES = {"rok": "Republic of Korea", "us": "United States", "dprk": "Democratic People's Republic of Korea"}
MIDDLE = (35.0, 130.0)
"""Where the seats lie round about, if nothing else is said: the theatre that the map knows best."""
ROUND = 2.5
"""Degrees from the middle to each seat."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PLAIN = ("contested", "weighed", "certain", "consented")
"""Mechanisms that need neither map nor forces."""
SESSION, READ_IN, HOT_WASH, MOVES_MAX = 180, 20, 20, 5
"""Minutes of the cut, and its moves at the most."""
BRIEF, ADJUDICATE, BRIEF_OUT = 5, 7, 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an author has said of a new scenario."""

    name: str
    title: str
    seats: tuple[str, ...]
    start: str
    """A local date, or date and time."""
    length: str = "1 week"
    turns: int = 6
    at: tuple[float, float] | None = None
    """The middle of the map; none leaves it to the seats."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What of a rulebook a first scenario can be made with."""

    between: TrackDef | None = None
    """A track between two seats."""
    own: TrackDef | None = None
    """A track of one seat."""
    resource: ResourceDef | None = None
    calm: OrderType | None = None
    press: OrderType | None = None
    joint: OrderType | None = None
    offered: tuple[OrderType, ...] = field(default=())


def check_name(name: str, what: str) -> str:
    """The name as it stands, or a SeawarError that says what would do."""
    if NAME.fullmatch(name):
        return name
    meant = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40].strip("-")
    hint = f": {meant} would do" if meant else ""
    message = f"expected lower-case letters, digits and hyphens, 40 at most, as baltic-2031, came {name!r}{hint}"
    raise SeawarError(f"a {what} cannot be called so: {message}; say where its file goes with -o")


def check_title(text: str) -> str:
    """A title as it was typed; raises SeawarError."""
    title = text.strip()
    if not title or len(title) > TITLE_MAX or not title.isprintable():
        raise SeawarError(f"expected a title of 1 to {TITLE_MAX} characters on one line, came {text[:100]!r}")
    return title


def check_seats(text: str, book: Book | None) -> tuple[str, ...]:
    """Seat ids as they were typed, `japan,rok`; raises SeawarError."""
    seats = tuple(part.strip() for part in text.split(",") if part.strip())
    actors = actors_of(book.doc) if book else ()
    if not 2 <= len(seats) <= SEATS_MAX or len(set(seats)) < len(seats):
        raise SeawarError(f"expected 2 to {SEATS_MAX} different seats, as japan,rok,china, came {text!r}")
    for seat in seats:
        if not SEAT.fullmatch(seat):
            message = "begin it with a letter, then lower-case letters, digits and hyphens, 20 at most"
            raise SeawarError(f"a seat cannot have the id {seat!r}: {message}; its full name goes into title")
        if seat in RESERVED:
            raise SeawarError(f"a seat cannot have the id {seat!r}, which means something else; choose another")
        if book and actors and seat not in actors:
            meant = closest(seat, actors)
            near = f", did you mean {meant!r}" if meant else ""
            known = f"the rulebook {book.doc.rulebook} knows {', '.join(actors)}"
            other = "take one that is open to any seats, as --rulebook matrix or one of `seawar new rulebook`"
            raise SeawarError(f"no seat {seat!r}{near}: {known}; choose of them, or {other}")
    return seats


def default_seats(book: Book) -> tuple[str, ...]:
    return (actors_of(book.doc) or NOBODYS)[:3]


def check_place(text: str) -> tuple[float, float]:
    """Latitude and longitude in degrees, as `57.5 19.0`."""
    found = re.fullmatch(r"\s*(-?\d{1,2}(?:\.\d+)?)[ ,]+(-?\d{1,3}(?:\.\d+)?)\s*", text)
    if not found or abs(float(found[1])) > 85 or abs(float(found[2])) > 180:
        raise SeawarError(
            f"expected latitude and longitude in degrees, as '57.5 19.0' (85 south to north), came {text!r}"
        )
    return float(found[1]), float(found[2])


def check_time(wanted: Wanted) -> tuple[int, calendar.Duration]:
    """First instant, in local time counted as UTC, and length of a turn; raises SeawarError."""
    if not TURNS_MIN <= wanted.turns <= TURNS_MAX:
        raise SeawarError(f"expected {TURNS_MIN} to {TURNS_MAX} turns, came {wanted.turns}")
    return calendar.parse_local(wanted.start, 0), calendar.parse_duration(wanted.length)


def parts_of(book: Book, seats: tuple[str, ...]) -> Parts:
    """The first of each kind that asks for nothing a new scenario lacks."""
    tracks = list(book.tracks.values())
    pools = list(book.resources.values())
    plain = [o for o in book.orders.values() if _is_plain(o, seats)]
    at_someone = [o for o in plain if dict(o.targets) == {"seat": "seat"} and not o.partners]
    calm = next((o for o in at_someone if o.calms), None)
    kin = [o for o in plain if not calm or o.domain == calm.domain]
    press = next((o for o in at_someone if o in kin and not o.calms), None)
    joint = next((o for o in kin if o.partners == 1 and not o.targets), None)
    spent = {resource for o in (press, joint, calm) if o for resource, _ in o.cost}
    words = [o for o in book.orders.values() if o.mechanism.words and not o.seats]
    return Parts(
        between=next((t for per in ("dyad", "pair") for t in tracks if t.per == per), None),
        own=next((t for t in tracks if t.per == "seat"), None),
        resource=next((p for p in pools if p.id in spent), pools[0] if pools else None),
        calm=calm, press=press, joint=joint, offered=(*kin, *words),
    )  # fmt: skip


def _is_plain(order: OrderType, seats: tuple[str, ...]) -> bool:
    may = not order.seats or {*seats} <= {*order.seats}
    asks_little = {kind for _, kind in order.targets} <= {"seat"} and not order.force_kind
    return may and asks_little and order.mechanism.name in PLAIN and order.partners < len(seats)


def scenario_text(wanted: Wanted, book: Book, schema: str) -> str:
    """The new scenario's file; `schema` is the way from it to its JSON Schema."""
    start, length = check_time(wanted)
    zone = _zone(_offset(wanted))
    parts = parts_of(book, wanted.seats)
    turns = [start]
    for _ in range(wanted.turns - 1):
        turns.append(calendar.add(turns[-1], length))
    return _render("scenario.yaml.jinja", {
        "wanted": wanted, "book": book.doc, "parts": parts, "schema": schema, "zone": zone, **_levels(parts),
        "areas": _areas(wanted), "places": _places(wanted), "seats": _seats(wanted.seats),
        "instants": [f"{_local(turn)}{zone}" for turn in turns],
        "session": _session(wanted.turns), "late": min(3, wanted.turns),
    })  # fmt: skip


def _levels(parts: Parts) -> dict[str, int]:
    """What aims ask of tracks and resources, so that they are met in some games and not in others."""
    levels = {"threshold": 0, "shock": 0, "floor": 0, "kept": 0}
    if (track := parts.between) is not None:
        levels |= {"threshold": min(track.start, track.high - 2), "shock": min(2, max(1, track.high - track.start))}
    if (track := parts.own) is not None:
        levels["floor"] = max(track.start, track.low + 1)
    if (pool := parts.resource) is not None:
        levels["kept"] = min(pool.start, pool.cap - 1) + 1
    return levels


def rulebook_text(name: str, title: str, seats: tuple[str, ...], schema: str) -> str:
    """A small rulebook's file, for these seats or for any."""
    return _render("rulebook.yaml.jinja", {"name": name, "title": title, "seats": seats, "schema": schema})


def _render(name: str, values: dict[str, Any]) -> str:
    """What an author typed is quoted by the template, since nothing of it may turn into YAML."""
    made = Environment(  # noqa: S701 - the result is YAML: every value goes through q()
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    made.filters["q"] = quoted
    template = files("seawar.content").joinpath("skeletons", name).read_text(encoding="utf-8")
    return made.from_string(template).render(values)


def quoted(text: object) -> str:
    """A text as one YAML value; bare where that means the same."""
    plain = str(text)
    if (
        re.fullmatch(r"[A-Za-z][A-Za-z0-9 '()._-]*", plain)
        and plain.lower() not in WORDS_OF_YAML
        and plain == plain.strip()
    ):
        return plain
    return json.dumps(plain, ensure_ascii=False)


def _seats(seats: tuple[str, ...]) -> list[dict[str, Any]]:
    """What the template writes of each seat: its letter, its neighbours round the table, and whom it looks at first."""
    titles = {seat: TITLES.get(seat, seat.replace("-", " ").title()) for seat in seats}
    made, taken = [], set[str]()
    for i, seat in enumerate(seats):
        letter = next(c for c in (*seat.upper(), *LETTERS) if c in LETTERS and c not in taken)
        taken.add(letter)
        near = list(dict.fromkeys((seats[(i + 1) % len(seats)], seats[i - 1])))
        made.append({
            "id": seat, "title": titles[seat], "letter": letter, "near": near,
            "near_titles": [titles[one] for one in near], "other": near[0], "other_title": titles[near[0]],
        })  # fmt: skip
    return made


def _known(wanted: Wanted) -> bool:
    return wanted.at is None and all(seat in HOMES for seat in wanted.seats)


def _places(wanted: Wanted) -> list[str]:
    """Places of the gazetteer, where it knows every seat."""
    return [BETWEEN, *(HOMES[seat] for seat in wanted.seats)] if _known(wanted) else []


def _areas(wanted: Wanted) -> list[tuple[str, str, str, str, str]]:
    """Id, title, kind, point and holder of areas that are written out: a sea, and a city for each seat round it."""
    if _known(wanted):
        return []
    lat, lon = wanted.at or MIDDLE
    lat = max(-85 + ROUND, min(85 - ROUND, lat))
    made = [("the-waters", "The waters between", "sea", _point(lat, lon), "")]
    for i, seat in enumerate(_seats(wanted.seats)):
        turn = tau * i / len(wanted.seats)
        north, east = ROUND * cos(turn), ROUND * sin(turn) / cos(radians(lat))
        point = _point(lat + north, (lon + east + 180) % 360 - 180)
        made.append((f"{seat['id']}-city", f"{seat['title']}, capital", "city", point, seat["id"]))
    return made


def _point(lat: float, lon: float) -> str:
    return f"{lat:.2f} {lon:.2f}"


def _offset(wanted: Wanted) -> int:
    """Hours from UTC, by the longitude of the map's middle."""
    if wanted.at is None:
        return round(float(places()[BETWEEN]["at"].split()[1]) / 15)
    return round(wanted.at[1] / 15)


def _zone(hours: int) -> str:
    return f"{'-' if hours < 0 else '+'}{abs(hours):02}:00"


def _local(instant: int) -> str:
    days, minute = divmod(instant, calendar.MINUTES_PER_DAY)
    year, month, day = calendar.civil_from_days(days)
    return f"{year:04}-{month:02}-{day:02}T{minute // 60:02}:{minute % 60:02}"


def _session(turns: int) -> list[dict[str, int]]:
    """Moves of the cut whose minutes add up to three hours."""
    count = min(turns, MOVES_MAX)
    each, over = divmod(SESSION - READ_IN - HOT_WASH, count)
    fixed = BRIEF + ADJUDICATE + BRIEF_OUT
    return [
        {"turn": n, "brief": BRIEF, "team": each - fixed + over * (n == count), "adjudicate": ADJUDICATE,
         "brief_out": BRIEF_OUT}
        for n in range(1, count + 1)
    ]  # fmt: skip
