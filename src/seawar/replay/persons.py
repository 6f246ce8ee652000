"""Who is at the table, folded from entries: one fold for the table, for its status and for a replay."""

from __future__ import annotations

from dataclasses import dataclass, field

from seawar.core.state import UMPIRE
from seawar.replay.entries import AnyEntry, Opaque, Said, Sealed, Unsealed
from seawar.replay.person_entries import OBSERVER, Away, Captained, Granted, Left, Sat


@dataclass(slots=True)
class Persons:
    """Everyone who sits somewhere, by display name. A seat that nobody gave a name sits here with nobody."""

    at: dict[str, list[str]] = field(default_factory=dict)
    """Seat, `umpire` or `observer` to its persons; of a seat the captain first, else in the order of sitting down."""
    eyes: dict[str, str] = field(default_factory=dict)
    """Observer to the seat it sees through, `all`, or empty for what is public."""
    away: dict[str, int] = field(default_factory=dict)
    """Seats that are away, to when they last did something, UTC in milliseconds."""
    last: dict[str, int] = field(default_factory=dict)
    """Seat to when it last did something that is on record."""

    def captain(self, seat: str) -> str:
        """The captain of a seat; empty where nobody gave a name."""
        return next(iter(self.at.get(seat, ())), "") if seat not in (UMPIRE, OBSERVER) else ""

    def seat_of(self, person: str) -> str:
        """Where a person sits; empty for one who does not. Names are compared without regard to case."""
        wanted = person.casefold()
        return next((seat for seat, all_ in self.at.items() for one in all_ if one.casefold() == wanted), "")

    def read(self, entry: AnyEntry | Opaque) -> None:
        """Take in the next entry; those about something else change nothing."""
        match entry:
            case Sat():
                self.at.setdefault(entry.seat, []).append(entry.person)
                if entry.seat == OBSERVER:
                    self.eyes[entry.person] = ""
                self._did(entry.seat, entry.at)
            case Left():
                self._left(entry)
            case Captained():
                team = self.at[entry.seat]
                team.remove(entry.person)
                team.insert(0, entry.person)
            case Granted():
                self.eyes[entry.observer] = entry.eyes
            case Away() if entry.away:
                self.away[entry.seat] = self.last.get(entry.seat, entry.at)
            case Away():
                self._did(entry.seat, entry.at)
            case Sealed() if not entry.author:
                self._did(entry.sheet.seat, entry.at)
            case Unsealed():
                self._did(entry.seat, entry.at)
            case Said():
                self._did(entry.sender, entry.at)
            case _:
                pass

    def _did(self, seat: str, at: int) -> None:
        self.last[seat] = at
        self.away.pop(seat, None)

    def _left(self, entry: Left) -> None:
        """A seat whose last person gets up is away until somebody sits down."""
        self.at[entry.seat].remove(entry.person)
        self.eyes.pop(entry.person, None)
        if not self.at[entry.seat]:
            del self.at[entry.seat]
            if entry.seat not in (UMPIRE, OBSERVER):
                self.away[entry.seat] = entry.at
