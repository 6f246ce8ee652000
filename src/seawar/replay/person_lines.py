"""Who is at the table, as lines of a replay and of an explanation."""

from __future__ import annotations

from seawar.core.rules import Rules
from seawar.core.state import UMPIRE
from seawar.replay.entries import AnyEntry, Opaque, Sealed
from seawar.replay.person_entries import ALL, OBSERVER, Away, Captained, Granted, Left, Sat
from seawar.replay.wording import word

PersonEntry = Sat | Left | Captained | Granted | Away
UNNAMED = (UMPIRE, "rules", "history")
"""Authors that are no person by name."""


def person_line(rules: Rules, entry: AnyEntry | Opaque) -> str:
    """`Aiko sits down at Japan, as captain`; empty for an entry about something else."""
    match entry:
        case Sat(seat=seat) if seat == OBSERVER:
            return f"{entry.person} sits down to look on"
        case Sat(seat=seat) if seat == UMPIRE:
            return f"{entry.person} joins the white cell"
        case Sat():
            return f"{entry.person} sits down at {word(rules, {}, entry.seat)}, as {entry.role}"
        case Left(seat=seat) if seat == OBSERVER:
            return f"{entry.person} looks on no longer"
        case Left():
            return f"{entry.person} gets up from {word(rules, {}, entry.seat)}"
        case Captained():
            return f"{entry.person} is the captain of {word(rules, {}, entry.seat)} from now on"
        case Granted():
            what = {"": "sees what is public", ALL: "may see everything"}.get(entry.eyes)
            what = what or f"may look through the eyes of {word(rules, {}, entry.eyes)}"
            return f"{entry.observer} {what} from now on{by(entry.author)}"
        case Away() if entry.away:
            who = by(entry.author) if entry.author != entry.seat else ""
            return f"{word(rules, {}, entry.seat)} is away; nothing waits for it{who}"
        case Away():
            who = by(entry.author) if entry.author != entry.seat else ""
            return f"{word(rules, {}, entry.seat)} is back{who}"
        case _:
            return ""


def by(author: str) -> str:
    """`, by Ana`, of an umpire with a name; empty where only the white cell is known."""
    return "" if author in UNNAMED or not author else f", by {author}"


def white_cell(author: str) -> str:
    """`The white cell (Ana)`, or without a name."""
    return "The white cell" if author in UNNAMED or not author else f"The white cell ({author})"


def paper_line(entry: Sealed) -> str:
    """Who typed in a sheet; empty when its seat sealed it itself."""
    return f"on paper; typed in by the white cell{by(entry.author).replace(', by', ',')}" if entry.author else ""


MEANING = {
    Sat: "Who speaks for a seat has no weight in the rules. A captain seals; members draft, write and ask.",
    Left: "The seat keeps what it knows and has sealed; whoever sits down next is told it in a hand-over brief.",
    Captained: "Only the captain seals, takes back and accepts for the seat.",
    Granted: "An observer sees the least by default, takes no part, and everyone knows through whose eyes it looks.",
    Away: "Nothing waits for a seat that is away. What it does next brings it back.",
}
"""What each kind of entry means for the game."""
