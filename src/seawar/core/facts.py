"""One protocol of facts, answered by the truth or by a view of it.

A view has the shape of the state with rows and fields left out, so the same code reads both; what is
left out raises `Unknown`. Conditions, mechanisms, previews and bots ask through this class alone. Where
a mechanism must go on without knowing, `guess` takes the worst or the best end of the range.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from seawar.core.state import Contact, Force, State, dyad

if TYPE_CHECKING:
    from seawar.core.orders import Order
    from seawar.core.rules import Rules
    from seawar.core.view import View
    from seawar.core.worldmap import Area

T = TypeVar("T")


class Unknown(Exception):
    """The view does not know. Never leaves the engine."""


class Absent(Unknown):
    """What is asked about has no part in this scenario: never a range, simply not so."""


class End(Enum):
    """Which end of a range to take for what is not known."""

    WORST = "worst"
    BEST = "best"


class Facts:
    """What is known of a table, from where the asker stands."""

    __slots__ = ("blind", "end", "me", "rules", "world")

    def __init__(self, rules: Rules, world: State | View, me: str = "", end: End = End.WORST) -> None:
        self.rules = rules
        self.world = world
        self.me = me
        """The seat whose order is being settled, asked or previewed."""
        self.end = end
        self.blind = bool(getattr(world, "seat", ""))
        """Whether `world` is one seat's view."""

    def guess(self, value: T | None, worst: T, best: T) -> T:
        """`value` if it is known, else the end of the range that this preview looks at."""
        if value is not None:
            return value
        return worst if self.end is End.WORST else best

    def area(self, area: str) -> Area:
        return self.rules.map.areas[area]

    def contact(self, contact: str) -> Contact:
        try:
            return self.world.contacts[contact]
        except KeyError:
            raise Unknown from None

    def level(self, contact: str, seat: str) -> int:
        """0 not detected, 1 detected, 2 identified."""
        return self.world.seen.get(f"{contact}/{seat}", 0)

    def ready(self, seat: str, kind: str) -> list[tuple[str, Force]]:
        """That seat's forces of a kind that can be sent now, by id."""
        return [
            (id_, force)
            for id_, force in sorted(self.world.forces.items())
            if force.seat == seat
            and (not kind or force.kind == kind)
            and force.count > 0
            and (force.status == "airborne" or force.busy_until <= self.world.now)
        ]

    def sent(self, order: Order) -> list[tuple[str, Force]]:
        """The forces told off for an order."""
        return [(id_, self.world.forces[id_]) for id_ in order.forces]

    def minutes_to(self, force: Force, area: str) -> int:
        """From the order to arrival: to wheels up unless it flies already, then the way at its speed."""
        on_ground = 0 if force.status == "airborne" else force.scramble_minutes
        return on_ground + self.rules.map.km[force.area, area] * 60 // force.speed

    def track(self, key: str) -> int:
        try:
            return self.world.tracks[key]
        except KeyError:
            raise Unknown from None

    def shares_picture(self, a: str, b: str) -> bool:
        """Whether two seats see one radar picture now; False where the asker cannot know."""
        return self.world.conditions.get(f"shared-picture/{dyad(a, b)}", 0) > self.world.now

    def _ledger(self, name: str, seat: str, key: str) -> int:
        """An absent row is 0 for whoever may see the ledger, and unknown to the rest."""
        seen_by = self.rules.ledgers[name].seen_by
        if self.blind and seen_by != "all" and (seen_by != "own" or seat != self.me):
            raise Unknown
        return self.world.ledgers.get(key, 0)

    def row(self, ledger: str, seat: str, other: str) -> int:
        """A seat's row of a ledger that is kept by area or by other seat."""
        return self._ledger(ledger, seat, f"{ledger}/{seat}/{other}")

    # What every rulebook may ask. A name in a condition, `own(...)`, is the method `fn_own` here.

    def fn_own(self, kind: str) -> int:
        return sum(force.count for _, force in self.ready(self.me, kind))

    def fn_left(self, resource: str) -> int:
        try:
            return self.world.resources[f"{resource}/{self.me}"]
        except KeyError:
            raise Unknown from None

    def fn_in_force(self, agreement: str) -> int:
        pact = self.world.agreements.get(agreement)
        status = pact.status if pact else self._status(agreement)
        return 1 if status == "in-force" or status == "notice-given" else 0

    def fn_pact(self, agreement: str, status: str) -> int:
        return int(self._status(agreement) == status)

    def fn_gave_notice(self, agreement: str, seat: str) -> int:
        return int(self.world.ledgers.get(f"notice/{seat}/{agreement}", 0) > 0)

    def fn_party(self, agreement: str, seat: str) -> int:
        pact = self.world.agreements.get(agreement)
        return int(pact is not None and seat in pact.parties)

    def _status(self, agreement: str) -> str:
        try:
            return self.world.agreements[agreement].status
        except KeyError:
            raise Unknown if agreement in self.rules.agreements else Absent from None

    def fn_holds(self, area: str, seat: str) -> int:
        return int(self.area(area).held_by == seat)

    def fn_claims(self, area: str, seat: str) -> int:
        return int(seat in self.area(area).claimed_by)

    def fn_disputed(self, area: str) -> int:
        return int(self.area(area).disputed)

    def fn_overlaps(self, area: str) -> int:
        return int(len(self.area(area).zones) > 1)

    def fn_in_zone(self, area: str, seat: str) -> int:
        return int(seat in self.area(area).zones)

    def fn_contacts(self, area: str) -> int:
        """How many contacts of others are known that are, or are about to be, in an area."""
        return sum(
            any(leg.area == area and leg.leave > self.world.now for leg in contact.legs)
            for id_, contact in self.world.contacts.items()
            if contact.owner != self.me and self.level(id_, self.me)
        )

    def fn_identified(self, contact: str) -> int:
        return int(self.level(contact, self.me) >= 2)

    def fn_rung(self, contact: str) -> int:
        encounter = self.world.encounters.get(contact)
        return encounter.rung if encounter else 0

    def fn_matter(self, matter: str, status: str) -> int:
        found = self.world.matters.get(matter)
        return int(found is not None and found.status == status)

    def fn_fired(self, inject: str) -> int:
        return int(inject in self.world.fired)

    def fn_public(self, topic: str, about: str) -> int:
        return int(f"{topic}/{about}" in self.world.published)

    def fn_stands(self, order_type: str) -> int:
        return sum(o.type == order_type and o.seat == self.me for o in self.world.standing.values())

    def fn_lasts(self, condition: str, a: str, b: str) -> int:
        if self.blind and self.me not in (a, b):
            raise Unknown
        key = f"{condition}/{dyad(a, b)}"
        return int(self.world.conditions.get(key, 0) > self.world.now)

    def fn_said(self, seat: str, about: str, says: str) -> int:
        claim = self.world.claims.get(f"{seat}/{about}")
        return int(claim is not None and claim.says == says)

    def fn_learned(self, seat: str, topic: str) -> int:
        return self._ledger("learned", seat, f"learned/{seat}/{topic}")

    def fn_tally(self, ledger: str, seat: str) -> int:
        return self._ledger(ledger, seat, f"{ledger}/{seat}")

    def fn_between(self, ledger: str, seat: str, other: str) -> int:
        return self._ledger(ledger, seat, f"{ledger}/{seat}/{other}")

    def fn_evidence(self, subject: str, seat: str) -> int:
        """How surely this seat can show that `seat` was behind `subject`, 0 to 4."""
        found = self.world.evidence.get(f"{subject}/{self.me}")
        return found.level if found and found.author == seat else 0

    def fn_same(self, a: str, b: str) -> int:
        return int(a == b)

    def fn_gone(self, turns: int) -> int:
        """Whether at least that many turns are over."""
        return int(self.world.turn > turns)
