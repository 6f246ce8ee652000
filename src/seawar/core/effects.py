"""What happened: a closed list, and the fold that makes state of it.

Orders are open and effects are closed. A rulebook or a domain adds order types; nobody adds an effect
without `apply` handling it, which the type checker sees to. Changes to one number are sums, so the
order of submission never matters; where a sum leaves its range the engine adds a `Clamped`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, assert_never

import msgspec
from msgspec.structs import replace

from seawar.core.orders import Leg, Order
from seawar.core.state import (
    Agreement,
    Claim,
    Contact,
    Encounter,
    Evidence,
    Matter,
    Report,
    State,
)


class Effect(msgspec.Struct, frozen=True, tag_field="e", omit_defaults=True):
    """The base of all effects."""


class TrackMoved(Effect, frozen=True, tag=True):
    track: str
    by: int


class ResourceMoved(Effect, frozen=True, tag=True):
    resource: str
    by: int


class LedgerMoved(Effect, frozen=True, tag=True):
    ledger: str
    by: int


class Clamped(Effect, frozen=True, tag=True):
    """A sum left its range: the value that holds."""

    table: Literal["tracks", "resources", "ledgers"]
    key: str
    to: int


class Learned(Effect, frozen=True, tag=True):
    """A seat found something out about another; repetition yields less."""

    seat: str
    topic: str
    by: int


class Reported(Effect, frozen=True, tag=True):
    report: Report


class ClockMoved(Effect, frozen=True, tag=True):
    turn: int
    segment: int
    now: int
    until: int


class ForceMoved(Effect, frozen=True, tag=True):
    force: str
    status: str
    area: str
    busy_until: int


class ForceLost(Effect, frozen=True, tag=True):
    force: str
    by: int


class ContactMade(Effect, frozen=True, tag=True):
    """Something set out; nobody has seen it yet."""

    id: str
    contact: Contact


class ContactSeen(Effect, frozen=True, tag=True):
    id: str
    seat: str
    level: int


class ContactTurned(Effect, frozen=True, tag=True):
    """It broke off: these are the legs that remain true."""

    id: str
    legs: tuple[Leg, ...]


class ContactEnded(Effect, frozen=True, tag=True):
    id: str


class EncounterClimbed(Effect, frozen=True, tag=True):
    id: str
    rung: int
    bursts: int
    parties: tuple[str, ...]


class AgreementMoved(Effect, frozen=True, tag=True):
    agreement: str
    status: str
    lapses: int = 0


class ConditionSet(Effect, frozen=True, tag=True):
    condition: str
    until: int


class ConditionEnded(Effect, frozen=True, tag=True):
    condition: str


class MatterMoved(Effect, frozen=True, tag=True):
    matter: str
    status: str
    holder: str


class Claimed(Effect, frozen=True, tag=True):
    claim: Claim


class EvidenceFound(Effect, frozen=True, tag=True):
    subject: str
    seat: str
    author: str
    level: int


class Published(Effect, frozen=True, tag=True):
    topic: str
    about: str
    turn: int


class StandingSet(Effect, frozen=True, tag=True):
    order: Order


class StandingEnded(Effect, frozen=True, tag=True):
    key: str


class InjectFired(Effect, frozen=True, tag=True):
    inject: str
    turn: int


class InjectSkipped(Effect, frozen=True, tag=True):
    inject: str
    reason: str


class Ended(Effect, frozen=True, tag=True):
    end: str


AnyEffect = (
    TrackMoved | ResourceMoved | LedgerMoved | Clamped | Learned | Reported | ClockMoved
    | ForceMoved | ForceLost | ContactMade | ContactSeen | ContactTurned | ContactEnded
    | EncounterClimbed | AgreementMoved | ConditionSet | ConditionEnded | MatterMoved | Claimed
    | EvidenceFound | Published | StandingSet | StandingEnded | InjectFired | InjectSkipped | Ended
)  # fmt: skip


class Raise(msgspec.Struct, frozen=True):
    """A wish, not an effect: lift a track to at least `to`.

    Adjustments of one step are summed first; the engine then turns the highest wish into the
    `TrackMoved` that is still missing. So two encounters that both reach a rung do not add up.
    """

    track: str
    to: int


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
        case ClockMoved():
            state.turn, state.segment = effect.turn, effect.segment
            state.now, state.until = effect.now, effect.until
            state.news = {}
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
        case InjectFired():
            state.fired[effect.inject] = effect.turn
        case InjectSkipped():
            state.skipped[effect.inject] = effect.reason
        case Ended():
            state.ended = effect.end
        case _:
            assert_never(effect)


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
