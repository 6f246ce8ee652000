"""That checking a journal finds whatever was changed in it, and names the entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
from samples.strait import dice, new_game, numbered, play_on, rules_of, wild_players

from seawar.core.dice import rehearsal_seed
from seawar.core.effects import TrackMoved
from seawar.errors import DiceError, JournalError, ReplayError, SeawarError
from seawar.replay.entries import AnyEntry, Closed, Hashed, Joined, Opaque, Resulted, decode, encode
from seawar.replay.fold import as_seen, decoded, truth, turns
from seawar.replay.verify import check_dice, check_rules, check_state, known_key

Entries = list[tuple[int, bytes | None]]
replace = msgspec.structs.replace


def journal(number: int = 8) -> Entries:
    """A whole closed game, the same for everyone."""
    table, sink = new_game(number)
    play_on(table, wild_players(table.rules, number))
    table.close()
    return numbered(sink)


GAME = journal()


def all_checks(entries: Entries) -> str:
    """What `seawar verify` does behind the chain; what differs, or nothing."""
    check_state(entries)
    key = known_key(entries)
    assert key is not None
    check_dice(entries, key)
    return check_rules(entries, rules_of(), key)


def entries_of(kind: type) -> Iterator[tuple[int, Any]]:
    return ((n, e) for n, e in decoded(GAME) if isinstance(e, kind))


def changed(n: int, entry: AnyEntry) -> Entries:
    """The game with one entry in another's place."""
    assert GAME[n][1] != encode(entry), "something was changed"
    return [*GAME[:n], (n, encode(entry)), *GAME[n + 1 :]]


def test_an_honest_journal_passes() -> None:
    """What was recorded comes out again: states, draws and results."""
    assert all_checks(GAME) == ""
    key = known_key(GAME)
    assert key is not None
    assert key.below(["any"], 2**60) == dice(rules_of(), 8).below(["any"], 2**60)
    assert check_dice(GAME, key) == sum(len(e.result.rolls) for _, e in entries_of(Resulted)) > 30


@pytest.mark.parametrize("number", range(10))
def test_any_honest_game_passes(number: int) -> None:
    """Wild orders, standing orders, branches and rulings and all."""
    assert all_checks(journal(number)) == ""


def rolled() -> Iterator[tuple[int, Resulted]]:
    return ((n, e) for n, e in entries_of(Resulted) if e.result.rolls)


def test_every_changed_draw_is_found() -> None:
    """Another number, another band, another label or bound: the entry is named, for every one with a draw."""
    for n, entry in list(rolled())[::3]:
        roll = entry.result.rolls[0]
        others = [
            replace(roll, drawn=(roll.drawn + 1) % roll.below),
            replace(roll, label=(*roll.label, "again")),
            replace(roll, below=roll.below + 1),
        ]
        if roll.band:
            others.append(replace(roll, band=next(b for b in roll.bands if b != roll.band)))
        for other in others:
            forged = replace(entry, result=replace(entry.result, rolls=(other, *entry.result.rolls[1:])))
            with pytest.raises(SeawarError, match=rf"\b{n}\b"):
                key = known_key(changed(n, forged))
                assert key is not None
                check_dice(changed(n, forged), key)


def test_changed_odds_are_found() -> None:
    """Odds that would give the same band are no draw of another number: the rules, run again, find them."""
    n, entry = next((n, e) for n, e in rolled() if e.result.rolls[0].odds and e.result.type == "press")
    roll = entry.result.rolls[0]
    forged = replace(entry, result=replace(entry.result, rolls=(replace(roll, odds=(0, 0, 0, 0, 1000)),)))
    with pytest.raises(SeawarError, match=rf"\b{n}\b"):
        found = all_checks(changed(n, forged))
        raise ReplayError(found, n=n)


def test_every_changed_effect_is_found() -> None:
    """One more or one less of anything that moves the truth: the state differs from the recorded one."""
    for n, entry in list(entries_of(Resulted))[::4]:
        forged = replace(
            entry, result=replace(entry.result, effects=(*entry.result.effects, TrackMoved("alarm/table", 1)))
        )
        with pytest.raises(ReplayError) as found:
            check_state(changed(n, forged))
        follows = next(m for m, e in entries_of(Hashed) if m > n)
        assert found.value.n == follows, "the first recorded state after it"


