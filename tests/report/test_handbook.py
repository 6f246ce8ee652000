"""That the printed rulebook leaves nothing out, and says what the rules do."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pytest

from seawar.content.book import Book, Played
from seawar.content.library import load_book, names, played
from seawar.content.models import EffectLine
from seawar.core.mechanism import Step
from seawar.domains import cyber_evidence
from seawar.domains.generic import ContestParams
from seawar.domains.odds import TWO_DICE
from seawar.report.document import Document, Heading, Items, Para, Table, plain
from seawar.report.handbook import LENGTHS, handbook
from seawar.report.markdown import markdown
from seawar.report.odds_told import percent, settled_odds
from seawar.report.order_told import order_anchor
from seawar.report.sources import ITEM
from seawar.report.words import VERBS, band

BASICS = str(Path(__file__).parents[1] / "samples" / "basics.yaml")
BOOKS = (BASICS, *names("rulebooks"))
GOLDEN = Path(__file__).parent / "basics.md"


@cache
def book(name: str) -> Book:
    return load_book(name)[0]


@cache
def printed(name: str) -> Document:
    found, path = load_book(name)
    return handbook(found, played(found, path))


def blocks_under(document: Document, anchor: str) -> list[str]:
    """Every text between a heading and the next one."""
    found, inside = [], False
    for block in document.blocks:
        if isinstance(block, Heading):
            inside = block.anchor == anchor
        elif inside:
            found += texts(block)
    return found


def texts(block: object) -> list[str]:
    match block:
        case Para(text):
            return [plain(text)]
        case Items(items):
            return [plain(item) for item in items]
        case Table(head, rows, caption):
            return [caption, *head, *(plain(cell) for row in rows for cell in row)]
        case _:
            return []


def same(text: str) -> str:
    """Without what a sentence adds to a text."""
    return " ".join(text.casefold().split()).rstrip(".")


@pytest.mark.parametrize("name", BOOKS)
def test_every_order_type_is_told_in_full(name: str) -> None:
    """Its title, text, every band, every reason, its condition, its refusal and its source stand under its heading."""
    for id_, kind in book(name).orders.items():
        said = "\n".join(same(text) for text in blocks_under(printed(name), order_anchor(id_)))
        wanted = [kind.text, kind.source, kind.refusal, *(band(b) for b in kind.mechanism.bands)]
        wanted += [text for modifier in kind.modifiers for text in (modifier.note[1], modifier.when.text)]
        wanted += [kind.when.text] if kind.when else []
        for text in wanted:
            assert same(text) in said, f"{id_}: {text}"


@pytest.mark.parametrize("name", BOOKS)
def test_every_source_and_step_is_there(name: str) -> None:
    """Sources of tracks, resources, orders, events and reactions, and all steps in their order."""
    said = same("\n".join(text for block in printed(name).blocks for text in texts(block)))
    doc = book(name).doc
    for section in (doc.tracks, doc.resources, doc.orders, doc.events, doc.reactions):
        for entry in section.values():
            assert same(entry.source) in said
    said = said[said.index(" is one round. ") :]
    places = [said.index(f"{step.title}. ") for step in Step]
    assert places == sorted(places)


@pytest.mark.parametrize("name", BOOKS)
def test_every_link_has_its_heading(name: str) -> None:
    """No way in the document leads nowhere, and no two headings share an anchor."""
    anchors = [block.anchor for block in printed(name).blocks if isinstance(block, Heading)]
    assert len(set(anchors)) == len(anchors)
    assert set(re.findall(r"\]\(#([^)]+)\)", markdown(printed(name)))) <= set(anchors)


@pytest.mark.parametrize("name", BOOKS)
def test_every_mechanism_tells_its_odds(name: str) -> None:
    """A stage is enough for each of them, and the bands that come make a whole at either end."""
    for kind in book(name).orders.values():
        odds = settled_odds(book(name), kind, LENGTHS)[0]
        assert odds is not None, kind.id
        for _, ends in (*odds.by_net, *odds.situations):
            assert [sum(end.values()) for end in ends] == [1000, 1000]


def row(document: Document, order: str, first: str) -> tuple[str, ...]:
    """The first row under an order that begins with a text."""
    inside = False
    for block in document.blocks:
        if isinstance(block, Heading):
            inside = block.anchor == order_anchor(order)
        elif inside and isinstance(block, Table) and block.numbers:
            for cells in block.rows:
                if plain(cells[0]) == first:
                    return tuple(plain(cell) for cell in cells[1:])
    raise AssertionError(f"{order} has no row {first}")


def test_a_contest_is_printed_from_its_table() -> None:
    """Each net's row is the row that decides."""
    for net, shares in zip(("−3", "−2", "−1", "0", "+1", "+2", "+3"), ContestParams().table, strict=True):
        assert row(printed(BASICS), "press", net) == tuple(percent(share) for share in shares)


def test_an_encounter_is_printed_rung_by_rung() -> None:
    """Both ends: a crew whose orders bear the rung, and one whose orders do not."""
    document, params = printed("northeast-asia"), book("northeast-asia").orders["air.scramble"].params
    for at, rung in enumerate(("Radio call", "Shadow", "Flares", "Warning shots", "Lock on")):
        low, high = percent(params.turns[at]), percent(params.turns_beyond[at])
        assert row(document, "air.scramble", rung)[0] == f"{low} to {high}"
    assert row(document, "air.scramble", "Arrive: you")[0] == percent(TWO_DICE[3])


