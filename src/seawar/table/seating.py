"""Who sits where: persons sit down, get up, lead a team, look on; seats are away and back. All of it on record.

Every refusal is one sentence, and then nothing has changed. That only the white cell may do some of this is
checked where commands come in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from seawar.core.clean import clean
from seawar.core.state import PUBLIC, UMPIRE
from seawar.errors import OrderRefused
from seawar.replay.entries import AnyEntry
from seawar.replay.person_entries import ALL, OBSERVER, Away, Captained, Granted, Left, Role, Sat
from seawar.table.limits import LONGEST_NAME

if TYPE_CHECKING:
    from seawar.table.table import Table

MOST_AT = {UMPIRE: 12, OBSERVER: 40}
MOST_AT_A_SEAT = 5
"""Persons who share a seat."""
TAKEN = (UMPIRE, OBSERVER, PUBLIC, ALL, "white cell", "rules", "history")
"""Names that mean something else on record."""


def sit(table: Table, person: str, seat: str, role: str = "") -> str:
    """Sit down, without a role as what is free: captain first, then member; the name as it is on record.

    A person who sits there already stays, so that coming back on another day is no second sitting down.
    """
    known, name = table.record.persons, person_name(table, person)
    if seat not in (*table.rules.seats, UMPIRE, OBSERVER):
        choice = ", ".join([*table.rules.seats, UMPIRE, OBSERVER])
        raise OrderRefused("seat", f"no seat {seat!r:.60} at this table; one of {choice}")
    here, team = known.seat_of(name), known.at.get(seat, [])
    if here == seat and role in ("", _role(table, seat, name)):
        return next(one for one in team if one.casefold() == name.casefold())
    _open(table)
    if here:
        message = f"a person named {name} sits at {title(table, here)} already; choose another name, or get up there"
        raise OrderRefused("name", message)
    if len(team) >= (most := MOST_AT.get(seat, MOST_AT_A_SEAT)):
        raise OrderRefused("full", f"{title(table, seat)} is full: {most} persons are the most; somebody has to get up")
    taken = _wanted(table, seat, role, team)
    table.record.commit([Sat(table.now(), (PUBLIC,), name, seat, taken)], UMPIRE)
    return name


def person_name(table: Table, person: str) -> str:
    """A display name fit to be shown; raises OrderRefused where it is none."""
    name = " ".join(clean(person).split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise OrderRefused("name", f"a name has 1 to {LONGEST_NAME} characters, this one has {len(name)}")
    taken = {*TAKEN, *(part for seat in table.rules.seats.values() for part in (seat.id, seat.title.casefold()))}
    if name.casefold() in taken:
        raise OrderRefused("name", f"{name} is no name for a person at this table: it means something else here")
    return name


def _wanted(table: Table, seat: str, role: str, team: list[str]) -> Role:
    """The role that is free; raises OrderRefused where the one that was asked for is not."""
    if seat in (UMPIRE, OBSERVER):
        own: Role = "umpire" if seat == UMPIRE else "observer"
        if role not in ("", own):
            raise OrderRefused("role", f"at {title(table, seat)} there is no {role!r:.20}; sit down there as {own}")
        return own
    free: Role = "member" if team else "captain"
    if role == "captain" and team:
        message = f"{title(table, seat)} has a captain, {team[0]}; sit down as a member, and take over from {team[0]}"
        raise OrderRefused("captain", message)
    if role == "member" and not team:
        raise OrderRefused("captain", f"{title(table, seat)} has no captain yet; the first to sit down is the captain")
    if role not in ("", free):
        raise OrderRefused("role", f"no role {role!r:.20}; one of {', '.join(get_args(Role))}")
    return free


def _role(table: Table, seat: str, name: str) -> str:
    if seat in (UMPIRE, OBSERVER):
        return UMPIRE if seat == UMPIRE else OBSERVER
    return "captain" if table.record.persons.captain(seat).casefold() == name.casefold() else "member"


def leave(table: Table, person: str) -> None:
    """Get up; when a captain does, the member who has sat there longest leads."""
    _open(table)
    known = table.record.persons
    seat = _sits(table, person)
    team = known.at[seat]
    name = next(one for one in team if one.casefold() == person.casefold())
    at = table.now()
    entries: list[AnyEntry] = [Left(at, (PUBLIC,), name, seat)]
    if name == known.captain(seat) and len(team) > 1:
        entries.append(Captained(at, (PUBLIC,), team[1], seat))
    table.record.commit(entries, UMPIRE)


def pass_captaincy(table: Table, seat: str, to: str) -> None:
    """Another person of the team is its captain."""
    _open(table)
    team = table.record.persons.at.get(seat, [])
    name = next((one for one in team if one.casefold() == to.casefold()), "")
    if seat in (UMPIRE, OBSERVER) or not name:
        told = ", ".join(team) if team else "nobody by name"
        raise OrderRefused("name", f"{to!r:.60} does not sit at {title(table, seat)}; there sit: {told}")
    if name == team[0]:
        raise OrderRefused("captain", f"{name} is the captain already")
    table.record.commit([Captained(table.now(), (PUBLIC,), name, seat)], UMPIRE)


def grant(table: Table, observer: str, eyes: str, author: str = UMPIRE) -> None:
    """What an observer may see: a seat's view, `all`, or nothing but what is public again."""
    _open(table)
    known = table.record.persons
    name = next((one for one in known.eyes if one.casefold() == observer.casefold()), "")
    if not name:
        here = ", ".join(known.eyes) or "nobody"
        raise OrderRefused("observer", f"no observer {observer!r:.60} at this table; looking on: {here}")
    if eyes not in ("", ALL, *table.rules.seats):
        choice = ", ".join([*table.rules.seats, ALL])
        raise OrderRefused("seat", f"no eyes {eyes!r:.60} to lend; one of {choice}, or none for what is public")
    if known.eyes[name] != eyes:
        table.record.commit([Granted(table.now(), (PUBLIC,), name, eyes, author)], UMPIRE)


