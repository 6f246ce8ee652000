"""Compiling a rulebook: tracks, resources, order types, and what follows events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from seawar.content.scope import CORE_FUNCTIONS, Findings, Names, Path, facts_class
from seawar.content.wishes import Compiler
from seawar.core import calendar
from seawar.core.mechanism import Domain, Mechanism
from seawar.core.rules import Maker, Modifier, OrderType, ResourceDef, TrackDef

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
        taken = {f.name for f in CORE_FUNCTIONS} | {f.function.name for d in self.domains for f in d.functions}
        for id_ in self.doc.tracks:
            if id_ in taken:
                self.findings.add(("tracks", id_), f"{id_!r} is a function of conditions; give the track another id")
            if id_ in self.doc.resources:
                self.findings.add(("tracks", id_), f"{id_!r} is a resource too; give one of them another id")
            if not id_.isidentifier():
                self.findings.add(("tracks", id_), f"conditions ask for {id_!r} by name; use letters, digits and _")
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
