"""A journal as plain text: the whole truth for the umpire, or what one seat saw, as it saw it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from seawar.core import calendar
from seawar.core.apply import apply_all
from seawar.core.effects import ContactMade, TrackMoved
from seawar.core.orders import Rung
from seawar.core.results import BandOdds, Roll, Settled
from seawar.core.rules import Rules
from seawar.core.state import UMPIRE, Contact, State
from seawar.core.view import View, fold
from seawar.replay.argued_words import against_lines, argument_lines, drew_words, ruled_lines
from seawar.replay.branches import abandoned
from seawar.replay.course_entries import Countered, Moded, Rescheduled, Restored, RolledBack, Staged, Windowed
from seawar.replay.deal_entries import Kept
from seawar.replay.deal_told import folded_lines, result_of_deal
from seawar.replay.deal_words import said_line
from seawar.replay.dealings import Dealings
from seawar.replay.entries import (
    Answer,
    Answered,
    AnyEntry,
    Assessed,
    Briefed,
    Closed,
    Directed,
    Draw,
    Hashed,
    Learnt,
    Opaque,
    Opened,
    Recovered,
    Resulted,
    Ruled,
    Said,
    Sealed,
    Started,
    decode,
)
from seawar.replay.person_entries import Away, Captained, Granted, Left, Sat
from seawar.replay.person_lines import by, paper_line, person_line, white_cell
from seawar.replay.umpire_lines import assessed_lines, back_lines, closed_lines, directed_line, mode_words
from seawar.replay.white_cell_lines import seat_lines, umpire_lines
from seawar.replay.wording import (
    Known,
    band_words,
    change_words,
    contact_words,
    order_words,
    report_line,
    seats_words,
    stage_words,
    word,
)

SURE = {"done", "airborne", "quiet"}
"""Bands that need no odds when no other can come."""
SHOWN_TABLES = ("tracks", "resources")


def as_text(rules: Rules, entries: Iterable[tuple[int, bytes | None]], seat: str = UMPIRE) -> Iterator[str]:
    """Lines of the replay, oldest first; what was given up by going back has a `~`."""
    teller = SeatTeller(rules, seat) if seat != UMPIRE else UmpireTeller(rules)
    read = [(n, decode(data)) for n, data in entries if data is not None]
    given_up = {n for branch in abandoned(read) for n in range(branch.first, branch.last + 1)}
    for n, entry in read:
        if seat == UMPIRE or seat in entry.vis or "public" in entry.vis:
            mark = "~" if n in given_up else " "
            for line in teller.tell(entry):
                yield f"{n:>5}{mark} {line}" if line else ""


def turn_heading(rules: Rules, turn: int, now: int, until: int) -> str:
    """`Move 2: Tuesday 23 July 2019, 09:00 to 09:30 Korean time`."""
    return f"{rules.label(turn)}: {calendar.span_words(now, until, rules.zone)} {rules.zone_title}"


def odds_words(odds: BandOdds) -> str:
    """`identified 42 to 72 %`, for every band that can come."""
    parts = []
    for band in dict.fromkeys((*odds.worst, *odds.best)):
        a, b = sorted((odds.worst.get(band, -1), odds.best.get(band, -1)))
        share = _percent(a) if _percent(a) == _percent(b) else f"{_percent(a)} to {_percent(b)}"
        parts.append(f"{band_words(band)} {share} %")
    return ", ".join(parts)


def _percent(per_mille: int) -> str:
    if per_mille < 10:
        return "under 1" if per_mille >= 0 else "0"  # -1: it cannot come
    return str((per_mille + 5) // 10)


class SeatTeller:
    """Tells what one seat learned, from the entries addressed to it."""

    def __init__(self, rules: Rules, seat: str) -> None:
        self.rules = rules
        self.view = View(seat=seat)
        self.memory: dict[str, Contact] = {}
        """Contacts as last known: a report may name one that has gone."""
        self.dealings = Dealings()

    def tell(self, entry: AnyEntry | Opaque) -> Iterator[str]:
        match entry:
            case Opened():
                yield f"{entry.title}, as {self.rules.seats[self.view.seat].title} saw it"
            case Briefed():
                yield "Your brief"
                yield from (f"  {text}" for text in (entry.public, entry.secret))
                yield from (f"  Aim: {aim}" for aim in entry.aims)
                yield from (f"  Red line: {line}" for line in entry.red_lines)
            case Sealed():
                yield from sealed_lines(self.rules, self.memory, entry)
            case Learnt():
                yield from self._learn(entry)
            case Said():
                yield f"{word(self.rules, {}, entry.voice or entry.sender)} writes: {entry.text}"
            case Windowed() | Countered():
                yield from against_lines(self.rules, entry, self.view.seat)
            case RolledBack():
                yield from back_lines(self.rules, entry)
            case Sat() | Left() | Captained() | Granted() | Away():
                yield person_line(self.rules, entry)
            case Answered():
                yield from (f"  {answer_line(self.rules, self.memory, answer)}" for answer in entry.answers)
            case Closed():
                yield from closed_lines(self.rules, entry)
            case Assessed():
                yield from assessed_lines(self.rules, entry)
            case _:
                yield from seat_lines(self.rules, entry)
                yield from folded_lines(self.rules, self.dealings, entry)

    def _learn(self, entry: Learnt) -> Iterator[str]:
        before = {name: dict(getattr(self.view, name)) for name in SHOWN_TABLES}
        old_turn = (self.view.turn, self.view.now)
        fold(self.view, entry.patches)
        self.memory.update(self.view.contacts)
        if (self.view.turn, self.view.now) != old_turn and entry.step >= 0:
            yield ""
            yield turn_heading(self.rules, self.view.turn, self.view.now, self.view.until)
        if entry.turn and entry.step >= 0:
            for name, key, value in entry.patches:
                if name == "news" and value is not None:
                    yield report_line(self.rules, self.memory, self.view.news[key])
                elif name in SHOWN_TABLES and value is not None:
                    yield "  " + change_words(self.rules, key, before[name].get(key, 0), value)
                elif name == "contacts" and value is not None and value.get("level") == 2:
                    yield f"  Identified: {contact_words(self.view.contacts[key], key)}"


class UmpireTeller:
    """Tells the truth: orders, odds, draws, results and changes."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.state = State()
        self.memory: dict[str, Contact] = {}
        self.dealings = Dealings()

    def tell(self, entry: AnyEntry | Opaque) -> Iterator[str]:
        match entry:
            case Opened():
                dice = "rehearsal dice" if entry.rehearsal else "dice promised as"
                yield f"{entry.title} (game {entry.game}, seawar {entry.engine}, {dice} {entry.commitment[:16]})"
            case Started():
                self.state = entry.state.copy()
            case Sealed():
                yield from sealed_lines(self.rules, self.memory, entry)
            case Resulted():
                yield from self._result(entry.result)
            case Ruled():
                yield from ruled_lines(self.rules, self.memory, self.state, entry.ruling)
            case Windowed() | Countered():
                yield from against_lines(self.rules, entry)
            case Directed():
                yield directed_line(self.rules, entry)
            case Said():
                to = seats_words(self.rules, [seat for seat in entry.vis if seat != entry.sender])
                yield said_line(self.rules, entry, to or "the white cell")
            case Restored():
                self.state = entry.state.copy()
                yield f"  back to the state of entry {entry.entry}{by(entry.author)}; what is marked ~ was given up"
            case Rescheduled():
                yield f"{white_cell(entry.author)}: {entry.what}, because {entry.reason}"
            case Sat() | Left() | Captained() | Granted() | Away():
                yield person_line(self.rules, entry)
            case Staged():
                yield f"Run sheet: {stage_words(entry.stage)}"
            case Moded():
                yield mode_words(self.rules, entry)
            case RolledBack():
                yield from back_lines(self.rules, entry)
            case Hashed():
                yield f"  state {entry.hash[:16]} after {entry.phase}"
            case Recovered():
                yield f"Recovered with {entry.entries} entries: {entry.note}"
            case Closed():
                yield from closed_lines(self.rules, entry)
            case Assessed():
                yield from assessed_lines(self.rules, entry)
            case Opaque():
                yield f"an entry of kind {entry.t!r}, which this version does not know"
            case Kept() if not entry.command:
                pass  # the same mark, for another audience
            case _:
                yield from umpire_lines(self.rules, entry)
                yield from folded_lines(self.rules, self.dealings, entry)

    def _result(self, result: Settled) -> Iterator[str]:
        self.memory |= {e.id: e.contact for e in result.effects if isinstance(e, ContactMade)}
        moved = {e.track for e in result.effects if isinstance(e, TrackMoved)}
        before = {track: self.state.tracks[track] for track in moved}
        turn = (self.state.turn, self.state.now)
        apply_all(self.state, result.effects)
        if (self.state.turn, self.state.now) != turn:
            yield ""
            state = self.state
            yield turn_heading(self.rules, state.turn, state.now, state.until)
        if result.type == "deal":
            yield result_of_deal(self.rules, self.dealings, result)
        elif result.band or result.note or any(roll.band for roll in result.rolls):
            yield result_line(self.rules, self.memory, result)
        for key, was in sorted(before.items()):
            yield "    " + change_words(self.rules, key, was, self.state.tracks[key])


