"""That questions, notes, pages and new injects are refused in a sentence or on record, for those that they are for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from samples.strait import SEATS, bots, new_game, play_on, strait

from seawar.core.effects import ForceLost, Published, Reported, ResourceMoved, TrackMoved
from seawar.core.improvised import Improvised
from seawar.core.orders import Sheet
from seawar.core.state import PUBLIC, UMPIRE, Report, state_hash
from seawar.errors import OrderRefused
from seawar.journal.reader import read
from seawar.replay.account import Account
from seawar.replay.coverage import coverage, words
from seawar.replay.entries import AnyEntry, Opaque, decode, readable_by
from seawar.replay.fold import as_seen
from seawar.replay.questions import questions
from seawar.replay.text import as_text
from seawar.replay.verify import check_rules, check_state, known_key
from seawar.replay.white_cell_entries import Asked, Injected, Noted, RfiAnswered, RfiSourced, Situated
from seawar.replay.why import explain
from seawar.replay.why_words import Words
from seawar.table.asking import answer, ask, set_aside
from seawar.table.improvising import bring_in
from seawar.table.noting import note
from seawar.table.opening import new_table, resume_table
from seawar.table.rolling_back import roll_back
from seawar.table.situating import situate
from seawar.table.table import Table

HUGE = "x" * 1_000_000


def planning() -> Table:
    table, _ = new_game()
    table.open_turn()
    return table


def made(**more: object) -> Improvised:
    facts = {"id": "", "to": ("north",), "source": "Press", "text": "A ferry is late.", "reason": "they asked for it"}
    return Improvised(**(facts | more))  # type: ignore[arg-type]


def of(table: Table, kind: type) -> list[AnyEntry | Opaque]:
    return [entry for entry in table.record.log if isinstance(entry, kind)]


# Questions.


def test_a_question_is_read_by_its_seat_and_answered_in_two_voices() -> None:
    """The seat reads the answer; where it comes from stays with the umpire."""
    table = planning()
    ask(table, "c1", "north", "Whose tanker is it?")
    answer(table, "north-1", "Ours, says the owner.", "insurer's list, canary-source")
    assert [entry.vis for entry in of(table, Asked)] == [("north",)]
    assert [entry.vis for entry in of(table, RfiAnswered)] == [("north",)]
    assert [entry.vis for entry in of(table, RfiSourced)] == [()]
    found = questions(table.record.log)["north-1"]
    assert (found.open, found.source) == (False, "insurer's list, canary-source")
    told = "\n".join(as_text(table.rules, enumerate(encoded(table)), "north"))
    assert "Ours, says the owner." in told
    assert "canary-source" not in told


def encoded(table: Table) -> list[bytes]:
    return table.sink.entries  # type: ignore[attr-defined,no-any-return]


def test_a_question_set_aside_says_why() -> None:
    """The seat reads the reason, and it is no answer."""
    table = planning()
    ask(table, "c1", "north", "What will the east do?")
    set_aside(table, "north-1", "No staff could know that.")
    (told,) = of(table, RfiAnswered)
    assert isinstance(told, RfiAnswered)
    assert (told.aside, told.text, told.vis) == (True, "No staff could know that.", ("north",))


def test_the_numbers_of_a_seats_questions_tell_nothing_of_others() -> None:
    """Each seat counts its own."""
    table = planning()
    for command, seat in (("c1", "north"), ("c2", "north"), ("c1", "south")):
        ask(table, command, seat, "Well?")
    assert list(questions(table.record.log)) == ["north-1", "north-2", "south-1"]


def asked_and_answered(table: Table) -> None:
    ask(table, "c1", "north", "Well?")
    answer(table, "north-1", "Yes.")


REFUSED: list[tuple[str, Callable[[Table], object]]] = [
    ("question", lambda table: ask(table, "c9", "north", " ")),
    ("question", lambda table: ask(table, "c9", "north", HUGE)),
    ("right", lambda table: ask(table, "c9", UMPIRE, "Well?")),
    ("command", lambda table: ask(table, "c1", "north", "Something else?")),
    ("answered", lambda table: answer(table, "north-1", "No.")),
    ("answered", lambda table: set_aside(table, "north-1", "no")),
    ("question", lambda table: answer(table, "north-9", "No.")),
    ("question", lambda table: set_aside(table, HUGE, "no")),
    ("note", lambda table: note(table, "c9", UMPIRE, " ")),
    ("note", lambda table: note(table, "c9", UMPIRE, HUGE)),
    ("right", lambda table: note(table, "c9", "north", "Aha.")),
    ("tag", lambda table: note(table, "c9", UMPIRE, "Aha.", ("calmer",))),
    ("tag", lambda table: note(table, "c9", UMPIRE, "Aha.", (HUGE,))),
    ("about", lambda table: note(table, "c9", UMPIRE, "Aha.", (), "entry/99999")),
    ("about", lambda table: note(table, "c9", UMPIRE, "Aha.", (), "entry/-1")),
    ("about", lambda table: note(table, "c9", UMPIRE, "Aha.", (), "seat/west")),
    ("about", lambda table: note(table, "c9", UMPIRE, "Aha.", (), "inject/n1")),
    ("about", lambda table: note(table, "c9", UMPIRE, "Aha.", (), "result/none")),
    ("about", lambda table: note(table, "c9", UMPIRE, "Aha.", (), HUGE)),
    ("seat", lambda table: situate(table, "c9", "west", "All is well.")),
    ("seat", lambda table: situate(table, "c9", UMPIRE, "All is well.")),
    ("page", lambda table: situate(table, "c9", "north", "\n \n")),
    ("page", lambda table: situate(table, "c9", "north", HUGE)),
    ("to", lambda table: bring_in(table, made(to=()))),
    ("to", lambda table: bring_in(table, made(to=("north", "west")))),
    ("to", lambda table: bring_in(table, made(to=(HUGE,)))),
    ("source", lambda table: bring_in(table, made(source=" "))),
    ("source", lambda table: bring_in(table, made(source=HUGE))),
    ("text", lambda table: bring_in(table, made(text=""))),
    ("text", lambda table: bring_in(table, made(text=HUGE))),
    ("reason", lambda table: bring_in(table, made(reason=""))),
    ("question", lambda table: bring_in(table, made(questions=("why",)))),
    ("effects", lambda table: bring_in(table, made(effects=(TrackMoved("tension/north:south", 99),)))),
    ("effects", lambda table: bring_in(table, made(effects=(ResourceMoved("gold/north", 1),)))),
    ("effects", lambda table: bring_in(table, made(effects=(Published(HUGE, "north", 1),)))),
    ("effects", lambda table: bring_in(table, made(effects=(ForceLost("e-one", 1),)))),
    ("effects", lambda table: bring_in(table, made(effects=(Reported(Report(("west",), 0, "Press", "Oh.")),)))),
]  # fmt: skip


@pytest.mark.parametrize("at", range(len(REFUSED)))
def test_what_makes_no_sense_is_refused(at: int) -> None:
    """In one sentence of a length fit to be read, and nothing is written."""
    table = planning()
    asked_and_answered(table)
    code, do = REFUSED[at]
    before = (len(table.record.log), state_hash(table.state))
    with pytest.raises(OrderRefused) as refused:
        do(table)
    assert refused.value.code == code
    assert len(str(refused.value)) < 300
    assert (len(table.record.log), state_hash(table.state)) == before


def test_a_seat_waits_for_an_answer_before_it_asks_for_ever() -> None:
    """The sixth open question is refused; once one is answered there is room again."""
    table = planning()
    for number in range(5):
        ask(table, f"c{number}", "north", "Well?")
    with pytest.raises(OrderRefused, match="wait for an answer"):
        ask(table, "c5", "north", "Well?")
    set_aside(table, "north-3", "enough")
    ask(table, "c5", "north", "Well?")


def test_the_same_command_again_changes_nothing() -> None:
    """Over a line that drops, each of them may come twice."""
    table = planning()
    receipts = [
        [ask(table, "c1", "north", "Well?") for _ in (1, 2)],
        [note(table, "c2", UMPIRE, "Aha.", ("calm",)) for _ in (1, 2)],
        [situate(table, "c3", "north", "All is well.") for _ in (1, 2)],
    ]
    assert all(first == second for first, second in receipts)
    assert len([*of(table, Asked), *of(table, Noted), *of(table, Situated)]) == 3


def test_a_closed_table_takes_nothing_more() -> None:
    """Its last entry reveals the seed."""
    table = planning()
    asked_and_answered(table)
    ask(table, "c2", "north", "And now?")
    table.close()
    for do in (
        lambda: ask(table, "c9", "north", "Well?"), lambda: answer(table, "north-2", "Yes."),
        lambda: note(table, "c9", UMPIRE, "Aha."), lambda: situate(table, "c9", "north", "Well."),
        lambda: bring_in(table, made()),
    ):  # fmt: skip
        with pytest.raises(OrderRefused) as refused:
            do()
        assert refused.value.code == "phase"


# Notes and what they cover.


def test_notes_are_for_the_umpire_alone() -> None:
    """With their time, phase, author, tags and what they are about."""
    table = planning()
    note(table, "c1", "observer-1", "North did not ask.", ("calm", "quiet", "calm"), "inject/02")
    (entry,) = of(table, Noted)
    assert isinstance(entry, Noted)
    assert (entry.turn, entry.phase, entry.author, entry.vis) == (1, "plan", "observer-1", ())
    assert (entry.tags, entry.about) == (("calm", "quiet"), "inject/02")
    raw = encoded(table)[-1]
    assert not any(readable_by(raw, seat) for seat in SEATS)


def test_a_note_may_be_about_a_result_that_is_not_released() -> None:
    """The umpire writes while ruling."""
    table = planning()
    for seat in SEATS:
        table.seal(f"c-{seat}", Sheet(seat, 1))
    resolution = table.settle()
    key = next(result.key for _, step in resolution.steps for result in step)
    note(table, "c1", UMPIRE, "So it goes.", (), f"result/{key}")
    table.release()
    note(table, "c2", UMPIRE, "So it went.", (), f"result/{key}")


def test_coverage_counts_injects_and_notes() -> None:
    """What nothing touched yet says so, and names what is still to come."""
    table = planning()
    found = {covered.id: covered for covered in coverage(table.rules, enumerate(table.record.log))}
    assert [(c.id, words(c), c.ahead) for c in found.values()] == [
        ("calm", "nothing yet", ("03",)), ("quiet", "nothing yet", ("02",)), ("odd", "nothing yet", ()),
    ]  # fmt: skip
    bring_in(table, made(questions=("calm",)))
    note(table, "c1", UMPIRE, "Aha.", ("calm", "odd"))
    found = {covered.id: covered for covered in coverage(table.rules, enumerate(table.record.log))}
    assert [words(found[id_]) for id_ in ("calm", "quiet", "odd")] == ["1 inject, 1 note", "nothing yet", "1 note"]
    assert found["calm"].injects == ("n1",)
    assert found["odd"].notes == (len(table.record.log) - 1,)


def test_what_was_given_up_is_still_covered_and_still_to_come() -> None:
    """People read the inject; after going back it can be fired again and counts once."""
    table = planning()
    play_turns(table, 1)
    table.open_turn()
    assert "02" in table.state.fired
    roll_back(table, 1, "a mistake")
    found = {covered.id: covered for covered in coverage(table.rules, enumerate(table.record.log))}
    assert (found["quiet"].injects, found["quiet"].ahead) == (("02",), ("02",))


def play_turns(table: Table, count: int) -> None:
    for _ in range(count):
        for seat in table.waiting_for():
            table.seal(f"t{table.state.epoch}-{table.state.turn}-{seat}", Sheet(seat, table.state.turn))
        resolution = table.settle()
        assert not resolution.waiting
        table.release()


# New injects.


def test_a_new_inject_reaches_its_seats_at_once_and_no_other() -> None:
    """With its effects; the next one has the next number."""
    table = planning()
    before = table.state.tracks["support/north"]
    id_ = bring_in(table, made(to=("south", "north"), effects=(TrackMoved("support/north", -1),)))
    heard = {seat: "ferry" in " ".join(r.text for r in table.view(seat).news.values()) for seat in SEATS}
    assert heard == {"north": True, "south": True, "east": False}
    assert (id_, table.state.tracks["support/north"], table.state.fired["n1"]) == ("n1", before - 1, 1)
    assert bring_in(table, made(to=(PUBLIC,))) == "n2"
    assert all(any("ferry" in r.text for r in table.view(seat).news.values()) for seat in SEATS)


def test_an_inject_given_up_keeps_its_number() -> None:
    """Ids are never reused, so that a note about n1 stays about one thing."""
    table = planning()
    bring_in(table, made())
    roll_back(table, 1, "a mistake")
    assert "n1" not in table.state.fired
    assert bring_in(table, made()) == "n2"


def test_results_not_yet_released_are_settled_again() -> None:
    """A new inject in the middle of rulings changes the state that they start from."""
    table = planning()
    for seat in SEATS:
        table.seal(f"c-{seat}", Sheet(seat, 1))
    table.settle()
    bring_in(table, made(effects=(TrackMoved("support/north", -1),)))
    table.release()
    assert table.state.fired["n1"] == 1


def test_nothing_is_brought_in_before_the_first_turn() -> None:
    """Nobody would read it."""
    table, _ = new_game()
    with pytest.raises(OrderRefused, match="open a move first"):
        bring_in(table, made())


# The whole of it, stopped anywhere.


def game(path: Path) -> Table:
    table = new_table(strait(), path, seed=6, players={"north": "person", UMPIRE: "person"})
    table.open_turn()
    ask(table, "c1", "north", "Whose tanker is it?")
    answer(table, "north-1", "Ours.", "canary-source")
    bring_in(table, made(questions=("odd",), effects=(TrackMoved("support/north", -1),)))
    note(table, "c2", UMPIRE, "canary-note: nobody asked.", ("calm", "odd"), "entry/3")
    situate(table, "c3", "north", "What changed\n  Nothing did.")
    ask(table, "c4", "south", "And ours?")
    set_aside(table, "south-1", "not known")
    return table


def test_it_verifies_reads_and_goes_on_from_any_stop(tmp_path: Path) -> None:
    """Cut off behind any entry, or in the middle of one, the game comes to the same end, and commands are known."""
    path = tmp_path / "game.seawar.jsonl"
    table = game(path)
    stop = len(table.record.log)
    play_on(table, bots(table))
    final = state_hash(table.state)
    table.close()
    table.sink.close()
    lines = path.read_bytes().splitlines(keepends=True)
    kept = [(line.n, line.d) for line in read(path)]
    key = known_key(kept)
    assert key is not None
    check_state(kept)
    assert check_rules(kept, strait().rules, key) == ""
    kinds = [type(decode(d)).__name__ for _, d in kept if d]
    first = kinds.index("Asked")
    injected = kinds.index("Injected")
    for cut in range(first, stop):
        copy = tmp_path / f"cut-{cut}.seawar.jsonl"
        copy.write_bytes(b"".join(lines[: cut + 1]) + lines[cut + 1][:30])
        again = resume_table(copy)
        ask(again, "c1", "north", "Whose tanker is it?")
        if cut >= injected:
            play_on(again, bots(again))
            assert state_hash(again.state) == final, f"stopped after entry {cut}"
        entries = [(line.n, line.d) for line in read(copy)]
        for seat in SEATS:
            assert as_seen(entries, seat) == again.view(seat)
        assert [e.text for e in of(again, Asked) if isinstance(e, Asked)].count("Whose tanker is it?") == 1
        again.sink.close()


def test_it_reads_well(tmp_path: Path) -> None:
    """To the umpire all of it; to a seat its own, and never a note or a source; and why explains each."""
    table = game(tmp_path / "game.seawar.jsonl")
    table.sink.close()
    kept = [(line.n, line.d) for line in read(tmp_path / "game.seawar.jsonl")]
    rules = table.rules
    told = "\n".join(as_text(rules, kept))
    for line in (
        "North asks the white cell, question north-1: Whose tanker is it?",
        "source, for the white cell alone, of the answer to north-1: canary-source",
        "The white cell answers question north-1 of North: Ours.",
        "The white cell brings in inject n1 for North, because they asked for it: Press: A ferry is late.",
        "Note of the white cell, on calm and odd, about entry 3: canary-note: nobody asked.",
        "The white cell tells North the state of the world", "What changed", "Nothing did.",
        "The white cell sets aside question south-1 of South: not known",
    ):  # fmt: skip
        assert line in told
    north, south = ("\n".join(as_text(rules, kept, seat)) for seat in ("north", "south"))
    assert "The white cell answers your question 1: Ours." in north
    assert "The state of the world, from the white cell in turn 1" in north
    assert "The white cell sets your question 1 aside: not known" in south
    assert "Nothing did." not in south
    assert not any(canary in north + south for canary in ("canary-note", "canary-source"))
    explained = Words(Account(rules, kept))
    for n, entry in explained.account.entries.items():
        if isinstance(entry, Asked | RfiAnswered | RfiSourced | Noted | Situated | Injected):
            sections = explain(explained, n)
            words_ = "\n".join(line.text for section in sections for line in section.lines)
            assert type(entry).__name__ not in words_
            assert len(words_.splitlines()) > 2
    n1 = next(n for n, d in kept if d and b'"subject":"n1"' in d)
    assert "not of the scenario" in "\n".join(line.text for s in explain(explained, n1) for line in s.lines)
