"""Commands with every text that a person wrote made fit to be shown to others."""

from __future__ import annotations

from msgspec.structs import replace

from seawar.core.clean import clean
from seawar.core.effects import Reported
from seawar.core.orders import Argument, Order
from seawar.core.rulings import Ruling
from seawar.net import white_cell
from seawar.net.seating import clean_names
from seawar.net.talks import clean_talk
from seawar.net.wire import (
    Answer,
    AnyCommand,
    Counter,
    Direct,
    Disclose,
    Grant,
    Leave,
    LogTalk,
    MarkAway,
    MarkWord,
    PassCaptaincy,
    Propose,
    Reschedule,
    RollBack,
    Rule,
    Say,
    Seal,
    SealFor,
    SetClock,
    SetMode,
    Sit,
    WhiteCell,
)


def cleaned(command: AnyCommand) -> AnyCommand:
    """The same command, cleaned: a terminal may be somebody else's program."""
    match command:
        case Seal(sheet=sheet) | SealFor(sheet=sheet):
            orders = tuple(_clean_order(order) for order in sheet.orders)
            return replace(command, sheet=replace(sheet, intent=clean(sheet.intent), orders=orders))
        case Say():
            return replace(command, text=clean(command.text))
        case Counter():
            return replace(command, reason=clean(command.reason))
        case _ if isinstance(command, WhiteCell):
            return white_cell.cleaned(command)
        case Propose() | Answer() | Disclose() | MarkWord() | LogTalk():
            return clean_talk(command)
        case Rule():
            return replace(command, rulings=tuple(clean_ruling(ruling) for ruling in command.rulings))
        case Direct(directive=directive):
            words = replace(directive, reason=clean(directive.reason), text=clean(directive.text))
            return replace(command, directive=words)
        case Sit() | Leave() | PassCaptaincy() | Grant() | MarkAway():
            return clean_names(command)
        case SetClock() | SetMode() | RollBack():
            return replace(command, reason=clean(command.reason))
        case Reschedule():
            return replace(command, what=clean(command.what), reason=clean(command.reason))
        case _:
            return command


def _clean_order(order: Order) -> Order:
    told = order.argument
    if told is not None:
        reasons = tuple(clean(reason) for reason in told.reasons)
        told = Argument(clean(told.action), clean(told.effect), reasons)
    return replace(order, rationale=clean(order.rationale), argument=told)


def clean_ruling(ruling: Ruling) -> Ruling:
    marks = tuple((mark, clean(because)) for mark, because in ruling.marks)
    effects = tuple(_clean_report(e) if isinstance(e, Reported) else e for e in ruling.effects)
    return replace(ruling, reason=clean(ruling.reason), marks=marks, effects=effects)


def _clean_report(effect: Reported) -> Reported:
    report = effect.report
    return Reported(replace(report, text=clean(report.text), source=clean(report.source), args={}))
