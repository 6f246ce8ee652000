"""From validated documents to the compiled rules that the turn loop runs on.

Everything a condition or an effect names is checked here, so that nothing is looked up by a wrong name
in play. All problems are collected, none stops the search for the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from seawar.content.geography import compile_map
from seawar.content.scope import Findings, Names, Path, facts_class
from seawar.content.setup import start_state
from seawar.content.wishes import Compiler
from seawar.core import calendar
from seawar.core.mechanism import Domain, Ledger, Mechanism
from seawar.core.rules import (
    AgreementDef,
    Aim,
    End,
    Habit,
    Inject,
    Maker,
    MatterDef,
    Modifier,
    OrderType,
    ResourceDef,
    Rules,
    SeatDef,
    Segment,
    TrackDef,
    Voice,
)
from seawar.core.state import PUBLIC

EVENT_SCOPE = {"self": "seat", "contact": "contact", "contact.owner": "seat", "area": "area"}


def rulebook_names(doc: Any, domains: Iterable[Domain]) -> tuple[Names, type]:
    """What conditions in this rulebook may name, and the facts class that answers them."""
    domains = tuple(domains)
    facts, functions = facts_class(domains, {id_: track.per for id_, track in doc.tracks.items()})
    ids = {
        "seat": tuple(doc.actors),
        "agreement": tuple(doc.agreements),
        "matter": tuple(doc.matters),
        "resource": tuple(doc.resources),
        "order": tuple(doc.orders),
        "ledger": tuple(ledger.name for domain in domains for ledger in domain.ledgers),
        "pact_status": ("none", "negotiating", "in-force", "notice-given", "suspended", "lapsed"),
    }
    return Names(functions, ids), facts


class RulebookCompiler:
    """Compiles one rulebook document."""

    def __init__(self, doc: Any, domains: Iterable[Domain], findings: Findings) -> None:
        self.doc = doc
        self.domains = tuple(domains)
        self.findings = findings
        self.names, self.facts = rulebook_names(doc, self.domains)
        self.effects = Compiler(doc, self.names, findings)
        self.mechanisms = {m.name: m for domain in self.domains for m in domain.mechanisms}

    def tracks(self) -> dict[str, TrackDef]:
        return {
            id_: TrackDef(
                id_, t.title, t.per, t.range[0], t.range[1], t.start,
                tuple(sorted((int(at), name) for at, name in t.boxes.items())), t.seen_by,
            )
            for id_, t in self.doc.tracks.items()
        }  # fmt: skip

    def resources(self) -> dict[str, ResourceDef]:
        return {id_: self._resource(id_, r) for id_, r in self.doc.resources.items()}

    def _resource(self, id_: str, doc: Any) -> ResourceDef:
        amount, _, per = doc.income.partition(" per ")
        if not doc.income:
            return ResourceDef(id_, doc.title, doc.start, doc.cap, 0, 1)
        try:
            length = calendar.parse_duration(per if per[:1].isdigit() else f"1 {per}")
            return ResourceDef(id_, doc.title, doc.start, doc.cap, int(amount), length.rate_minutes)
        except (calendar.CalendarError, ValueError):
            message = f"expected an income such as '2 per month', came {doc.income!r}"
            self.findings.add(("resources", id_, "income"), message)
            return ResourceDef(id_, doc.title, doc.start, doc.cap, 0, 1)

    def orders(self, lines: Mapping[str, int]) -> dict[str, OrderType]:
        found = {}
        for id_, doc in self.doc.orders.items():
            path: Path = ("orders", id_)
            if self.findings.known((*path, "mechanism"), "mechanism", doc.mechanism, self.mechanisms):
                found[id_] = self._order(id_, doc, self.mechanisms[doc.mechanism], path, lines.get(id_, 0))
        return found

    def _order(self, id_: str, doc: Any, mechanism: Mechanism, path: Path, line: int) -> OrderType:
        scope = self._scope(doc)
        self._check_order(doc, mechanism, path)
        modifiers = []
        for i, modifier in enumerate(doc.modifiers):
            when = self.names.condition(modifier.when, scope, (*path, "modifiers", i, "when"), self.findings)
            if when:
                modifiers.append(Modifier(when, (modifier.add, modifier.because)))
        return OrderType(
            id=id_, title=doc.title, text=doc.text, domain=id_.partition(".")[0], mechanism=mechanism,
            params=msgspec.convert(dict(doc.params), mechanism.params), targets=tuple(doc.targets.items()),
            cost=tuple(doc.cost.items()), seats=tuple(doc.seats),
            when=self.names.condition(doc.when, scope, (*path, "when"), self.findings),
            modifiers=tuple(modifiers),
            outcomes={
                band: self.effects.lines(lines, scope, (*path, "outcomes", band))
                for band, lines in doc.outcomes.items()
            },
            force_kind=doc.forces or "", stands=doc.stands, partners=doc.partners, ceiling=doc.ceiling,
            review=doc.review, calms=doc.calms, source=doc.source, line=line,
        )  # fmt: skip

    def _scope(self, doc: Any) -> dict[str, str]:
        """Names in reach of an order type's conditions and effects."""
        scope = {"self": "seat", **doc.targets}
        if doc.partners:
            scope["partner"] = "seat"
        if "contact" in doc.targets or doc.mechanism == "air.intercept":
            scope |= {"contact": "contact", "contact.owner": "seat"}
        return scope

    def _check_order(self, doc: Any, mechanism: Mechanism, path: Path) -> None:
        for seat in doc.seats:
            self.findings.known((*path, "seats"), "actor", seat, self.doc.actors)
        for resource in doc.cost:
            self.findings.known((*path, "cost", resource), "resource", resource, self.doc.resources)
        for band in doc.outcomes:
            self.findings.known((*path, "outcomes", band), f"band of {mechanism.name}", band, mechanism.bands)
        lacking = [band for band in mechanism.bands if band not in doc.outcomes]
        if lacking:
            self.findings.add((*path, "outcomes"), f"lacks the band {', '.join(lacking)}; write [] for no effect")
        for kind in mechanism.targets:
            if kind not in doc.targets.values():
                self.findings.add((*path, "targets"), f"{mechanism.name} needs a target of kind {kind}")

    def sections(self) -> dict[str, dict[str, tuple[Maker, ...]]]:
        """Makers of what follows events, and of what publics make of news."""
        return {
            "events": self.makers(self.doc.events, EVENT_SCOPE, "events"),
            "reactions": self.makers(self.doc.reactions, {"self": "seat"}, "reactions"),
        }

    def makers(self, section: Mapping[str, Any], scope: Mapping[str, str], name: str) -> dict[str, tuple[Maker, ...]]:
        return {id_: self.effects.lines(entry.effects, scope, (name, id_, "effects")) for id_, entry in section.items()}


