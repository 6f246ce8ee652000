"""That persons sit, lead, leave, look on and go away on record, and that what may not be is refused in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from samples.strait import new_game, strait

from seawar.core.state import PUBLIC, UMPIRE
from seawar.errors import OrderRefused
from seawar.replay.person_entries import ALL, OBSERVER, Away, Captained, Granted, Left, Sat
from seawar.replay.persons import Persons
from seawar.table.opening import new_table, resume_table
from seawar.table.seating import back, grant, leave, mark_away, pass_captaincy, sit
from seawar.table.sink import Memory
from seawar.table.table import Table


def seated() -> Table:
    """Aiko and Ben at the north, Chul at the south, two umpires, one who looks on."""
    table, _ = new_game()
    for person, seat in (("Aiko", "north"), ("Ben", "north"), ("Chul", "south"), ("Ana", UMPIRE), ("Bo", UMPIRE)):
        sit(table, person, seat)
    sit(table, "Eve", OBSERVER)
    return table


def refused(table: Table, code: str, command: Callable[[], object]) -> str:
    """Refused with that code, in one sentence, and nothing is on record."""
    assert isinstance(table.sink, Memory)
    before = len(table.sink.entries)
    with pytest.raises(OrderRefused) as error:
        command()
    assert error.value.code == code
    assert len(table.sink.entries) == before
    assert "\n" not in str(error.value)
    assert ". " not in str(error.value)
    return str(error.value)


def test_the_first_to_sit_down_is_the_captain() -> None:
    """The others are members; umpires and those who look on have their own places; all of it is public."""
    table = seated()
    sat = [entry for entry in table.record.log if isinstance(entry, Sat)]
    assert [(entry.person, entry.seat, entry.role) for entry in sat] == [
        ("Aiko", "north", "captain"), ("Ben", "north", "member"), ("Chul", "south", "captain"),
        ("Ana", UMPIRE, "umpire"), ("Bo", UMPIRE, "umpire"), ("Eve", OBSERVER, "observer"),
    ]  # fmt: skip
    assert {entry.vis for entry in sat} == {(PUBLIC,)}
    persons = table.record.persons
    assert persons.captain("north") == "Aiko"
    assert persons.captain("east") == persons.captain(UMPIRE) == ""
    assert persons.seat_of("bEN") == "north"
    assert persons.eyes == {"Eve": ""}


def test_coming_back_is_no_second_sitting_down() -> None:
    """The same name at the same seat is the same person, in any case and with any spaces."""
    table = seated()
    count = len(table.record.log)
    assert sit(table, "  aiko ", "north") == "Aiko"
    assert sit(table, "BEN", "north", "member") == "Ben"
    assert len(table.record.log) == count


def test_who_may_not_sit_down() -> None:
    """No such seat, a full one, a second captain, a name that is taken, empty, too long or means something else."""
    table = seated()
    assert "no seat 'moon'" in refused(table, "seat", lambda: sit(table, "Max", "moon"))
    assert "Aiko" in refused(table, "captain", lambda: sit(table, "Max", "north", "captain"))
    refused(table, "captain", lambda: sit(table, "Max", "east", "member"))
    refused(table, "name", lambda: sit(table, "AIKO", "south"))
    refused(table, "name", lambda: sit(table, "  \u200b ", "south"))
    refused(table, "name", lambda: sit(table, "x" * 41, "south"))
    for taken in ("umpire", "North", "south", "public", "all", "History"):
        refused(table, "name", lambda taken=taken: sit(table, taken, "south"))  # type: ignore[misc]
    refused(table, "role", lambda: sit(table, "Max", UMPIRE, "captain"))
    refused(table, "role", lambda: sit(table, "Max", "south", "king"))
    for number in range(3):
        sit(table, f"N{number}", "north")
    assert "full" in refused(table, "full", lambda: sit(table, "Max", "north"))


def test_a_name_is_cleaned() -> None:
    """What would act on a terminal is gone before it is on record."""
    table, _ = new_game()
    assert sit(table, "Ai\x1b[31mko\n Ito\u202e", "north") == "Ai[31mko Ito"


def test_the_captaincy_can_be_passed_and_falls_to_the_next() -> None:
    """On word, or when the captain gets up; when the last one does, the seat is away until somebody sits down."""
    table = seated()
    pass_captaincy(table, "north", "ben")
    assert table.record.persons.at["north"] == ["Ben", "Aiko"]
    refused(table, "captain", lambda: pass_captaincy(table, "north", "Ben"))
    refused(table, "name", lambda: pass_captaincy(table, "north", "Chul"))
    refused(table, "name", lambda: pass_captaincy(table, UMPIRE, "Bo"))
    leave(table, "Ben")
    assert [type(entry) for entry in table.record.log[-2:]] == [Left, Captained]
    assert table.record.persons.captain("north") == "Aiko"
    leave(table, "Aiko")
    assert "north" in table.record.persons.away
    refused(table, "name", lambda: leave(table, "Aiko"))
    assert sit(table, "Dora", "north") == "Dora"
    assert table.record.persons.captain("north") == "Dora"
    assert not table.record.persons.away


def test_only_observers_are_lent_eyes() -> None:
    """One seat's, all, or none again; each change is on record with its author, once."""
    table = seated()
    for eyes in ("south", "south", ALL, ""):
        grant(table, "eve", eyes, "Ana")
    granted = [entry for entry in table.record.log if isinstance(entry, Granted)]
    assert [(entry.eyes, entry.author) for entry in granted] == [("south", "Ana"), (ALL, "Ana"), ("", "Ana")]
    refused(table, "observer", lambda: grant(table, "Aiko", "south"))
    refused(table, "seat", lambda: grant(table, "Eve", "moon"))
    leave(table, "Eve")
    assert table.record.persons.eyes == {}


