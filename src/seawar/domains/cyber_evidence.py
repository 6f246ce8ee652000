"""Who did it, in estimative words: each observing seat asks for itself, and none can be sure of a false flag."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from seawar.core.facts import Facts
from seawar.core.mechanism import PER_MILLE, Trace
from seawar.core.state import Evidence, dyad
from seawar.domains.cyber_rows import blame, row

WORDS = ("nothing", "possible", "likely", "almost certain")
"""What an observer can say of who did it, in rising order."""
FLAGGED = ("nothing", "possible", "likely", "seen through")
"""The same where a false flag flies: it points elsewhere, unless it is seen through."""
LIKELY = WORDS.index("likely")
OPEN_ODDS = (100, 200, 300, 400)
"""Per mille of nothing, possible, likely and almost certain, for a target without any clue. Assumption."""
DENIABLE_ODDS = (300, 350, 250, 100)
"""Per mille of the same words where the campaign hides its author. Assumption: no public figure gives them."""
FLAGGED_ODDS = (250, 400, 300, 50)
"""Per mille of nothing, possible, likely (of the seat it points at), seen through; under a false flag. Assumption."""
TRACES = (
    Trace("open", WORDS, OPEN_ODDS),
    Trace("deniable", WORDS, DENIABLE_ODDS),
    Trace("false-flag", FLAGGED, FLAGGED_ODDS),
)
CLUE_PER_MILLE = 80
"""Per mille that one clue moves from the weaker words to the strongest. Assumption."""
MOST_CLUES = 3
"""Clues that count: steps of firms that talk to the seat, and partners that show it indicators. Assumption."""
AFAR_PER_MILLE = 500
"""Per mille of what the target itself would see that an observer with a channel to it does. Assumption."""
TEXT = "Intruders in the networks of {target}. It is {word} that {author} sent them."


def subject(target: str, number: int) -> str:
    """What evidence about the n-th campaign found in the target's networks is filed under."""
    return f"intrusion-{number}/{target}"


def surer(odds: Sequence[int], clues: int) -> tuple[int, ...]:
    """The odds of each word with so many clues: what each clue takes from the weakest goes to the strongest."""
    moved = list(odds)
    wanted = CLUE_PER_MILLE * min(MOST_CLUES, max(0, clues))
    for i in range(len(moved) - 1):
        taken = min(moved[i], wanted)
        moved[i] -= taken
        moved[-1] += taken
        wanted -= taken
    return tuple(moved)


def fainter(odds: Sequence[int], share: int) -> tuple[int, ...]:
    """The same seen from afar: of each word only a share is left, the rest is nothing."""
    seen = [each * share // PER_MILLE for each in odds[1:]]
    return (PER_MILLE - sum(seen), *seen)


def observers(target: str, author: str, facts: Facts) -> list[str]:
    """The target; those with an agreement in force with it; those to whom it has shown its indicators."""
    others = {
        party for pact in facts.world.agreements.values()
        if pact.status in ("in-force", "notice-given") and target in pact.parties for party in pact.parties
    } | {seat for seat in facts.rules.seats if shares(facts, seat, target)}  # fmt: skip
    return [target, *sorted(others - {target, author})]


def shares(facts: Facts, a: str, b: str) -> bool:
    """Whether two seats show each other what intruders leave behind."""
    return a != b and facts.world.conditions.get(f"indicators/{dyad(a, b)}", 0) > facts.world.now


def clues(seat: str, facts: Facts) -> int:
    """What makes an observer surer: firms that talk to it, and each partner that shows it indicators."""
    return row(facts, "teaming", seat) + sum(shares(facts, seat, other) for other in facts.rules.seats)


def odds(observer: str, target: str, author: str, facts: Facts) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """What one observer may come to say of the author of a campaign that is found.

    Method: a table of words by how the campaign hides, moved up by clues, and thinned for who only looks on.
    Units: per mille. Assumptions: 1. the tables; 2. observers judge independently; 3. clues add, three at the most.
    """
    flagged = blame(facts, author, target) != author
    hidden = row(facts, "deniable", author, target) > 0
    table = FLAGGED_ODDS if flagged else DENIABLE_ODDS if hidden else OPEN_ODDS
    shares_ = surer(table, clues(observer, facts))
    if observer != target:
        shares_ = fainter(shares_, AFAR_PER_MILLE)
    return (FLAGGED if flagged else WORDS), shares_


def pointed(pick: int, target: str, author: str, facts: Facts) -> tuple[str, int]:
    """Whom a drawn word points at and how surely. A false flag is never more than likely, either way."""
    named = blame(facts, author, target)
    if named == author:
        return author, pick
    return (author if FLAGGED[pick] == "seen through" else named), min(pick, LIKELY)


def held(facts: Facts, seat: str) -> Iterable[tuple[str, Evidence]]:
    """What a seat can show, by subject."""
    for key, evidence in sorted(facts.world.evidence.items()):
        what, _, by = key.rpartition("/")
        if by == seat and what.startswith("intrusion-"):
            yield what, evidence


def traced(facts: Facts, author: str) -> int:
    """How surely the asking seat can show that `author` was behind an intrusion, 0 to 4."""
    return max((found.level for _, found in held(facts, facts.me) if found.author == author), default=0)
