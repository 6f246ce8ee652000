"""What stands on the map in the tests: 23 July 2019 at 09:00, as Korea knows it, places taken from the scenario."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from seawar.content.library import load
from seawar.tui.map.marks import Mark, Path

LEGEND = ("K Korea", "J Japan", "C China", "R Russia", "? not identified", "▴ where it flies", "▫ airfield")
LETTERS = {"rok": "K", "japan": "J"}


@cache
def places() -> dict[str, Mark]:
    """The scenario's areas as quiet marks."""
    kinds = {"sea": "area", "airfield": "airfield", "islets": "islets", "city": "city"}
    areas = load("dokdo-2019").rules.map.areas
    return {
        a.id: Mark(a.id, kinds[a.kind], a.lat / 1000, a.lon / 1000, text=a.title)  # type: ignore[arg-type]
        for a in areas.values()
    }


def flying(area: str, east: float = 0.0, south: float = 0.0, **what: object) -> Mark:
    at = places()[area]
    return replace(at, kind="contact", lat=at.lat - south, lon=at.lon + east, **what)  # type: ignore[arg-type]


def morning() -> list[Mark]:
    """A target, own fighters, a pair of others, Japanese fighters, and the places round about."""
    here = places()
    return [
        flying("dokdo", 1.43, id="unknown", letter="?", heading=270, text="1 aircraft, not identified", short="unknown",
               role="new", target=True),
        flying("east-sea-southwest", 0, 0.2, id="f15k", letter="K", heading=180, text="2 F-15K", role="you"),
        flying("ulleungdo-south", 0.4, 0, id="h6", letter="C", heading=190, text="2 H-6", role="others"),
        flying("ulleungdo-south", 0.4, 0, id="tu95", letter="R", heading=180, text="2 Tu-95", role="others"),
        flying("dokdo", 1.1, 1.4, id="f15j", letter="J", heading=350, text="2 fighters", role="others"),
        here["dokdo"],
        replace(here["daegu"], letter="K", text="Daegu, 4 F-15K ready", short="Daegu", role="you"),
        *(here[id_] for id_ in ("kunsan", "komatsu", "tsuiki", "kadena", "ningbo", "vladivostok")),
    ]  # fmt: skip


def crowd() -> list[Mark]:
    """Five parties over the islets at once: a game area is one point."""
    return [
        flying("dokdo", id="unknown", letter="?", heading=270, text="1 aircraft", role="new", target=True),
        flying("dokdo", id="k1", letter="K", heading=90, text="2 F-15K", role="you"),
        flying("dokdo", id="k2", letter="K", heading=0, text="4 KF-16", role="you"),
        flying("dokdo", id="j1", letter="J", heading=0, text="2 F-15J", role="others"),
        flying("dokdo", id="c1", letter="C", heading=180, text="2 H-6", role="others"),
        flying("dokdo", id="r1", letter="R", heading=180, text="2 Tu-95", role="others"),
        places()["dokdo"],
    ]


def approach() -> list[Path]:
    islets, unknown = places()["dokdo"], morning()[0]
    return [Path(((unknown.lat, unknown.lon), (islets.lat, islets.lon)), "new")]
