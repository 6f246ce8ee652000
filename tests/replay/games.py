"""Real short games to ask why of, each read once."""

from __future__ import annotations

from functools import cache

from samples.strait import bots, new_game, numbered, play_on, play_turn, wild_players

from seawar.content.library import load
from seawar.core.orders import Directive
from seawar.replay.account import Account
from seawar.replay.entries import Resulted, readable_by
from seawar.replay.why import Words, explain

Entries = list[tuple[int, bytes | None]]


@cache
def strait(number: int = 8) -> Account:
    """A game of wild players on the sample: standing orders, branches, rulings, and the white cell's word."""
    table, sink = new_game(number)
    players = wild_players(table.rules, number)
    play_turn(table, players)
    table.direct(Directive("03", "hold", "too early"))
    table.say("m1", "north", ["south"], "shall we talk?")
    play_on(table, players)
    table.close()
    return Account(table.rules, numbered(sink))


@cache
def dokdo() -> Account:
    """The exercise that ships, played by bots."""
    table, sink = new_game(7, load("dokdo-2019"))
    play_on(table, bots(table))
    table.close()
    return Account(table.rules, numbered(sink))


def copy_for(account: Account, seat: str) -> Account:
    """The same journal as one seat's redacted copy shows it."""
    kept: Entries = [(n, d if d is not None and readable_by(d, seat) else None) for n, d in account.raw]
    return Account(account.rules, kept)


@cache
def words(account: Account) -> Words:
    return Words(account)


@cache
def text(account: Account, n: int) -> str:
    """An explanation as one text."""
    sections = explain(words(account), n)
    lines = (text for section in sections for text in (section.title, *(line.text for line in section.lines)))
    return "\n".join(line for line in lines if line)


def first(account: Account, kind: type, **like: object) -> int:
    """The first entry of a kind whose fields, or whose result's fields, are like these."""
    for n, entry in account.entries.items():
        holder = entry.result if isinstance(entry, Resulted) and kind is Resulted else entry
        if isinstance(entry, kind) and all(getattr(holder, k) == v for k, v in like.items()):
            return n
    raise AssertionError(f"no {kind.__name__} with {like} in this game")
