"""What the calendar brings when a turn opens: the clock, income, returns, expiries, lapses.

All of it is counted in instants and durations, never in turns, so the same notice lapses on the same
date whatever the length of a turn.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import UnsetType

from seawar.adjudicate.chance import certain
from seawar.core import calendar, schedule
from seawar.core.effects import (
    AgreementMoved,
    AnyEffect,
    ClockMoved,
    ConditionEnded,
    ContactEnded,
    ForceMoved,
    LedgerMoved,
    Raise,
    Reported,
    ResourceMoved,
    Scheduled,
    StandingEnded,
    TrackMoved,
)
from seawar.core.results import Settled
from seawar.core.rules import Rules
from seawar.core.state import PUBLIC, Report, State

Draft = tuple[Settled, list[AnyEffect | Raise]]


def advance(rules: Rules, state: State) -> list[Draft]:
    """Everything due at the start of the next turn."""
    slot = schedule.upcoming(rules, state)
    assert slot is not None, "nothing is left to be played"
    turn, segment, now = slot.turn, slot.segment, slot.now
    epoch = state.epoch + 1 if turn == state.turn else -1
    due: list[tuple[str, AnyEffect]] = [("clock", ClockMoved(turn, segment, now, slot.until, epoch))]
    if not isinstance(state.ahead, UnsetType):
        due.append(("schedule", Scheduled(state.ahead[1:])))
    due += _income(rules, state, now)
    due += _returns(state, now)
    due += _easing(rules, state, now)
    due += [(f"condition/{key}", ConditionEnded(key)) for key, end in sorted(state.conditions.items()) if end <= now]
    due += [(f"ended/{key}", StandingEnded(key)) for key in _outlived(rules, state, segment)]
    due += [(f"gone/{id_}", ContactEnded(id_)) for id_, c in sorted(state.contacts.items()) if c.legs[-1].leave <= now]
    drafts: list[Draft] = [(Settled(key, 0, key.partition("/")[0]), [effect]) for key, effect in due]
    return drafts + lapses(rules, state, now, 0) + list(_between(rules, state, now))


def _between(rules: Rules, state: State, now: int) -> Iterator[Draft]:
    """What went by date since the last turn closed, where time has leapt: told now, under its own date."""
    if not state.turn or now <= state.until:
        return
    gap = state.copy()
    gap.now, gap.until = state.until, now
    for upkeep in rules.upkeep:
        if upkeep.by_date:
            facts = rules.facts(rules, gap)
            for subject in upkeep.subjects(facts):
                facts.me = subject[0]
                effects = list(certain(upkeep.settle(subject, facts)))
                yield Settled("/".join((upkeep.name, *subject)), 0, upkeep.name, subject[0]), effects


def _outlived(rules: Rules, state: State, segment: int) -> list[str]:
    """Standing orders of a kind that the segment now begun does not know."""
    offered = rules.offered(segment)
    return [key for key, order in sorted(state.standing.items()) if order.type not in offered]


def lapses(rules: Rules, state: State, until: int, step: int) -> list[Draft]:
    """Agreements whose notice has run out by `until`; asked as a turn opens and again as it closes.

    So an order that takes a notice back in the very turn in which it would run out is in time.
    """
    due = [id_ for id_, p in sorted(state.agreements.items()) if p.status == "notice-given" and p.lapses <= until]
    return [(Settled(f"lapse/{id_}", step, "lapse", subject=id_), _lapse(rules, state, id_)) for id_ in due]


def _lapse(rules: Rules, state: State, id_: str) -> list[AnyEffect | Raise]:
    """On its own date, told to those who may know of it; its notices are over with it."""
    pact = state.agreements[id_]
    to = (PUBLIC,) if rules.agreements[id_].public else pact.parties
    told = Report(to, pact.lapses, "Calendar", "{agreement} has lapsed.", {"agreement": id_})
    rows = [f"notice/{party}/{id_}" for party in pact.parties]
    over = [LedgerMoved(row, -state.ledgers[row]) for row in rows if state.ledgers.get(row)]
    return [AgreementMoved(id_, "lapsed"), *over, Reported(told)]


def _easing(rules: Rules, state: State, now: int) -> Iterator[tuple[str, AnyEffect]]:
    """What time alone brings back towards where it stood before the first turn."""
    origin = rules.segments[0].start
    for key, value in state.tracks.items():
        away = value - rules.start.tracks[key]
        if away:
            track = rules.tracks[key.partition("/")[0]]
            amount, per_minutes = track.eases if away > 0 else track.recovers
            by = min(abs(away), calendar.accrued(amount, per_minutes, state.now or origin, now, origin))
            if by:
                yield f"ease/{key}", TrackMoved(key, -by if away > 0 else by)


def _income(rules: Rules, state: State, now: int) -> Iterator[tuple[str, AnyEffect]]:
    origin = rules.segments[0].start
    since = state.now or origin
    for resource in rules.resources.values():
        if resource.income:
            by = calendar.accrued(resource.income, resource.per_minutes, since, now, origin)
            for seat in rules.seats:
                if by:
                    key = f"{resource.id}/{seat}"
                    yield f"income/{key}", ResourceMoved(key, by)


def _returns(state: State, now: int) -> Iterator[tuple[str, AnyEffect]]:
    for id_, force in sorted(state.forces.items()):
        if force.status != "ready" and force.busy_until <= now:
            yield f"return/{id_}", ForceMoved(id_, "ready", force.base, 0)
