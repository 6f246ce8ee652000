"""What a ruling may do: every refusal in one sentence, before anything is on record."""

from __future__ import annotations

from seawar.adjudicate.turn import Resolution
from seawar.core.effects import (
    AgreementMoved,
    AnyEffect,
    ConditionSet,
    Learned,
    LedgerMoved,
    MatterMoved,
    Published,
    Reported,
    ResourceMoved,
    TrackMoved,
)
from seawar.core.rules import Rules
from seawar.core.rulings import Ruling
from seawar.core.state import PUBLIC, State
from seawar.errors import OrderRefused

ALLOWED = (
    TrackMoved, ResourceMoved, LedgerMoved, Learned, Reported, Published, AgreementMoved, ConditionSet, MatterMoved,
)  # fmt: skip
"""Effects that an umpire may add: nothing that moves forces or contacts, which have legs and times of their own."""
MOST_MARKS, MOST_EFFECTS = 12, 12


def refuse_ruling(rules: Rules, state: State, resolution: Resolution, ruling: Ruling) -> None:
    """Raises OrderRefused where the ruling cannot stand."""
    if not ruling.reason.strip():
        raise OrderRefused("reason", "a ruling needs a reason; give one line")
    results = {s.key: s for _, step in resolution.steps for s in step if s.type in rules.order_types}
    settled = results.get(ruling.result)
    if settled is None or settled.band == "void":
        raise OrderRefused("result", f"no result {ruling.result!r} in this turn")
    bands = rules.order_types[settled.type].mechanism.bands
    if ruling.band not in bands and (ruling.band or not ruling.marks):
        raise OrderRefused("band", f"{ruling.band!r} is no outcome here; one of {', '.join(bands)}")
    if len(ruling.marks) > MOST_MARKS or any(mark not in (-1, 1) for mark, _ in ruling.marks):
        raise OrderRefused("marks", f"a mark is +1 or -1, and a result has {MOST_MARKS} at the most")
    if len(ruling.effects) > MOST_EFFECTS:
        raise OrderRefused("effects", f"{len(ruling.effects)} effects, at most {MOST_EFFECTS}; leave some out")
    for effect in ruling.effects:
        if wrong := _wrong(rules, state, effect):
            raise OrderRefused("effects", wrong)


def _wrong(rules: Rules, state: State, effect: AnyEffect) -> str:
    """Why an effect cannot be added, in one sentence; empty when it can."""
    if not isinstance(effect, ALLOWED):
        return f"{type(effect).__name__} follows from orders alone; choose another effect"
    match effect:
        case TrackMoved():
            return _moved("track", effect.track, effect.by, state.tracks, rules)
        case ResourceMoved():
            return _moved("resource", effect.resource, effect.by, state.resources, rules)
        case LedgerMoved() if effect.ledger.partition("/")[0] not in rules.ledgers:
            return f"no ledger {effect.ledger!r} in this rulebook"
        case AgreementMoved() if effect.agreement not in state.agreements:
            return f"no agreement {effect.agreement!r} in this exercise"
        case MatterMoved() if effect.matter not in rules.matters:
            return f"no matter {effect.matter!r} in this exercise"
        case MatterMoved() if effect.status not in rules.matters[effect.matter].states:
            known = ", ".join(rules.matters[effect.matter].states)
            return f"{effect.matter} has no state {effect.status!r}; one of {known}"
        case Reported():
            stranger = next((to for to in effect.report.to if to not in rules.seats and to != PUBLIC), "")
            return f"no seat {stranger!r} to tell; one of {', '.join(rules.seats)} or public" if stranger else ""
        case Learned() if effect.seat not in rules.seats:
            return f"no seat {effect.seat!r}; one of {', '.join(rules.seats)}"
        case _:
            return ""


def _moved(what: str, key: str, by: int, rows: dict[str, int], rules: Rules) -> str:
    if key not in rows:
        return f"no {what} {key!r} in this exercise"
    low, high = rules.ranges[key.partition("/")[0]]
    if not low <= rows[key] + by <= high:
        return f"{key} stands at {rows[key]} and goes from {low} to {high}; {by:+} leaves that range"
    return ""
