"""Comparing what came of a turn with what a case expects: each difference is one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

import msgspec

from cases.script import Script, odds_words
from cases.staging import Stage, agreement, seats_of
from cases.wording import RUNGS, Expect, Wrong, known
from seawar.adjudicate.preview import preview
from seawar.core import calendar
from seawar.core.effects import AnyEffect, Reported
from seawar.core.orders import Order
from seawar.core.results import Roll, Settled
from seawar.core.state import PUBLIC, Agreement, State
from seawar.core.view import view_for
from seawar.replay.wording import sentence

EFFECTS = {kind.__name__: kind for kind in get_args(AnyEffect)}
VOID = "void"
SURE = ("nothing", "possible", "likely", "almost certain", "certain")
STEPS = (
    "access", "all flights", "application", "arrive", "attribution", "contest", "false alarm", "lead time", "project",
    "radar", "ruling", "talks", "tender", "wait", "where", "who gives way", "word",
)  # fmt: skip
"""Words in the names of chances beside places, seats and rungs."""


@dataclass(frozen=True, slots=True)
class Came:
    """One turn: how it stood before, what was settled, how it stands now."""

    made: Stage
    before: State
    after: State
    results: Sequence[Settled]
    orders: Mapping[str, Sequence[Order]]
    rolls: Sequence[tuple[Roll, set[str]]]
    """Each chance with the words that tell it apart."""

    def name(self, text: str) -> str:
        """The text with the case's names of contacts in it."""
        names = {id_: name for name, id_ in self.made.contacts.items()}
        return re.sub(r"\bt[0-9a-f]{6}\b", lambda found: names.get(found[0], found[0]), text)

    def of(self, seat: str, key: str) -> list[Settled]:
        """The results of a seat's orders that a key means: an order type, then any of its targets."""
        known("seat", seat, self.made.rules.seats)
        type_, *words = key.split()
        known("order type", type_, self.made.rules.order_types)
        mine = [result for result in self.results if (result.seat, result.type) == (seat, type_)]
        found = [r for r in mine if {*words} <= {self.name(part) for part in (*r.targets.values(), r.subject)}]
        if not found:
            others = ", ".join(self.name(result.key) for result in mine) or "no order of this type"
            raise Wrong(f"nothing came of {key!r} for {seat}; there is {others}")
        return found


def differences(came: Came, expect: Expect) -> Iterator[str]:
    """Every expectation that is not met."""
    yield from _bands(came, expect)
    yield from _nets(came, expect)
    yield from _odds(came, expect)
    yield from _numbers(came, expect)
    yield from _standings(came, expect)
    yield from _evidence(came, expect)
    yield from _effects(came, expect)
    yield from _news(came, expect)
    yield from _previews(came, expect)


def _bands(came: Came, expect: Expect) -> Iterator[str]:
    for seat, bands in expect.bands.items():
        for key, band in bands.items():
            for result in came.of(seat, key):
                mechanism = came.made.rules.order_types[result.type].mechanism
                known(f"band of {mechanism.name}", band, (*mechanism.bands, VOID))
                if result.result != band:
                    yield f"expected {seat} {key} to come to {band!r}, came {result.result!r}"


def _nets(came: Came, expect: Expect) -> Iterator[str]:
    for seat, nets in expect.nets.items():
        for key, net in nets.items():
            for result in came.of(seat, key):
                if result.net != net:
                    mods = ", ".join(f"{add:+} {because}" for add, because in result.mods) or "no modifier"
                    yield f"expected {seat} {key} to have net {net}, came {result.net} ({mods})"
    for seat, reasons in expect.reasons.items():
        for key, wanted in reasons.items():
            for result in came.of(seat, key):
                came_so = [because for _, because in result.mods]
                if sorted(came_so) != sorted(wanted):
                    yield f"expected {seat} {key} to be modified for {wanted}, came {came_so}"


def _odds(came: Came, expect: Expect) -> Iterator[str]:
    for key, odds in expect.odds.items():
        found = [roll for roll, words in came.rolls if Script.fits(key, roll, words)]
        if not found:
            asked = sorted({str(roll.label[-1]) for roll, _ in came.rolls})
            yield f"the dice were not asked for {key!r}; they were asked for {', '.join(asked) or 'nothing'}"
        for roll in found:
            for band, share in odds.items():
                known(f"band of {key!r}", band, roll.bands)
                if roll.odds[roll.bands.index(band)] != share:
                    yield f"expected {key!r} to ask for {band} at {share} per mille, came {odds_words(roll)}"
    for key in expect.not_asked:
        _possible(came, key)
        yield from (
            f"expected no chance {key!r}, came {odds_words(roll)}"
            for roll, words in came.rolls
            if Script.fits(key, roll, words)
        )


def _possible(came: Came, key: str) -> None:
    """A chance that must not be asked is spelt of words that there are: a slip would never be noticed."""
    rules, asked = came.made.rules, [str(roll.label[-1]) for roll, _ in came.rolls]
    words = {*rules.map.areas, *rules.seats, *RUNGS, *STEPS, *asked}
    for part in key.partition(",")[0].split(": "):
        known("word in the name of a chance", part, words)


def _numbers(came: Came, expect: Expect) -> Iterator[str]:
    tables = (("track", came.after.tracks, expect.tracks), ("resource", came.after.resources, expect.resources))
    for what, table, wanted in tables:
        for key, value in wanted.items():
            if table[known(what, key, table)] != value:
                yield f"expected {key} at {value}, came {table[key]} (it was {getattr(came.before, what + 's')[key]})"
    for key, value in expect.ledgers.items():
        known("ledger", key.partition("/")[0], came.made.rules.ledgers)
        if came.after.ledgers.get(key, 0) != value:
            yield f"expected {key} at {value}, came {came.after.ledgers.get(key, 0)}"


