"""Why a result came out as it did: rule, inputs, modifiers, draws, ruling, effects."""

from __future__ import annotations

from collections.abc import Iterator

from seawar.core.apply import apply
from seawar.core.effects import TrackMoved
from seawar.core.results import Roll, Settled
from seawar.replay.argued_words import drew_words, ruling_lines
from seawar.replay.count_words import is_wait, wait_words
from seawar.replay.effects_told import effect_words
from seawar.replay.entries import Ruled, Sealed
from seawar.replay.rows import rows
from seawar.replay.text import odds_words
from seawar.replay.why_argued import against
from seawar.replay.why_order import input_lines, modifier_lines
from seawar.replay.why_rule import place_words, rule_lines
from seawar.replay.why_words import Line, Section, Words
from seawar.replay.wording import band_words, ruling_words, value_words

NOT_AGAIN = "Settled again by this version it comes out otherwise, so no lines are named; what is recorded stands."
NOT_WHOLE = "What was settled with it is not whole in this journal, so no lines are named; what is recorded stands."


def result_sections(words: Words, n: int) -> list[Section]:
    result = words.account.result(n)
    return [
        Section("Rule", list(rule_lines(words, n, result))),
        Section("What went in", list(input_lines(words, n, result))),
        Section(_net(result), list(modifier_lines(words, n, result))),
        Section("Odds and draws", list(_draws(words, n, result))),
        Section("Ruling", list(_ruling(words, n, result))),
        Section("Effects", list(_effects(words, n, result)) or [Line("None: nothing changed.")]),
    ]


def _net(result: Settled) -> str:
    return f"Modifiers, net {result.net:+}" if result.mods else "Modifiers"


def _draws(words: Words, n: int, result: Settled) -> Iterator[Line]:
    found = words.account.order_of(n) if words.account.is_order(result) else None
    if found is not None:
        sealed = words.account.entries[found[0]]
        assert isinstance(sealed, Sealed)
        shown = next((odds for odds in sealed.odds if odds.order == found[1].key), None)
        if shown is not None:
            told = odds_words(shown)
            yield Line(
                f"Its seat was shown, as far as it could know when it sealed entry {found[0]}: {told}", 0, found[0]
            )
    for roll in result.rolls:
        yield from _roll(words, n, roll)
    shared = words.causes.shared(n)
    if shared is not None:
        rolls = words.account.result(shared).rolls
        what = "Drawn for all who took part" if rolls else "Nothing was drawn for those who took part"
        yield Line(f"{what}, in entry {shared}{':' if rolls else '.'}", 0, shared)
        for roll in rolls:
            yield from (line._replace(depth=line.depth + 1) for line in _roll(words, shared, roll))
    elif not result.rolls and result.band and not result.note:
        yield Line("Nothing was drawn: no other outcome was left to chance.")


def _roll(words: Words, n: int, roll: Roll) -> Iterator[Line]:
    """What was asked with which odds, and what came; the label lets anyone draw it again."""
    parts = [words.word(part) for part in str(roll.label[-1]).split(": ")]
    step, label = ", ".join(parts), ", ".join(str(part) for part in roll.label if part != "")
    if not roll.band:
        yield Line(f"{step}: {roll.drawn} of {roll.below}, a name that tells nothing. Label: {label}")
        return
    if is_wait(roll):
        told = wait_words(words.rules, roll, words.causes.went_by.waited_for(n, roll))
        yield Line(f"{step}: {told}; label: {label}")
        return
    shares, low = [], 0
    for band, share in zip(roll.bands, roll.odds, strict=False):
        if share:
            shares.append(f"{band_words(band)} {share // 10}.{share % 10} % ({low} to {low + share - 1})")
        low += share
    yield Line(f"{step}: {drew_words(str(roll.label[-1]), roll.drawn, roll.below)}: {band_words(roll.band)}")
    yield Line(f"odds: {', '.join(shares)}", 1)
    yield Line(f"label: {label}", 1)


def _ruling(words: Words, n: int, result: Settled) -> Iterator[Line]:
    ruled = words.account.within[n].rulings.get(result.key)
    if ruled is None:
        return
    entry = words.account.entries[ruled]
    assert isinstance(entry, Ruled)
    ruling, computed = entry.ruling, band_words(result.band)
    same = ", as computed" if ruling.band == result.band else f", instead of {computed}, which was computed"
    yield Line(f"{ruling_words(ruling.band)}{same if ruling.band else ''}: entry {ruled}, by {ruling.author}", 0, ruled)
    yield Line(f"because {ruling.reason}", 1)
    for line in ruling_lines(words.rules, words.known, words.account.state_before(ruled), ruling):
        yield Line(line, 1)
    yield from (Line(f"entry {m} {words.entry(m)}", 0, m) for m in against(words, n, result))


def _effects(words: Words, n: int, result: Settled) -> Iterator[Line]:
    """Each effect, the line that made it, and who else moved the same number in this step."""
    account = words.account
    state, again = account.state_before(n), words.again(account.within[n])
    for i, effect in enumerate(result.effects):
        yield Line(effect_words(words.rules, words.known, effect, state))
        apply(state, effect)
        if line := place_words(words, again.line_of(n, i)):
            to = again.raised_to(n, i)
            yield Line(f"by {line}" + (f", which raises it to {to} at least" if to is not None else ""), 1)
        if isinstance(effect, TrackMoved):
            yield from _other_moves(words, n, effect)
    for wish in again.idle(n):
        asked = value_words(words.rules, wish.track, wish.to)
        yield Line(f"Asked for too: {asked} or more; it stood there, or another result brought it there")
        if line := place_words(words, wish.path):
            yield Line(f"by {line}", 1)
    if result.effects and n not in again.results:
        yield Line(NOT_AGAIN if account.within[n].last else NOT_WHOLE)


def _other_moves(words: Words, n: int, effect: TrackMoved) -> Iterator[Line]:
    (row,) = rows(effect)
    others = [m for m in words.causes.movers(n, row) if m != n]
    if others:
        yield Line(f"moved in the same step by entry {', '.join(map(str, others))} too; the moves are summed", 1)
    before = words.account.last_touch(row, words.account.step_start(n))
    if before is not None:
        yield Line(f"last moved before by entry {before}: {words.entry(before)}", 1, before)