class ScenarioCompiler:
    """Compiles one scenario document under a compiled rulebook."""

    def __init__(self, doc: Any, book: RulebookCompiler, findings: Findings) -> None:
        self.doc = doc
        self.book = book
        self.findings = findings
        ids = {
            **book.names.ids,
            "seat": tuple(doc.seats),
            "area": tuple(doc.map.areas),
            "agreement": tuple(doc.agreements),
            "matter": tuple(doc.matters),
            "inject": tuple(inject.id for inject in doc.msel),
            "topic": (),
        }
        del ids["topic"]
        self.names = Names(book.names.functions, ids)
        self.effects = Compiler(book.doc, self.names, findings)

    def instant(self, text: str, path: Path) -> int:
        try:
            return calendar.parse_instant(text)
        except calendar.CalendarError as error:
            self.findings.add(path, str(error))
            return 0

    def seats(self) -> dict[str, SeatDef]:
        for seat in self.doc.seats:
            self.findings.known(("seats", seat), "actor of the rulebook", seat, self.book.doc.actors)
        return {id_: self._seat(id_, doc) for id_, doc in self.doc.seats.items()}

    def _seat(self, id_: str, doc: Any) -> SeatDef:
        path: Path = ("seats", id_)
        own = {"self": "seat"}
        aims = tuple(
            Aim(
                aim_id, aim.text, aim.secret,
                self.names.condition(aim.met, own, (*path, "aims", aim_id, "met"), self.findings),
            )
            for aim_id, aim in doc.aims.items()
        )  # fmt: skip
        habits = [self._habit(h, (*path, "habits", i)) for i, h in enumerate(doc.habits)]
        return SeatDef(
            id_, doc.title, doc.letter, doc.cell, doc.side, doc.public_brief, doc.secret_brief, aims,
            tuple(doc.red_lines), tuple(habit for habit in habits if habit),
        )  # fmt: skip

    def _habit(self, doc: Any, path: Path) -> Habit | None:
        self.findings.known((*path, "order"), "order type", doc.order, self.book.doc.orders)
        when = self.names.condition(doc.when, {"self": "seat"}, (*path, "when"), self.findings)
        targets = {k: v for k, v in doc.targets.items() if v != "any"}
        if when is None:
            return None
        return Habit(when, doc.order, targets, doc.weight, doc.ceiling, doc.stands, tuple(doc.with_), doc.openness)

    def segments(self) -> tuple[Segment, ...]:
        return tuple(self._segment(doc, ("segments", i)) for i, doc in enumerate(self.doc.segments))

    def _segment(self, doc: Any, path: Path) -> Segment:
        for order in doc.orders:
            self.findings.known((*path, "orders"), "order type", order, self.book.doc.orders)
        for seat, hand in doc.hand.items():
            self.findings.known((*path, "hand", seat), "seat", seat, self.doc.seats)
            for order in hand:
                self.findings.known((*path, "hand", seat), "order type", order, self.book.doc.orders)
        return Segment(
            doc.id, doc.title, self.instant(doc.start, (*path, "start")), doc.turns,
            self.effects.length(doc.length, (*path, "length")), tuple(doc.orders),
            {seat: tuple(hand) for seat, hand in doc.hand.items()},
        )  # fmt: skip

    def msel(self) -> tuple[Inject, ...]:
        seen: set[str] = set()
        for i, doc in enumerate(self.doc.msel):
            if doc.id in seen:
                self.findings.add(("msel", i, "id"), f"inject id {doc.id!r} is used twice; ids are never reused")
            seen.add(doc.id)
            for to in doc.to:
                self.findings.known(("msel", i, "to"), "seat", to, (*self.doc.seats, PUBLIC))
        return tuple(self._inject(doc, ("msel", i)) for i, doc in enumerate(self.doc.msel))

    def _inject(self, doc: Any, path: Path) -> Inject:
        return Inject(
            doc.id, doc.title, self.instant(doc.at, (*path, "at")) if doc.at else 0,
            self.names.condition(doc.when, {}, (*path, "when"), self.findings), tuple(doc.to), doc.source,
            doc.text, doc.expect, doc.objective, doc.note,
            self.effects.lines(doc.effects, {}, (*path, "effects")), doc.item,
        )  # fmt: skip

    def ends(self) -> tuple[End, ...]:
        ends = []
        for id_, doc in self.doc.ends.items():
            when = self.names.condition(doc.when, {}, ("ends", id_, "when"), self.findings)
            if when:
                ends.append(End(id_, doc.text, when))
        return tuple(ends)