def result_line(rules: Rules, known: Known, result: Settled) -> str:
    """`Korea: Scramble ...: fired (net -1: ...; drew 631 of 1000)`."""
    seat = f"{rules.seats[result.seat].title}: " if result.seat in rules.seats else ""
    what = order_words(rules, known, result.type, result.targets, result.subject)
    came = "" if result.result.endswith(" %") else band_words(result.result)  # a share that was drawn is no outcome
    if result.note:
        came = f"void, {word(rules, known, result.note)} did not seal it"
    if result.ruled:
        came += f" by ruling (computed: {band_words(result.band)})"
    why = "; ".join(f"{add:+} {because}" for add, because in result.mods)
    draws = "; ".join(roll_words(rules, known, roll) for roll in result.rolls if roll.band)
    details = "; ".join(part for part in (f"net {result.net:+}: {why}" if why else "", draws) if part)
    words = ": ".join(part for part in (f"{seat}{what}", came) if part)
    return words + (f" ({details})" if details else "")


def answer_line(rules: Rules, known: Known, answer: Answer) -> str:
    """`Scramble and identify: Dokdo/Takeshima: late (...: late (drew 832 of 1000))`."""
    what = order_words(rules, known, answer.type, answer.targets, answer.subject)
    came = band_words(answer.band)
    if answer.note:
        came = f"void, {word(rules, known, answer.note)} did not seal it"
    if answer.ruled:
        came += " by ruling of the white cell"
    draws = "; ".join(draw_words(rules, known, draw) for draw in answer.draws)
    return f"{what}: {came}" + (f" ({draws})" if draws else "")


