"""From validated documents to the compiled rules that the turn loop runs on.

Everything a condition or an effect names is checked here, so that nothing is looked up by a wrong name
in play. All problems are collected, none stops the search for the next.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise
from typing import Any

from seawar.content.citations import uncited
from seawar.content.compile_history import HistoryCompiler
from seawar.content.compile_rulebook import RulebookCompiler
from seawar.content.gazetteer import with_places
from seawar.content.geography import compile_map
from seawar.content.groups import RESERVED
from seawar.content.scope import ANY, Findings, Names, Path
from seawar.content.sense import AIM, END, HABIT, INJECT, RED_LINE, find_circle, find_wrong_giver, find_wrong_targets
from seawar.content.setup import start_state
from seawar.content.tendencies import tendencies
from seawar.content.wishes import Compiler
from seawar.core import calendar
from seawar.core.mechanism import Domain, Ledger
from seawar.core.rules import End, Inject, Rules, Segment
from seawar.core.seats import Aim, Habit, RedLine, SeatDef
from seawar.core.setting import AgreementDef, Card, MatterDef, Voice
from seawar.core.state import PUBLIC, UMPIRE


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
            "good": tuple(doc.goods),
            "inject": (*(inject.id for inject in doc.msel), *((ANY,) if findings.is_lost(("msel",)) else ())),
            "red_line": self._red_line_ids(),
        }
        self.names = Names(book.names.functions, ids, book.names.known, all_in_play=True)
        self.effects = Compiler(book.doc, self.names, findings)

    def _red_line_ids(self) -> tuple[str, ...]:
        lost = any(self.findings.is_lost(("seats", seat, "red_lines")) for seat in self.doc.seats)
        named = (line.id for seat in self.doc.seats.values() for line in seat.red_lines if line.id and line.when)
        return (*named, *((ANY,) if lost or ANY in self.doc.seats else ()))

    def instant(self, text: str, path: Path) -> int:
        try:
            return calendar.parse_instant(text)
        except calendar.CalendarError as error:
            self.findings.add(path, str(error))
            return 0

    def zone(self) -> int:
        try:
            return calendar.offset_minutes(self.doc.zone)
        except calendar.CalendarError as error:
            self.findings.add(("zone",), str(error))
            return 0

    def seats(self) -> dict[str, SeatDef]:
        letters: dict[str, str] = {}
        for seat, doc in self.doc.seats.items():
            if seat in RESERVED:
                message = f"{seat!r} means something else where a seat is named; give the seat another id"
                self.findings.add(("seats", seat), message)
            elif self.book.actors:
                self.findings.known(("seats", seat), "actor of the rulebook", seat, self.book.actors)
            if letters.setdefault(doc.letter, seat) != seat:
                message = f"{doc.letter!r} marks {letters[doc.letter]!r} on the map already; choose another letter"
                self.findings.add(("seats", seat, "letter"), message)
        return {id_: self._seat(id_, doc) for id_, doc in self.doc.seats.items()}

    def _seat(self, id_: str, doc: Any) -> SeatDef:
        path: Path = ("seats", id_)
        own = {"self": "seat"}
        aims = tuple(
            Aim(
                aim_id, aim.text, aim.secret,
                self.names.judged(aim.met, own, (*path, "aims", aim_id, "met"), self.findings, AIM, (id_,)),
            )
            for aim_id, aim in doc.aims.items()
        )  # fmt: skip
        habits = [self._habit(h, (*path, "habits", i), doc.aims, id_) for i, h in enumerate(doc.habits)]
        if always := self.names.condition("1", own, path, self.findings):
            habits += tendencies(id_, self.doc, self.book.doc, always)
        return SeatDef(
            id_, doc.title, doc.letter, doc.cell, doc.side, uncited(doc.public_brief),
            uncited(doc.secret_brief), aims,
            tuple(line.text for line in doc.red_lines), tuple(habit for habit in habits if habit),
            short=doc.short or doc.title, in_text=doc.in_text or doc.title,
            temperament=doc.temperament, watched=self._red_lines(id_, doc, path),
        )  # fmt: skip

    def _red_lines(self, seat: str, doc: Any, path: Path) -> tuple[RedLine, ...]:
        """Those with a condition, each under an id of its own."""
        found: dict[str, RedLine] = {}
        for i, line in enumerate(doc.red_lines):
            at = (*path, "red_lines", i)
            own, watched = {"self": "seat"}, (*at, "when")
            when = self.names.judged(line.when, own, watched, self.findings, RED_LINE, (seat,))
            if line.when is not None and line.id is None:
                self.findings.add(at, "a red line with `when` needs an `id`, by which conditions ask for it; add one")
            if line.id in found:
                self.findings.add((*at, "id"), f"red line {line.id!r} of this seat is named twice; choose another id")
            if when and line.id:
                find_circle(seat, line.id, line.when, watched, self.findings)
                found[line.id] = RedLine(line.id, line.text, when)
        return tuple(found.values())

    def _habit(self, doc: Any, path: Path, aims: Collection[str], seat: str) -> Habit | None:
        self.findings.known((*path, "order"), "order type", doc.order, self.book.doc.orders)
        when = self.names.judged(doc.when, {"self": "seat"}, (*path, "when"), self.findings, HABIT, (seat,))
        kind = self.book.doc.orders.get(doc.order)
        find_wrong_targets(self.doc, kind, doc, path, self.findings, each=False)
        find_wrong_giver(seat, kind, doc, (*path, "order"), self.findings)
        for other in doc.with_:
            self.findings.known((*path, "with"), "other seat", other, self.doc.seats.keys() - {seat})
        targets = {k: v for k, v in doc.targets.items() if v != "any"}
        for field, aim in (("serves", doc.serves), ("risks", doc.risks)):
            if aim is not None:
                self.findings.known((*path, field), "aim of this seat", aim, aims)
        if when is None:
            return None
        return Habit(
            when, doc.order, targets, doc.weight, doc.ceiling, doc.stands, tuple(doc.with_), doc.openness,
            doc.serves or "", doc.risks or "", doc.mood or "", doc.why or "",
        )  # fmt: skip

    def voices(self) -> dict[str, Voice]:
        for id_ in self.doc.voices:
            if id_ in self.doc.seats or id_ in (PUBLIC, UMPIRE):
                self.findings.add(("voices", id_), f"{id_!r} is a seat or an audience; give the voice another id")
        return {id_: Voice(id_, title) for id_, title in self.doc.voices.items()}

    def segments(self) -> tuple[Segment, ...]:
        segments = [self._segment(doc, ("segments", i)) for i, doc in enumerate(self.doc.segments)]
        for i, (ahead, segment) in enumerate(pairwise(segments), 1):
            end = ahead.start
            for _ in range(ahead.turns):
                end = calendar.add(end, ahead.length)
            known = all(self.findings.sound(("segments", n, "start")) for n in (i - 1, i))
            known = known and all(self.findings.sound(("segments", i - 1, name)) for name in ("turns", "length"))
            if known and segment.start < end:
                message = f"{segment.id!r} starts before {ahead.id!r}, the segment ahead of it, has ended"
                self.findings.add(("segments", i, "start"), message)
        return tuple(segments)

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
            for n, question in enumerate(doc.questions):
                self.findings.known(("msel", i, "questions", n), "learning question", question, self.doc.questions)
        return tuple(self._inject(doc, ("msel", i)) for i, doc in enumerate(self.doc.msel))

    def _inject(self, doc: Any, path: Path) -> Inject:
        if doc.at is None and doc.when is None and self.findings.sound(path):
            self.findings.add(path, "expected `at`, `when` or both, or it can never fire")
        return Inject(
            doc.id, doc.title, self.instant(doc.at, (*path, "at")) if doc.at else 0,
            self.names.judged(doc.when, {}, (*path, "when"), self.findings, INJECT), tuple(doc.to), doc.source,
            doc.text, doc.expect, doc.objective, doc.note,
            self.effects.lines(doc.effects, {}, (*path, "effects")), doc.item, tuple(doc.questions),
        )  # fmt: skip

    def cards(self) -> tuple[Card, ...]:
        for id_, doc in self.doc.cards.items():
            for n, question in enumerate(doc.questions):
                path = ("cards", id_, "questions", n)
                self.findings.known(path, "learning question", question, self.doc.questions)
        return tuple(
            Card(id_, doc.title, doc.text, doc.use, doc.item, tuple(doc.questions))
            for id_, doc in self.doc.cards.items()
        )

    def ends(self) -> tuple[End, ...]:
        ends = []
        for id_, doc in self.doc.ends.items():
            when = self.names.judged(doc.when, {}, ("ends", id_, "when"), self.findings, END)
            if when:
                ends.append(End(id_, doc.text, when))
        return tuple(ends)


def ledgers_of(domains: Iterable[Domain]) -> dict[str, Ledger]:
    return {ledger.name: ledger for domain in domains for ledger in domain.ledgers}


def compile_rules(
    book: RulebookCompiler, doc: Any, lines: Mapping[str, int], book_findings: Findings, findings: Findings,
    *, cut: bool = False, other: bool = False,
) -> Rules | None:  # fmt: skip
    """The compiled rules, or None when either document has problems (noted in its findings)."""
    doc = with_places(doc, findings)
    play = ScenarioCompiler(doc, book, findings)
    tracks, resources, kinds = book.tracks(), book.resources(), book.orders(lines)
    parts: dict[str, Any] = {
        "order_types": kinds,
        "review_when": book.review_when(),
        **book.sections(),
        "negotiation": book.negotiation(),
        "map": compile_map(doc, findings),
        "seats": play.seats(),
        "segments": play.segments(),
        "voices": play.voices(),
        "msel": play.msel(),
        "cards": play.cards(),
        "ends": play.ends(),
        "start": start_state(doc, tracks, resources, ledgers_of(book.domains), kinds, findings),
        **HistoryCompiler(doc, book, play.names, findings).sections(),
    }
    zone = play.zone()
    if book_findings.wrong or findings.wrong:
        return None
    return Rules(
        id=doc.scenario, title=doc.title, summary=doc.summary, rulebook=book.doc.rulebook,
        turn_label=book.doc.turn_label, orders_per_turn=book.doc.orders_per_turn,
        zone=zone, zone_title=doc.zone_title,
        tracks=tracks, resources=resources,
        agreements={i: AgreementDef(i, a.title, a.notice_days, a.public) for i, a in doc.agreements.items()},
        matters={i: MatterDef(i, m.title, tuple(m.states)) for i, m in doc.matters.items()},
        goods={i: good.title for i, good in doc.goods.items()}, questions=dict(doc.questions),
        handout=doc.handout, history=doc.history, ledgers=ledgers_of(book.domains),
        upkeep=tuple(u for domain in book.domains for u in domain.upkeep),
        ranges={t.id: (t.low, t.high) for t in tracks.values()} | {r.id: (0, r.cap) for r in resources.values()},
        facts=book.facts, cut=cut, other_rulebook=other, **parts,
    )  # fmt: skip
