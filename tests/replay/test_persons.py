"""That what persons did is told, explained, checked and resumed like everything else."""

from __future__ import annotations

import asyncio
from functools import cache
from pathlib import Path

import pytest
from samples.strait import SEATS, bots, new_game, numbered, play_on, strait

from seawar.core.orders import Directive, Sheet
from seawar.core.state import UMPIRE
from seawar.net.host import Host
from seawar.net.wire import AnyCommand, Direct, Grant, Leave, MarkAway, Next, PassCaptaincy, RollBack, Say, SealFor
from seawar.replay.account import Account
from seawar.replay.entries import Recovered, Sealed, decode, encode
from seawar.replay.person_entries import OBSERVER, Away, Captained, Granted, Left, Sat
from seawar.replay.text import as_text
from seawar.replay.verify import check_dice, check_rules, check_state, known_key
from seawar.replay.why import Words, explain
from seawar.table.opening import new_table, resume_table
from seawar.table.table import Table

KINDS = (Sat, Left, Captained, Granted, Away)


def play_it(table: Table) -> Table:
    """A turn in which persons come, lead, go and look on, orders come on paper, and the turn is played again."""
    host = Host(table, ("north", "south", UMPIRE), bots(table))
    host.start()
    host.client("north", "Aiko")
    ben, ana = host.client("north", "Ben"), host.client(UMPIRE, "Ana")
    host.client(OBSERVER, "Eve")

    def send(client: object, *commands: AnyCommand) -> None:
        for command in commands:
            asyncio.run(client.send(command))  # type: ignore[attr-defined]

    send(ana, Next("1"), Grant("2", "Eve", "south"), Direct("3", Directive("03", "hold", "later")))
    send(host.client("north", "Aiko"), PassCaptaincy("4", "Ben"), Leave("5"))
    send(ana, MarkAway("6", "south"), SealFor("7", Sheet("south", 1, intent="on a sheet of paper")))
    send(ben, Say("8", ("south",), "are you there?"))
    send(host.client("south"), Say("9", ("north",), "now we are"))
    send(ana, RollBack("10", 1, "a sheet was misread"), SealFor("11", Sheet("south", 1)))
    return table


@cache
def account() -> Account:
    table, sink = new_game(4)
    play_on(play_it(table))
    table.close()
    return Account(table.rules, numbered(sink))


def text(seat: str) -> str:
    return "\n".join(as_text(account().rules, account().raw, seat))


@pytest.mark.parametrize("seat", [*SEATS, UMPIRE])
def test_everyone_reads_who_is_at_the_table(seat: str) -> None:
    """Persons, captains, observers and those who are away are no secret."""
    told = text(seat)
    for line in (
        "Aiko sits down at North, as captain", "Ben sits down at North, as member", "Ana joins the white cell",
        "Eve sits down to look on", "Eve may look through the eyes of South from now on, by Ana",
        "Ben is the captain of North from now on", "Aiko gets up from North",
        "South is away; nothing waits for it, by Ana",
    ):  # fmt: skip
        assert line in told, line
    assert ("typed in by the white cell, Ana" in told) == (seat in ("south", UMPIRE))


def test_the_umpires_replay_names_who_decided() -> None:
    """Which of several umpires held an inject and went back."""
    told = text(UMPIRE)
    assert "The white cell (Ana): hold inject 03" in told
    assert ", by Ana; what is marked ~ was given up" in told


def test_every_kind_of_entry_is_explained() -> None:
    """In words of its own, with what it means for the game."""
    words = Words(account())
    found = {type(entry): n for n, entry in account().entries.items() if isinstance(entry, KINDS)}
    assert set(found) == set(KINDS)
    for n in found.values():
        lines = [line.text for section in explain(words, n) for line in section.lines]
        assert len(lines) >= 4
        assert not [line for line in lines if "Sat" in line or "Captained" in line or "{" in line]
    paper = next(n for n, e in account().entries.items() if isinstance(e, Sealed) and e.author)
    told = "\n".join(line.text for section in explain(words, paper) for line in section.lines)
    assert "South sealed on paper no change" in told
    assert "typed in by the white cell, Ana" in told


def test_a_game_with_persons_verifies() -> None:
    """Who sat where changes no result and no draw."""
    raw = account().raw
    dice = known_key(raw)
    assert dice is not None
    check_state(raw)
    assert check_dice(raw, dice) >= 0
    assert check_rules(raw, account().rules, dice) == ""


def test_entries_read_back_as_they_were_written() -> None:
    """And a sheet that its seat sealed itself is written as it was before persons were known."""
    for entry in account().entries.values():
        if isinstance(entry, (*KINDS, Sealed)):
            assert decode(encode(entry)) == entry
    own = next(e for e in account().entries.values() if isinstance(e, Sealed) and not e.author)
    assert b'"author"' not in encode(own)


def test_a_table_resumes_at_each_of_these_entries(tmp_path: Path) -> None:
    """Everyone sits where they sat then, and the game goes on and verifies."""
    path = tmp_path / "game.seawar.jsonl"
    play_it(new_table(strait(), path, seed=4)).sink.close()
    lines = path.read_bytes().splitlines(keepends=True)
    cuts = [n for n, line in enumerate(lines, 1) if isinstance(_entry(line), (*KINDS, Sealed))]
    assert len(cuts) >= 12
    for cut in cuts:
        part = tmp_path / f"cut-{cut}.seawar.jsonl"
        part.write_bytes(b"".join(lines[:cut]))
        table = resume_table(part)
        assert isinstance(table.record.log[-1], Recovered)
        persons = table.record.persons
        sat = [entry for entry in table.record.log if isinstance(entry, Sat | Left)]
        assert sum(map(len, persons.at.values())) == sum(1 if isinstance(e, Sat) else -1 for e in sat)
        play_on(table)
        table.close()
        table.sink.close()
        raw = numbered_of(part)
        check_state(raw)
        dice = known_key(raw)
        assert dice is not None
        assert check_rules(raw, table.rules, dice) == ""


def _entry(line: bytes) -> object:
    return decode(line[line.index(b'"d":') + 4 : -73])


def numbered_of(path: Path) -> list[tuple[int, bytes | None]]:
    from seawar.journal.reader import read

    return [(line.n, line.d) for line in read(path)]
