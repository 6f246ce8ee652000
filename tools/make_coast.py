"""Make the theatre map's coast from Natural Earth's land, standard library only.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python3 tools/make_coast.py package/land-50m.json package/land-10m.json src/seawar/tui/map/coast.json
    python3 tools/make_coast.py package/land-50m.json src/seawar/tui/map/world.json

Natural Earth is in the public domain; world-atlas 2.0.2 (ISC licence) packs it as topojson. `land` is used, not
`countries`, so no border is drawn. Rings stay closed where the window cuts them, so that they can be filled; whoever
draws the coast leaves out edges on the window, which are no coast. Outside the theatre the coast is only roughly
kept, as surroundings. Islands that the 50 m set lacks come from the 10 m set. The second file is
the whole world, roughly, for exercises that lie elsewhere.
"""

import json
import sys
from pathlib import Path
from typing import Any

WINDOW = (105.0, 15.0, 158.0, 56.0)
"""West, south, east, north."""
THEATRE = (117.0, 24.0, 146.0, 46.0)
FINE, ROUGH = 0.007, 0.1
"""How far, in degrees, a kept line may be from the true one, in and outside the theatre."""
ISLAND = 0.002
"""Smallest island outside the 50 m set, in square degrees: Ulleungdo has 0.007."""
ROUGH_ISLAND = 0.02
WORLD, WORLD_ROUGH, WORLD_ISLAND = (-180.0, -85.0, 180.0, 85.0), 0.06, 0.02
"""The window of the whole world, how far its lines may be off, and its smallest island, in square degrees."""
UNIT = 1000

Point = tuple[float, float]
Ring = list[Point]


def arcs_of(topology: dict[str, Any]) -> list[Ring]:
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + tx, y * ky + ty))
        arcs.append(points)
    return arcs


def rings_of(topology: dict[str, Any]) -> list[Ring]:
    """Every ring, holes too: filled even-odd, they need no telling apart."""
    arcs, rings = arcs_of(topology), []
    for shape in topology["objects"]["land"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for indices in (ring for polygon in polygons for ring in polygon):
            points: Ring = []
            for i in indices:
                points += (arcs[i] if i >= 0 else arcs[~i][::-1])[1 if points else 0 :]
            rings.append(points[:-1])
    return rings


def clip(ring: Ring, window: tuple[float, float, float, float] = WINDOW) -> Ring:
    """Sutherland and Hodgman 1974: the part of a ring within the window."""
    for axis, limit, sign in ((0, window[0], 1), (1, window[1], 1), (0, window[2], -1), (1, window[3], -1)):
        kept: Ring = []
        for a, b in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
            a_in, b_in = (a[axis] - limit) * sign >= 0, (b[axis] - limit) * sign >= 0
            if a_in != b_in:
                t = (limit - a[axis]) / (b[axis] - a[axis])
                cut = a[1 - axis] + t * (b[1 - axis] - a[1 - axis])
                kept.append((limit, cut) if axis == 0 else (cut, limit))
            if b_in:
                kept.append(b)
        ring = kept
    return ring


def within(point: Point) -> bool:
    return THEATRE[0] <= point[0] <= THEATRE[2] and THEATRE[1] <= point[1] <= THEATRE[3]


def off_line(p: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length)) if length else 0.0
    return float(((p[0] - a[0] - t * dx) ** 2 + (p[1] - a[1] - t * dy) ** 2) ** 0.5)