def mark_away(table: Table, seat: str, author: str = UMPIRE) -> None:
    """Nobody speaks for a seat for now; its next command brings it back."""
    _open(table)
    if seat not in table.rules.seats:
        raise OrderRefused("seat", f"no seat {seat!r:.60}; one of {', '.join(table.rules.seats)}")
    if seat in table.record.persons.away:
        raise OrderRefused("away", f"{title(table, seat)} is away already")
    table.record.commit([Away(table.now(), (PUBLIC,), seat, True, author)], UMPIRE)


def mark_back(table: Table, seat: str, author: str = UMPIRE) -> None:
    """Somebody speaks for the seat again."""
    _open(table)
    if seat not in table.record.persons.away:
        raise OrderRefused("away", f"{seat!r:.60} is not away; nothing has to be marked")
    table.record.commit([Away(table.now(), (PUBLIC,), seat, False, author)], UMPIRE)


def back(table: Table, seat: str) -> None:
    """The seat did something, so it is there; nothing when it was."""
    if seat in table.record.persons.away and table.phase != "closed":
        table.record.commit([Away(table.now(), (PUBLIC,), seat, False)], UMPIRE)


def title(table: Table, seat: str) -> str:
    """What a seat is called in a sentence."""
    names = {UMPIRE: "the white cell", OBSERVER: "the observers' bench"}
    return table.rules.seats[seat].title if seat in table.rules.seats else names.get(seat, seat)


def _sits(table: Table, person: str) -> str:
    seat = table.record.persons.seat_of(person)
    if not seat:
        raise OrderRefused("name", f"no person named {person!r:.60} sits at this table")
    return seat


def _open(table: Table) -> None:
    if table.phase == "closed":
        raise OrderRefused("phase", "the table is closed; its journal can be replayed")
