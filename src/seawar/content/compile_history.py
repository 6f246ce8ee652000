"""Compiling what history did and what is known of it, and the cut whose first turns it plays."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from seawar.content.compile_rulebook import RulebookCompiler
from seawar.content.scope import Findings, Names, Path
from seawar.content.sense import find_wrong_giver, find_wrong_targets
from seawar.core.history_test import HistoryTest, Measure
from seawar.core.orders import Order
from seawar.core.session import Move, Session

SESSION_MINUTES = 180
"""What one session of a workshop has."""
MOST_RATIONALE = 300
"""Characters of a historical order's source that stand as its rationale."""
WAYS = ("final", "peak", "mean", "first", "share")


class HistoryCompiler:
    """Compiles `historical:`, `calibration:` and `session:` of one scenario."""

    def __init__(self, doc: Any, book: RulebookCompiler, names: Names, findings: Findings) -> None:
        self.doc = doc
        self.book = book
        self.names = names
        self.findings = findings

    def sections(self) -> dict[str, Any]:
        """The parts of the rules that they make."""
        return {"historical": self.historical(), "tests": self.tests(), "session": self.session()}

    def historical(self) -> tuple[tuple[int, Order], ...]:
        orders: list[tuple[int, Order]] = []
        for i, doc in enumerate(self.doc.historical):
            order = self._historical(doc, ("historical", i))
            orders += [(turn, order) for turn in range(doc.turn, (doc.until or doc.turn) + 1)]
        return tuple(orders)

    def _historical(self, doc: Any, path: Path) -> Order:
        self._is_turn(doc.turn, (*path, "turn"))
        if doc.until is not None:
            self._is_turn(doc.until, (*path, "until"))
            if doc.until < doc.turn:
                self.findings.add((*path, "until"), f"expected turn {doc.turn} or a later one, came {doc.until}")
        for seat in (doc.seat, *doc.with_):
            self.findings.known((*path, "seat" if seat == doc.seat else "with"), "seat", seat, self.doc.seats)
        kind = self.book.doc.orders.get(doc.order)
        self.findings.known((*path, "order"), "order type", doc.order, self.book.doc.orders)
        find_wrong_targets(self.doc, kind, doc, path, self.findings, each=True)
        find_wrong_giver(doc.seat, kind, doc, (*path, "order"), self.findings)
        targets = {name: doc.targets.get(name, "") for name in (kind.targets if kind else ())}
        return Order(
            doc.seat, doc.order, targets, ceiling=doc.ceiling, openness=doc.openness, partners=tuple(doc.with_),
            stands=doc.stands, rationale=doc.source[:MOST_RATIONALE],
        )  # fmt: skip

    def _is_turn(self, turn: int, path: Path) -> None:
        last = sum(segment.turns for segment in self.doc.segments)
        if turn > last and all(self.findings.sound(("segments", i)) for i in range(len(self.doc.segments))):
            self.findings.add(path, f"expected a turn from 1 to {last}, came {turn}")

    def session(self) -> Session | None:
        """The cut, where there is one: its turns rise, and it fits three hours."""
        doc = self.doc.session
        if doc is None:
            return None
        path: Path = ("session",)
        injects = {inject.id for inject in self.doc.msel}
        for i, move in enumerate(doc.moves):
            for id_ in move.drop:
                self.findings.known((*path, "moves", i, "drop"), "inject", id_, injects)
        turns = [(turn, (*path, "read_in", i)) for i, turn in enumerate(doc.read_in)]
        turns += [(move.turn, (*path, "moves", i, "turn")) for i, move in enumerate(doc.moves)]
        for (before, _), (turn, at) in pairwise(turns):
            if turn <= before:
                message = f"turns go forward and none is played twice, but {turn} comes after {before}"
                self.findings.add(at, f"{message}; put it in its place")
        for turn, at in turns:
            self._is_turn(turn, at)
        moves = tuple(
            Move(m.turn, m.brief, m.team, m.adjudicate, m.brief_out, tuple(m.drop), m.saves) for m in doc.moves
        )  # fmt: skip
        session = Session(doc.title, tuple(doc.read_in), doc.read_in_minutes, moves, doc.hot_wash)
        if session.minutes > SESSION_MINUTES:
            message = f"takes {session.minutes} minutes; a session has {SESSION_MINUTES}, so shorten or drop a move"
            self.findings.add((*path, "moves"), message)
        return session

    def tests(self) -> tuple[HistoryTest, ...]:
        return tuple(self._test(doc, ("calibration", i)) for i, doc in enumerate(self.doc.calibration))

    def _test(self, doc: Any, path: Path) -> HistoryTest:
        self._is_turn(doc.until, (*path, "until"))
        for seat in doc.silent:
            self.findings.known((*path, "silent"), "seat", seat, self.doc.seats)
        measures = [self._measure(m, (*path, "measures", i), doc.until) for i, m in enumerate(doc.measures)]
        return HistoryTest(
            doc.id,
            doc.title,
            doc.kind,
            doc.until,
            tuple(doc.silent),
            tuple(m for m in measures if m),
            doc.worth,
            doc.source,
        )

    def _measure(self, doc: Any, path: Path, until: int) -> Measure | None:
        ways = [way for way in WAYS if getattr(doc, way) is not None]
        if len(ways) != 1:
            if self.findings.sound(path):
                self.findings.add(path, f"expected exactly one of {', '.join(WAYS)}; came {', '.join(ways) or 'none'}")
            return None
        if doc.at_least > doc.at_most:
            self.findings.add((*path, "at_most"), f"expected at least {doc.at_least}, came {doc.at_most}")
        turn = doc.turn or until
        if not doc.since <= turn <= until and self.findings.sound(path):
            self.findings.add((*path, "turn"), f"expected a turn from {doc.since} to {until}, came {turn}")
        of = self.names.condition(getattr(doc, ways[0]), {}, (*path, ways[0]), self.findings)
        turns = self._turns(doc, ways[0], path)
        if of is None:
            return None
        asked = (doc.known, doc.at_least, doc.at_most)
        return Measure(doc.title, doc.unit, ways[0], of, *asked, doc.since, turn, doc.note or "", turns)

    def _turns(self, doc: Any, way: str, path: Path) -> tuple[int, int] | None:
        if doc.turns is None:
            return None
        first, last = doc.turns
        if way != "final" or not 1 <= first <= last:
            self.findings.add(
                (*path, "turns"), f"expected `final` and turns that rise from 1, came {way} and {doc.turns}"
            )
        self._is_turn(last, (*path, "turns", 1))
        return first, last
