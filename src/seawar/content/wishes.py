"""From one line of effects in YAML to a function that makes those effects for an order.

References (`self`, `partner`, `contact.owner`, `others`, a target, a seat) are checked here, at load; at
play they resolve to ids from the order's environment, or to nobody, and then nothing happens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from seawar.content.groups import GROUPS, group, noticed, pair
from seawar.content.scope import ANY, Findings, Names, Path
from seawar.core import calendar
from seawar.core.effects import (
    AgreementMoved,
    AnyEffect,
    Claimed,
    ConditionSet,
    ContactSeen,
    ForceMoved,
    Learned,
    LedgerMoved,
    MatterMoved,
    Published,
    Raise,
    Reported,
    ResourceMoved,
    TrackMoved,
)
from seawar.core.facts import Facts
from seawar.core.rules import Maker
from seawar.core.state import PUBLIC, Claim, Report, dyad

Env = Mapping[str, str | int]
Refer = Callable[[Facts, Env], tuple[str, ...]]
Made = Iterable[AnyEffect | Raise]

_PLACES = re.compile(r"\{([^{}]*)\}")


class Compiler:
    """Compiles effect lines, given what the rulebook and scenario know."""

    def __init__(self, doc: Any, names: Names, findings: Findings) -> None:
        self.doc = doc
        """The rulebook document: tracks and resources."""
        self.names = names
        self.findings = findings

    def lines(self, lines: list[Any], scope: Mapping[str, str], path: Path) -> tuple[Maker, ...]:
        """Makers of a list of effect lines; `scope` gives the names in reach and their kinds."""
        makers = []
        for i, line in enumerate(lines):
            verbs = [verb for verb in _VERBS if getattr(line, verb) is not None]
            if len(verbs) != 1 and self.findings.sound((*path, i)):
                known = ", ".join(verb.rstrip("_") for verb in _VERBS)
                self.findings.add((*path, i), f"expected exactly one of {known}")
            for verb in verbs:
                made = _VERBS[verb](self, getattr(line, verb), scope, (*path, i, verb.rstrip("_")))
                if made is not None:
                    makers.append(made)
        return tuple(makers)

    def refer(self, name: str, scope: Mapping[str, str], path: Path, what: str = "seat") -> Refer:
        """How a reference to seats (or to one target) resolves at play."""
        if name == PUBLIC:
            return lambda facts, env: (PUBLIC,)
        if name in scope:
            return lambda facts, env: (str(env[name]),) if env.get(name) else ()
        if name in GROUPS:
            if name in ("claimants", "zoned", "area.holder") and "area" not in scope:
                self.findings.add(path, f"{name!r} needs a target named area")
            if name == "parties" and "agreement" not in scope:
                self.findings.add(path, "'parties' needs a target named agreement")
            if name == "witnesses" and "contact" not in scope:
                self.findings.add(path, "'witnesses' needs a contact")
            return lambda facts, env: group(name, facts, env)
        known = self.names.ids.get(what, ())
        self.findings.known(path, what, name, {*known, *scope, *GROUPS, PUBLIC})
        return lambda facts, env: (name,) if what != "seat" or name in facts.rules.seats else ()

    def adjust(self, spec: Any, scope: Mapping[str, str], path: Path) -> Maker | None:
        keys = self._track_keys(spec, scope, path)
        by = spec.by
        return keys and (lambda facts, env: [TrackMoved(key, by) for key in keys(facts, env)])

    def raise_to(self, spec: Any, scope: Mapping[str, str], path: Path) -> Maker | None:
        keys = self._track_keys(spec, scope, path)
        to = spec.to
        low, high = self.names.known.ranges.get(spec.track, (to - 1, to))
        if keys and not low < to <= high:
            wrong = "and never more" if to > high else "so it is never less"
            message = f"{spec.track} goes from {low} to {high}, {wrong}: to {to} it cannot be raised"
            self.findings.add((*path, "to"), f"{message}; write {low + 1} to {high}")
        return keys and (lambda facts, env: [Raise(key, to) for key in keys(facts, env)])

    def _track_keys(self, spec: Any, scope: Mapping[str, str], path: Path) -> Refer | None:
        if not self.findings.known((*path, "track"), "track", spec.track, self.doc.tracks):
            return None
        track, id_ = self.doc.tracks.get(spec.track), spec.track
        per = track.per if track else ANY
        if per == ANY or not self.findings.sound((*path, "with")):
            self.refer(spec.seat, scope, (*path, "seat"))
            if spec.with_:
                self.refer(spec.with_, scope, (*path, "with"))
            return None  # whose track it is cannot be told
        if (per in ("dyad", "pair")) != bool(spec.with_):
            need = "needs" if not spec.with_ else "takes no"
            self.findings.add(path, f"track {id_!r} is per {per} and {need} `with`")
            return None
        first = self.refer(spec.seat, scope, (*path, "seat"))
        if per == "table":
            return lambda facts, env: (f"{id_}/table",)
        if per == "seat":
            return lambda facts, env: tuple(f"{id_}/{a}" for a in first(facts, env) if a != PUBLIC)
        second = self.refer(spec.with_, scope, (*path, "with"))
        join = dyad if per == "dyad" else pair

        def named(facts: Facts, env: Env) -> tuple[str, ...]:
            del facts
            a, b = env.get(spec_first), env.get(spec_second)
            return (f"{id_}/{join(str(a), str(b))}",) if a and b and a != b else ()

        spec_first, spec_second = spec.seat, spec.with_
        if spec_first in scope and spec_second in scope:
            return named  # by far the most common: two names, looked up where they stand

        def keys(facts: Facts, env: Env) -> tuple[str, ...]:
            some, others = first(facts, env), second(facts, env)
            return tuple(f"{id_}/{join(a, b)}" for a in some for b in others if a != b)

        return keys

    def gain(self, spec: Any, scope: Mapping[str, str], path: Path) -> Maker | None:
        self.findings.known((*path, "resource"), "resource", spec.resource, self.doc.resources)
        seats, resource, by = self.refer(spec.seat, scope, (*path, "seat")), spec.resource, spec.by
        return lambda facts, env: [ResourceMoved(f"{resource}/{a}", by) for a in seats(facts, env)]

    def learn(self, spec: Any, scope: Mapping[str, str], path: Path) -> Maker:
        seats, topic, by = self.refer(spec.seat, scope, (*path, "seat")), spec.topic, spec.by

        def make(facts: Facts, env: Env) -> Made:
            for seat in seats(facts, env):
                known = facts.world.ledgers.get(f"learned/{seat}/{topic}", 0)
                if by // (1 + known // by):
                    yield Learned(seat, topic, by // (1 + known // by))

        return make

    def tell(self, spec: Any, scope: Mapping[str, str], path: Path) -> Maker:
        to, text, source = self.refer(spec.to, scope, (*path, "to")), spec.text, spec.source
        wanted = tuple(dict.fromkeys(_PLACES.findall(text)))
        allowed = {name for name in scope if "." not in name} | {"at"}
        for name in wanted:
            self.findings.known((*path, "text"), "name", name, allowed)

        def make(facts: Facts, env: Env) -> Made:
            args = {name: str(env.get(name, "")) for name in wanted}
            at = env.get("at", facts.world.now)
            audience = to(facts, env)
            if audience and all(args.values()):
                yield Reported(Report(audience, int(at), source, text, args))

        return make

    def publish(self, spec: Any, scope: Mapping[str, str], path: Path) -> Maker:
        about, topic = self.refer(spec.about, scope, (*path, "about")), spec.topic
        if self.doc.reactions:
            self.findings.known((*path, "topic"), "reaction", topic, self.doc.reactions)
        return lambda facts, env: [Published(topic, a, facts.world.turn) for a in about(facts, env)]

    def say(self, spec: Any, scope: Mapping[str, str], path: Path) -> Maker:
        to, says, about = self.refer(spec.to, scope, (*path, "to")), spec.says, spec.about

        def make(facts: Facts, env: Env) -> Made:
            subject = str(env.get(about, about))
            yield Claimed(Claim(str(env["self"]), subject, says, to(facts, env), facts.world.turn))

        return make

    def matter(self, spec: Any, scope: Mapping[str, str], path: Path) -> Maker:
        self.findings.known((*path, "matter"), "matter", spec.matter, self.names.ids.get("matter", ()))
        id_, status = spec.matter, spec.status
        holder = self.refer(spec.holder, scope, (*path, "holder")) if spec.holder else None

        def make(facts: Facts, env: Env) -> Made:
            known = facts.world.matters.get(id_)
            if known is None or (holder is None and env["self"] not in ("", known.holder)):
                return
            yield MatterMoved(id_, status, "".join(holder(facts, env)[:1]) if holder else known.holder)

        return make

    def agreement(self, spec: Any, scope: Mapping[str, str], path: Path) -> Maker:
        which = self.refer(spec.agreement, scope, (*path, "agreement"), "agreement")
        status = spec.status

        def make(facts: Facts, env: Env) -> Made:
            for id_ in which(facts, env):
                if id_ in facts.world.agreements:
                    days = facts.rules.agreements[id_].notice_days
                    lapses = facts.world.now + days * calendar.MINUTES_PER_DAY
                    yield AgreementMoved(id_, status, lapses if status == "notice-given" else 0)
                    yield from noticed(id_, str(env["self"]), status, facts)

        return make

    def condition(self, spec: Any, scope: Mapping[str, str], path: Path) -> Maker:
        first = self.refer(spec.seat, scope, (*path, "seat"))
        second = self.refer(spec.with_, scope, (*path, "with"))
        name, lasts = spec.name, self.length(spec.lasts, (*path, "lasts"))

        def make(facts: Facts, env: Env) -> Made:
            until = calendar.add(facts.world.now, lasts, facts.rules.zone)
            for a in first(facts, env):
                for b in second(facts, env):
                    yield ConditionSet(f"{name}/{dyad(a, b)}", until)

        return make

    def share(self, spec: Any, scope: Mapping[str, str], path: Path) -> Maker:
        what = self.refer(spec.contact, scope, (*path, "contact"))
        whom = self.refer(spec.with_, scope, (*path, "with"))

        def make(facts: Facts, env: Env) -> Made:
            for id_ in what(facts, env):
                level = facts.level(id_, str(env["self"]))
                for seat in whom(facts, env):
                    contact = facts.world.contacts.get(id_)
                    if level and contact is not None and contact.owner != seat:
                        yield ContactSeen(id_, seat, level)

        return make

    def station(self, spec: Any, scope: Mapping[str, str], path: Path) -> Maker:
        where = self.refer(spec.area, scope, (*path, "area"), "area")
        lasts = self.length(spec.lasts, (*path, "lasts"))

        def make(facts: Facts, env: Env) -> Made:
            kind = facts.rules.order_types[str(env["order"])].force_kind
            ready = facts.ready(str(env["self"]), kind)
            until = calendar.add(facts.world.now, lasts, facts.rules.zone)
            for area in where(facts, env):
                on_ground = [pair for pair in ready if pair[1].status != "airborne"]
                by_distance = sorted(on_ground, key=lambda p: (facts.rules.map.km[p[1].area, area], p[0]))
                for id_, _ in by_distance[:1]:
                    yield ForceMoved(id_, "airborne", area, until)

        return make

    def tally(self, spec: Any, scope: Mapping[str, str], path: Path) -> Maker:
        self.findings.known((*path, "ledger"), "ledger", spec.ledger, self.names.ids.get("ledger", ()))
        seats, ledger, by = self.refer(spec.seat, scope, (*path, "seat")), spec.ledger, spec.by
        return lambda facts, env: [LedgerMoved(f"{ledger}/{a}", by) for a in seats(facts, env)]

    def length(self, text: str, path: Path) -> calendar.Duration:
        try:
            return calendar.parse_duration(text)
        except calendar.CalendarError as error:
            self.findings.add(path, str(error))
            return calendar.Duration(1)


_VERBS: dict[str, Callable[[Compiler, Any, Mapping[str, str], Path], Maker | None]] = {
    "adjust": Compiler.adjust,
    "raise_": Compiler.raise_to,
    "gain": Compiler.gain,
    "learn": Compiler.learn,
    "tell": Compiler.tell,
    "publish": Compiler.publish,
    "say": Compiler.say,
    "matter": Compiler.matter,
    "agreement": Compiler.agreement,
    "condition": Compiler.condition,
    "share": Compiler.share,
    "station": Compiler.station,
    "tally": Compiler.tally,
}
