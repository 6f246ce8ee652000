"""Lines, sections, and one line for any entry: the words that all explanations share."""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from seawar.core import calendar
from seawar.core.effects import InjectFired
from seawar.core.mechanism import Step
from seawar.core.results import Settled
from seawar.replay.account import Account, Stretch
from seawar.replay.again import Again, settle_again
from seawar.replay.argued_words import counter_line, window_lines
from seawar.replay.causes import Causes
from seawar.replay.course_entries import Countered, Moded, Rescheduled, Restored, RolledBack, Staged, Windowed
from seawar.replay.deal_entries import Concluded, Disclosed, Executed, Kept, Leaked, Proposed, Replied, Talked
from seawar.replay.deal_told import deal_lines
from seawar.replay.deal_words import why_void
from seawar.replay.entries import (
    Answered,
    AnyEntry,
    Assessed,
    Briefed,
    Clocked,
    Closed,
    Content,
    Directed,
    Hashed,
    Joined,
    Learnt,
    Opaque,
    Opened,
    Recovered,
    Resulted,
    Ruled,
    Said,
    Sealed,
    Started,
    Unsealed,
)
from seawar.replay.keys import INSTANT_MIN, key_words
from seawar.replay.person_entries import Away, Captained, Granted, Left, Sat
from seawar.replay.person_lines import by, person_line
from seawar.replay.places import Places
from seawar.replay.umpire_lines import mode_words
from seawar.replay.white_cell_lines import headline
from seawar.replay.wording import ENGINE, band_words, order_words, ruling_words, seats_words, stage_words, word

DONE = {"hold": "held", "free": "freed", "skip": "skipped", "edit": "edited"}
"""What the white cell did to an inject, when it did not fire."""


class Line(NamedTuple):
    """One line of an explanation."""

    text: str
    depth: int = 0
    entry: int | None = None
    """The entry that it speaks of."""


class Section(NamedTuple):
    title: str
    """Empty for what needs none."""
    lines: list[Line]