def ledgers_of(domains: Iterable[Domain]) -> dict[str, Ledger]:
    return {ledger.name: ledger for domain in domains for ledger in domain.ledgers}


def compile_rules(
    book: RulebookCompiler, doc: Any, lines: Mapping[str, int], book_findings: Findings, findings: Findings
) -> Rules | None:
    """The compiled rules, or None when either document has problems (noted in its findings)."""
    play = ScenarioCompiler(doc, book, findings)
    tracks, resources = book.tracks(), book.resources()
    parts: dict[str, Any] = {
        "order_types": book.orders(lines),
        **book.sections(),
        "map": compile_map(doc, findings),
        "seats": play.seats(),
        "segments": play.segments(),
        "msel": play.msel(),
        "ends": play.ends(),
        "start": start_state(doc, tracks, resources, findings),
    }
    if book_findings.found or findings.found:
        return None
    return Rules(
        id=doc.scenario, title=doc.title, summary=doc.summary, rulebook=book.doc.rulebook,
        turn_label=book.doc.turn_label, orders_per_turn=book.doc.orders_per_turn,
        zone=calendar.offset_minutes(doc.zone), zone_title=doc.zone_title,
        tracks=tracks, resources=resources,
        agreements={i: AgreementDef(i, a.title, a.notice_days, a.public) for i, a in doc.agreements.items()},
        matters={i: MatterDef(i, m.title, tuple(m.states)) for i, m in doc.matters.items()},
        voices={i: Voice(i, title) for i, title in doc.voices.items()},
        questions=dict(doc.questions), history=doc.history, ledgers=ledgers_of(book.domains),
        upkeep=tuple(u for domain in book.domains for u in domain.upkeep),
        ranges={t.id: (t.low, t.high) for t in tracks.values()} | {r.id: (0, r.cap) for r in resources.values()},
        facts=book.facts, **parts,
    )  # fmt: skip
