"""That every result is traced to what led to it, in games whose orders nobody foresaw."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from replay.games import dokdo, strait
from seawar.core.effects import ContactMade, InjectFired, Published, Reported, TrackMoved
from seawar.core.results import Settled
from seawar.core.state import PUBLIC
from seawar.replay.account import Account
from seawar.replay.again import settle_again
from seawar.replay.causes import Causes
from seawar.replay.entries import Learnt, Resulted, Sealed

GAMES = [strait(n) for n in range(4)] + [dokdo()]
EACH = pytest.mark.parametrize("account", GAMES, ids=["strait-0", "strait-1", "strait-2", "strait-3", "dokdo"])


def results(account: Account) -> Iterator[tuple[int, Settled]]:
    return ((n, e.result) for n, e in account.entries.items() if isinstance(e, Resulted))


def made_by(account: Account) -> dict[str, int]:
    """Contact to the result it set out with."""
    return {e.id: n for n, r in results(account) for e in r.effects if isinstance(e, ContactMade)}


@EACH
def test_every_orders_result_leads_to_the_sheet_that_holds_the_order(account: Account) -> None:
    """The very order, of that seat, sealed before; a standing one from an earlier turn."""
    causes, standing = Causes(account), 0
    for n, result in results(account):
        if not account.is_order(result):
            continue
        link = next(link for link in causes.of(n) if link.how == "its order")
        sealed = account.entries[link.n]
        assert isinstance(sealed, Sealed)
        (order,) = (order for order in sealed.sheet.orders if order.key == link.order)
        assert (order.seat, order.type, order.targets) == (result.seat, result.type, result.targets)
        entry = account.entries[n]
        assert isinstance(entry, Resulted)
        assert sealed.sheet.turn == entry.turn or (order.stands and sealed.sheet.turn < entry.turn)
        standing += sealed.sheet.turn < entry.turn
    assert standing, "a standing order met something in this game"


@EACH
def test_what_the_engine_does_with_a_contact_leads_to_the_flight(account: Account) -> None:
    """Radar, entering, sharing, leaving: to the result that launched it, and so to the sheet that ordered it."""
    causes, origin, seen = Causes(account), made_by(account), set[str]()
    for n, result in results(account):
        named = [part for part in result.key.split("/") if part in origin]
        if (result.seat and account.is_order(result)) or not named or not result.key.startswith("air."):
            continue
        (id_,) = named
        assert (origin[id_], "set it on its way") in {(link.n, link.how) for link in causes.of(n)}
        seen.add(result.type)
        if account.known[id_].owner:
            sheets = [s.link.n for s in causes.chain(n) if isinstance(account.entries[s.link.n], Sealed)]
            owners = {account.entries[m].sheet.seat for m in sheets}  # type: ignore[union-attr]
            assert account.known[id_].owner in owners
    assert {"air.detect", "air.leave"} <= seen


def test_publics_lead_to_what_was_published() -> None:
    """To the latest result that made the topic public about the seat."""
    account, count = dokdo(), 0
    causes = Causes(account)
    for n, result in results(account):
        if result.type == "diplomatic.publics":
            _, about, topic = result.key.split("/")
            (link,) = causes.of(n)
            assert link.how == "made it public"
            published = [e for e in account.result(link.n).effects if isinstance(e, Published)]
            assert (topic, about) in [(e.topic, e.about) for e in published]
            count += 1
    assert count > 3


@EACH
def test_causes_lie_before_what_they_cause_and_back_links_match(account: Account) -> None:
    """So a chain ends; and whoever asks what an entry led to is told the same links, turned round."""
    causes = Causes(account)
    for n, _ in results(account):
        for link in causes.of(n):
            same_turn = account.within[link.n] is account.within[n]
            assert link.n < n or same_turn
            assert n in causes.led_to(link.n)
        depths = [step.depth for step in causes.chain(n)]
        assert all(b <= a + 1 for a, b in zip([-1, *depths], depths, strict=False))


@EACH
def test_news_and_tracks_that_a_seat_learned_lead_to_the_results_behind_them(account: Account) -> None:
    """Each piece of news to who reported it, each track to who moved it, in that very step."""
    causes, count = Causes(account), 0
    for n, entry in account.entries.items():
        if not isinstance(entry, Learnt) or not entry.turn:
            continue
        for (table, key, value), sources in zip(entry.patches, causes.heard.sources(n), strict=True):
            if value is None or table not in ("news", "tracks"):
                continue
            assert sources
            for m in sources:
                effects = account.result(m).effects
                assert account.within[m] is account.within[n]
                if table == "news":
                    reports = [e.report for e in effects if isinstance(e, Reported)]
                    assert [r for r in reports if r.text == value["text"] and {*r.to} & {*entry.vis, PUBLIC}]
                else:
                    assert key in [getattr(e, "track", getattr(e, "key", "")) for e in effects]
                count += 1
    assert count > 10


@EACH
def test_an_inject_with_a_condition_leads_to_what_fulfilled_it(account: Account) -> None:
    """To results that changed what the condition looks at; by the calendar, or held from the start: nowhere."""
    causes, traced = Causes(account), 0
    for n, result in results(account):
        if result.type == "inject" and any(isinstance(e, InjectFired) for e in result.effects):
            inject = next(inject for inject in account.rules.msel if inject.id == result.subject)
            hows = {link.how for link in causes.of(n)}
            assert hows <= {"its condition looks at this"}
            assert not hows or inject.when is not None
            traced += bool(hows)
    assert traced or account.rules.id != "dokdo-2019"


@EACH
def test_a_turn_settled_again_gives_the_same_results_and_names_the_lines(account: Account) -> None:
    """Every result comes out again from what is on record; every move of a track has its line, but for time's."""
    moved = 0
    for stretch in account.stretches:
        if not stretch.results:
            continue
        again = settle_again(account, stretch)
        assert list(again.results) == stretch.results
        for n in stretch.results:
            for i, effect in enumerate(account.result(n).effects):
                if isinstance(effect, TrackMoved) and account.result(n).type != "ease":
                    assert again.line_of(n, i)
                    moved += 1
    assert moved
