"""That each verdict on whether an exercise is playable holds where it should, and fails for the reason it names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from samples.strait import rules_of, text

from seawar.cli import cli
from seawar.cli.playability import played, told
from seawar.cli.playability_page import Judged, page
from seawar.cli.rehearsing import Wanted
from seawar.content.library import compile_sources
from seawar.content.read import Source
from seawar.core.rules import Rules
from seawar.study.playability import Players, Tallies, batches, tally
from seawar.study.playable import Playable, judged
from seawar.study.playout import playout
from seawar.study.traced import moved_by

Edits = tuple[tuple[str, str], ...]
GAMES = 32
QUAY = Path(__file__).parents[1] / "samples" / "quay.yaml"
PROUD = 'pride("north") >= 7'


def quay(scenario: Edits = (), rulebook: Edits = ()) -> Rules:
    """The smallest exercise that is playable, edited."""
    exercise = Source("quay.yaml", text("quay.yaml", scenario).encode())
    return compile_sources(exercise, Source("levers.yaml", text("levers.yaml", rulebook).encode())).rules


def tallies_of(rules: Rules, games: int = GAMES) -> Tallies:
    return {batch[0]: tally(rules, batch) for batch in batches(rules, range(games))}


def verdicts(scenario: Edits = (), rulebook: Edits = ()) -> tuple[Playable, str]:
    """What is found, and how it is told."""
    rules = quay(scenario, rulebook)
    found = judged(rules, tallies_of(rules))
    return found, " ".join(" ".join(told(rules, found, GAMES, 0)).split())


def test_an_exercise_that_is_playable_holds_throughout() -> None:
    """No verdict fails, and every line says what was found."""
    found, said = verdicts()
    assert found.holds, said
    assert "FAILS" not in said
    assert said.endswith("Playable.")
    assert "North: 4 to 4 of use in each" in said
    assert "All injects (1) and ends (1)." in said


def test_so_many_games_are_played() -> None:
    """All its own, half of them for each seat in the other temperament, a quarter each by others; no number twice."""
    rules = quay()
    played = dict(batches(rules, range(7, 47)))
    assert [*played[Players()], *played[Players(rest=True)]] == [*range(7, 47)]
    assert played[Players("assertive", "north")] == played[Players("cautious", "south")] == range(7, 27)
    assert played[Players("cautious")] == played[Players("assertive")] == played[Players("random")] == range(7, 17)
    assert len(played) == 7
    assert [len(numbers) for _, numbers in batches(rules, range(1))] == [1] * 6


def test_a_seat_with_little_to_do_is_named_with_what_was_shut() -> None:
    """Two order types are closed but in great heat: two are left to each seat."""
    shut = tuple((f"title: {name}\n", f"title: {name}\n    when: heat() >= 9\n") for name in ("Ease", "Bow"))
    found, said = verdicts(rulebook=shut)
    assert {choice.seat for choice in found.choices if not choice.holds} == {"north", "south"}
    assert found.choices[0].useful == ("boast", "hint")
    assert "FAILS North, Turn 1" in said
    assert "Of use then: boast, hint." in said


def test_what_moves_nothing_that_aims_look_at_is_of_no_use() -> None:
    """Only pride counts: to let it cool down is chosen, open and of no use."""
    found, _ = verdicts((("heat() <= 5", "turn > 0 and pride(self) >= 4"),))
    assert found.choices[0].unmoving == ("ease",)
    assert found.choices[0].holds
    found, said = verdicts((("heat() <= 5", 'fired("01")'), (PROUD, 'fired("01")')))
    assert found.choices[0].unmoving == ("boast", "ease", "bow", "hint")
    assert "FAILS North, Turn 1" in said
    assert "Of use then: nothing. Chosen and moving nothing that its aims look at: boast, ease, bow, hint;" in said


def test_what_no_bot_chooses_is_not_of_use() -> None:
    """It is told apart from what is chosen and moves nothing."""
    found, said = verdicts(
        (
            ("      - {order: ease, weight: 30, mood: cautious}\n", ""),
            ("      - {order: bow, weight: 20, mood: cautious}\n", ""),
        )
    )
    assert found.choices[0].unchosen == ("ease", "bow")
    assert "Open and never chosen: ease, bow; give the seat a habit" in said


def test_what_publics_make_of_it_is_an_orders_doing() -> None:
    """To hint is published, and the reaction to it is what raises the heat; a price moves nothing that counts."""
    rules = quay()
    moved = [moved_by(rules, playout(rules, number).turns) for number in range(8)]
    hints = [rows for game in moved for (_, type_), rows in game.items() if type_ == "hint"]
    assert hints
    assert all(("tracks", "heat/table") in rows for rows in hints)
    assert not any(table == "resources" for game in moved for rows in game.values() for table, _ in rows)


def test_what_a_flight_leads_to_is_its_doing_and_that_of_whoever_met_it() -> None:
    """An entry is counted by itself, after the contact; a meeting is its parties' doing; a call moves its own row."""
    rules = rules_of()
    games = [moved_by(rules, playout(rules, number).turns) for number in range(6)]
    entries = ("ledgers", "airspace-entry/north")
    assert all(entries in game["east", "air.fly"] for game in games)
    assert any(table == "encounters" for game in games for table, _ in game.get(("north", "air.guard"), ()))
    assert {key for game in games for _, key in game.get(("east", "press"), ())} <= {
        "tension/east:north", "tension/east:south", "trust/north>east", "trust/south>east",
    }  # fmt: skip


