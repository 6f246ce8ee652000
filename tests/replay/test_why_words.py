"""That an explanation tells dates, titles and rates, and keeps beside the point what is beside it."""

from __future__ import annotations

import re

import pytest
from samples.strait import strait as sample

from replay.games import dokdo, strait, text, words
from seawar.core import calendar
from seawar.core.effects import Claimed, LedgerMoved
from seawar.core.results import Roll
from seawar.core.state import Claim
from seawar.domains.odds import WAIT_ODDS, WAITS
from seawar.replay.causes import REACHED
from seawar.replay.count_words import amount_words, wait_words
from seawar.replay.effects_told import effect_words
from seawar.replay.entries import Resulted, Sealed
from seawar.replay.keys import key_words, plain
from seawar.replay.why import explain

ON = "Friday 5 February 2021"
INSTANT = calendar.parse_instant("2021-02-05T06:20+09:00")


def test_no_explanation_shows_a_bare_instant() -> None:
    """Neither of what changed, nor of what a seat learned, nor in a key; hashes and labels apart."""
    account = dokdo()
    for n in account.entries:
        for section in explain(words(account), n):
            for line in section.lines:
                if "label: " not in line.text and "fingerprint" not in line.text and "promised" not in line.text:
                    assert not re.search(r"(?<![\w/-])2[5-9]\d{6}\b", line.text), (n, line.text)


@pytest.mark.parametrize(
    ("ledger", "value", "told"),
    [
        ("finds/japan/russia", INSTANT, f"{ON}, 06:20"),
        ("since/rok/japan/economic.control", 18169, "Tuesday 1 October 2019"),
        ("ordered/rok/japan/economic.control", 12, "Move 12 of 16"),
        ("vow/rok/japan/diplomatic.say-no-fire", 0, "none"),
        ("breaches/japan", 2, "2"),
        ("unheard-of/japan", INSTANT, str(INSTANT)),
    ],
)
def test_a_count_is_told_by_what_its_ledger_holds(ledger: str, value: int, told: str) -> None:
    """Instants and days as dates, turns by their name, nothing as none; amounts as they are."""
    rules = dokdo().rules
    assert amount_words(rules, ledger, value) in (told, told.replace(" of 16", ""))


def test_each_ledger_whose_rows_are_dates_says_so() -> None:
    """Whatever is declared as a count stays far below the instants of any exercise, in a whole game."""
    account = dokdo()
    for _, entry in account.entries.items():
        if isinstance(entry, Resulted):
            for effect in entry.result.effects:
                if isinstance(effect, LedgerMoved) and abs(effect.by) > 10_000_000:
                    assert account.rules.ledgers[effect.ledger.partition("/")[0]].holds == "instant", effect


def test_a_drawn_wait_is_one_line_with_its_day() -> None:
    """The day that the ledger holds from then on, not twenty bands alike."""
    account, count = dokdo(), 0
    for n, entry in account.entries.items():
        for roll in entry.result.rolls if isinstance(entry, Resulted) else ():
            if roll.bands == WAITS:
                told = [line for line in text(account, n).splitlines() if f"drew {roll.drawn} of {roll.below}" in line]
                (line,) = told
                moved = [e for e in account.result(n).effects if isinstance(e, LedgerMoved) and e.by > 10_000_000]
                days = {calendar.date(e.by, account.rules.zone) for e in moved}
                assert any(f"its day is {day}; " in line for day in days)
                assert "5 % 5.0 %" not in text(account, n)
                count += 1
    assert count > 2


def test_a_wait_that_is_over_at_once_says_that_its_day_has_come() -> None:
    """And of a day that this version would not draw, nothing is said."""
    roll = Roll(("chance", "wait"), 1000, 30, WAITS, WAIT_ODDS, WAITS[0])
    assert (
        wait_words(sample().rules, roll, 0)
        == "drew 30 of 1000: its day has come; by then 5 % of all such waits are over"
    )
    assert wait_words(sample().rules, roll, None) == "drew 30 of 1000: by then 5 % of all such waits are over"


def test_names_of_the_code_are_told_by_their_titles() -> None:
    """Order types, chances and topics in keys and claims."""
    account = dokdo()
    ids = {*account.rules.order_types, *(chance.id for chance in account.rules.chances)}
    hyphened = {id_ for id_ in ids if re.search(r"[.-]", id_)}
    for n, entry in account.entries.items():
        if isinstance(entry, Resulted):
            sections = {section.title: section.lines for section in explain(words(account), n)}
            told = [words(account).entry(n), *(line.text for line in sections["Effects"] if line.depth == 0)]
            for line in told:
                assert not hyphened & {*re.findall(r"[\w.-]+\w", line)}, (n, line)
                assert not re.search(r"(says .*|: )\b(no|air|zone)-[a-z]+$", line)


@pytest.mark.parametrize("account", [dokdo(), strait()], ids=["dokdo", "strait"])
def test_injects_that_only_came_before_stand_in_one_line_under_their_sheet(account: object) -> None:
    """Every one of them, with its entry; they are followed no further."""
    account = dokdo() if account is dokdo() else strait()
    causes, gathered = words(account).causes, 0
    for n, entry in account.entries.items():
        if not isinstance(entry, Resulted):
            continue
        assert all(step.link.how != REACHED for step in causes.chain(n))
        lines = text(account, n).splitlines()
        for line, below in zip(lines, [*lines[1:], ""], strict=True):
            sheet = re.match(r"<- entry (\d+) ", line)
            if sheet and isinstance(account.entries[int(sheet[1])], Sealed) and "stand above" not in line:
                before = causes.heard.injects_before(int(sheet[1]), account.entries[int(sheet[1])].sheet.seat)  # type: ignore[union-attr]
                numbers = ", ".join(map(str, before))
                assert below.startswith("also before it: inject") == bool(before)
                assert not before or f" {numbers})" in below
                gathered += len(before) > 1
    assert gathered or account is not dokdo()


def test_flights_of_a_season_say_what_rate_and_length_they_come_from() -> None:
    """The rate times the length of the turn is the number that is told."""
    account, count = dokdo(), 0
    for n, entry in account.entries.items():
        if isinstance(entry, Resulted) and entry.result.seat and entry.result.type in account.rules.order_types:
            told = re.search(
                r"^(\d+) flights a mean month, over (\d+) days .*: (\d+) as usual$", text(account, n), re.M
            )
            kind = account.rules.order_types[entry.result.type]
            assert bool(told) == bool(getattr(kind.params, "flights_per_month", 0))
            if told:
                rate, days, flights = map(int, told.groups())
                assert rate == kind.params.flights_per_month
                assert abs(flights - rate * days / 30.44) <= 1
                count += 1
    assert count


@pytest.mark.parametrize(
    ("name", "told"),
    [("no-measures", "no measures"), ("airspace-entry", "airspace entry"), ("MV-22", "MV-22"), ("KADIZ", "KADIZ")],
)
def test_a_name_of_the_rulebook_that_has_no_title_loses_its_hyphens(name: str, told: str) -> None:
    """In keys and in what is said; a name with capitals or numbers is somebody's own and stays."""
    effect = Claimed(Claim("japan", "rok", name, ("public",), 0))
    assert plain(name) == told
    assert effect_words(dokdo().rules, {}, effect, dokdo().rules.start).endswith(f": {told}")
    assert key_words(dokdo().rules, {}, f"{name}/japan") == f"{told}, Japan"