def test_a_seat_is_away_and_back() -> None:
    """Since its last command; what it does next brings it back."""
    table = seated()
    last = table.record.persons.last["south"]
    mark_away(table, "south", "Ana")
    assert table.record.persons.away == {"south": last}
    refused(table, "away", lambda: mark_away(table, "south"))
    refused(table, "seat", lambda: mark_away(table, "moon"))
    table.say("m", "south", ["north"], "here again")
    assert table.record.persons.away == {}
    mark_away(table, "south")
    back(table, "south")
    back(table, "south")
    away = [entry for entry in table.record.log if isinstance(entry, Away)]
    assert [(entry.away, entry.author) for entry in away] == [(True, "Ana"), (True, UMPIRE), (False, "")]


def test_at_a_closed_table_nobody_moves() -> None:
    """Nothing may follow the closing entry."""
    table = seated()
    table.open_turn()
    table.close()
    for command in (
        lambda: sit(table, "Max", "east"), lambda: leave(table, "Ben"), lambda: pass_captaincy(table, "north", "Ben"),
        lambda: grant(table, "Eve", ALL), lambda: mark_away(table, "south"),
    ):  # fmt: skip
        refused(table, "phase", command)
    back(table, "south")


def test_persons_are_the_fold_of_their_entries_and_come_back(tmp_path: Path) -> None:
    """After a stop everyone sits where they sat, whoever passed on what."""
    path = tmp_path / "game.seawar.jsonl"
    table = new_table(strait(), path, seed=3)
    for person, seat in (("Aiko", "north"), ("Ben", "north"), ("Chul", "south")):
        sit(table, person, seat)
    sit(table, "Eve", OBSERVER)
    pass_captaincy(table, "north", "Ben")
    grant(table, "Eve", "north")
    mark_away(table, "south")
    leave(table, "Aiko")
    was = table.record.persons
    table.sink.close()
    again = resume_table(path)
    folded = Persons()
    for entry in again.record.log:
        folded.read(entry)
    assert again.record.persons == was == folded
    assert was.at == {"north": ["Ben"], "south": ["Chul"], OBSERVER: ["Eve"]}
    again.sink.close()
