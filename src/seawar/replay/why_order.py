"""What went into a result: the order as it was sealed, the forces that went, and what modifiers looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from seawar.adjudicate.cases import environment
from seawar.core import calendar
from seawar.core.conditions import Condition
from seawar.core.mechanism import NetModifiers
from seawar.core.orders import Branch, Order, Rung
from seawar.core.results import Settled
from seawar.core.rules import OrderType
from seawar.core.state import State
from seawar.replay.argued_words import argument_lines
from seawar.replay.count_words import amount_words
from seawar.replay.deal_words import proposal_lines
from seawar.replay.entries import Ruled, Sealed
from seawar.replay.keys import key_words
from seawar.replay.stood import Fact, facts_named
from seawar.replay.why_words import Line, Words
from seawar.replay.wording import value_words


def input_lines(words: Words, n: int, result: Settled) -> Iterator[Line]:
    account = words.account
    if account.is_order(result):
        found = account.order_of(n)
        if found is not None:
            order = words.again(account.within[n]).orders.get(found[1].key, found[1])
            kind = words.rules.order_types[order.type]
            if kind.force_kind or order.forces:
                yield Line(f"forces sent: {_forces(words, order.forces) or f'none, no {kind.force_kind} was free'}")
            yield from order_lines(words, order, kind)
            yield from (Line(line) for line in _basis(words, n, order, kind))
            yield _lasting(words, n, found[0], found[1])
        if result.subject:
            yield Line(f"met: {words.word(result.subject)}")
    elif result.type == "deal":
        deal = account.dealings.deals.get(result.subject)
        yield from (Line(line) for line in (proposal_lines(words.rules, deal.proposal) if deal else ()))
    elif result.type in ("inject", "end"):
        state = account.state_before(account.step_start(n))
        yield from fact_lines(words, n, words.causes.condition(result), state, {"turn": state.turn})
    else:
        within = account.within[n]
        for m in words.causes.parties(n, result, within) if result.subject else ():
            yield Line(f"entry {m} {words.entry(m)}", 0, m)


def _basis(words: Words, n: int, order: Order, kind: OrderType) -> Iterator[str]:
    """What numbers in the result come from, as its mechanism tells it."""
    state = words.account.state_before(words.account.step_start(n))
    facts = words.rules.facts(words.rules, state)
    for rate, amount in kind.mechanism.basis(order, kind, facts):
        span = calendar.span_words(state.now, state.until, words.rules.zone)
        days, minutes = divmod(state.until - state.now, calendar.MINUTES_PER_DAY)
        length = f"{days} days" if days else f"{minutes} minutes"
        yield f"{rate}, over {length} ({span}): {amount} as usual"


def _lasting(words: Words, n: int, sealed: int, order: Order) -> Line:
    label, entry = words.rules.turn_label, words.account.entries[sealed]
    if not order.stands:
        return Line(f"for this {label.lower()} only: sealed in entry {sealed}", 0, sealed)
    assert isinstance(entry, Sealed)
    now = (
        " now"
        if words.account.within[sealed] is words.account.within[n]
        else f", in {words.rules.name(entry.sheet.turn)}"
    )
    return Line(f"standing until cancelled: sealed in entry {sealed}{now}", 0, sealed)


def order_lines(words: Words, order: Order, kind: OrderType) -> Iterator[Line]:
    """The envelope of an order, without what is left as it comes."""
    for name, id_ in order.targets.items():
        yield Line(f"{name}: {words.word(id_)}")
    if kind.ceiling:
        yield Line(f"ceiling: {Rung(order.ceiling).title}")
    if order.route:
        yield Line(f"route: {_route(words, order)}")
    if order.openness != "open":
        blame = f", pointing at {words.word(order.blame)}" if order.blame else ""
        yield Line(f"flies as: {order.openness}{blame}" if kind.force_kind else f"done as: {order.openness}{blame}")
    if order.partners:
        yield Line(f"signed with: {words.seats(order.partners)}")
    for branch in order.branches:
        yield Line(_branch(words, branch))
    if kind.cost:
        yield Line(f"cost: {', '.join(f'{amount} {resource}' for resource, amount in kind.cost)}")
    yield from (Line(line) for line in argument_lines(order.argument))
    if order.rationale:
        yield Line(f"the seat's reason: {order.rationale}")


def _forces(words: Words, ids: tuple[str, ...]) -> str:
    forces = words.rules.start.forces
    named = (f"{forces[id_].title} ({id_})" if id_ in forces else id_ for id_ in ids)
    return ", ".join(named)


def _route(words: Words, order: Order) -> str:
    zone = words.rules.zone
    return ", ".join(
        f"{words.word(leg.area)} {calendar.clock(leg.enter, zone)} to {calendar.clock(leg.leave, zone)}"
        for leg in order.route
    )


def _branch(words: Words, branch: Branch) -> str:
    when = f"{branch.when.replace('-', ' ')}{f' ({Rung(branch.at).title})' if branch.when == 'rung-reached' else ''}"
    to = f" {Rung(branch.to).title}" if branch.then == "ceiling" else ""
    forces = f" with {_forces(words, branch.forces)}" if branch.forces else ""
    return f"if {when}: {branch.then}{to}{forces}"


# What the modifiers looked at.


def modifier_lines(words: Words, n: int, result: Settled) -> Iterator[Line]:
    """Every modifier that counted, with what it looked at; then those of the rule that did not."""
    account = words.account
    if not account.is_order(result) or result.note:
        return
    kind = words.rules.order_types[result.type]
    if result.band == kind.mechanism.quiet and not result.subject:
        return  # nothing was met: no modifier was asked
    found = account.order_of(n)
    state = account.state_before(account.step_start(n))
    order = words.again(account.within[n]).orders.get(found[1].key, found[1]) if found else None
    env = environment(order, words.rules.facts(words.rules, state, order.seat), result.subject) if order else {}
    counted = [i for i, modifier in enumerate(kind.modifiers) if modifier.note in result.mods]
    for i in counted:
        yield from _modifier(words, n, kind, i, "", state, env)
    of_rule = {modifier.note for modifier in kind.modifiers}
    marked = _marks(words, n, result)
    for note in (note for note in result.mods if note not in of_rule):
        yield Line(f"{note[0]:+} {note[1]}, {'as the white cell marked it' if note in marked else 'by the mechanism'}")
    for i in range(len(kind.modifiers)):
        if i not in counted:
            yield from _modifier(words, n, kind, i, "did not count: ", state, env)


def _marks(words: Words, n: int, result: Settled) -> NetModifiers:
    """What the ruling that holds adds to the net."""
    entry = words.account.entries.get(words.account.within[n].rulings.get(result.key, -1))
    return entry.ruling.marks if isinstance(entry, Ruled) else ()


def _modifier(
    words: Words, n: int, kind: OrderType, i: int, counted: str, state: State, env: Mapping[str, str | int]
) -> Iterator[Line]:
    modifier = kind.modifiers[i]
    add, because = modifier.note
    yield Line(f"{counted}{add:+} {because}")
    place = words.places.rulebook("orders", kind.id, "modifiers", i)
    yield Line(" ".join(filter(None, (place, f"when {modifier.when.text}"))), 1)
    facts = list(fact_lines(words, n, modifier.when, state, env))
    if facts:
        since = next((line.entry for line in facts if line.entry is not None), None)
        yield Line(f"stood at: {'; '.join(line.text for line in facts)}", 1, since)


def fact_lines(
    words: Words, n: int, condition: Condition | None, state: State, env: Mapping[str, str | int]
) -> Iterator[Line]:
    """What each fact that a condition names stood at, and the entry that had brought it there."""
    start = words.account.step_start(n)
    for fact in facts_named(words.rules, condition, state, env):
        touched = (words.account.last_touch(row, start) for row in fact.rows)
        since = max((m for m in touched if m is not None), default=None)
        told = f", since entry {since}" if since is not None else ", as at the start" if fact.rows else ""
        yield Line(f"{fact_words(words, fact)}{told}", 0, since)


def fact_words(words: Words, fact: Fact) -> str:
    """`Trust Japan towards Korea: -2 cold`, or `airborne(Japan, Dokdo/Takeshima): 2`."""
    if fact.function in words.rules.tracks and fact.value is not None:
        key = next((key for table, key in fact.rows if table == "tracks"), "")
        if key:
            return value_words(words.rules, key, fact.value)
    told = fact.answer
    if len(fact.rows) == 1 and fact.rows[0][0] == "ledgers" and told == str(fact.value):
        told = amount_words(words.rules, fact.rows[0][1], fact.value or 0)
    args = ", ".join(
        key_words(words.rules, words.known, arg) if isinstance(arg, str) else str(arg) for arg in fact.args
    )
    return f"{fact.function}({args}): {told}"
