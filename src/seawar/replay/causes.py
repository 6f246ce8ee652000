"""What led to an entry, back to orders and injects; and forward, what an entry led to.

Nothing here knows an order type or a domain. An order's result leads to the sheet it was sealed in; what the
engine settles by itself is named by ids (a contact, a topic, a condition), and those lead to the result that
last changed the row of that name. So radar leads to the flight it saw, and a public's reaction to what was
published.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from seawar.adjudicate.deals import orders_under
from seawar.core.conditions import Condition
from seawar.core.effects import Clamped
from seawar.core.results import Settled
from seawar.replay.account import Account, Stretch
from seawar.replay.deal_entries import Concluded, Executed
from seawar.replay.entries import Answered, Closed, Learnt, Resulted, Ruled, Sealed, Unsealed
from seawar.replay.heard import Heard
from seawar.replay.rows import BY_NAME, Row
from seawar.replay.stood import facts_named
from seawar.replay.went_by import WentBy

ENDED = "began what ends here"
"""Ties a result to the count that it set and that is empty now."""
DEPTH_MAX = 8
"""How far back a chain is followed."""
REACHED = "reached it before"
"""Ties an inject to the sheets that its seats sealed next: it came before them, and may have moved nobody."""


class Link(NamedTuple):
    """One cause."""

    n: int
    """Its entry."""
    how: str
    """What ties it: `its order`, `met here`, `made it public`."""
    order: str = ""
    """Key of the one order meant, when the entry is a sheet of several."""


class Step(NamedTuple):
    """One line of a chain."""

    depth: int
    link: Link
    again: bool
    """Whether what led to it stands further up."""


_TIES = {
    "published": "made it public",
    "contacts": "set it on its way",
    "seen": "saw it",
    "conditions": "put the condition in force",
    "agreements": "moved the agreement",
    "matters": "moved the matter",
    "forces": "sent the force",
    "standing": "set the standing order",
    "ledgers": "counted it",
    "claims": "said it",
    "fired": "decided on the inject",
}
"""Table to what ties a result to a row of it, most telling first."""


class Causes:
    """The causes within one account; each is traced once."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.heard = Heard(account)
        self.went_by = WentBy(account)
        self._known: dict[int, tuple[Link, ...]] = {}

    def of(self, n: int) -> tuple[Link, ...]:
        """What led to entry `n` directly, most telling first; each entry once."""
        if n not in self._known:
            unique: dict[tuple[int, str], Link] = {}
            for link in self._trace(n):
                unique.setdefault((link.n, link.order), link)
            self._known[n] = tuple(unique.values())
        return self._known[n]

    def led_to(self, n: int) -> tuple[int, ...]:
        """Results that entry `n` led to directly."""
        return self._forward.get(n, ())

    @cached_property
    def _forward(self) -> dict[int, tuple[int, ...]]:
        forward: dict[int, list[int]] = {}
        for m, entry in self.account.entries.items():
            if isinstance(entry, Resulted):
                for cause in dict.fromkeys(link.n for link in self.of(m)):
                    forward.setdefault(cause, []).append(m)
        return {n: tuple(found) for n, found in forward.items()}

    def chain(self, n: int) -> Iterator[Step]:
        """The causes of causes, depth first; what was told before is not unfolded twice."""
        told = {n}

        def follow(at: int, depth: int) -> Iterator[Step]:
            for link in self.of(at):
                again = link.n in told
                if link.how == REACHED:
                    continue  # what merely reached a seat before it sealed is told with its sheet, in one line
                yield Step(depth, link, again and bool(self.of(link.n)))
                told.add(link.n)
                if not again and depth < DEPTH_MAX:
                    yield from follow(link.n, depth + 1)

        return follow(n, 0)

    def _trace(self, n: int) -> Iterator[Link]:
        account, entry = self.account, self.account.entries.get(n)
        stretch = account.within.get(n)
        if stretch is None:
            return
        match entry:
            case Resulted():
                yield from self._result(n, entry.result, stretch)
            case Sealed():
                yield from (Link(m, REACHED) for m in self.heard.injects_before(n, entry.sheet.seat))
            case Learnt():
                yield from (Link(m, "told in it") for m in self.heard.learned_from(n))
            case Concluded():
                if entry.proposal.id in account.proposed:
                    yield Link(account.proposed[entry.proposal.id], "accepted by all")
            case Executed():
                key = f"deal/{entry.proposal.id}"
                yield from (Link(m, "told in it") for m in stretch.results if account.result(m).key == key)
            case Answered():
                keys = {answer.order for answer in entry.answers}
                yield from (Link(m, "answered") for m in stretch.results if account.result(m).key in keys)
            case Ruled():
                decided = [m for m in stretch.results if account.result(m).key == entry.ruling.result]
                found = [account.order_of(m) for m in decided]
                yield from (Link(sealed[0], "the order it rules on", sealed[1].key) for sealed in found if sealed)
            case Unsealed():
                sealed = ((m, e) for m, e in account.entries.items() if m < n and isinstance(e, Sealed))
                yield from [Link(m, "taken back") for m, e in sealed if e.sheet.seat == entry.seat][-1:]
            case Closed():
                yield from (Link(m, "the end") for m in self.account.touched.get(("ended", ""), ()))
            case _:
                return

    # Results.

    def _result(self, n: int, result: Settled, stretch: Stretch) -> Iterator[Link]:
        account = self.account
        if account.is_order(result):
            yield from self._order(n, result, stretch)
        elif result.type == "deal":
            yield from (Link(m, "what was agreed") for m in self._deal(stretch, result.subject))
        elif result.type == "charge":
            yield from (Link(m, "what was sealed") for seat, m in stretch.sheets.items() if seat == result.seat)
        elif result.type == "range":
            clamped = {(e.table, e.key) for e in result.effects if isinstance(e, Clamped)}
            yield from (Link(m, "moved it") for row in sorted(clamped) for m in self.movers(n, row) if m != n)
        elif result.type in ("inject", "end"):
            yield from self._scripted(n, result, stretch)
        elif result.subject:
            yield from self._encounter(n, result, stretch)
        else:
            yield from self._upkeep(n, result)

    def _deal(self, stretch: Stretch, id_: str) -> Iterator[int]:
        """The entry that concluded a deal, and the proposal it began as."""
        for m in stretch.deals:
            entry = self.account.entries[m]
            if isinstance(entry, Concluded) and entry.proposal.id == id_:
                yield m
                yield from ([self.account.proposed[id_]] if id_ in self.account.proposed else [])

    def _order(self, n: int, result: Settled, stretch: Stretch) -> Iterator[Link]:
        found = self.account.order_of(n)
        given = [Link(m, "its deal") for m in self._given_under(result, stretch)]
        yield from given
        if found is not None and not given:
            sealed, order = found
            yield Link(sealed, "its order", order.key)
            partners = {*order.partners, *result.note.split(", ")} - {""}
            for seat in sorted(partners & stretch.sheets.keys()):
                yield Link(stretch.sheets[seat], "lacks its signature" if result.note else "signed with it")
        if result.key in stretch.rulings:
            yield Link(stretch.rulings[result.key], "ruled on it")
        named = {result.subject, *result.targets.values()} - {""}
        yield from self._by_name(n, named, {"contacts"})
        yield from self._by_name(n, named | {result.seat}, {"seen"})

    def _given_under(self, result: Settled, stretch: Stretch) -> Iterator[int]:
        """Results of the deals of this stretch that gave an order."""
        key = "/".join((result.type, result.seat, *result.targets.values()))
        for m in stretch.deals:
            entry = self.account.entries[m]
            if isinstance(entry, Concluded) and key in {order.key for order in orders_under(entry.proposal)}:
                settled = (k for k in stretch.results if self.account.result(k).key == f"deal/{entry.proposal.id}")
                yield next(settled, m)

    def _encounter(self, n: int, result: Settled, stretch: Stretch) -> Iterator[Link]:
        for m in self.parties(n, result, stretch):
            if (found := self.account.order_of(m)) is not None:
                yield Link(found[0], "took part", found[1].key)
        yield from self._by_name(n, {result.subject}, {"contacts"})

    def parties(self, n: int, result: Settled, stretch: Stretch) -> list[int]:
        """Results of the orders that were settled together in one shared result."""
        types, account = self.account.rules.order_types, self.account
        return [
            m for m in account.results_of(stretch, result.step)
            if m != n and account.is_order(other := account.result(m)) and other.subject == result.subject
            and types[other.type].mechanism.name == result.type
        ]  # fmt: skip

    def shared(self, n: int) -> int | None:
        """The result that holds the draws of the case that an order's result belongs to."""
        account, result = self.account, self.account.result(n)
        if not result.subject or not account.is_order(result):
            return None
        mechanism = account.rules.order_types[result.type].mechanism.name
        same = account.results_of(account.within[n], result.step)
        others = ((m, account.result(m)) for m in same if m != n)
        return next((m for m, o in others if not o.seat and (o.type, o.subject) == (mechanism, result.subject)), None)

    def _scripted(self, n: int, result: Settled, stretch: Stretch) -> Iterator[Link]:
        """An inject or an end: the umpire's word, or what its condition looked at."""
        if stretch.directed is not None:
            yield Link(stretch.directed, "the white cell's word")
            return
        for row in self._looked_at(n, self.condition(result)):
            if (m := self.account.last_touch(row, n)) is not None:
                yield Link(m, "its condition looks at this")

    def condition(self, result: Settled) -> Condition | None:
        """The condition of an inject or an end."""
        listed = self.account.rules.msel if result.type == "inject" else self.account.rules.ends
        return next((item.when for item in listed if item.id == result.subject), None)

    def _looked_at(self, n: int, condition: Condition | None) -> list[Row]:
        if condition is None:
            return []
        state = self.account.state_before(self.account.step_start(n))
        facts = facts_named(self.account.rules, condition, state, {"turn": state.turn})
        return [row for fact in facts for row in fact.rows]

    def _upkeep(self, n: int, result: Settled) -> Iterator[Link]:
        """The flight or the ship it names, then what it went by: orders first, what the engine settled itself last."""
        named = {part for part in result.key.split("/")[1:] if part}
        yield from self._by_name(n, named, {*BY_NAME})
        order = {table: i for i, table in enumerate(_TIES)}
        found = self.went_by.origins(n)
        found.sort(
            key=lambda o: (not self.account.is_order(self.account.result(o.n)), order.get(o.row[0], len(order)), -o.n)
        )
        for origin in found:
            counted = ENDED if origin.ends else "set what it goes by"
            yield Link(origin.n, counted if origin.row[0] == "ledgers" else _TIES.get(origin.row[0], "changed it"))

    def _by_name(self, n: int, named: set[str], tables: set[str]) -> Iterator[Link]:
        """Who made, and who last changed, each row that is named in full by these ids."""
        start = self.account.step_start(n)
        order = {table: i for i, table in enumerate(_TIES)}
        found = sorted(self.account.touched.items(), key=lambda item: order.get(item[0][0], len(order)))
        for row, touched in found:
            parts = set(row[1].split("/"))
            if row[0] not in tables or not row[1] or not (parts <= named or row[1] in named):
                continue
            before = [m for m in touched if m < start]
            if before and row[0] == "contacts":
                yield Link(before[0], _TIES["contacts"])
                yield from (Link(m, "turned it") for m in before[1:][-1:])
            elif before:
                yield Link(before[-1], _TIES.get(row[0], "changed it"))

    def movers(self, n: int, row: Row) -> list[int]:
        """Results of the same step as entry `n` that moved a row."""
        account = self.account
        together = set(account.results_of(account.within[n], account.result(n).step))
        return [m for m in account.touched.get(row, ()) if m in together]
