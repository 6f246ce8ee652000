"""The turn, top to bottom.

`open_turn` moves the calendar, plays due injects and lets the seats plan; `resolve` settles what they
sealed. Both are pure: state and sheets in, results and the next state out. With a ruling, `resolve` is
simply run again; keyed draws keep everything else still.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from seawar.adjudicate import calendar_steps, injects, outcome, review
from seawar.adjudicate.balance import balance
from seawar.adjudicate.cases import cases
from seawar.adjudicate.chance import draw
from seawar.adjudicate.deals import carry_out
from seawar.adjudicate.muster import muster
from seawar.adjudicate.ruled import band_of, key_of, marked, unsaid, without
from seawar.core.apply import apply_all
from seawar.core.deals import Proposal
from seawar.core.dice import Dice
from seawar.core.effects import AnyEffect, Raise, ResourceMoved, Scheduled, StandingEnded, StandingSet
from seawar.core.facts import Facts
from seawar.core.improvised import Improvised
from seawar.core.mechanism import Case, Entrant, Mechanism, Outcome, Step, no_effects
from seawar.core.orders import Directive, Order, Sheet
from seawar.core.results import Roll, Settled
from seawar.core.rules import Rules
from seawar.core.rulings import REJECTED, Ruling
from seawar.core.session import Slot
from seawar.core.state import State

Wishes = Iterable[AnyEffect | Raise]
Draft = tuple[Settled, list[AnyEffect | Raise]]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was settled, step by step, and the state it leads to."""

    steps: tuple[tuple[Step, tuple[Settled, ...]], ...]
    state: State
    waiting: Mapping[str, str] = field(default_factory=dict)
    """Keys of results that still want a ruling, and why."""


def open_turn(rules: Rules, state: State) -> Resolution:
    """Begin the next turn: calendar, then injects."""
    work, done = state.copy(), []
    # 1. The clock moves; income, returns, expiries and lapses fall due.
    done.append(_step(rules, work, Step.OPEN, calendar_steps.advance(rules, work)))
    # 2. Injects that are due or whose condition holds reach their seats.
    done.append(_step(rules, work, Step.INJECTS, injects.due(rules, work)))
    return Resolution(tuple(d for d in done if d[1]), work)


def direct(rules: Rules, state: State, directive: Directive) -> Resolution:
    """Do what the umpire says about an inject, at once. `state` is left as it was."""
    work = state.copy()
    step = _step(rules, work, Step.INJECTS, [injects.directed(rules, work, directive)])
    return Resolution((step,), work)


def improvise(rules: Rules, state: State, inject: Improvised) -> Resolution:
    """Bring in an inject of the umpire's own, at once. `state` is left as it was."""
    work = state.copy()
    return Resolution((_step(rules, work, Step.INJECTS, [injects.improvised(work, inject)]),), work)


def reschedule(rules: Rules, state: State, ahead: tuple[Slot, ...]) -> Resolution:
    """Change what is still to be played. `state` is left as it was."""
    work = state.copy()
    step = _step(rules, work, Step.OPEN, [(Settled("schedule", int(Step.OPEN), "schedule"), [Scheduled(ahead)])])
    return Resolution((step,), work)


def resolve(
    rules: Rules, state: State, sheets: Iterable[Sheet], rulings: Mapping[str, Ruling], dice: Dice,
    modes: Mapping[str, str] | None = None, deals: Iterable[Proposal] = (),
) -> Resolution:  # fmt: skip
    """Settle one turn, with the deals concluded since the last. `state` is left as it was.

    `modes` say which results wait, as in `review.waiting`.
    """
    work, done, sealed = state.copy(), [], tuple(sheets)
    # 0. Deals are carried out, each whole or not at all; orders under them are given beside the sheets.
    carried = carry_out(rules, work, deals, sealed)
    done.append(_step(rules, work, Step.CHARGE, carried.drafts))
    # 1. Void what lacks a co-signer; charge the rest; set and end standing orders; tell off the forces.
    orders, charged = _charge(rules, work, sealed, carried.orders)
    done.append(_step(rules, work, Step.CHARGE, charged))
    orders = muster(rules, work, orders)
    by_step: list[list[Order]] = [[] for _ in Step]
    for order in orders:
        by_step[rules.order_types[order.type].mechanism.step].append(order)
    # 2. Consent, movement, detection, encounters, acts, publics: each reads the state at its start.
    for step in (Step.CONSENT, Step.MOVE, Step.DETECT, Step.MEET, Step.ACT, Step.PUBLIC):
        drafts = _settle(rules, work, by_step[step], rulings, dice)
        done.append(_step(rules, work, step, drafts + _upkeep(rules, work, step, dice)))
    # 3. Contacts leave; notices run out; an end may have come.
    leaving = _upkeep(rules, work, Step.CLOSE, dice)
    done.append(_step(rules, work, Step.CLOSE, leaving + calendar_steps.lapses(rules, work, work.until, Step.CLOSE)))
    done.append(_step(rules, work, Step.CLOSE, outcome.ends(rules, work)))
    waiting = review.waiting(rules, work, (result for _, results in done for result in results), rulings, modes or {})
    return Resolution(tuple(d for d in done if d[1]), work, waiting)


