"""Who is at the table, as rows and words: names, roles, who is away and for how long."""

from __future__ import annotations

from collections.abc import Iterable

from seawar.core.rules import Rules
from seawar.core.state import UMPIRE
from seawar.net.wire import Status
from seawar.replay.person_entries import ALL, OBSERVER
from seawar.tui.lines import Row, row

MINUTE_MS = 60_000


def place(rules: Rules, seat: str) -> str:
    """`Japan`, `White cell`, `Looking on`."""
    return rules.seats[seat].title if seat in rules.seats else {OBSERVER: "Looking on"}.get(seat, "White cell")


def eyes_words(rules: Rules, eyes: str) -> str:
    """`sees what is public`, `sees as Japan does`, `sees everything`."""
    if eyes in ("", ALL):
        return "sees everything" if eyes else "sees what is public"
    return f"sees as {rules.seats[eyes].title if eyes in rules.seats else eyes} does"


def away_words(since: int, now: int) -> str:
    """`away 4 min`, `away 3 h`, `away 2 days`: since the last command; both in milliseconds of the wall clock."""
    minutes = max(0, now - since) // MINUTE_MS
    if minutes < 120:
        return f"away {minutes} min"
    hours = minutes // 60
    return f"away {hours} h" if hours < 48 else f"away {hours // 24} days"


def present(seats: Iterable[str], status: Status) -> list[str]:
    """Those that something waits for: no seat that is away, unless everybody who plays is, as the table has it."""
    nobody = all(seat in status.away for seat in status.people if seat != UMPIRE)
    return [seat for seat in seats if nobody or seat not in status.away]


def waiting_words(rules: Rules, status: Status, me: str, now: int, *, small: bool) -> str:
    """`Waiting for you, Japan; Korea away 4 min`: short titles; those that are away stand apart."""
    seats = [seat for seat in status.waiting_for if seat != me or status.phase != "review"]
    here = [seat for seat in seats if seat not in status.away or seat == me]
    gone = [seat for seat in seats if seat not in here]
    shorts = {seat: rules.seats[seat].short if seat in rules.seats else seat for seat in seats}
    told = ", ".join(["you"] * (me in here) + [shorts[seat] for seat in here if seat != me])
    told = f"{len(here)} seats" if small and len(here) > 1 else told
    away = ", ".join(f"{shorts[seat]} {away_words(status.away[seat], now)}" for seat in gone)
    away = f"{len(gone)} away" if small and (here or len(gone) > 1) and gone else away
    return "; ".join(part for part in (f"Waiting for {told}" if told else "", away) if part)


def persons(rules: Rules, status: Status, now: int) -> list[Row]:
    """Every seat that persons play, with who sits there; a seat without names is played by whoever is at its screen."""
    rows: list[Row] = []
    for seat in (*status.people, *(seat for seat in (OBSERVER,) if seat in status.persons)):
        away = away_words(status.away[seat], now) if seat in status.away else ""
        rows.append(row((place(rules, seat), "bold"), right=(away, "late")))
        team = status.persons.get(seat, ())
        for at, person in enumerate(team):
            role = "captain" if at == 0 else "member"
            if seat == OBSERVER:
                role = eyes_words(rules, status.eyes.get(person, ""))
            elif seat == UMPIRE:
                role = "umpire"
            rows.append(row((f"   {person}", "text"), right=(role, "quiet")))
        if not team:
            rows.append(row(("   nobody by name", "quiet")))
    return rows


def choices(seat: str, status: Status, person: str) -> list[Row]:
    """What may be done about it from the screen of `seat`; `person` is who is at the keys."""
    umpire, team = seat == UMPIRE, status.persons.get(seat, ())
    others = [name for at, names in status.persons.items() if at not in (UMPIRE, OBSERVER) for name in names[1:]]
    rows = [row("Somebody sits down" if umpire else "Somebody joins your team", key="sit")]
    if any(status.persons.values()) if umpire else team:
        rows.append(row("Somebody gets up", key="leave"))
    if others if umpire else team[1:]:
        rows.append(row("Another captain", key="captain"))
    if umpire and status.persons.get(OBSERVER):
        rows.append(row("Lend an observer a seat's eyes", key="eyes"))
    away = "A seat is away, or back" if status.away else "A seat is away"
    rows.append(row(away if umpire else "We are away for a while", key="away"))
    if team:
        rows.append(row("Who is at these keys", right=(person or "not said", "quiet"), key="keys"))
    return rows
