"""One table with everyone at it: people, bots for the other seats, and who turns the page.

Without an umpire the table goes on by itself: it settles when the last seat has sealed, results that
would wait are accepted as computed, and the next turn opens once every person has read what came of the
last, or somebody goes on without the others. With one, the umpire does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from seawar.adjudicate.turn import Resolution
from seawar.core import schedule
from seawar.core.orders import Sheet
from seawar.core.rulings import Ruling
from seawar.core.state import UMPIRE
from seawar.core.view import View
from seawar.errors import OrderRefused
from seawar.journal.receipt import Receipt
from seawar.net import white_cell
from seawar.net.cleaned import clean_ruling, cleaned
from seawar.net.local_client import LocalClient
from seawar.net.seating import refuse, seat_persons, sit
from seawar.net.talks import answer_for, deal_with
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
    Next,
    OfUmpire,
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
    Status,
    Unseal,
    WhiteCell,
    Window,
)
from seawar.replay.entries import Clocked
from seawar.table import seating, windows
from seawar.table.purse import purse
from seawar.table.rolling_back import roll_back
from seawar.table.rulings import trial
from seawar.table.table import Table
from seawar.table.umpiring import set_mode, set_schedule, set_stage

Plan = Callable[[View], Sheet]
MINUTE = 60_000
AS_COMPUTED = "no umpire at this table: accepted as computed"


class Host:
    """Runs one table. Not for several threads."""

    def __init__(
        self, table: Table, people: Sequence[str], bots: Mapping[str, Plan], *, minutes: int | None = None
    ) -> None:
        self.table = table
        self.people = tuple(people)
        self.bots = bots
        """Who plays the seats that no person does."""
        self.minutes = minutes
        """The clock of each plan phase; None for what the session says, or none."""
        self.watchers: list[Callable[[], None]] = []
        self.read: set[str] = set()
        """Persons who have read what came of this turn, at a table without an umpire."""

    @property
    def umpired(self) -> bool:
        return UMPIRE in self.people

    def start(self) -> None:
        """Begin or go on: without an umpire the first turn opens by itself."""
        if self.table.phase == "opening" and not self.umpired:
            self._open()
        if self.table.phase == "plan" and self.table.stage == "leap":
            self.table.settle()
        self._go_on()
        if (clock := self._clock()) and not clock.ends and self.table.phase == "plan" and not self.umpired:
            self.table.set_clock(left=clock.left, running=True, reason="going on with the game")

    def client(self, seat: str, person: str = "", role: str = "") -> LocalClient:
        """A line for a person, who sits down; without a name, for whoever speaks for the seat."""
        if person:
            person = sit(self, person, seat, role)
            self._tell()
        elif seat not in self.people:
            raise OrderRefused("seat", f"no person plays {seat!r} at this table; {', '.join(self.people)}")
        return LocalClient(self, seat, person)

    def submit(self, seat: str, command: AnyCommand, person: str = "") -> Receipt:
        """Do what a seat asks, then whatever follows by itself."""
        refuse(self, seat, person, command)
        receipt = self._do(seat, cleaned(command), person)
        if not isinstance(command, MarkAway | Leave):
            seating.back(self.table, seat)
        self._go_on()
        self._tell()
        return receipt or self.table.receipts.for_seat(seat)

    def _tell(self) -> None:
        for changed in tuple(self.watchers):
            changed()

    def _do(self, seat: str, command: AnyCommand, person: str) -> Receipt | None:
        table = self.table
        match command:
            case Seal():
                if command.sheet.seat != seat:
                    raise OrderRefused("seat", "a sheet is sealed by its own seat")
                return table.seal(command.id, command.sheet)
            case Unseal():
                return table.unseal(command.id, seat)
            case Say():
                return table.say(command.id, seat, command.to, command.text, command.voice)
            case _ if isinstance(command, WhiteCell):
                return white_cell.do(table, seat, command, person, umpired=self.umpired)
            case Counter():
                return windows.counter(table, command.id, seat, command.result, command.reason)
            case Propose() | Answer() | Disclose() | MarkWord() | LogTalk():
                return deal_with(table, seat, command, person, umpired=self.umpired)
            case Next():
                self._next(seat, early=command.early)
            case Sit() | Leave() | PassCaptaincy() | Grant() | MarkAway():
                seat_persons(self, seat, person, command)
            case SealFor():
                if seat != UMPIRE:
                    raise OrderRefused("right", "only the white cell may type in orders for a seat")
                return table.seal(command.id, command.sheet, person or UMPIRE)
            case Rule() | Window() | Direct() | SetClock() | SetMode() | Reschedule() | RollBack():
                self._as_umpire(seat, command, person or UMPIRE)
        return None

    def _as_umpire(self, seat: str, command: OfUmpire, author: str) -> None:
        """`author` is the umpire by name: which one is the connection's to say, never the message's."""
        if seat != UMPIRE:
            raise OrderRefused("right", "only the white cell may do this")
        match command:
            case Rule():
                for ruling in command.rulings:
                    self.table.rule(replace(ruling, author=author))
            case Window():
                windows.set_window(self.table, command.result, command.to if command.open else None)
            case Direct():
                self.table.direct(command.directive, author)
            case SetClock():
                self.table.set_clock(left=command.left, running=command.running, reason=command.reason)
            case SetMode():
                set_mode(self.table, command.mode, command.type, command.reason, author)
            case Reschedule():
                set_schedule(self.table, command.ahead, command.what, command.reason, author)
            case RollBack():
                roll_back(self.table, command.turn, command.reason, author)
                self._begin_move()

    def _next(self, seat: str, *, early: bool) -> None:
        table = self.table
        if self.umpired and seat != UMPIRE:
            raise OrderRefused("right", "the white cell goes on when everyone is ready")
        match table.phase:
            case "opening":
                self._open()
            case "review":
                self.read.add(seat)
                if early or self.umpired or not self._reading():
                    self.read.clear()
                    self._after_review()
            case "plan":
                self._settle(early=early)
            case "adjudicate":
                table.release()
                self._stage("brief-out")
            case _:
                raise OrderRefused("phase", "the table is closed; its journal can be replayed")

    def _after_review(self) -> None:
        table, session = self.table, self.table.rules.session
        if not table.state.ended:
            self._open()
        elif self.umpired and table.rules.cut and session and session.hot_wash and table.stage != "hot-wash":
            self._stage("hot-wash")
        else:
            table.close()

    def _settle(self, *, early: bool) -> None:
        """Settle what is sealed; or, while the umpire still briefs, give the teams their time."""
        waiting = self._expected()
        if waiting and self.table.stage == "brief":
            self._stage("team")
            self._set_clock(running=True)
            return
        if waiting and not early:
            raise OrderRefused("waiting", f"{', '.join(waiting)} have not sealed")
        self.table.settle()
        self._stage("adjudicate")

    def _stage(self, stage: str) -> None:
        """Go on in the run sheet, where an umpire keeps one."""
        if self.umpired:
            set_stage(self.table, stage)

    def _reading(self) -> tuple[str, ...]:
        """Persons who still read what came of this turn."""
        away = self._away()
        return tuple(seat for seat in self.people if seat not in self.read and seat not in away)

    def _away(self) -> tuple[str, ...]:
        """Seats for which nothing waits; none where everybody who plays is away, or a table would run by itself."""
        away, players = self.table.record.persons.away, [seat for seat in self.people if seat != UMPIRE]
        return tuple(seat for seat in players if seat in away) if any(seat not in away for seat in players) else ()

    def _expected(self) -> list[str]:
        """Seats that have not sealed and are there to do so."""
        away = self._away()
        return [seat for seat in self.table.waiting_for() if seat not in away]

    def _waiting_for(self) -> tuple[str, ...]:
        if self.table.phase == "plan":
            return tuple(self.table.waiting_for())
        return self._reading() if self.table.phase == "review" and not self.umpired else ()

    def _open(self) -> None:
        upcoming = schedule.upcoming(self.table.rules, self.table.state)
        self.table.open_turn()
        if upcoming and upcoming.leap:
            self._stage("leap")
            self.table.settle()
        else:
            self._begin_move()

    def _begin_move(self) -> None:
        """Brief first where the session says so; otherwise the teams have their time at once."""
        rules = self.table.rules
        move = rules.session.move(self.table.state.turn) if rules.cut and rules.session else None
        briefed = self.umpired and bool(move and move.brief)
        self._stage("brief" if briefed else "team")
        self._set_clock(running=not briefed)

    def _set_clock(self, *, running: bool) -> None:
        """The whole time of the teams, where there is a clock."""
        minutes = self.minutes or self.table.rules.team_minutes(self.table.state.turn)
        if minutes is not None:
            self.table.set_clock(left=minutes * MINUTE, running=running)

    def _go_on(self) -> None:
        """What nobody has to ask for: bots seal, and a table without an umpire settles."""
        table = self.table
        if table.phase == "plan":
            for seat in table.waiting_for():
                if seat in self.bots and seat not in self.people:
                    table.seal(
                        f"bot-{table.state.epoch}-{table.state.turn}-{seat}", self.bots[seat](purse(table, seat))
                    )
        answer_for(table, [seat for seat in table.rules.seats if seat not in self.people])
        if self.umpired:
            return
        if table.phase == "plan" and not self._expected():
            table.settle()
        if table.phase == "adjudicate":
            resolution = table.resolution or table.settle()
            computed = {s.key: s.band for _, step in resolution.steps for s in step}
            for key in resolution.waiting:
                table.rule(Ruling(key, computed[key], AS_COMPUTED, "rules"))
            table.release()

    def _clock(self) -> Clocked | None:
        """The clock of this turn."""
        clock = self.table.clock
        return clock if clock and clock.turn == self.table.state.turn else None

    def weigh(self, ruling: Ruling) -> Resolution:
        """What the turn would come to with a ruling; nothing is on record."""
        return trial(self.table, clean_ruling(ruling))

    def status(self) -> Status:
        table, clock, persons = self.table, self._clock(), self.table.record.persons
        return Status(
            table.state.turn, table.rules.turns, table.phase, table.state.now, table.state.until,
            self._waiting_for(), self.people,
            clock.ends if clock else 0, clock.left if clock else None, bool(table.state.ended), self.umpired,
            table.stage, {seat: tuple(team) for seat, team in persons.at.items() if team}, dict(persons.away),
            dict(persons.eyes),
        )  # fmt: skip
