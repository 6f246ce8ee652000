"""That an explanation is true, complete and worded: rule, inputs, modifiers, draws, ruling, effects."""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec
import pytest
from samples.strait import rules_of

from replay.games import dokdo, strait, text, words
from seawar.core.conditions import Condition
from seawar.core.state import State, dyad
from seawar.errors import JournalError
from seawar.replay.account import Account
from seawar.replay.count_words import is_wait
from seawar.replay.entries import (
    Content,
    Resulted,
    Ruled,
    encode,
)
from seawar.replay.rows import Row
from seawar.replay.stood import facts_named
from seawar.replay.why import explain
from seawar.replay.wording import band_words

BOTH = pytest.mark.parametrize("account", [strait(), dokdo()], ids=["strait", "dokdo"])


def yaml_line(account: Account, place: str) -> str:
    """The line that `name.yaml:123` names, in the text that the journal carries."""
    name, _, number = place.partition(":")
    contents = [entry for entry in account.entries.values() if isinstance(entry, Content)]
    (content,) = (content for content in contents if content.name == name)
    return content.text.splitlines()[int(number) - 1]


@BOTH
def test_every_entry_is_explained_in_words(account: Account) -> None:
    """No entry fails; no id of a contact, no unfilled place and no name of a class is left, but in draw labels."""
    for n in range(len(account)):
        told = text(account, n)
        assert told.startswith(f"Entry {n}: ")
        plain = "\n".join(line for line in told.splitlines() if not re.match(r"label: |.*Label: ", line))
        assert not re.findall(r"\bt[0-9a-f]{6}\b", plain), plain
        assert not re.findall(r"\{[a-z.]+\}", plain), plain
        assert not re.findall(r"\b[A-Z][a-z]+(Moved|Set|Seen|Made)\b", plain), plain


@BOTH
def test_rules_are_cited_by_file_and_line(account: Account) -> None:
    """The line named holds the order type, the outcome, the modifier's condition."""
    cited = 0
    for n, entry in account.entries.items():
        if not isinstance(entry, Resulted) or not account.is_order(entry.result) or entry.result.note:
            continue
        told, result = text(account, n), entry.result
        (place,) = re.findall(rf"\({re.escape(result.type)}\): ([\w-]+\.yaml:\d+)", told)
        assert f"{result.type}:" in yaml_line(account, place)
        (place,) = re.findall(r"^Outcome .*?: ([\w-]+\.yaml:\d+)", told, re.MULTILINE)
        assert result.result in yaml_line(account, place)
        for place, when in re.findall(r"^([\w-]+\.yaml:\d+) when (.*)$", told, re.MULTILINE):
            assert when in yaml_line(account, place)
            cited += 1
    assert cited > 3


def test_each_effect_names_the_line_that_made_it() -> None:
    """Events, reactions and publics too; the verb on that line fits what it made."""
    account, named = dokdo(), set[str]()
    verbs = {"Told to": "tell", "Public now": "publish", "Tension": "raise|adjust", "Home support": "adjust"}
    for n, entry in account.entries.items():
        if not isinstance(entry, Resulted) or entry.result.type == "inject":
            continue
        lines = text(account, n).splitlines()
        for effect, by in pairwise(lines):
            place = re.match(r"by ([\w-]+\.yaml:\d+) \((\w+)", by)
            verb = next((verb for start, verb in verbs.items() if effect.startswith(start)), "")
            if place and verb:
                assert re.search(verb, yaml_line(account, place[1])), (effect, by)
                named.add(place[2])
                if place[2] in ("event", "reaction"):
                    cited = re.search(
                        rf"^{place[2].title()} .*?([\w-]+): ([\w-]+\.yaml:\d+)", "\n".join(lines), re.MULTILINE
                    )
                    assert cited and f"{cited[1]}:" in yaml_line(account, cited[2])
    assert named == {"outcome", "event", "reaction", "publics"}


@BOTH
def test_all_modifiers_are_told_with_value_and_reason(account: Account) -> None:
    """Those that counted, from rulebook and mechanism, and those that did not."""
    for n, entry in account.entries.items():
        if isinstance(entry, Resulted) and entry.result.mods:
            told = text(account, n)
            assert f"Modifiers, net {entry.result.net:+}" in told
            for add, because in entry.result.mods:
                assert re.search(rf"^{re.escape(f'{add:+} {because}')}(, by the mechanism)?$", told, re.MULTILINE)
            kind = account.rules.order_types[entry.result.type]
            others = {m.note for m in kind.modifiers} - {*entry.result.mods}
            assert told.count("did not count: ") == len(others)


def _of_two_questions() -> Condition:
    """An aim of the exercise that asks two tracks."""
    aims = (aim.met for seat in dokdo().rules.seats.values() for aim in seat.aims if aim.met)
    return next(met for met in aims if met.calls == {"trust"} and met.text.count("trust") == 2)


def test_results_of_one_step_are_told_from_one_state() -> None:
    """They begin at the same entry, and after all results of the step before."""
    account = dokdo()
    for stretch in account.stretches:
        for m, n in pairwise(stretch.results):
            same = n == m + 1 and account.result(m).step == account.result(n).step
            assert account.step_start(n) == (account.step_start(m) if same else n)


def test_a_wish_that_needed_no_move_is_told_all_the_same() -> None:
    """A raise to a value that the track has reached already leaves no effect, but a reader of the rule asks for it."""
    account = dokdo()
    idle = 0
    for n, entry in account.entries.items():
        if isinstance(entry, Resulted) and account.is_order(entry.result) and entry.result.result == "stayed":
            told = text(account, n)
            asked = re.findall(r"^Asked for too: .*\nby ([\w-]+\.yaml:\d+) \(outcome stayed\)$", told, re.MULTILINE)
            assert asked or "which raises it to" in told
            assert told.count("Asked for too: ") == len(asked), "no other result's wish is told here"
            idle += len(asked)
    assert idle