def test_an_effect_on_nothing_is_found() -> None:
    """An effect on what this table does not have names its own entry, and is no traceback."""
    from seawar.core.effects import ForceLost

    n, entry = next(entries_of(Resulted))
    forged = replace(entry, result=replace(entry.result, effects=(ForceLost("x-nine", 1),)))
    with pytest.raises(ReplayError, match="x-nine") as found:
        check_state(changed(n, forged))
    assert found.value.n == n


def test_a_wrong_state_hash_is_found() -> None:
    """Each recorded hash is checked, and named where it differs."""
    for n, entry in entries_of(Hashed):
        with pytest.raises(ReplayError) as found:
            check_state(changed(n, replace(entry, hash="0" * 64)))
        assert found.value.n == n


def test_a_wrong_seed_is_found() -> None:
    """A seed other than the promised one is refused, and the closing entry named."""
    n, closing = next(entries_of(Closed))
    with pytest.raises(DiceError, match=rf"entry {n}"):
        known_key(changed(n, replace(closing, seed=rehearsal_seed(9).hex())))


def test_a_changed_nonce_is_found() -> None:
    """With another nonce the draws do not come out."""
    n, joined = next(entries_of(Joined))
    forged = changed(n, replace(joined, nonce="00" * 16))
    key = known_key(forged)
    assert key is not None
    with pytest.raises(DiceError):
        check_dice(forged, key)


def differs(change: Callable[[Resulted], Resulted], kind: str) -> None:
    n, entry = next((n, e) for n, e in entries_of(Resulted) if e.result.type == kind and e.result.band)
    forged = changed(n, change(entry))
    key = known_key(forged)
    assert key is not None
    assert check_rules(forged, rules_of(), key).startswith(f"entry {n}:")


def test_results_that_the_rules_do_not_give_are_found() -> None:
    """A band, a modifier or a note that comes out differently names its entry."""
    differs(lambda e: replace(e, result=replace(e.result, band="decisive", note="bribed")), "press")
    differs(lambda e: replace(e, result=replace(e.result, mods=((5, "friends"),))), "press")


def test_a_missing_result_is_found() -> None:
    """A result left out changes what the turn comes to."""
    n, _ = next((n, e) for n, e in entries_of(Resulted) if e.result.type == "press")
    shorter = [*GAME[:n], *GAME[n + 1 :]]
    with pytest.raises(SeawarError):
        found = all_checks(shorter)
        if found:
            raise ReplayError(found, n=n)


def test_without_the_seed_the_dice_are_not_known() -> None:
    """Before the closing entry there is no key, unless the facilitator gives the seed."""
    table, sink = new_game(8)
    play_on(table)
    entries = numbered(sink)
    assert known_key(entries) is None
    key = known_key(entries, table.seed)
    assert key is not None
    assert check_dice(entries, key) > 0


NEW = b'{"t":"weather","at":5,"vis":["north"],"wind":7}'


def test_an_unknown_kind_is_kept_as_opaque() -> None:
    """An entry that a later version adds is read as opaque, and folds and checks go on."""
    entry = decode(NEW)
    assert entry == Opaque("weather", 5, ("north",))
    more = [*GAME[:-1], (len(GAME) - 1, NEW), (len(GAME), GAME[-1][1])]
    assert all_checks(more) == ""
    assert truth(more) == truth(GAME)
    assert as_seen(more, "north") == as_seen(GAME, "north")
    assert [e for _, e in decoded(more) if isinstance(e, Opaque)] == [entry]


@pytest.mark.parametrize("data", [b"{}", b'{"t":"weather"}', b'{"t":"state","at":1,"vis":[]}', b"[]", b"x"])
def test_what_is_no_entry_is_an_error(data: bytes) -> None:
    """A known kind that does not read, or no entry at all, is said in a sentence with its number."""
    with pytest.raises(JournalError, match="entry 17"):
        decode(data, 17)


def test_entries_survive_the_journal() -> None:
    """Every entry of a game reads back to what was written, byte for byte."""
    for _, data in GAME:
        assert data is not None
        entry = decode(data)
        assert not isinstance(entry, Opaque)
        assert msgspec.json.decode(encode(entry)) == msgspec.json.decode(data)


def test_turns_hold_what_they_were_settled_from() -> None:
    """Each stretch has its sheets, its rulings and its results, and starts from the state before it."""
    found = list(turns(GAME))
    assert [t.phase for t in found] == ["set-up", *["opened", "settled"] * (len(found) // 2)]
    settled = [t for t in found if t.phase == "settled"]
    assert all(t.sheets.keys() == {"north", "south", "east"} for t in settled)
    assert sum(len(t.results) for t in found) == len(list(entries_of(Resulted)))
