"""What falls due, from what one seat knows: aircraft on their way, forces coming back, conditions, notices."""

from __future__ import annotations

from collections.abc import Mapping

from seawar.core import calendar
from seawar.core.rules import Rules
from seawar.core.state import Contact
from seawar.core.view import View
from seawar.replay.wording import word


def falls_due(rules: Rules, view: View, contacts: Mapping[str, Contact]) -> list[tuple[int, str]]:
    """Instant and what happens then, soonest first; the end of the turn is left to the caller."""
    found: list[tuple[int, str]] = []
    for id_, contact in view.contacts.items():
        ahead = [leg for leg in contact.legs if leg.enter > view.now]
        found += [(leg.enter, f"{word(rules, contacts, id_)} in {word(rules, {}, leg.area)}") for leg in ahead]
    for force in view.forces.values():
        if force.seat == view.seat and force.busy_until > view.now:
            what = "back at" if force.status == "away" else "on patrol until then; back at"
            found.append((force.busy_until, f"{force.count} {force.title}: {what} {word(rules, {}, force.base)}"))
    for key, until in view.conditions.items():
        name, _, who = key.partition("/")
        seats = (rules.seats[seat].short if seat in rules.seats else seat for seat in who.replace(">", ":").split(":"))
        found.append((until, f"{name.replace('-', ' ')} ends: {', '.join(seats)}"))
    for id_, pact in view.agreements.items():
        if pact.status == "notice-given":
            found.append((pact.lapses, f"{rules.agreements[id_].title} lapses"))
    return sorted(found)


def due_words(rules: Rules, at: int, now: int) -> str:
    """`09:30` on the same day, `22 November 2019` later."""
    day = calendar.date(at, rules.zone)
    return calendar.clock(at, rules.zone) if day == calendar.date(now, rules.zone) else day
