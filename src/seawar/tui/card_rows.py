"""The scenario's hand-out and cards, as rows under the learning questions of the white cell's console."""

from __future__ import annotations

from seawar.core.rules import Rules
from seawar.tui.lines import Row, row

HANDOUT, CARD = "handout", "card"
"""How the keys of these rows begin."""
USES = {"brief": "before the first move", "debrief": "after the last"}


def card_rows(rules: Rules) -> list[Row]:
    """Nothing where the scenario has neither."""
    rows = [row("Hand-out: what to know before the first move", key=HANDOUT)] if rules.handout else []
    rows += [
        row(("Card  ", "quiet"), card.title, right=(USES[card.use], "quiet"), key=f"{CARD}/{card.id}", most=1)
        for card in sorted(rules.cards, key=lambda card: list(USES).index(card.use))
    ]
    return [Row(), row(("Hand-out and cards", "bold")), *rows] if rows else []


def handout_words(rules: Rules) -> list[Row]:
    return _paragraphs(rules.handout)


def card_words(rules: Rules, id_: str) -> tuple[str, list[Row]]:
    """Title of one card; then it, with what it serves and where it comes from."""
    card = next(card for card in rules.cards if card.id == id_)
    serves = "; ".join(rules.questions[question] for question in card.questions)
    rows = [*_paragraphs(card.text), row(("Use     ", "quiet"), USES[card.use], hang=8)]
    rows += [row(("Serves  ", "quiet"), serves, hang=8)] if serves else []
    return f"Card: {card.title}", [*rows, row(("Item    ", "quiet"), (card.item, "truth"), hang=8)]


def _paragraphs(text: str) -> list[Row]:
    return [made for part in text.split("\n") if part.strip() for made in (row(part.strip()), Row())]
