"""The fold that makes state of what happened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from msgspec.structs import replace

from seawar.core.effects import (
    AgreementMoved,
    AnyEffect,
    Claimed,
    Clamped,
    ClockMoved,
    ConditionEnded,
    ConditionSet,
    ContactEnded,
    ContactMade,
    ContactSeen,
    ContactTurned,
    EncounterClimbed,
    Ended,
    EvidenceFound,
    ForceLost,
    ForceMoved,
    InjectEdited,
    InjectFired,
    InjectFreed,
    InjectHeld,
    InjectSkipped,
    Learned,
    LedgerMoved,
    MatterMoved,
    Published,
    Reported,
    ResourceMoved,
    Scheduled,
    StandingEnded,
    StandingSet,
    TrackMoved,
)
from seawar.core.state import Agreement, Encounter, Evidence, Matter, State


def _shift(table: dict[str, int], key: str, by: int) -> None:
    table[key] = table.get(key, 0) + by


def apply(state: State, effect: AnyEffect) -> None:
    """Fold one effect into `state`, in place."""
    match effect:
        case TrackMoved():
            _shift(state.tracks, effect.track, effect.by)
        case ResourceMoved():
            _shift(state.resources, effect.resource, effect.by)
        case LedgerMoved():
            _shift(state.ledgers, effect.ledger, effect.by)
        case Clamped():
            getattr(state, effect.table)[effect.key] = effect.to
        case Learned():
            _shift(state.ledgers, f"learned/{effect.seat}/{effect.topic}", effect.by)
        case Reported():
            state.news[f"{len(state.news) + 1:03}"] = effect.report
        case ClockMoved() | Scheduled():
            _apply_to_clock(state, effect)
        case ForceMoved() | ForceLost():
            _apply_to_force(state, effect)
        case ContactMade() | ContactSeen() | ContactTurned() | ContactEnded() | EncounterClimbed():
            _apply_to_contact(state, effect)
        case AgreementMoved():
            old = state.agreements[effect.agreement]
            state.agreements[effect.agreement] = Agreement(old.parties, effect.status, effect.lapses)
        case ConditionSet():
            state.conditions[effect.condition] = effect.until
        case ConditionEnded():
            state.conditions.pop(effect.condition, None)
        case MatterMoved():
            state.matters[effect.matter] = Matter(effect.holder, effect.status)
        case Claimed():
            state.claims[f"{effect.claim.seat}/{effect.claim.about}"] = effect.claim
        case EvidenceFound():
            state.evidence[f"{effect.subject}/{effect.seat}"] = Evidence(effect.author, effect.level)
        case Published():
            state.published[f"{effect.topic}/{effect.about}"] = effect.turn
        case StandingSet():
            state.standing[effect.order.key] = effect.order
        case StandingEnded():
            state.standing.pop(effect.key, None)
        case InjectFired() | InjectSkipped() | InjectHeld() | InjectFreed() | InjectEdited():
            _apply_to_inject(state, effect)
        case Ended():
            state.ended = effect.end
        case _:
            assert_never(effect)


def _apply_to_clock(state: State, effect: ClockMoved | Scheduled) -> None:
    if isinstance(effect, Scheduled):
        state.ahead = effect.ahead
        return
    state.turn, state.segment = effect.turn, effect.segment
    state.now, state.until = effect.now, effect.until
    state.news = {}
    if effect.epoch >= 0:
        state.epoch = effect.epoch


def _apply_to_inject(
    state: State, effect: InjectFired | InjectSkipped | InjectHeld | InjectFreed | InjectEdited
) -> None:
    match effect:
        case InjectFired():
            state.fired[effect.inject] = effect.turn
        case InjectSkipped():
            state.skipped[effect.inject] = effect.reason
        case InjectHeld():
            state.held[effect.inject] = effect.reason
        case InjectFreed():
            state.held.pop(effect.inject, None)
        case InjectEdited():
            state.edited[effect.inject] = effect.text


def _apply_to_force(state: State, effect: ForceMoved | ForceLost) -> None:
    force = state.forces[effect.force]
    match effect:
        case ForceMoved():
            force = replace(force, status=effect.status, area=effect.area, busy_until=effect.busy_until)
        case ForceLost():
            force = replace(force, count=max(0, force.count - effect.by))
        case _:
            assert_never(effect)
    state.forces[effect.force] = force


def _apply_to_contact(
    state: State, effect: ContactMade | ContactSeen | ContactTurned | ContactEnded | EncounterClimbed
) -> None:
    if not isinstance(effect, ContactMade) and effect.id not in state.contacts:
        return  # another result of the same step has ended it
    match effect:
        case ContactMade():
            state.contacts[effect.id] = effect.contact
        case ContactSeen():
            key = f"{effect.id}/{effect.seat}"
            state.seen[key] = max(effect.level, state.seen.get(key, 0))
        case ContactTurned():
            state.contacts[effect.id] = replace(state.contacts[effect.id], legs=effect.legs)
        case ContactEnded():
            del state.contacts[effect.id]
            state.encounters.pop(effect.id, None)
            for key in [k for k in state.seen if k.startswith(f"{effect.id}/")]:
                del state.seen[key]
        case EncounterClimbed():
            old = state.encounters.get(effect.id, Encounter(0, 0, ()))
            state.encounters[effect.id] = Encounter(
                max(old.rung, effect.rung),
                old.bursts + effect.bursts,
                tuple(sorted({*old.parties, *effect.parties})),
            )
        case _:
            assert_never(effect)


def apply_all(state: State, effects: Iterable[AnyEffect]) -> None:
    for effect in effects:
        apply(state, effect)
