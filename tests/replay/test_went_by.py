"""What the engine settles by itself leads to what it went by, and never to what only names the same seats."""

from __future__ import annotations

from replay.games import dokdo
from seawar.core.effects import Claimed, LedgerMoved
from seawar.replay.account import Account
from seawar.replay.causes import Causes
from seawar.replay.entries import Resulted
from seawar.replay.rows import rows


def upkeep(account: Account, type_: str) -> list[int]:
    """Every result of one kind of upkeep; there is one at least."""
    found = [n for n, e in account.entries.items() if isinstance(e, Resulted) and e.result.type == type_]
    assert found, f"no {type_} in this game"
    return found


def moved(account: Account, n: int) -> set[str]:
    """The ledgers that a result moved."""
    return {e.ledger for e in account.result(n).effects if isinstance(e, LedgerMoved)}


def test_a_stay_in_a_network_leads_to_the_order_that_got_in_and_it_leads_there() -> None:
    """To nothing else: not to what the two said of each other."""
    account, causes = dokdo(), Causes(dokdo())
    for n in upkeep(account, "cyber.dwell"):
        _, target, author = account.result(n).key.split("/")
        (link,) = causes.of(n)
        assert f"entered/{author}/{target}" in moved(account, link.n)
        assert n in causes.led_to(link.n)
    for n in upkeep(account, "cyber.find"):
        assert {*upkeep(account, "cyber.dwell")} & {link.n for link in causes.of(n)}


def test_days_of_trade_lead_to_the_measure_that_began_them() -> None:
    """An order stands first; then earlier days, if what they left still counts."""
    account, causes = dokdo(), Causes(dokdo())
    for n in upkeep(account, "economic.days"):
        _, target, sender = account.result(n).key.split("/")
        first, *others = causes.of(n)
        assert any(row.startswith(f"since/{sender}/{target}/") for row in moved(account, first.n))
        assert {account.result(link.n).type for link in others} <= {"economic.days"}


def test_a_word_leads_to_the_statement_itself() -> None:
    """Of the very kind, by the seat that gave it to the one that counts on it; and to the deed, where one broke it."""
    account, causes = dokdo(), Causes(dokdo())
    for n in upkeep(account, "diplomatic.word"):
        key = account.result(n).key.partition("/")[2]
        (link,) = causes.of(n)
        assert f"heard/{key}" in moved(account, link.n)


def test_what_is_in_nobodys_hands_leads_to_its_day_and_to_what_its_condition_looks_at() -> None:
    """Every day it waits leads to the draw of its day; and to who moved the matter that let it, or called it off."""
    account, causes = dokdo(), Causes(dokdo())
    tied = {link.how for n in upkeep(account, "diplomatic.chance") for link in causes.of(n)}
    assert {"set what it goes by", "moved the matter"} <= tied


def test_no_cause_of_upkeep_merely_said_something() -> None:
    """Whoever is named as a cause touched, earlier, a row other than a claim."""
    account, causes = dokdo(), Causes(dokdo())
    kinds = {upkeep.name for upkeep in account.rules.upkeep}
    for n, entry in account.entries.items():
        if isinstance(entry, Resulted) and entry.result.type in kinds:
            for link in causes.of(n):
                assert link.n < account.step_start(n)
                assert any(rows(e) for e in account.result(link.n).effects if not isinstance(e, Claimed))
                assert link.how != "said it"
