"""Who may do what at a table, and the commands that change who sits where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from seawar.core.clean import clean
from seawar.core.state import UMPIRE
from seawar.errors import OrderRefused
from seawar.net.wire import AnyCommand, Grant, Leave, MarkAway, PassCaptaincy, Sit
from seawar.replay.person_entries import OBSERVER
from seawar.table import seating

if TYPE_CHECKING:
    from seawar.net.host import Host

MEMBERS = ("say", "ask-umpire", "take-note", "leave")
"""Commands that every person of a team may give; all others are the captain's."""
OBSERVERS = ("take-note",)
"""Commands of those who look on."""
Seating = Sit | Leave | PassCaptaincy | Grant | MarkAway


def refuse(host: Host, seat: str, person: str, command: AnyCommand) -> None:
    """Raises OrderRefused where this person may not give this command; without a name it is the captain's."""
    persons, tag = host.table.record.persons, str(type(command).__struct_config__.tag)
    if person and persons.seat_of(person) != seat:
        where = seating.title(host.table, seat)
        raise OrderRefused("name", f"{person} does not sit at {where} any more; sit down again first")
    if seat == OBSERVER and tag not in OBSERVERS:
        raise OrderRefused("right", "an observer looks on and takes notes; this is for those who play")
    captain = persons.captain(seat)
    if person and captain and person != captain and tag not in MEMBERS:
        raise OrderRefused("right", f"only the captain, {captain}, may do this; write, ask or draft beside {captain}")


def seat_persons(host: Host, seat: str, person: str, command: Seating) -> None:
    """Do what a command says of persons; raises OrderRefused, and then nothing has changed."""
    table = host.table
    match command:
        case Sit():
            sit(host, command.person, _own(seat, command.seat), command.role)
        case Leave():
            name = command.person or person
            if seat != UMPIRE and (where := table.record.persons.seat_of(name)) and where != seat:
                raise OrderRefused("right", f"{name} sits at {seating.title(table, where)}; only the white cell may")
            if name != person and person not in ("", table.record.persons.captain(seat)) and seat != UMPIRE:
                raise OrderRefused("right", "only the captain may take somebody off a team; you may get up yourself")
            seating.leave(table, name)
        case PassCaptaincy():
            seating.pass_captaincy(table, _own(seat, command.seat), command.to)
        case Grant():
            if seat != UMPIRE:
                raise OrderRefused("right", "only the white cell may lend an observer a seat's eyes")
            seating.grant(table, command.observer, command.eyes, person or UMPIRE)
        case MarkAway():
            wanted = command.seat or seat
            if host.umpired:
                _own(seat, wanted)
            if wanted not in host.people:
                raise OrderRefused("seat", f"no person plays {wanted!r:.60}, so it cannot be away")
            if command.away:
                seating.mark_away(table, wanted, person or seat)
            else:
                seating.mark_back(table, wanted, person or seat)


def _own(seat: str, wanted: str) -> str:
    """The seat that is meant: one's own, or any for the white cell."""
    if seat != UMPIRE and wanted not in ("", seat):
        raise OrderRefused("right", "only the white cell may do this for another seat")
    return wanted or seat


def sit(host: Host, person: str, seat: str, role: str = "") -> str:
    """Sit down where a person plays, or to look on; the name as it is on record."""
    known = (*host.table.rules.seats, UMPIRE, OBSERVER)
    if seat in known and seat != OBSERVER and seat not in host.people:
        choice = ", ".join([*host.people, OBSERVER])
        raise OrderRefused("seat", f"no person plays {seat!r} at this table; one of {choice}")
    return seating.sit(host.table, person, seat, role)


def clean_names(command: Seating) -> Seating:
    """With every name fit to be shown to others."""
    match command:
        case Sit() | Leave():
            return replace(command, person=clean(command.person))
        case PassCaptaincy():
            return replace(command, to=clean(command.to))
        case Grant():
            return replace(command, observer=clean(command.observer))
        case _:
            return command
