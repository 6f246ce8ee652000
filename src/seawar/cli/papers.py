"""`handover` and `order-sheet`: what one seat is given on paper, from a journal or from a scenario."""

from __future__ import annotations

from pathlib import Path

from seawar.cli.journals import Entries, copy_of, rules_for_journal, seat_named
from seawar.cli.printing import deliver
from seawar.content.library import Loaded, load
from seawar.core.rules import Rules
from seawar.core.seat_rules import rules_for
from seawar.core.view import View
from seawar.errors import SeawarError
from seawar.journal.reader import good_prefix
from seawar.replay.entries import Hashed, decode
from seawar.replay.fold import as_seen
from seawar.report.handover import handover_document
from seawar.report.order_sheet import order_sheet
from seawar.table.opening import new_table

SUFFIX = ".jsonl"


def print_handover(file: Path, name: str | None, *, html: bool, output: Path | None) -> None:
    """The hand-over brief of a seat, from a journal or from its own copy of one."""
    entries, seat, rules = _of_journal(file, name)
    told = (decode(data, n) for n, data in entries if data is not None)
    deliver(handover_document(rules, seat, told), html=html, output=output)


def print_order_sheet(
    what: str, name: str | None, *, cut: bool, rulebook: str, html: bool, output: Path | None
) -> None:
    """A seat's sheet: of the move that is open in a journal, or of the first move of a scenario."""
    if what.endswith(SUFFIX):
        if cut or rulebook:
            raise SeawarError("a journal goes on with what is in it; leave --cut and --rulebook out")
        rules, view = _open_move(Path(what), name)
    else:
        rules, view = first_move(load(what, cut=cut, rulebook=rulebook), name)
    deliver(order_sheet(rules, view), html=html, output=output)


def _of_journal(file: Path, name: str | None) -> tuple[Entries, str, Rules]:
    """Its entries, the seat that is meant, and the rules as that seat may hold them."""
    found = good_prefix(file)
    if found.error and not found.lines:
        raise found.error
    entries = [(line.n, line.d) for line in found.lines]
    whose = copy_of(entries)
    if name is None and whose is None:
        raise SeawarError(f"{file.name} is the full journal: say whose paper it is, as --for SEAT")
    if whose and name and name.casefold() != whose.casefold():
        raise SeawarError(f"{file.name} is the copy of {whose} alone: write --for {whose}, or ask for the full journal")
    rules = rules_for_journal(entries, file)
    seat = whose or seat_named(name or "", {id_: seat.title for id_, seat in rules.seats.items()})
    return entries, seat, rules_for(rules, seat)


def _open_move(file: Path, name: str | None) -> tuple[Rules, View]:
    """What a seat knows in the move that is open; the table may be in use."""
    entries, seat, rules = _of_journal(file, name)
    states = [decode(data) for _, data in entries if data is not None and data.startswith(b'{"t":"state"')]
    view = as_seen(entries, seat)
    settled = bool(states) and isinstance(last := states[-1], Hashed) and last.phase == "settled"
    if not view.turn or settled or view.ended:
        raise SeawarError(f"no move is open in {file.name}: open the next one first, or print the sheet of a scenario")
    return rules, view


def first_move(loaded: Loaded, seat_name: str | None) -> tuple[Rules, View]:
    """What a seat knows when the first move is open, of a cut after what is read in."""
    rules = loaded.rules
    if seat_name is None:
        raise SeawarError(f"say whose it is, as --seat SEAT; one of {', '.join(rules.seats)}")
    seat = seat_named(seat_name, {id_: seat.title for id_, seat in rules.seats.items()})
    table = new_table(loaded, seed=0)
    table.open_turn()
    return rules_for(rules, seat), table.view(seat)