class Words:
    """One account and all that is needed to speak of it."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.rules = account.rules
        self.known = account.known
        self.causes = Causes(account)
        self.places = Places(account)
        self._again: dict[int, Again] = {}

    def again(self, stretch: Stretch) -> Again:
        """The stretch settled again, once."""
        if stretch.first not in self._again:
            self._again[stretch.first] = settle_again(self.account, stretch)
        return self._again[stretch.first]

    def word(self, id_: str) -> str:
        return word(self.rules, self.known, id_)

    def seats(self, ids: tuple[str, ...]) -> str:
        return seats_words(self.rules, ids) or "the white cell alone"

    def heading(self, n: int) -> Section:
        entry = self.account.entries[n]
        lines = [Line(f"Entry {n}: {self.entry(n)}")]
        if isinstance(entry, Resulted):
            step = Step(entry.result.step)
            lines.append(Line(f"{self.when(entry.turn)}; step {int(step)}, {step.title}. For the white cell alone."))
        else:
            turn = entry.sheet.turn if isinstance(entry, Sealed) else getattr(entry, "turn", 0)
            when = f"{self.when(turn)}. " if turn else ""
            lines.append(Line(f"{when}For {self.seats(entry.vis)}."))
        return Section("", lines)

    def when(self, turn: int) -> str:
        """`Move 3 of 10: Tuesday 23 July 2019, 07:30 to 08:00 Korean time`."""
        span = self._spans.get(turn)
        when = f": {calendar.span_words(*span, self.rules.zone)} {self.rules.zone_title}" if span else ""
        return f"{self.rules.label(turn)}{when}"

    @cached_property
    def _spans(self) -> dict[int, tuple[int, int]]:
        """Turn to its first and last instant, from the clock or from what a seat learned of it."""
        found: dict[int, tuple[int, int]] = {}
        for entry in self.account.entries.values():
            if isinstance(entry, Learnt):
                told = {name: value for name, key, value in entry.patches if not key}
                if {"now", "until"} <= told.keys():
                    found[entry.turn] = (told["now"], told["until"])
        return found

    # One line for any entry.

    def entry(self, n: int, order: str = "") -> str:
        """`Russia sealed Fly through claimed airspace: over the islets`."""
        entry = self.account.entries.get(n)
        match entry:
            case None:
                return "not shown in this copy"
            case Resulted():
                return self.result(entry.result)
            case Sealed():
                return self._sealed(entry, order)
            case Learnt():
                injects = ", ".join(key for table, key, _ in entry.patches if table == "fired")
                which = f", with inject {injects}" if injects else ""
                return f"what {seats_words(self.rules, entry.vis)} learned{which}"
            case Ruled():
                band = ruling_words(entry.ruling.band)
                return f"ruling by {entry.ruling.author}: {band}, because {entry.ruling.reason}"
            case Directed():
                return f"{entry.author}: {entry.directive.do} inject {entry.directive.inject}"
            case Hashed():
                return f"the state of the table, {entry.phase}"
            case Said():
                return f"a message from {self.word(entry.voice or entry.sender)}"
            case _:
                return self._plain(entry)

    def _plain(self, entry: AnyEntry | Opaque) -> str:
        match entry:
            case Opened():
                return f"{entry.title} is opened as game {entry.game}"
            case Content():
                return f"the {entry.kind} as played, {entry.name}"
            case Briefed():
                return f"the brief of {self.word(entry.seat)}"
            case Joined():
                return f"{self.word(entry.seat)} joins"
            case Started():
                return "the table as it was set up"
            case Answered():
                return f"what {self.word(entry.seat)} was told of its orders"
            case Unsealed():
                return f"{self.word(entry.seat)} took its sheet back"
            case Clocked():
                return "the clock of the plan phase"
            case Windowed():
                return next(window_lines(self.rules, entry))
            case Countered():
                return counter_line(self.rules, entry)
            case Rescheduled():
                return f"{entry.author}: {entry.what}, because {entry.reason}"
            case Staged():
                return f"the run sheet goes on to: {stage_words(entry.stage)}"
            case Moded():
                return mode_words(self.rules, entry)
            case Restored():
                return f"{entry.author}: back to the state of entry {entry.entry}, because {entry.reason}"
            case RolledBack():
                where = f"{self.rules.name(entry.turn).lower()}{by(entry.author)}"
                return f"the table goes back to the start of {where}: {entry.reason}"
            case Sat() | Left() | Captained() | Granted() | Away():
                return person_line(self.rules, entry)
            case Recovered():
                return "the table was opened again after a stop"
            case Assessed():
                return f"how far {self.word(entry.seat)} met its aims"
            case Closed():
                return "the table was closed"
            case Proposed() | Concluded() | Executed() | Disclosed():
                return next(deal_lines(self.rules, self.account.dealings, entry))
            case Replied() | Leaked() | Kept() | Talked():
                return next(deal_lines(self.rules, self.account.dealings, entry))
            case Opaque():
                return f"an entry of kind {entry.t!r}, which this version does not know"
            case _:
                return headline(self.rules, entry) or type(entry).__name__

    def _sealed(self, entry: Sealed, key: str) -> str:
        orders = [order for order in entry.sheet.orders if key in ("", order.key)]
        what = "; ".join(order_words(self.rules, self.known, order.type, order.targets) for order in orders)
        paper = " on paper" if entry.author and not key else ""
        return f"{self.word(entry.sheet.seat)} sealed{paper} {what or 'no change'}"

    def result(self, result: Settled) -> str:
        """`Republic of Korea: Scramble and identify: Dokdo/Takeshima, 1 A-50 (track 740): stayed`."""
        came = band_words(result.result)
        if result.type == "deal":
            came = f"void, {why_void(self.rules, result.note)}" if result.note else "carried out"
        elif result.note:
            came = f"void, {self.word(result.note)} did not seal it"
        elif result.ruled:
            came = f"{came} by ruling"
        return ": ".join(part for part in (self.what(result), came) if part)

    def what(self, result: Settled) -> str:
        """What a result is of, without what came of it."""
        if result.type == "inject":
            return self._inject(result)
        if result.type == "deal":
            deal = self.account.dealings.deals.get(result.subject)
            return f"Deal: {deal.proposal.title if deal else result.subject}"
        if self.account.is_order(result):
            words = order_words(self.rules, self.known, result.type, result.targets, result.subject)
            return f"{self.word(result.seat)}: {words}"
        title = ENGINE.get(result.type, result.type)
        by_date = any(upkeep.by_date for upkeep in self.rules.upkeep if upkeep.name == result.type)
        parts = (self._part(part, by_date) for part in result.key.split("/")[1:])
        named = ", ".join(filter(None, parts))
        return f"{title}: {named}" if named and result.type != "clock" else title

    def _part(self, part: str, by_date: bool) -> str:
        """A part of a key: an instant as a time of day or a date, a small number left out, an id by its title."""
        if by_date and part.isdecimal():
            return key_words(self.rules, self.known, part)
        if re.fullmatch(r"-?\d+", part):
            return calendar.clock(int(part), self.rules.zone) if int(part) >= INSTANT_MIN else ""
        titled = self.rules.resources.get(part) or self.rules.order_types.get(part)
        return titled.title if titled else key_words(self.rules, self.known, part)

    def inject_id(self, n: int) -> str:
        """Which inject an entry brought; of what a seat learned, all that reached it with it."""
        match self.account.entries.get(n):
            case Resulted(result=result):
                return result.subject
            case Learnt(patches=patches):
                return ", ".join(key for table, key, _ in patches if table == "fired")
            case _:
                return str(n)

    def _inject(self, result: Settled) -> str:
        inject = next((inject for inject in self.rules.msel if inject.id == result.subject), None)
        fired = any(isinstance(effect, InjectFired) for effect in result.effects)
        done = "fired" if fired else DONE.get(result.key.rpartition("/")[2], "changed")
        return f"inject {result.subject} {done}" + (f": {inject.title}" if inject else "")
