"""What a ruling may do: every refusal in one sentence, before anything is on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from seawar.adjudicate.turn import Resolution, resolve
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
from seawar.core.results import Settled
from seawar.core.rules import Rules
from seawar.core.rulings import REJECTED, Ruling
from seawar.core.state import PUBLIC, State
from seawar.errors import OrderRefused

if TYPE_CHECKING:
    from seawar.table.table import Table

ALLOWED = (
    TrackMoved, ResourceMoved, LedgerMoved, Learned, Reported, Published, AgreementMoved, ConditionSet, MatterMoved,
)  # fmt: skip
"""Effects that an umpire may add: nothing that moves forces or contacts, which have legs and times of their own."""
MOST_MARKS, MOST_EFFECTS = 24, 12
MOST_TEXT = 600
"""Characters of a reason or of what a seat is told."""
STATUSES = ("none", "negotiating", "in-force", "notice-given", "suspended", "lapsed")
"""Of an agreement."""


def refuse_ruling(rules: Rules, state: State, resolution: Resolution, ruling: Ruling) -> None:
    """Raises OrderRefused where the ruling cannot stand."""
    if not ruling.reason.strip():
        raise OrderRefused("reason", "a ruling needs a reason; give one line")
    results = {s.key: s for _, step in resolution.steps for s in step if s.type in rules.order_types}
    settled = results.get(ruling.result)
    if settled is None or settled.band == "void":
        raise OrderRefused("result", f"no result {ruling.result!r} in this turn")
    bands = outcomes(rules, settled)
    if ruling.band not in bands and (ruling.band or not ruling.marks):
        raise OrderRefused("band", f"{ruling.band!r} is no outcome here; one of {', '.join(bands)}")
    if (ruling.method == "dice") == bool(ruling.band) and ruling.method:
        raise OrderRefused("method", "by the dice no outcome is set, and without them one is; change either")
    if len(ruling.marks) > MOST_MARKS or any(mark not in (-1, 0, 1) for mark, _ in ruling.marks):
        raise OrderRefused("marks", f"a mark is +1, 0 or -1, and a result has {MOST_MARKS} at the most")
    if any(len(text) > MOST_TEXT for text in (ruling.reason, *(because for _, because in ruling.marks))):
        raise OrderRefused("text", f"a reason has {MOST_TEXT} characters at the most; shorten it")
    stranger = next((to for to in ruling.unsaid if to not in rules.seats and to != PUBLIC), "")
    if stranger:
        raise OrderRefused("unsaid", f"no seat {stranger!r}; one of {', '.join(rules.seats)} or public")
    if len(ruling.effects) > MOST_EFFECTS:
        raise OrderRefused("effects", f"{len(ruling.effects)} effects, at most {MOST_EFFECTS}; leave some out")
    for effect in ruling.effects:
        if wrong := refused_effect(rules, state, effect):
            raise OrderRefused("effects", wrong)


def outcomes(rules: Rules, settled: Settled) -> tuple[str, ...]:
    """Every outcome that a ruling may set. Who has met others cannot be rejected: what they did stands."""
    bands = rules.order_types[settled.type].mechanism.bands
    return bands if settled.subject else (*bands, REJECTED)


def trial(table: Table, ruling: Ruling) -> Resolution:
    """What the turn would come to with a ruling, which needs no reason yet. Nothing is on record.

    Raises OrderRefused where the ruling cannot stand, and where the dice are to decide: they are thrown once,
    when it is on record.
    """
    if table.phase != "adjudicate" or table.resolution is None:
        raise OrderRefused("phase", f"this is the {table.phase} phase; results can be weighed in: adjudicate")
    if not ruling.band:
        raise OrderRefused("band", "what the dice decide is known once the ruling is on record")
    refuse_ruling(table.rules, table.state, table.resolution, replace(ruling, reason=ruling.reason or "not yet"))
    rulings = {**table.rulings, ruling.result: ruling}
    return resolve(table.rules, table.state, table.sheets.values(), rulings, table.dice, table.modes)


def refused_effect(rules: Rules, state: State, effect: AnyEffect) -> str:
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
        case AgreementMoved() if effect.status not in STATUSES:
            return f"no agreement is ever {effect.status!r}; one of {', '.join(STATUSES)}"
        case ConditionSet() if effect.until <= state.now:
            return f"{effect.condition} would be over before it begins; choose a later end"
        case MatterMoved() if effect.matter not in rules.matters:
            return f"no matter {effect.matter!r} in this exercise"
        case MatterMoved() if effect.status not in rules.matters[effect.matter].states:
            known = ", ".join(rules.matters[effect.matter].states)
            return f"{effect.matter} has no state {effect.status!r}; one of {known}"
        case Reported() if not 0 < len(effect.report.text.strip()) <= MOST_TEXT:
            return f"what is told has 1 to {MOST_TEXT} characters, this has {len(effect.report.text)}"
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
