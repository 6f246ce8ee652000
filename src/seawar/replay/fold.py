"""Folding a journal: to the truth after any entry, or to what one seat knew then.

Outcomes are recorded, so this needs neither the dice nor today's rules. Entries that change nothing in
the truth are not even decoded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import msgspec
from msgspec.structs import replace

from seawar.core.apply import apply_all
from seawar.core.deals import Proposal
from seawar.core.effects import AnyEffect
from seawar.core.improvised import Improvised
from seawar.core.orders import Directive, Sheet
from seawar.core.rulings import Ruling
from seawar.core.session import Slot
from seawar.core.state import State, state_hash
from seawar.core.view import View, fold
from seawar.errors import JournalError, ReplayError
from seawar.replay.course_entries import Rescheduled, Restored
from seawar.replay.dealings import Dealings
from seawar.replay.entries import (
    AnyEntry,
    Directed,
    Hashed,
    Learnt,
    Opaque,
    Resulted,
    Ruled,
    Sealed,
    Started,
    Unsealed,
    decode,
)
from seawar.replay.white_cell_entries import Injected


class _Effects(msgspec.Struct):
    effects: tuple[AnyEffect, ...] = ()


class _Changed(msgspec.Struct, tag_field="t", tag="settled"):
    """A result as far as the truth needs it: no draws, odds or modifiers."""

    result: _Effects


class _Hash(msgspec.Struct, tag_field="t", tag="state"):
    turn: int
    hash: str


class _Start(msgspec.Struct, tag_field="t", tag="started"):
    state: State


class _Back(msgspec.Struct, tag_field="t", tag="restored"):
    turn: int
    entry: int
    state: State


_decode_change = msgspec.json.Decoder(_Changed | _Hash | _Start | _Back).decode

_CHANGES = (b'{"t":"settled"', b'{"t":"state"', b'{"t":"started"', b'{"t":"restored"')
"""How entries begin that change or check the truth."""


@dataclass(slots=True)
class Turn:
    """What one turn was settled from."""

    number: int
    phase: str
    """As in `Hashed`."""
    before: State
    sheets: dict[str, Sheet]
    rulings: dict[str, Ruling]
    results: list[tuple[int, Resulted]]
    """With the number of the entry."""
    directive: Directive | None = None
    """What the umpire said about an inject, when that is what was settled."""
    improvised: Improvised | None = None
    """The umpire's own inject, when that is what was settled."""
    deals: list[Proposal] = field(default_factory=list)
    """Concluded and not carried out before."""
    ahead: tuple[Slot, ...] | None = None
    """What the umpire said is to be played, when that is what was settled."""


def truth(entries: Iterable[tuple[int, bytes | None]], *, check: bool = True) -> State:
    """The state after the last of these entries; raises ReplayError where a recorded hash differs."""
    state = State()
    recorded: dict[int, tuple[str, int]] = {}
    """A recorded state to its hash and epoch: a roll-back goes to one of them."""
    for n, data in entries:
        if data is None or not data.startswith(_CHANGES):
            continue
        try:
            entry = _decode_change(data)
        except msgspec.DecodeError as error:
            raise JournalError(f"entry {n} does not read: {error}") from None
        if isinstance(entry, _Changed):
            _follow(state, entry.result.effects, n)
        elif isinstance(entry, _Start):
            state = entry.state.copy()
        elif isinstance(entry, _Back):
            if check:
                _check_back(entry, recorded, state.epoch, n)
            state = entry.state.copy()
        else:
            if check and state_hash(state) != entry.hash:
                raise ReplayError(f"entry {n}: the state of turn {entry.turn} differs from the one recorded", n=n)
            recorded[n] = (entry.hash, state.epoch)
    return state


def _check_back(entry: _Back, recorded: dict[int, tuple[str, int]], epoch: int, n: int) -> None:
    """A roll-back goes to a state on record, unchanged but for a later epoch."""
    hash_, then = recorded.get(entry.entry, ("", 0))
    if state_hash(replace(entry.state, epoch=then)) != hash_:
        raise ReplayError(f"entry {n}: goes back to a state that is not the one recorded in entry {entry.entry}", n=n)
    if entry.state.epoch <= epoch:
        raise ReplayError(f"entry {n}: goes back to epoch {entry.state.epoch}, whose dice have been drawn", n=n)


def _follow(state: State, effects: Iterable[AnyEffect], n: int) -> None:
    try:
        apply_all(state, effects)
    except KeyError as missing:
        raise ReplayError(f"entry {n}: changes {missing}, which this table does not have", n=n) from None


def as_seen(entries: Iterable[tuple[int, bytes | None]], seat: str) -> View:
    """What `seat` knew after the last of these entries: the fold of what was addressed to it."""
    view = View(seat=seat)
    for n, data in entries:
        if data is not None and data.startswith(b'{"t":"learned"'):
            entry = decode(data, n)
            if isinstance(entry, Learnt) and seat in entry.vis:
                fold(view, entry.patches)
    return view


def decoded(entries: Iterable[tuple[int, bytes | None]]) -> Iterator[tuple[int, AnyEntry | Opaque]]:
    """Entries that are not redacted, with their numbers."""
    return ((n, decode(data, n)) for n, data in entries if data is not None)


def turns(entries: Iterable[tuple[int, bytes | None]]) -> Iterator[Turn]:
    """Each stretch between two recorded state hashes, with what it was settled from."""
    state = State()
    turn = Turn(0, "", state, {}, {}, [])
    dealings = Dealings()
    for n, entry in decoded(entries):
        dealings.read(entry)
        match entry:
            case Started() | Restored():
                state = entry.state.copy()
                turn = Turn(0, "", state.copy(), {}, {}, [])
            case Sealed():
                turn.sheets[entry.sheet.seat] = entry.sheet
            case Unsealed():
                turn.sheets.pop(entry.seat, None)
            case Directed():
                turn.directive = entry.directive
            case Injected():
                turn.improvised = entry.inject
            case Rescheduled():
                turn.ahead = entry.ahead
            case Ruled():
                turn.rulings[entry.ruling.result] = entry.ruling
            case Resulted():
                if not turn.results:
                    turn.deals = dealings.to_carry_out()
                turn.results.append((n, entry))
                _follow(state, entry.result.effects, n)
            case Hashed():
                turn.number, turn.phase = entry.turn, entry.phase
                yield turn
                going_on = entry.phase == "directed"
                sheets, rulings = (turn.sheets, turn.rulings) if going_on else ({}, {})
                turn = Turn(entry.turn, "", state.copy(), sheets, rulings, [])
            case _:
                pass
