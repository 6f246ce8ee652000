"""Which rows of the state an effect changes: what ties a result to what was changed by it before.

`core.apply` says how a row changes; here only which. A row is named as in the state: table and key.
"""

from __future__ import annotations

from typing import assert_never

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
from seawar.core.results import Settled
from seawar.core.state import Contact

Row = tuple[str, str]
"""Table of the state, and key in it; a scalar has no key."""

CLOCK = ("turn", "segment", "now", "until")
MOVES = ("tracks", "resources")
"""Tables that many things move by and by: that a row moved is a change, not where something comes from."""
BY_NAME = ("contacts", "seen")
"""Tables whose keys begin with an id that nothing else has: whatever names it is about that very row."""


def rows(effect: AnyEffect) -> tuple[Row, ...]:
    """The rows that an effect changes."""
    match effect:
        case TrackMoved():
            return (("tracks", effect.track),)
        case ResourceMoved():
            return (("resources", effect.resource),)
        case LedgerMoved():
            return (("ledgers", effect.ledger),)
        case Learned():
            return (("ledgers", f"learned/{effect.seat}/{effect.topic}"),)
        case Clamped():
            return ((effect.table, effect.key),)
        case Reported():
            return (("news", ""),)
        case ClockMoved():
            return tuple((name, "") for name in CLOCK)
        case Scheduled():
            return (("ahead", ""),)
        case ForceMoved() | ForceLost():
            return (("forces", effect.force),)
        case ContactSeen():
            return (("seen", f"{effect.id}/{effect.seat}"),)
        case ContactMade() | ContactTurned() | ContactEnded():
            return (("contacts", effect.id),)
        case EncounterClimbed():
            return (("encounters", effect.id),)
        case InjectFired() | InjectSkipped() | InjectHeld() | InjectFreed() | InjectEdited():
            return (("fired", effect.inject),)
        case _:
            return _rare_rows(effect)


def _rare_rows(
    effect: AgreementMoved | ConditionSet | ConditionEnded | MatterMoved | Claimed | EvidenceFound | Published
    | StandingSet | StandingEnded | Ended,
) -> tuple[Row, ...]:  # fmt: skip
    match effect:
        case AgreementMoved():
            return (("agreements", effect.agreement),)
        case ConditionSet() | ConditionEnded():
            return (("conditions", effect.condition),)
        case MatterMoved():
            return (("matters", effect.matter),)
        case Claimed():
            return (("claims", f"{effect.claim.seat}/{effect.claim.about}"),)
        case EvidenceFound():
            return (("evidence", f"{effect.subject}/{effect.seat}"),)
        case Published():
            return (("published", f"{effect.topic}/{effect.about}"),)
        case StandingSet():
            return (("standing", effect.order.key),)
        case StandingEnded():
            return (("standing", effect.key),)
        case Ended():
            return (("ended", ""),)
        case _:
            assert_never(effect)


def made_contacts(result: Settled) -> dict[str, Contact]:
    """Contacts that set out with this result."""
    return {effect.id: effect.contact for effect in result.effects if isinstance(effect, ContactMade)}
