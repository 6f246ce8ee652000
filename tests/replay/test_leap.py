"""That what is delivered while time leaps is on record, verified, known to its seat and explained like all else."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from samples.strait import SAMPLES, new_game, numbered, play_on

from seawar.content.library import load
from seawar.core import calendar
from seawar.core.calendar import parse_instant
from seawar.core.effects import TrackMoved
from seawar.core.orders import Order, Sheet
from seawar.core.view import View, view_for
from seawar.replay.account import Account
from seawar.replay.again import settle_again
from seawar.replay.entries import Learnt
from seawar.replay.fold import as_seen, truth
from seawar.replay.verify import check_rules, check_state, known_key
from seawar.replay.why import Words, explain

INJECT = """msel:
  - id: autumn
    title: A new season
    at: "2024-06-01T00:00+09:00"
    to: [japan]
    source: Press
    text: The season opens.
    expect: None.
    objective: None.
    note: None.
    item: invented
    effects:
      - raise: {track: tension, seat: japan, with: china, to: 6}
segments:
"""


@cache
def leaping(folder: Path) -> Account:
    """Days of March 2022, then June 2024. Japan begins a programme at once, which comes between, on time or late."""
    text = (SAMPLES / "islands.yaml").read_text(encoding="utf-8")
    for old, new in (("segments:\n", INJECT), ("2022-04-01T00:00", "2024-06-01T00:00")):
        assert old in text
        text = text.replace(old, new, 1)
    file = folder / "islands.yaml"
    file.write_text(text, encoding="utf-8")
    table, sink = new_game(4, load(str(file)))

    def player(view: View) -> Sheet:
        first = (Order("japan", "programme.aid"),) if (view.seat, view.turn) == ("japan", 1) else ()
        return Sheet(view.seat, view.turn, first)

    players = dict.fromkeys(table.rules.seats, player)
    play_on(table, players)
    table.close()
    entries = numbered(sink)
    check_state(entries)
    key = known_key(entries)
    assert key is not None
    assert check_rules(entries, table.rules, key) == ""
    assert truth(entries) == table.state
    for seat in table.rules.seats:
        assert as_seen(entries, seat) == view_for(table.rules, table.state, seat)
    return Account(table.rules, entries)


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Account:
    return leaping(tmp_path_factory.mktemp("leap"))


def test_the_news_reaches_its_seat_alone_as_the_turn_opens(account: Account) -> None:
    """In the turn after the leap, under a date before it opens."""
    told = [
        (entry.turn, tuple(entry.vis), value["at"])
        for entry in account.entries.values()
        if isinstance(entry, Learnt)
        for table, _, value in entry.patches
        if table == "news" and value and value["text"].startswith("Delivered")
    ]
    ((turn, readers, at),) = told
    assert turn == 5
    assert "japan" in readers
    assert not {"china", "us"} & {*readers}
    starts = [parse_instant(f"{year}-03-01T00:00+09:00") for year in (2023, 2024)]  # on time, or a year late
    assert at in starts


def test_an_opening_after_a_leap_settles_again_and_names_its_lines(account: Account) -> None:
    """The delivery comes out again; the inject beside it still knows the line that raised the tension."""
    (stretch,) = [s for s in account.stretches if any(account.result(n).type == "programme.deliver" for n in s.results)]
    again = settle_again(account, stretch)
    assert list(again.results) == stretch.results
    moves = [
        (n, i) for n in stretch.results if account.result(n).type == "inject"
        for i, effect in enumerate(account.result(n).effects) if isinstance(effect, TrackMoved)
    ]  # fmt: skip
    assert [again.line_of(n, i) for n, i in moves] == [("msel", 0, "effects", 0)]


def test_every_entry_around_a_leap_can_be_explained(account: Account) -> None:
    """In words; the delivery by what it is settled by."""
    words = Words(account)
    assert all(explain(words, n) for n in account.entries)
    (n,) = [n for s in account.stretches for n in s.results if account.result(n).type == "programme.deliver"]
    assert "programme.deliver" in "\n".join(line.text for section in explain(words, n) for line in section.lines)


def test_a_delivery_leads_to_the_order_that_began_it_and_is_told_by_its_date(account: Account) -> None:
    """Over the leap: to that one result, which leads there, and so to the sheet that ordered it."""
    words = Words(account)
    (n,) = [n for s in account.stretches for n in s.results if account.result(n).type == "programme.deliver"]
    (link,) = words.causes.of(n)
    begun = account.result(link.n)
    assert (begun.type, begun.seat) == ("programme.aid", "japan")
    assert n in words.causes.led_to(link.n)
    assert [step.link.how for step in words.causes.chain(n)][1:] == ["its order"]
    day = calendar.date(int(account.result(n).key.rpartition("/")[2]), account.rules.zone)
    assert words.entry(n).endswith(f", {day}")
