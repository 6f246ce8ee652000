"""That a programme is delivered on its date, whatever the length of turns, and is nobody else's to know."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from seawar.adjudicate.turn import open_turn, resolve
from seawar.content.library import load
from seawar.core.calendar import Duration, add, parse_instant
from seawar.core.effects import Reported
from seawar.core.facts import Unknown
from seawar.core.orders import Order, Sheet
from seawar.core.rules import Rules
from seawar.core.state import State
from seawar.core.view import view_for
from seawar.domains.programmes import building, level
from seawar.replay.wording import report_line
from seawar.study.playout import rehearsal_dice

R3 = load("scenarios/calibration/r3-mitsubishi.yaml").rules
BUILDS = [id_ for id_, kind in R3.order_types.items() if kind.mechanism.name == "programme.build"]
LENGTHS = (Duration(minutes=30), Duration(minutes=1440), Duration(months=1), Duration(months=2))


def begun(rules: Rules, id_: str) -> State:
    """The first turn, in which Japan begins a programme, with a partner where it needs one."""
    state = open_turn(rules, rules.start).state
    pair = ("japan", "china") if rules.order_types[id_].partners else ("japan",)
    orders = [Order(seat, id_, partners=tuple(p for p in pair if p != seat)) for seat in pair]
    sheets = [Sheet(order.seat, state.turn, (order,)) for order in orders]
    return resolve(rules, state, sheets, {}, rehearsal_dice(rules, 3)).state


def dates(state: State) -> list[str]:
    return sorted(key for key in state.ledgers if key.startswith("programme/"))


@pytest.mark.parametrize("id_", BUILDS)
def test_the_lead_time_falls_on_the_same_date_under_any_turn_length(id_: str) -> None:
    """Half an hour, a day, a month, two months."""
    found = set()
    for length in LENGTHS:
        rules = replace(R3, segments=(replace(R3.segments[0], length=length, turns=400),))
        found.add(tuple(dates(begun(rules, id_))))
    assert len(found) == 1
    params = R3.order_types[id_].params
    start = parse_instant("2018-12-01T00:00+09:00")
    days = {add(start, Duration(months=m), R3.zone) for m in (params.months, params.months + params.slip_months)}
    assert {int(key.rpartition("/")[2]) for key in found.pop()} <= days


@pytest.mark.parametrize("id_", BUILDS)
def test_the_level_is_there_from_its_day_and_not_before(id_: str) -> None:
    """What is under way counts nothing; on the day it is all there, and never more than three."""
    state = begun(R3, id_)
    facts = R3.facts(R3, state, "japan")
    params = R3.order_types[id_].params
    builds = params.builds or id_
    day = int(dates(state)[-1].rpartition("/")[2])
    for now, there in ((day - 1, 0), (day, params.steps)):
        state.now = now
        assert level(facts, builds, "japan") == there
        assert building(facts, builds, "japan") == params.steps - there
    state.ledgers[f"programme/japan/{builds}/{day}"] = 9
    assert level(facts, builds, "japan") == 3


@pytest.mark.parametrize("id_", BUILDS)
def test_what_is_built_is_an_order_type(id_: str) -> None:
    """A joint programme raises the level of one that a seat can also build alone; cheaper, sooner, stronger."""
    kind = R3.order_types[id_]
    alone = R3.order_types[kind.params.builds or id_]
    assert not alone.partners
    if kind.partners:
        assert dict(kind.cost)["influence"] < dict(alone.cost)["influence"]
        assert kind.params.steps > alone.params.steps
        assert kind.params.months < alone.params.months


def test_a_level_is_nobody_elses_to_know() -> None:
    """Another seat's is unknown to a view, so that odds become a range."""
    state = begun(R3, "programme.ai")
    facts = R3.facts(R3, view_for(R3, state, "china"), "china")
    with pytest.raises(Unknown):
        facts.fn_level("programme.ai", "japan")  # type: ignore[attr-defined]
    assert facts.fn_level("programme.ai", "china") == 0  # type: ignore[attr-defined]


def test_the_six_areas_are_there_alone_and_together() -> None:
    """AI, 5G, civil works, the search for submarines, aid, space."""
    areas = {"ai", "5g", "civil", "asw", "aid", "space"}
    assert set(BUILDS) == {f"programme.{a}" for a in areas} | {f"programme.{a}-together" for a in areas}


def test_a_programme_delivered_in_a_leap_is_shown_under_its_day() -> None:
    """Between two stretches of half-hours a day is named, not a time of the clock."""
    half_hour = Duration(minutes=30)
    first, second = (parse_instant(text) for text in ("2018-12-01T00:00+09:00", "2020-03-01T00:00+09:00"))
    segments = [replace(R3.segments[0], start=start, length=half_hour, turns=2) for start in (first, second)]
    rules = replace(R3, segments=tuple(segments))
    state = begun(rules, "programme.aid")
    day = int(dates(state)[-1].rpartition("/")[2])
    state = resolve(rules, open_turn(rules, state).state, [], {}, rehearsal_dice(rules, 3)).state
    opening = open_turn(rules, state)
    told = [e.report for _, results in opening.steps for r in results for e in r.effects if isinstance(e, Reported)]
    assert [(report.to, report.at) for report in told] == [(("japan",), day)]
    assert report_line(rules, {}, told[0]) == "1 Dec  Ministry: Delivered: Offer a better road than theirs."
