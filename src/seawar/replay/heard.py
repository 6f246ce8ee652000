"""What seats were told, and what it came from: injects that reached them, and the results behind what they learned."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from seawar.core.effects import InjectFired, Reported
from seawar.core.state import PUBLIC
from seawar.replay.account import Account
from seawar.replay.course_entries import Restored
from seawar.replay.entries import Learnt, Resulted, Sealed, Started
from seawar.replay.rows import rows


class Heard:
    """What each seat of one account heard, and when."""

    def __init__(self, account: Account) -> None:
        self.account = account

    def last_sheet(self, n: int, seat: str) -> int:
        """The entry of a seat's sheet before entry `n`; -1 when it has sealed none."""
        earlier = (
            m for m, e in self.account.entries.items() if m < n and isinstance(e, Sealed) and e.sheet.seat == seat
        )
        return max(earlier, default=-1)

    def injects_before(self, n: int, seat: str) -> list[int]:
        """Entries of the injects that reached a seat since its last sheet, or else of the latest that did."""
        reached = [m for m in self._reached.get(seat, ()) if m < n]
        last = self.last_sheet(n, seat)
        return [m for m in reached if m > last] or reached[-1:]

    def news_before(self, n: int, seat: str) -> list[int]:
        """What a seat learned since its last sheet."""
        last = self.last_sheet(n, seat)
        return [
            m for m, e in self.account.entries.items()
            if last < m < n and isinstance(e, Learnt) and seat in e.vis and e.turn and e.step >= 0
        ]  # fmt: skip

    @cached_property
    def _reached(self) -> dict[str, list[int]]:
        """Seat to the entries by which injects reached it: the injects themselves, or what it learned."""
        reached: dict[str, list[int]] = {}
        for n, entry in self.account.entries.items():
            for seat in self._audience(entry):
                reached.setdefault(seat, []).append(n)
        return reached

    def _audience(self, entry: object) -> tuple[str, ...]:
        if isinstance(entry, Resulted) and any(isinstance(e, InjectFired) for e in entry.result.effects):
            to = self.account.inject_to(entry.result.subject)
            return tuple(self.account.rules.seats) if PUBLIC in to else to
        if self.account.hidden and isinstance(entry, Learnt) and any(patch[0] == "fired" for patch in entry.patches):
            return entry.vis
        return ()

    def learned_from(self, n: int) -> list[int]:
        """Results of the step that a `learned` entry follows, as far as they changed what it tells."""
        return sorted({m for sources in self.sources(n) for m in sources})

    def sources(self, n: int) -> list[list[int]]:
        """For each change that a `learned` entry tells, the results (or the start) that it comes from."""
        entry = self.account.entries[n]
        assert isinstance(entry, Learnt)
        if entry.step < 0:  # a roll-back
            return [[m for m, e in self.account.entries.items() if m < n and isinstance(e, Restored)][-1:]] * len(
                entry.patches
            )
        if not entry.turn:
            return [[m for m, e in self.account.entries.items() if isinstance(e, Started)]] * len(entry.patches)
        together = self._step_before(n, entry.step)
        return [[m for m in together if self._tells(m, entry.vis, *patch)] for patch in entry.patches]

    def _step_before(self, n: int, step: int) -> list[int]:
        """The results after which a `learned` entry was written, back to the step before."""
        account = self.account
        found: list[int] = []
        for m in range(n - 1, account.within[n].first - 1, -1):
            entry = account.entries.get(m)
            if isinstance(entry, Resulted) and entry.result.step == step:
                found.insert(0, m)
            elif found or not isinstance(entry, Learnt):
                break
        return found

    def _tells(self, m: int, readers: tuple[str, ...], table: str, key: str, value: Any) -> bool:
        """Whether a result changed what one patch of its readers' views tells."""
        result = self.account.result(m)
        if table == "news":
            return value is not None and any(
                (report.text, report.at, report.args) == (value["text"], value["at"], value.get("args", {}))
                and {*report.to} & {*readers, PUBLIC}
                for report in (effect.report for effect in result.effects if isinstance(effect, Reported))
            )
        touched = {row for effect in result.effects for row in rows(effect)}
        if table == "forces" and "@" in key:  # forces of others, as a radar shows them
            return any(row[0] == "forces" for row in touched)
        if table in ("contacts", "seen", "encounters", "evidence"):  # a contact that is gone takes its rows along
            id_ = key.split("/")[0]
            if ("contacts", id_) in touched:
                return True
            if table == "contacts":
                return any(("seen", f"{id_}/{seat}") in touched for seat in readers)
        return (table, key) in touched
