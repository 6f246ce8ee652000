"""That no order type lies idle: whichever a bot could give, in some game somebody gave.

`make use` asks for one game in a hundred, over thousands of games; here it is one game at all, over few.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

from use import PLAYERS, counted, idle, rules_of, scenarios, shut

from seawar.study.rehearsal import Rehearsal, rehearse

GAMES = {"bots": 2, "assertive": 2, "history": 1}
MORE = {
    "dokdo-2019": 12,
    "forty-airfields-2022": 8,
    "thaad-2016": 8,
    "r1-airfields": 16,
    "r2-salvo": 8,
    "r3-mitsubishi": 2,
    "r4-south-sudan": 4,
    "t04-senkaku": 4,
    "t05-garlic": 3,
    "t08-thaad": 3,
    "t10-gsomia": 10,
}
"""Times as many, where games are short or much of it is open to few."""


@cache
def found() -> dict[tuple[str, str], Rehearsal]:
    return {
        (name, by): rehearse(rules_of(name), range(games * MORE.get(name, 1)), PLAYERS[by])
        for name in scenarios()
        for by, games in GAMES.items()
    }


def test_every_order_type_that_is_open_somewhere_is_chosen_somewhere() -> None:
    """By bots of either kind or by history; and most of the rulebook is open, so that this is about something."""
    games = found()
    assert idle(games, least=0) == []
    assert len(shut(games)) <= 10


def test_one_that_nobody_gives_is_found_out() -> None:
    """What is never chosen is told apart from what is never open."""
    games = {("r1-airfields", "bots"): rehearse(rules_of("r1-airfields"), range(16), PLAYERS["bots"])}
    spoilt = {
        place: replace(part, types_chosen=Counter({t: n for t, n in part.types_chosen.items() if t != "air.disperse"}))
        for place, part in games.items()
    }
    assert set(idle(spoilt, least=0)) - set(idle(games, least=0)) == {"air.disperse"}
    assert "air.disperse" not in shut(spoilt)
    assert counted(spoilt, "air.disperse")[0] == 0 < counted(spoilt, "air.disperse")[1]