def test_facts_of_a_condition_are_told_with_the_rows_they_were_read_from() -> None:
    """All of them, those that the condition never came to included, and also what a domain answers."""
    rules = rules_of()
    asked = next(m.when for m in rules.order_types["press"].modifiers if "tension" in m.when.text)
    state = rules.start.copy()
    (fact,) = facts_named(rules, asked, state, {"self": "north", "seat": "east", "turn": 1})
    row: Row = ("tracks", "tension/east:north")
    two = facts_named(dokdo().rules, _of_two_questions(), dokdo().state_before(600), {"turn": 1})
    assert [len(fact.rows) for fact in two] == [1, 1]
    assert (fact.function, fact.args, fact.value, fact.rows) == ("tension", ("north", "east"), 2, (row,))
    assert facts_named(rules, None, State(), {}) == []


def test_what_a_modifier_looked_at_is_the_state_at_the_start_of_its_step() -> None:
    """Tension as it stood before the step that moved it, and the entry that had brought it there."""
    account, count = dokdo(), 0
    for n, entry in account.entries.items():
        if not isinstance(entry, Resulted) or not account.is_order(entry.result):
            continue
        start = account.step_start(n)
        stood = re.search(
            r"stood at: Tension ([\w ]+) and ([\w ]+): (\d+) [a-z ]+, since entry (\d+)", text(account, n)
        )
        if stood:
            ids = {seat.title: id_ for id_, seat in account.rules.seats.items()}
            key = f"tension/{dyad(ids[stood[1]], ids[stood[2]])}"
            assert int(stood[3]) == account.state_before(start).tracks[key]
            assert int(stood[4]) == account.last_touch(("tracks", key), start)
            count += 1
    assert count


@BOTH
def test_each_draw_is_told_with_label_odds_and_band(account: Account) -> None:
    """Those of an encounter with each order that took part in it."""
    shared = 0
    for n, entry in account.entries.items():
        if not isinstance(entry, Resulted):
            continue
        told, rolls = text(account, n), entry.result.rolls
        parties = [m for m in account.within[n].results if f"in entry {n}:" in text(account, m)] if rolls else []
        for roll in (roll for roll in rolls if roll.band):
            for one in (told, *(text(account, m) for m in parties)):
                came = "its day " if is_wait(roll) else band_words(roll.band)
                assert f"drew {roll.drawn} of {roll.below}: {came}" in one
                assert f"label: {roll.label[0]}, " in one
                shared += one is not told
    assert shared


def test_a_ruling_stands_beside_the_computed_result() -> None:
    """Who ruled, why, and what had been computed; and the ruling leads to the result it decided."""
    account, ruled = next(
        (account, n) for account in map(strait, range(20)) for n, e in account.entries.items()
        if isinstance(e, Resulted) and e.result.ruled
    )  # fmt: skip
    told, result = text(account, ruled), account.result(ruled)
    assert f"{band_words(result.ruled)}, instead of {band_words(result.band)}, which was computed" in told
    assert "by umpire" in told
    assert "because as the umpire sees it" in told
    ruling = account.within[ruled].rulings[result.key]
    assert isinstance(account.entries[ruling], Ruled)
    assert f"The result it decides is entry {ruled}" in text(account, ruling)


def test_a_result_that_comes_out_otherwise_today_stands_and_names_no_lines() -> None:
    """As after the engine has changed: what is recorded is told, and that it differs."""
    account = dokdo()
    n, entry = next(
        (n, e) for n, e in account.entries.items()
        if isinstance(e, Resulted) and account.is_order(e.result) and "\nby northeast" in text(account, n)
    )  # fmt: skip
    older = msgspec.structs.replace(entry.result, net=1, mods=((1, "an older rule"),))
    raw = [*account.raw[:n], (n, encode(msgspec.structs.replace(entry, result=older))), *account.raw[n + 1 :]]
    told = text(Account(account.rules, raw), n)
    assert "an older rule" in told
    assert "comes out otherwise" in told
    assert "\nby northeast" not in told


@BOTH
def test_a_journal_that_stops_anywhere_is_explained_as_far_as_it_goes(account: Account) -> None:
    """In the middle of a turn too: then no line is named, and that it is not whole is said."""
    not_whole = 0
    for cut in range(1, len(account), 11):
        told = text(Account(account.rules, account.raw[:cut]), cut - 1)
        assert told.startswith(f"Entry {cut - 1}: ")
        assert "comes out otherwise" not in told
        not_whole += "is not whole in this journal" in told
    assert not_whole


@BOTH
def test_lines_that_speak_of_an_entry_carry_its_number(account: Account) -> None:
    """So that a screen can go there: the number is an entry of this journal and stands in the line."""
    carried = 0
    for n in range(0, len(account), 3):
        for section in explain(words(account), n):
            for line in section.lines:
                if line.entry is not None:
                    assert line.entry in account.entries
                    assert str(line.entry) in line.text
                    carried += 1
    assert carried > 100


@pytest.mark.parametrize("n", [-1, 10**9])
def test_an_entry_that_is_not_there_is_one_sentence(n: int) -> None:
    """What was expected, what came."""
    with pytest.raises(JournalError, match=rf"expected an entry from 0 to \d+.*came {n}"):
        explain(words(strait()), n)
