"""Compiling a rulebook: tracks, resources, order types, and what follows events."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from seawar.content.deeds import check_referred, deed_makers, watched_deeds
from seawar.content.groups import ANYBODY, RESERVED, actors_of
from seawar.content.never import Known
from seawar.content.scope import ANY, CORE_FUNCTIONS, Findings, Names, Path, facts_class
from seawar.content.sense import CHANCE, EASING, MODIFIER, ORDER, PUBLICS, find_nonsense
from seawar.content.wishes import Compiler
from seawar.core import calendar
from seawar.core.conditions import COUNT, Function
from seawar.core.deals import Easing, Negotiation
from seawar.core.mechanism import Domain
from seawar.core.rules import ChanceDef, Maker, Modifier, OrderType, PublicRule, ReviewLimit
from seawar.core.tracks import ResourceDef, TrackDef

EVENT_SCOPE = {"self": "seat", "contact": "contact", "contact.owner": "seat", "area": "area"}


def rulebook_names(doc: Any, domains: Iterable[Domain], findings: Findings) -> tuple[Names, type]:
    """What conditions in this rulebook may name, and the facts class that answers them."""
    domains = tuple(domains)
    facts, functions = facts_class(domains, {id_: track.per for id_, track in doc.tracks.items()})
    ids = {
        "seat": actors_of(doc),
        "agreement": tuple(doc.agreements),
        "matter": tuple(doc.matters),
        "resource": tuple(doc.resources),
        "order": tuple(doc.orders),
        "ledger": tuple(ledger.name for domain in domains for ledger in domain.ledgers),
        "pact_status": ("none", "negotiating", "in-force", "notice-given", "suspended", "lapsed"),
    }
    return Names(functions, ids, _known(doc, functions, findings), all_in_play=False), facts


def _known(doc: Any, functions: Mapping[str, Function], findings: Findings) -> Known:
    """Which values the answers of functions can have: tracks their range, what a seat has its cap."""
    tracks = {
        id_: (t.range[0], t.range[1]) for id_, t in doc.tracks.items() if findings.sound(("tracks", id_, "range"))
    }
    rising = {id_: (low, high) for id_, (low, high) in tracks.items() if low < high}
    ranges = {id_: function.range for id_, function in functions.items() if function.range and id_ not in doc.tracks}
    caps = {f"left({i!r})": (0, r.cap) for i, r in doc.resources.items() if findings.sound(("resources", i, "cap"))}
    either_way = ("same", *(id_ for id_ in rising if doc.tracks[id_].per == "dyad"))
    return Known({"turn": COUNT, **ranges, **caps, **rising}, either_way, tuple(rising))


class RulebookCompiler:
    """Compiles one rulebook document."""

    def __init__(self, doc: Any, domains: Iterable[Domain], findings: Findings) -> None:
        self.doc = doc
        self.domains = tuple(domains)
        self.findings = findings
        self.names, self.facts = rulebook_names(doc, self.domains, findings)
        self.effects = Compiler(doc, self.names, findings)
        self.mechanisms = {m.name: m for domain in self.domains for m in domain.mechanisms}
        self.actors = actors_of(doc)
        """None where it is open to anybody."""
        self.watched = watched_deeds(doc, self.mechanisms)

    def tracks(self) -> dict[str, TrackDef]:
        taken = {f.name for f in CORE_FUNCTIONS} | {f.function.name for d in self.domains for f in d.functions}
        for id_ in self.doc.tracks:
            if id_ in taken:
                self.findings.add(("tracks", id_), f"{id_!r} is a function of conditions; give the track another id")
            if id_ in self.doc.resources:
                self.findings.add(("tracks", id_), f"{id_!r} is a resource too; give one of them another id")
            if not id_.isidentifier() and id_ != ANY:
                self.findings.add(("tracks", id_), f"conditions ask for {id_!r} by name; use letters, digits and _")
        return {id_: self._track(id_, t, ("tracks", id_)) for id_, t in self.doc.tracks.items()}

    def _track(self, id_: str, doc: Any, path: Path) -> TrackDef:
        low, high = -100, 100
        if self.findings.sound((*path, "range")):
            low, high = doc.range
            if low >= high:
                self.findings.add((*path, "range"), f"expected a range from low to high, came {low} to {high}")
            elif not low <= doc.start <= high:
                self.findings.add((*path, "start"), f"start {doc.start} lies outside {low}..{high}")
        boxes = {at: name for at, name in doc.boxes.items() if re.fullmatch(r"-?[0-9]{1,4}", at)}
        for at in (at for at in doc.boxes if at not in boxes):
            message = f"boxes are named by the value they start at; {at!r} is no whole number"
            self.findings.add((*path, "boxes"), message)
        starts = tuple(sorted((int(at), name) for at, name in boxes.items()))
        eases, recovers = (self._rate(getattr(doc, way), (*path, way)) for way in ("eases", "recovers"))
        return TrackDef(id_, doc.title, doc.per, low, high, doc.start, starts, doc.seen_by, eases, recovers)

    def resources(self) -> dict[str, ResourceDef]:
        return {id_: self._resource(id_, r) for id_, r in self.doc.resources.items()}

    def _resource(self, id_: str, doc: Any) -> ResourceDef:
        path: Path = ("resources", id_)
        if doc.start > doc.cap and self.findings.sound((*path, "cap")):
            self.findings.add((*path, "start"), f"start {doc.start} is more than the cap {doc.cap}")
        return ResourceDef(id_, doc.title, doc.start, doc.cap, *self._rate(doc.income, (*path, "income")))

    def _rate(self, text: str, path: Path) -> tuple[int, int]:
        """An amount and the minutes it comes over, of `2 per month`; nothing of an empty text."""
        amount, _, per = text.partition(" per ")
        if not text:
            return 0, 1
        try:
            length = calendar.parse_duration(per if per[:1].isdigit() else f"1 {per}")
            return int(amount), length.rate_minutes
        except (calendar.CalendarError, ValueError):
            self.findings.add(path, f"expected a rate such as '2 per month', came {text!r}")
            return 0, 1

    def review_when(self) -> tuple[ReviewLimit, ...]:
        """What makes a result wait: each names a track, or an exposure."""
        for i, limit in enumerate(self.doc.review_when):
            path: Path = ("review_when", i)
            if limit.track is not None:
                self._review_limit(limit, path)
            elif not limit.exposed and self.findings.sound(path):
                self.findings.add(path, "says nothing to look for; give a track with moves, or exposed: true")
        return tuple(ReviewLimit(r.because, r.track or "", r.moves, r.exposed) for r in self.doc.review_when)

    def _review_limit(self, limit: Any, path: Path) -> None:
        self.findings.known((*path, "track"), "track", limit.track, self.doc.tracks)
        if limit.track in self.names.known.tracks:
            low, high = self.names.known.ranges[limit.track]
            if limit.moves > high - low:
                message = f"{limit.track} goes from {low} to {high} and never moves by {limit.moves}"
                self.findings.add((*path, "moves"), f"{message}; write {high - low} or less")

    def check_actors(self) -> None:
        """Note words that mean something else where a seat is named, and `any` beside names."""
        for i, actor in enumerate(self.actors):
            if actor == ANYBODY:
                self.findings.add(("actors", i), f"{ANYBODY!r} stands alone: write [{ANYBODY}], or the seats by name")
            elif actor in RESERVED:
                message = f"{actor!r} means something else where a seat is named; give the seat another id"
                self.findings.add(("actors", i), message)

    def orders(self, lines: Mapping[str, int]) -> dict[str, OrderType]:
        self.check_actors()
        find_nonsense(self.doc, self.mechanisms, self.findings)
        return {id_: self._order(id_, doc, lines.get(id_, 0)) for id_, doc in self.doc.orders.items()}

    def _order(self, id_: str, doc: Any, line: int) -> OrderType:
        path: Path = ("orders", id_)
        mechanism: Any = self.mechanisms.get(doc.mechanism)  # None only where that is a problem, told just below
        scope = self._scope(doc, path)
        self._check_order(doc, path)
        fits = mechanism and self.findings.sound((*path, "params"))
        givers = doc.seats or self.actors
        modifiers = []
        for i, modifier in enumerate(doc.modifiers):
            at = (*path, "modifiers", i, "when")
            when = self.names.judged(modifier.when, scope, at, self.findings, MODIFIER, givers)
            if when:
                modifiers.append(Modifier(when, (modifier.add, modifier.because)))
        return OrderType(
            id=id_, title=doc.title, text=doc.text, domain=id_.partition(".")[0], mechanism=mechanism,
            params=msgspec.convert(dict(doc.params), mechanism.params) if fits else None,
            targets=tuple(doc.targets.items()),
            cost=tuple(doc.cost.items()), seats=tuple(doc.seats),
            when=self.names.judged(doc.when, scope, (*path, "when"), self.findings, ORDER, givers),
            refusal=doc.refusal or "",
            modifiers=tuple(modifiers),
            outcomes={
                band: self.effects.lines(lines, scope, (*path, "outcomes", band))
                for band, lines in doc.outcomes.items()
            },
            force_kind=doc.forces or "", stands=doc.stands, partners=doc.partners, ceiling=doc.ceiling,
            deniable=doc.deniable or doc.forces is not None, review=doc.review or bool(mechanism and mechanism.words),
            asks=tuple(doc.asks), calms=doc.calms, source=doc.source, line=line,
            concedes=tuple(doc.concedes), insults=tuple(doc.insults),
            deeds=deed_makers(id_, doc, self.watched, self.effects, scope, path),
        )  # fmt: skip

    def _scope(self, doc: Any, path: Path) -> dict[str, str]:
        """Names in reach of an order type's conditions and effects."""
        scope = {"self": "seat", **doc.targets}
        if doc.partners or self.findings.is_lost((*path, "partners")):
            scope["partner"] = "seat"
        if "contact" in doc.targets or doc.mechanism not in self.mechanisms or doc.mechanism == "air.intercept":
            scope |= {"contact": "contact", "contact.owner": "seat"}
        return scope

    def _check_order(self, doc: Any, path: Path) -> None:
        for seat in doc.seats:
            self.findings.known((*path, "seats"), "actor", seat, self.actors)
        for resource in doc.cost:
            self.findings.known((*path, "cost", resource), "resource", resource, self.doc.resources)
        if not self.findings.known((*path, "mechanism"), "mechanism", doc.mechanism, self.mechanisms):
            return
        mechanism = self.mechanisms[doc.mechanism]
        check_referred(doc, mechanism, self.doc, self.findings, path)
        for band in doc.outcomes:
            self.findings.known((*path, "outcomes", band), f"band of {mechanism.name}", band, mechanism.bands)
        for i, band in enumerate(doc.asks):
            self.findings.known((*path, "asks", i), f"band of {mechanism.name}", band, mechanism.bands)
        lacking = [band for band in mechanism.bands if band not in doc.outcomes]
        if lacking:
            self.findings.add((*path, "outcomes"), f"lacks the band {', '.join(lacking)}; write [] for no effect")
        for needed in mechanism.targets:
            name, _, kind = needed.partition(": ")
            if doc.targets.get(name) != (kind or name) and not {ANY} & {*doc.targets, *doc.targets.values()}:
                message = f"{mechanism.name} needs a target {name!r} of kind {kind or name}; add it"
                self.findings.add((*path, "targets"), message)

    def sections(self) -> dict[str, Any]:
        """What follows events, what publics make of news and of each other, and what comes in nobody's hands."""
        return {
            **self._publics(),
            "chances": tuple(self._chance(id_, entry) for id_, entry in self.doc.chances.items()),
            "events": self.makers(self.doc.events, EVENT_SCOPE, "events"),
            "reactions": self.makers(self.doc.reactions, {"self": "seat"}, "reactions"),
        }

    def negotiation(self) -> Negotiation | None:
        """What deals cost; None where they cost nothing."""
        doc = self.doc.negotiation
        if doc is None:
            return None
        self.findings.known(("negotiation", "resource"), "resource", doc.resource, self.doc.resources)
        lowers = []
        for i, line in enumerate(doc.lowers):
            at: Path = ("negotiation", "lowers", i, "when")
            when = self.names.judged(line.when, {"self": "seat"}, at, self.findings, EASING, self.actors)
            if when:
                lowers.append(Easing(when, line.by, line.because))
        return Negotiation(doc.resource, doc.cost, tuple(lowers))

    def _publics(self) -> dict[str, Any]:
        doc = self.doc.publics
        if doc is None:
            return {}
        between = {"self": "seat", "other": "seat"}
        made = {
            name: tuple(
                self._public_rule(rule, {"self": "seat"} if name == "crossed" else between, ("publics", name, i))
                for i, rule in enumerate(getattr(doc, name))
            )
            for name in ("conceded", "insulted", "crossed", "kept", "broken")
        }
        return {"publics": made, "affront": self.effects.length(doc.affront_lasts, ("publics", "affront_lasts"))}

    def _public_rule(self, doc: Any, scope: Mapping[str, str], path: Path) -> PublicRule:
        when = self.names.judged(doc.when, scope, (*path, "when"), self.findings, PUBLICS, self.actors)
        return PublicRule(when, self.effects.lines(doc.effects, scope, (*path, "effects")))

    def _chance(self, id_: str, doc: Any) -> ChanceDef:
        path: Path = ("chances", id_)
        when = self.names.judged(doc.when, {}, (*path, "when"), self.findings, CHANCE)
        mean = self.effects.length(doc.mean, (*path, "mean"))
        return ChanceDef(id_, doc.title, when, mean, self.effects.lines(doc.effects, {}, (*path, "effects")))

    def makers(self, section: Mapping[str, Any], scope: Mapping[str, str], name: str) -> dict[str, tuple[Maker, ...]]:
        return {id_: self.effects.lines(entry.effects, scope, (name, id_, "effects")) for id_, entry in section.items()}
