"""Effects in words: one line each, for whoever asks what followed from a result."""

from __future__ import annotations

from typing import assert_never

from seawar.core import calendar
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
from seawar.core.orders import Rung
from seawar.core.rules import Rules
from seawar.core.state import PUBLIC, State
from seawar.replay.count_words import amount_words, instant_words
from seawar.replay.keys import key_words, plain
from seawar.replay.wording import (
    Known,
    change_words,
    contact_words,
    order_words,
    seats_words,
    sentence,
    value_words,
    word,
)

SURE = ("no evidence", "possible", "likely", "almost certain", "certain")
"""Levels of evidence."""
SEEN = ("not seen", "detected", "identified")
"""Levels at which a contact is seen."""


def effect_words(rules: Rules, known: Known, effect: AnyEffect, before: State) -> str:
    """`Tension Japan and Russia: 3 show of force to 5 scrambles`; `before` is the state it changes."""
    match effect:
        case TrackMoved():
            was = before.tracks.get(effect.track, 0)
            return f"{change_words(rules, effect.track, was, was + effect.by)} ({effect.by:+})"
        case ResourceMoved():
            was = before.resources.get(effect.resource, 0)
            who = word(rules, known, effect.resource.partition("/")[2])
            return f"{who}, {change_words(rules, effect.resource, was, was + effect.by)} ({effect.by:+})"
        case LedgerMoved():
            was = before.ledgers.get(effect.ledger, 0)
            then, now = (amount_words(rules, effect.ledger, value) for value in (was, was + effect.by))
            return f"Count {key_words(rules, known, effect.ledger)}: {then} to {now}"
        case Learned():
            return f"{word(rules, known, effect.seat)} learns about {plain(effect.topic)}: {effect.by:+}"
        case Clamped():
            return f"{value_words(rules, effect.key, effect.to)}: held there, the end of its range"
        case Reported():
            to = seats_words(rules, effect.report.to)
            return f"Told to {to}: {effect.report.source}: {sentence(rules, known, effect.report)}"
        case ClockMoved():
            span = calendar.span_words(effect.now, effect.until, rules.zone)
            return f"{rules.name(effect.turn)} begins: {span} {rules.zone_title}"
        case Scheduled():
            last = f", until {calendar.date(effect.ahead[-1].until, rules.zone)}" if effect.ahead else ""
            return f"Turns still to be played: {len(effect.ahead)}{last}"
        case ForceMoved() | ForceLost():
            return _force(rules, effect, before)
        case ContactMade() | ContactSeen() | ContactTurned() | ContactEnded() | EncounterClimbed():
            return _contact(rules, known, effect)
        case InjectFired() | InjectSkipped() | InjectHeld() | InjectFreed() | InjectEdited():
            return _inject(effect)
        case _:
            return _rare(rules, known, effect)


def _force(rules: Rules, effect: ForceMoved | ForceLost, before: State) -> str:
    force = before.forces[effect.force]
    name = f"{force.count} {force.title} of {rules.seats[force.seat].title} ({effect.force})"
    if isinstance(effect, ForceLost):
        return f"{name}: {effect.by} lost"
    until = f" until {calendar.clock(effect.busy_until, rules.zone)}" if effect.busy_until else ""
    return f"{name}: {effect.status}, {word(rules, {}, effect.area)}{until}"


def _contact(
    rules: Rules, known: Known, effect: ContactMade | ContactSeen | ContactTurned | ContactEnded | EncounterClimbed
) -> str:
    name = contact_words(known.get(effect.id), effect.id)
    match effect:
        case ContactMade():
            owner = word(rules, known, effect.contact.owner or "nobody")
            legs = ", ".join(
                f"{word(rules, known, leg.area)} {calendar.clock(leg.enter, rules.zone)} to "
                f"{calendar.clock(leg.leave, rules.zone)}"
                for leg in effect.contact.legs
            )
            return f"{name} of {owner} sets out: {legs}"
        case ContactSeen():
            return f"{word(rules, known, effect.seat)} has {name}: {SEEN[effect.level]}"
        case ContactTurned():
            return f"{name} ends its way in {word(rules, known, effect.legs[-1].area)}"
        case ContactEnded():
            return f"{name} is gone"
        case EncounterClimbed():
            fired = f", {effect.bursts} warning burst{'s' * (effect.bursts > 1)}" if effect.bursts else ""
            rung = Rung(effect.rung).title
            return f"{name}, met by {seats_words(rules, effect.parties)}: it went as far as {rung}{fired}"
        case _:
            assert_never(effect)


def _inject(effect: InjectFired | InjectSkipped | InjectHeld | InjectFreed | InjectEdited) -> str:
    match effect:
        case InjectFired():
            return f"Inject {effect.inject} has reached its seats"
        case InjectSkipped():
            return f"Inject {effect.inject} is skipped: {effect.reason}"
        case InjectHeld():
            return f"Inject {effect.inject} is held: {effect.reason}"
        case InjectFreed():
            return f"Inject {effect.inject} is held no longer"
        case InjectEdited():
            return f"Inject {effect.inject} says instead: {effect.text}"
        case _:
            assert_never(effect)


def _rare(
    rules: Rules,
    known: Known,
    effect: AgreementMoved | ConditionSet | ConditionEnded | MatterMoved | Claimed | EvidenceFound | Published
    | StandingSet | StandingEnded | Ended,
) -> str:  # fmt: skip
    match effect:
        case AgreementMoved():
            lapses = f", to lapse on {calendar.date(effect.lapses, rules.zone)}" if effect.lapses else ""
            return f"{word(rules, known, effect.agreement)}: {effect.status.replace('-', ' ')}{lapses}"
        case ConditionSet():
            until = instant_words(rules, effect.until)
            return f"{key_words(rules, known, effect.condition)}: holds until {until}"
        case ConditionEnded():
            return f"{key_words(rules, known, effect.condition)}: holds no longer"
        case MatterMoved():
            holder = f", with {word(rules, known, effect.holder)}" if effect.holder else ""
            return f"{word(rules, known, effect.matter)}: {effect.status}{holder}"
        case Claimed():
            claim = effect.claim
            to = "in public" if PUBLIC in claim.to else f"to {seats_words(rules, claim.to)}"
            about = word(rules, known, claim.about)
            return f"{word(rules, known, claim.seat)} says {to}, about {about}: {plain(claim.says)}"
        case EvidenceFound():
            author = word(rules, known, effect.author) or "nobody"
            subject, seat = word(rules, known, effect.subject), word(rules, known, effect.seat)
            return f"{seat} can show that {subject} is of {author}: {SURE[effect.level]}"
        case Published():
            return f"Public now, about {word(rules, known, effect.about)}: {plain(effect.topic)}"
        case StandingSet():
            order = effect.order
            return f"Stands until cancelled: {order_words(rules, known, order.type, order.targets)}"
        case StandingEnded():
            return f"Stands no longer: {key_words(rules, known, effect.key)}"
        case Ended():
            return next((end.text for end in rules.ends if end.id == effect.end), "The last turn is over.")
        case _:
            assert_never(effect)
