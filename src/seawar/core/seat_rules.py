"""What of a scenario one seat may hold in its hands: the rulebook and the map, and no other seat's secrets.

Built up from what is allowed, like a view. A seat's terminal works on these rules, so that nothing it
computes for itself (odds, legality, wording) can know more than its seat.
"""

from __future__ import annotations

from msgspec.structs import replace

from seawar.core.rules import Rules
from seawar.core.seats import SeatDef
from seawar.core.session import Session
from seawar.core.state import UMPIRE, State
from seawar.core.worldmap import Area, WorldMap


def rules_for(rules: Rules, seat: str) -> Rules:
    """The rules as `seat` may know them; the umpire's are the whole."""
    if seat == UMPIRE:
        return rules
    pacts = rules.start.agreements
    return replace(
        rules,
        map=WorldMap(
            areas={id_: _area(area, seat) for id_, area in rules.map.areas.items()},
            routes={id_: route for id_, route in rules.map.routes.items() if seat in route.seats},
            km=rules.map.km,
            insets=rules.map.insets,
        ),
        seats={id_: other if id_ == seat else _stranger(other) for id_, other in rules.seats.items()},
        agreements={
            id_: pact
            for id_, pact in rules.agreements.items()
            if pact.public or (id_ in pacts and seat in pacts[id_].parties)
        },
        segments=tuple(
            replace(segment, hand={seat: segment.hand[seat]} if seat in segment.hand else {})
            for segment in rules.segments
        ),
        msel=(),
        chances=(),
        ends=(),
        questions={},
        handout="",
        cards=(),
        history="",
        start=State(),
        historical=(),
        tests=(),
        session=rules.session and _session(rules.session),
    )


def _area(area: Area, seat: str) -> Area:
    """How well others see there is theirs to know."""
    return replace(area, radar=tuple((by, share) for by, share in area.radar if by == seat))


def _session(session: Session) -> Session:
    """When moves are and how long they take; what the white cell may drop is its own business."""
    return replace(session, moves=tuple(replace(move, drop=()) for move in session.moves))


def _stranger(other: SeatDef) -> SeatDef:
    return replace(other, secret_brief="", aims=(), red_lines=(), watched=(), habits=())
