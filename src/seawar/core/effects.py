"""What happened: a closed list.

Orders are open and effects are closed. A rulebook or a domain adds order types; nobody adds an effect
without `core.apply` handling it, which the type checker sees to. Changes to one number are sums, so the
order of submission never matters; where a sum leaves its range the engine adds a `Clamped`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from seawar.core.orders import Leg, Order
from seawar.core.session import Slot
from seawar.core.state import (
    Claim,
    Contact,
    Report,
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
    epoch: int = -1
    """The new epoch, when a further part of the same turn begins; -1 leaves it."""


class Scheduled(Effect, frozen=True, tag=True):
    """What is still to be played, in order."""

    ahead: tuple[Slot, ...]


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


class InjectHeld(Effect, frozen=True, tag=True):
    """It waits until the umpire frees or fires it."""

    inject: str
    reason: str


class InjectFreed(Effect, frozen=True, tag=True):
    inject: str


class InjectEdited(Effect, frozen=True, tag=True):
    inject: str
    text: str


class Ended(Effect, frozen=True, tag=True):
    end: str


AnyEffect = (
    TrackMoved | ResourceMoved | LedgerMoved | Clamped | Learned | Reported | ClockMoved | Scheduled
    | ForceMoved | ForceLost | ContactMade | ContactSeen | ContactTurned | ContactEnded
    | EncounterClimbed | AgreementMoved | ConditionSet | ConditionEnded | MatterMoved | Claimed
    | EvidenceFound | Published | StandingSet | StandingEnded | InjectFired | InjectSkipped
    | InjectHeld | InjectFreed | InjectEdited | Ended
)  # fmt: skip


class Raise(msgspec.Struct, frozen=True):
    """A wish, not an effect: lift a track to at least `to`.

    Adjustments of one step are summed first; the engine then turns the highest wish into the
    `TrackMoved` that is still missing. So two encounters that both reach a rung do not add up.
    """

    track: str
    to: int
