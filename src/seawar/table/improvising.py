"""An inject of the umpire's own: refused in one sentence, or at once in force and on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from seawar.adjudicate.turn import improvise
from seawar.core.improvised import Improvised
from seawar.core.rules import Rules
from seawar.core.state import PUBLIC, UMPIRE, State
from seawar.errors import OrderRefused
from seawar.replay.white_cell_entries import Injected
from seawar.table.absent import refuse_unread
from seawar.table.limits import LONGEST_MESSAGE, LONGEST_REASON, LONGEST_SOURCE
from seawar.table.rulings import MOST_EFFECTS, refused_effect

ADD_A_SEAT = "add a seat that is here"
"""What to do about a new inject that nobody would read."""
EFFECTS_BYTES = 16_000
"""All effects of one inject together, encoded: names and texts in them are bounded by this."""

if TYPE_CHECKING:
    from seawar.table.table import Table


def bring_in(table: Table, inject: Improvised, author: str = UMPIRE) -> str:
    """Bring in an inject that is not of the scenario; returns the id that it was given."""
    if table.phase not in ("plan", "adjudicate", "review"):
        raise OrderRefused("phase", f"this is the {table.phase} phase; an inject would reach nobody; open a move first")
    refuse(table.rules, table.state, inject)
    refuse_unread(table, inject.to, ADD_A_SEAT)
    to = (PUBLIC,) if PUBLIC in inject.to else tuple(seat for seat in table.rules.seats if seat in inject.to)
    source, text, reason = inject.source.strip(), inject.text.strip(), inject.reason.strip()
    made = replace(inject, id=_free_id(table), to=to, source=source, text=text, reason=reason)
    entry = Injected(table.now(), (), table.state.turn, made, author)
    done = improvise(table.rules, table.state, made)
    table.state = table.record.settled(table.state, done, "directed", [entry])
    if table.phase == "adjudicate":
        table.settle()
    return made.id


def refuse(rules: Rules, state: State, inject: Improvised) -> None:
    """Raises OrderRefused where the inject makes no sense."""
    if not inject.to:
        raise OrderRefused("to", f"an inject is for somebody; name {', '.join(rules.seats)} or public")
    stranger = next((seat for seat in inject.to if seat not in rules.seats and seat != PUBLIC), "")
    if stranger:
        raise OrderRefused("to", f"no seat {stranger[:40]!r} at this table; one of {', '.join(rules.seats)} or public")
    _length("source", "who tells it", inject.source, LONGEST_SOURCE)
    _length("text", "an inject", inject.text, LONGEST_MESSAGE)
    _length("reason", "the reason for an inject", inject.reason, LONGEST_REASON)
    unknown = next((tag for tag in inject.questions if tag not in rules.questions), "")
    if unknown:
        known = ", ".join(rules.questions) or "this scenario has none"
        raise OrderRefused("question", f"no learning question {unknown[:40]!r}; {known}")
    if len(inject.effects) > MOST_EFFECTS:
        raise OrderRefused("effects", f"{len(inject.effects)} effects, at most {MOST_EFFECTS}; leave some out")
    if len(msgspec.json.encode(inject.effects)) > EFFECTS_BYTES:
        raise OrderRefused("effects", "the effects hold texts that are too long; shorten what they tell or name")
    for effect in inject.effects:
        if wrong := refused_effect(rules, state, effect):
            raise OrderRefused("effects", wrong)


def _free_id(table: Table) -> str:
    """The next of `n1`, `n2`; one that was given up by going back is not given again."""
    taken = {inject.id for inject in table.rules.msel}
    taken |= {entry.inject.id for entry in table.record.log if isinstance(entry, Injected)}
    number = 1
    while f"n{number}" in taken:
        number += 1
    return f"n{number}"


def _length(code: str, what: str, text: str, most: int) -> None:
    if not 0 < len(text.strip()) <= most:
        raise OrderRefused(code, f"{what} has 1 to {most} characters, this has {len(text.strip())}")
