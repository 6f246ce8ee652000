"""Hand-out and cards on the console's page of learning questions; that they open by Enter is tried with dokdo-2019."""

from __future__ import annotations

from msgspec.structs import replace
from samples.strait import rules_of

from seawar.core.seat_rules import rules_for
from seawar.core.setting import Card
from seawar.tui.card_rows import card_rows, card_words, handout_words
from seawar.tui.lines import Row

CARD = Card("tail", "A rule in the making", "Draft of 15 January 2021.\nTwo readings.", "debrief", "A35", ())


def words(rows: list[Row]) -> str:
    return "\n".join(" ".join(span[0] for span in (*line.spans, *line.right)) for line in rows)


def test_cards_are_listed_with_when_they_are_of_use() -> None:
    """A scenario without any has no heading for them either."""
    rules = rules_of()
    assert card_rows(rules) == []
    made = replace(rules, handout="Watch the clock.\nAnd the islets.", cards=(CARD,))
    assert [line.key for line in card_rows(made)] == ["", "", "handout", "card/tail"]
    assert "A rule in the making" in words(card_rows(made))
    assert "Watch the clock." in words(handout_words(made))
    title, rows = card_words(made, "tail")
    told = words(rows)
    assert title == "Card: A rule in the making"
    assert "Two readings." in told and "A35" in told and "after the last" in told


def test_no_seat_holds_a_card() -> None:
    """They are the white cell's: a seat's own rules are without them."""
    made = replace(rules_of(), handout="Watch the clock.", cards=(CARD,))
    own = rules_for(made, next(iter(made.seats)))
    assert (own.handout, own.cards) == ("", ())
