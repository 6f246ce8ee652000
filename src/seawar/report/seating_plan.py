"""The seating plan: which table is whose, what lies on it, and who speaks for whom. Blanks are for names."""

from __future__ import annotations

from seawar.core.rules import Rules
from seawar.report.document import Document, Heading, Items, Para, Strong, Table, Text

BLANK = "…" * 16
WHITE_CELL = (
    ("Umpire", "opens, settles and releases moves; keeps the clock"),
    ("Adjudicator", "rules on argued orders and odd results; answers questions"),
    ("Injects", "runs the MSEL; speaks for those without a seat"),
    ("Notes", "writes down what was said and why, against the learning questions"),
)
"""What the white cell does; one person may do several."""
PAPERS = "player's handbook; order sheets; pencil; a screen"


def seating_plan(rules: Rules) -> Document:
    """One table a seat, seats of one side beside each other; the white cell where it sees all."""
    document = Document(f"Seating plan: {rules.title}")
    document.add(Heading(1, document.title, "top"))
    sides = dict.fromkeys(seat.side for seat in rules.seats.values())
    rows: list[tuple[Text, ...]] = []
    for number, (side, seat) in enumerate(
        ((side, seat) for side in sides for seat in rules.seats.values() if seat.side == side), 1
    ):
        rows.append((str(number), Strong(seat.title), side, seat.cell, BLANK, BLANK * 2))
    document.add(
        Para(f"{len(rules.seats)} tables and one for the white cell. Two to four make a team; its captain seals."),
        Table(("Table", "Seat", "Side", "Who they are", "Captain", "Others"), tuple(rows)),
        Para((Strong("On every table: "), f"{PAPERS}.")),
        Items((
            "Tables of different sides stand so far apart that talk at one is not heard at another.",
            "The white cell sits where it sees all tables, with its back to a wall: its screen shows the truth.",
            "Leave room to walk: deals are made standing, and the white cell should see who goes where.",
            "One wall for the map and the public news, one clock that all can see.",
        )),
    )  # fmt: skip
    document.section(2, "White cell", "white-cell")
    document.add(
        Table(("Role", "What it does", "Name"), tuple((Strong(role), what, BLANK) for role, what in WHITE_CELL))
    )
    if rules.voices:
        document.section(2, "Voices", "voices")
        voices = tuple((voice.title, BLANK) for voice in rules.voices.values())
        document.add(Table(("Speaks for", "Name"), voices))
    return document
