"""Which situations are worth telling of an order type: whatever its mechanism looks at, put otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from seawar.content.book import Book
from seawar.content.groups import actors_of
from seawar.core.mechanism import ALONE
from seawar.core.orders import Rung
from seawar.core.rules import OrderType
from seawar.core.state import Agreement, Claim, Matter
from seawar.report.odds import Heard, Situation, without_forces
from seawar.report.staging import CONTACT, MATTER, PACT, Stage, order_of, seats_for, under_way, with_rows

FAR = 1 << 40
"""An instant after everything."""
PLENTY = 100_000
"""In a ledger row that would otherwise be empty."""
WARNINGS = (12, 9, 5, 0)
"""Minutes of warning, to see what a mechanism makes of time to spare."""


def situations(book: Book, stage: Stage, heard: Heard) -> Iterator[Situation]:
    """All that may change the outcome, in the order in which a reader would ask."""
    kind = stage.kind
    if kind.force_kind:
        yield Situation(f"no {kind.force_kind} is ready", without_forces(stage))
    if kind.partners:
        yield Situation("without a co-signer", replace(stage, order=replace(stage.order, partners=())))
    elif "agreement" in dict(kind.targets).values():
        signed = replace(stage.order, partners=stage.order.partners or seats_for(book, kind)[1:2])
        yield Situation(SIGNED, replace(stage, order=signed))
    yield from _ceilings(stage)
    yield from _openness(stage)
    yield from _beside(book, stage)
    yield from _looked_up(book, stage, heard)
    for minutes in WARNINGS:
        contact = under_way(stage.state.contacts[CONTACT].owner or "", minutes)
        words = f"the contact is {minutes} minutes away"
        yield Situation(words, with_rows(stage, "contacts", {CONTACT: contact}), shown=False)


SIGNED = "with the other party's signature"
NAMED = {"deniable": "given deniably", "false-flag": "given under another seat's name"}


def _openness(stage: Stage) -> Iterator[Situation]:
    for name, words in NAMED.items() if stage.kind.deniable else ():
        blame = tuple(stage.rules.seats)[2] if name == "false-flag" else stage.order.blame
        yield Situation(words, replace(stage, order=replace(stage.order, openness=name, blame=blame)))


def _ceilings(stage: Stage) -> Iterator[Situation]:
    for rung in range(stage.kind.ceiling - 1, 0, -1):
        yield Situation(f"ceiling {Rung(rung).title}", replace(stage, order=replace(stage.order, ceiling=rung)))


def _beside(book: Book, stage: Stage) -> Iterator[Situation]:
    """Every order type of the same mechanism that another seat may give at the same place."""
    kind = stage.kind
    facts = stage.rules.facts(stage.rules, stage.state, stage.order.seat)
    if kind.mechanism.subjects(stage.order, facts) is ALONE:
        return
    for other in book.orders.values():
        if other.mechanism.name == kind.mechanism.name and (seat := _another(book, other, stage)):
            order = order_of(other, (seat, *(s for s in seats_for(book, kind) if s != seat)))
            yield Situation(f"another seat gives “{other.title}” there too", replace(stage, beside=(order,)))


def _another(book: Book, kind: OrderType, stage: Stage) -> str:
    own, owner = stage.order.seat, stage.state.contacts[CONTACT].owner
    named = kind.seats or actors_of(book.doc) or tuple(stage.rules.seats)
    may = [seat for seat in named if seat in stage.rules.seats and seat != own]
    others = [seat for seat in may if seat != owner]
    return (others or may or [seat for seat in stage.rules.seats if seat not in (own, owner)])[0]


def _looked_up(book: Book, stage: Stage, heard: Heard) -> Iterator[Situation]:
    """For each row that the mechanism read, the same with something else in it."""
    read = sorted(heard.read)
    for name, track in book.tracks.items():
        keys = [key for table, key in read if table == "tracks" and key.partition("/")[0] == name]
        if keys:
            for value in (track.low, track.high):
                words = f"{track.title} at {value} ({track.box(value)})"
                yield Situation(words, with_rows(stage, "tracks", dict.fromkeys(keys, value)))
    for name, ledger in book.ledgers.items():
        keys = [key for table, key in read if table == "ledgers" and key.partition("/")[0] == name]
        if keys:
            words = f"a large number in the ledger “{ledger.doc.rstrip('.')}”"
            yield Situation(words, with_rows(stage, "ledgers", dict.fromkeys(keys, PLENTY)))
    for name in dict.fromkeys(key.partition("/")[0] for table, key in read if table == "conditions"):
        keys = [key for table, key in read if table == "conditions" and key.partition("/")[0] == name]
        yield Situation(
            f"while “{name.replace('-', ' ')}” holds", with_rows(stage, "conditions", dict.fromkeys(keys, FAR))
        )
    tables = {table for table, _ in read}
    if "matters" in tables and stage.order.partners:
        held = Matter(stage.order.partners[0], "open")
        yield Situation("the co-signer holds the matter", with_rows(stage, "matters", {MATTER: held}))
    yield from _known(book, stage, tables)


def _known(book: Book, stage: Stage, tables: set[str]) -> Iterator[Situation]:
    """What others have signed, said or identified."""
    seats = seats_for(book, stage.kind)
    if "agreements" in tables:
        pact = Agreement(tuple(sorted(seats[1:3])), "in-force")
        words = "the other seat has an agreement in force with a third"
        yield Situation(words, with_rows(stage, "agreements", {PACT: pact}))
    if "seen" in tables:
        yield Situation("you have identified the contact", with_rows(stage, "seen", {f"{CONTACT}/{seats[0]}": 2}))
    if "claims" in tables:
        says = [
            line.say.says for lines in book.doc.orders[stage.order.type].outcomes.values() for line in lines if line.say
        ]
        for said, words in (
            (says[:1], "another seat tells it the same way"),
            (["otherwise"], "another seat tells it otherwise"),
        ):
            for position in said:
                claim = Claim(seats[2], CONTACT, position, ("public",), 1)
                yield Situation(words, with_rows(stage, "claims", {f"{seats[2]}/{CONTACT}": claim}))