def thin(line: Ring, fine: float = FINE, rough: float = ROUGH) -> Ring:
    """Douglas and Peucker 1973, finer within the theatre."""
    keep, todo = {0, len(line) - 1}, [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        worst, at = 1.0, 0
        for i in range(first + 1, last):
            off = off_line(line[i], line[first], line[last]) / (fine if within(line[i]) else rough)
            if off > worst:
                worst, at = off, i
        if at:
            keep.add(at)
            todo += [(first, at), (at, last)]
    return [line[i] for i in sorted(keep)]


def area(ring: Ring) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def holds(ring: Ring, point: Point) -> bool:
    inside = False
    for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
        if (a[1] > point[1]) != (b[1] > point[1]):
            inside ^= point[0] < a[0] + (point[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
    return inside


def middle(ring: Ring) -> Point:
    return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)


def near(ring: Ring, point: Point) -> bool:
    return any(abs(x - point[0]) + abs(y - point[1]) < 0.1 for x, y in ring)


def missing_islands(coarse: list[Ring], fine: list[Ring]) -> list[Ring]:
    small = [r for r in fine if within(middle(r)) and ISLAND < area(r) < 0.3]
    return [r for r in small if not any(holds(c, middle(r)) or near(c, middle(r)) for c in coarse)]


def rounded(ring: Ring, fine: float = FINE, rough: float = ROUGH) -> list[int]:
    half = len(ring) // 2
    points = [*thin(ring[: half + 1], fine, rough)[:-1], *thin([*ring[half:], ring[0]], fine, rough)[:-1]]
    units = [(round(x * UNIT), round(y * UNIT)) for x, y in points]
    distinct = [p for i, p in enumerate(units) if p != units[i - 1]]
    return [n for point in distinct for n in point]


def coast(at_50m: Path, at_10m: Path) -> dict[str, Any]:
    coarse, fine = ([r for r in map(clip, rings_of(json.loads(p.read_text()))) if len(r) > 2] for p in (at_50m, at_10m))
    rings = [r for r in coarse if any(map(within, r)) or area(r) > ROUGH_ISLAND] + missing_islands(coarse, fine)
    kept = [r for r in map(rounded, rings) if len(r) >= 6]
    return {
        "attribution": "Made with Natural Earth (public domain, naturalearthdata.com), land at 1:50 million with"
        " islands of 1:10 million, by way of world-atlas 2.0.2; made by tools/make_coast.py.",
        "format": "Closed rings: longitude, latitude, ... in thousandths of a degree. Edges on the window are none.",
        "window": [round(n * UNIT) for n in WINDOW],
        "rings": sorted(kept, key=len, reverse=True),
    }


def world(at_50m: Path) -> dict[str, Any]:
    """The whole earth between 85 degrees south and north; what crosses the date line is cut there already."""
    clipped = (clip(ring, WORLD) for ring in rings_of(json.loads(at_50m.read_text())))
    rings = [ring for ring in clipped if len(ring) > 2 and area(ring) > WORLD_ISLAND]
    kept = [r for r in (rounded(ring, WORLD_ROUGH, WORLD_ROUGH) for ring in rings) if len(r) >= 6]
    return {
        "attribution": "Made with Natural Earth (public domain, naturalearthdata.com), land at 1:50 million, by way of"
        " world-atlas 2.0.2; made by tools/make_coast.py.",
        "format": "Closed rings: longitude, latitude, ... in thousandths of a degree. Edges on the window are none.",
        "window": [round(n * UNIT) for n in WORLD],
        "rings": sorted(kept, key=len, reverse=True),
    }


def main(*paths: str) -> None:
    *read, out = map(Path, paths)
    made = coast(read[0], read[1]) if len(read) == 2 else world(read[0])
    head = ",\n".join(f" {json.dumps(key)}: {json.dumps(value)}" for key, value in made.items() if key != "rings")
    rings = ",\n".join("  " + json.dumps(ring, separators=(",", ":")) for ring in made["rings"])
    text = f'{{\n{head},\n "rings": [\n{rings}\n ]\n}}\n'
    out.write_text(text, encoding="utf-8")
    points = sum(map(len, made["rings"])) // 2
    print(f"{len(made['rings'])} rings, {points} points, {len(text) / 1000:.0f} kB")


if __name__ == "__main__":
    main(*sys.argv[1:])
