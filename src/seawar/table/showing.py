"""Around the deals: leaks, marks on promises, corridor talks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from seawar.core.deals import WordClause
from seawar.core.state import PUBLIC, UMPIRE
from seawar.errors import OrderRefused
from seawar.journal.receipt import Receipt
from seawar.replay.deal_entries import Disclosed, Kept, Leaked, Talked
from seawar.replay.dealings import CONCLUDED
from seawar.table.bodies import body
from seawar.table.rights import MOST_GIST, MOST_LINE, as_umpire, commit, expect, may_speak, readers, refuse_length

if TYPE_CHECKING:
    from seawar.table.table import Table


def disclose(
    table: Table, command: str, seat: str, id_: str, to: Iterable[str], *, named: bool, actor: str = ""
) -> Receipt:  # fmt: skip
    """Show a proposal to further seats or to the public, in one's own name or without one."""
    actor, to = actor or seat, tuple(sorted({*to}))
    said = body("disclose", id_, actor, to, named)
    if (again := table.again(seat, command, said)) is not None:
        return again
    expect(table, "a deal can be shown")
    may_speak(table, seat, actor)
    deal = table.dealings.deals.get(id_)
    if deal is None or (actor != UMPIRE and not deal.knows(actor)):
        raise OrderRefused("proposal", f"you know of no proposal {id_!r:.40}; look at those on your page of talks")
    for reader in to:
        if reader != PUBLIC:
            table.seated(reader)
    new = [reader for reader in to if reader not in deal.proposal.parties and deal.noted.isdisjoint((reader, PUBLIC))]
    if not new:
        raise OrderRefused("known", "those whom you name know of it already; name others")
    turn, phase = table.state.turn, table.phase
    at, by, status = table.now(), actor if named else "", deal.standing(turn)
    shown = [Disclosed(at, (reader,), turn, phase, deal.proposal, status, by) for reader in new]
    mine = (actor,) if actor in table.rules.seats else ()
    leaked = Leaked(at, mine, turn, phase, command, id_, actor, to, named)
    return commit(table, seat, command, said, [*shown, leaked])


def mark_word(
    table: Table, command: str, seat: str, id_: str, clause: int, mark: str, reason: str, author: str = ""
) -> Receipt:  # fmt: skip
    """The umpire says that a promise was kept or broken, and why."""
    said = body("mark", id_, clause, mark, reason)
    if (again := table.again(seat, command, said)) is not None:
        return again
    table.expect("plan adjudicate review", "promises can be marked")
    as_umpire(seat)
    deal = table.dealings.deals.get(id_)
    if deal is None or deal.status not in (CONCLUDED, "done"):
        raise OrderRefused("proposal", f"no deal {id_!r:.40} that was agreed; look at the ledger of promises")
    clauses = deal.proposal.clauses
    if not 0 <= clause < len(clauses) or not isinstance(clauses[clause], WordClause):
        raise OrderRefused("clause", f"clause {clause} of that deal is no promise; look at the ledger of promises")
    if mark not in ("kept", "broken"):
        raise OrderRefused("mark", f"{mark!r:.40} is no mark; one of kept, broken")
    refuse_length("reason", "a reason", reason, MOST_LINE)
    at, turn = table.now(), table.state.turn
    outside = sorted(deal.shown - {*deal.proposal.parties})
    audiences = [(PUBLIC,)] if PUBLIC in deal.shown else [*((s,) for s in outside), readers(table, deal.proposal)]
    named = ["" for _ in audiences[1:]] + [command]
    marks = [
        Kept(at, vis, turn, id_of, id_, clause, mark, reason, author)  # type: ignore[arg-type]
        for vis, id_of in zip(audiences, named, strict=True)
    ]
    return commit(table, seat, command, said, list(marks))


def log_talk(table: Table, command: str, seat: str, seats: Iterable[str], gist: str, author: str = "") -> Receipt:
    """The umpire notes a talk in the corridor: between whom, and what it was about."""
    seats = tuple(sorted({*seats}))
    said = body("talk", seats, gist)
    if (again := table.again(seat, command, said)) is not None:
        return again
    table.expect("opening plan adjudicate review", "corridor talks can be noted")
    as_umpire(seat)
    if len(seats) < 2:
        raise OrderRefused("seat", "a corridor talk is between two at the least; name all who talked, seats or voices")
    for one in seats:
        if one not in table.rules.voices:
            table.seated(one)
    refuse_length("gist", "the gist of a talk", gist, MOST_GIST)
    entry = Talked(table.now(), (), table.state.turn, table.phase, command, seats, gist, author)
    return commit(table, seat, command, said, [entry])
