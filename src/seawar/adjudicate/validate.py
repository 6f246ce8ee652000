"""Whether a seat may give an order, judged by its own view alone.

What is hidden and what does not exist are refused in the same words, so a refusal is no way to look
behind the curtain.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from seawar.core.facts import Unknown
from seawar.core.orders import Branch, Order, Sheet
from seawar.core.rules import OrderType, Rules
from seawar.core.view import View

MOST_BRANCHES = 2
MOST_RATIONALE = 1000
"""Characters."""
MOST_REASONS = 3
MOST_WORDS = 300
"""Characters of an action, its effect or a reason."""
MOST_INTENT = 200
"""Characters."""


class Refusal(msgspec.Struct, frozen=True):
    """Why an order may not be given."""

    order: str
    """Its key."""
    code: str
    """Short and stable."""
    text: str
    """One sentence with the remedy."""


def validate_sheet(rules: Rules, view: View, sheet: Sheet) -> list[Refusal]:
    """Every reason why the sheet cannot be sealed as it stands; empty when it can."""
    found: list[Refusal] = []
    if sheet.turn != view.turn:
        found.append(Refusal("", "turn", f"turn {sheet.turn} is locked; this is turn {view.turn}"))
    if len(sheet.orders) > rules.orders_per_turn:
        text = f"{len(sheet.orders)} orders, at most {rules.orders_per_turn} a turn; leave some out"
        found.append(Refusal("", "too-many", text))
    if len(sheet.intent) > MOST_INTENT:
        text = f"the intent has {len(sheet.intent)} characters, at most {MOST_INTENT}; shorten it"
        found.append(Refusal("", "intent", text))
    keys = [order.key for order in sheet.orders]
    for key in sorted({k for k in keys if keys.count(k) > 1}):
        found.append(Refusal(key, "twice", "the same order twice; give it once"))
    for order in sheet.orders:
        found += validate(rules, view, order)
    found += _spending(rules, view, sheet)
    unknown = [key for key in sheet.cancels if key not in view.standing]
    found += [Refusal(key, "standing", "no such standing order of yours") for key in unknown]
    return found


def validate(rules: Rules, view: View, order: Order) -> list[Refusal]:
    """Every reason why this one order may not be given."""
    kind = rules.order_types.get(order.type)
    if order.seat != view.seat:
        return [Refusal(order.key, "seat", f"only {order.seat} may give this order")]
    if kind is None or order.type not in rules.offered(view.segment):
        return [Refusal(order.key, "type", f"no order type {order.type!r} is on offer now")]
    texts = [*_targets(rules, view, order, kind), *_envelope(rules, view, order, kind)]
    if not texts:
        texts = list(_condition(rules, view, order, kind))
    return [Refusal(order.key, code, f"{kind.title}: {text}") for code, text in texts]


def _spending(rules: Rules, view: View, sheet: Sheet) -> Iterator[Refusal]:
    wanted: dict[str, int] = {}
    for order in sheet.orders:
        if kind := rules.order_types.get(order.type):
            for resource, amount in kind.cost:
                wanted[resource] = wanted.get(resource, 0) + amount
    for resource, amount in sorted(wanted.items()):
        left = view.resources.get(f"{resource}/{view.seat}", 0)
        if amount > left:
            yield Refusal("", "cost", f"needs {amount} {resource}, {left} left; leave an order out")


def candidates(rules: Rules, view: View, kind: str) -> tuple[str, ...]:
    """Every id of a target kind that this seat knows of, sorted or in the order of the scenario."""
    match kind:
        case "area":
            return tuple(rules.map.areas)
        case "route":
            return tuple(r.id for r in rules.map.routes.values() if view.seat in r.seats)
        case "contact":
            return tuple(sorted(id_ for id_, c in view.contacts.items() if c.owner != view.seat))
        case "seat":
            return tuple(seat for seat in rules.seats if seat != view.seat)
        case "agreement":
            return tuple(sorted(view.agreements))
        case "matter":
            return tuple(sorted(view.matters))
        case "good":
            return tuple(rules.goods)
        case _:
            return ()


def _targets(rules: Rules, view: View, order: Order, kind: OrderType) -> Iterator[tuple[str, str]]:
    for name, of in kind.targets:
        came = order.targets.get(name)
        if came is None:
            yield "target", f"needs a target {name!r}; choose one"
        elif came not in candidates(rules, view, of):
            yield "target", f"you know of no {of} {came!r}; choose another"
    extra = sorted(order.targets.keys() - {name for name, _ in kind.targets})
    if extra:
        yield "target", f"takes no target {', '.join(extra)}; leave it out"
    if list(order.targets) != [name for name, _ in kind.targets] and not extra:
        names = ", ".join(name for name, _ in kind.targets)
        if order.targets.keys() == {name for name, _ in kind.targets}:
            yield "target", f"targets go in the order {names}"


def _envelope(rules: Rules, view: View, order: Order, kind: OrderType) -> Iterator[tuple[str, str]]:
    if kind.seats and order.seat not in kind.seats:
        yield "seat", "not an order that you can give"
    if not 0 <= order.ceiling <= 5 or (kind.ceiling and order.ceiling > kind.ceiling):
        yield "ceiling", f"ceiling {order.ceiling} is past {kind.ceiling or 5}; lower it"
    if order.openness != "open" and not kind.deniable:
        yield "openness", "is done under your own name or not at all"
    if order.stands and not kind.stands:
        yield "stands", "holds for this turn only"
    highest = kind.ceiling or 5
    if any(not (0 <= branch.at <= 5 and 0 <= branch.to <= highest) for branch in order.branches):
        yield "if", f"a branch names a rung past {highest}; lower it"
    if idle := next((branch for branch in order.branches if not _can_fire(branch, order, kind)), None):
        yield (
            "if",
            f"its `if` for {idle.when.replace('-', ' ')} can never come about; take it off or raise the ceiling",
        )
    if len(order.branches) > MOST_BRANCHES:
        yield "if", f"{len(order.branches)} branches, at most {MOST_BRANCHES}"
    if len(order.rationale) > MOST_RATIONALE:
        yield "rationale", f"the rationale has {len(order.rationale)} characters, at most {MOST_RATIONALE}"
    yield from _words(order, kind)
    yield from _partners(rules, order, kind)
    yield from _forces(view, order, kind)
    yield from _route(rules, view, order, kind)


def _words(order: Order, kind: OrderType) -> Iterator[tuple[str, str]]:
    """What the seat must put into words itself."""
    wanted, told = kind.mechanism.words, order.argument
    if told is None or not wanted:
        if wanted or told is not None:
            yield "words", "say what you do and what is to come of it" if wanted else "takes no argument; leave it out"
        return
    if not told.action.strip() or not told.effect.strip():
        yield "words", "say what you do and what is to come of it"
    count = len(told.reasons) if len(told.reasons) > MOST_REASONS else sum(bool(r.strip()) for r in told.reasons)
    if wanted == "reasons" and not 1 <= count <= MOST_REASONS:
        yield "words", f"{count} reasons; give one to {MOST_REASONS}"
    longest = max(map(len, (told.action, told.effect, *told.reasons)))
    if longest > MOST_WORDS:
        yield "words", f"one of its texts has {longest} characters, at most {MOST_WORDS}; shorten it"


def _can_fire(branch: Branch, order: Order, kind: OrderType) -> bool:
    """Whether an `if` can come about at all with this order."""
    targets, meets = dict(kind.targets).values(), kind.ceiling > 0
    match branch.when:
        case "rung-reached":
            raised = (b.to for b in order.branches if b is not branch and b.then == "ceiling")
            return "route" in targets or (meets and branch.at <= max((order.ceiling, *raised)))
        case "contact-enters":
            return meets and bool(kind.force_kind) and "area" in targets
        case "undetected":
            return "route" in targets
        case "partner-refuses":
            return bool(order.partners)


def _partners(rules: Rules, order: Order, kind: OrderType) -> Iterator[tuple[str, str]]:
    unknown = [p for p in order.partners if p not in rules.seats or p == order.seat]
    if unknown:
        yield "with", f"no other seat {', '.join(unknown)} to sign with"
    if len(order.partners) < kind.partners:
        yield "with", f"needs {kind.partners} to sign with you; name them"
    if order.openness == "false-flag" and (order.blame not in rules.seats or order.blame == order.seat):
        yield "blame", "a false flag needs another seat to point at; choose one"


def _forces(view: View, order: Order, kind: OrderType) -> Iterator[tuple[str, str]]:
    if kind.force_kind and not any(f.seat == view.seat and f.kind == kind.force_kind for f in view.forces.values()):
        yield "force", f"you have no {kind.force_kind.replace('-', ' ')} to send; choose another order"
    named = {*order.forces, *(f for branch in order.branches for f in branch.forces)}
    for id_ in sorted(named):
        force = view.forces.get(id_)
        if force is None or force.seat != view.seat:
            yield "force", f"you have no force {id_!r}"
        elif kind.force_kind and force.kind != kind.force_kind:
            yield "force", f"{force.title} is no {kind.force_kind}; send another"
        elif force.status == "away" and force.busy_until > view.now:
            yield "force", f"{force.title} is away; send another"


def _route(rules: Rules, view: View, order: Order, kind: OrderType) -> Iterator[tuple[str, str]]:
    clock = view.now
    if order.route and "route" not in dict(kind.targets).values():
        yield "route", "flies no route; leave it out"
    for leg in order.route:
        if leg.area not in rules.map.areas:
            yield "route", f"you know of no area {leg.area!r}; choose another"
        if leg.enter < clock or leg.leave <= leg.enter:
            yield "route", "legs must follow each other in time, from this turn on"
        clock = max(clock, leg.leave)


def _condition(rules: Rules, view: View, order: Order, kind: OrderType) -> Iterator[tuple[str, str]]:
    if kind.when is None:
        return
    facts = rules.facts(rules, view, order.seat)
    env: dict[str, str | int] = {"self": order.seat, "turn": view.turn, **order.targets}
    owner = view.contacts[env["contact"]].owner if "contact" in env else None  # type: ignore[index]
    if owner is not None:
        env["contact.owner"] = owner
    if order.partners:
        env["partner"] = order.partners[0]
    try:
        holds = kind.when(facts, env)
    except (Unknown, KeyError):
        holds = 0
    if not holds:
        yield "when", kind.refusal or f"not open to you now: it asks that {kind.when.text}"