def roll_words(rules: Rules, known: Known, roll: Roll) -> str:
    """As `draw_words`, of a roll in truth."""
    return draw_words(rules, known, Draw(str(roll.label[-1]), roll.drawn, roll.below, roll.band))


def draw_words(rules: Rules, known: Known, roll: Draw) -> str:
    """`Dokdo/Takeshima, Japan arrives: late (drew 832 of 1000)`."""
    parts = [word(rules, known, part) for part in roll.step.split(": ")]
    if parts[1:2] == ["arrive"]:
        parts[1:] = [f"{' '.join(parts[2:])} arrives"]
    return f"{', '.join(parts)}: {band_words(roll.band)} ({drew_words(roll.step, roll.drawn, roll.below)})"


def sealed_lines(rules: Rules, known: Known, entry: Sealed) -> Iterator[str]:
    title = rules.seats[entry.sheet.seat].title
    if not entry.sheet.orders:
        yield f"{title} seals no change"
    odds = {o.order: o for o in entry.odds}
    for order in entry.sheet.orders:
        what = order_words(rules, known, order.type, order.targets)
        extra = [f"with {', '.join(rules.seats[p].title for p in order.partners)}"] if order.partners else []
        if rules.order_types[order.type].ceiling:
            extra.append(f"ceiling {Rung(order.ceiling).title}")
        if order.stands:
            extra.append("standing")
        yield f"{title} seals {what}" + (f" ({', '.join(extra)})" if extra else "")
        yield from (f"  {line}" for line in argument_lines(order.argument))
        shown = odds.get(order.key)
        if shown and not shown.worst.keys() <= SURE:
            yield f"  odds as far as it could know: {odds_words(shown)}"
        elif shown and shown.worst.keys() == {"quiet"} and not order.stands:
            yield "  no odds: nothing it knows of is to come there"
    if entry.author:
        yield f"  {paper_line(entry)}"
