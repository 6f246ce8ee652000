"""Deals: what may stand in one, what it costs each party, and how it is carried out, whole or not at all.

Deals are settled one after the other in the order of their ids, before any order is charged, so that what two of them
ask of one purse is never more than it holds. Ids are digests: who came first does not matter. What a sheet will spend
is set aside first, so a deal never makes an order unpaid for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from seawar.adjudicate.validate import validate
from seawar.core.apply import apply_all
from seawar.core.deals import AnyClause, OrderClause, PactClause, Proposal, TransferClause, WordClause
from seawar.core.effects import AgreementMoved, AnyEffect, LedgerMoved, Published, Raise, Reported, ResourceMoved
from seawar.core.facts import Unknown
from seawar.core.mechanism import Step
from seawar.core.orders import Order, Sheet
from seawar.core.results import Settled
from seawar.core.rules import OrderType, Rules
from seawar.core.state import PUBLIC, Report, State
from seawar.core.view import View, view_for

Draft = tuple[Settled, list[AnyEffect | Raise]]
MOST_CLAUSES = 8
MOST_WORD = 300
"""Characters of a promise."""
TYPE = "deal"
"""Type of a deal's result, and the topic under which a public one is published."""
OPEN_TO = {
    "in-force": ("none", "negotiating", "notice-given", "suspended", "lapsed"),
    "suspended": ("in-force", "notice-given"),
    "lapsed": ("in-force", "notice-given", "suspended"),
}
"""Status that all members may bring an agreement to, from which ones."""


# What may stand in a deal, as far as whoever proposes it can know.


def clause_fault(rules: Rules, view: View, parties: Sequence[str], clause: AnyClause) -> str:
    """Why a clause cannot be proposed, in half a sentence; empty when it can."""
    match clause:
        case PactClause():
            return _pact_fault(rules, view, parties, clause)
        case TransferClause():
            return _transfer_fault(rules, parties, clause)
        case OrderClause():
            return _order_fault(rules, view, parties, clause)
        case WordClause():
            if clause.seat not in parties:
                return f"a promise is a party's own; {clause.seat!r:.40} is none of {', '.join(parties)}"
            if not 0 < len(clause.text.strip()) <= MOST_WORD:
                return f"a promise has 1 to {MOST_WORD} characters, this one has {len(clause.text)}"
            last = sum(segment.turns for segment in rules.segments)
            if clause.by_turn and not view.turn <= clause.by_turn <= last:
                return f"a promise is kept in a turn from {view.turn} to {last}, came {clause.by_turn}"
    return ""


def _pact_fault(rules: Rules, view: View, parties: Sequence[str], clause: PactClause) -> str:
    pact = view.agreements.get(clause.agreement)
    if pact is None or clause.agreement not in rules.agreements:
        return f"you know of no agreement {clause.agreement!r:.40}; choose another"
    outside = [seat for seat in pact.parties if seat not in parties]
    if outside:
        return f"{', '.join(outside)} must be a party too, being bound by {clause.agreement}"
    if pact.status not in OPEN_TO.get(clause.status, ()):
        return f"{clause.agreement} is {pact.status} and cannot become {clause.status!r:.40}"
    return ""


def _transfer_fault(rules: Rules, parties: Sequence[str], clause: TransferClause) -> str:
    if clause.resource not in rules.resources:
        return f"no resource {clause.resource!r:.40}; one of {', '.join(rules.resources)}"
    most = rules.resources[clause.resource].cap
    for seat in (clause.frm, clause.to):
        if seat not in parties or seat not in rules.seats:
            return f"{seat!r:.40} is no seat among the parties and can hand over and receive nothing"
    if clause.frm == clause.to:
        return f"{clause.frm} would hand it to itself; choose two parties"
    return "" if 1 <= clause.amount <= most else f"an amount is 1 to {most}, came {clause.amount}"


def can_be_dealt(rules: Rules, kind: OrderType, segment: int) -> bool:
    """Whether a deal may hold this order: nothing is sent or hidden by it, and others are its only targets."""
    plain = not (kind.force_kind or kind.deniable or kind.mechanism.words)
    aims = all(of == "seat" for _, of in kind.targets)
    return plain and aims and bool(kind.partners or kind.calms) and kind.id in rules.offered(segment)


