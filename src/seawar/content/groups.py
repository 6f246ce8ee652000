"""Who is meant by a group that effects may name, and what else goes with an agreement's notice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from seawar.core.effects import AnyEffect, LedgerMoved
from seawar.core.facts import Facts

Env = Mapping[str, str | int]
ANYBODY = "any"
"""Stands for the actors of a rulebook that names no seat: then seats of any id play by it."""
RESERVED = frozenset(
    {
        ANYBODY, "all", "area", "at", "agreement", "bot", "contact", "good", "matter", "observer", "other", "partner",
        "person", "public", "route", "seat", "self", "table", "turn", "umpire", "white-cell",
        "others", "claimants", "witnesses", "zoned", "parties", "area.holder", "contact.owner",
    }
)  # fmt: skip
"""Words that mean something else where a seat is named, so no seat may be called so."""
GROUPS = ("others", "claimants", "witnesses", "zoned", "parties", "area.holder")


def noticed(id_: str, seat: str, status: str, facts: Facts) -> Iterable[AnyEffect]:
    """Keeps in the ledger who gave notice, so that nobody else can take it back."""
    for party in facts.world.agreements[id_].parties:
        given = facts.world.ledgers.get(f"notice/{party}/{id_}", 0)
        wanted = int(status == "notice-given" and party == seat)
        if given != wanted:
            yield LedgerMoved(f"notice/{party}/{id_}", wanted - given)


def actors_of(doc: Any) -> tuple[str, ...]:
    """The seats that a rulebook document names; none where it is open to anybody."""
    return () if list(doc.actors) == [ANYBODY] else tuple(doc.actors)


def pair(a: str, b: str) -> str:
    return f"{a}>{b}"


def group(name: str, facts: Facts, env: Env) -> tuple[str, ...]:
    own, owner = str(env.get("self", "")), str(env.get("contact.owner", ""))
    match name:
        case "others":
            return tuple(seat for seat in facts.rules.seats if seat != own)
        case "area.holder":
            held_by = facts.area(str(env["area"])).held_by
            return (held_by,) if held_by else ()
        case "zoned":
            with_it = (own, owner, str(env.get("partner", "")))
            return tuple(seat for seat in facts.area(str(env["area"])).zones if seat not in with_it)
        case "parties":
            pact = facts.world.agreements.get(str(env["agreement"]))
            return tuple(seat for seat in pact.parties if seat != own) if pact else ()
        case "claimants":
            claimed_by = facts.area(str(env["area"])).claimed_by
            return tuple(seat for seat in claimed_by if seat not in (own, owner))
        case _:
            contact = str(env.get("contact", ""))
            seen = (seat for seat in facts.rules.seats if facts.level(contact, seat))
            return tuple(seat for seat in seen if seat not in (own, owner))
