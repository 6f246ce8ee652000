"""What may be done with an inject: every refusal in one sentence, before anything is on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seawar.core.orders import Directive
from seawar.errors import OrderRefused
from seawar.table.absent import refuse_unread
from seawar.table.limits import LONGEST_MESSAGE, LONGEST_REASON

if TYPE_CHECKING:
    from seawar.table.table import Table


def refuse(table: Table, directive: Directive) -> None:
    """Raises OrderRefused where the directive makes no sense now."""
    id_, do = directive.inject, directive.do
    if id_ not in {inject.id for inject in table.rules.msel}:
        raise OrderRefused("inject", f"no inject {id_!r} in this exercise")
    if id_ in table.state.fired:
        raise OrderRefused("fired", f"inject {id_} was fired in turn {table.state.fired[id_]}; it is fired once")
    if do == "fire" and table.phase == "opening":
        message = f"inject {id_} would reach nobody before the first turn; open the turn, then fire it"
        raise OrderRefused("phase", message)
    if do == "fire":
        inject = next(inject for inject in table.rules.msel if inject.id == id_)
        refuse_unread(table, inject.to, f"hold inject {id_} until then")
    if do == "free" and id_ not in table.state.held:
        raise OrderRefused("held", f"inject {id_} is not held")
    if do in ("hold", "skip", "edit") and not directive.reason.strip():
        raise OrderRefused("reason", f"to {do} an inject needs a reason; give one line")
    if len(directive.reason) > LONGEST_REASON:
        length = len(directive.reason)
        raise OrderRefused("reason", f"a reason has at most {LONGEST_REASON} characters, this one has {length}")
    if do == "edit" and not 0 < len(directive.text.strip()) <= LONGEST_MESSAGE:
        length = len(directive.text)
        raise OrderRefused("text", f"an inject has 1 to {LONGEST_MESSAGE} characters, this one has {length}")
