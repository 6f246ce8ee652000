"""Words that screens share: what orders are about, what may happen, how much that is likely."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from seawar.core.calendar import MINUTES_PER_MONTH, year
from seawar.core.orders import Order, Rung
from seawar.core.results import BandOdds
from seawar.core.rules import OrderType, Rules
from seawar.core.state import Contact
from seawar.core.view import View
from seawar.replay import wording
from seawar.replay.wording import word

LABELS = {
    "contact": "Target",
    "area": "Where",
    "route": "Route",
    "seat": "Whom",
    "agreement": "Pact",
    "matter": "Matter",
    "good": "Good",
}
"""What a kind of target is called in a form."""
GOOD = ("success", "decisive")
SURE = ("done", "airborne")
_MINUS = re.compile(r"(?<!\w)-(?=\d)")
DIRECTED = {
    "fire": "is out: its seats read it now", "hold": "is held", "free": "is no longer held", "skip": "is left out",
    "edit": "has new words",
}  # fmt: skip
"""What is said when the white cell's word on an inject is on record."""
OPENNESS = {"open": "open", "deniable": "deniable", "false-flag": "false flag"}


def band_words(band: str) -> str:
    """As a line begins with it; in a sentence, `seawar.replay.wording.band_words`."""
    words = wording.band_words(band)
    return words[:1].upper() + words[1:]


def fired_when(rules: Rules, turn: int) -> str:
    """`in move 2`, or while history was read in: when an inject was fired."""
    if rules.plan.place(turn):
        return f"in {rules.name(turn).lower()}"
    return "while history was read in" if turn else f"before {rules.turn_label.lower()} 1"


def minus(text: str) -> str:
    """With a true minus before numbers; a hyphen inside a word stays."""
    return _MINUS.sub("−", text)


def percent(per_mille: int) -> str:
    """Whole percent; `<1` for what is possible but rare."""
    return "<1" if 0 < per_mille < 10 else str((per_mille + 5) // 10)


def span(low: int, high: int) -> str:
    """`42 to 72 %`, or one number where both ends are the same."""
    a, b = percent(min(low, high)), percent(max(low, high))
    return f"{a} %" if a == b else f"{a} to {b} %"


def gist(odds: BandOdds) -> str:
    """The odds of an order in one line."""
    bands = {*odds.worst, *odds.best}
    if bands <= {"quiet"}:
        return "nothing known to be coming; meets what comes"
    if len(bands) == 1 and bands <= set(SURE):
        return "certain"
    if bands <= {"undecided"}:
        return "the white cell decides"
    if "late" in bands:
        return f"there in time: {span(1000 - odds.worst.get('late', 0), 1000 - odds.best.get('late', 0))}"
    if bands & set(GOOD):
        return f"succeeds: {span(*(sum(end.get(band, 0) for band in GOOD) for end in (odds.worst, odds.best)))}"
    if "grounded" in bands:
        return f"flies: {span(1000 - odds.worst.get('grounded', 0), 1000 - odds.best.get('grounded', 0))}"
    likely = max(sorted(bands), key=lambda band: odds.worst.get(band, 0) + odds.best.get(band, 0))
    return f"{band_words(likely).lower()}: {span(odds.worst.get(likely, 0), odds.best.get(likely, 0))}"


def likely(rules: Rules, partners: Iterable[str], odds: BandOdds) -> str:
    """The same, with whom it depends on."""
    others = " and ".join(rules.seats[partner].short for partner in partners if partner in rules.seats)
    return f"{gist(odds)}, if {others} seals it too" if others else gist(odds)


def about(rules: Rules, known: Mapping[str, Contact], order: Order) -> str:
    """What an order is about, without its title."""
    kind = rules.order_types.get(order.type)
    targets = sorted(kind.targets, key=lambda target: target[1] != "contact") if kind else ()
    names = [name for name, _ in targets]
    parts = [order.argument.action] if order.argument and order.argument.action else []
    parts += [word(rules, known, order.targets[name]) for name in names if name in order.targets]
    if order.partners:
        parts.append("with " + " and ".join(rules.seats[p].short for p in order.partners if p in rules.seats))
    return ", ".join(parts)


def cost_words(rules: Rules, kind: OrderType) -> str:
    """`2 sorties`, `1 influence`, or `free`."""
    parts = [f"{amount} {resource}" for resource, amount in kind.cost if amount and resource in rules.resources]
    return ", ".join(parts) or "no cost"


def left_words(rules: Rules, view: View) -> str:
    """`10 sorties, 6 influence left`: what the seat can still spend."""
    have = [(resource, view.resources.get(f"{resource}/{view.seat}")) for resource in rules.resources]
    parts = [f"{amount} {resource}" for resource, amount in have if amount is not None]
    return f"{', '.join(parts)} left" if parts else ""


def manner(order: Order, kind: OrderType) -> str:
    """Ceiling, openness, duration and branches, as far as they are not the usual."""
    parts = []
    if kind.ceiling:
        parts.append(f"up to {Rung(order.ceiling).title}" if order.ceiling else "no rung at all")
    if order.openness != "open":
        parts.append(OPENNESS[order.openness])
    if order.stands:
        parts.append("standing")
    if order.branches:
        parts.append(f"{len(order.branches)} if")
    return ", ".join(parts)


def names(rules: Rules, seats: Iterable[str]) -> str:
    """`Korea, Japan`."""
    titles = {voice.id: voice.title for voice in rules.voices.values()}
    return ", ".join(rules.seats[seat].short if seat in rules.seats else titles.get(seat, seat) for seat in seats)


def dated(rules: Rules, instant: int) -> str:
    """`09:00`, `23 Aug`, or `23 Aug 2014` in an exercise of years, which has that day more than twice."""
    said, last = rules.moment(instant), rules.segments[-1]
    years = last.start + last.turns * last.length.rate_minutes - rules.segments[0].start > 24 * MINUTES_PER_MONTH
    return said if ":" in said or not years else f"{said} {year(instant, rules.zone)}"


def dated_briefly(rules: Rules, instant: int, now: int) -> str:
    """As `dated` where columns are few: `23 Aug` of the year that it is now, `Aug 2014` of another."""
    said = dated(rules, instant)
    if year(instant, rules.zone) == year(now, rules.zone):
        return rules.moment(instant)
    return said.partition(" ")[2] if said != rules.moment(instant) else said


def on(moment: str) -> str:
    """`at 09:00`, `on 23 Aug`."""
    return f"at {moment}" if ":" in moment else f"on {moment}"
