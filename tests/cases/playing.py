"""Playing a case, turn by turn, through the ordinary `open_turn` and `resolve`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cases.expecting import Came, differences, ordered
from cases.script import Script
from cases.staging import Stage, orders_of, stage
from cases.wording import Case, CaseDoc, TurnDoc, Wrong, known
from seawar.adjudicate.turn import Resolution, open_turn, resolve
from seawar.adjudicate.validate import Refusal, validate_sheet
from seawar.core.effects import ContactMade
from seawar.core.orders import Order, Sheet
from seawar.core.results import Settled
from seawar.core.rulings import Ruling
from seawar.core.view import view_for
from seawar.errors import SeawarError


def faults(case: Case) -> list[str]:
    """Everything in which the engine and the case differ, or what is wrong with the case; empty if all is well."""
    if case.doc is None:
        return [case.problem]
    found: list[str] = []
    try:
        made = stage(case.scenario, case.doc)
        script = Script(dict(case.doc.dice), dict(case.dice), made.contacts)
        found.extend(_Player(made, script).play(case.doc))
    except (Wrong, SeawarError) as wrong:
        found.append(str(wrong))
    return [f"{case.place}: case {case.title!r}: {sentence}" for sentence in found]


@dataclass(slots=True)
class _Player:
    made: Stage
    script: Script

    def play(self, doc: CaseDoc) -> Iterator[str]:
        """Every turn of the case; what differs, in sentences."""
        yield from self.turn(doc, ())
        for later in doc.then:
            if later.turn <= self.made.state.turn:
                raise Wrong(f"turn {later.turn} stands after turn {self.made.state.turn}; put turns in their order")
            while self.made.state.turn < later.turn - 1:
                list(self.turn(TurnDoc(), self.open()))
            self.script.wanted |= later.dice
            yield from (f"turn {later.turn}: {told}" for told in self.turn(later, self.open()))
        for name in self.script.unused():
            yield f"the dice were never asked for {name!r}; take it out, or see which chances there are"

    def open(self) -> tuple[Settled, ...]:
        """Open the next turn; what came with it."""
        made = self.made
        if made.state.ended:
            raise Wrong(f"the game is over after turn {made.state.turn}: {made.state.ended}")
        opened = open_turn(made.rules, made.state)
        made.state = opened.state
        return _results(opened)

    def turn(self, doc: TurnDoc, opened: Sequence[Settled]) -> Iterator[str]:
        """Settle the open turn, and compare what came with what the case expects."""
        made, before = self.made, self.made.state
        orders = {seat: orders_of(made, seat, docs) for seat, docs in doc.orders.items()}
        refused = {seat: _refusals(made, seat, given) for seat, given in orders.items()}
        sheets = [Sheet(seat, before.turn, tuple(given)) for seat, given in orders.items() if not refused[seat]]
        rulings = {r.result: r for r in _rulings(made, orders, doc)}
        settled = self.script.settle(lambda dice: resolve(made.rules, before, sheets, rulings, dice))
        results = (*opened, *_results(settled))
        for effect in (effect for result in results for effect in result.effects):
            if isinstance(effect, ContactMade):
                made.contacts.setdefault(effect.contact.force or "echo", effect.id)
        made.state = settled.state
        yield from _unlike_refusals(refused, doc)
        came = Came(made, before, settled.state, results, orders, list(self.script.rolls(settled)))
        yield from differences(came, doc.expect)


def _results(resolution: Resolution) -> tuple[Settled, ...]:
    return tuple(result for _, step in resolution.steps for result in step)


def _refusals(made: Stage, seat: str, orders: Sequence[Order]) -> list[Refusal]:
    """What the table would say to the seat's sheet: an illegal order is never settled."""
    view = view_for(made.rules, made.state, seat)
    return validate_sheet(made.rules, view, Sheet(seat, view.turn, tuple(orders)))


def _rulings(made: Stage, orders: Mapping[str, Sequence[Order]], doc: TurnDoc) -> Iterator[Ruling]:
    """What the umpire says of the results of orders given in this turn."""
    for seat, ruled in doc.rulings.items():
        for key, band in ruled.items():
            order = ordered(made, orders, known("seat", seat, made.rules.seats), key)
            mechanism = made.rules.order_types[order.type].mechanism
            yield Ruling(order.key, known(f"band of {mechanism.name}", band, mechanism.bands), "so the case says")


def _unlike_refusals(refused: dict[str, list[Refusal]], doc: TurnDoc) -> Iterator[str]:
    for seat, refusals in refused.items():
        said = [refusal.text for refusal in refusals]
        wanted = doc.expect.refused.get(seat)
        if wanted is None and said:
            yield f"the orders of {seat} are refused: {'; '.join(said)}. Order otherwise, or expect it under `refused:`"
        elif wanted is not None and not any(wanted in text for text in said):
            yield f"expected a refusal to {seat} with {wanted!r}, came {said or 'none'}"
    for seat in doc.expect.refused.keys() - refused.keys():
        yield f"expected a refusal to {seat}, which gives no order here"
