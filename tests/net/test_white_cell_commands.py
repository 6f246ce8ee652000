"""That only the white cell speaks for it, that seats alone ask, and that no text can act on another terminal."""

from __future__ import annotations

import asyncio

import pytest
from samples.strait import bots, new_game

from seawar.core.effects import Reported
from seawar.core.improvised import Improvised
from seawar.core.state import UMPIRE, Report
from seawar.errors import OrderRefused
from seawar.net.host import Host
from seawar.net.local_client import LocalClient
from seawar.net.wire import AnswerQuestion, AnyCommand, AskUmpire, BringIn, Next, SetAside, Situate, TakeNote
from seawar.replay.white_cell_entries import Asked, Injected, Noted, RfiAnswered, RfiSourced, Situated

DIRTY = "a\x1b[2Jb\u202ec\x07"
CLEAN = "a[2Jbc"


def hosted(*people: str) -> Host:
    table, _ = new_game(1)
    host = Host(table, people, bots(table))
    host.start()
    return host


def send(client: LocalClient, command: AnyCommand) -> None:
    asyncio.run(client.send(command))


def made(text: str = "A ferry is late.") -> Improvised:
    told = Reported(Report(("south",), 0, text, text))
    return Improvised("", ("north",), text, text, (told,), (), text)


@pytest.mark.parametrize("command", [
    AnswerQuestion("a", "north-1", "Yes."), SetAside("s", "north-1", "no"), TakeNote("n", "Aha."),
    Situate("w", "north", "All is well."), BringIn("b", made()),
])  # fmt: skip
def test_a_seat_does_not_speak_for_the_white_cell(command: AnyCommand) -> None:
    """Its terminal may ask for it; it is refused."""
    host = hosted("north", UMPIRE)
    send(host.client(UMPIRE), Next("n1"))
    send(host.client("north"), AskUmpire("q", "Well?"))
    before = len(host.table.record.log)
    with pytest.raises(OrderRefused) as refused:
        send(host.client("north"), command)
    assert refused.value.code == "right"
    assert len(host.table.record.log) == before


@pytest.mark.parametrize("command", [AskUmpire("q", "Well?"), TakeNote("n", "Aha.")])
def test_without_a_white_cell_nobody_is_asked(command: AnyCommand) -> None:
    """Nobody would answer, and nobody would read."""
    with pytest.raises(OrderRefused, match="nobody is the white cell"):
        send(hosted("north").client("north"), command)


def test_every_text_is_cleaned_before_it_is_on_record() -> None:
    """A page keeps its lines; nothing else keeps what acts on a terminal."""
    host = hosted("north", UMPIRE)
    north, umpire = host.client("north"), host.client(UMPIRE)
    send(umpire, Next("n1"))
    send(north, AskUmpire("q1", DIRTY))
    send(north, AskUmpire("q2", DIRTY))
    send(umpire, AnswerQuestion("a1", "north-1", DIRTY, DIRTY))
    send(umpire, SetAside("s1", "north-2", DIRTY))
    send(umpire, TakeNote("t1", DIRTY))
    send(umpire, Situate("w1", "north", f"{DIRTY}\n  {DIRTY}"))
    send(umpire, BringIn("b1", made(DIRTY)))
    found: dict[type, list[str]] = {}
    for entry in host.table.record.log:
        if isinstance(entry, Asked | RfiAnswered | RfiSourced | Noted | Situated):
            found.setdefault(type(entry), []).append(entry.text)
        elif isinstance(entry, Injected):
            (effect,) = entry.inject.effects
            assert isinstance(effect, Reported)
            inside = (effect.report.source, effect.report.text)
            assert {*inside, entry.inject.source, entry.inject.text, entry.inject.reason} == {CLEAN}
    assert found.pop(Situated) == [f"{CLEAN}\n  {CLEAN}"]
    assert len(found) == 4
    assert {text for texts in found.values() for text in texts} == {CLEAN}