def _order_fault(rules: Rules, view: View, parties: Sequence[str], clause: OrderClause) -> str:
    kind = rules.order_types.get(clause.order)
    if kind is None or not can_be_dealt(rules, kind, view.segment):
        return f"{clause.order!r:.40} is no order that a deal can hold; choose one that needs co-signers or that calms"
    seats = [seat for seat in clause.seats if seat in parties and seat in rules.seats]
    if len(seats) != len(clause.seats) or len(set(seats)) != len(seats):
        return "those who give an order under a deal are seats among its parties, each named once"
    if len(seats) != kind.partners + 1:
        return f"{kind.title} is given by {kind.partners + 1} of the parties, {len(seats)} are named"
    strangers = [seat for seat in seats if kind.seats and seat not in kind.seats]
    if strangers:
        return f"{kind.title} is not an order that {', '.join(strangers)} can give"
    if list(clause.targets) != [name for name, _ in kind.targets]:
        return f"{kind.title} asks for {', '.join(name for name, _ in kind.targets) or 'no target'}"
    if any(seat not in rules.seats or seat in seats for seat in clause.targets.values()):
        return f"{kind.title} is aimed at another seat than those who give it"
    return ""


# What it costs.


def price(rules: Rules, world: State | View, seat: str) -> tuple[int, tuple[str, ...]]:
    """What concluding a deal that binds costs a party now, and what has made it cheaper."""
    terms = rules.negotiation
    if terms is None or seat not in rules.seats:
        return 0, ()
    facts = rules.facts(rules, world, seat)
    env: dict[str, str | int] = {"self": seat, "turn": world.turn}
    cost, reasons = terms.cost, []
    for easing in terms.lowers:
        try:
            holds = easing.when(facts, env)
        except Unknown:
            holds = 0
        if holds and cost:
            cost = max(0, cost - easing.by)
            reasons.append(easing.because)
    return cost, tuple(reasons)


def bill(rules: Rules, world: State | View, proposal: Proposal, seat: str) -> dict[str, int]:
    """Resource to what a deal takes from one party: its price, what it hands over, what its orders cost."""
    owed: dict[str, int] = {}
    if proposal.binding and rules.negotiation:
        owed[rules.negotiation.resource] = price(rules, world, seat)[0]
    for clause in proposal.clauses:
        if isinstance(clause, TransferClause) and clause.frm == seat:
            owed[clause.resource] = owed.get(clause.resource, 0) + clause.amount
        elif isinstance(clause, OrderClause) and seat in clause.seats:
            for resource, amount in rules.order_types[clause.order].cost:
                owed[resource] = owed.get(resource, 0) + amount
    return {resource: amount for resource, amount in sorted(owed.items()) if amount}


def cost_of(rules: Rules, orders: Iterable[Order]) -> dict[str, int]:
    """Resource to what orders cost together."""
    spent: dict[str, int] = {}
    for order in orders:
        for resource, amount in rules.order_types[order.type].cost:
            spent[resource] = spent.get(resource, 0) + amount
    return spent


def orders_under(proposal: Proposal) -> Iterator[Order]:
    """The orders that a deal gives in its parties' names."""
    for clause in proposal.clauses:
        if isinstance(clause, OrderClause):
            for seat in clause.seats:
                others = tuple(other for other in clause.seats if other != seat)
                yield Order(seat, clause.order, dict(clause.targets), partners=others)


# How deals are carried out.


@dataclass(slots=True)
class Carried:
    """What the deals of one turn came to."""

    drafts: list[Draft] = field(default_factory=list)
    """One result a deal, sorted by key."""
    orders: dict[str, Order] = field(default_factory=dict)
    """Orders given under them, by key."""