def _standings(came: Came, expect: Expect) -> Iterator[str]:
    for id_, pact in expect.agreements.items():
        now = came.after.agreements[known("agreement", id_, came.after.agreements)]
        want = agreement(now, pact)
        if now.status != want.status or (want.lapses and now.lapses != want.lapses):
            yield f"expected {id_} to be {_pact(want, came)}, came {_pact(now, came)}"
    for id_, matter in expect.matters.items():
        found = came.after.matters[known("matter", id_, came.after.matters)]
        if found.status != matter.status or matter.holder not in (None, found.holder):
            yield f"expected {id_} to be {matter.status}, came {found.status}, held by {found.holder or 'nobody'}"
    for key, holds in expect.conditions.items():
        seats_of("condition", key, ":", came.made.rules)
        if (came.after.conditions.get(key, 0) > came.before.now) != holds:
            yield f"expected {key} {'to hold' if holds else 'not to hold'} in this turn"


def _evidence(came: Came, expect: Expect) -> Iterator[str]:
    """What each observer can show of who did it."""
    for key, wanted in expect.evidence.items():
        subject, _, observer = key.rpartition("/")
        known("seat", observer, came.made.rules.seats)
        known("seat", subject.rpartition("/")[2], came.made.rules.seats)
        found = came.after.evidence.get(key)
        if (wanted and (wanted.author, SURE.index(wanted.sure))) != (found and (found.author, found.level)):
            told = f"{SURE[found.level]} that it was {found.author}" if found else "nothing"
            yield f"expected {observer} to be able to show {wanted or 'nothing'} of {subject}, came {told}"


def _pact(pact: Agreement, came: Came) -> str:
    lapses = f", lapsing {calendar.date(pact.lapses, came.made.rules.zone)}" if pact.lapses else ""
    return pact.status + lapses


def _effects(came: Came, expect: Expect) -> Iterator[str]:
    happened = [effect for result in came.results for effect in result.effects]
    for wanted, must in [(e, True) for e in expect.effects] + [(e, False) for e in expect.no_effects]:
        for kind, fields in wanted.items():
            for field in fields:
                known(f"field of {kind}", field, EFFECTS[known("effect", kind, EFFECTS)].__struct_fields__)
            plain = [_plain(came, effect) for effect in happened if type(effect).__name__ == kind]
            met = any(_within(fields, effect) for effect in plain)
            if must and not met:
                yield f"expected {kind} with {fields}, came {plain or 'none'}"
            elif met and not must:
                yield f"expected no {kind} with {fields}, but it came"


def _plain(came: Came, value: Any) -> Any:
    """An effect as dicts, lists and values, with the case's names of contacts."""
    if isinstance(value, msgspec.Struct):
        return {field: _plain(came, getattr(value, field)) for field in value.__struct_fields__}
    if isinstance(value, dict):
        return {came.name(key): _plain(came, inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(came, inner) for inner in value]
    return came.name(value) if isinstance(value, str) else value


def _within(wanted: Any, came: Any) -> bool:
    """Whether all that is wanted is there; times may be written as instants."""
    if isinstance(wanted, dict) and isinstance(came, dict):
        return all(key in came and _within(value, came[key]) for key, value in wanted.items())
    if isinstance(wanted, str) and isinstance(came, int):
        return calendar.parse_instant(wanted) == came
    return bool(wanted == came)


def _news(came: Came, expect: Expect) -> Iterator[str]:
    for wanted, must in ((expect.news, True), (expect.no_news, False)):
        for to, parts in wanted.items():
            told = _told(came, known("seat", to, (*came.made.rules.seats, PUBLIC)))
            for part in parts:
                if must and not any(part in line for line in told):
                    yield f"expected news to {to} with {part!r}, came {told or 'none'}"
                elif not must and any(part in line for line in told):
                    yield f"expected no news to {to} with {part!r}, came {told}"


def _told(came: Came, to: str) -> list[str]:
    """News of this turn as its reader words it."""
    reports = [e.report for r in came.results for e in r.effects if isinstance(e, Reported) and to in e.report.to]
    contacts: dict[str, Any] = {}
    if to != PUBLIC:
        for state in (came.before, came.after):
            contacts |= view_for(came.made.rules, state, to).contacts
    return [sentence(came.made.rules, contacts, report) for report in reports]


def _previews(came: Came, expect: Expect) -> Iterator[str]:
    for seat, previews in expect.previews.items():
        known("seat", seat, came.made.rules.seats)
        for key, ends in previews.items():
            order = ordered(came.made, came.orders, seat, key)
            odds = preview(came.made.rules, view_for(came.made.rules, came.before, seat), order)
            for end, wanted, shown in (("worst", ends.worst, odds.worst), ("best", ends.best, odds.best)):
                bands = came.made.rules.order_types[order.type].mechanism.bands
                if {known("band", band, bands): shown.get(band, 0) for band in wanted} != wanted:
                    yield f"expected {seat} {key} to be shown {wanted} at the {end} end, came {shown}"


def ordered(made: Stage, orders: Mapping[str, Sequence[Order]], seat: str, key: str) -> Order:
    """The order of a seat that a key means."""
    type_, *words = key.split()
    names = {id_: name for name, id_ in made.contacts.items()}
    for order in orders.get(seat, ()):
        if order.type == type_ and {*words} <= {names.get(id_, id_) for id_ in order.targets.values()}:
            return order
    raise Wrong(f"{seat} gives no order {key!r} here; previews and rulings need one under `orders:`")