def test_aims_that_come_out_alike_are_named() -> None:
    """Both ask for the same: the nearest pair has its share."""
    found, said = verdicts(((PROUD, "heat() <= 5 and turn > 0"),))
    pair = found.pairs[0]
    assert (pair.seat, pair.aims, pair.apart, pair.holds) == ("north", ("cool", "proud"), 0, False)
    assert "FAILS North: cool and proud in 0 % of games. That is its nearest pair" in said
    assert found.pairs[1].holds


def test_a_seat_with_one_aim_has_no_pair() -> None:
    """Nothing can pull apart."""
    found, said = verdicts((('      proud: {text: We keep our pride., met: pride("north") >= 7}\n', ""),))
    assert not found.pairs[0].holds
    assert "North: has 1 aim with `met:`" in said


def test_a_temperament_that_changes_nothing_is_named() -> None:
    """One habit that hardly ever fails to come, and no other: whoever plays, it is much the same game."""
    own = text("quay.yaml").split("    habits:\n")[1].split("  south:")[0]
    found, said = verdicts(((f"    habits:\n{own}  south:", "    habits: [{order: hint, weight: 1000}]\n  south:"),))
    temper = found.tempers[0]
    assert (temper.seat, temper.holds) == ("north", False)
    assert re.search(r"FAILS North: (cool|proud) by \d points.* That is the most", said)
    assert found.tempers[1].holds


def test_an_order_that_wins_by_itself_is_named() -> None:
    """Whoever hints is proud for good, and pride is all that is asked."""
    edits = ((PROUD, 'pride("north") >= 8'), ("      cool: {text: It stays cool., met: heat() <= 5}\n", ""))
    high = "outcomes: {done: [{adjust: {track: pride, by: 1}}, {publish: {topic: hinted}}]}"
    found, said = verdicts((*edits, ("{order: hint, weight: 20}", "{order: hint, weight: 4}")), (
        (high, "outcomes: {done: [{adjust: {track: pride, by: 9}}, {publish: {topic: hinted}}]}"),
        ("{adjust: {track: pride, by: -1}}", "{adjust: {track: heat, by: -1}}"),
    ))  # fmt: skip
    assert ("north", "hint") in {(winner.seat, winner.type) for winner in found.winners}
    assert "FAILS North: hint in all" in said


@pytest.mark.parametrize(("edit", "told_as"), [
    (("when: heat() >= 7", 'when: heat() >= 7 and pride("north") <= 1'), "FAILS Inject 01, Warm: in no game."),
    (("when: heat() >= 10", "when: heat() >= 10 and turn < 2"), "FAILS End boiled: in no game (It boiled over.)"),
    (("when: heat() >= 10", "when: turn >= 3"), "FAILS Turn 4: played in no game."),
])  # fmt: skip
def test_what_no_game_reaches_is_named(edit: tuple[str, str], told_as: str) -> None:
    """An inject, an end, a turn that an end always comes before."""
    found, said = verdicts((edit,))
    assert not found.unreached.holds
    assert told_as in said


def test_games_may_be_shared_out_as_one_likes() -> None:
    """The counts of games played apart are those of games played together."""
    rules = quay()
    batched = list(batches(rules, range(12)))
    assert played(Wanted(str(QUAY)), batched, 2) == {batch[0]: tally(rules, batch) for batch in batched}


def test_the_command_says_yes_or_no() -> None:
    """Exit code 0 for one that is playable, 1 for one that is not; and it plays bots of all kinds."""
    ran = CliRunner().invoke(cli, ["rehearse", str(QUAY), "-n", "40", "--playable", "--jobs", "1"])
    assert ran.exit_code == 0, ran.output
    assert ran.output.endswith("Playable.\n")
    assert "40 games are few" in ran.output
    strait = str(QUAY.with_name("strait.yaml"))
    assert CliRunner().invoke(cli, ["rehearse", strait, "-n", "4", "--playable", "--jobs", "1"]).exit_code == 1
    mixed = CliRunner().invoke(cli, ["rehearse", strait, "--playable", "--bots", "cautious"])
    assert mixed.exit_code == 2


def test_the_page_has_a_table_an_exercise_and_what_fails() -> None:
    """Figures of each seat, how it was made, and no cell that breaks its table."""
    rules = quay((("when: heat() >= 10", "when: heat() >= 10 and turn < 2"),))
    found = judged(rules, tallies_of(rules))
    told_on = page([Judged(rules, found, GAMES, "0123")])
    assert "| [The Quay](#quay) | 2 | 1 | 1 |" in told_on
    assert f"`seawar rehearse quay -n {GAMES} --playable`: {found.games} games, rulebook `0123`." in told_on
    assert "| North | 4 to 4 | none | cool, proud: " in told_on
    assert "- End boiled: in no game" in told_on
    for rows in re.findall(r"(?:^\|.*\n)+", told_on, re.M):
        assert len({line.count("|") for line in rows.splitlines()}) == 1
