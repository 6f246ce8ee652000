"""Dice that say what a case tells them to say.

The engine asks dice for a number, not for a band. So a turn is settled again and again: each time the first
chance that did not come as the case wants it is given the number that does, until all of them have come so.
`resolve` is pure and every draw has its own label, so nothing else moves. Refused: a second way to answer
chances beside the engine's, which would test itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cases.wording import Wrong
from seawar.adjudicate.chance import NAMES
from seawar.adjudicate.turn import Resolution
from seawar.core.conditions import nearest
from seawar.core.dice import Dice
from seawar.core.results import Roll

ROUNDS_MAX = 400
"""More chances than any turn asks."""

Label = tuple[str | int, ...]


class Told(Dice):
    """Numbers by label. What is not told yet comes to the last band; names are drawn from a key of zeros."""

    __slots__ = ("named", "numbers")

    def __init__(self) -> None:
        super().__init__(bytes(32))
        self.numbers: dict[Label, int] = {}
        self.named: dict[str, Label] = {}
        """What was named in play, to the label of the draw that named it."""

    def below(self, label: Any, n: int, i: int = 0) -> int:
        if n != NAMES:
            return self.numbers.get(tuple(label), n - 1)
        drawn = super().below(label, n, i)
        self.named[f"t{drawn:06x}"] = tuple(label)
        return drawn


@dataclass(slots=True)
class Script:
    """What a case says of the dice: a chance's step, and words that tell it from others, to a band."""

    wanted: dict[str, str]
    shared: Mapping[str, str]
    """What the whole file says; the case's own word goes first."""
    contacts: Mapping[str, str]
    """The case's names of contacts."""
    used: set[str] = field(default_factory=set)
    named: dict[str, Label] = field(default_factory=dict)
    """What the turn named, to the label of the draw that named it."""

    def settle(self, run: Callable[[Dice], Resolution]) -> Resolution:
        """The turn with every chance come to the band that the case names."""
        dice = Told()
        for _ in range(ROUNDS_MAX):
            resolution = run(dice)
            self.named = dice.named
            wrong = next(
                ((r, band) for r, words in self.rolls(resolution) if r.band != (band := self._band(r, words))), None
            )
            if wrong is None:
                return resolution
            dice.numbers[wrong[0].label] = _number(*wrong)
        raise Wrong(f"more than {ROUNDS_MAX} chances in one turn; take a smaller case")

    def rolls(self, resolution: Resolution) -> Iterator[tuple[Roll, set[str]]]:
        """The chances of a turn as they were settled, and what tells each apart; draws that only name are left out."""
        for roll in (roll for _, step in resolution.steps for result in step for roll in result.rolls):
            if roll.bands:
                yield roll, set(self._words(roll.label))

    def _band(self, roll: Roll, words: set[str]) -> str:
        for said in (self.wanted, self.shared):
            fitting = [key for key in said if self.fits(key, roll, words)]
            if fitting:
                key = max(fitting, key=lambda k: k.count(","))
                self.used.add(key)
                return said[key]
        if roll.label[0] == "diplomatic.chance":
            return roll.bands[-1]  # what is in nobody's hands takes its time unless a case says otherwise
        raise Wrong(
            f"the dice are asked for {str(roll.label[-1])!r} ({', '.join(sorted(words))}): {odds_words(roll)}. "
            f"Name it under `dice:`{nearest(str(roll.label[-1]), self.wanted)}"
        )

    def _words(self, label: Label) -> Iterator[str]:
        """A chance's seat, targets, contact and turn."""
        names = {id_: name for name, id_ in self.contacts.items()}
        yield f"turn {label[2]}"
        if label[3]:
            yield f"by {label[3]}"
        for part in map(str, label[3:-1]):
            if part in names:
                yield names[part]
            elif part in self.named:
                yield from (str(word) for word in self.named[part][3:-1] if word)
            elif part:
                yield part

    def unused(self) -> list[str]:
        return [key for key in self.wanted if key not in self.used]

    @staticmethod
    def fits(key: str, roll: Roll, words: set[str]) -> bool:
        """Whether `STEP` or `STEP, WORD, WORD` means this chance."""
        step, *rest = (part.strip() for part in key.split(","))
        return step == roll.label[-1] and {*rest} <= words


def odds_words(roll: Roll) -> str:
    """`in time 722, late 278 per mille`."""
    return ", ".join(f"{band} {share}" for band, share in zip(roll.bands, roll.odds, strict=True)) + " per mille"


def _number(roll: Roll, band: str) -> int:
    """The first number that comes to a band."""
    step = str(roll.label[-1])
    if band not in roll.bands:
        raise Wrong(f"{step!r} has no band {band!r}{nearest(band, roll.bands) or ';'} it has {odds_words(roll)}")
    index = roll.bands.index(band)
    if not roll.odds[index]:
        raise Wrong(f"{step!r} cannot come to {band!r} here: {odds_words(roll)}; name another band")
    return sum(roll.odds[:index])