def carry_out(rules: Rules, state: State, deals: Iterable[Proposal], sheets: Sequence[Sheet]) -> Carried:
    """Each deal in the order of its id: all its binding clauses, or none and why. `state` is left as it was."""
    carried, work = Carried(), state.copy()
    aside = {sheet.seat: cost_of(rules, sheet.orders) for sheet in sheets}
    for deal in sorted(deals, key=lambda deal: deal.id):
        why = _hindrance(rules, work, deal, aside, carried.orders)
        effects = [_void(rules, work, deal, why)] if why else list(_effects(rules, work, deal))
        band = "void" if why else "done"
        settled = Settled(f"{TYPE}/{deal.id}", int(Step.CHARGE), TYPE, subject=deal.id, band=band, note=why)
        carried.drafts.append((settled, list(effects)))
        apply_all(work, effects)
        if not why:
            carried.orders |= {order.key: order for order in orders_under(deal)}
    return carried


def _hindrance(
    rules: Rules, world: State, deal: Proposal, aside: Mapping[str, Mapping[str, int]], given: Mapping[str, Order]
) -> str:
    """Why a deal cannot be carried out any more, in one sentence; empty when it can."""
    for clause in deal.clauses:
        if isinstance(clause, PactClause):
            pact = world.agreements[clause.agreement]
            if pact.status not in OPEN_TO[clause.status] or any(seat not in deal.parties for seat in pact.parties):
                return f"{{{clause.agreement}}} is {pact.status.replace('-', ' ')} by now"
    seats = [seat for seat in deal.parties if seat in rules.seats]
    for seat in seats:
        set_aside = aside.get(seat, {})
        for resource, amount in bill(rules, world, deal, seat).items():
            if world.resources.get(f"{resource}/{seat}", 0) - set_aside.get(resource, 0) < amount:
                return f"{{{seat}}} cannot pay {amount} {rules.resources[resource].title.lower()} beside its orders"
    for clause in deal.clauses:
        if isinstance(clause, TransferClause):
            held = world.resources.get(f"{clause.resource}/{clause.to}", 0) + _net(rules, world, deal, clause)
            if held > rules.resources[clause.resource].cap:
                return f"{{{clause.to}}} can hold no more {rules.resources[clause.resource].title.lower()}"
    for order in orders_under(deal):
        title = rules.order_types[order.type].title
        if order.key in given:
            return f"another deal holds the same order, {title}"
        if validate(rules, view_for(rules, world, order.seat), order):
            return f"{{{order.seat}}} cannot give the order any more: {title}"
    return ""


def _net(rules: Rules, world: State, deal: Proposal, clause: TransferClause) -> int:
    """By how much the deal moves the receiver's stock of that resource."""
    came = sum(
        other.amount for other in deal.clauses
        if isinstance(other, TransferClause) and (other.resource, other.to) == (clause.resource, clause.to)
    )  # fmt: skip
    return came - bill(rules, world, deal, clause.to).get(clause.resource, 0)


def _effects(rules: Rules, world: State, deal: Proposal) -> Iterator[AnyEffect]:
    seats = [seat for seat in deal.parties if seat in rules.seats]
    for seat in seats:
        owed = bill(rules, world, deal, seat)
        yield from (ResourceMoved(f"{resource}/{seat}", -amount) for resource, amount in owed.items())
    for clause in deal.clauses:
        if isinstance(clause, TransferClause):
            yield ResourceMoved(f"{clause.resource}/{clause.to}", clause.amount)
        elif isinstance(clause, PactClause):
            yield AgreementMoved(clause.agreement, clause.status)
            for party in world.agreements[clause.agreement].parties:
                row = f"notice/{party}/{clause.agreement}"
                if given := world.ledgers.get(row, 0):
                    yield LedgerMoved(row, -given)
    args = {"deal": deal.title, "parties": ", ".join(deal.parties)}
    to = tuple(seats) if deal.secret else (PUBLIC,)
    source = "Ministry" if deal.secret else "Press"
    yield Reported(Report(to, world.now, source, "{parties} have agreed: {deal}.", args))
    if deal.binding and not deal.secret:
        yield from (Published(TYPE, seat, world.turn) for seat in seats)


def _void(rules: Rules, world: State, deal: Proposal, why: str) -> Reported:
    """Its parties alone are told."""
    to = tuple(seat for seat in deal.parties if seat in rules.seats)
    named = {part: part for part in (*rules.seats, *rules.agreements) if f"{{{part}}}" in why}
    return Reported(
        Report(to, world.now, "Ministry", f"The deal {{deal}} is void: {why}.", {"deal": deal.title, **named})
    )
