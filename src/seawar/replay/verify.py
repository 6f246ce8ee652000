"""Checking a journal: the chain, the dice, and the rules run again.

Three questions, answered apart: is the file what was written; did the dice come from the promised seed;
and do today's rules, given the same orders, rulings and draws, come to the same results. The last may
differ on a later version and then says where first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from seawar.adjudicate.chance import pick
from seawar.adjudicate.turn import direct, improvise, open_turn, reschedule, resolve
from seawar.core.dice import Dice, commitment, game_key
from seawar.core.results import Roll, Settled
from seawar.core.rules import Rules
from seawar.errors import DiceError
from seawar.replay.entries import AnyEntry, Closed, Joined, Opaque, Opened, Resulted, decode
from seawar.replay.fold import truth, turns

Entries = Sequence[tuple[int, bytes | None]]


@dataclass(slots=True)
class Found:
    """What a check came to."""

    entries: int = 0
    turns: int = 0
    rolls: int = 0
    head: str = ""
    closed: bool = False
    rehearsal: bool = False
    redacted: int = 0
    """Entries that this copy does not show."""
    skipped: list[str] = field(default_factory=list)
    """What could not be checked, and why."""


def known_key(entries: Iterable[tuple[int, bytes | None]], seed: bytes | None = None) -> Dice | None:
    """The dice of this game: from the revealed seed, or the one given; None while it is secret."""
    opened: Opened | None = None
    nonces: dict[str, bytes] = {}
    for n, data in entries:
        entry = _opening_entry(data)
        match entry:
            case Opened():
                opened = entry
            case Joined():
                nonces[entry.seat] = bytes.fromhex(entry.nonce)
            case Closed():
                seed = bytes.fromhex(entry.seed)
                if opened and commitment(seed, opened.game) != opened.commitment:
                    raise DiceError(f"entry {n}: the seed revealed is not the one promised in entry 0")
            case _:
                pass
    if seed is None or opened is None:
        return None
    if commitment(seed, opened.game) != opened.commitment:
        raise DiceError("the key beside the journal is not the one this game was opened with; the dice are not checked")
    return Dice(game_key(seed, opened.game, nonces))


def _opening_entry(data: bytes | None) -> AnyEntry | Opaque | None:
    wanted = (b'{"t":"opened"', b'{"t":"joined"', b'{"t":"closed"')
    return decode(data) if data is not None and data.startswith(wanted) else None


def check_dice(entries: Entries, dice: Dice) -> int:
    """Draw every recorded roll again; the number of them, or DiceError at the first that differs."""
    count = 0
    for n, data in entries:
        if data is None or not data.startswith(b'{"t":"settled"'):
            continue
        entry = decode(data)
        assert isinstance(entry, Resulted)
        for roll in entry.result.rolls:
            check_roll(n, roll, dice)
            count += 1
    return count


def check_roll(n: int, roll: Roll, dice: Dice) -> None:
    drawn = dice.below(roll.label, roll.below)
    if drawn != roll.drawn:
        raise DiceError(f"entry {n}: {list(roll.label)} draws {drawn}, but {roll.drawn} is recorded")
    if roll.odds and roll.bands[pick(roll.odds, drawn)] != roll.band:
        band = roll.bands[pick(roll.odds, drawn)]
        raise DiceError(f"entry {n}: {drawn} of {roll.below} is {band!r}, but {roll.band!r} is recorded")


def check_rules(entries: Entries, rules: Rules, dice: Dice) -> str:
    """Settle every turn again; empty, or one sentence that says where the results first differ."""
    for turn in turns(entries):
        if turn.phase in ("set-up", "rolled-back"):
            continue
        if turn.phase == "opened":
            again = open_turn(rules, turn.before)
        elif turn.directive is not None:
            again = direct(rules, turn.before, turn.directive)
        elif turn.improvised is not None:
            again = improvise(rules, turn.before, turn.improvised)
        elif turn.ahead is not None:
            again = reschedule(rules, turn.before, turn.ahead)
        else:
            again = resolve(rules, turn.before, turn.sheets.values(), turn.rulings, dice, deals=turn.deals)
        expected: list[Settled] = [result for _, step in again.steps for result in step]
        for (n, was), now in zip(turn.results, expected, strict=False):
            if was.result != now:
                return f"entry {n}: {was.result.key} comes out differently under this version's rules"
        if len(turn.results) != len(expected):
            return f"turn {turn.number}: {len(turn.results)} results recorded, {len(expected)} come out now"
    return ""


def check_state(entries: Entries) -> None:
    """Fold the whole journal; ReplayError at the first recorded state that differs."""
    truth(entries)
