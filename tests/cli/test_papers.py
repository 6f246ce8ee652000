"""That a seat's papers are printed from what that seat knows: the hand-over brief and the order sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples.strait import SEATS, bots, opened, play_turn, rules_of

from cli.test_cli import CANARIES, seawar
from seawar.adjudicate.offers import offers
from seawar.content.library import load
from seawar.core.seat_rules import rules_for
from seawar.core.view import view_for
from seawar.report.markdown import markdown
from seawar.report.order_sheet import choices, order_sheet
from seawar.table.opening import new_table


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the journal of an exercise in its third move, while a table still holds it."""
    folder = tmp_path_factory.mktemp("stopped")
    table = new_table(load("dokdo-2019"), folder / "game.seawar.jsonl", seed=7)
    players = bots(table)
    for _ in range(2):
        play_turn(table, players)
    table.open_turn()
    table.say("m", "rok", ["japan"], "shall we talk?")
    return folder


def test_the_brief_is_the_same_from_the_journal_and_from_the_seats_copy(stopped: Path) -> None:
    """And a copy gives no other seat's."""
    full = seawar("handover", "game.seawar.jsonl", "--for", "japan", cwd=stopped)
    assert full.code == 0, full.err
    assert "# Hand-over: Japan" in full.out
    assert "shall we talk?" in full.out
    assert seawar("redact", "game.seawar.jsonl", "--for", "japan", "-o", "j.seawar.jsonl", cwd=stopped).code == 0
    copy = seawar("handover", "j.seawar.jsonl", cwd=stopped)
    assert copy.code == 0, copy.err
    assert copy.out == full.out
    other = seawar("handover", "j.seawar.jsonl", "--for", "rok", cwd=stopped)
    assert other.code == 1
    assert other.err.splitlines()[-1].startswith("j.seawar.jsonl is the copy of japan alone")


def test_a_sheet_of_a_running_table(stopped: Path) -> None:
    """Of the move that is open, by title too, as HTML to a file."""
    ran = seawar("order-sheet", "game.seawar.jsonl", "--seat", "Japan", "--html", "-o", "s.html", cwd=stopped)
    assert ran.code == 0, ran.err
    page = (stopped / "s.html").read_text(encoding="utf-8")
    assert "Move 3 of 16" in page
    assert "ends: Hold fighters on alert" in page
    assert "<script" not in page


def test_a_sheet_of_a_scenario_is_of_its_first_move(tmp_path: Path) -> None:
    """Of the whole, of the cut after what is read in, and by another rulebook."""
    whole = seawar("order-sheet", "dokdo-2019", "--seat", "rok", cwd=tmp_path)
    assert "Move 1 of 16" in whole.out
    assert "Scramble and identify" not in whole.out, "nobody is there yet"
    cut = seawar("order-sheet", "dokdo-2019", "--seat", "rok", "--cut", cwd=tmp_path)
    assert "Move 1 of 5" in cut.out or "08:30" in cut.out
    assert cut.out != whole.out
    matrix = seawar("order-sheet", "dokdo-2019", "--seat", "rok", "--rulebook", "matrix", cwd=tmp_path)
    assert "In your own words" in matrix.out


@pytest.mark.parametrize(("args", "said"), [
    (("order-sheet", "dokdo-2019"), "say whose it is"),
    (("order-sheet", "dokdo-2019", "--seat", "moon"), "no seat 'moon'"),
    (("order-sheet", "game.seawar.jsonl", "--seat", "japan", "--cut"), "leave --cut and --rulebook out"),
    (("order-sheet", "none.seawar.jsonl", "--seat", "japan"), "none.seawar.jsonl"),
    (("handover", "game.seawar.jsonl"), "say whose paper it is"),
    (("handover", "game.seawar.jsonl", "--for", "moon"), "no seat 'moon'"),
    (("handover", "none.seawar.jsonl", "--for", "japan"), "none.seawar.jsonl"),
])  # fmt: skip
def test_what_cannot_be_printed_is_refused_in_a_sentence(args: tuple[str, ...], said: str, stopped: Path) -> None:
    """It says what to do instead."""
    ran = seawar(*args, cwd=stopped)
    assert ran.code == 1
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_no_sheet_between_moves(tmp_path: Path) -> None:
    """Nothing is open before the first move, and when a move has been settled."""
    path = tmp_path / "game.seawar.jsonl"
    table = new_table(load("dokdo-2019"), path, seed=7)
    for _ in range(2):
        ran = seawar("order-sheet", path, "--seat", "japan", cwd=tmp_path)
        assert ran.code == 1
        assert "no move is open" in ran.err
        play_turn(table, bots(table))
    table.sink.close()


@pytest.mark.parametrize("seat", SEATS)
def test_a_sheet_lists_what_may_be_ordered_and_no_secret_of_another(seat: str) -> None:
    """Exactly the order types of which the seat has a legal order, with every choice of targets among them."""
    rules = rules_of()
    view = view_for(rules, opened(rules), seat)
    mine = rules_for(rules, seat)
    legal = list(offers(rules, view))
    listed = {choice.kind.id: choice for choice in choices(mine, view) if not choice.kind.mechanism.words}
    assert set(listed) == {order.type for order in legal}
    for order in legal:
        ids = [set(ids) for _, ids in listed[order.type].targets]
        assert all(id_ in found for id_, found in zip(order.targets.values(), ids, strict=True))
    told = markdown(order_sheet(mine, view))
    assert not [canary for other, canary in CANARIES.items() if other != seat and canary in told]
    assert told.count("### Order ") == rules.orders_per_turn
    assert all(choice.kind.title in told for choice in listed.values())
