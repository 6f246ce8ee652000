"""Commands to and of the white cell: who may send which, and every text made fit to be shown to others."""

from __future__ import annotations

from msgspec.structs import replace

from seawar.core.clean import clean, clean_lines
from seawar.core.effects import AnyEffect, Reported
from seawar.core.state import UMPIRE
from seawar.errors import OrderRefused
from seawar.journal.receipt import Receipt
from seawar.net.wire import AnswerQuestion, AskUmpire, BringIn, SetAside, Situate, TakeNote, WhiteCell
from seawar.table import asking, improvising, noting, situating
from seawar.table.table import Table


def do(table: Table, seat: str, command: WhiteCell, person: str = "", *, umpired: bool) -> Receipt | None:
    """Do what a seat, an observer or the umpire asks; raises OrderRefused, and then nothing has changed.

    `person` is who asks by name: the connection's to say, never the message's.
    """
    if not umpired:
        raise OrderRefused("right", "nobody is the white cell at this table; the rules decide alone")
    match command:
        case AskUmpire():
            return asking.ask(table, command.id, seat, command.text)
        case TakeNote():
            return noting.note(table, command.id, seat, command.text, command.tags, command.about, person)
        case _ if seat != UMPIRE:
            raise OrderRefused("right", "only the white cell may do this")
        case AnswerQuestion():
            asking.answer(table, command.question, command.text, command.source, person)
        case SetAside():
            asking.set_aside(table, command.question, command.reason, person)
        case Situate():
            return situating.situate(table, command.id, command.seat, command.text, person)
        case BringIn():
            improvising.bring_in(table, command.inject, person or UMPIRE)
    return None


def cleaned(command: WhiteCell) -> WhiteCell:
    """With every text that a person wrote fit to be shown."""
    match command:
        case AskUmpire():
            return replace(command, text=clean(command.text))
        case AnswerQuestion():
            return replace(command, text=clean(command.text), source=clean(command.source))
        case SetAside():
            return replace(command, reason=clean(command.reason))
        case TakeNote():
            return replace(command, text=clean(command.text))
        case Situate():
            return replace(command, text=clean_lines(command.text))
        case BringIn(inject=made):
            words = {name: clean(getattr(made, name)) for name in ("source", "text", "reason")}
            return replace(command, inject=replace(made, **words, effects=tuple(_clean(e) for e in made.effects)))


def _clean(effect: AnyEffect) -> AnyEffect:
    if not isinstance(effect, Reported):
        return effect
    report = effect.report
    return Reported(replace(report, text=clean(report.text), source=clean(report.source), args={}))
