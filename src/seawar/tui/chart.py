"""What a seat knows, as marks on the theatre map."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from seawar.core import calendar
from seawar.core.clean import clean
from seawar.core.orders import Leg, Order
from seawar.core.rules import Rules
from seawar.core.state import Contact, Force
from seawar.core.worldmap import Area
from seawar.tui.map.marks import UNKNOWN, Kind, Mark, Path, Role

THOUSANDTHS = 1000
PLACES: Mapping[str, Kind] = {"airfield": "airfield", "islets": "islets", "city": "city"}


def marks(
    rules: Rules, seat: str, forces: Mapping[str, Force], contacts: Mapping[str, Contact], now: int, targets: set[str]
) -> list[Mark]:
    """Everything known to `seat`, or to the umpire, that has a place; `targets` are what the chosen order is about."""
    bases = _by_area(force for force in forces.values() if force.status == "ready" and force.count and force.base)
    made = [_place(rules, seat, area, bases.get(area.id, []), targets) for area in rules.map.areas.values()]
    airborne = _by_area(force for force in forces.values() if force.status == "airborne" and force.count)
    for area_id, units in airborne.items():
        for owner in dict.fromkeys(force.seat for force in units):
            made.append(_flying(rules, seat, rules.map.areas[area_id], owner, [f for f in units if f.seat == owner]))
    for id_, contact in contacts.items():
        if (mark := _contact(rules, seat, id_, contact, now, targets)) is not None:
            made.append(mark)
    return made


def _inset(rules: Rules, area: str) -> str:
    """Title of the frame that an area stands in, or empty."""
    return next((inset.title for inset in rules.map.insets if area in inset.areas), "")


def aim(order: Order, contacts: Mapping[str, Contact]) -> set[str]:
    """What an order is about on the map: the contact it names, or else the place."""
    ids = set(order.targets.values())
    return ids & contacts.keys() or ids


def paths(rules: Rules, order: Order | None) -> list[Path]:
    """The way that the chosen order takes."""
    if order is None:
        return []
    route = next((rules.map.routes[id_] for id_ in order.targets.values() if id_ in rules.map.routes), None)
    areas = [leg.area for leg in order.route or (route.legs if route else ()) if not _inset(rules, leg.area)]
    points = tuple(_point(rules.map.areas[area]) for area in areas)
    return [Path(points, "you")] if len(points) > 1 else []


def legend(rules: Rules, seat: str) -> list[str]:
    """Letters and shapes, own seat first."""
    order = sorted(rules.seats.values(), key=lambda other: other.id != seat)
    seats = [f"{other.letter} {other.short}" for other in order]
    return [*seats, "? not identified", "▴ where it flies", "▫ airfield"]


def _by_area(forces: Iterable[Force]) -> dict[str, list[Force]]:
    found: dict[str, list[Force]] = {}
    for force in forces:
        found.setdefault(force.area, []).append(force)
    return found


def _place(rules: Rules, seat: str, area: Area, based: list[Force], targets: set[str]) -> Mark:
    lat, lon = _point(area)
    own = [force for force in based if force.seat == seat] if seat in rules.seats else based
    kind: Kind = PLACES.get(area.kind, "area")
    target = area.id in targets
    text = area.title if kind != "area" or target else ""
    letter, role = "", "quiet"
    if own:
        letter, role = rules.seats[own[0].seat].letter, "you"
        text = f"{area.title}, {_units(own)} ready"
    return Mark(
        f"area/{area.id}", kind, lat, lon, letter, None, clean(text), clean(area.title if text else ""),
        _role(role), target, inset=clean(_inset(rules, area.id)),
    )  # fmt: skip


def _flying(rules: Rules, seat: str, area: Area, owner: str, units: list[Force]) -> Mark:
    lat, lon = _point(area)
    letter = rules.seats[owner].letter if owner in rules.seats else UNKNOWN
    role: Role = "you" if owner == seat else "others"
    return Mark(
        f"force/{area.id}/{owner}", "force", lat + 0.25, lon - 0.3, letter, 0, clean(_units(units)), "", role,
        inset=clean(_inset(rules, area.id)),
    )  # fmt: skip


def _contact(rules: Rules, seat: str, id_: str, contact: Contact, now: int, targets: set[str]) -> Mark | None:
    here = next((leg for leg in reversed(contact.legs) if leg.enter <= now), None)
    ahead = next((leg for leg in contact.legs if leg.enter > now), None)
    at = here or ahead
    if at is None:
        return None
    lat, lon = _point(rules.map.areas[at.area])
    heading = _heading(rules, here, ahead, contact.legs)
    text, brief, letter = "1 aircraft, not identified", "unknown", UNKNOWN
    role: Role = "new"
    if contact.title and contact.count:
        text = brief = f"{contact.count} {contact.title}"
        owner = rules.seats.get(contact.owner or "")
        letter = owner.letter if owner else UNKNOWN
        role = "you" if contact.owner == seat else "others" if letter != UNKNOWN else "new"
    if here is None or (ahead is None and here.leave <= now):
        when = calendar.clock(at.enter, rules.zone) if here is None else f"until {calendar.clock(at.leave, rules.zone)}"
        text, brief = f"{text}, {when}", f"{brief} {when}"
    return Mark(
        f"contact/{id_}", "contact", lat, lon, letter, heading, clean(text), clean(brief), role, id_ in targets,
        inset=clean(_inset(rules, at.area)),
    )  # fmt: skip


def _heading(rules: Rules, here: Leg | None, ahead: Leg | None, legs: tuple[Leg, ...]) -> float:
    """Degrees from where it is to where it goes; from where it came when that is all that is known."""
    areas = rules.map.areas
    if here and ahead and here.area != ahead.area:
        return _bearing(_point(areas[here.area]), _point(areas[ahead.area]))
    before = [leg for leg in legs if here and leg.enter < here.enter and leg.area != here.area]
    if here and before:
        return _bearing(_point(areas[before[-1].area]), _point(areas[here.area]))
    return 0.0


def _bearing(a: tuple[float, float], b: tuple[float, float]) -> float:
    east = (b[1] - a[1]) * math.cos(math.radians((a[0] + b[0]) / 2))
    return math.degrees(math.atan2(east, b[0] - a[0])) % 360


def _units(forces: Iterable[Force]) -> str:
    counts: dict[str, int] = {}
    for force in forces:
        counts[force.title] = counts.get(force.title, 0) + force.count
    plural = {
        title: "s" if title.islower() and count > 1 and title[-1] != "s" else "" for title, count in counts.items()
    }
    return ", ".join(f"{count} {title}{plural[title]}" for title, count in counts.items())


def _point(area: Area) -> tuple[float, float]:
    return area.lat / THOUSANDTHS, area.lon / THOUSANDTHS


def _role(name: str) -> Role:
    return "you" if name == "you" else "quiet"


def named(mark_id: str) -> Iterator[str]:
    """The ids that a mark can stand for as a target: itself, and the area it is in."""
    kind, _, rest = mark_id.partition("/")
    if kind in ("area", "contact"):
        yield rest
    elif kind == "force":
        yield rest.partition("/")[0]
