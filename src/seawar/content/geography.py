"""Compiling the map: places in thousandths of a degree, distances in whole kilometres."""

from __future__ import annotations

import math
from typing import Any

from seawar.content.scope import Findings, Path
from seawar.core import calendar
from seawar.core.worldmap import Area, Inset, Route, RouteLeg, WorldMap

EARTH_RADIUS_KM = 6371.0088
"""Mean radius, IUGG."""


def compile_map(doc: Any, findings: Findings) -> WorldMap:
    areas = {id_: _area(id_, area, doc, findings) for id_, area in doc.map.areas.items()}
    routes = {id_: _route(id_, route, doc, findings) for id_, route in doc.map.routes.items()}
    km = {(a.id, b.id): kilometres(a, b) for a in areas.values() for b in areas.values()}
    insets = tuple(_inset(inset, ("map", "insets", i), doc, findings) for i, inset in enumerate(doc.map.insets))
    for at, ids in enumerate(inset.areas for inset in insets):
        for id_ in ids:
            if any(id_ in inset.areas for inset in insets[:at]):
                findings.add(("map", "insets", at, "areas"), f"{id_!r} is in an inset already; leave it out of one")
    return WorldMap(areas, routes, km, insets)


def _inset(inset: Any, path: Path, doc: Any, findings: Findings) -> Inset:
    for id_ in inset.areas:
        findings.known((*path, "areas"), "area", id_, doc.map.areas)
    return Inset(inset.title, tuple(inset.areas))


def kilometres(a: Area, b: Area) -> int:
    """Great-circle distance by the haversine formula, rounded."""
    lat_a, lon_a, lat_b, lon_b = (math.radians(v / 1000) for v in (a.lat, a.lon, b.lat, b.lon))
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return round(2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half)))


def _area(id_: str, area: Any, doc: Any, findings: Findings) -> Area:
    path: Path = ("map", "areas", id_)
    for name in ("zones", "claimed_by", "radar"):
        for seat in getattr(area, name):
            findings.known((*path, name), "seat", seat, doc.seats)
    if area.held_by:
        findings.known((*path, "held_by"), "seat", area.held_by, doc.seats)
    if len(area.claimed_by) > 1 and "/" not in area.title:
        findings.add((*path, "title"), f"{area.title!r} is claimed by several; give both names, as 'A/B'")
    at = "0 0" if findings.is_lost((*path, "at")) else area.at
    lat, lon = (round(float(part) * 1000) for part in at.split())
    if not (-90_000 <= lat <= 90_000 and -180_000 <= lon <= 180_000):
        findings.add((*path, "at"), f"{area.at!r} is no place on Earth: latitude first, then longitude")
    return Area(
        id_, area.title, area.kind, lat, lon, tuple(area.zones), area.held_by or "",
        tuple(area.claimed_by), tuple(sorted(area.radar.items())), area.shallow, area.square_miles,
    )  # fmt: skip


def _route(id_: str, route: Any, doc: Any, findings: Findings) -> Route:
    path: Path = ("map", "routes", id_)
    for seat in route.seats:
        findings.known((*path, "seats"), "seat", seat, doc.seats)
    legs = []
    clock = 0
    for i, leg in enumerate(route.legs):
        here = (*path, "legs", i)
        findings.known((*here, "area"), "area", leg.area, doc.map.areas)
        after, stay = (_minutes(getattr(leg, n), (*here, n), findings) for n in ("after", "stay"))
        if after < clock and findings.sound((*here, "after")):
            findings.add((*here, "after"), f"starts at {after} minutes, before the leg ahead of it ends at {clock}")
        clock = after + stay if findings.sound(here) else 0
        legs.append(RouteLeg(leg.area, after, stay))
    return Route(id_, route.title, tuple(route.seats), tuple(legs))


def _minutes(text: str, path: Path, findings: Findings) -> int:
    if text == "0 minutes":
        return 0
    try:
        length = calendar.parse_duration(text)
    except calendar.CalendarError as error:
        findings.add(path, str(error))
        return 1
    if length.months:
        findings.add(path, f"expected minutes, hours or days, came {text!r}")
    return length.minutes