def _step(rules: Rules, work: State, step: Step, drafts: Sequence[Draft]) -> tuple[Step, tuple[Settled, ...]]:
    """Order the results by key, sum and clamp what they change, and apply it all at once."""
    if not drafts:
        return step, ()
    settled = balance(rules, work, sorted(drafts, key=lambda draft: draft[0].key), step)
    for result in settled:
        apply_all(work, result.effects)
    return step, settled


def _charge(
    rules: Rules, state: State, sheets: Iterable[Sheet], given: Mapping[str, Order]
) -> tuple[list[Order], list[Draft]]:
    """The orders in force this turn, sorted by key, and what it takes to put them in force.

    `given` are orders under a deal, which has paid for them: sealed once more they are not charged again.
    """
    sheets = sorted(sheets, key=lambda sheet: sheet.seat)
    sealed = [order for sheet in sheets for order in sheet.orders if order.key not in given]
    active = dict(state.standing)
    drafts: list[Draft] = []
    for sheet in sheets:
        wishes: list[AnyEffect | Raise] = [StandingEnded(key) for key in sorted(sheet.cancels) if active.pop(key, None)]
        spent: dict[str, int] = {}
        keyed = {order.key: order for order in sheet.orders if order.key not in given}
        for key in sorted(keyed):
            order = keyed[key]
            if order.partners:
                if missing := _unsigned(rules, order, sealed):
                    note, at = ", ".join(missing), int(Step.CHARGE)
                    void = Settled(key, at, order.type, sheet.seat, order.targets, band="void", note=note)
                    drafts.append((void, []))
                    continue
                order = replace(order, partners=_partners(rules, order, sealed))
            active[key] = order
            for resource, amount in rules.order_types[order.type].cost:
                spent[resource] = spent.get(resource, 0) + amount
            if order.stands:
                wishes.append(StandingSet(order))
        wishes += [ResourceMoved(f"{resource}/{sheet.seat}", -amount) for resource, amount in sorted(spent.items())]
        if wishes:
            drafts.append(_draft(f"charge/{sheet.seat}", "charge", sheet.seat, wishes))
    active |= given
    return [active[key] for key in sorted(active)], drafts


def _unsigned(rules: Rules, order: Order, sealed: Sequence[Order]) -> list[str]:
    """Co-signers without whom the order is void: all must seal the same one, naming this seat."""
    if any(branch.when == "partner-refuses" and branch.then == "alone" for branch in order.branches):
        return []
    signed = _partners(rules, order, sealed)
    return [partner for partner in order.partners if partner not in signed]


def _partners(rules: Rules, order: Order, sealed: Sequence[Order]) -> tuple[str, ...]:
    """Those of its co-signers who did seal it too: an order that goes on alone binds nobody else.

    The same type about the same thing: who signs one agreement has not signed another. Seats that it is
    aimed at may differ, since each may name the other.
    """
    about = [name for name, of in rules.order_types[order.type].targets if of != "seat"]
    signed = {
        o.seat for o in sealed
        if o.type == order.type and order.seat in o.partners
        and all(o.targets[name] == order.targets[name] for name in about)
    }  # fmt: skip
    return tuple(partner for partner in order.partners if partner in signed)


def _draft(key: str, type_: str, seat: str, wishes: Wishes) -> Draft:
    return Settled(key, int(Step.CHARGE), type_, seat), list(wishes)


