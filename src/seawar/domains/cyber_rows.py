"""What the ledgers keep of a campaign in somebody's networks, and who may read which row.

A row that names both sides is the umpire's, or that of the seat that got in: the key alone would tell the target
who it was. Dates are instants. A campaign of its own kind in the state was refused: ledgers, conditions and
evidence hold all of it, and are shown, hashed and explained already.
"""

from __future__ import annotations

from collections.abc import Iterable

from seawar.core.effects import LedgerMoved
from seawar.core.facts import Facts, Unknown
from seawar.core.mechanism import Ledger
from seawar.core.orders import Order

LEDGERS = (
    Ledger("access", "own", "Whether a seat is inside another's networks: above 0."),
    Ledger("entered", "own", "Instant at which it got in.", holds="instant"),
    Ledger("deniable", "umpire", "Whether the campaign of one seat in another's networks hides its author."),
    Ledger("blamed", "umpire", "Whether the campaign of one seat in another's networks points at a third."),
    Ledger("spread", "umpire", "Machines a mean month that the campaign comes to."),
    Ledger("struck", "umpire", "Machines that an operation has hit at once."),
    Ledger("secret", "umpire", "Mean days from finding the campaign to its being public."),
    Ledger("dwells", "umpire", "Mean days until the campaign is found by itself."),
    Ledger("finds", "umpire", "Instant at which the target will find the campaign by itself.", holds="instant"),
    Ledger("burnt", "umpire", "Whether something has given the campaign away: above 0."),
    Ledger("found", "umpire", "Instant at which the target found the latest campaign of a seat.", holds="instant"),
    Ledger("leaks", "umpire", "Instant at which what was found will be public by itself.", holds="instant"),
    Ledger("breaches", "own", "Campaigns that a seat has found in its own networks."),
    Ledger("hosts", "own", "Machines touched by the campaigns that a seat has found."),
    Ledger("disclosure-lag", "umpire", "Days from finding the latest public campaign of a seat to its being public."),
    Ledger("defence", "own", "Steps by which a seat has hardened its networks."),
    Ledger("teaming", "own", "Steps by which a seat's firms and services work together."),
    Ledger("wrongly-named", "umpire", "How often a seat named in public somebody who had not done it."),
)
OF_AUTHOR = ("access", "entered", "deniable", "spread", "struck", "secret", "dwells")
"""Rows `name/author/target` that end when the campaign is found."""
OF_TARGET = ("finds", "burnt")
"""Rows `name/target/author` that end with it."""


def row(facts: Facts, *parts: str) -> int:
    """A row of the truth; what a view lacks reads 0."""
    return facts.world.ledgers.get("/".join(parts), 0)


def to(facts: Facts, value: int, *parts: str) -> Iterable[LedgerMoved]:
    """The move that gives a row a value."""
    by = value - row(facts, *parts)
    if by:
        yield LedgerMoved("/".join(parts), by)


def inside(facts: Facts, author: str, target: str) -> int:
    """Whether `author` is inside the networks of `target`; nobody else can know."""
    if facts.blind and author != facts.me:
        raise Unknown
    return int(row(facts, "access", author, target) > 0)


def pairs(facts: Facts, name: str) -> Iterable[tuple[str, str]]:
    """The two seats of every row of a ledger that is above 0, as they stand in its key."""
    for key, value in facts.world.ledgers.items():
        if value > 0 and key.startswith(name) and key[len(name)] == "/":
            first, _, second = key[len(name) + 1 :].partition("/")
            yield first, second


def campaigns(facts: Facts) -> list[tuple[str, str]]:
    """Target and author of every campaign that runs, in the truth."""
    running = {(target, author) for author, target in pairs(facts, "access")}
    return sorted(running.union(pairs(facts, "burnt")))


def covered(order: Order, target: str) -> Iterable[LedgerMoved]:
    """What is kept of an order's openness, as counts, so that several orders add up."""
    if order.openness == "deniable":
        yield LedgerMoved(f"deniable/{order.seat}/{target}", 1)
    if order.openness == "false-flag" and order.blame:
        yield LedgerMoved(f"blamed/{order.seat}/{target}/{order.blame}", 1)


def blame(facts: Facts, author: str, target: str) -> str:
    """At whom the campaign points: its author, or the seat that a false flag names."""
    flags = (seat for seat in sorted(facts.rules.seats) if row(facts, "blamed", author, target, seat) > 0)
    return next(flags, author)


def ended(facts: Facts, author: str, target: str) -> Iterable[LedgerMoved]:
    """The campaign is over: its rows go back to nothing."""
    for name in OF_AUTHOR:
        yield from to(facts, 0, name, author, target)
    for name in OF_TARGET:
        yield from to(facts, 0, name, target, author)
    for seat in sorted(facts.rules.seats):
        yield from to(facts, 0, "blamed", author, target, seat)