def test_rates_are_printed_for_a_long_turn() -> None:
    """Presence and season odds are those of the longest turn in use, beside whoever else is there."""
    said = "\n".join(blocks_under(printed("northeast-asia"), order_anchor("maritime.presence")))
    assert "one of 1 year" in said, [line for line in said.splitlines() if " one of " in line]
    there = "Another seat gives “Keep ships on station” there too"
    assert row(printed("northeast-asia"), "maritime.presence", "In the plain case")[0] == "0 to 100"
    assert row(printed("northeast-asia"), "maritime.presence", there)[0] == "–"
    flown = "Another seat gives “Keep up patrols for the season” there too"
    assert row(printed("northeast-asia"), "air.season-watch", flown)[1] == percent(1000 - TWO_DICE[3])


def test_what_matters_is_found_by_watching() -> None:
    """A trade ledger turns no trade into odds, though nothing here knows that mechanism."""
    cells = row(printed("northeast-asia"), "economic.control", "In the plain case")
    trade = book("northeast-asia").ledgers["trade"].doc.rstrip(".")
    filled = f"A large number in the ledger “{trade}”"
    assert cells == ("–", "–", "100")
    assert row(printed("northeast-asia"), "economic.control", filled) == ("60", "40", "–")


def test_every_verb_has_words() -> None:
    """An effect that authors may write is told in a sentence of its own."""
    assert set(EffectLine.model_fields) == VERBS


def test_seats_have_their_names_in_full() -> None:
    """Titles come from a scenario that is played by the rulebook; without one, ids do."""
    assert "Republic of Korea" in markdown(printed("northeast-asia"))
    assert "ROK" in markdown(handbook(book("northeast-asia"), Played()))


def test_the_sample_reads_as_it_did() -> None:
    """The sample rulebook, word for word. SEAWAR_GOLDEN=write renews it."""
    told = markdown(handbook(book(BASICS), Played()))
    if os.environ.get("SEAWAR_GOLDEN") == "write":
        GOLDEN.write_text(told, encoding="utf-8")
    assert told == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", names("rulebooks"))
def test_every_cited_item_is_said(name: str) -> None:
    """An id in a source, or in a method's own words, has its line among the sources, and no line stands for nothing."""
    said = "\n".join(text for block in printed(name).blocks for text in texts(block))
    assert set(ITEM.findall(said)) == set(book(name).doc.sources)
    assert "Not told" not in said


def test_the_odds_of_attribution_are_printed_from_their_values() -> None:
    """Where it happens by itself all numbers stand; under the order what each name changes."""
    found = "\n".join(blocks_under(printed("northeast-asia"), "upkeep-cyber.find"))
    for table in (cyber_evidence.OPEN_ODDS, cyber_evidence.DENIABLE_ODDS, cyber_evidence.FLAGGED_ODDS):
        assert ", ".join(f"{share // 10} %" for share in table) in found
    assert f"{cyber_evidence.AFAR_PER_MILLE // 10} %" in found
    deniably = row(printed("northeast-asia"), "cyber.intrude", "Deniably")
    assert deniably[:4] == tuple(percent(share) for share in cyber_evidence.DENIABLE_ODDS)


def test_a_fleet_under_another_name_has_rows_of_its_own() -> None:
    """Sent openly it is known at once; else days decide, and the evidence is weaker."""
    assert row(printed("northeast-asia"), "maritime.fleet-screen", "In the plain case")[1] == "100"
    assert row(printed("northeast-asia"), "maritime.fleet-screen", "Given deniably")[1] != "100"
    assert "That it was the other seat: likely." in blocks_under(
        printed("northeast-asia"), order_anchor("maritime.fleet-screen")
    )


def test_every_order_type_stands_at_a_glance() -> None:
    """With where it is open: 23 July offers flights, an invented March strikes."""
    rows = {
        plain(cells[0]): tuple(plain(cell) for cell in cells[1:])
        for block in printed("northeast-asia").blocks
        if isinstance(block, Table) and block.head[-1] == "Open in"
        for cells in block.rows
    }
    assert len(rows) == len(book("northeast-asia").orders)
    assert rows["Fly through claimed airspace"][-1] == "Bear and Dragon over the Islets: segment 1"
    assert "Forty Airfields" in rows["Close runways to fighters"][-1]


def test_a_programme_says_what_looks_at_it() -> None:
    """Found in conditions; and a topic says who asks for it."""
    said = "\n".join(blocks_under(printed("northeast-asia"), order_anchor("programme.asw-together")))
    assert "Helps: Search a water for submarines" in said
    assert "“seabed”: nothing asks for it" in said
    patrol = "\n".join(blocks_under(printed("northeast-asia"), order_anchor("air.joint-patrol")))
    assert "“joint flying”: asked for by" in patrol


@pytest.mark.parametrize(
    "broken",
    [r" is stands", r" is arbitration", r"(?:^|[(]|\b(?:and|or) )[Yy]ou (?:still )?(?:minds|has|holds|is|claims)\b",
     r"[Ww]ith a (?:on|agreed)",
     r"\bDprk\b", r"a rule the outcome", r"`\w+`", r"\bof you (?:is|are) "],
)  # fmt: skip
def test_what_is_printed_reads_as_english(broken: str) -> None:
    """Shapes that wording by template has got wrong before."""
    said = [text for block in printed("northeast-asia").blocks for text in texts(block)]
    assert [text for text in said if re.search(broken, text)] == []