def _settle(
    rules: Rules, state: State, orders: Sequence[Order], rulings: Mapping[str, Ruling], dice: Dice
) -> list[Draft]:
    if not orders:
        return []
    facts = rules.facts(rules, state)
    drafts: list[Draft] = []
    for found, quiet in cases(rules, facts, orders):
        case = marked(found, rulings) if rulings else found
        mechanism = case.entrants[0].type.mechanism
        rolls: tuple[Roll, ...] = ()
        if quiet:
            computed = Outcome((quiet,))
        else:
            computed, rolls = draw(mechanism.settle(case, facts), dice, _label(case, mechanism, state))
        bands = computed.bands
        if rulings:
            keyed = zip(case.entrants, bands, strict=True)
            bands = tuple(band_of(rulings, key_of(case, entrant), band) for entrant, band in keyed)
        plain = quiet or mechanism.enact is no_effects or bands == (REJECTED,)
        shared = [] if plain else list(mechanism.enact(case, bands, computed, facts))
        silent = unsaid(case, rulings) if rulings else frozenset()
        if silent:
            shared = list(without(shared, silent))
        if case.subject:
            drafts.append(_encounter(case, mechanism, rolls, shared))
            rolls, shared = (), []
        for i, entrant in enumerate(case.entrants):
            drafts.append(_result(case, entrant, i, computed, bands[i], rolls, facts))
            if rulings and (ruling := rulings.get(key_of(case, entrant))):
                drafts[-1][1][:] = [*without(drafts[-1][1], silent), *ruling.effects]
        if shared:
            drafts[-1][1][:0] = shared
    return drafts


def _encounter(case: Case, mechanism: Mechanism, rolls: tuple[Roll, ...], shared: list[AnyEffect | Raise]) -> Draft:
    """What belongs to all parties of a case: its draws, and what they came to together."""
    key = f"{mechanism.name}/{case.subject}"
    return Settled(key, int(mechanism.step), mechanism.name, subject=case.subject, rolls=rolls), shared


def _label(case: Case, mechanism: Mechanism, state: State) -> tuple[str | int, ...]:
    """Of one order: its type, seat and targets. Of an encounter: what it is about, whoever takes part."""
    if case.subject:
        return (mechanism.name, state.epoch, state.turn, "", case.subject)
    order = case.entrants[0].order
    return (order.type, state.epoch, state.turn, order.seat, *order.targets.values())


def _result(
    case: Case, entrant: Entrant, i: int, computed: Outcome, band: str,
    rolls: tuple[Roll, ...], facts: Facts,
) -> Draft:  # fmt: skip
    """One entrant's result."""
    order, kind = entrant.order, entrant.type
    facts.me = order.seat
    wishes: list[AnyEffect | Raise] = []
    for make in kind.outcomes.get(band, ()):
        wishes.extend(make(facts, entrant.env))
    for make in kind.deeds.get(band, ()):
        wishes.extend(make(facts, entrant.env))
    net, mods, computed_band = entrant.net, entrant.mods, computed.bands[i]
    if computed.mods and (extra := computed.mods[i]):
        net, mods = net + sum(add for add, _ in extra), mods + extra
    settled = Settled(
        key_of(case, entrant), int(kind.mechanism.step), order.type, order.seat, order.targets,
        case.subject, net, mods, rolls, computed_band, band if band != computed_band else "",
    )  # fmt: skip
    return settled, wishes


def _upkeep(rules: Rules, state: State, step: Step, dice: Dice) -> list[Draft]:
    """What the domains settle by themselves at this step."""
    drafts: list[Draft] = []
    for upkeep in rules.upkeep:
        if upkeep.step != step:
            continue
        facts = rules.facts(rules, state)
        for subject in upkeep.subjects(facts):
            facts.me = subject[0]
            label: tuple[str | int, ...] = (upkeep.name, state.epoch, state.turn, *subject)
            wishes, rolls = draw(upkeep.settle(subject, facts), dice, label)
            key = "/".join((upkeep.name, *subject))
            settled = Settled(key, int(step), upkeep.name, subject[0], rolls=rolls, band=_last_band(rolls))
            drafts.append((settled, list(wishes)))
    return drafts


def _last_band(rolls: tuple[Roll, ...]) -> str:
    return next((roll.band for roll in reversed(rolls) if roll.band), "")
