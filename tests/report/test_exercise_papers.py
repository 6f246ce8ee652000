"""Handbooks, MSEL and seating plan: what stands in them, what must not, and every form they are written in."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from cli.test_cli import CANARIES, seawar

from seawar.cli.papers import first_move
from seawar.content.library import load, load_book, names, played_in
from seawar.report.controller_handbook import controller_handbook
from seawar.report.markdown import markdown
from seawar.report.msel import COLUMNS, msel_csv
from seawar.report.player_handbook import player_handbook
from seawar.report.words import Words

NAME = "dokdo-2019"


@pytest.mark.parametrize("name", names())
def test_a_players_handbook_has_its_own_secrets_and_no_others(name: str) -> None:
    """Brief, aims and red lines of its seat; of the others only what everybody may know."""
    loaded = load(name)
    for seat in loaded.rules.seats:
        told = markdown(player_handbook(*first_move(loaded, seat)))
        plain = told.replace("\\", "")
        for other in loaded.rules.seats.values():
            assert all(part.strip() in plain for part in other.public_brief.split("\n"))
            secret = other.secret_brief.split("\n")[0].strip()
            assert (secret in plain) == (other.id == seat)
            for aim in other.aims:
                shared = any(mine.text == aim.text for mine in loaded.rules.seats[seat].aims)
                assert (aim.text in plain) == (other.id == seat or shared)
        assert not any(inject.text in plain for inject in loaded.rules.msel)


@pytest.mark.parametrize("name", names())
def test_a_controllers_handbook_holds_everything(name: str) -> None:
    """Every inject, card, question, secret brief and end, with the minutes of the day adding up."""
    loaded = load(name)
    words = Words(load_book(loaded.rulebook.name)[0], played_in([loaded.scenario.doc]))
    told = markdown(controller_handbook(loaded.rules, loaded.scenario.doc, words)).replace("\\", "")
    rules = loaded.rules
    texts = [
        *(i.text for i in rules.msel),
        *(i.note for i in rules.msel),
        *(c.text for c in rules.cards),
        rules.history,
    ]
    texts += [
        *rules.questions.values(),
        *(seat.secret_brief for seat in loaded.scenario.doc.seats.values()),
        rules.handout,
    ]
    parts = [part.strip() for text in texts for part in text.split("\n")]
    assert [part for part in parts if part not in told] == []
    session = rules.session
    assert session is not None
    assert f"{session.minutes} minutes" in told
    last = session.minutes - session.hot_wash
    assert f"| {last // 60}:{last % 60:02} | **Hot wash** |" in told


def test_the_list_as_a_spreadsheet() -> None:
    """One row an inject, every column filled as the scenario has it, moves counted as people do."""
    loaded = load(NAME)
    words = Words(load_book(loaded.rulebook.name)[0], played_in([loaded.scenario.doc]))
    rows = list(csv.DictReader(io.StringIO(msel_csv(loaded.rules, loaded.scenario.doc, words))))
    assert [row["Id"] for row in rows] == [inject.id for inject in loaded.rules.msel]
    assert list(rows[0]) == list(COLUMNS)
    assert (rows[0]["Due"], rows[0]["Move"]) == ("23 July 2019, 06:30", "Move 1")
    assert "is public about" in rows[5]["If"]


def test_a_cell_is_never_a_formula() -> None:
    """What an author begins with a sign stays text in a spreadsheet."""
    from seawar.report.msel import _safe

    assert [_safe(cell) for cell in ("=1+1", "@x", "-2", "plain")] == ["'=1+1", "'@x", "'-2", "plain"]


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        (("handbook", NAME, "--seat", "japan", "-o", "out.html"), b"<!doctype html>"),
        (("handbook", NAME, "--umpire", "-o", "out.pdf"), b"%PDF-"),
        (("msel", NAME, "-o", "out.csv"), b"\xef\xbb\xbfId,Title"),
        (("msel", NAME, "-o", "out.pdf"), b"%PDF-"),
        (("seating-plan", NAME, "-o", "out.md"), b'<a id="top"></a>'),
        (("seating-plan", NAME, "-o", "out.pdf"), b"%PDF-"),
        (("order-sheet", NAME, "--seat", "rok", "-o", "out.pdf"), b"%PDF-"),
    ],
)
def test_each_form_of_each_paper(words: tuple[str, ...], begins: bytes, tmp_path: Path) -> None:
    """The ending of the file says as what it is written; the same command writes the same bytes."""
    assert seawar(*words, cwd=tmp_path).code == 0
    out = tmp_path / words[-1]
    first = out.read_bytes()
    assert first.startswith(begins)
    assert seawar(*words, cwd=tmp_path).code == 0
    assert out.read_bytes() == first


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("handbook", NAME), "say whose handbook it is"),
        (("handbook", NAME, "--umpire", "--seat", "japan"), "say whose handbook it is"),
        (("handbook", NAME, "--seat", "mars"), "no seat 'mars'"),
        (("msel", NAME, "--csv", "--html"), "take one of them"),
        (("msel", NAME, "-o", "msel.xlsx"), "a name that ends in .csv, .md, .html or .pdf"),
        (("seating-plan", NAME, "-o", "plan.docx"), "a name that ends in .md, .html or .pdf, and nothing is written"),
        (("seating-plan", NAME, "--html", "-o", "plan.pdf"), "expected with --html a name that ends in .html"),
        (("seating-plan", "dokdo"), "did you mean 'dokdo-2019'"),
        (("seating-plan", NAME, "-o", "no/where.md"), "choose another place with -o"),
    ],
)
def test_what_cannot_be_printed_is_told(words: tuple[str, ...], says: str, tmp_path: Path) -> None:
    """A sentence and no traceback."""
    ran = seawar(*words, cwd=tmp_path)
    assert ran.code != 0
    assert says in ran.err
    assert "Traceback" not in ran.err


def test_hostile_text_stays_text_in_a_pdf(tmp_path: Path) -> None:
    """Marks of ReportLab's own language in an author's text are printed, not obeyed."""
    from seawar.report.document import Document, Heading, Items, Para, Table
    from seawar.report.pdf import pdf

    document = Document("Canaries", [Heading(1, CANARIES["north"], "top")])
    hostile = ("<b>", "</para>", '<img src="file:///etc/passwd"/>', "&amp;", "한국어", "\x00")
    document.add(*(Para(text) for text in hostile), Items(hostile), Table(("a", "b"), ((hostile[1], hostile[2]),)))
    assert pdf(document).startswith(b"%PDF-")
