"""What seats offer each other: a proposal, and the closed list of clauses it may hold.

A *binding* clause is carried out by the engine, together with the others of its proposal or not at all. A *word* may
be broken; the white cell marks whether it was kept. Free text that binds was refused: what nobody can carry out the
same way twice is a word.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from seawar.core.conditions import Condition

Ending = Literal["in-force", "suspended", "lapsed"]
"""Where all members together may bring an agreement; a notice is one member's own act and has an order."""


class Clause(msgspec.Struct, frozen=True, tag_field="k", omit_defaults=True):
    """The base of all clauses."""


class PactClause(Clause, frozen=True, tag="pact"):
    """An agreement enters into force (which ends a notice too), is suspended, or ends by consent. Binding."""

    agreement: str
    status: Ending


class TransferClause(Clause, frozen=True, tag="transfer"):
    """One party hands a resource to another. Binding."""

    resource: str
    frm: str
    to: str
    amount: int


class OrderClause(Clause, frozen=True, tag="order"):
    """Parties give an order under the deal, beside their sheets: a joint programme, the end of a measure. Binding."""

    order: str
    """Order type."""
    seats: tuple[str, ...]
    """Who gives it, sorted: one seat, or with its co-signers as many as the order type needs."""
    targets: dict[str, str] = {}
    """As the order type asks; all of them other parties."""


class WordClause(Clause, frozen=True, tag="word"):
    """What a party promises in its own words. It may be broken."""

    seat: str
    text: str
    by_turn: int = 0
    """The last turn in which it can be kept; 0 for no such turn."""


AnyClause = PactClause | TransferClause | OrderClause | WordClause


class Proposal(msgspec.Struct, frozen=True, omit_defaults=True):
    """One offer as it lies on the table."""

    id: str
    by: str
    """Who makes it: a seat, or a voice."""
    parties: tuple[str, ...]
    """Who must all accept: seats and voices, the proposer among them, sorted."""
    title: str
    clauses: tuple[AnyClause, ...]
    secret: bool = False
    """Whether nobody else is told once it is carried out."""
    condition: str = ""
    """On what understanding it is meant; a word like any other."""
    counters: str = ""
    """The proposal that it takes the place of."""
    expires: int = 0
    """The last turn in which it can be accepted; 0 for no such turn."""

    @property
    def binding(self) -> bool:
        """Whether anything in it is carried out by the engine."""
        return any(not isinstance(clause, WordClause) for clause in self.clauses)


class Easing(msgspec.Struct, frozen=True):
    """What makes a deal cheaper for one party."""

    when: Condition
    """Asked of the party that pays."""
    by: int
    because: str


class Negotiation(msgspec.Struct, frozen=True):
    """What it costs a party to conclude a deal that binds."""

    resource: str
    cost: int
    lowers: tuple[Easing, ...]
